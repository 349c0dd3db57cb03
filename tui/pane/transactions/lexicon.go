package transactions

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/category"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// entries makes an entry of the user's own lexicon out of a row: its name, its category, and before it is kept what it
// would change.
type entries struct {
	*search
	bar    *promptBar // asks for the name
	entry  *entry
	making *entry // whose name is asked for

	work pane.Task[*app.LexiconChange]
	keep pane.Task[string]
}

// entry is one that is being made.
type entry struct {
	draft  lexicon.Draft
	cats   []category.Category // that the row's direction allows
	list   field.List          // over cats, or over what changes
	change *app.LexiconChange  // nil while a category is chosen
	err    string
}

// addEntry fills an entry in from the row under the cursor and asks for its name.
func (p *entries) addEntry() tea.Cmd {
	switch {
	case p.env.Lexicon == nil:
		return p.env.Inform(pane.Info, "there is no lexicon to add to")
	case !p.data.Ledger.Annotated():
		return p.env.Inform(pane.Info, "the rows have no categories yet: wait until they do")
	}
	l, row := p.data.Ledger, p.grid.ID()
	in := l.Amount(row) >= 0
	d := lexicon.DraftFrom(lexicon.Texts{Title: l.RawTitle(row), Party: l.RawParty(row), Kind: l.RawKind(row)}, in, p.env.Now())
	e := &entry{draft: d}
	for _, c := range category.All() {
		if c.Fits(in) {
			e.cats = append(e.cats, c)
			if c.String() == l.Text(row, ledger.ColCategory).String() {
				e.list.Cursor = len(e.cats) - 1
			}
		}
	}
	p.making = e
	p.bar.open(askEntry, "lexicon entry for ", "a name, or a domain such as example.com", d.Pattern())
	return nil
}

// named takes the name of the entry and goes on to its category.
func (p *entries) named(name string) tea.Cmd {
	if name == "" {
		p.bar.prompt.err = "an entry needs a name"
		return nil
	}
	p.bar.prompt = nil
	e := p.making
	e.draft = e.draft.Called(name)
	p.entry = e
	return nil
}

// chosen is the category under the cursor.
func (e *entry) chosen() category.Category { return e.cats[min(e.list.Cursor, len(e.cats)-1)] }

// try works out, beside the UI loop, what the entry would change in this import: rows, and checks of the claims saved
// with it and of the usual signs.
func (p *entries) try() tea.Cmd {
	e := p.entry
	e.err, e.draft.Category = "", e.chosen()
	draft, data, from := e.draft, p.data, p.env.Claims
	return p.work.Start(p.env.Context(), func(ctx context.Context) (*app.LexiconChange, error) {
		set, err := p.env.Lexicon.LexiconWith(draft)
		if err != nil {
			return nil, err
		}
		claims := app.SignClaims()
		if id := data.OpenedID(); id != "" && from != nil {
			saved, err := from.Claims(ctx, id)
			if err != nil {
				return nil, err
			}
			claims = append(claims, slices.DeleteFunc(saved, func(c verify.Claim) bool { return slices.Contains(claims, c) })...)
		}
		return p.env.Lexicon.LexiconChange(ctx, data, claims, set)
	}, p.tried)
}

// tried shows what the entry would change.
func (p *entries) tried(c *app.LexiconChange, err error) tea.Cmd {
	e := p.entry
	switch {
	case e == nil:
	case err != nil:
		e.err = err.Error()
	default:
		e.change, e.list = c, field.List{}
	}
	return nil
}

// keepEntry writes the entry into the user's lexicon, and has the rows read with it.
func (p *entries) keepEntry() tea.Cmd {
	draft := p.entry.draft
	save := func(context.Context) (string, error) { return p.env.Lexicon.AddEntry(draft) }
	return p.env.Start(p.keep.Start(context.WithoutCancel(p.env.Context()), save, func(kept string, err error) tea.Cmd {
		if err != nil {
			if p.entry != nil {
				p.entry.err = err.Error()
			}
			return p.env.Inform(pane.Bad, "the entry was not kept: "+p.reason(err.Error()))
		}
		p.entry = nil
		return tea.Batch(p.env.Inform(pane.Good, kept), p.env.Send(pane.Recategorise{}))
	}))
}

// entryActions are those of the panel.
func (p *entries) entryActions() []pane.Action {
	e := p.entry
	move := func(k string) tea.Cmd { e.list.Key(k); return nil }
	moves := []pane.Action{pane.Key("up k", "previous item").As("↑/k").On(move), pane.Key("down j", "next item").As("↓/j").On(move),
		pane.Key("pgup ctrl+b", "page up").On(move), pane.Key("pgdown ctrl+f", "page down").On(move),
		pane.Key("home g", "first").On(move), pane.Key("end G", "last").On(move)}
	if e.change == nil {
		return append([]pane.Action{
			pane.Key("enter", "show what would change").Short().Unless(p.work.Running()).Because("still counting").Call(p.try),
			pane.Key("esc", "cancel").Short().Then(p.cancel),
		}, moves...)
	}
	return append([]pane.Action{
		pane.Key("enter", "keep this entry").Short().Unless(p.keep.Running()).Because("it is being kept").Call(p.keepEntry),
		pane.Key("esc", "another category").Short().Then(func() { e.change, e.list = nil, field.List{Cursor: slices.Index(e.cats, e.draft.Category)} }),
	}, moves...)
}

// cancel drops the entry.
func (p *entries) cancel() {
	p.work.Cancel()
	p.entry = nil
}
