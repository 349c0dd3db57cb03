package field

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/theme"
)

func press(l *Line, keys ...tea.KeyMsg) {
	for _, k := range keys {
		l.Update(k)
	}
}

func typed(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }
func named(t tea.KeyType) tea.KeyMsg {
	return tea.KeyMsg{Type: t}
}

func TestLineEditsAsShellsDo(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []tea.KeyMsg
		want string
	}{
		{"type", []tea.KeyMsg{typed("ab"), typed("ć")}, "abć"},
		{"space", []tea.KeyMsg{typed("a"), {Type: tea.KeySpace, Runes: []rune{' '}}, typed("b")}, "a b"},
		{"insert in the middle", []tea.KeyMsg{typed("ac"), named(tea.KeyLeft), typed("b")}, "abc"},
		{"backspace at the start", []tea.KeyMsg{typed("a"), named(tea.KeyHome), named(tea.KeyBackspace)}, "a"},
		{"delete", []tea.KeyMsg{typed("abc"), named(tea.KeyHome), named(tea.KeyDelete)}, "bc"},
		{"delete at the end", []tea.KeyMsg{typed("abc"), named(tea.KeyDelete)}, "abc"},
		{"to the start", []tea.KeyMsg{typed("abc"), named(tea.KeyLeft), named(tea.KeyCtrlU)}, "c"},
		{"to the end", []tea.KeyMsg{typed("abc"), named(tea.KeyHome), named(tea.KeyRight), named(tea.KeyCtrlK)}, "a"},
		{"word", []tea.KeyMsg{typed("one two  "), named(tea.KeyCtrlW), typed("x")}, "one x"},
		{"paste is cleaned", []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("a\nb\x1b[2J"), Paste: true}}, "a b␛[2J"},
		{"a word back and forth", []tea.KeyMsg{typed("one two"), {Type: tea.KeyLeft, Alt: true}, typed("x")}, "one xtwo"},
		{"past the ends", []tea.KeyMsg{named(tea.KeyLeft), named(tea.KeyRight), named(tea.KeyRight), typed("a")}, "a"},
	} {
		var l Line
		press(&l, c.keys...)
		if l.Value() != c.want {
			t.Errorf("%s: %q, not %q", c.name, l.Value(), c.want)
		}
	}
}

func TestLineKeepsItsLimits(t *testing.T) {
	l := Line{Limit: 3, Only: func(r rune) bool { return r >= '0' && r <= '9' }}
	press(&l, typed("1a2b3"), typed("45"))
	if l.Value() != "123" {
		t.Errorf("%q", l.Value())
	}
	if l.Update(tea.KeyMsg{Type: tea.KeyCtrlP}) {
		t.Error("a key that edits nothing was taken")
	}
}

// A suggestion goes at the first letter typed; whoever moves in it or takes from it edits it.
func TestLineOffersATextThatTypingReplaces(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []tea.KeyMsg
		want string
	}{
		{"nothing", nil, "old"},
		{"typing", []tea.KeyMsg{typed("n"), typed("ew")}, "new"},
		{"pasting", []tea.KeyMsg{{Type: tea.KeyRunes, Runes: []rune("new"), Paste: true}}, "new"},
		{"going to the end first", []tea.KeyMsg{named(tea.KeyEnd), typed("er")}, "older"},
		{"taking the last letter", []tea.KeyMsg{named(tea.KeyBackspace), typed("x")}, "olx"},
	} {
		var l Line
		l.Offer("old")
		press(&l, c.keys...)
		if l.Value() != c.want {
			t.Errorf("%s: %q, not %q", c.name, l.Value(), c.want)
		}
	}
}

// However long the text and wherever the cursor, the line has its width and shows the cursor.
func TestLineViewIsExactAndShowsTheCursor(t *testing.T) {
	for _, th := range []*theme.Theme{theme.Must(theme.Dark, theme.TrueColour), theme.Must(theme.ASCII, theme.Plaintext)} {
		for _, s := range []string{"", "short", strings.Repeat("long ", 30), strings.Repeat("日本", 30)} {
			l := Line{Placeholder: "a placeholder that is rather long"}
			l.Set(s)
			for range len([]rune(s)) + 1 {
				for _, w := range []int{1, 2, 5, 20, 79} {
					for _, focus := range []bool{true, false} {
						if got := ansi.StringWidth(l.View(th, w, focus)); got > w || w > 2 && got != w {
							t.Fatalf("%d cells instead of %d for %q at %d", got, w, s, l.editor().Position())
						}
					}
				}
				press(&l, named(tea.KeyLeft))
			}
			l.Offer(s)
			for _, w := range []int{5, 20, 79} {
				if got := ansi.StringWidth(l.View(th, w, true)); got != w {
					t.Fatalf("%d cells instead of %d for %q on offer", got, w, s)
				}
			}
		}
	}
}

func TestLineMaskedSaysNothing(t *testing.T) {
	var l Line
	l.Set("KontoBank 123 ff")
	if got := ansi.Strip(l.Masked(theme.Must(theme.Dark, theme.TrueColour), 40)); strings.ContainsAny(got, "Konto123") {
		t.Errorf("%q", got)
	}
}
