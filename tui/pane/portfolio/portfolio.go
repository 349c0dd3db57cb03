// Package portfolio is the screen over all saved imports: what the claims of each, or of its case, come to, by outcome, bank and month.
package portfolio

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/library"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/page"
)

// archive is what the screen asks.
type archive interface {
	Imports(ctx context.Context) (*library.Index, error)
	Verdicts(ctx context.Context, ids []string, each func(id string, v portfolio.Verdict)) error
}

// Pane is the screen.
type Pane struct {
	env     *pane.Env
	archive archive
	w, h    int
	page    page.Page

	matters  []portfolio.Matter
	verdicts map[string]portfolio.Verdict // of those that were judged
	err      error
	stopped  bool
	listing  pane.Task[*library.Index]
	judging  pane.Task[struct{}]
	fresh    *news
}

// news are verdicts on their way to the screen.
type news struct {
	mu sync.Mutex
	of map[string]portfolio.Verdict
}

func (n *news) add(id string, v portfolio.Verdict) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.of[id] = v
}

func (n *news) take(to map[string]portfolio.Verdict) {
	n.mu.Lock()
	defer n.mu.Unlock()
	maps.Copy(to, n.of)
	clear(n.of)
}

// New makes the screen; nothing is read before it is shown.
func New(env *pane.Env, archive archive) *Pane {
	return &Pane{env: env, archive: archive, verdicts: map[string]portfolio.Verdict{}, fresh: &news{of: map[string]portfolio.Verdict{}}}
}

// Title, SetSize, View and Capturing make it a pane.Pane.
func (p *Pane) Title() string   { return "Portfolio" }
func (p *Pane) Capturing() bool { return false }
func (p *Pane) View() string    { return p.page.View() }

// SetSize sets the size of the pane.
func (p *Pane) SetSize(w, h int) {
	p.w, p.h = w, h
	p.draw()
}

// Status says how many imports and cases are judged.
func (p *Pane) Status() string {
	switch {
	case p.err != nil:
		return "the saved imports cannot be read: " + text.Clean(p.err.Error()).String()
	case p.listing.Running():
		return "reading"
	case p.judging.Running():
		return fmt.Sprintf("checking claims of %s, %d done", portfolio.Count(p.matters), len(p.verdicts))
	case len(p.verdicts) < len(p.matters):
		return fmt.Sprintf("stopped, %d done of %s", len(p.verdicts), portfolio.Count(p.matters))
	}
	return portfolio.Count(p.matters)
}

// Update begins when the pane is first shown, and draws anew when settings change.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch msg.(type) {
	case pane.Focus:
		if p.matters == nil && !p.listing.Running() {
			return p.load()
		}
	case pane.SettingsChanged:
		p.draw()
	}
	return nil
}

// load lists the imports and then checks the claims of all of them anew.
func (p *Pane) load() tea.Cmd {
	p.judging.Cancel()
	p.verdicts, p.fresh = map[string]portfolio.Verdict{}, &news{of: map[string]portfolio.Verdict{}}
	return p.listing.Start(p.env.Context(), p.archive.Imports, func(x *library.Index, err error) tea.Cmd {
		defer p.draw()
		if p.err = err; err != nil {
			return nil
		}
		p.matters = portfolio.Matters(x)
		return p.goOn()
	})
}

// often is how often the screen shows what was found so far.
const often = time.Second / 2

// goOn checks what has no verdict yet.
func (p *Pane) goOn() tea.Cmd {
	var ids []string
	for _, m := range p.matters {
		if _, known := p.verdicts[m.ID]; !known {
			ids = append(ids, m.ID)
		}
	}
	p.stopped = false
	if len(ids) == 0 {
		p.draw()
		return nil
	}
	fresh := p.fresh
	work := func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.archive.Verdicts(ctx, ids, fresh.add)
	}
	return tea.Batch(p.judging.Start(p.env.Context(), work, func(_ struct{}, err error) tea.Cmd {
		if err != nil && !errors.Is(err, context.Canceled) {
			p.err = err
		}
		p.look()
		return nil
	}), p.lookAgain())
}

// look takes what was found since.
func (p *Pane) look() {
	p.fresh.take(p.verdicts)
	p.draw()
}

func (p *Pane) lookAgain() tea.Cmd {
	return pane.After(often, func() tea.Cmd {
		if !p.judging.Running() {
			return nil
		}
		p.look()
		return p.lookAgain()
	})
}

// stop ends the checking; what was found stays.
func (p *Pane) stop() {
	p.stopped = p.judging.Cancel()
	p.look()
}

// Close ends what runs.
func (p *Pane) Close() {
	p.listing.Cancel()
	p.judging.Cancel()
}

// pageItems is by how many items a page key moves.
const pageItems = 10

// Actions open a group, stop and go on.
func (p *Pane) Actions() []pane.Action {
	move := func(k string) tea.Cmd { p.page.Key(k); return nil }
	group, some := p.page.Item().(group)
	running := p.judging.Running()
	return []pane.Action{
		pane.Key("enter o", "list the imports of this group").As("⏎").Short().Unless(!some).Because("nothing is counted yet").
			Call(func() tea.Cmd { return p.env.Send(pane.ShowImports{What: group.what, IDs: group.ids}) }),
		pane.Key("c", "stop checking").Short().Unless(!running).Because("nothing is being checked").Then(p.stop),
		pane.Key("r", "check again, or go on").Short().Unless(running).Because("the claims are being checked").Call(p.again),
		pane.Key("up k", "previous item").As("↑/k").Unless(!some).On(move),
		pane.Key("down j", "next item").As("↓/j").Unless(!some).On(move),
		pane.Key("pgdown ctrl+f ctrl+d", "page down").Unless(!some).Then(func() { p.page.Choose(p.page.At() + pageItems) }),
		pane.Key("pgup ctrl+b ctrl+u", "page up").Unless(!some).Then(func() { p.page.Choose(p.page.At() - pageItems) }),
		pane.Key("home g", "go to the top").Unless(!some).On(move),
		pane.Key("end G", "go to the bottom").Unless(!some).On(move),
		pane.Key("esc", "back").Short().Call(p.env.Sends(pane.Back{})),
	}
}

// again goes on where the checking was stopped, and else begins anew.
func (p *Pane) again() tea.Cmd {
	if p.stopped {
		return p.goOn()
	}
	return p.load()
}

// Mouse chooses and scrolls; a second click opens.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	open, done := p.page.Mouse(m)
	if open {
		return pane.Handle(p, pane.Press("enter")), true
	}
	return nil, done
}
