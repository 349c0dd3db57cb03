package scenario

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Scenario is a way for the provider or the bank to behave, chosen by name.
type Scenario struct {
	Name string `json:"name"`
	// Arg describes what may follow the name after a colon; empty if nothing may.
	Arg string `json:"arg,omitempty"`
	// Group is good, sign-in, import, session, transport, reply, data, services or exception.
	Group string `json:"group"`
	// What happens, and what a client should do Next.
	What string `json:"what"`
	Next string `json:"next"`
}

// List documents every scenario in the order of its group.
func List() []Scenario {
	all := make([]Scenario, 0, len(table)+len(exceptions))
	for _, p := range table {
		all = append(all, p.Scenario)
	}
	for _, x := range exceptions {
		all = append(all, Scenario{Name: x.scenario(), Group: "exception", What: x.name + ": " + x.what, Next: x.next})
	}
	return all
}

// entry is a scenario that is not just an exception.
type entry struct {
	Scenario
	apply func(e *Behaviour, arg string) error
}

// Check says what is wrong with the name of a scenario, or with what follows it; "" is the ordinary day.
func Check(text string) error {
	if text == "" {
		return nil
	}
	_, err := Parse(text)
	return err
}

// Parse reads names joined with "+", each with an optional argument after a colon, like
// "slow:2048+unicode". Names of exceptions are understood in both spellings.
func Parse(text string) (*Behaviour, error) {
	e := newBehaviour()
	for part := range strings.SplitSeq(text, "+") {
		name, arg, _ := strings.Cut(strings.TrimSpace(part), ":")
		if err := applyScenario(e, name, arg); err != nil {
			return nil, err
		}
	}
	return e, nil
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
	return unknownScenario(name)
}

func unknownScenario(name string) error {
	var names []string
	for _, s := range List() {
		names = append(names, s.Name)
	}
	slices.Sort(names)
	return fmt.Errorf("no scenario %q; there are %s", name, strings.Join(names, ", "))
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
		return 0, fmt.Errorf("%q is no duration like 30s or 2m, nor forever", arg)
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
