package tui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/tui/pane"
)

// listKeys are the keys that every list answers, with those that do the same.
var listKeys = map[string]string{"down": "j", "up": "k", "home": "g", "end": "G", "pgdown": "ctrl+f", "pgup": "ctrl+b"}

// noLists are screens that are moved through and are no lists: a form's fields, forms of choices that are typed in, a text
// that scrolls by itself.
var noLists = []string{"form", "outcome", "link", "importing", "question"}

// Every list answers the same keys, and the help lists only keys that work here.
func TestEveryListAnswersTheSameKeys(t *testing.T) {
	lists := 0
	for _, s := range states {
		screen, _, _ := strings.Cut(s.name, ",")
		if slices.Contains(noLists, screen) {
			continue
		}
		stage(t, s.start, s.keys, func(p *desktop) {
			if _, moves := pane.Find(p.shown(), pane.Press("down")); !moves || p.root.screen.capturing() {
				return
			}
			lists++
			for a, b := range listKeys {
				one, ok := pane.Find(p.shown(), pane.Press(a))
				two, same := pane.Find(p.shown(), pane.Press(b))
				if !ok || !same || one.What != two.What {
					t.Errorf("%s (%s): %s is %q, %s is %q", s.name, s.keys, a, one.What, b, two.What)
				}
			}
		})
	}
	if lists < 30 {
		t.Errorf("only %d lists were found", lists)
	}
}

// What the help lists can be done now.
func TestTheHelpListsOnlyWhatWorksHere(t *testing.T) {
	for _, s := range states {
		stage(t, s.start, s.keys, func(p *desktop) {
			if p.root.screen.capturing() || p.root.dialogs.top() != nil {
				return
			}
			actions := p.root.screen.actions()
			p.Press("?")
			h, ok := p.root.dialogs.top().(*help)
			if !ok {
				t.Fatalf("%s: no help", s.name)
			}
			for _, a := range h.keymap {
				if i := slices.IndexFunc(actions, func(b pane.Action) bool { return b.What == a.What && slices.Equal(b.Keys, a.Keys) }); i < 0 || actions[i].Off {
					t.Errorf("%s (%s): the help lists %v %q, which does not work", s.name, s.keys, a.Keys, a.What)
				}
			}
		})
	}
}

// A key that comes before the list is read is not answered as if nothing were saved.
func TestAKeyBeforeTheListIsRead(t *testing.T) {
	f := newFake()
	f.listTime = 10 * time.Second
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Press("l", "enter").Sees("still being read").SeesNot("nothing is saved yet")
		p.Wait(30 * time.Second).Press("enter").Sees("Overview")
	})
}
