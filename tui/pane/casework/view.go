package casework

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// View is the case above, and its history below.
func (p *Pane) View() string {
	t := p.env.Theme
	head := p.aboutLines(p.w - 4)
	if p.about.open {
		return p.about.view(p, head)
	}
	top := min(len(head)+2, max(p.h/2, 4))
	if more := len(head) - (top - 2); more > 0 {
		said := english.Plural(more+1, "line more: v shows it", "lines more: v shows them")
		next := head[max(len(head)-1, len(head)-top+4):] // what comes next stands last, and stays in sight
		head = append(head[:top-3-len(next):top-3-len(next)], append([]string{t.Paint(theme.Dim, cell.Fit(said, p.w-4, cell.Left, ""))}, next...)...)
	}
	bar := []string{}
	if p.prompt != nil {
		bar = p.promptLines()
	}
	out := t.Panel(theme.Panel{Title: "Case", Note: p.note(), W: p.w, H: top}, head)
	out = append(out, bar...)
	out = append(out, p.history(p.w, p.h-top-len(bar))...)
	return cell.Exact(out, p.w, p.h)
}

func (p *Pane) note() string {
	if s := p.state(); s != nil {
		return s.Status
	}
	return ""
}

func (p *Pane) promptLines() []string {
	t, pr := p.env.Theme, p.prompt
	label := " " + t.Paint(theme.Accent, pr.label)
	lines := []string{label + pr.line.View(t, max(p.w-cell.Width(label)-2, 4), true)}
	if pr.err != "" {
		lines = append(lines, format.Advice(t, theme.Bad, t.Glyphs().Up, pr.err, p.w)...)
	}
	return lines
}

// aboutLines say who the case is about and where it stands.
func (p *Pane) aboutLines(w int) []string {
	t, s := p.env.Theme, p.state()
	if s == nil {
		said := "This import stands alone. The first act on it, here or on a row, begins a case: n writes a note, A approves, F refers, X rejects."
		if off, why := p.why(); off {
			said = why
		}
		return cell.Wrap(said, w)
	}
	zone, ellipsis := p.env.Now().Location(), t.Glyphs().Ellipsis
	var out []string
	pair := func(name, value string) { out = append(out, field.Pair(t, name, value, 10, w)) }
	whole := func(name, value string) { // in as many lines as it needs
		for _, l := range cell.Wrap(value, max(w-11, 10)) {
			pair(name, l)
			name = ""
		}
	}
	words := format.From(p.env)
	private := func(v string) string { return words.Private(text.Clean(v)) }
	if s.ReadOnly != "" {
		pair("Read-only", field.Plain(s.ReadOnly))
	}
	if s.Label != "" {
		pair("Label", private(s.Label))
	}
	for _, one := range s.People {
		pair("Person", private(one.Name)+", "+string(one.Role))
	}
	if d := s.Decision; d != nil {
		whole("Decision", p.decision(s, d))
		if d.Reason != "" {
			whole("", beginning(words.Private(text.Clean(d.Reason)), d.Event.Seq, w, ellipsis))
		}
		if d.Waiting {
			whole("", t.Glyphs().Warn+" it waits for a second person, not "+field.Plain(d.Event.Author)+": whoever decides the same makes it count")
		}
	}
	if said := p.ofCase.said(p); said != "" {
		pair("Verdict", said)
	}
	pair("Imports", p.imports(s))
	for _, x := range s.Failed {
		pair("Failed", private(cmp.Or(x.Bank, "a bank"))+": "+field.Plain(x.Cause))
	}
	if len(s.Tags) > 0 {
		pair("Tags", private(strings.Join(s.Tags, ", ")))
	}
	for _, n := range s.Notes {
		whole("Note", beginning(by(&n.Event, zone)+": "+private(n.Text), n.Event.Seq, w, ellipsis))
	}
	p.provider.lines(s, pair)
	next := "b another bank, B another applicant, A approve, F refer, X reject"
	if s.Decision != nil {
		next = "A, F or X decide anew; b another bank, B another applicant"
	}
	pair("Next", next)
	return out
}

// mostUnclear is how many groups of rows are named that pair as transfers in several ways.
const mostUnclear = 3

func (p *Pane) imports(s *casefile.State) string {
	said := fmt.Sprint(len(s.Imports))
	if n := len(s.Files); n > 0 {
		said += " and " + english.Plural(n, "statement file, which confirms", "statement files, which confirm") + " nothing alone"
	}
	if p.data.OneOf() > 0 {
		said += ", of which this is one: o opens the case as one"
	}
	if v := p.data.View; v != nil {
		said += ", read as one: " + english.Plural(len(v.Accounts), "account", "accounts") + ", " + english.Plural(len(v.Transfers), "transfer", "transfers") + " between them"
		for i, a := range v.Ambiguous {
			if i == mostUnclear {
				said += fmt.Sprintf("; and %d more", len(v.Ambiguous)-i)
				break
			}
			said += "; pairing in several ways, not taken: " + filter.Rows(slices.Concat(a.Out, a.In))
		}
		for _, m := range v.Missing {
			said += "; missing: " + field.Plain(m.String())
		}
		if n := len(v.Foreign()); n > 0 {
			said += fmt.Sprintf("; %d of nobody in the case: in no sum", n)
		}
		if n := len(v.Apart); n > 0 {
			said += fmt.Sprintf("; %d of guarantors stand apart", n)
		}
	}
	return said
}

// by says who did something and when.
func by(h *casefile.Header, zone *time.Location) string {
	return field.Plain(h.Author) + " " + h.Time.In(zone).Format("2006-01-02 15:04")
}

// beginning is a text of an event in at most two lines; where it is longer it says which event tells all of it.
func beginning(said string, event int64, w int, ellipsis string) string {
	w = max(w-11, 10)
	if len(cell.Wrap(said, w)) <= 2 {
		return said
	}
	more := fmt.Sprintf(" (more in event %d)", event)
	return cell.CutWords(said, 2*w-w/4-cell.Width(more), ellipsis) + more
}

// decision says what was decided, by whom and when, and whether it still rests on what the case is.
func (p *Pane) decision(s *casefile.State, d *casefile.Decided) string {
	zone := p.env.Now().Location()
	said := string(d.Outcome) + " by " + by(&d.Event, zone)
	if d.Second != nil {
		said += " and " + by(d.Second, zone)
	}
	if d.NamesClaimed {
		said += ", names only claimed"
	}
	if stale := s.Stale(); stale != nil {
		said = fmt.Sprintf("STALE since event %d (%s) %s ", stale[0].Seq, stale[0].Kind, p.env.Theme.Glyphs().Dot) + said
	}
	if now := p.data.OtherRules(); now != "" {
		said += ". OTHER RULES now: " + now
	}
	return said
}

// history lists the events, the newest first, and tells all of the one under the cursor.
func (p *Pane) history(w, h int) []string {
	t := p.env.Theme
	box := theme.Panel{Title: "History", Focus: true, W: w, H: h}
	iw, ih := box.Inner()
	s := p.state()
	if s == nil {
		return t.Panel(box, firstActs(p))
	}
	detail := p.detail(iw, ih/2)
	room := max(ih-len(detail), 1)
	p.list.Resize(len(s.History), room)
	from, to := p.list.Window()
	var body []string
	for i := from; i < to; i++ {
		e := &s.History[len(s.History)-1-i]
		row, sign := theme.RowPlain, "  "
		if i == p.list.Cursor {
			row, sign = theme.RowCursor, t.Glyphs().Cursor+" "
		}
		role := theme.Plain
		if e.Undone != 0 || e.Ignored != "" {
			role = theme.Dim
		}
		body = append(body, cell.Mark(pane.AreaRow, i, t.PaintRow(row, role, cell.Fit(sign+p.line(e), iw, cell.Left, t.Glyphs().Ellipsis))))
	}
	for len(body) < room {
		body = append(body, "")
	}
	box.Note = fmt.Sprintf("%d events", len(s.History))
	return t.Panel(box, append(body, detail...))
}

// firstActs are what can be done while nothing was.
func firstActs(p *Pane) []string {
	t := p.env.Theme
	out := []string{t.Paint(theme.Dim, "nothing was done yet; what you do is listed here with who did it and when:"), ""}
	for _, a := range p.Actions() {
		if !a.Off && a.Section != "" {
			out = append(out, "  "+t.Paint(theme.Accent, a.KeyText())+"  "+a.What)
		}
	}
	return out
}

// line is an event on one line.
func (p *Pane) line(e *casefile.Entry) string {
	said := format.From(p.env).Private(text.Clean(what(p, e)))
	line := fmt.Sprintf("%3d  %s  %s  %s", e.Seq, e.Time.In(p.env.Now().Location()).Format("2006-01-02 15:04"), field.Plain(e.Author), said)
	if e.Undone != 0 {
		line += fmt.Sprintf(" (undone by %d)", e.Undone)
	}
	return line
}

// what an event says.
func what(p *Pane, e *casefile.Entry) string {
	return cases.Told(p.data.Acts.State, e, p.data.Acts.Names)
}

// detail is all of the event under the cursor. What has no room in h lines scrolls.
func (p *Pane) detail(w, h int) []string {
	t, e := p.env.Theme, p.event()
	if e == nil {
		return nil
	}
	if e.Seq != p.told {
		p.told, p.scroll = e.Seq, 0
	}
	words := format.From(p.env)
	said := words.Private(text.Clean(what(p, e)))
	if r := cases.Reason(e.Act); r != "" {
		said += " Reason: " + words.Private(text.Clean(r))
	}
	signed := "not signed: the name is only claimed"
	if e.Key != "" {
		signed = "signed with " + e.Key
	}
	body, title := cell.Wrap(said, w), ""
	if room := max(h-2, 2); len(body) > room {
		p.scroll = max(min(p.scroll, len(body)-room), 0)
		title = fmt.Sprintf("lines %d to %d of %d, [ ] scroll", p.scroll+1, p.scroll+room, len(body))
		body = body[p.scroll:][:room]
	}
	lines := append([]string{t.Rule(title, w)}, body...)
	lines = append(lines, t.Paint(theme.Dim, cell.Fit(e.Time.UTC().Format("2006-01-02 15:04:05 UTC")+", "+signed, w, cell.Left, t.Glyphs().Ellipsis)))
	if e.Ignored != "" {
		lines = append(lines, t.Paint(theme.Warn, cell.CutWords("without effect: "+e.Ignored, w, t.Glyphs().Ellipsis)))
	}
	return lines
}
