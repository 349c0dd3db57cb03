package line

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/filter"
)

var rowCommands = []command{
	{[]string{"transactions"}, "", "lists the rows, newest first", needData, noArg(allRows)},
	{[]string{"filter"}, "WORDS", "keeps the rows that fit, as the screen's filter does; alone it says which is in force", needData, filterLine},
	{[]string{"unfilter"}, "", "keeps every row again", needData, noArg(func(s *session) error { return filterRows(s, "") })},
	{[]string{"period"}, "DAYS", "keeps the rows of a month, quarter, year or range; all is every row", needData, periodOf},
	{[]string{"sort"}, "COLUMN up or down", "sorts the rows; the library by date, customer, bank, rows, expiry or decision", inLibrary.or(inRows), func(s *session, arg string) error {
		if s.here().name == placeLibrary {
			return sortSaved(s, arg)
		}
		return sortRows(s, arg, nil)
	}},
	{[]string{"then"}, "COLUMN up or down", "sorts rows that are equal so far", inRows, func(s *session, arg string) error {
		return sortRows(s, arg, s.work.query.Sort)
	}},
	{[]string{"mark"}, "NUMBERS", "marks rows, or imports of the library, for example mark 1 3 7", inLibrary.or(inRows), func(s *session, arg string) error { return mark(s, arg, true) }},
	{[]string{"unmark"}, "NUMBERS or all", "clears marks", inLibrary.or(inRows), func(s *session, arg string) error { return mark(s, arg, false) }},
	{[]string{"marked"}, "", "lists the marked rows", needData, noArg(func(s *session) error { return filterRows(s, "is:marked") })},
	{[]string{"totals"}, "", "sums of the rows of the list and of the marked ones", needData, noArg(saySums)},
	{[]string{"export"}, "FILE", "writes the list into a csv, json or ndjson file", needData, exportRows},
	{[]string{"columns"}, "", "names the columns for sort and filter", needData, noArg(columns)},
}

func newestFirst() []ledger.SortKey { return []ledger.SortKey{{Column: ledger.ColDate, Desc: true}} }

// allRows lists the rows of the query in force; the first time that is all of them.
func allRows(s *session) error {
	q := s.work.query
	if q.Sort == nil {
		q.Sort = newestFirst()
	}
	return showRows(s, q)
}

// filterRows lists the rows that a filter line keeps.
func filterRows(s *session, line string) error {
	f, err := filter.Parse(line, aisclient.DateIn(s.opts.Now()))
	if err != nil {
		return err
	}
	q := s.work.query
	q.Filter, q.Within = f, nil
	if line == "" {
		q.Period = ledger.All()
	}
	if q.Sort == nil {
		q.Sort = newestFirst()
	}
	return showRows(s, q)
}

// rowsNamed lists some rows of the ledger.
func rowsNamed(s *session, what string, rows []int32) error {
	if len(rows) == 0 {
		return errors.New("there are no rows behind " + what)
	}
	return showRows(s, ledger.Query{Sort: newestFirst(), Within: rows})
}

// showRows answers a query and goes to its rows.
func showRows(s *session, q ledger.Query) error {
	w := s.work
	before, to, left := w.query, s.goTo, s.here().left
	if s.shown().rows != nil { // back returns to the list, and to the rows that it was made of
		to, left = s.into, func() error { return w.ask(s, before) }
	}
	if err := w.ask(s, q); err != nil {
		return err
	}
	res := w.result
	if res.Len() == 0 && !q.Filter.Empty() {
		if why, err := w.data.Ledger.WhyNone(s.ctx, q); err == nil && why.Sentence() != "" {
			defer s.out.say("Why: %s", why.Sentence())
		}
	}
	to(&place{name: placeRows, hint: "filter, sort, next, open 1, mark 1, totals", head: func() string { return rowsHead(s) },
		again: func(s *session) error { return showRows(s, q) }, left: left,
		list: &list{one: "row", many: "rows", n: res.Len(),
			item:  func(i int) string { return rowLine(s, res.Order[i]) },
			open:  func(i int) error { return sayRow(s, res.Order[i]) },
			cells: func(i int) [][2]string { return rowCells(s, res.Order[i]) }}})
	return nil
}

// ask answers a query, which is that of the transactions from now on.
func (w *workspace) ask(s *session, q ledger.Query) error {
	q.Marked = w.marked.Clone()
	return s.do(func(ctx context.Context) error {
		res, err := w.data.Ledger.Run(ctx, q)
		if err == nil {
			w.query, w.result = q, res
		}
		return err
	})
}

// rowsHead says how many rows of all, why these, and in which order.
func rowsHead(s *session) string {
	w := s.work
	said := fmt.Sprintf("Transactions, %d of %s", w.result.Len(), english.Plural(w.data.Ledger.Len(), "row", "rows"))
	if !w.query.Filter.Empty() {
		said += ", filter " + w.query.Filter.String()
	}
	if !w.query.Period.IsAll() {
		said += ", period " + w.query.Period.String()
	}
	return said + ", " + order(w.query.Sort)
}

// order says a sort in words.
func order(keys []ledger.SortKey) string {
	if slices.Equal(keys, newestFirst()) {
		return "newest first"
	}
	var parts []string
	for _, k := range keys {
		way := "up"
		if k.Desc {
			way = "down"
		}
		said := k.Column.String() + " " + way
		if k.Column == ledger.ColAmount { // a sign that is not said decides
			if said = "amount, most out first, most in last"; k.Desc {
				said = "amount, most in first, most out last"
			}
		}
		parts = append(parts, said)
	}
	if len(parts) == 0 {
		return "in the bank's order"
	}
	return "sorted by " + strings.Join(parts, ", then ")
}

// rowLine is a row on one line.
func rowLine(s *session, id int32) string {
	l := s.work.data.Ledger
	state, marked := "", ""
	if s := l.State(id); s != aisclient.RowUnread && s != aisclient.RowExcluded { // these are said already
		state = s.Why()
	}
	if s.work.marked.Has(id) {
		marked = "marked"
	}
	return join(movementOf(l, id), state, acted(s.work.data.Acts.Of(id)), marked)
}

// rowCells are the columns of a row that have something in them.
func rowCells(s *session, id int32) [][2]string {
	l := s.work.data.Ledger
	var out [][2]string
	for _, c := range l.Columns() {
		value := l.Text(id, c).String()
		switch {
		case c == ledger.ColAmount && !l.AmountUnread(id):
			value = movement(l.Amount(id), l.Currency(id))
		case c == ledger.ColCurrency, c == ledger.ColID, c == ledger.ColAccountIBAN:
			continue // said with the amount, and in groups of four
		case c == ledger.ColOwner:
			value = owners(l.Source(id))
		case c == ledger.ColBalance:
			if a, ok := l.Balance(id); ok {
				value = money(a, l.Currency(id))
			}
		case c == ledger.ColStatus:
			tx := l.Transaction(id)
			value = tx.StatusWords()
		case c == ledger.ColPartyIBAN:
			value = number(l.PartyIBAN(id))
		}
		out = append(out, [2]string{columnName(c), value})
	}
	return out
}

// columnName is a column's name as words: "Transaction date" of transactionDate.
func columnName(c ledger.Column) string {
	return english.Words(c.String())
}

// sayRow says every field of a row, and why it has its category.
func sayRow(s *session, id int32) error {
	for _, c := range rowCells(s, id) {
		s.out.fact(c[0], c[1])
	}
	src := s.work.data.Ledger.Source(id)
	s.out.fact("Card number", number(src.Number))
	s.out.fact("Account number", number(src.IBAN))
	s.out.fact("Row filter", fmt.Sprintf("row:%d", id))
	if why := s.work.data.Ledger.State(id).Why(); why != "" {
		s.out.say("In no sum: %s", why)
	}
	sayActs(s, s.work.data.Acts.Of(id))
	return nil
}

// filterLine puts a filter in force, or says which is.
func filterLine(s *session, arg string) error {
	if arg != "" {
		return filterRows(s, arg)
	}
	s.out.say("%s", rowsHead(s))
	s.out.say("filter with words keeps rows, unfilter keeps all. Fields are: %s", strings.Join(fieldNames(), ", "))
	return nil
}

func fieldNames() []string {
	var out []string
	for _, f := range filter.Fields() {
		out = append(out, f.String())
	}
	return out
}

// dataDay is the last day of the open import's data, from which periods are counted back.
func (s *session) dataDay() aisclient.Date {
	return insight.DataDay(s.work.data.Ledger, aisclient.DateIn(s.opts.Now()))
}

// periodOf limits the rows to some days.
func periodOf(s *session, arg string) error {
	p, err := ledger.ParsePeriod(arg, s.dataDay())
	if err != nil {
		return err
	}
	q := s.work.query
	if q.Period = p; q.Sort == nil {
		q.Sort = newestFirst()
	}
	return showRows(s, q)
}

// sortRows reads "amount down" as a level of a sort behind those before.
func sortRows(s *session, arg string, before []ledger.SortKey) error {
	name, way, _ := strings.Cut(strings.ToLower(arg), " ")
	c, err := ledger.ParseColumn(name)
	if err != nil {
		return err
	}
	key := ledger.SortKey{Column: c}
	switch strings.TrimSpace(way) {
	case "", "up":
	case "down":
		key.Desc = true
	default:
		return fmt.Errorf("%s is neither up nor down", quoted(way))
	}
	q := s.work.query
	q.Sort = append(slices.Clone(before), key)
	return showRows(s, q)
}

// mark marks rows of the list, or takes their marks away.
func mark(s *session, arg string, on bool) error {
	if s.here().name == placeLibrary {
		return markSaved(s, arg, on)
	}
	w := s.work
	if !on && arg == "all" {
		n := w.marked.Len()
		w.marked.Clear()
		s.out.say("%s no longer marked", english.Plural(n, "row is", "rows are"))
		return nil
	}
	if w.result.Len() == 0 {
		return s.nothing(s.shown())
	}
	which, err := numbers(arg, w.result.Len())
	if err != nil {
		return err
	}
	for _, i := range which {
		id := w.result.Order[i]
		if on {
			w.marked.Add(id)
		} else {
			w.marked.Remove(id)
		}
		s.out.whole(fmt.Sprintf("%d of %d: %s", i+1, w.result.Len(), rowLine(s, id)))
	}
	s.out.say("%s", english.Plural(w.marked.Len(), "row is marked", "rows are marked"))
	return nil
}

// saySums says the totals of the list and of the marked rows.
func saySums(s *session) error {
	s.out.say("Totals of %s", english.Plural(s.work.result.Len(), "row", "rows"))
	if err := sayTotals(s, s.work.result.Order); err != nil {
		return err
	}
	if n := s.work.marked.Len(); n > 0 {
		s.out.say("Totals of %s", english.Plural(n, "marked row", "marked rows"))
		return sayTotals(s, slices.Collect(s.work.marked.All()))
	}
	return nil
}

// exportRows writes the rows of the list, or its groups.
func exportRows(s *session, arg string) error {
	path, err := s.fileName(arg, ".csv", ".json", ".ndjson")
	if err != nil {
		return err
	}
	format, err := export.ParseFormat(path[strings.LastIndexByte(path, '.')+1:])
	if err != nil {
		return err
	}
	if l := s.shown(); l.export != nil {
		return s.writeFile(path, func(over bool) error { return l.export(path, over, format) })
	}
	res := s.work.result
	return s.writeFile(path, func(over bool) error {
		return s.do(func(ctx context.Context) error {
			return export.File(ctx, path, over, res, export.Request{Format: format})
		})
	})
}

// columns names the columns of the rows.
func columns(s *session) error {
	for _, c := range s.work.data.Ledger.Columns() {
		s.out.say("%s", c)
	}
	return nil
}
