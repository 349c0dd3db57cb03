package localserver

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"aisdesk/aisclient/intake"
)

// A timer that was not stopped would keep its page in memory until it fires, in ten minutes: a closed page is
// collected, so there is none.
func TestNoTimerKeepsAClosedPage(t *testing.T) {
	const pages = 50
	var collected atomic.Int32
	for n := range pages {
		visited(t, n, &collected)
	}
	for end := time.Now().Add(patience / 4); collected.Load() < pages && time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		runtime.GC()
	}
	if n := collected.Load(); n < pages {
		t.Errorf("something keeps %d of %d closed pages", pages-n, pages)
	}
}

// visited serves a page to a tab that comes, leaves and ends the sign-in in one way or another.
func visited(t *testing.T, n int, collected *atomic.Int32) {
	t.Helper()
	p, err := New(testOptions())
	if err != nil {
		t.Fatal(err)
	}
	runtime.AddCleanup(p, func(c *atomic.Int32) { c.Add(1) }, collected)
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	ready := make(chan struct{}, 1)
	go func() {
		defer close(ended)
		_, _ = p.Session(ctx, intake.Request{OwnerExternalID: "soak"}, func(e intake.LinkEvent) {
			if e.Kind == intake.LinkReady {
				ready <- struct{}{}
			}
		})
	}()
	<-ready
	_, leave := p.presence.join(ctx, "tab1", true)
	leave() // starts the grace of a closed tab
	if n%2 == 0 {
		cancel()
		<-ended
	}
	_ = p.Close()
	cancel()
	<-ended
}
