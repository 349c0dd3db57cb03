package verdict

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// Sections of the help.
const (
	secClaims = "Claims"
	secReport = "Report"
)

// The bindings while a field is edited or a file is named.
var (
	editKeys = []pane.Binding{
		pane.Key("enter", "take it").Short(), pane.Key("esc", "leave it as it was").Short(),
		pane.Key("down tab", "take it and go on").As("↓").Short(), pane.Key("up shift+tab", "take it and go back").As("↑"),
	}
	promptKeys = []pane.Binding{pane.Key("enter", "save").Short(), pane.Key("esc", "leave it").Short()}
)

// Keys are the bindings in force.
func (p *Pane) Keys() []pane.Binding {
	switch {
	case p.edit != nil:
		return editKeys
	case p.prompt != nil:
		return promptKeys
	}
	i := p.chosen()
	claim := i.part == onClaim
	signs := claim && i.row.kind == verify.KindWithout
	box := signs || claim && i.row.kind == verify.KindNeverBelow
	none := p.data.Ledger == nil
	keys := []pane.Binding{
		pane.Key("enter", "open the rows behind it").Unless(claim || !p.drills(i)).Short(),
		pane.Key("enter", "type the claim").In(secClaims).Unless(!claim || box || none).Short(),
		pane.Key("space enter", "claim it, or not").In(secClaims).As("space").Unless(!box || none).Short(),
		pane.Key("left right h l", "choose a sign").In(secClaims).As("←/→").Unless(!signs).Short(),
		pane.Key("a", "add another").In(secClaims).Unless(!claim || signs || !i.row.kind.Many() || none).Short(),
		pane.Key("x delete", "take the claim away").In(secClaims).Unless(!claim || p.claimOf(i.row) == nil).Short(),
		pane.Key("u", "undo").In(secClaims).Unless(len(p.undo) == 0),
		pane.Key("w e", "save the report").In(secReport).As("w").Unless(p.found.report == nil).Short(),
		pane.Key("y", "copy the report").In(secReport).Unless(p.found.report == nil).Short(),
		pane.Key("up k", "choose the one before").As("↑/k"),
		pane.Key("down j", "choose the next").As("↓/j"),
		pane.Key("pgdown ctrl+d", "go to the next part"),
		pane.Key("pgup ctrl+u", "go to the part before"),
		pane.Key("home g", "go to the first"),
		pane.Key("end G", "go to the last"),
	}
	return keys
}

func (p *Pane) key(m tea.KeyMsg) tea.Cmd {
	switch {
	case p.edit != nil:
		return p.editKey(m)
	case p.prompt != nil:
		return p.promptKey(m)
	}
	i, k := p.chosen(), m.String()
	if p.data.Ledger == nil && k != "esc" {
		return nil
	}
	switch k {
	case "esc":
		if p.export.Busy() {
			p.export.Cancel()
			return nil
		}
		return p.env.Send(pane.Back{})
	case "enter":
		if i.part == onClaim {
			return p.begin(i.row)
		}
		return p.drill(i)
	case " ":
		if i.part == onClaim && (i.row.kind == verify.KindWithout || i.row.kind == verify.KindNeverBelow) {
			return p.toggle(i.row)
		}
	case "a":
		return p.add()
	case "x", "delete":
		return p.remove()
	case "u":
		return p.takeBack()
	case "w", "e":
		return p.askFile()
	case "y":
		return p.copy()
	default:
		p.move(k, i)
	}
	return nil
}

// move moves the cursor.
func (p *Pane) move(k string, i item) {
	all := p.items()
	switch k {
	case "up", "k":
		p.at--
	case "down", "j":
		p.at++
	case "home", "g":
		p.at = 0
	case "end", "G":
		p.at = len(all) - 1
	case "pgdown", "ctrl+d":
		p.at = nextPart(all, p.at)
	case "pgup", "ctrl+u":
		p.at = partBefore(all, p.at)
	case "left", "h", "right", "l":
		if i.part == onClaim && i.row.kind == verify.KindWithout {
			n := len(verify.Signs())
			if k == "left" || k == "h" {
				n--
			} else {
				n = 1
			}
			p.sign = (p.sign + n) % len(verify.Signs())
		}
	}
	p.chosen()
}

// nextPart is the first item of the next part, or the last of all.
func nextPart(all []item, at int) int {
	for i := at; i < len(all); i++ {
		if all[i].part != all[at].part {
			return i
		}
	}
	return len(all) - 1
}

// partBefore is the first item of this part, or of the one before if the cursor is there already.
func partBefore(all []item, at int) int {
	start := func(at int) int {
		for at > 0 && all[at-1].part == all[at].part {
			at--
		}
		return at
	}
	if s := start(at); s < at || s == 0 {
		return s
	}
	return start(start(at) - 1)
}
