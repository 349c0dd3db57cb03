package ledger

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// groupColumn gives every row a small number to be grouped by. Number 0 is always None. Rows are grouped by
// their combination of labels first; the groups by label come out of those.
type groupColumn struct {
	l  *Ledger
	by GroupBy
	n  int // numbers run from 0 to n-1
	// A row's number is table[column[row]], or column[row] itself where table is nil. For dates the column
	// is nil and table is indexed by day.
	column []int32
	table  []int32
	first  aisclient.Date // of table, for dates

	keys []string // by number, where they are not in a dictionary
}

// groupColumnOf makes a grouping's column once.
func (l *Ledger) groupColumnOf(by GroupBy) *groupColumn {
	l.cache.grouping.Lock()
	defer l.cache.grouping.Unlock()
	if c := l.cache.groups[by]; c != nil {
		return c
	}
	c := &groupColumn{l: l, by: by}
	switch by {
	case ByLabel:
		c.column, c.n = l.labels, len(l.sets) // combinations of labels; the groups come from them
	case ByKind:
		c.column, c.n = l.kind, len(l.kinds.vals)
	case ByStatus:
		c.column, c.n = l.status, len(l.statuses.vals)
	case ByCounterparty:
		c.counterparties()
	case ByAccount:
		c.bySource(func(i int) string { return fmt.Sprint(i) })
	case ByOwner:
		c.bySource(func(i int) string { return l.sources[i].sameOwners() })
	case ByCurrency:
		c.bySource(func(i int) string { return string(l.sources[i].Currency) })
	default:
		c.byDay()
	}
	l.cache.groups[by] = c
	return c
}

// counterparties numbers parties by their name, and rows without a name by the IBAN.
func (c *groupColumn) counterparties() {
	l := c.l
	parties := int32(len(l.parties.vals))
	c.n = int(parties) + len(l.ibans.vals)
	c.column = make([]int32, l.Len())
	for row, p := range l.party {
		if p == 0 && l.iban[row] != 0 {
			p = parties + l.iban[row]
		}
		c.column[row] = p
	}
}

// bySource numbers sources by a key of theirs.
func (c *groupColumn) bySource(key func(source int) string) {
	c.column, c.keys = c.l.source, []string{""}
	c.table = make([]int32, len(c.l.sources))
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
func (c *groupColumn) byDay() {
	c.keys = []string{""}
	var last aisclient.Date
	for _, d := range c.l.date {
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
func (c *groupColumn) dayNumber(d aisclient.Date) int32 {
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
func (c *groupColumn) numbers(rows, out []int32) {
	switch {
	case c.column == nil && c.table == nil: // no row has a date
		clear(out)
	case c.column == nil:
		for i, row := range rows {
			out[i] = 0
			if d := c.l.date[row]; d != 0 {
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
func (c *groupColumn) key(id int32) string {
	l := c.l
	switch c.by {
	case ByLabel:
		return l.labelNames.vals[id].String()
	case ByKind:
		return l.kinds.vals[id].String()
	case ByStatus:
		return l.statuses.vals[id].String()
	case ByCounterparty:
		if n := int32(len(l.parties.vals)); id >= n {
			return l.ibans.vals[id-n].String()
		}
		return l.parties.vals[id].String()
	}
	return c.keys[id]
}

// label is a number's key for people.
func (c *groupColumn) label(id int32, key string) string {
	switch {
	case key == "":
		return None
	case c.by == ByAccount:
		i := slices.Index(c.table, id)
		return c.l.sources[i].Label().String()
	case c.by == ByWeekday:
		return time.Weekday(id % 7).String()
	}
	return key
}

// filter writes the filter line of a number's rows.
func (c *groupColumn) filter(id int32) string {
	key := c.key(id)
	switch c.by {
	case ByLabel:
		return "label:=" + filter.Quote(key)
	case ByCounterparty:
		if id >= int32(len(c.l.parties.vals)) || id == 0 {
			return `party:="" iban:=` + filter.Quote(key)
		}
		return "party:=" + filter.Quote(key)
	case ByAccount:
		if i, err := strconv.Atoi(key); err == nil {
			return c.l.SourcesFilter(i)
		}
		return "src:" + key
	case ByOwner:
		return c.l.ownerFilter(key)
	case ByKind:
		return "kind:=" + filter.Quote(key)
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
