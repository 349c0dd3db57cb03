package localserver

import (
	"context"
	"errors"
	"net/http"
	"time"

	"aisdesk/aisclient"
)

// Times of closing; together under two seconds.
const (
	farewell     = 400 * time.Millisecond // for the page to read the last status
	shutdownTime = 800 * time.Millisecond
	lastWait     = 500 * time.Millisecond // for handlers and a stuck opener
)

// Close tells the page that nothing follows, closes the port and ends every goroutine of the page, within two
// seconds. A sign-in that still waits ends with ErrClosed. Closing twice is fine.
func (p *Page) Close() error {
	p.closeOnce.Do(func() { p.closeErr = p.close() })
	return p.closeErr
}

func (p *Page) close() error {
	p.signIn.finish(stageCancelled, aisclient.Session{}, ErrClosed, nil)
	p.door.redirect.remove()
	p.status.change(func(s *status) { s.Closing = true })
	p.server.SetKeepAlivesEnabled(false)
	p.presence.await(farewell)
	p.presence.end()
	p.conns.cutFresh()
	ctx, cancel := context.WithTimeout(context.Background(), shutdownTime)
	defer cancel()
	err := p.server.Shutdown(ctx)
	if err != nil {
		err = p.server.Close()
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	// A server that was closed before its accept loop began never saw the listener.
	for _, l := range p.listeners {
		_ = l.Close()
	}
	if !p.opened.Load() {
		p.openings.stop()
	}
	p.serving.Wait()
	p.openings.wait(lastWait)
	return err
}
