package line

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/text"
)

// longest is how many characters a sentence has at most that is not cut at a pause.
const longest = 120

// lines cuts what is said into lines of one sentence each, with a sign at its end at which readers pause. A sentence that
// is longer ends at a semicolon, else at a colon or a comma; what has none stays whole, because readers take every line for a
// sentence of its own: where the window ends is the terminal's.
func lines(s string) []string {
	var out []string
	for _, sentence := range sentences(strings.ReplaceAll(spoken(printable(s)), ".. ", ". ")) {
		for utf8.RuneCountInString(stop(sentence)) > longest {
			cut := pause(sentence)
			if cut < 0 {
				break
			}
			rest := strings.TrimSpace(sentence[cut:])
			if sentence[cut-1] == ';' {
				rest = firstUpper(rest)
			}
			out, sentence = append(out, stop(sentence[:cut])), rest
		}
		out = append(out, stop(sentence))
	}
	return out
}

// sentenceEnd is where a line ends: a full stop or a question mark behind a whole word or a figure, before a capital letter.
// Abbreviations in names ("S.A.", "ul.", "sp. z o.o.") end no line.
var sentenceEnd = regexp.MustCompile(`(?:\p{Ll}{4}|\d|[)"])[.?] (\p{Lu})`)

func sentences(s string) []string {
	var out []string
	for {
		at := sentenceEnd.FindStringSubmatchIndex(s)
		if at == nil {
			return append(out, s)
		}
		out = append(out, s[:at[2]-1])
		s = s[at[2]:]
	}
}

// listCommas is from how many commas on a sentence is a list, which can be cut at one: elsewhere a comma ends no thought.
const listCommas = 4

// pause is where a sentence is cut that is too long: behind its last semicolon within the length of a line, else behind its last
// colon there, or comma of a list, else behind the first semicolon further on. None counts inside parentheses and quotation marks. It is -1
// where there is none.
func pause(s string) int {
	semicolon, other, n, depth, quoted := -1, -1, 0, 0, false
	list := strings.Count(s, ", ") >= listCommas
	for i, r := range s {
		if n++; n > longest && max(semicolon, other) > 0 {
			break
		}
		switch ends := n > 30 && depth == 0 && !quoted && strings.HasPrefix(s[i+1:], " "); {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case r == '"':
			quoted = !quoted
		case ends && r == ';':
			semicolon = i + 1
		case ends && n <= longest && (r == ':' || r == ',' && list):
			other = i + 1
		}
	}
	if semicolon > 0 {
		return semicolon
	}
	return other
}

// stop ends a line with a sign at which readers pause.
func stop(s string) string {
	s = strings.TrimRight(s, " ;,")
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}

// minusBefore is a minus sign before a figure, at the beginning of a word: readers leave it out.
var minusBefore = regexp.MustCompile(`(^|[\s(])[-−](\d)`)

// percentAfter is a percent sign behind a figure.
var percentAfter = regexp.MustCompile(`(\d) ?%`)

// signs are what readers skip or name oddly, in words.
var signs = strings.NewReplacer("…", "", "→", "to", "←", "from", "↑", "up", "↓", "down", " · ", ", ", " – ", ", ", " — ", ", ",
	"≥", "at least ", "≤", "at most ", "±", "plus or minus ", "✓", "yes", "✗", "no", "“", `"`, "”", `"`, "’", "'", " > ", " above ", " < ", " below ",
	" = ", " is ", " + ", " plus ", " | ", " or ")

// spoken writes the signs of a sentence as words.
func spoken(s string) string {
	s = minusBefore.ReplaceAllString(s, "${1}minus $2")
	s = percentAfter.ReplaceAllString(s, "$1 percent")
	return signs.Replace(s)
}

// money is an amount with its currency; below zero in words.
func money(a aisclient.Amount, c aisclient.Currency) string {
	s := a.String()
	if rest, below := strings.CutPrefix(s, "-"); below {
		s = "minus " + rest
	}
	return strings.TrimSpace(s + " " + text.Clean(string(c)).String())
}

// movement is an amount with its direction in words.
func movement(a aisclient.Amount, c aisclient.Currency) string {
	switch s := money(a, c); {
	case a > 0:
		return "in " + s
	case a < 0:
		return "out " + strings.TrimPrefix(s, "minus ")
	default:
		return s
	}
}

// number is an account's number in groups of four.
func number(t text.Text) string {
	s := t.String()
	if strings.ContainsFunc(s, unicode.IsSpace) || utf8.RuneCountInString(s) < 8 {
		return s
	}
	var b strings.Builder
	for i, r := range []rune(s) {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// iban is an account's number as replies write it.
var iban = regexp.MustCompile(`^[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}$`)

// called is the name of a group: one that is an account's number in groups of four, a month by its name.
func called(name string) string {
	if month, err := time.Parse("2006-01", name); err == nil {
		return month.Format("January 2006")
	}
	switch {
	case iban.MatchString(name):
		return number(text.Clean(name))
	case name == group.None:
		return "none"
	}
	return name
}

// sourceName is what to call an account or a card.
func sourceName(s *ledger.SourceInfo) string {
	if s.Stranger {
		own := *s
		own.Stranger = false
		return "stranger's " + sourceName(&own)
	}
	if s.Friendly.Empty() && s.Name.Empty() {
		return number(s.Label())
	}
	return s.Label().String()
}

// customer is the id of a customer with what it is; nothing for none.
func customer(id string) string {
	if id == "" {
		return ""
	}
	return "customer " + id
}

// or joins choices as a sentence does.
func or(parts []string) string {
	last := len(parts) - 1
	if last < 1 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:last], ", ") + " or " + parts[last]
}

// day is a date, or that there is none.
func day(d aisclient.Date) string {
	if d.Empty() {
		return "no date"
	}
	return d.String()
}

// join puts the parts of a line together that are there.
func join(parts ...string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}
