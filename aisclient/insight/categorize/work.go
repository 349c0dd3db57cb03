package categorize

import (
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/text"
)

// ownContributions and ownTaxes are in how many months contributions and taxes go out of who works for himself. Our judgement.
const (
	ownContributions = 4
	ownTaxes         = 2
)

// work tells for whom the customer works by more than one row.
type work struct{ *builder }

// selfEmployed reports whether contributions and taxes are paid here month after month, as by who works for himself: a neutral credit of a
// company may then be a client's, of whose money these go off (statement 0.1).
func (b work) selfEmployed() bool {
	months := map[category.Category]map[aisclient.Date]bool{category.SocialInsurance: {}, category.Tax: {}}
	for row, c := range b.cat {
		if seen := months[c]; seen != nil && b.l.Amount(int32(row)) < 0 && b.l.Booked(int32(row)) && !b.l.Date(int32(row)).Empty() {
			seen[b.l.Date(int32(row)).MonthStart()] = true
		}
	}
	return len(months[category.SocialInsurance]) >= ownContributions && len(months[category.Tax]) >= ownTaxes
}

// bonusWords are folded words with which a bank rewards its customers, as employers do their people, and what joins them (pl, cs, es, en). source: known
var bonusWords = text.WordSet("bonus bonusy bonuses bono bonos premia premie odmena odmeny nagroda reward rewards incentive incentivo incentivos za z")

// bankBonus reports whether a bank pays what nothing but a word for a bonus makes pay: so does a bank for an account, which is no wage.
func (b work) bankBonus(row int32, why reason) bool {
	if why.stage != Words || why.entry == nil || !b.parties.Party(b.parties.Payer(row)).Is(lexicon.Bank) {
		return false
	}
	return !slices.ContainsFunc(strings.Fields(text.Fold(why.words)), func(w string) bool { return !bonusWords[w] })
}

// bankWages are the banks that pay wages under other words, too: whoever works for one has his bonus from it.
func (b work) bankWages() map[party.ID]bool {
	paid := map[party.ID]bool{}
	for row, c := range b.cat {
		if c == category.Salary && b.parties.Party(b.parties.Payer(int32(row))).Is(lexicon.Bank) && !b.bankBonus(int32(row), b.whys[b.why[row]]) {
			paid[b.parties.Payer(int32(row))] = true
		}
	}
	return paid
}
