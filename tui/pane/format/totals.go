package format

import (
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Sums are what came in, went out and is left, ready for the screen; sums that are greater than an amount can
// be say so.
func (w Writer) Sums(s ledger.Totals) (in, out, net string) {
	if s.Overflow {
		return "too large", "too large", "too large"
	}
	return w.Money(s.In), w.Money(s.Out), w.Money(s.Net)
}

// Flow says in at most width cells what came in, went out and is left. Where that does not fit it says less, down
// to nothing: an amount is shown whole or not at all.
func (w Writer) Flow(t *theme.Theme, s ledger.Totals, width int) string {
	in, out, net := w.Sums(s)
	dim := func(x string) string { return t.Paint(theme.Dim, x) }
	left := dim("net ") + t.Paint(Role(s.Net), net)
	all := dim("in ") + t.Paint(theme.In, in) + dim("  out ") + t.Paint(theme.Out, out) + "  " + left
	both := dim("in ") + t.Paint(theme.In, in) + dim(" out ") + t.Paint(theme.Out, out)
	for _, said := range []string{all + " " + string(s.Currency), all, both + " " + left, left + " " + string(s.Currency), left} {
		if cell.Width(said) <= width {
			return said
		}
	}
	return ""
}
