// Package screencmd has the commands that open the screen: demo, verify, open.
package screencmd

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/cmd/aisdesk/internal/crash"
	"aisdesk/tui"
)

// Commands are the commands that open the screen: demo, verify, open.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.demoCommand(), prog.verifyCommand(), prog.openCommand()}
}

type commands struct{ *cli.Program }

func (prog commands) demoCommand() *cobra.Command {
	var (
		req    cli.RequestFlags
		play   cli.SandboxFlags
		page   cli.PageFlags
		asCase bool
	)
	c := &cobra.Command{
		Use:   "demo",
		Short: "Run a whole verification on the sandbox",
		Long: `Run a whole verification on the sandbox: the provider's API, its widget and a bank on this machine, offline. The
link page opens in your browser; sign in as test1 with the password Test123 and the code Test123.

With --case it imports without the page instead: a customer with accounts at three banks, and a couple with a joint
account. Each becomes a case that reads its banks as one; the customer's opens on the screen.`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			prog.Load = config.LoadDemo
			page.Apply(prog.Program)
			if asCase {
				return prog.demoCases(c.Context(), play)
			}
			return prog.verify(c.Context(), req, play)
		},
	}
	c.Flags().BoolVar(&asCase, "case", false, "import a customer of three banks and a couple, each as a case")
	req.Add(c.Flags())
	page.Add(c.Flags())
	play.Add(c.Flags())
	prog.AddAccessible(c.Flags())
	return cli.Grouped(c)
}

func (prog commands) verifyCommand() *cobra.Command {
	var (
		req  cli.RequestFlags
		play cli.SandboxFlags
		page cli.PageFlags
	)
	c := &cobra.Command{
		Use:   "verify",
		Short: "Begin a verification in the environment of the settings",
		Args:  cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			page.Apply(prog.Program)
			return prog.verify(c.Context(), req, play)
		},
	}
	req.Add(c.Flags())
	page.Add(c.Flags())
	play.Add(c.Flags())
	prog.AddAccessible(c.Flags())
	return cli.Grouped(c)
}

func (prog commands) verify(ctx context.Context, req cli.RequestFlags, play cli.SandboxFlags) error {
	a, err := prog.Connecting(play)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := req.Request(time.Now(), a.Config.Widget)
	if err == nil {
		_, _, err = r.Complete(aisclient.DateIn(time.Now())) // what is wrong is said here, not on a screen that fails
	}
	if err == nil {
		err = cli.CheckTarget(ctx, a, r.Widget.Target, r.Widget.Country)
	}
	if err != nil {
		return cli.Usage(err)
	}
	return prog.run(ctx, a, tui.Start{At: tui.AtVerify, Request: app.VerificationRequest{Request: r, Method: app.SignInPage, Period: req.Since}})
}

// Home opens the screen where it begins. It fails as cli.Program.Connecting and tui.Run do.
func Home(ctx context.Context, p *cli.Program) error {
	prog := commands{p}
	a, err := prog.Connecting(cli.SandboxFlags{})
	if err != nil {
		return err
	}
	defer a.Close()
	return prog.run(ctx, a, tui.Start{At: tui.AtHome})
}

func (prog commands) openCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "open ID|FILE|CASE",
		Short: "Open a saved import, a reply file or a case, offline",
		Long:  "Open a saved import, a reply file, or the imports of a case as one, offline. CASE is the id or the label of a case.\n\n" + cli.IDHelp,
		Args:  cli.OneArg("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			a, err := prog.App(cli.SandboxFlags{})
			if err != nil {
				return err
			}
			defer a.Close()
			reply, err := prog.Reply(c.Context(), a, args[0])
			if err == nil {
				err = reply.LoadSmall(c.Context())
			}
			if err != nil {
				return err
			}
			return prog.run(c.Context(), a, tui.Start{At: tui.AtReply, Reply: reply})
		},
	}
	prog.AddAccessible(c.Flags())
	return c
}

var errNoTerminal = errors.New("this needs a terminal. Without one, use --accessible, or \"aisdesk import\", \"aisdesk show\" and \"aisdesk tx\"")

// reducedMotion reports whether motion is off: by the setting, or by AISDESK_REDUCED_MOTION.
func reducedMotion(c *config.Config, getenv func(string) string) bool {
	switch getenv("AISDESK_REDUCED_MOTION") {
	case "", "0", "false", "no":
		return c.Still
	}
	return true
}

func (prog commands) run(ctx context.Context, a *app.App, start tui.Start) error {
	prog.Accessible = cli.AccessibleMode(prog.Loaded, a.Settings(), prog.Getenv)
	if !prog.Accessible && !isTerminal(prog.Out) {
		return errNoTerminal
	}
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	if prog.Accessible {
		return prog.runLines(ctx, a, start)
	}
	out := prog.Out.(*os.File)
	watch, unwatched := crash.Begin(out, a.Config.StateDir)
	defer watch.End()
	err := tui.Run(ctx, tui.Of(a), tui.Options{Start: start, Cases: a.Cases, Demo: a.Demo, Policies: a.Config.Policies, Version: cli.Version(), Input: keyboard(prog.In), Output: out, Still: reducedMotion(prog.Loaded, prog.Getenv), Getenv: prog.Getenv,
		HideCursor: prog.Loaded.HideCursor, Watched: unwatched == nil})
	if errors.Is(err, context.Canceled) {
		return &cli.CodeError{Code: cli.ExitCancelled, Err: errors.New("ended by a signal: what was saved stays")}
	}
	return err
}
