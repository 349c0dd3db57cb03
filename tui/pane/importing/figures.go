package importing

import (
	"fmt"
	"slices"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

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

// figures say what the polling knows, and how the last question failed.
func (p *Pane) figures(w int) []string { return append(p.known(w), p.failedLines(w)...) }

// failedLines say how the last question failed; none where it did not.
func (p *Pane) failedLines(w int) []string {
	if p.poll.Transient == nil {
		return nil
	}
	return p.paragraph("The last question failed and is repeated: "+field.Plain(p.poll.Transient.Error()), 0, w, theme.Warn)
}

// known is how far the provider says it is, and when it is asked again.
func (p *Pane) known(w int) []string {
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

// latestCalls are the last h calls of this verification, the newest first.
func (p *Pane) latestCalls(w, h int) []string {
	t := p.env.Theme
	var lines []string
	for _, x := range slices.Backward(p.calls()) {
		if x.Started.Before(p.started) || len(lines) == h {
			break
		}
		status, role := "no answer", theme.Warn
		if x.Status != 0 {
			status, role = fmt.Sprint(x.Status), theme.Dim
		}
		took := field.Millis(x.Duration) + " " + cell.Fit(status, 9, cell.Right, "")
		lines = append(lines, t.Paint(theme.Dim, x.Started.In(p.env.Now().Location()).Format("15:04:05")+"  ")+
			cell.Fit(field.Plain(x.Op), max(w-cell.Width(took)-10, 8), cell.Left, t.Glyphs().Ellipsis)+t.Paint(role, took))
	}
	if lines == nil {
		return []string{t.Paint(theme.Dim, "none yet")}
	}
	return lines
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
