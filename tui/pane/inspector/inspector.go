// Package inspector shows what went over the wire: every call of this run with its headers and bodies,
// redacted, and the open reply with what the decoder does not know.
package inspector

import (
	"context"
	"fmt"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
)

// Pane is the inspector.
type Pane struct {
	reader
	env   *pane.Env
	ctx   context.Context
	calls func() []aisclient.Exchange
	w, h  int

	items    []item
	list     field.List
	follow   bool   // the cursor stays on the newest call
	reading  bool   // the keys go to the document, not to the list
	want     string // the key of the item whose document is wanted
	format   pane.Task[document]
	finding  bool
	reply    app.Reply
	warnings []aisclient.Warning
	away     bool // another tab is in front
	export   export.Export
}

// reader is the document under the cursor: where it is scrolled to, and what is searched for in it.
type reader struct {
	doc    document
	top    int
	left   int
	find   field.Line
	found  int // the line of the match shown; -1 for none
	height func() int
}

// item is one line of the list.
type item struct {
	key    string
	call   *aisclient.Exchange
	title  string
	format func(ctx context.Context) document
}

// New makes an inspector over the calls that calls returns, oldest first.
func New(ctx context.Context, env *pane.Env, calls func() []aisclient.Exchange) *Pane {
	p := &Pane{ctx: ctx, env: env, calls: calls, follow: true, reader: reader{found: -1}}
	p.height = p.docHeight
	return p
}

// SetReply puts the open reply into the list. The workspace opens on another tab.
func (p *Pane) SetReply(r app.Reply) { p.reply, p.follow, p.away = r, false, true }

// Title, SetSize, Capturing and Status make it a pane.Pane.
func (p *Pane) Title() string    { return "Inspector" }
func (p *Pane) SetSize(w, h int) { p.w, p.h = w, h }
func (p *Pane) Capturing() bool  { return p.finding }
func (p *Pane) Status() string {
	if !p.reading || len(p.doc.lines) == 0 {
		return english.Plural(len(p.items), "entry", "entries") + ", secrets redacted"
	}
	s := fmt.Sprintf("line %s of %s", strconv.Itoa(p.top+1), strconv.Itoa(len(p.doc.lines)))
	if q := p.find.Value(); q != "" {
		s += "  find " + q
		if p.found < 0 {
			s += ": not found"
		}
	}
	return s
}

// Actions are those of the list, of the document, or of the search in it.
func (p *Pane) Actions() []pane.Action {
	switch {
	case p.finding:
		leave := func() { p.finding, p.found = false, -1; p.find.Set("") }
		return []pane.Action{pane.Key("enter", "find").Short().Then(func() { p.finding = false }), pane.Key("esc", "leave").Short().Then(leave)}
	case p.reading:
		return p.readActions()
	}
	none := len(p.items) == 0
	move := func(k string) tea.Cmd { p.list.Key(k); return p.chosen() }
	actions := []pane.Action{
		pane.Key("up down k j pgup pgdown ctrl+b ctrl+f ctrl+u ctrl+d home end g G", "choose").As("↑/↓").Short().Unless(none).On(move),
		pane.Key("enter", "read").Short().Unless(none).Then(func() { p.reading = true }),
		pane.Key("/", "find").Short().Unless(none).Call(p.openFind),
	}
	actions = append(actions, p.copies()...)
	return append(actions, pane.Key("esc", "back").Short().Call(p.env.Sends(pane.Back{})))
}

// Update reads the calls again whenever something may have happened.
func (p *Pane) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case pane.Loaded:
		if m.Dataset.Ledger != nil && m.Dataset.Ledger.Import() != nil {
			p.warnings = m.Dataset.Ledger.Import().Warnings
		}
		return p.refreshInFront()
	case pane.Focus:
		p.away = false
		return p.refresh()
	case pane.Blur:
		p.away = true
	case pane.Tick:
		return p.refreshInFront()
	case pane.SettingsChanged:
		p.want = ""
		if p.env.Masked { // what was looked for may be a name
			p.find.Set("")
			p.finding = false
		}
		return p.refresh()
	}
	return nil
}

// refreshInFront leaves a reply unread while the pane is not looked at: formatting a large one takes more
// memory than everything else together.
func (p *Pane) refreshInFront() tea.Cmd {
	if p.away {
		return nil
	}
	return p.refresh()
}

// refresh makes the list of items and asks for the document under the cursor.
func (p *Pane) refresh() tea.Cmd {
	p.items = p.items[:0]
	if p.reply.Raw != nil {
		p.items = append(p.items, p.replyItem())
	}
	if len(p.warnings) > 0 {
		p.items = append(p.items, p.warningItem())
	}
	calls := p.calls()
	for i := range calls {
		p.items = append(p.items, callItem(&calls[i]))
	}
	if p.follow {
		p.list.Cursor = max(len(p.items)-1, 0)
	}
	return p.show()
}

// show has the document of the item under the cursor made, off the UI loop, unless it is there.
func (p *Pane) show() tea.Cmd {
	_, h := p.listPanel()
	p.list.Resize(len(p.items), max(h-3, 1)) // without borders and the head
	if len(p.items) == 0 {
		p.doc = document{}
		return nil
	}
	it := p.items[p.list.Cursor]
	if it.key == p.want {
		return nil
	}
	p.want, p.top, p.left, p.found = it.key, 0, 0, -1
	p.doc = document{}
	p.format.Cancel()
	if p.env.Masked {
		p.doc = document{lines: []string{"The privacy mask hides requests and replies. ctrl+o shows them."}}
		return nil
	}
	return p.format.Start(p.ctx, func(ctx context.Context) (document, error) { return it.format(ctx), nil }, func(d document, _ error) tea.Cmd {
		p.doc = d
		return nil
	})
}
