package analytics

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/ledger/group"
)

// nested reports whether the ranking has the keys and is an outline.
func (p *analysis) nested() bool {
	return p.view == viewRanking && p.results.ranking != nil && len(p.results.ranking.By) > 1
}

// fold hides the subgroups of the chosen line's group, or shows them again.
func (p *drilling) fold() tea.Cmd {
	x, ok := p.chosen()
	if !ok {
		return nil
	}
	p.refold(p.folds.toggled(owner(x).Key), owner(x))
	return nil
}

// foldAll hides all subgroups, or shows them if all are hidden.
func (p *drilling) foldAll() tea.Cmd {
	x, ok := p.chosen()
	if !ok {
		return nil
	}
	hidden := !slices.ContainsFunc(p.lines, func(x group.Line) bool { return x.Parent != nil })
	p.refold(folds{all: !hidden}, owner(x))
	return nil
}

// left folds the chosen group, or goes from a subgroup to its group.
func (p *drilling) left() tea.Cmd {
	x, ok := p.chosen()
	switch {
	case !p.nested():
		p.move(-1)
	case ok && x.Parent != nil:
		p.at[viewRanking] = p.lineOf(x.Parent)
	case ok && !p.folds.folded(x.Group.Key):
		return p.fold()
	}
	return nil
}

// right unfolds the chosen group, or goes to its first subgroup.
func (p *drilling) right() tea.Cmd {
	x, ok := p.chosen()
	switch {
	case !p.nested():
		p.move(1)
	case ok && x.Parent == nil && p.folds.folded(x.Group.Key):
		return p.fold()
	case ok && x.Parent == nil:
		p.move(1)
	}
	return nil
}

// owner is the group of a line of the first level.
func owner(x group.Line) *group.Group {
	if x.Parent != nil {
		return x.Parent
	}
	return x.Group
}

// refold puts folds in force and the cursor on a group; on its chosen subgroup, if that still shows.
func (p *drilling) refold(f folds, g *group.Group) {
	was, _ := p.chosen()
	p.folds = f
	p.lines = p.results.ranking.visible(f)
	p.at[viewRanking] = p.lineOf(g)
	if i := slices.Index(p.lines, was); i >= 0 {
		p.at[viewRanking] = i
	}
}

// lineOf is the line of a group of the first level.
func (p *analysis) lineOf(g *group.Group) int {
	return max(slices.IndexFunc(p.lines, func(x group.Line) bool { return x.Group == g }), 0)
}
