package categorize

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/lexicon"
)

// A sum from somebody and equal payments back to him have the form of a loan: at least fewestBack payments,
// on average fewestApart days apart or more, none before the sum and the first at most mostUntil days after it, and the sum makes
// fewestInstalments of them or more. Our judgement.
const (
	fewestBack  = 3
	fewestApart = 5
	mostUntil   = 70
)

// informalLoans finds loans by their form alone, whatever the titles call them.
type informalLoans struct{ *builder }

// find takes what goes back so for instalments, with low confidence, and the sum for a weak sign of a loan: nobody but the customer
// knows what the two agreed on.
func (b informalLoans) find(ctx context.Context) error {
	why := b.reason(reason{stage: Recurrence, confidence: lexicon.Low, hard: true, note: "equal payments back to who paid a greater sum before, as a loan is paid off"})
	for id := party.ID(1); int(id) < b.parties.Len(); id++ {
		if int(id)%piece == 0 && !b.l.GiveWay(ctx) {
			return ctx.Err()
		}
		p := b.parties.Party(id)
		if rows := b.parties.Rows(id); len(rows) > fewestBack && !p.Titled && !p.Public() && !p.Keeps() {
			if sum, back := b.paidBack(rows); sum >= 0 {
				b.weak[sum] = append(b.weak[sum], category.LoanIn)
				for _, row := range back {
					b.cat[row], b.why[row] = category.LoanRepayment, why
				}
			}
		}
	}
	return nil
}

// paidBack finds among the rows of a payer a sum and the payments by which it goes back; -1 for none.
func (b informalLoans) paidBack(rows []int32) (sum int32, back []int32) {
	sum = -1
	for _, row := range rows {
		if !b.l.Booked(row) || b.l.Date(row).Empty() || b.parties.Own(row).Certain() {
			continue
		}
		switch c := b.cat[row]; {
		case c == category.OtherIn || c == category.PersonIn:
			if sum >= 0 && b.l.Amount(row) == b.l.Amount(sum) {
				return -1, nil // it comes again and again
			}
			if sum < 0 || b.l.Amount(row) > b.l.Amount(sum) {
				sum = row
			}
		case c == category.OtherOut || c == category.PersonOut:
			back = append(back, row)
		default:
			return -1, nil // there is something else between the two
		}
	}
	if sum < 0 || len(back) < fewestBack || !b.instalments(sum, back) {
		return -1, nil
	}
	return sum, back
}

// instalments reports whether payments are equal, some days apart, and a part of a sum that came shortly before them.
func (b informalLoans) instalments(sum int32, back []int32) bool {
	first, last, each := b.l.Date(back[0]), b.l.Date(back[0]), b.l.Amount(back[0])
	for _, row := range back {
		d := b.l.Date(row)
		if b.l.Amount(row) != each || b.l.Currency(row) != b.l.Currency(sum) {
			return false
		}
		first, last = min(first, d), max(last, d)
	}
	apart := int(last-first) >= (len(back)-1)*fewestApart
	lump := b.l.Amount(sum)/fewestInstalments >= -each
	return apart && lump && first >= b.l.Date(sum) && first <= b.l.Date(sum)+aisclient.Date(mostUntil)
}
