package background

import (
	"context"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

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
