package lexicon

// Digits and letters of the same shape stand for each other in words that are to pass a filter: "K0MORNIK", "KOMORNlK",
// "V1VUS", "Iombard". A text with such a word is read as it stands, and again as it looks; the second reading counts for what
// harms the applicant only, so numbers and honest names lose nothing.

const (
	shortestDisguise = 4 // letters and digits of a word that is read as it looks
	shortestLooked   = 5 // letters of what is found in it
	lettersADigit    = 2 // letters for each digit that stands for one
)

// shapes are the letters for which a digit can be taken, by reading: a one is an i or an l.
var shapes = [2]map[byte]byte{{'0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '8': 'b'}, {'0': 'o', '1': 'l', '3': 'e', '4': 'a', '5': 's', '8': 'b'}}

// findDisguised adds the hits in words that are written with what looks like their letters.
func (sc *Scanner) findDisguised(raw string) {
	for reading := range shapes {
		looks := asItLooks(raw, reading)
		if looks == "" {
			continue
		}
		sc.looks.lines = sc.text.lines
		sc.looks.set(looks)
		if len(sc.looks.b) != len(sc.text.b) {
			continue
		}
		sc.second.walkAll(sc.looks.b)
		for _, h := range sc.second.out {
			if sc.unlike(h) && sc.set.patterns[h.pattern].disguised() {
				h.wild = true
				sc.walk.out = append(sc.walk.out, h)
			}
		}
	}
}

// unlike reports whether a spot reads otherwise than it is written.
func (sc *Scanner) unlike(h found) bool {
	return string(sc.looks.b[h.from:h.to]) != string(sc.text.b[h.from:h.to])
}

// disguised reports whether somebody may want a pattern not to be read.
func (p *pattern) disguised() bool {
	return p.entry != nil && p.sort != Reference && p.letters >= shortestLooked && (p.entry.In.Risky() || p.entry.Out.Risky())
}

// asItLooks gives a text with the letters for which characters of its words can be taken; empty where it is read as it stands.
func asItLooks(raw string, reading int) string {
	var out []byte
	for i := 0; i < len(raw); {
		if !wordByte(raw[i]) {
			i++
			continue
		}
		end := i + 1
		for end < len(raw) && wordByte(raw[end]) {
			end++
		}
		if end-i >= shortestDisguise {
			out = wordAsItLooks(out, raw, i, end, reading)
		}
		i = end
	}
	return string(out)
}

// wordAsItLooks writes into out, a copy of the text or nil so far, how one of its words looks.
func wordAsItLooks(out []byte, raw string, from, to, reading int) []byte {
	word := countShapes(raw[from:to])
	if word.digits > 0 && !word.hidesLetters(raw[from:to]) {
		return out
	}
	for i := from; i < to; i++ {
		c, changed := raw[i], byte(0)
		switch {
		case digit(c):
			changed = shapes[reading][c]
		case reading == 0 && c == 'l' && (word.small == word.els || i == from && consonant(raw[i+1])):
			changed = 'i'
		case reading == 1 && c == 'I' && word.capital == word.is:
			changed = 'l'
		}
		if changed == 0 {
			continue
		}
		if out == nil {
			out = []byte(raw)
		}
		out[i] = changed
	}
	return out
}

// shapeCount is how many characters of a kind a word has.
type shapeCount struct {
	small, capital, els, is, digits int // els are the small l among the small letters, is the capital I among the capital ones
	other                           int // letters beyond ASCII
}

func countShapes(word string) (n shapeCount) {
	for i := range len(word) {
		switch c := word[i]; {
		case digit(c):
			n.digits++
		case c >= 'a' && c <= 'z':
			n.small++
			if c == 'l' {
				n.els++
			}
		case c >= 'A' && c <= 'Z':
			n.capital++
			if c == 'I' {
				n.is++
			}
		default:
			n.other++
		}
	}
	return n
}

// hidesLetters reports whether all digits of a word may stand for letters: each has the shape of one and a letter at its
// sides, and there are few. Behind a word only a nought does; other digits number it.
func (n shapeCount) hidesLetters(word string) bool {
	if n.small+n.capital+n.other < lettersADigit*n.digits {
		return false
	}
	for i := range len(word) {
		switch c := word[i]; {
		case !digit(c):
		case shapes[0][c] == 0, i > 0 && digit(word[i-1]), i == len(word)-1 && c != '0':
			return false
		}
	}
	return true
}

func consonant(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y', 'l':
		return false
	}
	return c >= 'a' && c <= 'z'
}
