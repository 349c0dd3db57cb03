package home

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// View is the menu beside what was saved last and the environment.
func (p *Pane) View() string {
	t := p.env.Theme
	left := max(min(p.w*2/5, 46), 34)
	right := p.w - left - 1
	menu := t.Panel(theme.Panel{Title: strings.TrimSpace("aisdesk " + Short(p.version)), Focus: p.asking == nil && !p.inLast, W: left, H: p.h}, p.menuLines(left-4))
	var block []string
	if len(p.pending) > 0 && p.asking == nil {
		lines := p.unfinished(right - 4)
		block = t.Panel(theme.Panel{Title: "Unfinished import", W: right, H: min(len(lines)+2, max(p.h-9, 2))}, lines)
	}
	if p.clock != nil && p.asking == nil {
		lines := cell.Wrap(strings.TrimPrefix(p.clock.Warning(), "Attention: "), right-4)
		for i := range lines {
			lines[i] = t.Paint(theme.Warn, lines[i])
		}
		block = append(block, t.Panel(theme.Panel{Title: "Attention", W: right, H: len(lines) + 2}, lines)...)
	}
	env := p.environment(right - 4)
	below := min(len(env)+2, max(p.h-len(block)-5, 0))
	rest := p.h - len(block) - below
	switch {
	case p.asking != nil:
		block = append(block, t.Panel(theme.Panel{Title: "Open a file", Focus: true, W: right, H: rest}, p.pathLines(right-4))...)
	case p.loaded && len(p.saved) == 0:
		block = append(block, t.Panel(theme.Panel{Title: "First steps", W: right, H: rest}, p.firstSteps(right-4))...)
	default:
		block = append(block, recentPanels(p, right, rest)...)
	}
	block = append(block, t.Panel(theme.Panel{Title: "Environment", W: right, H: below}, env)...)
	return cell.Exact(cell.Beside(1, []int{left, right}, menu, block), p.w, p.h)
}

// Short is a version without the time and commit of a build between releases, for which the panel's title has no room.
func Short(version string) string {
	return strings.TrimPrefix(buildStamp.ReplaceAllString(version, ""), "v0.0.0")
}

var buildStamp = regexp.MustCompile(`-(0\.)?\d{14}-[0-9a-f]+(\+dirty)?$`)

// firstSteps are how to begin while nothing is saved.
func (p *Pane) firstSteps(w int) []string {
	t := p.env.Theme
	e := p.backend.Environment()
	steps := []string{"n begins a verification. The customer signs in at the bank, on a page that this program serves.",
		"The import comes, is saved and opens by itself.", "Verdict, its tab 7, compares the rows with what the applicant says."}
	if len(e.TestLogins) > 0 {
		steps[0] += " Here sign in as " + field.Plain(e.TestLogins[0]) + "."
	}
	var lines []string
	for i, s := range steps {
		for j, l := range cell.Wrap(s, w-3) {
			sign := "   "
			if j == 0 {
				sign = t.Paint(theme.Accent, strconv.Itoa(i+1)+". ")
			}
			lines = append(lines, sign+l)
		}
	}
	return lines
}

func (p *Pane) menuLines(w int) []string {
	t := p.env.Theme
	lines := []string{t.Paint(theme.Dim, cell.Fit("bank account verification", w, cell.Left, t.Glyphs().Ellipsis)), ""}
	es := p.entries()
	p.menu.Resize(len(es), len(es))
	for i, e := range es {
		if i > 0 && (e.key == "n" || e.key == "s" || e.key == "u") {
			lines = append(lines, "")
		}
		lines = append(lines, cell.Mark(pane.AreaRow, i, p.menuLine(e, i == p.menu.Cursor && p.asking == nil && !p.inLast, w)))
	}
	lines = append(lines, "", t.Rule("", w))
	for _, l := range cell.Wrap(p.about(es), w) {
		lines = append(lines, t.Paint(theme.Dim, l))
	}
	return lines
}

// about says what enter does now.
func (p *Pane) about(es []entry) string {
	if p.inLast && p.recents.Cursor < len(p.saved) {
		e := &p.saved[p.recents.Cursor]
		said := "Opens " + e.ID
		if !e.Expires.IsZero() {
			said += ", kept until " + e.Expires.In(p.env.Now().Location()).Format(time.DateOnly)
		}
		return said + ". It is read offline: nothing is asked of the bank."
	}
	return es[p.menu.Cursor].about
}

func (p *Pane) menuLine(e entry, on bool, w int) string {
	t := p.env.Theme
	row, sign := theme.RowPlain, "  "
	if on {
		row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	note := e.note
	if note != "" {
		note = " " + note
	}
	if cell.Width(e.what)+cell.Width(note) > w-5 { // the name says more
		note = ""
	}
	what := cell.Fit(e.what, w-5-cell.Width(note), cell.Left, t.Glyphs().Ellipsis)
	return t.PaintRow(row, theme.Accent, sign) + t.PaintRow(row, theme.Key, e.key+"  ") +
		t.PaintRow(row, theme.Plain, what) + t.PaintRow(row, theme.Dim, note)
}

// meanings say in plain words what each environment is.
var meanings = map[string]string{
	"sandbox": "made-up data, no network",
	"test":    "the provider's test service",
	"live":    "real customers, real banks",
}

func (p *Pane) environment(w int) []string {
	t := p.env.Theme
	e := p.backend.Environment()
	pair := func(label, value string) string { return field.Pair(t, label, value, 10, w) }
	lines := []string{pair("name", t.Paint(theme.Strong, field.Plain(e.Name))), pair("", t.Paint(theme.Dim, meanings[e.Name]))}
	if e.Profile != "" {
		lines = append(lines, pair("profile", field.Plain(e.Profile)))
	}
	if e.Name == "sandbox" && !e.KeySet {
		own := t.Paint(theme.Dim, "the sandbox's own")
		lines = append(lines, pair("API", t.Paint(theme.Dim, "on this machine")), pair("client id", own), pair("API key", own))
	} else {
		lines = append(lines, pair("API", field.Plain(e.API)), pair("client id", orMissing(t, field.Plain(e.Client))), pair("API key", keyState(t, e.KeySet)))
	}
	return lines
}

func orMissing(t *theme.Theme, value string) string {
	if value == "" {
		return t.Paint(theme.Warn, "not set")
	}
	return value
}

func keyState(t *theme.Theme, set bool) string {
	if set {
		return t.Paint(theme.Good, "set")
	}
	return orMissing(t, "")
}

// unfinished says what an earlier run of the program left at the provider.
func (p *Pane) unfinished(w int) []string {
	t, first := p.env.Theme, p.pending[0]
	lines := []string{
		field.Pair(t, "command", first.CommandID.String(), 11, w),
		field.Pair(t, "bank", text.First(first.OfficialName, first.Target).String(), 11, w),
		field.Pair(t, "customer id", first.OwnerExternalID.String(), 11, w),
		field.Pair(t, "started", field.Clock(first.Started, p.env.Now())+t.Paint(theme.Dim, "  "+field.Elapsed(p.env.Now().Sub(first.Started))+" ago"), 11, w),
	}
	if n := len(p.pending) - 1; n > 0 {
		lines = append(lines, t.Paint(theme.Dim, "and "+english.Plural(n, "older one", "older ones")))
	}
	return lines
}

func (p *Pane) recent(w, h int) []string {
	t := p.env.Theme
	if !p.loaded {
		return nil
	}
	var lines []string
	if w >= wideList {
		lines = append(lines, t.Paint(theme.Dim, cell.Fit("  "+columns(w-2, "", "customer", "bank, rows", "paid by", "case", "saved"), w, cell.Left, "")))
		h--
	}
	p.room = h
	p.recents.Resize(len(p.saved), h)
	from, to := p.recents.Window()
	names := 0
	for i := from; i < to; i++ {
		names = max(names, cell.Width(p.saved[i].Person()))
	}
	for i := from; i < to; i++ {
		lines = append(lines, cell.Mark(areaSaved, i, p.recentLine(&p.saved[i], p.inLast && i == p.recents.Cursor, w, names)))
	}
	return lines
}

// recentLine names the person first, then the bank, how much there is, and when it was saved. The bank has what the widest name leaves.
func (p *Pane) recentLine(e *library.Entry, on bool, w, names int) string {
	t := p.env.Theme
	row, sign := theme.RowPlain, "  "
	if on {
		row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
	}
	role, who, rest := theme.Plain, field.Masked(t, p.env.Masked, e.Person()), e.Bank().String()
	switch {
	case e.Damaged != nil:
		role, who, rest = theme.Bad, "damaged", field.Plain(e.ID)
	case e.Locked:
		role, who = theme.Dim, "(locked)"
	case who == "":
		who = e.OwnerExternalID.String()
	}
	if st := e.State.String(); st != "" && st != "successful" && e.Damaged == nil {
		role, rest = theme.Warn, rest+", "+st
	} else if n := e.Transactions(); n >= 0 && e.Damaged == nil {
		rest += ", " + english.Plural(n, "row", "rows")
	}
	if w >= wideList {
		line := columns(w-2, t.Glyphs().Ellipsis, who, rest, field.Masked(t, p.env.Masked, e.Employer.String()), ofCase(e, p.env.Masked), created(e, p.env.Now(), w))
		return t.PaintRow(row, theme.Accent, sign) + t.PaintRow(row, role, line)
	}
	if w < 60 {
		rest = "" // who it is says more
	}
	when := created(e, p.env.Now(), w)
	room := max(w-2-len(when)-2, 10)
	bank := 0
	if rest != "" {
		if bank = max(room*2/5, room-names-2); cell.Width(rest) > bank-2 {
			rest, _, _ = strings.Cut(rest, ", ")
		}
		rest = cell.Fit(rest, bank-2, cell.Left, t.Glyphs().Ellipsis) + "  "
	}
	name := cell.Fit(who, room-bank, cell.Left, t.Glyphs().Ellipsis)
	return t.PaintRow(row, theme.Accent, sign) + t.PaintRow(row, role, name+"  ") + t.PaintRow(row, theme.Dim, rest+when)
}

// created is when an import was saved: of today the hour tells more than the date.
func created(e *library.Entry, now time.Time, w int) string {
	at := e.Created.In(now.Location())
	switch {
	case w >= 80:
		return at.Format("2006-01-02 15:04")
	case at.Format(time.DateOnly) == now.Format(time.DateOnly):
		return at.Format("today 15:04")
	}
	return at.Format(time.DateOnly)
}

func (p *Pane) pathLines(w int) []string {
	t := p.env.Theme
	lines := []string{t.Paint(theme.Key, t.Glyphs().Cursor+" ") + p.asking.View(t, w-2, true), ""}
	for _, l := range cell.Wrap("A reply of Get Import Result (command.xml) or aggregated data (data.xml) that another "+
		"system saved. The file is only read.", w) {
		lines = append(lines, t.Paint(theme.Dim, l))
	}
	for _, x := range p.paths {
		lines = append(lines, cell.Fit(field.Masked(t, p.env.Masked, x.Typed), w, cell.Left, t.Glyphs().Ellipsis))
	}
	return lines
}

func lower(s string) string { return strings.ToLower(s[:1]) + s[1:] }
