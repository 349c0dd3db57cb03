package categorize

import (
	"strings"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
)

// Annotations are the rows' categories as a ledger shows, filters, sorts, groups and exports them: the names of the
// categories, low to high as confidences, and why. The form of why is the stage, behind a colon the words that were found
// (in small letters, without marks) and what the counterparty is, and in brackets the entry that decided:
//
//	strong words: komornik sadowy [pl.komornik]
//	counterparty: provident polska, lender [pl.provident]
//	label: salary
//	own money
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

// String is the reason in a few words; Annotations has its form.
func (w *reason) String() string {
	said := StageName(w.stage)
	if w.entry == nil {
		switch {
		case w.label != "":
			said += ": " + w.label
		case w.stage == Person && w.note != "":
			said += ": " + w.note
		}
		return said
	}
	parts := make([]string, 0, 2)
	for _, p := range [2]string{w.words, strings.ReplaceAll(w.entry.Kind.String(), "_", " ")} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if len(parts) > 0 {
		said += ": " + strings.Join(parts, ", ")
	}
	return said + " [" + w.entry.ID + "]"
}
