// Package period shows which period is in force and steps through the kinds of period, the same in every pane.
package period

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/theme"
)

// Bar writes the kinds of period with the one in force in brackets, and which one it is.
func Bar(t *theme.Theme, now ledger.Period) string {
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

// Next is the next kind of period that ends at a day: all, month, quarter, year, 90 days, all again.
func Next(now ledger.Period, newest aisclient.Date) ledger.Period {
	switch now.Span {
	case ledger.SpanAll:
		return ledger.Month(newest)
	case ledger.SpanMonth:
		return ledger.Quarter(newest)
	case ledger.SpanQuarter:
		return ledger.Year(newest)
	case ledger.SpanYear:
		return ledger.LastDays(newest, 90)
	}
	return ledger.All()
}
