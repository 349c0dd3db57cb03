package main

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/config"
)

// streams are the program's standard streams; tests give their own.
type streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// cli is what every command shares.
type cli struct {
	streams
	getenv func(string) string
	flags  config.Flags
	// load reads the settings; the demo has a way of its own.
	load func(config.Flags, func(string) string) (*config.Config, error)
	// started says that the command line was understood and a command began.
	started bool
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, s streams, getenv func(string) string) int {
	prog := &cli{streams: s, getenv: getenv, flags: config.Flags{}, load: config.Load}
	root := prog.root()
	root.SetArgs(args)
	root.SetIn(s.In)
	root.SetOut(s.Out)
	root.SetErr(s.Err)
	prog.completion(root) // it keeps the standard output that it finds
	err := root.ExecuteContext(ctx)
	if err != nil && !prog.started {
		err = usage(err)
	}
	return report(s.Err, err)
}

func (prog *cli) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "aisdesk",
		Short: "Verify bank accounts from the terminal",
		Long: `aisdesk verifies bank accounts from the terminal. It serves the provider's sign-in widget on a page on this
machine, receives the session, imports the customer's data once, saves the reply and shows it.

Without a client id and an API key it uses its own sandbox: the provider, its widget and a bank, offline.
"aisdesk demo" runs a whole verification there.`,
		Version:       version(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          noArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return prog.home(c.Context()) },
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(err) })
	prog.settingFlags(root)
	saved := archiveCommands{prog}
	root.AddCommand(prog.demoCommand(), prog.verifyCommand(), prog.importCommand(), prog.openCommand(), prog.showCommand(), prog.txCommand(),
		prog.reportCommand(), lexiconCommands{prog}.lexiconCommand(),
		saved.listCommand(), saved.deleteCommand(), saved.purgeCommand(), saved.encryptCommand(), prog.sandboxCommand())
	for _, c := range append(root.Commands(), root) {
		prog.mark(c)
		for _, sub := range c.Commands() {
			if c != root {
				prog.mark(sub)
			}
		}
	}
	return root
}

// completion adds cobra's command with what cobra leaves open: a shell that it does not know is a mistake, and a
// script that could not be written is no wrong command line.
func (prog *cli) completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		for _, shell := range c.Commands() {
			prog.mark(shell)
		}
		c.RunE = func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("there is no completion for %q; there is for bash, fish, powershell and zsh", args[0])
			}
			return c.Help()
		}
		c.Args = cobra.ArbitraryArgs
	}
}

// mark notes when a command begins: what fails before that is a wrong command line.
func (prog *cli) mark(c *cobra.Command) {
	if do := c.RunE; do != nil {
		c.RunE = func(c *cobra.Command, args []string) error {
			prog.started = true
			return do(c, args)
		}
	}
}

// settingFlags are the settings that every command takes. The API key is none of them: other users of the
// machine can read command lines.
func (prog *cli) settingFlags(root *cobra.Command) {
	for _, f := range []struct{ name, arg, what string }{
		{"config", "FILE", "config file (default ~/.config/aisdesk/config.toml)"},
		{"env", "NAME", "environment: sandbox, test or live (AISDESK_ENV)"},
		{"client", "ID", "client id of the widget (AISDESK_CLIENT)"},
		{"api-url", "URL", "base URL of the API (AISDESK_API_URL)"},
		{"widget-url", "URL", "URL of the widget's script (AISDESK_WIDGET_URL)"},
		{"data-dir", "DIR", "directory of the saved imports (AISDESK_DATA_DIR)"},
	} {
		root.PersistentFlags().Var(&settingFlag{prog.flags, f.name, f.arg}, f.name, f.what)
	}
}

// settingFlag writes a flag into the settings.
type settingFlag struct {
	to        config.Flags
	name, arg string
}

func (f *settingFlag) String() string     { return "" }
func (f *settingFlag) Type() string       { return f.arg }
func (f *settingFlag) Set(v string) error { f.to[f.name] = v; return nil }

// version is the module's version, or the commit of a local build.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" {
		v = "(devel)"
	}
	return v
}
