package categorize

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
)

// Annotations are the rows' categories as a ledger shows, filters, sorts, groups and exports them: the names of the
// categories, low to high as confidences, and as why the stage with the entry or label that decided, such as
// "counterparty: pl.zus".
func (r *Rows) Annotations() *ledger.Annotations {
	a := &ledger.Annotations{Category: make([]uint8, r.Len()), Confidence: make([]uint8, r.Len()), Why: r.why}
	a.Categories = append(a.Categories, ledger.CategoryName{})
	for _, c := range category.All() {
		a.Categories = append(a.Categories, ledger.CategoryName{Name: c.String(), Label: c.Label()})
	}
	for c := lexicon.Confidence(0); c <= lexicon.High; c++ {
		a.Confidences = append(a.Confidences, c.String())
	}
	for i := range r.whys {
		a.Whys = append(a.Whys, r.whys[i].String())
	}
	for row, c := range r.cat {
		a.Category[row], a.Confidence[row] = uint8(c), uint8(r.whys[r.why[row]].confidence)
	}
	return a
}

// String is the reason in a few words: the stage, and behind a colon the entry or label that decided.
func (w *reason) String() string {
	if id := w.id(); id != "" {
		return StageName(w.stage) + ": " + id
	}
	return StageName(w.stage)
}
