package analytics

import (
	"context"
	"io"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/english"
	ledgerexport "aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/export"
)

// askExport asks for the file of the ranking; its name says the format.
func (p *Pane) askExport() tea.Cmd {
	switch {
	case p.view != viewRanking:
		return p.env.Inform(pane.Info, "the ranking is what can be exported here: b goes there; the transactions pane exports rows")
	case p.export.Busy():
		return p.env.Inform(pane.Info, "an export is being written: esc cancels it")
	case len(p.lines) == 0:
		return nil
	}
	p.askFile(export.FileName(p.env, p.data, strings.Join(p.groupNames(), "-")))
	return nil
}

// askFile opens the line for the name of a file.
func (p *lineField) askFile(name string) {
	p.line, p.typing, p.wrong = &field.Line{Placeholder: export.Placeholder}, typingFile, ""
	p.line.Set(name)
}

// nameAgain asks again for the name of a file that could not be written, unless something else has the keys.
func (p *Pane) nameAgain(path, reason string) bool {
	if !p.seen || p.line != nil || p.menu != nil || len(p.lines) == 0 {
		return false
	}
	p.askFile(path)
	p.wrong = reason
	return true
}

// groupNames are what the ranking is grouped by.
func (p *charts) groupNames() []string {
	var names []string
	for _, by := range p.results.ranking.By {
		names = append(names, by.String())
	}
	return names
}

// acceptFile begins to write the file of that name.
func (p *Pane) acceptFile() tea.Cmd {
	path := strings.TrimSpace(p.line.Value())
	if _, err := export.Format(path); err != nil {
		p.wrong = err.Error()
		return nil
	}
	p.line, p.wrong = nil, ""
	sheet := sheetOf(p.results.ranking, p.lines)
	return p.export.Start(path, english.Plural(len(p.lines), "line", "lines"), func(ctx context.Context, f export.File) error {
		return ledgerexport.WriteFile(f.Path, f.Overwrite, func(w io.Writer) error { return sheet.WriteTo(ctx, w, f.Format, f.Progress) })
	})
}

// sheetOf is exactly what the ranking shows, its lines in their order: folded subgroups are left out. Shares and
// changes are numbers in percent.
func sheetOf(k *ranking, lines []group.Line) ledgerexport.Sheet {
	numbers := []string{"count", k.Side.String()}
	if k.Side != group.SideNet {
		numbers = append(numbers, "share_percent")
	}
	if k.past != nil {
		numbers = append(numbers, "before", "change_percent")
	}
	s := ledgerexport.Sheet{Columns: k.Heads(), Lines: len(lines)}
	for _, n := range numbers {
		s.Columns = append(s.Columns, ledgerexport.SheetColumn{Name: n, Numeric: true})
	}
	s.Line = func(_ context.Context, line int, cells []string) error {
		x := lines[line]
		rest := cells[k.Head(x, cells):]
		clear(rest)
		k.figures(x, rest)
		return nil
	}
	return s
}

// figures writes the numbers of a line that sheetOf names.
func (k *ranking) figures(x group.Line, cells []string) {
	t := k.Of(x.Parent, x.Group)
	cells[0] = strconv.Itoa(t.Count)
	if !t.Overflow {
		cells[1] = k.Side.Of(t).String()
	}
	cells = cells[2:]
	if k.Side != group.SideNet {
		if whole, ok := k.Whole(x.Parent, x.Group); ok {
			cells[0] = strings.TrimSuffix(percent(k.Side.Size(t), k.Side.Size(whole)), " %")
		}
		cells = cells[1:]
	}
	if before, ok := k.was(x); ok {
		was := k.Side.Of(before)
		cells[0] = was.String()
		if now := k.Side.Of(t); was != 0 && now < 0 == (was < 0) {
			cells[1] = strconv.Itoa(grown(now, was))
		}
	}
}
