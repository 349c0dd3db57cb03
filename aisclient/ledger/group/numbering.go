package group

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// numbering gives every row a small number to be grouped by. Number 0 is always None. Rows are grouped by their
// combination of labels first; the groups by label come out of those.
type numbering struct {
	l  *ledger.Ledger
	by By
	n  int // numbers run from 0 to n-1
	// A row's number is table[column[row]], or column[row] itself where table is nil. For dates the column
	// is nil and table is indexed by day.
	column []int32
	table  []int32
	first  aisclient.Date // of table, for dates

	keys      []string  // by number; of labels, by label
	parties   int32     // from this number on the keys are account numbers,
	merchants int32     // and from this one on merchants
	sets      [][]int32 // by combination of labels: its labels
}

// memoKey is a numbering's key in the ledger's memory.
type memoKey By

// numberingOf makes a grouping's numbering once a ledger.
func numberingOf(l *ledger.Ledger, by By) *numbering {
	return l.Memo(memoKey(by), func() any {
		c := &numbering{l: l, by: by}
		switch by {
		case ByLabel:
			c.byLabels()
		case ByKind:
			c.byText(l.Kinds(), l.KindID)
		case ByStatus:
			c.byText(l.Statuses(), l.StatusID)
		case ByCategory:
			c.byCategory()
		case ByCounterparty:
			c.byCounterparty()
		case ByAccount:
			c.bySource(func(i int) string { return strconv.Itoa(i) })
		case ByOwner:
			c.bySource(func(i int) string { return l.Sources()[i].OwnerSet().String() })
		case ByCurrency:
			c.bySource(func(i int) string { return string(l.Sources()[i].Currency) })
		default:
			c.byDay()
		}
		return c
	}).(*numbering)
}

// each makes the column.
func (c *numbering) each(number func(row int32) int32) {
	c.column = make([]int32, c.l.Len())
	for row := range c.column {
		c.column[row] = number(int32(row))
	}
}

// byText numbers texts as their column does.
func (c *numbering) byText(texts ledger.Texts, idOf func(row int32) int32) {
	c.addKeys(texts)
	c.each(func(row int32) int32 { return texts.Cleaned(idOf(row)) })
	c.n = len(c.keys)
}

func (c *numbering) addKeys(texts ledger.Texts) {
	for id := range int32(texts.Len()) {
		if texts.Cleaned(id) == id { // the others come last
			c.keys = append(c.keys, texts.At(id).String())
		}
	}
}

// byCategory numbers categories as the ledger does.
func (c *numbering) byCategory() {
	c.keys = []string{""}
	if l := c.l; l.Annotated() {
		c.keys = nil
		for _, name := range l.Categories() {
			c.keys = append(c.keys, name.Name)
		}
		c.keys[0] = ""
	}
	c.n = len(c.keys)
	c.each(c.l.CategoryID)
}

// byCounterparty numbers parties by their name, rows without a name by the IBAN, and the others by the merchant that tables
// show in the name's place.
func (c *numbering) byCounterparty() {
	l := c.l
	names, ibans := l.Parties(), l.PartyIBANs()
	c.addKeys(names)
	c.parties = int32(len(c.keys))
	c.addKeys(ibans)
	c.merchants = int32(len(c.keys))
	merchant := c.merchantOf()
	c.each(func(row int32) int32 {
		if p := names.Cleaned(l.PartyID(row)); p != 0 {
			return p
		}
		if i := ibans.Cleaned(l.PartyIBANID(row)); i != 0 {
			return c.parties + i
		}
		return merchant(row)
	})
	c.n = len(c.keys)
}

// merchantOf numbers the merchants of rows; one that has the name of a party has its number.
func (c *numbering) merchantOf() func(row int32) int32 {
	byName, byTitle := map[string]int32{}, map[string]int32{}
	for i, name := range c.keys[:c.parties] {
		byName[name] = int32(i)
	}
	return func(row int32) int32 {
		title := c.l.Title(row).String()
		id, ok := byTitle[title]
		if ok {
			return id
		}
		name := c.l.Merchant(row).String()
		if id, ok = byName[name]; !ok {
			id = int32(len(c.keys))
			byName[name], c.keys = id, append(c.keys, name)
		}
		byTitle[title] = id
		return id
	}
}

// byLabels numbers combinations of labels, and the labels themselves.
func (c *numbering) byLabels() {
	c.keys, c.n = []string{""}, c.l.LabelSets()
	numbers := map[string]int32{"": 0}
	c.sets = make([][]int32, c.n)
	for set := range c.sets {
		for _, t := range c.l.LabelSet(int32(set)) {
			id, ok := numbers[t.String()]
			if !ok {
				id = int32(len(c.keys))
				numbers[t.String()] = id
				c.keys = append(c.keys, t.String())
			}
			c.sets[set] = append(c.sets[set], id)
		}
	}
	c.sets[0] = []int32{0}
	c.each(c.l.LabelSetID)
}

// labelsOf are the labels of a combination.
func (c *numbering) labelsOf(set int32) []int32 { return c.sets[set] }

// bySource numbers sources by a key of theirs.
func (c *numbering) bySource(key func(source int) string) {
	c.keys = []string{""}
	c.each(func(row int32) int32 { return int32(c.l.Account(row)) })
	c.table = make([]int32, len(c.l.Sources()))
	for i := range c.table {
		k := key(i)
		id := slices.Index(c.keys, k)
		if id < 0 {
			id = len(c.keys)
			c.keys = append(c.keys, k)
		}
		c.table[i] = int32(id)
	}
	c.n = len(c.keys)
}

// byDay numbers days by their month, week or weekday.
func (c *numbering) byDay() {
	c.keys = []string{""}
	var last aisclient.Date
	for row := range int32(c.l.Len()) {
		d := c.l.Date(row)
		if d != 0 && (c.first == 0 || d < c.first) {
			c.first = d
		}
		last = max(last, d)
	}
	if last == 0 {
		c.n = 1
		return
	}
	c.table = make([]int32, last-c.first+1)
	for i := range c.table {
		c.table[i] = c.dayNumber(c.first + aisclient.Date(i))
	}
	c.n = len(c.keys)
}

// dayNumber numbers a day; days come in rising order.
func (c *numbering) dayNumber(d aisclient.Date) int32 {
	if c.by == ByWeekday {
		if len(c.keys) == 1 {
			c.keys = append(c.keys, "mon", "tue", "wed", "thu", "fri", "sat", "sun")
		}
		return int32(d.Weekday()+6)%7 + 1
	}
	var key string
	switch n := len(c.keys); {
	case n > 1 && c.by == ByMonth && d != d.MonthStart():
		return int32(n - 1)
	case n > 1 && c.by == ByWeek && d.Weekday() != time.Monday:
		return int32(n - 1)
	case c.by == ByMonth:
		key = d.String()[:7]
	default:
		y, w := d.Time().ISOWeek()
		key = fmt.Sprintf("%04d-w%02d", y, w)
	}
	c.keys = append(c.keys, key)
	return int32(len(c.keys) - 1)
}

// numbers tells the numbers of rows.
func (c *numbering) numbers(rows, out []int32) {
	switch {
	case c.column == nil && c.table == nil: // no row has a date
		clear(out)
	case c.column == nil:
		for i, row := range rows {
			out[i] = 0
			if d := c.l.Date(row); d != 0 {
				out[i] = c.table[d-c.first]
			}
		}
	case c.table == nil:
		for i, row := range rows {
			out[i] = c.column[row]
		}
	default:
		for i, row := range rows {
			out[i] = c.table[c.column[row]]
		}
	}
}

// key is a number's key, as Group.Key.
func (c *numbering) key(id int32) string { return c.keys[id] }

// label is a number's key for people.
func (c *numbering) label(id int32, key string) string {
	switch {
	case key == "":
		return None
	case c.by == ByAccount:
		i := slices.Index(c.table, id)
		return c.l.Sources()[i].Label().String()
	case c.by == ByCategory:
		return c.l.Categories()[id].Label
	case c.by == ByWeekday:
		return time.Weekday(id % 7).String()
	}
	return key
}

// isAccount reports whether a counterparty is known by its account number alone.
func (c *numbering) isAccount(id int32) bool { return id >= c.parties && id < c.merchants }

// filter writes the filter line of a number's rows.
func (c *numbering) filter(id int32) string {
	key := c.key(id)
	switch c.by {
	case ByLabel:
		return "label:=" + filter.Quote(key)
	case ByCounterparty:
		switch {
		case id == 0:
			return `party:="" iban:="" title:=""`
		case c.isAccount(id):
			return `party:="" iban:=` + filter.Quote(key)
		}
		return "party:=" + filter.Quote(key)
	case ByAccount:
		if i, err := strconv.Atoi(key); err == nil {
			return c.l.SourcesFilter(i)
		}
		return "src:" + key
	case ByOwner:
		var is []int
		for i, number := range c.table {
			if number == id {
				is = append(is, i)
			}
		}
		return c.l.SourcesFilter(is...)
	case ByKind:
		return "kind:=" + filter.Quote(key)
	case ByCategory:
		return "cat:=" + filter.Quote(key)
	case ByCurrency:
		return "cur:=" + filter.Quote(key)
	case ByStatus:
		return "status:=" + filter.Quote(key)
	case ByWeekday:
		if key != "" {
			return "day:" + key
		}
	}
	if key == "" {
		return "-date:0001..9999"
	}
	return "date:" + key
}
