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

// Writer writes what changes often one after the other: of several writes of a thing on their way, one that
// is out of date is left out.
type Writer struct {
	work  *Work
	asked int // of the UI loop
	mu    sync.Mutex
	last  map[string]int // the newest write by the name of the thing; guarded by mu
}

// NewWriter makes a writer whose writes are part of the work.
func NewWriter(w *Work) *Writer { return &Writer{work: w} }

// Write writes a thing off the UI loop. The program waits for it before it ends.
func (w *Writer) Write(thing string, write func() tea.Msg) tea.Cmd {
	w.asked++
	n := w.asked
	return w.work.Spawn(func() tea.Msg {
		w.mu.Lock()
		defer w.mu.Unlock()
		if n < w.last[thing] {
			return nil
		}
		if w.last == nil {
			w.last = map[string]int{}
		}
		w.last[thing] = n
		return write()
	})
}

// Paced is how far apart two deliveries of a queue are at least: about ten a second are enough to see
// progress, and each costs a frame.
const Paced = 100 * time.Millisecond

// Queue takes values from any goroutine without ever blocking; the UI loop takes them in batches.
type Queue[T any] struct {
	mu     sync.Mutex
	items  []T
	signal chan struct{}
	merge  func([]T) []T // nil keeps all
}

// NewQueue makes an empty queue. merge, if there is one, may drop values that later ones make superfluous.
func NewQueue[T any](merge func([]T) []T) *Queue[T] {
	return &Queue[T]{signal: make(chan struct{}, 1), merge: merge}
}

// Push adds a value.
func (q *Queue[T]) Push(v T) {
	q.mu.Lock()
	q.items = append(q.items, v)
	if q.merge != nil {
		q.items = q.merge(q.items)
	}
	q.mu.Unlock()
	select {
	case q.signal <- struct{}{}:
	default:
	}
}

// Take returns what there is.
func (q *Queue[T]) Take() []T {
	q.mu.Lock()
	defer q.mu.Unlock()
	items := q.items
	q.items = nil
	return items
}

// Next is a command that brings a message once there are values to take. It waits a pause after the first one, so that what
// follows at once comes with it. It does not take them itself: its message may be late, and whoever comes before it must
// find them. Cancelling ctx ends it with no message.
func (q *Queue[T]) Next(ctx context.Context, pause time.Duration, ready tea.Msg) tea.Cmd {
	return func() tea.Msg {
		select {
		case <-ctx.Done():
			return nil
		case <-q.signal:
		}
		if pause > 0 {
			over := time.NewTimer(pause)
			defer over.Stop()
			select {
			case <-ctx.Done():
			case <-over.C:
			}
		}
		return ready
	}
}
