package transactions

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	ledgerexport "aisdesk/aisclient/ledger/export"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
)

// askExport asks for the file of the view; its name says the format.
func (p *Pane) askExport() tea.Cmd {
	return p.openExport(nil, export.FileName(p.env, p.data, "transactions"))
}

// askExportMarked asks for the file of the marked rows.
func (p *Pane) askExportMarked() tea.Cmd {
	ids := p.markedRows()
	if len(ids) == 0 {
		return p.noneMarked()
	}
	return p.openExport(ids, export.FileName(p.env, p.data, "marked"))
}

// unmark takes all marks away, and the beginning of a range.
func (p *search) unmark() tea.Cmd {
	none := p.grid.MarkCount() == 0
	if p.grid.ClearMarks(); none {
		return p.noneMarked()
	}
	return p.sumMarks()
}

func (p *search) noneMarked() tea.Cmd {
	return p.env.Inform(pane.Info, "no row is marked: space marks one, v a range")
}

func (p *Pane) openExport(rows []int32, name string) tea.Cmd {
	switch {
	case p.result == nil:
		return nil
	case p.export.Busy():
		return p.env.Inform(pane.Info, "an export is being written: esc cancels it")
	}
	label := "export to "
	if rows != nil {
		label = "export " + english.Plural(len(rows), "marked row", "marked rows") + " to "
	}
	p.open(askFile, label, export.Placeholder, name)
	p.prompt.rows = rows
	return nil
}

// markedRows are the marked rows in the order of the view, then those that the view does not show.
func (p *search) markedRows() []int32 {
	if p.grid.MarkCount() == 0 || p.result == nil {
		return nil
	}
	out := make([]int32, 0, p.grid.MarkCount())
	var shown ledger.RowSet
	for _, id := range p.result.Order {
		if p.grid.Marked(id) {
			out = append(out, id)
			shown.Add(id)
		}
	}
	for id := range p.grid.Marks() {
		if !shown.Has(id) {
			out = append(out, id)
		}
	}
	return out
}

// told are the columns that say what an amount is worth: without them a sum of a file is another than the screen's.
var told = []ledger.Column{ledger.ColCurrency, ledger.ColStatus, ledger.ColUnread, ledger.ColExcluded, ledger.ColWas, ledger.ColLost}

// exportColumns are the visible columns in their order, and those that the view tells by signs or lines of its own.
func exportColumns(visible []ledger.Column, l *ledger.Ledger) []ledger.Column {
	out := slices.Clone(visible)
	for _, c := range l.Columns() {
		if slices.Contains(told, c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// startExport writes exactly the view: its columns, and its rows in their order or the marked
// ones that the prompt was opened for. What cannot be a file's name it says, and the prompt stays open.
func (p *Pane) startExport(path string) tea.Cmd {
	if _, err := export.Format(path); err != nil {
		p.prompt.err = err.Error()
		return nil
	}
	if p.result == nil {
		return nil
	}
	r, columns := p.result, exportColumns(p.columns(), p.data.Ledger)
	p.exported, p.prompt = p.prompt.rows, nil
	rows, n := p.exported, r.Len()
	if rows != nil {
		n = len(rows)
	}
	return p.export.Start(path, english.Plural(n, "row", "rows"), func(ctx context.Context, f export.File) error {
		return ledgerexport.File(ctx, f.Path, f.Overwrite, r, ledgerexport.Request{Format: f.Format, Columns: columns, Rows: rows, Progress: f.Progress})
	})
}

// nameAgain asks again for the name of a file that could not be written, unless something else has the keys.
func (p *Pane) nameAgain(path, reason string) bool {
	if p.away || p.prompt != nil || p.menu != nil || p.saved != nil {
		return false
	}
	p.openExport(p.exported, path)
	p.prompt.err = reason
	return true
}

// Unfinished says what would be lost if the program ended now; empty for nothing.
func (p *Pane) Unfinished() string { return p.export.Unfinished() }
