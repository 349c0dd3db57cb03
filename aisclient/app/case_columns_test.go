package app

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/export"
)

// Casefile statement 20: excluded and relabelled rows show what they were in what programs read, too.
func TestRowsTellWhatPeopleDidWithThem(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	d := dataset(t, a, id)
	if slices.Contains(d.Ledger.Columns(), ledger.ColExcluded) {
		t.Error("a case without acts has a column for them")
	}
	row, other := rowsOf(d.Ledger, "Wynagrodzenie")[0], rowsOf(d.Ledger, "Zakupy")[0]
	for _, act := range []func([]casefile.Row, []string) casefile.Act{
		func(rows []casefile.Row, _ []string) casefile.Act {
			return casefile.Exclude{Rows: rows[:1], Reason: "a gift"}
		},
		func(rows []casefile.Row, was []string) casefile.Act {
			return casefile.Relabel{Rows: rows[1:], Category: "gambling", Was: was[1:], Reason: "a bet"}
		}} {
		var err error
		d, err = a.Cases.ActOn(t.Context(), d, []int32{row, other}, act)
		must(t, err)
	}
	d, err := a.Annotated(t.Context(), d)
	must(t, err)
	res, err := d.Ledger.Run(t.Context(), ledger.Query{})
	must(t, err)
	written := func(f export.Format) string {
		t.Helper()
		var b bytes.Buffer
		must(t, export.Request{Format: f, Columns: []ledger.Column{ledger.ColExcluded, ledger.ColWas, ledger.ColCategory, ledger.ColTitle}}.WriteTo(t.Context(), &b, res))
		return b.String()
	}
	if s := written(export.NDJSON); strings.Count(s, `"exclusion":"a gift (Anna)"`) != 1 || strings.Count(s, `"was":"groceries","category":"gambling"`) != 1 ||
		strings.Count(s, `"exclusion":null,"was":null`) != d.Ledger.Len()-2 {
		t.Error(s)
	}
	if s := written(export.CSV); !strings.Contains(s, "a gift (Anna)") || !strings.Contains(s, "groceries") {
		t.Error(s)
	}
	var journal bytes.Buffer
	must(t, export.Journal(t.Context(), &journal, res, false))
	for _, want := range []string{"    ; excluded: a gift (Anna)\n", "    ; was: groceries\n    ; why: a person: a bet (Anna)\n"} {
		if strings.Count(journal.String(), want) != 1 {
			t.Errorf("hledger lacks %q", want)
		}
	}
	if d.Without().Ledger.Text(row, ledger.ColExcluded).String() != "" {
		t.Error("without the acts the row still says that it is excluded")
	}
}
