package tui

import (
	"strings"
	"testing"
	"time"

	"aisdesk/tui/pane"
)

// body is the screen without the last two lines, which tell what just happened.
func (p *desktop) body() string {
	all := lines(p.Raw())
	return strings.Join(all[:len(all)-2], "\n")
}

// From a subgroup to its rows and back: the outline stands as it stood, with its folds, cursor, filter and period.
func TestBackFromRowsRestoresTheOutline(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		for _, size := range sizes {
			p.Size(size[0], size[1])
			p.Press("5", "/").Type("is:booked").Press("enter", "p", "p", "p", "t").Sees("Then by")
			p.Press("down", "down", "down", "down", "enter").Sees("then by month").Press("z", "down", " ", "down", "down")
			before := p.body()
			p.Press("enter").Sees("is:booked", "date:20")
			p.Press("s", "down")
			for !strings.Contains(p.Screen(), "[ranking]") {
				p.Press("esc").SeesNot("Recent imports")
			}
			if p.body() != before {
				t.Errorf("%v: not as it was after its rows:\n%s", size, p.Screen())
			}
			p.Press("i").Press("R").Press("enter").Press("esc")
			if p.body() != before {
				t.Errorf("%v: not as it was after looking inside:\n%s", size, p.Screen())
			}
			p.Press("t", "home", "enter", "p", "p").Press("esc")
		}
	})
}

// The palette finds what the ranking can be grouped by, and the help names the keys.
func TestOutlineKeysAreInPaletteAndHelp(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("5", "ctrl+p").Type("split each").Press("enter").Sees("Then by", "nothing", "weekday")
		p.Press("esc", "?").Sees("choose what to group by", "split each bar by")
	})
}
