package tui

import (
	"context"
	"io"
	"os"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// closeWithin is how long close waits for verifications and other work to end after their context has.
const closeWithin = 2 * time.Second

// root is the only tea.Model. It routes messages to the screen on top, keeps what runs, and composes frames.
type root struct {
	ctx     context.Context
	cancel  context.CancelFunc
	work    sync.WaitGroup
	backend Backend
	opts    Options
	env     *pane.Env
	set     pane.Settings

	w, h     int
	screens  []screen // the last one is shown
	overlays []overlay
	flow     *flow
	reading  *reading
	kept     kept
	unread   pane.Reply // the reply that could not be opened last, for the inspector
	notice   notice

	output  io.Writer
	unsaved bool // settings that are not kept yet
	saves   keeper
	claims  keeper

	frame string // the last frame; empty after any message that may change it
	title string

	toldOfTmux bool
	gen        int // numbers verifications and openings, so that late answers are known
}

func newRoot(ctx context.Context, b Backend, o Options) *root {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	r := &root{backend: b, opts: o, set: b.Settings().Clone(), output: outputOf(o.Output)}
	r.ctx, r.cancel = context.WithCancel(ctx)
	r.env = &pane.Env{Now: o.Now, Masked: r.set.Masked, Memory: memory{r}, Ctx: r.ctx, Services: b, Claims: b, Home: o.Getenv("HOME"), Spawn: r.spawn}
	r.env.Theme = r.themeOf(r.set.Theme)
	return r
}

// themeOf makes the theme of the settings; a name that no longer exists is dark.
func (r *root) themeOf(name string) *theme.Theme {
	depth := theme.DepthOf(r.opts.Getenv)
	if t, err := theme.New(theme.Name(name), depth); err == nil {
		return t
	}
	return theme.Must(theme.Dark, depth)
}

// close ends everything that the program began and waits for it, but not for ever.
func (r *root) close() {
	r.cancel()
	r.forgetDesk()
	r.drop(0)
	done := make(chan struct{})
	go func() { r.work.Wait(); close(done) }()
	limit := time.NewTimer(closeWithin)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
	}
}

func (r *root) Init() tea.Cmd {
	home := r.newHome()
	r.screens = []screen{home}
	r.layout()
	cmds := []tea.Cmd{home.pane.Update(pane.Focus{}), r.start()}
	if r.set.Mouse {
		cmds = append(cmds, r.listen(true))
	}
	return tea.Batch(cmds...)
}

// start goes where the options say.
func (r *root) start() tea.Cmd {
	switch s := r.opts.Start; s.At {
	case AtVerify:
		return r.begin(s.Plan)
	case AtSaved:
		return r.open(pane.OpenSaved{ID: s.Name})
	case AtFile:
		return r.open(pane.OpenFile{Path: s.Name})
	case AtLibrary:
		return r.showLibrary()
	}
	return nil
}

// Update handles what concerns the whole program and hands the rest on.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	r.frame = ""
	cmd := r.update(msg)
	if r.unsaved {
		r.unsaved = false
		cmd = tea.Batch(cmd, r.save())
	}
	return r, tea.Batch(cmd, r.retitle())
}

func (r *root) update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = m.Width, m.Height
		r.layout()
		return nil
	case tea.KeyMsg:
		return r.keys(m)
	case tea.MouseMsg:
		return r.mouse(m)
	case pane.Callback:
		return m()
	}
	if cmd, mine := r.request(msg); mine {
		return cmd
	}
	if cmd, mine := r.happened(msg); mine {
		return cmd
	}
	if cmd, mine := r.read(msg); mine {
		return cmd
	}
	return r.tell(msg)
}

// tell gives a message to every live pane: its type says whose it is.
func (r *root) tell(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range r.screens {
		cmds = append(cmds, s.pane.Update(msg))
	}
	if d := r.kept.desk; d != nil { // what it began goes on
		cmds = append(cmds, d.Update(msg))
	}
	return tea.Batch(cmds...)
}

// top is the pane that is shown.
func (r *root) top() pane.Pane { return r.screens[len(r.screens)-1].pane }

// memory lets panes keep small settings; they are written with the next save of the settings.
type memory struct{ r *root }

func (m memory) Recall(key string) string { return m.r.set.Memory[key] }

func (m memory) Remember(key, value string) {
	if m.r.set.Memory == nil {
		m.r.set.Memory = map[string]string{}
	}
	if m.r.set.Memory[key] == value {
		return
	}
	m.r.set.Memory[key] = value
	m.r.unsaved = true
}
