package portfolio

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/verify"
)

// Verdict is what the saved claims of an import, or of its case, come to: an outcome of package verify, or one of these.
type Verdict string

// Verdicts besides outcomes.
const (
	NoClaims = Verdict(verify.NoClaims) // nothing was saved to check
	NotRead  = Verdict("not read")      // the import is damaged, or locked
)

// Verdicts checks the saved claims of imports and cases, those of an import of a case on the case, and tells of each, in the order of the ids. The error is the context's: what
// was told stays true.
func (p *Portfolio) Verdicts(ctx context.Context, ids []string, by Judgement, each func(id string, v Verdict)) error {
	q := Request{}.walking()
	judge := func(ctx context.Context, id string) Verdict {
		of, err := p.source.Judge(ctx, id, q, by)
		switch {
		case err != nil:
			return NotRead
		case of.Reports == nil:
			return NoClaims
		}
		return Verdict(of.Reports[0].Verdict)
	}
	return walk(ctx, ids, judge, func(id string, v Verdict) error {
		each(id, v)
		return nil
	})
}

// facts are what imports are grouped by.
type facts struct {
	id, of, bank string // of is the case; empty where the import stands alone
	saved        time.Time
}

// Matter is what is judged at once: an import that stands alone, or a case with all its imports.
type Matter struct {
	ID      string // of the import or of the case
	Case    bool
	Imports []string
	Banks   []string  // each once
	Saved   time.Time // the newest import
}

// Matters are all that is judged of a library.
func Matters(x *library.Index) []Matter {
	imports := make([]facts, x.Len())
	for n := range imports {
		e := x.Entry(n)
		imports[n] = facts{e.ID, "", e.Bank().String(), e.Created}
		if e.Case != nil {
			imports[n].of = e.Case.ID
		}
	}
	return together(imports)
}

// together puts imports together that belong to one case.
func together(imports []facts) []Matter {
	out, at := []Matter{}, map[string]int{}
	for _, f := range imports {
		id := cmp.Or(f.of, f.id)
		n, ok := at[id]
		if !ok {
			n = len(out)
			at[id] = n
			out = append(out, Matter{ID: id, Case: f.of != ""})
		}
		m := &out[n]
		m.Imports = append(m.Imports, f.id)
		if bank := cmp.Or(f.bank, "bank unknown"); !slices.Contains(m.Banks, bank) {
			m.Banks = append(m.Banks, bank)
		}
		if f.saved.After(m.Saved) {
			m.Saved = f.saved
		}
	}
	return out
}

// Count is how many imports that stand alone there are, and how many cases, in words.
func Count(matters []Matter) string {
	cases := 0
	for i := range matters {
		if matters[i].Case {
			cases++
		}
	}
	return counted(len(matters)-cases, cases)
}

func counted(imports, cases int) string {
	switch of := english.Plural(cases, "case", "cases"); {
	case cases == 0:
		return english.Plural(imports, "import", "imports")
	case imports == 0:
		return of
	default:
		return english.Plural(imports, "import", "imports") + " and " + of
	}
}

// Tally counts the verdicts of the matters of one group.
type Tally struct {
	Name    string
	Counts  map[Verdict]int
	Matters []Matter
}

// Imports are the imports of all matters of the group.
func (t *Tally) Imports() (ids []string) {
	for i := range t.Matters {
		ids = append(ids, t.Matters[i].Imports...)
	}
	return ids
}

// VerdictNames are the verdicts in the order in which they are shown.
func VerdictNames() []Verdict {
	return []Verdict{Verdict(verify.Confirmed), Verdict(verify.Refuted), Verdict(verify.Inconclusive), NoClaims, NotRead}
}

// Grouping is a way to group matters: it names the groups of one.
type Grouping func(m *Matter, v Verdict) []string

// ByOutcome, ByBank and ByMonth are the groupings of the screen: a case counts at each of its banks, and in the month in which its
// newest import was saved, in UTC.
func ByOutcome(_ *Matter, v Verdict) []string { return []string{string(v)} }
func ByBank(m *Matter, _ Verdict) []string    { return m.Banks }
func ByMonth(m *Matter, _ Verdict) []string   { return []string{m.Saved.UTC().Format("2006-01")} }

// Tallies groups the matters whose verdict is known, the largest group first and equal ones by name.
func Tallies(matters []Matter, verdicts map[string]Verdict, by Grouping) []Tally {
	var out []Tally
	at := map[string]int{}
	for i := range matters {
		v, known := verdicts[matters[i].ID]
		if !known {
			continue
		}
		for _, name := range by(&matters[i], v) {
			n, ok := at[name]
			if !ok {
				n = len(out)
				at[name] = n
				out = append(out, Tally{Name: name, Counts: map[Verdict]int{}})
			}
			out[n].Counts[v]++
			out[n].Matters = append(out[n].Matters, matters[i])
		}
	}
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Or(len(b.Matters)-len(a.Matters), cmp.Compare(a.Name, b.Name)) })
	return out
}
