package insight

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
)

// Income is money that came in of one kind and currency.
type Income struct {
	Kind     IncomeKind
	Currency aisclient.Currency
	Totals   ledger.Totals
	// Share is its part of all income in the currency, in thousandths; -1 where that is too large to add up.
	Share int64
	// MonthlyMean is its sum divided by the months that the result's rows of the currency span.
	MonthlyMean aisclient.Amount
	Filter      string
	Rows        []int32
}

// IncomeKind is where income comes from.
type IncomeKind string

// Kinds of income. The first that fits is taken.
const (
	OwnTransfer IncomeKind = "own transfer" // between the customer's accounts or onto a card; no income
	LoanPaidOut IncomeKind = "loan"         // no income
	Salary      IncomeKind = "salary"
	Pension     IncomeKind = "pension"
	Welfare     IncomeKind = "welfare"
	Alimony     IncomeKind = "alimony"
	Invoice     IncomeKind = "invoice"
	Interest    IncomeKind = "interest"
	CashDeposit IncomeKind = "cash deposit"
	Refund      IncomeKind = "refund"
	OtherIncome IncomeKind = "other"
)

// Earned reports whether money of this kind makes the customer richer.
func (k IncomeKind) Earned() bool {
	return k != OwnTransfer && k != LoanPaidOut && k != Refund
}

// internalLabel is the provider's label of transfers between own accounts.
const internalLabel = "internal"

// incomeRules say what the kinds look like, as filter lines. Labels decide before words.
var incomeRules = []struct {
	kind   IncomeKind
	filter string
}{
	{LoanPaidOut, "label:=loan"},
	{Salary, `label:=salary|="regular wage"|=compensation|="extra pay"`},
	{Pension, `label:=pension`},
	{Welfare, `label:=welfare|="500+"|="800+"`},
	{Alimony, `label:=alimony`},
	{Invoice, `label:=invoice`},
	{CashDeposit, `label:="cash deposit"`},
	{OwnTransfer, `label:=` + internalLabel},
	{Salary, `/\b(wynagrodz\w*|pensja|wyplata za|placa za|salary|payroll|wages?|nomina|mzda|vyplata mzdy|umowa (zlecenie|o prace)|premia)\b/`},
	{Pension, `/\b(emerytur\w*|renta|pension|duchod|jubilacion)\b/`},
	{Alimony, `/\b(alimenty|alimony|pension alimenticia|vyzivne)\b/`},
	{Welfare, `/\b(rodzina 500|rodzina 800|swiadczenie wychowawcze|zasilek\w*|benefit|prestacion|davka)\b/|"500+"|"800+"`},
	{Invoice, `/\b(faktura|fv|invoice|factura)\b/`},
	{LoanPaidOut, `/\b(wyplata (pozyczki|kredytu)|uruchomienie (pozyczki|kredytu)|pozyczka|loan|prestamo|pujcka|uver)\b/`},
	{Refund, `/\b(zwrot\w*|refund|storno|reklamacj\w*|vratka|devolucion|chargeback)\b/`},
	{Interest, `/\b(odsetki|kapitalizacja|interest|intereses|urok)\b/`},
	{CashDeposit, `/\b(wplata (gotowki|wlasna|we wplatomacie)|wplatomat|cash deposit|ingreso efectivo|vklad hotovosti)\b/`},
}

// IncomeByKind sorts what came in into kinds, greatest sum first within a currency. Every booked row that came in is in
// exactly one kind; what is not booked has not come in.
func IncomeByKind(ctx context.Context, r *ledger.Result, today aisclient.Date) ([]Income, error) {
	in, err := ask(ctx, r, today, "is:in is:booked")
	if err != nil {
		return nil, err
	}
	kindOf, err := classify(ctx, in, today)
	if err != nil {
		return nil, err
	}
	rows := make([][]int32, len(incomeKinds))
	for row := range calmly(ctx, r.Ledger, in.Order) {
		k := kindOf[row]
		rows[k] = append(rows[k], row)
	}
	months := map[aisclient.Currency]int{}
	for _, t := range in.Totals {
		months[t.Currency] = monthsSpanned(ctx, r, t.Currency)
	}
	var out []Income
	for k, of := range rows {
		totals, err := r.Ledger.TotalsOf(ctx, of)
		if err != nil {
			return nil, err
		}
		for _, t := range totals {
			out = append(out, newIncome(r.Ledger, incomeKinds[k], t, of, months[t.Currency]))
		}
	}
	setShares(out)
	place := r.Ledger.Currencies()
	slices.SortFunc(out, func(x, y Income) int {
		if x.Currency != y.Currency {
			return slices.Index(place, x.Currency) - slices.Index(place, y.Currency)
		}
		if x.Totals.In != y.Totals.In {
			return map[bool]int{true: -1, false: 1}[x.Totals.In > y.Totals.In]
		}
		return strings.Compare(string(x.Kind), string(y.Kind))
	})
	return out, nil
}

// setShares tells each kind of income its part of all income in its currency.
func setShares(all []Income) {
	earned := map[aisclient.Currency]aisclient.Amount{}
	tooLarge := map[aisclient.Currency]bool{}
	for i := range all {
		inc := &all[i]
		if !inc.Kind.Earned() {
			continue
		}
		sum, err := earned[inc.Currency].Add(inc.Totals.In)
		earned[inc.Currency] = sum
		tooLarge[inc.Currency] = tooLarge[inc.Currency] || err != nil || inc.Totals.Overflow
	}
	for i := range all {
		inc := &all[i]
		switch {
		case !inc.Kind.Earned():
		case tooLarge[inc.Currency]:
			inc.Share = -1
		default:
			inc.Share = thousandths(inc.Totals.In, earned[inc.Currency])
		}
	}
}

func newIncome(l *ledger.Ledger, k IncomeKind, t ledger.Totals, rows []int32, months int) Income {
	inc := Income{Kind: k, Currency: t.Currency, Totals: t}
	for _, row := range rows {
		if l.Currency(row) == t.Currency {
			inc.Rows = append(inc.Rows, row)
		}
	}
	inc.Rows = inOrder(inc.Rows)
	inc.Filter = filter.Rows(inc.Rows)
	inc.MonthlyMean = ledger.Cents(t.In / aisclient.Amount(months))
	return inc
}

// incomeKinds number the kinds; 0 is what no rule knows.
var incomeKinds = []IncomeKind{OtherIncome, OwnTransfer, LoanPaidOut, Salary, Pension, Welfare, Alimony, Invoice, Interest, CashDeposit, Refund}

// classify gives every incoming row the number of its kind, by row.
func classify(ctx context.Context, in *ledger.Result, today aisclient.Date) ([]uint8, error) {
	l, kinds := in.Ledger, make([]uint8, in.Ledger.Len())
	number := func(k IncomeKind) uint8 { return uint8(slices.Index(incomeKinds, k)) }
	own, known, moved := ownAccounts(l), map[string]bool{}, number(OwnTransfer)
	for row := range calmly(ctx, l, in.Order) {
		if l.Source(row).IsCard() || ownNumber(l, row, own, known) { // paying a card off makes nobody richer
			kinds[row] = moved
		}
	}
	for _, rule := range incomeRules {
		hits, err := ask(ctx, in, today, rule.filter)
		if err != nil {
			return nil, err
		}
		kind := number(rule.kind)
		for row := range calmly(ctx, l, hits.Order) {
			if kinds[row] == 0 {
				kinds[row] = kind
			}
		}
	}
	return kinds, nil
}

// ownAccounts are the customer's own account numbers.
func ownAccounts(l *ledger.Ledger) map[string]bool {
	own := map[string]bool{}
	for i := range l.Sources() {
		if iban := bareIBAN(l.Sources()[i].IBAN.String()); iban != "" {
			own[iban] = true
		}
	}
	return own
}

// bareIBAN makes account numbers comparable: no spaces, capitals, no Polish country code, which banks leave out
// inside the country.
func bareIBAN(s string) string {
	s = strings.ToUpper(strings.ReplaceAll(s, " ", ""))
	if len(s) == 28 {
		s = strings.TrimPrefix(s, "PL")
	}
	return s
}

func thousandths(part, all aisclient.Amount) int64 {
	for part > 1<<52 {
		part, all = part/2, all/2
	}
	if all == 0 {
		return 0
	}
	return (int64(part)*1000 + int64(all)/2) / int64(all)
}

// ask runs a filter line over a result's rows. The rows of its answer are not to be changed.
func ask(ctx context.Context, r *ledger.Result, today aisclient.Date, line string) (*ledger.Result, error) {
	f, err := filter.Parse(line, today)
	if err != nil {
		return nil, fmt.Errorf("insight: %s: %w", line, err)
	}
	q := ledger.Query{Filter: f, Within: r.Order}
	switch r.Len() {
	case 0:
		q.Within = []int32{} // nil would be all rows
	case r.Ledger.Len():
		q.Within = nil
	}
	return r.Ledger.Run(ctx, q)
}

// ownNumber reports whether a row's other side is an account of the customer's own; known are numbers as rows write
// them.
func ownNumber(l *ledger.Ledger, row int32, own, known map[string]bool) bool {
	number := l.PartyIBAN(row).String()
	is, ok := known[number]
	if !ok {
		is = own[bareIBAN(number)]
		known[number] = is
	}
	return is
}
