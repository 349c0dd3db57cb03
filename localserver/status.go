package localserver

import "sync"

// status is all that the page ever learns about a verification.
type status struct {
	Stage    Stage  `json:"stage"`
	Import   string `json:"import,omitempty"` // the intake's state after the sign-in
	Progress int    `json:"progress"`         // 0-100, of the import
	Closing  bool   `json:"closing"`          // nothing follows
}

// statusFeed holds the newest status. Readers see the newest one, not every one: a slow page skips steps.
type statusFeed struct {
	mu   sync.Mutex
	now  status
	next chan struct{} // closed at the next change
}

func newStatusFeed() *statusFeed {
	return &statusFeed{now: status{Stage: Waiting}, next: make(chan struct{})}
}

func (b *statusFeed) read() (status, <-chan struct{}) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.now, b.next
}

func (b *statusFeed) change(f func(*status)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	was := b.now
	f(&b.now)
	if b.now != was {
		close(b.next)
		b.next = make(chan struct{})
	}
}
