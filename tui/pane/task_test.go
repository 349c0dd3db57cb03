package pane

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// heard collects what a task brings.
type heard struct {
	got []int
	err error
}

func (h *heard) take(n int, err error) tea.Cmd {
	h.got, h.err = append(h.got, n), err
	return nil
}

func giving(n int) Work[int] { return func(context.Context) (int, error) { return n, nil } }

func TestATaskBringsItsAnswerOnce(t *testing.T) {
	var task Task[int]
	var h heard
	a := task.Start(t.Context(), giving(7), h.take)().(Callback)
	if !task.Running() || len(h.got) != 0 {
		t.Fatalf("the answer was delivered early: %v", h.got)
	}
	a()
	a()
	if len(h.got) != 1 || h.got[0] != 7 || task.Running() {
		t.Errorf("got %v, running %v", h.got, task.Running())
	}
}

// Of two questions only the second is answered, whichever answer comes first.
func TestStartReplacesAndDropsTheLateAnswer(t *testing.T) {
	var task Task[int]
	var h heard
	var first context.Context
	one := task.Start(t.Context(), func(ctx context.Context) (int, error) { first = ctx; return 1, nil }, h.take)
	two := task.Start(t.Context(), giving(2), h.take)
	two().(Callback)()
	one().(Callback)()
	if len(h.got) != 1 || h.got[0] != 2 {
		t.Errorf("got %v", h.got)
	}
	if first.Err() == nil {
		t.Error("the run that was replaced was not cancelled")
	}
}

func TestCancelDropsTheAnswer(t *testing.T) {
	var task Task[int]
	var h heard
	cmd := task.Start(t.Context(), giving(1), h.take)
	if !task.Cancel() || task.Cancel() || task.Running() {
		t.Error("cancel does not say that there was a run, or says it twice")
	}
	cmd().(Callback)()
	if len(h.got) != 0 {
		t.Errorf("got %v after the cancellation", h.got)
	}
}

func TestALimitIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		task := Task[int]{Limit: time.Minute}
		var h heard
		wait := func(ctx context.Context) (int, error) { <-ctx.Done(); return 0, ctx.Err() }
		task.Do(t.Context(), wait, h.take)
		if h.err == nil || h.err.Error() != "took longer than a minute" || !errors.Is(h.err, context.DeadlineExceeded) {
			t.Errorf("got %v", h.err)
		}
		task.Limit = 2 * time.Minute
		if task.Do(t.Context(), wait, h.take); h.err.Error() != "took longer than 2 minutes" {
			t.Errorf("got %v", h.err)
		}
	})
}

// A limit of the work itself is the work's to tell.
func TestADeadlineWithinTheWorkIsNotTheLimit(t *testing.T) {
	task := Task[int]{Limit: time.Hour}
	var h heard
	task.Do(t.Context(), func(context.Context) (int, error) { return 0, context.DeadlineExceeded }, h.take)
	if _, limit := errors.AsType[*LimitError](h.err); limit {
		t.Error("a deadline of the work was taken for the task's")
	}
}
