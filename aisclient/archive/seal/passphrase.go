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
// length, kinds of characters, repeats and runs, not at lists of words.
func WeakPassphrase(s string) string {
	folded := strings.ToLower(strings.TrimSpace(s))
	switch n := utf8.RuneCountInString(folded); {
	case folded == "":
		return "is blank"
	case n < shortestPassphrase:
		return fmt.Sprintf("has fewer than %d characters", shortestPassphrase)
	case different(folded) < fewestDifferent:
		return fmt.Sprintf("has fewer than %d different characters", fewestDifferent)
	case repeats(folded):
		return "repeats itself"
	case runs(folded):
		return "is a run of characters"
	case kinds(s) < 2 && n < aloneLength:
		return fmt.Sprintf("has one kind of characters and fewer than %d of them", aloneLength)
	}
	return ""
}

func different(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// repeats reports whether a text is a shorter one over and over.
func repeats(s string) bool { return strings.Contains((s + s)[1:2*len(s)-1], s) }

// runs reports whether nearly every character is the one before, or the next or previous one in the alphabet.
func runs(s string) bool {
	steps, last := 0, rune(0)
	for _, r := range s {
		if d := r - last; d >= -1 && d <= 1 {
			steps++
		}
		last = r
	}
	return steps*4 >= 3*utf8.RuneCountInString(s)
}

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
