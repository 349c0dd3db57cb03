package category

import (
	"slices"
	"strings"
	"testing"
)

// The names of the closed list, as the specification has them.
const (
	namesIn = "salary pension benefit alimony_in business_income interest cash_deposit own_transfer loan_in refund " +
		"gambling_win insurance_payout tax_refund person_in other_in"
	namesOut = "rent mortgage loan_repayment card_repayment bnpl utilities telecom insurance tax social_insurance groceries " +
		"restaurants transport fuel health education leisure apparel household travel subscriptions cash_withdrawal bank_fee " +
		"late_fee gambling bailiff debt_collection alimony_out own_transfer person_out savings_investment crypto donation " +
		"other_out returned_payment"
)

func TestS1_1_TheListIsClosed(t *testing.T) {
	in, out := strings.Fields(namesIn), strings.Fields(namesOut)
	want := map[string]bool{}
	for _, n := range slices.Concat(in, out) {
		want[n] = true
		if _, ok := Parse(n); !ok {
			t.Errorf("%s is not in the list", n)
		}
	}
	if len(All()) != len(want) {
		t.Errorf("%d categories, want %d", len(All()), len(want))
	}
	for _, c := range All() {
		if back, ok := Parse(c.String()); !ok || back != c {
			t.Errorf("%q does not read back", c.String())
		}
		if c.In() != (slices.Contains(in, c.String()) || c == ReturnedPayment) || c.Out() != slices.Contains(out, c.String()) {
			t.Errorf("%s: in %v, out %v", c, c.In(), c.Out())
		}
		if c.Label() == "" || strings.Contains(c.Label(), "_") {
			t.Errorf("%s: label %q", c, c.Label())
		}
	}
	if _, ok := Parse("groceriess"); ok {
		t.Error("an unknown name is read")
	}
	if _, ok := Parse(""); ok {
		t.Error("no name is read")
	}
}

func TestS0_7_SpecialCategories(t *testing.T) {
	for _, c := range All() {
		if want := c == Health || c == Donation; c.Special() != want {
			t.Errorf("%s: special %v", c, c.Special())
		}
	}
}

func TestWeightsDecideEveryTie(t *testing.T) {
	for _, in := range []bool{true, false} {
		seen := map[int]Category{}
		for _, c := range All() {
			if !c.Fits(in) {
				continue
			}
			if other, ok := seen[c.Weight()]; ok {
				t.Errorf("%s and %s weigh %d", c, other, c.Weight())
			}
			seen[c.Weight()] = c
		}
	}
	for _, less := range [][2]Category{{LoanIn, Salary}, {Refund, Salary}, {Bailiff, Tax}, {LoanRepayment, Household},
		{Bailiff, DebtCollection}, {ReturnedPayment, Salary}, {OwnTransfer, Salary}} {
		if less[0].Weight() <= less[1].Weight() {
			t.Errorf("%s is less favourable than %s", less[0], less[1])
		}
	}
}

func TestText(t *testing.T) {
	b, err := LoanIn.MarshalText()
	if err != nil || string(b) != "loan_in" {
		t.Errorf("%q, %v", b, err)
	}
	var c Category
	if err := c.UnmarshalText([]byte("bnpl")); err != nil || c != BNPL {
		t.Errorf("%v, %v", c, err)
	}
	if err := c.UnmarshalText([]byte("nothing")); err == nil {
		t.Error("an unknown name is read")
	}
	if err := c.UnmarshalText(nil); err != nil || c != None {
		t.Errorf("%v, %v", c, err)
	}
}
