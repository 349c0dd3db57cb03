package policy

import (
	"aisdesk/aisclient/english"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/verify"
)

// table is a set of claims as a file has it.
type table struct {
	name, prefix string // of a policy: its name, and what stands before its fields in messages
	line         int
	fields       []field
}

// field is one name with its values.
type field struct {
	name   string
	line   int
	values []value
}

// value is a string, a number, a date or a bool; any other is none of a claim.
type value struct {
	of   any
	line int
}

// claims reads the fields: all of them, or what is wrong.
func (t *table) claims() (all []verify.Claim, wrong []Mistake) {
	seen := map[verify.Kind]bool{}
	for _, f := range t.fields {
		bad := func(line int, format string, args ...any) {
			wrong = append(wrong, Mistake{line, t.prefix + f.name, fmt.Sprintf(format, args...)})
		}
		k, ok := kindOf(f.name)
		switch {
		case !ok:
			bad(f.line, "%s", unknownField(f.name))
			continue
		case seen[k]:
			bad(f.line, "it stands here twice: write several in a list")
			continue
		case len(f.values) > 1 && !k.Many():
			bad(f.line, "there can be one only")
			continue
		}
		seen[k] = true
		for _, v := range f.values {
			claims, errs := read(k, v.of)
			for _, err := range errs {
				bad(v.line, "%s", err)
			}
			all = append(all, claims...)
		}
	}
	return Join(all), wrong
}

// read reads one value of a kind. Topics may stand in one text with commas, as on the command line; false makes no claim.
func read(k verify.Kind, v any) (out []verify.Claim, errs []error) {
	s, ok := textOf(k, v)
	if !ok {
		return nil, []error{fmt.Errorf("%v is not %s", v, k.Expects())}
	}
	switch {
	case s == "" && k == verify.KindNeverBelow:
		return nil, nil
	case strings.TrimSpace(s) == "":
		return nil, []error{fmt.Errorf("it is empty: expected is %s", k.Expects())}
	}
	texts := []string{s}
	if k == verify.KindWithout {
		texts = strings.Split(s, ",")
	}
	for _, s := range texts {
		c, err := verify.ParseIn(k, s)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		out = append(out, c)
	}
	return out, errs
}

// textOf is a value as the claim is written on a command line; empty for what claims nothing.
func textOf(k verify.Kind, v any) (string, bool) {
	switch v := v.(type) {
	case string:
		return v, true
	case int64:
		return strconv.FormatInt(v, 10), true
	case json.Number:
		return v.String(), true
	case time.Time:
		return v.Format(time.DateOnly), true
	case bool:
		if k != verify.KindNeverBelow {
			return "", false
		}
		return map[bool]string{true: "yes"}[v], true
	}
	return "", false
}

// kindOf finds a kind of claim by its name, however words are joined: never-below-zero, never_below_zero, neverBelowZero.
func kindOf(name string) (verify.Kind, bool) {
	for _, k := range verify.Kinds() {
		if plain(name) == plain(string(k)) {
			return k, true
		}
	}
	return "", false
}

func plain(s string) string { return strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(s)) }

func unknownField(name string) string {
	var names []string
	for _, k := range verify.Kinds() {
		names = append(names, string(k))
	}
	if near := english.Nearest(name, names); near != "" {
		return "there is no such claim: did you mean " + near + "?"
	}
	return "there is no such claim: there are " + strings.Join(names, ", ")
}
