// Package library finds saved imports by person, account, bank, tag and date, and does things with one or many: open,
// delete, tag, clear out what has expired.
package library

import (
	"context"
	"errors"
	"fmt"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/library"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// Archive is what the library asks.
type Archive interface {
	// Imports is what is known of all saved imports now.
	Imports(ctx context.Context) (*library.Index, error)
	// ReadImports reads imports whose customers are not known yet, and tells after each how many are done.
	ReadImports(ctx context.Context, ids []string, done func(n int)) error
	// Reusable reports whether an access token for further imports is saved with an import. It takes no time.
	Reusable(id string) bool
	// Tag puts a word on the cases of imports, or takes it off, and returns how many were changed.
	Tag(ctx context.Context, ids []string, tag string, remove bool) (int, error)
	Delete(ctx context.Context, id string, everywhere bool) error
	Purge(ctx context.Context) (int, error)
}

// Pane is the library.
type Pane struct {
	env     *pane.Env
	archive Archive
	ctx     context.Context
	w, h    int
	index   *library.Index
	shown   []int32        // places in base
	base    *library.Index // the index that was searched last
	order   library.Order
	only    *some // the imports that are shown at most; nil for all
	marked  marks
	list    field.List
	search  field.Line
	typing  bool
	tag     *field.Line         // the tag that is typed; nil while none is
	wrong   *filter.SyntaxError // of the search line
	problem error
	loading pane.Task[*library.Index]
	finding pane.Task[[]int32]
	near    string // a name that may have been meant, where nothing was found
	names   reading
	access  struct { // of the import under the cursor
		id    string
		saved bool
	}
}

// New makes the library. Its work ends with ctx.
func New(ctx context.Context, env *pane.Env, archive Archive) *Pane {
	return &Pane{ctx: ctx, env: env, archive: archive, index: library.Of(nil), base: library.Of(nil), marked: marks{},
		search: field.Line{Placeholder: "name, IBAN, employer, bank, saved:90d, expires:<30d, damaged"}}
}

// Search opens the search line. Return shows the list as it was left.
func Search(p *Pane) { p.typing = true }
func Return(p *Pane) { p.typing = false }

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Saved imports" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.typing || p.tag != nil }
func (p *Pane) Status() string {
	switch {
	case p.problem != nil:
		return "the saved imports cannot be read: " + field.Plain(p.problem.Error())
	case p.loading.Running() && p.index.Len() == 0:
		return "reading"
	}
	s := english.Plural(p.index.Len(), "import", "imports")
	if p.only != nil {
		s += ": " + p.only.what
	}
	if len(p.shown) != p.index.Len() {
		s = fmt.Sprintf("%d of %s", len(p.shown), s)
	}
	if from, to := p.list.Window(); to-from < len(p.shown) {
		s += fmt.Sprintf(", showing %d to %d", from+1, to)
	}
	if len(p.marked) > 0 {
		s += fmt.Sprintf(", %d marked", len(p.marked))
	}
	if n := p.expired(); n > 0 {
		s += fmt.Sprintf(", %d expired", n)
	}
	if p.order != library.ByDate {
		s += ", by " + p.order.String()
	}
	return s + p.names.status()
}

func (p *Pane) expired() int { return p.index.Expired(p.env.Now()) }

// at is the nth import that is shown.
func (p *Pane) at(n int) library.Entry { return p.base.Entry(int(p.shown[n])) }

// current is the import with the cursor; ok is false where none is shown.
func (p *Pane) current() (e library.Entry, ok bool) {
	if p.list.Cursor >= len(p.shown) {
		return e, false
	}
	return p.at(p.list.Cursor), true
}

// reusable reports whether an access token is saved with an import; the archive is asked once for each import that the
// cursor comes to.
func (p *Pane) reusable(id string) bool {
	if p.access.id != id {
		p.access.id, p.access.saved = id, p.archive.Reusable(id)
	}
	return p.access.saved
}

// Actions are what can be done with the import under the cursor, or with those that are marked.
func (p *Pane) Actions() []pane.Action {
	move := func(k string) tea.Cmd { p.list.Key(k); return nil }
	if p.typing {
		return []pane.Action{pane.Key("enter", "apply").Short().Then(func() { p.typing = false }),
			pane.Key("esc", "clear the search").Short().Call(func() tea.Cmd { p.typing = false; return p.clear() }),
			pane.Key("up down", "choose").As("↑/↓").On(move)}
	}
	if p.tag != nil {
		return tagActions(p)
	}
	c, some := p.current()
	none := !some
	reusable := some && p.reusable(c.ID)
	compare := pane.Key("=", "compare the two that are marked").Unless(len(p.marked) != 2).Because("mark two imports first, with the space bar").Call(p.marked.compare(p.env))
	compare.Footer = len(p.marked) == 2
	into := pane.Key("p", "put"+p.marked.many()+" into a case").Unless(none || p.env.Cases == nil || p.index.Locked()).Because(p.whyNot("the archive is locked")).Call(func() tea.Cmd { return put(p) })
	into.Footer = len(p.marked) > 0
	return []pane.Action{
		pane.Key("enter o", "open").As("⏎").Short().Unless(none || c.Damaged != nil).Because(p.whyNot("a damaged import cannot be opened")).
			Call(p.env.Sends(pane.OpenSaved{ID: c.ID, Who: c.Person()})),
		pane.Key("/", "search").Short().Then(func() { p.typing = true }),
		compare,
		into,
		pane.Key("s", "sort by next column").Short().Call(p.nextOrder),
		pane.Key("space", "mark, go on").Short().Unless(none).Because(p.empty()).Then(func() { p.marked.toggle(c.ID); p.list.Key("down") }),
		pane.Key("*", "mark all that are shown, or none").Unless(none).Because(p.empty()).Then(func() { p.marked.all(p.base, p.shown) }),
		pane.Key("d delete", "delete"+p.marked.many()).As("d").Short().Unless(none).Because(p.empty()).Call(func() tea.Cmd { return p.askDelete(false) }),
		pane.Key("D", "delete"+p.marked.many()+" here and at the provider").Unless(none).Because(p.empty()).Call(func() tea.Cmd { return p.askDelete(true) }),
		pane.Key("t", "tag"+p.marked.many()).Unless(none || p.index.Locked()).Because(p.whyNot("the archive is locked")).
			Then(func() { p.tag = &field.Line{Placeholder: "one word; -word takes it off", Limit: 64} }),
		pane.Key("c", "cases").Unless(p.env.Cases == nil).Because("no cases are kept here").Call(p.env.Sends(pane.Go{To: pane.ToCases})),
		pane.Key("v", "portfolio: verdicts of all imports").Unless(p.only != nil).Call(p.env.Sends(pane.Go{To: pane.ToPortfolio})),
		pane.Key("a", "import again with the saved access").Unless(none || !reusable).
			Because(p.whyNot("no access is saved with this import: it needs a new sign-in")).
			Call(p.env.Sends(pane.Begin{Request: app.VerificationRequest{Method: app.SignInReuse, ReuseOf: c.ID}})),
		pane.Key("x", "delete expired imports").Unless(p.expired() == 0).Because("nothing has expired").Call(p.askPurge),
		pane.Key("y", "copy the id").Unless(none).Because(p.empty()).Call(p.env.Sends(pane.Copy{Text: c.ID, What: "the id"})),
		pane.Key("r", "refresh the list").Call(p.load),
		pane.Key("up down k j pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d home end g G", "move").As("↑/↓/j/k/g/G").On(move),
		pane.Key("esc", "back").Short().Call(p.back),
	}
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
	return p.loading.Start(p.ctx, p.archive.Imports, func(x *library.Index, err error) tea.Cmd {
		if p.problem = err; err != nil {
			return nil
		}
		p.index, p.access.id = x, ""
		p.marked.drop(p.index)
		return tea.Batch(p.find(false), readNames(p))
	})
}

// Type types the search line.
func (p *Pane) Type(m tea.KeyMsg) tea.Cmd {
	switch {
	case p.tag != nil:
		p.tag.Update(m)
	case p.typing && p.search.Update(m):
		return p.find(true)
	}
	return nil
}

// clear takes the search away; the cursor stays on its import.
func (p *Pane) clear() tea.Cmd {
	p.search.Set("")
	return p.find(false)
}

func (p *Pane) nextOrder() tea.Cmd {
	all := library.Orders()
	p.order = all[(int(p.order)+1)%len(all)]
	return p.find(false)
}

// inline is how many imports are searched within a frame; more are searched beside the UI loop.
const inline = 20_000

// compared is of how many imports the names are compared within a frame with a word that finds nothing.
const compared = 2_000

// find shows what the search line finds. A line that cannot be read leaves what is shown. The cursor keeps its import
// unless the line changed.
func (p *Pane) find(changed bool) tea.Cmd {
	q, err := library.Parse(p.search.Value(), aisclient.DateIn(p.env.Now()))
	p.wrong = nil
	if errors.As(err, &p.wrong) {
		return nil
	}
	x, order := p.index, p.order
	work := func(context.Context) ([]int32, error) { return p.only.among(x, x.Find(q, order)), nil }
	done := func(hits []int32, _ error) tea.Cmd {
		if p.near = ""; len(hits) == 0 && x.Len() <= compared {
			p.near = x.Near(q)
		}
		p.show(x, hits, changed)
		return nil
	}
	if x.Len() <= inline {
		return p.finding.Do(p.ctx, work, done)
	}
	return p.finding.Start(p.ctx, work, done)
}

func (p *Pane) show(x *library.Index, hits []int32, changed bool) {
	if x != p.index {
		return // there is a newer one, which is searched anew
	}
	id := ""
	if c, ok := p.current(); ok && !changed {
		id = c.ID
	}
	p.shown, p.base = hits, x
	if changed {
		p.list = field.List{}
		return
	}
	for i, n := range hits {
		if x.ID(int(n)) == id {
			p.list.Cursor = i
			return
		}
	}
}

// whyNot says why nothing can be done: there is no import, or for a reason of its own.
func (p *Pane) whyNot(reason string) string {
	if _, ok := p.current(); !ok {
		return p.empty()
	}
	return reason
}

// Mouse chooses and scrolls; a second click opens. The search stays as it is typed.
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

// back first takes the search away, then the marks.
func (p *Pane) back() tea.Cmd {
	switch {
	case !p.search.Empty():
		return p.clear()
	case len(p.marked) > 0:
		clear(p.marked)
		return nil
	}
	return p.env.Send(pane.Back{})
}

func (p *Pane) empty() string {
	switch {
	case p.index.Locked() && !p.search.Empty():
		return "the archive is locked: people can be searched once it is unlocked"
	case !p.search.Empty() && p.near != "":
		return "no saved import matches the search. Did you mean " + p.near + "?"
	case !p.search.Empty():
		return "no saved import matches the search"
	}
	if p.loading.Running() {
		return "the saved imports are still being read: press it again in a moment"
	}
	return "nothing is saved yet"
}
