package transactions

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane/export"
	"aisdesk/tui/pane/word"
)

// askExport asks for the file; its name says the format.
func (p *Pane) askExport() tea.Cmd {
	if p.result == nil || p.export.Busy() {
		return nil
	}
	p.open(askFile, "export to ", export.Placeholder, export.FileName(p.env, p.opened, "transactions"))
	return nil
}

// startExport writes exactly the view: its rows in its order, its visible columns in theirs.
func (p *Pane) startExport(path string) tea.Cmd {
	if _, err := export.Format(path); err != nil {
		p.prompt.err = err.Error()
		return nil
	}
	if p.result == nil {
		return nil
	}
	p.prompt = nil
	r := p.result
	return p.export.Start(path, word.Count(r.Len(), "row", "rows"), func(ctx context.Context, f export.File) error {
		return ledger.ExportFile(ctx, f.Path, f.Overwrite, r, ledger.Export{Format: f.Format, Columns: p.columns(), Progress: f.Progress})
	})
}
