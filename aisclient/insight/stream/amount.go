package stream

import (
	"math"
	"math/bits"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/cadence"
)

// plus adds amounts that are not negative, up to the greatest one.
func plus(a, b aisclient.Amount) aisclient.Amount {
	sum, err := max(a, 0).Add(max(b, 0))
	if err != nil {
		return math.MaxInt64
	}
	return sum
}

// share is a x part / all, cut; part is at most all, and all is not zero.
func share(a, part, all aisclient.Amount) aisclient.Amount {
	hi, lo := bits.Mul64(uint64(max(a, 0)), uint64(max(part, 0)))
	q, _ := bits.Div64(hi, lo, uint64(all))
	return aisclient.Amount(q)
}

// part is so many thousandths of an amount.
func part(a aisclient.Amount, permille int) aisclient.Amount { return cadence.Times(a, permille, 1000) }

// thousandths is part of all in thousandths, rounded half up, to be shown: what draws a line asks over, which is exact.
func thousandths(part, all aisclient.Amount) int64 {
	n := permille(part, all)
	if n < math.MaxInt32 && all > 0 && !less(part, 2000, all, 2*n+1) {
		n++
	}
	return n
}

// over reports whether part is more than so many thousandths of all; neither is negative.
func over(part, all aisclient.Amount, permille int64) bool { return less(all, permille, part, 1000) }

// less reports whether a x m is less than b x n, none of them negative.
func less(a aisclient.Amount, m int64, b aisclient.Amount, n int64) bool {
	hi, lo := bits.Mul64(uint64(max(a, 0)), uint64(m))
	hiB, loB := bits.Mul64(uint64(max(b, 0)), uint64(n))
	return hi < hiB || hi == hiB && lo < loB
}

// permille is part of all in thousandths, cut, so that it is at least a whole limit exactly where the part is; both are not
// negative. It is 0 where all is.
func permille(part, all aisclient.Amount) int64 {
	if all <= 0 {
		return 0
	}
	hi, lo := bits.Mul64(uint64(max(part, 0)), 1000)
	if hi >= uint64(all) {
		return math.MaxInt32
	}
	q, _ := bits.Div64(hi, lo, uint64(all))
	return int64(min(q, math.MaxInt32))
}

// median is the middle one, the mean of the two middle ones where there are two; 0 of none. It reorders its argument. What is paid is
// measured by it: the lower of two would show costs as less than they are. None is negative.
func median(a []aisclient.Amount) aisclient.Amount {
	if len(a) == 0 {
		return 0
	}
	slices.Sort(a)
	low, high := a[(len(a)-1)/2], a[len(a)/2]
	return low + (high-low+1)/2
}
