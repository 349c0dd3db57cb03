package transactions

import (
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/theme"
)

// PeriodBar writes the kinds of period with the one in force in brackets, and which one it is.
func PeriodBar(t *theme.Theme, now ledger.Period) string {
	out := ""
	for _, s := range []struct {
		span ledger.Span
		name string
	}{
		{ledger.SpanAll, "all"}, {ledger.SpanMonth, "month"}, {ledger.SpanQuarter, "quarter"},
		{ledger.SpanYear, "year"}, {ledger.SpanDays, "90 days"}, {ledger.SpanCustom, "custom"},
	} {
		if s.span == now.Span {
			out += t.Paint(theme.Accent, "["+s.name+"]")
		} else {
			out += t.Paint(theme.Dim, " "+s.name+" ")
		}
	}
	if !now.IsAll() {
		out += "  " + t.Paint(theme.Strong, now.String())
	}
	return out
}
