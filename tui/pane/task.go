package pane

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Task is work of one kind that a pane has done beside the UI loop, and that brings a T back. There is at most one run:
// Start replaces the one before. An answer that comes after its run was replaced or cancelled is dropped. The zero
// value is ready for use. All methods belong to the UI loop.
type Task[T any] struct {
	// Limit is how long a run may take; 0 is no limit. A run that takes longer ends with a *LimitError.
	Limit time.Duration

	run *run // the one whose answer is waited for; nil for none
}

// run is one start of a task.
type run struct{ cancel context.CancelFunc }

// Work is what a task does. It may be called on any goroutine and ends soon after its context.
type Work[T any] func(ctx context.Context) (T, error)

// Done takes the answer of a task, on the UI loop.
type Done[T any] func(answer T, err error) tea.Cmd

// Start replaces the run in progress and returns the command that does the work and brings its answer to done.
func (t *Task[T]) Start(ctx context.Context, work Work[T], done Done[T]) tea.Cmd {
	r, within := t.begin(ctx)
	limit := t.Limit
	return func() tea.Msg {
		defer r.cancel()
		answer, err := work(within)
		if limit > 0 && errors.Is(err, context.DeadlineExceeded) && within.Err() != nil {
			err = &LimitError{limit}
		}
		return Callback(func() tea.Cmd { return t.end(r, answer, err, done) })
	}
}

// Do is Start for work that takes less than a frame: the answer is there when it returns.
func (t *Task[T]) Do(ctx context.Context, work Work[T], done Done[T]) tea.Cmd {
	return t.Start(ctx, work, done)().(Callback)()
}

// begin makes a run the one whose answer counts.
func (t *Task[T]) begin(ctx context.Context) (*run, context.Context) {
	t.Cancel()
	var cancel context.CancelFunc
	if t.Limit > 0 {
		ctx, cancel = context.WithTimeout(ctx, t.Limit)
	} else {
		ctx, cancel = context.WithCancel(ctx)
	}
	t.run = &run{cancel}
	return t.run, ctx
}

// end hands an answer over unless another run, or none, is waited for.
func (t *Task[T]) end(r *run, answer T, err error, done Done[T]) tea.Cmd {
	if t.run != r {
		return nil
	}
	t.run = nil
	return done(answer, err)
}

// Cancel ends the run in progress and reports whether there was one. Its answer is dropped.
func (t *Task[T]) Cancel() bool {
	if t.run == nil {
		return false
	}
	t.run.cancel()
	t.run = nil
	return true
}

// Async does work beside the UI loop whose every answer counts, and brings it to done.
func Async[T any](ctx context.Context, work Work[T], done Done[T]) tea.Cmd {
	return func() tea.Msg {
		answer, err := work(ctx)
		return Callback(func() tea.Cmd { return done(answer, err) })
	}
}

// Start starts work that must not be cut off when the program ends: files that are being written.
func (e *Env) Start(work func() tea.Msg) tea.Cmd {
	if e.Spawn == nil {
		return work
	}
	return e.Spawn(work)
}

// Running reports whether an answer is waited for.
func (t *Task[T]) Running() bool { return t.run != nil }

// Callback is a message for the one that asked: the root calls it on the UI loop and gives it to nobody else.
type Callback func() tea.Cmd

// After brings f back to the UI loop once d has passed.
func After(d time.Duration, f func() tea.Cmd) tea.Cmd {
	return tea.Tick(d, func(time.Time) tea.Msg { return Callback(f) })
}

// LimitError ends a task that took longer than its limit. It is a context.DeadlineExceeded.
type LimitError struct{ Limit time.Duration }

// Error says how long the work was given.
func (e *LimitError) Error() string {
	switch n := int(e.Limit / time.Minute); {
	case e.Limit == time.Minute:
		return "took longer than a minute"
	case e.Limit%time.Minute == 0:
		return fmt.Sprintf("took longer than %d minutes", n)
	}
	return "took longer than " + e.Limit.String()
}

// Unwrap makes errors.Is find the cause.
func (e *LimitError) Unwrap() error { return context.DeadlineExceeded }

// Context is what the work of panes ends with.
func (e *Env) Context() context.Context {
	if e.Ctx == nil {
		return context.Background()
	}
	return e.Ctx
}
