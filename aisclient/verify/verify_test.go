package verify

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
)

var update = flag.Bool("update", false, "write the golden files anew")

var today = aisclient.DateOf(2026, time.March, 31)

// The short words in which these tests are written.
var amount, day, tx = modeltest.Amount, modeltest.Day, modeltest.Row

// customer has a salary of 5,000 a month, a joint account, and data of March 31.
func customer() *aisclient.Import {
	balance := amount("2500.00")
	return &aisclient.Import{
		Envelope: aisclient.Envelope{ResponseTimestamp: time.Date(2026, 3, 31, 9, 0, 0, 0, time.UTC)},
		Targets: []aisclient.Target{{Name: text.Clean("KontoBank"), OfficialName: text.Clean("Konto Bank S.A."),
			Accounts: []aisclient.Account{{Name: text.Clean("Konto 0"), IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Balance: &balance,
				ActiveSinceAtLeast: day("2024-05-01"),
				Owners:             []aisclient.Owner{{Name: text.Clean("ŁĄCKA ANNA MARIA")}, {Name: text.Clean("Jan Nowak")}},
				Transactions: []aisclient.Transaction{
					tx("2026-03-28", "5000.00", "ACME", "Pensja", "salary"), tx("2026-03-02", "-1200.00", "Rent", "x"),
					tx("2026-02-27", "5000.00", "ACME", "Pensja", "salary"), tx("2026-01-28", "5000.00", "ACME", "Pensja", "salary"),
					tx("2025-12-28", "5000.00", "ACME", "Pensja", "salary"), tx("2025-11-20", "-10.00", "x", "x")}}}}}}
}

func check(t *testing.T, imp *aisclient.Import, claims ...Claim) *Report {
	t.Helper()
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Run(context.Background(), l, claims, today)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestClaims(t *testing.T) {
	for _, c := range []struct {
		claim Claim
		want  Outcome
	}{
		{OwnerName{"Anna Łącka"}, Pass},
		{OwnerName{"anna lacka"}, Pass},
		{OwnerName{"Pani Łącka, Anna-Maria"}, Pass},
		{OwnerName{"Jan Nowak"}, Pass},
		{OwnerName{"Jan Łącki"}, Fail},
		{OwnerName{"Anna Nowak"}, Fail}, // half of each owner
		{OwnerName{"Anna"}, Fail},
		{OwnerName{"Anna Anna"}, Fail},
		{OwnerName{""}, Unknown},
		{HasIBAN{"PL61 1090 1014 0000 0712 1981 2874"}, Pass},
		{HasIBAN{"61109010140000071219812874"}, Pass},
		{HasIBAN{"PL10105000997603123456789123"}, Fail},
		{HasIBAN{" "}, Unknown},
		{MonthlyIncome{amount("5000"), "PLN", 3}, Pass},
		{MonthlyIncome{amount("5000.01"), "PLN", 3}, Fail},
		{MonthlyIncome{amount("5000"), "PLN", 0}, Pass},
		{MonthlyIncome{amount("4000"), "PLN", 12}, Unknown}, // the data does not reach back so far
		{MonthlyIncome{amount("1"), "EUR", 3}, Unknown},
		{ActiveSince{day("2024-05-01")}, Pass},
		{ActiveSince{day("2024-04-30")}, Unknown},
		{BalanceAtLeast{amount("2500"), "PLN"}, Pass},
		{BalanceAtLeast{amount("2500.01"), "PLN"}, Fail},
		{BalanceAtLeast{amount("1"), "EUR"}, Fail},
		{Fresh{0}, Pass},
		{None{insight.Bailiff}, Pass},
		{None{"astrology"}, Unknown},
		{NeverBelowZero{}, Unknown}, // no balances on rows
	} {
		r := check(t, customer(), c.claim)
		if got := r.Checks[0]; got.Outcome != c.want || got.Reason == "" || got.Claim != c.claim.Says() {
			t.Errorf("%T %v: %s (%s), want %s", c.claim, c.claim, got.Outcome, got.Reason, c.want)
		}
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Acme Sp. z o.o.", "ACME SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", true},
		{"ACME", "ACME TRADING SP Z OO", false},
		{"ACME S.A.", "ACME", true},
		{"Müller Jürgen", "JURGEN MULLER", true},
		{"Juan Manuel Hurtado", "HURTADO GARCIA JUAN MANUEL", true},
		{"dr inż. Jan Kowalski", "Kowalski Jan", true},
		{"Jan Kowalski", "Jan Kowalczyk", false},
		{"Anna M. Łącka", "ŁĄCKA ANNA MARIA", true},
		{"Anna M. Łącka", "ŁĄCKA ANNA EWA", false},
		{"A. M. Łącka", "ŁĄCKA ANNA MARIA", false},
		{"Anna Nowak", "Anna Nowak-Kowalska", true},
		{"Jürgen Groß", "GROSS JUERGEN", true},
		{"Jurgen Gross", "Groß, Jürgen", true},
		{"Soren Kjaer", "SØREN KJÆR", true},
		{"Noel Baetz", "Nol Batz", false},
		{"A. Kowalski", "Anna Kowalska", false},
		{"", "", false},
		{"Sp. z o.o.", "Sp. z o.o.", true},
	} {
		if got := sameName(c.a, c.b); got != c.want || sameName(c.b, c.a) != got {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestVerdicts(t *testing.T) {
	good, bad, open := OwnerName{"Anna Łącka"}, OwnerName{"Ewa Obca"}, None{"astrology"}
	for _, c := range []struct {
		claims []Claim
		want   Verdict
	}{
		{[]Claim{good, Fresh{1}}, Confirmed},
		{[]Claim{good, bad}, Refuted},
		{[]Claim{good, open}, Inconclusive},
		{[]Claim{open, bad}, Refuted},
		{nil, Inconclusive},
	} {
		if r := check(t, customer(), c.claims...); r.Verdict != c.want {
			t.Errorf("%v: %s, want %s", c.claims, r.Verdict, c.want)
		}
	}
}

func TestPartialDataNeverConfirms(t *testing.T) {
	imp := customer()
	imp.Targets[0].Accounts[0].PartialDueToTimeout = true
	for _, c := range []struct {
		claim Claim
		want  Outcome
	}{
		{OwnerName{"Anna Łącka"}, Pass},
		{OwnerName{"Ewa Obca"}, Unknown},
		{HasIBAN{"PL10105000997603123456789123"}, Unknown},
		{MonthlyIncome{amount("5000"), "PLN", 3}, Pass},
		{MonthlyIncome{amount("6000"), "PLN", 3}, Unknown},
		{BalanceAtLeast{amount("9999"), "PLN"}, Unknown},
		{None{insight.Bailiff}, Unknown},
	} {
		r := check(t, imp, c.claim)
		if r.Checks[0].Outcome != c.want || !r.Checks[0].Partial || r.Verdict != Inconclusive || r.Partial == "" {
			t.Errorf("%v: %+v, verdict %s", c.claim, r.Checks[0], r.Verdict)
		}
	}
	if r := check(t, imp, OwnerName{"Anna Łącka"}); !strings.Contains(r.Text(), "pass on partial data") || !strings.Contains(r.Text(), "cut the history of Konto 0 short") {
		t.Error(r.Text())
	}
}

func TestAReplyCutShortNeverConfirms(t *testing.T) {
	l, _, err := ledger.Load(context.Background(), strings.NewReader(`<reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand"><result><accounts><account><name>K</name><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><currencyAmount>1.00</currencyAmount></moneyTransaction>`), aisclient.DecodeOptions{}, nil)
	if err == nil || l == nil {
		t.Fatal(l, err)
	}
	r, err := Run(context.Background(), l, []Claim{Fresh{10_000_000}, BalanceAtLeast{0, "PLN"}}, today)
	if err != nil || r.Verdict == Confirmed || r.Partial == "" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := Run(context.Background(), nil, nil, today); !errors.Is(err, ErrNoData) {
		t.Errorf("no ledger: %v", err)
	}
}

func TestSignsLeadToTheirRows(t *testing.T) {
	imp := customer()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = append(acc.Transactions, tx("2025-11-01", "-300.00", "Komornik Sądowy", "KM 1/25"))
	r := check(t, imp, None{insight.Bailiff})
	if c := r.Checks[0]; c.Outcome != Fail || len(c.Rows) != 1 || c.Rows[0] != 6 || c.Filter == "" {
		t.Errorf("%+v", c)
	}
	if len(r.Notable) == 0 || r.Notable[0].Level == insight.Info {
		t.Errorf("%+v", r.Notable)
	}
}

func TestBelowZeroFailsWithItsRows(t *testing.T) {
	imp := customer()
	x := &imp.Targets[0].Accounts[0].Transactions[1]
	x.Balance, x.HasBalance = amount("-5.00"), true
	if c := check(t, imp, NeverBelowZero{}).Checks[0]; c.Outcome != Fail || len(c.Rows) != 1 {
		t.Errorf("%+v", c)
	}
	x.Balance = amount("5.00")
	if c := check(t, imp, NeverBelowZero{}).Checks[0]; c.Outcome != Pass {
		t.Errorf("%+v", c)
	}
}

func TestOldDataIsNotFresh(t *testing.T) {
	imp := customer()
	imp.Envelope.ResponseTimestamp = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	if c := check(t, imp, Fresh{29}).Checks[0]; c.Outcome != Fail || c.Reason != "The data is from 2026-03-01, 30 days old." {
		t.Errorf("%+v", c)
	}
	imp.Envelope.ResponseTimestamp = time.Time{} // an old reply: the newest row decides
	if r := check(t, imp, Fresh{3}); r.AsOf != day("2026-03-28") || r.Checks[0].Outcome != Pass {
		t.Errorf("%+v", r)
	}
}

func TestReportGoldens(t *testing.T) {
	imp := customer()
	acc := &imp.Targets[0].Accounts[0]
	acc.Transactions = append(acc.Transactions, tx("2025-11-01", "-300.00", "STS S.A. | *bet* <b>", "x", "gambling"))
	r := check(t, imp, OwnerName{"Anna Łącka"}, HasIBAN{"PL61109010140000071219812874"}, MonthlyIncome{amount("4000"), "PLN", 3},
		BalanceAtLeast{amount("9000"), "PLN"}, Fresh{7}, None{insight.Gambling}, NeverBelowZero{})
	js, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{"report.txt": r.Text(), "report.md": r.Markdown(), "report.json": string(js) + "\n"} {
		path := filepath.Join("testdata", name)
		if *update {
			_ = os.MkdirAll("testdata", 0o755)
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil || string(want) != got {
			t.Errorf("%s differs (%v); run with -update and look at it\n%s", name, err, got)
		}
	}
}

func TestMarkdownAndTextCannotBeBrokenOutOf(t *testing.T) {
	evil := "Ewa | x |\n# [click](javascript:1) <script>\x1b[31m‮"
	imp := customer()
	imp.Targets[0].Accounts[0].Owners[0].Name = text.Clean(evil)
	r := check(t, imp, OwnerName{evil}, HasIBAN{evil})
	for _, line := range strings.Split(r.Markdown(), "\n") {
		if strings.Contains(line, "<script") || strings.HasPrefix(line, "# [") || strings.Contains(strings.ReplaceAll(line, `\]`, ""), "](") {
			t.Errorf("markdown line %q", line)
		}
	}
	for _, s := range []string{r.Markdown(), r.Text()} {
		if strings.ContainsAny(s, "\x1b\u202e") {
			t.Errorf("a control got through: %q", s)
		}
	}
}

// An account that gives no balances could have been anywhere, and one that is below zero now was so at the end of a day.
func TestBelowZeroNeedsTheBalancesOfEveryAccount(t *testing.T) {
	silent := aisclient.Account{Name: text.Clean("Drugie"), Currency: "PLN", Transactions: []aisclient.Transaction{tx("2026-03-01", "-5.00", "A", "x")}}
	positive := amount("10")
	known := aisclient.Account{Name: text.Clean("Pierwsze"), Currency: "PLN", Balance: &positive, Transactions: []aisclient.Transaction{tx("2026-03-01", "10.00", "A", "x")}}
	known.Transactions[0].Balance, known.Transactions[0].HasBalance = positive, true
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{known, silent}}}}
	if c := check(t, imp, NeverBelowZero{}).Checks[0]; c.Outcome != Unknown || !strings.Contains(c.Reason, "Drugie") {
		t.Errorf("%+v", c)
	}
	negative := amount("-3")
	imp.Targets[0].Accounts[1].Balance = &negative
	if c := check(t, imp, NeverBelowZero{}).Checks[0]; c.Outcome != Fail || c.Reason != "Drugie is at -3.00 PLN now." {
		t.Errorf("%+v", c)
	}
}

// Days on which two accounts were below zero are not added up.
func TestDaysBelowZeroStandByAccount(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{}}}
	for _, name := range []string{"A", "B"} {
		a := aisclient.Account{Name: text.Clean(name), Currency: "PLN", Transactions: []aisclient.Transaction{tx("2026-03-01", "-5.00", "X", "x")}}
		a.Transactions[0].Balance, a.Transactions[0].HasBalance = amount("-5"), true
		imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, a)
	}
	if c := check(t, imp, NeverBelowZero{}).Checks[0]; c.Reason != "A ended 1 day below zero, B ended 1 day below zero." {
		t.Errorf("%+v", c)
	}
}

// Under the sign-ins of two owners a reply holds their account twice.
func TestAnAccountThatStandsTwiceHoldsItsMoneyOnce(t *testing.T) {
	balance := amount("100")
	joint := aisclient.Account{Name: text.Clean("Wspólne"), IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Balance: &balance}
	again := joint
	again.IBAN = text.Clean("61 1090 1014 0000 0712 1981 2874")
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{joint}}, {Accounts: []aisclient.Account{again}}}}
	if c := check(t, imp, BalanceAtLeast{amount("150"), "PLN"}).Checks[0]; c.Outcome != Fail || c.Reason != "The balance of 1 account in PLN is 100.00." {
		t.Errorf("%+v", c)
	}
	if c := check(t, imp, BalanceAtLeast{amount("100"), "PLN"}).Checks[0]; c.Outcome != Pass {
		t.Errorf("%+v", c)
	}
}

// Old replies have no clock; a payment that is booked ahead does not make them new.
func TestRowsOfTheFutureDoNotMakeOldDataNew(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN", Transactions: []aisclient.Transaction{
		tx("2031-01-01", "-5.00", "A", "x"), tx("2026-01-05", "-5.00", "A", "x")}}}}}}
	if r := check(t, imp, Fresh{1}); r.AsOf != day("2026-01-05") || r.Checks[0].Outcome != Fail || r.Checks[0].Claim != "The data is at most 1 day old." {
		t.Errorf("%+v", r)
	}
}
