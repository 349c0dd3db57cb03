package insight

import (
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/text"
)

// Special is the kind of special data that a row is, by the one table of package category; nil of most rows. Such rows
// count in totals and stand in no finding.
func (a *Analysis) Special(row int32) *category.SpecialKind {
	switch c := a.Rows.Of(row); c {
	case category.Health, category.Benefit:
		return category.SpecialOf(c)
	case category.Donation, category.OtherOut, category.Subscriptions:
		return category.SpecialOf(c, a.Ledger.FoldedTitle(row), text.Fold(a.Ledger.Party(row).String()))
	}
	return nil
}

// kept reports whether a row may stand in no finding.
func (a *Analysis) kept(row int32) bool {
	k := a.Special(row)
	return k != nil && !k.Ground
}
