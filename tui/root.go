package tui

import (
	"context"
	"io"
	"os"
	"time"

	"github.com/charmbracelet/x/ansi"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/background"
	"aisdesk/tui/number"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/home"
	"aisdesk/tui/pane/library"
	"aisdesk/tui/terminal"
)

// root is the only tea.Model. It hands every message to the part or the pane that it is for; the parts own the state.
type root struct {
	backend Backend
	opts    Options
	env     *pane.Env
	outbox  []tea.Msg // what panes asked for and is not handled yet

	work        *background.Work
	nav         *navigation
	parked      *parked
	dialogs     *dialogs
	notices     *notices
	preferences *preferences
	clipboard   *clipboard
	flow        *verification
	loader      *loader
	screen      *compositor
	input       *input
	titles      titles
	library     *library.Pane // as it was left; nil before the first time
}

func newRoot(ctx context.Context, b Backend, o Options) *root {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	r := &root{backend: b, opts: o, work: background.New(ctx), nav: &navigation{}, dialogs: &dialogs{}, notices: &notices{}}
	r.env = &pane.Env{Now: o.Now, Ctx: r.work.Context(), Services: b, Claims: b, Reports: b, Lexicon: b, Cases: o.Cases, Demo: o.Demo, Policies: o.Policies, Version: o.Version, Home: o.Getenv("HOME"), Spawn: r.work.Spawn, Post: r.post}
	r.preferences = &preferences{backend: b, env: r.env, notices: r.notices, getenv: o.Getenv, writer: background.NewWriter(r.work), set: b.Settings().Clone(), tell: r.tell}
	r.clipboard = &clipboard{work: r.work, notices: r.notices, output: terminal.Output(o.Output), getenv: o.Getenv}
	r.preferences.ground = terminal.NewGround(r.clipboard.output, o.Input, o.Output, o.Getenv)
	r.preferences.work, r.preferences.known = r.work, terminal.BackgroundBy(o.Getenv)
	r.env.Memory, r.env.Masked, r.env.Theme = r.preferences, r.preferences.set.Masked, r.preferences.themeOf(r.preferences.set.Theme)
	r.env.Numbers = number.FormOf(r.preferences.set.Numbers, o.Getenv)
	r.parked = &parked{nav: r.nav, notices: r.notices}
	r.loader = &loader{work: r.work, backend: b, env: r.env, nav: r.nav, parked: r.parked}
	r.titles = titles{nav: r.nav, dialogs: r.dialogs, work: r.work, output: r.clipboard.output, on: terminal.Titled(o.Getenv)}
	r.flow = &verification{work: r.work, backend: b, env: r.env, nav: r.nav, dialogs: r.dialogs, notices: r.notices, tell: r.tell,
		tab: terminal.NewProgress(r.clipboard.output, o.Getenv), titles: &r.titles, still: o.Still}
	r.screen = &compositor{backend: b, env: r.env, nav: r.nav, dialogs: r.dialogs, notices: r.notices, linked: terminal.Linked(o.Getenv)}
	r.screen.focus.cursor = terminal.NewCursor(r.clipboard.output, o.HideCursor)
	r.screen.program = r.program()
	r.input = &input{nav: r.nav, dialogs: r.dialogs, notices: r.notices, screen: r.screen, preferences: r.preferences, settle: r.settle}
	r.nav.screens = []screen{{pane: home.New(r.work.Context(), r.env, b, o.Version), kind: atHome}}
	return r
}

// close ends everything that the program began and waits for it, but not for ever.
func (r *root) close() {
	r.flow.tab.Show(false)
	r.work.Cancel()
	r.parked.forget()
	r.nav.drop(0)
	r.work.Close()
}

// Init shows home and goes where the options say.
func (r *root) Init() tea.Cmd {
	cmds := []tea.Cmd{r.nav.top().Update(pane.Focus{}), r.start(), r.preferences.askGround()}
	if r.preferences.set.Mouse {
		cmds = append(cmds, listen(true))
	}
	return tea.Batch(cmds...)
}

// start goes where the options say.
func (r *root) start() tea.Cmd {
	switch s := r.opts.Start; s.At {
	case AtVerify:
		return r.begin(s.Request)
	case AtSaved:
		return r.open(pane.OpenSaved{ID: s.Name})
	case AtFile:
		return r.open(pane.OpenFile{Path: s.Name})
	case AtReply:
		return r.loader.open(s.Reply.Dataset.Name, s.Reply.Dataset.ID == "", func(context.Context) (app.Reply, error) { return s.Reply, nil })
	case AtLibrary:
		return r.goTo(pane.ToLibrary)
	}
	return nil
}

// Update handles a message and everything that panes ask for because of it.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	r.screen.frame = "" // it may not be true any more
	cmd := r.settle(r.take(msg))
	if r.preferences.unsaved {
		cmd = tea.Batch(cmd, r.preferences.save())
	}
	return r, tea.Batch(cmd, r.titles.retitle())
}

// View returns the last frame, or makes it. It is called after every message, also those that change nothing.
func (r *root) View() string { return r.screen.view() }

// settle does what panes asked for meanwhile, down to the last request.
func (r *root) settle(cmd tea.Cmd) tea.Cmd {
	for len(r.outbox) > 0 {
		next := r.outbox[0]
		r.outbox = r.outbox[1:]
		cmd = tea.Batch(cmd, r.take(next))
	}
	return cmd
}

// post takes a request of a pane; it is handled once the pane is done with its message.
func (r *root) post(msg tea.Msg) { r.outbox = append(r.outbox, msg) }

// take gives a message to whom it belongs.
func (r *root) take(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.KeyMsg:
		return r.input.keys(m)
	case pane.Callback:
		return m()
	case tea.MouseMsg:
		return r.input.mouse(m)
	case tea.WindowSizeMsg:
		r.screen.resize(m.Width, m.Height)
		return nil
	}
	return r.request(msg)
}

// tell gives a message to every pane: of data that arrived, of settings that changed, of a second that passed.
func (r *root) tell(msg tea.Msg) tea.Cmd {
	cmd := r.nav.tell(msg)
	if w := r.parked.workspace; w != nil { // what it began goes on
		cmd = tea.Batch(cmd, w.Update(msg))
	}
	return cmd
}

// titles is what the terminal's window or tab is called: the place and what is under way, and never what a bank said.
type titles struct {
	nav     *navigation
	dialogs *dialogs
	work    *background.Work
	output  io.Writer
	on      bool         // the terminal has a title
	stage   intake.State // of the verification in progress, Idle for none
	last    string
}

// progressWords say how far a verification is.
var progressWords = map[intake.State]string{
	intake.Linking: "waiting for the sign-in", intake.SignedIn: "signed in", intake.Importing: "importing", intake.Saving: "saving",
}

// title says where the program is, and what is under way.
func (t *titles) title() string {
	said := "aisdesk - " + t.nav.top().Title()
	if n := len(t.dialogs.open); n > 0 {
		if o, ok := t.dialogs.open[n-1].(*confirm); ok {
			said += ", " + o.ask.Title
		}
	}
	if state := progressWords[t.stage]; state != "" {
		said += ", " + state
	}
	return text.Clean(said).String()
}

// retitle sets the window's title when it is another.
func (t *titles) retitle() tea.Cmd {
	if !t.on || len(t.nav.screens) == 0 {
		return nil
	}
	title := t.title()
	if title == t.last {
		return nil
	}
	t.last = title
	return t.work.Spawn(func() tea.Msg {
		_, _ = io.WriteString(t.output, ansi.SetWindowTitle(title)) // a terminal without a title is as good
		return nil
	})
}
