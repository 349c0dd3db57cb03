package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"aisdesk/aisclient"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/cmd/aisdesk/internal/wire"
	"aisdesk/tui"
	"aisdesk/tui/pane"
)

func (a *app) demoCommand() *cobra.Command {
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
		Args: noWords,
		RunE: func(c *cobra.Command, _ []string) error {
			a.load = config.LoadDemo
			page.apply(a)
			return a.verify(c.Context(), req, play)
		},
	}
	req.add(c.Flags())
	page.add(c.Flags())
	play.add(c.Flags())
	return grouped(c)
}

func (a *app) verifyCommand() *cobra.Command {
	var (
		req  requestFlags
		play sandboxFlags
		page pageFlags
	)
	c := &cobra.Command{
		Use:   "verify",
		Short: "Begin a verification in the environment of the settings",
		Args:  noWords,
		RunE: func(c *cobra.Command, _ []string) error {
			page.apply(a)
			return a.verify(c.Context(), req, play)
		},
	}
	req.add(c.Flags())
	page.add(c.Flags())
	play.add(c.Flags())
	return grouped(c)
}

func (a *app) verify(ctx context.Context, req requestFlags, play sandboxFlags) error {
	place, err := a.connecting(play)
	if err != nil {
		return err
	}
	defer place.Close()
	r, err := req.request(time.Now(), place.Config.Widget)
	if err == nil {
		_, _, err = r.Complete(aisclient.DateIn(time.Now())) // what is wrong is said here, not on a screen that fails
	}
	if err != nil {
		return usage(err)
	}
	return a.run(ctx, place, tui.Start{At: tui.AtVerify, Plan: pane.Plan{Request: r, Door: pane.DoorPage, Period: req.since}})
}

func (a *app) home(ctx context.Context) error {
	place, err := a.connecting(sandboxFlags{})
	if err != nil {
		return err
	}
	defer place.Close()
	return a.run(ctx, place, tui.Start{At: tui.AtHome})
}

func (a *app) openCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "open ID|FILE",
		Short: "Open a saved import or a reply file, offline",
		Long:  "Open a saved import or a reply file, offline.\n\n" + idHelp,
		Args:  oneWord("the import's ID or a file"),
		RunE: func(c *cobra.Command, args []string) error {
			place, err := a.place(sandboxFlags{})
			if err != nil {
				return err
			}
			defer place.Close()
			r, err := place.Find(args[0])
			if err == nil {
				err = r.Check(c.Context())
			}
			if err != nil {
				return err
			}
			start := tui.Start{At: tui.AtFile, Name: args[0]}
			if r.Opened.ID != "" {
				start = tui.Start{At: tui.AtSaved, Name: r.Opened.ID}
			}
			return a.run(c.Context(), place, start)
		},
	}
}

var errNoTerminal = errors.New("this needs a terminal. Without one, use \"aisdesk import\", \"aisdesk show\" and \"aisdesk tx\"")

var errDumb = errors.New("this terminal can show no screens (TERM=dumb). Use another one, or \"aisdesk import\", \"aisdesk show\" and \"aisdesk tx\"")

func (a *app) run(ctx context.Context, place *wire.Place, start tui.Start) error {
	out, ok := a.Out.(*os.File)
	if !ok || !term.IsTerminal(int(out.Fd())) {
		return errNoTerminal
	}
	if a.getenv("TERM") == "dumb" {
		return errDumb
	}
	if err := place.Unlock(ctx); err != nil {
		return err
	}
	err := tui.Run(ctx, place.Backend(), tui.Options{Start: start, Version: version(), Input: a.In, Output: out, Getenv: a.getenv})
	if errors.Is(err, context.Canceled) {
		return &exitCode{code: exitCancelled, err: errors.New("ended by a signal; what was saved is kept")}
	}
	return err
}
