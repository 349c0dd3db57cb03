package app

import (
	"strings"
	"testing"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/outline"
)

// exclude and relabel are acts on rows.
func exclude(r []casefile.Row, _ []string) casefile.Act {
	return casefile.Exclude{Rows: r, Reason: "a gift"}
}

func relabel(category string) func([]casefile.Row, []string) casefile.Act {
	return func(r []casefile.Row, was []string) casefile.Act {
		return casefile.Relabel{Rows: r, Category: category, Was: was, Reason: "it is one"}
	}
}

// What a relabel moves from one figure to another is its effect, also where no check and no monthly figure changes; and a report on
// no claims has no verdict on them.
func TestAReportDoesNotDenyWhatARelabelChanges(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	d := dataset(t, a, id)
	d, err := a.Cases.ActOn(t.Context(), d, rowsOf(d.Ledger, "Zakupy")[:1], relabel("cash_withdrawal"))
	must(t, err)
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{})
	must(t, err)
	for _, act := range doc.Acts {
		if act.Kind == "relabel" && (!strings.HasPrefix(act.Effect, "Without it: ") || !strings.Contains(act.Effect, "spending in PLN, ") || !strings.Contains(act.Effect, "0.00 gambling and 0.00 cash")) {
			t.Errorf("the effect is %q", act.Effect)
		}
	}
	o, err := outline.Of(doc)
	if must(t, err); doc.Verdict != "no claims" || !strings.HasSuffix(o.Title, ": no claims") {
		t.Errorf("verdict %q, title %q", doc.Verdict, o.Title)
	}
}

// Casefile statement 20: streams, obligations and findings that acts change stand with what they are without them.
func TestStreamsAndFindingsOfAReportStandWithThoseWithoutTheActs(t *testing.T) {
	a := offlineApp(t)
	rent := func(on string) string { return on + "|-2100.00|Czynsz najmu|WYNAJEM PRZYKŁADOWY|" }
	bets := func(on string) string { return on + "|-50.00|zakład|STS|" }
	importID := put(t, a, "jan", xmlReply("KontoBank", "Jan Kowalski", ibanA, "100.00", append(months(10, wages), append(months(2, rent), months(5, bets)...)...)...))
	id, err := a.Cases.ForImport(t.Context(), importID)
	must(t, err)
	d := dataset(t, a, id)
	for _, act := range []struct {
		rows []int32
		make func([]casefile.Row, []string) casefile.Act
	}{{rowsOf(d.Ledger, "Wynagrodzenie"), exclude}, {rowsOf(d.Ledger, "Czynsz"), relabel("other_out")}, {rowsOf(d.Ledger, "zakład"), relabel("leisure")}} {
		d, err = a.Cases.ActOn(t.Context(), d, act.rows, act.make)
		must(t, err)
	}
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{Level: report.Full})
	must(t, err)
	w := doc.WithoutActs
	if w == nil || len(w.Income) != 1 || len(w.Income[0].Streams) != 1 || w.Income[0].Streams[0].Proven.String() != "5000.00" || w.Income[0].Streams[0].Category != "salary" {
		t.Fatalf("income without the acts: %+v", w)
	}
	if gone := w.Obligations[0].Items; len(gone) != 1 || gone[0].Proven.String() != "2100.00" || gone[0].Category != "rent" {
		t.Errorf("obligations without the acts: %+v", gone)
	}
	found := false
	for _, f := range doc.Notable {
		if f.Topic != "gambling" {
			continue
		}
		found = true
		if f.ByActs != "gone" || len(f.Figures) != 0 || len(f.FiguresWithoutActs) != 1 || f.FiguresWithoutActs[0].Amount.String() != "-600.00" || !strings.HasPrefix(f.Sentence, "Only without the acts of people: 12 payments") {
			t.Errorf("%+v", f)
		}
	}
	if !found {
		t.Errorf("the betting that a person relabelled is not there: %+v", doc.Notable)
	}
	in, err := a.Reports.checked(t.Context(), d, ReportRequest{Level: report.Full})
	must(t, err)
	rows, err := report.Rows(t.Context(), in)
	must(t, err)
	was := 0
	for _, r := range rows {
		if r.Category == "leisure" && r.Was == "gambling" {
			was++
		}
	}
	if was != 12 {
		t.Errorf("%d of 12 rows of the table say what they were", was)
	}
}
