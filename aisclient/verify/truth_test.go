package verify

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// one checks a single claim.
func one(t *testing.T, imp *aisclient.Import, c Claim) Check {
	t.Helper()
	return check(t, imp, c).Checks[0]
}

func account(imp *aisclient.Import) *aisclient.Account { return &imp.Targets[0].Accounts[0] }

// A customer who let 90 days be imported has two full months: a month that the history does not hold must not
// refute an income that came every month.
func TestAnIncomeIsNotRefutedForMonthsThatAreNotThere(t *testing.T) {
	imp := customer()
	account(imp).Transactions = account(imp).Transactions[:3] // from 2026-02-27 on
	for _, c := range []struct {
		first  string
		claim  MonthlyIncome
		want   Outcome
		reason string
	}{
		{"2026-01-15", MonthlyIncome{Least: amount("5000"), Currency: "PLN"}, Pass, "From 2026-02-01 to 2026-03-31, 2 full months, the income was 5000.00 PLN a month (salary)."},
		{"2026-01-15", MonthlyIncome{Least: amount("5001"), Currency: "PLN"}, Fail, "2 full months"},
		{"2026-01-15", MonthlyIncome{Least: amount("5000"), Currency: "PLN", Months: 3}, Unknown, "But the data only starts on 2026-01-15."},
		{"2026-02-20", MonthlyIncome{Least: amount("5001"), Currency: "PLN"}, Unknown, "But the data only starts on 2026-02-20."},
		{"2025-12-31", MonthlyIncome{Least: amount("5000"), Currency: "PLN"}, Fail, "3 full months, the income was 3333.33 PLN"},
	} {
		txs := append(account(imp).Transactions[:3:3], tx(c.first, "-1.00", "x", "x"))
		other := customer()
		account(other).Transactions = txs
		if got := one(t, other, c.claim); got.Outcome != c.want || !strings.Contains(got.Reason, c.reason) || got.From == 0 || got.Period().Days() < 50 {
			t.Errorf("from %s, %s: %s, %s (%s)", c.first, c.claim.Says(), got.Outcome, got.Reason, got.Period())
		}
	}
}

// One bank's history may begin later than another's: what it does not hold refutes nothing.
func TestAnIncomeWaitsForTheBankWithTheShortestHistory(t *testing.T) {
	imp := customer()
	imp.Targets = append(imp.Targets, aisclient.Target{Name: text.Clean("Other"), Accounts: []aisclient.Account{{Name: text.Clean("Płace"), Currency: "PLN",
		Transactions: []aisclient.Transaction{tx("2026-03-20", "3000.00", "ACME", "Pensja", "salary")}}}})
	if c := one(t, imp, MonthlyIncome{amount("7000"), "PLN", 3}); c.Outcome != Unknown {
		t.Errorf("%+v", c)
	}
}

func TestIncomesOfTwoCurrenciesAreNeverAdded(t *testing.T) {
	imp := customer()
	imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, aisclient.Account{Name: text.Clean("Euro"), Currency: "EUR", Transactions: []aisclient.Transaction{
		tx("2026-03-05", "900.00", "ACME GmbH", "Gehalt", "salary"), tx("2026-02-05", "900.00", "ACME GmbH", "Gehalt", "salary"),
		tx("2026-01-05", "900.00", "ACME GmbH", "Gehalt", "salary"), tx("2025-12-05", "900.00", "ACME GmbH", "Gehalt", "salary")}})
	r := check(t, imp, MonthlyIncome{amount("5000.01"), "PLN", 0}, MonthlyIncome{amount("900"), "EUR", 0}, BalanceAtLeast{amount("2500.01"), "PLN"})
	if got := r.Checks; got[0].Outcome != Fail || !strings.HasSuffix(got[0].Reason, "5000.00 PLN a month (salary). Besides it was 900.00 EUR a month (salary).") || got[1].Outcome != Pass || len(got[1].Rows) != 3 || got[2].Outcome != Fail {
		t.Errorf("%+v", got)
	}
}

func TestAnAttorneyIsNoOwner(t *testing.T) {
	imp := customer()
	account(imp).Owners = []aisclient.Owner{{Name: text.Clean("Jan Nowak"), Kind: aisclient.KindOwner}, {Name: text.Clean("Ewa Zięba"), Kind: "ATTORNEY"}}
	c := one(t, imp, OwnerName{"Zieba Ewa"})
	if c.Outcome != Unknown || !strings.Contains(c.Reason, "not as an owner but as ATTORNEY") {
		t.Errorf("%+v", c)
	}
	if c := one(t, imp, OwnerName{"jan nowak"}); c.Outcome != Pass || strings.Contains(c.Reason, "other") || c.Filter != `acct:="Konto 0"` {
		t.Errorf("%+v", c)
	}
	account(imp).Owners[1].Kind = aisclient.KindCoOwner
	if c := one(t, imp, OwnerName{"Zieba Ewa"}); c.Outcome != Pass || c.Reason != "The bank names Ewa Zięba as an owner of Konto 0 (with 1 other)." {
		t.Errorf("%+v", c)
	}
	account(imp).Owners, account(imp).OwnerText = nil, text.Clean("NOWAK JAN, ZIĘBA EWA") // as replies of old had it
	if c := one(t, imp, OwnerName{"Ewa Zięba"}); c.Outcome != Pass {
		t.Errorf("%+v", c)
	}
}

func TestANumberWithASlipSaysSo(t *testing.T) {
	for _, c := range []struct {
		iban string
		want Outcome
		says string
	}{
		{"PL61 1090 1014 0000 0712 1981 2874", Pass, "It is Konto 0"},
		{"61109010140000071219812874", Pass, "It is Konto 0"},
		{"PL61 1090 1014 0000 0712 1981 2847", Fail, "That of Konto 0 differs in 2 digits. Its check digits are wrong: it may be mistyped."},
		{"DE89370400440532013000", Fail, "None of 1 account has this number."},
		{"DE89370400440532013001", Fail, "mistyped"},
	} {
		if got := one(t, customer(), HasIBAN{c.iban}); got.Outcome != c.want || !strings.Contains(got.Reason, c.says) ||
			strings.Contains(got.Reason, "mistyped") != strings.Contains(c.says, "mistyped") {
			t.Errorf("%s: %s, %s", c.iban, got.Outcome, got.Reason)
		}
	}
	imp := customer() // a card has no number of its own to be silent about
	imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN"}}
	if got := one(t, imp, HasIBAN{"DE89370400440532013000"}); got.Outcome != Fail {
		t.Errorf("%+v", got)
	}
	imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, aisclient.Account{Name: text.Clean("No number"), Currency: "PLN"})
	if got := one(t, imp, HasIBAN{"DE89370400440532013000"}); got.Outcome != Unknown {
		t.Errorf("%+v", got)
	}
}

// An account whose balances nobody gives could have been below zero, and one that is below zero now is.
func TestNeverBelowZeroNeedsEveryAccount(t *testing.T) {
	imp := customer()
	for i := range account(imp).Transactions {
		x := &account(imp).Transactions[i]
		x.Balance, x.HasBalance = amount("100"), true
	}
	if c := one(t, imp, NeverBelowZero{}); c.Outcome != Pass || !strings.Contains(c.Reason, "from 2025-11-20 to 2026-03-28") {
		t.Errorf("%+v", c)
	}
	imp.Targets[0].Accounts = append(imp.Targets[0].Accounts, aisclient.Account{Name: text.Clean("Silent"), Currency: "PLN",
		Transactions: []aisclient.Transaction{tx("2026-03-01", "-1.00", "x", "x")}})
	if c := one(t, imp, NeverBelowZero{}); c.Outcome != Unknown || !strings.Contains(c.Reason, "none for the days of Silent") {
		t.Errorf("%+v", c)
	}
	debt := amount("-0.01")
	imp.Targets[0].Accounts[1].Balance = &debt
	if c := one(t, imp, NeverBelowZero{}); c.Outcome != Fail || !strings.Contains(c.Reason, "Silent") {
		t.Errorf("%+v", c)
	}
}

func TestADayToComeProvesNothing(t *testing.T) {
	if c := one(t, customer(), ActiveSince{today + 1}); c.Outcome != Unknown {
		t.Errorf("%+v", c)
	}
	imp := customer()
	imp.Targets[0].CreditCards = []aisclient.CreditCard{{Name: text.Clean("Visa"), Currency: "PLN", Transactions: []aisclient.Transaction{tx("2020-01-01", "-1.00", "x", "x")}}}
	if c := one(t, imp, ActiveSince{day("2020-01-02")}); c.Outcome != Unknown {
		t.Errorf("a card's row made an account old: %+v", c)
	}
}

// Where the bank's day has begun and ours has not, the data is fresh and not from the future.
func TestFreshOverMidnight(t *testing.T) {
	imp := customer()
	imp.Envelope.ResponseTimestamp = imp.Envelope.ResponseTimestamp.AddDate(0, 0, 1)
	if c := one(t, imp, Fresh{0}); c.Outcome != Pass {
		t.Errorf("%+v", c)
	}
	imp.Envelope.ResponseTimestamp = imp.Envelope.ResponseTimestamp.AddDate(0, 0, 1)
	if c := one(t, imp, Fresh{0}); c.Outcome != Unknown {
		t.Errorf("%+v", c)
	}
}

func TestReportWithoutClaimsHasNoEmptyTable(t *testing.T) {
	r := check(t, customer())
	if strings.Contains(r.Text(), "Checks") || strings.Contains(r.Markdown(), "|---") {
		t.Errorf("%s\n%s", r.Text(), r.Markdown())
	}
}

func TestReportFilesHoldWhatTheReportSays(t *testing.T) {
	r := check(t, customer(), OwnerName{"Anna Łącka"})
	dir := t.TempDir()
	for name, want := range map[string]string{"a.txt": r.Text(), "b.MD": r.Markdown(), "c.json": `"verdict":"confirmed"`} {
		path := filepath.Join(dir, name)
		if err := r.WriteFile(path, false); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || !strings.Contains(string(got), want) {
			t.Errorf("%s: %s, %v", name, got, err)
		}
		if err := r.WriteFile(path, false); !errors.Is(err, ledger.ErrExists) {
			t.Errorf("%s was written over: %v", name, err)
		}
		if err := r.WriteFile(path, true); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := r.WriteFile(filepath.Join(dir, "a.pdf"), false); err == nil || !strings.Contains(err.Error(), ".txt, .md or .json") {
		t.Error(err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 3 {
		t.Errorf("%v", left)
	}
}
