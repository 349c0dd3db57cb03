package lexicon

import "slices"

// Whole phrases are also written without their spaces: "ZAJECIEKOMORNICZEKM551", "ATTACHMENTOFEARNINGS". They are looked for in long
// words only, and only what harms the applicant.

const (
	shortestJoinedWord   = 11 // letters and digits of a word that may be a phrase
	shortestJoinedPhrase = 11 // letters of a phrase that is found in it
	longestEnding        = 3  // letters of an ending that a pattern leaves open inside a joined phrase
)

// findJoined adds the phrases with which long words of the text begin.
func (sc *Scanner) findJoined() {
	for pos := int32(0); ; {
		start, end := sc.nextWord(pos)
		if start == end {
			return
		}
		if pos = end; end-start >= shortestJoinedWord {
			j := joinedWalk{sc: sc, from: start, end: end}
			j.walk(0, start, false)
		}
	}
}

// joinedWalk follows a phrase through one word of the text.
type joinedWalk struct {
	sc        *Scanner
	from, end int32
}

// walk goes on from a node of the trie at a place of the word; over says that a space was left out before.
func (j *joinedWalk) walk(node, pos int32, over bool) {
	t := j.sc.set.trie
	if over && t.accept[node] != 0 {
		j.emit(node, pos)
	}
	if next := t.child(node, ' '); node != 0 && next > 0 {
		j.walk(next, pos, true)
	}
	if next := t.child(node, anySuffix); node != 0 && next > 0 {
		for at := pos; at <= min(pos+longestEnding, j.end); at++ {
			j.walk(next, at, over)
		}
	}
	if pos < j.end && j.sc.text.b[pos] > maybeAny {
		if next := t.child(node, j.sc.text.b[pos]); next > 0 {
			j.walk(next, pos+1, over)
		}
	}
}

// emit adds the phrases that end at a node.
func (j *joinedWalk) emit(node, pos int32) {
	t, w := j.sc.set.trie, &j.sc.walk
	r := t.ranges[t.accept[node]-1]
	for _, n := range t.list[r[0]:r[1]] {
		p := &j.sc.set.patterns[n]
		if p.sort != Word || p.words < 2 || pos-j.from < shortestJoinedPhrase || !(p.entry.In.Risky() || p.entry.Out.Risky()) {
			continue
		}
		if f := (found{pattern: n, from: j.from, to: pos, joined: true}); !slices.Contains(w.out, f) {
			w.out = append(w.out, f)
		}
	}
}
