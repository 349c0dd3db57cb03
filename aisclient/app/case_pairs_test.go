package app

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/verify/policy"
)

// Each row of a transfer between accounts of a case names the other one, by the id that it has everywhere (casefile statement 12).
func TestRowsOfATransferNameEachOther(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	d, err := a.Annotated(t.Context(), dataset(t, a, id))
	must(t, err)
	l := d.Ledger
	if !slices.Contains(l.Columns(), ledger.ColPair) || len(d.View.Transfers) != 12 {
		t.Fatalf("%v, %d transfers", l.Columns(), len(d.View.Transfers))
	}
	named := 0
	for row := range int32(l.Len()) {
		if !l.Text(row, ledger.ColPair).Empty() {
			named++
		}
	}
	for _, tr := range d.View.Transfers {
		if l.Text(tr.Out, ledger.ColPair).String() != l.RowID(tr.In) || l.Text(tr.In, ledger.ColPair).String() != l.RowID(tr.Out) || l.RowID(tr.In) == l.RowID(tr.Out) {
			t.Errorf("%s and %s: %q, %q", l.RowID(tr.Out), l.RowID(tr.In), l.Text(tr.Out, ledger.ColPair), l.Text(tr.In, ledger.ColPair))
		}
	}
	if named != 24 {
		t.Errorf("%d rows name another", named)
	}
}

// The provider answers for a customer: beside one import of several it is said which others its figures hold.
func TestTheProvidersAnswersAreAboutAllImportsOfTheCustomer(t *testing.T) {
	a := offlineApp(t)
	id, importA, importB := twoBanks(t, a)
	laid := func(importID string) Dataset {
		d, err := a.Cases.Lay(t.Context(), opened(t, a, importID))
		must(t, err)
		return d
	}
	whole, alone := dataset(t, a, id), laid(importB)
	if got := Covers(whole); got != nil {
		t.Errorf("the whole case: %v", got)
	}
	if got := Covers(alone); len(got) != 1 || got[0].Value != "all imports of the customer, not this one alone: BankA as well" {
		t.Errorf("%v", got)
	}
	answered(t, a, importB, a.opts.Now(), `{"PLN":{"M-0":{"salary":0,"total":0},"M-1":{"salary":5000,"total":5000},"M-2":{"salary":5000,"total":5000}}}`)
	facts, err := BesideOurs(t.Context(), alone, a.opts.Now(), a.Answers(importB)[0])
	must(t, err)
	const want = "The provider answers for all imports of the customer, and BankA is not read here."
	if n := strings.Count(values(facts), want); n != 2 {
		t.Errorf("said %d times:\n%s", n, values(facts))
	}
	doc, err := a.Reports.Make(t.Context(), alone, ReportRequest{})
	must(t, err)
	if why := doc.ProviderIncome.Currencies[0].Periods[2].Explained; len(why) == 0 || why[0] != want {
		t.Errorf("%q", why)
	}
	answered(t, a, importA, a.opts.Now(), `{"PLN":{"M-1":{"salary":1,"total":1}}}`)
	if facts, _ = BesideOurs(t.Context(), laid(importA), a.opts.Now(), a.Answers(importA)[0]); strings.Contains(values(facts), "not read here") {
		t.Errorf("the provider has less:\n%s", values(facts))
	}
}

func values(facts []service.Fact) string {
	var all []string
	for _, f := range facts {
		all = append(all, f.Name+": "+f.Value)
	}
	return strings.Join(all, "\n")
}

// A decision by another lexicon than the one in force says so, with both.
func TestADecisionNamesRulesThatAreOthersNow(t *testing.T) {
	a := offlineApp(t)
	id, _, _ := twoBanks(t, a)
	d := dataset(t, a, id)
	v, err := a.Cases.Verdict(t.Context(), d, policy.Policy{})
	must(t, err)
	_, err = a.Cases.Decide(t.Context(), d.View.State, casefile.Approve, "fine", v)
	must(t, err)
	if d = dataset(t, a, id); d.OtherRules() != "" {
		t.Errorf("nothing changed: %q", d.OtherRules())
	}
	other, _ := lexicon.Load([]byte("[[keyword]]\nid = \"mine\"\ncategory = \"rent\"\nwords = [\"czynsz u cioci\"]\n"))
	d.lexicon = func() *lexicon.Set { return other }
	if said := d.OtherRules(); !strings.HasPrefix(said, "lexicon ") || !strings.Contains(said, lexicon.Builtin().Hash()) || !strings.Contains(said, other.Hash()) || strings.Contains(said, "rules") {
		t.Errorf("%q", said)
	}
}
