package stream

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/cadence"
	"aisdesk/aisclient/text"
)

func TestS5_12_OtherRecurringPayments(t *testing.T) {
	bills := pays(7, "-100", "Prąd SA", "Faktura", "utilities")
	for i := range bills {
		bills[i].Amount = amount([]string{"-100", "-340.20", "-12"}[i%3])
	}
	s := person(t, bills, eachMonth("2024-07-10", 2, row("2024-07-10", "-60", "Gazeta SA", "Prenumerata", "subscriptions")),
		one(row("2025-07-11", "-80", "Gazeta SA", "Prenumerata 2025", "subscriptions")))
	got := s.Recurring()
	if len(got) != 1 || got[0].Name != "Prąd SA" {
		t.Errorf("%s", whys(s))
	}
	if cycle := person(t, one(row("2024-07-10", "-60", "Gazeta SA", "Prenumerata", "subscriptions")),
		one(row("2025-07-11", "-80", "Gazeta SA", "Prenumerata 2025", "subscriptions"))).Recurring(); len(cycle) != 1 || cycle[0].Series.Cycle.String() != "yearly" {
		t.Error("yearly with another price")
	}
}

func obligationsOf(t *testing.T, s *Streams, what, proven, possible string) *Obligations {
	t.Helper()
	o := s.Obligations("PLN")
	if o.Proven != amount(proven) || o.Possible != amount(possible) {
		t.Errorf("%s: %s and %s, want %s and %s%s", what, o.Proven, o.Possible, proven, possible, whys(s))
	}
	return o
}

func TestS6_1_MonthlyObligations(t *testing.T) {
	s := person(t, pays(6, "-600", "Bank Zmyślony", "Rata", "loan_repayment"), pays(6, "-1500", "Bank Hipoteczny", "Rata", "mortgage"),
		pays(6, "-1800", "Wynajem Zmyślony", "Czynsz", "rent"), pays(6, "-700", "Ewa Obca", "Alimenty", "alimony_out"),
		pays(6, "-300", "Komornik Zmyślony", "Km 1/26", "bailiff"), pays(6, "-200", "Windykator", "Ugoda", "debt_collection"),
		pays(6, "-100", "Kup Później", "Rata", "bnpl"), pays(6, "-900", "Sklep", "Zakupy", "groceries"))
	o := obligationsOf(t, s, "all kinds", "5200", "0")
	if o.Service != amount("3400") || len(o.Items) != 7 || o.Items[0].Name != "Wynajem Zmyślony" {
		t.Errorf("service %s, %d items, first %s", o.Service, len(o.Items), o.Items[0].Name)
	}
	var quarterly []aisclient.Transaction
	for _, on := range []string{"2025-10-10", "2026-01-12", "2026-04-10", "2026-07-10"} {
		quarterly = append(quarterly, row(on, "-300", "Bank Kwartalny", "Rata", "loan_repayment"))
	}
	obligationsOf(t, person(t, quarterly), "quarterly", "100", "0")
	var irregular []aisclient.Transaction
	for i, on := range []string{"2026-02-03", "2026-02-20", "2026-04-19", "2026-04-30", "2026-07-08", "2026-07-11"} {
		irregular = append(irregular, row(on, []string{"-100", "-200", "-300", "-100", "-200", "-300"}[i], "Bank Nierówny", "Spłata", "loan_repayment"))
	}
	obligationsOf(t, person(t, irregular), "irregular: 1,200 in 6 months", "200", "0")
	obligationsOf(t, person(t, pays(2, "-600", "Bank Nowy", "Rata", "loan_repayment")), "early is possible", "0", "600")
	obligationsOf(t, person(t, eachMonth("2025-06-10", 8, row("2025-06-10", "-600", "Bank Dawny", "Rata", "loan_repayment"))), "paid off", "0", "0")
	obligationsOf(t, person(t, eachMonth("2025-08-10", 9, row("2025-08-10", "-600", "Bank Niedawny", "Rata", "loan_repayment"))), "stopped in April: paid off or in arrears", "0", "600")
	// Seizures without rhythm in 50 days of data: a sixth of them is too little, what they come to a month is possible.
	young := rows(one(row("2026-05-27", "-400", "Komornik", "Km 1/26", "bailiff")), one(row("2026-06-03", "-900", "Komornik", "Km 1/26", "bailiff")),
		one(row("2026-07-14", "-500", "Komornik", "Km 1/26", "bailiff")))
	if o := person(t, young).Obligations("PLN"); o.Proven != amount("300") || o.Proven+o.Possible < amount("1095") || o.Proven+o.Possible > amount("1096") { // 1800 x 30.44 / 50
		t.Errorf("in 50 days of data: %s and %s", o.Proven, o.Possible)
	}
	last := rows(pays(6, "-800", "Bank Zmyślony", "Rata", "loan_repayment")[:5], one(row("2026-07-10", "-1400", "Bank Zmyślony", "Rata", "loan_repayment")))
	obligationsOf(t, person(t, last), "a last instalment far above the others", "800", "320") // 1400 x 4/5
}

// cards is Jan's account and a card with a limit of 10,000 of which 8,000 are drawn.
func cards(t *testing.T, repaid []aisclient.Transaction) *Streams {
	t.Helper()
	limit, drawn := amount("10000"), amount("-8000")
	return build(t, inputFrom(t, aisclient.Target{Name: text.Clean("KontoBank"),
		Accounts:    []aisclient.Account{account("Konto", ownIBAN, "PLN", "Jan Przykładny", repaid)},
		CreditCards: []aisclient.CreditCard{{Name: text.Clean("Karta"), Currency: "PLN", Limit: &limit, Balance: &drawn}}}))
}

func TestS6_2_RevolvingCredit(t *testing.T) {
	o := obligationsOf(t, cards(t, nil), "5 % of the limit", "500", "0")
	if o.Revolving != amount("500") || len(o.Debts) != 1 || o.Debts[0].Utilisation != 800 || o.Debts[0].Balance != amount("8000") {
		t.Errorf("%+v", o)
	}
	obligationsOf(t, cards(t, pays(6, "-900", "Bank Kart", "Spłata karty", "card_repayment")), "repayments show more", "900", "0")
	obligationsOf(t, cards(t, pays(6, "-200", "Bank Kart", "Spłata karty", "card_repayment")), "repayments show less", "500", "0")
}

// onto is a card with a limit of 5,000, 900 of which are drawn, and 1,500 paid onto it from Jan's account each month.
func onto(t *testing.T, bought ...aisclient.Transaction) *Streams {
	t.Helper()
	limit, drawn := amount("5000"), amount("-900")
	return build(t, inputFrom(t, aisclient.Target{Name: text.Clean("KontoBank"),
		Accounts: []aisclient.Account{account("Konto", ownIBAN, "PLN", "Jan Przykładny", pays(12, "-1500", "", "Spłata karty", "own_transfer"))},
		CreditCards: []aisclient.CreditCard{{Name: text.Clean("Karta"), Currency: "PLN", Limit: &limit, Balance: &drawn,
			Transactions: rows(pays(12, "1500", "", "Spłata karty", "own_transfer"), bought)}}}))
}

// What is paid each month onto a card of the reply is its repayment. What the card bought is spending already: beyond it a
// repayment is certain, with it possible.
func TestS6_2_OwnTransfersOntoACardAreItsRepayments(t *testing.T) {
	if o := obligationsOf(t, onto(t), "nothing bought", "1500", "0"); o.Revolving != 0 || len(o.Items) != 1 || len(o.Items[0].Rows) != 12 {
		t.Errorf("%+v", o)
	}
	// 6 x 1,400 in the 181 days to 15 July are 1,412.68 a month: 5 % of the limit counts anyway, the rest of 1,500 is possible.
	o := obligationsOf(t, onto(t, pays(12, "-1400", "Sklep", "Zakupy", "household")...), "paid off in full", "250", "1250")
	if o.Revolving+o.Items[0].Proven != amount("250") || o.Items[0].Card == nil || o.Items[0].Card.Paid != amount("1500") {
		t.Errorf("%+v", o)
	}
}

// An account below zero is revolving credit: 5 % of what may be drawn counts, 1,312.50 drawn and 6,687.50 left.
func TestS6_2_AnOverdraftIsRevolvingCredit(t *testing.T) {
	drawn := func(balance, left string) *Obligations {
		a := account("Konto", ownIBAN, "PLN", "Jan Przykładny", pays(6, "-10", "Sklep", "Zakupy", "groceries"))
		b, f := amount(balance), amount(left)
		a.Balance, a.FundsAvailable = &b, &f
		return build(t, inputOf(t, a)).Obligations("PLN")
	}
	o := drawn("-1312.50", "6687.50")
	if o.Proven != amount("400") || o.Service != amount("400") || o.Overdrafts != amount("400") || len(o.Debts) != 1 || o.Debts[0].Utilisation != 164 {
		t.Errorf("%+v", o)
	}
	if o := drawn("-8798.33", "-798.33"); o.Proven != amount("439.9165") || o.Debts[0].Utilisation != 1100 { // beyond a limit of 8,000
		t.Errorf("beyond the limit: %+v", o)
	}
	if o := drawn("100", "8100"); o.Proven != 0 || len(o.Debts) != 0 {
		t.Errorf("not drawn: %+v", o)
	}
}

func affordability(t *testing.T, s *Streams) *Affordability {
	t.Helper()
	a, err := s.Affordability(context.Background(), "PLN")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestS6_3_DebtServiceToIncome(t *testing.T) {
	debts := rows(pays(6, "-1500", "Bank Zmyślony", "Rata", "loan_repayment"), pays(6, "-500", "Ewa Obca", "Alimenty", "alimony_out"), pays(6, "-1000", "Wynajem", "Czynsz", "rent"))
	if a := affordability(t, person(t, pays(6, "5000", "ACME SA", "Wynagrodzenie", "salary"), debts)); a.DSTI != 400 { // 2000 / 5000, rent is no debt
		t.Errorf("DSTI %d, want 400", a.DSTI)
	}
	if a := affordability(t, person(t, debts)); a.DSTI != -1 {
		t.Errorf("without proven income DSTI is %d, want unknown", a.DSTI)
	}
}

func TestS6_4_DisposableIncomeAndShares(t *testing.T) {
	// Living costs: 1,000 each month from January, 400 more in March; the median of January to June is 1,000.
	s := person(t, pays(8, "5000", "ACME SA", "Wynagrodzenie", "salary"), pays(7, "-1500", "Bank Zmyślony", "Rata", "loan_repayment"),
		eachMonth("2026-01-14", 6, row("2026-01-14", "-700", "Sklep", "Zakupy", "groceries")), eachMonth("2026-01-16", 6, row("2026-01-16", "-300", "Prąd SA", "Faktura", "utilities")),
		one(row("2026-03-20", "-400", "Skarbowy Urząd", "podatek", "tax")), one(row("2026-03-21", "-5000", "", "na oszczędności", "own_transfer")),
		one(row("2026-04-01", "-900", "Bukmacher", "zakład", "gambling")), one(row("2026-04-02", "300", "Bukmacher", "wygrana", "gambling_win")),
		one(row("2026-05-02", "-2000", "", "bankomat", "cash_withdrawal")))
	a := affordability(t, s)
	if !a.LivingKnown || a.Living != amount("1000") || !a.DisposableKnown || a.Disposable != amount("2500") {
		t.Errorf("living %s %v, disposable %s %v%s", a.Living, a.LivingKnown, a.Disposable, a.DisposableKnown, whys(s))
	}
	if a.Gambling != amount("900") || a.GamblingNet != amount("600") || a.Cash != amount("2000") {
		t.Errorf("gambling %s, net %s, cash %s", a.Gambling, a.GamblingNet, a.Cash)
	}
	// 16 January to 15 July: six pays; spent are 6 x 1500, 5 x 700 and 6 x 300 (14 January is before), 400, 900, 2000: 2000 of that is 11.36 %, shown as 11.4 %.
	if a.Earned != amount("30000") || a.Spending != amount("17600") || a.GamblingShare() != 30 || a.CashShare() != 114 {
		t.Errorf("earned %s, spent %s, shares %d %d", a.Earned, a.Spending, a.GamblingShare(), a.CashShare())
	}
	if a := affordability(t, person(t, pays(2, "-300", "Prąd SA", "Faktura", "utilities"))); a.LivingKnown || a.DisposableKnown {
		t.Error("a median of two months is none")
	}
	// April, May and June are three full months if the first row comes within seven days after the first of April.
	bought := func(first string) *Affordability {
		return affordability(t, person(t, eachMonth(first, 3, row(first, "-700", "Sklep", "Zakupy", "groceries"))))
	}
	if a := bought("2026-04-08"); !a.LivingKnown || a.Living != amount("700") {
		t.Errorf("from the 8th of April: living %s %v", a.Living, a.LivingKnown)
	}
	if bought("2026-04-09").LivingKnown {
		t.Error("April counts as full from its 9th day")
	}
}

// Of six months, the living costs are the mean of the two middle ones: of 100 to 600 that is (300 + 400) / 2.
func TestS6_4_LivingCostsOfSixMonthsLieBetweenTheMiddleTwo(t *testing.T) {
	var costs []aisclient.Transaction
	for i, sum := range []string{"-200", "-600", "-100", "-400", "-300", "-500"} {
		costs = append(costs, row(fmt.Sprintf("2026-%02d-14", i+1), sum, "Sklep", "Zakupy", "groceries"))
	}
	a := affordability(t, person(t, pays(8, "5000", "ACME SA", "Wynagrodzenie", "salary"), costs))
	if a.Living != amount("350") || a.Disposable != amount("4650") {
		t.Errorf("living %s, disposable %s; want 350 and 4650", a.Living, a.Disposable)
	}
}

// Months of which days are missing tell no costs: 700 in April, nothing in May and June, which are a gap.
func TestS6_4_MonthsWithAGapTellNoCosts(t *testing.T) {
	costs := eachMonth("2026-01-14", 7, row("2026-01-14", "-700", "Sklep", "Zakupy", "groceries"))
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", slices.Delete(costs, 4, 6)))
	in.Gaps = func(int) []cadence.Gap { return []cadence.Gap{{From: day("2026-05-01"), To: day("2026-06-30")}} }
	if a := affordability(t, build(t, in)); !a.LivingKnown || a.Living != amount("700") {
		t.Errorf("living %s %v, want 700: the median of January to April", a.Living, a.LivingKnown)
	}
	in.Gaps = func(int) []cadence.Gap { return []cadence.Gap{{From: day("2026-03-31"), To: day("2026-06-30")}} }
	if a := affordability(t, build(t, in)); a.LivingKnown {
		t.Errorf("living %s of January and February alone", a.Living)
	}
}

// What a business earns is proven after tax, so its tax is no cost of living; that of an employee is one.
func TestS6_4_TaxOfABusinessIsTakenOffOnce(t *testing.T) {
	tax := rows(pays(12, "-1000", "Urząd Skarbowy", "PIT-5", "tax"), pays(12, "-600", "Sklep", "Zakupy", "groceries"))
	a := affordability(t, person(t, pays(12, "9000", "Klient SA", "Faktura", "business_income"), tax))
	if a.Income.Proven != amount("8000") || a.Living != amount("600") || a.Disposable != amount("7400") {
		t.Errorf("business: proven %s, living %s, disposable %s", a.Income.Proven, a.Living, a.Disposable)
	}
	a = affordability(t, person(t, pays(12, "9000", "ACME SA", "Wynagrodzenie", "salary"), tax))
	if a.Income.Proven != amount("9000") || a.Living != amount("1600") || a.Disposable != amount("7400") {
		t.Errorf("wage: proven %s, living %s, disposable %s", a.Income.Proven, a.Living, a.Disposable)
	}
}

// Receipts say why they are possible only: a young business, or what tax and costs take.
func TestS5_8_ReceiptsSayWhatIsNotProven(t *testing.T) {
	tax := pays(12, "-1000", "Urząd Skarbowy", "PIT-5", "tax")
	wantReason(t, "five months", person(t, pays(4, "9000", "Klient SA", "Faktura", "business_income"), tax), YoungBusiness)
	wantReason(t, "a year", person(t, pays(12, "9000", "Klient SA", "Faktura", "business_income"), tax), TaxAndCosts)
	wantReason(t, "tax above the receipts", person(t, pays(12, "900", "Klient SA", "Faktura", "business_income"), tax), TaxAndCosts)
}

// A person says of the last payments of a rent that they pay a loan off. The money goes out still, once a month: a rent that stopped and
// a loan of two payments are 2100 that is possible, not 4200, and not nothing in what is left.
func TestS6_4_WhatWasMovedToAnotherObligationIsCountedOnceAndInARange(t *testing.T) {
	for _, x := range []struct {
		moved                                    int
		proven, possible, service, mostOfService string
		left, least                              string
		most                                     int64
	}{
		{0, "2100", "0", "0", "0", "5100", "5100", 0},
		{1, "2100", "0", "0", "2100", "5100", "5100", 292}, // 2100 / 7200 = 29.2 %
		{2, "0", "2100", "0", "2100", "7200", "5100", 292},
	} {
		paid := eachMonth("2025-08-03", 12, row("2025-08-03", "-2100", "Wynajem Zmyślony", "Czynsz", "rent"))
		for i := 12 - x.moved; i < 12; i++ {
			paid[i].Kind = text.Clean("loan_repayment")
		}
		in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", rows(paid, pays(12, "7200", "ACME SA", "Wynagrodzenie", "salary"))))
		in.Given = func(row int32) bool { return in.Category(row) == category.LoanRepayment }
		s := build(t, in)
		what := fmt.Sprintf("%d relabelled", x.moved)
		o := obligationsOf(t, s, what, x.proven, x.possible)
		if o.Service != amount(x.service) || o.ServicePossible != amount(x.mostOfService) {
			t.Errorf("%s: service %s and %s", what, o.Service, o.ServicePossible)
		}
		if a := affordability(t, s); a.Disposable != amount(x.left) || a.Least() != amount(x.least) || a.DSTI != 0 || a.MostDSTI() != x.most {
			t.Errorf("%s: left %s, at least %s, DSTI %d to %d", what, a.Disposable, a.Least(), a.DSTI, a.MostDSTI())
		}
	}
}
