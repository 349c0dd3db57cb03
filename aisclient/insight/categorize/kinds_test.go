package categorize

import (
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// who is at the other end counts more than a word of enforcement in the title; a file number counts more than both.
func TestS1_2_ACollectorIsPaidBeforeTheBailiffComes(t *testing.T) {
	lex := lexicon.Builtin()
	out := func(title, party, kind string) row {
		return row{amount: "-100.00", title: title, party: party, kind: kind}
	}
	out("wpłata przed egzekucją", "KRUK S.A.", "").wantIn(t, lex, category.DebtCollection, Strong, high)
	out("wpłata Km 12/26", "KRUK S.A.", "").wantIn(t, lex, category.Bailiff, Strong, high)
	out("wpłata egzekucja", "ZMYŚLONA FIRMA SP. Z O.O.", "").wantIn(t, lex, category.Bailiff, Strong, high)
}

// A single word of enforcement in the title of a payment to a shop is what was bought, and so is the name of a course.
func TestS2_7_WhatIsBoughtIsNamedAfterAnything(t *testing.T) {
	lex := lexicon.Builtin()
	for _, x := range []row{
		{title: "Komornik M. Zmyślony", party: "EMPIK"},
		{title: "szkolenie egzekucja w praktyce", party: "ZMYŚLONA AKADEMIA SP. Z O.O."},
		{title: "bieg 10 km 12/11 wpisowe", party: "FUNDACJA ZMYŚLONA"},
		{title: "KASYNO OFICERSKIE OBIADY", kind: "PŁATNOŚĆ KARTĄ"},
		{title: "DELIKATESY FORTUNA S.C.", kind: "TRANSAKCJA KARTĄ"},
	} {
		x.amount = "-50.00"
		rows := categorized(t, lex, account(x))
		if c := rows.Of(0); c.Risky() {
			t.Errorf("%+v is %s (%s)", x, c, rows.Reason(0))
		}
	}
	row{amount: "-50.00", title: "egzekucja", party: "EMPIK km 12/26"}.wantIn(t, lex, category.Bailiff, Strong, high)
}

// A casino is in many a hotel; the hotel's name does not make it one.
func TestS1_5_ACasinoInAHotel(t *testing.T) {
	lex := lexicon.Builtin()
	row{amount: "-500.00", title: "CASINO ZMYSLONE HILTON WARSZAWA", kind: "TRANSAKCJA KARTĄ"}.wantIn(t, lex, category.Gambling, Words, high)
	row{amount: "-500.00", title: "HILTON WARSZAWA", kind: "TRANSAKCJA KARTĄ"}.wantIn(t, lex, category.Travel, Counterparty, high)
}

// What a bank calls collection is its fee for a reminder if nobody is at the other end.
func TestS1_2_TheBanksFeeForCollecting(t *testing.T) {
	lex := lexicon.Builtin()
	row{amount: "-20.00", title: "prowizja windykacja"}.wantIn(t, lex, category.LateFee, Strong, low)
	row{amount: "-20.00", title: "windykacja", party: "ZMYŚLONA FIRMA SP. Z O.O."}.wantIn(t, lex, category.DebtCollection, Strong, high)
}

// A bare word for an instalment is a loan's only where nothing else is paid in instalments, and never between people.
func TestS1_2_BareInstalments(t *testing.T) {
	lex := lexicon.Builtin()
	row{amount: "-200.00", title: "rata 5/24 umowa 771", party: "ZMYŚLONY BANK S.A."}.wantIn(t, lex, category.LoanRepayment, Words, medium)
	row{amount: "-200.00", title: "rata 2 czesnego", party: "WYŻSZA SZKOŁA ZMYŚLONA"}.wantIn(t, lex, category.Education, Words, high)
	row{amount: "-200.00", title: "rata 2 za szafę", party: "Anna Zmyślona"}.wantIn(t, lex, category.PersonOut, Words, low)
}

// Surnames with initials are people, and a club's initials are none.
func TestS2_7_InitialsAndASurname(t *testing.T) {
	lex := lexicon.Builtin()
	for party, person := range map[string]bool{"KOMORNIK D": true, "T KASYNO": true, "T.J. ORZEŁ": false} {
		rows := categorized(t, lex, account(row{amount: "-50.00", title: "za bilet", party: party}))
		if c := rows.Of(0); (c == category.PersonOut) != person {
			t.Errorf("%s is %s", party, c)
		}
	}
}

// An instalment to the customer's own name is an obligation if the reply has a loan, even one without rows; else it is
// own money that hints at a loan elsewhere.
func TestS4_9_AnInstalmentToTheOwnName(t *testing.T) {
	paid := account(row{amount: "-900.00", title: "rata kredytu 5/60", party: "Jan Przykładny"}, row{amount: "-900.00", title: "na wakacje", party: "Jan Przykładny"})
	alone := categorized(t, lexiconOf(t, ""), paid)
	if alone.Of(0) != category.OwnTransfer || !has(alone.Weak(0), category.LoanRepayment) || len(alone.Weak(1)) > 0 {
		t.Errorf("without a loan: %s, weak %v and %v", alone.Of(0), alone.Weak(0), alone.Weak(1))
	}
	loan := account()
	loan.Name, loan.IBAN = text.Clean("Kredyt gotówkowy"), text.Clean("PL27114020040000300201355387")
	with := categorized(t, lexiconOf(t, ""), paid, loan)
	if with.Of(0) != category.LoanRepayment || with.Of(1) != category.OwnTransfer || !with.Certain(0) {
		t.Errorf("with a loan: %s and %s", with.Of(0), with.Of(1))
	}
}

// A row whose amount could not be read came in or went out: it is of neither side's categories. What harms the applicant
// if it went out stays a weak sign.
func TestS1_1_AnUnreadAmountHasNoDirection(t *testing.T) {
	a := account(row{amount: "0.00", title: "Wynagrodzenie", party: "ACME Sp. z o.o."}, row{amount: "0.00", title: "Km 12/26", party: "Komornik Sądowy Jan Obcy"},
		row{amount: "5000.00", title: "Wynagrodzenie", party: "ACME Sp. z o.o."}, row{amount: "0.00", title: "Wynagrodzenie", party: "ACME Sp. z o.o."})
	for i := range 2 {
		a.Transactions[i].Unread = []aisclient.UnreadCell{{Field: "currencyAmount", Raw: text.Clean("12,5,0")}}
	}
	rows := categorized(t, lexicon.Builtin(), a)
	for row, want := range []category.Category{category.None, category.None, category.Salary, category.Salary} {
		if got := rows.Of(int32(row)); got != want {
			t.Errorf("row %d is %q, want %q", row, got, want)
		}
	}
	if why := rows.Why(0); why.Note == "" || why.Confidence != lexicon.Low || !why.Hard {
		t.Errorf("why: %+v", why)
	}
	if w := rows.Weak(1); len(w) != 1 || w[0] != category.Bailiff {
		t.Errorf("the writ is no weak sign: %v", w)
	}
	if w := rows.Weak(0); len(w) != 0 {
		t.Errorf("a wage is a weak sign of %v", w)
	}
}

// A processor pays out a loan or a win as it pays out turnover: what the title names is what came.
func TestS1_5_WhatAProcessorPaysOut(t *testing.T) {
	lex := lexicon.Builtin()
	for title, want := range map[string]category.Category{
		"STRIPE PAYOUT LOAN 77012": category.LoanIn, "STRIPE PAYOUT WINNINGS": category.GamblingWin, "STRIPE PAYOUT 77012": category.BusinessIncome,
	} {
		rows := categorized(t, lex, account(row{amount: "900.00", title: title, party: "STRIPE PAYMENTS UK"}))
		if c := rows.Of(0); c != want {
			t.Errorf("%s is %s (%s), want %s", title, c, rows.Reason(0), want)
		}
	}
}

// A bank's gift for paying in wages is no wage.
func TestS1_5_ABanksGiftForAWageIsNoWage(t *testing.T) {
	lex := lexicon.Builtin()
	for title, party := range map[string]string{
		"premia za przelewanie wynagrodzenia": "MBANK S.A.", "reward for switching your salary": "HALIFAX",
	} {
		rows := categorized(t, lex, account(row{amount: "200.00", title: title, party: party}))
		if c := rows.Of(0); c != category.OtherIn {
			t.Errorf("%s is %s (%s)", title, c, rows.Reason(0))
		}
	}
}
