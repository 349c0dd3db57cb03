// Package library lists the saved imports, newest first: open, delete, clear out what has expired.
package library

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// Archive is what the library asks.
type Archive interface {
	List(ctx context.Context) ([]app.SavedImport, error)
	Delete(ctx context.Context, id string, everywhere bool) error
	Purge(ctx context.Context) (int, error)
}

// Pane is the library.
type Pane struct {
	env     *pane.Env
	archive Archive
	ctx     context.Context
	w, h    int
	all     []app.SavedImport
	shown   []app.SavedImport
	list    field.List
	filter  field.Line
	typing  bool
	problem error
	loaded  bool
	reading pane.Task[[]app.SavedImport]
}

// New makes the library. Its work ends with ctx.
func New(ctx context.Context, env *pane.Env, archive Archive) *Pane {
	return &Pane{ctx: ctx, env: env, archive: archive, filter: field.Line{Placeholder: "bank, customer id, date, sandbox, damaged"}}
}

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Saved imports" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.typing }
func (p *Pane) Status() string {
	switch {
	case p.problem != nil:
		return "the saved imports cannot be read: " + field.Plain(p.problem.Error())
	case !p.loaded:
		return "reading"
	}
	s := english.Plural(len(p.all), "import", "imports")
	if len(p.shown) != len(p.all) {
		s = fmt.Sprintf("%d of %s", len(p.shown), s)
	}
	if from, to := p.list.Window(); to-from < len(p.shown) {
		s += fmt.Sprintf(", showing %d to %d", from+1, to)
	}
	if n := p.expired(); n > 0 {
		s += fmt.Sprintf(", %d expired", n)
	}
	return s
}

func (p *Pane) expired() int {
	n := 0
	for _, s := range p.all {
		if !s.Expires.IsZero() && !s.Expires.After(p.env.Now()) {
			n++
		}
	}
	return n
}

// current is the import with the cursor, or nil.
func (p *Pane) current() *app.SavedImport {
	if p.list.Cursor >= len(p.shown) {
		return nil
	}
	return &p.shown[p.list.Cursor]
}

// Actions are what can be done with the import under the cursor.
func (p *Pane) Actions() []pane.Action {
	move := func(k string) tea.Cmd { p.list.Key(k); return nil }
	if p.typing {
		return []pane.Action{pane.Key("enter", "apply").Short().Then(func() { p.typing = false }),
			pane.Key("esc", "clear the filter").Short().Then(func() { p.typing = false; p.clear() }),
			pane.Key("up down", "choose").As("↑/↓").On(move)}
	}
	c := p.current()
	none := c == nil
	if none {
		c = &app.SavedImport{}
	}
	return []pane.Action{
		pane.Key("enter o", "open").As("⏎").Short().Unless(none || c.Damaged != nil).Because(p.whyNot("a damaged import cannot be opened")).
			Call(p.env.Sends(pane.OpenSaved{ID: c.ID})),
		pane.Key("/", "filter").Short().Then(func() { p.typing = true }),
		pane.Key("d delete", "delete").As("d").Short().Unless(none).Because(p.empty()).Call(func() tea.Cmd { return p.askDelete(*c, false) }),
		pane.Key("D", "delete here and at the provider").Unless(none).Because(p.empty()).Call(func() tea.Cmd { return p.askDelete(*c, true) }),
		pane.Key("a", "import again with the saved access").Short().Unless(none || !c.Reusable).
			Because(p.whyNot("no access is saved with this import: it needs a new sign-in")).
			Call(p.env.Sends(pane.Begin{Request: app.VerificationRequest{Method: app.SignInReuse, ReuseOf: c.ID}})),
		pane.Key("x", "delete expired imports").Unless(p.expired() == 0).Because("nothing has expired").Call(p.askPurge),
		pane.Key("y", "copy the id").Unless(none).Because(p.empty()).Call(p.env.Sends(pane.Copy{Text: c.ID, What: "the id"})),
		pane.Key("r", "refresh the list").Call(p.load),
		pane.Key("up down k j pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d home end g G", "move").As("↑/↓").On(move),
		pane.Key("esc", "back").Short().Call(p.back),
	}
}

// Update reads the list on focus.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(pane.Focus); ok {
		return p.load()
	}
	return nil
}

func (p *Pane) load() tea.Cmd {
	return p.reading.Start(p.ctx, p.archive.List, func(saved []app.SavedImport, err error) tea.Cmd {
		p.all, p.problem, p.loaded = saved, err, true
		p.search(false)
		return nil
	})
}

// after reports a deletion and reads the list again.
func (p *Pane) after(done string, err error) tea.Cmd {
	if err != nil {
		return tea.Batch(p.env.Inform(pane.Bad, err.Error()), p.env.Send(pane.Deleted{}), p.load()) // it may be gone all the same
	}
	return tea.Batch(p.env.Inform(pane.Good, done), p.env.Send(pane.Deleted{}), p.load())
}

func (p *Pane) remove(id string, everywhere bool) tea.Cmd {
	drop := func(ctx context.Context) (string, error) { return id, p.archive.Delete(ctx, id, everywhere) }
	return pane.Async(p.ctx, drop, func(id string, err error) tea.Cmd { return p.after("deleted "+id, err) })
}

func (p *Pane) purge() tea.Cmd {
	return pane.Async(p.ctx, p.archive.Purge, func(n int, err error) tea.Cmd {
		return p.after("deleted "+english.Plural(n, "expired import", "expired imports"), err)
	})
}

// Type types the filter.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	if p.typing && p.filter.Update(m) {
		p.search(true)
	}
	return nil
}

// clear takes the filter away.
func (p *Pane) clear() {
	p.filter.Set("")
	p.search(true)
}

// search keeps the cursor on its import unless the filter changed.
func (p *Pane) search(changed bool) {
	id := ""
	if c := p.current(); c != nil {
		id = c.ID
	}
	p.shown = p.shown[:0:0]
	for _, s := range p.all {
		if field.Matches(p.words(s), p.filter.Value()) {
			p.shown = append(p.shown, s)
		}
	}
	if changed {
		p.list = field.List{}
		return
	}
	for i, s := range p.shown {
		if s.ID == id {
			p.list.Cursor = i
		}
	}
}

// words is everything of an import that the filter looks at.
func (p *Pane) words(s app.SavedImport) string {
	w := []string{s.ID, s.Environment.String(), s.Target.String(), s.OfficialName.String(), s.OwnerExternalID.String(), s.State.String(),
		s.Created.In(p.env.Now().Location()).Format("2006-01-02 15:04")}
	if s.Damaged != nil {
		w = append(w, "damaged")
	}
	return strings.Join(w, " ")
}

// whyNot says why nothing can be done: there is no import, or for a reason of its own.
func (p *Pane) whyNot(reason string) string {
	if p.current() == nil {
		return p.empty()
	}
	return reason
}

// Mouse chooses and scrolls; a second click opens. The filter stays as it is typed.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	if m.Wheel == 0 && m.On.Kind == pane.AreaQuery {
		p.typing = true
		return nil, true
	}
	if m.Wheel == 0 && m.On.Kind != pane.AreaRow {
		return nil, false
	}
	if m.List(&p.list) {
		return pane.Handle(p, pane.Press("enter")), true
	}
	return nil, true
}

// back first clears the filter.
func (p *Pane) back() tea.Cmd {
	if !p.filter.Empty() {
		p.clear()
		return nil
	}
	return p.env.Send(pane.Back{})
}

func (p *Pane) askDelete(s app.SavedImport, everywhere bool) tea.Cmd {
	name := s.OfficialName.String()
	if name == "" {
		name = s.Target.String()
	}
	lines := []string{name + ", saved " + s.Created.In(p.env.Now().Location()).Format("2006-01-02 15:04") + ".", s.ID,
		"It cannot be restored on this machine."}
	if everywhere {
		lines = append(lines, "The provider is asked to delete its copy of this customer's data too.")
	}
	return p.env.Send(pane.Ask{Title: "Delete this import?", Lines: lines, Agree: "delete it", Decline: "keep it", Danger: true,
		Yes: func() tea.Cmd { return p.remove(s.ID, everywhere) }})
}

func (p *Pane) askPurge() tea.Cmd {
	return p.env.Send(pane.Ask{Title: "Delete expired imports?",
		Lines: []string{english.Plural(p.expired(), "import has", "imports have") + " expired. They cannot be restored."},
		Agree: "delete them", Decline: "keep them", Danger: true, Yes: p.purge})
}
