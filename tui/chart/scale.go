package chart

import "math"

// scale is where values stand in h lines of cells, four dots each: ticks in the middle of a line, as many lines apart as
// their values are, and every other value between them. A value above zero never has a dot below the zero line.
type scale struct {
	ticks []int64
	apart int // lines from a tick to the next
	h     int
}

// scaleOf is the finest scale that holds two values in h lines, with a line between its ticks where there is room.
func scaleOf(low, high int64, h int) (best scale) {
	fine := 0.0
	for least := 2; least > 0 && fine == 0; least-- {
		for n := 1; n <= max(h/2, 2); n++ {
			s := scale{ticks: ticks(low, high, n), h: h}
			if len(s.ticks) < 2 {
				continue
			}
			if s.apart = (h - 1) / (len(s.ticks) - 1); s.apart < least {
				continue
			}
			if f := float64(s.apart) / s.step(); f > fine {
				best, fine = s, f
			}
		}
	}
	return best
}

func (s scale) step() float64 { return float64(s.ticks[1]) - float64(s.ticks[0]) }

// line is the line of a tick, counted from the top.
func (s scale) line(tick int) int { return s.h - 1 - tick*s.apart }

// dot is the dot of a value, counted from the top. The middle of a line lies between two dots: what is not below zero takes
// the upper one.
func (s scale) dot(v int64) int {
	up := (float64(v) - float64(s.ticks[0])) / s.step() * float64(4*s.apart)
	y := float64(4*(s.h-1)) + 1.5 - up
	if v < 0 {
		y = math.Ceil(y)
	} else {
		y = math.Floor(y)
	}
	return int(min(max(y, 0), float64(4*s.h-1)))
}
