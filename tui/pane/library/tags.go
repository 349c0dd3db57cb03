package library

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/english"
	"aisdesk/tui/pane"
)

// tagActions are those while a tag is typed.
func tagActions(p *Pane) []pane.Action {
	return []pane.Action{pane.Key("enter", "tag"+p.marked.many()).Short().Call(func() tea.Cmd { return putTag(p) }),
		pane.Key("esc", "back").Short().Then(func() { p.tag = nil })}
}

// alone is how many of the chosen imports belong to no case.
func alone(p *Pane) (n int) {
	for _, e := range p.chosen() {
		if e.Case == nil {
			n++
		}
	}
	return n
}

// putTag puts the word that was typed on the chosen imports, or takes it off where it begins with a hyphen.
func putTag(p *Pane) tea.Cmd {
	word, remove := strings.CutPrefix(strings.TrimSpace(p.tag.Value()), "-")
	p.tag = nil
	if word == "" {
		return nil
	}
	var ids []string
	for _, e := range p.chosen() {
		ids = append(ids, e.ID)
	}
	said := "tagged "
	if remove {
		said = "untagged "
	}
	put := func(ctx context.Context) (int, error) { return p.archive.Tag(ctx, ids, word, remove) }
	return pane.Async(p.ctx, put, func(n int, err error) tea.Cmd {
		if err != nil {
			return tea.Batch(p.env.Inform(pane.Bad, err.Error()), p.load())
		}
		return tea.Batch(p.env.Inform(pane.Good, said+english.Plural(n, "import", "imports")), p.load())
	})
}
