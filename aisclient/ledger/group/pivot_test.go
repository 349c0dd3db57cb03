package group

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/filter"
)

// pivoted makes a pivot of all rows of a filter line.
func pivoted(t *testing.T, l *ledger.Ledger, line string, q PivotQuery) *Pivot {
	t.Helper()
	o, err := NewPivot(t.Context(), run(t, l, line), q)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// everyPivot calls f for every nesting, side and currency.
func everyPivot(l *ledger.Ledger, f func(q PivotQuery)) {
	for _, c := range l.Currencies() {
		for side := range sides {
			for _, a := range All() {
				f(PivotQuery{By: []By{a}, Currency: c, Side: side, Sort: side})
				for _, b := range All() {
					if a != b {
						f(PivotQuery{By: []By{a, b}, Currency: c, Side: side, Sort: side})
					}
				}
			}
		}
	}
}

// The figures of every line are those of the rows that its filter gives, in its currency alone.
func TestFilterOfAnPivotsLineGivesItsFigures(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(150, 3))
	compared := 0
	everyPivot(l, func(q PivotQuery) {
		o := pivoted(t, l, "-orlen", q)
		for _, x := range o.Lines() {
			want := o.Of(x.Parent, x.Group)
			if want.Count == 0 {
				continue // a group of other currencies, split by currency
			}
			compared++
			line := o.Filter(x.Parent, x.Group)
			totals := run(t, l, filter.Join("-orlen", line)).Totals
			if len(totals) != 1 {
				t.Fatalf("%v %s: %s gives %d currencies", q.By, q.Side, line, len(totals))
			}
			if totals[0].Median = 0; totals[0] != want {
				t.Fatalf("%v %s in %s: %q says %+v, its rows %+v (%s)", q.By, q.Side, q.Currency, x.Group.Label, want, totals[0], line)
			}
		}
	})
	if compared < 1000 {
		t.Errorf("only %d lines were compared", compared)
	}
}

// Subgroups add up to their group and groups to the total, in each currency. Labels do not: a row counts under
// each of its labels.
func TestPivotsAddUp(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(600, 4))
	everyPivot(l, func(q PivotQuery) {
		o := pivoted(t, l, "", q)
		if len(o.Groups) == 0 {
			t.Fatalf("%v has no groups", q)
		}
		totals := run(t, l, filter.Join(q.Side.Filter())).Totals
		if q.By[0] != ByLabel {
			checkPivotSum(t, fmt.Sprint(q), o, nil, o.Groups, totals)
		}
		if len(q.By) > 1 && q.By[1] != ByLabel {
			for i := range o.Groups {
				checkPivotSum(t, fmt.Sprint(q, o.Groups[i].Label), o, &o.Groups[i], o.Groups[i].Sub, o.Groups[i].Totals)
			}
		}
	})
}

func checkPivotSum(t *testing.T, what string, o *Pivot, parent *Group, groups []Group, totals []ledger.Totals) {
	t.Helper()
	got := map[aisclient.Currency]ledger.Totals{}
	for i := range groups {
		x := o.Of(parent, &groups[i])
		s := got[x.Currency]
		s.Count, s.In, s.Out = s.Count+x.Count, s.In+x.In, s.Out+x.Out
		got[x.Currency] = s
	}
	for _, want := range totals {
		s, shown := got[want.Currency]
		if shown && (s.Count != want.Count || s.In != want.In || s.Out != want.Out) {
			t.Fatalf("%s: %d rows, %v in, %v out; the whole is %+v", what, s.Count, s.In, s.Out, want)
		}
		if !shown && want.Currency == o.Currency && len(groups) > 0 {
			t.Fatalf("%s: nothing in %s", what, want.Currency)
		}
	}
}

func TestPivotsAreRankedExceptInTime(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(900, 8))
	everyPivot(l, func(q PivotQuery) {
		o := pivoted(t, l, "", q)
		check := func(parent *Group, groups []Group) {
			for i := 1; i < len(groups); i++ {
				a, b := &groups[i-1], &groups[i]
				switch {
				case a.By.Ordered() && b.Key != "" && a.Key > b.Key && a.By != ByWeekday:
					t.Fatalf("%v: %s before %s", q.By, a.Key, b.Key)
				case !a.By.Ordered() && a.By != ByCurrency && q.Side.Size(o.Of(parent, a)) < q.Side.Size(o.Of(parent, b)):
					t.Fatalf("%v %s: %q comes before %q, which is greater", q.By, q.Side, a.Label, b.Label)
				}
			}
		}
		check(nil, o.Groups)
		for i := range o.Groups {
			check(&o.Groups[i], o.Groups[i].Sub)
		}
	})
	o := pivoted(t, l, "", PivotQuery{By: []By{ByKind}, Currency: "PLN", Sort: SideOut, Smallest: true})
	if n := len(o.Groups); SideOut.Size(o.Groups[0].Total("PLN")) > SideOut.Size(o.Groups[n-1].Total("PLN")) {
		t.Error("the smallest does not come first")
	}
}

func TestPivotSheetInEveryFormat(t *testing.T) {
	l := smallLedger(t)
	o := pivoted(t, l, "", PivotQuery{By: []By{ByMonth, ByLabel}, Currency: l.Currencies()[0]})
	s := Sheet(o)
	write := func(f export.Format) string {
		var b bytes.Buffer
		if err := s.WriteTo(t.Context(), &b, f, nil); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	records, err := csv.NewReader(strings.NewReader(write(export.CSV))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := "level month label currency count booked in out net min max mean median unread"; strings.Join(records[0], " ") != want {
		t.Errorf("the columns are %q", records[0])
	}
	var all []map[string]any
	d := json.NewDecoder(strings.NewReader(write(export.JSON)))
	d.UseNumber()
	if err := d.Decode(&all); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(write(export.NDJSON)), "\n")
	if len(all) != len(records)-1 || len(lines) != len(all) || len(all) != len(o.Lines()) {
		t.Fatalf("%d records, %d objects, %d lines of %d", len(records)-1, len(all), len(lines), len(o.Lines()))
	}
	for i, x := range o.Lines() {
		want := o.Of(x.Parent, x.Group)
		for k, name := range records[0] {
			cell, value := records[i+1][k], all[i][name]
			if cell == "" && value != nil || cell != "" && fmt.Sprint(value) != cell {
				t.Errorf("line %d: %s is %q in CSV and %v in JSON", i, name, cell, value)
			}
		}
		if all[i]["net"].(json.Number).String() != want.Net.String() || all[i]["count"].(json.Number).String() != strconv.Itoa(want.Count) {
			t.Errorf("line %d says %v for %+v", i, all[i], want)
		}
		if level := map[bool]string{true: "1", false: "2"}[x.Parent == nil]; records[i+1][0] != level {
			t.Errorf("line %d is of level %s", i, records[i+1][0])
		}
	}
}

func TestSheetsEndWithTheContext(t *testing.T) {
	l := smallLedger(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	s := Sheet(pivoted(t, l, "", PivotQuery{By: []By{ByMonth}, Currency: "PLN"}))
	if err := s.WriteTo(ctx, &bytes.Buffer{}, export.CSV, nil); err == nil {
		t.Error("written to the end")
	}
	if err := s.WriteTo(t.Context(), &bytes.Buffer{}, "xls", nil); err == nil {
		t.Error("a format that there is not")
	}
}

func TestMeansAndMediansOfAnPivot(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{
		tx("2026-01-03", "-1.00", "a", "A", "K"), tx("2026-01-02", "-1.00", "b", "A", "K"), tx("2026-01-01", "-8.00", "c", "A", "K"),
	}}}}}}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	s := Sheet(pivoted(t, l, "", PivotQuery{By: []By{ByKind}, Currency: "PLN"}))
	if err := s.WriteTo(t.Context(), &b, export.CSV, nil); err != nil {
		t.Fatal(err)
	}
	if want := "kind,currency,count,booked,in,out,net,min,max,mean,median,unread\nK,PLN,3,3,0.00,-10.00,-10.00,-8.00,-1.00,-3.3333,-1.00,0\n"; b.String() != want {
		t.Errorf("%q", b.String())
	}
}

// A row of nothing came neither in nor went out: a pivot of one side does not list it, one of all rows does.
func TestRowsOfNothingAreOnNoSide(t *testing.T) {
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{
		tx("2026-01-03", "-1.00", "a", "Alfa", "K"), tx("2026-01-02", "0.00", "b", "Beta", "K"), tx("2026-01-01", "2.00", "c", "Gama", "K"),
	}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	for side, want := range map[Side]string{SideIn: "Gama", SideOut: "Alfa", SideCount: "Alfa Beta Gama", SideNet: "Alfa Beta Gama"} {
		var got []string
		for _, g := range pivoted(t, l, "", PivotQuery{By: []By{ByCounterparty}, Currency: "PLN", Side: side}).Groups {
			got = append(got, g.Label)
		}
		slices.Sort(got)
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", side, got, want)
		}
	}
}

func TestSides(t *testing.T) {
	for s := range sides {
		if back, ok := ParseSide(s.String()); !ok || back != s {
			t.Errorf("%s is read as %s", s, back)
		}
	}
	if _, ok := ParseSide("sideways"); ok {
		t.Error("a side that there is not")
	}
	if !slices.Equal(sideNames[:], []string{"count", "in", "out", "net"}) {
		t.Error(sideNames)
	}
}
