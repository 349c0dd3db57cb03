package app

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
)

// A bank that fails, and a session that is somebody else's, leave what is there whole. The case and its report name them.
func TestAFailedBankLeavesTheOthersWhole(t *testing.T) {
	a := newAsking(t)
	id := threeBanks(t, a.App)
	before := totals(t, dataset(t, a.App, id))
	play := func(scenario string) error {
		must(t, a.provider.SetScenario(scenario))
		_, err := a.Begin(VerificationRequest{Method: SignInMock, Login: "three-c", Case: id, Request: intake.Request{OwnerExternalID: "tomasz"}}).Run(t.Context(), nil)
		return err
	}
	if err := play("import-error"); err == nil {
		t.Fatal("the import was not to succeed")
	}
	if err := play("wrong-owner"); err == nil {
		t.Fatal("a session of another owner was taken")
	}
	d := dataset(t, a.App, id)
	if after := totals(t, d); after.In != before.In || after.Out != before.Out || len(d.View.State.Imports) != 2 {
		t.Errorf("in %s out %s, before in %s out %s", after.In, after.Out, before.In, before.Out)
	}
	failed := d.View.State.Failed
	if len(failed) != 2 || failed[0].CommandID == "" || !strings.Contains(failed[0].Cause, "temporarily unavailable") || failed[1].Import != "" {
		t.Errorf("%+v", failed)
	}
	doc, err := a.Reports.Make(t.Context(), d, ReportRequest{})
	must(t, err)
	if len(doc.Failed) != 2 || doc.Failed[0].Cause != failed[0].Cause || len(doc.Imports) != 2 {
		t.Errorf("%+v, banks %v", doc.Failed, doc.Banks)
	}
	must(t, play("ok"))
	if s, err := a.Cases.Get(t.Context(), id); err != nil || len(s.Imports) != 3 || s.Decision != nil {
		t.Errorf("%+v %v", s, err)
	}
}

// An import whose reply is gone is named in the report, too.
func TestAReportNamesWhatIsMissing(t *testing.T) {
	a := offlineApp(t)
	id, importA, importB := twoBanks(t, a)
	store, err := a.archive.get()
	must(t, err)
	must(t, store.Delete(importA))
	doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), ReportRequest{})
	must(t, err)
	if len(doc.Missing) != 1 || doc.Missing[0].Import != importA || doc.Missing[0].Why == "" || len(doc.Imports) != 2 || doc.Imports[1].ID != importB {
		t.Errorf("%+v", doc.Missing)
	}
}

// What an import would have shown that is gone is not known: with it the wage is proven, without it
// nothing is confirmed for want of rows, and nothing refuted (judgement 7.1, 7.9).
func TestNothingIsConcludedFromWhatIsMissing(t *testing.T) {
	a := offlineApp(t)
	id, importA, _ := twoBanks(t, a)
	asked := ReportRequest{Claims: claims(t, "without bailiff", "obligations-at-most 1000 PLN", "income 4000 PLN", "name Jan Kowalski")}
	outcomes := func() (got []string) {
		doc, err := a.Reports.Make(t.Context(), dataset(t, a, id), asked)
		must(t, err)
		for _, c := range doc.Checks {
			got = append(got, string(c.Kind)+" "+c.Outcome)
		}
		slices.Sort(got)
		return got
	}
	if got := outcomes(); !slices.Equal(got, []string{"income confirmed", "name confirmed", "obligations-at-most confirmed", "without confirmed"}) {
		t.Errorf("with both: %v", got)
	}
	store, err := a.archive.get()
	must(t, err)
	must(t, store.Delete(importA))
	if got := outcomes(); !slices.Equal(got, []string{"income inconclusive", "name confirmed", "obligations-at-most inconclusive", "without inconclusive"}) {
		t.Errorf("without one: %v", got)
	}
	if d := dataset(t, a, id); len(d.View.MissingSentences()) != 1 || !strings.Contains(d.View.MissingSentences()[0], importA) {
		t.Errorf("%q", d.View.MissingSentences())
	}
}
