package intake

import (
	"fmt"
	"strconv"
	"strings"

	"aisdesk/aisclient"
)

// ParseSince reads the first day of a period: "90d", "26w", "6m" or "1y" back from today, or a day such as
// 2026-01-31. Nothing written is 90 days. The error is a *FieldError of "since".
func ParseSince(s string, today aisclient.Date) (aisclient.Date, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if s == "" {
		return today.AddDays(-FreeDays), nil
	}
	since, err := parseSince(s, today)
	if err != nil {
		return 0, err
	}
	if since > today {
		return 0, &FieldError{"since", "the first day of the period lies in the future"}
	}
	return since, nil
}

func parseSince(s string, today aisclient.Date) (aisclient.Date, error) {
	wrong := &FieldError{"since", fmt.Sprintf("%.20q is neither a period such as 90d, 6m or 1y nor a day such as 2026-01-31", s)}
	if d, err := aisclient.ParseDate(s); err == nil {
		return d, nil
	}
	n, err := strconv.ParseUint(s[:len(s)-1], 10, 16)
	if err != nil || n == 0 {
		return 0, wrong
	}
	// Twenty years are longer than any bank keeps, and keep the arithmetic inside the calendar.
	most := map[byte]uint64{'d': 7305, 'w': 1043, 'm': 240, 'y': 20}[s[len(s)-1]]
	if most == 0 {
		return 0, wrong
	}
	if n > most {
		return 0, &FieldError{"since", "more than 20 years back"}
	}
	switch s[len(s)-1] {
	case 'd':
		return today.AddDays(-int(n)), nil
	case 'w':
		return today.AddDays(-7 * int(n)), nil
	case 'm':
		return today.AddMonths(-int(n)), nil
	}
	return today.AddMonths(-12 * int(n)), nil
}
