package analytics

import (
	"fmt"
	"slices"

	"aisdesk/localserver/sandbox/bank"
)

// SummaryRequest is what a data summary is asked for. Start and End are booking days, both inclusive.
type SummaryRequest struct {
	Start, End bank.Day
	Categories []string
	Monthly    bool
}

// Summary is one account's or one currency's part of the answer: owner information and a value
// for each category asked for; with Monthly also the same for each month of the period. The
// provider's member names are not public: all of them are the sandbox's own invention.
type Summary map[string]any

// Figures sums up the transactions of a category. The names are the sandbox's own invention.
type Figures struct {
	Count      int        `json:"count"`
	Sum        bank.Money `json:"sum"`
	Average    bank.Money `json:"average"`
	Incoming   Split      `json:"incoming"`
	Outgoing   Split      `json:"outgoing"`
	ActiveDays int        `json:"activeDays"`
	FirstOn    *string    `json:"firstOn"` // null when there is none
	LastOn     *string    `json:"lastOn"`
}

// Split is one direction of Figures. An invention too.
type Split struct {
	Count   int        `json:"count"`
	Sum     bank.Money `json:"sum"`
	Average bank.Money `json:"average"`
}

// BalanceFigures answers the metric balance: current is the account's closing balance, the rest
// is of the end of each day of the period. The names are the sandbox's own invention.
type BalanceFigures struct {
	Current               bank.Money `json:"current"`
	Average               bank.Money `json:"average"`
	AveragePerTransaction bank.Money `json:"averagePerTransaction"`
	Lowest                bank.Money `json:"lowest"`
	Highest               bank.Money `json:"highest"`
}

// SummariseAccounts answers per account, by IBAN (or the account's id where there is none). A period that ends before it starts
// or is longer than 20 years, and a category that is none, are refused.
func SummariseAccounts(accounts []bank.Account, r SummaryRequest) (map[string]Summary, error) {
	categories, err := r.parse()
	if err != nil {
		return nil, err
	}
	out := map[string]Summary{}
	for i := range accounts {
		a := &accounts[i]
		key := a.IBAN
		if key == "" {
			key = a.ID
		}
		s := summarise([]*bank.Account{a}, r, categories)
		s["currency"] = a.Currency
		out[key] = s
	}
	return out, nil
}

// SummariseOwner answers per currency over all accounts: currencies are never added up. It fails as SummariseAccounts does.
func SummariseOwner(accounts []bank.Account, r SummaryRequest) (map[string]Summary, error) {
	categories, err := r.parse()
	if err != nil {
		return nil, err
	}
	out := map[string]Summary{}
	for currency, list := range byCurrency(accounts) {
		s := summarise(list, r, categories)
		s["accounts"] = len(list)
		out[currency] = s
	}
	return out, nil
}

func byCurrency(accounts []bank.Account) map[string][]*bank.Account {
	out := map[string][]*bank.Account{}
	for i := range accounts {
		out[accounts[i].Currency] = append(out[accounts[i].Currency], &accounts[i])
	}
	return out
}

func (r SummaryRequest) parse() ([]Category, error) {
	if r.End < r.Start {
		return nil, fmt.Errorf("end %v is before start %v", r.End, r.Start)
	}
	if r.End-r.Start > 366*20 {
		return nil, fmt.Errorf("the period from %v to %v is longer than 20 years", r.Start, r.End)
	}
	list := make([]Category, len(r.Categories))
	for i, s := range r.Categories {
		c, err := parseCategory(s)
		if err != nil {
			return nil, err
		}
		list[i] = c
	}
	return list, nil
}

func summarise(accounts []*bank.Account, r SummaryRequest, categories []Category) Summary {
	s := values(accounts, r.Start, r.End, categories)
	s["owners"] = ownerNames(accounts)
	if r.Monthly {
		months := map[string]Summary{}
		for first := r.Start.FirstOfMonth(0); first <= r.End; first = first.FirstOfMonth(1) {
			months[first.String()[:7]] = values(accounts, max(first, r.Start), min(first.FirstOfMonth(1)-1, r.End), categories)
		}
		s["monthly"] = months
	}
	return s
}

func values(accounts []*bank.Account, start, end bank.Day, categories []Category) Summary {
	s := Summary{}
	for _, c := range categories {
		switch c.metric {
		case Balance:
			s[c.Name] = balanceFigures(accounts, start, end)
		case ActiveSinceAtLeast:
			s[c.Name] = activeSince(accounts).String()
		default:
			s[c.Name] = figures(accounts, start, end, c)
		}
	}
	return s
}

func ownerNames(accounts []*bank.Account) []string {
	names := []string{}
	for _, a := range accounts {
		for _, o := range a.Owners {
			if !slices.Contains(names, o.Name) {
				names = append(names, o.Name)
			}
		}
	}
	return names
}

func activeSince(accounts []*bank.Account) bank.Day {
	first := accounts[0].ActiveSince
	for _, a := range accounts {
		first = min(first, a.ActiveSince)
	}
	return first
}

func figures(accounts []*bank.Account, start, end bank.Day, c Category) Figures {
	var f Figures
	days := map[bank.Day]bool{}
	var first, last bank.Day
	for t := range booked(accounts, start, end) {
		if !c.holds(t.Labels) {
			continue
		}
		if f.Count == 0 || t.BookedOn < first {
			first = t.BookedOn
		}
		last = max(last, t.BookedOn)
		days[t.BookedOn] = true
		f.Count++
		f.Sum += t.Amount
		side := &f.Incoming
		if t.Amount < 0 {
			side = &f.Outgoing
		}
		side.Count++
		side.Sum += t.Amount
	}
	f.Average, f.Incoming.Average, f.Outgoing.Average = mean(f.Sum, f.Count), mean(f.Incoming.Sum, f.Incoming.Count), mean(f.Outgoing.Sum, f.Outgoing.Count)
	f.ActiveDays = len(days)
	if f.Count > 0 {
		a, b := first.String(), last.String()
		f.FirstOn, f.LastOn = &a, &b
	}
	return f
}

// mean rounds half away from zero; of nothing it is zero.
func mean(sum bank.Money, n int) bank.Money {
	if n == 0 {
		return 0
	}
	half := bank.Money(n / 2)
	if sum < 0 {
		half = -half
	}
	return (sum + half) / bank.Money(n)
}
