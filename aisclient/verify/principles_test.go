package verify

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/quality"
)

// Where an analyst would ask, the outcome is inconclusive and says what to ask.
func TestS0_1_InconclusiveChecksSayWhatToAsk(t *testing.T) {
	w := settled(t)
	w.first().Owners = owners("Anna M. Łącka")
	for _, said := range []string{"name Anna Ewa Łącka", "iban PL61109010140000071219812784", "income 5000PLN/24", "employer ACME Trade Sp. z o.o.", "active-since 2019-01-01",
		"pesel 44051401359", "birth-date 1980-01-01", "address ul. Kwiatowa 5, 00-123 Warszawa"} {
		check := w.one("name Anna Łącka", said)
		if check.Outcome != Inconclusive || len(check.Ask) == 0 {
			t.Errorf("%s: %s, asks %v (%s)", said, check.Outcome, check.Ask, check.Reason)
		}
	}
}

// A sum is an interval; the border belongs to "at least" and to "at most".
func TestS0_3_ASumIsAnInterval(t *testing.T) {
	w := settled(t)
	w.first().Transactions = chained("60000.00", append(settledRows(), monthly(6, 5, "1000.00", "Jan Obcy", "przelew")...))
	for said, want := range map[string]Outcome{
		"income 5000PLN": Confirmed, "income 5000.01PLN": Inconclusive, "income 6000PLN": Inconclusive, "income 6001PLN": Refuted,
		"obligations-at-most 800PLN": Confirmed, "obligations-at-most 799.99PLN": Refuted,
	} {
		w.want(want, "", said)
	}
	check := w.one("income 5500PLN")
	if *check.Proven != amount("5000") || *check.Possible != amount("1000") || check.Currency != "PLN" {
		t.Errorf("proven %s, possible %s", check.Proven, check.Possible)
	}
}

// early is a loan paid off for two months only: it is possible, not proven.
func TestS0_3_AtMostIsTheMirror(t *testing.T) {
	w := settled(t)
	w.first().Transactions = chained("60000.00", append(settledRows(), monthly(2, 12, "-300.00", "Beta Bank SA", "Rata kredytu")...))
	for said, want := range map[string]Outcome{
		"obligations-at-most 1100PLN": Confirmed, "obligations-at-most 1099.99PLN": Inconclusive, "obligations-at-most 800PLN": Inconclusive, "obligations-at-most 799PLN": Refuted,
	} {
		w.want(want, "", said)
	}
}

// The person is the claimed name, else the login's owners, else whoever owns the accounts.
func TestS0_5_OnlyThePersonsAccountsCount(t *testing.T) {
	two := func(owner string) *world {
		w := settled(t)
		a := w.account("Drugie", "PL27114020040000300201355387", "500.00", tx("2026-03-01", "-1.00", "Lidl", "Zakup karta"))
		a.Owners = owners(owner)
		return w
	}
	for owner, theirs := range map[string]bool{
		"Anna Łącka": true, "ANNA MARIA ŁĄCKA": true, "Anna Łącka CO_OWNER": true, "Anna Lackaa": true, // close
		"Jan Nowak": false, "Anna Łącka ATTORNEY": false, "Anna Łącka PROXY": false, "Anna Łącka Sp. z o.o. COMPANY": false, "ACME S.A. COMPANY": false,
	} {
		for _, claims := range [][]string{{"name Anna Łącka", "balance 60500PLN"}, {"balance 60500PLN"}} { // the login names her as well
			w := two(owner)
			rep := w.run(claims...)
			check := rep.Checks[len(rep.Checks)-1]
			if (check.Outcome == Confirmed) != theirs || (len(rep.Left) == 0) != theirs {
				t.Errorf("%s, %v: %s, left out %+v", owner, claims, check.Outcome, rep.Left)
			}
		}
	}
	w := two("Jan Nowak")
	w.imp.Targets[0].Owners = nil
	w.want(Confirmed, "", "balance 60500PLN") // whoever owns the accounts
	rep := two("Anna Łącka ATTORNEY").run("balance 1PLN")
	if len(rep.Left) != 1 || rep.Left[0].Label != "Drugie" || !strings.Contains(rep.Left[0].Reason, "attorney") {
		t.Errorf("%+v", rep.Left)
	}
	company := two("ACME S.A. COMPANY")
	company.want(Confirmed, "", "name ACME S.A.", "balance 500PLN")
	company.want(Refuted, "", "name ACME S.A.", "balance 501PLN") // what is Anna's is not the company's
}

func TestS0_6_CurrenciesAreNeverAdded(t *testing.T) {
	w := settled(t)
	w.account("Euro", "PL27114020040000300201355387", "40000.00", joined(living(365), monthly(6, 5, "1000.00", "Beta GmbH", "Wynagrodzenie"))...).Currency = "EUR"
	w.want(Refuted, "TOO_LITTLE", "income 5001PLN")
	w.want(Confirmed, "", "income 1000EUR")
	w.want(Refuted, "TOO_LITTLE", "balance 60001PLN")
	if check := w.one("income 50000PLN"); !strings.Contains(check.Reason, "In EUR it is 1000.00 EUR") {
		t.Error(check.Reason)
	}
}

// Special categories enter no claim, and reports keep their titles back; so they do with the ground of a benefit.
func TestS0_7_SpecialCategoriesServeNoCheck(t *testing.T) {
	for _, said := range []string{"health", "donation"} {
		if claim, err := Parse(KindWithout, said); err == nil {
			t.Errorf("%s can be claimed: %v", said, claim)
		}
	}
	w := settled(t)
	w.first().Transactions = chained("60000.00", joined(settledRows(), monthly(6, 15, "800.00", "ZUS", "Swiadczenie rehabilitacyjne choroba"),
		[]aisclient.Transaction{tx("2026-03-15", "-77.00", "Apteka Gemini", "leki na serce")}))
	rep := w.run("income 1PLN", "without crypto")
	all := said(rep)
	if strings.Contains(all, "rehabilitacyjne") || strings.Contains(all, "leki na serce") || rep.Withheld == 0 {
		t.Errorf("%d withheld\n%s", rep.Withheld, said(rep))
	}
	if check := w.one("income 5800PLN"); check.Outcome != Confirmed || !slices.ContainsFunc(check.Rows, func(row int32) bool { return w.ledger().Party(row).String() == "ZUS" }) {
		t.Errorf("a benefit of a public payer is income: %s %s", check.Outcome, check.Reason)
	}
	if e := w.one("income 800PLN benefit").Evidence; len(e) == 0 || e[0].Title != withheld || e[0].Party != "ZUS" {
		t.Errorf("%+v", e)
	}
}

// What the bank's day says is kept apart from the day of checking: old data is gated by nothing else.
func TestS0_4_OldDataIsOnlyOld(t *testing.T) {
	w := settled(t)
	w.imp.Envelope.ResponseTimestamp = w.imp.Envelope.ResponseTimestamp.AddDate(0, 0, -1)
	w.want(Confirmed, "", "income 5000PLN")
	w.want(Confirmed, "", "max-age 1")
	w.want(Refuted, "", "max-age 0")
	w.imp.Envelope.ResponseTimestamp = w.imp.Envelope.ResponseTimestamp.AddDate(0, 0, 3)
	w.want(Inconclusive, "IN_FUTURE", "max-age 9")
}

// The names of the gates in a report are those of the quality.
func TestGateEffectsAreWrittenByName(t *testing.T) {
	w := settled(t)
	faults[quality.ShortCoverage](w)
	check := w.one("without bailiff")
	if len(check.Gates) != 1 || check.Gates[0].Gate.String() != "short coverage" || check.Gates[0].Effect != heldConfirmed {
		t.Errorf("%+v", check.Gates)
	}
}
