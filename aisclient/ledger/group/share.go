package group

import (
	"cmp"
	"fmt"
	"math/bits"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
)

// Permille splits 1000 over amounts of one sign by their size. What rounding leaves goes to those that it took most
// from, so that the parts add up to 1000 exactly. It is nil where there is nothing to share, or the sum is too large.
func Permille(parts []aisclient.Amount) []int {
	var total uint64
	for _, a := range parts {
		sum, carry := bits.Add64(total, uint64(a.Abs()), 0)
		if total = sum; carry != 0 {
			return nil
		}
	}
	if total == 0 {
		return nil
	}
	out, rest, order := make([]int, len(parts)), make([]uint64, len(parts)), make([]int, len(parts))
	left := 1000
	for i, a := range parts {
		hi, lo := bits.Mul64(uint64(a.Abs()), 1000)
		quotient, remainder := bits.Div64(hi, lo, total)
		out[i], rest[i], order[i] = int(quotient), remainder, i
		left -= int(quotient)
	}
	slices.SortStableFunc(order, func(a, b int) int { return -cmp.Compare(rest[a], rest[b]) })
	for _, i := range order[:left] {
		out[i]++
	}
	return out
}

// share is a group's part of what came in and of what went out, in percent with one decimal; empty where there is none.
type share struct{ in, out string }

// shares are those of the pivot's categories: of the whole, or of the group that they are in. Only categories have
// them: every row has exactly one.
func (p *Pivot) shares() map[*Group]share {
	all := map[*Group]share{}
	p.share(nil, p.Groups, all)
	for i := range p.Groups {
		p.share(&p.Groups[i], p.Groups[i].Sub, all)
	}
	return all
}

func (p *Pivot) share(parent *Group, groups []Group, all map[*Group]share) {
	if len(groups) == 0 || groups[0].By != ByCategory {
		return
	}
	side := func(of func(ledger.Totals) aisclient.Amount) []string {
		parts, out := make([]aisclient.Amount, len(groups)), make([]string, len(groups))
		for i := range groups {
			t := p.Of(parent, &groups[i])
			if t.Overflow {
				return out
			}
			parts[i] = of(t)
		}
		for i, n := range Permille(parts) {
			if parts[i] != 0 {
				out[i] = fmt.Sprintf("%d.%d", n/10, n%10)
			}
		}
		return out
	}
	in, out := side(SideIn.Of), side(SideOut.Of)
	for i := range groups {
		all[&groups[i]] = share{in[i], out[i]}
	}
}
