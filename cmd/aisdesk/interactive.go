package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/tui"
)

func (prog *cli) demoCommand() *cobra.Command {
	var (
		req  requestFlags
		play sandboxFlags
		page pageFlags
	)
	c := &cobra.Command{
		Use:   "demo",
		Short: "Run a whole verification on the sandbox",
		Long: `Run a whole verification on the sandbox: the provider's API, its widget and a bank on this machine, offline. The
link page opens in your browser; sign in as test1 with the password Test123 and the code Test123.`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			prog.load = config.LoadDemo
			page.apply(prog)
			return prog.verify(c.Context(), req, play)
		},
	}
	req.add(c.Flags())
	page.add(c.Flags())
	play.add(c.Flags())
	return grouped(c)
}

func (prog *cli) verifyCommand() *cobra.Command {
	var (
		req  requestFlags
		play sandboxFlags
		page pageFlags
	)
	c := &cobra.Command{
		Use:   "verify",
		Short: "Begin a verification in the environment of the settings",
		Args:  noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			page.apply(prog)
			return prog.verify(c.Context(), req, play)
		},
	}
	req.add(c.Flags())
	page.add(c.Flags())
	play.add(c.Flags())
	return grouped(c)
}

func (prog *cli) verify(ctx context.Context, req requestFlags, play sandboxFlags) error {
	a, err := prog.connecting(play)
	if err != nil {
		return err
	}
	defer a.Close()
	r, err := req.request(time.Now(), a.Config.Widget)
	if err == nil {
		_, _, err = r.Complete(aisclient.DateIn(time.Now())) // what is wrong is said here, not on a screen that fails
	}
	if err != nil {
		return usage(err)
	}
	return prog.run(ctx, a, tui.Start{At: tui.AtVerify, Request: app.VerificationRequest{Request: r, Method: app.SignInPage, Period: req.since}})
}

func (prog *cli) home(ctx context.Context) error {
	a, err := prog.connecting(sandboxFlags{})
	if err != nil {
		return err
	}
	defer a.Close()
	return prog.run(ctx, a, tui.Start{At: tui.AtHome})
}

func (prog *cli) openCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "open ID|FILE",
		Short: "Open a saved import or a reply file, offline",
		Long:  "Open a saved import or a reply file, offline.\n\n" + idHelp,
		Args:  oneArg("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			a, err := prog.app(sandboxFlags{})
			if err != nil {
				return err
			}
			defer a.Close()
			reply, err := a.Find(c.Context(), args[0])
			if err == nil {
				err = reply.LoadSmall(c.Context())
			}
			if err != nil {
				return err
			}
			return prog.run(c.Context(), a, tui.Start{At: tui.AtReply, Reply: reply})
		},
	}
}

var errNoTerminal = errors.New("this needs a terminal. Without one, use \"aisdesk import\", \"aisdesk show\" and \"aisdesk tx\"")

var errDumb = errors.New("this terminal cannot show full screens (TERM=dumb). Use another one, or \"aisdesk import\", \"aisdesk show\" and \"aisdesk tx\"")

func (prog *cli) run(ctx context.Context, a *app.App, start tui.Start) error {
	out, ok := prog.Out.(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return errNoTerminal
	}
	if prog.getenv("TERM") == "dumb" {
		return errDumb
	}
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	err := tui.Run(ctx, a, tui.Options{Start: start, Policies: a.Config.Policies, Version: version(), Input: prog.In, Output: out, Getenv: prog.getenv})
	if errors.Is(err, context.Canceled) {
		return &exitCode{code: exitCancelled, err: errors.New("ended by a signal: what was saved stays")}
	}
	return err
}
