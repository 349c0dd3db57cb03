package quality

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

var amount, day, tx = modeltest.Amount, modeltest.Day, modeltest.Row

const today = "2026-03-31"

// reply is an import of accounts, of today.
func reply(accounts ...aisclient.Account) *aisclient.Import {
	return &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: day(today).Time().Add(9 * time.Hour)},
		Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), Accounts: accounts}}}
}

func account(rows ...aisclient.Transaction) aisclient.Account {
	return aisclient.Account{Name: text.Clean("Konto"), IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Transactions: rows}
}

// row is a booked row with the balance after it.
func row(on, x, balance string) aisclient.Transaction {
	t := tx(on, x, "Sklep", "Zakup")
	t.Balance, t.HasBalance = amount(balance), true
	return t
}

func judge(t *testing.T, in Input, imp *aisclient.Import) *Report {
	t.Helper()
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	in.Ledger = l
	if in.Day == 0 {
		in.Day = DataDay(l, day(today))
	}
	r, err := Build(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *Report) hit(g Gate) *Hit {
	if i := slices.IndexFunc(r.Gates, func(h Hit) bool { return h.Gate == g }); i >= 0 {
		return &r.Gates[i]
	}
	return nil
}

func TestS0_4_TodayIsTheDaysOfTheDataInTheAccountsZone(t *testing.T) {
	for _, c := range []struct {
		at, iban string
		currency aisclient.Currency
		want     string
	}{
		{"2026-03-30T22:30:00Z", "PL61109010140000071219812874", "PLN", "2026-03-31"}, // summer: two hours ahead
		{"2026-03-30T21:59:00Z", "PL61109010140000071219812874", "PLN", "2026-03-30"},
		{"2026-01-30T22:59:00Z", "", "PLN", "2026-01-30"}, // winter: one hour
		{"2026-01-30T23:01:00Z", "", "CZK", "2026-01-31"},
		{"2026-03-29T00:59:00Z", "ES9121000418450200051332", "EUR", "2026-03-29"},
		{"2026-01-30T23:30:00Z", "GB29NWBK60161331926819", "GBP", "2026-01-30"},
		{"2026-07-30T23:30:00Z", "GB29NWBK60161331926819", "GBP", "2026-07-31"},
	} {
		imp := reply(aisclient.Account{IBAN: text.Clean(c.iban), Currency: c.currency, Transactions: []aisclient.Transaction{tx("2026-01-01", "1", "A", "x")}})
		imp.Envelope.ResponseTimestamp, _ = time.Parse(time.RFC3339, c.at)
		l, _ := ledger.FromImport(imp)
		if got := DataDay(l, day("2027-01-01")); got != day(c.want) {
			t.Errorf("%s in %s%s: %s, want %s", c.at, c.iban, c.currency, got, c.want)
		}
	}
	imp := reply(account(tx("2026-03-01", "1", "A", "x"), tx("2026-04-02", "1", "A", "x"), tx("9999-12-31", "1", "A", "x")))
	imp.Envelope.ResponseTimestamp = time.Time{}
	l, _ := ledger.FromImport(imp)
	if got := DataDay(l, day(today)); got != day("2026-03-01") {
		t.Errorf("without a clock it is %s", got)
	}
}

// A bank may have booked rows under a status that nobody knows: where the balances follow only with them, nothing is broken.
func TestS7_4_TheBalancesHoldRowsOfUnknownStatus(t *testing.T) {
	unknown := func(status string) aisclient.Account {
		rows := []aisclient.Transaction{row("2026-03-01", "100", "1100"), row("2026-03-05", "-30", "1070"), row("2026-03-09", "-20", "1050"), row("2026-03-14", "-40", "1010")}
		rows[2].Status = text.Clean(status)
		return account(rows...)
	}
	if r := judge(t, Input{}, reply(unknown("Zmyślony"))); len(r.Accounts[0].Breaks) != 0 || r.hit(UnknownStatus) == nil {
		t.Errorf("a row that the balances hold: %+v, %+v", r.Accounts[0].Breaks, r.Gates)
	}
	if r := judge(t, Input{}, reply(unknown("REJECTED"))); len(r.Accounts[0].Breaks) == 0 {
		t.Error("a row that is void is in the balances, and nothing is said")
	}
}

func TestS7_1_WhatCouldNotBeReadIsCounted(t *testing.T) {
	imp := reply(account(tx("2026-03-01", "1", "A", "x")))
	if r := judge(t, Input{}, imp); r.hit(NotWhole) != nil {
		t.Errorf("a sound reply: %+v", r.Gates)
	}
	imp.Targets[0].Accounts[0].PartialDueToTimeout = true
	if r := judge(t, Input{}, imp); r.hit(NotWhole) == nil || !strings.Contains(r.hit(NotWhole).Sentence, "cut the history of Konto") || !r.Accounts[0].Cut {
		t.Errorf("a cut history: %+v", r.Gates)
	}
	for path, hides := range map[string]bool{
		"reply/command/result/accounts/account/moneyTransactionz":                        true,
		"reply/command/result/moneyTransactions":                                         true,
		"reply/command/result/accounts/acount":                                           true,
		"reply/command/result/accounts/account/colour":                                   false, // a new element of the provider
		"reply/command/result/accounts/account/moneyTransactions/moneyTransaction/motif": false,
	} {
		imp := reply(account(tx("2026-03-01", "1", "A", "x")))
		imp.Warnings = []aisclient.Warning{{Path: path, What: map[bool]string{true: "unread element that is not known", false: "unknown element"}[hides], Count: 1}}
		if r := judge(t, Input{}, imp); (r.hit(NotWhole) != nil) != hides {
			t.Errorf("%s: %+v", path, r.Gates)
		}
	}
	l, _, err := ledger.Load(context.Background(), strings.NewReader(`<reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts><account><name>K</name><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><bookedOn>2026-03-01</bookedOn><currencyAmount>1.00</currencyAmount></moneyTransaction>`), aisclient.DecodeOptions{}, nil)
	if err == nil {
		t.Fatal("a cut reply was read")
	}
	r, _ := Build(context.Background(), Input{Ledger: l, Day: day(today)})
	if r.hit(NotWhole) == nil {
		t.Errorf("a reply that ends early: %+v", r.Gates)
	}
}

// What an import holds that failed, or that still runs, may be a part of it.
func TestS7_1_AnImportThatDidNotSucceedIsNotWhole(t *testing.T) {
	for _, k := range []struct {
		command *aisclient.Command
		says    string
	}{
		{nil, ""},
		{&aisclient.Command{State: aisclient.StateSuccessful}, ""},
		{&aisclient.Command{State: aisclient.StateError}, `its state is "error"`},
		{&aisclient.Command{State: aisclient.StateInProgress}, `its state is "in_progress"`},
		{&aisclient.Command{State: aisclient.StateSuccessful, Exception: &aisclient.Exception{Name: "TargetTimeout"}}, "met an error (TargetTimeout)"},
	} {
		imp := reply(account(tx("2026-03-01", "1", "A", "x")))
		imp.Command = k.command
		h := judge(t, Input{}, imp).hit(NotWhole)
		if (h != nil) != (k.says != "") || h != nil && !strings.Contains(h.Sentence, k.says) {
			t.Errorf("%+v: %+v", k.command, h)
		}
	}
}

func TestS7_2_CoverageIsShortBelowNinetyDays(t *testing.T) {
	data := day(today)
	for _, c := range []struct {
		first aisclient.Date
		since aisclient.Date
		name  string
		short bool
	}{
		{data - 83, 0, "Konto", false}, // 83 days and 7 of grace
		{data - 82, 0, "Konto", true},
		{data - 10, data - 90, "Konto", false}, // a quiet account: 90 days were asked for
		{data - 10, data - 89, "Konto", true},
		{data - 10, 0, "Konto oszczędnościowe", false},
	} {
		a := account(tx(c.first.String(), "-1", "A", "x"), tx((data-1).String(), "-1", "A", "x"))
		a.Name = text.Clean(c.name)
		if r := judge(t, Input{Since: c.since}, reply(a)); r.Accounts[0].Short != c.short || (r.hit(ShortCoverage) != nil) != c.short {
			t.Errorf("%s from %s, asked from %s: %+v", c.name, c.first, c.since, r.Accounts[0])
		}
	}
	full := amount("5")
	for balance, short := range map[*aisclient.Amount]bool{nil: false, &full: true, new(aisclient.Amount): false} {
		a := account()
		a.Balance = balance
		if r := judge(t, Input{}, reply(a)); r.Accounts[0].Short != short {
			t.Errorf("an account without rows and with balance %v: %+v", balance, r.Accounts[0])
		}
	}
}

// everyThird is an account with a row every third day until last, then nothing.
func everyThird(from, last string) []aisclient.Transaction {
	var rows []aisclient.Transaction
	for d := day(from); d <= day(last); d += 3 {
		rows = append(rows, tx(d.String(), "-10", "Sklep", "Zakup"))
	}
	return rows
}

func TestS7_3_GapsAreLongAndUnusual(t *testing.T) {
	rows := append(everyThird("2025-09-01", "2025-11-30"), everyThird("2026-01-06", today)...)
	r := judge(t, Input{}, reply(account(rows...)))
	if g := r.Accounts[0].Gaps; len(g) != 1 || g[0] != (Span{day("2025-12-01"), day("2026-01-05")}) || r.hit(InGap) == nil {
		t.Errorf("a gap of 36 days: %+v", g)
	}
	rows = append(everyThird("2025-09-01", "2025-11-30"), everyThird("2026-01-04", today)...)
	if r := judge(t, Input{}, reply(account(rows...))); len(r.Accounts[0].Gaps) != 0 {
		t.Errorf("35 days without a row are no gap: %+v", r.Accounts[0].Gaps)
	}
	if r := judge(t, Input{}, reply(account(everyThird("2025-09-01", "2026-02-20")...))); len(r.Accounts[0].Gaps) != 1 || r.Accounts[0].Gaps[0].To != day(today) {
		t.Errorf("a gap at the end: %+v", r.Accounts[0].Gaps)
	}
	late := account(everyThird("2026-01-05", today)...) // the bank says that it existed before
	late.ActiveSinceAtLeast = day("2023-07-07")
	if g := judge(t, Input{Since: day("2025-11-01")}, reply(late)).Accounts[0].Gaps; len(g) != 1 || g[0] != (Span{day("2025-11-01"), day("2026-01-04")}) {
		t.Errorf("a gap between the day that was asked for and the first row: %+v", g)
	}
	late.ActiveSinceAtLeast = day("2026-01-02")
	if g := judge(t, Input{Since: day("2025-11-01")}, reply(late)).Accounts[0].Gaps; len(g) != 0 {
		t.Errorf("a new account has no gap before it: %+v", g)
	}
	var monthly []aisclient.Transaction // an account with a row every 30 days is quiet, not full of gaps
	for d := day("2025-06-01"); d < day(today)-40; d += 30 {
		monthly = append(monthly, tx(d.String(), "-10", "A", "x"))
	}
	if r := judge(t, Input{}, reply(account(monthly...))); len(r.Accounts[0].Gaps) != 0 {
		t.Errorf("a quiet account: %+v", r.Accounts[0].Gaps)
	}
}

func TestS7_4_TheChainHoldsInAnyOrderOfADay(t *testing.T) {
	good := []aisclient.Transaction{row("2026-03-12", "-5", "135"), row("2026-03-11", "100", "140"), row("2026-03-11", "-50", "40"), row("2026-03-10", "-10", "90")}
	for name, rows := range map[string][]aisclient.Transaction{
		"newest first":   good,
		"oldest first":   {good[3], good[2], good[1], good[0]},
		"a day in turns": {good[0], good[2], good[1], good[3]},
	} {
		if r := judge(t, Input{}, reply(account(rows...))); len(r.Accounts[0].Breaks) != 0 || r.hit(ChainBreak) != nil {
			t.Errorf("%s: %+v", name, r.Accounts[0].Breaks)
		}
	}
	bad := slices.Clone(good)
	bad[0] = row("2026-03-12", "-5", "134")
	r := judge(t, Input{}, reply(account(bad...)))
	if b := r.Accounts[0].Breaks; len(b) != 1 || b[0].Day != day("2026-03-12") || b[0].Size != amount("-1") || !slices.Equal(b[0].Rows, []int32{0}) {
		t.Errorf("%+v", b)
	}
	if r := judge(t, Input{}, reply(account(row("2026-03-12", "-5", "134")))); len(r.Accounts[0].Breaks) != 0 {
		t.Errorf("one balance breaks nothing: %+v", r.Accounts[0].Breaks)
	}
}

// rounded is an account of 25 days whose balances a bank rounds to whole units.
func rounded(step aisclient.Amount, off int) aisclient.Account {
	var rows []aisclient.Transaction
	balance := amount("1000")
	for i := range 25 {
		x := amount("-3.37")
		balance += x
		shown := (balance + step/2) / step * step
		if i == off {
			shown += 2 * step
		}
		t := row((day("2026-03-01") + aisclient.Date(i)).String(), "-3.37", "0")
		t.Balance = shown
		rows = append(rows, t)
	}
	return account(rows...)
}

func TestS7_4_RoundedBalancesBreakNothing(t *testing.T) {
	for _, step := range []aisclient.Amount{aisclient.AmountScale, aisclient.AmountScale / 10, aisclient.AmountScale / 100} {
		if r := judge(t, Input{}, reply(rounded(step, -1))); len(r.Accounts[0].Breaks) != 0 || r.Accounts[0].Tolerance != step {
			t.Errorf("rounded to %s: tolerance %s, %+v", step, r.Accounts[0].Tolerance, r.Accounts[0].Breaks)
		}
		if r := judge(t, Input{}, reply(rounded(step, 10))); len(r.Accounts[0].Breaks) == 0 {
			t.Errorf("rounded to %s, one balance is off by two steps: no break", step)
		}
	}
	few := rounded(aisclient.AmountScale, -1)
	few.Transactions = few.Transactions[:19]
	if r := judge(t, Input{}, reply(few)); len(r.Accounts[0].Breaks) == 0 {
		t.Errorf("19 balances prove no whole unit: %s", r.Accounts[0].Tolerance)
	}
	for n, want := range map[int]aisclient.Amount{3: 0, 4: aisclient.AmountScale / 10, 19: aisclient.AmountScale / 10} {
		few := rounded(aisclient.AmountScale/10, -1)
		few.Transactions = few.Transactions[:n]
		if r := judge(t, Input{}, reply(few)); r.Accounts[0].Tolerance != want {
			t.Errorf("%d balances rounded to tenths: tolerance %s, want %s", n, r.Accounts[0].Tolerance, want)
		}
	}
	few = rounded(aisclient.AmountScale/10, -1)
	few.Transactions = few.Transactions[:12]
	few.Transactions[5].Balance += aisclient.AmountScale / 100
	if r := judge(t, Input{}, reply(few)); r.Accounts[0].Tolerance != 0 {
		t.Errorf("one of 12 balances is no tenth: tolerance %s", r.Accounts[0].Tolerance)
	}
}

// So many balances, so many of which are whole: from 20 on 99 in a hundred are enough.
func TestS7_4_WhenAUnitIsBelieved(t *testing.T) {
	const unit, tenth, cent = aisclient.AmountScale, aisclient.AmountScale / 10, aisclient.AmountScale / 100
	for _, k := range []struct {
		n, odd int
		want   aisclient.Amount
	}{{19, 0, tenth}, {20, 0, unit}, {20, 1, cent}, {100, 1, unit}, {100, 2, cent}, {99, 1, cent}} {
		balances := make([]aisclient.Amount, k.n)
		for i := range balances {
			if balances[i] = aisclient.Amount(i) * unit; i < k.odd {
				balances[i] += cent
			}
		}
		if got := tolerance(balances); got != k.want {
			t.Errorf("%d balances, %d of them not whole: tolerance %s, want %s", k.n, k.odd, got, k.want)
		}
	}
}

func TestS7_5_TheHeaderFollowsFromTheRows(t *testing.T) {
	header := func(balance string, rows ...aisclient.Transaction) *Difference {
		a := account(rows...)
		b := amount(balance)
		a.Balance = &b
		return judge(t, Input{}, reply(a)).Accounts[0].Header
	}
	pending := tx("2026-03-31", "-20", "A", "x")
	pending.Status = text.Clean("PENDING")
	void := pending
	void.Status = text.Clean("Anulowana")
	for name, ok := range map[string]bool{
		"a cancelled row":        header("70", void, row("2026-03-10", "-10", "90")) != nil,
		"the same":               header("90", row("2026-03-10", "-10", "90")) == nil,
		"a row of today":         header("60", tx(today, "-30", "A", "x"), row("2026-03-10", "-10", "90")) == nil,
		"today not yet":          header("90", tx(today, "-30", "A", "x"), row("2026-03-10", "-10", "90")) == nil,
		"a pending row":          header("70", pending, row("2026-03-10", "-10", "90")) == nil,
		"rows without balances":  header("85", tx("2026-03-12", "-5", "A", "x"), row("2026-03-10", "-10", "90")) == nil,
		"no balance of any row":  header("85", tx("2026-03-12", "-5", "A", "x")) == nil,
		"too much":               header("90.01", row("2026-03-10", "-10", "90")) != nil,
		"too much for a pending": header("71", pending, row("2026-03-10", "-10", "90")) != nil,
	} {
		if !ok {
			t.Error(name)
		}
	}
	d := header("50000", row("2026-03-10", "-600", "2400"))
	if d == nil || d.Size() != amount("47600") || d.Chain != amount("2400") || d.Day != day("2026-03-10") {
		t.Errorf("%+v", d)
	}
}

func TestS7_6_OnlyBookedRowsCount(t *testing.T) {
	with := func(status string) aisclient.Transaction {
		x := tx("2026-03-10", "-10", "A", "x")
		x.Status = text.Clean(status)
		return x
	}
	r := judge(t, Input{}, reply(account(with("DONE"), with("Oczekująca"), with("Anulowana"), with("Q7"))))
	a := r.Accounts[0]
	if !slices.Equal(a.Pending, []int32{1}) || !slices.Equal(a.Void, []int32{2}) || !slices.Equal(a.Unknown, []int32{3}) {
		t.Errorf("%+v", a)
	}
	if h := r.hit(UnknownStatus); h == nil || !strings.Contains(h.Sentence, `"Q7"`) {
		t.Errorf("%+v", r.Gates)
	}
	l, _ := ledger.FromImport(reply(account(with("DONE"), with("Oczekująca"), with("Anulowana"), with("Q7"))))
	for i, want := range []bool{true, false, false, false} {
		if counts(l, int32(i), day(today)) != want {
			t.Errorf("row %d counts: %v", i, !want)
		}
	}
}

func TestS7_7_FutureAndPlaceholderDays(t *testing.T) {
	r := judge(t, Input{}, reply(account(tx("2026-03-10", "-1", "A", "x"), tx("2026-04-01", "-1", "A", "x"), tx("1970-01-01", "-1", "A", "x"), tx("1989-12-31", "-1", "A", "x"),
		tx("9999-12-31", "-1", "A", "x"), tx("1990-01-01", "-1", "A", "x"))))
	a := r.Accounts[0]
	if !slices.Equal(a.Future, []int32{1}) || !slices.Equal(a.Placeholder, []int32{2, 3, 4}) {
		t.Errorf("future %v, placeholders %v", a.Future, a.Placeholder)
	}
	for _, c := range []struct {
		rows []aisclient.Transaction
		want string
	}{
		{[]aisclient.Transaction{tx("2024-01-01", "-1", "A", "x"), tx("2026-03-01", "-1", "A", "x")}, "2026-03-01"}, // alone by more than 400 days
		{[]aisclient.Transaction{tx("2025-01-24", "-1", "A", "x"), tx("2026-02-28", "-1", "A", "x")}, "2025-01-24"}, // by 400
		{[]aisclient.Transaction{tx("2024-01-01", "-1", "A", "x"), tx("2024-01-01", "-2", "B", "x"), tx("2026-03-01", "-1", "A", "x")}, "2024-01-01"},
		{[]aisclient.Transaction{tx("0001-01-01", "-1", "A", "x")}, ""},
	} {
		l, _ := ledger.FromImport(reply(account(c.rows...)))
		if got := CredibleSince(l, 0, day(today)); got.String() != c.want {
			t.Errorf("%v: %s, want %s", c.rows[0].BookedOn, got, c.want)
		}
	}
}

// facts say that rows in are salary and rows out groceries, but for titles that name another category.
func facts(l *ledger.Ledger) Facts {
	of := func(row int32) category.Category {
		name, _, _ := strings.Cut(l.FoldedTitle(row), " ")
		if name == "traspaso" { // by its words alone, see Own
			return category.OwnTransfer
		}
		if c, ok := category.Parse(name); ok {
			return c
		}
		return category.OtherOut
	}
	return Facts{Category: of, Own: func(row int32) bool { return of(row) == category.OwnTransfer && l.FoldedTitle(row) != "traspaso" }, Covered: func(c string) bool { return c == "PL" },
		Card:   func(row int32) bool { return strings.Contains(l.FoldedTitle(row), "karta") },
		Person: func(row int32) (int32, bool) { return 1, of(row) == category.PersonOut }}
}

func judgeFacts(t *testing.T, imp *aisclient.Import) *Report {
	t.Helper()
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Build(context.Background(), Input{Ledger: l, Day: day(today), Facts: facts(l)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestS7_8_TheAccountThatSomebodyLivesOn(t *testing.T) {
	lives := func(n int, more ...aisclient.Transaction) []aisclient.Transaction {
		for i := range n {
			more = append(more, tx((day(today)-aisclient.Date(i*3)).String(), "-20", "Sklep", "groceries"))
		}
		return more
	}
	pay := tx("2026-03-01", "5000", "ACME", "salary")
	for name, c := range map[string]struct {
		rows []aisclient.Transaction
		main bool
	}{
		"six rows":                    {lives(6, pay), true},
		"cards anywhere":              {lives(5, pay, tx("2026-03-02", "-25", "Nieznany", "other_out platnosc karta")), true},
		"no card":                     {lives(5, pay, tx("2026-03-02", "-25", "Nieznany", "other_out przelew")), false},
		"five rows":                   {lives(5, pay), false},
		"half leaves":                 {lives(9, pay, tx("2026-03-02", "-2500", "Ja", "own_transfer")), false},
		"half leaves, by its words":   {lives(9, pay, tx("2026-03-02", "-2500", "Ewa", "traspaso")), false},
		"half is saved":               {lives(9, pay, tx("2026-03-02", "-2500", "Ja", "own_transfer"), tx("2026-03-03", "-2400", "Ja", "own_transfer na oszczednosci")), false},
		"most is saved":               {lives(9, pay, tx("2026-03-03", "-4000", "Ja", "own_transfer na oszczednosci")), false},
		"less than half":              {lives(9, pay, tx("2026-03-02", "-2499", "Ja", "own_transfer")), true},
		"half to one person":          {lives(9, pay, tx("2026-03-02", "-2500", "Ewa", "person_out")), false},
		"on the first of the 90 days": {lives(5, pay, tx("2026-01-01", "-20", "Sklep", "groceries")), true},
		"on the day before them":      {lives(5, pay, tx("2025-12-31", "-20", "Sklep", "groceries")), false},
		"before the last days":        {lives(9, pay, tx("2025-12-30", "-2500", "Ja", "own_transfer")), true},
	} {
		if r := judgeFacts(t, reply(account(c.rows...))); (r.hit(NotMainAccount) == nil) != c.main {
			t.Errorf("%s: %+v", name, r.hit(NotMainAccount))
		}
	}
}

func TestACountryWithoutLexiconIsSaid(t *testing.T) {
	for iban, covered := range map[string]bool{"PL61109010140000071219812874": true, "DE89370400440532013000": false, "": false} {
		a := account(tx("2026-03-01", "-1", "A", "x"))
		a.IBAN, a.Currency = text.Clean(iban), "EUR"
		if r := judgeFacts(t, reply(a)); (r.hit(NoLexicon) == nil) != covered {
			t.Errorf("%q: %+v", iban, r.hit(NoLexicon))
		}
	}
	german := account(tx("2026-03-01", "-1", "A", "Überweisung an B"), tx("2026-03-02", "-1", "A", "Lastschrift"), tx("2026-03-03", "-1", "A", "x"))
	if r := judgeFacts(t, reply(german)); r.hit(NoLexicon) == nil {
		t.Error("a German statement passes for Polish")
	}
	for n, foreign := range map[int]bool{5: true, 6: false} { // one row of so many
		rows := slices.Repeat([]aisclient.Transaction{tx("2026-03-01", "-1", "A", "x")}, n)
		rows[0].Title = text.Clean("Lastschrift")
		if r := judgeFacts(t, reply(account(rows...))); (r.hit(NoLexicon) != nil) != foreign {
			t.Errorf("one German row of %d: %+v", n, r.hit(NoLexicon))
		}
	}
}

// The table of the specification, written out once more as it stands there.
func TestS7_9_TheTableOfGates(t *testing.T) {
	const c, r = Confirms, Refutes
	want := map[Gate]string{
		NotWhole: "cr c c cr c r r", ShortCoverage: "cr c c - c r -", InGap: "cr c c - c r -", ChainBreak: "c c c c c - -",
		HeaderContradicts: "- c c b c - -", Duplicates: "b - - - b - -", UnknownStatus: "b b c - b r -", OwnerUnknown: "n - - n - - -",
		NotMainAccount: "- c - - c - -", OtherCurrency: "r - - r r - -", NoLexicon: "- c - - c - -", FileOnly: "c c c c c c c", NoImport: "r c c r c r r", EmptyAccount: "- o o - o - -",
	}
	letters := map[rune]Effect{'c': c, 'r': r, 'b': Bounds, 'n': Named, 'o': Noted}
	for i := range gateNames {
		g := Gate(i)
		cells := strings.Fields(want[g])
		if len(cells) != int(concerns) {
			t.Fatalf("%s has %d cells", g, len(cells))
		}
		for i, cell := range cells {
			var e Effect
			for _, l := range cell {
				e |= letters[l]
			}
			if got := g.Effect(Concern(i)); got != e {
				t.Errorf("%s on concern %d: %b, want %b", g, i, got, e)
			}
		}
	}
}

func TestOtherGatesAct(t *testing.T) {
	empty := account()
	empty.Name = text.Clean("Drugie")
	r := judge(t, Input{FileOnly: func(int) string { return "it is a statement file" }, Facts: Facts{Twice: func(row int32) bool { return row == 1 }, Repeats: func(s int) (int, bool) { return 0, false }}},
		reply(account(tx("2026-03-01", "-1", "A", "x"), tx("2026-03-01", "-1", "A", "x")), empty))
	for g, says := range map[Gate]string{FileOnly: "statement file", Duplicates: "1 row of Konto repeats another one", EmptyAccount: "Drugie is empty"} {
		if h := r.hit(g); h == nil || !strings.Contains(h.Sentence, says) {
			t.Errorf("%s: %+v", g, h)
		}
	}
	a, b := account(tx("2026-03-01", "-1", "A", "x")), account(tx("2026-03-01", "-1", "A", "x"))
	one, two := amount("1"), amount("2")
	a.Balance, b.Balance = &one, &two
	twice := Facts{Repeats: func(s int) (int, bool) { return 0, s == 1 }}
	if r := judge(t, Input{Facts: twice}, reply(a, b)); r.hit(ChainBreak) == nil {
		t.Error("an account that stands twice with two balances")
	}
	b.Balance = &one
	if r := judge(t, Input{Facts: twice}, reply(a, b)); r.hit(ChainBreak) != nil {
		t.Error("an account that stands twice with one balance")
	}
}
