package transactions

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/word"
)

// job is an export that is being written.
type job struct {
	path      string
	done, all atomic.Int64
	cancel    context.CancelFunc
}

// Messages of an export.
type (
	exportTick struct{ job *job }
	exportDone struct {
		job  *job
		rows int
		err  error
	}
	replaceFile struct{ path string }
)

// exportPace is how often the progress of an export is drawn.
const exportPace = 100 * time.Millisecond

// askExport asks for the file; its name says the format.
func (p *Pane) askExport() tea.Cmd {
	if p.result == nil || p.job != nil {
		return nil
	}
	p.open(askFile, "export to ", "file.csv, file.json or file.ndjson", p.fileName())
	return nil
}

// fileName proposes a name that says what is in the file.
func (p *Pane) fileName() string {
	name := p.opened.ID
	if name == "" && p.env.Masked { // a file's name can say whose it is
		return "transactions.csv"
	}
	if name == "" {
		name = strings.TrimSuffix(filepath.Base(p.opened.Name), filepath.Ext(p.opened.Name))
	}
	return text.Clean(name).String() + "-transactions.csv"
}

// startExport writes exactly the view: its rows in its order, its visible columns in theirs.
func (p *Pane) startExport(path string, replace bool) tea.Cmd {
	format, err := ledger.ParseFormat(strings.TrimPrefix(filepath.Ext(path), "."))
	if err != nil {
		if p.prompt != nil {
			p.prompt.err = "the name must end in .csv, .json or .ndjson"
		}
		return nil
	}
	if p.result == nil {
		return nil
	}
	p.prompt = nil
	var columns []ledger.Column
	for _, c := range p.grid.Visible() {
		if col, err := ledger.ParseColumn(c.Key); err == nil {
			columns = append(columns, col)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	j := &job{path: path, cancel: cancel}
	p.job = j
	r := p.result
	e := ledger.Export{Format: format, Columns: columns, Progress: func(done, all int) {
		j.done.Store(int64(done))
		j.all.Store(int64(all))
	}}
	write := func() tea.Msg {
		defer cancel()
		return exportDone{j, r.Len(), ledger.ExportFile(ctx, path, replace, r, e)}
	}
	return tea.Batch(write, p.tick(j))
}

func (p *Pane) tick(j *job) tea.Cmd {
	return tea.Tick(exportPace, func(time.Time) tea.Msg { return exportTick{j} })
}

// exporting follows a job to its end.
func (p *Pane) exporting(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case exportTick:
		if m.job == p.job {
			return p.tick(m.job)
		}
	case exportDone:
		if m.job != p.job {
			return nil
		}
		p.job = nil
		return p.exported(m)
	}
	return nil
}

func (p *Pane) exported(m exportDone) tea.Cmd {
	path := text.Clean(m.job.path).String()
	switch {
	case m.err == nil:
		return pane.Inform(pane.Good, "exported "+word.Count(m.rows, "row", "rows")+" to "+path)
	case errors.Is(m.err, context.Canceled):
		return pane.Inform(pane.Warn, "export cancelled; nothing was left behind")
	case errors.Is(m.err, ledger.ErrExists):
		return pane.Send(pane.Ask{
			Title: "The file exists", Lines: []string{path, "Its content would be lost."},
			Agree: "replace it", Decline: "keep it", Danger: true, Yes: replaceFile{m.job.path},
		})
	}
	return pane.Inform(pane.Bad, text.Clean(m.err.Error()).String())
}

// progress is the job's share, 0 to 100.
func (j *job) progress() int {
	if all := j.all.Load(); all > 0 {
		return int(100 * j.done.Load() / all)
	}
	return 0
}
