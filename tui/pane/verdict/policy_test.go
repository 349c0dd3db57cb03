package verdict

import (
	"strings"
	"testing"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// One key claims what a policy asks beside what was claimed already; again, what the next one asks; then nothing of either.
func TestOneKeyClaimsWhatAPolicyAsks(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.Press("p")
		if m, _ := sent[pane.Notice](v); !strings.Contains(m.Text, "no policy is set") {
			t.Errorf("%+v", m)
		}
		v.env.Policies = []policy.Policy{{Name: "card", Claims: []verify.Claim{verify.NoSign{Topic: insight.Bailiff}}},
			{Name: "loan", Claims: []verify.Claim{verify.MonthlyIncome{Least: 40_000_000, Currency: "PLN"}, verify.NoSign{Topic: insight.Gambling}}}}
		v.claim(0, "Anna Wiśniewska").Press("p").Sees("Verdict on the policy card", "There is no sign of a bailiff.", "Anna Wiśniewska")
		v.Press("p").Sees("Verdict on the policy loan", "REFUTED", "4000.00 PLN a month", "There is no sign of gambling.", "Anna Wiśniewska").SeesNot("bailiff. ")
		if r := v.pane.found.report; r.Policy != "loan" || len(r.Checks) != 3 {
			t.Errorf("the report is on the policy %q with %d checks", r.Policy, len(r.Checks))
		}
		v.Press("y")
		if m, _ := sent[pane.Copy](v); !strings.Contains(m.Text, "\nPolicy: loan\n") {
			t.Errorf("copied %q", m.Text)
		}
		v.Press("home", "down", "down", "x").SeesNot("on the policy") // without one of its claims it is not the policy
		v.Press("u").Sees("on the policy loan").Press("p").SeesNot("on the policy", "gambling.").Sees("Anna Wiśniewska")
	})
}
