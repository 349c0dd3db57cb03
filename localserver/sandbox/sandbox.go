package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// Sandbox is a running provider. Its methods may be called at the same time.
type Sandbox struct {
	options Options
	state   *state
	clock   *clock
	bank    *vault
	rules   *rules
	log     *requestLog
	signer  *signer

	api    *door // the scenario api-down closes it for a while
	widget *door
	stop   context.CancelFunc
	ctx    context.Context
	once   sync.Once
	closed error
}

// New starts a sandbox: when it returns, both servers answer. Close stops it.
//
// It fails if an address is busy, if the scenario is unknown, or if the customers' file is wrong; the error says where.
func New(o Options) (*Sandbox, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Sandbox{options: o, state: newState(o.Seed), clock: &clock{now: o.Now}, log: &requestLog{}, signer: &signer{}}
	if s.bank, err = newVault(o); err != nil {
		return nil, err
	}
	if s.rules, err = newRules(o.Scenario); err != nil {
		return nil, err
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	if err := s.open(); err != nil {
		s.Close(context.Background())
		return nil, err
	}
	return s, nil
}

func (s *Sandbox) open() error {
	var err error
	if s.widget, err = newDoor(s.ctx, s.options.WidgetAddr, true, s.guard(s.widgetHandler())); err != nil {
		return fmt.Errorf("sandbox widget: %w", err)
	}
	if s.api, err = newDoor(s.ctx, s.options.APIAddr, false, s.guard(http.HandlerFunc(s.serveAPI))); err != nil {
		return fmt.Errorf("sandbox API: %w", err)
	}
	if err := s.widget.open(); err != nil { // not before both addresses are known: pages show them
		return err
	}
	return s.applyDown()
}

// Serve keeps the sandbox running until the context ends, then closes it.
func (s *Sandbox) Serve(ctx context.Context) error {
	select {
	case <-ctx.Done():
	case <-s.ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	return s.Close(end)
}

// Close stops both servers: running requests get until the context ends, at most a second, then they are cut off.
func (s *Sandbox) Close(ctx context.Context) error {
	s.once.Do(func() {
		s.stop()
		var both sync.WaitGroup
		errs := [2]error{}
		for i, d := range []*door{s.api, s.widget} {
			if d != nil {
				both.Go(func() { errs[i] = d.shut(ctx) })
			}
		}
		both.Wait()
		s.closed = errors.Join(errs[:]...)
	})
	return s.closed
}

// APIURL is the base URL for clients, without a slash at the end: http://127.0.0.1:PORT.
func (s *Sandbox) APIURL() string {
	host, port, _ := net.SplitHostPort(s.api.addr)
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// WidgetOrigin is the origin of the widget, http://localhost:PORT: another site than 127.0.0.1, as the provider's
// widget is another site than the page that embeds it.
func (s *Sandbox) WidgetOrigin() string {
	host, port, _ := net.SplitHostPort(s.widget.addr)
	if ip := net.ParseIP(host); ip != nil && (ip.IsLoopback() || ip.IsUnspecified()) {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// WidgetURL is the address of the embed script.
func (s *Sandbox) WidgetURL() string { return s.WidgetOrigin() + "/assets/signin-widget.js" }

// ControlURL is the address of the control page.
func (s *Sandbox) ControlURL() string { return s.WidgetOrigin() + "/control/" }

// Client is the client id for the widget.
func (s *Sandbox) Client() string { return s.options.Client }

// Key is the API key.
func (s *Sandbox) Key() string { return s.options.Key }

// Warnings says what an operator must know, a sentence each: that the sandbox can be reached from other machines.
func (s *Sandbox) Warnings() []string {
	var all []string
	for _, d := range []struct {
		what string
		*door
	}{{"API", s.api}, {"widget and control page", s.widget}} {
		if !loopback(d.addr) {
			all = append(all, fmt.Sprintf("the sandbox's %s listens on %s: other machines can reach it", d.what, d.addr))
		}
	}
	return all
}

func loopback(addr string) bool {
	host, _, _ := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return host == "localhost" || (ip != nil && ip.IsLoopback())
}

// link makes an absolute URL on the widget's origin.
func (s *Sandbox) link(path string, query url.Values) string {
	u := s.WidgetOrigin() + path
	if len(query) > 0 {
		u += "?" + query.Encode()
	}
	return u
}
