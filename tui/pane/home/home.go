// Package home is the first screen: what can be done, against which environment, what was left unfinished,
// and what was saved last.
package home

import (
	"cmp"
	"context"
	"errors"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// backend is what the home screen asks.
type backend interface {
	Environment() app.Environment
	Pending(ctx context.Context) ([]app.Pending, error)
	Imports(ctx context.Context) (*library.Index, error)
	// ReadImports reads imports whose customers are not known yet, and tells after each how many are done.
	ReadImports(ctx context.Context, ids []string, done func(n int)) error
	// DoubtClock fails with an *archive.ClockError where this machine's clock cannot be right.
	DoubtClock() error
}

// Pane is the home screen.
type Pane struct {
	env     *pane.Env
	backend backend
	ctx     context.Context
	version string
	w, h    int
	menu    field.List
	recents field.List
	room    int          // lines for the recent imports
	inLast  bool         // the cursor is among the recent imports
	asking  *field.Line  // the path of a file to open; nil while it is not asked for
	typed   string       // the path that was opened last
	paths   []field.Path // that the typed one may become
	pending []app.Pending
	saved   []library.Entry     // those saved last
	count   int                 // of all saved imports
	clock   *archive.ClockError // nil where the clock may be right
	left    left
	problem error
	loaded  bool
	list    pane.Task[listed]
	names   names
}

// New makes the home screen. Its reading of the archive ends with ctx.
func New(ctx context.Context, env *pane.Env, backend backend, version string) *Pane {
	return &Pane{ctx: ctx, env: env, backend: backend, version: version}
}

// listed is what the archive holds.
type listed struct {
	pending []app.Pending
	index   *library.Index
	clock   *archive.ClockError
}

// entry is one line of the menu; about says what it leads to.
type entry struct {
	key, what, note string
	do              func(*Pane) tea.Cmd
	about           string
}

func send(msg tea.Msg) func(*Pane) tea.Cmd {
	return func(p *Pane) tea.Cmd { return p.env.Send(msg) }
}

// entries are the menu: first the import that was left just now, so that Enter leads back to it, then unfinished
// imports.
func (p *Pane) entries() []entry {
	var es []entry
	if p.left.name != "" {
		es = append(es, entry{"b", "Back to " + p.left.name, english.Plural(p.left.rows, "row", "rows"), send(pane.Go{To: pane.ToWorkspace}), "The import that was left last, with its filter, marks and claims as they were."})
	}
	if len(p.pending) > 0 {
		first := p.pending[0]
		es = append(es,
			entry{"u", "Resume the import", "", send(pane.Resume{Pending: first}), "Asks the provider for the result of the import that did not come to its end here."},
			entry{"x", "Discard it", "", func(p *Pane) tea.Cmd { return p.drop(first) }, "Forgets the unfinished import; it asks first."})
	}
	es = append(es,
		entry{"n", "New verification", "", send(pane.Go{To: pane.ToForm}), "Asks for the period and the bank, then makes the link that the customer signs in with. The import is saved by itself and opens."},
		entry{"l", "Saved imports", p.savedNote(), send(pane.Go{To: pane.ToLibrary}), "Finds, opens, compares, labels and deletes what was saved: by person, bank, employer or number."})
	if p.env.Cases != nil {
		es = append(es, entry{"c", "Cases", "", send(pane.Go{To: pane.ToCases}), "Lists the cases with people, status and decision, the newest first, and opens the imports of one as one."})
	}
	es = append(es,
		entry{"o", "Open a file", "", (*Pane).askPath, "Opens a reply that another system saved. It is only read, nothing is saved or sent."},
		entry{"s", "Settings", "", send(pane.Go{To: pane.ToSettings}), "Colours, how amounts are written, the privacy mask, how long imports are kept."},
		entry{"?", "Help", "", send(pane.Go{To: pane.ToHelp}), "Every key that works here. It opens on each screen; : finds an action by its words."},
		entry{"q", "Quit", "", send(pane.Quit{}), "Ends the program. It asks first if something would be lost."})
	return es
}

func (p *Pane) savedNote() string {
	if !p.loaded || p.count == 0 {
		return ""
	}
	return strconv.Itoa(p.count)
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
	p.paths = nil
	p.asking = &field.Line{Placeholder: "path of a reply, such as command.xml or data.xml", Limit: 4096}
	if p.typed != "" {
		p.asking.Offer(p.typed) // it may have had a mistake
	}
	return nil
}

// left is the import that was left last and can be gone back to.
type left struct {
	name string
	rows int
}

// OfferBack offers to go back to the import that was left last, by what it is called and its number of rows; an empty name
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
		return []pane.Action{pane.Key("enter", "open the file").Short().Call(p.openPath), pane.Key("tab", "complete").Short().Call(p.complete), pane.Key("esc", "back").Short().Then(p.clearPath)}
	}
	es := p.entries()
	p.menu.Resize(len(es), len(es))
	p.recents.Resize(len(p.saved), p.room)
	actions := []pane.Action{pane.Key("up down k j", "choose").As("↑/↓").Short().On(p.move),
		pane.Key("enter", "open").Short().Call(func() tea.Cmd { return p.enter(es) }),
		pane.Key("right tab", "go to the recent imports").As("→").Short().Unless(p.inLast || len(p.saved) == 0).Then(func() { p.inLast = true }),
		pane.Key("left tab", "go to the menu").As("←").Short().Unless(!p.inLast).Then(func() { p.inLast = false }),
		pane.Key("home end g G pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d", "first and last").As("home/end").On(p.move)}
	for i, e := range es {
		if e.key != "?" && e.key != "q" { // keys of the program
			actions = append(actions, pane.Key(e.key, lower(e.what)).Call(func() tea.Cmd { p.menu.Cursor, p.inLast = i, false; return e.do(p) }))
		}
	}
	return append(actions, pane.Key("/", "search the saved imports").Call(p.env.Sends(pane.Go{To: pane.ToSearch})))
}

// move goes up and down in the column with the cursor; from the last line of the menu it goes on to the recent imports.
func (p *Pane) move(k string) tea.Cmd {
	up, down := k == "up" || k == "k", k == "down" || k == "j"
	switch {
	case p.inLast && up && p.recents.Cursor == 0:
		p.inLast = false
	case p.inLast:
		p.recents.Key(k)
	case down && p.menu.Cursor == len(p.entries())-1 && len(p.saved) > 0:
		p.inLast = true
	default:
		p.menu.Key(k)
	}
	return nil
}

// enter does what the line with the cursor says.
func (p *Pane) enter(es []entry) tea.Cmd {
	if p.inLast && p.recents.Cursor < len(p.saved) {
		return p.openSaved(p.recents.Cursor)
	}
	return es[p.menu.Cursor].do(p)
}

func (p *Pane) openSaved(n int) tea.Cmd {
	e := &p.saved[n]
	if e.Damaged != nil {
		return p.env.Inform(pane.Info, "a damaged import cannot be opened; the saved imports say what is wrong with it")
	}
	return p.env.Send(pane.OpenSaved{ID: e.ID, Who: e.Person()})
}

// Update reads the list of saved imports.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case pane.Focus, pane.Received:
		return p.load()
	}
	return nil
}

func (p *Pane) load() tea.Cmd {
	return p.list.Start(p.ctx, func(ctx context.Context) (l listed, err error) {
		l.pending, err = p.backend.Pending(ctx)
		index, err2 := p.backend.Imports(ctx)
		l.index = index
		l.clock, _ = errors.AsType[*archive.ClockError](p.backend.DoubtClock())
		return l, cmp.Or(err, err2)
	}, func(l listed, err error) tea.Cmd {
		p.pending, p.problem, p.loaded, p.saved, p.count, p.clock = l.pending, err, true, nil, 0, l.clock
		var unread []string
		if x := l.index; x != nil {
			unread = x.Unread()
			p.count = x.Len()
			for n := range min(x.Len(), mostRecent) {
				p.saved = append(p.saved, x.Entry(n))
			}
		}
		p.inLast = p.inLast && len(p.saved) > 0
		return p.names.read(p.ctx, p.backend, p.saved, unread, p.load)
	})
}

// mostRecent is how many of the imports saved last are kept for the screen.
const mostRecent = 100

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

// complete goes on with the path as far as the files of its folder agree, and lists them.
func (p *Pane) complete() tea.Cmd {
	typed := p.asking.Value()
	return p.env.Start(pane.Async(p.ctx, func(context.Context) ([]field.Path, error) { return field.PathsUnder(typed, p.env.Path) }, func(all []field.Path, _ error) tea.Cmd {
		if p.asking != nil && p.asking.Value() == typed {
			p.asking.Set(field.Common(typed, all))
			p.paths = all
		}
		return nil
	}))
}

func (p *Pane) openPath() tea.Cmd {
	path := p.asking.Value()
	if path == "" {
		return nil
	}
	p.asking, p.typed = nil, path
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
		p.menu.Cursor, p.inLast = m.On.Item, false
		return pane.Handle(p, pane.Press("enter")), true
	case m.On.Kind == areaSaved && m.On.Item < len(p.saved):
		p.recents.Cursor, p.inLast = m.On.Item, true
		return p.openSaved(m.On.Item), true
	}
	return nil, false
}
