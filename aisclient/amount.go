package aisclient

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Amount is money in ten-thousandths of the currency's unit: 12.34 PLN is Amount(123400). It is exact for
// up to four decimals and reaches ±922 trillion. It knows no currency; who adds two Amounts must know that
// their currency is the same.
type Amount int64

// AmountScale is how many Amount steps make one unit of a currency.
const AmountScale = 10_000

// Errors of amounts.
var (
	ErrAmountSyntax   = errors.New("not a decimal number that four decimals hold exactly")
	ErrAmountOverflow = errors.New("amount is too large")
)

// ParseAmount reads a decimal as the provider writes it: an optional sign, digits, optionally a dot and digits, of
// which those after the fourth are zeros; on one side of the dot there may be none, as xs:decimal has it. No grouping, no exponent,
// no spaces. Anything else is ErrAmountSyntax, and what an Amount cannot hold ErrAmountOverflow.
func ParseAmount[S string | []byte](s S) (Amount, error) {
	i, neg := 0, false
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		neg = s[i] == '-'
		i++
	}
	var v uint64
	digits, decimals, dot := 0, 0, false
	for ; i < len(s); i++ {
		d := s[i] - '0'
		if d > 9 || decimals == 4 {
			switch {
			case s[i] == '.' && !dot:
				dot = true
			case d != 0 || decimals != 4: // a zero after the fourth decimal is exact all the same
				return 0, ErrAmountSyntax
			}
			continue
		}
		if v > math.MaxInt64/10 {
			return 0, ErrAmountOverflow
		}
		v = v*10 + uint64(d)
		digits++
		if dot {
			decimals++
		}
	}
	if digits == 0 {
		return 0, ErrAmountSyntax
	}
	for ; decimals < 4; decimals++ {
		if v > math.MaxInt64/10 {
			return 0, ErrAmountOverflow
		}
		v *= 10
	}
	if v > math.MaxInt64 {
		return 0, ErrAmountOverflow
	}
	if neg {
		return -Amount(v), nil
	}
	return Amount(v), nil
}

// digitsOf is an amount as it was written, as a number of JSON: without a plus and without zeros in front, with digits on both
// sides of a dot. It is empty where that is what String writes, as nearly always.
func digitsOf(written []byte, a Amount) string {
	n, first := len(written), written[0]
	if first == '-' {
		first = written[1]
	}
	if n > 3 && written[n-3] == '.' && first >= '1' {
		return ""
	}
	s, sign := strings.TrimPrefix(string(written), "+"), ""
	if s[0] == '-' {
		s, sign = s[1:], "-"
	}
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	if s = strings.TrimSuffix(s, "."); s[0] == '.' {
		s = "0" + s
	}
	if s = sign + s; s == a.String() {
		return ""
	}
	return s
}

// Add returns a+b, or ErrAmountOverflow.
func (a Amount) Add(b Amount) (Amount, error) {
	c := a + b
	if (c > a) != (b > 0) && b != 0 {
		return 0, ErrAmountOverflow
	}
	return c, nil
}

// Abs returns the amount without its sign.
func (a Amount) Abs() Amount {
	if a < 0 {
		return -a
	}
	return a
}

// String writes the amount as the provider does: a dot, at least two decimals, no grouping.
func (a Amount) String() string { return string(a.Append(nil)) }

// Append appends String's text to b.
func (a Amount) Append(b []byte) []byte {
	u := uint64(a)
	if a < 0 {
		b = append(b, '-')
		u = -u
	}
	b = strconv.AppendUint(b, u/AmountScale, 10)
	frac := u % AmountScale
	b = append(b, '.', byte('0'+frac/1000), byte('0'+frac/100%10))
	if frac%100 != 0 {
		b = append(b, byte('0'+frac/10%10))
		if frac%10 != 0 {
			b = append(b, byte('0'+frac%10))
		}
	}
	return b
}

// MarshalJSON writes a JSON number with the exact decimals.
func (a Amount) MarshalJSON() ([]byte, error) { return a.Append(nil), nil }

// UnmarshalJSON reads a JSON number with at most four decimals, exactly.
func (a *Amount) UnmarshalJSON(b []byte) error {
	v, err := ParseAmount(b)
	if err != nil {
		return fmt.Errorf("amount %.40q: %w", b, err)
	}
	*a = v
	return nil
}
