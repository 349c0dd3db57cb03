package lexicon

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient/text"
)

// Matching text is a text as patterns are compared with it: words of folded letters and digits, each between two single
// spaces. Bytes that no folded text holds stand for what is not certain.
const (
	softBreak = 0x01 // a line's end: a space, or nothing
	anyLetter = 0x02 // a letter that was lost
	anySuffix = 0x03 // in patterns: any ending of the word
	anyDigits = 0x04 // in patterns: digits, or none
	maybeAny  = 0x05 // a letter that was lost, or nothing
	softSplit = 0x06 // where a line's end may have been dropped: nothing, or a space
)

// cutColumn is where Polish clearing ends a title's line, in characters.
const cutColumn = 35

// maxInRow is how many "?" in a row may stand for a letter: the bytes of one.
const maxInRow = 3

// maxBreaks is how many line ends of a text are tried as nothing; no transfer has so many lines.
const maxBreaks = 24

// shortestSpelled is how many letters in a row, each by itself, are a word: "K O M O R N I K". Legal forms have fewer.
const shortestSpelled = 6

// maxLosses is how many lost letters of a text are guessed; a text with more is noise.
const maxLosses = 6

// matchText makes matching texts. The zero value is ready; it is used again and again for its memory.
type matchText struct {
	b       []byte
	off     []int32 // by byte of b: where it stands in the raw text; only if trace
	trace   bool
	pattern bool // "*" is any ending, "#" are digits
	lines   bool // the text may be cut at every 35th character
	digits  bool
	star    int // where the first "*" stands in b, behind which card payments name the merchant; 0 for none
	losses  int // letters that were lost so far
	breaks  int // line ends so far

	word    int  // where the current word begins in b
	rawWord int  // and in the raw text
	foreign bool // the current word has letters of another script
	column  int
	spelled int // where the word that is written letter by letter ends in the raw text

	tight []int32 // where spaces of b stand for one hyphen or dot between letters; see splitName
}

// set makes the matching text of raw.
func (m *matchText) set(raw string) {
	m.b, m.off = m.b[:0], m.off[:0]
	m.digits, m.foreign, m.column, m.losses, m.breaks = false, false, 0, 0, 0
	m.star, m.spelled, m.tight = 0, 0, m.tight[:0]
	m.put(' ', 0)
	m.word, m.rawWord = 1, 0
	for i := 0; i < len(raw); {
		c := raw[i]
		if i >= m.spelled && !m.pattern && m.last() == ' ' {
			m.spelled = max(m.spelled, spelledEnd(raw, i))
		}
		if m.lines && m.column >= cutColumn && m.cut(raw, i) {
			i++
			continue
		}
		if c < utf8.RuneSelf {
			m.ascii(raw, i, c)
			i++
		} else {
			r, n := utf8.DecodeRuneInString(raw[i:])
			if halves[r] != 0 {
				r, n = twiceCoded(r, n, raw[i+n:])
			}
			m.rune(raw, i, n, r)
			i += n
		}
		m.column++
	}
	m.endWord(raw, len(raw))
	m.space(len(raw))
}

func (m *matchText) put(c byte, at int) {
	m.b = append(m.b, c)
	if m.trace {
		m.off = append(m.off, int32(at))
	}
}

func (m *matchText) ascii(raw string, i int, c byte) {
	switch {
	case c >= 'a' && c <= 'z':
		m.put(c, i)
	case c >= 'A' && c <= 'Z':
		m.put(c+'a'-'A', i)
	case c >= '0' && c <= '9':
		m.digits = true
		m.put(c, i)
	case c == '\'' || c == '`':
	case c == '+' && digit(m.last()):
		m.put(c, i)
	case c == '?' && !m.pattern:
		m.lost(raw, i, 1)
	case m.pattern && c == '*' && m.inWord():
		m.put(anySuffix, i)
	case m.pattern && c == '#':
		m.put(anyDigits, i)
	case c == '\n' || c == '\r':
		m.lineEnd(raw, i)
	case c == '*' && m.star == 0:
		m.star = len(m.b)
		fallthrough
	default:
		m.endWord(raw, i)
		m.space(i)
		if (c == '-' || c == '.') && i > 0 && i+1 < len(raw) && wordByte(raw[i-1]) && wordByte(raw[i+1]) {
			m.tight = append(m.tight, int32(len(m.b)-1))
		}
	}
}

func (m *matchText) rune(raw string, i, n int, r rune) {
	switch {
	case hidden(r):
	case r == utf8.RuneError:
		m.lost(raw, i, n)
	case r == '’' || r == '´' || r == 'ʼ':
	case r == 0x2028 || r == 0x85:
		m.lineEnd(raw, i)
	case m.ofAnotherPage(raw, i, n, r):
		m.lost(raw, i, n)
	case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r):
		m.foreign = m.foreign || lookalikeScript(r)
		before := len(m.b)
		letter := raw[i : i+n]
		if n != utf8.RuneLen(r) {
			letter = string(r) // it was coded twice
		}
		m.b = text.AppendFold(m.b, letter)
		for range len(m.b) - before {
			if m.trace {
				m.off = append(m.off, int32(i))
			}
		}
	default:
		m.endWord(raw, i)
		m.space(i)
	}
}

// lost puts a letter that the text has lost: "?" inside a word, or what no encoding could read. At a word's edge it may
// be a question mark, and of several in a row the further ones may be bytes of the first.
func (m *matchText) lost(raw string, i, n int) {
	before, after := m.inWord(), i+n < len(raw) && (wordByte(raw[i+n]) || raw[i+n] == '?')
	m.losses++
	switch {
	case m.losses > maxLosses || lostInRow(raw, i) > maxInRow:
		m.endWord(raw, i)
		m.space(i)
		return
	case before && after && m.last() != anyLetter && n == 1:
		m.put(anyLetter, i)
	case before || after:
		m.put(maybeAny, i)
	default:
		m.endWord(raw, i)
		m.space(i)
		return
	}
}

// ofAnotherPage reports whether a character stands for a letter that was read by another code page than it was written by: a sign
// within a word, "sp³ata po¿yczki", or a letter that our languages have not, "exekuèní pøíkaz". Which letter is not known then.
func (m *matchText) ofAnotherPage(raw string, i, n int, r rune) bool {
	if m.pattern || m.losses >= maxLosses || !m.inWord() {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(raw[:i])
	switch r {
	case 'è', 'ì', 'ò', 'ï', 'ø', 'æ', 'œ', 'ÿ', 'Ÿ':
		return true
	case '³', '¿', '¹', '±', '¶', '¼', '¾', '│', '┐', '╣', '║', '╗':
		return unicode.IsLetter(before)
	case 'Ä', 'Å', 'Ý': // in the middle of small letters; of the first two the other half is lost
		return unicode.IsLower(before)
	case '£', '¥', '¯', 'Æ', 'Œ', 'Ø', 'È', 'Ì':
		after, _ := utf8.DecodeRuneInString(raw[i+n:])
		return unicode.IsLetter(before) && unicode.IsLetter(after)
	}
	return false
}

// lostInRow counts the "?" around a place.
func lostInRow(raw string, i int) int {
	n := 1
	for j := i - 1; j >= 0 && raw[j] == '?'; j-- {
		n++
	}
	for j := i + 1; j < len(raw) && raw[j] == '?'; j++ {
		n++
	}
	return n
}

// lineEnd puts a line's end: between two words it may have cut one.
func (m *matchText) lineEnd(raw string, i int) {
	m.column = -1
	if m.last() == softBreak {
		return // CR and LF are one line's end
	}
	m.breaks++
	if m.pattern || m.breaks > maxBreaks || !m.inWord() {
		m.endWord(raw, i)
		m.space(i)
		return
	}
	m.endWord(raw, i)
	m.put(softBreak, i)
	m.word, m.rawWord = len(m.b), i+1
}

// cut marks the 35th character of a line as a line's end: a space there may be one, and between two letters one may have
// been dropped. It reports whether the character is dealt with.
func (m *matchText) cut(raw string, i int) bool {
	m.column = 0
	if m.breaks++; m.breaks > maxBreaks || !m.inWord() {
		return false
	}
	if raw[i] == ' ' && i+1 < len(raw) && wordByte(raw[i+1]) {
		m.endWord(raw, i)
		m.put(softBreak, i)
		m.word, m.rawWord = len(m.b), i+1
		return true
	}
	if wordByte(raw[i]) && !m.foreign {
		m.put(softSplit, i)
	}
	return false
}

// spelledEnd gives where a word that is written letter by letter from a place on ends, with one and the same space, dot or
// hyphen between its letters; 0 if there is none.
func spelledEnd(raw string, i int) int {
	end, letters, separator := 0, 0, byte(0)
	for i < len(raw) {
		r, n := utf8.DecodeRuneInString(raw[i:])
		if i += n; !unicode.IsLetter(r) {
			break
		}
		if i < len(raw) && (wordByte(raw[i]) || raw[i] >= utf8.RuneSelf) {
			break // the first letter of a whole word
		}
		end = i
		letters++
		if i == len(raw) || separator != 0 && raw[i] != separator || !strings.ContainsRune(" .-", rune(raw[i])) {
			break
		}
		separator = raw[i]
		i++
	}
	if letters < shortestSpelled {
		return 0
	}
	return end
}

// space ends a word, once.
func (m *matchText) space(i int) {
	if i < m.spelled && m.inWord() {
		m.put(softBreak, i)
		m.word, m.rawWord = len(m.b), i+1
		return
	}
	switch m.last() {
	case ' ':
	case softBreak:
		m.b[len(m.b)-1] = ' '
	default:
		m.put(' ', i)
	}
	m.word, m.rawWord = len(m.b), i+1
}

// endWord reads the word that ends here again if it mixes scripts.
func (m *matchText) endWord(raw string, end int) {
	if !m.foreign {
		return
	}
	m.foreign = false
	if start := min(m.rawWord, end); allLatinLooking(raw[start:end]) {
		m.b = m.b[:m.word]
		if m.trace {
			m.off = m.off[:m.word]
		}
		m.putLookalikes(raw, start, end)
	}
}

func (m *matchText) putLookalikes(raw string, start, end int) {
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(raw[i:])
		if c, ok := lookalike(r); ok {
			m.put(c, i)
		} else if !hidden(r) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			for _, c := range text.AppendFold(nil, raw[i:i+n]) {
				m.put(c, i)
			}
		}
		i += n
	}
}

func (m *matchText) last() byte {
	if len(m.b) == 0 {
		return ' '
	}
	return m.b[len(m.b)-1]
}

// inWord reports whether the text so far ends in a word.
func (m *matchText) inWord() bool { c := m.last(); return c != ' ' && c != softBreak }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// wordByte reports whether a byte of a raw text begins a letter or a digit, or belongs to one.
func wordByte(c byte) bool {
	return c >= utf8.RuneSelf || digit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
