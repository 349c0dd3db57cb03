package analytics

import (
	"slices"

	"aisdesk/localserver/sandbox/bank"
)

// IncomeReport is an income confirmation: per currency and per account, the current month and
// the two before, and the last 90 days divided by 3. The member names are the sandbox's own
// invention but for M-0, M-1 and M-2.
type IncomeReport struct {
	AsOf       string                  `json:"asOf"`
	Currencies map[string]IncomeByTime `json:"currencies"`
	Accounts   map[string]IncomeByTime `json:"accounts"` // by IBAN
}

// IncomeByTime holds one currency's income.
type IncomeByTime struct {
	Currency  string `json:"currency"`
	Month0    Income `json:"M-0"`
	Month1    Income `json:"M-1"`
	Month2    Income `json:"M-2"`
	Quarterly Income `json:"last90DaysDividedBy3"`
}

// Income is what came in, by its source. Transfers between the owner's own accounts, loans and
// verification transfers are no income.
type Income struct {
	Salary            bank.Money `json:"salary"`
	Pension           bank.Money `json:"pension"`
	WelfareAndAlimony bank.Money `json:"welfareAndAlimony"`
	Invoices          bank.Money `json:"invoicePayments"`
	Other             bank.Money `json:"other"`
	Total             bank.Money `json:"total"`
}

// ConfirmIncome reads the accounts' incoming transactions as of the day.
func ConfirmIncome(today bank.Day, accounts []bank.Account) IncomeReport {
	r := IncomeReport{AsOf: today.String(), Currencies: map[string]IncomeByTime{}, Accounts: map[string]IncomeByTime{}}
	for currency, list := range byCurrency(accounts) {
		r.Currencies[currency] = incomeByTime(today, currency, list)
	}
	for i := range accounts {
		if a := &accounts[i]; a.IBAN != "" {
			r.Accounts[a.IBAN] = incomeByTime(today, a.Currency, []*bank.Account{a})
		}
	}
	return r
}

func incomeByTime(today bank.Day, currency string, accounts []*bank.Account) IncomeByTime {
	month := func(back int) Income {
		first := today.FirstOfMonth(-back)
		return incomeOf(accounts, first, first.FirstOfMonth(1)-1)
	}
	return IncomeByTime{currency, month(0), month(1), month(2), incomeOf(accounts, today-89, today).third()}
}

func incomeOf(accounts []*bank.Account, start, end bank.Day) Income {
	var in Income
	for t := range booked(accounts, start, end) {
		if t.Amount <= 0 {
			continue
		}
		if to := in.source(t.Labels); to != nil {
			*to += t.Amount
			in.Total += t.Amount
		}
	}
	return in
}

// source is where an incoming transaction counts, nil if it is no income.
func (in *Income) source(labels []string) *bank.Money {
	has := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return slices.Contains(labels, n) })
	}
	switch {
	case has("internal", "loan", "verification", "credit card"):
		return nil
	case has("salary", "regular wage", "compensation", "extra pay"):
		return &in.Salary
	case has("pension"):
		return &in.Pension
	case has("welfare", "500+", "alimony"):
		return &in.WelfareAndAlimony
	case has("invoice"):
		return &in.Invoices
	}
	return &in.Other
}

func (in Income) third() Income {
	t := Income{mean(in.Salary, 3), mean(in.Pension, 3), mean(in.WelfareAndAlimony, 3), mean(in.Invoices, 3), mean(in.Other, 3), 0}
	t.Total = t.Salary + t.Pension + t.WelfareAndAlimony + t.Invoices + t.Other
	return t
}
