package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// Nearest are the names that somebody who wrote word may have meant: those that begin with it, else those that are at most
// a third of their letters away, the nearest first.
func Nearest(word string, names []string) []string {
	word = strings.ToLower(word)
	type near struct {
		name string
		far  int
	}
	var found []near
	for _, n := range names {
		far := levenshtein.ComputeDistance(word, strings.ToLower(n))
		if word != "" && (far <= max(1, len(n)/3) || len(word) > 2 && strings.HasPrefix(strings.ToLower(n), word)) {
			found = append(found, near{n, far})
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return a.far - b.far })
	var out []string
	for _, f := range found[:min(3, len(found))] {
		out = append(out, f.name)
	}
	return out
}

// didYouMean is the part of a sentence that names what is like a word; empty where nothing is.
func didYouMean(word string, names []string) string {
	if like := Nearest(word, names); len(like) > 0 {
		return ", did you mean " + strings.Join(like, " or ") + "?"
	}
	return ""
}

// Unknown says that there is nothing of a kind by a name, and which names are like it or, where there are few, which there are.
func Unknown(kind, name string, names []string) error {
	s := fmt.Sprintf("there is no %s %q", kind, text.Clean(name))
	if like := didYouMean(name, names); like != "" {
		return errors.New(s + like)
	}
	if len(names) <= 30 {
		s += "; there are " + english.List(names)
	}
	return errors.New(s)
}
