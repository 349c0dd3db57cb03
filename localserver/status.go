package localserver

import "sync"

// status is all that the page ever learns about a verification.
type status struct {
	Stage    stage  `json:"stage"`
	Import   string `json:"import,omitempty"` // the intake's state after the sign-in
	Progress int    `json:"progress"`         // 0-100, of the import
	Closing  bool   `json:"closing"`          // nothing follows
	Readers  int    `json:"readers"`          // how many tabs have shown the page

	waiting, confirmed int // sessions and codes, so that each is news to the pages
}

// tabStatus is the status as one tab is told it.
type tabStatus struct {
	status
	Waiting   bool `json:"waiting,omitempty"`   // its session waits for the code
	Confirmed bool `json:"confirmed,omitempty"` // its code need not be told any more
	Mine      bool `json:"mine,omitempty"`      // its session is the one that counts
}

// statusFor is the newest status for a tab, and what is closed at the next change.
func (p *Page) statusFor(tab string) (tabStatus, <-chan struct{}) {
	now, next := p.status.read()
	r := p.readers.of(tab)
	return tabStatus{status: now, Waiting: r.waiting(), Confirmed: r.trusted,
		Mine: now.Stage == stageSucceeded && r.handed && p.signIn.holds(r.session)}, next
}

// statusFeed holds the newest status. Readers see the newest one, not every one: a slow page skips steps.
type statusFeed struct {
	mu   sync.Mutex
	now  status
	next chan struct{} // closed at the next change
}

func newStatusFeed() *statusFeed {
	return &statusFeed{now: status{Stage: stageServed}, next: make(chan struct{})}
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
