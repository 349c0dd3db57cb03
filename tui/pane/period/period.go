// Package period shows which period is in force and steps through the kinds of period, the same in every pane.
package period

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// Bar writes the kinds of period with the one in force in brackets, and which one it is. Each kind is an area
// pane.AreaSpan.
func Bar(t *theme.Theme, now ledger.Period) string {
	out := ""
	for _, s := range []struct {
		span ledger.Span
		name string
	}{
		{ledger.SpanAll, "all"}, {ledger.SpanMonth, "month"}, {ledger.SpanQuarter, "quarter"},
		{ledger.SpanYear, "year"}, {ledger.SpanDays, "90 days"}, {ledger.SpanCustom, "custom"},
	} {
		name := t.Paint(theme.Dim, " "+s.name+" ")
		if s.span == now.Span {
			name = t.Paint(theme.Accent, "["+s.name+"]")
		}
		out += cell.Mark(pane.AreaSpan, int(s.span), name)
	}
	if !now.IsAll() {
		out += "  " + t.Paint(theme.Strong, Name(now))
	}
	return out
}

// Name is a period as it is shown: a month by its name, everything else as it is written.
func Name(p ledger.Period) string {
	if p.Span == ledger.SpanMonth && p.Bounded() {
		return format.MonthAndYear(p.From)
	}
	return p.String()
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

// Of is the period of a kind that ends at a day; ok is false for the kind that has to be typed.
func Of(span ledger.Span, newest aisclient.Date) (p ledger.Period, ok bool) {
	switch span {
	case ledger.SpanAll:
		return ledger.All(), true
	case ledger.SpanMonth:
		return ledger.Month(newest), true
	case ledger.SpanQuarter:
		return ledger.Quarter(newest), true
	case ledger.SpanYear:
		return ledger.Year(newest), true
	case ledger.SpanDays:
		return ledger.LastDays(newest, 90), true
	}
	return ledger.Period{}, false
}
