package tui

import (
	"context"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// paced is how far apart two deliveries of a queue are at least: about ten a second are enough to see
// progress, and each costs a frame.
const paced = 100 * time.Millisecond

// queue takes values from any goroutine without ever blocking and hands them to the UI loop in batches.
type queue[T any] struct {
	mu     sync.Mutex
	items  []T
	signal chan struct{}
	// merge, if set, may drop values that later ones make superfluous.
	merge func([]T) []T
}

func newQueue[T any](merge func([]T) []T) *queue[T] {
	return &queue[T]{signal: make(chan struct{}, 1), merge: merge}
}

// push adds a value.
func (q *queue[T]) push(v T) {
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

// take returns what there is.
func (q *queue[T]) take() []T {
	q.mu.Lock()
	defer q.mu.Unlock()
	items := q.items
	q.items = nil
	return items
}

// next is a command that waits for values and wraps them as a message. It waits a pause after the first one,
// so that what follows at once comes with it. Cancelling ctx ends it with no message.
func (q *queue[T]) next(ctx context.Context, pause time.Duration, wrap func([]T) tea.Msg) tea.Cmd {
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
		return wrap(q.take())
	}
}
