// Package provider is how the provider's API is reached: over the network, or in a sandbox of the program's own.
package provider

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"aisdesk/aisclient"
)

// Sandbox is the provider on this machine. It lives from Config.StartSandbox to Close.
type Sandbox interface {
	APIURL() string
	WidgetURL() string
	// WidgetHandler serves the widget on the link page's own port.
	WidgetHandler() http.Handler
	// Client is the widget's client id, Key the key of the API.
	Client() string
	Key() string
	Close(ctx context.Context) error
}

// Steered is a sandbox that can be steered while it runs.
type Steered interface {
	// ControlURL is its page for that.
	ControlURL() string
	// Logins are those of its bank's customers. LoginAbout is what the customer of one shows, "" for a login that is not one.
	Logins() []string
	LoginAbout(login string) string
	// ScenarioNames are the ways in which it can behave, Scenario the one in force. ScenarioAbout is what happens in one, ""
	// for a name that is not one.
	ScenarioNames() []string
	ScenarioAbout(name string) string
	Scenario() string
	SetScenario(name string) error
}

// Config is how an environment is reached.
type Config struct {
	// Local says that only this machine may be spoken to.
	Local bool
	// OwnSandbox says that the program starts the sandbox itself, by StartSandbox; it brings the rest then.
	OwnSandbox   bool
	StartSandbox func() (Sandbox, error)
	APIURL       string
	APIKey       aisclient.Secret
	// KeyFrom reads the key where APIKey is empty; nil where there is no other place.
	KeyFrom func(context.Context) (aisclient.Secret, error)
	// Client is the client id of the widget, WidgetURL the URL of its script.
	Client, WidgetURL string
	// MaxReply is the largest reply in bytes; 0 is the client's own limit.
	MaxReply int64
}

// Provider is the provider's API. It is reached when it is first asked for. Its methods may be called from any goroutine.
type Provider struct {
	// Config says how; it is read when the API is first asked for.
	Config    func() Config
	exchanges exchangeLog

	reading sync.Mutex
	key     aisclient.Secret // as KeyFrom gave it; guarded by reading

	mu         sync.Mutex
	closed     bool
	sandbox    Sandbox
	connection *Connection
}

// Connection is an environment that is reached.
type Connection struct {
	Client    *aisclient.Client
	ClientID  string // of the widget
	WidgetURL string // of the widget's script
	// Widget serves the widget on the link page's own port; nil where it is served elsewhere.
	Widget http.Handler
}

var errClosed = errors.New("the program is ending")

// Connect returns the connection to the environment, and starts the sandbox if that is the environment. It fails with
// aisclient.ErrInvalidConfig, where the key cannot be read or the sandbox cannot start, and after Close.
func (p *Provider) Connect() (*Connection, error) {
	p.reading.Lock() // a keyring takes its time, for which mu is not held
	defer p.reading.Unlock()
	if err := p.readKey(); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return nil, errClosed
	case p.connection != nil:
		return p.connection, nil
	}
	how := p.Config()
	c := &Connection{ClientID: how.Client, WidgetURL: how.WidgetURL}
	base, key := how.APIURL, how.APIKey
	if key.Empty() {
		key = p.key
	}
	if how.OwnSandbox {
		if err := p.start(how); err != nil {
			return nil, err
		}
		c.ClientID, c.WidgetURL, c.Widget = p.sandbox.Client(), p.sandbox.WidgetURL(), p.sandbox.WidgetHandler()
		base, key = p.sandbox.APIURL(), aisclient.NewSecret(p.sandbox.Key())
	}
	client, err := aisclient.New(aisclient.Config{BaseURL: base, Key: key, OnExchange: p.exchanges.add,
		AllowLoopbackHTTP: how.Local, LoopbackOnly: how.Local, UserAgent: "aisdesk", MaxReply: how.MaxReply})
	if err != nil {
		return nil, err
	}
	c.Client, p.connection = client, c
	return c, nil
}

// readKey reads the key from where it is kept, once; the sandbox asks for none. It is called with reading held.
func (p *Provider) readKey() (err error) {
	how := p.Config()
	if how.Local || how.KeyFrom == nil || !how.APIKey.Empty() || !p.key.Empty() {
		return nil
	}
	p.key, err = how.KeyFrom(context.Background()) // it has a limit of its own
	return err
}

// start starts the sandbox once. It is called with mu held.
func (p *Provider) start(how Config) error {
	if p.sandbox != nil {
		return nil
	}
	if how.StartSandbox == nil {
		return errors.New("this program has no sandbox of its own: set AISDESK_API_URL to the one to use")
	}
	s, err := how.StartSandbox()
	if err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	p.sandbox = s
	return nil
}

// Host is the host of the API for people; empty while the own sandbox is not started.
func (p *Provider) Host() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	raw := p.Config().APIURL
	if p.sandbox != nil {
		raw = p.sandbox.APIURL()
	}
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

// ReturnURL is where the hosted sign-in sends the customer in the end. The result does not come that way: the
// program asks the provider for it. The provider's own site is a page that exists everywhere; a sandbox has a
// page for it, so that nothing leaves this machine.
func (c *Connection) ReturnURL(local bool) string {
	if u, err := url.Parse(c.WidgetURL); err == nil && local {
		return u.Scheme + "://" + u.Host + "/redirection/thanks"
	}
	return "https://kontomatik.com/"
}

// Steered is the sandbox that the program has started itself; false while there is none.
func (p *Provider) Steered() (Steered, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.sandbox.(Steered)
	return s, ok
}

// Close ends the sandbox; nothing is reached afterwards. The error is the sandbox's.
func (p *Provider) Close() error {
	p.mu.Lock()
	p.closed = true
	s := p.sandbox
	p.mu.Unlock()
	if s == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return s.Close(ctx)
}

// Exchanges are the latest HTTP calls, oldest first and redacted.
func (p *Provider) Exchanges() []aisclient.Exchange { return p.exchanges.list() }
