package chart

import "math"

// ticks returns about n round values, at least two, from low or below to high or above: steps of 1, 2 or 5
// times a power of ten.
func ticks(low, high int64, n int) []int64 {
	if high <= low {
		high = low + 1
	}
	step := roundStep(float64(high)-float64(low), max(n, 1))
	first := int64(math.Floor(float64(low)/float64(step))) * step
	out := []int64{first}
	for v := first; v < high && len(out) < 64 && v <= math.MaxInt64-step; {
		v += step
		out = append(out, v)
	}
	return out
}

func roundStep(span float64, n int) int64 {
	raw := span / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(max(raw, 1))))
	for _, m := range []float64{1, 2, 5, 10} {
		if m*power >= raw {
			return int64(max(m*power, 1))
		}
	}
	return int64(10 * power)
}
