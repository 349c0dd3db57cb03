package app

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

// LocalSandbox is the provider on this machine. It lives from StartSandbox to Close.
type LocalSandbox interface {
	APIURL() string
	WidgetURL() string
	// WidgetHandler serves the widget on the link page's own port.
	WidgetHandler() http.Handler
	// Client is the widget's client id, Key the key of the API.
	Client() string
	Key() string
	Close(ctx context.Context) error
}

// provider is the provider's API, on the network or in a sandbox of the program's own. It is reached when it is first
// asked for.
type provider struct {
	config       *Config
	startSandbox func() (LocalSandbox, error)
	exchanges    exchangeLog

	mu         sync.Mutex
	closed     bool
	sandbox    LocalSandbox
	connection *connection
}

// connection is how an environment is reached.
type connection struct {
	client    *aisclient.Client
	clientID  string // of the widget
	widgetURL string // of the widget's script
	widget    http.Handler
}

var errClosed = errors.New("the program is ending")

// connect returns the connection to the environment, and starts the sandbox if that is the environment.
func (p *provider) connect() (*connection, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch {
	case p.closed:
		return nil, errClosed
	case p.connection != nil:
		return p.connection, nil
	}
	c := &connection{clientID: p.config.Client, widgetURL: p.config.WidgetURL}
	base, key := p.config.APIURL, p.config.APIKey
	if p.config.OwnSandbox() {
		if err := p.start(); err != nil {
			return nil, err
		}
		c.clientID, c.widgetURL, c.widget = p.sandbox.Client(), p.sandbox.WidgetURL(), p.sandbox.WidgetHandler()
		base, key = p.sandbox.APIURL(), aisclient.NewSecret(p.sandbox.Key())
	}
	local := p.config.Environment == Sandbox
	client, err := aisclient.New(aisclient.Config{BaseURL: base, Key: key, OnExchange: p.exchanges.add,
		AllowLoopbackHTTP: local, LoopbackOnly: local, UserAgent: "aisdesk", MaxReply: p.config.MaxReply})
	if err != nil {
		return nil, err
	}
	c.client, p.connection = client, c
	return c, nil
}

// start starts the sandbox once. It is called with mu held.
func (p *provider) start() error {
	if p.sandbox != nil {
		return nil
	}
	if p.startSandbox == nil {
		return errors.New("this program has no sandbox of its own: set AISDESK_API_URL to the one to use")
	}
	s, err := p.startSandbox()
	if err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	p.sandbox = s
	return nil
}

// host is the host of the API for people; empty while the own sandbox is not started.
func (p *provider) host() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	raw := p.config.APIURL
	if p.sandbox != nil {
		raw = p.sandbox.APIURL()
	}
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	return u.Host
}

// returnURL is where the hosted sign-in sends the customer in the end. The result does not come that way: the
// program asks the provider for it. The provider's own site is a page that exists everywhere; a sandbox has a
// page for it, so that nothing leaves this machine.
func (c *connection) returnURL(environment string) string {
	if u, err := url.Parse(c.widgetURL); err == nil && environment == Sandbox {
		return u.Scheme + "://" + u.Host + "/redirection/thanks"
	}
	return "https://kontomatik.com/"
}

// close ends the sandbox; nothing is reached afterwards.
func (p *provider) close() error {
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
