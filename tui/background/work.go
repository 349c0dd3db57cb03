// Package background is what runs beside the UI loop: work that the program waits for when it ends, values on their way to
// the loop, and writes of which only the newest counts.
package background

import (
	"context"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// closeWithin is how long Close waits for verifications and other work to end after their context has.
const closeWithin = 2 * time.Second

// Work is the work that the program waits for when it ends.
type Work struct {
	ctx    context.Context // ends with the program
	cancel context.CancelFunc
	work   sync.WaitGroup
}

// New makes Work that ends with ctx, or when it is closed.
func New(ctx context.Context) *Work {
	b := &Work{}
	b.ctx, b.cancel = context.WithCancel(ctx)
	return b
}

// Context is what all work ends with.
func (b *Work) Context() context.Context { return b.ctx }

// Cancel ends the context. Close waits for what that ends.
func (b *Work) Cancel() { b.cancel() }

// Spawn starts work that Close waits for; the command it returns brings the answer.
func (b *Work) Spawn(f func() tea.Msg) tea.Cmd {
	if f == nil {
		return nil
	}
	answer := make(chan tea.Msg, 1)
	b.work.Go(func() { answer <- f() })
	return func() tea.Msg {
		select {
		case msg := <-answer:
			return msg
		case <-b.ctx.Done():
			return nil
		}
	}
}

// Close waits for the work, but not for ever. Its context has ended before.
func (b *Work) Close() {
	done := make(chan struct{})
	go func() { b.work.Wait(); close(done) }()
	limit := time.NewTimer(closeWithin)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
	}
}
