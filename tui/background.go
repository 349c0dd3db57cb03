package tui

import (
	"context"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// closeWithin is how long close waits for verifications and other work to end after their context has.
const closeWithin = 2 * time.Second

// background is the work that the program waits for when it ends.
type background struct {
	ctx    context.Context // ends with the program
	cancel context.CancelFunc
	work   sync.WaitGroup
}

func newBackground(ctx context.Context) *background {
	b := &background{}
	b.ctx, b.cancel = context.WithCancel(ctx)
	return b
}

// spawn starts work that close waits for; the command it returns brings the answer.
func (b *background) spawn(f func() tea.Msg) tea.Cmd {
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

// close waits for the work, but not for ever. Its context has ended before.
func (b *background) close() {
	done := make(chan struct{})
	go func() { b.work.Wait(); close(done) }()
	limit := time.NewTimer(closeWithin)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
	}
}
