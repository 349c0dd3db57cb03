// Package wire joins the rooms of the house to one program: settings to a client, the sandbox, the archive
// and the link page, and all of them to the terminal program and the headless commands.
package wire

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
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
)

// Options are what a command adds to the settings.
type Options struct {
	// Sandbox tunes the sandbox that the program starts itself.
	Sandbox sandbox.Options
	// Poll is the pace of polling; the zero value is the provider's.
	Poll aisclient.WaitOptions
	// Log takes what is worth knowing later; nil discards it.
	Log *slog.Logger
	// Version is named as the writer of what is saved.
	Version string
	// Passphrase asks for the archive's passphrase where one is needed; nil refuses.
	Passphrase func(prompt string) (string, error)
}

// Place is where the program works: one environment of the provider, maybe a sandbox of its own, and one
// archive. What it needs is started when it is first asked for; Close ends it all.
type Place struct {
	Config    *config.Config
	opts      Options
	exchanges exchanges
	brief     brief

	mu      sync.Mutex
	closed  bool
	sandbox *sandbox.Sandbox
	link    *Link
	store   *archive.Store
}

// Link is the connection to an environment.
type Link struct {
	Client    *aisclient.Client
	ClientID  string // of the widget
	WidgetURL string // of the widget's script
}

// New makes a place; nothing is opened or started yet.
func New(c *config.Config, o Options) *Place {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Place{Config: c, opts: o}
}

var errClosed = errors.New("the program is ending")

// Connect returns the connection to the environment, and starts the sandbox if that is the environment.
func (p *Place) Connect() (*Link, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.link != nil || p.closed {
		if p.closed {
			return nil, errClosed
		}
		return p.link, nil
	}
	l := &Link{ClientID: p.Config.Client, WidgetURL: p.Config.WidgetURL}
	base, key := p.Config.APIURL, p.Config.APIKey
	if p.Config.OwnSandbox() {
		if err := p.startSandbox(); err != nil {
			return nil, err
		}
		l.ClientID, l.WidgetURL = p.sandbox.Client(), p.sandbox.WidgetURL()
		base, key = p.sandbox.APIURL(), aisclient.NewSecret(p.sandbox.Key())
	}
	local := p.Config.Environment == config.Sandbox
	client, err := aisclient.New(aisclient.Config{BaseURL: base, Key: key, OnExchange: p.exchanges.add,
		AllowLoopbackHTTP: local, LoopbackOnly: local, UserAgent: "aisdesk", MaxReply: p.Config.MaxReply})
	if err != nil {
		return nil, err
	}
	l.Client, p.link = client, l
	return l, nil
}

func (p *Place) startSandbox() error {
	if p.sandbox != nil {
		return nil
	}
	s, err := sandbox.New(p.opts.Sandbox)
	if err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	p.sandbox = s
	return nil
}

// Runner runs verifications in this place.
func (p *Place) Runner() (*intake.Runner, *Link, error) {
	store, err := p.Archive()
	if err != nil {
		return nil, nil, err
	}
	l, err := p.Connect()
	if err != nil {
		return nil, nil, err
	}
	return &intake.Runner{Client: l.Client, Archive: p.keep(store), Environment: p.Config.Environment, Wait: p.opts.Poll,
		SaveAccess: p.keepAccess}, l, nil
}

// APIHost is the host of the API for people; empty while the own sandbox is not started.
func (p *Place) APIHost() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	raw := p.Config.APIURL
	if p.sandbox != nil {
		raw = p.sandbox.APIURL()
	}
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

// Close stops what was started. It takes at most a second or so and leaves no goroutine.
func (p *Place) Close() {
	p.mu.Lock()
	p.closed = true
	s, store := p.sandbox, p.store
	p.mu.Unlock()
	if store != nil {
		defer store.Close()
	}
	if s == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := s.Close(ctx); err != nil {
		p.opts.Log.Warn("closing the sandbox", "err", err)
	}
}
