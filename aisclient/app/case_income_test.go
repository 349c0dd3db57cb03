package app

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/markdown"
)

// answered saves an income confirmation beside an import.
func answered(t *testing.T, a *App, importID string, at time.Time, body string) {
	t.Helper()
	store, err := a.archive.get()
	must(t, err)
	must(t, service.Save(store, importID, service.Answer{Service: service.Income, AskedAt: at, Body: json.RawMessage(body)}))
}

// A report on a case has the provider's income confirmation of each person beside what is counted on the accounts of that
// person which the provider knew, with the difference explained; of whom nobody asked, it says so.
func TestACasesReportHasTheProvidersIncomeBesideOurs(t *testing.T) {
	a := offlineApp(t)
	id, importA, importB := twoBanks(t, a)
	_, err := a.Cases.AddPerson(t.Context(), id, casefile.Person{Name: "Ewa Nowak", Role: casefile.CoApplicant, OwnerExternalID: "ewa"})
	must(t, err)
	ewas := put(t, a, "ewa", xmlReply("BankC", "Ewa Nowak", "PL44124010371111001007654321", "100.00", months(25, func(on string) string {
		return on + "|3000.00|Wynagrodzenie|Szkola Podstawowa|"
	})...))
	must(t, a.Cases.AddImport(t.Context(), id, ewas))
	document := func() *report.Document {
		t.Helper()
		doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
		must(t, err)
		return doc
	}
	if all := document().ProviderIncomes(); len(all) != 0 {
		t.Errorf("nobody asked, and there is %+v", all)
	}
	asked := a.opts.Now()
	answered(t, a, importB, asked.Add(-time.Hour), `{"PLN":{"M-0":{"total":1},"M-1":{"total":1},"M-2":{"total":1}}}`)
	answered(t, a, importA, asked, `{"PLN":{"M-0":{"total":0},"M-1":{"salary":5000,"total":5000},"M-2":{"salary":5000,"other":1000,"total":6000}}}`)
	doc := document()
	all := doc.ProviderIncomes()
	if len(all) != 1 || all[0].Owner != "jan" || all[0].Name != "Jan Kowalski" || !all[0].At.Equal(asked) {
		t.Fatalf("%+v", all)
	}
	if unknown := strings.Join(doc.Unknown, "; "); !strings.Contains(unknown, "income confirmation of Ewa Nowak: nobody asked") {
		t.Error(unknown)
	}
	ours(t, all[0], "0.00", "5000.00", "5000.00")
	if why := strings.Join(all[0].Currencies[0].Periods[2].Explained, " "); !strings.Contains(why, "The provider counts 1000.00 that we do not") {
		t.Error(why)
	}
	answered(t, a, ewas, asked, `{"PLN":{"M-0":{"salary":3000},"M-1":{"salary":3000},"M-2":{"salary":3000}}}`)
	doc = document()
	all = doc.ProviderIncomes()
	if len(all) != 2 || all[1].Owner != "ewa" {
		t.Fatalf("%+v", all)
	}
	ours(t, all[1], "3000.00", "3000.00", "3000.00")
	raw, err := doc.JSON()
	must(t, err)
	if again, err := report.Parse(raw); err != nil || len(again.ProviderIncomes()) != 2 {
		t.Errorf("the report's JSON does not read back: %v", err)
	}
	page, err := markdown.Render(doc)
	must(t, err)
	for _, want := range []string{"Ewa Nowak", "M-2: The provider counts 1000.00 that we do not"} {
		if _, rest, ok := strings.Cut(string(page), "income confirmation beside ours"); !ok || !strings.Contains(rest, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// ours compares our figures of the months with what they come to, and those without a difference have no explanation.
func ours(t *testing.T, p report.ProviderIncome, want ...string) {
	t.Helper()
	for i, q := range p.Currencies[0].Periods {
		if q.Ours.String() != want[i] {
			t.Errorf("%s %s: ours %s, want %s (%v)", p.Name, q.Name, q.Ours, want[i], q.Explained)
		}
		if q.Theirs == q.Ours && len(q.Explained) > 0 {
			t.Errorf("%s: %v", q.Name, q.Explained)
		}
	}
}

// What the provider did not know yet when it answered is not held against its answer.
func TestAnImportAfterTheAnswerIsNotComparedWithIt(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	store, err := a.archive.get()
	must(t, err)
	e, err := store.Get(importA)
	must(t, err)
	answered(t, a, importA, e.Created.Add(-time.Second), `{"PLN":{"M-0":{"salary":0},"M-1":{"salary":5000},"M-2":{"salary":5000}}}`)
	doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
	must(t, err)
	all := doc.ProviderIncomes()
	if len(all) != 1 {
		t.Fatalf("%+v", all)
	}
	ours(t, all[0], "0.00", "0.00", "0.00")
	if why := strings.Join(all[0].Currencies[0].Periods[1].Explained, " "); !strings.Contains(why, "accounts of the case that the provider's answer is not about") {
		t.Error(why)
	}
}

// Where an act made the difference to the provider's income, the act explains it.
func TestAnActExplainsTheDifferenceToTheProvidersIncome(t *testing.T) {
	for act, make := range map[string]func(rows []casefile.Row, was []string) casefile.Act{
		"excluded": func(rows []casefile.Row, _ []string) casefile.Act {
			return casefile.Exclude{Rows: rows, Reason: "a bonus"}
		},
		"relabelled": func(rows []casefile.Row, was []string) casefile.Act {
			return casefile.Relabel{Rows: rows, Was: was, Category: "loan_in", Reason: "an advance"}
		},
	} {
		a := offlineApp(t)
		id, importA, _ := twoBanks(t, a)
		answered(t, a, importA, a.opts.Now(), `{"PLN":{"M-0":{"salary":0},"M-1":{"salary":5000},"M-2":{"salary":5000}}}`)
		d := dataset(t, a, id)
		var october []int32
		for _, row := range rowsOf(d.Ledger, "Wynagrodzenie") {
			if strings.HasPrefix(d.Ledger.Date(row).String(), "2026-10") {
				october = append(october, row)
			}
		}
		_, err := a.Cases.ActOn(t.Context(), d, october, make)
		must(t, err)
		doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
		must(t, err)
		all := doc.ProviderIncomes()
		ours(t, all[0], "0.00", "0.00", "5000.00")
		if why := strings.Join(all[0].Currencies[0].Periods[1].Explained, " "); !strings.Contains(why, "5000.00 that we do not: rows that a person "+act+".") {
			t.Errorf("%s: %s", act, why)
		}
	}
}
