package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"aisdesk/cmd/aisdesk/internal/archivecmd"
	"aisdesk/cmd/aisdesk/internal/casecmd"
	"aisdesk/cmd/aisdesk/internal/certifycmd"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/comparecmd"
	"aisdesk/cmd/aisdesk/internal/datacmd"
	"aisdesk/cmd/aisdesk/internal/doctorcmd"
	"aisdesk/cmd/aisdesk/internal/helpcmd"
	"aisdesk/cmd/aisdesk/internal/importcmd"
	"aisdesk/cmd/aisdesk/internal/lexiconcmd"
	"aisdesk/cmd/aisdesk/internal/portfoliocmd"
	"aisdesk/cmd/aisdesk/internal/providercmd"
	"aisdesk/cmd/aisdesk/internal/reportcmd"
	"aisdesk/cmd/aisdesk/internal/sandboxcmd"
	"aisdesk/cmd/aisdesk/internal/schemacmd"
	"aisdesk/cmd/aisdesk/internal/screencmd"
	"aisdesk/cmd/aisdesk/internal/setupcmd"
	"aisdesk/cmd/aisdesk/internal/teamcmd"
)

// families make the commands, in the order in which each lists them.
var families = []func(*cli.Program) []*cobra.Command{
	screencmd.Commands,
	importcmd.Commands,
	datacmd.Commands,
	reportcmd.Commands,
	comparecmd.Commands,
	portfoliocmd.Commands,
	lexiconcmd.Commands,
	casecmd.Commands,
	archivecmd.Commands,
	teamcmd.Commands,
	schemacmd.Commands,
	sandboxcmd.Commands,
	certifycmd.Commands,
	providercmd.Commands,
	doctorcmd.Commands,
	setupcmd.Commands,
	helpcmd.Commands,
}

// run executes one command line and returns the exit code.
func run(ctx context.Context, args []string, s cli.Streams, getenv func(string) string) int {
	prog := cli.New(s, getenv)
	prog.Context = ctx
	root := newRoot(prog)
	root.SetArgs(helpcmd.Completed(args))
	root.SetIn(s.In)
	help := &cli.Printer{W: s.Out} // cobra drops the errors of what it prints
	root.SetOut(help)
	root.SetErr(s.Err)
	completion(prog, root) // it keeps the standard output that it finds
	helpcmd.Install(prog, root)
	err := root.ExecuteContext(ctx)
	if err != nil && !prog.Started() {
		err = cli.Usage(err)
	}
	if err == nil {
		err = help.Err
	}
	return cli.Report(s.Err, err, cli.WantsJSON(args))
}

func newRoot(prog *cli.Program) *cobra.Command {
	root := &cobra.Command{
		Use:   "aisdesk",
		Short: "Verify bank accounts from the terminal",
		Long: `aisdesk verifies bank accounts from the terminal. It serves the provider's sign-in widget on a page on this
machine, receives the session, imports the customer's data once, saves the reply and shows it.

Without a client id and an API key it uses its own sandbox: the provider, its widget and a bank, offline.
"aisdesk demo" runs a whole verification there.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cli.NoArgs,
	}
	// cobra's own flag of a version takes a template, whose calls by name keep the linker from leaving out any method: 4 MB.
	version := root.Flags().BoolP("version", "v", false, "print the version")
	root.RunE = func(c *cobra.Command, _ []string) error {
		if *version {
			_, err := fmt.Fprintln(c.OutOrStdout(), cli.BuildInfo())
			return err
		}
		return screencmd.Home(c.Context(), prog)
	}
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return cli.Usage(cli.NearestFlag(c, err)) })
	cli.AddSettings(prog, root)
	prog.AddQuiet(root)
	prog.AddAccessible(root.Flags())
	for _, commands := range families {
		root.AddCommand(commands(prog)...)
	}
	markAll(prog, root)
	return root
}

// markAll marks a command and all below it.
func markAll(prog *cli.Program, c *cobra.Command) {
	prog.Mark(c)
	for _, sub := range c.Commands() {
		markAll(prog, sub)
	}
}

// completion adds cobra's command with what cobra leaves open: a shell that it does not know is a mistake, and a
// script that could not be written is no wrong command line.
func completion(prog *cli.Program, root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		if c.Name() != "completion" {
			continue
		}
		for _, shell := range c.Commands() {
			switch shell.Name() {
			case "bash":
				shell.RunE, shell.Long = bash, strings.Replace(shell.Long, bashPackage, "", 1)
			case "fish":
				shell.RunE = fish(root)
			case "zsh":
				shell.RunE = zsh(root)
			}
			prog.Mark(shell)
			cli.NoSettings(shell)
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
