// Package filter reads filter lines into a tree and writes them back. It knows the grammar and no rows: whoever needs to
// know what a line says, where a value stands in it or what may follow asks here.
package filter

import (
	"fmt"
	"strings"

	"aisdesk/aisclient"
)

// Filter is a parsed filter line. The zero value lets every row through.
//
// A line is a list of terms that must all hold. A term is alternatives joined by "|", and a "-" before it
// turns it around. An alternative is a word, a "phrase" or a /regular expression/ (RE2), either bare (then it
// is looked for in title, counterparty, its account number, kind and labels) or after a field's name:
//
//	acct: owner: bank: party: iban: title: kind: label: cat: why: status: cur: sym:   text; := means the exact text
//	amt: abs: bal: row: src:   numbers: 100  =100  >100  >=100  <100  <=100  50..100  50..  ..100
//	date: on:                  2026-03-15  2026-03  2026  2026-q1  2026-w12  today  last90d  thismonth  ranges as above
//	day:                       mon .. sun
//	is:                        in out card account labelled booked pending balance unread marked
//
// Words ignore case and accents; an expression keeps those that are typed in it. Alternatives after a field belong to that
// field until another field is named. What people type from other tools is read where it is unambiguous: see spellings.go.
type Filter struct {
	// Terms must all hold. Do not change them.
	Terms  []Term
	source string
}

// Term is alternatives, one of which must hold, or none if Not is set.
type Term struct {
	Not bool
	Any []Condition
}

// Condition is a value that a field is compared with.
type Condition struct {
	Field Field
	Value Value
}

// SyntaxError says where a filter line is wrong and what to write instead. Pos and Len count characters.
type SyntaxError struct {
	Pos, Len int
	Msg      string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("filter, character %d: %s", e.Pos+1, e.Msg)
}

// Parse reads a filter line. Relative dates (last90d, thismonth) count from today. The error is a *SyntaxError.
func Parse(line string, today aisclient.Date) (Filter, error) {
	p := parser{in: line, today: today}
	f := Filter{source: line}
	for p.skipSpace(); p.at < len(p.in); p.skipSpace() {
		if p.joiner("AND", "&&", "&") {
			continue
		}
		if from := p.at; p.joiner("OR", "||") {
			if err := p.either(&f, from); err != nil {
				return Filter{}, err
			}
			continue
		}
		t, err := p.term()
		if err != nil {
			return Filter{}, err
		}
		f.Terms = append(f.Terms, t)
	}
	return f, nil
}

// String is the line that was parsed, unchanged.
func (f Filter) String() string { return f.source }

// Empty reports whether the filter lets every row through.
func (f Filter) Empty() bool { return len(f.Terms) == 0 }

// String writes the term as Parse reads it. Terms that are written alike match the same rows.
func (t Term) String() string {
	var b []byte
	if t.Not {
		b = append(b, '-')
	}
	for i, c := range t.Any {
		if i > 0 {
			b = append(b, '|')
		}
		if c.Field != Any {
			b = append(append(b, c.Field.String()...), ':')
		}
		b = c.Value.appendTo(b, c.Field)
	}
	return string(b)
}

// Join writes filter lines side by side, so that all of them must hold.
func Join(lines ...string) string {
	var keep []string
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" {
			keep = append(keep, l)
		}
	}
	return strings.Join(keep, " ")
}
