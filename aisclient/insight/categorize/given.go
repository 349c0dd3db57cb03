package categorize

import (
	"maps"
	"slices"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/lexicon"
)

// Given is the category of a row that somebody else decides than the rules over its texts.
type Given struct {
	Category category.Category
	// Stage is Person for an act of a person, or OwnMoney for a transfer that was found between two imports.
	Stage byte
	// Note says more, for the detail of a row: who and why.
	Note string
}

// With are the rows with some categories given, by row. Rows beyond the ledger are passed over.
func (r *Rows) With(given map[int32]Given) *Rows {
	if len(given) == 0 {
		return r
	}
	out := *r
	out.cat = append([]category.Category(nil), r.cat...)
	out.why = append([]uint16(nil), r.why...)
	out.whys = append([]reason(nil), r.whys...)
	out.weak = map[int32][]category.Category{}
	for row, weak := range r.weak {
		if _, set := given[row]; !set {
			out.weak[row] = weak
		}
	}
	numbers := map[reason]uint16{}
	for _, row := range slices.Sorted(maps.Keys(given)) {
		if row < 0 || int(row) >= len(out.cat) {
			continue
		}
		g := given[row]
		why := reason{stage: g.Stage, confidence: lexicon.High, note: g.Note}
		if _, known := numbers[why]; !known && len(out.whys) > maxReasons {
			why.note = "" // the reason still names the stage
		}
		n, known := numbers[why]
		if !known {
			n = uint16(len(out.whys))
			out.whys, numbers[why] = append(out.whys, why), n
		}
		out.cat[row], out.why[row] = g.Category, n
	}
	return &out
}

// maxReasons is how many distinct reasons a row's number can tell apart, with room for those without a note.
const maxReasons = 1<<16 - 100
