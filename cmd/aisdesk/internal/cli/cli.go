// Package cli holds what the commands share: streams, settings, flags, the checks of a command line, exit codes, and the
// ways of printing. A family of commands is a package beside it, which takes a *Program and returns its commands.
package cli

import (
	"context"
	"io"
	"sync"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/config"
)

// Streams are the program's standard streams; tests give their own.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	// Variables are the names of all variables of the environment, for a word on those that nobody reads.
	Variables []string
}

// Program is what every command shares.
type Program struct {
	Streams
	// Getenv reads an environment variable, the program's own included.
	Getenv func(string) string
	// Flags are the settings of the command line.
	Flags config.Flags
	// Load reads the settings; the demo has a way of its own.
	Load func(config.Flags, func(string) string) (*config.Config, error)

	// Loaded are the settings in force, once an App was made of them.
	Loaded *config.Config
	// Accessible says that the program speaks to people who do not see the screen: what is typed without echo is announced.
	Accessible bool

	// Context ends with an interrupt. It is for questions that others ask of this Program.
	Context context.Context

	started, quiet bool
	piped          *sync.Map // the passphrases that came through pipes, by the names of these
}

// New makes the Program of one command line.
func New(s Streams, getenv func(string) string) *Program {
	return &Program{Streams: s, Context: context.Background(), Getenv: getenv, Flags: config.Flags{}, Load: config.Load, piped: &sync.Map{}}
}

// Remarks is where a command says how far it is, what it did and what may come next: the error stream, or nowhere with
// --quiet. Errors, questions, and warnings that a result is not whole go to Err.
func (prog *Program) Remarks() io.Writer {
	if prog.quiet {
		return io.Discard
	}
	return prog.Err
}

// AddQuiet adds --quiet to the root command, for all below it.
func (prog *Program) AddQuiet(root *cobra.Command) {
	root.PersistentFlags().BoolVar(&prog.quiet, "quiet", false, "no progress and no remarks on standard error, only warnings, errors and questions")
}

// Silent is the program without anything on the error stream.
func (prog *Program) Silent() *Program {
	p := *prog
	p.Err = io.Discard
	return &p
}

// Started reports whether the command line was understood and a command began.
func (prog *Program) Started() bool { return prog.started }

// Mark notes when a command begins: what fails before that is a wrong command line, as is what a command gets that is empty.
func (prog *Program) Mark(c *cobra.Command) {
	if do := c.RunE; do != nil {
		c.RunE = func(c *cobra.Command, args []string) error {
			prog.started = true
			if err := nothingEmpty(c, args); err != nil {
				return Usage(err)
			}
			return do(c, args)
		}
	}
}
