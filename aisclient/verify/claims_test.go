package verify

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/text"
)

func TestS8_1_TheVerdictIsTheWorstOfTheChecks(t *testing.T) {
	for _, k := range []struct {
		claims []string
		want   Verdict
	}{
		{[]string{"name Anna Łącka", "max-age 1"}, Confirmed},
		{[]string{"name Anna Łącka", "name Ewa Obca"}, Refuted},
		{[]string{"name Anna Łącka", "name Ana Łącka"}, Inconclusive},
		{[]string{"active-since 2019-01-01", "name Ewa Obca"}, Refuted},
		{nil, NoClaims},
	} {
		if rep := settled(t).run(k.claims...); rep.Verdict != k.want {
			t.Errorf("%v: %s, want %s", k.claims, rep.Verdict, k.want)
		}
	}
	empty := newWorld(t)
	empty.account("Konto", mine, "100.00")
	for _, said := range []string{"income 1PLN", "without bailiff", "never-below-zero", "obligations-at-most 1PLN", "employer ACME"} {
		empty.want(Inconclusive, "", said) // no rows
	}
	empty.first().Owners = owners("Jan Nowak")
	for _, said := range []string{"income 1PLN", "balance 1PLN", "without bailiff", "obligations-at-most 1PLN", "employer ACME", "never-below-zero", "active-since 2026-01-01"} {
		empty.want(Inconclusive, "NOT_THEIRS", said) // no account is the person's
	}
}

func TestS8_2_NamesOfOwnersAndLogins(t *testing.T) {
	with := func(login string, accounts ...string) *world {
		w := newWorld(t)
		w.imp.Targets[0].Owners = nil
		if login != "" {
			w.imp.Targets[0].Owners = owners(login)
		}
		for n, names := range accounts {
			a := w.account("Konto "+string(rune('0'+n)), "", "1.00", tx("2026-03-01", "-1.00", "A", "x"))
			a.Owners = nil
			if names != "" {
				a.Owners = owners(strings.Split(names, "; ")...)
			}
		}
		return w
	}
	const said = "name Anna Łącka"
	with("Anna Łącka", "Anna Łącka").want(Confirmed, "SAME", said)
	with("", "Jan Nowak; ŁĄCKA ANNA MARIA CO_OWNER").want(Confirmed, "SAME MIDDLE_MISSING", said)
	with("Anna Łącka", "").want(Confirmed, "SAME", said)                   // no account names an owner
	with("Anna Łącka", "Jan Nowak").want(Inconclusive, "LOGIN_ONLY", said) // others are named
	with("Jan Nowak", "A. Łącka").want(Inconclusive, "NEAR_MISS INITIAL", said)
	with("Jan Nowak", "Jan Nowak; Anna Łącka ATTORNEY").want(Inconclusive, "NO_OWNER", said)
	with("", "ACME Sp. z o.o. COMPANY").want(Inconclusive, "COMPANIES_ONLY", said)
	with("", "ACME Sp. z o.o. COMPANY").want(Confirmed, "SAME", "name ACME Sp. z o.o.")
	with("", "ACME Sp. z o.o. COMPANY").want(Refuted, "OTHER", "name Beta Sp. z o.o.")
	with("Jan Nowak", "Jan Nowak").want(Refuted, "OTHER NAME_DIFFERS", said)
	with("Jan Nowak", "Jan Łącki").want(Refuted, "OTHER", said)
	with("", "Jan Nowak", "").want(Inconclusive, "OWNER_UNKNOWN", said) // an account of nobody
	with("", "").want(Inconclusive, "OWNER_UNKNOWN", said)
	cut := with("Jan Nowak", "Jan Nowak")
	cut.first().PartialDueToTimeout = true
	cut.want(Inconclusive, "GATE", said)
	with("", "JAN NOWAK, ANNA ŁĄCKA").want(Confirmed, "SAME", said) // as replies of old had it
	with("", "JAN NOWAK, EWA ŁĄCKA").want(Refuted, "OTHER", said)
	card := with("", "Jan Nowak")
	card.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Owners: owners("Anna Łącka")}}
	card.want(Confirmed, "SAME", said) // of a card
	if check := with("", "Anna Łącka; Jan Nowak").one(said); check.Reason != "The bank names Anna Łącka as an owner of Konto 0 (with 1 other)." || check.Filter != `acct:="Konto 0"` {
		t.Errorf("%+v", check)
	}
}

func TestS8_3_NumbersOfThePersonsAccounts(t *testing.T) {
	with := func(iban, owner string) *world {
		w := newWorld(t)
		a := w.account("Konto 0", iban, "1.00", tx("2026-03-01", "-1.00", "A", "x"))
		a.Owners = nil
		if owner != "" {
			a.Owners = owners(owner)
		}
		return w
	}
	const said = "iban " + mine
	with(mine, "Anna Łącka").want(Confirmed, "SAME", said)
	with("61 1090 1014 0000 0712 1981 2874", "Anna Łącka").want(Confirmed, "SAME", said)
	with(mine, "Jan Nowak").want(Refuted, "NOT_THEIRS", said)
	with(mine, "Anna Łącka ATTORNEY").want(Refuted, "NOT_THEIRS", said)
	nobody := with(mine, "")
	nobody.imp.Targets[0].Owners = nil
	nobody.want(Inconclusive, "OWNER_UNKNOWN", "name Anna Łącka", said)
	nobody.want(Confirmed, "SAME", said) // nobody is claimed: whoever owns the account
	with("", "Anna Łącka").want(Inconclusive, "NO_DATA", said)
	with("PL27114020040000300201355387", "Anna Łącka").want(Refuted, "OTHER", said)
	if check := with("PL61********************2874", "Anna Łącka").want(Inconclusive, "MASKED", said); !strings.Contains(check.Reason, "6 digits that it shows agree") {
		t.Error(check.Reason)
	}
	with("PL61********************2875", "Anna Łącka").want(Refuted, "OTHER", said)
	for iban, slip := range map[string]string{"PL61109010140000071219812847": "exchanged", "PL61109010140000071219812871": "1 digit", "PL16109010140000071219812874": "check digits",
		"PL61109010140000071219812811": "2 digits"} {
		check := with(mine, "Anna Łącka").want(Inconclusive, "NEAR_MISS CHECK_DIGITS", "iban "+iban)
		if !strings.Contains(check.NearMiss, slip) {
			t.Errorf("%s: %q", iban, check.NearMiss)
		}
	}
	cut := with(yours, "Anna Łącka")
	cut.first().PartialDueToTimeout = true
	cut.want(Inconclusive, "GATE", said)
}

func TestS8_4_IncomeIsProvenByStreams(t *testing.T) {
	w := settled(t)
	check := w.want(Confirmed, "ENOUGH", "income 5000PLN")
	if !strings.HasPrefix(check.Reason, "From "+check.Window.From.String()+" to ") || slices.ContainsFunc(check.Evidence, func(r Row) bool { return r.Date < check.Window.From }) {
		t.Errorf("the income is of %s, and the days looked at are %+v", check.Reason, check.Window)
	}
	if !strings.Contains(check.Reason, "salary from ACME Sp. z o.o., monthly") || len(check.Rows) < 3 || check.Window.To != today || check.Filter == "" || len(check.Evidence) != 3 {
		t.Errorf("%+v", check)
	}
	w.want(Confirmed, "ENOUGH", "income 5000PLN salary")
	w.want(Refuted, "TOO_LITTLE", "income 1PLN pension")
	w.want(Confirmed, "ENOUGH", "income 5000PLN pension,salary")
	w.want(Confirmed, "ENOUGH", "income 5000PLN/12")
	w.want(Inconclusive, "NOT_COVERED", "income 5000PLN/13")
	since := func(first string) *world { // twelve months begin on 2025-04-01; the first row may come 7 days later
		w := newWorld(t)
		w.account("Konto 0", mine, "60000.00", joined(living(350), monthly(12, 27, "5000.00", "ACME Sp. z o.o.", "Wynagrodzenie za prace"),
			[]aisclient.Transaction{tx(first, "-20.00", "Lidl", "Zakup karta")})...)
		return w
	}
	since("2025-04-08").want(Confirmed, "ENOUGH", "income 5000PLN/12")
	since("2025-04-09").want(Inconclusive, "NOT_COVERED", "income 5000PLN/12")
	w.want(Inconclusive, "NO_DATA", "income 1USD")
	lend := settled(t)
	lend.first().Transactions = chained("60000.00", append(settledRows(), tx("2026-03-12", "9000.00", "Vivus Finance", "Wyplata pozyczki")))
	check = lend.want(Refuted, "TOO_LITTLE", "income 6000PLN")
	if !slices.ContainsFunc(check.NotCounted, func(n NotCounted) bool {
		return n.Sum == amount("9000") && len(n.Rows) == 1 && len(n.Evidence) == 1 && n.Filter != "" && n.Reason == "loan paid out, which is no income"
	}) {
		t.Errorf("%+v", check.NotCounted)
	}
}

func TestS8_5_BalancesOfDepositAccounts(t *testing.T) {
	w := settled(t)
	w.want(Confirmed, "ENOUGH", "balance 60000PLN")
	w.want(Refuted, "TOO_LITTLE", "balance 60000.01PLN")
	more := amount("70000")
	w.first().FundsAvailable = &more
	w.want(Refuted, "TOO_LITTLE", "balance 60001PLN") // funds are no balance
	pending := tx("2026-03-31", "5000.00", "ACME", "Wynagrodzenie")
	pending.Status = text.Clean("PENDING")
	w.first().Transactions = append(w.first().Transactions, pending)
	w.want(Refuted, "TOO_LITTLE", "balance 60001PLN")

	header := settled(t)
	*header.first().Balance = amount("61000")
	header.want(Inconclusive, "NOT_PROVEN", "balance 60500PLN") // the rows end at 60000
	header.want(Confirmed, "ENOUGH", "balance 60000PLN")
	header.want(Refuted, "TOO_LITTLE", "balance 61001PLN")
	*header.first().Balance = amount("60000.01") // within the tolerance of balances with two decimals
	header.want(Confirmed, "ENOUGH", "balance 60000.01PLN")
	*header.first().Balance = amount("60000.02")
	header.want(Inconclusive, "NOT_PROVEN", "balance 60000.02PLN")

	silent := settled(t)
	a := silent.account("Drugie", "PL27114020040000300201355387", "", living(100)...)
	silent.want(Inconclusive, "NO_DATA", "balance 60000PLN")
	a.Name = text.Clean("Kredyt hipoteczny") // a debt is not in the balance
	silent.want(Confirmed, "ENOUGH", "balance 60000PLN")

	none := settled(t)
	none.first().Balance = nil // the rows tell
	none.want(Confirmed, "ENOUGH", "balance 60000PLN")
	none.want(Refuted, "TOO_LITTLE", "balance 60001PLN")

	joint := settled(t)
	joint.first().Owners = owners("Anna Łącka", "Jan Nowak CO_OWNER")
	joint.want(Confirmed, "ENOUGH", "balance 60000PLN") // nobody is claimed
	joint.want(Inconclusive, "NOT_PROVEN", "name Anna Łącka", "balance 30001PLN")
	joint.want(Confirmed, "ENOUGH", "name Anna Łącka", "balance 30000PLN")
	joint.want(Refuted, "TOO_LITTLE", "name Anna Łącka", "balance 60001PLN")
	overdrawn := settled(t) // what is owed together is owed whole
	overdrawn.account("Wspólne", yours, "-1000.00", living(100)...).Owners = owners("Anna Łącka", "Jan Nowak CO_OWNER")
	overdrawn.want(Confirmed, "ENOUGH", "name Anna Łącka", "balance 59000PLN")
	overdrawn.want(Refuted, "TOO_LITTLE", "name Anna Łącka", "balance 59000.01PLN")

	twice := settled(t) // under the sign-ins of two owners a reply holds their account twice
	twice.imp.Targets[0].Accounts = append(twice.imp.Targets[0].Accounts, *twice.first())
	twice.want(Refuted, "TOO_LITTLE", "balance 60001PLN")
	twice.want(Confirmed, "ENOUGH", "balance 60000PLN")
}

func TestS8_6_AgeOfAccountsAndOfData(t *testing.T) {
	w := settled(t)
	w.first().ActiveSinceAtLeast = day("2024-05-01")
	w.want(Confirmed, "ENOUGH", "active-since 2024-05-01")
	w.want(Inconclusive, "NO_DATA", "active-since 2024-04-30") // the bank's day is "at least"
	w.first().ActiveSinceAtLeast = day("0001-01-01")
	w.want(Inconclusive, "NO_DATA", "active-since 2024-05-01") // a placeholder
	w.want(Confirmed, "ENOUGH", "active-since 2025-04-01")     // the oldest row
	w.first().Transactions = append(w.first().Transactions, tx("2023-01-01", "-1.00", "A", "x"))
	w.want(Inconclusive, "NO_DATA", "active-since 2023-02-01") // one row long before all others
	w.want(Inconclusive, "IN_FUTURE", "active-since 2026-04-01")
	w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Transactions: []aisclient.Transaction{tx("2020-01-01", "-1.00", "x", "x"), tx("2020-01-02", "-1.00", "x", "x")}}}
	w.want(Inconclusive, "NO_DATA", "active-since 2020-02-01") // a card is no account
	w.want(Confirmed, "ENOUGH", "max-age 0")
	w.imp.Envelope.ResponseTimestamp = w.imp.Envelope.ResponseTimestamp.AddDate(0, 0, -30)
	if check := w.want(Refuted, "TOO_MUCH", "max-age 29"); check.Reason != "The data is from 2026-03-01, 30 days old." {
		t.Error(check.Reason)
	}
	w.imp.Envelope.ResponseTimestamp = w.imp.Envelope.ResponseTimestamp.AddDate(0, 0, 31)
	w.want(Confirmed, "ENOUGH", "max-age 0") // the bank's day has begun, ours has not
}

func TestS8_7_SignsByCategory(t *testing.T) {
	with := func(rows ...aisclient.Transaction) *world {
		w := newWorld(t)
		w.account("Konto 0", mine, "60000.00", append(living(365), rows...)...)
		return w
	}
	state := func(x aisclient.Transaction, status string) aisclient.Transaction {
		x.Status = text.Clean(status)
		return x
	}
	clean := with()
	for _, said := range []string{"gambling", "loans", "repayments", "bailiff", "debt collection", "late payments", "returned payments", "crypto", "alimony out"} {
		clean.want(Confirmed, "NOT_FOUND", "without "+said)
	}
	bet := tx("2026-03-10", "-50.00", "STS S.A.", "Zaklad bukmacherski")
	win := tx("2026-03-10", "50.00", "STS S.A.", "Wyplata wygranej")
	for name, k := range map[string]struct {
		rows    []aisclient.Transaction
		topic   string
		outcome Outcome
	}{
		"a stake":           {[]aisclient.Transaction{bet}, "gambling", Refuted},
		"a win":             {[]aisclient.Transaction{win}, "gambling", Refuted},
		"a pending stake":   {[]aisclient.Transaction{state(bet, "PENDING")}, "gambling", Refuted},
		"a cancelled stake": {[]aisclient.Transaction{state(bet, "CANCELLED")}, "gambling", Confirmed},
		"a stake to come":   {[]aisclient.Transaction{tx("2026-04-02", "-50.00", "STS S.A.", "Zaklad")}, "gambling", Confirmed},
		"a voucher":         {[]aisclient.Transaction{tx("2026-03-10", "-50.00", "Paysafecard", "Zakup karta")}, "gambling", Inconclusive},
		"a loan":            {[]aisclient.Transaction{tx("2026-03-10", "900.00", "Vivus Finance", "Wyplata pozyczki")}, "loans", Refuted},
		"its repayment":     {[]aisclient.Transaction{tx("2026-03-10", "-900.00", "Vivus Finance", "Splata pozyczki")}, "loans", Refuted},
		"repaid":            {[]aisclient.Transaction{tx("2026-03-10", "-900.00", "Vivus Finance", "Splata pozyczki")}, "repayments", Refuted},
		"a loan, no rate":   {[]aisclient.Transaction{tx("2026-03-10", "900.00", "Vivus Finance", "Wyplata pozyczki")}, "repayments", Confirmed},
		"pay later":         {[]aisclient.Transaction{tx("2026-03-10", "-90.00", "PayPo", "Splata zakupow")}, "repayments", Refuted},
		"a bailiff":         {[]aisclient.Transaction{tx("2026-03-10", "-90.00", "Komornik Sądowy", "Km 12/25")}, "bailiff", Refuted},
		"a collector":       {[]aisclient.Transaction{tx("2026-03-10", "-90.00", "KRUK S.A.", "splata zadluzenia")}, "debt collection", Refuted},
		"a bounced payment": {[]aisclient.Transaction{tx("2026-03-10", "90.00", "", "Zwrot przelewu brak srodkow")}, "returned payments", Refuted},
		"coins":             {[]aisclient.Transaction{tx("2026-03-10", "-90.00", "Binance", "Zakup")}, "crypto", Refuted},
	} {
		if check := with(k.rows...).one("without " + k.topic); check.Outcome != k.outcome {
			t.Errorf("%s: without %s is %s: %s", name, k.topic, check.Outcome, check.Reason)
		}
	}
	check := with(bet).one("without gambling")
	if len(check.Rows) != 1 || check.Filter == "" || !strings.Contains(check.Reason, "1 row shows it, on 2026-03-10") {
		t.Errorf("%+v", check)
	}
}

// A drawn card leaves loans open; from three quarters of its limit on it is one.
func TestS8_7_DrawnCardsAreLoans(t *testing.T) {
	card := func(balance, limit string) *world {
		w := newWorld(t)
		w.account("Konto 0", mine, "60000.00", living(365)...)
		b, m := amount(balance), amount(limit)
		w.imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Balance: &b, Limit: &m, Owners: owners("Anna Łącka")}}
		return w
	}
	card("0.00", "10000").want(Confirmed, "NOT_FOUND", "without loans")
	card("-100.00", "10000").want(Inconclusive, "WEAK_SIGN", "without loans")
	card("-7499.00", "10000").want(Inconclusive, "WEAK_SIGN", "without loans")
	card("-7500.00", "10000").want(Refuted, "FOUND", "without loans")
	w := newWorld(t)
	w.account("Konto 0", mine, "60000.00", living(365)...)
	w.account("Kredyt gotówkowy", "PL27114020040000300201355387", "-9000.00")
	w.want(Refuted, "FOUND", "without loans")
}

func TestS8_7_TopicsAreSignsOrCategories(t *testing.T) {
	for said, want := range map[string]Topic{"Debt-Collection": insight.Collection, "debt_collection": insight.Collection, "bailiff": insight.Bailiff, "crypto": "crypto", "cash withdrawal": "cash_withdrawal",
		"late fee": insight.LatePayment, "late payments": insight.LatePayment} {
		if got, ok := signOf(said); !ok || got != want {
			t.Errorf("%q is %q %v, want %q", said, got, ok, want)
		}
	}
	for _, bad := range []string{"", "luck", "health", "donation", "own transfer", "other in", "other_out"} {
		if got, ok := signOf(bad); ok {
			t.Errorf("%q is %q", bad, got)
		}
	}
	for _, topic := range Signs() {
		if len(signCategories(topic)) == 0 {
			t.Errorf("%s has no categories", topic)
		}
	}
	if got := signCategories("crypto"); !slices.Equal(got, []category.Category{category.Crypto}) {
		t.Errorf("%v", got)
	}
}

func TestS8_8_DaysBelowZero(t *testing.T) {
	w := newWorld(t)
	w.account("Konto 0", mine, "5.00", joined(living(365), []aisclient.Transaction{tx("2026-03-30", "3000.00", "ACME", "x")})...)
	if check := w.want(Refuted, "FOUND", "never-below-zero"); len(check.Rows) == 0 || !strings.Contains(check.Reason, "Konto 0 ended") {
		t.Errorf("%+v", check)
	}
	in := newWorld(t) // below zero inside a day only
	in.account("Konto 0", mine, "50000.00", living(365)...)
	rows := in.first().Transactions
	b := rows[0].Balance
	rows = append([]aisclient.Transaction{tx(rows[0].BookedOn.String(), "90000.00", "A", "x"), tx(rows[0].BookedOn.String(), "-90000.00", "B", "x")}, rows...)
	rows[0].Balance, rows[0].HasBalance = b, true
	rows[1].Balance, rows[1].HasBalance = b-amount("90000"), true
	in.first().Transactions = rows
	in.want(Confirmed, "NOT_FOUND", "never-below-zero")

	silent := settled(t)
	for i := range silent.first().Transactions {
		silent.first().Transactions[i].HasBalance = false
	}
	silent.want(Inconclusive, "NO_DATA", "never-below-zero")
	now := amount("-3.00")
	silent.first().Balance = &now
	if check := silent.want(Refuted, "FOUND", "never-below-zero"); check.Reason != "Konto 0 is at -3.00 PLN now." {
		t.Error(check.Reason)
	}
	debt := settled(t)
	debt.account("Kredyt hipoteczny", "PL27114020040000300201355387", "-300000.00", tx("2026-03-10", "-1500.00", "BANK", "Odsetki"))
	debt.want(Confirmed, "NOT_FOUND", "never-below-zero") // a debt is below zero by nature
}

func TestS8_8_EmployersAreCompared(t *testing.T) {
	pays := func(n int, last int, name string) *world {
		w := newWorld(t)
		var rows []aisclient.Transaction
		for i := range n {
			rows = append(rows, tx(aisclient.DateOf(2026, 3, 27).AddMonths(-i-last).String(), "5000.00", name, "Wynagrodzenie za prace"))
		}
		w.account("Konto 0", mine, "60000.00", append(living(365), rows...)...)
		return w
	}
	pays(12, 0, "ACME Sp. z o.o.").want(Confirmed, "SAME", "employer Acme")
	pays(12, 0, "ACME Sp. z o.o.").want(Confirmed, "SAME", "employer ACME spółka z ograniczoną odpowiedzialnością")
	pays(12, 0, "ACME Sp. z o.o.").want(Inconclusive, "NEAR_MISS OTHER_FORM", "employer ACME S.A.")
	pays(12, 0, "ACME Sp. z o.o.").want(Inconclusive, "NEAR_MISS EXTRA_WORD", "employer ACME Polska Sp. z o.o.")
	pays(12, 0, "ACME Sp. z o.o.").want(Refuted, "OTHER", "employer Omega Sp. z o.o.")
	pays(2, 0, "ACME Sp. z o.o.").want(Inconclusive, "NEAR_MISS", "employer ACME")      // too few
	pays(12, 3, "ACME Sp. z o.o.").want(Inconclusive, "NEAR_MISS", "employer ACME")     // stopped
	pays(12, 3, "ACME Sp. z o.o.").want(Inconclusive, "NO_DATA", "employer Omega S.A.") // nobody pays now
	pays(0, 0, "").want(Inconclusive, "NO_DATA", "employer ACME")
}

// person is a world whose login has personal data.
func person(t *testing.T, change func(o *aisclient.Owner)) *world {
	w := settled(t)
	change(&w.imp.Targets[0].Owners[0])
	return w
}

func TestS8_8_PersonalData(t *testing.T) {
	pesel := func(s string) *world {
		return person(t, func(o *aisclient.Owner) { o.PolishPESEL = text.Clean(s) })
	}
	pesel("44051401359").want(Confirmed, "SAME", "pesel 44051401359")
	pesel("85031201233").want(Refuted, "OTHER", "pesel 44051401359")
	pesel("440514*****").want(Inconclusive, "MASKED", "pesel 44051401359")
	pesel("850312*****").want(Refuted, "OTHER", "pesel 44051401359")
	pesel("").want(Inconclusive, "NO_DATA", "pesel 44051401359")
	pesel("44051401359").want(Inconclusive, "CHECK_DIGITS", "pesel 44051401358")
	pesel("44051401359").want(Confirmed, "SAME", "birth-date 1944-05-14") // a PESEL holds the day
	pesel("44051401359").want(Refuted, "OTHER", "birth-date 1944-05-15")

	born := func(s string) *world {
		return person(t, func(o *aisclient.Owner) { o.BirthDate = text.Clean(s) })
	}
	born("1985-03-12").want(Confirmed, "SAME", "birth-date 1985-03-12")
	born("1985-03-13").want(Refuted, "OTHER", "birth-date 1985-03-12")
	born("1985").want(Inconclusive, "MASKED", "birth-date 1985-03-12")
	born("").want(Inconclusive, "NO_DATA", "birth-date 1985-03-12")
	born("1985-03-12").want(Inconclusive, "MASKED", "pesel 85031201233") // the day agrees, the rest nobody says
	born("1985-03-12").want(Refuted, "OTHER", "pesel 44051401359")

	lives := func(s string) *world {
		return person(t, func(o *aisclient.Owner) { o.Address = text.Clean(s) })
	}
	const said = "address ul. Kwiatowa 5, 00-123 Warszawa"
	lives("KWIATOWA 5 00-123 WARSZAWA").want(Confirmed, "SAME", said)
	lives("KWIATOWA 7 00-123 WARSZAWA").want(Inconclusive, "MASKED", said)
	lives("ul. Polna 1 31-001 Kraków").want(Refuted, "OTHER", said)
	lives("").want(Inconclusive, "NO_DATA", said)
	lives("KWIATOWA 5 00-123 WARSZAWA").want(Inconclusive, "NO_CLAIM", "address Warszawa")

	other := pesel("44051401359") // another person's number is nobody's proof
	other.imp.Targets[0].Owners[0].Name = text.Clean("Jan Nowak")
	other.want(Inconclusive, "NO_DATA", "name Anna Łącka", "pesel 44051401359")
}
