package library

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/library"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// look is what the writing of an import depends on besides the import.
type look struct {
	theme    *theme.Theme
	now      time.Time
	masked   bool
	order    library.Order
	marks    marks
	reusable func(id string) bool
}

func (p *Pane) look() look {
	return look{theme: p.env.Theme, now: p.env.Now(), masked: p.env.Masked, order: p.order, marks: p.marked, reusable: p.reusable}
}

// detailHeight is the panel under the list; it is left out where the list would get too short. Where the list has free rows it
// takes them, up to mostDetail.
const (
	detailHeight = 9
	mostDetail   = 16
)

// View is the list with the import under the cursor below or, in a wide window, beside it.
func (p *Pane) View() string {
	switch {
	case p.w >= 150:
		left := p.w - 57
		return cell.Exact(cell.Beside(1, []int{left, 56}, p.table(left, p.h), p.detail(56, p.h)), p.w, p.h)
	case p.h >= detailHeight+8:
		h := detailHeight
		if n := len(p.shown); n > 0 {
			h = min(max(p.h-n-4, h), mostDetail, p.h-8) // 4: borders, head and the search line
		}
		return cell.Exact(append(p.table(p.w, p.h-h), p.detail(p.w, h)...), p.w, p.h)
	}
	return cell.Exact(p.table(p.w, p.h), p.w, p.h)
}

func (p *Pane) table(w, h int) []string {
	t := p.env.Theme
	inner := w - 4
	k := p.look()
	lines := p.searchLines(inner)
	cols := k.columnsFor(inner)
	lines = append(lines, t.Paint(theme.Header, k.row(cols, func(c column) string { return c.head })))
	p.list.Resize(len(p.shown), h-2-len(lines))
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		e := p.at(i)
		lines = append(lines, cell.Mark(pane.AreaRow, i, k.tableRow(cols, &e, i == p.list.Cursor, inner)))
	}
	if len(p.shown) == 0 && !p.loading.Running() {
		lines = append(lines, t.Paint(theme.Dim, p.empty()))
	}
	return t.Panel(theme.Panel{Title: "Saved imports", Note: noteOf(p.index), Focus: true, W: w, H: h}, lines)
}

// noteOf says beside the title what the archive keeps back.
func noteOf(x *library.Index) string {
	if x.Locked() {
		return "locked: names and banks are sealed"
	}
	return ""
}

// searchHelp is what can be searched for, while nothing is typed.
const searchHelp = "Words are found anywhere; a|b, -word. Fields: owner: iban: employer: bank: customer: tag: note: decision: status: env: saved: expires: and damaged, " +
	"such as bank:konto saved:90d -tag:old, expires:<30d, decision:none."

// searchLines are the search line and, under it, what is wrong there.
func (p *Pane) searchLines(w int) []string {
	t := p.env.Theme
	if p.tag != nil {
		lines := []string{t.Paint(theme.Key, "tag ") + p.tag.View(t, w-4, true)}
		if n := alone(p); n > 0 {
			lines = append(lines, t.Paint(theme.Dim, cell.Truncate(english.Plural(n, "import stands", "imports stand")+" alone: a tag begins a case for each of them", w, "")))
		}
		return lines
	}
	if !p.typing && p.search.Empty() {
		return nil
	}
	p.search.Mask = nil
	if p.env.Masked { // it may be a name
		p.search.Mask = func(s string) string { return strings.Repeat(t.Glyphs().Masked, utf8.RuneCountInString(s)) }
	}
	lines := []string{cell.Mark(pane.AreaQuery, 0, t.Paint(theme.Key, "/ ")+p.search.View(t, w-2, p.typing))}
	if p.typing && p.search.Empty() {
		for _, l := range cell.Wrap(searchHelp, w) {
			lines = append(lines, t.Paint(theme.Dim, l))
		}
	}
	if p.wrong != nil {
		lines = append(lines, format.From(p.env).SyntaxHint(t, p.wrong, w)...)
	}
	return lines
}

// column is one column of the list.
type column struct {
	w     int
	align cell.Align
	value func(look, *library.Entry) string
	head  string
}

// columnsFor gives customer and bank what the fixed columns leave. The column by which the list is sorted says so.
func (k look) columnsFor(w int) []column {
	saved := column{16, cell.Left, func(k look, e *library.Entry) string { return k.when(e, "2006-01-02 15:04") }, "saved"}
	cols := []column{{0, cell.Left, look.titleOf, "customer"}, {0, cell.Left, func(_ look, e *library.Entry) string { return bankOf(e) }, "bank"}, saved,
		{6, cell.Right, rowsOf, "rows"}, {8, cell.Left, func(_ look, e *library.Entry) string { return " " + e.Environment.String() }, " from"},
		{10, cell.Left, look.expiry, "kept until"}}
	if w < 100 { // who and at which bank come before that; the panel says it
		cols = slices.Delete(cols, 4, 5)
	} else {
		cols = slices.Insert(cols, 5, column{16, cell.Left, func(_ look, e *library.Entry) string { return decided(e) }, "decided"})
	}
	used := len(cols) - 1
	for _, c := range cols {
		used += c.w
	}
	rest := max(w-4-used, 12)
	cols[0].w = rest * 3 / 5
	cols[1].w = rest - cols[0].w
	k.markSorted(cols)
	return cols
}

// sortedBy is the head of the column of each order.
var sortedBy = map[library.Order]string{library.ByDate: "saved", library.ByCustomer: "customer", library.ByBank: "bank", library.ByRows: "rows",
	library.ByExpiry: "kept until", library.ByDecision: "decided"}

func (k look) markSorted(cols []column) {
	for i := range cols {
		if cols[i].head == sortedBy[k.order] {
			arrow := k.theme.Glyphs().Asc
			if k.order == library.ByDate || k.order == library.ByRows {
				arrow = k.theme.Glyphs().Desc
			}
			cols[i].head += arrow
		}
	}
}

// titleOf is the person, masked where names are; what is said in place of one is no secret.
func (k look) titleOf(e *library.Entry) string {
	switch {
	case e.Person() != "":
		return field.Masked(k.theme, k.masked, e.Person())
	case e.Locked:
		return "(locked)"
	case e.Damaged != nil || e.Completeness() == "failed":
		return e.OwnerExternalID.String()
	case !e.Read:
		return "(not read yet) " + e.OwnerExternalID.String()
	}
	return e.OwnerExternalID.String()
}

func bankOf(e *library.Entry) string {
	if e.Damaged != nil {
		return "damaged: " + field.Plain(e.Damaged.Error())
	}
	return e.Bank().String()
}

func (k look) when(e *library.Entry, layout string) string {
	return e.Created.In(k.now.Location()).Format(layout)
}

func rowsOf(_ look, e *library.Entry) string {
	if e.Damaged != nil {
		return ""
	}
	if e.State.String() != "" && e.State.String() != "successful" {
		return e.State.String()
	}
	if c := e.Completeness(); c == "not read" || e.Locked {
		return c
	}
	return strconv.Itoa(max(e.Transactions(), 0))
}

func (k look) expiry(e *library.Entry) string {
	switch {
	case e.Expires.IsZero():
		return "no expiry"
	case !e.Expires.After(k.now):
		return "expired"
	}
	return field.Day(e.Expires, k.now)
}

func (k look) row(cols []column, value func(column) string) string {
	parts := make([]string, len(cols))
	for i, c := range cols {
		parts[i] = cell.Fit(value(c), c.w, c.align, k.theme.Glyphs().Ellipsis)
	}
	return "    " + strings.Join(parts, " ")
}

func (k look) tableRow(cols []column, e *library.Entry, on bool, w int) string {
	t := k.theme
	state, sign := theme.RowPlain, "  "
	if on {
		state, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	if k.marks[e.ID] {
		sign += t.Glyphs().Mark + " "
	} else {
		sign += "  "
	}
	role := theme.Plain
	if e.Damaged != nil {
		role = theme.Bad
	} else if k.expiry(e) == "expired" {
		role = theme.Dim
	}
	line := k.row(cols, func(c column) string { return c.value(k, e) })
	return t.PaintRow(state, role, cell.Fit(sign+line[4:], w, cell.Left, ""))
}

// detail says everything of the import under the cursor.
func (p *Pane) detail(w, h int) []string {
	t := p.env.Theme
	c, ok := p.current()
	if !ok {
		return t.Panel(theme.Panel{Title: "Import", W: w, H: h}, nil)
	}
	inner := w - 4
	lines := p.look().facts(&c, inner, h-2)
	if c.Damaged != nil {
		lines = []string{field.Pair(t, "id", field.Plain(c.ID), labelWidth, inner), ""}
		for _, l := range cell.Wrap("It cannot be opened: "+field.Plain(c.Damaged.Error()), inner) {
			lines = append(lines, t.Paint(theme.Bad, l))
		}
	}
	return t.Panel(theme.Panel{Title: "Import", Note: c.Environment.String(), W: w, H: h}, lines)
}

// fact is something that is known of an import.
type fact struct{ label, value string }

// labelWidth is the room of the labels of facts.
const labelWidth = 12

// facts are the lines of an import, the most useful first, with long values on several lines where all have room. In a low
// panel two columns hold them where it is wide, and else the last ones are cut.
func (k look) facts(c *library.Entry, w, h int) []string {
	columns, half := 1, w
	all := k.known(c, w)
	if w >= 100 && len(all) > h {
		columns, half = 2, (w-2)/2
		all = k.known(c, half)
	}
	var whole, cut []string
	for _, f := range all {
		cut = append(cut, field.Pair(k.theme, f.label, f.value, labelWidth, half))
		for i, part := range cell.Wrap(f.value, w-labelWidth-1) {
			label := f.label
			if i > 0 {
				label = ""
			}
			whole = append(whole, field.Pair(k.theme, label, part, labelWidth, w))
		}
	}
	switch n := (len(cut) + 1) / 2; {
	case len(whole) <= h:
		return whole
	case columns == 2:
		return cell.Beside(2, []int{half, half}, cut[:n], cut[n:])
	}
	return cut
}

// known is what is known of an import, to be written in w cells.
func (k look) known(c *library.Entry, w int) []fact {
	hidden := func(s string) string { return field.Masked(k.theme, k.masked, s) }
	all := []fact{{"customer", k.titleOf(c)}, {"accounts", hidden(k.numbers(c.IBANs, w-labelWidth-1))}, {"employer", hidden(c.Employer.String())}, {"holds", holdsOf(c)}}
	if of := c.Case; of != nil {
		all = append(all, fact{"case", strings.Trim(of.Label+", "+of.Status, ", ")}, fact{"decision", decisionOf(of)}, fact{"tags", strings.Join(of.Tags, ", ")})
	}
	all = append(all, fact{"kept until", k.until(c)}, fact{"customer id", c.OwnerExternalID.String()}, fact{"reply", k.replyOf(c)}, fact{"id", field.Plain(c.ID)})
	return slices.DeleteFunc(all, func(f fact) bool { return f.value == "" })
}

// numbers are account numbers in groups of four, as many as fit in w cells, and how many more there are.
func (k look) numbers(ibans []string, w int) string {
	said := ""
	for i, n := range ibans {
		next := identity.Grouped(n)
		if i > 0 {
			next = said + ", " + next
		}
		if more := fmt.Sprintf(" and %d more", len(ibans)-i); i > 0 && cell.Width(next) > w-len(more) && (i < len(ibans)-1 || cell.Width(next) > w) {
			return said + more
		}
		said = next
	}
	return said
}

// holdsOf is what an import holds; a locked archive does not say.
func holdsOf(c *library.Entry) string {
	if c.Locked {
		return ""
	}
	holds := archive.Counts{}
	if c.Counts != nil {
		holds = *c.Counts
	}
	return english.Plural(holds.Accounts, "account", "accounts") + ", " + english.Plural(holds.CreditCards, "card", "cards") + ", " +
		english.Plural(holds.Transactions, "transaction", "transactions")
}

func decisionOf(c *library.CaseFacts) string {
	words := c.Decision
	if c.Waiting {
		words += " (waits for a second person)"
	}
	if c.Decision != "" && c.Stale {
		words += " (stale: what it rests on has changed)"
	}
	return words
}

// decided is the decision of an import's case, and why it does not count.
func decided(e *library.Entry) string {
	if e.Case == nil {
		return ""
	}
	return e.Case.Decided()
}

func (k look) replyOf(e *library.Entry) string {
	var parts []string
	if !e.Locked {
		parts = append(parts, field.Size(e.Size))
	}
	if st := e.State.String(); st != "" {
		parts = append(parts, st)
	}
	if e.Encryption == archive.EncryptionAge {
		parts = append(parts, "encrypted: age")
	} else {
		parts = append(parts, "not encrypted")
	}
	if k.reusable(e.ID) {
		parts = append(parts, "access saved for further imports")
	}
	return strings.Join(parts, ", ")
}

func (k look) until(e *library.Entry) string {
	if e.Expires.IsZero() {
		return "no expiry"
	}
	return e.Expires.In(k.now.Location()).Format("2006-01-02") + ", " + k.expiry(e)
}
