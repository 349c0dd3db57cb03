package radix

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// numbers are n numbers of a kind, every tenth of them missing.
func numbers(n int, kind string) (values []int64, missing []bool) {
	r := rand.New(rand.NewPCG(uint64(n), 3))
	values, missing = make([]int64, n), make([]bool, n)
	for i := range values {
		switch kind {
		case "equal":
			values[i] = 7
		case "narrow":
			values[i] = int64(r.IntN(50)) - 25
		case "wide":
			values[i] = int64(r.Uint64())
		case "ends":
			values[i] = []int64{math.MinInt64, math.MaxInt64, 0, -1}[r.IntN(4)]
		}
		missing[i] = r.IntN(10) == 0
	}
	return values, missing
}

func TestSortIsStableWithMissingLast(t *testing.T) {
	var s Sorter
	for _, kind := range []string{"equal", "narrow", "wide", "ends"} {
		for _, n := range []int{0, 1, 2, 24, 25, 3000} {
			for _, desc := range []bool{false, true} {
				values, missing := numbers(n, kind)
				rows := make([]int32, n)
				for i := range rows {
					rows[i] = int32(i)
				}
				want := slices.Clone(rows)
				slices.SortStableFunc(want, func(x, y int32) int {
					switch {
					case missing[x] || missing[y]:
						return cmp.Compare(btoi(missing[x]), btoi(missing[y]))
					case desc:
						return cmp.Compare(values[y], values[x])
					}
					return cmp.Compare(values[x], values[y])
				})
				s.Sort(rows, func(r int32) (int64, bool) { return values[r], !missing[r] }, desc)
				if !slices.Equal(rows, want) {
					t.Fatalf("%d %s numbers, falling %v: not sorted", n, kind, desc)
				}
			}
		}
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Few rows are put in their places one by one: compare the cost of the last number that is sorted so with the next.
func BenchmarkOptimisationInsertion(b *testing.B) {
	for name, n := range map[string]int{"with": insertable, "without": insertable + 1} {
		b.Run(name, func(b *testing.B) {
			values, _ := numbers(n, "wide")
			rows := make([]int32, n)
			var s Sorter
			for b.Loop() {
				for i := range rows {
					rows[i] = int32(i)
				}
				s.Sort(rows, func(r int32) (int64, bool) { return values[r], true }, false)
			}
		})
	}
}
