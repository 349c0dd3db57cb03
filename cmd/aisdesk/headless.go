package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/wire"
	"aisdesk/tui/pane"
)

// headless are the flags of the import command.
type headless struct {
	request requestFlags
	play    sandboxFlags
	login   string
	session bool
	reuse   string
	json    bool
}

func (a *app) importCommand() *cobra.Command {
	var h headless
	c := &cobra.Command{
		Use:   "import",
		Short: "Import a customer's data without a browser",
		Long: `Import a customer's data without a browser, and print one summary. The session comes from the mock-session
endpoint of the sandbox and the test environment (--login), from standard input (--session reads one line
"target sessionId signature"), or from an access token that was kept with a saved import (--reuse).

Progress goes to standard error, the summary to standard output. The reply is kept in the archive.
Exit code 0 is an import that was saved, 3 one that failed, with its cause.`,
		Example: `  aisdesk import --env sandbox --login test1 --since 90d --json
  echo "$TARGET $SESSION_ID $SIGNATURE" | aisdesk import --session`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return a.runImport(c.Context(), h) },
	}
	f := c.Flags()
	f.StringVar(&h.login, "login", "", "test login for the mock-session endpoint, for example test1")
	f.BoolVar(&h.session, "session", false, "read \"target sessionId signature\" from standard input")
	f.StringVar(&h.reuse, "reuse", "", "id of a saved import whose access token is used again")
	f.BoolVar(&h.json, "json", false, "print the summary as one JSON object")
	h.request.add(f)
	h.play.add(f)
	c.MarkFlagsMutuallyExclusive("login", "session", "reuse")
	c.MarkFlagsOneRequired("login", "session", "reuse")
	return c
}

func (a *app) runImport(ctx context.Context, h headless) error {
	place, err := a.place(h.play)
	if err != nil {
		return err
	}
	defer place.Close()
	req, err := h.request.request(time.Now())
	if err != nil {
		return usage(err)
	}
	plan := pane.Plan{Request: req, Door: pane.DoorMock, Login: h.login}
	switch {
	case h.reuse != "":
		plan.Door, plan.ReuseOf = pane.DoorReuse, h.reuse
		if err := place.Unlock(ctx); err != nil {
			return err
		}
	case h.session:
		plan.Door = wire.DoorPaste
	}
	v := place.Verification(plan)
	if h.session {
		line, err := bufio.NewReader(io.LimitReader(a.In, 4096)).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("reading the session: %w", err)
		}
		if err := v.Paste(strings.TrimSpace(line)); err != nil {
			return usage(err)
		}
	}
	out, err := v.Verify(ctx, (&progress{w: a.Err, started: time.Now()}).event)
	if werr := a.summarise(ctx, place, out, err, h.json); werr != nil && err == nil {
		return werr
	}
	return failed(err)
}

// failed gives the failure of an import its exit code.
func failed(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled):
		return &exitCode{code: exitCancelled, err: err}
	}
	if _, ok := errors.AsType[*intake.FieldError](err); ok {
		return usage(err)
	}
	return &exitCode{code: exitImport, err: err}
}

// progress prints the steps of a verification, one line each.
type progress struct {
	w       io.Writer
	started time.Time
	state   intake.State
	last    string
}

func (p *progress) event(e intake.Event) {
	line := ""
	switch {
	case !e.Warning.Empty():
		line = "note: " + e.Warning.String()
	case e.Poll != nil && e.Poll.Transient != nil:
		line = "poll failed, trying again: " + e.Poll.Transient.Error()
	case e.Poll != nil:
		line = fmt.Sprintf("import %s: %s, %.0f %%", e.Poll.CommandID, e.Poll.State, e.Poll.Progress)
	case e.State != p.state && e.State != intake.Failed && e.State != intake.Cancelled:
		line = e.State.String()
		if e.Saved != "" {
			line += ": saved as " + e.Saved
		}
	}
	p.state = e.State
	if line == "" || line == p.last {
		return
	}
	p.last = line
	fmt.Fprintf(p.w, "%6.1fs  %s\n", time.Since(p.started).Seconds(), line)
}
