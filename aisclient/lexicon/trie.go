package lexicon

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"
	"strings"
)

// trie is the automaton of all patterns: one walk from the beginning of each word of a text finds every pattern. Nodes
// are numbered in breadth-first order, so a node's children lie together.
type trie struct {
	label  []byte  // by node: the byte that leads to it
	first  []int32 // by node: its first child
	count  []uint16
	accept []int32 // by node: 1 + index into ranges, 0 for none
	ranges [][2]int32
	list   []int32 // pattern numbers, by range
	rootOf [256]int32
}

// keyed is a pattern's matching text with its number.
type keyed struct {
	key     string
	pattern int32
}

// ordered are keys with their first eight bytes as a number, which tells most of them apart.
type ordered struct {
	head uint64
	keyed
}

// sorted puts keys in order, those of one text by their pattern.
func sorted(keys []keyed) []ordered {
	out := make([]ordered, len(keys))
	for i, k := range keys {
		var head [8]byte
		copy(head[:], k.key)
		out[i] = ordered{binary.BigEndian.Uint64(head[:]), k}
	}
	slices.SortFunc(out, func(a, b ordered) int {
		if a.head != b.head {
			return cmp.Compare(a.head, b.head)
		}
		if c := strings.Compare(a.key, b.key); c != 0 {
			return c
		}
		return int(a.pattern - b.pattern)
	})
	return out
}

// nodesOf counts the nodes that a trie of sorted keys has.
func nodesOf(keys []ordered) int {
	n, before := 1, ""
	for i := range keys {
		key := keys[i].key
		same := 0
		for same < min(len(before), len(key)) && before[same] == key[same] {
			same++
		}
		n += len(key) - same
		before = key
	}
	return n
}

// span is a node that is not finished yet: the sorted keys below it.
type span struct{ node, lo, hi int32 }

func newTrie(unsorted []keyed) *trie {
	keys := sorted(unsorted)
	n := nodesOf(keys)
	t := &trie{label: make([]byte, 0, n), first: make([]int32, 0, n), count: make([]uint16, 0, n), accept: make([]int32, 0, n),
		list: make([]int32, 0, len(keys))}
	t.grow(0)
	level, below := []span{{0, 0, int32(len(keys))}}, []span(nil)
	for depth := 0; len(level) > 0; depth++ {
		below = below[:0]
		for _, s := range level {
			lo := t.accepts(s.node, keys, s.lo, s.hi, depth)
			t.first[s.node] = int32(len(t.label))
			for lo < s.hi {
				c, hi := keys[lo].key[depth], lo
				for hi < s.hi && keys[hi].key[depth] == c {
					hi++
				}
				below = append(below, span{t.grow(c), lo, hi})
				t.count[s.node]++
				lo = hi
			}
		}
		level, below = below, level
	}
	for i := range t.rootOf {
		t.rootOf[i] = -1
	}
	for i := range int32(t.count[0]) {
		t.rootOf[t.label[t.first[0]+i]] = t.first[0] + i
	}
	return t
}

func (t *trie) grow(c byte) int32 {
	t.label = append(t.label, c)
	t.first = append(t.first, 0)
	t.count = append(t.count, 0)
	t.accept = append(t.accept, 0)
	return int32(len(t.label) - 1)
}

// accepts notes the patterns that end at a node and returns where the longer ones begin.
func (t *trie) accepts(node int32, keys []ordered, lo, hi int32, depth int) int32 {
	from := int32(len(t.list))
	for lo < hi && len(keys[lo].key) == depth {
		t.list = append(t.list, keys[lo].pattern)
		lo++
	}
	if int32(len(t.list)) > from {
		t.ranges = append(t.ranges, [2]int32{from, int32(len(t.list))})
		t.accept[node] = int32(len(t.ranges))
	}
	return lo
}

// child is the node that a byte leads to, or -1.
func (t *trie) child(node int32, c byte) int32 {
	if node == 0 {
		return t.rootOf[c]
	}
	first, n := t.first[node], int32(t.count[node])
	if n > 8 {
		if i := bytes.IndexByte(t.label[first:first+n], c); i >= 0 {
			return first + int32(i)
		}
		return -1
	}
	for i := first; i < first+n; i++ {
		if t.label[i] == c {
			return i
		}
	}
	return -1
}

// found is a pattern in a matching text.
type found struct {
	pattern      int32
	from, to     int32 // in the matching text
	joined, wild bool
}

// walker finds patterns in one matching text.
type walker struct {
	t    *trie
	b    []byte
	out  []found
	from int32

	// splits says that spaces within words are looked over. What is found so is for the caller to judge; see splitName.
	splits bool
}

// walkAll finds every pattern that begins at a word.
func (w *walker) walkAll(b []byte) {
	w.b, w.out = b, w.out[:0]
	for i := 1; i < len(b); i++ {
		if (b[i-1] == ' ' || b[i-1] == softBreak || b[i-1] == softSplit) && b[i] != ' ' {
			w.from = int32(i)
			w.walk(0, i, false, false)
		}
	}
}

func (w *walker) walk(node int32, pos int, joined, wild bool) {
	t, b := w.t, w.b
	for {
		if t.accept[node] != 0 && w.wordEnds(pos) {
			w.emit(node, pos, joined, wild)
		}
		if n := t.count[node]; n > 0 && node != 0 {
			if first := t.first[node]; t.label[first] <= anyDigits {
				w.special(node, pos, joined, wild)
			}
		}
		if pos >= len(b) {
			return
		}
		switch c := b[pos]; c {
		case softBreak:
			if next := t.child(node, ' '); next > 0 {
				w.walk(next, pos+1, joined, wild)
			}
			joined = true
			pos++
		case softSplit:
			if next := t.child(node, ' '); next > 0 {
				w.walk(next, pos+1, true, wild)
			}
			pos++
		case ' ':
			if w.splits && node != 0 && pos+1 < len(b) {
				if next := t.child(node, b[pos+1]); next > 0 {
					w.walk(next, pos+2, true, wild)
				}
			}
			if node = t.child(node, c); node < 0 {
				return
			}
			pos++
		case anyLetter, maybeAny:
			w.anyOf(node, pos, joined)
			if c == anyLetter {
				return
			}
			pos++
		default:
			if node = t.child(node, c); node < 0 {
				return
			}
			pos++
		}
	}
}

// special follows a node's children for any ending and for digits.
func (w *walker) special(node int32, pos int, joined, wild bool) {
	if next := w.t.child(node, anySuffix); next > 0 {
		end := pos
		for end < len(w.b) && w.b[end] != ' ' {
			if w.b[end] == softBreak || w.b[end] == softSplit {
				w.walk(next, end, joined, wild)
			}
			end++
		}
		w.walk(next, end, joined, wild)
	}
	if next := w.t.child(node, anyDigits); next > 0 {
		for ; pos < len(w.b) && digit(w.b[pos]); pos++ {
		}
		w.walk(next, pos, joined, wild)
	}
}

// anyOf follows every letter from a node: the text has lost one here.
func (w *walker) anyOf(node int32, pos int, joined bool) {
	first := w.t.first[node]
	for i := first; i < first+int32(w.t.count[node]); i++ {
		if c := w.t.label[i]; c > maybeAny && c != ' ' {
			w.walk(i, pos+1, joined, true)
		}
	}
}

// shortestBrand is how many letters a word has at least behind which a shop's number or a country may follow directly.
const shortestBrand = 5

// brandTails are what card payments write directly behind a brand, a country, a legal form or what it sells: "SPOTIFYUK", "BETFREDLTD",
// "FORTUNASAZKY".
var brandTails = [...]string{"uk", "pl", "cz", "eu", "com", "couk", "ltd", "limited", "plc", "sro", "spzoo", "gmbh",
	"bet", "bets", "casino", "poker", "slots", "bingo", "sazky", "zaklady", "apuestas", "pozyczki", "pujcky", "prestamos", "loans"}

// wordEnds reports whether a word can end before pos. Digits or one of brandTails may follow a longer word directly.
func (w *walker) wordEnds(pos int) bool {
	if pos >= len(w.b) || w.b[pos] == ' ' || w.b[pos] == softBreak || w.b[pos] == softSplit {
		return true
	}
	if w.b[pos] == maybeAny {
		return w.wordEnds(pos + 1)
	}
	if pos-int(w.from) < shortestBrand {
		return false
	}
	return digit(w.b[pos]) && !digit(w.b[pos-1]) || w.tailEnds(pos)
}

// tailEnds reports whether one of brandTails, and nothing else, is left of the word.
func (w *walker) tailEnds(pos int) bool {
	for _, tail := range brandTails {
		if end := pos + len(tail); end < len(w.b) && w.b[end] == ' ' && string(w.b[pos:end]) == tail {
			return true
		}
	}
	return false
}

func (w *walker) emit(node int32, pos int, joined, wild bool) {
	r := w.t.ranges[w.t.accept[node]-1]
	joined = joined || w.b[w.from-1] == softSplit || pos < len(w.b) && w.b[pos] == softSplit
	for _, p := range w.t.list[r[0]:r[1]] {
		f := found{p, w.from, int32(pos), joined, wild}
		if !w.knows(f) {
			w.out = append(w.out, f)
		}
	}
}

// knows reports whether a pattern was found at its place already, on another path.
func (w *walker) knows(f found) bool {
	for i := len(w.out) - 1; i >= 0 && w.out[i].from == f.from; i-- {
		if w.out[i] == f {
			return true
		}
	}
	return false
}
