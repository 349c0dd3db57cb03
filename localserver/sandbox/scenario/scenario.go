package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// Scenario is a way for the provider or the bank to behave, chosen by name.
type Scenario struct {
	Name string `json:"name"`
	// Arg describes what may follow the name after a colon; empty if nothing may.
	Arg string `json:"arg,omitempty"`
	// Group is where it strikes: see Groups.
	Group string `json:"group"`
	// What happens, and what a client should do Next.
	What string `json:"what"`
	Next string `json:"next"`
}

// List documents every scenario in the order of the groups.
func List() []Scenario {
	all := make([]Scenario, 0, len(table)+len(exceptions))
	for _, p := range table {
		all = append(all, p.Scenario)
	}
	for _, x := range exceptions {
		all = append(all, Scenario{Name: x.scenario(), Group: x.group(), What: x.name + ": " + x.what, Next: x.next})
	}
	slices.SortStableFunc(all, func(a, b Scenario) int { return groupOf(a) - groupOf(b) })
	return all
}

// Group is where scenarios strike.
type Group struct{ Name, Where string }

// Groups are where scenarios strike, in the order in which a client meets them.
var Groups = []Group{
	{"good", "nothing goes wrong"},
	{"sign-in", "in the widget and the mock session"},
	{"session", "at the default import"},
	{"import", "while the command is polled"},
	{"transport", "between the provider and the client"},
	{"reply", "in the form of replies"},
	{"data", "in the customer's data"},
	{"services", "at aggregated data, Analytical Services and repeated access"},
	{"every", "at every request"},
}

func groupOf(s Scenario) int {
	for i, g := range Groups {
		if g.Name == s.Group {
			return i
		}
	}
	return len(Groups)
}

// entry is a scenario that is not just an exception.
type entry struct {
	Scenario
	apply func(e *Behaviour, arg string) error
}

// Check says by an error what is wrong with the name of a scenario, or with what follows it; "" is the ordinary day.
func Check(text string) error {
	if text == "" {
		return nil
	}
	_, err := Parse(text)
	return err
}

// Parse reads names joined with "+", each with an optional argument after a colon, like
// "slow:2048+unicode". Names of exceptions are understood in both spellings. A name that is none, one that stands twice, and a
// wrong argument are errors.
func Parse(text string) (*Behaviour, error) {
	e := newBehaviour()
	parts := strings.Split(text, "+")
	if meant := commas(text); meant != "" {
		return nil, fmt.Errorf("the parts of a scenario are joined with +, did you mean %s?", meant)
	}
	for i, part := range parts {
		name, arg, _ := strings.Cut(strings.TrimSpace(part), ":")
		if slices.Contains(parts[:i], part) {
			return nil, fmt.Errorf("scenario %s stands twice", name)
		}
		if err := applyScenario(e, name, arg); err != nil {
			return nil, err
		}
	}
	if len(parts) > 1 && slices.Contains(parts, "ok") {
		return nil, errors.New("scenario ok is the ordinary day, and is joined with no other")
	}
	return e, nil
}

// commas is a text whose parts are joined with commas as it was meant: with the names that are near, joined with +. It is empty where
// they are not, or not all of them are near a name.
func commas(text string) string {
	if !strings.Contains(text, ",") {
		return ""
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == '+' })
	for i, part := range parts {
		name, arg, _ := strings.Cut(strings.TrimSpace(part), ":")
		near := nearest(name)
		if len(near) == 0 {
			return ""
		}
		if parts[i] = near[0]; arg != "" {
			parts[i] += ":" + arg
		}
	}
	return strings.Join(parts, "+")
}

func applyScenario(e *Behaviour, name, arg string) error {
	for _, p := range table {
		if p.Name != name {
			continue
		}
		if arg != "" && p.Arg == "" {
			return fmt.Errorf("scenario %s takes no argument", name)
		}
		if err := p.apply(e, arg); err != nil {
			return fmt.Errorf("scenario %s: %w", name, err)
		}
		return nil
	}
	for _, x := range exceptions {
		if x.name == name || x.scenario() == name {
			if arg != "" {
				return fmt.Errorf("scenario %s takes no argument", name)
			}
			x.apply(e)
			return nil
		}
	}
	return &UnknownError{name, nearest(name)}
}

// UnknownError says that there is no scenario of a name.
type UnknownError struct {
	Name    string
	Nearest []string // what may have been meant, at most three
}

func (e *UnknownError) Error() string {
	s := fmt.Sprintf("there is no scenario %q", e.Name)
	if len(e.Nearest) > 0 {
		return s + ", did you mean " + strings.Join(e.Nearest, " or ") + "?"
	}
	return s + "; \"aisdesk sandbox --list-scenarios\" lists them"
}

// nearest are the scenarios that are like what was written, the nearest first.
func nearest(name string) []string {
	var names []string
	for _, s := range List() {
		names = append(names, s.Name)
	}
	return Nearest(name, names)
}

// Nearest are the names that are like what was written, the nearest first, at most three.
func Nearest(name string, names []string) []string {
	word := strings.ToLower(name)
	var like []string
	far := map[string]int{}
	for _, n := range names {
		d := levenshtein.ComputeDistance(word, strings.ToLower(n))
		if d <= max(2, len(n)/3) || len(word) > 2 && strings.HasPrefix(n, word) {
			like, far[n] = append(like, n), d
		}
	}
	slices.SortStableFunc(like, func(a, b string) int { return far[a] - far[b] })
	return like[:min(3, len(like))]
}

// slips are the exceptions that a name may be misspelt for, in its own spelling.
func slips(name string) (like []string) {
	for _, x := range exceptions {
		known := x.name
		if strings.Contains(name, "-") {
			known = kebab(known)
		}
		if len(known) > len("IO") && levenshtein.ComputeDistance(strings.ToLower(name), strings.ToLower(known)) <= 2 {
			like = append(like, known)
		}
	}
	return like
}

// kebab turns InvalidSessionId into invalid-session-id.
func kebab(name string) string {
	var b strings.Builder
	runes := []rune(name)
	for i, r := range runes {
		if unicode.IsUpper(r) && i > 0 && (!unicode.IsUpper(runes[i-1]) || (i+1 < len(runes) && unicode.IsLower(runes[i+1]))) {
			b.WriteByte('-')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// duration reads an argument like 30s, "forever", or takes the default if it is empty.
func duration(arg string, otherwise time.Duration) (time.Duration, error) {
	switch arg {
	case "":
		return otherwise, nil
	case "forever":
		return forever, nil
	}
	d, err := time.ParseDuration(arg)
	if err != nil {
		return 0, fmt.Errorf("%q is not a duration such as 30s or 2m, nor forever", arg)
	}
	return d, nil
}

// forever outlasts every test.
const forever = 1000 * 24 * time.Hour

// count reads an argument that is a whole number above 0.
func count(arg string, otherwise int) (int, error) {
	if arg == "" {
		return otherwise, nil
	}
	n, err := strconv.Atoi(arg)
	if err != nil || n <= 0 {
		return 0, fmt.Errorf("%q is no whole number above 0", arg)
	}
	return n, nil
}
