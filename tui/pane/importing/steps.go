package importing

import (
	"time"

	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// mark is one line of the checklist.
type mark struct {
	label  string
	todo   string // what it is called while it has not happened
	at     time.Time
	doing  bool
	detail string
	why    string // what the step is for
}

func (p *Pane) steps() []mark {
	command := ""
	if p.poll.CommandID != "" {
		command = "command " + p.poll.CommandID
	}
	return []mark{
		{"session received", "receive the session", p.signedIn, p.signedIn.IsZero(), "", "The customer signs in at the bank; the provider hands over a session."},
		{"import accepted", "ask for the import", p.began, !p.signedIn.IsZero() && p.began.IsZero(), command, "The one import that the session allows, for the period that was asked for."},
		{"bank answered", "wait for the bank", p.saving, !p.began.IsZero() && p.saving.IsZero(), "", "The provider reads the accounts at the bank and is asked again until it has them."},
		{"reply saved, byte for byte", "save the reply, byte for byte", p.savedAt, !p.saving.IsZero() && p.savedAt.IsZero(), p.saved, "Checked to its end and kept unchanged, so that it can be opened offline and proven later."},
	}
}

func (m mark) draw(t *theme.Theme, w int, started time.Time) string {
	g := t.Glyphs()
	sign, role, when := t.Paint(theme.Faint, g.Dot), theme.Dim, ""
	switch {
	case !m.at.IsZero():
		sign, role, when = t.Paint(theme.Good, g.Yes), theme.Plain, field.Elapsed(m.at.Sub(started))
	case m.doing:
		sign, role = t.Paint(theme.Accent, g.Bullet), theme.Strong
	}
	label := t.Paint(role, m.label)
	if m.at.IsZero() {
		label = t.Paint(role, m.todo)
	}
	if m.detail != "" {
		label += "  " + t.Paint(theme.Dim, m.detail)
	}
	return sign + " " + cell.Fit(label, w-12, cell.Left, g.Ellipsis) + t.Paint(theme.Dim, cell.Fit(when, 10, cell.Right, ""))
}
