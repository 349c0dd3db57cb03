package xmlread

import (
	"slices"
	"strings"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// interned holds the texts that stand often in a document. Its keys are the bytes as they
// stand in the document, so that a text seen before needs neither checking nor cleaning again.
type interned struct {
	texts map[string]text.Text
	sets  map[string][]text.Text // sets by their texts in the document's order
	key   []byte
}

// maxTexts and maxText bound what is remembered; what comes later is stored each time.
const (
	maxTexts = 1 << 16
	maxText  = 512
)

func newInterned() interned {
	return interned{texts: map[string]text.Text{}, sets: map[string][]text.Text{}}
}

func (w *interned) known(raw []byte) (text.Text, bool) {
	t, ok := w.texts[string(raw)]
	return t, ok
}

func (w *interned) learn(raw []byte, t text.Text) {
	if len(raw) <= maxText && len(w.texts) < maxTexts {
		w.texts[string(raw)] = t
	}
}

// TextSet returns texts sorted and without repetitions. Equal lists share the slice: do not change it.
func (d *Reader) TextSet(list []text.Text) []text.Text { return d.texts.set(list) }

func (w *interned) set(list []text.Text) []text.Text {
	if len(list) == 0 {
		return nil
	}
	w.key = w.key[:0]
	for _, t := range list {
		w.key = append(append(w.key, t.String()...), 0)
	}
	if set, ok := w.sets[string(w.key)]; ok {
		return set
	}
	set := slices.Clone(list)
	slices.SortFunc(set, func(a, b text.Text) int { return strings.Compare(a.String(), b.String()) })
	set = slices.Clip(slices.CompactFunc(set, text.Text.Equal))
	if len(w.key) <= maxText && len(w.sets) < maxTexts {
		w.sets[string(w.key)] = set
	}
	return set
}

// Warning counts something in a document that its reader does not know.
type Warning struct {
	Path  string // where it stood; attributes with @; with the places in lists for what is unread, else without
	What  string // what it was: "unknown element", "unknown attribute", ...
	Count int
}

// UnreadPrefix begins what a warning says of data that could not be read.
const UnreadPrefix = "unread "

// Warnings are what was passed over so far, what could not be read first.
func (d *Reader) Warnings() []Warning { return slices.Concat(d.warnings.unread, d.warnings.list) }

// Interned returns the text that the raw bytes of a leaf stood for before, if they are remembered.
func (d *Reader) Interned(raw []byte) (text.Text, bool) { return d.texts.known(raw) }

// warnings counts what was passed over.
type warnings struct {
	list   []Warning
	index  map[string]int
	key    []byte
	unread []Warning // one a place up to maxUnread, then one a kind
}

// maxWarnings is how many kinds of warnings are told apart; the rest is counted in one.
const maxWarnings = 200

// maxUnread is how many unread places are named; the rest is counted, each kind in one.
const maxUnread = 100

func (w *warnings) addUnread(path, kind, stood string) {
	what := UnreadPrefix + kind
	if len(w.unread) < maxUnread {
		w.unread = append(w.unread, Warning{Path: text.Clean(path).String(), What: text.Clean(what + stood).String(), Count: 1})
		return
	}
	what += " in other places"
	for i := range w.unread[maxUnread:] {
		if more := &w.unread[maxUnread+i]; more.What == what {
			more.Count++
			return
		}
	}
	w.unread = append(w.unread, Warning{What: what, Count: 1})
}

func (w *warnings) add(s *xmlscan.Scanner, what, suffix string) {
	w.key = append(append(append(s.AppendPath(w.key[:0], true), suffix...), 0), what...)
	if i, ok := w.index[string(w.key)]; ok {
		w.list[i].Count++
		return
	}
	if len(w.list) > maxWarnings {
		w.list[maxWarnings].Count++
		return
	}
	path := string(w.key[:len(w.key)-len(what)-1])
	if len(w.list) == maxWarnings {
		path, what = "", "more unknown elements and attributes"
	} else if w.index == nil {
		w.index = map[string]int{}
	}
	w.index[string(w.key)] = len(w.list)
	w.list = append(w.list, Warning{Path: text.Clean(path).String(), What: what, Count: 1})
}
