package lexicon

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// lookalikes are letters of other scripts that a reader takes for Latin ones: the part of the confusables of Unicode
// Technical Standard 39 that is Cyrillic and Greek. Lower-case letters whose capitals are confusable are here too, for
// whoever writes in one case what is read in another.
var lookalikes = map[rune]byte{
	'а': 'a', 'в': 'b', 'е': 'e', 'ё': 'e', 'һ': 'h', 'і': 'i', 'ї': 'i', 'ј': 'j', 'к': 'k', 'м': 'm', 'н': 'h', 'о': 'o',
	'р': 'p', 'ԛ': 'q', 'с': 'c', 'ѕ': 's', 'т': 't', 'у': 'y', 'ү': 'y', 'ѵ': 'v', 'ԝ': 'w', 'х': 'x', 'ԁ': 'd', 'ԍ': 'g',
	'А': 'a', 'В': 'b', 'Е': 'e', 'Ё': 'e', 'Һ': 'h', 'І': 'i', 'Ї': 'i', 'Ј': 'j', 'К': 'k', 'М': 'm', 'Н': 'h', 'О': 'o',
	'Р': 'p', 'С': 'c', 'Ѕ': 's', 'Т': 't', 'У': 'y', 'Ү': 'y', 'Ѵ': 'v', 'Х': 'x', 'Ԁ': 'd',
	'α': 'a', 'ε': 'e', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't', 'υ': 'u', 'χ': 'x', 'ω': 'w', 'σ': 'o',
	'Α': 'a', 'Β': 'b', 'Ε': 'e', 'Ζ': 'z', 'Η': 'h', 'Ι': 'i', 'Κ': 'k', 'Μ': 'm', 'Ν': 'n', 'Ο': 'o', 'Ρ': 'p', 'Τ': 't',
	'Υ': 'y', 'Χ': 'x', 'ϲ': 'c', 'Ϲ': 'c', 'ϳ': 'j',
}

// lookalike gives the Latin letter for which a letter of another script can be taken.
func lookalike(r rune) (byte, bool) {
	if r < 0x370 {
		return 0, false
	}
	if c, ok := lookalikes[r]; ok {
		return c, true
	}
	if w := r - 0xfee0; w >= '0' && w <= 'z' && unicode.In(w, unicode.Letter, unicode.Digit) { // full width
		return byte(unicode.ToLower(w)), true
	}
	if mathematical(r) {
		if c := norm.NFKC.String(string(r)); len(c) == 1 {
			return byte(unicode.ToLower(rune(c[0]))), true
		}
	}
	return 0, false
}

// mathematical reports whether a letter or digit is one of the bold, slanted and double-struck ones of formulas.
func mathematical(r rune) bool { return r >= 0x1d400 && r <= 0x1d7ff }

// lookalikeScript reports whether the letter's script has look-alikes of Latin letters.
func lookalikeScript(r rune) bool {
	return r >= 0x370 && r < 0x530 || r >= 0xff00 && r < 0xff60 || mathematical(r)
}

// allLatinLooking reports whether every letter of a word is Latin or looks so. A word with a letter of its own script is
// a word of that script, and stays as it is.
func allLatinLooking(word string) bool {
	for _, r := range word {
		if !lookalikeScript(r) {
			continue
		}
		if _, ok := lookalike(r); !ok && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}

// codePages are what Windows' western and middle European code pages have for the bytes from 80 to BF.
var codePages = [2][]rune{
	[]rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ\u00a0¡¢£¤¥¦§¨©ª«¬\u00ad®¯°±²³´µ¶·¸¹º»¼½¾¿"),
	[]rune("€\u0081‚\u0083„…†‡\u0088‰Š‹ŚŤŽŹ\u0090‘’“”•–—\u0098™š›śťžź\u00a0ˇ˘Ł¤Ą¦§¨©Ş«¬\u00ad®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż"),
}

// halves are, by the character that each is in one of the code pages, the first bytes of our letters in UTF-8, and accented are these
// letters.
var halves = map[rune]rune{'Â': 0xc2, 'Ã': 0xc3, 'Ă': 0xc3, 'Ä': 0xc4, 'Å': 0xc5, 'Ĺ': 0xc5}

const accented = "ąćęłńóśźżáčďéěíňřšťúůýžñüöäßàèìòùâêîôûçï" + "ĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽÑÜÖÄÀÈÌÒÙÂÊÎÔÛÇÏ"

// twiceCoded gives the letter that was written in UTF-8, read by a code page and written in UTF-8 again, "Ã³" for "ó", of its first
// half, which has n bytes, and what follows, and how many bytes it has there; the half itself where it is as it should be.
func twiceCoded(half rune, n int, rest string) (rune, int) {
	next, of := utf8.DecodeRuneInString(rest)
	for _, page := range codePages {
		if k := slices.Index(page, next); k >= 0 {
			if r := (halves[half]&0x1f)<<6 | rune(k); strings.ContainsRune(accented, r) {
				return r, n + of
			}
		}
	}
	return half, n
}

// hidden reports whether a character shows nothing: soft hyphen, zero width, direction marks, fillers.
func hidden(r rune) bool {
	switch {
	case r == 0xad, r == 0x34f, r == 0x61c, r == 0x180e, r == 0xfeff, r == 0x3164, r == 0x115f, r == 0x1160:
		return true
	case r >= 0x200b && r <= 0x200f, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r >= 0xfe00 && r <= 0xfe0f:
		return true
	}
	return false
}
