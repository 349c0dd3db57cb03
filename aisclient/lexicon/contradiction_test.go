package lexicon

import (
	"fmt"
	"strings"
)

// contradictions names the words, names and domains that two entries of the files read differently in the same rows. The
// user's entries may, those of the program must not.
func contradictions(files ...File) []Problem {
	c := compile(files)
	type reading struct {
		sort   Sort
		sign   Sign
		fields Field
		where  string
	}
	var problems []Problem
	first := map[reading]map[string]*Entry{}
	for _, k := range c.keys {
		p := c.set.patterns[k.pattern]
		e := p.entry
		if e == nil || e.User || len(e.needs) > 0 || len(e.near) > 0 || len(e.not) > 0 {
			continue
		}
		r := reading{p.sort, e.Sign, p.fields, strings.Join(e.Countries, ",") + e.Currency}
		if first[r] == nil {
			first[r] = map[string]*Entry{}
		}
		other, ok := first[r][k.key]
		switch {
		case !ok:
			first[r][k.key] = e
		case other.In != e.In || other.Out != e.Out:
			problems = append(problems, Problem{File: e.File, ID: e.ID, Reason: fmt.Sprintf("%q is also in %s, which reads it differently", k.key, other.ID)})
		}
	}
	return problems
}
