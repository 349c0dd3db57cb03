package field

import "strings"

// List is a cursor over n items with a window of height h. It knows nothing of what the items are.
type List struct {
	Cursor int
	Top    int
	n, h   int
}

// Resize says how many items there are and how many lines show them.
func (l *List) Resize(n, h int) {
	l.n, l.h = n, max(h, 1)
	l.Cursor = max(min(l.Cursor, n-1), 0)
	if l.Cursor < l.Top {
		l.Top = l.Cursor
	}
	if l.Cursor >= l.Top+l.h {
		l.Top = l.Cursor - l.h + 1
	}
	l.Top = max(min(l.Top, n-l.h), 0)
}

// Key moves the cursor and reports whether k was one of a list's keys.
func (l *List) Key(k string) bool {
	switch k {
	case "up", "k":
		l.Cursor--
	case "down", "j":
		l.Cursor++
	case "pgup", "ctrl+b":
		l.Cursor -= l.h
	case "pgdown", "ctrl+f":
		l.Cursor += l.h
	case "ctrl+u":
		l.Cursor -= l.h / 2
	case "ctrl+d":
		l.Cursor += l.h / 2
	case "home", "g":
		l.Cursor = 0
	case "end", "G":
		l.Cursor = l.n - 1
	default:
		return false
	}
	l.Resize(l.n, l.h)
	return true
}

// Window returns the first item shown and the one after the last.
func (l *List) Window() (from, to int) { return l.Top, min(l.Top+l.h, l.n) }

// Matches reports whether every word of query stands somewhere in s, whatever the case: substrings in any
// order, not fuzzy, so that a search finds what it says.
func Matches(s, query string) bool {
	s = strings.ToLower(s)
	for _, word := range strings.Fields(strings.ToLower(query)) {
		if !strings.Contains(s, word) {
			return false
		}
	}
	return true
}

// Wheel scrolls the window by notches of so many lines and takes the cursor along; where everything is shown, it
// moves the cursor.
func (l *List) Wheel(notches, step int) {
	if l.n <= l.h {
		l.Cursor += notches
		l.Resize(l.n, l.h)
		return
	}
	l.Top = max(min(l.Top+notches*step, l.n-l.h), 0)
	l.Cursor = max(min(l.Cursor, l.Top+l.h-1), l.Top)
}
