package verdict

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// saveState is how the claims on the screen stand to those that are saved with the import or the case.
type saveState uint8

const (
	notRead    saveState = iota // what is saved is not read yet
	unsaved                     // they differ, or are on their way
	saved                       // they are the same
	unreadable                  // what is saved cannot be read: it is left as it is
)

// canSave reports whether there is a place to save claims in.
func (p *state) canSave() bool { return p.data.OpenedID() != "" && p.env.Claims != nil }

// unread reports whether the claims that are saved are still to come.
func (p *state) unread() bool { return p.saved == notRead && p.canSave() }

// readClaims reads what is saved, once.
func (p *state) readClaims() tea.Cmd {
	if !p.unread() || p.read.Running() {
		return nil
	}
	id, from := p.data.OpenedID(), p.env.Claims
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

// savedClaims is what came of saving claims: the data with that event of its case, on which a decision then rests, or why it
// could not be read again. It is nothing where there is no case.
type savedClaims struct {
	data app.Dataset
	err  error
}

// saveClaims saves the claims with the import or the case, also when the program ends now. A save that another one has replaced
// before it began writes nothing.
func (p *state) saveClaims() tea.Cmd {
	if !p.canSave() || p.saved == unreadable {
		return nil
	}
	p.saved, p.trouble = unsaved, ""
	data, claims, to, of := p.data, p.claims.List(), p.env.Claims, p.env.Cases
	save := func(ctx context.Context) (out savedClaims, err error) {
		if err = to.SaveClaims(ctx, data.OpenedID(), claims); err == nil && data.Case != "" && of != nil {
			out.data, out.err = of.Lay(ctx, data)
		}
		return out, err
	}
	return p.env.Start(p.write.Start(context.WithoutCancel(p.env.Context()), save, p.claimsSaved))
}

func (p *state) claimsSaved(out savedClaims, err error) tea.Cmd {
	if p.saved = saved; err != nil {
		p.saved, p.trouble = unsaved, "not saved: "+plain(err)
	}
	switch {
	case out.err != nil:
		return p.env.Inform(pane.Bad, out.err.Error())
	case out.data.Ledger != nil:
		return p.env.Send(pane.Acted{Dataset: out.data})
	}
	return nil
}
