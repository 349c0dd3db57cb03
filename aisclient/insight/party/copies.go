package party

import (
	"bytes"
	"context"
	"hash/maphash"
	"slices"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/ledger"
)

// copyFinder finds rows that stand twice, with a hash table of rows by what makes them identical.
type copyFinder struct {
	*Table
	seed  maphash.Seed
	slots []int32 // row + 1
	mask  uint64
	plain []byte // of a title
}

func newCopyFinder(t *Table) *copyFinder {
	n := uint64(16)
	for n < uint64(t.l.Len())*2 {
		n *= 2
	}
	return &copyFinder{Table: t, seed: maphash.MakeSeed(), slots: make([]int32, n), mask: n - 1}
}

// identical reports whether two rows say the same: account, day, amount, party, title (statement 4.6). Spelling tells no rows apart,
// nor does a number that one of them lacks.
func (f *copyFinder) identical(x, y int32) bool {
	l := f.l
	return l.Date(x) == l.Date(y) && l.Amount(x) == l.Amount(y) && l.Status(x).String() == l.Status(y).String() &&
		(f.of[x] == f.of[y] || f.Payer(x) == f.Payer(y) && (l.PartyIBANID(x) == 0 || l.PartyIBANID(y) == 0)) &&
		(l.FoldedTitle(x) == l.FoldedTitle(y) || bytes.Equal(appendPlain(nil, l.FoldedTitle(x)), appendPlain(nil, l.FoldedTitle(y))))
}

func (f *copyFinder) hash(row int32) uint64 {
	l := f.l
	key := [3]uint64{uint64(l.Date(row)), uint64(l.Amount(row)), uint64(f.Payer(row))}
	f.plain = appendPlain(f.plain[:0], l.FoldedTitle(row))
	return maphash.Comparable(f.seed, key) ^ maphash.Bytes(f.seed, f.plain)
}

// appendPlain appends the letters and digits of a folded title: marks and blanks are lost or added where a row is written again. They
// stay between digits, which they part into numbers.
func appendPlain(b []byte, folded string) []byte {
	digit, blank := false, false
	for _, r := range folded {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if blank && digit && unicode.IsDigit(r) {
				b = append(b, ' ')
			}
			b, digit, blank = utf8.AppendRune(b, r), unicode.IsDigit(r), false
		default:
			blank = true
		}
	}
	return b
}

// add finds the last row of the table that is identical to a row in the accounts that ok allows, and puts the row in.
func (f *copyFinder) add(row int32, ok func(int32) bool) (int32, bool) {
	for at := f.hash(row) & f.mask; ; at = (at + 1) & f.mask {
		switch other := f.slots[at] - 1; {
		case other < 0:
			f.slots[at] = row + 1
			return 0, false
		case ok(other) && f.identical(other, row):
			f.slots[at] = row + 1
			return other, true
		}
	}
}

// find finds rows that stand twice: identical rows of one account, and the rows of an account that the reply has
// twice.
func (f *copyFinder) find(ctx context.Context) error {
	err := pieces(ctx, f.l, func(row int32) {
		if f.l.Date(row) == 0 || f.l.Amount(row) == 0 {
			return
		}
		source := f.l.Account(row)
		other, found := f.add(row, func(o int32) bool { return f.l.Account(o) == source })
		if !found {
			return
		}
		was, ok := f.l.Balance(other)
		now, also := f.l.Balance(row)
		switch {
		case ok != also || !ok:
			f.copies[row] = copyOf{other, PossibleCopy}
		case was == now:
			f.copies[row] = copyOf{other, CertainCopy}
		}
	})
	if err != nil {
		return err
	}
	for source := range f.l.Sources() {
		if of := (repeats{f.Table}).twin(source); of >= 0 {
			f.match(map[int32]bool{}, &f.l.Sources()[of], &f.l.Sources()[source], PossibleCopy, repeats{f.Table}.shared)
		}
	}
	return f.repeatedRows(ctx)
}

// repeatedRows finds the rows that two entries of one account both have (statement 4.7), each as often as in the first.
func (f *copyFinder) repeatedRows(ctx context.Context) error {
	for source, first := range f.repeats {
		if first < 0 {
			continue
		}
		if !f.l.GiveWay(ctx) {
			return ctx.Err()
		}
		matched := map[int32]bool{}
		f.match(matched, &f.l.Sources()[first], &f.l.Sources()[source], CertainCopy, func(row int32) sharedRow { // one entry may have no balances
			return sharedRow{day: f.l.Date(row), amount: f.l.Amount(row), number: f.l.PartyIBANID(row), title: f.l.FoldedTitle(row)}
		})
		f.match(matched, &f.l.Sources()[first], &f.l.Sources()[source], CertainCopy, repeats{f.Table}.shared)
	}
	return nil
}

// match makes the rows of an entry copies of those of an earlier one that have the same key, each of another one.
func (f *copyFinder) match(matched map[int32]bool, earlier, later *ledger.SourceInfo, sure Certainty, key func(int32) sharedRow) {
	left := map[sharedRow][]int32{}
	for row := earlier.First; row < earlier.Last; row++ {
		if k := key(row); !matched[row] {
			left[k] = append(left[k], row)
		}
	}
	for row := later.First; row < later.Last; row++ {
		k := key(row)
		if of := left[k]; !matched[row] && len(of) > 0 {
			f.copies[row] = copyOf{of[0], sure}
			matched[row], matched[of[0]], left[k] = true, true, of[1:]
		}
	}
}

// sortedKeys are the keys of a map, rising.
func sortedKeys[V any](m map[int32]V) []int32 {
	keys := make([]int32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
