// Package importcmd has the command that imports without the screen.
package importcmd

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
)

// Commands are the command that imports without the screen.
func Commands(p *cli.Program) []*cobra.Command {
	prog := commands{p}
	return []*cobra.Command{prog.importCommand(), prog.callbackCommand()}
}

type commands struct{ *cli.Program }

// headless are the flags of the import command.
type headless struct {
	request  cli.RequestFlags
	play     cli.SandboxFlags
	login    string
	session  bool
	reuse    string
	redirect bool
	resume   string
	timeout  string
	callback string
	caseWord string
	askNext  bool
	out      cli.Output
	started  time.Time // of the verification that is under way
	saved    string    // the id of the import that was saved last
}

// resumeAny is what --resume means without a command's id, resumeList asks for the list.
const resumeAny, resumeList = "any", "list"

func (prog commands) importCommand() *cobra.Command {
	var h headless
	c := &cobra.Command{
		Use:   "import",
		Short: "Import a customer's data without the screen",
		Long: `Import a customer's data without the screen, and print one summary. The session comes from the mock-session
endpoint of the sandbox and the test environment (--login), from standard input (--session reads one line
"target sessionId signature"), from the access token that was saved with an earlier import (--reuse), or from the
provider's hosted sign-in (--redirect prints its link and waits). --resume continues an import whose program ended
before the reply was saved: the only one, or the one with the given command id; --resume list lists them.

With --case the import joins a case, and --ask-next goes on with the next bank of the same person, or of another applicant,
one import a session. A bank that fails leaves the others as they are and is named in the case and its report.

Progress goes to standard error, the summary to standard output. With --format ndjson both go to standard output, an event a
line as it happens, the result last; "aisdesk schema import-event" describes them; --output takes all of that into its file, which
is there once the command ends. The reply is saved in the archive.
Exit code 0 is an import that was saved, 3 an import that failed, 1 one that is saved and whose summary --callback could not post;
the cause is printed.

` + cli.PassphraseHelp,
		Example: `  aisdesk import --env sandbox --login test1 --since 90d --json
  echo "$TARGET $SESSION_ID $SIGNATURE" | aisdesk import --session
  aisdesk import --redirect --since 6m
  aisdesk import --resume`,
		Args: cli.AtMostOneArg,
		RunE: func(c *cobra.Command, args []string) error {
			if err := cli.ExactlyOneFlag(c, "login", "session", "reuse", "redirect", "resume"); err != nil {
				return cli.Usage(err)
			}
			if len(args) == 1 { // "--resume ID" is the flag without a value, then an argument
				if h.resume != resumeAny {
					return cli.Usage(fmt.Errorf("unexpected argument %q", args[0]))
				}
				h.resume = args[0]
			}
			if err := h.out.Settle(); err != nil {
				return err
			}
			err := prog.Filled(&h.out, func() error { return prog.runImport(c.Context(), &h) })
			if _, ok := errors.AsType[*cli.UnwrittenError](err); ok {
				err = unwritten(h.saved, err)
			}
			return err
		},
	}
	f := c.Flags()
	cli.Under(cli.HeadSession, f, h.addSession)
	h.out.Add(c, cli.Data...)
	f.StringVar(&h.timeout, "timeout", "", "`DURATION` that the customer may take with --redirect, for example 15m (default 10m)")
	f.StringVar(&h.callback, "callback", "", "`URL` of your backend that the signed summary is posted to once the import is saved, also one that ended in an error (AISDESK_CALLBACK; the secret is AISDESK_CALLBACK_SECRET)")
	f.StringVar(&h.caseWord, "case", "", "`CASE` that the import joins once it is saved: of its applicant, unless --owner names another of its people")
	f.BoolVar(&h.askNext, "ask-next", false, "with --case: ask on standard error, after each import, for another bank, another applicant or the end; the answers are lines of standard input")
	h.request.Add(f)
	h.play.Add(f)
	return cli.Grouped(c)
}

// addSession adds the ways to a session, or to an import that has one.
func (h *headless) addSession(f *pflag.FlagSet) {
	f.StringVar(&h.login, "login", "", "test `LOGIN` for the mock-session endpoint, for example test1")
	f.BoolVar(&h.session, "session", false, "read \"target sessionId signature\" from standard input")
	f.StringVar(&h.reuse, "reuse", "", "`ID` of a saved import, latest, or a name that fits one, whose access token is used")
	f.BoolVar(&h.redirect, "redirect", false, "print a link to the provider's hosted sign-in and wait for the customer")
	f.StringVar(&h.resume, "resume", "", "continue an unfinished import: its `COMMAND` id, or nothing for the only one, or list")
	f.Lookup("resume").NoOptDefVal = resumeAny
}

func (prog commands) runImport(ctx context.Context, h *headless) (err error) {
	cli.CollectRarely(prog.Getenv)
	if h.askNext && (h.caseWord == "" || h.reuse != "" || h.resume != "") {
		return cli.Usage(errors.New("--ask-next needs --case, and a way of signing in by which another bank can be imported"))
	}
	if h.timeout != "" {
		prog.Flags["timeout"] = h.timeout
	}
	if h.callback != "" {
		prog.Flags["callback"] = h.callback
	}
	connect := prog.Connecting
	if h.login != "" || h.reuse != "" || h.resume != "" { // nobody signs in on a page
		connect = func(s cli.SandboxFlags) (*app.App, error) { return cli.Headless(prog.Program, s) }
	}
	a, err := connect(h.play)
	if err != nil {
		return err
	}
	defer a.Close()
	cli.TellClock(prog.Program, a)
	defer func() {
		if err == nil {
			prog.TellStore(a)
		}
	}()
	if h.resume != "" {
		return prog.resume(ctx, a, h)
	}
	req, err := h.verificationRequest(cli.Now(ctx, prog.Loaded), a.Config.Widget)
	if err == nil {
		err = cli.CheckTarget(ctx, a, req.Request.Widget.Target, req.Request.Widget.Country)
	}
	if err == nil && req.Method == app.SignInMock {
		err = cmp.Or(mockTarget(&req.Request.Widget), knownLogin(prog.Loaded, h.play, h.login))
	}
	if err != nil {
		return cli.Usage(err)
	}
	if req.Method == app.SignInReuse {
		if err := a.Unlock(ctx); err != nil {
			return err
		}
		if req.ReuseOf, err = a.Library.Match(ctx, h.reuse); err != nil {
			return err
		}
	}
	if h.caseWord != "" {
		if err := forCase(ctx, a, h.caseWord, &req); err != nil {
			return err
		}
	}
	in := lines{bufio.NewReader(io.LimitReader(prog.Input(), maxInput))}
	if h.askNext {
		return prog.forCases(ctx, a, h, req, in)
	}
	err = prog.one(ctx, a, h, req, in)
	if req.Case != "" && err == nil {
		prog.nextCommands(req)
	}
	return err
}

// knownLogin refuses a login that the program's own sandbox does not have. One may be a scenario, or end with one: test1+slow.
func knownLogin(c *config.Config, play cli.SandboxFlags, login string) error {
	name, _, _ := strings.Cut(login, "+")
	if !c.OwnSandbox() || sandbox.CheckScenario(name) == nil {
		return nil
	}
	all, err := sandbox.Customers(play.Customers, play.Only)
	if err != nil {
		return err
	}
	var names []string
	for _, customer := range all { // one for each country
		if customer.Login == name {
			return nil
		}
		names = append(names, customer.Login)
	}
	slices.Sort(names)
	return cli.Unknown("login", name, slices.Compact(names))
}

// mockBank begins the names of the bank of mock sessions, which every country has; the country's code follows but for pl.
const mockBank = "KontoBank"

// mockTarget takes the country from a bank of mock sessions: the provider chooses the bank by the country alone. Another bank
// cannot be signed in to without a page.
func mockTarget(w *intake.WidgetOptions) error {
	if w.Target == "" {
		return nil
	}
	name, country, other := strings.Cut(w.Target, "_")
	if name != mockBank && name != mockBank+"Api" {
		return &intake.FieldError{Field: "target", Reason: "a mock session (--login) is of the test bank " + mockBank + ", not of " + w.Target + "; leave --target out, or sign in on a page"}
	}
	if !other {
		country = "pl"
	}
	w.Country = country
	return nil
}

// forCase makes a request one for a case: of its applicant, or of the person whose id was given.
func forCase(ctx context.Context, a *app.App, word string, r *app.VerificationRequest) error {
	if err := a.Unlock(ctx); err != nil {
		return err
	}
	id, err := a.Cases.Find(ctx, word)
	if err != nil {
		return err
	}
	s, err := a.Cases.Get(ctx, id)
	if err != nil {
		return err
	}
	r.Case = id
	if len(s.People) == 0 {
		return nil
	}
	if r.Request.OwnerExternalID == "" {
		r.Request.OwnerExternalID = s.People[0].OwnerExternalID
	}
	if _, ok := s.Person(r.Request.OwnerExternalID); !ok {
		return cli.Usage(fmt.Errorf("--owner: %s is not a person of the case; \"aisdesk case show %s\" lists its people", text.Clean(r.Request.OwnerExternalID), id))
	}
	return nil
}

// follow runs a verification, prints its steps as they come and its summary in the end.
func (prog commands) follow(ctx context.Context, a *app.App, h *headless, months int, v app.Verification) error {
	out, err := v.Run(ctx, prog.watcher(h))
	if c, ok := errors.AsType[*intake.Cancellation](err); ok && c.CommandID != "" && c.ImportID == "" && a.Config.OwnSandbox() {
		err = &cli.CodeError{Code: cli.ExitCancelled, Err: errors.New("cancelled during the import: nothing was saved, and the sandbox ended with this program")}
	}
	if werr := prog.summarise(ctx, a.Config.Environment, out, months, err, h); werr != nil && err == nil {
		return werr
	}
	return failed(err)
}

// verificationRequest is what the flags ask for. The automatic import is an option of the widget alone: the other ways of
// signing in cannot ask the provider for it.
func (h *headless) verificationRequest(now time.Time, settings intake.WidgetOptions) (app.VerificationRequest, error) {
	q, err := h.request.Request(now, settings)
	q.Today = aisclient.DateIn(now)
	req := app.VerificationRequest{Request: q, Method: app.SignInMock, Login: h.login}
	switch {
	case h.reuse != "":
		req.Method, req.ReuseOf = app.SignInReuse, h.reuse
	case h.redirect:
		req.Method = app.SignInRedirect
	case h.session:
		req.Method = app.SignInPaste
	}
	if err == nil && q.Widget.AutoImport > 0 && (h.redirect || h.reuse != "") {
		err = &intake.FieldError{Field: "autoImport", Reason: "the provider imports by itself only after a sign-in at the widget; with --redirect and --reuse leave it out"}
	}
	return req, err
}

// unwritten says where an import is whose summary could not be written: the provider answers but once.
func unwritten(id string, err error) error {
	if id == "" {
		return err
	}
	return fmt.Errorf("the import is saved as %[1]s, and its summary was not written: %[2]w. \"aisdesk show %[1]s\" shows it", id, err)
}

// failed gives the failure of an import its exit code.
func failed(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.As(err, new(*cli.CodeError)):
		return err
	case errors.Is(err, context.Canceled):
		return &cli.CodeError{Code: cli.ExitCancelled, Err: err}
	}
	if _, ok := errors.AsType[*intake.FieldError](err); ok {
		return cli.Usage(err)
	}
	return &cli.CodeError{Code: cli.ExitImport, Err: err}
}
