// Package line is the accessible mode: the whole job as plain lines, for screen readers, braille displays and slow
// terminals. It appends printable text and line ends and nothing else, asks questions one after the other, and shows
// the same figures as the screen, because both ask aisclient/app. No Bubble Tea program runs.
package line

import (
	"context"
	"errors"
	"io"
	"os"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/archive/seal"
	saved "aisdesk/aisclient/library"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
)

// Of is an App as a Backend.
func Of(a *app.App) Backend { return world{a} }

// world is an App with the methods of its parts.
type world struct{ *app.App }

func (w world) Verdicts(ctx context.Context, ids []string, each func(id string, v portfolio.Verdict)) error {
	return w.Portfolio.Verdicts(ctx, ids, portfolio.Judgement{}, each)
}
func (w world) Imports(ctx context.Context) (*saved.Index, error) { return w.Library.Index(ctx) }
func (w world) DoubtClock() error                                 { return w.Library.DoubtClock() }
func (w world) Tag(ctx context.Context, ids []string, tag string, remove bool) (int, error) {
	return w.Library.Tag(ctx, ids, tag, remove)
}

// Cases are the cases of the archive.
func (w world) Cases() app.Cases        { return w.App.Cases }
func (w world) Reusable(id string) bool { return w.Library.Reusable(id) }

// Backend is what the mode asks of the program. Of makes one.
type Backend interface {
	Environment() app.Environment
	Unlock(ctx context.Context) error

	Begin(r app.VerificationRequest) app.Verification
	Pending(ctx context.Context) ([]app.Pending, error)
	Resume(p app.Pending) (app.Verification, error)
	Forget(ctx context.Context, p app.Pending) error

	Imports(ctx context.Context) (*saved.Index, error)
	DoubtClock() error
	Verdicts(ctx context.Context, ids []string, each func(id string, v portfolio.Verdict)) error
	Reusable(id string) bool
	Open(ctx context.Context, id string) (app.Reply, error)
	Find(ctx context.Context, name string) (app.Reply, error)
	Tag(ctx context.Context, ids []string, tag string, remove bool) (int, error)
	Delete(ctx context.Context, id string, everywhere bool) error
	Purge(ctx context.Context) (int, error)

	Banks(ctx context.Context, country string, fresh bool) (catalog.Catalog, error)
	Answers(importID string) []service.Answer
	Ask(ctx context.Context, importID string, s service.Service) (service.Answer, error)
	Claims(ctx context.Context, id string) ([]verify.Claim, error)
	SaveClaims(ctx context.Context, id string, claims []verify.Claim) error
	WriteReport(ctx context.Context, d app.Dataset, v *verify.Report, claims []verify.Claim, q app.ReportRequest) (*report.Document, error)

	Cases() app.Cases

	Exchanges() []aisclient.Exchange
	Settings() app.Settings
	SaveSettings(app.Settings) error
}

// Start is what the mode begins with: a verification, a reply, or home where both are nil.
type Start struct {
	Request *app.VerificationRequest
	Reply   *app.Reply
}

// Options of Run.
type Options struct {
	Start    Start
	Policies []policy.Policy
	// Demo tells of the sandbox that the program runs itself; nil where it runs none.
	Demo interface{ State() (app.DemoState, bool) }
	// In and Out are the streams. Terminal says that In is one: its end then quits even while something runs.
	In       io.Reader
	Out      io.Writer
	Terminal bool
	// Interrupts brings the signals: an interrupt stops what runs, or leaves where nothing does; any other leaves.
	Interrupts <-chan os.Signal
	// AnnounceEvery is how often an import that goes on is told of; 0 is 15 s. PageSize is how many items of a list
	// are told at once; 0 is 10.
	AnnounceEvery time.Duration
	PageSize      int
	// Copy puts a text on the clipboard without writing to the terminal; nil where that cannot be.
	Copy func(ctx context.Context, text string) error
	// Now is the clock, After brings the time after a while; nil are those of package time.
	Now   func() time.Time
	After func(time.Duration) <-chan time.Time
}

// ErrInterrupted says that the user left with Ctrl+C, or that a signal ended the program.
var ErrInterrupted = errors.New("left by an interrupt")

// errQuit ends the run, errBack leaves a question.
var (
	errQuit = errors.New("quit")
	errBack = errors.New("back")
)

// Run serves the mode until the user quits, the input ends or a signal says so. It returns nil, or ErrInterrupted.
func Run(ctx context.Context, b Backend, o Options) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s := newSession(ctx, b, o)
	s.greet()
	err := s.begin()
	if err == nil {
		err = s.serve()
	}
	if errors.Is(err, errQuit) {
		s.out.say("The program has ended")
		return nil
	}
	return err
}

func newSession(ctx context.Context, b Backend, o Options) *session {
	if o.AnnounceEvery <= 0 {
		o.AnnounceEvery = 15 * time.Second
	}
	if o.PageSize <= 0 {
		o.PageSize = 10
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.After == nil {
		o.After = time.After
	}
	talk := &conversation{ctx: ctx, opts: o, out: &writer{w: o.Out, terminal: o.Terminal}, in: newReader(o.In)}
	talk.out.masked = b.Settings().Masked
	return &session{conversation: talk, app: b, hinted: map[string]bool{}, picked: map[string]bool{}}
}

// greet says where the user is: the sandbox if it is, the mode, and the two commands that lead everywhere.
func (s *session) greet() {
	if e := s.app.Environment(); e.Name == app.Sandbox {
		s.out.say("SANDBOX: everything here is invented")
	} else {
		s.out.say("Environment: %s", e.Name)
	}
	if p := s.app.Environment().Profile; p != "" {
		s.out.say("Profile: %s", p)
	}
	s.out.say("Accessible mode of aisdesk")
	s.out.say("help lists the commands of a place")
	s.out.say("quit leaves the program")
}

// begin does what the command line asked for.
func (s *session) begin() error {
	s.goHome()
	switch {
	case s.opts.Start.Reply != nil:
		return s.answer(openReply(s, *s.opts.Start.Reply))
	case s.opts.Start.Request != nil:
		return s.answer(runVerification(s, s.app.Begin(*s.opts.Start.Request), *s.opts.Start.Request))
	}
	s.enter()
	return nil
}

// serve answers command after command.
func (s *session) serve() error {
	for {
		line, err := s.next("Command:")
		if err == nil {
			err = s.answer(s.command(line))
		}
		if err != nil && !errors.Is(err, errBack) {
			return err
		}
	}
}

// answer says what went wrong with a command, and lets through what ends the run.
func (s *session) answer(err error) error {
	switch {
	case err == nil, errors.Is(err, errBack):
		return nil
	case errors.Is(err, errQuit), errors.Is(err, ErrInterrupted):
		return err
	case errors.Is(err, seal.ErrLocked):
		s.locked = true
		err = errors.New("the imports are encrypted and locked. Type unlock, which asks for the passphrase; do not type the passphrase here")
	}
	s.out.fail(err)
	return nil
}
