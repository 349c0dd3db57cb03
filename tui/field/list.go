package field

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/text"
)

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

// Rank says how well s has every word of query, whatever the case and accents: 0 where s begins with the query, 1 where each word
// begins a word of s, 2 where one stands inside a word only, -1 where one stands nowhere.
func Rank(s, query string) int {
	s, query = text.Fold(s), text.Fold(strings.TrimSpace(query))
	if strings.HasPrefix(s, query) {
		return 0
	}
	rank := 1
	for word := range strings.FieldsSeq(query) {
		if !strings.Contains(s, word) {
			return -1
		}
		if !beginsWord(s, word) {
			rank = 2
		}
	}
	return rank
}

// beginsWord reports whether a word of s begins with w.
func beginsWord(s, w string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], w)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(s[:at])
		if at == 0 || !unicode.IsLetter(before) && !unicode.IsDigit(before) {
			return true
		}
		at++
	}
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
