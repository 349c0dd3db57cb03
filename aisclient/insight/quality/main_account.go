package quality

import (
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
)

// everyday are the categories of rows that stand on the account on which somebody lives, besides card rows.
var everyday = []category.Category{category.Groceries, category.Restaurants, category.Transport, category.Fuel, category.Health, category.Education,
	category.Leisure, category.Apparel, category.Household, category.Subscriptions, category.Utilities, category.Telecom, category.CashWithdrawal}

// mainAccount looks whether the customer lives on the accounts of the data.
type mainAccount struct{ *Input }

// notMain says where the customer seems to live on another account (7.8): half of what comes in leaves for own accounts
// outside the reply or one person, or hardly any everyday row is seen. It looks at some accounts together, nil is all, and
// the last 90 days.
func (in mainAccount) notMain(sources []int) []Hit {
	if in.Facts.Category == nil || in.Day == 0 || len(in.Ledger.Sources()) == 0 && len(in.Missing) > 0 { // nobody knows what is missing
		return nil
	}
	if in.onlyDebts(sources) {
		return []Hit{{Gate: NotMainAccount, Ask: "Ask for the account with the everyday payments.", Sentence: "There are only cards and loans in the data, and no account that money comes to."}}
	}
	rows := in.recent(sources)
	seen := in.everydayRows(rows)
	if hit, ok := in.leaves(rows); ok {
		return []Hit{hit}
	}
	if len(seen) >= in.Rules.Quality.EverydayRows {
		return nil
	}
	return []Hit{{Gate: NotMainAccount, Rows: seen, Ask: "Ask for the account with the everyday payments.",
		Sentence: few(len(seen)) + fmt.Sprintf(" in the last %d days: this may not be the customer's main account.", shortDays)}}
}

// onlyDebts reports whether some accounts are cards and debts, all of them: nobody is paid, seized or lives there alone.
func (in mainAccount) onlyDebts(sources []int) bool {
	n := 0
	for i := range in.Ledger.Sources() {
		if sources != nil && !slices.Contains(sources, i) {
			continue
		}
		if n++; !in.Ledger.Sources()[i].IsCard() && !in.liability(i) {
			return false
		}
	}
	return n > 0
}

// few says how few payments of everyday life there are, at the beginning of a sentence.
func few(n int) string {
	if n == 0 {
		return "There are no card or everyday payments"
	}
	return map[bool]string{true: "There is only ", false: "There are only "}[n == 1] + english.Plural(n, "card or everyday payment", "card or everyday payments")
}

// recent are the rows of some accounts that count in the last 90 days.
func (in mainAccount) recent(sources []int) []int32 {
	var rows []int32
	from := in.Day - shortDays + 1
	for i := range in.Ledger.Sources() {
		s := &in.Ledger.Sources()[i]
		for row := s.First; row < s.Last && (sources == nil || slices.Contains(sources, i)); row++ {
			if in.Ledger.Date(row) >= from && counts(in.Ledger, row, in.Day) {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

func (in mainAccount) everydayRows(recent []int32) []int32 {
	var rows []int32
	for _, row := range recent {
		if in.Ledger.Amount(row) < 0 && (is(in.Facts.Card, row) || slices.Contains(everyday, in.Facts.Category(row))) {
			rows = append(rows, row)
		}
	}
	return rows
}

// Acting are the gates that act on a person who owns some accounts: whether they live on them is judged by these alone.
func (r *Report) Acting(sources []int) []Hit {
	if len(sources) == len(r.Accounts) {
		return r.Gates
	}
	var hits []Hit
	for _, h := range r.Gates {
		if h.Gate != NotMainAccount {
			hits = append(hits, h)
		}
	}
	hits = append(hits, mainAccount{&r.in}.notMain(sources)...)
	slices.SortStableFunc(hits, func(a, b Hit) int { return int(a.Gate) - int(b.Gate) })
	return hits
}

// flows are what came in as income and went out to own accounts outside and to people, in one currency.
type flows struct {
	income, own aisclient.Amount
	person      map[int32]aisclient.Amount
	rows        []int32 // to own accounts
}

// add counts a row. What words or a label call a transfer between own accounts leaves too, whatever name stands on it.
func (in mainAccount) add(f *flows, row int32) {
	amount := in.Ledger.Amount(row)
	switch own := is(in.Facts.Own, row) || in.Facts.Category(row) == category.OwnTransfer; {
	case amount > 0 && !own && in.Facts.Category(row).Income():
		f.income = plus(f.income, amount)
	case amount < 0 && own && is(in.Facts.Inside, row):
	case amount < 0 && own:
		f.own = plus(f.own, -amount)
		f.rows = append(f.rows, row)
	case amount < 0 && in.Facts.Person != nil && in.Facts.Category(row) == category.PersonOut: // a landlord's rent is rent
		if id, ok := in.Facts.Person(row); ok {
			f.person[id] = plus(f.person[id], -amount)
		}
	}
}

// leaves finds the currency of which half of the income goes to own accounts outside the reply or to one person.
func (in mainAccount) leaves(recent []int32) (Hit, bool) {
	by := map[aisclient.Currency]*flows{}
	for _, c := range in.Ledger.Currencies() {
		by[c] = &flows{person: map[int32]aisclient.Amount{}}
	}
	for _, row := range recent {
		in.add(by[in.Ledger.Currency(row)], row)
	}
	for _, c := range in.Ledger.Currencies() {
		f := by[c]
		if f.income == 0 {
			continue
		}
		if in.half(f.own, f.income) {
			return Hit{Gate: NotMainAccount, Currency: c, Rows: f.rows, Ask: "Ask for the account that the money goes to.",
				Sentence: fmt.Sprintf("Of %s %s that came in within %d days, %s %s went to own accounts outside this reply.", f.income, c, shortDays, f.own, c)}, true
		}
		for _, sum := range f.person {
			if in.half(sum, f.income) {
				return Hit{Gate: NotMainAccount, Currency: c, Ask: "Ask for the account that the money goes to.",
					Sentence: fmt.Sprintf("Of %s %s that came in within %d days, half or more went to one person.", f.income, c, shortDays)}, true
			}
		}
	}
	return Hit{}, false
}

func is(f func(int32) bool, row int32) bool { return f != nil && f(row) }

// half reports whether what leaves is too much of an income for a main account: half or more of it, by the built-in rules.
func (in mainAccount) half(part, all aisclient.Amount) bool {
	return part > 0 && part/aisclient.Amount(in.Rules.Quality.LeavesPercent) >= all/100
}
