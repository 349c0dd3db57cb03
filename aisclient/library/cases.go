package library

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

// caseRecord is one case of the index.
type caseRecord struct {
	line     string
	modified int64
	folded   string
	facts    CaseFacts
}

// savedCase is the line of a case.
type savedCase struct {
	Modified int64
	CaseFacts
}

func newCase(facts CaseFacts, modified int64) (caseRecord, error) {
	b, err := json.Marshal(savedCase{modified, facts})
	if err != nil {
		return caseRecord{}, err
	}
	return parseCase(string(b))
}

func parseCase(line string) (caseRecord, error) {
	var s savedCase
	if err := json.Unmarshal([]byte(line), &s); err != nil {
		return caseRecord{}, err
	}
	return caseRecord{line, s.Modified, foldCase(&s.CaseFacts), s.CaseFacts}, nil
}

// foldCase is what bare words of a search look for.
func foldCase(f *CaseFacts) string {
	words := slices.Concat([]string{f.ID, f.Label, f.Decided(), f.Status}, f.People, f.Tags, f.Notes)
	return plainField(text.Fold(strings.Join(words, valueEnd)))
}

// keepCases takes the cases over that did not change since x was made, and returns the stamps of the others.
func (next *Index) keepCases(x *Index, stamps []archive.Stamp) (again []archive.Stamp) {
	old := map[string]*caseRecord{}
	for i := range x.cases {
		old[x.cases[i].facts.ID] = &x.cases[i]
	}
	for _, s := range stamps {
		if c := old[s.ID]; c != nil && c.modified == s.Modified && s.Modified < x.stamp {
			next.cases = append(next.cases, *c)
		} else {
			again = append(again, s)
		}
	}
	return again
}

// readCases reads cases and joins all with their imports. One that cannot be read hides no import.
func (next *Index) readCases(ctx context.Context, cases Cases, which []archive.Stamp) error {
	for _, s := range which {
		facts, err := cases.CaseFacts(ctx, s.ID)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			facts = CaseFacts{}
		}
		facts.ID = s.ID
		c, err := newCase(facts, s.Modified)
		if err != nil {
			return err
		}
		next.cases = append(next.cases, c)
	}
	next.joinCases()
	return nil
}

// joinCases tells each import which case it belongs to: the one with the highest id, the newest, where it stands in
// several. They are sorted first, for cases that were read again come last.
func (next *Index) joinCases() {
	slices.SortFunc(next.cases, func(a, b caseRecord) int { return cmp.Compare(a.facts.ID, b.facts.ID) })
	for i := range next.cases {
		for _, id := range next.cases[i].facts.Imports {
			if n, ok := next.Position(id); ok {
				next.records[n].caseAt = int32(i)
			}
		}
	}
}
