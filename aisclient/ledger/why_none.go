package ledger

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/currency"

	"aisdesk/aisclient/category"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/filter"
)

// WhyNone says why a query finds no row.
type WhyNone struct {
	// Terms are those that find no row by themselves, each with what is near.
	Terms []LonelyTerm
	// Period says that there are rows, but not in the query's period.
	Period bool
	// Apart says that every term finds rows, and no row fits them all.
	Apart bool
}

// Sentence says the reason in words. It may say whom a filter is about: not for a masked screen.
func (w WhyNone) Sentence() string {
	var parts []string
	for _, t := range w.Terms {
		said := "nothing has " + t.Term
		switch {
		case t.Rows > 0:
			said += fmt.Sprintf("; %s by itself finds %s", t.Other, english.Plural(t.Rows, "row", "rows"))
		case t.Other != "":
			said += "; " + t.Other + " looks for that"
		}
		switch {
		case t.Unknown && len(t.Near) > 0:
			said = t.Term + " is no category: did you mean cat:" + strings.Join(t.Near, " or cat:") + "?"
		case t.Unknown:
			said = t.Term + " is no category: categories have names such as groceries, rent and gambling"
		case len(t.Near) > 0:
			said += ", but there is " + strings.Join(t.Near, ", ")
		}
		parts = append(parts, said)
	}
	switch {
	case len(parts) > 0:
		return strings.Join(parts, "; ")
	case w.Period:
		return "there are such rows in other periods"
	case w.Apart:
		return "each term finds rows, and no row has them all"
	}
	return ""
}

// LonelyTerm is a term of a filter that no row fits.
type LonelyTerm struct {
	Term string
	Near []string // words that occur in the rows, the nearest first; at most three
	// Other is the term that the word, or words, would be if they are a day, an amount, a range or a list, or the word without the field; empty where
	// neither helps.
	Other string
	// Rows is how many rows the word finds without the field.
	Rows int
	// Unknown says that the term asks for a category that there is none of.
	Unknown bool
}

// WhyNone looks for the reason that a query finds nothing: which of its terms find nothing alone, in any period, and what is
// near them. The error is the context's.
func (l *Ledger) WhyNone(ctx context.Context, q Query) (WhyNone, error) {
	var why WhyNone
	rows := func(terms []filter.Term, p Period) (int, error) {
		r, err := l.Run(ctx, Query{Filter: filter.Filter{Terms: terms}, Period: p, Marked: q.Marked, Within: q.Within})
		if err != nil {
			return 0, err
		}
		return r.Len(), nil
	}
	for i := 0; i < len(q.Filter.Terms); i++ {
		t := q.Filter.Terms[i]
		n, err := rows([]filter.Term{t}, All())
		if err != nil {
			return why, err
		}
		if n == 0 {
			other, words := q.Filter.Meant(i)
			if other != "" { // words that say something together are no words to look for
				said := make([]string, words)
				for j := range said {
					said[j] = q.Filter.Terms[i+j].String()
				}
				why.Terms = append(why.Terms, LonelyTerm{Term: strings.Join(said, " "), Other: other})
				i += words - 1
				continue
			}
			lonely := LonelyTerm{Term: t.String(), Near: l.near(t), Unknown: t.UnknownCategory()}
			if !lonely.Unknown && !t.Not && len(t.Any) == 1 && t.Any[0].Field == filter.Category {
				lonely.Near = l.related(t.Any[0])
			}
			if word, ok := t.Anywhere(); ok {
				if lonely.Rows, err = rows([]filter.Term{word}, All()); err != nil {
					return why, err
				}
				if lonely.Rows > 0 {
					lonely.Other = word.String()
				}
			}
			why.Terms = append(why.Terms, lonely)
		}
	}
	if len(why.Terms) > 0 {
		return why, nil
	}
	n, err := rows(q.Filter.Terms, All())
	why.Period, why.Apart = n > 0, n == 0 && len(q.Filter.Terms) > 1
	return why, err
}

// UnknownValue is the error of a value that no row of any reply can have.
type UnknownValue struct {
	Kind, Value string   // category "gamblng"
	Near        []string // what may have been meant, the nearest first; at most three
}

func (e *UnknownValue) Error() string {
	s := fmt.Sprintf("there is no %s %q", e.Kind, e.Value)
	switch {
	case len(e.Near) > 0:
		return s + ", did you mean " + strings.Join(e.Near, " or ") + "?"
	case e.Kind == "category":
		return s + ": categories have names such as groceries, rent and gambling"
	}
	return s
}

// CheckValues refuses a filter with a value that a field's closed list does not have: a category that there is none of, a
// currency that is neither the ledger's nor in ISO 4217, and a reason misspelt for one of the ledger's. Whoever trusts that
// such a filter finds nothing would be deceived. The error is an *UnknownValue. Reasons need a ledger with annotations.
func (l *Ledger) CheckValues(f filter.Filter) error {
	for _, t := range f.Terms {
		for _, c := range t.Any {
			if kind := l.unknown(c); kind != "" {
				_, value, _ := strings.Cut(filter.Term{Any: []filter.Condition{c}}.String(), ":")
				return &UnknownValue{kind, value, l.near(filter.Term{Any: []filter.Condition{c}})}
			}
		}
	}
	return nil
}

// unknown says what a value is none of; empty where the value may be one, or the field has no closed list.
func (l *Ledger) unknown(c filter.Condition) string {
	v, _ := c.Value.(filter.Text)
	if v.Exact && v.Text == "" {
		return "" // rows without one
	}
	switch c.Field {
	case filter.Category:
		a := newTextMatch(c)
		if !slices.ContainsFunc(category.All(), func(k category.Category) bool {
			return a.hit(k.String(), fold(k.String())) || a.hit(k.Label(), fold(k.Label()))
		}) {
			return "category"
		}
	case filter.Currency:
		_, err := currency.ParseISO(v.Text)
		if a := newTextMatch(c); err != nil && len(v.Text) >= len("PLN") && !slices.Contains(a.sourceHits(l), true) {
			return "currency"
		}
	case filter.Why:
		if hits, _ := newTextMatch(c).annotationHits(l.notes); !slices.Contains(hits, true) && len(l.near(filter.Term{Any: []filter.Condition{c}})) > 0 {
			return "reason"
		}
	}
	return ""
}

// mostNear is how many near words are named.
const mostNear = 3

// near are the words of the rows, or of a closed list, that differ least from the word of a term: by one character in short
// words, by two in longer ones.
func (l *Ledger) near(t filter.Term) []string {
	if t.Not || len(t.Any) != 1 {
		return nil
	}
	v, ok := t.Any[0].Value.(filter.Text)
	typed := fold(v.Text)
	if !ok || len([]rune(typed)) < 3 {
		return nil
	}
	type word struct {
		shown string
		far   int
	}
	var found []word
	seen := map[string]bool{}
	l.words(t.Any[0].Field, func(shown string) {
		folded := fold(shown)
		if seen[folded] {
			return
		}
		seen[folded] = true
		if d := filter.Distance(typed, folded); d > 0 && (d <= len([]rune(typed))/4+1 && d < 3 || d <= 3 && sameStem(typed, folded)) {
			found = append(found, word{shown, d})
		}
	})
	slices.SortStableFunc(found, func(a, b word) int { return a.far - b.far })
	var out []string
	for _, w := range found[:min(len(found), mostNear)] {
		out = append(out, w.shown)
	}
	return out
}

// related are categories that rows have and whose names begin as that of a condition: gambling for gambling_win.
func (l *Ledger) related(c filter.Condition) (out []string) {
	v, ok := c.Value.(filter.Text)
	if !ok || l.notes == nil {
		return nil
	}
	first, _, _ := strings.Cut(v.Text, "_")
	for _, x := range l.notes.Categories {
		other, _, _ := strings.Cut(x.Name, "_")
		if x.Name != "" && len(first) > 2 && fold(other) == fold(first) && l.hasCategory(x.Name) {
			out = append(out, x.Name)
		}
	}
	return out[:min(len(out), mostNear)]
}

func (l *Ledger) hasCategory(name string) bool {
	return slices.ContainsFunc(l.notes.Category, func(c uint8) bool { return l.notes.Categories[c].Name == name })
}

// sameStem reports whether two words have all but their endings in common: grocery and groceries.
func sameStem(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n >= 5 && n >= min(len(x), len(y))-2
}

// words yields the words that a field's values are made of. Titles are as many as rows; words of them are told for the
// first hundred thousand.
func (l *Ledger) words(f filter.Field, yield func(string)) {
	split := func(s string) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' && r != '-' }) {
			yield(w)
		}
	}
	each := func(ts Texts) {
		for id := range int32(ts.Len()) {
			split(ts.At(id).String())
		}
	}
	if f == filter.Party || f == filter.Any {
		each(l.Parties())
	}
	if f == filter.Party {
		l.merchants(split)
	}
	if f == filter.Kind || f == filter.Any {
		each(l.Kinds())
	}
	if f == filter.Status {
		each(l.Statuses())
	}
	if f == filter.Label || f == filter.Any {
		for id := range int32(l.LabelSets()) {
			for _, x := range l.LabelSet(id) {
				yield(x.String())
			}
		}
	}
	if f == filter.Title || f == filter.Any {
		for row := range int32(min(l.Len(), 100_000)) {
			split(l.Title(row).String())
		}
	}
	for _, w := range f.Words() {
		yield(w)
	}
	if f == filter.Why && l.notes != nil {
		for _, why := range l.notes.Whys {
			stage, _, _ := strings.Cut(why, ":")
			yield(stage)
		}
	}
	for i := range l.Sources() {
		if s := &l.Sources()[i]; f == filter.Account {
			split(s.Label().String())
		} else if f == filter.Currency {
			yield(string(s.Currency))
		} else if f == filter.Bank {
			split(s.TargetName.String())
		} else if f == filter.Owner {
			split(s.OwnerNames().String())
		}
	}
}
