package app

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
)

// threeBanks is a case of one customer with two banks of the sandbox.
func threeBanks(t *testing.T, a *App) string {
	t.Helper()
	id, err := a.Cases.New(t.Context(), "Three banks", casefile.Person{Name: "Tomasz Trzybankowy", Role: casefile.Applicant, OwnerExternalID: "tomasz"})
	must(t, err)
	for _, login := range []string{"three-a", "three-b"} {
		_, err := a.Begin(VerificationRequest{Method: SignInMock, Login: login, Case: id,
			Request: intake.Request{OwnerExternalID: "tomasz", Since: aisclient.DateIn(a.opts.Now()).AddMonths(-6)}}).Run(t.Context(), nil)
		must(t, err)
	}
	return id
}

// What the provider holds of all banks is kept as it came, says the same as the imports, and is in no figure; what is found
// to differ later is listed. In the case, its events and its data nothing can be changed unseen.
func TestAggregatedDataIsComparedAndNeverMixedIn(t *testing.T) {
	a := newApp(t, "")
	id := threeBanks(t, a)
	before := totals(t, dataset(t, a, id))
	must(t, a.Cases.FetchAggregated(t.Context(), id))
	all, err := a.Cases.Aggregated(t.Context(), id)
	must(t, err)
	if len(all) != 1 || all[0].Owner != "tomasz" || all[0].Name != "Tomasz Trzybankowy" || len(all[0].Accounts) < 2 || !all[0].Same {
		t.Errorf("%+v", all)
	}
	if after := totals(t, dataset(t, a, id)); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("the figures changed: %v, before %v", after, before)
	}
	c, err := a.Cases.Check(t.Context(), id)
	if must(t, err); len(c.Problems) > 0 || c.Events != 5 {
		t.Errorf("%+v", c)
	}
	s, err := a.Cases.Get(t.Context(), id)
	must(t, err)
	last, err := a.Cases.Act(t.Context(), id, casefile.Undo{Seq: 4, Reason: "the second bank was the wrong one"}) // now the provider holds more than the case
	if must(t, err); last.Seq != 6 || len(s.Aggregated) != 1 {
		t.Errorf("%+v", s.Aggregated)
	}
	all, err = a.Cases.Aggregated(t.Context(), id)
	must(t, err)
	on := map[string]int{}
	for _, one := range all[0].Accounts {
		on[one.On]++
	}
	if all[0].Same || on["provider"] == 0 || on["both"] == 0 || on["imports"] != 0 || !strings.Contains(all[0].Sentence(), "on one side only") {
		t.Errorf("%v %s", on, all[0].Sentence())
	}
	d := dataset(t, a, id)
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{})
	must(t, err)
	if len(doc.Aggregated) != 1 || doc.Aggregated[0].SHA256 != s.Aggregated[0].SHA256 || len(doc.Banks) != 1 {
		t.Errorf("%+v, banks %v", doc.Aggregated, doc.Banks)
	}
	flipAggregated(t, a, id)
}

func flipAggregated(t *testing.T, a *App, id string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(a.Config.DataDir, "cases", id, "*.data"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v %v", files, err)
	}
	sound, err := os.ReadFile(files[0])
	must(t, err)
	for _, at := range []int{0, 4, 9, 20, len(sound) / 2, len(sound) - 1} {
		b := append([]byte{}, sound...)
		b[at] ^= 1
		must(t, os.WriteFile(files[0], b, 0o600))
		c, err := a.Cases.Check(t.Context(), id)
		if must(t, err); len(c.Problems) != 1 || c.Problems[0].Seq != 5 {
			t.Errorf("byte %d: %+v", at, c.Problems)
		}
	}
	must(t, os.Remove(files[0]))
	c, err := a.Cases.Check(t.Context(), id)
	if must(t, err); len(c.Problems) != 0 || !strings.Contains(fmt.Sprint(c.Notes), "aggregated data of event 5 is not here any more") {
		t.Errorf("%+v", c)
	}
	all, err := a.Cases.Aggregated(t.Context(), id)
	if must(t, err); len(all) != 1 || all[0].Gone == "" || all[0].Same {
		t.Errorf("%+v", all)
	}
}

// What is not the case's is refused, and nothing of it is kept.
func TestAggregatedDataIsRefused(t *testing.T) {
	a := newApp(t, "")
	id, err := a.Cases.New(t.Context(), "Empty")
	must(t, err)
	if err := a.Cases.FetchAggregated(t.Context(), id); err == nil || !strings.Contains(err.Error(), "no import yet") {
		t.Error(err)
	}
	must(t, a.Cases.AddImport(t.Context(), id, put(t, a, "jan", xmlReply("BankA", "Jan Kowalski", ibanA, "1.00"))))
	if err := a.Cases.FetchAggregated(t.Context(), id); err == nil || !strings.Contains(err.Error(), "24 hours") {
		t.Error(err)
	}
	c := cases.New(cases.Deps{Archive: a.archive.get, Dir: a.Config.DataDir, Now: a.opts.Now, Environment: "live"})
	t.Cleanup(func() { _ = c.Close() })
	if err := c.Aggregates.Fetch(t.Context(), id); err == nil || !strings.Contains(err.Error(), "AISDESK_ENV=sandbox") {
		t.Error(err)
	}
	if files, _ := filepath.Glob(filepath.Join(a.Config.DataDir, "cases", id, "*.data")); len(files) != 0 {
		t.Error(files)
	}
}
