// Package library lists the saved imports, newest first: open, delete, clear out what has expired.
package library

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
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
	s := field.Plural(len(p.all), "import", "imports")
	if len(p.shown) != len(p.all) {
		s = fmt.Sprintf("%d of %s", len(p.shown), s)
	}
	if from, to := p.list.Window(); to-from < len(p.shown) {
		s += fmt.Sprintf(", %d to %d on the screen", from+1, to)
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

// Keys are what can be done with the import under the cursor.
func (p *Pane) Keys() []pane.Binding {
	if p.typing {
		return []pane.Binding{pane.Key("enter", "keep the filter").Short(), pane.Key("esc", "clear the filter").Short()}
	}
	c := p.current()
	none := c == nil
	return []pane.Binding{
		pane.Key("enter o", "open").As("⏎").Short().Unless(none || c.Damaged != nil),
		pane.Key("/", "filter").Short(),
		pane.Key("d delete", "delete").As("d").Short().Unless(none),
		pane.Key("D", "delete here and at the provider").Unless(none),
		pane.Key("a", "import again with the kept access").Short().Unless(none || !c.Reusable),
		pane.Key("x", "delete what has expired").Unless(p.expired() == 0),
		pane.Key("y", "copy the id").Unless(none),
		pane.Key("r", "read the list again"),
		pane.Key("up down k j pgup pgdown home end g G", "move").As("↑/↓"),
		pane.Key("esc", "back").Short(),
	}
}

// Update reads the list on focus and does what keys say.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Focus:
		return p.load()
	case tea.KeyMsg:
		if p.typing {
			p.typed(m)
			return nil
		}
		return p.key(m)
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
		return p.after("deleted "+field.Plural(n, "expired import", "expired imports"), err)
	})
}

func (p *Pane) typed(m tea.KeyMsg) {
	switch m.String() {
	case "esc":
		p.filter.Set("")
		p.typing = false
	case "enter":
		p.typing = false
	case "up", "down":
		p.list.Update(m)
		return
	default:
		p.filter.Update(m)
	}
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

func (p *Pane) key(m tea.KeyMsg) tea.Cmd {
	c := p.current()
	for _, b := range p.Keys() {
		if b.Off {
			if b.Off = false; b.Match(m) {
				return p.env.Inform(pane.Info, p.whyNot(b.Keys[0]))
			}
			continue
		}
		if !b.Match(m) {
			continue
		}
		switch b.Keys[0] {
		case "enter":
			return p.env.Send(pane.OpenSaved{ID: c.ID})
		case "/":
			p.typing = true
		case "d":
			return p.askDelete(*c, false)
		case "D":
			return p.askDelete(*c, true)
		case "a":
			return p.env.Send(pane.Begin{Request: app.VerificationRequest{Method: app.SignInReuse, ReuseOf: c.ID}})
		case "x":
			return p.askPurge()
		case "y":
			return p.env.Send(pane.Copy{Text: c.ID, What: "the id"})
		case "r":
			return p.load()
		case "up":
			p.list.Update(m)
		case "esc":
			return p.back()
		}
		return nil
	}
	return nil
}

// whyNot says why a key has nothing to do.
func (p *Pane) whyNot(key string) string {
	switch c := p.current(); {
	case key == "x":
		return "nothing has expired"
	case c == nil:
		return p.empty()
	case key == "enter":
		return "a damaged import cannot be opened"
	}
	return "no access was kept with this import: it needs a new sign-in"
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
		return p.key(pane.Press("enter")), true
	}
	return nil, true
}

// back first clears the filter.
func (p *Pane) back() tea.Cmd {
	if !p.filter.Empty() {
		p.filter.Set("")
		p.search(true)
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
		"It cannot be brought back from this machine."}
	if everywhere {
		lines = append(lines, "The provider is asked to delete its copy of this customer's data too.")
	}
	return p.env.Send(pane.Ask{Title: "Delete this import?", Lines: lines, Agree: "delete it", Decline: "keep it", Danger: true,
		Yes: func() tea.Cmd { return p.remove(s.ID, everywhere) }})
}

func (p *Pane) askPurge() tea.Cmd {
	return p.env.Send(pane.Ask{Title: "Delete what has expired?",
		Lines: []string{field.Plural(p.expired(), "import is", "imports are") + " past its time. They cannot be brought back."},
		Agree: "delete them", Decline: "keep them", Danger: true, Yes: p.purge})
}
