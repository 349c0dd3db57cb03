package localserver

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// Page is the link page of one verification: it serves the widget on a loopback port from New to Close and
// yields the session of the one sign-in. It is an intake.SessionSource, an intake.Follower and an io.Closer;
// its methods are safe for concurrent use.
type Page struct {
	o      Options
	log    *slog.Logger
	widget string // the origin of the widget
	door   entrance
	routes map[string]route

	server    *http.Server
	listeners []net.Listener
	conns     *conns
	serving   sync.WaitGroup // the accept loop
	signIn    *signIn
	status    *statusFeed
	presence  *presence
	openings  openings
	readers   *readers

	opened    atomic.Bool // a page was loaded with the token
	answered  atomic.Bool // the customer said what comes next
	closeOnce sync.Once
	closeErr  error
	events    [2]atomic.Int64 // taken from strangers, and from whom the page trusts
	trouble   atomic.Int64    // reported
	refused   atomic.Int64    // requests turned away

	mu   sync.Mutex // guards what follows, and is held while emit runs, so that events keep their order
	set  *settings  // nil until Session
	emit func(intake.LinkEvent)
}

var (
	_ intake.SessionSource = (*Page)(nil)
	_ intake.Follower      = (*Page)(nil)
)

// New takes the port and serves the page, which says little until Session begins. The error is a *PortError
// when the port cannot be had, or wraps ErrOptions.
func New(o Options) (*Page, error) {
	o.defaults()
	widget, err := o.widgetOrigin()
	if err != nil {
		return nil, err
	}
	listeners, port, err := listen(o.Port, o.Widget != nil)
	if err != nil {
		return nil, err
	}
	return serve(o, widget, listeners, port), nil
}

// serve makes the page of checked options and serves it on listeners.
func serve(o Options, widget string, listeners []net.Listener, port int) *Page {
	p := &Page{
		o: o, log: o.Log, widget: widget,
		door:      entrance{port: port, address: rand.Text(), file: rand.Text()},
		listeners: listeners, conns: newConns(), status: newStatusFeed(), readers: newReaders(),
	}
	p.signIn = newSignIn(func(s stage) { p.status.change(func(b *status) { b.Stage = s }) })
	p.presence = newPresence(p.tabMoved)
	p.routes = p.makeRoutes()
	p.server = &http.Server{
		Handler: http.HandlerFunc(p.middleware), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		WriteTimeout: writeTimeout, IdleTimeout: 30 * time.Second, MaxHeaderBytes: 16 << 10,
		DisableGeneralOptionsHandler: true, ConnContext: p.conns.add, ConnState: p.conns.state,
		ErrorLog: slog.NewLogLogger(o.Log.Handler(), slog.LevelWarn),
	}
	for _, l := range listeners {
		p.serving.Go(func() { _ = p.server.Serve(l) })
	}
	return p
}

// URL is the address to show, with the token in its fragment.
func (p *Page) URL() string { return p.door.url(p.door.address) }

// TrustedURL is the address for a browser that is known to be the customer's: no code is asked for behind it. It is a secret.
func (p *Page) TrustedURL() string { return p.door.url(p.door.file) }

// Session serves the sign-in until the customer is through. It ends with the context's error, a
// *TimeoutError, a *SignInError when the widget gave up, or ErrClosed. emit must not call back into Session or
// OpenAgain; it is not called after Session has returned.
func (p *Page) Session(ctx context.Context, req intake.Request, emit func(intake.LinkEvent)) (aisclient.Session, error) {
	if err := p.begin(req, emit); err != nil {
		return aisclient.Session{}, err
	}
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.emit = nil
	}()
	if !p.signIn.open() { // closed before it began: nothing to open
		return p.signIn.result()
	}
	p.report(intake.LinkEvent{Kind: intake.LinkReady, URL: p.URL(), Forward: forward(p.door.port)})
	p.openBrowser(false)
	timer := time.NewTimer(p.o.Timeout)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		p.signIn.finish(stageCancelled, aisclient.Session{}, context.Cause(ctx), nil)
	case <-timer.C:
		p.signIn.finish(stageTimedOut, aisclient.Session{}, &timeoutError{p.o.Timeout}, nil)
	case <-p.signIn.done:
	}
	return p.signIn.result()
}

func (p *Page) begin(req intake.Request, emit func(intake.LinkEvent)) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.set != nil {
		return ErrUsed
	}
	p.emit = emit
	p.set = &settings{
		Script: p.o.WidgetURL, Widget: widgetOptions(p.o.Client, req), Environment: p.o.Environment,
		Language:     pageLanguage(p.o.Language, req.Widget.Locale),
		StartTimeout: p.o.StartTimeout.Milliseconds(), AutoImport: req.Widget.AutoImport > 0, AskNext: p.o.Next != nil,
	}
	return nil
}

// settings returns a copy of what the page is told, or nil before the sign-in began.
func (p *Page) settings() *settings {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.set == nil {
		return nil
	}
	s := *p.set
	return &s
}

// report passes one step on to the terminal, while somebody listens.
func (p *Page) report(e intake.LinkEvent) {
	switch e.Kind {
	case intake.LinkPageError, intake.LinkViolation, intake.LinkRefused:
		if p.trouble.Add(1) > maxTrouble {
			return
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.emit != nil {
		e.At = time.Now()
		p.emit(e)
	}
}

// succeed ends the sign-in with a session and reports whether this call did. The success is told before the
// sign-in is done: then Session returns, and nothing is told any more.
func (p *Page) succeed(s aisclient.Session) bool {
	return p.signIn.finish(stageSucceeded, s, nil, func() {
		p.report(intake.LinkEvent{Kind: intake.LinkSuccess, Target: text.Clean(s.Target), OfficialName: s.OfficialName})
	})
}

func (p *Page) tabMoved(back bool) {
	if !p.signIn.open() {
		return
	}
	if back {
		p.report(intake.LinkEvent{Kind: intake.LinkTabBack})
		return
	}
	p.report(intake.LinkEvent{Kind: intake.LinkTabClosed, Detail: text.Clean("the page was closed before the sign-in was complete; open it again, or cancel")})
}

// moved notes that a tab left or came back, and tells which code is on an open page now.
func (p *Page) moved(tab string, left bool) {
	if !p.readers.moved(tab, left) || !p.signIn.open() {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.emit != nil {
		p.emit(intake.LinkEvent{Kind: intake.LinkCodeShown, At: time.Now(), PairingCode: p.readers.openCode()})
	}
}

// forward is the line that makes this machine's port one of the machine from which somebody came by ssh.
func forward(port int) string {
	host, _ := os.Hostname()
	user := os.Getenv("USER")
	if user == "" {
		user = os.Getenv("USERNAME")
	}
	return forwardCommand(port, user, host, os.Getenv("SSH_CONNECTION"))
}

// Follow shows the customer how the verification goes on: its state and progress, nothing else of it.
func (p *Page) Follow(e intake.Event) {
	if e.State < intake.SignedIn {
		return
	}
	p.status.change(func(s *status) {
		s.Import = e.State.String()
		if e.Poll != nil && e.Poll.Progress >= 0 && e.Poll.Progress <= 100 {
			s.Progress = max(s.Progress, int(e.Poll.Progress))
		}
		if e.State == intake.Done {
			s.Progress = 100
		}
	})
}
