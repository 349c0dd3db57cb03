package library

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

// Query is a parsed search line. The zero value finds every import.
//
// A line is a list of terms that must all fit. A term is alternatives joined by "|", and a "-" before it turns it
// around. An alternative is a word or a "phrase", bare or after a field's name:
//
//	owner: iban: employer: bank: customer: tag: note: decision: status: env:   text
//	decision:none      imports without one
//	saved: expires:    2026-03-15  2026-03  90d  today  2026-01..2026-06  >=2026-03; expires:<30d, expires:never
//	damaged            imports that cannot be opened
//
// A bare word is looked for in all of these and in ids. Case and accents do not count. Account numbers fit in any
// spacing; four digits after iban: are the last four.
type Query struct {
	terms []term
}

type term struct {
	not bool
	any []condition
}

// condition is a value that a field is compared with.
type condition struct {
	field    field
	word     string // folded
	number   string // the word as an account number: without spaces and hyphens
	from, to aisclient.Date
	never    bool
}

// field is what a condition looks at.
type field int

const (
	fieldAny field = iota
	byOwner
	byIBAN
	byEmployer
	byBank
	byCustomer
	byTag
	byNote
	byDecision
	byStatus
	byEnvironment
	bySaved
	byExpires
)

// fieldNames are in the order of messages and help.
var fieldNames = []struct {
	name  string
	field field
}{
	{"owner", byOwner}, {"iban", byIBAN}, {"employer", byEmployer}, {"bank", byBank}, {"customer", byCustomer}, {"tag", byTag},
	{"note", byNote}, {"decision", byDecision}, {"status", byStatus}, {"env", byEnvironment}, {"saved", bySaved}, {"expires", byExpires},
}

// undecided finds what has no decision.
const undecided = "none"

// values are what fields of a fixed vocabulary may hold; a part of one finds it, too.
var values = map[field][]string{
	byDecision: {string(casefile.Approve), string(casefile.Refer), string(casefile.Reject), "waiting", "stale", undecided},
	byStatus: append(casefile.Statuses(), string(aisclient.StateSuccessful), string(aisclient.StateError),
		string(aisclient.StateFatal), string(aisclient.StateCancelled), "unreadable", "failed", "not read", "partial", "partly read"),
	byEnvironment: {"sandbox", "test", "live", "file"},
}

// Fields are the names of the fields, with their colons, for help and completion.
func Fields() []string {
	out := make([]string, len(fieldNames))
	for i, f := range fieldNames {
		out[i] = f.name + ":"
	}
	return out
}

// Owner is the query for the imports of a person, all of whose names must fit.
func Owner(name string) Query {
	var q Query
	for word := range strings.FieldsSeq(name) {
		q.terms = append(q.terms, term{any: condition{field: byOwner, word: text.Fold(word)}.spelled()})
	}
	return q
}

// empty reports whether the query finds every import.
func (q Query) empty() bool { return len(q.terms) == 0 }

// People reports whether the query asks for what a locked archive does not say.
func (q Query) People() bool {
	for _, t := range q.terms {
		for _, c := range t.any {
			if c.field != bySaved && c.field != byExpires && c.field != byEnvironment && (c.field != fieldAny || c.word != "damaged") {
				return true
			}
		}
	}
	return false
}

// Parse reads a search line. Days are the user's: today is theirs. The error is a *filter.SyntaxError.
func Parse(line string, today aisclient.Date) (Query, error) {
	p := parser{in: line, today: today}
	var q Query
	for p.skipSpace(); p.at < len(p.in); p.skipSpace() {
		t, err := p.term()
		if err != nil {
			return Query{}, err
		}
		q.terms = append(q.terms, t)
	}
	return q, nil
}

// parser reads a search line from left to right.
type parser struct {
	in    string
	at    int
	today aisclient.Date
}

func (p *parser) fail(from, to int, format string, args ...any) error {
	to = min(max(to, from), len(p.in))
	return &filter.SyntaxError{Pos: utf8.RuneCountInString(p.in[:from]), Len: max(1, utf8.RuneCountInString(p.in[from:to])),
		Msg: fmt.Sprintf(format, args...)}
}

func (p *parser) skipSpace() {
	p.at += len(p.in[p.at:]) - len(strings.TrimLeftFunc(p.in[p.at:], unicode.IsSpace))
}

func (p *parser) term() (t term, err error) {
	if strings.HasPrefix(p.in[p.at:], "-") && len(p.in) > p.at+1 && !p.spaceAt(p.at+1) {
		t.not = true
		p.at++
	}
	f := fieldAny
	for {
		if f, err = p.field(f); err != nil {
			return t, err
		}
		c, err := p.condition(f)
		if err != nil {
			return t, err
		}
		t.any = append(t.any, c.spelled()...)
		if p.at >= len(p.in) || p.in[p.at] != '|' {
			return t, nil
		}
		p.at++
	}
}

// apostrophes are the characters that banks and people write for one.
const apostrophes = "'’ʼ`´"

// spelled are a condition in each way in which its apostrophe may be written; itself without one.
func (c condition) spelled() []condition {
	if !strings.ContainsAny(c.word, apostrophes) {
		return []condition{c}
	}
	var all []condition
	for _, as := range apostrophes {
		other := c
		other.word = strings.Map(func(r rune) rune {
			if strings.ContainsRune(apostrophes, r) {
				return as
			}
			return r
		}, c.word)
		all = append(all, other)
	}
	return all
}

func (p *parser) spaceAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(p.in[i:])
	return unicode.IsSpace(r)
}

// field reads "name:" if it stands here; otherwise the field before goes on.
func (p *parser) field(before field) (field, error) {
	rest := p.in[p.at:]
	name := rest[:len(rest)-len(strings.TrimLeftFunc(rest, func(r rune) bool { return r < utf8.RuneSelf && unicode.IsLetter(r) }))]
	if name == "" || !strings.HasPrefix(rest[len(name):], ":") {
		return before, nil
	}
	for _, f := range fieldNames {
		if strings.EqualFold(f.name, name) {
			p.at += len(name) + 1
			return f.field, nil
		}
	}
	said := "; fields"
	if near := english.Nearest(name+":", Fields()); near != "" {
		said = ", did you mean " + near + " instead? Fields"
	}
	return before, p.fail(p.at, p.at+len(name)+1, "no field %q%s are %s; to search for this text put it in quotes", name, said, strings.Join(Fields(), " "))
}

// condition reads a value.
func (p *parser) condition(f field) (condition, error) {
	from := p.at
	word, err := p.word()
	if err != nil {
		return condition{}, err
	}
	if word == "" {
		return condition{}, p.fail(max(0, from-1), p.at, "a word is missing here")
	}
	c := condition{field: f, word: text.Fold(word)}
	c.number = bare(c.word)
	if valid := values[f]; len(valid) > 0 && !slices.ContainsFunc(valid, func(v string) bool { return strings.Contains(v, c.word) }) {
		said := ": it is"
		if near := english.Nearest(word, valid); near != "" {
			said = ", did you mean " + near + "? It is"
		}
		return c, p.fail(from, p.at, "nothing has %q there%s one of %s", word, said, strings.Join(valid, ", "))
	}
	if f == bySaved || f == byExpires {
		return c, p.dates(&c, word, from)
	}
	return c, nil
}

// word reads a word, or a phrase in quotes.
func (p *parser) word() (string, error) {
	from := p.at
	if strings.HasPrefix(p.in[from:], `"`) {
		end := strings.IndexByte(p.in[from+1:], '"')
		if end < 0 {
			return "", p.fail(from, len(p.in), "the quotation mark is not closed")
		}
		p.at = from + 1 + end + 1
		if p.at < len(p.in) && p.in[p.at] != '|' && !p.spaceAt(p.at) {
			return "", p.fail(from, p.at+1, "after the closing mark must come a space or |")
		}
		return p.in[from+1 : p.at-1], nil
	}
	end := strings.IndexFunc(p.in[from:], func(r rune) bool { return r == '|' || unicode.IsSpace(r) })
	if end < 0 {
		end = len(p.in) - from
	}
	p.at = from + end
	word := p.in[from:p.at]
	return cmp.Or(strings.TrimRight(word, ","), word), nil // a comma after a surname is no part of it
}

// dates reads a period. So many days alone are those up to today for saved:, and from today for expires:, which takes what
// has expired with it.
func (p *parser) dates(c *condition, word string, from int) error {
	if c.field == byExpires && c.word == "never" {
		c.never = true
		return nil
	}
	number := strings.TrimLeft(c.word, "<>=")
	if !filter.IsDays(number) {
		var err error
		if c.from, c.to, err = filter.ParseDates(word, p.today); err != nil {
			return p.fail(from, p.at, "%s", err.(*filter.SyntaxError).Msg)
		}
		return nil
	}
	first, _, _ := filter.ParseDates("last"+number, p.today)
	days := int(p.today - first + 1)
	later := strings.HasPrefix(c.word, ">")
	switch {
	case c.field == byExpires && later:
		c.from = p.today.AddDays(days + 1)
	case c.field == byExpires:
		c.to = p.today.AddDays(days)
	case later:
		c.to = p.today.AddDays(-days)
	default:
		c.from, c.to = first, p.today
	}
	return nil
}
