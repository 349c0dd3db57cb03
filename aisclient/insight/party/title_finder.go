package party

import (
	"context"
	"strings"
)

// titleFinder finds payers in the titles of payments that the table takes for somebody else's: too little to say that the money goes
// back, it is enough to ask (statement 4.4).
type titleFinder struct{ circleFinder }

// besidePeople finds the payments to people whose titles hold the whole name of a payer. byWord are payers by the first word of it.
func (b titleFinder) besidePeople(byWord map[string][]ID) {
	for id := ID(1); int(id) < len(b.parties); id++ {
		if p := &b.parties[id]; p.Payer != id || !p.Person || p.Titled || !b.moves[id].out {
			continue
		}
		for _, row := range b.Rows(id) {
			if b.l.Amount(row) < 0 {
				b.named(row, byWord)
			}
		}
	}
}

func (b titleFinder) named(row int32, byWord map[string][]ID) {
	words := string(appendWords(nil, b.l.FoldedTitle(row), changing))
	for word := range strings.FieldsSeq(words) {
		for _, payer := range byWord[word] {
			if b.hasName(row, words, payer) {
				b.poured[payer] = append(b.poured[payer], row)
			}
		}
	}
}

// digitsOfNumber is how many of the last digits of an account's number a title has at least where it tells one: the part that
// national numbers and an IBAN have in common.
const digitsOfNumber = 14

// numbers finds the payments to people, and to nobody who is named, whose titles hold the number of a payer's account.
func (b titleFinder) numbers(ctx context.Context) error {
	byEnd := map[string]ID{}
	for id := ID(1); int(id) < len(b.parties); id++ {
		p := &b.parties[id]
		if !b.moves[p.Payer].in {
			continue
		}
		for _, n := range p.Numbers {
			if d := digits(nil, n); len(d) >= digitsOfNumber {
				byEnd[string(d[len(d)-digitsOfNumber:])] = p.Payer
			}
		}
	}
	if len(byEnd) == 0 {
		return ctx.Err()
	}
	var run []byte
	return pieces(ctx, b.l, func(row int32) {
		if id := b.Payer(row); b.l.Amount(row) >= 0 || id != None && !b.parties[id].Titled && !b.parties[id].Person {
			return
		}
		run = digits(run[:0], b.l.FoldedTitle(row))
		for i := 0; i+digitsOfNumber <= len(run); i++ {
			if payer, ok := byEnd[string(run[i:i+digitsOfNumber])]; ok {
				b.poured[payer] = append(b.poured[payer], row)
				return
			}
		}
	})
}

// digits appends the digits of a text; letters part them, spaces and signs do not.
func digits(dst []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			dst = append(dst, c)
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			if len(dst) > 0 && dst[len(dst)-1] != ' ' {
				dst = append(dst, ' ')
			}
		}
	}
	return dst
}
