package lexicon

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// The files that come with the program are a megabyte, and nearly every command reads them. They are written in a small part of
// TOML, which is read here in a tenth of the time that the library takes: comments, tables of groups, inline tables, strings on
// one line without escapes, lists of them, true and false. A file with anything else is the library's.

// plainReader reads that part. bad is set at the first thing that does not belong to it.
type plainReader struct {
	rest string
	bad  bool
}

// readPlain reads a file; ok is false if it is not plain.
func readPlain(data string) (t fileText, ok bool) {
	r := plainReader{rest: data, bad: !utf8.ValidString(data)}
	var group *groupText
	seen := []string{}
	for r.space(); r.rest != "" && !r.bad; r.space() {
		if r.takes("[[group]]") {
			t.Groups, seen = append(t.Groups, groupText{}), seen[:0]
			group = &t.Groups[len(t.Groups)-1]
		} else {
			key := r.key(&seen)
			if group == nil {
				r.value(t.plainKey(key))
			} else if key == "entries" {
				r.entries(&group.Entries)
			} else {
				r.value(group.plainKey(key))
			}
		}
		r.lineEnd()
	}
	return t, !r.bad
}

// plainKey is where a key's value belongs, nil for one that only the library knows.
func (t *fileText) plainKey(key string) any {
	switch key {
	case "country":
		return &t.Country
	case "countries":
		return &t.Countries
	case "language":
		return &t.Language
	}
	return nil
}

func (d *defaults) plainKey(key string) any {
	switch key {
	case "kind":
		return &d.Kind
	case "category":
		return &d.Category
	case "in":
		return &d.In
	case "out":
		return &d.Out
	case "sign":
		return &d.Sign
	case "strong":
		return &d.Strong
	case "hard":
		return &d.Hard
	case "fields":
		return &d.Fields
	case "confidence":
		return &d.Confidence
	case "needs":
		return &d.Needs
	case "near":
		return &d.Near
	case "not":
		return &d.Not
	case "note":
		return &d.Note
	case "source":
		return &d.Source
	case "date":
		return &d.Date
	case "countries":
		return &d.Countries
	case "currency":
		return &d.Currency
	}
	return nil
}

func (e *entryText) plainKey(key string) any {
	switch key {
	case "id":
		return &e.ID
	case "words":
		return &e.Words
	case "names":
		return &e.Names
	case "domains":
		return &e.Domains
	case "refs":
		return &e.Refs
	case "accounts":
		return &e.Accounts
	}
	return e.defaults.plainKey(key)
}

// key reads a key with its sign. A table has each once.
func (r *plainReader) key(seen *[]string) string {
	n := 0
	for n < len(r.rest) && r.rest[n] >= 'a' && r.rest[n] <= 'z' {
		n++
	}
	key := r.rest[:n]
	r.rest = r.rest[n:]
	r.blank()
	for _, s := range *seen {
		r.bad = r.bad || s == key
	}
	*seen = append(*seen, key)
	r.want("=")
	r.blank()
	return key
}

// value reads a value into what a plainKey gave.
func (r *plainReader) value(into any) {
	switch v := into.(type) {
	case *string:
		*v = r.text()
	case *any: // the day of a source
		*v = r.text()
	case *[]string:
		*v = r.list()
	case **bool:
		yes := r.takes("true")
		if !yes {
			r.want("false")
		}
		*v = &yes
	default:
		r.bad = true
	}
}

// text reads a string on one line that stands for itself.
func (r *plainReader) text() string {
	if r.rest == "" || r.rest[0] != '"' && r.rest[0] != '\'' {
		r.bad = true
		return ""
	}
	n := strings.IndexByte(r.rest[1:], r.rest[0])
	if n < 0 {
		r.bad = true
		return ""
	}
	s, quote := r.rest[1:1+n], r.rest[0]
	r.rest = r.rest[n+2:]
	for i := range len(s) {
		r.bad = r.bad || s[i] < ' ' || s[i] == 0x7f || s[i] == '\\' && quote == '"'
	}
	r.bad = r.bad || s == "" && r.takes(string(quote)) // three of them begin a string of several lines
	return s
}

// list reads a list of strings.
func (r *plainReader) list() []string {
	out := make([]string, 0, 1)
	r.each(func() { out = append(out, r.text()) })
	return out
}

// entries reads a list of inline tables.
func (r *plainReader) entries(into *[]entryText) {
	seen := []string{}
	list, _, _ := strings.Cut(r.rest, "\n]")
	*into = slices.Grow(*into, strings.Count(list, "\n")+1) // about one a line: they are large to move
	r.each(func() {
		*into, seen = append(*into, entryText{}), seen[:0]
		e := &(*into)[len(*into)-1]
		for r.want("{"); !r.bad; r.want(",") {
			r.blank()
			r.value(e.plainKey(r.key(&seen)))
			if r.blank(); r.takes("}") {
				return
			}
		}
	})
}

// each reads a list's elements, which may stand on several lines.
func (r *plainReader) each(element func()) {
	r.want("[")
	for r.space(); !r.bad && !r.takes("]"); r.space() {
		element()
		r.space()
		if !r.takes(",") {
			r.space()
			r.want("]")
			return
		}
	}
}

// space passes spaces, line ends and comments.
func (r *plainReader) space() {
	for {
		r.rest = strings.TrimLeft(r.rest, " \n")
		if !strings.HasPrefix(r.rest, "#") {
			return
		}
		r.comment()
	}
}

// blank passes spaces within a line.
func (r *plainReader) blank() { r.rest = strings.TrimLeft(r.rest, " ") }

func (r *plainReader) comment() {
	line, rest, _ := strings.Cut(r.rest, "\n")
	r.rest = rest
	for i := range len(line) {
		r.bad = r.bad || line[i] < ' ' || line[i] == 0x7f
	}
}

// lineEnd passes the end of a line: nothing else may stand behind a value.
func (r *plainReader) lineEnd() {
	if r.blank(); r.rest != "" && r.rest[0] != '#' {
		r.want("\n")
	}
}

func (r *plainReader) takes(s string) (ok bool) {
	r.rest, ok = strings.CutPrefix(r.rest, s)
	return ok
}

func (r *plainReader) want(s string) { r.bad = !r.takes(s) || r.bad }
