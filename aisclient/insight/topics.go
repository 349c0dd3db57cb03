package insight

import (
	"regexp"
	"slices"
	"strings"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/text"
)

// Topic is what a finding is about.
type Topic string

// Topics. The first ones weigh most.
const (
	Partial       Topic = "partial data"
	Bailiff       Topic = "bailiff"
	Collection    Topic = "debt collection"
	Gambling      Topic = "gambling"
	IncomeTopic   Topic = "income"
	Returned      Topic = "returned payments"
	LatePayment   Topic = "late payments"
	BelowZero     Topic = "days below zero"
	Loans         Topic = "loans"
	DebtService   Topic = "debt service"
	BrokenBalance Topic = "balances that do not follow"
	Duplicates    Topic = "duplicates"
	Repeated      Topic = "account twice"
	Future        Topic = "future"
	Missed        Topic = "missed payments"
	Utilisation   Topic = "credit in use"
	Cash          Topic = "cash"
	MonthEnds     Topic = "month ends"
	Repayments    Topic = "repayments"
	CashFlow      Topic = "cash flow"
	RecurringPays Topic = "recurring"
	Largest       Topic = "largest"
	LowestBalance Topic = "lowest balance"
)

// weights order topics, the heaviest first.
var weights = []Topic{Partial, Bailiff, Collection, Gambling, IncomeTopic, Returned, LatePayment, BelowZero, Loans, DebtService, BrokenBalance,
	Duplicates, Repeated, Future, Missed, Utilisation, Cash, MonthEnds, Repayments, CashFlow, RecurringPays, Largest, LowestBalance}

// weight is the topic's place among weights.
func (t Topic) weight() int { return slices.Index(weights, t) }

// signs are the categories that show a topic of signs (statement 8.7).
var signs = map[Topic][]category.Category{
	Gambling:    {category.Gambling, category.GamblingWin},
	Loans:       {category.LoanIn, category.LoanRepayment, category.Mortgage},
	Repayments:  {category.LoanRepayment, category.Mortgage, category.CardRepayment, category.BNPL},
	Bailiff:     {category.Bailiff},
	Collection:  {category.DebtCollection},
	LatePayment: {category.LateFee},
	Returned:    {category.ReturnedPayment},
	Cash:        {category.CashWithdrawal},
}

// Signs are the categories that show a topic of signs, and whether the topic is one. Do not change them.
func Signs(t Topic) ([]category.Category, bool) {
	c, ok := signs[t]
	return c, ok
}

// bounceStems are parts of folded texts of a charge for lateness that say that a payment bounced (pl, cs, sk, es, en, de).
// source: known
var bounceStems = []string{"brak srodk", "braku srodk", "brak pokryc", "braku pokryc", "bez pokryc", "odrzuc", "odmow", "niezrealiz", "niewykonan", "nieudan", "zwrot przelew",
	"zwrot zlecen", "zwrot polecen", "zwrot pz", "devuel", "devoluc", "impagad", "no atendid", "no ejecutad", "rechaz", "falta de fondos", "falta de saldo", "sin fondos", "saldo insuf",
	"fondos insuf", "nedostatek prostredk", "nedostatku prostredk", "nedostatecn", "neproved", "neprov.", "neuskutecn", "nevykonan", "odmitnut", "zamitnut", "vracen", "nedostatok prostried",
	"nedostatku prostried", "nedostatk. prostr", "returned", "bounced", "unpaid", "order not paid", "debit not paid", "dd not paid", "cheque not paid", "refused", "refusal", "rejected", "rejection", "failed payment", "insufficient", "lack of funds", "nsf fee", "nsf charge", "rucklast"}

// owedWords are words of what is owed beside those for "not paid", in folded texts: a charge for an unpaid instalment is for being
// late, and says of no payment that it bounced (es, en). source: known
var owedWords = regexp.MustCompile(`\b(?:cuotas?|plazos?|mensualidad(?:es)?|prestamos?|creditos?|deudas?|saldos?|facturas?|posicion(?:es)?|letras?|importes?|alquiler|renta)(?: \pL+){0,2} impagad|` +
	`\bunpaid (?:\pL+ ){0,2}(?:instal|balance|debt|bill|invoice|account|amount|loan|rent|interest)`)

// Bounced reports whether the words of a charge for lateness say that a payment bounced: it is then a sign of returned
// payments, too.
func (a *Analysis) Bounced(row int32) bool {
	said := owedWords.ReplaceAllString(a.Ledger.FoldedTitle(row)+" ; "+text.Fold(a.Ledger.Kind(row).String()), "") // what is owed stands in the same text
	return slices.ContainsFunc(bounceStems, func(s string) bool { return strings.Contains(said, s) })
}

// signed are the rows that show a topic of signs. Certain ones are of high or medium confidence, unsure ones of low
// confidence or weak signs. Pending rows count; rows that never took place, rows dated in the future and certain copies do
// not. Both are in the ledger's order.
func (a *Analysis) signed(t Topic) (certain, unsure []int32) {
	want := signs[t]
	for row := range int32(a.Ledger.Len()) {
		c := a.Rows.Of(row)
		is := slices.Contains(want, c) || t == Returned && c == category.LateFee && a.Bounced(row)
		weak := !is && slices.ContainsFunc(a.Rows.Weak(row), func(w category.Category) bool { return slices.Contains(want, w) })
		if !is && !weak || !a.shows(row) {
			continue
		}
		if is && a.Rows.Certain(row) {
			certain = append(certain, row)
		} else {
			unsure = append(unsure, row)
		}
	}
	return certain, unsure
}

// shows reports whether a row can be a sign.
func (a *Analysis) shows(row int32) bool {
	return !a.Void(row) && a.Ledger.Date(row) <= a.Day && !copied(a.Parties, row)
}
