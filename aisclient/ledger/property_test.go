package ledger

import (
	"cmp"
	"context"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

// words are pieces of filter lines; random lines are made of them.
var words = []string{"zabka", "Żabka", "ż", "a", "LOD", "łodzi", "12", "ref", `"za zakupy"`, "zl", "przelew", "PRZELEW", "straße", "/ref \\d+$/",
	"/^Płat/", "/BIEDRO|orlen/", "is:in", "is:out", "is:labelled", "is:pending", "is:booked", "is:balance", "is:card", "label:loan",
	"label:=salary", "label:cash|fee", `label:=""`, "party:zab|biedronka", `party:=""`, "iban:PL0000", "kind:karta", `kind:=""`, "status:done",
	"cur:pln", "cur:=EUR", "acct:konto", "acct:\"konto 1\"", `"zakupy w lodzi"`, `"za  zakupy"`, `title:"łodzi ref"`, "/zakupy w/", "/w  lodzi/",
	`party:"za zakupy w"`, "party:płatność|orlen", "party:zakupy", `party:="Żabka Polska"`, "owner:anna", "amt:>100", "amt:<=-50.50", "amt:-5000..100", "abs:>=20000", "bal:<0",
	"date:2026", "date:2025-11..2026-01", "date:last90d", "date:..2025", "on:2026-q1", "day:mon|sun", "row:10..900", "src:0|2", "title:zakupy", "bank:konto"}

func randomLine(r *rand.Rand) string {
	var terms []string
	for range 1 + r.IntN(3) {
		t := words[r.IntN(len(words))]
		if r.IntN(4) == 0 && !strings.ContainsAny(t, ":") {
			t += "|" + words[r.IntN(len(words))]
		}
		if r.IntN(4) == 0 {
			t = "-" + t
		}
		terms = append(terms, t)
	}
	return strings.Join(terms, " ")
}

// naive answers a filter row by row with plain strings, without tables, bitsets or buffers.
func naive(l *Ledger, f filter.Filter, p Period) []int32 {
	var out []int32
	for row := range int32(l.Len()) {
		ok := p.Contains(l.Date(row))
		for _, t := range f.Terms {
			any := false
			for _, c := range t.Any {
				any = any || naiveCondition(l, c, row)
			}
			ok = ok && any != t.Not
		}
		if ok {
			out = append(out, row)
		}
	}
	return out
}

// naiveMatches are prepared once a condition: there are thousands of rows.
var naiveMatches = map[filter.Condition]*textMatch{}

func naiveCondition(l *Ledger, c filter.Condition, row int32) bool {
	b, has := l.Balance(row)
	switch v := c.Value.(type) {
	case filter.Weekday:
		return !l.Date(row).Empty() && l.Date(row).Weekday() == time.Weekday(v)
	case filter.Flag:
		return map[filter.Flag]bool{filter.IsIn: l.Amount(row) > 0, filter.IsOut: l.Amount(row) < 0, filter.IsCard: l.Source(row).IsCard(), filter.IsAccount: !l.Source(row).IsCard(),
			filter.IsLabelled: len(l.Labels(row)) > 0, filter.IsBooked: l.Booked(row), filter.IsPending: l.waits(row), filter.IsBalance: has}[v]
	case filter.Range:
		in := func(n int64, has bool) bool { return has && n >= v.Lo && n <= v.Hi }
		switch c.Field {
		case filter.Amount:
			return in(int64(l.Amount(row)), true)
		case filter.Abs:
			return in(int64(l.Amount(row).Abs()), true)
		case filter.Balance:
			return in(int64(b), has)
		case filter.Row:
			return in(int64(row), true)
		case filter.Source:
			return in(int64(l.Account(row)), true)
		case filter.TransactionOn:
			return in(int64(l.TransactionOn(row)), l.TransactionOn(row) != 0)
		}
		return in(int64(l.Date(row)), l.Date(row) != 0)
	}
	a, ok := naiveMatches[c]
	if !ok {
		a = newTextMatch(c)
		naiveMatches[c] = a
	}
	if f := c.Field; (f == filter.Any || f == filter.IBAN) && a.re == nil && !a.exact {
		iban := strings.ToLower(strings.ReplaceAll(l.PartyIBAN(row).String(), " ", ""))
		want := strings.ToLower(a.raw)
		if strings.Contains(iban, want) && text.Fold(want) == want {
			return true
		}
		if f == filter.IBAN {
			return false
		}
	}
	return slices.ContainsFunc(naiveFields(l, a, row), func(s string) bool { return naiveHit(a, s) })
}

func naiveFields(l *Ledger, a *textMatch, row int32) []string {
	s := l.Source(row)
	var labels []string
	for _, t := range l.Labels(row) {
		labels = append(labels, t.String())
	}
	if len(labels) == 0 && a.exact {
		labels = []string{""}
	}
	owners := strings.Split(s.OwnerNames().String(), ", ")
	switch a.field {
	case filter.Title:
		return []string{l.Title(row).String()}
	case filter.Party:
		if l.PartyID(row) == 0 && (!a.exact || a.raw != "" && l.PartyIBANID(row) == 0) {
			return []string{l.Merchant(row).String()}
		}
		return []string{l.Party(row).String()}
	case filter.IBAN:
		return []string{l.PartyIBAN(row).String()}
	case filter.Kind:
		return []string{l.Kind(row).String()}
	case filter.Label:
		return labels
	case filter.Status:
		return []string{l.Status(row).String()}
	case filter.Currency:
		return []string{string(l.Currency(row))}
	case filter.Account:
		return []string{s.Name.String(), s.Friendly.String(), s.IBAN.String(), s.Number.String()}
	case filter.Owner:
		return owners
	case filter.Bank:
		return []string{s.Target.String(), s.TargetName.String()}
	}
	fields := append(labels, l.Title(row).String(), l.Party(row).String(), l.Kind(row).String())
	if a.re != nil {
		fields = append(fields, l.PartyIBAN(row).String())
	}
	return fields
}

var blankRuns = regexp.MustCompile(" +")

func naiveHit(a *textMatch, s string) bool {
	s = blankRuns.ReplaceAllString(s, " ")
	switch {
	case a.exact:
		return s == a.raw
	case a.re != nil:
		return a.re.MatchString(spell(s, a.spell))
	}
	return strings.Contains(text.Fold(s), text.Fold(a.raw))
}

// padded is an import in which every third row has runs of blanks, as banks pad names.
func padded(imp *aisclient.Import) *aisclient.Import {
	for t := range imp.Targets {
		for a := range imp.Targets[t].Accounts {
			rows := imp.Targets[t].Accounts[a].Transactions
			for i := 0; i < len(rows); i += 3 {
				wide := strings.Repeat(" ", 2+i%2)
				rows[i].Title = text.Clean(strings.ReplaceAll(rows[i].Title.String(), " ", wide))
				rows[i].Party = text.Clean(strings.ReplaceAll(rows[i].Party.String(), " ", wide))
				rows[i].Kind = text.Clean(strings.ReplaceAll(rows[i].Kind.String(), " ", wide))
			}
		}
	}
	return imp
}

func TestFilterEqualsNaive(t *testing.T) {
	l, err := FromImport(padded(randomImport(3000, 3)))
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	periods := []Period{All(), Month(today), LastDays(today, 90), Between(0, today-200), Between(today-300, 0)}
	for range 400 {
		line, p := randomLine(r), periods[r.IntN(len(periods))]
		f, err := filter.Parse(line, today)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		got, err := l.Run(context.Background(), Query{Filter: f, Period: p})
		if err != nil {
			t.Fatal(err)
		}
		if want := naive(l, f, p); !slices.Equal(got.Order, want) {
			t.Fatalf("%s in %v: %d rows, want %d", line, p, len(got.Order), len(want))
		}
		again, err := filter.Parse(written(f), today)
		if err != nil || !slices.Equal(naive(l, again, p), got.Order) {
			t.Fatalf("%s became %s: %v", line, written(f), err)
		}
	}
}

func TestNarrowingGivesTheSameRowsAsAsking(t *testing.T) {
	l, _ := FromImport(randomImport(3000, 4))
	lines := []string{"", "party:=zabka", "party:zabka", `title:="zakupy zabka"`, "z", "zl", "zab", "zabk", "zabka", "żabka", "Żabka", "zabka 1", "zabka 12", "zabka 12 is:in", "zabka -12", "-zabka", "-zab",
		"a|b", "a|bc", "party:z", "party:za", "za", "/za/", "/zab/", "row:1..2000", "is:marked", "is:marked z", `"za zak"`, `"za zakupy"`}
	keys := []SortKey{{ColAmount, true}, {ColParty, false}}
	marks := &RowSet{}
	for row := int32(0); row < 3000; row += 7 {
		marks.Add(row)
	}
	for _, before := range lines {
		first := run(t, l, before, keys...)
		for i, line := range lines {
			f, _ := filter.Parse(line, today)
			for _, within := range [][]int32{nil, first.Order} {
				q := Query{Filter: f, Sort: keys, Marked: marks, Within: within}
				if i%2 == 1 {
					q.Period = Month(today)
				}
				want, err := l.Run(context.Background(), q)
				if err != nil {
					t.Fatal(err)
				}
				q.Previous = first
				got, err := l.Run(context.Background(), q)
				if err != nil || !slices.Equal(got.Order, want.Order) || !slices.Equal(got.Totals, want.Totals) {
					t.Fatalf("%q after %q: %d rows, want %d (%v)", line, before, len(got.Order), len(want.Order), err)
				}
			}
		}
	}
}

func TestSortIsAStablePermutation(t *testing.T) {
	l, _ := FromImport(randomImport(1500, 5))
	r := rand.New(rand.NewPCG(8, 9))
	polish := collate.New(language.Polish)
	for range 60 {
		var keys []SortKey
		for range 1 + r.IntN(3) {
			keys = append(keys, SortKey{Column(r.IntN(int(columnCount))), r.IntN(2) == 0})
		}
		line := []string{"", "a", "is:in", "zabka 1"}[r.IntN(4)]
		plain, got := run(t, l, line), run(t, l, line, keys...)
		want := slices.Clone(plain.Order)
		slices.SortStableFunc(want, func(x, y int32) int { return naiveCompare(l, polish, x, y, keys) })
		if !slices.Equal(got.Order, want) {
			t.Fatalf("%v of %q: order differs", keys, line)
		}
		if !slices.Equal(got.Totals, plain.Totals) {
			t.Fatalf("%v of %q: sorting changed the totals", keys, line)
		}
	}
}

func naiveCompare(l *Ledger, polish *collate.Collator, x, y int32, keys []SortKey) int {
	for _, k := range keys {
		a, b := l.Text(x, k.Column).String(), l.Text(y, k.Column).String()
		if a == "" || b == "" {
			if a == b {
				continue
			}
			return cmp.Compare(b, a) // empty last, whichever way
		}
		c := 0
		if m, ok := l.Money(x, k.Column); ok {
			n, _ := l.Money(y, k.Column)
			c = cmp.Compare(m, n)
		} else if k.Column == ColID { // by the row's place: 10 comes behind 9
			c = cmp.Compare(x, y)
		} else {
			c = polish.CompareString(a, b)
		}
		if k.Desc {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

func TestPolishOrder(t *testing.T) {
	imp := smallImport()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = nil
	want := []string{"Ala", "ąk", "Ćma", "dom", "Łaba", "lód", "Ósmy", "Żuk", "Źle", "zet"}
	for _, s := range want {
		acc.Transactions = append(acc.Transactions, tx("2026-01-01", "1", s, s, ""))
	}
	slices.SortFunc(want, collate.New(language.Polish).CompareString)
	l, _ := FromImport(imp)
	for _, c := range []Column{ColTitle, ColParty} {
		var got []string
		for _, row := range run(t, l, "src:0", SortKey{c, false}).Order {
			got = append(got, l.Text(row, c).String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%v: %q, want %q", c, got, want)
		}
	}
	if want[0] != "Ala" || slices.Index(want, "Łaba") < slices.Index(want, "lód") || slices.Index(want, "Źle") > slices.Index(want, "Żuk") {
		t.Errorf("this is not how Polish sorts: %q", want)
	}
}

func TestPinningACellKeepsItsRow(t *testing.T) {
	for _, l := range []*Ledger{smallLedger(t), func() *Ledger { l, _ := FromImport(padded(randomImport(300, 8))); return l }()} {
		for row := range int32(l.Len()) {
			for _, c := range Columns() {
				term := l.CellFilter(row, c)
				got := run(t, l, term).Order
				if !slices.Contains(got, row) {
					t.Fatalf("row %d is not in its own %s", row, term)
				}
				for _, other := range got {
					same := oneBlank(l.Text(other, c).String()) == oneBlank(l.Text(row, c).String())
					if !same && c != ColLabels && c != ColVariableSymbol && c != ColConstantSymbol {
						t.Fatalf("%s finds %q", term, l.Text(other, c))
					}
				}
				out := run(t, l, l.CellExclude(row, c)).Order
				if slices.Contains(out, row) {
					t.Fatalf("excluding with %s keeps row %d", l.CellExclude(row, c), row)
				}
				if len(l.Labels(row)) < 2 && len(out)+len(got) != l.Len() {
					t.Fatalf("%s and %s do not share the rows out", term, l.CellExclude(row, c))
				}
			}
		}
	}
}
