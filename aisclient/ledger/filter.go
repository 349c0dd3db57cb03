package ledger

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
//	acct: owner: bank: party: iban: title: kind: label: status: cur: sym:   text; := means the exact text
//	amt: abs: bal: row: src:   numbers: 100  =100  >100  >=100  <100  <=100  50..100  50..  ..100
//	date: on:                  2026-03-15  2026-03  2026  2026-q1  2026-w12  today  last90d  thismonth  ranges as above
//	day:                       mon .. sun
//	is:                        in out card account labelled booked pending balance marked
//
// Words ignore case unless a capital is typed and accents unless an accent is typed. Alternatives after a
// field belong to that field until another field is named.
type Filter struct {
	source string
	terms  []term
}

// term is alternatives, one of which must hold, or none if not is set.
type term struct {
	not  bool
	alts []atom
}

// atom is one condition.
type atom interface {
	// appendTo writes the condition as ParseFilter reads it, with its field.
	appendTo(b []byte) []byte
	// bind prepares the condition for a ledger.
	bind(l *Ledger, q *Query) matcher
}

// SyntaxError says where a filter line is wrong and what to write instead. Pos and Len count characters.
type SyntaxError struct {
	Pos, Len int
	Msg      string
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("filter, character %d: %s", e.Pos+1, e.Msg)
}

// ParseFilter reads a filter line. Relative dates (last90d, thismonth) count from today. The error is a
// *SyntaxError.
func ParseFilter(line string, today aisclient.Date) (Filter, error) {
	p := parser{in: line, today: today}
	f := Filter{source: line}
	for p.skipSpace(); p.at < len(p.in); p.skipSpace() {
		t, err := p.term()
		if err != nil {
			return Filter{}, err
		}
		f.terms = append(f.terms, t)
	}
	return f, nil
}

// String is the line that was parsed, unchanged.
func (f Filter) String() string { return f.source }

// Empty reports whether the filter lets every row through.
func (f Filter) Empty() bool { return len(f.terms) == 0 }

// Canonical writes the filter anew: single spaces, fields in lower case, relative dates resolved. It parses
// to a filter that matches the same rows.
func (f Filter) Canonical() string {
	var b []byte
	for i := range f.terms {
		if i > 0 {
			b = append(b, ' ')
		}
		b = f.terms[i].appendTo(b)
	}
	return string(b)
}

func (t *term) appendTo(b []byte) []byte {
	if t.not {
		b = append(b, '-')
	}
	for i, a := range t.alts {
		if i > 0 {
			b = append(b, '|')
		}
		b = a.appendTo(b)
	}
	return b
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
