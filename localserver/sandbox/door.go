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

// door is one address with its server. It can be closed for a while and opened again at the same port, which is how
// the scenario api-down refuses connections.
type door struct {
	addr    string // host:port as it was bound
	both    bool   // loopback on IPv6 too
	handler http.Handler
	base    context.Context

	mu     sync.Mutex
	server *http.Server // nil while closed
	ears   []net.Listener
}

// newDoor takes the address; nothing is served before open.
func newDoor(ctx context.Context, addr string, both bool, h http.Handler) (*door, error) {
	d := &door{addr: addr, both: both, handler: h, base: ctx}
	return d, d.bind()
}

func (d *door) bind() error {
	l, err := net.Listen("tcp", d.addr)
	if err != nil {
		return err
	}
	d.addr = l.Addr().String()
	d.ears = []net.Listener{l}
	if _, port, err := net.SplitHostPort(d.addr); err == nil && d.both && loopback(d.addr) {
		if six, err := net.Listen("tcp6", net.JoinHostPort("::1", port)); err == nil {
			d.ears = append(d.ears, six)
		}
	}
	return nil
}

// open serves, after taking the address again if the door was shut.
func (d *door) open() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.server != nil {
		return nil
	}
	if d.ears == nil {
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
	for _, l := range d.ears {
		go d.server.Serve(l)
	}
	return nil
}

// shut stops the server: idle connections at once, others when they are done or when the time is up.
func (d *door) shut(ctx context.Context) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.ears { // the server closes only those that it already began to serve
		l.Close()
	}
	d.ears = nil
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
