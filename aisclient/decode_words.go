package aisclient

import (
	"slices"
	"strings"

	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// words holds the texts that many rows share: counterparties, kinds, labels. Its keys are the bytes as they
// stand in the reply, so that a text seen before needs neither checking nor cleaning again.
type words struct {
	texts map[string]text.Text
	sets  map[string][]text.Text // label sets by their labels in the reply's order
	key   []byte
}

// maxWords and maxWord bound what words remembers; what comes later is stored once for each row.
const (
	maxWords = 1 << 16
	maxWord  = 512
)

func newWords() words {
	return words{texts: map[string]text.Text{}, sets: map[string][]text.Text{}}
}

func (w *words) known(raw []byte) (text.Text, bool) {
	t, ok := w.texts[string(raw)]
	return t, ok
}

func (w *words) learn(raw []byte, t text.Text) {
	if len(raw) <= maxWord && len(w.texts) < maxWords {
		w.texts[string(raw)] = t
	}
}

// labels returns the labels sorted and without repetitions. Rows with the same labels share the slice.
func (w *words) labels(list []text.Text) []text.Text {
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
	if len(w.key) <= maxWord && len(w.sets) < maxWords {
		w.sets[string(w.key)] = set
	}
	return set
}

// warnings counts what was passed over.
type warnings struct {
	list  []Warning
	index map[string]int
	key   []byte
}

// maxWarnings is how many kinds of warnings are told apart; the rest is counted in one.
const maxWarnings = 200

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
