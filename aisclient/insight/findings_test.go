package insight

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// analysisOf is the analysis of accounts on the day of these tests.
func analysisOf(t *testing.T, accounts ...aisclient.Account) *Analysis {
	t.Helper()
	return analysisFrom(t, aisclient.Target{Name: text.Clean("KontoBank"), Accounts: accounts})
}

func analysisFrom(t *testing.T, target aisclient.Target) *Analysis {
	t.Helper()
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{target}, Envelope: aisclient.Envelope{ResponseTimestamp: today.Time().Add(12 * time.Hour)}})
	if err != nil {
		t.Fatal(err)
	}
	a, err := Analyse(context.Background(), l, Options{Today: today})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// owned gives an account owners of a kind.
func owned(a aisclient.Account, kind aisclient.OwnerKind, names ...string) aisclient.Account {
	for _, n := range names {
		a.Owners = append(a.Owners, aisclient.Owner{Name: text.Clean(n), Kind: kind})
	}
	return a
}

func wageAndTrouble() aisclient.Account {
	return account("9000.00", slices.Concat(
		monthly("2025-07-10", 9, "5000.00", "ACME SA", "Wynagrodzenie"),
		monthly("2025-10-15", 3, "-300.00", "Komornik Sądowy Jan Obcy", "Km 12/25"),
		monthly("2025-07-20", 8, "-45.00", "Netflix", "abonament"),
		[]aisclient.Transaction{tx("2026-02-03", "-900.00", "STS", "zakład"), tx("2026-02-04", "-800.00", "Apteka Zmyślona", "leki"),
			tx("2026-02-05", "-100.00", "Fundacja Zmyślona", "darowizna", "donation")})...)
}

func TestS10_3_FindingsByWeightThenSize(t *testing.T) {
	a := analysisOf(t, wageAndTrouble())
	all, err := a.Findings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var topics []Topic
	for i := range all {
		f := &all[i]
		topics = append(topics, f.Topic)
		if f.Level > Info && f.Topic != Partial && (len(f.Figures) == 0 || f.Figures[0].Count == 0 || f.First == 0 || f.Last < f.First) {
			t.Errorf("%s has no size or no days: %+v", f.Topic, f)
		}
	}
	asked := slices.DeleteFunc(slices.Clone(all), func(f Finding) bool { return f.Level == Info })
	if !slices.IsSortedFunc(asked, func(x, y Finding) int { return x.Topic.weight() - y.Topic.weight() }) || asked[0].Topic != Bailiff {
		t.Errorf("what asks for a look: %v", topics)
	}
	bailiff := asked[0]
	if want := "3 payments to a bailiff or an enforcement office: 900.00 PLN from 2025-10-15 to 2025-12-15."; bailiff.Sentence != want || bailiff.Level != Warn {
		t.Errorf("%s: %s", bailiff.Level, bailiff.Sentence)
	}
	if bailiff.First != day("2025-10-15") || bailiff.Last != day("2025-12-15") || bailiff.Figures[0] != (Figure{"PLN", amount("-900"), 3}) {
		t.Errorf("%+v", bailiff)
	}
	plain := slices.IndexFunc(all, func(f Finding) bool { return f.Level == Info })
	if slices.ContainsFunc(all[plain:], func(f Finding) bool { return f.Level > Info }) {
		t.Errorf("plain facts stand before what asks for a look: %v", topics)
	}
	two := analysisOf(t, account("", slices.Concat(monthly("2025-10-10", 6, "-50.00", "Netflix", "abonament"), monthly("2025-10-12", 6, "-900.00", "Wynajem Zmyślony", "Czynsz"))...))
	found, _ := two.Findings(t.Context())
	found = slices.DeleteFunc(slices.Clone(found), func(f Finding) bool { return f.Topic != RecurringPays })
	if len(found) != 2 || !strings.HasPrefix(found[0].Sentence, "900.00 PLN goes to Wynajem") {
		t.Errorf("the greater first: %+v", found)
	}
}

// A loan of 5000 that was paid back is greater than a perhaps-loan of 2000, though next to nothing is left of it.
func TestS10_3_MoneyThatWentBothWaysHasItsWholeSize(t *testing.T) {
	a := analysisOf(t, account("9000.00", slices.Concat(monthly("2025-07-10", 9, "5000.00", "ACME SA", "Wynagrodzenie"), monthly("2025-09-15", 5, "-1010.00", "Vivus Finance Sp. z o.o.", "spłata pożyczki"),
		[]aisclient.Transaction{tx("2025-08-20", "5000.00", "Vivus Finance Sp. z o.o.", "wypłata pożyczki"), tx("2025-11-20", "2000.00", "Olga Obca", "pożyczka koleżeńska")})...))
	all, err := a.Findings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	loans := slices.DeleteFunc(slices.Clone(all), func(f Finding) bool { return f.Topic != Loans })
	if len(loans) != 2 || loans[0].Level != loans[1].Level || len(loans[0].Rows) != 6 || len(loans[1].Rows) != 1 {
		t.Errorf("%+v", loans)
	}
}

// Health and donations stand in no finding; what went out in all still counts them.
func TestS0_7_SpecialCategoriesAreInNoFinding(t *testing.T) {
	special := slices.Concat(monthly("2025-07-10", 9, "-800.00", "Apteka Zmyślona", "leki", "health"), monthly("2025-07-12", 9, "-100.00", "Fundacja Zmyślona", "darowizna", "donation"))
	a := analysisOf(t, account("", special...))
	for row := range int32(a.Ledger.Len()) {
		if !a.Rows.Of(row).Special() {
			t.Fatalf("row %d is %s: the test shows nothing", row, a.Rows.Of(row))
		}
	}
	all, err := a.Findings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	counted := false
	for _, f := range all {
		counted = counted || f.Topic == CashFlow
		if f.Topic != CashFlow && f.Topic != Largest && (strings.Contains(f.Sentence, "Apteka") || strings.Contains(f.Sentence, "Fundacja")) {
			t.Errorf("%s: %s", f.Topic, f.Sentence)
		}
		if f.Topic == Largest && strings.Contains(f.Sentence, "Apteka") {
			t.Errorf("the largest payment names health: %s", f.Sentence)
		}
	}
	if !counted {
		t.Error("nothing says what went out in all")
	}
	m, err := a.Affordability(t.Context(), Scope{}, "PLN")
	if err != nil || m.Spending != amount("5400") { // 1 October to 31 March: 6 x 900
		t.Errorf("spending %s, %v", m.Spending, err)
	}
}

func TestS0_5_WhoseAccountsCount(t *testing.T) {
	mine := owned(account("", tx("2026-03-01", "1.00", "A", "x")), aisclient.KindOwner, "Jan Przykładny")
	joint := owned(account("", tx("2026-03-01", "1.00", "A", "x")), aisclient.KindCoOwner, "Jan Przykładny", "Anna Obca")
	others := owned(account("", tx("2026-03-01", "1.00", "A", "x")), aisclient.KindOwner, "Anna Obca")
	attorney := owned(owned(account("", tx("2026-03-01", "1.00", "A", "x")), "ATTORNEY", "Jan Przykładny"), aisclient.KindOwner, "Anna Obca")
	firm := owned(account("", tx("2026-03-01", "1.00", "A", "x")), aisclient.KindCompany, "Przykładny sp. z o.o.")
	silent := account("", tx("2026-03-01", "1.00", "A", "x"))
	target := aisclient.Target{Accounts: []aisclient.Account{mine, joint, others, attorney, firm, silent}, Owners: []aisclient.Owner{{Name: text.Clean("Jan Przykładny"), Kind: aisclient.KindOwner}}}
	a := analysisFrom(t, target)
	for claimed, want := range map[string][]int{"": {0, 1, 5}, "Jan Przykładny": {0, 1, 5}, "Anna Obca": {1, 2, 3, 5}, "Maria Inna": {5}} {
		if own, rest := a.sources(claimed); !slices.Equal(own, want) || len(own)+len(rest) != 6 {
			t.Errorf("claimed %q: %v are the person's, %v are not; want %v", claimed, own, rest, want)
		}
	}
	target.Owners = nil
	if own, _ := analysisFrom(t, target).sources(""); len(own) != 6 {
		t.Errorf("nobody is claimed and the login names nobody: %v", own)
	}
}

// Levels at their borders: gambling of a tenth of the income and of a little more; nothing else warns of it.
func TestS6_4_LevelsOfGamblingAndCash(t *testing.T) {
	with := func(gambled, cash string) map[Topic][]Finding {
		rows := slices.Concat(monthly("2025-10-10", 6, "5000.00", "ACME SA", "Wynagrodzenie"),
			[]aisclient.Transaction{tx("2026-02-03", gambled, "STS", "zakład"), tx("2026-02-05", cash, "", "Wypłata z bankomatu", "cash withdrawal"), tx("2026-02-06", "-100.00", "Żabka", "zakupy")})
		return findings(t, resultOf(t, account("", rows...)))
	}
	for gambled, want := range map[string]Level{"-3000.00": Note, "-3030.00": Warn, "-10.00": Note} {
		if f := with(gambled, "-1.00")[Gambling]; len(f) != 1 || f[0].Level != want {
			t.Errorf("gambling %s of 30000: %+v, want %s", gambled, f, want)
		}
	}
	for cash, want := range map[string]Level{"-200.00": Info, "-300.00": Note} { // of 400 and 500 spent
		if f := with("-100.00", cash)[Cash]; len(f) != 1 || f[0].Level != want {
			t.Errorf("cash %s: %+v, want %s", cash, f, want)
		}
	}
}

// A sum over all rows and a share of the last six months say of which days they are; rows that begin later tell from when.
// The data's day is that of the last row, 12 March: six months are 13 September to that.
func TestS6_4_AShareNamesItsDays(t *testing.T) {
	for first, since := range map[string]string{"2025-04-10": "2025-09-13", "2026-01-10": "2026-01-10"} {
		rows := append(monthly(first, 3, "1000.00", "ACME SA", "Wynagrodzenie"), monthly("2026-01-10", 3, "1000.00", "ACME SA", "Wynagrodzenie")...)
		rows = append(rows, tx("2026-03-12", "-300.00", "STS", "zakład"))
		if f := findings(t, resultOf(t, account("", rows...)))[Gambling]; len(f) != 1 || !strings.Contains(f[0].Sentence, ". Since "+since+" that is ") ||
			!strings.HasSuffix(f[0].Sentence, " of what came in as income.") {
			t.Errorf("rows from %s: %+v", first, f)
		}
	}
}

// Debt service opens the rows that serve debts, not the rent; and a mortgage is read once by people, as a loan.
func TestS6_3_DebtServiceOpensDebtsOnly(t *testing.T) {
	rows := slices.Concat(monthly("2025-09-10", 7, "5000.00", "ACME SA", "Wynagrodzenie"), monthly("2025-09-12", 7, "-1500.00", "Bank Hipoteczny", "Rata kredytu hipotecznego"),
		monthly("2025-09-05", 7, "-900.00", "Wynajem Zmyślony", "czynsz najmu"))
	r := resultOf(t, account("", rows...))
	by := findings(t, r)
	if f := by[DebtService]; len(f) != 1 || len(f[0].Rows) != 7 || !strings.Contains(f[0].Sentence, "1500.00 PLN a month") {
		t.Errorf("%+v", f)
	}
	if len(by[Loans]) != 1 || len(by[Repayments]) != 1 {
		t.Fatalf("loans %+v, repayments %+v", by[Loans], by[Repayments])
	}
	both := []Finding{by[Loans][0], by[Repayments][0]}
	if got := Distinct(both); len(got) != 1 || got[0].Topic != Loans {
		t.Errorf("%+v", got)
	}
	both[1].Rows = append(slices.Clone(both[1].Rows), 20) // a card that was paid off, too
	if got := Distinct(both); len(got) != 2 {
		t.Errorf("%+v", got)
	}
}

func TestS6_3_LevelsOfDebtService(t *testing.T) {
	for rata, want := range map[string]Level{"-2000.00": Info, "-2050.00": Note, "-2500.00": Note, "-2550.00": Warn} {
		by := findings(t, resultOf(t, account("", slices.Concat(monthly("2025-07-10", 9, "5000.00", "ACME SA", "Wynagrodzenie"),
			monthly("2025-07-12", 9, rata, "Bank Zmyślony", "Rata kredytu", "loan"))...)))
		if f := by[DebtService]; len(f) != 1 || f[0].Level != want {
			t.Errorf("an instalment of %s of 5000: %+v, want %s", rata, f, want)
		}
	}
	short := findings(t, resultOf(t, account("", slices.Concat(monthly("2026-01-10", 3, "5000.00", "ACME SA", "Wynagrodzenie"), monthly("2026-01-12", 3, "-4000.00", "Bank Zmyślony", "Rata kredytu", "loan"))...)))
	if f := short[DebtService]; len(f) != 1 || f[0].Level != Info || strings.Contains(f[0].Sentence, "%") {
		t.Errorf("80 days of data say nothing of income: %+v", f)
	}
}

// Statement 6.2: a note from three quarters of a limit on.
func TestS6_2_ALimitThatIsNearlyUsedIsNoted(t *testing.T) {
	for drawn, want := range map[string]int{"-7490.00": 0, "-7500.00": 1} {
		limit, balance := amount("10000.00"), amount(drawn)
		all, err := analysisFrom(t, aisclient.Target{Accounts: []aisclient.Account{account("", monthly("2025-07-10", 9, "5000.00", "ACME SA", "Wynagrodzenie")...)},
			CreditCards: []aisclient.CreditCard{{Name: text.Clean("Karta"), Currency: "PLN", Limit: &limit, Balance: &balance}}}).Findings(t.Context())
		f := slices.DeleteFunc(all, func(f Finding) bool { return f.Topic != Utilisation })
		if err != nil || len(f) != want || want == 1 && f[0].Level != Note {
			t.Errorf("%s of a limit of 10000 drawn: %+v, %v", drawn, f, err)
		}
	}
}

// One charge for being late is a slip that many harmless accounts have: it warns of nothing (statement 10.3).
func TestS10_3_OneLateChargeIsNoWarning(t *testing.T) {
	for n, want := range map[int]Level{1: Note, 2: Warn} {
		f := findings(t, resultOf(t, account("", slices.Concat(monthly("2025-07-10", 9, "5000.00", "ACME SA", "Wynagrodzenie"),
			monthly("2026-01-15", n, "-60.00", "Bank Zmyślony", "Opłata za opóźnienie w spłacie"))...)))[LatePayment]
		if len(f) != 1 || f[0].Level != want {
			t.Errorf("%d charges: %+v, want %s", n, f, want)
		}
	}
}

func TestS5_4_WhatStoppedOrWasMissedIsSaid(t *testing.T) {
	stopped := monthly("2025-05-10", 8, "5000.00", "ACME SA", "Wynagrodzenie") // the last on 10 December
	bills := monthly("2025-05-10", 11, "-45.00", "Prąd Zmyślony", "Faktura", "utilities")
	by := findings(t, resultOf(t, account("", slices.Concat(stopped, bills)...)))
	if f := by[IncomeTopic]; len(f) != 1 || f[0].Level != Warn || !strings.Contains(f[0].Sentence, "has stopped") || f[0].Last != day("2025-12-10") {
		t.Errorf("a wage that stopped: %+v", f)
	}
	changed := slices.Concat(stopped, monthly("2026-01-12", 3, "6000.00", "Beta SA", "Wynagrodzenie"))
	if f := findings(t, resultOf(t, account("", changed...)))[IncomeTopic]; slices.ContainsFunc(f, func(f Finding) bool { return f.Level == Warn }) {
		t.Errorf("a change of jobs warns: %+v", f)
	}
	hole := slices.Concat(bills[:5], bills[6:])
	if f := findings(t, resultOf(t, account("", slices.Concat(hole, monthly("2025-05-20", 11, "-1.00", "Inny", "x"))...)))[Missed]; len(f) != 1 || f[0].Level != Note || !strings.Contains(f[0].Sentence, "around 2025-10-10") {
		t.Errorf("a bill that was missed: %+v", f)
	}
}

// Statement 4.1: a wage word on money from oneself makes a note.
func TestS4_1_OwnMoneyThatIsCalledAWageIsNoted(t *testing.T) {
	a := account("", monthly("2025-09-10", 7, "5000.00", "Jan Przykładny", "Wynagrodzenie za pracę")...)
	a.Owners = []aisclient.Owner{{Name: text.Clean("Jan Przykładny"), Kind: aisclient.KindOwner}}
	f := findings(t, resultOf(t, a))[IncomeTopic]
	i := slices.IndexFunc(f, func(f Finding) bool { return f.Level == Note })
	if i < 0 || len(f[i].Rows) != 7 || !strings.Contains(f[i].Sentence, "7 rows are called wages, but the customer's own money, and no income: 35000.00 PLN") {
		t.Errorf("%+v", f)
	}
}

// Two signs of one topic: certain ones, and those of low confidence by themselves.
func TestS8_7_SetsOfSigns(t *testing.T) {
	for topic, want := range map[Topic][]category.Category{
		Loans:      {category.LoanIn, category.LoanRepayment, category.Mortgage},
		Repayments: {category.LoanRepayment, category.Mortgage, category.CardRepayment, category.BNPL},
		Gambling:   {category.Gambling, category.GamblingWin}, Bailiff: {category.Bailiff}, Collection: {category.DebtCollection},
		LatePayment: {category.LateFee}, Returned: {category.ReturnedPayment},
	} {
		if got, ok := Signs(topic); !ok || !slices.Equal(got, want) {
			t.Errorf("%s: %v", topic, got)
		}
	}
	if _, ok := Signs(CashFlow); ok {
		t.Error("cash flow is no sign")
	}
	cancelled, pending := tx("2026-03-02", "-20.00", "STS", "zakład"), tx("2026-03-03", "-30.00", "STS", "zakład")
	cancelled.Status, pending.Status = text.Clean("CANCELLED"), text.Clean("PENDING")
	a := analysisOf(t, account("", cancelled, pending, tx("2026-03-04", "-40.00", "Bank", "Opłata za monit - brak środków na koncie"), tx("2026-06-01", "-50.00", "STS", "zakład")))
	if rows, _ := a.signed(Gambling); len(rows) != 1 || a.Ledger.Amount(rows[0]) != amount("-30") {
		t.Errorf("pending rows are signs, void ones and those to come are not: %v", rows)
	}
	if rows, _ := a.signed(Returned); len(rows) != 1 || a.Ledger.Amount(rows[0]) != amount("-40") {
		t.Errorf("a charge for a payment that bounced: %v", rows)
	}
	unpaid := tx("2026-03-04", "-5.50", "", "UNPAID ITEM CHARGE") // the kind ends no words of the title: "unpaid ... account" is another thing
	unpaid.Kind = text.Clean("Account charge")
	a = analysisOf(t, account("", unpaid))
	if rows, _ := a.signed(Returned); len(rows) != 1 {
		t.Errorf("a charge whose kind begins as what is owed: %v", rows)
	}
}

// Whoever asks gets what was worked out once.
func TestTheAnalysisIsMadeOnce(t *testing.T) {
	l := analysisOf(t, wageAndTrouble()).Ledger
	c := NewCache(l, Options{Today: today})
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if _, err := c.Findings(stopped); err != context.Canceled {
		t.Fatalf("an analysis that was stopped gave %v", err)
	}
	var got [4][]Finding
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			ctx := t.Context()
			if i%2 == 0 {
				ctx = ledger.Background(ctx)
			}
			got[i], _ = c.Findings(ctx)
		})
	}
	wg.Wait()
	for i := range got {
		if len(got[i]) == 0 || &got[i][0] != &got[0][0] {
			t.Errorf("asker %d got other findings", i)
		}
	}
}
