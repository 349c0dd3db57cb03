package app

import (
	"context"
	"io"
	"sync"
	"time"

	"aisdesk/aisclient/intake"
)

// askingTime is how long a link page waits for the customer to say what comes next.
const askingTime = 5 * time.Minute

// askingPage is a link page that stays open once the import is saved, until the customer has said what comes next, the next
// page is opened, or nobody answered for a while.
type askingPage struct {
	LinkPage
	pages *askingPages
	next  intake.AskNext

	mu    sync.Mutex
	saved bool
}

// Follow passes the verification on to the page.
func (p *askingPage) Follow(e intake.Event) {
	if f, ok := p.LinkPage.(intake.Follower); ok {
		f.Follow(e)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.saved = p.saved || e.State == intake.Done && e.Err == nil
}

// answer takes the customer's answer; then the page closes. The answer comes from the tab that signed in: behind the next
// page's address it need not show again whose it is.
func (p *askingPage) answer(ctx context.Context, step intake.NextStep, name string) (string, error) {
	url, err := p.next(ctx, step, name)
	if err != nil {
		return "", err
	}
	p.pages.close(p)
	return p.pages.trusted(url), nil
}

// Close closes a page on which nothing is asked. Another is closed later.
func (p *askingPage) Close() error {
	p.mu.Lock()
	saved := p.saved
	p.mu.Unlock()
	if saved && p.pages.keep(p) {
		return nil
	}
	return p.closeNow()
}

func (p *askingPage) closeNow() error {
	if c, ok := p.LinkPage.(io.Closer); ok {
		return c.Close()
	}
	return nil
}

// askingPages are the pages that wait for an answer: one at most, as there is one customer at a time.
type askingPages struct {
	mu     sync.Mutex
	newest LinkPage // that was opened last
	page   *askingPage
	timer  *time.Timer
	ending bool
	closes sync.WaitGroup
}

// keep keeps a page open in place of the one before; false where the program is ending.
func (a *askingPages) keep(p *askingPage) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.ending {
		return false
	}
	a.drop()
	a.page, a.timer = p, time.AfterFunc(askingTime, func() { a.close(p) })
	return true
}

// close closes a page that waits, beside everything else: what it was just asked is answered first.
func (a *askingPages) close(p *askingPage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.page == p {
		a.drop()
	}
}

// drop closes the page that waits. It is called with mu held.
func (a *askingPages) drop() {
	p := a.page
	if p == nil {
		return
	}
	a.timer.Stop()
	a.page = nil
	a.closes.Go(func() { _ = p.closeNow() })
}

// opened notes the page that was opened last.
func (a *askingPages) opened(p LinkPage) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.newest = p
}

// trusted is the address of the newest page, if it is the one of url, for a browser that is known to be the customer's.
func (a *askingPages) trusted(url string) string {
	a.mu.Lock()
	defer a.mu.Unlock()
	page, ok := a.newest.(interface {
		URL() string
		TrustedURL() string
	})
	if ok && page.URL() == url {
		return page.TrustedURL()
	}
	return url
}

// end closes what waits, and keeps nothing any more.
func (a *askingPages) end() {
	a.mu.Lock()
	a.ending = true
	a.drop()
	a.mu.Unlock()
	a.closes.Wait()
}
