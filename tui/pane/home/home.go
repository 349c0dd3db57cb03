// Package home is the first screen: what can be done, against which environment, what was left unfinished,
// and what was saved last.
package home

import (
	"cmp"
	"context"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// Backend is what the home screen asks.
type Backend interface {
	Environment() app.Environment
	Pending(ctx context.Context) ([]app.Pending, error)
	List(ctx context.Context) ([]app.SavedImport, error)
}

// Pane is the home screen.
type Pane struct {
	env     *pane.Env
	backend Backend
	ctx     context.Context
	version string
	w, h    int
	menu    field.List
	asking  *field.Line // the path of a file to open; nil while it is not asked for
	pending []app.Pending
	saved   []app.SavedImport
	left    left
	problem error
	loaded  bool
	list    pane.Task[listed]
}

// New makes the home screen. Its reading of the archive ends with ctx.
func New(ctx context.Context, env *pane.Env, backend Backend, version string) *Pane {
	return &Pane{ctx: ctx, env: env, backend: backend, version: version}
}

// listed is what the archive holds.
type listed struct {
	pending []app.Pending
	saved   []app.SavedImport
}

// entry is one line of the menu.
type entry struct {
	key, what, note string
	do              func(*Pane) tea.Cmd
}

func send(msg tea.Msg) func(*Pane) tea.Cmd {
	return func(p *Pane) tea.Cmd { return p.env.Send(msg) }
}

// entries are the menu: first the import that was left just now, so that Enter leads back to it, then unfinished
// imports.
func (p *Pane) entries() []entry {
	var es []entry
	if p.left.name != "" {
		es = append(es, entry{"b", "Back to " + p.left.name, english.Plural(p.left.rows, "row", "rows"), send(pane.Go{To: pane.ToWorkspace})})
	}
	if len(p.pending) > 0 {
		first := p.pending[0]
		es = append(es,
			entry{"u", "Resume the import", "", send(pane.Resume{Pending: first})},
			entry{"x", "Discard it", "", func(p *Pane) tea.Cmd { return p.drop(first) }})
	}
	es = append(es,
		entry{"n", "New verification", "", send(pane.Go{To: pane.ToForm})},
		entry{"l", "Saved imports", p.savedNote(), send(pane.Go{To: pane.ToLibrary})},
		entry{"o", "Open a file", "", (*Pane).askPath},
		entry{"s", "Settings", "", send(pane.Go{To: pane.ToSettings})},
		entry{"?", "Help", "", send(pane.Go{To: pane.ToHelp})},
		entry{"q", "Quit", "", send(pane.Quit{})})
	return es
}

func (p *Pane) savedNote() string {
	if !p.loaded || len(p.saved) == 0 {
		return ""
	}
	return strconv.Itoa(len(p.saved))
}

func (p *Pane) drop(of app.Pending) tea.Cmd {
	return p.env.Send(pane.Ask{
		Title: "Discard the unfinished import?",
		Lines: []string{
			"Import " + of.CommandID.String() + " was not saved here.",
			"The provider keeps its result for 24 hours after the import; this program will not offer it again.",
		},
		Agree: "discard it", Decline: "keep it", Danger: true, Yes: func() tea.Cmd { return p.env.Send(pane.Forget{Pending: of}) },
	})
}

func (p *Pane) askPath() tea.Cmd {
	p.asking = &field.Line{Placeholder: "path of a reply, such as command.xml or data.xml", Limit: 4096}
	return nil
}

// left is the import that was left last and can be gone back to.
type left struct {
	name string
	rows int
}

// OfferBack offers to go back to the import that was left last, by its bank's name and its number of rows; an empty name
// says that there is none.
func (p *Pane) OfferBack(name string, rows int) { p.left, p.menu.Cursor = left{name, rows}, 0 }

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Home" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.asking != nil }
func (p *Pane) Status() string {
	if p.problem != nil {
		return "the saved imports cannot be read: " + field.Plain(p.problem.Error())
	}
	return ""
}

// Actions are the menu's entries, or those of the path that is typed.
func (p *Pane) Actions() []pane.Action {
	if p.asking != nil {
		return []pane.Action{pane.Key("enter", "open the file").Short().Call(p.openPath), pane.Key("esc", "back").Short().Then(p.clearPath)}
	}
	es := p.entries()
	p.menu.Resize(len(es), len(es))
	move := func(k string) tea.Cmd { p.menu.Key(k); return nil }
	actions := []pane.Action{pane.Key("up down k j", "choose").As("↑/↓").Short().On(move),
		pane.Key("enter", "open").Short().Call(func() tea.Cmd { return es[p.menu.Cursor].do(p) }),
		pane.Key("home end", "first and last").On(move)}
	for i, e := range es {
		if e.key != "?" && e.key != "q" { // keys of the program
			actions = append(actions, pane.Key(e.key, lower(e.what)).Call(func() tea.Cmd { p.menu.Cursor = i; return e.do(p) }))
		}
	}
	return actions
}

// Update reads the list of saved imports.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(pane.Focus); ok {
		return p.load()
	}
	return nil
}

func (p *Pane) load() tea.Cmd {
	return p.list.Start(p.ctx, func(ctx context.Context) (l listed, err error) {
		l.pending, err = p.backend.Pending(ctx)
		saved, err2 := p.backend.List(ctx)
		l.saved = saved
		return l, cmp.Or(err, err2)
	}, func(l listed, err error) tea.Cmd {
		p.pending, p.saved, p.problem, p.loaded = l.pending, l.saved, err, true
		return nil
	})
}

// Type types the path of a file.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.asking != nil {
		p.asking.Update(m)
	}
	return nil
}

// clearPath first empties the path, then closes it.
func (p *Pane) clearPath() {
	if p.asking.Empty() {
		p.asking = nil
	} else {
		p.asking.Set("")
	}
}

func (p *Pane) openPath() tea.Cmd {
	path := p.asking.Value()
	if path == "" {
		return nil
	}
	p.asking = nil
	return p.env.Send(pane.OpenFile{Path: path})
}

// areaSaved is an import among those saved last.
const areaSaved = pane.OwnAreas

// Mouse does what a line of the menu says and opens what was saved last. While a path is typed it does nothing:
// a click must not throw the path away.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	switch {
	case p.asking != nil || m.Wheel != 0:
		return nil, false
	case m.On.Kind == pane.AreaRow:
		p.menu.Cursor = m.On.Item
		return pane.Handle(p, pane.Press("enter")), true
	case m.On.Kind == areaSaved && p.saved[m.On.Item].Damaged == nil:
		return p.env.Send(pane.OpenSaved{ID: p.saved[m.On.Item].ID}), true
	}
	return nil, false
}
