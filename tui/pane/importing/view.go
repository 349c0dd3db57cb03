package importing

import (
	"fmt"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// View is the steps, what happens now and what comes next, what arrived, and what the provider says.
func (p *Pane) View() string {
	t := p.env.Theme
	if p.w < 110 {
		side := 8
		lines := t.Panel(theme.Panel{Title: p.headline(), Focus: true, W: p.w, H: p.h - side}, p.main(p.w-4, false))
		half := (p.w - 1) / 2
		below := cell.Beside(1, []int{half, p.w - half - 1},
			t.Panel(theme.Panel{Title: "What arrived", W: half, H: side}, p.arrival(half-4)),
			t.Panel(theme.Panel{Title: "At the provider", W: p.w - half - 1, H: side}, p.figures(p.w-half-5)))
		return cell.Exact(append(lines, below...), p.w, p.h)
	}
	left := p.w * 3 / 5
	right := p.w - left - 1
	main := t.Panel(theme.Panel{Title: p.headline(), Focus: true, W: left, H: p.h}, p.main(left-4, true))
	top := 9
	side := append(t.Panel(theme.Panel{Title: "What arrived", W: right, H: top}, p.arrival(right-4)),
		t.Panel(theme.Panel{Title: "At the provider", W: right, H: top}, p.figures(right-4))...)
	side = append(side, t.Panel(theme.Panel{Title: "This verification", W: right, H: p.h - 2*top}, p.asked(right-4))...)
	return cell.Exact(cell.Beside(1, []int{left, right}, main, side), p.w, p.h)
}

func (p *Pane) headline() string {
	if p.bank == "" {
		return "Import"
	}
	return "Import from " + p.bank
}

// main is the progress and the steps; roomy with what each of them is for.
func (p *Pane) main(w int, roomy bool) []string {
	t := p.env.Theme
	lines := []string{p.bar(w), ""}
	if roomy {
		lines = append([]string{""}, lines...)
	}
	for _, s := range p.steps() {
		lines = append(lines, s.draw(t, w, p.started))
		if roomy {
			lines = append(lines, p.paragraph(s.why, 2, w, theme.Dim)...)
			lines = append(lines, "")
		}
	}
	for _, s := range p.warnings {
		lines = append(lines, p.paragraph(s, 0, w, theme.Warn)...)
	}
	if !roomy {
		lines = append(lines, "")
	}
	lines = append(lines, p.paragraph(p.now(), 0, w, theme.Plain)...)
	if roomy {
		lines = append(lines, "", t.Rule("What comes next", w))
		lines = append(lines, p.paragraph(p.after(), 0, w, theme.Plain)...)
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
		t.Paint(theme.Strong, fmt.Sprintf(" %3.0f %%", part*100)) + t.Paint(theme.Dim, "  "+field.Elapsed(p.env.Now().Sub(p.started)))
}

// arrival counts what of the answer is here.
func (p *Pane) arrival(w int) []string {
	t := p.env.Theme
	count := func(name string, n int) string {
		value := t.Paint(theme.Faint, t.Glyphs().Dot)
		if n > 0 {
			value = t.Paint(theme.Strong, fmt.Sprint(n))
		}
		return field.Pair(t, name, value, 12, w)
	}
	lines := []string{count("accounts", p.arrived.Accounts), count("cards", p.arrived.Cards), count("rows", p.arrived.Rows),
		field.Pair(t, "answers", p.answers(), 12, w)}
	said := "They are counted as the bank's answer arrives."
	switch {
	case !p.savedAt.IsZero():
		said = "Whole and saved."
	case p.arrived.Rows > 0:
		said = "Provisional until the answer is checked to its end."
	}
	return append(lines, p.paragraph(said, 0, w, theme.Dim)...)
}

// asked is what this verification is about.
func (p *Pane) asked(w int) []string {
	t := p.env.Theme
	pair := func(name, value string) string { return field.Pair(t, name, field.Plain(value), 12, w) }
	lines := []string{pair("customer id", p.owner), pair("bank", p.bank)}
	if since := p.plan.Request.Since; !since.Empty() {
		lines = append(lines, pair("rows since", since.String()))
	}
	lines = append(lines, field.Pair(t, "started", field.Clock(p.started, p.env.Now()), 12, w))
	if p.poll.CommandID != "" {
		lines = append(lines, pair("command", p.poll.CommandID))
	}
	return lines
}

// figures say what the polling knows.
func (p *Pane) figures(w int) []string {
	t := p.env.Theme
	if p.polls == 0 {
		return []string{t.Paint(theme.Dim, "no answer yet")}
	}
	lines := []string{
		field.Pair(t, "says", t.Paint(theme.Strong, inWords(p.poll.State)), 12, w),
		field.Pair(t, "asked", p.looks(), 12, w),
		field.Pair(t, "asks again", p.next(), 12, w),
	}
	if !p.poll.ServerTime.IsZero() {
		lines = append(lines, field.Pair(t, "its clock", p.poll.ServerTime.UTC().Format("15:04:05")+" UTC", 12, w))
	}
	if err := p.poll.Transient; err != nil {
		lines = append(lines, p.paragraph("The last question failed and is repeated: "+field.Plain(err.Error()), 0, w, theme.Warn)...)
	}
	return lines
}

// states are the provider's words for how far a command is.
var states = map[string]string{"setup": "it is being prepared", "in_progress": "it is in progress", "successful": "it has succeeded",
	"error": "it has failed", "fatal": "it has failed for good", "": "no state"}

// inWords is a state of a command in plain words; one that is not known stays as it is.
func inWords(state string) string {
	if said, ok := states[state]; ok {
		return said
	}
	return field.Plain(state)
}

// answers sums up the answers of this verification.
func (p *Pane) answers() string {
	n, size := 0, int64(0)
	for _, x := range p.calls() {
		if x.Status != 0 && !x.Started.Before(p.started) {
			n++
			size += x.ResponseSize
		}
	}
	return english.Plural(n, "answer", "answers") + ", " + field.Size(size)
}

func (p *Pane) looks() string {
	n := max(p.poll.Attempt, p.polls)
	s := english.Plural(n, "time", "times")
	if p.failed > 0 {
		s += fmt.Sprintf(", %d failed", p.failed)
	}
	return s
}

func (p *Pane) next() string {
	if p.state != intake.Importing {
		return "no more: the answer is here"
	}
	left := p.poll.Delay - p.env.Now().Sub(p.polledAt)
	if left <= 0 {
		return "now"
	}
	return "in " + field.Elapsed(left)
}
