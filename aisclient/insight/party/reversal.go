package party

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// reversalDays is how far apart a payment and what cancels it may be booked (statement 4.5); saidDays the same where the
// counterparty is one and words say that it cancels [J].
const (
	reversalDays = 10
	saidDays     = 31
)

// reversalWords are folded words of a payment that cancels another (pl, cs, es, en, de).
var reversalWords = text.StemsOf("oprava", "opravn", "recall", "storno", "stornowan", "zwrot", "odwolan", "anulowan", "cofniec", "korekta", "omylk", "reversal", "reversed", "refund",
	"chargeback", "returned", "devolucion", "anulacion", "retrocesion", "vratka", "vraceni", "vraceno", "ruckbuchung", "rueckbuchung", "ruckruf", "rueckruf", "ruckzahlung", "rueckzahlung")

// sentBackWords are folded words that say of money that it goes back as a payment that should not have come, whoever gets
// it, and wageWords those of pay: a word of reversal beside one says so too (pl, cs, es, en, de).
var (
	sentBackWords = text.StemsOf("storno", "stornowan", "korekta uznania", "korekta przelewu", "zwrot przelewu", "zwrot blednego", "zwrot blednie", "zwrot omylk",
		"zwrot mylnego", "zwrot nadplac", "zwrot nienalezn", "omylkowy przelew", "bledny przelew", "vraceni mylne", "vraceni omylem", "vraceni chybne",
		"devolucion transferencia", "devolucion de transferencia", "retrocesion", "reversal", "payment sent in error", "ruckbuchung", "rueckbuchung", "ruckruf", "rueckruf")
	wageWords = text.StemsOf("wynagr", "pensj", "poborow", "zwrot wyplaty", "mzd", "vyplat", "nomina", "salari", "salary", "wage", "lohn", "gehalt")
)

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

// reversalFinder finds payments and what cancels them.
type reversalFinder struct{ *Table }

// find finds rows that cancel each other: opposite equal amounts of one account within 10 days, with the same
// counterparty, the same reference, or words that say so. They are matched one to one, the nearest days first.
func (f reversalFinder) find(ctx context.Context) error {
	in := map[opposite][]int32{}
	err := pieces(ctx, f.l, func(row int32) {
		if a := f.l.Amount(row); a > 0 && f.reversible(row) {
			k := opposite{int32(f.l.Account(row)), a}
			in[k] = append(in[k], row)
		}
	})
	if err != nil {
		return err
	}
	for _, rows := range in {
		slices.SortStableFunc(rows, func(x, y int32) int { return int(f.l.Date(x)) - int(f.l.Date(y)) })
	}
	var fits []cancelling
	err = pieces(ctx, f.l, func(row int32) {
		if a := f.l.Amount(row); a < 0 {
			if rows, ok := in[opposite{int32(f.l.Account(row)), -a}]; ok && f.reversible(row) {
				fits = f.cancelledBy(fits, row, rows)
			}
		}
	})
	slices.SortStableFunc(fits, func(x, y cancelling) int { return int(x.apart - y.apart) })
	for _, c := range fits {
		_, out := f.reversed[c.out]
		_, in := f.reversed[c.in]
		if !out && !in {
			f.reversed[c.out], f.reversed[c.in] = c.in, c.out
		}
	}
	return err
}

// cancelledBy appends the rows, of some in the order of their days, that a row and they may cancel.
func (f reversalFinder) cancelledBy(fits []cancelling, row int32, rows []int32) []cancelling {
	day := f.l.Date(row)
	from, _ := slices.BinarySearchFunc(rows, day-saidDays, func(r int32, d aisclient.Date) int { return int(f.l.Date(r)) - int(d) })
	for _, other := range rows[from:] {
		d := day - f.l.Date(other)
		if d < -saidDays {
			break
		}
		if d = max(d, -d); f.cancels(row, other, d) {
			fits = append(fits, cancelling{d, row, other})
		}
	}
	return fits
}

// reversible reports whether a row can be cancelled: it is booked, has a day, and is neither a copy nor own money.
func (f reversalFinder) reversible(row int32) bool {
	return f.l.Date(row) != 0 && f.l.Booked(row) && f.own[row] == NotOwn && f.copies[row].sure != CertainCopy
}

// cancels reports whether what went out and what came in of one size, that many days apart, belong together.
func (f reversalFinder) cancels(out, in int32, apart aisclient.Date) bool {
	p, q := f.parties[f.of[out]].Payer, f.parties[f.of[in]].Payer
	same := p == q && p != None && !f.parties[p].Titled
	after := f.l.Date(out) - f.l.Date(in)
	title := f.l.FoldedTitle(out)
	said := after >= 0 && reversalWords.In(title) || after <= 0 && reversalWords.In(f.l.FoldedTitle(in)) // of the later one
	switch {
	case apart > reversalDays:
		return same && said
	case same:
		return true
	case said && (p == None || q == None || f.parties[p].Titled || f.parties[q].Titled):
		return true
	case after >= 0 && sentBack(title):
		return true
	}
	return sharedReference(title, f.l.FoldedTitle(in))
}

// sentBack reports whether a title says that a payment, or pay, goes back. Other returns to somebody who did not pay are
// his own affair: a loan given back, goods.
func sentBack(title string) bool {
	return sentBackWords.In(title) || PayBack(title)
}

// NamesPay reports whether a folded title has a word of pay, and PayBack whether it says that pay goes back.
func NamesPay(title string) bool { return wageWords.In(title) }
func PayBack(title string) bool  { return NamesPay(title) && reversalWords.In(title) }

// A reference has at least leastReference characters, and leastNumber digits in a row where signs divide it: shorter
// numbers are months and counts, "03/2026".
const (
	leastReference = 7
	leastNumber    = 5
)

// sharedReference reports whether two titles have a long word with digits in common.
func sharedReference(x, y string) bool {
	refs := references(x)
	return len(refs) > 0 && slices.ContainsFunc(references(y), func(r string) bool { return slices.Contains(refs, r) })
}

// references are the words of a title that have the length and the digits of a reference, and those that signs divide:
// "AB/2026/88123".
func references(title string) []string {
	var out []string
	whole, longest := 0, 0 // where the divided word begins, and its longest number
	for i := 0; i < len(title); i++ {
		from, digits, run := i, 0, 0
		for ; i < len(title) && wordByte(title[i]); i++ {
			if run++; title[i] < '0' || title[i] > '9' {
				run = 0
				continue
			}
			digits, longest = digits+1, max(longest, run)
		}
		if i-from >= leastReference && digits >= 4 {
			out = append(out, title[from:i])
		}
		if i < len(title) && i > from && (title[i] == '/' || title[i] == '-' || title[i] == '_') {
			continue // it goes on
		}
		if from > whole && i-whole >= leastReference && longest >= leastNumber {
			out = append(out, title[whole:i])
		}
		whole, longest = i+1, 0
	}
	return out
}
