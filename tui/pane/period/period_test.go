package period

import (
	"slices"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

func TestNextGoesAround(t *testing.T) {
	day := aisclient.DateOf(2026, 11, 20)
	seen := []string{}
	for p := ledger.All(); ; {
		seen = append(seen, p.String())
		if p = Next(p, day); p.IsAll() {
			break
		}
	}
	if want := []string{"all", "2026-11", "2026 Q4", "2026", "90 days to 2026-11-20"}; !slices.Equal(seen, want) {
		t.Errorf("%v", seen)
	}
}

func TestBarMarksThePeriodWithoutColour(t *testing.T) {
	plain := theme.Must(theme.ASCII, theme.Plaintext)
	day := aisclient.DateOf(2026, 11, 20)
	for _, c := range []struct {
		now  ledger.Period
		want string
	}{
		{ledger.All(), "[all] month  quarter  year  90 days  custom "},
		{ledger.Month(day), " all [month] quarter  year  90 days  custom   Nov 2026"},
	} {
		if got := cell.Unmark(Bar(plain, c.now)); got != c.want {
			t.Errorf("%q, not %q", got, c.want)
		}
	}
}
