package bank

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"strings"
)

// lines maps the path of a field (customer[0].account[1].balance) to its line. What a format
// cannot say exactly falls back to the nearest parent.
type lines map[string]int

// of is the line of the path or of its nearest parent that has one.
func (l lines) of(path string) int {
	for path != "" {
		if n, ok := l[path]; ok {
			return n
		}
		cut := strings.LastIndexAny(path, ".[")
		if cut < 0 {
			return 0
		}
		path = path[:cut]
	}
	return 0
}

// tomlLines follows table headers and plain keys. Keys inside inline tables are found through
// their parent only.
func tomlLines(data []byte) lines {
	l := lines{}
	for line, path := range tomlPaths(data) {
		if list := strings.TrimSuffix(path, "[0]"); list != path { // of a table that is not known there is no place but that
			l[list] = line
		}
		if _, seen := l[path]; !seen {
			l[path] = line
		}
	}
	return l
}

// tomlPaths are the paths of headers and plain keys, with their lines.
func tomlPaths(data []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		count := map[string]int{}
		at := ""
		for i, raw := range strings.Split(string(data), "\n") {
			s := strings.TrimSpace(raw)
			path := ""
			switch {
			case strings.HasPrefix(s, "[["):
				name, _, _ := strings.Cut(s[2:], "]]")
				at = tomlElement(strings.TrimSpace(name), count)
				path = at
			case strings.HasPrefix(s, "["):
				name, _, _ := strings.Cut(s[1:], "]")
				at = tomlTable(strings.TrimSpace(name), count)
				path = at
			default:
				name, _, isKey := strings.Cut(s, "=")
				if name = strings.Trim(strings.TrimSpace(name), `"`); isKey && name != "" && !strings.HasPrefix(name, "#") {
					path = strings.TrimPrefix(at+"."+name, ".")
				}
			}
			if path != "" && !yield(i+1, path) {
				return
			}
		}
	}
}

// tomlElement is the path of the next element of an array of tables: customer.account is
// customer[2].account[0] when the third customer is open.
func tomlElement(name string, count map[string]int) string {
	parent, last, nested := cutLast(name)
	path := last
	if nested {
		path = tomlTable(parent, count) + "." + last
	}
	n := count[path]
	count[path]++
	return fmt.Sprintf("%s[%d]", path, n)
}

// tomlTable is the path of an open table: the newest element of each array on the way.
func tomlTable(name string, count map[string]int) string {
	path := ""
	for _, part := range strings.Split(name, ".") {
		path = strings.TrimPrefix(path+"."+part, ".")
		if n := count[path]; n > 0 {
			path = fmt.Sprintf("%s[%d]", path, n-1)
		}
	}
	return path
}

func cutLast(name string) (parent, last string, found bool) {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i], name[i+1:], true
	}
	return "", name, false
}

// jsonLines walks the document's tokens. A document that does not parse has the lines so far. Fields that stand twice in an object
// are mistakes.
func jsonLines(data []byte) (l lines, doubled []error) {
	l = lines{}
	dec := json.NewDecoder(bytes.NewReader(data))
	var walk func(path string) bool
	walk = func(path string) bool {
		tok, err := dec.Token()
		if err != nil {
			return false
		}
		if _, seen := l[path]; !seen && path != "" {
			l[path] = lineAt(data, dec.InputOffset())
		}
		open, isDelim := tok.(json.Delim)
		if !isDelim {
			return true
		}
		for i := 0; dec.More(); i++ {
			next := fmt.Sprintf("%s[%d]", path, i)
			if open == '{' {
				key, err := dec.Token()
				if err != nil {
					return false
				}
				next = strings.TrimPrefix(fmt.Sprintf("%s.%v", path, key), ".")
				if l[next] > 0 {
					doubled = append(doubled, &fieldError{Line: lineAt(data, dec.InputOffset()), Field: next, What: twice})
				}
				l[next] = lineAt(data, dec.InputOffset())
			}
			if !walk(next) {
				return false
			}
		}
		_, err = dec.Token()
		return err == nil
	}
	walk("")
	return l, doubled
}
