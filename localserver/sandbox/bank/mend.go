package bank

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
)

// mostMended is how many mistakes of its syntax a document of TOML may have until only the first is told.
const mostMended = 100

// decodeTOML reads a document of TOML. A line that TOML does not allow is told and left out, so that it hides no other mistake,
// where the document can be read without it; otherwise the line is the error.
func decodeTOML(data []byte) (doc map[string]any, problems []error, err error) {
	rest := strings.Split(string(data), "\n")
	for {
		doc = map[string]any{}
		_, err := toml.Decode(strings.Join(rest, "\n"), &doc)
		pe, ok := errors.AsType[toml.ParseError](err)
		if !ok {
			return doc, problems, err
		}
		line := pe.Position.Line
		if strings.HasSuffix(pe.Message, `got '\n' instead`) {
			line-- // that it ends is the mistake of the line before
		}
		if dateQuoted(rest, line) {
			continue
		}
		problem := &fieldError{Line: line, Field: pathAt(data, line), What: syntax(pe.Message)}
		if problem.Field == "" {
			problem.Field = pe.LastKey
		}
		if len(problems) == mostMended || !leaveOut(rest, line) {
			if len(problems) > 0 {
				return nil, nil, problems[0]
			}
			return nil, nil, problem
		}
		problems = append(problems, problem)
	}
}

// pathAt is the path of the field or table that begins on a line; "" where none does.
func pathAt(data []byte, line int) string {
	for n, path := range tomlPaths(data) {
		if n == line {
			return path
		}
	}
	return ""
}

// twice is said of a field whose name stands twice: nobody knows which is meant.
const twice = "stands twice"

// syntax is what TOML does not allow, in words about the document.
func syntax(message string) string {
	if strings.HasSuffix(message, "has already been defined.") || strings.HasSuffix(message, "cannot be used as an array.") {
		return twice
	}
	return message
}

var (
	header   = regexp.MustCompile(`^\s*\[\[?\s*([^\]]*)`)
	keyValue = regexp.MustCompile(`^\s*[\w"'.-]+\s*=`)
	// begins is a line that does not go on with the value of the line before.
	begins = regexp.MustCompile(`^\s*($|\[|#|[\w"'.-]+\s*=)`)
)

// leaveOut empties a line with a key, and the lines on which its value goes on; of a header, the table with the tables in it.
func leaveOut(all []string, line int) bool {
	if line < 1 || line > len(all) {
		return false
	}
	ends := begins.MatchString
	if table := header.FindStringSubmatch(all[line-1]); table != nil {
		ends = func(s string) bool {
			other := header.FindStringSubmatch(s)
			return other != nil && !strings.HasPrefix(other[1], strings.TrimSpace(table[1])+".")
		}
	} else if !keyValue.MatchString(all[line-1]) {
		return false
	}
	all[line-1] = ""
	for i := line; i < len(all) && !ends(all[i]); i++ {
		all[i] = ""
	}
	return true
}

// bareDate is a date behind an equals sign as TOML has them, without quotes.
var bareDate = regexp.MustCompile(`^(\s*[^=#]+=\s*)(\d{4}-\d{2}-\d{2})(\s*(?:#.*)?)$`)

// dateQuoted puts the bare date of a line in quotes. One that the calendar does not have is then a mistake among the
// others, and hides none.
func dateQuoted(all []string, line int) bool {
	if line < 1 || line > len(all) {
		return false
	}
	m := bareDate.FindStringSubmatch(all[line-1])
	if m == nil {
		return false
	}
	all[line-1] = m[1] + strconv.Quote(m[2]) + m[3]
	return true
}
