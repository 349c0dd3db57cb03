package quality

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// everyday are the categories of rows that stand on the account on which somebody lives, besides card rows.
var everyday = []category.Category{category.Groceries, category.Restaurants, category.Transport, category.Fuel, category.Health, category.Education,
	category.Leisure, category.Apparel, category.Household, category.Subscriptions, category.Utilities, category.Telecom, category.CashWithdrawal}

// notMain says where the customer seems to live on another account (7.8): half of what comes in leaves for own accounts
// outside the reply or one person, or hardly any everyday row is seen. It looks at all accounts together, the last 90
// days.
func (in *Input) notMain(r *Report) []Hit {
	if in.Facts.Category == nil || in.Day == 0 {
		return nil
	}
	from := in.Day - shortDays
	seen := in.everydayRows(from)
	if hit, ok := in.leaves(from); ok {
		return []Hit{hit}
	}
	if len(seen) >= everydayRows {
		return nil
	}
	return []Hit{{Gate: NotMainAccount, Rows: seen, Ask: "Ask for the account that the customer lives on.",
		Sentence: fmt.Sprintf("Only %s of everyday life in the last %d days: the customer may live on another account.", english.Plural(len(seen), "row is", "rows are"), shortDays)}}
}

func (in *Input) everydayRows(from aisclient.Date) []int32 {
	var rows []int32
	for row := range int32(in.Ledger.Len()) {
		if d := in.Ledger.Date(row); d < from || !Counts(in.Ledger, row, in.Day) {
			continue
		}
		if in.Ledger.Amount(row) < 0 && (in.Ledger.Source(row).IsCard() || in.byCard(row) || slices.Contains(everyday, in.Facts.Category(row))) {
			rows = append(rows, row)
		}
	}
	return rows
}

// cardWords are in the kinds and titles of card payments. source: known
var cardWords = []string{"kart", "card", "tarjeta", "blik", "visa", "mastercard"}

// byCard reports whether a row was paid by card, by the bank's words.
func (in *Input) byCard(row int32) bool {
	kind, title := text.Fold(in.Ledger.Kind(row).String()), in.Ledger.FoldedTitle(row)
	return slices.ContainsFunc(cardWords, func(w string) bool { return strings.Contains(kind, w) || strings.Contains(title, w) })
}

// leaves finds the currency of which half of the income goes to own accounts outside the reply or to one person.
func (in *Input) leaves(from aisclient.Date) (Hit, bool) {
	type sums struct {
		income, own aisclient.Amount
		person      map[int32]aisclient.Amount
		rows        []int32
	}
	by := map[aisclient.Currency]*sums{}
	for row := range int32(in.Ledger.Len()) {
		if in.Ledger.Date(row) < from || !Counts(in.Ledger, row, in.Day) {
			continue
		}
		c := in.Ledger.Currency(row)
		s := by[c]
		if s == nil {
			s = &sums{person: map[int32]aisclient.Amount{}}
			by[c] = s
		}
		amount := in.Ledger.Amount(row)
		switch own := in.is(in.Facts.Own, row); {
		case amount > 0 && !own && in.Facts.Category(row).Income():
			s.income = plus(s.income, amount)
		case amount < 0 && own && (in.is(in.Facts.Inside, row) || saves(in.Ledger.FoldedTitle(row))):
		case amount < 0 && own:
			s.own = plus(s.own, -amount)
			s.rows = append(s.rows, row)
		case amount < 0 && !own && in.Facts.Person != nil:
			if id, ok := in.Facts.Person(row); ok {
				s.person[id] = plus(s.person[id], -amount)
			}
		}
	}
	for _, c := range in.Ledger.Currencies() {
		s := by[c]
		if s == nil || s.income == 0 {
			continue
		}
		if half(s.own, s.income) {
			return Hit{Gate: NotMainAccount, Currency: c, Rows: s.rows, Ask: "Ask for the account that the money goes to.",
				Sentence: fmt.Sprintf("Of %s %s that came in within %d days, %s %s went to own accounts outside this reply.", s.income, c, shortDays, s.own, c)}, true
		}
		for _, sum := range s.person {
			if half(sum, s.income) {
				return Hit{Gate: NotMainAccount, Currency: c, Ask: "Ask for the account that the money goes to.",
					Sentence: fmt.Sprintf("Of %s %s that came in within %d days, half or more went to one person.", s.income, c, shortDays)}, true
			}
		}
	}
	return Hit{}, false
}

func (in *Input) is(f func(int32) bool, row int32) bool { return f != nil && f(row) }

func half(part, all aisclient.Amount) bool { return part > 0 && part/leavesPercent >= all/100 }
