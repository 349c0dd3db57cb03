package verdict

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// editor is the field of a claim while it has the keys.
type editor struct {
	row  row
	line field.Line
	err  string
}

// begin edits a row, or toggles it where there is nothing to type.
func (p *editing) begin(r row) tea.Cmd {
	switch {
	case p.unread():
		return nil
	case r.kind == verify.KindWithout || r.kind == verify.KindNeverBelow:
		return p.toggle(r)
	}
	p.edit = &editor{row: r, line: field.Line{Placeholder: placeholders[r.kind], Limit: 200}}
	if c := p.claimOf(r); c != nil {
		p.edit.line.Set(typed(c))
	}
	p.choose(claimItem(r, p.place(r)))
	return nil
}

// place is the number of a row among the claims.
func (p *editing) place(r row) int {
	for i, other := range p.rows() {
		if other == r {
			return i
		}
	}
	return 0
}

// toggle makes a claim that has nothing to type, or takes it back.
func (p *editing) toggle(r row) tea.Cmd {
	switch {
	case p.unread():
		return nil
	case r.kind == verify.KindWithout:
		return p.change(p.claims.Toggle(verify.Signs()[p.sign]))
	case p.claimOf(r) != nil:
		return p.change(p.claims.Remove(r.kind, r.nth))
	}
	return p.change(p.claims.Put(0, verify.NeverBelowZero{}))
}

// editActions are those of the field of a claim. Enter, up and down take what was typed; what cannot be read stays and
// says why.
func (p *editing) editActions() []pane.Action {
	accept := func(by int) func() tea.Cmd { return func() tea.Cmd { return p.accept(by) } }
	return []pane.Action{
		pane.Key("enter", "save").Short().Call(accept(1)), pane.Key("esc", "cancel").Short().Then(p.cancelEdit),
		pane.Key("down tab", "save, next claim").As("↓").Short().Call(accept(1)), pane.Key("up shift+tab", "save, claim before").As("↑").Call(accept(-1)),
	}
}

// Type types into the field of a claim, or the name of a file.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	switch {
	case p.edit != nil:
		if p.edit.line.Update(m) {
			p.edit.err = ""
		}
	case p.prompt != nil:
		if p.prompt.line.Update(m) {
			p.prompt.err = ""
		}
	}
	return nil
}

// cancelEdit leaves the claim as it was.
func (p *editing) cancelEdit() {
	r := p.edit.row
	p.edit = nil
	p.choose(claimItem(r, p.place(r)))
	p.chosen()
}

// accept takes what was typed and goes on to a neighbour; nothing typed is no claim.
func (p *editing) accept(by int) tea.Cmd {
	e, next := p.edit, p.claims
	value := strings.TrimSpace(e.line.Value())
	if value == "" {
		next = next.Remove(e.row.kind, e.row.nth)
	} else {
		c, err := app.ParseClaim(p.data, e.row.kind, value)
		if err != nil {
			e.err = labels[e.row.kind] + ": " + plain(err)
			return nil
		}
		next = next.Put(e.row.nth, c)
	}
	changed := !next.Equal(p.claims)
	p.edit = nil
	var cmd tea.Cmd
	if changed {
		cmd = p.change(next)
	}
	if value != "" || by < 0 {
		p.at += by
	}
	p.stayOnClaims()
	return cmd
}

// stayOnClaims keeps the cursor among the claims.
func (p *editing) stayOnClaims() {
	p.at = max(min(p.at, len(p.rows())-1), 0)
}

// add begins one more claim of the kind under the cursor.
func (p *editing) add() tea.Cmd {
	i := p.chosen()
	if i.part != onClaim || !i.row.kind.Many() {
		return p.env.Inform(pane.Info, "there is only one claim of this kind")
	}
	return p.begin(row{i.row.kind, len(p.claims[i.row.kind])})
}

// remove takes the claim under the cursor away.
func (p *editing) remove() tea.Cmd {
	i := p.chosen()
	switch {
	case i.part != onClaim || p.claimOf(i.row) == nil:
		return nil
	case i.row.kind == verify.KindWithout:
		if t := verify.Signs()[p.sign]; p.claims.Denies(t) {
			return p.change(p.claims.Toggle(t))
		}
		return nil
	}
	return p.change(p.claims.Remove(i.row.kind, i.row.nth))
}

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
