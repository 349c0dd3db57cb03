// Package caselist is the list of the cases, the newest first: it opens one as one dataset, and puts saved imports into one.
package caselist

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/english"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// Pane is the list.
type Pane struct {
	listing
	env     *pane.Env
	w, h    int
	read    bool
	problem error
	loading pane.Task[[]cases.Listed]

	put    []pane.Import // what goes into a case; empty where cases are opened
	label  *field.Line   // of a new case; nil while none is typed
	called string        // the label of the new case whose applicant is typed; empty before
	wrong  string        // why the imports were not put there
	work   pane.Task[int]
	// resume goes on with what was being written once somebody said who signed in.
	resume func(e *cases.SignerError, person string) tea.Cmd
}

// New makes the list, which opens cases.
func New(env *pane.Env) *Pane { return NewFor(env, nil) }

// NewFor makes the list that puts imports into the case that is chosen, or into a new one.
func NewFor(env *pane.Env, imports []pane.Import) *Pane {
	return &Pane{env: env, put: imports, listing: listing{search: field.Line{Placeholder: "label, person, status, decision, tag, day"}}}
}

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Cases" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.typing || p.label != nil }
func (p *Pane) Status() string {
	switch {
	case p.problem != nil:
		return "the cases cannot be read: " + field.Plain(p.problem.Error())
	case !p.read:
		return "reading"
	case p.work.Running():
		return "writing"
	}
	all := english.Plural(len(p.all), "case", "cases") + ", newest first"
	if n := p.shown(); n < len(p.all) {
		return fmt.Sprintf("%d of %s", n, all)
	}
	return all
}

// Update reads the list on focus.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case pane.Focus, pane.Received:
		return p.load()
	}
	return nil
}

func (p *Pane) load() tea.Cmd {
	return p.loading.Start(p.env.Context(), p.env.Cases.List, func(all []cases.Listed, err error) tea.Cmd {
		p.read, p.problem = true, err
		id := ""
		if c := p.current(); c != nil {
			id = c.ID
		}
		p.all = all
		p.find()
		for i := range p.shown() {
			if p.at(i).ID == id {
				p.list.Cursor = i
			}
		}
		return nil
	})
}

// Close ends the reading. What is being written goes on.
func (p *Pane) Close() { p.loading.Cancel() }

// Actions open a case, or put the imports into one.
func (p *Pane) Actions() []pane.Action {
	if p.label != nil {
		return []pane.Action{pane.Key("enter", "begin the case").Short().Call(p.begin), pane.Key("esc", "cancel").Short().Then(func() { p.label, p.called = nil, "" })}
	}
	move := func(k string) tea.Cmd { p.list.Key(k); return nil }
	if p.typing {
		return p.searchActions()
	}
	var actions []pane.Action
	if len(p.put) == 0 {
		why, does := p.notOpened(), "open the case as one"
		if empty(p) {
			does = "begin its first verification"
		}
		actions = append(actions, pane.Key("enter o", does).As("⏎").Short().Unless(why != "").Because(why).Call(p.open), anew(p, "begin a case"))
	} else {
		why := p.notPut()
		actions = append(actions, pane.Key("enter", "put into this case").As("⏎").Short().Unless(why != "").Because(why).Call(p.into), anew(p, "put into a new case"))
	}
	return append(actions,
		pane.Key("up down k j pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d home end g G", "move").As("↑/↓").On(move),
		pane.Key("/", "search").Short().Unless(len(p.all) == 0).Because(p.unread()).Then(func() { p.typing = true }),
		pane.Key("esc", "back").Short().Call(p.back))
}

// anew asks what a new case is called.
func anew(p *Pane, does string) pane.Action {
	return pane.Key("n", does).Short().Unless(p.work.Running()).Then(func() {
		p.wrong, p.label = "", &field.Line{Placeholder: "what the new case is called, such as loan-17", Limit: 64}
	})
}

// empty reports whether the case under the cursor can be read and holds nothing yet.
func empty(p *Pane) bool {
	c := p.current()
	return c != nil && c.State != nil && len(c.State.Imports)+len(c.State.Files) == 0
}

// unread says why nothing can be done with the case under the cursor; empty where something can.
func (p *Pane) unread() string {
	switch c := p.current(); {
	case c == nil && !p.read:
		return "the cases are still being read: press it again in a moment"
	case c == nil && len(p.all) > 0:
		return "no case has these words"
	case c == nil:
		return "there is no case yet"
	case c.State == nil:
		return "the case cannot be read: " + field.Plain(c.Err.Error())
	case c.State.Erased:
		return "the case was erased"
	}
	return ""
}

func (p *Pane) notOpened() string {
	if why := p.unread(); why != "" {
		return why
	}
	switch st := p.current().State; {
	case !empty(p):
		return ""
	case len(st.People) == 0:
		return "the case has no import yet: p in the saved imports puts one here"
	default:
		return st.ReadOnly
	}
}

func (p *Pane) open() tea.Cmd {
	st := p.current().State
	if empty(p) {
		who := st.People[0]
		return p.env.Send(pane.NextImport{Case: st.ID, Owner: who.OwnerExternalID, Name: who.Name})
	}
	return p.env.Send(pane.OpenSaved{ID: st.ID, Who: st.Label})
}

// Type types the label of a new case, or what is searched for.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.typing && p.search.Update(m) {
		p.find()
		p.list.Cursor = 0
	}
	if p.label != nil && p.label.Update(m) {
		p.wrong = ""
	}
	return nil
}

// Mouse chooses and scrolls; a second click opens.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if m.Wheel == 0 && m.On.Kind == pane.AreaQuery {
		p.typing = true
		return nil, true
	}
	if p.label != nil || m.Wheel == 0 && m.On.Kind != pane.AreaRow {
		return nil, false
	}
	if m.List(&p.list) {
		return pane.Handle(p, pane.Press("enter")), true
	}
	return nil, true
}

// write does something that puts imports, beside the UI loop; it goes on when the pane is closed.
func (p *Pane) write(name string, do func(ctx context.Context) (int, error)) tea.Cmd {
	p.wrong = ""
	return p.env.Start(p.work.Start(context.WithoutCancel(p.env.Context()), do, func(n int, err error) tea.Cmd {
		if who := (*cases.SignerError)(nil); errors.As(err, &who) {
			return p.env.Send(pane.WhoSignedIn(p.env, who, func(person string) tea.Cmd { return p.resume(who, person) }))
		}
		if err != nil {
			p.wrong = err.Error()
			return p.load()
		}
		said := english.Plural(n, "import", "imports") + " put into " + name
		return tea.Batch(p.env.Inform(pane.Good, said), p.env.Send(pane.Back{}))
	}))
}
