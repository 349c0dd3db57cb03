package localserver

import (
	"context"
	"sync"
	"time"
)

// Times and bounds of the channel to the page. A reload comes back well within the grace; a tab that is
// really gone is told to the terminal within two seconds.
const (
	tabGrace = 1200 * time.Millisecond
	maxTabs  = 16
)

// presence knows which tabs hold the page open. It never asks a page's timers, which hidden tabs throttle:
// a tab is gone when its channel drops or it says good-bye, and has not come back within the grace.
type presence struct {
	mu    sync.Mutex
	tabs  map[string]*channel
	timer *time.Timer
	gone  bool // the terminal was told
	ended bool
	empty chan struct{}   // closed when the last tab leaves; made by await
	tell  func(back bool) // called without the lock
}

// channel is one open channel to a tab.
type channel struct {
	drop    context.CancelFunc
	trusted bool
}

func newPresence(tell func(back bool)) *presence {
	return &presence{tabs: map[string]*channel{}, tell: tell}
}

// join notes an open channel of a tab; the context it returns ends when the tab says good-bye, opens a newer
// channel, or too many others came. leave must be called when the channel is over.
func (p *presence) join(ctx context.Context, tab string, trusted bool) (_ context.Context, leave func()) {
	ctx, cancel := context.WithCancel(ctx)
	c := &channel{cancel, trusted}
	p.mu.Lock()
	if old := p.tabs[tab]; old != nil {
		old.drop()
	} else if len(p.tabs) >= maxTabs {
		p.makeRoom()
	}
	p.tabs[tab] = c
	p.stopTimer()
	back := p.gone && !p.ended
	p.gone = false
	p.mu.Unlock()
	if back {
		p.tell(true)
	}
	return ctx, func() {
		cancel()
		p.left(tab, c)
	}
}

// makeRoom drops one channel, a stranger's where there is one. It is called with mu held.
func (p *presence) makeRoom() {
	pick := ""
	for name, c := range p.tabs {
		if pick == "" || p.tabs[pick].trusted && !c.trusted {
			pick = name
		}
	}
	p.tabs[pick].drop()
	delete(p.tabs, pick)
}

// has reports whether a tab has a channel.
func (p *presence) has(tab string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.tabs[tab] != nil
}

// bye is the page's own word that a tab goes away.
func (p *presence) bye(tab string) { p.left(tab, nil) }

// left takes a tab's channel out, any or only the given one: a newer one may have taken its place.
func (p *presence) left(tab string, only *channel) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if c := p.tabs[tab]; c != nil && (only == nil || c == only) {
		c.drop()
		delete(p.tabs, tab)
	}
	if len(p.tabs) == 0 && p.empty != nil {
		close(p.empty)
		p.empty = nil
	}
	if len(p.tabs) > 0 || p.gone || p.ended || p.timer != nil {
		return
	}
	p.timer = time.AfterFunc(tabGrace, p.missed)
}

func (p *presence) missed() {
	p.mu.Lock()
	miss := !p.gone && !p.ended && p.timer != nil // a tab that came back has stopped the timer
	p.gone = p.gone || miss
	p.timer = nil
	p.mu.Unlock()
	if miss {
		p.tell(false)
	}
}

func (p *presence) stopTimer() {
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
}

// await gives the tabs some time to leave.
func (p *presence) await(d time.Duration) {
	p.mu.Lock()
	empty := make(chan struct{})
	if len(p.tabs) == 0 {
		p.mu.Unlock()
		return
	}
	p.empty = empty
	p.mu.Unlock()
	waitFor(empty, d)
}

// waitFor waits until done is closed, but no longer than d.
func waitFor(done <-chan struct{}, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-done:
	case <-t.C:
	}
}

// end stops watching and drops every channel.
func (p *presence) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ended = true
	p.stopTimer()
	for name, c := range p.tabs {
		c.drop()
		delete(p.tabs, name)
	}
}
