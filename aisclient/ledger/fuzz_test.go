package ledger

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
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

// Any text comes back from each form of export as it is in the ledger, but for the guard against formulas, and
// no text makes a line or a cell more.
func FuzzExports(f *testing.F) {
	for _, s := range []string{"", "plain", "=1+1", "+48", "-5", "@x", "\t=1", "a,b", `a"b`, "a\nb", "\r", " lead", "＝1", "</script>", "\u2028", "ż", "'", "\ufeff=1", "\u200b@x"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, party string) {
		l, err := FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
			Transactions: []aisclient.Transaction{{Title: text.Clean(title), Party: text.Clean(party), Amount: -12_300}}}}}}})
		if err != nil {
			t.Fatal(err)
		}
		title, party = l.Title(0).String(), l.Party(0).String()
		columns := []Column{ColAmount, ColTitle, ColParty}
		table, err := csv.NewReader(strings.NewReader(exported(t, l, CSV, columns))).ReadAll()
		if err != nil || len(table) != 2 || len(table[1]) != 3 || table[1][0] != "-1.23" {
			t.Fatalf("%q, %q: %q, %v", title, party, table, err)
		}
		for i, s := range []string{title, party} {
			cell := table[1][i+1]
			if bare := strings.TrimPrefix(cell, "'"); bare != s && cell != s {
				t.Fatalf("%q came back as %q", s, cell)
			}
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Fatalf("%q is a formula for a spreadsheet", cell)
			}
		}
		lines := exported(t, l, NDJSON, columns)
		if strings.Count(lines, "\n") != 1 {
			t.Fatalf("%q", lines)
		}
		var object struct {
			Amount       json.Number
			Title, Party string
		}
		if err := json.Unmarshal([]byte(lines), &object); err != nil || object.Title != title || object.Party != party || object.Amount != "-1.23" {
			t.Fatalf("%q: %+v, %v", lines, object, err)
		}
	})
}

func exported(t testing.TB, l *Ledger, f Format, columns []Column) string {
	t.Helper()
	var b bytes.Buffer
	if err := (Export{Format: f, Columns: columns}).WriteTo(t.Context(), &b, run(t, l, "")); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
