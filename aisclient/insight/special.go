package insight

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/text"
)

// Special is the kind of special data that a row is, by the one table of package category; nil of most rows. Such rows
// count in totals and stand in no finding.
func (a *Analysis) Special(row int32) *category.SpecialKind {
	c := a.Rows.Of(row)
	if !c.TakesWords() {
		return category.SpecialOf(c)
	}
	return category.SpecialOf(c, a.Ledger.FoldedTitle(row), text.Fold(a.Ledger.Party(row).String()))
}

// kept reports whether a row may stand in no finding.
func (a *Analysis) kept(row int32) bool {
	k := a.Special(row)
	return k != nil && !k.Ground
}
