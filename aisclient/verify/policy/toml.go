package policy

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
)

// tomlTable reads a file of claims.
func tomlTable(data []byte) (*table, *Mistake) {
	var all map[string]any
	if err := decodeTOML(data, &all); err != nil {
		return nil, err
	}
	lines := strings.Split(string(data), "\n")
	return newTable("", "", all, lines, 0), nil
}

// tomlPolicies reads the tables below [policy] of a settings file.
func tomlPolicies(data []byte) ([]*table, *Mistake) {
	var document map[string]any
	if err := decodeTOML(data, &document); err != nil {
		return nil, err
	}
	lines := strings.Split(string(data), "\n")
	policies, isTable := document["policy"].(map[string]any)
	if document["policy"] != nil && !isTable {
		return nil, &Mistake{lineOf(lines, 0, "policy"), "policy", "is no table: write [policy.NAME] and its claims below"}
	}
	var all []*table
	for name, v := range policies {
		fields, ok := v.(map[string]any)
		if !ok {
			return nil, &Mistake{lineOf(lines, 0, name), "policy." + name, "is no table: write [policy." + name + "] and its claims below"}
		}
		all = append(all, newTable(name, "policy."+name+".", fields, lines, tableLine(lines, name)))
	}
	slices.SortFunc(all, func(a, b *table) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.name, b.name)) })
	return all, nil
}

func decodeTOML(data []byte, to any) *Mistake {
	_, err := toml.Decode(string(data), to)
	if perr, ok := errors.AsType[toml.ParseError](err); ok {
		return &Mistake{perr.Position.Line, perr.LastKey, perr.Message}
	}
	if err != nil {
		return &Mistake{Reason: err.Error()}
	}
	return nil
}

// newTable makes a table of what was decoded. The decoder does not tell lines: they are looked for from a line on.
func newTable(name, prefix string, decoded map[string]any, lines []string, from int) *table {
	t := &table{name: name, prefix: prefix, line: from}
	for k, v := range decoded {
		f := field{name: k, line: lineOf(lines, from, k)}
		values, list := v.([]any)
		if !list {
			values = []any{v}
		}
		for _, v := range values {
			f.values = append(f.values, value{v, valueLine(lines, f.line, v)})
		}
		t.fields = append(t.fields, f)
	}
	slices.SortFunc(t.fields, func(a, b field) int { return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.name, b.name)) })
	return t
}

// tableLine is the line, from 1, of [policy.NAME]; 0 where it is not written so.
func tableLine(lines []string, name string) int {
	for i, l := range lines {
		if head := strings.Trim(strings.TrimSpace(l), "[] \t\r"); strings.HasPrefix(strings.TrimSpace(l), "[") &&
			slices.Contains([]string{"policy." + name, `policy."` + name + `"`, "policy.'" + name + "'"}, head) {
			return i + 1
		}
	}
	return 0
}

// lineOf is the first line, from 1, behind a line that gives a key a value; 0 for none.
func lineOf(lines []string, after int, key string) int {
	for i := after; i < len(lines); i++ {
		name, _, ok := strings.Cut(lines[i], "=")
		if ok && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return i + 1
		}
	}
	return 0
}

// valueLine is the line from that of its key on in which a value stands; that of the key where it is not found as it is.
func valueLine(lines []string, key int, v any) int {
	if key == 0 {
		return 0
	}
	for i := key - 1; i < len(lines); i++ {
		if strings.Contains(lines[i], fmt.Sprint(v)) {
			return i + 1
		}
		if i >= key && strings.Contains(lines[i], "=") {
			break
		}
	}
	return key
}
