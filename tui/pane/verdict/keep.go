package verdict

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// keeping is how the claims on the screen stand to those beside the import.
type keeping uint8

const (
	keptUnread keeping = iota // what is kept is not read yet
	keptNot                   // they differ, or are on their way
	keptAll                   // they are the same
	keptShut                  // what is kept cannot be read: it is left as it is
)

// keeps reports whether there is a place to keep claims in.
func (p *Pane) keeps() bool { return p.data.ID != "" && p.env.Claims != nil }

// readKept reads what is kept beside the import, once.
func (p *Pane) readKept() tea.Cmd {
	if !p.shown || p.kept != keptUnread || !p.keeps() {
		return nil
	}
	if p.read.Running() {
		return nil
	}
	id, from := p.data.ID, p.env.Claims
	return p.read.Start(p.env.Context(), func(ctx context.Context) ([]verify.Claim, error) { return from.Claims(ctx, id) }, p.takeKept)
}

func (p *Pane) takeKept(claims []verify.Claim, err error) tea.Cmd {
	p.kept = keptAll
	if err != nil {
		p.kept, p.trouble = keptShut, "not kept: "+plain(err)
	}
	p.said, p.stale = sheetOf(claims), true
	return p.verify()
}

// keep sends the claims to be kept.
func (p *Pane) keep() tea.Cmd {
	if !p.keeps() || p.kept == keptShut {
		return nil
	}
	p.kept, p.trouble = keptNot, ""
	return p.env.Send(pane.KeepClaims{ImportID: p.data.ID, Claims: p.said.claims(), Done: p.afterKeeping(p.data.ID)})
}

// afterKeeping says how the keeping of an import's claims ended.
func (p *Pane) afterKeeping(importID string) func(error) tea.Cmd {
	return func(err error) tea.Cmd {
		switch {
		case importID != p.data.ID, p.kept == keptShut:
		case err != nil:
			p.kept, p.trouble = keptNot, "not kept: "+plain(err)
		default:
			p.kept, p.trouble = keptAll, ""
		}
		return nil
	}
}
