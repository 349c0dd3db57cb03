package english

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest is the name that somebody may have meant: the one with the fewest letters wrong, at most a third of them; empty
// for none.
func Nearest(name string, names []string) string {
	best, least := "", (len([]rune(name))+2)/3+1
	for _, n := range names {
		if d := levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(n)); d < least {
			best, least = n, d
		}
	}
	return best
}
