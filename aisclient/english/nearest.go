package english

import "strings"

// Nearest is the name that somebody may have meant: the one with the fewest letters wrong, at most a third of them; empty
// for none.
func Nearest(name string, names []string) string {
	best, least := "", (len([]rune(name))+2)/3+1
	for _, n := range names {
		if d := wrongLetters(strings.ToLower(name), strings.ToLower(n)); d < least {
			best, least = n, d
		}
	}
	return best
}

// wrongLetters is how many letters must be added, dropped or changed (the Levenshtein distance).
func wrongLetters(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		diagonal := row[0]
		row[0] = i + 1
		for j := range y {
			cost := diagonal
			if x[i] != y[j] {
				cost = min(diagonal, row[j], row[j+1]) + 1
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(y)]
}
