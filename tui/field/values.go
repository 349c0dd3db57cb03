package field

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Elapsed writes a duration as people read a stopwatch: 0.4 s, 12 s, 3 m 05 s, 2 h 04 m.
func Elapsed(d time.Duration) string {
	switch d = max(d, 0); {
	case d < time.Second:
		return fmt.Sprintf("%.1f s", float64(d.Milliseconds()/100)/10)
	case d < time.Minute:
		return fmt.Sprintf("%d s", int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf("%d m %02d s", int(d.Minutes()), int(d.Seconds())%60)
	}
	return fmt.Sprintf("%d h %02d m", int(d.Hours()), int(d.Minutes())%60)
}

// Millis writes the duration of a call: 87 ms, 1.4 s.
func Millis(d time.Duration) string {
	if d < time.Second {
		return strconv.FormatInt(d.Milliseconds(), 10) + " ms"
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// Size writes a number of bytes: 812 B, 5.3 KB, 66.4 MB.
func Size(n int64) string {
	switch {
	case n < 1000:
		return strconv.FormatInt(n, 10) + " B"
	case n < 1_000_000:
		return fmt.Sprintf("%.1f KB", float64(n)/1e3)
	case n < 1_000_000_000:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(n)/1e9)
}

// Day writes how far a time is from now in days: today, in 3 days, 2 days ago.
func Day(t, now time.Time) string {
	t = t.In(now.Location())
	y, m, d := t.Date()
	ny, nm, nd := now.Date()
	days := int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Sub(time.Date(ny, nm, nd, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	switch {
	case days == 0:
		return "today"
	case days == 1:
		return "tomorrow"
	case days == -1:
		return "yesterday"
	case days > 0:
		return "in " + strconv.Itoa(days) + " days"
	}
	return strconv.Itoa(-days) + " days ago"
}

// Clock writes a time of day in now's zone, with its date unless that is today.
func Clock(t, now time.Time) string {
	t = t.In(now.Location())
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return t.Format("15:04:05")
	}
	return t.Format("2006-01-02 15:04")
}

// Pair is a label in labelWidth cells and a value, both cut to w cells together.
func Pair(t *theme.Theme, label, value string, labelWidth, w int) string {
	return t.Paint(theme.Dim, cell.Fit(label, labelWidth, cell.Left, "")) + " " +
		cell.Fit(value, max(w-labelWidth-1, 0), cell.Left, t.Glyphs().Ellipsis)
}

// Plain cleans what an error or a setting says: it may quote the network, a file or a bank.
func Plain(s string) string { return text.Clean(s).String() }

// Masked hides a personal value if the mask is on: its length stays a secret too.
func Masked(t *theme.Theme, on bool, value string) string {
	if !on || value == "" {
		return value
	}
	return strings.Repeat(t.Glyphs().Masked, 8)
}
