package categorize

import "aisdesk/aisclient/category"

// Change is a row that another lexicon reads differently.
type Change struct {
	Row           int32
	Before, After category.Category
}

// Changes are the rows whose category differs between two readings of the same ledger, in the ledger's order: what an
// entry would change before it is kept.
func Changes(before, after *Rows) (out []Change) {
	for row := range int32(min(before.Len(), after.Len())) {
		if b, a := before.Of(row), after.Of(row); a != b {
			out = append(out, Change{row, b, a})
		}
	}
	return out
}
