// Package tui is the terminal program: the root model that routes messages, lays panes out, and composes the
// frame. What it needs from outside stands in Backend.
package tui

import (
	"context"
	"errors"
	"io"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/pane"
	"aisdesk/tui/terminal"
)

// framesPerSecond is how often Bubble Tea looks whether there is a frame to write. At its usual 60 a key waits 8 ms for
// that on average and 17 ms at worst; looking costs next to nothing.
const framesPerSecond = 120

// Run shows the program until the user quits or ctx ends. When it returns, the terminal is restored, every
// context it gave out is cancelled and every verification it began has ended, or had two seconds to. It fails with ctx's error,
// or where the terminal cannot be read or drawn on.
func Run(ctx context.Context, b Backend, o Options) error {
	root := newRoot(ctx, b, o)
	defer root.close()
	p := tea.NewProgram(root, programOptions(root, o)...)
	// Bubble Tea given the context itself would close the keyboard while it is still being read.
	defer context.AfterFunc(ctx, p.Quit)()
	defer watchStore(ctx, b, p, root)()
	err := drawing(root.clipboard.output, root.opts.Getenv, p)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	return err
}

// storeWatcher is a Backend whose archive a team may share.
type storeWatcher interface {
	// WatchStore sends and receives at a pace until ctx ends, and tells in a line how this machine and the team's store
	// stand, and whether others did something since. It returns at once where nobody shares the archive.
	WatchStore(ctx context.Context, told func(line string, news bool))
}

// watchStore has the status line tell how this machine and the team's store stand. stop waits for its end.
func watchStore(ctx context.Context, b Backend, p *tea.Program, root *root) (stop func()) {
	w, ok := b.(storeWatcher)
	if !ok {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.WatchStore(ctx, func(line string, news bool) {
			p.Send(pane.Callback(func() tea.Cmd {
				root.screen.store = line
				if news {
					return root.tell(pane.Received{})
				}
				return nil
			}))
		})
	}()
	return func() { cancel(); <-done }
}

// programOptions are how the program is run. Signals end the context: Bubble Tea's own handler for them would wait for
// ever to tell a loop that the context has ended already.
// Its own handler for panics prints their values, which may be a customer's: it is left out where somebody else watches.
func programOptions(root *root, o Options) []tea.ProgramOption {
	opts := []tea.ProgramOption{tea.WithAltScreen(), tea.WithOutput(root.clipboard.output), tea.WithoutSignalHandler(),
		tea.WithFPS(framesPerSecond)}
	if o.Input != nil {
		opts = append(opts, tea.WithInput(root.preferences.ground.Keyboard(o.Input)))
	}
	if o.Watched {
		opts = append(opts, tea.WithoutCatchPanics())
	}
	return opts
}

// drawing runs a program on a terminal, which has back afterwards what the program changed.
func drawing(output io.Writer, getenv func(string) string, p *tea.Program) error {
	return terminal.While(output, getenv, func() error {
		_, err := p.Run()
		return err
	})
}

// StartAt says what the program shows first.
type StartAt int

// Where the program can start.
const (
	AtHome   StartAt = iota
	AtVerify         // begins Start.Request at once
	AtSaved          // opens the saved import Start.Name
	AtFile           // opens the reply file Start.Name
	AtReply          // reads Start.Reply
	AtLibrary
)

// Start is the first screen with what it needs.
type Start struct {
	At      StartAt
	Name    string
	Request app.VerificationRequest // of AtVerify
	Reply   app.Reply               // of AtReply
}

// Options of Run.
type Options struct {
	Start Start
	// Version is shown on the home screen.
	Version string
	// Cases are those of the archive; nil where there are none.
	Cases pane.Cases
	// Demo steers the sandbox that the program runs itself; nil where it runs none.
	Demo pane.Demo
	// Policies are the named sets of claims of the settings.
	Policies []policy.Policy
	// Watched says that another process restores the terminal when this one breaks down.
	Watched bool
	// Still has clocks move every ten seconds only, for those whom motion disturbs.
	Still bool
	// HideCursor keeps the terminal's cursor hidden. By itself it stands where the keys are, for magnifiers and braille displays.
	HideCursor bool
	// Input and Output are the terminal; nil means standard input and output.
	Input  io.Reader
	Output io.Writer
	// Now is the clock; nil means time.Now.
	Now func() time.Time
	// Getenv reads the terminal's abilities (TERM, COLORTERM, NO_COLOR); nil means os.Getenv.
	Getenv func(string) string
}
