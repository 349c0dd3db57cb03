package seal

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// leastParts is the number of parts below which a passphrase is easy to guess: see parts.
const leastParts = 10

// guessedLength is how many characters of a passphrase are looked at.
const guessedLength = 128

//go:embed common.txt
var commonText string

// common are the passwords that are tried first, by their characters.
var common = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for line := range strings.Lines(commonText) {
		if word := strings.TrimSpace(line); word != "" && !strings.HasPrefix(word, "#") {
			words[word] = true
		}
	}
	return words
})

// rows are the orders of characters along a keyboard and in the alphabet, in both directions.
var rows = sync.OnceValue(func() []string {
	all := []string{"abcdefghijklmnopqrstuvwxyz", "01234567890", "!@#$%^&*()", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "qwertzuiop", "yxcvbnm", "azertyuiop",
		"1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp"}
	for _, row := range all {
		back := []rune(row)
		slices.Reverse(back)
		all = append(all, string(back))
	}
	return all
})

// plainLetters undo the usual signs in the place of letters; a 1 stands for i or l.
var plainLetters = []*strings.Replacer{
	strings.NewReplacer(),
	strings.NewReplacer("@", "a", "4", "a", "8", "b", "3", "e", "9", "g", "1", "i", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t"),
	strings.NewReplacer("@", "a", "4", "a", "8", "b", "3", "e", "9", "g", "1", "l", "!", "i", "0", "o", "$", "s", "5", "s", "7", "t"),
}

// guesses counts the parts of a passphrase, as it is, with doubled characters once, and as two that are laced into each other:
// "1 2 3 4" and "1a2b3c" are rows as well.
func guesses(passphrase string) int {
	var laced [2][]rune
	s := []rune(passphrase)
	for i, r := range s {
		laced[i%2] = append(laced[i%2], r)
	}
	return min(parts(passphrase), parts(string(slices.Compact(s))), parts(string(laced[0]))+parts(string(laced[1])))
}

// parts counts what has to be guessed of a passphrase, in the cheapest way to put it together: a character, a year, three or
// more equal characters, or a run along a row of the keyboard or the alphabet is one, a common password two, also with
// signs in the place of letters, and what stood before is none.
func parts(passphrase string) int {
	s := []rune(strings.ToLower(passphrase))
	s = s[:min(len(s), guessedLength)]
	least := make([]int, len(s)+1)
	for end := 1; end <= len(s); end++ {
		least[end] = least[end-1] + 1
		for start := end - 3; start >= 0; start-- {
			if cost, ok := cost(s[:start], s[start:end]); ok {
				least[end] = min(least[end], least[start]+cost)
			}
		}
	}
	return least[len(s)]
}

// cost is how many parts a piece of three or more characters is, if it is fewer than it has.
func cost(before, piece []rune) (int, bool) {
	text := string(piece)
	switch {
	case strings.Contains(string(before), text):
		return 0, true
	case strings.Count(text, text[:len(string(piece[0]))]) == len(piece), isYear(text), slices.ContainsFunc(rows(), func(row string) bool { return strings.Contains(row, text) }):
		return 1, true
	}
	for _, plain := range plainLetters {
		if common()[plain.Replace(text)] {
			return 2, true
		}
	}
	return 0, false
}

func isYear(s string) bool {
	return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") && unicode.IsDigit(rune(s[2])) && unicode.IsDigit(rune(s[3]))
}
