package bank

import (
	"hash/fnv"
	"math/rand/v2"
)

// dice is a deterministic source of chance. Every event is rolled with dice made of the
// seed and of the names of the thing (customer, flow, day), never with dice that were
// rolled before: so a day's transactions stay the same when today moves on, and a flow
// added to a customer changes no other flow.
type dice struct{ *rand.Rand }

func newDice(seed uint64, day Day, names ...string) dice {
	h := fnv.New64a()
	for _, n := range names {
		h.Write([]byte(n))
		h.Write([]byte{0})
	}
	return dice{rand.New(rand.NewPCG(seed^h.Sum64(), uint64(uint32(day))*0x9e3779b97f4a7c15))}
}

// chance is true with probability p.
func (d dice) chance(p float64) bool { return d.Float64() < p }

// money is an amount of the span. Wide spans favour small amounts, as shopping does.
func (d dice) money(s span) Money {
	if s.lo >= s.hi {
		return s.lo
	}
	x := d.Float64()
	if s.hi > 3*s.lo {
		x *= x
	}
	return s.lo + Money(x*float64(s.hi-s.lo))
}

func (d dice) digits(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte('0' + d.IntN(10))
	}
	return string(b)
}

func pick[T any](d dice, of []T) T { return of[d.IntN(len(of))] }
