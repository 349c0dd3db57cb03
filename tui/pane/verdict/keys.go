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

// Actions are what can be done now, the most useful first.
func (p *Pane) Actions() []pane.Action {
	switch {
	case p.edit != nil:
		return p.editActions()
	case p.prompt != nil:
		return p.promptActions()
	case p.preview != nil:
		return p.previewActions()
	}
	i, none := p.chosen(), p.data.Ledger == nil
	claim := i.part == onClaim
	signs := claim && i.row.kind == verify.KindWithout
	box := signs || claim && i.row.kind == verify.KindNeverBelow
	noReport := p.found.report == nil
	return append([]pane.Action{
		pane.Key("enter", "open its rows").Unless(claim || !p.drills(i)).Because(notDrillable(claim, none)).Short().Call(func() tea.Cmd { return p.drill(i) }),
		pane.Key("enter", "edit the claim").In(secClaims).Unless(!claim || box || none).Short().Call(func() tea.Cmd { return p.begin(i.row) }),
		pane.Key("space enter", "claim or unclaim").In(secClaims).As("space").Unless(!box || none).Short().Call(func() tea.Cmd { return p.toggle(i.row) }),
		pane.Key("left right h l", "choose a sign").In(secClaims).As("←/→").Unless(!signs || none).Short().On(p.chooseSign),
		pane.Key("a", "add another").In(secClaims).Unless(!claim || signs || !i.row.kind.Many() || none).Because(onlyOne(none)).Short().Call(p.add),
		pane.Key("x delete", "remove the claim").In(secClaims).Unless(!claim || p.claimOf(i.row) == nil || none).Short().Call(p.remove),
		pane.Key("p", "claim what the next policy asks").In(secClaims).Unless(len(p.env.Policies) == 0 || none).Because(noPolicy(none)).Short().Call(p.nextPolicy),
		pane.Key("u", "undo").In(secClaims).Unless(len(p.undo) == 0).Because("nothing to undo").Call(p.takeBack),
		pane.Key("w e", "save the report").In(secReport).As("w").Also("write export pdf html json markdown text file").Unless(noReport).Because(p.ready()).Short().Call(p.askFile),
		pane.Key("v", "preview the report").In(secReport).Unless(noReport || p.env.Masked).Because(p.notPreviewed()).Short().Call(p.show),
		pane.Key("y", "copy the report").In(secReport).Unless(noReport).Because(p.ready()).Short().Call(p.copy),
	}, p.moves(none, signs)...)
}

// notDrillable answers Enter where no rows are behind what is chosen.
func notDrillable(claim, none bool) string {
	if claim || none {
		return ""
	}
	return "there are no rows for this"
}

func onlyOne(none bool) string {
	if none {
		return ""
	}
	return "there is only one claim of this kind"
}

// moves move the cursor; left and right do where they choose no sign.
func (p *Pane) moves(none, signs bool) []pane.Action {
	to := func(at func() int) func() { return func() { p.at = at(); p.chosen() } }
	step := func(by int) func() {
		return func() {
			if !p.scroll(by > 0) {
				p.at += by
				p.chosen()
			}
		}
	}
	all := p.items()
	key := func(keys, what string, at func() int) pane.Action {
		return pane.Key(keys, what).Unless(none).Then(to(at))
	}
	return []pane.Action{
		pane.Key("up k", "previous item").As("↑/k").Unless(none).Then(step(-1)),
		pane.Key("down j", "next item").As("↓/j").Unless(none).Then(step(1)),
		pane.Key("left", "previous item").Unless(none || signs).Then(step(-1)), pane.Key("right", "next item").Unless(none || signs).Then(step(1)),
		key("pgdown ctrl+d ctrl+f", "go to the next part", func() int { return nextPart(all, p.at) }),
		key("pgup ctrl+u ctrl+b", "go to the part before", func() int { return partBefore(all, p.at) }),
		key("home g", "go to the first", func() int { return 0 }),
		key("end G", "go to the last", func() int { return len(all) - 1 }),
		pane.Key("esc", "back").Call(p.escape),
	}
}

// escape cancels a report that is written, then leaves.
func (p *Pane) escape() tea.Cmd {
	if p.export.Busy() {
		p.export.Cancel()
		return nil
	}
	return p.env.Send(pane.Back{})
}

// chooseSign chooses the next of the signs, or the one before.
func (p *editing) chooseSign(key string) tea.Cmd {
	n := len(verify.Signs())
	if key == "left" || key == "h" {
		p.sign = (p.sign + n - 1) % n
	} else {
		p.sign = (p.sign + 1) % n
	}
	return nil
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
