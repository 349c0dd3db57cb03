package library

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// reading is the work of reading imports whose customers are not known yet.
type reading struct {
	task  pane.Task[struct{}]
	total int
	done  *atomic.Int64
	tried int // how many were unknown when it began last
}

func (r *reading) status() string {
	if !r.task.Running() || r.total == 0 {
		return ""
	}
	return fmt.Sprintf(", reading customers %d/%d", r.done.Load(), r.total)
}

// namesEvery is how often the list is read again while customers are read.
const namesEvery = 2 * time.Second

// readNames reads the customers of older imports beside everything else. What could not be read once is not tried again.
func readNames(p *Pane) tea.Cmd {
	ids := p.index.Unread()
	if len(ids) == 0 || p.names.task.Running() || len(ids) == p.names.tried {
		return nil
	}
	done := &atomic.Int64{}
	p.names.total, p.names.done, p.names.tried = len(ids), done, len(ids)
	read := func(ctx context.Context) (struct{}, error) {
		return struct{}{}, p.archive.ReadImports(ctx, ids, func(n int) { done.Store(int64(n)) })
	}
	return tea.Batch(p.names.task.Start(p.ctx, read, func(struct{}, error) tea.Cmd { return p.load() }), lookAgain(p))
}

// lookAgain shows what was read so far.
func lookAgain(p *Pane) tea.Cmd {
	return pane.After(namesEvery, func() tea.Cmd {
		if !p.names.task.Running() {
			return nil
		}
		return tea.Batch(p.load(), lookAgain(p))
	})
}

// Close ends the reading.
func (p *Pane) Close() { p.names.task.Cancel() }
