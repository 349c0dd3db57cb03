package bank

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an amount in hundredths of its currency's unit. The provider's replies
// carry two decimals in every currency, so nothing finer is needed here.
type Money int64

// ParseMoney reads a decimal with a dot and at most two decimals, as the replies write it. Everything else is an error.
func ParseMoney(s string) (Money, error) {
	digits, neg := strings.CutPrefix(s, "-")
	whole, frac, dot := strings.Cut(digits, ".")
	bad := whole == "" || len(whole) > 13 || len(frac) > 2 || (dot && frac == "")
	for _, r := range whole + frac {
		bad = bad || r < '0' || r > '9'
	}
	if bad {
		return 0, fmt.Errorf("%q is not an amount like 1234.50", s)
	}
	n, _ := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64)
	if neg {
		n = -n
	}
	return Money(n), nil
}

// String prints the amount with a dot and two decimals, without grouping: -1234.50.
func (m Money) String() string { return string(m.AppendTo(nil)) }

// AppendTo appends what String prints without allocating.
func (m Money) AppendTo(b []byte) []byte {
	u := uint64(m)
	if m < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/100, 10)
	return append(b, '.', byte('0'+u/10%10), byte('0'+u%10))
}

// MarshalJSON writes the amount as a number with two decimals.
func (m Money) MarshalJSON() ([]byte, error) { return m.AppendTo(nil), nil }

// span is an inclusive range of amounts; lo == hi is a fixed amount.
type span struct{ lo, hi Money }

// parseSpan reads "12.50" or "20..160".
func parseSpan(s string) (span, error) {
	a, b, found := strings.Cut(s, "..")
	lo, err := ParseMoney(a)
	if err != nil {
		return span{}, err
	}
	if !found {
		return span{lo, lo}, nil
	}
	hi, err := ParseMoney(b)
	if err != nil {
		return span{}, err
	}
	if lo > hi || lo < 0 {
		return span{}, fmt.Errorf("%q is not a range of amounts from small to large", s)
	}
	return span{lo, hi}, nil
}

func (s span) middle() Money { return (s.lo + s.hi) / 2 }
