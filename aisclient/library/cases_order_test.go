package library

import "testing"

// An import that stands in two cases is shown with the newest of them, in whatever order they were read.
func TestAnImportInTwoCasesIsShownWithTheNewest(t *testing.T) {
	for _, ids := range [][]string{{"20260101T000000Z-a", "20260202T000000Z-b"}, {"20260202T000000Z-b", "20260101T000000Z-a"}} {
		x := &Index{records: []record{{id: "20251231T000000Z-i", caseAt: -1}}}
		for _, id := range ids {
			c, err := newCase(CaseFacts{ID: id, Imports: []string{"20251231T000000Z-i"}}, 1)
			must(t, err)
			x.cases = append(x.cases, c)
		}
		x.joinCases()
		if e := x.cases[x.records[0].caseAt].facts.ID; e != "20260202T000000Z-b" {
			t.Errorf("read as %v: shown with %s", ids, e)
		}
	}
}
