package party

import (
	"context"
	"slices"

	"aisdesk/aisclient"
)

// reversalDays is how far apart a payment and what cancels it may be booked (statement 4.5); saidDays the same where the
// counterparty is one and words say that it cancels [J].
const (
	reversalDays = 10
	saidDays     = 31
)

// reversalWords are folded words of a payment that cancels another (pl, cs, es, en, de).
var reversalWords = []string{"storno", "stornowan", "zwrot", "odwolan", "anulowan", "cofniec", "korekta", "omylk", "reversal", "reversed", "refund",
	"chargeback", "returned", "devolucion", "anulacion", "retrocesion", "vratka", "vraceni", "vraceno", "ruckbuchung", "rueckbuchung"}

// opposite is what a row and the one that cancels it have in common: account and size.
type opposite struct {
	source int32
	a      aisclient.Amount
}

// cancelling is a pair of rows that may cancel each other.
type cancelling struct {
	apart   aisclient.Date
	out, in int32
}

// reversals finds rows that cancel each other: opposite equal amounts of one account within 10 days, with the same
// counterparty, the same reference, or words that say so. They are matched one to one, the nearest days first.
func (b *builder) reversals(ctx context.Context) error {
	in := map[opposite][]int32{}
	err := b.pieces(ctx, func(row int32) {
		if a := b.l.Amount(row); a > 0 && b.reversible(row) {
			k := opposite{int32(b.l.Account(row)), a}
			in[k] = append(in[k], row)
		}
	})
	if err != nil {
		return err
	}
	for _, rows := range in {
		slices.SortStableFunc(rows, func(x, y int32) int { return int(b.l.Date(x)) - int(b.l.Date(y)) })
	}
	var fits []cancelling
	err = b.pieces(ctx, func(row int32) {
		if a := b.l.Amount(row); a < 0 {
			if rows, ok := in[opposite{int32(b.l.Account(row)), -a}]; ok && b.reversible(row) {
				fits = b.cancelledBy(fits, row, rows)
			}
		}
	})
	slices.SortStableFunc(fits, func(x, y cancelling) int { return int(x.apart - y.apart) })
	for _, f := range fits {
		_, out := b.reversed[f.out]
		_, in := b.reversed[f.in]
		if !out && !in {
			b.reversed[f.out], b.reversed[f.in] = f.in, f.out
		}
	}
	return err
}

// cancelledBy appends the rows, of some in the order of their days, that a row and they may cancel.
func (b *builder) cancelledBy(fits []cancelling, row int32, rows []int32) []cancelling {
	day := b.l.Date(row)
	from, _ := slices.BinarySearchFunc(rows, day-saidDays, func(r int32, d aisclient.Date) int { return int(b.l.Date(r)) - int(d) })
	for _, other := range rows[from:] {
		d := day - b.l.Date(other)
		if d < -saidDays {
			break
		}
		if d = max(d, -d); b.cancels(row, other, d) {
			fits = append(fits, cancelling{d, row, other})
		}
	}
	return fits
}

// reversible reports whether a row can be cancelled: it is booked, has a day, and is neither a copy nor own money.
func (b *builder) reversible(row int32) bool {
	return b.l.Date(row) != 0 && b.l.Booked(row) && b.own[row] == NotOwn && b.copies[row].sure != CertainCopy
}

// cancels reports whether two opposite rows that many days apart belong together.
func (b *builder) cancels(x, y int32, apart aisclient.Date) bool {
	p, q := b.parties[b.of[x]].Payer, b.parties[b.of[y]].Payer
	same := p == q && p != None && !b.parties[p].Titled
	said := containsAny(b.l.FoldedTitle(b.later(x, y)), reversalWords)
	switch {
	case apart > reversalDays:
		return same && said
	case same:
		return true
	case said:
		return p == None || q == None || b.parties[p].Titled || b.parties[q].Titled
	}
	return sharedReference(b.l.FoldedTitle(x), b.l.FoldedTitle(y))
}

// later is the later of two rows.
func (b *builder) later(x, y int32) int32 {
	if b.l.Date(x) > b.l.Date(y) {
		return x
	}
	return y
}

// leastReference is how many characters a reference has at least: shorter numbers are months and counts.
const leastReference = 7

// sharedReference reports whether two titles have a long word with digits in common.
func sharedReference(x, y string) bool {
	refs := references(x)
	return len(refs) > 0 && slices.ContainsFunc(references(y), func(r string) bool { return slices.Contains(refs, r) })
}

func references(title string) []string {
	var out []string
	for i := 0; i < len(title); {
		from, digits := i, 0
		for i < len(title) && wordByte(title[i]) {
			if title[i] >= '0' && title[i] <= '9' {
				digits++
			}
			i++
		}
		if i-from >= leastReference && digits >= 4 {
			out = append(out, title[from:i])
		}
		for i < len(title) && !wordByte(title[i]) {
			i++
		}
	}
	return out
}
