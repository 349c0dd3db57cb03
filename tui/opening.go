package tui

import (
	"context"
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/opening"
	"aisdesk/tui/pane/outcome"
)

// reading is one reply on its way to the desk.
type reading struct {
	gen    int
	what   string
	cancel context.CancelFunc
	ctx    context.Context
	reply  pane.Reply
	parts  *queue[*ledger.Ledger]
}

// Messages of a reading.
type (
	replyFound struct {
		gen   int
		reply pane.Reply
		err   error
	}
	replyPart struct {
		gen    int
		ledger *ledger.Ledger
	}
	replyRead struct {
		gen    int
		ledger *ledger.Ledger
		err    error
	}
)

// latest keeps the newest of several provisional ledgers.
func latest(ls []*ledger.Ledger) []*ledger.Ledger { return ls[len(ls)-1:] }

// open begins to read a saved import or a file. The screen on top gives way if it only led here.
func (r *root) open(msg tea.Msg) tea.Cmd {
	what, find := "", func(context.Context) (pane.Reply, error) { return pane.Reply{}, nil }
	switch m := msg.(type) {
	case pane.OpenSaved:
		if r.keptIs(m.ID) {
			return r.backToDesk()
		}
		what = m.ID
		find = func(ctx context.Context) (pane.Reply, error) { return r.backend.Open(ctx, m.ID) }
	case pane.OpenFile:
		path := r.env.Path(m.Path)
		what = path
		find = func(ctx context.Context) (pane.Reply, error) { return r.backend.OpenFile(ctx, path) }
	}
	if r.reading != nil {
		r.reading.cancel()
	}
	r.gen++
	d := &reading{gen: r.gen, what: text.Clean(what).String(), parts: newQueue(latest)}
	d.ctx, d.cancel = context.WithCancel(r.ctx)
	r.reading, r.unread = d, pane.Reply{}
	r.dropFlowScreens()
	_, file := msg.(pane.OpenFile)
	cmd := r.push(atOpening, opening.New(r.env, d.what, file))
	r.screens[len(r.screens)-1].close = d.cancel
	return tea.Batch(cmd, r.spawn(func() tea.Msg {
		reply, err := find(d.ctx)
		return replyFound{d.gen, reply, err}
	}))
}

// read handles a reading's messages; those of one that was left are dropped.
func (r *root) read(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case replyFound:
		return r.ifReading(m.gen, func() tea.Cmd { return r.found(m) }), true
	case replyPart:
		return r.ifReading(m.gen, func() tea.Cmd { return tea.Batch(r.layRows(m.ledger), r.reading.next()) }), true
	case replyRead:
		return r.ifReading(m.gen, func() tea.Cmd { return r.readDone(m) }), true
	}
	return nil, false
}

func (r *root) ifReading(gen int, do func() tea.Cmd) tea.Cmd {
	if r.reading == nil || r.reading.gen != gen || r.reading.ctx.Err() != nil {
		return nil
	}
	return do()
}

func (r *root) found(m replyFound) tea.Cmd {
	d := r.reading
	if m.err != nil {
		return r.readFailed(m.err)
	}
	d.reply = m.reply
	return tea.Batch(d.next(), r.spawn(func() tea.Msg {
		l, err := d.reply.Load(d.ctx, d.parts.push)
		return replyRead{d.gen, l, err}
	}))
}

// next waits for more rows.
func (d *reading) next() tea.Cmd {
	return d.parts.next(d.ctx, 0, func(ls []*ledger.Ledger) tea.Msg {
		if len(ls) == 0 {
			return nil
		}
		return replyPart{d.gen, ls[len(ls)-1]}
	})
}

func (r *root) readDone(m replyRead) tea.Cmd {
	if m.err != nil {
		return r.readFailed(m.err)
	}
	cmd := r.layRows(m.ledger)
	r.reading.cancel()
	r.reading = nil
	return cmd
}

// layRows puts rows on the desk, which opens with the first of them.
func (r *root) layRows(l *ledger.Ledger) tea.Cmd {
	o := r.reading.reply.Opened
	o.Ledger, o.Survey = l, insight.NewSurvey(l)
	var cmd tea.Cmd
	if d := r.desk(); d == nil || d.gen != r.reading.gen {
		r.forgetDesk()
		d = newDesk(r.ctx, r.env, r.backend, r.reading.reply, r.reading.gen)
		stop := r.reading.cancel
		cmd = r.giveWay(atDesk, d, func() { stop(); d.close() })
	}
	return tea.Batch(cmd, r.desk().Update(pane.Loaded{Opened: o}))
}

// giveWay replaces the screen of a reading without ending the reading.
func (r *root) giveWay(k kind, p pane.Pane, end context.CancelFunc) tea.Cmd {
	for i := range r.screens {
		if r.screens[i].kind == atOpening || r.screens[i].kind == atDesk {
			r.screens[i].close = nil
			r.drop(i)
			break
		}
	}
	cmd := r.push(k, p)
	r.screens[len(r.screens)-1].close = end
	return cmd
}

func (r *root) readFailed(err error) tea.Cmd {
	d := r.reading
	d.cancel()
	r.reading = nil
	r.unread = d.reply
	return r.giveWay(atOutcome, outcome.New(r.env, outcome.Ending{
		Doing: "Opening " + d.what, Err: err, Kept: []string{"Nothing was changed."}, Readable: d.reply.Raw != nil,
		Private: []string{d.what, filepath.Base(d.what)},
	}), nil)
}
