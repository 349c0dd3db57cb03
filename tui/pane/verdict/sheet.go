package verdict

import (
	"maps"
	"slices"

	"aisdesk/aisclient/verify"
)

// sheet is what is claimed, by kind. It is never changed: a change makes a new one, so that undo is a copy.
type sheet map[verify.Kind][]verify.Claim

// sheetOf sorts claims by kind.
func sheetOf(claims []verify.Claim) sheet {
	s := sheet{}
	for _, c := range claims {
		s[c.Kind()] = append(s[c.Kind()], c)
	}
	return s
}

// claims are the claims in the order in which a report checks them.
func (s sheet) claims() []verify.Claim {
	var all []verify.Claim
	for _, k := range verify.Kinds() {
		all = append(all, s[k]...)
	}
	return all
}

// at is the nth claim of a kind, nil if there is none.
func (s sheet) at(r row) verify.Claim {
	if r.nth < len(s[r.kind]) {
		return s[r.kind][r.nth]
	}
	return nil
}

// put makes a claim the nth of its kind, or one more.
func (s sheet) put(nth int, c verify.Claim) sheet {
	of := slices.Clone(s[c.Kind()])
	if nth < len(of) {
		of[nth] = c
	} else {
		of = append(of, c)
	}
	return s.with(c.Kind(), of)
}

// drop takes the nth claim of a kind away.
func (s sheet) drop(r row) sheet {
	if r.nth >= len(s[r.kind]) {
		return s
	}
	return s.with(r.kind, slices.Delete(slices.Clone(s[r.kind]), r.nth, r.nth+1))
}

func (s sheet) with(k verify.Kind, claims []verify.Claim) sheet {
	out := maps.Clone(s)
	if out == nil {
		out = sheet{}
	}
	out[k] = claims
	return out
}

// toggle claims that there is no sign of a topic, or takes that claim back. The topics keep their order.
func (s sheet) toggle(t verify.Topic) sheet {
	var of []verify.Claim
	for _, sign := range verify.Signs() {
		if s.denies(sign) != (sign == t) {
			of = append(of, verify.None{Topic: sign})
		}
	}
	return s.with(verify.KindWithout, of)
}

// denies reports whether it is claimed that there is no sign of a topic.
func (s sheet) denies(t verify.Topic) bool {
	return slices.Contains(s[verify.KindWithout], verify.Claim(verify.None{Topic: t}))
}

// row is a line of the sheet: the nth claim of a kind. All signs are one row.
type row struct {
	kind verify.Kind
	nth  int
}

// rows are the lines of the sheet: one for every claim, and an empty one for every kind without.
func (s sheet) rows(open *row) []row {
	var out []row
	for _, k := range verify.Kinds() {
		n := len(s[k])
		if open != nil && open.kind == k {
			n = max(n, open.nth+1)
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
