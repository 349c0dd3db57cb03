package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"
)

// framesPerSecond is how often Bubble Tea looks whether there is a frame to write. At its usual 60 a key waits 8 ms for
// that on average and 17 ms at worst; looking costs next to nothing.
const framesPerSecond = 120

// askable reports whether the terminal can be asked for its background: both ends are one that knows such questions.
func askable(o Options) bool {
	in, fromTerminal := o.Input.(*os.File)
	out, toTerminal := o.Output.(*os.File)
	switch o.Getenv("TERM") {
	case "dumb", "linux", "":
		return false
	}
	return runtime.GOOS != "windows" && fromTerminal && toTerminal && term.IsTerminal(int(in.Fd())) && term.IsTerminal(int(out.Fd()))
}

// Run shows the program until the user quits or ctx ends. When it returns, the terminal is restored, every
// context it gave out is cancelled and every verification it began has ended, or had two seconds to.
func Run(ctx context.Context, b Backend, o Options) error {
	root := newRoot(ctx, b, o)
	defer root.close()
	err := drawing(root.clipboard.output, tea.NewProgram(root, programOptions(ctx, root, o)...))
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, tea.ErrInterrupted) {
		return nil
	}
	return err
}

// programOptions are how the program is run. Signals end the context: Bubble Tea's own handler for them would wait for
// ever to tell a loop that the context has ended already.
// Its own handler for panics prints their values, which may be a customer's: it is left out where somebody else watches.
func programOptions(ctx context.Context, root *root, o Options) []tea.ProgramOption {
	opts := []tea.ProgramOption{tea.WithContext(ctx), tea.WithAltScreen(), tea.WithOutput(root.clipboard.output), tea.WithoutSignalHandler(),
		tea.WithFPS(framesPerSecond)}
	if in, ok := o.Input.(*os.File); ok && root.preferences.ground.can {
		opts = append(opts, tea.WithInput(&keyboard{File: in, replies: replies{colour: root.preferences.ground.heard}}))
	} else if o.Input != nil {
		opts = append(opts, tea.WithInput(o.Input))
	}
	if o.Watched {
		opts = append(opts, tea.WithoutCatchPanics())
	}
	return opts
}

// drawing runs a program on a terminal that does not wrap.
func drawing(output io.Writer, p *tea.Program) error {
	return withoutWrap(output, func() error {
		_, err := p.Run()
		return err
	})
}

// withoutWrap switches the terminal's autowrap off while run draws: a line that the terminal takes for a longer one must
// not push the lines below it down.
func withoutWrap(output io.Writer, run func() error) error {
	_, _ = io.WriteString(output, ansi.ResetModeAutoWrap) // a terminal that cannot is drawn on as well
	defer func() { _, _ = io.WriteString(output, ansi.SetModeAutoWrap) }()
	return run()
}
