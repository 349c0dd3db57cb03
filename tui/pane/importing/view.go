package importing

import (
	"fmt"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// sideFrom is the width from which on what arrived stands beside the steps.
const sideFrom = 110

// View is the steps, what happens now and what comes next, what arrived, and what the provider says.
func (p *Pane) View() string {
	if p.w < sideFrom {
		return p.narrow()
	}
	t := p.env.Theme
	left := p.w * 3 / 5
	right := p.w - left - 1
	main := t.Panel(theme.Panel{Title: p.headline(), Focus: true, W: left, H: p.h}, p.main(left-4))
	const top = 9
	side := append(t.Panel(theme.Panel{Title: "What arrived", W: right, H: top}, p.arrival(right-4)),
		t.Panel(theme.Panel{Title: "At the provider", W: right, H: top}, p.figures(right-4))...)
	asked := p.asked(right - 4)
	calls := p.h - 2*top - len(asked) - 2
	if calls < leastCalls {
		calls = 0
	}
	side = append(side, t.Panel(theme.Panel{Title: "This verification", W: right, H: p.h - 2*top - calls}, asked)...)
	if calls > 0 {
		side = append(side, t.Panel(theme.Panel{Title: "Calls", Note: "i inspects them", W: right, H: calls}, p.latestCalls(right-4, calls-2))...)
	}
	return cell.Exact(cell.Beside(1, []int{left, right}, main, side), p.w, p.h)
}

// leastCalls is the least height of a panel of calls that is of use.
const leastCalls = 5

// narrow is the view where panels stand below each other.
func (p *Pane) narrow() string {
	t := p.env.Theme
	const side = 8
	lines := t.Panel(theme.Panel{Title: p.headline(), Focus: true, W: p.w, H: p.h - side}, p.brief(p.w-4, p.h-side-2))
	half := (p.w - 1) / 2
	below := cell.Beside(1, []int{half, p.w - half - 1},
		t.Panel(theme.Panel{Title: "What arrived", W: half, H: side}, p.arrival(half-4)),
		t.Panel(theme.Panel{Title: "At the provider", W: p.w - half - 1, H: side}, p.known(p.w-half-5)))
	return cell.Exact(append(lines, below...), p.w, p.h)
}

func (p *Pane) headline() string {
	if p.bank == "" {
		return "Import"
	}
	return "Import from " + p.bank
}

// main is the progress and the steps with what each of them is for, what happens now and what comes next.
func (p *Pane) main(w int) []string {
	t := p.env.Theme
	lines := []string{"", p.bar(w), ""}
	for _, s := range p.steps() {
		lines = append(lines, s.draw(t, w, p.started))
		lines = append(lines, p.paragraph(s.why, 2, w, theme.Dim)...)
		lines = append(lines, "")
	}
	lines = append(lines, p.warned(w)...)
	lines = append(lines, p.paragraph(p.now(), 0, w, theme.Plain)...)
	lines = append(lines, "", t.Rule("What comes next", w))
	return append(lines, p.paragraph(p.after(), 0, w, theme.Plain)...)
}

// brief is main in h lines: blank lines go first, then what comes next.
func (p *Pane) brief(w, h int) []string {
	steps := []string{p.bar(w)}
	for _, s := range p.steps() {
		steps = append(steps, s.draw(p.env.Theme, w, p.started))
	}
	now := append(p.warned(w), p.failedLines(w)...)
	now = append(now, p.paragraph(p.now(), 0, w, theme.Plain)...)
	next := p.paragraph("Next: the import opens by itself. Esc cancels, after asking.", 0, w, theme.Dim)
	var lines []string
	blanks := h - len(steps) - len(now) - len(next)
	for _, block := range [][]string{steps, now, next} {
		if blanks > 0 && lines != nil {
			lines = append(lines, "")
			blanks--
		}
		lines = append(lines, block...)
	}
	return lines
}

func (p *Pane) warned(w int) (lines []string) {
	for _, s := range p.warnings {
		lines = append(lines, p.paragraph(s, 0, w, theme.Warn)...)
	}
	return lines
}

func (p *Pane) paragraph(s string, indent, w int, role theme.Role) []string {
	var out []string
	for _, l := range cell.Wrap(s, max(w-indent, 16)) {
		out = append(out, cell.Spaces(indent)+p.env.Theme.Paint(role, l))
	}
	return out
}

// now says what happens at this moment, and why it may take long.
func (p *Pane) now() string {
	switch {
	case p.signedIn.IsZero():
		return "Waiting for the session: the proof that the customer signed in at the bank and agreed."
	case p.began.IsZero():
		return "Asking the provider to import the customer's accounts. A session allows it once."
	case p.saving.IsZero():
		return "The provider reads accounts and rows at the bank, page by page. That takes from a few seconds to some minutes; banks with a long " +
			"history are slow. Nothing has to be done, and the customer may close the page."
	case p.savedAt.IsZero():
		return "The bank's answer is checked while it arrives and saved as it came."
	}
	return "The reply is saved. It opens now."
}

// after says what follows.
func (p *Pane) after() string {
	return "The import opens by itself: the person, accounts and cards, every row with its category, and the verdict on what the applicant says. " +
		"Esc cancels, after asking. If this program ends meanwhile the provider keeps the result for 24 hours, and Home offers to resume it."
}

// bar shows the provider's own figure, which is informative only: it may stand at 0 to the end.
func (p *Pane) bar(w int) string {
	t := p.env.Theme
	part := min(max(p.poll.Progress, 0), 100) / 100
	if p.state >= intake.Saving && p.state < intake.Failed {
		part = 1
	}
	room := max(w-22, 10)
	return field.Bar(t, room, part) +
		t.Paint(theme.Strong, fmt.Sprintf(" %3.0f %%", part*100)) + t.Paint(theme.Dim, "  "+field.Elapsed(p.env.Now().Sub(p.importBegan())))
}

// importBegan is from when on the import is counted: since the provider took it, or else since the sign-in.
func (p *Pane) importBegan() time.Time {
	for _, at := range []time.Time{p.began, p.signedIn} {
		if !at.IsZero() {
			return at
		}
	}
	return p.started
}
