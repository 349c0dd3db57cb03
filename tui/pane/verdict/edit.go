package verdict

import (
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
