package transactions

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
)

// column is the ledger's column under the cell cursor.
func (p *search) column() (ledger.Column, bool) {
	c, ok := p.grid.Column()
	if !ok {
		return 0, false
	}
	col, err := ledger.ParseColumn(c.Key)
	return col, err == nil
}

// sortBy sorts by the column under the cursor: rising, falling, then not at all. With stack the column joins
// the sort that is there as its last key; without, it takes its place. Money starts with the greatest.
func (p *search) sortBy(stack bool) tea.Cmd {
	c, ok := p.column()
	if !ok {
		return nil
	}
	v := p.view
	v.sort = slices.Clone(v.sort)
	i := slices.IndexFunc(v.sort, func(k ledger.SortKey) bool { return k.Column == c })
	first := c.Numeric()
	switch {
	case i < 0 && stack:
		v.sort = append(v.sort, ledger.SortKey{Column: c, Desc: first})
	case i < 0, !stack && len(v.sort) > 1:
		v.sort = []ledger.SortKey{{Column: c, Desc: first}}
	case v.sort[i].Desc == first:
		v.sort[i].Desc = !first
	default:
		v.sort = slices.Delete(v.sort, i, i+1)
	}
	p.after = func() { p.grid.GoTo(0) } // who sorts wants to see what is first now
	cmd := p.change(v)
	p.keep()
	return cmd
}
