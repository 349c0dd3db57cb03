package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// Nearest are the names that somebody who wrote word may have meant: those that begin with it and those of which few letters
// are wrong, the nearest first.
func Nearest(word string, names []string) []string {
	word = strings.ToLower(word)
	type near struct {
		name string
		far  int
	}
	var found []near
	for _, n := range names {
		far := levenshtein.ComputeDistance(word, strings.ToLower(n))
		if far == 2 && swapped(word, strings.ToLower(n)) {
			far = 1
		}
		if word != "" && (far <= allowed(n) || len(word) > 2 && strings.HasPrefix(strings.ToLower(n), word)) {
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

// swapped reports whether two words have the same letters in another order: cvs and csv.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// allowed is how many letters of a name may be wrong: two that are swapped are one.
func allowed(name string) int {
	if len(name) < 4 {
		return 1
	}
	return max(2, len(name)/3)
}

// didYouMean is the part of a sentence that names what is like a word; empty where nothing is.
func didYouMean(word string, names []string) string {
	if like := Nearest(word, names); len(like) > 0 {
		return ", did you mean " + strings.Join(like, " or ") + "?"
	}
	return ""
}

// NearestFlag wraps an error that names a flag which a command does not have, and names those that are like it. Another error
// stays, but for a value that a flag does not take, which is said in plain words.
func NearestFlag(c *cobra.Command, err error) error {
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return wrongValue(err)
	}
	var names []string
	c.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	like := Nearest(unknown.GetSpecifiedName(), names)
	if len(like) == 0 {
		return fmt.Errorf("%w: %q lists the flags", err, c.CommandPath()+" --help")
	}
	return fmt.Errorf("%w, did you mean --%s?", err, strings.Join(like, " or --"))
}

// values are what flags of a kind take, in words.
var values = map[string]string{"int": "a whole number", "uint64": "a whole number above 0", "float64": "a number", "duration": "a duration such as 15m", "bool": "true or false"}

// wrongValue says in words what a flag takes; the errors of others than the standard library's readers stay as they are.
func wrongValue(err error) error {
	wrong, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	kind := values[wrong.GetFlag().Value.Type()]
	if kind == "" {
		return err
	}
	return fmt.Errorf("--%s: %q is not %s", wrong.GetFlag().Name, text.Clean(wrong.GetValue()), kind)
}

// Unknown is an error that says that there is nothing of a kind by a name, and which names are like it or, where there are few,
// which there are.
func Unknown(kind, name string, names []string) error {
	s := fmt.Sprintf("there is no %s %q", kind, text.Clean(name))
	if like := didYouMean(name, names); like != "" {
		return errors.New(s + like)
	}
	if len(names) > 0 && len(names) <= 30 {
		s += "; there are " + english.List(names)
	}
	return errors.New(s)
}

// Listed completes the last of a list with commas: what is typed before it with each of the names that is not in there. A name
// may be followed by a tab and what it is.
func Listed(typed string, names []string) (out []string) {
	before := typed[:strings.LastIndexByte(typed, ',')+1]
	there := strings.Split(strings.ReplaceAll(","+before, ",-", ","), ",")
	for _, n := range names {
		name, _, _ := strings.Cut(strings.TrimPrefix(n, "-"), "\t")
		if !slices.Contains(there, name) {
			out = append(out, before+n)
		}
	}
	return out
}
