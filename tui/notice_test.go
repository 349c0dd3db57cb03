package tui

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
)

// A notice that is wider than the window is shown whole, over the last lines of the screen, and leaves the frame's size.
func TestALongNoticeIsShownWhole(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		const path = "/srv/exports/of/the/branch/in/the/old/town/2026-11-28/20261128T220254Z-vajmyo2uth5jl-transactions.csv"
		before := strings.Count(p.root.View(), "\n")
		p.Send(pane.Notice{Level: pane.Good, Text: "exported 652 rows to " + path, Path: path})
		lines := strings.Split(p.root.View(), "\n")
		if len(lines) != before+1 {
			t.Errorf("%d lines, not %d", len(lines), before+1)
		}
		var said strings.Builder
		for _, l := range lines[len(lines)-4:] {
			if n := cell.Width(l); n > 80 {
				t.Errorf("a line of %d cells", n)
			}
			said.WriteString(strings.TrimSpace(ansi.Strip(l)))
		}
		if !strings.Contains(said.String(), path) {
			t.Errorf("the path is not whole:\n%s", said.String())
		}
	})
}
