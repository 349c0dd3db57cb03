package app

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
)

// overlapping is a case with two imports of one account: the second has the rows of the first and a newer one before them.
func overlapping(t *testing.T) (a *App, id, first, second string) {
	t.Helper()
	a = offlineApp(t)
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	rows := append(months(20, wages)[1:], months(12, bread)...)
	first = put(t, a, "jan", xmlReply("KontoBank", "Jan Kowalski", ibanA, "9000.00", rows...))
	second = put(t, a, "jan", xmlReply("KontoBank", "Jan Kowalski", ibanA, "14000.00", append([]string{wages("2026-11-20")}, rows...)...))
	must(t, a.Cases.AddImport(t.Context(), id, first))
	must(t, a.Cases.AddImport(t.Context(), id, second))
	return a, id, first, second
}

// A row that two imports of a case have is one row of the case: what people do with it holds in each of them, whichever was open.
func TestAnActHoldsInEachImportThatHasTheRow(t *testing.T) {
	a, id, first, second := overlapping(t)
	opened := func(id string) Dataset {
		d, err := portfolioSource{a}.dataset(t.Context(), id)
		must(t, err)
		return d
	}
	on := func(id, title string, n int, act func([]casefile.Row, []string) casefile.Act) error {
		d := opened(id)
		_, err := a.Cases.ActOn(t.Context(), d, rowsOf(d.Ledger, title)[n:n+1], act)
		return err
	}
	figures := func(when string, excluded int, given ...string) {
		t.Helper()
		for _, id := range []string{id, first, second} {
			d := opened(id)
			var got []string
			for _, g := range d.Acts.Given {
				got = append(got, g.Category.String())
			}
			if d.Acts.Excluded.Len() != excluded || !slices.Equal(got, given) {
				t.Errorf("%s, opened %s: %d rows left out, relabelled to %v", when, id, d.Acts.Excluded.Len(), got)
			}
		}
	}
	must(t, on(id, "Wynagrodzenie", 1, exclude)) // the case names it by the newest import that has it
	must(t, on(first, "Zakupy", 0, relabel("leisure")))
	figures("done", 1, "leisure")
	if err := on(first, "Wynagrodzenie", 0, exclude); err == nil {
		t.Error("the row was left out twice")
	}
	must(t, on(second, "Zakupy", 0, relabel("groceries")))
	figures("relabelled again", 1, "groceries")
	if doc, err := a.Reports.Make(t.Context(), opened(first), ReportRequest{}); err != nil || slices.ContainsFunc(doc.Acts, func(x report.Act) bool { return x.Elsewhere > 0 }) {
		t.Errorf("%+v %v", doc.Acts, err)
	}

	o := portfolio.ExportOptions{Dir: t.TempDir()}
	alone := put(t, a, "ewa", xmlReply("BankC", "Ewa Nowak", ibanB, "100.00", months(26, wages)...))
	_, err := a.Portfolio.Export(t.Context(), []string{first, second, alone}, portfolio.Request{}, o, nil)
	must(t, err)
	out, once := 0, map[string]int{}
	for _, r := range tableOf[struct {
		State string  `parquet:"state,optional"`
		Case  *string `parquet:"case_id,optional"`
		Row   *int64  `parquet:"case_row,optional"`
		Date  int32   `parquet:"date,optional"`
	}](t, o.Path("rows")) {
		if r.State == "excluded" {
			out++
		}
		if r.Row == nil {
			once["alone"]++
		} else {
			once[fmt.Sprint(*r.Case, *r.Row, r.Date)]++
		}
	}
	if out != 2 {
		t.Errorf("%d of 2 rows of the table are excluded", out)
	}
	// 11 wages and 12 purchases are in both imports, one wage in the second alone; 12 rows are of no case.
	if n := len(once); n != 25 || once["alone"] != 12 {
		t.Errorf("%d rows stand once in the case: %v", n-1, once)
	}

	must(t, on(first, "Wynagrodzenie", 0, func(r []casefile.Row, _ []string) casefile.Act { return casefile.Include{Rows: r} }))
	figures("counted again", 0, "groceries")
	must(t, on(second, "Wynagrodzenie", 0, exclude)) // the first does not have it
	if d := opened(first); d.Acts.Excluded.Len() != 0 {
		t.Error("a row that an import does not have is left out of it")
	}
}

// A reply that never came to this machine has neither expired nor was it deleted: a check says that it did not look, and finds
// nothing wrong; a case says so in place of its rows.
func TestAReplyThatNeverCameIsNotCalledExpired(t *testing.T) {
	a, id, first, second := overlapping(t)
	store, err := a.archive.get()
	must(t, err)
	for _, importID := range []string{first, second} {
		must(t, store.Delete(importID))
	}
	deps := caseDeps(a)
	deps.NotReceived = func() []string { return []string{first} }
	a.Cases.Cases = cases.New(deps)
	r, err := a.Cases.Check(t.Context(), id)
	must(t, err)
	said := strings.Join(r.Notes, "\n")
	if r.Unread == nil || len(r.Problems) > 0 || !strings.Contains(said, first+" was not checked: the reply never came to this machine") ||
		!strings.Contains(said, second+": the reply is not in the archive any more: it expired or was deleted") {
		t.Errorf("%+v", r)
	}
	why := map[string]string{}
	for _, m := range dataset(t, a, id).View.Missing {
		why[m.Import] = m.Why.Error()
	}
	if !strings.Contains(why[first], "whom to ask") || !strings.Contains(why[second], "expired or was deleted") {
		t.Errorf("%v", why)
	}
}
