package format

import (
	"strconv"

	"aisdesk/aisclient"
)

// Month is the month of a day in three letters: the axis of a chart.
func Month(d aisclient.Date) string {
	_, m, _ := d.Civil()
	return m.String()[:3]
}

// MonthAndYear is the month of a day with its year: Nov 2026.
func MonthAndYear(d aisclient.Date) string {
	y, m, _ := d.Civil()
	return m.String()[:3] + " " + strconv.Itoa(y)
}

// Years are the years from one day to another: 2026, or 2025-2026.
func Years(from, to aisclient.Date) string {
	a, _, _ := from.Civil()
	b, _, _ := to.Civil()
	if a == b {
		return strconv.Itoa(a)
	}
	return strconv.Itoa(a) + "-" + strconv.Itoa(b)
}
