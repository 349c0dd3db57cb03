// Package policy reads sets of claims: those that a product asks for, named in the settings, and those that a loan system
// hands over in a file. A set is read whole or not at all, with every mistake in it at once.
package policy

import (
	"aisdesk/aisclient/english"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// Policy is a named set of claims, checked as a whole.
type Policy struct {
	Name   string
	Claims []verify.Claim // in the order in which a report checks them
	// Team is the version of a policy that a team shares; 0 for one of the settings.
	Team int
}

// TOML writes the claims of a policy as a file that Claims reads.
func (p Policy) TOML() string {
	var b strings.Builder
	for i := 0; i < len(p.Claims); {
		k := p.Claims[i].Kind()
		var texts []string
		for ; i < len(p.Claims) && p.Claims[i].Kind() == k; i++ {
			t, _ := json.Marshal(p.Claims[i].Text()) // a string of JSON is one of TOML
			texts = append(texts, string(t))
		}
		if len(texts) == 1 {
			fmt.Fprintf(&b, "%s = %s\n", k, texts[0])
		} else {
			fmt.Fprintf(&b, "%s = [%s]\n", k, strings.Join(texts, ", "))
		}
	}
	return b.String()
}

// Over are policies with those of a team over them, which replace others of the same name. They are sorted by name.
func Over(policies, team []Policy) []Policy {
	all := slices.DeleteFunc(slices.Clone(policies), func(p Policy) bool {
		return slices.ContainsFunc(team, func(t Policy) bool { return strings.EqualFold(t.Name, p.Name) })
	})
	all = append(all, team...)
	slices.SortFunc(all, func(a, b Policy) int { return cmp.Compare(a.Name, b.Name) })
	return all
}

// Mistake is a field that cannot be read, and why.
type Mistake struct {
	Line   int    // of the file, from 1; 0 where nothing tells
	Field  string // as it stands in the file
	Reason string // with what is expected
}

// String is the mistake on one line.
func (m Mistake) String() string {
	s := m.Field + ": " + m.Reason
	if m.Field == "" {
		s = m.Reason
	}
	if m.Line > 0 {
		s = fmt.Sprintf("line %d: %s", m.Line, s)
	}
	return text.Clean(s).String()
}

// Error is a file with mistakes, all of them.
type Error struct {
	File     string
	Mistakes []Mistake // at least one, by line
}

// Error puts a mistake on each line.
func (e *Error) Error() string {
	lines := []string{text.Clean(e.File).String() + " cannot be read:"}
	for _, m := range e.Mistakes {
		lines = append(lines, "  "+m.String())
	}
	return strings.Join(lines, "\n")
}

// mistakes is an Error, or nil without any.
func mistakes(file string, all []Mistake) error {
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b Mistake) int { return cmp.Compare(a.Line, b.Line) })
	return &Error{file, all}
}

// Settings reads the tables [policy.NAME] of a settings file in TOML, sorted by name. The error is an *Error with every
// mistake. A file without them has none.
func Settings(file string, data []byte) ([]Policy, error) {
	tables, err := tomlPolicies(data)
	if err != nil {
		return nil, &Error{file, []Mistake{*err}}
	}
	var all []Policy
	var wrong []Mistake
	for _, t := range tables {
		claims, bad := t.claims()
		if len(bad) == 0 && len(claims) == 0 {
			bad = []Mistake{{t.line, strings.TrimSuffix(t.prefix, "."), "claims nothing: give it at least one claim, such as income = \"4000PLN\""}}
		}
		wrong = append(wrong, bad...)
		all = append(all, Policy{Name: t.name, Claims: claims})
	}
	slices.SortFunc(all, func(a, b Policy) int { return cmp.Compare(a.Name, b.Name) })
	return all, mistakes(file, wrong)
}

// mostBytes is the largest file of claims.
const mostBytes = 1 << 20

// Claims reads a file of claims, TOML or JSON: the name of each kind of claim with its text, several in a list. The error
// is an *Error with every mistake.
func Claims(file string, data []byte) ([]verify.Claim, error) {
	if len(data) > mostBytes {
		return nil, &Error{file, []Mistake{{Reason: "a file of claims has at most 1 MB"}}}
	}
	read := tomlTable
	if s := strings.TrimLeft(string(data), " \t\r\n\ufeff"); strings.HasPrefix(s, "{") || strings.HasPrefix(s, "[") {
		read = jsonTable
	}
	t, err := read(data)
	if err != nil {
		return nil, &Error{file, []Mistake{*err}}
	}
	claims, wrong := t.claims()
	if len(claims) == 0 && len(wrong) == 0 {
		wrong = []Mistake{{Reason: "it holds no claim: write one as income = \"4000PLN\", or as JSON {\"income\": \"4000PLN\"}"}}
	}
	return claims, mistakes(file, wrong)
}

// Find finds a policy by its name. The error names the nearest one, or all of them.
func Find(policies []Policy, name string) (Policy, error) {
	var names []string
	for _, p := range policies {
		if strings.EqualFold(p.Name, name) {
			return p, nil
		}
		names = append(names, p.Name)
	}
	switch near := english.Nearest(name, names); {
	case len(names) == 0:
		return Policy{}, fmt.Errorf("there is no policy %q: no [policy.NAME] is in the settings", text.Clean(name))
	case near != "":
		return Policy{}, fmt.Errorf("there is no policy %q: did you mean %s?", text.Clean(name), near)
	}
	return Policy{}, fmt.Errorf("there is no policy %q: there are %s", text.Clean(name), strings.Join(names, ", "))
}

// Join puts claims together in the order in which a report checks them, each once.
func Join(sets ...[]verify.Claim) []verify.Claim {
	var all []verify.Claim
	for _, c := range slices.Concat(sets...) {
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	kinds := verify.Kinds()
	slices.SortStableFunc(all, func(a, b verify.Claim) int {
		return cmp.Compare(slices.Index(kinds, a.Kind()), slices.Index(kinds, b.Kind()))
	})
	return all
}
