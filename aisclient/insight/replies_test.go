package insight

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
)

// analysed reads a reply of testdata as it would be opened on a day in November 2026.
func analysed(t *testing.T, name string) *Analysis {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "replies", name+".xml"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	l, _, err := ledger.Load(context.Background(), f, aisclient.DecodeOptions{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	a, err := Analyse(context.Background(), l, Options{Today: aisclient.DateOf(2026, time.November, 28)})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func incomeOf(t *testing.T, a *Analysis, c aisclient.Currency) *stream.Income {
	t.Helper()
	s, err := a.Streams(context.Background(), Scope{})
	if err != nil {
		t.Fatal(err)
	}
	inc, err := s.Income(context.Background(), stream.Scope{Currency: c})
	if err != nil {
		t.Fatal(err)
	}
	return inc
}

// Whole replies with the income that a careful analyst would take as proven, and bounds of what is possible.
func TestIncomeOfWholeReplies(t *testing.T) {
	for _, c := range []struct {
		reply    string
		currency aisclient.Currency
		proven   string
		least    string // of proven + possible
		most     string
	}{
		{"payer-is-the-owner", "PLN", "0", "0", "0"},
		{"one-sale", "PLN", "0", "4900", "5200"},        // 15,000 in three months
		{"every-row-twice", "PLN", "0", "5000", "9999"}, // the pay of November is late; no 10,000 in either reading
		{"four-pay-days-in-a-quarter", "PLN", "5000", "5000", "5000"},
		{"two-pay-days-in-a-quarter", "PLN", "5000", "5000", "5000"},
		{"last-day-of-the-month", "PLN", "5000", "5000", "5000"},
		{"pay-moved-by-days-off", "PLN", "5000", "5000", "5000"},
		{"pay-taken-back", "PLN", "0", "0", "0"},
	} {
		inc := incomeOf(t, analysed(t, c.reply), c.currency)
		if inc.Proven != amount(c.proven) || inc.Upper() < amount(c.least) || inc.Upper() > amount(c.most) {
			t.Errorf("%s: proven %s, to %s; want %s, to %s..%s; not counted %v", c.reply, inc.Proven, inc.Upper(), c.proven, c.least, c.most, inc.Excluded)
		}
	}
}

func TestS4_9_AMortgageIsADebtNotABalance(t *testing.T) {
	a := analysed(t, "mortgage-account")
	if a.Parties.Liability(0) || !a.Parties.Liability(1) {
		t.Error("which account is a debt")
	}
	if got := a.Deposits(""); !slices.Equal(got, []int{0}) {
		t.Errorf("deposit accounts: %v", got)
	}
	m, err := a.Affordability(context.Background(), Scope{}, "PLN")
	if err != nil || len(m.Obligations.Debts) != 1 || m.Obligations.Debts[0].Balance != amount("300000") {
		t.Errorf("debts: %+v, %v", m.Obligations.Debts, err)
	}
	all, err := a.Findings(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Topic == BelowZero {
			t.Errorf("a debt is below zero by nature: %s", f.Sentence)
		}
	}
}

func TestAnInstalmentOfACashLoanIsNoCash(t *testing.T) {
	a := analysed(t, "instalment-of-a-cash-loan")
	if rows, _ := a.signed(Repayments); len(rows) != 1 || a.Rows.Of(rows[0]) != category.LoanRepayment {
		t.Errorf("repayments: %v", rows)
	}
	if rows, unsure := a.signed(Cash); len(rows)+len(unsure) != 0 {
		t.Errorf("cash: %v %v", rows, unsure)
	}
}
