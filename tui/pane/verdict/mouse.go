package verdict

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
)

// areaSign is a sign that can be denied; Item is its place in verify.Signs.
const areaSign = pane.OwnAreas

// Mouse chooses a claim, a check or a finding; a second click edits it or opens the rows behind it. A click on a box
// claims it. While something is typed the mouse leaves it alone.
func (p *Pane) Mouse(m pane.Mouse) (tea.Cmd, bool) {
	switch {
	case p.Capturing() || p.data.Ledger == nil:
		return nil, true
	case m.Wheel != 0:
		return nil, false // the root moves the cursor
	case m.On.Kind == areaSign:
		p.choose(p.signRow())
		p.sign = m.On.Item
		return p.begin(p.chosen().row), true
	case m.On.Kind != pane.AreaRow:
		return nil, false
	}
	again := p.at == m.On.Item
	p.at = m.On.Item
	if i := p.chosen(); again || i.part == onClaim && i.row.kind == verify.KindNeverBelow {
		return pane.Handle(p, pane.Press("enter")), true
	}
	return nil, true
}

// signRow is the item of the row with the signs.
func (p *editing) signRow() item {
	r := row{kind: verify.KindWithout}
	return claimItem(r, p.place(r))
}

// marked makes the lines of the nth of all items answer to the mouse.
func marked(n int, lines []string) []string {
	for i := range lines {
		lines[i] = cell.Mark(pane.AreaRow, n, lines[i])
	}
	return lines
}
