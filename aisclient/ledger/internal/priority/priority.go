// Package priority lets work in the background give way to work that somebody waits for.
package priority

import (
	"context"
	"runtime"
	"sync"
)

// backgroundKey marks a context.
type backgroundKey struct{}

// Background marks a context for work that nobody waits for with a key in hand.
func Background(ctx context.Context) context.Context {
	return context.WithValue(ctx, backgroundKey{}, true)
}

// isBackground reports whether a context has the mark of Background.
func isBackground(ctx context.Context) bool { return ctx.Value(backgroundKey{}) != nil }

// Part is how many rows one processor looks at in one go. Between two parts the context is looked at.
const Part = 1 << 14

// Processors is how many goroutines may work at once. A program that wants its keys answered meanwhile lets more run
// than there are processors: those are not for work.
func Processors() int { return min(runtime.GOMAXPROCS(0), runtime.NumCPU()) }

// Share runs work on as many processors as so many rows are worth, in the background on one.
func Share(ctx context.Context, rows int, work func()) {
	most := min(Processors(), (rows+Part-1)/Part, 8)
	if most < 2 || isBackground(ctx) {
		work()
		return
	}
	var wg sync.WaitGroup
	for range most - 1 {
		wg.Go(work)
	}
	work()
	wg.Wait()
}

// Gate holds work in the background up while others are at work.
type Gate struct {
	mu     sync.Mutex
	inside int
	empty  chan struct{} // closed when the last one leaves
}

// Enter begins work and returns what ends it. Work in the background holds up nobody.
func (g *Gate) Enter(ctx context.Context) (leave func()) {
	if isBackground(ctx) {
		return func() {}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside == 0 {
		g.empty = make(chan struct{})
	}
	g.inside++
	return g.leave
}

func (g *Gate) leave() {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.inside--; g.inside == 0 {
		close(g.empty)
	}
}

// Pass lets work go on. In the background it waits until nobody is inside, or the context ends; it reports whether the
// context has not ended.
func (g *Gate) Pass(ctx context.Context) bool {
	for isBackground(ctx) && ctx.Err() == nil {
		g.mu.Lock()
		inside, empty := g.inside, g.empty
		g.mu.Unlock()
		if inside == 0 {
			break
		}
		select {
		case <-empty:
		case <-ctx.Done():
		}
	}
	return ctx.Err() == nil
}
