package tui

import (
	"strings"
	"testing"

	"aisdesk/tui/cell"
)

// Where an act changes a sum, the sum without the acts is seen at 80 columns, too (issue 13, point 3).
func TestTheSumWithoutTheActsIsSeenInTheSmallestWindow(t *testing.T) {
	lines := actsLines("31 rows excluded, 10 relabelled", []string{"PLN in 95 350.00 out -98 000.00, without the acts in 116 950.00 out -98 000.00"},
		[]string{"without the acts PLN in 116 950.00 out -98 000.00"})
	for _, w := range []int{120, 78} {
		said := ""
		for _, l := range lines {
			if cell.Width(l) <= w {
				said = l
				break
			}
		}
		if !strings.Contains(said, "without ") || !strings.Contains(said, "116 950.00") {
			t.Errorf("at %d: %q", w, said)
		}
	}
	if lines := actsLines("1 row excluded", nil, nil); len(lines) != 2 || lines[0] != "1 row excluded; Z shows all without" {
		t.Errorf("%q", lines)
	}
}
