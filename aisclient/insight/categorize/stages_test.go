package categorize

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

const (
	low    = lexicon.Low
	medium = lexicon.Medium
	high   = lexicon.High
)

func TestS1_4_a_OwnMoneyWhateverTheTitleSays(t *testing.T) {
	for _, title := range []string{"Przelew środków", "wynagrodzenie", "zwrot", "rata kredytu"} {
		row{amount: "100.00", title: title, party: "JAN PRZYKŁADNY UL. DŁUGA 5 00-950 WARSZAWA"}.want(t, category.OwnTransfer, OwnMoney, high)
	}
	if w := (row{amount: "100.00", title: "wynagrodzenie", party: "Jan Przykładny"}).want(t, category.OwnTransfer, OwnMoney, high); !strings.Contains(w.Note, "wages") {
		t.Errorf("a wage word on own money is not noted: %+v", w)
	}
	if w := (row{amount: "100.00", title: "środki", party: "Jan Przykładny"}).want(t, category.OwnTransfer, OwnMoney, high); w.Note != "" {
		t.Errorf("a note without a wage word: %+v", w)
	}
	row{amount: "100.00", title: "wynagrodzenie", party: "J Przykładny"}.want(t, category.OwnTransfer, OwnMoney, low)
	row{amount: "100.00", title: "wynagrodzenie", party: "Anna Przykładna"}.want(t, category.PersonIn, Words, low)
}

func TestS1_4_b_StrongWordsInTheirOrder(t *testing.T) {
	for _, x := range []struct {
		title string
		want  category.Category
	}{
		{"komornik odsetki karne nakaz zaplaty", category.Bailiff},
		{"nakaz zaplaty odsetki karne", category.DebtCollection},
		{"zwrot przelewu odsetki karne", category.ReturnedPayment},
		{"odsetki karne", category.LateFee},
		{"rata kredytu egzekucja", category.Bailiff},
	} {
		row{amount: "-100.00", title: x.title, party: "Zmyslona Firma"}.want(t, x.want, Strong, high)
	}
	row{amount: "10.00", title: "zwrot przelewu za platnosc karta"}.want(t, category.Refund, Strong, high)
	row{amount: "-100.00", title: "faktura 5", party: "ZMYSLINKASO"}.want(t, category.DebtCollection, Strong, high)
	row{amount: "-100.00", title: "komornik", party: "Jan Przykładny"}.want(t, category.Bailiff, Strong, high)
	row{amount: "100.00", title: "zwrot skladki", party: "ZMYSLPOLISA"}.want(t, category.Refund, Strong, high)
}

func TestS1_4_c_TheBanksOwnFacts(t *testing.T) {
	row{amount: "-100.00", title: "ZMYSLBET HALL", kind: "Bankomat"}.want(t, category.CashWithdrawal, BankFact, low) // a machine in a casino
	row{amount: "-100.00", title: "bankomat 5"}.want(t, category.CashWithdrawal, BankFact, high)
	row{amount: "100.00", title: "wplata gotowki"}.want(t, category.CashDeposit, BankFact, high)
	row{amount: "100.00", title: "wplata gotowki wynagrodzenie"}.want(t, category.CashDeposit, BankFact, low)
	row{amount: "1.00", title: "za październik", kind: "Odsetki"}.want(t, category.Interest, BankFact, high)
	row{amount: "-1.00", title: "za październik", kind: "Prowizja"}.want(t, category.BankFee, BankFact, high)
	row{amount: "10.00", title: "ZMYSLBET", kind: "Zwrot"}.want(t, category.Refund, BankFact, high)
	row{amount: "100.00", title: "wplata gotowki", party: "Jan Przykładny"}.want(t, category.CashDeposit, BankFact, high)
}

func TestS1_4_d_LabelsBySign(t *testing.T) {
	for _, x := range []struct {
		amount string
		labels []string
		want   category.Category
	}{
		{"-100.00", []string{"loan"}, category.LoanRepayment}, {"100.00", []string{"loan"}, category.LoanIn},
		{"100.00", []string{"repayment"}, category.Refund}, {"-100.00", []string{"repayment"}, category.LoanRepayment},
		{"100.00", []string{"monthly", "salary"}, category.Salary}, {"-100.00", []string{"gambling", "payment processor"}, category.Gambling},
		{"-100.00", []string{"tax", "zus"}, category.SocialInsurance}, {"-100.00", []string{"bailiff", "tax"}, category.Bailiff},
		{"-20.00", []string{"press", "leisure"}, category.Subscriptions},
	} {
		w := row{amount: x.amount, title: "umowa", party: "Zmyslona Firma", labels: x.labels}.want(t, x.want, Label, high)
		if w.Entry == "" {
			t.Errorf("%v: the label is not named", x.labels)
		}
	}
	for _, l := range []string{"monthly", "payment processor", "verification", "bank", "something new"} {
		row{amount: "-100.00", title: "umowa", party: "Zmyslona Firma", labels: []string{l}}.want(t, category.OtherOut, Rest, low)
	}
}

func TestS1_4_e_CounterpartyBySign(t *testing.T) {
	for _, x := range []struct {
		party   string
		in, out category.Category
	}{
		{"ZMYSLKREDYT SP. Z O.O.", category.LoanIn, category.LoanRepayment}, {"Zmyslbet", category.GamblingWin, category.Gambling},
		{"URZAD SKARBOWY", category.TaxRefund, category.Tax}, {"Zmyslpolisa", category.InsurancePayout, category.Insurance},
		{"Zmyslonka", category.Refund, category.Groceries},
	} {
		row{amount: "100.00", title: "umowa 5", party: x.party}.want(t, x.in, Counterparty, high)
		row{amount: "-100.00", title: "umowa 5", party: x.party}.want(t, x.out, Counterparty, high)
	}
	row{amount: "-100.00", title: "wpłata", party: "Zmyslmakler"}.want(t, category.SavingsInvestment, Counterparty, high)
	row{amount: "100.00", title: "wypłata", party: "Zmyslmakler"}.want(t, category.OwnTransfer, Counterparty, low) // hard
	row{amount: "-100.00", title: "składki", party: "Zaklad Zmyslony"}.want(t, category.SocialInsurance, Counterparty, high)
	row{amount: "100.00", title: "emerytura", party: "Zaklad Zmyslony"}.want(t, category.Pension, Words, high)
	row{amount: "100.00", title: "świadczenie", party: "Zaklad Zmyslony"}.want(t, category.Benefit, Words, high)
	row{amount: "-100.00", title: "Zmyslbet", party: "Zmyslpay"}.want(t, category.Gambling, Counterparty, high) // the merchant behind a processor
	row{amount: "-100.00", title: "umowa", party: "Zmyslpay"}.want(t, category.OtherOut, Rest, low)
	row{amount: "-100.00", title: "kredyt hipoteczny 5/300", party: "Zmyslkredyt"}.want(t, category.Mortgage, Words, high)
	row{amount: "-100.00", title: "czynsz", party: "Urzad Miasta"}.want(t, category.Rent, Words, high)
}

func TestS1_4_e_WagesFromAFirmThatIsKnownForSomethingElse(t *testing.T) {
	wage := row{amount: "5000.00", title: "wynagrodzenie", party: "ZMYSLKREDYT"}
	wage.want(t, category.Salary, Words, medium)
	wage.party = "Zmyslonka"
	wage.want(t, category.Salary, Words, high)
	row{amount: "900.00", title: "faktura 5", party: "ZMYSLKREDYT"}.want(t, category.BusinessIncome, Words, medium)
	row{amount: "900.00", title: "faktura 5", party: "ZMYSLBET"}.want(t, category.GamblingWin, Counterparty, high)
	row{amount: "900.00", title: "wyplata", party: "ZMYSLKREDYT"}.want(t, category.LoanIn, Counterparty, high) // a bare payout
	row{amount: "900.00", title: "wyplata", party: "ZMYSLONKA"}.want(t, category.Salary, Words, medium)
	wage.party = "ZMYSLKREDYT"
	rows := categorized(t, lexiconOf(t, ""), account(wage, row{amount: "-300.00", title: "umowa 5", party: "ZMYSLKREDYT", day: "2026-10-20"}))
	if rows.Of(0) != category.LoanIn || rows.Confidence(0) != low || rows.Why(0).Note == "" {
		t.Errorf("wages from a lender that is paid: %s, %+v", rows.Of(0), rows.Why(0))
	}
	pending := account(wage, row{amount: "-300.00", title: "umowa 5", party: "ZMYSLKREDYT", day: "2026-10-20"})
	pending.Transactions[1].Status = text.Clean("PENDING")
	if rows := categorized(t, lexiconOf(t, ""), pending); rows.Of(0) != category.Salary {
		t.Errorf("a payment that may never be booked pays nobody: %s, %+v", rows.Of(0), rows.Why(0))
	}
}

// Pay before it is due is wages from an employer, and a loan from a lender, a bank, or nobody.
func TestS1_4_e_AnAdvanceOnWagesFromALender(t *testing.T) {
	for _, party := range []string{"ZMYSLKREDYT SP. Z O.O.", ""} {
		if got := categorized(t, lexiconOf(t, ""), account(row{amount: "900.00", title: "zaliczka na wynagrodzenie", party: party})).Of(0); got != category.LoanIn {
			t.Errorf("an advance from %q is %s", party, got)
		}
	}
	row{amount: "900.00", title: "zaliczka na wynagrodzenie", party: "Zmyslona Firma"}.want(t, category.Salary, Words, high)
	row{amount: "900.00", title: "wynagrodzenie, bez zaliczki", party: "ZMYSLKREDYT"}.want(t, category.Salary, Words, medium)
}

func TestS1_4_f_WordsInContext(t *testing.T) {
	row{amount: "-900.00", title: "rata kredytu 5", party: "Zmyslona Firma"}.want(t, category.LoanRepayment, Words, high)
	row{amount: "-900.00", title: "rata zmyslona szkola 2/3", party: "Zmyslona Firma"}.want(t, category.Education, Words, high) // no loan
	row{amount: "5000.00", title: "wynagrodzenie 10/2026", party: "Zmyslona Firma"}.want(t, category.Salary, Words, high)
	row{amount: "-40.00", title: "obiad", party: "Anna Zmyślona"}.want(t, category.PersonOut, Words, medium)
	row{amount: "-900.00", title: "czynsz", party: "Anna Zmyślona"}.want(t, category.Rent, Words, high)
	row{amount: "40.00", title: "zwrot", party: "Anna Zmyślona"}.want(t, category.PersonIn, Words, high)
	row{amount: "40.00", title: "emerytura", party: "Anna Zmyślona"}.want(t, category.PersonIn, Words, high) // people pay no pensions
	row{amount: "400.00", title: "pozyczka", party: "Anna Zmyślona"}.want(t, category.LoanIn, Words, low)
	if w := (row{amount: "-40.00", title: "kurs", party: "Zmyslona Firma"}).want(t, category.Education, Words, low); !w.Hard || w.Note != "a course or a rate" {
		t.Errorf("%+v", w)
	}
}

func TestS1_4_h_WhatIsLeft(t *testing.T) {
	row{amount: "40.00", title: "dzięki", party: "Anna Zmyślona"}.want(t, category.PersonIn, Rest, medium)
	row{amount: "-40.00", title: "dzięki", party: "Anna Zmyślona"}.want(t, category.PersonOut, Rest, medium)
	row{amount: "40.00", title: "umowa", party: "Zmyslona Sp. z o.o."}.want(t, category.OtherIn, Rest, low)
	row{amount: "-40.00", title: "umowa", party: "Zmyslona Sp. z o.o."}.want(t, category.OtherOut, Rest, low)
	row{amount: "-40.00", title: "Anna Zmyślona"}.want(t, category.PersonOut, Rest, medium)
	row{amount: "0.00"}.want(t, category.OtherIn, Rest, low)
}

func TestS1_5_TheLongestWinsThenTheLessFavourable(t *testing.T) {
	row{amount: "-40.00", title: "remis", party: "Zmyslona Firma"}.want(t, category.Rent, Words, high)
	row{amount: "-40.00", title: "remis dlugi", party: "Zmyslona Firma"}.want(t, category.Groceries, Words, high)
	if category.Rent.Weight() < category.Tax.Weight() {
		t.Error("the tie is not the less favourable one")
	}
}

func TestS1_5_LabelAndWordsContradict(t *testing.T) {
	w := row{amount: "5000.00", title: "umowa 5", party: "ZMYSLKREDYT", labels: []string{"salary"}}.want(t, category.LoanIn, Counterparty, low)
	if w.Note == "" {
		t.Error("the contradiction is not noted")
	}
	w = row{amount: "5000.00", title: "wynagrodzenie", party: "Zmyslona Firma", labels: []string{"loan"}}.want(t, category.LoanIn, Label, low)
	if w.Note == "" {
		t.Error("the contradiction is not noted")
	}
	row{amount: "5000.00", title: "emerytura", party: "Zmyslona Firma", labels: []string{"salary"}}.want(t, category.Salary, Label, high)
	row{amount: "-50.00", title: "umowa", party: "Zmyslbet", labels: []string{"grocery"}}.want(t, category.Gambling, Counterparty, low)
}

func TestS1_6_RecurringNeutralCredits(t *testing.T) {
	credit := row{amount: "5000.00", title: "przelew 5", party: "ALFA ZMYSLONA SP. Z O.O."}
	rowsOf := func(n int, change func(r []row) []row) *Rows {
		r := repeat(n, "2026-01-10", credit)
		if change != nil {
			r = change(r)
		}
		return categorized(t, lexiconOf(t, ""), account(r...))
	}
	if rows := rowsOf(6, nil); rows.Of(0) != category.Salary || rows.Stage(5) != Recurrence || rows.Confidence(0) != medium {
		t.Errorf("six months: %s, %+v", rows.Of(0), rows.Why(0))
	}
	for name, change := range map[string]func(r []row) []row{
		"five months":      func(r []row) []row { return r[:5] },
		"an amount is off": func(r []row) []row { r[3].amount = "6100.00"; return r },
		"paid back": func(r []row) []row {
			return append(r, row{amount: "-10.00", title: "x", party: credit.party, day: "2026-05-05"})
		},
		"a person":          func(r []row) []row { return renamed(r, "Anna Zmyślona") },
		"nobody is known":   func(r []row) []row { return renamed(r, "Zmyslona") },
		"an insurer":        func(r []row) []row { return renamed(r, "ZMYSLPOLISA SP. Z O.O.") },
		"a processor":       func(r []row) []row { return renamed(r, "ZMYSLPAY SP. Z O.O.") },
		"no monthly rhythm": func(r []row) []row { r[2].day, r[4].day = "2026-02-15", "2026-04-20"; return r },
	} {
		if rows := rowsOf(6, change); rows.Of(0) == category.Salary {
			t.Errorf("%s: salary, %+v", name, rows.Why(0))
		}
	}
	if rows := rowsOf(6, func(r []row) []row { r[3].amount = "5900.00"; return r }); rows.Of(3) != category.Salary {
		t.Errorf("within a fifth: %s", rows.Of(3))
	}
	if rows := rowsOf(6, func(r []row) []row { return renamed(r, "URZAD MIASTA") }); rows.Of(0) == category.OtherIn {
		t.Errorf("a public body: %s", rows.Of(0))
	}
}

// What a court pays every month is neither pay nor a benefit, and who pays his own contributions and taxes has clients (statements 0.1, 1.6).
func TestS1_6_RhythmMakesNoPayOfACourtOrAClient(t *testing.T) {
	credit := row{amount: "5000.00", title: "przelew", party: "ALFA ZMYSLONA SP. Z O.O."}
	zus := row{amount: "-1600.00", title: "składki", party: "ZUS"}
	pit := row{amount: "-500.00", title: "zaliczka PIT", party: "URZĄD SKARBOWY W ZMYŚLINIE"}
	of := func(party string, more ...[]row) category.Category {
		return categorized(t, lexicon.Builtin(), account(append(renamed(repeat(8, "2026-01-10", credit), party), slices.Concat(more...)...)...)).Of(0)
	}
	out := func(n int, r row) []row { return repeat(n, "2026-01-20", r) }
	for _, k := range []struct {
		what string
		got  category.Category
		want category.Category
	}{
		{"a court", of("SĄD OKRĘGOWY W ZMYŚLINIE"), category.OtherIn},
		{"a town hall", of("URZĄD MIASTA ZMYŚLIN"), category.Salary},
		{"a company", of(credit.party), category.Salary},
		{"beside contributions and taxes", of(credit.party, out(8, zus), out(8, pit)), category.OtherIn},
		{"beside a tax once a year", of(credit.party, out(1, pit)), category.Salary},
	} {
		if k.got != k.want {
			t.Errorf("%s: %s, want %s", k.what, k.got, k.want)
		}
	}
	bonus := row{amount: "900.00", title: "bonus", party: "MBANK S.A."}
	pay := row{amount: "7000.00", title: "wynagrodzenie", party: "MBANK S.A."}
	rows := categorized(t, lexicon.Builtin(), account(append(out(3, bonus), repeat(3, "2026-01-10", pay)...)...))
	for i := range int32(6) {
		if rows.Of(i) != category.Salary {
			t.Errorf("a bonus of a bank for whom the applicant works: %s", rows.Of(i))
		}
	}
}

func renamed(rows []row, party string) []row {
	for i := range rows {
		rows[i].party = party
	}
	return rows
}

func TestS1_7_IncomeWordsDoNotCountInNames(t *testing.T) {
	row{amount: "40.00", title: "umowa", party: "Wynagrodzenie Hotel Sp. z o.o."}.want(t, category.OtherIn, Rest, low)
	row{amount: "40.00", title: "umowa", party: "Zmyslona Firma", kind: "WYNAGRODZENIE"}.want(t, category.Salary, Words, high)
	row{amount: "-40.00", title: "umowa", party: "Zmyslkredyt"}.want(t, category.LoanRepayment, Counterparty, high)
}

func TestS1_4_WhatAShopsArmIsPaidFor(t *testing.T) {
	lex, problems := lexicon.Load([]byte(`
[[entry]]
id = "fuel-words"
category = "fuel"
words = ["zmyslstacja paliw"]
fields = ["title", "party"]
source = "known"
date = "2026-11-28"
[[entry]]
id = "market"
kind = "shop"
category = "groceries"
names = ["Zmyslmarkt"]
source = "known"
date = "2026-11-28"
[[entry]]
id = "later"
kind = "pay_later"
names = ["Zmyslpotem"]
source = "known"
date = "2026-11-28"
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for title, want := range map[string]category.Category{"ZMYSLMARKT": category.Groceries, "ZMYSLMARKT zmyslstacja paliw": category.Fuel,
		"ZMYSLPOTEM *ZMYSLMARKT": category.BNPL} {
		rows := categorized(t, lex, account(row{amount: "-50.00", title: title}))
		if got := rows.Of(0); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}

func TestS1_4_ABareWordOfMaintenanceIsForAChildOnlyBetweenPeople(t *testing.T) {
	lex, problems := lexicon.Load([]byte(`
[[entry]]
id = "upkeep"
in = "alimony_in"
out = "alimony_out"
words = ["zmyslutrzymanie"]
confidence = "medium"
source = "known"
date = "2026-11-28"
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for party, want := range map[string]category.Category{"Anna Zmyślona": category.AlimonyOut, "Zmyślona Firma Sp. z o.o.": category.OtherOut} {
		rows := categorized(t, lex, account(row{amount: "-50.00", title: "zmyslutrzymanie", party: party}))
		if got := rows.Of(0); got != want {
			t.Errorf("%s: %s, want %s", party, got, want)
		}
	}
}

func TestS1_2_WagesFromABailiffsFirm(t *testing.T) {
	row{amount: "4000.00", title: "wynagrodzenie", party: "Komornik Sadowy Zmyslony"}.want(t, category.Salary, Words, high)
}

func TestS1_4_AChargeBesideWhatItIsChargedForIsAFee(t *testing.T) {
	lex, problems := lexicon.Load([]byte(`
[[entry]]
id = "charge"
category = "late_fee"
sign = "out"
strong = true
words = ["zmysloplata"]
near = ["zmyslzwrocone"]
source = "known"
date = "2026-11-28"
[[entry]]
id = "came-back"
category = "returned_payment"
strong = true
words = ["zmyslzwrocone"]
source = "known"
date = "2026-11-28"
`))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for title, want := range map[string]category.Category{"zmyslzwrocone": category.ReturnedPayment, "zmysloplata: zmyslzwrocone": category.LateFee} {
		rows := categorized(t, lex, account(row{amount: "-50.00", title: title}))
		if got := rows.Of(0); got != want {
			t.Errorf("%s: %s, want %s", title, got, want)
		}
	}
}
