package stream

import (
	"context"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/text"
)

func TestS3_4_TwoNumbersOfOneNameAreOnePayer(t *testing.T) {
	wage := pays(6, "5000", "Fabryka Śrub SA", "Wynagrodzenie", "salary")
	for i := range wage {
		wage[i] = numbered(wage[i], []string{otherIBAN, thirdIBAN}[i/3])
	}
	s := person(t, wage)
	if len(s.All()) != 1 || len(s.All()[0].Rows) != 6 {
		t.Fatalf("%d streams%s", len(s.All()), whys(s))
	}
	wantIncome(t, "two numbers", s, "5000", "0")
}

func TestS4_1_OwnMoneyIsNoIncome(t *testing.T) {
	s := person(t, pays(6, "5000", "JAN PRZYKŁADNY", "pensja", "salary"))
	inc := wantIncome(t, "the payer is the owner", s, "0", "0")
	if len(inc.Excluded) != 1 || inc.Excluded[0].Reason != OwnMoney || inc.Excluded[0].Sum != amount("15000") {
		t.Errorf("not counted: %+v", inc.Excluded)
	}
	s = person(t, pays(6, "5000", "J. PRZYKŁADNY", "pensja", "salary"))
	wantIncome(t, "close to the owner: possible only", s, "0", "5000")
}

func TestS4_3_RelatedPersonsPayNoIncome(t *testing.T) {
	wantReason(t, "a relative's wage", person(t, pays(6, "5000", "Maria Przykładna", "pensja", "salary")), RelatedPerson)
	wantIncome(t, "a relative's gifts", person(t, pays(6, "900", "Maria Przykładna", "dla Jana", "person_in")), "0", "0")
}

func TestS4_4_CirclesAreNoIncome(t *testing.T) {
	wage := pays(6, "5000", "Firma Zmyślona sp. z o.o.", "Wynagrodzenie", "salary")
	back := func(amt string) []aisclient.Transaction {
		return eachMonth("2026-02-12", 6, row("2026-02-12", amt, "Firma Zmyślona sp. z o.o.", "zwrot", "other_out"))
	}
	// In the last three cycles and at least 90 days three pays come in, and three times a part goes back.
	wantIncome(t, "half goes back", person(t, wage, back("-2500")), "0", "0")
	wantReason(t, "half goes back", person(t, wage, back("-2500")), CircleMoney)
	wantIncome(t, "a third goes back: the net", person(t, wage, back("-1500")), "3500", "0")
	wantIncome(t, "exactly a tenth goes back", person(t, wage, back("-500")), "4500", "0")
	wantIncome(t, "a little goes back", person(t, wage, back("-499.99")), "5000", "0")
	// Sent back at once each time: two of three pays cancel, the last will go the same way. One that did is a slip.
	friend := pays(3, "5000", "Marek Kolega", "Wynagrodzenie", "salary")
	gone := func(n int) []aisclient.Transaction {
		return eachMonth("2026-05-11", n, row("2026-05-11", "-5000", "Marek Kolega", "zwrot", "person_out"))
	}
	wantIncome(t, "two pays sent back at once", person(t, friend, gone(2)), "0", "0")
	// The data's own day is one of the stream's days: without it one of three pays would have cancelled.
	paid := eachMonth("2026-05-15", 3, row("2026-05-15", "5000", "Marek Kolega", "Wynagrodzenie", "salary"))
	sentBack := rows(one(row("2026-06-16", "-5000", "Marek Kolega", "zwrot", "person_out")), one(row(today, "-5000", "Marek Kolega", "zwrot", "person_out")))
	wantIncome(t, "two pays sent back at once, the last today", person(t, paid, sentBack), "0", "0")
	if inc, err := person(t, friend, gone(1)).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || inc.Possible == 0 {
		t.Errorf("one pay sent back: nothing is possible, %v", err)
	}
	// The window begins on 17 April: four returns fall into it and three pays. The first may have been of the pay before.
	late := eachMonth("2026-01-20", 6, row("2026-01-20", "5000", "Firma Zmyślona sp. z o.o.", "Wynagrodzenie", "salary"))
	var returns []aisclient.Transaction
	for _, on := range []string{"2026-04-18", "2026-05-22", "2026-06-22", "2026-07-14"} {
		returns = append(returns, row(on, "-1500", "Firma Zmyślona sp. z o.o.", "zwrot", "other_out"))
	}
	wantIncome(t, "a return before the first pay", person(t, late, returns), "3000", "500")
	slices.Reverse(late) // as banks send them
	wantIncome(t, "a return before the first pay, the newest first", person(t, late, returns), "3000", "500")
	wantIncome(t, "more went out first", person(t, late, returns[1:], one(row("2026-04-18", "-1500.01", "Firma Zmyślona sp. z o.o.", "zwrot", "other_out"))), "2999.99", "0")
	first := eachMonth("2026-02-02", 6, row("2026-02-02", "-5000", "Firma Zmyślona sp. z o.o.", "pożyczka", "other_out"))
	wantIncome(t, "it went out first", person(t, wage, first), "0", "0")
	wantIncome(t, "an office", person(t, pays(8, "1500", "ZUS Oddział Zmyślony", "emerytura", "pension"),
		eachMonth("2026-01-20", 6, row("2026-01-20", "-1400", "ZUS Oddział Zmyślony", "składki", "social_insurance"))), "1500", "0")
}

// The last 90 days are 17 April to 15 July.
func TestS5_11_WhatIsLeftOutIsOfTheWindow(t *testing.T) {
	s := person(t, one(row("2026-04-16", "2000", "Bank Zmyślony", "Kredyt", "loan_in")), one(row("2026-04-17", "1000", "Bank Zmyślony", "Kredyt", "loan_in")))
	inc := wantIncome(t, "loans", s, "0", "0")
	if len(inc.Excluded) != 1 || inc.Excluded[0].Sum != amount("1000") || len(inc.Excluded[0].Rows) != 1 {
		t.Errorf("left out: %+v", inc.Excluded)
	}
}

func TestS4_5_WhatIsReversedIsNoIncome(t *testing.T) {
	wage := pays(6, "5000", "Fabryka Śrub SA", "Wynagrodzenie", "salary")
	var storno []aisclient.Transaction
	for _, x := range wage {
		x.BookedOn, x.Amount, x.Title = x.BookedOn+1, -x.Amount, text.Clean("STORNO Wynagrodzenie omyłkowe")
		storno = append(storno, x)
	}
	inc := wantIncome(t, "each pay is taken back", person(t, wage, storno), "0", "0")
	if len(inc.Excluded) != 1 || inc.Excluded[0].Reason != Cancelled {
		t.Errorf("not counted: %+v", inc.Excluded)
	}
}

func TestS4_6_WithoutBalancesOneCopyIsProvenAllPossible(t *testing.T) {
	wage := pays(6, "5000", "ACME", "Wynagrodzenie", "salary")
	inc, err := person(t, wage, wage).Income(context.Background(), Scope{Currency: "PLN"})
	if err != nil || inc.Proven != amount("5000") {
		t.Fatalf("proven %s, %v", inc.Proven, err)
	}
	// Three second copies in 96 days: 15,000 x 30.44 / 96.
	if inc.Possible < amount("4700") || inc.Possible > amount("5100") {
		t.Errorf("possible %s: about as much again", inc.Possible)
	}
}

func TestS4_8_JointAccounts(t *testing.T) {
	joint := func(title, claimed string) *Streams {
		in := inputOf(t, account("Wspólne", ownIBAN, "PLN", "Jan Przykładny;Anna Obca", pays(6, "5000", "Fabryka Śrub SA", title, "salary")))
		in.Name = claimed
		return build(t, in)
	}
	wantIncome(t, "nobody is claimed", joint("Wynagrodzenie", ""), "5000", "0")
	wantIncome(t, "Jan is claimed, nobody named", joint("Wynagrodzenie", "Jan Przykładny"), "0", "5000")
	wantReason(t, "Jan is claimed, nobody named", joint("Wynagrodzenie", "Jan Przykładny"), OwnerUnnamed)
	wantIncome(t, "Jan is claimed and named", joint("Wynagrodzenie Jan Przykładny", "Jan Przykładny"), "5000", "0")
	wantIncome(t, "Anna is named", joint("Wynagrodzenie Anna Obca", "Jan Przykładny"), "0", "0")
	wantReason(t, "Anna is named", joint("Wynagrodzenie Anna Obca", "Jan Przykładny"), OthersIncome)
}

func TestS4_9_CreditsOnADebtAreNoIncome(t *testing.T) {
	in := inputOf(t, account("Kredyt hipoteczny", ownIBAN, "PLN", "Jan Przykładny", pays(6, "1500", "Fabryka Śrub SA", "rata", "salary")))
	wantIncome(t, "on a mortgage", build(t, in), "0", "0")
	wantReason(t, "on a mortgage", build(t, in), DebtAccount)
}

func TestS5_1_WhatIsOneStream(t *testing.T) {
	acme := "Fabryka Śrub SA"
	count := func(what string, want int, parts ...[]aisclient.Transaction) *Streams {
		t.Helper()
		s := person(t, parts...)
		if len(s.All()) != want {
			t.Errorf("%s: %d streams, want %d%s", what, len(s.All()), want, whys(s))
		}
		return s
	}
	early := func(title string) []aisclient.Transaction {
		return eachMonth("2026-01-25", 6, row("2026-01-25", "2000", acme, title, "salary"))
	}
	s := count("two dates under one text", 1, pays(6, "2000", acme, "Wynagrodzenie", "salary"), early("Wynagrodzenie"))
	if got := s.All()[0].Series.Cycle.String(); got != "twice a month" {
		t.Errorf("two dates under one text: %s", got)
	}
	wantIncome(t, "two dates under one text", s, "4000", "0")
	wantIncome(t, "two texts", count("two texts", 2, pays(6, "2000", acme, "Wynagrodzenie zasadnicze", "salary"), early("Dodatek za dyżury")), "4000", "0")
	count("two contract numbers", 2, pays(6, "-200", "Ubezpieczyciel Zmyślony", "Składka umowa 445566", "insurance"),
		eachMonth("2026-01-25", 6, row("2026-01-25", "-90", "Ubezpieczyciel Zmyślony", "Składka umowa 778899", "insurance")))
	count("two contract numbers, one of which was once paid in two parts", 2, pays(4, "-200", "Ubezpieczyciel Zmyślony", "Składka umowa 445566", "insurance"),
		one(row("2026-06-11", "-20", "Ubezpieczyciel Zmyślony", "Składka umowa 445566", "insurance")),
		eachMonth("2026-04-25", 4, row("2026-04-25", "-90", "Ubezpieczyciel Zmyślony", "Składka umowa 778899", "insurance")))
	count("a text that changed", 1, eachMonth("2026-01-10", 3, row("2026-01-10", "5000", acme, "Wynagrodzenie", "salary")),
		eachMonth("2026-04-10", 4, row("2026-04-10", "5000", acme, "Przelew wynagrodzenia", "salary")))
	count("a changing reference", 1, one(row("2026-05-10", "-200", "Prąd SA", "Faktura 100233", "utilities")),
		one(row("2026-06-10", "-250", "Prąd SA", "Faktura 100477", "utilities")), one(row("2026-07-10", "-180", "Prąd SA", "Faktura 100891", "utilities")))
	s = count("a raise", 1, eachMonth("2026-01-10", 4, row("2026-01-10", "5000", acme, "Wynagrodzenie", "salary")),
		eachMonth("2026-05-10", 3, row("2026-05-10", "8000", acme, "Wynagrodzenie", "salary")))
	wantIncome(t, "a raise after three pays", s, "8000", "0")
	count("two categories of one payer", 2, pays(6, "5000", acme, "Wynagrodzenie", "salary"), pays(6, "300", acme, "Delegacja", "refund"))
	eur := account("Walutowe", otherIBAN, "EUR", "Jan Przykładny", pays(6, "900", acme, "Wynagrodzenie", "salary"))
	s = build(t, inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", pays(6, "5000", acme, "Wynagrodzenie", "salary")), eur))
	wantIncome(t, "currencies are never added", s, "5000", "0")
	wantScope(t, "currencies are never added", s, Scope{Currency: "EUR"}, "900", "0")
}

// Banks leave the name out of single rows of a series; the title tells then.
func TestS5_1_ARowWithoutANameBelongsToItsSeries(t *testing.T) {
	wage := pays(6, "5000", "Fabryka Śrub SA", "Wynagrodzenie Fabryka", "salary")
	wage[3].Party = text.Text{}
	s := person(t, wage)
	if len(s.All()) != 1 || len(s.All()[0].Rows) != 6 || len(s.All()[0].Series.Missed) != 0 {
		t.Errorf("%s", whys(s))
	}
}

// Rows that nobody called a wage, or that name nobody, join a series only where they are the fewer: else they would be
// the series, and prove what they do not say.
func TestS5_1_TheFewerRowsJoinTheMore(t *testing.T) {
	acme := "Fabryka Śrub SA"
	bare := func(n int, party, title, cat string) []aisclient.Transaction {
		return eachMonth(day("2026-05-10").AddMonths(1-n).String(), n, row("2026-05-10", "5000", party, title, cat))
	}
	wage := func(title string) []aisclient.Transaction { return pays(2, "5000", acme, title, "salary") }
	wantIncome(t, "two wages after one row without the word", person(t, wage("Wynagrodzenie"), bare(1, acme, "Przelew", "other_in")), "5000", "0")
	for _, n := range []int{2, 5} {
		if inc, err := person(t, wage("Wynagrodzenie"), bare(n, acme, "Przelew", "other_in")).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || inc.Proven != 0 {
			t.Errorf("two wages after %d rows without the word: proven %s, %v", n, inc.Proven, err)
		}
	}
	title := "Wynagrodzenie Fabryka"
	wantIncome(t, "two wages after two without a name", person(t, wage(title), bare(2, "", title, "salary")), "5000", "0")
	if inc, err := person(t, wage(title), bare(3, "", title, "salary")).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || inc.Proven != 0 {
		t.Errorf("two wages after three without a name: proven %s, %v", inc.Proven, err)
	}
}

// A stream proves nothing where most of its rows are of low confidence; half of them are not most.
func TestS5_8_MostRowsAreSure(t *testing.T) {
	for n, want := range map[int]string{3: "5000", 4: "0"} {
		in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", pays(6, "5000", "Fabryka Śrub SA", "Wynagrodzenie", "salary")))
		in.Unsure = func(row int32) bool { return int(row) < n }
		if inc, err := build(t, in).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || inc.Proven != amount(want) {
			t.Errorf("%d of 6 rows are unsure: proven %s, want %s, %v", n, inc.Proven, want, err)
		}
	}
}

func TestS5_8_WhatIsProven(t *testing.T) {
	wage := func(n int) []aisclient.Transaction {
		return pays(n, "5000", "Fabryka Śrub SA", "Wynagrodzenie", "salary")
	}
	wantIncome(t, "three pays", person(t, wage(3)), "5000", "0")
	wantIncome(t, "two pays are early", person(t, wage(2)), "0", "5000")
	wantReason(t, "two pays are early", person(t, wage(2)), EarlyStream)
	var weekly []aisclient.Transaction
	for i := range 12 {
		weekly = append(weekly, row(day("2026-07-10").AddDays(-7*i).String(), "1200", "Fabryka Śrub SA", "Wynagrodzenie", "salary"))
	}
	wantIncome(t, "56 days: 8 weeks and the ninth pay", person(t, weekly[:9]), "5200", "0")
	wantReason(t, "49 days", person(t, weekly[:8]), ShortStream)
	wantIncome(t, "a pension", person(t, pays(6, "2000", "ZUS", "Emerytura", "pension")), "2000", "0")
	wantIncome(t, "a benefit of an office", person(t, pays(6, "800", "MOPS w Nigdzie", "Świadczenie", "benefit")), "800", "0")
	wantIncome(t, "a benefit of a company", person(t, pays(6, "800", "Fabryka Śrub SA", "Świadczenie", "benefit")), "0", "800")
	wantReason(t, "a benefit of a company", person(t, pays(6, "800", "Fabryka Śrub SA", "Świadczenie", "benefit")), NotPublic)
	wantIncome(t, "alimony six times", person(t, pays(6, "700", "Ewa Obca", "Alimenty", "alimony_in")), "700", "0")
	wantIncome(t, "alimony five times", person(t, pays(5, "700", "Ewa Obca", "Alimenty", "alimony_in")), "0", "700")
	wantIncome(t, "a person pays a wage", person(t, pays(6, "5000", "Marek Kowal", "Wynagrodzenie", "salary")), "0", "5000")
	wantReason(t, "a person pays a wage", person(t, pays(6, "5000", "Marek Kowal", "Wynagrodzenie", "salary")), PersonalPayer)
	wantReason(t, "nobody is named", person(t, pays(6, "5000", "", "Wynagrodzenie", "salary")), UnnamedPayer)
	wantIncome(t, "whom a processor pays for is not known", person(t, pays(6, "5000", "PayU S.A.", "Wynagrodzenie", "salary")), "0", "5000")
	wantReason(t, "whom a processor pays for is not known", person(t, pays(6, "5000", "PayU S.A.", "Wynagrodzenie", "salary")), UnnamedPayer)
	wantIncome(t, "a franchise under a relative's name", person(t, pays(6, "5000", "Firma Handlowa Piotr Przykładny Stacja Orlen", "Wynagrodzenie", "salary")), "0", "5000")
	wantIncome(t, "a firm called like a processor", person(t, pays(6, "5000", "Stripe Malowanie Dróg Sp. z o.o.", "Wynagrodzenie", "salary")), "5000", "0")
	wantIncome(t, "a processor's own company", person(t, pays(6, "5000", "Stripe Payments Europe Ltd", "Wynagrodzenie", "salary")), "0", "5000")
	welfare := func(payer string) []aisclient.Transaction {
		rows := pays(6, "800", payer, "Świadczenie wychowawcze", "benefit")
		for i := range rows {
			rows[i].Labels = []text.Text{text.Clean("welfare")}
		}
		return rows
	}
	wantReason(t, "a benefit of a company, by the provider's label", person(t, welfare("Fabryka Śrub SA")), NotPublic)
	wantIncome(t, "a benefit of nobody named, by the provider's label", person(t, welfare("")), "800", "0")
	labelled := pays(6, "5000", "", "Wynagrodzenie", "salary")
	for i := range labelled {
		labelled[i].Labels = []text.Text{text.Clean("regular wage")}
	}
	wantIncome(t, "nobody is named, but the provider's label", person(t, labelled), "5000", "0")
	numberOnly := pays(6, "5000", "", "Wynagrodzenie", "salary")
	for i := range numberOnly {
		numberOnly[i] = numbered(numberOnly[i], otherIBAN)
	}
	wantIncome(t, "known by its number", person(t, numberOnly), "5000", "0")
	late := eachMonth("2026-01-05", 6, row("2026-01-05", "5000", "Fabryka Śrub SA", "Wynagrodzenie", "salary")) // the last on 5 June
	wantIncome(t, "the pay of 5 July is late", person(t, late), "0", "5000")
	wantReason(t, "the pay of 5 July is late", person(t, late), LateStream)
}

// A freelancer's 6 months: least 6-month mean of receipts less taxes, contributions and business costs.
func TestS5_8_BusinessIncomeIsNetAndTaxed(t *testing.T) {
	client := eachMonth("2025-12-10", 8, row("2025-12-10", "10000", "Klient Zmyślony sp. z o.o.", "Faktura 1", "business_income"))
	wantIncome(t, "turnover alone is no income", person(t, client), "0", "10000") // the last three cycles
	wantReason(t, "turnover alone", person(t, client), NoTaxes)
	taxes := eachMonth("2025-12-20", 7, row("2025-12-20", "-2000", "Urząd Skarbowy", "PIT", "tax"))
	costs := eachMonth("2025-12-21", 7, row("2025-12-21", "-1000", "Dostawca Zmyślony", "zapłata za fakturę 77", "other_out"))
	// 16 January to 15 July: six receipts, five taxes and costs in the last half year, six in the one before it, which is
	// the least: 16 December to 15 June has six of each: 6 x (10000 - 3000) / 6.
	s := person(t, client, taxes, costs)
	if got, err := s.Income(context.Background(), Scope{Currency: "PLN"}); err != nil || got.Proven != amount("7000") {
		t.Errorf("net of taxes and costs: %s, want 7000%s", got.Proven, whys(s))
	}
	// Households get invoices, too: for power and the telephone.
	bills := eachMonth("2025-12-21", 7, row("2025-12-21", "-300", "Prąd Zmyślony", "Faktura 12", "utilities"))
	if got, err := person(t, client, taxes, costs, bills).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || got.Proven != amount("7000") {
		t.Errorf("with the bills of a household: %s, want 7000", got.Proven)
	}
	// Each client has his part of what is proven, by what he pays: of 15000 - 3000 two thirds and one.
	second := eachMonth("2025-12-10", 8, row("2025-12-10", "5000", "Druga Zmyślona sp. z o.o.", "Faktura 2", "business_income"))
	got, err := person(t, client, second, taxes, costs).Income(context.Background(), Scope{Currency: "PLN"})
	if err != nil || len(got.Streams) != 2 || got.Proven != amount("12000") || got.Possible != amount("3000") ||
		got.Streams[0].Proven != amount("8000") || got.Streams[0].Possible != amount("2000") || got.Streams[1].Proven != amount("4000") || got.Streams[1].Possible != amount("1000") {
		t.Errorf("two clients: %+v, %v", got, err)
	}
	// A client who stopped paying proves nothing any more, whatever the mean of 6 months says; one beside him does.
	gone := eachMonth("2025-08-10", 9, row("2025-08-10", "10000", "Klient Zmyślony sp. z o.o.", "Faktura 1", "business_income"))
	if got, err := person(t, gone, taxes).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || got.Proven != 0 {
		t.Errorf("the only client stopped in April: %s proven", got.Proven)
	}
	other := eachMonth("2025-08-14", 12, row("2025-08-14", "5000", "Druga Zmyślona sp. z o.o.", "Faktura 2", "business_income"))
	if got, err := person(t, gone, other, taxes).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || got.Proven != amount("3000") {
		t.Errorf("one of two clients stopped: %s proven, want 5000 - 2000", got.Proven)
	}
	// Two clients, the last pay of one on the data's day: three cycles of each count, not what fell into 90 days.
	two := rows(eachMonth("2025-08-14", 12, row("2025-08-14", "8000", "Klient Zmyślony sp. z o.o.", "Faktura 1", "business_income")),
		eachMonth("2025-07-16", 12, row("2025-07-16", "4000", "Druga Zmyślona sp. z o.o.", "Faktura 2", "business_income")))
	if got, err := person(t, two, taxes).Income(context.Background(), Scope{Currency: "PLN"}); err != nil || got.Upper() != amount("12000") || got.Proven != amount("10000") {
		t.Errorf("two clients: %s to %s, want 10000 to 12000", got.Proven, got.Upper())
	}
	short := person(t, client[5:], taxes)
	if got, err := short.Income(context.Background(), Scope{Currency: "PLN"}); err != nil || got.Proven != 0 || got.Possible == 0 {
		t.Errorf("three months: %s", got.Proven)
	}
}

func TestS5_9_WhatIsPossible(t *testing.T) {
	// One sale: 15,000 in 90 days, 15000 x 30.44 / 90.
	sale := one(row("2026-05-10", "15000", "Marek Kolega", "za samochód", "other_in"))
	wantIncome(t, "a single credit is spread", person(t, sale), "0", "5073.33")
	wantIncome(t, "regular money from a person", person(t, pays(6, "900", "Ewa Obca", "wsparcie", "person_in")), "0", "900")
	for _, c := range []string{"interest", "cash_deposit", "other_in"} {
		wantIncome(t, c, person(t, pays(6, "300", "Firma Zmyślona", "wpłata", c)), "0", "300")
	}
	raise := rows(eachMonth("2026-01-10", 6, row("2026-01-10", "5000", "ACME SA", "Wynagrodzenie", "salary")), one(row("2026-07-10", "5900", "ACME SA", "Wynagrodzenie", "salary")))
	wantIncome(t, "a raise of one month", person(t, raise), "5300", "0")
	cut := rows(eachMonth("2026-01-10", 6, row("2026-01-10", "5000", "ACME SA", "Wynagrodzenie", "salary")), one(row("2026-07-10", "3200", "ACME SA", "Wynagrodzenie", "salary")))
	wantIncome(t, "what the mean of three exceeds the level by", person(t, cut), "4000", "400") // level 3200/0.8, mean 4400
	// Two pays of 8,000 after 5,000: 3,000 twice is 6,000 / 12 of bonus, proven. Pay that was raised is 8,000; what is above the
	// median is not in both.
	twice := rows(eachMonth("2025-09-10", 9, row("2025-09-10", "5000", "ACME SA", "Wynagrodzenie", "salary")), eachMonth("2026-06-10", 2, row("2026-06-10", "8000", "ACME SA", "Wynagrodzenie", "salary")))
	wantIncome(t, "pay raised far, two pays ago", person(t, twice), "5500", "2500")
	// 88.12, 89.18 and 50.47 are 75.92 in the mean, with all that is above the median.
	interest := rows(eachMonth("2025-09-10", 9, row("2025-09-10", "50.47", "Bank", "Odsetki", "interest")), one(row("2026-06-10", "89.18", "Bank", "Odsetki", "interest")), one(row("2026-07-10", "88.12", "Bank", "Odsetki", "interest")))
	wantIncome(t, "interest above the median", person(t, interest), "0", "75.92")
	// A raise counts after three pays: the mean of three is proven, the last pays are possible.
	wantIncome(t, "a raise two pays ago", person(t, rows(eachMonth("2025-09-10", 9, row("2025-09-10", "5000", "ACME SA", "Wynagrodzenie", "salary")),
		eachMonth("2026-06-10", 2, row("2026-06-10", "6000", "ACME SA", "Wynagrodzenie", "salary")))), "5666.66", "333.33")
	wantIncome(t, "shifts that vary", person(t, rows(eachMonth("2025-09-10", 9, row("2025-09-10", "5000", "ACME SA", "Wynagrodzenie", "salary")),
		one(row("2026-06-10", "5300", "ACME SA", "Wynagrodzenie", "salary")), one(row("2026-07-10", "5700", "ACME SA", "Wynagrodzenie", "salary")))), "5333.33", "0")
	bonus := rows(eachMonth("2026-01-10", 6, row("2026-01-10", "5000", "ACME SA", "Wynagrodzenie", "salary")), one(row("2026-07-10", "11000", "ACME SA", "Wynagrodzenie i premia", "salary")))
	wantIncome(t, "a bonus at 1/12", person(t, bonus), "5000", "500")
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", pays(6, "5000", "ACME SA", "Wynagrodzenie", "salary")))
	in.Doubt = func(row int32) bool { return row == 5 } // its status is unknown, or its balances contradict it
	s := build(t, in)
	if inc, err := s.Income(context.Background(), Scope{Currency: "PLN"}); err != nil || inc.Possible == 0 {
		t.Errorf("a row in doubt is possible: %+v, %v", inc, err)
	}
}

// A pay that perhaps came is worth its cycle, however many days the window has: with it the pay is as it always was (statements 0.3, 5.9).
func TestS5_9_APossiblePayStandsInItsCycle(t *testing.T) {
	wage := eachMonth("2025-11-20", 8, row("2025-11-20", "5000", "ACME SA", "Wynagrodzenie", "salary"))
	for doubt, want := range map[int32][2]string{
		6: {"2500", "2500"},       // the last but one: the mean of two with nothing for it
		5: {"3333.33", "1666.66"}, // the one before: the mean of three
	} {
		in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", wage))
		in.Doubt = func(row int32) bool { return row == doubt }
		s := build(t, in)
		wantIncome(t, "a pay in doubt", s, want[0], want[1])
		wantScope(t, "over six months", s, Scope{Currency: "PLN", Months: 6}, "4166.66", "833.33")
	}
}

// Title after title has a surname that is a month, too; a month behind a given name changes (statement 0.1).
func TestS0_1_PayThatNamesAnotherByAWord(t *testing.T) {
	s := person(t, pays(6, "5000", "Fabryka Śrub SA", "Wynagrodzenie Krystyna Maj", "salary"))
	wantIncome(t, "somebody else's pay", s, "0", "5000")
	wantReason(t, "somebody else's pay", s, OthersPay)
	months := pays(6, "5000", "Fabryka Śrub SA", "Wynagrodzenie Krystyna Maj", "salary")
	for i, m := range strings.Fields("luty marzec kwiecień maj czerwiec lipiec") {
		months[i].Title = text.Clean("Wynagrodzenie Krystyna " + m)
	}
	wantIncome(t, "months", person(t, months), "5000", "0")
}

func TestS5_10_WhatIsNever(t *testing.T) {
	for _, c := range []string{"own_transfer", "loan_in", "refund", "returned_payment", "gambling_win", "insurance_payout", "tax_refund"} {
		inc := wantIncome(t, c, person(t, pays(6, "5000", "Firma Zmyślona", "wpłata", c)), "0", "0")
		if len(inc.Excluded) != 1 || inc.Excluded[0].Sum != amount("15000") || len(inc.Excluded[0].Rows) != 3 {
			t.Errorf("%s: not counted %+v, want the three rows of the window", c, inc.Excluded)
		}
	}
	stopped := eachMonth("2025-10-10", 6, row("2025-10-10", "5000", "ACME SA", "Wynagrodzenie", "salary"))
	wantIncome(t, "a stream that has stopped", person(t, stopped), "0", "0")
	wantReason(t, "a stream that has stopped", person(t, stopped), StoppedStream)
	future := eachMonth("2026-07-20", 6, row("2026-07-20", "5000", "ACME SA", "Wynagrodzenie", "salary"))
	inc := wantIncome(t, "days to come", person(t, future), "0", "0")
	if len(inc.Excluded) != 1 || inc.Excluded[0].Reason != FutureRow {
		t.Errorf("days to come: %+v", inc.Excluded)
	}
	in := inputOf(t, account("Konto", ownIBAN, "PLN", "Jan Przykładny", nil), account("Obce", otherIBAN, "PLN", "Anna Obca", pays(6, "5000", "ACME SA", "Wynagrodzenie", "salary")))
	in.Sources = []int{0}
	wantIncome(t, "another's account", build(t, in), "0", "0")
	for status, possible := range map[string]bool{"PENDING": false, "Zmyślony": true} { // 5.9: of an unknown status, possible
		open := pays(6, "5000", "ACME SA", "Wynagrodzenie", "salary")
		for i := range open {
			open[i].Status = text.Clean(status)
		}
		inc, err := person(t, open).Income(context.Background(), Scope{Currency: "PLN"})
		if err != nil || inc.Proven != 0 || inc.Possible > 0 != possible || len(inc.Excluded) > 0 == possible {
			t.Errorf("%s: proven %s, possible %s, not counted %+v", status, inc.Proven, inc.Possible, inc.Excluded)
		}
	}
}

// Pay that came booked and then of a status that nobody knows may go on: possible, and not stopped (statements 5.9 and 7.9). Pay that
// stopped and has nothing behind it is in no income.
func TestS5_9_PayOfUnknownStatusBehindBookedPay(t *testing.T) {
	open := pays(7, "5000", "ACME SA", "Wynagrodzenie", "salary")
	for i := range open { // the newest come first
		if open[i].TransactionOn >= day("2026-05-01") {
			open[i].Status = text.Clean("Zmyślony")
		}
	}
	inc, err := person(t, open).Income(context.Background(), Scope{Currency: "PLN"})
	if err != nil || inc.Proven != 0 || inc.Possible < 400000*100 || inc.Possible > 550000*100 {
		t.Errorf("proven %s, possible %s (%v), want nothing and about a month's pay", inc.Proven, inc.Possible, err)
	}
}

// A month's pay is possible where all of it has a status that nobody knows, however many pays fall into the window: here two of eight.
func TestS5_9_PayOfUnknownStatusAlone(t *testing.T) {
	open := eachMonth("2025-11-16", 8, row("2025-11-16", "5000", "ACME SA", "Wynagrodzenie", "salary"))
	for i := range open {
		open[i].Status = text.Clean("Zmyślony")
	}
	wantIncome(t, "eight pays of unknown status", person(t, open), "0", "5000")
}

func TestS5_11_WindowAndKinds(t *testing.T) {
	s := person(t, pays(12, "5000", "ACME SA", "Wynagrodzenie", "salary"), pays(12, "800", "MOPS Nigdzie", "Świadczenie", "benefit"))
	inc := wantIncome(t, "all kinds", s, "5800", "0")
	if inc.From != day("2026-04-17") || inc.To != day(today) {
		t.Errorf("90 days to today: %s to %s", inc.From, inc.To)
	}
	// The days that are said are those of the pays behind the figure: the first of three stands before the 90 days.
	inc = wantIncome(t, "three cycles from before 90 days on", person(t, eachMonth("2025-07-16", 12, row("2025-07-16", "5000", "ACME SA", "Wynagrodzenie", "salary"))), "5000", "0")
	if inc.From > day("2026-04-16") {
		t.Errorf("three pays from 2026-04-16 on: from %s", inc.From)
	}
	wantScope(t, "salary alone", s, Scope{Currency: "PLN", Kinds: []category.Category{category.Salary}}, "5000", "0")
	raised := rows(eachMonth("2025-08-10", 9, row("2025-08-10", "4000", "ACME SA", "Wynagrodzenie", "salary")),
		eachMonth("2026-05-10", 3, row("2026-05-10", "5000", "ACME SA", "Wynagrodzenie", "salary")))
	wantIncome(t, "after a raise", person(t, raised), "5000", "0")
	inc = wantScope(t, "over 6 months", person(t, raised), Scope{Currency: "PLN", Months: 6}, "4500", "0")
	if inc.From != day("2026-01-14") { // 182.64 days
		t.Errorf("over 6 months: from %s", inc.From)
	}
	wantScope(t, "over 24 months", person(t, raised), Scope{Currency: "PLN", Months: 24}, "2125", "0") // 51,000 in 24
	stopped := eachMonth("2025-08-10", 9, row("2025-08-10", "4000", "ACME SA", "Wynagrodzenie", "salary"))
	wantScope(t, "stopped, over 12 months", person(t, stopped), Scope{Currency: "PLN", Months: 12}, "0", "0")
}
