package ledger

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
)

// Whatever is typed as a period is a period whose term filters the same rows, or an error that says where.
func FuzzParsePeriod(f *testing.F) {
	for _, s := range []string{"", "all", "2026-03", "2026", "2026-q1", "2026-w53", "last90d", "lastd", "thismonth", "2026-01..2026-06",
		"..2026", "2026..", "9999-12-31..0001-01-01", "last99999999999d", "2026-02-30", "today x", "-1", "\x00", "ł"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, err := ParsePeriod(s, today)
		if err != nil {
			var se *filter.SyntaxError
			if !errors.As(err, &se) || se.Pos < 0 || se.Len < 1 {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		if p.Bounded() && p.From > p.To {
			t.Fatalf("%q ends before it begins: %v", s, p)
		}
		term, err := filter.Parse(p.Filter(), today)
		if err != nil {
			t.Fatalf("%q: the term %q: %v", s, p.Filter(), err)
		}
		l := periodLedger(t)
		r, err := l.Run(t.Context(), Query{Filter: term})
		if err != nil {
			t.Fatal(err)
		}
		q, err := l.Run(t.Context(), Query{Period: p})
		if err != nil || !slices.Equal(q.Order, r.Order) {
			t.Fatalf("%q: as a period %v, as the term %q %v (%v)", s, q.Order, p.Filter(), r.Order, err)
		}
		_, _, _ = p.Prev(), p.Next(), p.String()
	})
}

// periodLedger has a row on each day that periods like to get wrong.
func periodLedger(t testing.TB) *Ledger {
	t.Helper()
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN"}}}}}
	for _, d := range []string{"1970-01-02", "2024-02-29", "2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-03-30", "2026-03-31", "2026-04-01", "2027-01-03"} {
		imp.Targets[0].Accounts[0].Transactions = append(imp.Targets[0].Accounts[0].Transactions, tx(d, "1.00", "", "", ""))
	}
	imp.Targets[0].Accounts[0].Transactions = append(imp.Targets[0].Accounts[0].Transactions, aisclient.Transaction{})
	l, err := FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// A sort stack that is read prints to one that reads the same.
func FuzzParseSort(f *testing.F) {
	for _, s := range []string{"", "date", "-amount,date", " - date", "-", ",,", "DATE,-Date", "--date", "title;drop", "amount,amount", "\x00", strings.Repeat("date,", 100)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		keys, err := ParseSort(s)
		if err != nil {
			if len(err.Error()) > 2000 {
				t.Fatalf("an error of %d bytes", len(err.Error()))
			}
			return
		}
		parts := make([]string, len(keys))
		for i, k := range keys {
			if k.Column >= columnCount {
				t.Fatalf("%q: no column %d", s, k.Column)
			}
			parts[i] = k.String()
		}
		again, err := ParseSort(strings.Join(parts, ","))
		if err != nil || !slices.Equal(again, keys) {
			t.Fatalf("%q: %v reads back as %v, %v", s, keys, again, err)
		}
	})
}
