package tui

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// opened is a workspace with an import on it and the mouse on.
func opened(t *testing.T, f func(t *testing.T, p *desktop)) {
	t.Helper()
	w := newFake()
	w.settings.Mouse = true
	in(t, w, Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		f(t, p)
	})
}

// sentType reports whether a message of the type of like was sent.
func (p *desktop) sentType(like tea.Msg) bool {
	for _, m := range p.Sent {
		if reflect.TypeOf(m) == reflect.TypeOf(like) {
			return true
		}
	}
	return false
}

func TestMouseIsOffUntilAskedForAndGivenBackAtOnce(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		if p.sentType(tea.EnableMouseCellMotion()) {
			t.Error("the mouse was taken unasked")
		}
		p.Press("ctrl+p").Type("mouse on").Press("enter").Sees("mouse on")
		if !p.sentType(tea.EnableMouseCellMotion()) || !p.world.settings.Mouse {
			t.Error("the mouse is not on and kept")
		}
		p.Press("ctrl+x").Sees("the terminal selects text again")
		if !p.sentType(tea.DisableMouse()) || p.world.settings.Mouse {
			t.Error("the mouse was not given back")
		}
	})
}

func TestNothingReactsWithTheMouseOff(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		p.Size(100, 24).Press("ctrl+x")
		at := p.root.nav.workspace().current().Title()
		if p.ClickOn("4 Cards"); p.root.nav.workspace().current().Title() != at {
			t.Error("a tab reacts to a click with the mouse off")
		}
		if p.ClickOn("? help"); len(p.root.dialogs.open) != 0 {
			t.Error("a hint reacts to a click with the mouse off")
		}
		p.Press("ctrl+x")
		if p.ClickOn("4 Cards"); p.root.nav.workspace().current().Title() == at {
			t.Error("a tab does not react with the mouse on")
		}
	})
}

func TestMouseOnTabsFooterAndBoards(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		p.Size(100, 24)
		d := p.root.nav.workspace()
		for _, name := range []string{"4 Cards", "5 Analytics", "3 Transactions"} {
			p.ClickOn(name)
			if got := d.current().Title(); !strings.HasSuffix(name, got) {
				t.Errorf("a click on %q went to %s", name, got)
			}
		}
		p.ClickOn("s sort by").Sees("Counterparty↑")
		p.ClickOn("5 Analytics").ClickOn("findings").Sees("[findings]").ClickOn("month ").Sees("[month]")
		p.Size(160, 45).ClickOn("In and out by month").Sees("[months]").ClickOn("custom").Sees("period ")
		p.ClickOn("4 Cards").Sees("period ") // a line that is being typed keeps the tab
	})
}

func TestMouseInTransactions(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		p.Press("3").Size(120, 40).ClickOn("Przykład sp.").SeesNot("Details").ClickOn("Przykład sp.").Sees("Details", "2\u00a0500.00 PLN")
		p.ClickOn("Amount").Sees("Amount↓").ClickOn("Amount").Sees("Amount↑")
		p.ClickOn("month").Sees("[month]", "2026-05").ClickOn("all ")
		p.ClickOn("press / to filter").Sees("⏎ apply").Type("zab").ClickOn("[all]").Sees("/ zab", "⏎ apply").Press("esc", "esc")
		p.Press("c").Sees("[x]  Title").ClickOn("[x]  Title").Sees("[x]  Title").ClickOn("[x]  Title").Sees("[ ]  Title").Press("esc")
	})
}

func TestMouseInListsAndDialogs(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		p.Press("esc", "esc").ClickOn("Saved imports").Sees("3 imports")
		p.ClickOn("damaged:").Sees("cannot be opened").Press("d").ClickOn("n  keep it").SeesNot("Delete this import?")
		p.Press("d").Click(0, 5).Sees("Delete this import?") // a question wants an answer
		p.ClickOn("y  delete it")
		if len(p.world.deleted) != 1 {
			t.Errorf("deleted %v", p.world.deleted)
		}
		p.Press("?").Sees("Keys: ").Wheel("Keys: ", 2).Click(0, 3).SeesNot("Keys: ")
		p.Press(":").ClickOn("refresh the list").SeesNot("Actions").Press("esc")
		p.ClickOn("Settings").Sees("Privacy mask").ClickOn("Theme").Sees("light").Press("esc")
		p.ClickOn("Open a file").Type("/tmp/a").ClickOn("Settings").Sees("/tmp/a") // what is typed stays
	})
}

func TestMouseInTheForm(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		p.Press("esc", "esc", "n").Type("case-7").ClickOn("1 year").Sees("[1 year]", "case-7")
		p.ClickOn("Country").ClickOn("Country").Sees("Poland")
		p.ClickOn("Bank").ClickOn("Bank").Sees("Choose a bank").ClickOn("PKO Bank").ClickOn("PKO Bank").Sees("PKO Bank Polski").SeesNot("Choose a bank")
	})
}

func TestMouseInTheInspector(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		p.Press("6").ClickOn("/v1/catalog").Sees(`<target name="KontoBank"/>`).ClickOn("whole reply").ClickOn("whole reply").Sees("line 1 of", "<reply status")
		before := p.Screen()
		p.Wheel("<reply status", 1)
		if p.Screen() == before {
			t.Error("the text did not scroll")
		}
	})
}

// Whatever is clicked or scrolled, anywhere, the frame stays exact and no mark reaches the terminal.
func TestMouseEverywhereIsHarmless(t *testing.T) {
	for _, name := range []theme.Name{theme.Dark, theme.ASCII} {
		opened(t, func(t *testing.T, p *desktop) {
			p.root.preferences.set.Theme = string(name)
			p.Send(pane.ChangeSettings{Settings: p.root.preferences.set})
			for _, size := range [][2]int{{60, 15}, {80, 24}, {200, 50}} {
				p.Size(size[0], size[1])
				for tab := range p.root.nav.workspace().panes {
					p.Press(fmt.Sprint(tab + 1))
					for y := 1; y < size[1]-1; y += 2 {
						for x := 0; x < size[0]; x += 13 {
							p.Click(x, y).Exact(size[0], size[1])
							p.Send(tea.MouseMsg{X: x, Y: y, Action: tea.MouseActionPress, Button: tea.MouseButtonWheelDown, Shift: x%2 == 0})
							if strings.Contains(p.Raw(), "\x1b[;;") {
								t.Fatal("a mark is left in the frame")
							}
						}
					}
					p.Press("esc", "esc", "esc")
					p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
				}
			}
		})
	}
}

// What is clicked is what was drawn: every area of a frame lies where its text stands.
func TestAreasLieWhereTheyAreDrawn(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		for _, w := range []int{60, 80, 120, 200} {
			p.Size(w, 24)
			head := p.root.screen.compose()[0]
			for x := range w {
				if a := cell.Under(head, x); a.Kind == areaTab {
					digit := []rune(p.Screen())[x-a.X]
					if int(digit-'1') != a.Item && digit != '[' {
						t.Errorf("at %d columns, cell %d is tab %d but shows %c", w, x, a.Item, digit)
					}
				}
			}
		}
	})
}
