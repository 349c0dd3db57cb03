package filter

import (
	"slices"
	"strconv"
)

// Rows writes rows as a filter term, runs as ranges: "row:3|7..12". It is how rows that no other term
// describes travel in a filter line. No rows give a term that no row passes.
func Rows(rows []int32) string {
	if len(rows) == 0 {
		return "is:in is:out"
	}
	sorted := slices.Clone(rows)
	slices.Sort(sorted)
	b := []byte("row:")
	for i := 0; i < len(sorted); {
		from := sorted[i]
		to := from
		for i++; i < len(sorted) && sorted[i] <= to+1; i++ {
			to = sorted[i]
		}
		if len(b) > len("row:") {
			b = append(b, '|')
		}
		b = strconv.AppendInt(b, int64(from), 10)
		if to > from {
			b = strconv.AppendInt(append(b, ".."...), int64(to), 10)
		}
	}
	return string(b)
}
