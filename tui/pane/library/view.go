package library

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// detailHeight is the panel under the list; it is left out where the list would get too short.
const detailHeight = 8

// View is the list with the import under the cursor below or, in a wide window, beside it.
func (p *Pane) View() string {
	switch {
	case p.w >= 150:
		left := p.w - 57
		return cell.Exact(cell.Beside(1, []int{left, 56}, p.table(left, p.h), p.detail(56, p.h)), p.w, p.h)
	case p.h >= detailHeight+8:
		return cell.Exact(append(p.table(p.w, p.h-detailHeight), p.detail(p.w, detailHeight)...), p.w, p.h)
	}
	return cell.Exact(p.table(p.w, p.h), p.w, p.h)
}

func (p *Pane) table(w, h int) []string {
	t := p.env.Theme
	inner := w - 4
	var lines []string
	if p.typing || !p.filter.Empty() {
		p.filter.Mask = nil
		if p.env.Masked { // it may be a name
			p.filter.Mask = func(s string) string { return strings.Repeat(t.Glyphs().Masked, utf8.RuneCountInString(s)) }
		}
		lines = append(lines, cell.Mark(pane.AreaQuery, 0, t.Paint(theme.Key, "/ ")+p.filter.View(t, inner-2, p.typing)))
	}
	cols := columnsFor(inner)
	lines = append(lines, t.Paint(theme.Header, p.row(cols, header)))
	p.list.Resize(len(p.shown), h-2-len(lines))
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		lines = append(lines, cell.Mark(pane.AreaRow, i, p.tableRow(cols, p.shown[i], i == p.list.Cursor, inner)))
	}
	if len(p.shown) == 0 && p.loaded {
		lines = append(lines, t.Paint(theme.Dim, p.empty()))
	}
	return t.Panel(theme.Panel{Title: "Saved imports", Focus: true, W: w, H: h}, lines)
}

func (p *Pane) empty() string {
	if !p.filter.Empty() {
		return "no saved import matches the filter"
	}
	return "nothing is saved yet"
}

// column is one column of the list.
type column struct {
	w     int
	align cell.Align
	value func(*Pane, app.SavedImport) string
	head  string
}

func header(c column) string { return c.head }

// columnsFor gives bank and owner what the fixed columns leave.
func columnsFor(w int) []column {
	cols := []column{
		{16, cell.Left, func(p *Pane, s app.SavedImport) string {
			return s.Created.In(p.env.Now().Location()).Format("2006-01-02 15:04")
		}, "saved"},
		{7, cell.Left, func(_ *Pane, s app.SavedImport) string { return s.Environment.String() }, "from"},
		{0, cell.Left, bankOf, "bank"},
		{0, cell.Left, ownerOf, "customer"},
		{8, cell.Right, rowsOf, "rows"},
		{12, cell.Left, (*Pane).expiry, "kept until"},
	}
	used := len(cols) - 1
	for _, c := range cols {
		used += c.w
	}
	rest := max(w-2-used, 10)
	cols[2].w = rest / 2
	cols[3].w = rest - rest/2
	return cols
}

func bankOf(_ *Pane, s app.SavedImport) string {
	switch {
	case s.Damaged != nil:
		return "damaged: " + field.Plain(s.Damaged.Error())
	case !s.OfficialName.Empty():
		return s.OfficialName.String()
	}
	return s.Target.String()
}

func ownerOf(_ *Pane, s app.SavedImport) string {
	if s.OwnerUnconfirmed {
		return "not confirmed: " + s.OwnerExternalID.String()
	}
	return s.OwnerExternalID.String()
}

func rowsOf(_ *Pane, s app.SavedImport) string {
	if s.Damaged != nil {
		return ""
	}
	if s.State.String() != "" && s.State.String() != "successful" {
		return s.State.String()
	}
	if c := s.Completeness(); c == "not read" {
		return c
	}
	return strconv.Itoa(s.Holds().Transactions)
}

func (p *Pane) expiry(s app.SavedImport) string {
	switch {
	case s.Expires.IsZero():
		return "no expiry"
	case !s.Expires.After(p.env.Now()):
		return "expired"
	}
	return field.Day(s.Expires, p.env.Now())
}

func (p *Pane) row(cols []column, value func(column) string) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		parts[i] = cell.Fit(value(c), c.w, c.align, p.env.Theme.Glyphs().Ellipsis)
	}
	return "  " + strings.Join(parts, " ")
}

func (p *Pane) tableRow(cols []column, s app.SavedImport, on bool, w int) string {
	t := p.env.Theme
	state, sign := theme.RowPlain, "  "
	if on {
		state, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	role := theme.Plain
	if s.Damaged != nil {
		role = theme.Bad
	} else if p.expiry(s) == "expired" {
		role = theme.Dim
	}
	line := p.row(cols, func(c column) string { return c.value(p, s) })
	return t.PaintRow(state, role, cell.Fit(sign+line[2:], w, cell.Left, ""))
}

// detail says everything of the import under the cursor.
func (p *Pane) detail(w, h int) []string {
	t := p.env.Theme
	c := p.current()
	if c == nil {
		return t.Panel(theme.Panel{Title: "Import", W: w, H: h}, nil)
	}
	inner := w - 4
	pair := func(label, value string) string { return field.Pair(t, label, value, 12, inner) }
	holds := c.Holds()
	lines := []string{
		pair("id", field.Plain(c.ID)),
		pair("customer id", c.OwnerExternalID.String()),
		pair("holds", english.Plural(holds.Accounts, "account", "accounts")+", "+english.Plural(holds.CreditCards, "card", "cards")+", "+
			english.Plural(holds.Transactions, "transaction", "transactions")),
		pair("reply", p.replyOf(*c)),
		pair("kept until", p.until(*c)),
	}
	if c.Damaged != nil {
		lines = []string{pair("id", field.Plain(c.ID)), ""}
		for _, l := range cell.Wrap("It cannot be opened: "+field.Plain(c.Damaged.Error()), inner) {
			lines = append(lines, t.Paint(theme.Bad, l))
		}
	}
	return t.Panel(theme.Panel{Title: "Import", Note: c.Environment.String(), W: w, H: h}, lines)
}

func (p *Pane) replyOf(s app.SavedImport) string {
	parts := []string{field.Size(s.Size)}
	if st := s.State.String(); st != "" {
		parts = append(parts, st)
	}
	if s.Encrypted() {
		parts = append(parts, "encrypted: age")
	} else {
		parts = append(parts, "not encrypted")
	}
	if s.OwnerUnconfirmed {
		parts = append(parts, "customer not confirmed")
	}
	if s.Reusable {
		parts = append(parts, "access saved for further imports")
	}
	return strings.Join(parts, ", ")
}

func (p *Pane) until(s app.SavedImport) string {
	if s.Expires.IsZero() {
		return "no expiry"
	}
	return s.Expires.In(p.env.Now().Location()).Format("2006-01-02") + ", " + p.expiry(s)
}
