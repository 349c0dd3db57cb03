package sandbox

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"aisdesk/localserver/sandbox/api"
	"aisdesk/localserver/sandbox/control"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// Sandbox is a running provider. Its methods may be called at the same time.
type Sandbox struct {
	options  Options
	requests *api.Server
	control  *control.Control

	api    *listener // the scenario api-down closes it for a while
	widget *listener
	stop   context.CancelFunc
	ctx    context.Context
	token  string // of the control API, for a sandbox that other machines reach
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
	s := &Sandbox{options: o, token: rand.Text()}
	if err := s.wire(); err != nil {
		return nil, err
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	if err := s.open(); err != nil {
		s.Close(context.Background())
		return nil, err
	}
	return s, nil
}

// wire makes the parts and tells each of the others.
func (s *Sandbox) wire() error {
	o, clock := s.options, state.NewClock(s.options.Now)
	if !o.At.IsZero() {
		clock = state.StandingClock(o.At)
	}
	customers, err := state.NewBankClock(o.Seed, state.Today(clock.Now()), o.CustomersFile, o.OnlyCustomers)
	if err != nil {
		return err
	}
	scenarios, err := scenario.NewOverrides(o.Scenario)
	if err != nil {
		return err
	}
	memory := state.New(o.Seed)
	s.requests = api.New(api.Options{Client: o.Client, Key: o.Key, Seed: o.Seed, Speed: o.Speed, Log: o.Log, Received: o.Received, State: memory, Clock: clock, Bank: customers,
		Overrides: scenarios, Link: func(path string) string { return s.WidgetOrigin() + path }})
	s.control = control.New(control.Options{Client: o.Client, Key: o.Key, Scenario: o.Scenario, Seed: o.Seed, Speed: o.Speed, State: memory, Clock: clock,
		Bank: customers, Overrides: scenarios, API: s.requests, APIURL: s.APIURL, WidgetURL: s.WidgetURL, WidgetOrigin: s.WidgetOrigin,
		Warnings: s.Warnings, KnowsHost: s.knowsHost, Token: s.controlToken, SetDown: s.setDown})
	return nil
}

func (s *Sandbox) open() error {
	var err error
	if s.widget, err = newListener(s.ctx, s.options.WidgetAddr, true, s.guard(s.control.Handler())); err != nil {
		return fmt.Errorf("sandbox widget: %w", err)
	}
	if s.api, err = newListener(s.ctx, s.options.APIAddr, false, s.guard(s.requests)); err != nil {
		return fmt.Errorf("sandbox API: %w", err)
	}
	if err := s.widget.open(); err != nil { // not before both addresses are known: pages show them
		return err
	}
	return s.control.ApplyDown()
}

// Serve keeps the sandbox running until the context ends, then closes it. It fails as Close does.
func (s *Sandbox) Serve(ctx context.Context) error {
	select {
	case <-ctx.Done():
	case <-s.ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	return s.Close(end)
}

// Close stops both servers: running requests get until the context ends, at most a second, then they are cut off. It fails where
// a server could not be closed, each time with the same error.
func (s *Sandbox) Close(ctx context.Context) error {
	s.once.Do(func() {
		s.stop()
		var both sync.WaitGroup
		errs := [2]error{}
		for i, d := range []*listener{s.api, s.widget} {
			if d != nil {
				both.Go(func() { errs[i] = d.close(ctx) })
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

// WidgetHandler serves the widget and its bank on another port, such as that of the page that embeds it. The control page
// is not there.
func (s *Sandbox) WidgetHandler() http.Handler { return s.guard(s.control.Widget()) }

// ControlURL is the address of the control page. Where other machines reach it, its fragment is the token that the
// control API asks for.
func (s *Sandbox) ControlURL() string {
	at := s.WidgetOrigin() + "/control/"
	if token := s.controlToken(); token != "" {
		at += "#" + token
	}
	return at
}

// controlToken is empty where only this machine reaches the control API, which then goes by the Host of a request.
func (s *Sandbox) controlToken() string {
	if loopback(s.widget.addr) {
		return ""
	}
	return s.token
}

// Client is the client id for the widget.
func (s *Sandbox) Client() string { return s.options.Client }

// Key is the API key.
func (s *Sandbox) Key() string { return s.options.Key }

// Warnings says what an operator must know, a sentence each: that the sandbox can be reached from other machines.
func (s *Sandbox) Warnings() []string {
	all := []string{}
	for _, d := range []struct {
		what string
		*listener
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

// setDown closes the API's port, as the scenario api-down does, or opens it again.
func (s *Sandbox) setDown(down bool) error {
	if !down {
		return s.api.open()
	}
	now, cancel := context.WithCancel(context.Background())
	cancel()
	return s.api.close(now)
}
