package tui

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
)

// everyKey are the keys that a terminal sends: characters, names, and those with Ctrl and Shift.
var everyKey = func() []string {
	var keys []string
	for r := '!'; r <= '~'; r++ {
		keys = append(keys, string(r))
	}
	keys = append(keys, " ", "enter", "esc", "tab", "shift+tab", "up", "down", "left", "right", "pgup", "pgdown", "home", "end",
		"backspace", "delete", "shift+up", "shift+down", "f1")
	for r := 'a'; r <= 'z'; r++ {
		if r != 'i' && r != 'm' { // tab and enter
			keys = append(keys, "ctrl+"+string(r))
		}
	}
	return keys
}()

// states are screens of the program with the keys that lead there, each from a state that start names.
var states = []struct{ name, start, keys string }{
	{"home", "", ""}, {"home", "", "down"}, {"home, a path", "", "o / e t"}, {"home, pending", "pending", ""}, {"home, left", "saved", "esc esc"},
	{"form", "", "n"}, {"form, text", "", "n a"}, {"form, door", "", "n down"}, {"form, bank", "", "n down down down"}, {"form, chosen bank", "", "n down down down enter enter up"},
	{"form, picker", "", "n down down down enter"}, {"form, picker", "", "n down down down enter a down"}, {"form, begin", "", "n up"},
	{"library", "", "l"}, {"library", "", "l down"}, {"library, last", "", "l end"}, {"library, filter", "", "l / k down"}, {"library, filtered", "", "l / t e s t enter"},
	{"settings", "", "s"}, {"settings", "", "s down"}, {"settings, changed", "", "s down down right"},
	{"link", "link", ""}, {"link, paste", "link", "p x"}, {"importing", "importing", ""}, {"outcome", "failed", ""}, {"outcome, long", "failed", "down"},
	{"inspector", "saved", "6"}, {"inspector", "saved", "6 down"}, {"inspector, text", "saved", "6 enter"}, {"inspector, text", "saved", "6 enter right down down down"},
	{"inspector, found", "saved", "6 enter / k enter down"}, {"inspector, find", "saved", "6 / k"}, {"inspector, of calls", "link", "i"},
	{"overview", "saved", "1"}, {"overview", "saved", "1 end"}, {"accounts", "saved", "2"}, {"accounts", "saved", "2 down"}, {"accounts", "saved", "2 end"},
	{"cards", "saved", "4"}, {"cards", "saved", "4 ] down right"}, {"cards", "saved", "4 end $"},
	{"transactions", "saved", "3"}, {"transactions", "saved", "3 down right down space u"}, {"transactions, end", "saved", "3 end $ p v"},
	{"transactions, changed", "saved", "3 s u space f z enter"}, {"transactions, changed", "saved", "3 s p"}, {"transactions, details", "saved", "3 enter J"},
	{"transactions, filter", "saved", "3 / z"}, {"transactions, filter", "saved", "3 / k i"}, {"transactions, filter", "saved", "3 / z enter / a"}, {"transactions, filter", "saved", "3 / down down pgdown"}, {"transactions, details", "saved", "3 enter"}, {"transactions, find", "saved", "3 f z"}, {"transactions, columns", "saved", "3 c down"},
	{"transactions, columns", "saved", "3 c down space"}, {"transactions, views", "saved", "3 w a enter w b enter o"}, {"transactions, views", "saved", "3 w a enter w b enter o down"},
	{"transactions, nothing", "saved", "3 / q q q q enter"}, {"transactions, marks", "saved", "3 M down"},
	{"analytics", "saved", "5"}, {"analytics, period", "saved", "5 p down"}, {"analytics, split", "saved", "5 t down enter down"}, {"analytics, menu", "saved", "5 R"},
	{"analytics, menu", "saved", "5 R end"}, {"analytics, filter", "saved", "5 / a"}, {"analytics, months", "saved", "5 b left"}, {"analytics, services", "saved", "5 B"},
	{"analytics, inside", "saved", "5 i"},
	{"verdict", "saved", "7"}, {"verdict, end", "saved", "7 end"}, {"verdict, typed", "saved", "7 enter x"}, {"verdict, typed", "saved", "7 down enter 1"},
	{"verdict, claim", "saved", "7 enter a n n a enter"}, {"verdict, claim", "saved", "7 enter a n n a enter up"}, {"verdict, report", "saved", "7 enter a n n a enter w"},
	{"verdict, signs", "saved", "7 down down down down down down"}, {"verdict, box", "saved", "7 down down down down down down down"},
	{"verdict, preview", "saved", "7 enter a n n a enter v"}, {"verdict, preview", "saved", "7 v down"}, {"verdict, preview", "saved", "7 v ] right"}, {"verdict, preview", "saved", "7 v ]"},
	{"cases", "cases", "c"}, {"cases", "cases", "c down"}, {"cases, search", "cases", "c / x"}, {"cases, search", "cases", "c / a"}, {"cases, search", "cases", "c / a down"}, {"cases, put", "cases", "l p"}, {"cases, put", "cases", "l space p down"}, {"cases, label", "cases", "l p n x"},
	{"portfolio", "", "l v"}, {"portfolio", "", "l v end"}, {"library, group", "", "l v down down enter"},
	{"compare, periods", "saved", "="}, {"compare, periods", "saved", "1 = [ [ down"}, {"compare, periods", "saved", "1 = down"}, {"compare, periods apart", "saved", "= {"},
	{"help", "", "?"}, {"help", "saved", "3 ? down"}, {"palette", "", ":"}, {"palette", "", ": down"}, {"question", "", "l d"},
}

var customer = sync.OnceValue(func() *ledger.Ledger { return sample.Ledger(sample.Customer()) })

// stage brings a program to a state.
func stage(t *testing.T, start, keys string, f func(p *desktop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		p := staged(t, newFake(), Options{Output: io.Discard, Getenv: func(string) string { return "" }}, start, keys)
		defer p.root.close()
		f(p)
	})
}

// staged is a program in a state, of the bubble in which it is called. Who calls it closes its root.
func staged(t *testing.T, w *fake, o Options, start, keys string) *desktop {
	t.Helper()
	w.ledger = customer()
	w.saved[0].Expires, w.reusable = frozen.Add(-time.Hour), true
	o.Now, o.Version = clock, "1.0"
	switch start {
	case "saved":
		o.Start = Start{At: AtSaved, Name: firstSaved}
	case "cases":
		o.Cases = listsCases{}
	case "pending":
		w.pending = []app.Pending{{CommandID: text.Clean("1"), Started: frozen}}
	case "link", "importing", "failed":
		o.Start = Start{At: AtVerify}
	}
	r := newRoot(t.Context(), w, o)
	p := &desktop{Robot: robot.New(t, robot.Model(r)), root: r, world: w}
	p.Size(80, 18).Init(r.Init())
	p.Wait(time.Second)
	p.goOn(start)
	for k := range strings.FieldsSeq(keys) {
		if k == "space" {
			k = " "
		}
		p.Press(k).Screen() // a list learns from drawing how long it is
	}
	p.Wait(11 * time.Second) // notices go
	p.Screen()
	return p
}

// goOn brings a verification as far as the state's start says.
func (p *desktop) goOn(start string) {
	switch start {
	case "link":
		p.emit(ready())
	case "importing":
		p.emit(ready(), signedIn(), poll(1, 0))
	case "failed":
		err := fmt.Errorf("%s", strings.Repeat("a long cause ", 200))
		p.emit(ready(), intake.Event{State: intake.Failed, Err: err, Pending: "455000001"})
		p.world.last.end <- err
		p.Wait(time.Second)
	}
}

// shown are the actions that the screen says to have now.
func (p *desktop) shown() []pane.Action {
	if o := p.root.dialogs.top(); o != nil {
		return append(slices.Clone(always), o.actions()...)
	}
	return p.root.screen.actions()
}

// effect is everything that a user would notice of a key: the screen, the actions, what else was sent.
func (p *desktop) effect() string {
	var actions strings.Builder
	for _, a := range p.shown() {
		fmt.Fprintln(&actions, a.Keys, a.What, a.Off)
	}
	sent := map[string]int{}
	for _, m := range p.Sent {
		switch m.(type) {
		case tea.KeyMsg, pane.Callback, tea.WindowSizeMsg:
		default:
			sent[fmt.Sprintf("%T", m)]++
		}
	}
	var rest []string
	for _, k := range slices.Sorted(maps.Keys(sent)) {
		rest = append(rest, fmt.Sprint(k, sent[k]))
	}
	return p.Raw() + actions.String() + strings.Join(rest, " ") + fmt.Sprint(p.quit(), p.world.last != nil && p.world.last.again > 0, len(p.world.plans), p.world.reads)
}

func (p *desktop) quit() bool { return p.Quit() }

// types reports whether a key belongs to the text field that has the keys.
func types(p *desktop, key string) bool {
	m := pane.Press(key)
	return p.root.screen.capturing() && (m.Type == tea.KeyRunes || m.Type == tea.KeySpace || field.Edits(m))
}

// No key works without being shown.
func TestNoKeyWorksThatIsNotShown(t *testing.T) {
	for _, s := range states {
		stage(t, s.start, s.keys, func(p *desktop) {
			for _, k := range everyKey {
				_, action := pane.Find(p.shown(), pane.Press(k))
				if action || types(p, k) {
					continue
				}
				before := p.effect()
				if p.Press(k); p.effect() != before {
					t.Fatalf("%s (%s): %q works and is not shown:\n%s", s.name, s.keys, k, p.Screen())
				}
			}
		})
	}
}

// A key is shown once, with what it does: an action behind another one with the same key would be untrue in the help. Left
// and right turn the tabs where a pane does not use them, and say so.
func TestAKeyHasOneMeaningOnAScreen(t *testing.T) {
	for _, s := range states {
		stage(t, s.start, s.keys, func(p *desktop) {
			meaning := map[string]string{}
			for _, a := range p.root.nav.top().Actions() {
				for _, k := range a.Keys {
					if a.Off || strings.Contains(a.What, "where the pane does not use them") {
						continue
					}
					if first, ok := meaning[k]; ok && first != a.What {
						t.Errorf("%s (%s): %q is shown as %q, and as %q", s.name, s.keys, k, first, a.What)
					}
					meaning[k] = a.What
				}
			}
		})
	}
}

// No key is shown that does not work: each does something in one of the states of its screen.
func TestEveryKeyThatIsShownWorks(t *testing.T) {
	type shown struct{ screen, key, what string }
	works := map[shown]bool{}
	for _, s := range states {
		screen, _, _ := strings.Cut(s.name, ",")
		var keys []shown
		stage(t, s.start, s.keys, func(p *desktop) {
			for _, a := range p.shown() {
				for _, k := range a.Keys {
					if !a.Off {
						keys = append(keys, shown{screen, k, a.What})
					}
				}
			}
		})
		for _, k := range keys {
			if works[k] {
				continue
			}
			works[k] = false
			stage(t, s.start, s.keys, func(p *desktop) {
				before := p.effect()
				p.Press(k.key)
				works[k] = p.effect() != before
			})
		}
	}
	for k, ok := range works {
		if !ok && k.key != "ctrl+z" { // the framework suspends the program
			t.Errorf("%s shows %q, %q, and nothing happens", k.screen, k.key, k.what)
		}
	}
}
