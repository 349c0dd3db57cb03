package cases

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/verify"
)

// The history names the claims that an event wrote; a report that quotes nobody does not.
func TestHistoryNamesTheClaims(t *testing.T) {
	written := func(claims ...verify.Claim) casefile.Claims {
		raw, err := verify.Marshal(claims)
		if err != nil {
			t.Fatal(err)
		}
		return casefile.Claims{Claims: raw}
	}
	some := written(verify.OwnerName{Name: "Anna Kowal"}, verify.MonthlyIncome{Least: aisclient.Amount(50_000_000), Currency: "PLN"}, verify.NeverBelowZero{})
	for act, want := range map[*casefile.Claims]string{
		&some:                                "The claims are name Anna Kowal; income 5000.00 PLN; never below zero.",
		new(written()):                       "All claims were taken back.",
		{Claims: []byte(`{"version":9000}`)}: "The claims were written, in a form that this version cannot read.",
	} {
		if got := Describe(*act, nil); got != want {
			t.Errorf("%s: %q, not %q", act.Claims, got, want)
		}
	}
	if got := Brief(some); got != "The claims were written." {
		t.Errorf("%q", got)
	}
}

// Whoever reads the history sees every row that an act names; rows that follow each other are a run.
func TestHistoryNamesEveryRow(t *testing.T) {
	row := func(imp string, n int32) casefile.Row {
		return casefile.Row{Import: "20260503T000001Z-" + imp, Number: n}
	}
	rows := []casefile.Row{row("k1ab99", 3), row("k1ab99", 7), row("k1ab99", 8), row("k1ab99", 9), row("m2cd99", 10), row("m2cd99", 2), row("m2cd99", 31), row("m2cd99", 40), row("m2cd99", 51)}
	if got, want := Describe(casefile.Exclude{Rows: rows}, Names{rows[0].Import: "KontoBank"}), "9 rows are left out of all sums and checks: KontoBank 3, 7 to 9, m2cd 10, 2, 31, 40, 51."; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	relabelled := casefile.Relabel{Rows: rows[:1], Category: "loan_repayment", Was: []string{"savings_investment"}}
	if got, want := Describe(relabelled, nil), "1 row is loan repayment now, and savings and investment before: k1ab 3."; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

// An undo says what it took back, without the rows, claims and notes that stand in the event itself.
func TestHistorySaysWhatAnUndoTookBack(t *testing.T) {
	s := &casefile.State{History: []casefile.Entry{
		{Event: casefile.Event{Header: casefile.Header{Seq: 1}, Act: casefile.Exclude{Rows: []casefile.Row{{Import: "20260503T000001Z-k1ab99", Number: 3}}, Reason: "a gift"}}, Undone: 3},
		{Event: casefile.Event{Header: casefile.Header{Seq: 2}, Act: casefile.Tag{Tag: "urgent"}}},
		{Event: casefile.Event{Header: casefile.Header{Seq: 3}, Act: casefile.Undo{Seq: 1, Reason: "typed twice"}}},
		{Event: casefile.Event{Header: casefile.Header{Seq: 4}, Act: casefile.Undo{Seq: 99, Reason: "nothing there"}}},
	}}
	for i, want := range []string{"1 row is left out of all sums and checks: k1ab 3.", "Tag urgent.", "Event 1 is undone: 1 row is left out of all sums and checks.", "Event 99 is undone."} {
		if got := Told(s, &s.History[i], nil); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
