package verdict

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// saveState is how the claims on the screen stand to those beside the import.
type saveState uint8

const (
	notRead    saveState = iota // what is saved is not read yet
	unsaved                     // they differ, or are on their way
	saved                       // they are the same
	unreadable                  // what is saved cannot be read: it is left as it is
)

// canSave reports whether there is a place to save claims in.
func (p *state) canSave() bool { return p.data.ID != "" && p.env.Claims != nil }

// unread reports whether the claims that are saved are still to come.
func (p *state) unread() bool { return p.saved == notRead && p.canSave() }

// readClaims reads what is saved beside the import, once.
func (p *state) readClaims() tea.Cmd {
	if !p.unread() || p.read.Running() {
		return nil
	}
	id, from := p.data.ID, p.env.Claims
	return p.read.Start(p.env.Context(), func(ctx context.Context) ([]verify.Claim, error) { return from.Claims(ctx, id) }, p.claimsRead)
}

func (p *state) claimsRead(claims []verify.Claim, err error) tea.Cmd {
	p.saved = saved
	if err != nil {
		p.saved, p.trouble = unreadable, "not saved: "+plain(err)
	}
	p.claims, p.stale = app.NewClaimSet(claims), true
	return p.verify()
}

// change makes other claims those in force.
func (p *state) change(s app.ClaimSet) tea.Cmd {
	p.undo = append(p.undo, p.claims)
	return p.set(s)
}

// takeBack undoes the last change.
func (p *state) takeBack() tea.Cmd {
	n := len(p.undo)
	if n == 0 {
		return p.env.Inform(pane.Info, "nothing to undo")
	}
	s := p.undo[n-1]
	p.undo = p.undo[:n-1]
	return p.set(s)
}

// set saves claims and checks them.
func (p *state) set(s app.ClaimSet) tea.Cmd {
	p.claims, p.stale = s, true
	return tea.Batch(p.saveClaims(), p.verify())
}

// saveClaims saves the claims beside the import, also when the program ends now. A save that another one has replaced
// before it began writes nothing.
func (p *state) saveClaims() tea.Cmd {
	if !p.canSave() || p.saved == unreadable {
		return nil
	}
	p.saved, p.trouble = unsaved, ""
	id, claims, to := p.data.ID, p.claims.List(), p.env.Claims
	save := func(ctx context.Context) (struct{}, error) { return struct{}{}, to.SaveClaims(ctx, id, claims) }
	return p.env.Start(p.write.Start(context.WithoutCancel(p.env.Context()), save, p.claimsSaved))
}

func (p *state) claimsSaved(_ struct{}, err error) tea.Cmd {
	if p.saved = saved; err != nil {
		p.saved, p.trouble = unsaved, "not saved: "+plain(err)
	}
	return nil
}
