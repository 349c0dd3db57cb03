package link

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// View is the link above, the checklist and what else happened below.
func (p *Pane) View() string {
	address := p.address(p.w - 4)
	top := min(len(address)+2, p.h-5)
	t := p.env.Theme
	lines := p.openAt(t.Panel(theme.Panel{Title: "Link", Note: p.waiting(), Focus: p.entry == nil, W: p.w, H: top}, address))
	rest := p.h - len(lines)
	if p.qr && p.url != "" && p.entry == nil { // what is typed must be seen
		if code := p.code2D(p.w, rest); code != nil {
			return cell.Exact(append(lines, code...), p.w, p.h)
		}
	}
	if p.listing && p.entry == nil {
		return cell.Exact(append(lines, customers(p, p.w, rest)...), p.w, p.h)
	}
	if customersShown(p) {
		return cell.Exact(append(lines, withCustomers(p, rest)...), p.w, p.h)
	}
	left := min(max(p.w*11/20, 42), 64)
	return cell.Exact(append(lines, cell.Beside(1, []int{left, p.w - left - 1}, stepsPanel(p, left, rest), p.side(p.w-left-1, rest))...), p.w, p.h)
}

// stepsPanel is the checklist in a panel.
func stepsPanel(p *Pane, w, h int) []string {
	return p.env.Theme.Panel(theme.Panel{Title: "Sign-in", W: w, H: h}, p.checklist(w-4, h-2))
}

// openAt takes the panel's borders off the lines of the link, so that a link that is longer than the panel,
// or is selected with the mouse, has nothing else on its lines.
func (p *Pane) openAt(lines []string) []string {
	if p.url == "" {
		return lines
	}
	urls := p.urlLines()
	margin := len(urls[0]) - len(strings.TrimLeft(urls[0], " "))
	urls[0] = urls[0][margin:]
	for i, u := range cell.Link(urls...) {
		if at := urlLine + 1 + i; at < len(lines)-1 {
			lines[at] = p.env.Theme.Paint(theme.Accent, cell.Spaces(margin)+u) + cell.Spaces(p.w-margin-cell.Width(u))
			margin = 0
		}
	}
	return lines
}

// urlLine is the panel's body line on which the link begins.
const urlLine = 2

// urlLines breaks the link into lines of the whole width; at 80 columns the link page's link needs one.
func (p *Pane) urlLines() []string {
	if cell.Width(p.url) <= p.w-2 {
		return []string{"  " + p.url}
	}
	return strings.Split(ansi.Hardwrap(p.url, p.w, true), "\n")
}

func (p *Pane) waiting() string {
	if s := p.steps[len(p.steps)-1]; !s.at.IsZero() {
		return "signed in"
	}
	if p.tabClosed {
		return "the customer's tab is closed"
	}
	said := "waiting " + field.Elapsed(p.env.Now().Sub(p.started))
	if l := p.about.LinkLimit; l > 0 {
		said += " of " + strings.TrimSuffix(field.Elapsed(l), " 00 s")
	}
	return said
}

// address is the body of the upper panel. Line urlLine holds the link.
func (p *Pane) address(w int) []string {
	t := p.env.Theme
	if p.url == "" {
		return []string{t.Paint(theme.Dim, "preparing the link"), ""}
	}
	ask := "Let the customer open this page and sign in to the bank:"
	if p.plan.Method == app.SignInRedirect {
		ask = "Send this link to the customer, who signs in to the bank there:"
	}
	lines := append([]string{ask, ""}, p.urlLines()...)
	lines = append(lines, "")
	if p.plan.Method != app.SignInRedirect {
		lines = append(lines, field.Pair(t, "pairing code", p.codeLine(), 12, w))
	}
	if p.forward != "" {
		lines = append(lines, field.Pair(t, "over ssh", p.forward, 12, w))
	}
	return append(lines, p.sandbox(w)...)
}

// sandbox says who can sign in there, how it behaves, and where that is changed.
func (p *Pane) sandbox(w int) (lines []string) {
	t := p.env.Theme
	say := func(name, what string) {
		for _, l := range cell.Wrap(field.Plain(what), w-13) {
			lines = append(lines, field.Pair(t, name, t.Paint(theme.Dim, l), 12, w))
			name = ""
		}
	}
	if len(p.about.TestLogins) > 0 {
		say("test logins", strings.Join(p.about.TestLogins, ", "))
	}
	if !p.demo {
		return lines
	}
	s, _ := p.env.Demo.State()
	if customersShown(p) {
		say("", "or any of the customers below, with the same password and code")
	} else if others := slices.DeleteFunc(app.Names(s.Logins), func(l string) bool { return l == "test1" }); len(others) > 0 {
		say("", "and "+logins(others, w-13-len("; l lists them"))+"; l lists them")
	}
	say("scenario", s.Scenario+"; S chooses another")
	return append(lines, field.Pair(t, "control", cell.Link(s.ControlURL)[0], 12, w))
}

// checklist shows every step with the time it took from the start; where not all fit in h lines the one that comes next
// stays in sight.
func (p *Pane) checklist(w, h int) []string {
	t, g := p.env.Theme, p.env.Theme.Glyphs()
	current := p.current()
	var lines []string
	for i, s := range p.steps {
		sign, role, when := t.Paint(theme.Faint, g.Dot), theme.Dim, ""
		switch {
		case s.failed:
			sign, when = t.Paint(theme.Warn, g.Warn), field.Elapsed(s.at.Sub(p.started))
		case !s.at.IsZero():
			sign, role, when = t.Paint(theme.Good, g.Yes), theme.Plain, field.Elapsed(s.at.Sub(p.started))
		case i < current, s.spared:
			sign = t.Paint(theme.Faint, g.H) // passed over: the customer came by another way
		case i == current:
			sign, role = t.Paint(theme.Accent, g.Bullet), theme.Strong
		}
		what := s.label
		if s.at.IsZero() && !s.spared && !s.failed {
			what = s.todo
		}
		if s.detail != "" {
			what += "  " + s.detail
		}
		if s.count > 1 && s.kind != intake.LinkReady {
			what += fmt.Sprintf("  x%d", s.count)
		}
		lines = append(lines, sign+" "+t.Paint(role, cell.Fit(what, w-12, cell.Left, g.Ellipsis))+t.Paint(theme.Dim, cell.Fit(when, 10, cell.Right, "")))
	}
	from := max(min(current+2-h, len(lines)-h), 0)
	return lines[from:]
}

// current is the first step after the last one that happened.
func (p *Pane) current() int {
	at := 0
	for i, s := range p.steps {
		if !s.at.IsZero() || s.spared && at == i {
			at = i + 1
		}
	}
	return at
}

// sideHeight is how many lines the side needs, at most so many.
func sideHeight(p *Pane, w, most int) int {
	if p.entry != nil {
		return min(len(p.entryLines(w-4))+2, most)
	}
	return min(len(p.remarks(w-4, most-2))+2, most)
}

// side is the field for what is typed while it is open, else what happened beside the steps.
func (p *Pane) side(w, h int) []string {
	t := p.env.Theme
	if p.entry != nil {
		title := "Paste a session"
		if p.entry.code {
			title = "Code of the customer's page"
		}
		return t.Panel(theme.Panel{Title: title, Focus: true, W: w, H: h}, p.entryLines(w-4))
	}
	return t.Panel(theme.Panel{Title: "What happened", W: w, H: h}, p.remarks(w-4, h-2))
}

// remarks are the newest that fit, in the order in which they came. One that says what to do keeps its room before others.
func (p *Pane) remarks(w, h int) []string {
	t := p.env.Theme
	if len(p.said) == 0 {
		return []string{t.Paint(theme.Dim, "nothing unusual")}
	}
	blocks := make([][]string, len(p.said))
	room := h
	for _, advice := range []bool{true, false} {
		for i := len(p.said) - 1; i >= 0 && room > 0; i-- {
			r := p.said[i]
			if (r.next != "") != advice {
				continue
			}
			h := room
			if advice {
				h = min(room, max(room-least(p.said[:i], w), least(p.said[i:i+1], w)))
			}
			blocks[i] = p.remarkLines(r, w, h)
			room -= len(blocks[i])
		}
	}
	return slices.Concat(blocks...)
}

// least is the room that advice needs: a line of what happened, and all of what to do.
func least(all []remark, w int) (n int) {
	for _, r := range all {
		if r.next != "" {
			n += 1 + len(cell.Wrap(r.next, w))
		}
	}
	return n
}

// remarkLines are when it happened, what, and what to do, in h lines at most: what is older is cut rather than left out, and
// what happened before what to do.
func (p *Pane) remarkLines(r remark, w, h int) (block []string) {
	said, next := cell.Wrap(field.Elapsed(r.at.Sub(p.started))+"  "+r.text, w), []string(nil)
	if r.next != "" {
		next = cell.Wrap(r.next, w)
	}
	if keep := max(h-len(next), 1); keep < len(said) {
		e := p.env.Theme.Glyphs().Ellipsis
		said[keep-1] = cell.Truncate(said[keep-1], w-cell.Width(e), "") + e
		said = said[:keep]
	}
	for _, l := range said {
		block = append(block, p.env.Theme.Paint(levelRoles[r.level], l))
	}
	block = append(block, next...)
	return block[:min(len(block), h)]
}
