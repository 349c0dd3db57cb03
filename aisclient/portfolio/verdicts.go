package portfolio

import (
	"cmp"
	"context"
	"slices"
	"time"

	"aisdesk/aisclient/verify"
)

// Verdict is what the saved claims of an import, or of its case, come to: an outcome of package verify, or one of these.
type Verdict string

// Verdicts besides outcomes.
const (
	NoClaims = Verdict(verify.NoClaims) // nothing was saved to check
	NotRead  = Verdict("not read")      // the import is damaged, or locked
)

// Verdicts checks the saved claims of imports, those of a case on the case, and tells of each, in the order of the ids. The error is the context's: what
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

// Tally counts the verdicts of the imports of one group.
type Tally struct {
	Name   string
	Counts map[Verdict]int
	IDs    []string
}

// VerdictNames are the verdicts in the order in which they are shown.
func VerdictNames() []Verdict {
	return []Verdict{Verdict(verify.Confirmed), Verdict(verify.Refuted), Verdict(verify.Inconclusive), NoClaims, NotRead}
}

// Facts are what imports are grouped by.
type Facts struct {
	ID, Bank string
	Saved    time.Time
}

// Grouping is a way to group imports.
type Grouping func(f Facts, v Verdict) string

// ByOutcome, ByBank and ByMonth are the groupings of the screen; months are those of saving, in UTC.
func ByOutcome(_ Facts, v Verdict) string { return string(v) }
func ByBank(f Facts, _ Verdict) string    { return cmp.Or(f.Bank, "bank unknown") }
func ByMonth(f Facts, _ Verdict) string   { return f.Saved.UTC().Format("2006-01") }

// Tallies groups the imports whose verdict is known, the largest group first and equal ones by name.
func Tallies(imports []Facts, verdicts map[string]Verdict, by Grouping) []Tally {
	var out []Tally
	at := map[string]int{}
	for _, f := range imports {
		v, known := verdicts[f.ID]
		if !known {
			continue
		}
		name := by(f, v)
		n, ok := at[name]
		if !ok {
			n = len(out)
			at[name] = n
			out = append(out, Tally{Name: name, Counts: map[Verdict]int{}})
		}
		out[n].Counts[v]++
		out[n].IDs = append(out[n].IDs, f.ID)
	}
	slices.SortFunc(out, func(a, b Tally) int { return cmp.Or(len(b.IDs)-len(a.IDs), cmp.Compare(a.Name, b.Name)) })
	return out
}
