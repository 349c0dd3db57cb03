package sandbox

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// listener is one address with its server. It can be closed for a while and opened again at the same port, which is how
// the scenario api-down refuses connections.
type listener struct {
	addr    string // host:port as it was bound
	both    bool   // loopback on IPv6 too
	handler http.Handler
	base    context.Context

	mu        sync.Mutex
	server    *http.Server // nil while closed
	listeners []net.Listener
}

// newListener takes the address; nothing is served before open.
func newListener(ctx context.Context, addr string, both bool, h http.Handler) (*listener, error) {
	d := &listener{addr: addr, both: both, handler: h, base: ctx}
	return d, d.bind()
}

func (d *listener) bind() error {
	l, err := net.Listen("tcp", d.addr)
	if err != nil {
		return err
	}
	d.addr = l.Addr().String()
	d.listeners = []net.Listener{l}
	if _, port, err := net.SplitHostPort(d.addr); err == nil && d.both && loopback(d.addr) {
		if six, err := net.Listen("tcp6", net.JoinHostPort("::1", port)); err == nil {
			d.listeners = append(d.listeners, six)
		}
	}
	return nil
}

// open serves, after taking the address again if the listener was closed.
func (d *listener) open() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.server != nil {
		return nil
	}
	if d.listeners == nil {
		if err := d.bind(); err != nil {
			return err
		}
	}
	d.server = &http.Server{
		Handler:                      d.handler,
		BaseContext:                  func(net.Listener) context.Context { return d.base },
		ReadHeaderTimeout:            5 * time.Second,
		ReadTimeout:                  30 * time.Second,
		IdleTimeout:                  time.Minute,
		MaxHeaderBytes:               64 << 10,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0),
	}
	for _, l := range d.listeners {
		go d.server.Serve(l)
	}
	return nil
}

// close stops the server: idle connections at once, others when they are done or when the time is up.
func (d *listener) close(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.listeners { // the server closes only those that it already began to serve
		l.Close()
	}
	d.listeners = nil
	if d.server == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	err := d.server.Shutdown(ctx)
	if ctx.Err() != nil {
		err = d.server.Close()
	}
	d.server = nil
	if errors.Is(err, net.ErrClosed) { // the listeners were closed above
		return nil
	}
	return err
}
