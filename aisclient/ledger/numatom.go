package ledger

import (
	"math"
	"strconv"
	"strings"

	"aisdesk/aisclient"
)

// numAtom is a closed range of a number: money in Amount steps, dates as day numbers, rows, sources.
type numAtom struct {
	field  *field
	lo, hi int64
}

// span is what one operand of a range covers: a number covers itself, a month all of its days.
type span struct{ first, last int64 }

// readRange reads an operator or a range around operands.
func readRange(p *parser, f *field, operand func(string) (span, string)) (atom, error) {
	s, from := p.word()
	one := func(s string, at int) (span, error) {
		v, problem := operand(s)
		if problem != "" {
			return v, p.fail(at, at+max(1, len(s)), "%s", problem)
		}
		return v, nil
	}
	if lo, hi, ok := strings.Cut(s, ".."); ok {
		return twoEnds(p, f, lo, hi, from, one)
	}
	op := s[:len(s)-len(strings.TrimLeft(s, "<>="))]
	v, err := one(s[len(op):], from+len(op))
	if err != nil {
		return nil, err
	}
	a := &numAtom{field: f, lo: math.MinInt64, hi: math.MaxInt64}
	switch op {
	case "", "=", "==":
		a.lo, a.hi = v.first, v.last
	case ">":
		a.lo, a.hi = above(v.last)
	case ">=":
		a.lo = v.first
	case "<":
		a.lo, a.hi = below(f.num, v.first)
	case "<=":
		a.hi = v.last
	default:
		return nil, p.fail(from, from+len(op), "%q is no comparison: use > >= < <= =", op)
	}
	return a, nil
}

func twoEnds(p *parser, f *field, lo, hi string, from int, one func(string, int) (span, error)) (atom, error) {
	a := &numAtom{field: f, lo: math.MinInt64, hi: math.MaxInt64}
	end := from + len(lo) + 2 + len(hi)
	if lo == "" && hi == "" {
		return nil, p.fail(from, end, "the range needs at least one end")
	}
	if lo != "" {
		v, err := one(lo, from)
		if err != nil {
			return nil, err
		}
		a.lo = v.first
	}
	if hi != "" {
		v, err := one(hi, from+len(lo)+2)
		if err != nil {
			return nil, err
		}
		a.hi = v.last
	}
	if a.lo > a.hi {
		return nil, p.fail(from, end, "the range runs backwards: write the smaller end first")
	}
	return a, nil
}

// above is the range of what is greater; of nothing, where v is the greatest number.
func above(v int64) (lo, hi int64) {
	if v == math.MaxInt64 {
		return math.MaxInt64, math.MinInt64
	}
	return v + 1, math.MaxInt64
}

// below is the range of what is less; of nothing, where v is the smallest number that can be written.
func below(f numField, v int64) (lo, hi int64) {
	least := int64(-math.MaxInt64)
	switch f {
	case numRow, numSource:
		least = 0
	case numBooked, numOn:
		least = firstDay
	}
	if v <= least {
		return math.MaxInt64, math.MinInt64
	}
	return math.MinInt64, v - 1
}

func readAmount(p *parser, f *field) (atom, error) {
	return readRange(p, f, func(s string) (span, string) {
		v, err := aisclient.ParseAmount(s)
		if err != nil {
			return span{}, "write the amount as digits with a dot and at most four decimals, for example " + f.name + ":>100.50"
		}
		return span{int64(v), int64(v)}, ""
	})
}

func readCount(p *parser, f *field) (atom, error) {
	return readRange(p, f, func(s string) (span, string) {
		v, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			return span{}, "write a number, for example " + f.name + ":" + f.example
		}
		return span{int64(v), int64(v)}, ""
	})
}

func (a *numAtom) appendTo(b []byte) []byte {
	b = append(append(b, a.field.name...), ':')
	switch {
	case a.lo == a.hi:
		return a.appendEnd(b, a.lo)
	case a.lo > a.hi:
		return a.appendEnd(append(b, '>'), math.MaxInt64)
	case a.lo == math.MinInt64:
		return a.appendEnd(append(b, "<="...), a.hi)
	case a.hi == math.MaxInt64:
		return a.appendEnd(append(b, ">="...), a.lo)
	}
	b = a.appendEnd(b, a.lo)
	return a.appendEnd(append(b, ".."...), a.hi)
}

func (a *numAtom) appendEnd(b []byte, v int64) []byte {
	switch a.field.num {
	case numAmount, numAbs, numBalance:
		return aisclient.Amount(v).Append(b)
	case numBooked, numOn:
		return appendDay(b, v)
	}
	return strconv.AppendInt(b, min(v, math.MaxInt32), 10) // no row has a greater number
}
