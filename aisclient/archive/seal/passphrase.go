package seal

import (
	"crypto/rand"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// shortestPassphrase is the length in characters below which a passphrase is weak, and aloneLength that below which one
// of a single kind of characters is.
const (
	shortestPassphrase = 12
	aloneLength        = 20
	fewestDifferent    = 6
)

// WeakPassphrase says why a passphrase is too easy to guess, as the end of a sentence; empty where it is not. It looks at
// length, kinds of characters, repeats, rows of keys and common passwords.
func WeakPassphrase(s string) string {
	folded := strings.ToLower(strings.TrimSpace(s))
	switch n := utf8.RuneCountInString(folded); {
	case folded == "":
		return "is blank"
	case strings.IndexFunc(s, untypable) >= 0:
		return "holds what nobody can type, such as a byte order mark: a file of it must be UTF-8 without one"
	case s != strings.TrimSpace(s):
		return "begins or ends with a blank, which is soon lost"
	case n < shortestPassphrase:
		return fmt.Sprintf("has fewer than %d characters", shortestPassphrase)
	case different(folded) < fewestDifferent:
		return fmt.Sprintf("has fewer than %d different characters", fewestDifferent)
	case repeats(folded):
		return "repeats itself"
	case kinds(s) < 2 && n < aloneLength:
		return fmt.Sprintf("has one kind of characters and fewer than %d of them", aloneLength)
	case guesses(folded) < leastParts:
		return "is mostly a common password, a row of keys or what repeats itself"
	}
	return ""
}

// untypable reports whether a character comes of a file's encoding, not of a keyboard.
func untypable(r rune) bool { return r == utf8.RuneError || r == '\uFEFF' || unicode.IsControl(r) }

func different(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// repeats reports whether a text is a shorter one over and over.
func repeats(s string) bool { return strings.Contains((s + s)[1:2*len(s)-1], s) }

// kinds counts the kinds of characters: small and capital letters, digits, others.
func kinds(s string) int {
	var has [4]bool
	for _, r := range strings.TrimSpace(s) {
		switch {
		case unicode.IsUpper(r):
			has[0] = true
		case unicode.IsLetter(r):
			has[1] = true
		case unicode.IsDigit(r):
			has[2] = true
		default:
			has[3] = true
		}
	}
	n := 0
	for _, h := range has {
		if h {
			n++
		}
	}
	return n
}

// NewPassphrase makes a passphrase of 100 random bits, in groups that can be read aloud.
func NewPassphrase() string {
	s := strings.ToLower(rand.Text()[:20])
	return strings.Join([]string{s[:5], s[5:10], s[10:15], s[15:]}, "-")
}
