package compare

import (
	"cmp"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/text"
)

// movement is what makes rows of an account the same.
type movement struct {
	day    aisclient.Date
	amount aisclient.Amount
	iban   int32
	unread bool
	row    int32
}

func (m movement) compare(o movement) int {
	return cmp.Or(cmp.Compare(m.day, o.day), cmp.Compare(m.amount, o.amount), cmp.Compare(m.iban, o.iban), compareBool(m.unread, o.unread))
}

func compareBool(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return 1
	}
	return -1
}

// rows compares the rows of an account, and notes those of the common days.
func (c *comparison) rows(acc *Account, common *[2][]int32) {
	a, b := c.a.movements(acc.A), c.b.movements(acc.B)
	for len(a) > 0 || len(b) > 0 {
		na, nb := 0, 0
		switch {
		case len(b) == 0:
			na = same(a)
		case len(a) == 0:
			nb = same(b)
		default:
			order := a[0].compare(b[0])
			if order <= 0 {
				na = same(a)
			}
			if order >= 0 {
				nb = same(b)
			}
		}
		c.match(acc, a[:na], b[:nb], common)
		a, b = a[na:], b[nb:]
	}
	for _, rows := range []*[]int32{&acc.New, &acc.Missing, &acc.OutsideA, &acc.OutsideB} {
		slices.Sort(*rows)
	}
}

// same is how many movements at the beginning are the same.
func same(m []movement) int {
	n := 1
	for n < len(m) && m[0].compare(m[n]) == 0 {
		n++
	}
	return n
}

// match pairs the rows of one movement: first those that are equal in all, then the rest in the order of their texts.
func (c *comparison) match(acc *Account, a, b []movement, common *[2][]int32) {
	any := b
	if len(a) > 0 {
		any = a
	}
	inside := acc.Common.Bounded() && acc.Common.Contains(any[0].day)
	if inside {
		for _, m := range a {
			common[0] = append(common[0], m.row)
		}
		for _, m := range b {
			common[1] = append(common[1], m.row)
		}
	}
	if len(a) > 1 || len(b) > 1 {
		a, b = c.unequal(a, b)
	}
	n := min(len(a), len(b))
	for i := range n {
		if changes := c.changes(a[i].row, b[i].row); len(changes) > 0 {
			acc.Changed = append(acc.Changed, Row{a[i].row, b[i].row, changes})
		}
	}
	for _, m := range a[n:] {
		put(inside, &acc.Missing, &acc.OutsideA, m.row)
	}
	for _, m := range b[n:] {
		put(inside, &acc.New, &acc.OutsideB, m.row)
	}
}

func put(inside bool, in, out *[]int32, row int32) {
	if inside {
		*in = append(*in, row)
	} else {
		*out = append(*out, row)
	}
}

// unequal takes out rows that are equal in all on both sides, and puts the rest in an order that both sides share.
func (c *comparison) unequal(a, b []movement) (restA, restB []movement) {
	count := map[string]int{}
	for _, m := range b {
		count[c.b.facts(m.row)]++
	}
	gone := map[string]int{}
	for _, m := range a {
		if f := c.a.facts(m.row); count[f] > 0 {
			count[f]--
			gone[f]++
			continue
		}
		restA = append(restA, m)
	}
	for _, m := range b {
		if f := c.b.facts(m.row); gone[f] > 0 {
			gone[f]--
			continue
		}
		restB = append(restB, m)
	}
	by := func(r *reader) func(x, y movement) int {
		return func(x, y movement) int { return strings.Compare(r.facts(x.row), r.facts(y.row)) }
	}
	slices.SortStableFunc(restA, by(c.a))
	slices.SortStableFunc(restB, by(c.b))
	return restA, restB
}

// facts are what of a row can change, as one text.
func (r *reader) facts(row int32) string {
	balance := ""
	if b, ok := r.l.Balance(row); ok {
		balance = b.String()
	}
	excluded, relabelled := r.acted(row)
	return strings.Join([]string{r.l.Title(row).String(), r.l.Party(row).String(), r.l.Kind(row).String(), r.l.Status(row).String(), r.labels(row).String(), balance,
		excluded.String(), relabelled.String()}, "\n")
}

// changes are the facts that differ between two rows.
func (c *comparison) changes(a, b int32) []Change {
	var out []Change
	add := func(what string, x, y text.Text) {
		if !x.Equal(y) {
			out = append(out, Change{what, x, y})
		}
	}
	x, y := c.a.l, c.b.l
	if x.RawTitle(a) != y.RawTitle(b) {
		add("title", x.Title(a), y.Title(b))
	}
	add("party", x.Party(a), y.Party(b))
	add("kind", x.Kind(a), y.Kind(b))
	add("status", x.Status(a), y.Status(b))
	add("labels", c.a.labels(a), c.b.labels(b))
	before, had := x.Balance(a)
	after, has := y.Balance(b)
	if had != has || before != after {
		add("balance", balanceText(before, had), balanceText(after, has))
	}
	excludedA, relabelledA := c.a.acted(a)
	excludedB, relabelledB := c.b.acted(b)
	add("excluded", excludedA, excludedB)
	add("relabelled", relabelledA, relabelledB)
	return out
}

// acted is what people did with a row.
func (r *reader) acted(row int32) (excluded, relabelled text.Text) {
	if r.Acted == nil {
		return text.Text{}, text.Text{}
	}
	return r.Acted(row)
}

func balanceText(a aisclient.Amount, ok bool) text.Text {
	if !ok {
		return text.Text{}
	}
	return text.Clean(a.String())
}

// labels are a row's labels as one text.
func (r *reader) labels(row int32) text.Text { return text.Join(r.l.Labels(row), ", ") }

// movements are the rows of an account in the order of what makes them the same.
func (r *reader) movements(sources []int) []movement {
	n := 0
	for _, i := range sources {
		n += r.source(i).Rows()
	}
	out := make([]movement, 0, n)
	for _, i := range sources {
		s := r.source(i)
		for row := s.First; row < s.Last; row++ {
			out = append(out, movement{r.l.Date(row), r.l.Amount(row), r.iban(row), r.l.AmountUnread(row), row})
		}
	}
	slices.SortStableFunc(out, movement.compare)
	return out
}

// iban numbers the other side's account number, the same for all notations and on both sides; 0 is none.
func (r *reader) iban(row int32) int32 {
	id := int(r.l.PartyIBANID(row))
	for id >= len(r.ibans) {
		r.ibans = append(r.ibans, 0)
	}
	if r.ibans[id] == 0 {
		canonical := identity.ParseNumber(r.l.PartyIBAN(row).Raw(), "").Canonical()
		n, ok := r.texts[canonical]
		if !ok {
			n = int32(len(r.texts))
			r.texts[canonical] = n
		}
		r.ibans[id] = n + 1
	}
	return r.ibans[id]
}
