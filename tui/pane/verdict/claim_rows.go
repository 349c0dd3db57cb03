package verdict

import "aisdesk/aisclient/verify"

// row is a line of the claims: the nth claim of a kind. All signs are one row.
type row struct {
	kind verify.Kind
	nth  int
}

// claimOf is the claim of a row, nil if there is none yet.
func (p *state) claimOf(r row) verify.Claim { return p.claims.At(r.kind, r.nth) }

// rows are the lines of the claims: one for every claim, and an empty one for every kind without.
func (p *state) rows() []row {
	var out []row
	for _, k := range verify.Kinds() {
		n := len(p.claims[k])
		if p.edit != nil && p.edit.row.kind == k {
			n = max(n, p.edit.row.nth+1)
		}
		if k == verify.KindWithout || n == 0 {
			n = 1
		}
		for i := range n {
			out = append(out, row{k, i})
		}
	}
	return out
}
