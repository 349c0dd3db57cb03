// Package app is what a front end may ask of the program: begin and resume a verification, list, open and delete
// saved imports, read and save claims, ask a service, make a report. The commands and the terminal program use it;
// none of them reaches around it. What stands above it comes in through Options: the link page and the sandbox.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/intake"
)

// Options are what an App is built with besides its Config.
type Options struct {
	// LinkPage opens the page with the provider's sign-in widget.
	LinkPage func(LinkPageOptions) (LinkPage, error)
	// StartSandbox starts the sandbox of an environment that has no other; it is called at most once.
	StartSandbox func() (LocalSandbox, error)
	// Poll is the pace of polling; the zero value is the provider's.
	Poll aisclient.WaitOptions
	// Log takes what is worth knowing later; nil discards it.
	Log *slog.Logger
	// Version is named as the writer of what is saved.
	Version string
	// Passphrase asks for the archive's passphrase where one is needed; nil refuses.
	Passphrase func(prompt string) (string, error)
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// LocalSandbox is the provider on this machine. It lives from StartSandbox to Close.
type LocalSandbox interface {
	APIURL() string
	WidgetURL() string
	// Client is the widget's client id, Key the key of the API.
	Client() string
	Key() string
	Close(ctx context.Context) error
}

// App works in one environment of the provider with one archive. What it needs is opened when it is first asked for;
// Close ends it all. Its methods may be called from any goroutine.
type App struct {
	Config    Config
	opts      Options
	exchanges exchangeLog
	pending   memoryPending
	settings  settingsStore
	saving    sync.Mutex // held while claims are saved

	mu         sync.Mutex
	closed     bool
	sandbox    LocalSandbox
	connection *connection
	store      *archive.Store
}

// connection is how an environment is reached.
type connection struct {
	client    *aisclient.Client
	clientID  string // of the widget
	widgetURL string // of the widget's script
}

// New makes an App; nothing is opened or started yet.
func New(c Config, o Options) *App {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return &App{Config: c, opts: o, settings: settingsStore{c.StateDir}}
}

var errClosed = errors.New("the program is ending")

// connect returns the connection to the environment, and starts the sandbox if that is the environment.
func (a *App) connect() (*connection, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	switch {
	case a.closed:
		return nil, errClosed
	case a.connection != nil:
		return a.connection, nil
	}
	c := &connection{clientID: a.Config.Client, widgetURL: a.Config.WidgetURL}
	base, key := a.Config.APIURL, a.Config.APIKey
	if a.Config.OwnSandbox() {
		if err := a.startSandbox(); err != nil {
			return nil, err
		}
		c.clientID, c.widgetURL = a.sandbox.Client(), a.sandbox.WidgetURL()
		base, key = a.sandbox.APIURL(), aisclient.NewSecret(a.sandbox.Key())
	}
	local := a.Config.Environment == Sandbox
	client, err := aisclient.New(aisclient.Config{BaseURL: base, Key: key, OnExchange: a.exchanges.add,
		AllowLoopbackHTTP: local, LoopbackOnly: local, UserAgent: "aisdesk", MaxReply: a.Config.MaxReply})
	if err != nil {
		return nil, err
	}
	c.client, a.connection = client, c
	return c, nil
}

// startSandbox is called with mu held.
func (a *App) startSandbox() error {
	if a.sandbox != nil {
		return nil
	}
	if a.opts.StartSandbox == nil {
		return errors.New("this program has no sandbox of its own: set AISDESK_API_URL to the one to use")
	}
	s, err := a.opts.StartSandbox()
	if err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	a.sandbox = s
	return nil
}

// runner runs verifications over a connection.
func (a *App) runner() (*intake.Runner, *connection, error) {
	store, err := a.archive()
	if err != nil {
		return nil, nil, err
	}
	c, err := a.connect()
	if err != nil {
		return nil, nil, err
	}
	return &intake.Runner{Client: c.client, Archive: a.intakeArchive(store), Environment: a.Config.Environment, Wait: a.opts.Poll,
		SaveAccess: a.saveAccessToken}, c, nil
}

// apiHost is the host of the API for people; empty while the own sandbox is not started.
func (a *App) apiHost() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	raw := a.Config.APIURL
	if a.sandbox != nil {
		raw = a.sandbox.APIURL()
	}
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

// Close stops what was started. It takes at most a second or so and leaves no goroutine.
func (a *App) Close() {
	a.mu.Lock()
	a.closed = true
	s, store := a.sandbox, a.store
	a.mu.Unlock()
	if store != nil {
		defer store.Close()
	}
	if s == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := s.Close(ctx); err != nil {
		a.opts.Log.Warn("closing the sandbox", "err", err)
	}
}
