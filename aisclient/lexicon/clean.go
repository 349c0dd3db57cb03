package lexicon

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Stripped is a counterparty's name without what is not part of it. What was taken off is kept.
type Stripped struct {
	Name      string // as it stands in the text; the whole text where nothing else would be left
	Legal     string // legal form
	Processor string // who carried the payment, as written
	Method    string // words that say how it was paid
	Domain    bool   // the name is a domain: the registrable one, in lower case
	Tail      []string
}

// Clean strips a counterparty's name: processors and payment methods before it, www. and paths, legal forms, terminal and
// card numbers, towns and countries behind it. Behind a processor's name stands the merchant.
func Clean(name string) Stripped {
	s := Stripped{Name: strings.TrimSpace(name)}
	s.behindStar()
	s.domain()
	if s.Domain {
		return s
	}
	c := cleaner{terms: termsOnly(), s: &s, m: matchText{trace: true}}
	c.read()
	c.front()
	c.back()
	c.finish()
	s.domain()
	return s
}

// termsOnly is the automaton of the terms without any entry.
var termsOnly = sync.OnceValue(func() *Set {
	c := newCompiler()
	c.set.trie = newTrie(c.keys)
	return c.set
})

// behindStar reads the "*" of card payments: behind a processor's name is the merchant, behind a merchant's a detail.
func (s *Stripped) behindStar() {
	before, after, ok := strings.Cut(s.Name, "*")
	before, after = strings.TrimSpace(before), strings.TrimLeft(after, "* ")
	switch {
	case !ok || before == "" || after == "" || strings.Trim(after, "0123456789xX ") == "":
	case isProcessor(before):
		s.Processor, s.Name = before, after
	case len(before) >= 3:
		s.Name, s.Tail = before, append(s.Tail, after)
	}
}

// isProcessor reports whether a text is, or ends in, a processor's name.
func isProcessor(text string) bool {
	var m matchText
	m.set(text)
	w := walker{t: termsOnly().trie}
	w.walkAll(m.b)
	return slices.ContainsFunc(w.out, func(f found) bool {
		return termsOnly().patterns[f.pattern].sign == termProcessor && int(f.to) >= len(m.b)-1
	})
}

// secondLevels are the names under a country's domain under which others register.
var secondLevels = map[string]bool{"com": true, "co": true, "net": true, "org": true, "gov": true, "gob": true, "edu": true, "nom": true}

// domain reduces a name that is a web address to its registrable domain.
func (s *Stripped) domain() {
	host := strings.ToLower(s.Name)
	for _, scheme := range []string{"https://", "http://"} {
		host = strings.TrimPrefix(host, scheme)
	}
	host, path, _ := strings.Cut(host, "/")
	if strings.ContainsAny(host, " ,@") || !strings.Contains(host, ".") || strings.HasSuffix(host, ".") {
		return
	}
	labels := strings.Split(strings.TrimPrefix(host, "www."), ".")
	last := labels[len(labels)-1]
	if len(labels) < 2 || len(last) < 2 || strings.ContainsAny(last, "0123456789") || slices.Contains(labels, "") {
		return
	}
	n := 2
	if len(labels) > 2 && secondLevels[labels[len(labels)-2]] {
		n = 3
	}
	if len(labels[len(labels)-n]) < 2 {
		return // an abbreviation such as s.a
	}
	s.Name, s.Domain = strings.Join(labels[len(labels)-n:], "."), true
	if path != "" {
		s.Tail = append(s.Tail, path)
	}
}

// cleaner takes words off both ends of a name.
type cleaner struct {
	terms *Set
	s     *Stripped
	m     matchText
	hits  []found
	from  int32 // what is left of the matching text
	to    int32
}

func (c *cleaner) read() {
	c.m.set(c.s.Name)
	w := walker{t: c.terms.trie}
	w.walkAll(c.m.b)
	c.hits = w.out
	c.from, c.to = 1, max(1, int32(len(c.m.b))-1)
}

// front takes off methods and processors, the longest first, as long as a word is left behind them.
func (c *cleaner) front() {
	for {
		best, class := int32(-1), termLegal
		for _, h := range c.hits {
			if t := c.terms.patterns[h.pattern].sign; h.from == c.from && h.to > best && (t == termMethod || t == termProcessor) {
				best, class = h.to, t
			}
		}
		rest := c.skipSpace(best)
		if best < 0 || rest >= c.to || !c.hasWord(rest) {
			return
		}
		if class == termProcessor {
			c.s.Processor = c.raw(c.from, best)
		} else {
			c.s.Method = strings.TrimSpace(c.s.Method + " " + c.raw(c.from, best))
		}
		c.from = rest
		c.skipLegal()
	}
}

// skipLegal takes off the legal form of a processor before the merchant.
func (c *cleaner) skipLegal() {
	for _, h := range c.hits {
		if c.terms.patterns[h.pattern].sign == termLegal && h.from == c.from && c.s.Processor != "" {
			if rest := c.skipSpace(h.to); rest < c.to && c.hasWord(rest) {
				c.from = rest
				return
			}
		}
	}
}

// back takes off legal forms, towns, countries and numbers, as long as a word is left before them.
func (c *cleaner) back() {
	for {
		start, legal := c.tail()
		end := start
		for end > c.from && c.m.b[end-1] == ' ' {
			end--
		}
		if start < 0 || end <= c.from {
			return
		}
		if legal {
			c.s.Legal = c.raw(start, c.to)
		} else {
			c.s.Tail = append(c.s.Tail, c.raw(start, c.to))
		}
		c.to = end
	}
}

// tail is where the last part begins that is no part of the name, -1 for none.
func (c *cleaner) tail() (start int32, legal bool) {
	start = -1
	for _, h := range c.hits {
		t := c.terms.patterns[h.pattern].sign
		if h.to == c.to && (t == termLegal || t == termTown) && (start < 0 || h.from < start) {
			start, legal = h.from, t == termLegal
		}
	}
	if start >= 0 {
		return start, legal
	}
	word := c.to
	for word > c.from && c.m.b[word-1] != ' ' {
		word--
	}
	w := c.m.b[word:c.to]
	letter := len(w) == 1 && len(c.s.Tail) > 0 // K of K.1, what is left of a till's number
	if word > c.from && (hasDigit(w) && (len(w) >= 3 || allDigits(w)) || letter || string(w) == "nr") {
		return word, false
	}
	return -1, false
}

func (c *cleaner) finish() {
	if c.to > c.from {
		c.s.Name = c.raw(c.from, c.to)
	}
}

func (c *cleaner) skipSpace(pos int32) int32 {
	for pos >= 0 && pos < c.to && c.m.b[pos] == ' ' {
		pos++
	}
	return pos
}

// hasWord reports whether a letter is left from a place on.
func (c *cleaner) hasWord(from int32) bool {
	for _, b := range c.m.b[from:c.to] {
		if b >= 'a' {
			return true
		}
	}
	return false
}

// raw is a part of the name as it stands in the text.
func (c *cleaner) raw(from, to int32) string {
	if to <= from {
		return ""
	}
	start, last := c.m.off[from], c.m.off[to-1]
	_, n := utf8.DecodeRuneInString(c.s.Name[last:])
	return c.s.Name[start : int(last)+n]
}
