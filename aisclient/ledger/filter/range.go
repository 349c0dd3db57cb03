package filter

import (
	"errors"
	"math"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/money"
)

// Range is a closed range of numbers: money in Amount steps, dates as day numbers, rows, sources. It is empty where Lo
// is greater than Hi.
type Range struct{ Lo, Hi int64 }

// span is what one operand of a range covers: a number covers itself, a month all of its days.
type span struct{ first, last int64 }

// readRange reads an operator or a range around operands.
func readRange(p *parser, f Field, operand func(string) (span, string)) (Value, error) {
	s, from := p.operandWords(f)
	op := s[:len(s)-len(strings.TrimLeft(s, "<>="))]
	p.mark(TokenOperator, f, from, from+len(op))
	p.mark(TokenValue, f, from+len(op), p.at)
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
	v, err := one(s[len(op):], from+len(op))
	if err != nil {
		return nil, err
	}
	a := Range{math.MinInt64, math.MaxInt64}
	if op == "" {
		op = p.bound
	}
	p.bound = ""
	switch op {
	case "", "=", "==":
		a.Lo, a.Hi = v.first, v.last
	case ">":
		a.Lo, a.Hi = above(v.last)
	case ">=":
		a.Lo = v.first
	case "<":
		a.Lo, a.Hi = below(f, v.first)
	case "<=":
		a.Hi = v.last
	default:
		return nil, p.fail(from, from+len(op), "%q is no comparison: use > >= < <= =", op)
	}
	return a, nil
}

func twoEnds(p *parser, f Field, lo, hi string, from int, one func(string, int) (span, error)) (Value, error) {
	a := Range{math.MinInt64, math.MaxInt64}
	end := from + len(lo) + 2 + len(hi)
	if lo == "" && hi == "" {
		return nil, p.fail(from, end, "the range needs at least one end")
	}
	if lo != "" {
		v, err := one(lo, from)
		if err != nil {
			return nil, err
		}
		a.Lo = v.first
	}
	if hi != "" {
		v, err := one(hi, from+len(lo)+2)
		if err != nil {
			return nil, err
		}
		a.Hi = v.last
	}
	if a.Lo > a.Hi {
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
func below(f Field, v int64) (lo, hi int64) {
	least := int64(-math.MaxInt64)
	switch f {
	case Row, Source:
		least = 0
	case Date, TransactionOn:
		least = firstDay
	}
	if v <= least {
		return math.MaxInt64, math.MinInt64
	}
	return math.MinInt64, v - 1
}

func readAmount(p *parser, f Field) (Value, error) {
	return readRange(p, f, func(s string) (span, string) {
		if amountMoney.MatchString(s) {
			return span{}, "write the currency as a term of its own: " + f.String() + ":>100 cur:PLN"
		}
		v, err := money.Parse(s)
		if two, ok := errors.AsType[*money.TwoReadings](err); ok {
			return span{}, two.Error()
		}
		if lo, hi, ok := strings.Cut(s, "-"); err != nil && ok && lo != "" && strings.Trim(lo+hi, "0123456789.,") == "" {
			return span{}, "write a range with two points: " + f.String() + ":" + lo + ".." + hi
		}
		if err != nil {
			return span{}, "write the amount in digits, with at most four decimals, for example " + f.String() + ":>100.50"
		}
		return span{int64(v), int64(v)}, ""
	})
}

func readCount(p *parser, f Field) (Value, error) {
	return readRange(p, f, func(s string) (span, string) {
		v, err := strconv.ParseUint(s, 10, 31)
		if err != nil {
			return span{}, "write a number, for example " + f.String() + ":" + f.Example()
		}
		return span{int64(v), int64(v)}, ""
	})
}

func (a Range) appendTo(b []byte, f Field) []byte {
	switch {
	case a.Lo == a.Hi:
		return appendEnd(b, f, a.Lo)
	case a.Lo > a.Hi:
		return appendEnd(append(b, '>'), f, math.MaxInt64)
	case a.Lo == math.MinInt64:
		return appendEnd(append(b, "<="...), f, a.Hi)
	case a.Hi == math.MaxInt64:
		return appendEnd(append(b, ">="...), f, a.Lo)
	}
	b = appendEnd(b, f, a.Lo)
	return appendEnd(append(b, ".."...), f, a.Hi)
}

func appendEnd(b []byte, f Field, v int64) []byte {
	switch f {
	case Amount, Abs, Balance:
		return append(b, money.Text(aisclient.Amount(v))...)
	case Date, TransactionOn:
		return appendDay(b, v)
	}
	return strconv.AppendInt(b, min(v, math.MaxInt32), 10) // no row has a greater number
}
