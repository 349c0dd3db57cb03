package line

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// attempt is a verification while it runs.
type attempt struct {
	s       *session
	v       app.Verification
	owner   string
	cancel  context.CancelFunc
	events  *eventQueue
	started time.Time
	polled  time.Time // when the import was accepted
	state   intake.State
	command string
	url     string
	said    string // the line said last, so that it is not said twice
	quit    bool   // the user wants to leave as soon as it has ended
	signal  bool
}

// eventQueue takes events from the goroutine of the verification without holding it up.
type eventQueue struct {
	mu     sync.Mutex
	events []intake.Event
	ready  chan struct{}
}

func (q *eventQueue) push(e intake.Event) {
	q.mu.Lock()
	q.events = append(q.events, e)
	q.mu.Unlock()
	select {
	case q.ready <- struct{}{}:
	default:
	}
}

func (q *eventQueue) take() []intake.Event {
	q.mu.Lock()
	defer q.mu.Unlock()
	out := q.events
	q.events = nil
	return out
}

// runVerification runs a verification to its end, says each step when it happens, and opens what was saved. After one for a
// case it asks what comes next.
func runVerification(s *session, v app.Verification, r app.VerificationRequest) error {
	ctx, cancel := context.WithCancel(s.ctx)
	defer cancel()
	a := &attempt{s: s, v: v, owner: r.Request.OwnerExternalID, cancel: cancel, events: &eventQueue{ready: make(chan struct{}, 1)}, started: s.opts.Now()}
	s.out.say("Verification begins. cancel stops it, state tells where it is, help lists the rest")
	done := make(chan error, 1)
	var out intake.Outcome
	go func() {
		var err error
		out, err = v.Run(ctx, a.events.push)
		done <- err
	}()
	err := a.follow(done)
	switch {
	case a.signal:
		return ErrInterrupted
	case err != nil:
		return a.failed(out, err)
	case out.ImportID == "":
		s.out.say("Signed in. The provider imports by itself: see the result at the provider's portal")
		s.out.link(app.PortalURL)
		return nil
	}
	s.out.say("Saved: import %s, %s", out.ImportID, since(a.elapsed()))
	if a.quit {
		return errQuit
	}
	if err := s.answer(openSaved(s, out.ImportID)); err != nil {
		return err
	}
	return askNext(s, r.Case, text.First(text.Clean(r.Request.OwnerExternalID), text.Clean(out.OwnerExternalID)).String())
}

// follow says events, and does what is typed, until the verification has ended.
func (a *attempt) follow(done <-chan error) error {
	s := a.s
	announce := s.opts.After(s.opts.AnnounceEvery)
	for {
		var lines <-chan input
		if !s.ended {
			lines = s.in.next()
		}
		select {
		case <-a.events.ready:
			a.tell()
		case got := <-lines:
			s.in.taken()
			a.line(got)
		case <-announce:
			if a.state == intake.Importing {
				s.out.say("%s", a.where())
			}
			announce = s.opts.After(s.opts.AnnounceEvery)
		case sig := <-s.opts.Interrupts:
			a.interrupt(sig)
		case err := <-done:
			a.tell()
			return err
		}
	}
}

// line does what was typed while the verification runs. What is a command of the mode waits for its end; so does all that was
// piped in, in its order, since it may answer a question that comes.
func (a *attempt) line(got input) {
	s := a.s
	if got.err != nil {
		s.ended = true
		if s.opts.Terminal { // nobody is there any more
			a.stop("The input has ended. The verification stops")
			a.quit = true
		}
		return
	}
	word, rest, _ := strings.Cut(strings.TrimSpace(got.text), " ")
	word = strings.ToLower(word)
	do, ok := duringVerification[word]
	switch piped := !s.opts.Terminal; {
	case word == "":
		return
	case piped && (!ok || len(s.waiting) > 0 && word != "cancel"):
		s.waiting = append(s.waiting, got.text)
		return
	case !ok && !named(word):
		s.out.fail(s.unknown(word))
		return
	case !ok:
		s.waiting = append(s.waiting, got.text)
		s.out.say("%s waits until the verification has ended", quoted(got.text))
		return
	}
	if err := do(a, strings.TrimSpace(rest)); err != nil {
		s.out.fail(err)
	}
}

// duringVerification are the commands of a verification that runs.
var duringVerification map[string]func(a *attempt, arg string) error

func init() { // help lists the map
	duringVerification = map[string]func(a *attempt, arg string) error{
		"help": func(a *attempt, _ string) error {
			a.s.out.say("cancel: stops the verification")
			a.s.out.say("state: says where it is")
			a.s.out.say("copy: puts the link on the clipboard")
			a.s.out.say("open: asks the browser to open the link once more")
			a.s.out.say("link: says the link again")
			a.s.out.say("logins: lists the customers of the sandbox's bank")
			a.s.out.say("code CODE: takes the code of the customer's page")
			a.s.out.say("paste SESSION: takes a session in place of the page's")
			a.s.out.say("quit: stops it and leaves")
			return nil
		},
		"state":  func(a *attempt, _ string) error { a.s.out.say("%s", a.where()); return nil },
		"repeat": func(a *attempt, _ string) error { a.s.out.say("%s", a.where()); return nil },
		"cancel": func(a *attempt, _ string) error { a.stop("Cancelling"); return nil },
		"quit": func(a *attempt, _ string) error {
			a.quit = true
			a.stop("Cancelling, then the program ends")
			return nil
		},
		"copy":   func(a *attempt, _ string) error { return a.copyLink() },
		"link":   func(a *attempt, _ string) error { return a.sayLink() },
		"logins": func(a *attempt, _ string) error { return a.logins() },
		"open": func(a *attempt, _ string) error {
			if err := a.v.OpenAgain(a.s.ctx); err != nil {
				return err
			}
			a.s.out.say("The browser was asked to open the link")
			return nil
		},
		"code": func(a *attempt, arg string) error {
			if err := a.v.Confirm(arg); err != nil {
				return err
			}
			a.s.out.say("The code was taken")
			return nil
		},
		"paste": func(a *attempt, arg string) error {
			if err := a.v.Paste(arg); err != nil {
				return err
			}
			a.s.out.say("The session was taken")
			return nil
		},
	}
}

func (a *attempt) stop(why string) {
	a.s.out.say("%s", why)
	a.cancel()
}

// interrupt stops the verification; a signal that is no interrupt leaves as well.
func (a *attempt) interrupt(sig os.Signal) {
	a.signal = a.signal || sig != os.Interrupt
	a.stop("Stopping the verification")
}

func (a *attempt) copyLink() error {
	if a.url == "" {
		return errors.New("there is no link yet")
	}
	if a.s.opts.Copy == nil {
		return errors.New("no clipboard can be reached from here. link says the link alone on a line")
	}
	if err := a.s.opts.Copy(a.s.ctx, a.url); err != nil {
		return fmt.Errorf("the link was not copied: %w. link says it alone on a line", err)
	}
	a.s.out.say("Copied: the link")
	return nil
}

func (a *attempt) sayLink() error {
	if a.url == "" {
		return errors.New("there is no link yet")
	}
	a.s.out.link(a.url)
	return nil
}

func (a *attempt) elapsed() time.Duration { return a.s.opts.Now().Sub(a.started) }

// where says where the verification is, how long it has run last.
func (a *attempt) where() string {
	switch a.state {
	case intake.Importing:
		said := "Importing, the bank's data is fetched by the provider"
		if a.command != "" {
			said = "Importing, command " + a.command
		}
		return said + ", " + since(a.s.opts.Now().Sub(a.polled))
	case intake.Idle, intake.Linking:
		return "Waiting for the customer's sign-in, " + since(a.elapsed())
	}
	return firstUpper(a.state.String()) + ", " + since(a.elapsed())
}

// since is a duration in whole seconds or minutes.
func since(d time.Duration) string {
	n := int(d / time.Second)
	if n < 120 {
		return english.Plural(n, "second", "seconds")
	}
	return join(english.Plural(n/60, "minute", "minutes"), counted(n%60, "second", "seconds"))
}

// failed says how a verification ended that saved nothing to open, and what is kept.
func (a *attempt) failed(out intake.Outcome, err error) error {
	s := a.s
	if c, ok := errors.AsType[*intake.Cancellation](err); ok {
		s.out.say("Stopped: the verification, %s", since(a.elapsed()))
		switch {
		case c.ImportID != "":
			s.out.say("Saved all the same: import %s", c.ImportID)
		case c.CommandID != "":
			s.out.say("Nothing is saved yet. The import goes on at the provider: pending lists it")
		default:
			s.out.say("Nothing was saved")
		}
		err = nil
	} else if out.ImportID != "" {
		s.out.say("Saved: the provider's reply as import %s", out.ImportID)
		s.out.say("What it holds is not complete")
	} else {
		s.out.say("Nothing was saved")
	}
	if a.quit {
		return errQuit
	}
	if err == nil {
		s.enter()
	}
	return err
}
