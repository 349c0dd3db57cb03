package analytics

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox/bank"
)

func TestCategoryGrammar(t *testing.T) {
	labels := func(s string) []string { return strings.Split(s, ",") }
	for _, c := range []struct {
		category, labels string
		holds            bool
	}{
		{"label:salary", "compensation,salary", true},
		{"label:salary", "compensation", false},
		{"label:500+", "500+,welfare", true},
		{"label:bailiff|debt collection", "debt collection", true},
		{"label:bailiff|debt collection", "repayment", false},
		{"label:repayment&bank", "bank,repayment", true},
		{"label:repayment&bank", "repayment", false},
		{"label:repayment~bank", "repayment", true},
		{"label:repayment~bank", "bank,repayment", false},
		{"label:repayment&late payment", "late payment,repayment", true},
		{"label:loan&bank~late payment|gambling", "gambling", true},
		{"label:loan&bank~late payment|gambling", "loan,bank,late payment", false},
		{"label: salary ", "salary", true},
		{"allTransactions", "", true},
		{"balance", "salary", false},
		{"activeSinceAtLeast", "salary", false},
	} {
		got, err := parseCategory(c.category)
		if err != nil || got.holds(labels(c.labels)) != c.holds {
			t.Errorf("%q on %q: %v, want %v (%v)", c.category, c.labels, !c.holds, c.holds, err)
		}
	}
	for _, bad := range []string{"", "salary", "label:", "label:a|", "label:|a", "label:a&", "label:~a", "label:a||b", "Label:a", "balance ", "label:a&~b"} {
		if _, err := parseCategory(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func FuzzParseCategory(f *testing.F) {
	for _, s := range []string{"label:a|b&c~d", "label:500+", "balance", "label:\x00|\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := parseCategory(s)
		if err == nil && c.Name != s {
			t.Errorf("%q became %q", s, c.Name)
		}
		c.holds([]string{"a"})
	})
}

var testDay = bank.Civil(2026, 3, 17)

func testWorld(t testing.TB, seed uint64, today bank.Day) *bank.World {
	t.Helper()
	w, err := bank.NewWorld(seed, today, bank.Builtin())
	if err != nil || len(w.Customers()) == 0 {
		t.Fatalf("no customers, %v", err)
	}
	return w
}

// small is an account whose sums a reader can do in the head.
func small() bank.Account {
	a := bank.Account{ID: "a", IBAN: "PL69249081159101748814168112", Currency: "PLN", Balance: 100_00, ActiveSince: bank.Civil(2024, 1, 1), Owners: []bank.Owner{{Name: "Anna"}}}
	balance := a.Balance
	for _, t := range []struct {
		day    bank.Day
		amount bank.Money
		labels string
	}{
		{bank.Civil(2026, 3, 16), -10_00, "grocery"}, {bank.Civil(2026, 3, 10), 300_00, "salary,compensation,regular wage"}, {bank.Civil(2026, 2, 20), -50_00, "grocery"},
		{bank.Civil(2026, 2, 10), 290_00, "salary,compensation"}, {bank.Civil(2026, 2, 9), 40_00, "internal"}, {bank.Civil(2026, 1, 15), 60_00, "alimony"}, {bank.Civil(2026, 1, 5), 25_01, "none"},
	} {
		a.Transactions = append(a.Transactions, bank.Transaction{TransactionOn: t.day, BookedOn: t.day, Amount: t.amount, Balance: balance, Labels: strings.Split(t.labels, ",")})
		balance -= t.amount
	}
	return a
}

func TestSummaryOfASmallAccount(t *testing.T) {
	r := SummaryRequest{bank.Civil(2026, 2, 1), bank.Civil(2026, 3, 17), []string{"allTransactions", "label:salary", "balance", "activeSinceAtLeast"}, true}
	got, err := SummariseAccounts([]bank.Account{small()}, r)
	if err != nil {
		t.Fatal(err)
	}
	s := got["PL69249081159101748814168112"]
	all := s["allTransactions"].(Figures)
	if all.Count != 5 || all.Sum != 570_00 || all.Average != 114_00 || all.Incoming.Sum != 630_00 || all.Outgoing.Sum != -60_00 || all.Outgoing.Average != -30_00 || *all.FirstOn != "2026-02-09" || *all.LastOn != "2026-03-16" {
		t.Errorf("all transactions: %+v", all)
	}
	if pay := s["label:salary"].(Figures); pay.Count != 2 || pay.Sum != 590_00 || pay.ActiveDays != 2 {
		t.Errorf("salary: %+v", pay)
	}
	if b := s["balance"].(BalanceFigures); b.Current != 100_00 || b.Lowest != -470_00 || b.Highest != 110_00 {
		t.Errorf("balance: %+v", b)
	}
	if s["activeSinceAtLeast"] != "2024-01-01" {
		t.Errorf("active since %v", s["activeSinceAtLeast"])
	}
	months := s["monthly"].(map[string]Summary)
	if len(months) != 2 || months["2026-02"]["label:salary"].(Figures).Sum != 290_00 || months["2026-03"]["allTransactions"].(Figures).Count != 2 {
		t.Errorf("months: %+v", months)
	}
	text, err := json.Marshal(got)
	if err != nil || !strings.Contains(string(text), `"sum":590.00`) {
		t.Errorf("JSON %s %v", text, err)
	}
}

// The balance per transaction of several accounts counts what they hold together, not each for itself.
func TestBalancePerTransactionOfTwoAccounts(t *testing.T) {
	day := bank.Civil(2026, 3, 2)
	row := func(amount, balance bank.Money) []bank.Transaction {
		return []bank.Transaction{{TransactionOn: day, BookedOn: day, Amount: amount, Balance: balance}}
	}
	accounts := []bank.Account{
		{IBAN: "a", Currency: "PLN", Balance: 100_00, Transactions: row(-20_00, 100_00)},
		{IBAN: "b", Currency: "PLN", Balance: 1000_00},
	}
	got, err := SummariseOwner(accounts, SummaryRequest{day - 1, day, []string{"balance"}, false})
	if err != nil {
		t.Fatal(err)
	}
	if b := got["PLN"]["balance"].(BalanceFigures); b.AveragePerTransaction != 1100_00 || b.Current != 1100_00 || b.Average != 1110_00 || b.Highest != 1120_00 {
		t.Errorf("%+v", b)
	}
}

// Whatever the data, the months of a period add up to the period and the accounts to the owner.
func TestSummariesAgreeWithEachOther(t *testing.T) {
	w := testWorld(t, 5, testDay)
	r := SummaryRequest{testDay - 200, testDay, []string{"allTransactions", "label:grocery|food with delivery"}, true}
	for _, ref := range w.Customers() {
		c, _ := w.Customer(ref.Country, ref.Login)
		owner, err := SummariseOwner(c.Accounts, r)
		accounts, err2 := SummariseAccounts(c.Accounts, r)
		if err := errors.Join(err, err2); err != nil || len(accounts) != len(c.Accounts) || len(owner) == 0 && len(c.Accounts) > 0 {
			t.Fatalf("%s: %d currencies and %d of %d accounts, %v", ref.Login, len(owner), len(accounts), len(c.Accounts), err)
		}
		for currency, s := range owner {
			for _, category := range r.Categories {
				whole := s[category].(Figures)
				var months, parts bank.Money
				for _, m := range s["monthly"].(map[string]Summary) {
					months += m[category].(Figures).Sum
				}
				for _, a := range accounts {
					if a["currency"] == currency {
						parts += a[category].(Figures).Sum
					}
				}
				if whole.Sum != months || whole.Sum != parts || whole.Sum != whole.Incoming.Sum+whole.Outgoing.Sum {
					t.Errorf("%s %s %s: whole %v, months %v, accounts %v", ref.Login, currency, category, whole.Sum, months, parts)
				}
			}
		}
	}
}

func TestSummaryRefusesNonsense(t *testing.T) {
	for _, r := range []SummaryRequest{{Start: 10, End: 9}, {Start: 0, End: 1, Categories: []string{"labels:x"}}, {Start: -100_000, End: 100_000}} {
		if _, err := SummariseOwner([]bank.Account{small()}, r); err == nil {
			t.Errorf("%+v was accepted", r)
		}
	}
}

func TestIncomeOfASmallAccount(t *testing.T) {
	r := ConfirmIncome(testDay, []bank.Account{small()})
	pln := r.Currencies["PLN"]
	if want := (IncomeByTime{"PLN", Income{Salary: 300_00, Total: 300_00}, Income{Salary: 290_00, Total: 290_00},
		Income{WelfareAndAlimony: 60_00, Other: 25_01, Total: 85_01}, Income{Salary: 196_67, WelfareAndAlimony: 20_00, Other: 8_34, Total: 225_01}}); pln != want {
		t.Errorf("%+v\nwant %+v", pln, want)
	}
	if r.Accounts["PL69249081159101748814168112"] != pln {
		t.Error("the one account's income is not the currency's")
	}
}

func TestIncomeByKindOfLife(t *testing.T) {
	w := testWorld(t, 1, testDay)
	for login, main := range map[string]func(Income) bank.Money{
		"salaried": func(i Income) bank.Money { return i.Salary }, "pensioner": func(i Income) bank.Money { return i.Pension },
		"selfemployed": func(i Income) bank.Money { return i.Invoices }, "company": func(i Income) bank.Money { return i.Invoices },
	} {
		c, _ := w.Customer("pl", login)
		in := ConfirmIncome(testDay, c.Accounts).Currencies["PLN"].Quarterly
		if main(in)*2 < in.Total {
			t.Errorf("%s: %+v", login, in)
		}
	}
	c, _ := w.Customer("pl", "multi")
	if n := len(ConfirmIncome(testDay, c.Accounts).Currencies); n != 2 {
		t.Errorf("two currencies gave %d", n)
	}
}

func TestScoresRankTheCustomers(t *testing.T) {
	w := testWorld(t, 1, testDay)
	scores := map[string]Scores{}
	for _, ref := range w.Customers() {
		c, _ := w.Customer(ref.Country, ref.Login)
		s, ok := Score(testDay, c.Accounts)
		if !ok || s.Value <= 0 || s.Value >= 1 || s.Percentile < 0 || s.Percentile > 1 || !strings.Contains("ABCDEF", s.Tier) {
			t.Errorf("%s: %+v %v", ref.Login, s, ok)
		}
		scores[ref.Country+ref.Login] = s
	}
	if g := scores["plgambler"]; g.Tier < "D" || g.Value >= scores["plsalaried"].Value || scores["plsalaried"].Tier > "B" {
		t.Errorf("gambler %+v, salaried %+v", g, scores["plsalaried"])
	}
	if _, ok := Score(testDay, []bank.Account{small()}); ok {
		t.Error("seven transactions were scored")
	}
	if _, ok := Score(testDay, nil); ok {
		t.Error("nothing was scored")
	}
}

func TestProfilesFollowTheLife(t *testing.T) {
	w := testWorld(t, 1, testDay)
	for login, want := range map[string]string{"salaried": "employee tenant", "selfemployed": "entrepreneur homeowner", "pensioner": "pensioner", "gambler": "gambler in-debt borrower",
		"joint": "parent homeowner employee", "company": "company entrepreneur", "multi": "multi-currency"} {
		c, _ := w.Customer("pl", login)
		got := Profiles(testDay, c.Accounts)
		for _, p := range strings.Fields(want) {
			if !slices.Contains(got, p) {
				t.Errorf("%s: %q lacks %q", login, got, p)
			}
		}
	}
	if got := Profiles(testDay, nil); got == nil || len(got) != 0 {
		t.Errorf("nobody has %q", got)
	}
	c, _ := w.Customer("pl", "pensioner")
	if got := fmt.Sprint(Profiles(testDay, c.Accounts)); strings.Contains(got, "gambler") || strings.Contains(got, "employee") {
		t.Errorf("the pensioner is %s", got)
	}
}
