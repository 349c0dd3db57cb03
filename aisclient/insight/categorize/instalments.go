package categorize

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strconv"
	"time"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
)

// fewestNumbered is how many payments have to count up before they are taken for a contract's instalments, and fewestInstalments
// how many such a contract has at least. Our judgement.
const (
	fewestNumbered    = 3
	fewestInstalments = 6
	billedMonths      = 3 // how many months a bill is for a month before or behind
)

// numberOf is "4/24", "4 of 24" in a folded title (pl, cs, es, en, de).
var numberOf = regexp.MustCompile(`(?:^|[^\d/.-])(\d{1,2}) ?(?:/| of | de | z | ze | von )(\d{1,3})(?:[^\d/.-]|$)`)

// instalment is a row whose title numbers it.
type instalment struct {
	row   int32
	n, of int
}

// contract is to whom instalments go, and how many there are.
type contract struct {
	payer party.ID
	of    int
}

// numbered takes payments to a company that count up towards a fixed number for instalments of a loan, with low confidence:
// nothing else is known of it, and a trip or a machine is paid so, too.
func (b *builder) numbered(ctx context.Context) error {
	contracts := map[contract][]instalment{}
	for row := range int32(b.l.Len()) {
		if b.cat[row] != category.OtherOut || b.Stage(row) != Rest || !b.l.Booked(row) || b.l.Amount(row) >= 0 || b.l.Date(row).Empty() {
			continue
		}
		if id := b.parties.Payer(row); id != party.None {
			if x, ok := b.instalment(row); ok {
				k := contract{id, x.of}
				contracts[k] = append(contracts[k], x)
			}
		}
	}
	why := b.reason(reason{stage: Recurrence, confidence: lexicon.Low, note: "numbered like the instalments of a contract"})
	for k, rows := range contracts {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if b.countsUp(rows) && b.mayLend(k.payer) {
			for _, x := range rows {
				b.cat[x.row], b.why[x.row] = category.LoanRepayment, why
			}
		}
	}
	return nil
}

// instalment reads the number of a payment, and of how many it is. A month and its year are none.
func (b *builder) instalment(row int32) (instalment, bool) {
	m := numberOf.FindStringSubmatch(b.l.FoldedTitle(row))
	if m == nil {
		return instalment{}, false
	}
	n, _ := strconv.Atoi(m[1])
	of, _ := strconv.Atoi(m[2])
	day := b.l.Date(row).Time()
	if n < 1 || n > of || of < fewestInstalments || isMonth(n, of, day) {
		return instalment{}, false
	}
	return instalment{row, n, of}, true
}

// isMonth reports whether two numbers are a month and its year near a day: one for which bills are paid then.
func isMonth(month, year int, day time.Time) bool {
	if month > 12 {
		return false
	}
	apart := (2000+year-day.Year())*12 + month - int(day.Month())
	return apart >= -billedMonths && apart <= billedMonths
}

// countsUp reports whether the numbers of payments rise by one from day to day.
func (b *builder) countsUp(rows []instalment) bool {
	slices.SortStableFunc(rows, func(x, y instalment) int {
		return cmp.Or(cmp.Compare(b.l.Date(x.row), b.l.Date(y.row)), cmp.Compare(x.n, y.n))
	})
	up := 1
	for i := 1; i < len(rows); i++ {
		if rows[i].n == rows[i-1].n+1 {
			up++
		}
	}
	return up >= fewestNumbered && up*4 >= len(rows)*3
}

// mayLend reports whether a payee is positively a company of which nothing is known that speaks against a loan.
func (b *builder) mayLend(id party.ID) bool {
	p := b.parties.Party(id)
	return !p.Person && !p.Public() && (p.Company || identity.IsCompany(p.Name)) &&
		!p.Is(lexicon.Charity, lexicon.Insurer, lexicon.Utility, lexicon.Telecom, lexicon.Broker, lexicon.Employer, lexicon.Payroll)
}
