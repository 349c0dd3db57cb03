package tui

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// A key that has nothing to do says why.
func TestALibraryKeyWithNothingToDoSaysWhy(t *testing.T) {
	f := newFake()
	f.saved = f.saved[:2]
	in(t, f, Options{Start: Start{At: AtLibrary}}, func(t *testing.T, p *desktop) {
		p.Press("x").Sees("nothing has expired").Press("a").Sees("no access is saved with this import")
		f.saved = nil
		p.Press("r", "enter").Sees("• nothing is saved yet")
	})
	in(t, newFake(), Options{Start: Start{At: AtLibrary}}, func(t *testing.T, p *desktop) {
		p.Sees("kept until").Press("end", "enter").Sees("a damaged import cannot be opened")
	})
}

// The customer's time runs, and what has not happened is not told as if it had.
func TestTheLinkSaysHowLongItLasts(t *testing.T) {
	f := newFake()
	f.env.LinkLimit = 10 * time.Minute
	in(t, f, demo(), func(t *testing.T, p *desktop) {
		p.emit(ready()).Wait(67 * time.Second)
		p.Sees("waiting 1 m 07 s of 10 m").SeesNot("page opened", "signed in")
	})
}

// Letters that are typed while the window is too small are kept; no other key does anything unseen.
func TestTypingGoesOnInATooSmallWindow(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("3", "/").Type("za").Size(50, 10).Sees("what you type is kept").Type("bq q").Burst("xy").Press("backspace", "enter", "esc")
		if p.Quit() {
			t.Fatal("a typed q quit")
		}
		p.Size(80, 24).Sees("/ zabq qx", "⏎ apply")
		p.Press("ctrl+u", "esc").Size(50, 10).Sees("q to quit").Press("q")
		if !p.Quit() {
			t.Error("q did not quit")
		}
	})
}

// A letter that opened a question, pressed once more, does not choose the other answer: only arrows and tab do.
func TestNoLetterMovesTheChoiceOfAQuestion(t *testing.T) {
	c := &confirm{dialogs: &dialogs{}, ask: pane.Ask{Title: "The file exists", Agree: "replace it", Decline: "keep it", Danger: true}}
	for _, key := range []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("h")}, {Type: tea.KeyRunes, Runes: []rune("l")}, {Type: tea.KeyLeft}} {
		if a, found := pane.Find(c.actions(), key); found != (key.Type == tea.KeyLeft) {
			t.Errorf("%s: %v %+v", key, found, a)
		}
	}
}
