package tui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/background"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/opening"
	"aisdesk/tui/pane/outcome"
)

// loader brings one reply at a time to a workspace.
type loader struct {
	path    string // of the file that was opened last, as it was typed
	work    *background.Work
	backend Backend
	env     *pane.Env
	nav     *navigation
	parked  *parked

	reading *reading  // nil while nothing is read
	unread  app.Reply // the reply that could not be opened last, for the inspector
	find    pane.Task[app.Reply]
	load    pane.Task[*ledger.Ledger]

	categorise  pane.Task[laid] // of what was read
	categorised *reading        // whose rows the task is about
}

// reading is one reply on its way.
type reading struct {
	what      string
	cancel    context.CancelFunc
	ctx       context.Context
	reply     app.Reply
	parts     *background.Queue[*ledger.Ledger]
	workspace *workspace // once there are rows
	without   bool       // the acts are left out, to compare
}

// latest keeps the newest of several provisional ledgers.
func latest(ls []*ledger.Ledger) []*ledger.Ledger { return ls[len(ls)-1:] }

// open begins to read what find finds. The screen on top gives way if it only led here.
func (l *loader) open(what string, file bool, find pane.Work[app.Reply]) tea.Cmd {
	l.stop()
	d := &reading{what: text.Clean(what).String(), parts: background.NewQueue(latest)}
	d.ctx, d.cancel = context.WithCancel(l.work.Context())
	l.reading, l.unread = d, app.Reply{}
	if !l.nav.at(atOutcome) { // which is gone back to if the reply does not open
		l.nav.dropVerification()
	}
	cmd := l.nav.push(atOpening, opening.New(l.env, d.what, file))
	l.nav.onClose(l.stop)
	return tea.Batch(cmd, l.work.Spawn(l.find.Start(d.ctx, find, l.found)))
}

// stop ends the reading; what comes late of it opens nothing.
func (l *loader) stop() {
	if l.reading != nil {
		l.reading.cancel()
	}
	l.reading = nil
	l.find.Cancel()
	l.load.Cancel()
}

// found reads the reply that was found.
func (l *loader) found(reply app.Reply, err error) tea.Cmd {
	if err != nil {
		return l.failed(err)
	}
	d := l.reading
	d.reply = reply
	read := func(ctx context.Context) (*ledger.Ledger, error) {
		l, _, err := reply.Load(ctx, d.parts.Push)
		return l, err
	}
	return tea.Batch(l.next(), l.work.Spawn(l.load.Start(d.ctx, read, l.read)))
}

// next waits for more rows.
func (l *loader) next() tea.Cmd {
	d := l.reading
	return d.parts.Next(d.ctx, 0, pane.Callback(func() tea.Cmd {
		ls := d.parts.Take()
		if l.reading != d || len(ls) == 0 {
			return nil
		}
		return tea.Batch(l.show(ls[len(ls)-1]), l.next())
	}))
}

// read ends the reading with the rows that were checked to the end.
func (l *loader) read(rows *ledger.Ledger, err error) tea.Cmd {
	if err != nil {
		return l.failed(err)
	}
	d := l.reading
	cmd := l.show(rows)
	l.reading.cancel()
	l.reading = nil
	return tea.Batch(cmd, l.annotate(d))
}

// laid is a dataset with its categories and the acts of its case, and why these could not be read.
type laid struct {
	app.Dataset
	problem error
}

// annotate lays the acts of its case on the rows that were read to the end and gives them their categories, beside the UI
// loop. The panes get them like further rows.
func (l *loader) annotate(d *reading) tea.Cmd {
	data, now, cases := d.workspace.data, l.env.Now(), l.env.Cases
	if d.without {
		cases = nil
	}
	l.categorised = d
	work := func(ctx context.Context) (out laid, err error) {
		if cases != nil {
			data, out.problem = cases.Lay(ctx, data)
		}
		out.Dataset, err = data.Annotated(ledger.Background(ctx), now)
		return out, err
	}
	return l.work.Spawn(l.categorise.Start(l.work.Context(), work, func(data laid, err error) tea.Cmd {
		if err != nil {
			return nil // only where the program ends
		}
		cmd := d.workspace.Update(pane.Loaded{Dataset: data.Dataset})
		if data.problem != nil {
			cmd = tea.Batch(cmd, l.env.Inform(pane.Bad, "what people did with this import cannot be read: "+data.problem.Error()))
		}
		return cmd
	}))
}

// acted shows a dataset with other acts.
func (l *loader) acted(ws *workspace, data app.Dataset) tea.Cmd {
	if ws == nil || !data.Same(ws.data) {
		return nil
	}
	ws.data, ws.full = data, nil
	return l.annotate(&reading{workspace: ws})
}

// withoutActs shows the data as it is without the acts, or with them again.
func (l *loader) withoutActs(ws *workspace, on bool) tea.Cmd {
	switch {
	case ws == nil || on == (ws.full != nil):
		return nil
	case on:
		full := ws.data
		ws.full, ws.data = &full, full.Without()
	default:
		ws.full, ws.data = nil, *ws.full
	}
	return l.annotate(&reading{workspace: ws, without: on})
}

// recategorise gives the rows of a workspace their categories anew, with the lexicon that is in force now.
func (l *loader) recategorise(ws *workspace) tea.Cmd {
	if ws == nil || ws.data.Ledger == nil || !ws.data.Ledger.Complete() {
		return nil
	}
	ws.data.Cache = nil
	return l.annotate(&reading{workspace: ws, without: ws.full != nil})
}

// show puts rows into the workspace, which opens with the first of them.
func (l *loader) show(rows *ledger.Ledger) tea.Cmd {
	d := l.reading
	o := d.reply.Dataset
	o.Ledger = rows
	o.Cache = o.Insights(l.env.Now())
	var cmd tea.Cmd
	if d.workspace == nil {
		l.parked.forget()
		w := newWorkspace(l.work.Context(), l.env, l.backend, d.reply)
		d.workspace = w
		cmd = l.nav.supplant(atWorkspace, w, func() { l.leave(d); w.close() })
		l.nav.screens = slices.DeleteFunc(l.nav.screens, func(s screen) bool { return s.kind == atOutcome })
		if len(o.Expired) > 0 {
			cmd = tea.Batch(cmd, l.env.Inform(pane.Warn, strings.Join(o.Expired, "; ")))
		}
	}
	return tea.Batch(cmd, d.workspace.Update(pane.Loaded{Dataset: o}))
}

// leave ends a reading whose workspace is closed.
func (l *loader) leave(d *reading) {
	if l.reading == d {
		l.stop()
	}
	if l.categorised == d {
		l.categorise.Cancel()
	}
}

// failed tells why a reply did not open.
func (l *loader) failed(err error) tea.Cmd {
	d := l.reading
	l.stop()
	l.unread = d.reply
	return l.nav.supplant(atOutcome, outcome.New(l.env, outcome.Ending{
		Err: err, Kept: []string{"Nothing was changed."}, Readable: d.reply.Raw != nil,
		Private: []string{d.what, filepath.Base(d.what)},
	}), nil)
}
