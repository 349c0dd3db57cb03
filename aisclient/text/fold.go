package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold writes s in lower case without accents: "Żabka Łódź" becomes "zabka lodz", "Straße" "strasse". It is how
// texts are compared everywhere: searching, names, lexicons. Folding a text is folding its characters one by one.
func Fold(s string) string {
	if isFolded(s) {
		return s
	}
	return string(AppendFold(make([]byte, 0, len(s)+8), s))
}

func isFolded(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || (c >= 'A' && c <= 'Z') {
			return false
		}
	}
	return true
}

// latinTop ends the range of letters whose folding is looked up: Latin-1 to Latin Extended-B.
const latinTop = 0x250

// latinFold is the folding of U+0080 to U+024F, from foldRune.
var latinFold = func() (t [latinTop]string) {
	for r := rune(0x80); r < latinTop; r++ {
		t[r] = string(foldRune(nil, r))
	}
	return
}()

// AppendFold appends Fold(s) to b.
func AppendFold(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			b = append(b, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if r < latinTop {
			b = append(b, latinFold[r]...)
		} else {
			b = foldRune(b, r)
		}
	}
	return b
}

// foldRune appends one character's folding: its canonical parts without marks, in lower case.
func foldRune(b []byte, r rune) []byte {
	for _, p := range AppendBare(nil, r) {
		b = utf8.AppendRune(b, lower(p))
	}
	return b
}

func lower(r rune) rune {
	if r == 'ς' {
		return 'σ'
	}
	return unicode.ToLower(r)
}

// letters that Unicode does not decompose though people type them without their stroke.
var strokes = map[rune]string{
	'ł': "l", 'Ł': "L", 'ß': "ss", 'ẞ': "SS", 'æ': "ae", 'Æ': "AE", 'œ': "oe", 'Œ': "OE", 'ø': "o", 'Ø': "O",
	'đ': "d", 'Đ': "D", 'ð': "d", 'Ð': "D", 'þ': "th", 'Þ': "TH", 'ħ': "h", 'Ħ': "H", 'ı': "i", 'ŧ': "t",
	'Ŧ': "T", 'ŋ': "n", 'Ŋ': "N", 'ſ': "s", 'ĸ': "k",
}

// AppendBare appends r without accents, in its own case.
func AppendBare(out []rune, r rune) []rune {
	if s, ok := strokes[r]; ok {
		return append(out, []rune(s)...)
	}
	if r < utf8.RuneSelf {
		return append(out, r)
	}
	var buf [utf8.UTFMax]byte
	for _, p := range string(norm.NFD.AppendString(nil, string(utf8.AppendRune(buf[:0], r)))) {
		if unicode.Is(unicode.Mn, p) {
			continue
		}
		if s, ok := strokes[p]; ok {
			out = append(out, []rune(s)...)
		} else {
			out = append(out, p)
		}
	}
	return out
}
