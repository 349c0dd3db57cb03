package ledger

import (
	"context"
	"sync"
)

// backgroundKey marks a context.
type backgroundKey struct{}

// Background marks a context for work that nobody waits for with a key in hand. Queries under it use one processor,
// and between two parts they stand aside while a query without the mark is at work on the same ledger.
func Background(ctx context.Context) context.Context {
	return context.WithValue(ctx, backgroundKey{}, true)
}

func inBackground(ctx context.Context) bool { return ctx.Value(backgroundKey{}) != nil }

// GiveWay is for the loops of work in the background: call it every few milliseconds. It waits while a query without
// the mark of Background is at work on the ledger, and reports whether to go on; false means that the context has
// ended. Under a context without the mark it never waits.
func (l *Ledger) GiveWay(ctx context.Context) bool {
	if inBackground(ctx) {
		l.gate.pass(ctx)
	}
	return ctx.Err() == nil
}

// gate holds work in the background up while others are at work.
type gate struct {
	mu     sync.Mutex
	inside int
	empty  chan struct{} // closed when the last one leaves
}

// enter and leave stand around a query; one in the background holds up nobody.
func (g *gate) enter(ctx context.Context) {
	if inBackground(ctx) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside == 0 {
		g.empty = make(chan struct{})
	}
	g.inside++
}

func (g *gate) leave(ctx context.Context) {
	if inBackground(ctx) {
		return
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside--; g.inside == 0 {
		close(g.empty)
	}
}

// pass waits until nobody is inside, or the context ends.
func (g *gate) pass(ctx context.Context) {
	for {
		g.mu.Lock()
		inside, empty := g.inside, g.empty
		g.mu.Unlock()
		if inside == 0 {
			return
		}
		select {
		case <-empty:
		case <-ctx.Done():
			return
		}
	}
}
