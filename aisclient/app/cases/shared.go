package cases

import (
	"context"
	"maps"
	"slices"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/merge"
)

// shared are the rows of one import of a case, with where they stand in its other imports: a row that several have is one row of
// the case, and acts name it by any of them.
type shared struct {
	of     string
	others []string               // that acts name
	here   map[casefile.Row]int32 // rows of the others that this import has, too
}

func (s *shared) row(r casefile.Row) (int32, bool) {
	if r.Import == s.of {
		return r.Number, true
	}
	row, ok := s.here[r]
	return row, ok
}

func (s *shared) name(row int32) casefile.Row { return casefile.Row{Import: s.of, Number: row} }

// OnImport are the acts of the case of an import, on the rows of that import alone, which are those of l; nil where it stands alone.
// before, which may be nil, are the acts that were laid on it before. It fails as Of and Get do, and with ctx's error.
func (c *Cases) OnImport(ctx context.Context, importID string, l *ledger.Ledger, before *Acts) (*Acts, error) {
	id, err := c.Of(ctx, importID)
	if id == "" || err != nil {
		return nil, err
	}
	s, err := c.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	others := actedOn(s, importID)
	if before != nil {
		if was, ok := before.rows.(*shared); ok && was.of == importID && slices.Equal(was.others, others) {
			return lay(s, was, NamesOf(c, s)), nil
		}
	}
	on, err := c.share(ctx, s, importID, l, others)
	if err != nil {
		return nil, err
	}
	return lay(s, on, NamesOf(c, s)), nil
}

// actedOn are the imports and files, besides one, whose money counts as that one's does and whose rows any act of a case names; sorted.
func actedOn(s *casefile.State, but string) []string {
	parts := counted(s)
	counts := func(id string) bool {
		return slices.ContainsFunc(parts, func(p merge.Part) bool { return p.Import == id })
	}
	named := map[string]bool{}
	for i := range s.History {
		rows, _, _ := Acted(s.History[i].Act)
		if n, ok := s.History[i].Act.(casefile.Note); ok {
			rows = n.Rows
		}
		for _, r := range rows {
			if !named[r.Import] && r.Import != but && counts(but) && counts(r.Import) {
				named[r.Import] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(named))
}

// share finds the rows that an import has in common with others. Those of one that cannot be read are not found.
func (c *Cases) share(ctx context.Context, s *casefile.State, importID string, l *ledger.Ledger, others []string) (*shared, error) {
	on := &shared{of: importID, others: others, here: map[casefile.Row]int32{}}
	var parts []merge.Part
	for _, p := range counted(s) {
		switch {
		case p.Import == importID:
			parts = append(parts, with(p, l))
		case slices.Contains(others, p.Import):
			if other, err := c.deps.Load(ctx, p.Import); err == nil {
				parts = append(parts, with(p, other))
			} else if ctx.Err() != nil {
				return nil, ctx.Err()
			}
		}
	}
	if len(parts) < 2 {
		return on, nil
	}
	m, err := merge.Build(ctx, parts)
	if err != nil {
		return nil, err
	}
	for row := range int32(l.Len()) {
		in, ok := m.Row(merge.Origin{Import: importID, Row: row})
		if !ok {
			continue
		}
		for _, o := range m.Origins(in) {
			on.here[casefile.Row{Import: o.Import, Number: o.Row}] = row
		}
	}
	return on, nil
}
