package lexicon

import (
	"fmt"
	"regexp"
	"strings"
)

// pattern is one thing that is looked for.
type pattern struct {
	entry   *Entry // nil for a sign
	sign    term   // the class of a sign
	sort    Sort
	fields  Field
	letters int
	// words is how many words the pattern has. A single one can be a part of another name.
	words int
	// legal says that the pattern is a legal name without its legal form, which must stand in the text then.
	legal bool
	// fund says that this form is a fund's, so that no other one will do.
	fund bool
}

// fieldsOf are the fields in which an entry's patterns of a sort are looked for.
func (e *Entry) fieldsOf(s Sort) Field {
	if e.fields != 0 {
		return e.fields
	}
	switch s {
	case Word:
		return Title | KindText
	case Reference:
		return Title
	}
	return Title | Party
}

// compiler turns entries into a Set.
type compiler struct {
	set      *Set
	keys     []keyed
	signs    map[string]int32 // a needs or not word: its class
	m        matchText
	problems []Problem
	legal    map[string]bool // legal forms as matching texts; true for those of funds
	short    abbreviations
}

func newCompiler() *compiler {
	c := &compiler{set: &Set{byID: map[string]*Entry{}}, signs: map[string]int32{}, legal: map[string]bool{}}
	c.m.pattern = true
	t := builtinTerms()
	c.short = newAbbreviations(t)
	for class, words := range t.classes() {
		for _, w := range words {
			c.sign(w, class)
		}
	}
	for _, w := range t.Legal {
		for _, key := range c.matching(w) {
			c.legal[key] = false
		}
	}
	for _, w := range t.Funds {
		for _, key := range c.matching(w) {
			c.legal[key] = true
		}
	}
	c.set.nextSign = int32(terms)
	c.streets(t)
	return c
}

// streets gives each country's street words a class of their own.
func (c *compiler) streets(t *termWords) {
	c.set.streets = map[string]int32{}
	for country, words := range t.Streets {
		class := c.set.nextSign
		c.set.nextSign++
		c.set.streets[country] = class
		for _, w := range words {
			c.sign(w, term(class))
		}
	}
}

// matching gives the matching texts of a pattern, one for each way that its braces expand; braces that are wrong give
// none, which entries check before.
func (c *compiler) matching(p string) []string {
	forms, err := expand(p)
	if err != nil {
		return nil
	}
	var out []string
	for _, f := range forms {
		c.m.set(f)
		if key := strings.TrimSpace(string(c.m.b)); key != "" {
			out = append(out, key)
		}
	}
	return out
}

func (c *compiler) add(key string, p pattern) {
	p.letters = lettersOf(key)
	p.words = strings.Count(key, " ") + 1
	c.set.patterns = append(c.set.patterns, p)
	c.keys = append(c.keys, keyed{key, int32(len(c.set.patterns) - 1)})
}

func (c *compiler) sign(word string, class term) {
	for _, key := range c.matching(word) {
		c.add(key, pattern{sign: class, sort: sign, fields: Title | Party | KindText})
	}
}

// signOf is the class of a needs or not word, the same for the same word. Any legal form stands for all of them.
func (c *compiler) signOf(word string) int32 {
	key := strings.Join(c.matching(word), "|")
	if _, legal := c.legal[key]; legal {
		return int32(termLegal)
	}
	if id, ok := c.signs[key]; ok {
		return id
	}
	id := c.set.nextSign
	c.set.nextSign++
	c.signs[key] = id
	c.sign(word, term(id))
	return id
}

// entry adds an entry's patterns, or says why it cannot be.
func (c *compiler) entry(e *Entry) {
	if err := c.check(e); err != nil {
		c.problems = append(c.problems, Problem{e.File, e.ID, err.Error(), e.line})
		return
	}
	e.needs, e.near, e.not = c.signsOf(e.Needs), c.signsOf(c.nearOf(e)), c.signsOf(e.Not)
	c.set.entries = append(c.set.entries, e)
	c.set.byID[e.ID] = e
	for _, w := range e.Words {
		for _, key := range c.matching(w) {
			c.add(key, pattern{entry: e, sort: Word, fields: e.fieldsOf(Word)})
			short := c.short.of(key, e.Language)
			if len(e.near) > 0 {
				short = append(short, c.short.ofStem(key, e.Language)...)
			}
			for _, s := range short {
				c.add(s, pattern{entry: e, sort: Word, fields: e.fieldsOf(Word)})
			}
		}
	}
	for _, n := range e.Names {
		c.name(e, n)
	}
	for _, d := range e.Domains {
		c.domain(e, d)
	}
	for _, r := range e.Refs {
		c.set.refs = append(c.set.refs, newReference(e, r))
	}
	for _, a := range e.Accounts {
		c.set.accounts = append(c.set.accounts, accountPattern{e, bareNumber(a)})
	}
}

// domain adds a domain as the words that its labels are. The name of an operator of games may carry any number: such
// domains change theirs when they are blocked.
func (c *compiler) domain(e *Entry, domain string) {
	if e.Kind == Operator {
		if name, tld, ok := strings.Cut(domain, "."); ok {
			domain = strings.TrimRight(name, "0123456789") + "#." + tld
			if strings.HasPrefix(domain, "#") {
				domain = name + "." + tld
			}
		}
	}
	for _, key := range c.matching(domain) {
		c.add(key, pattern{entry: e, sort: Domain, fields: e.fieldsOf(Domain)})
	}
}

func (c *compiler) signsOf(words []string) (ids []int32) {
	for _, w := range words {
		ids = append(ids, c.signOf(w))
	}
	return ids
}

// check refuses what cannot be looked for.
func (c *compiler) check(e *Entry) error {
	if other, ok := c.set.byID[e.ID]; ok {
		return fmt.Errorf("stands twice, also in %s", other.File)
	}
	for _, list := range [][]string{e.Words, e.Names, e.Domains, e.Needs, e.Near, e.Not} {
		for _, p := range list {
			forms, err := expand(p)
			if err != nil {
				return err
			}
			for _, f := range forms {
				if c.m.set(f); len(strings.Trim(string(c.m.b), " \x03\x04")) < 1 {
					return fmt.Errorf("pattern %q has no letter", p)
				}
			}
		}
	}
	for _, list := range [][]string{e.Words, e.Names} {
		for _, p := range list {
			if c.m.set(p); lettersOf(string(c.m.b)) < 2 {
				return fmt.Errorf("pattern %q is too short to say anything", p)
			}
		}
	}
	for _, r := range e.Refs {
		if _, err := regexp.Compile(r); err != nil {
			return fmt.Errorf("reference %q is no expression: %v", r, err)
		}
	}
	for _, a := range e.Accounts {
		if len(strings.Trim(bareNumber(a), "?*")) < 6 {
			return fmt.Errorf("account %q has fewer than 6 digits", a)
		}
	}
	return nil
}

// lettersOf counts the letters and digits of a matching text.
func lettersOf(key string) int {
	n := 0
	for _, r := range key {
		if r > ' ' {
			n++
		}
	}
	return n
}
