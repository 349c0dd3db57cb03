package line

import (
	"context"
	"fmt"
	"slices"

	"aisdesk/aisclient/english"
	saved "aisdesk/aisclient/library"
	"aisdesk/aisclient/portfolio"
)

const placePortfolio = "portfolio"

// countVerdicts checks the claims of all imports and lists the groups by outcome, bank and month; open lists the imports
// of one.
func countVerdicts(s *session) error {
	index, err := s.app.Imports(s.ctx)
	if err != nil {
		return err
	}
	matters, ids := portfolio.Matters(index), []string{}
	for i := range matters {
		ids = append(ids, matters[i].ID)
	}
	verdicts := map[string]portfolio.Verdict{}
	err = s.do(func(ctx context.Context) error {
		return s.app.Verdicts(ctx, ids, func(id string, v portfolio.Verdict) { verdicts[id] = v })
	})
	if err != nil {
		return err
	}
	var groups []portfolio.Tally
	for _, by := range []portfolio.Grouping{portfolio.ByOutcome, portfolio.ByBank, portfolio.ByMonth} {
		groups = append(groups, portfolio.Tallies(matters, verdicts, by)...)
	}
	s.goTo(&place{name: placePortfolio, hint: "open 1 lists the imports of the first group",
		head: func() string {
			return "Portfolio, the verdicts of " + portfolio.Count(matters) + ", by outcome, bank and month"
		},
		list: &list{one: "group", many: "groups", n: len(groups),
			item:  func(i int) string { return tallyLine(&groups[i]) },
			open:  func(i int) error { return listGroup(s, index, &groups[i]) },
			cells: func(i int) [][2]string { return tallyCells(&groups[i]) }}})
	return nil
}

// tallyLine says a group and how its claims came out; of a group by outcome its name says that.
func tallyLine(t *portfolio.Tally) string {
	said := called(t.Name) + ", " + portfolio.Count(t.Matters)
	for _, v := range portfolio.VerdictNames() {
		if n := t.Counts[v]; n > 0 && string(v) != t.Name {
			said += fmt.Sprintf(", %d %s", n, v)
		}
	}
	return said
}

func tallyCells(t *portfolio.Tally) [][2]string {
	out := [][2]string{{"Group", called(t.Name)}, {"All", fmt.Sprint(len(t.Matters))}}
	for _, v := range portfolio.VerdictNames() {
		out = append(out, [2]string{string(v), fmt.Sprint(t.Counts[v])})
	}
	return out
}

// listGroup lists the imports of a group in the order of the library.
func listGroup(s *session, index *saved.Index, t *portfolio.Tally) error {
	ids := t.Imports()
	found := slices.DeleteFunc(entries(index, index.Find(saved.Query{}, s.order)), func(e saved.Entry) bool { return !slices.Contains(ids, e.ID) })
	head := func() string {
		return "Library, " + english.Plural(len(found), "import", "imports") + " of " + called(t.Name) + ", " + savedOrder(s)
	}
	listSaved(s, head, found, func(s *session) error { return listGroup(s, index, t) })
	return nil
}
