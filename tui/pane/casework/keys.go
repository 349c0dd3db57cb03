package casework

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/casefile"
	"aisdesk/tui/pane"
)

// Sections of the help.
const (
	secAct    = "Case"
	secDecide = "Decision"
	secMore   = "More data"
)

// Actions are what can be done now.
func (p *Pane) Actions() []pane.Action {
	if p.prompt != nil {
		return []pane.Action{pane.Key("enter", p.prompt.verb).Short().Call(p.accept),
			pane.Key("esc", "cancel").Short().Then(func() { p.prompt = nil })}
	}
	if p.about.open {
		return p.about.actions()
	}
	off, why := p.why()
	key := func(keys, what, section string) pane.Action {
		return pane.Key(keys, what).In(section).Unless(off).Because(why)
	}
	move := func(k string) tea.Cmd { p.list.Key(k); return nil }
	return []pane.Action{
		key("n", "write a note", secAct).Short().Then(func() {
			p.ask("note: ", "what a colleague should know", "write it", p.says("the note is empty", func(s string) casefile.Act { return casefile.Note{Text: s} }))
		}),
		key("t", "add a tag", secAct).Short().Then(func() {
			p.ask("tag: ", "one word", "add it", p.says("a tag is one word", func(s string) casefile.Act { return casefile.Tag{Tag: s} }))
		}),
		key("T", "remove a tag", secAct).Then(func() {
			p.ask("remove the tag: ", "one word", "remove it", p.says("name the tag", func(s string) casefile.Act { return casefile.Untag{Tag: s} }))
		}),
		key("s", "set the status", secAct).Short().Then(func() {
			p.ask("status: ", "open, waiting, review or closed", "set it", p.says("name the status", func(s string) casefile.Act { return casefile.Status{Status: s} }))
		}),
		p.approve(key("A", "approve", secDecide)).Short(),
		key("F", "refer", secDecide).Then(p.decide(casefile.Refer)),
		key("X", "reject", secDecide).Then(p.decide(casefile.Reject)),
		undoable(p, key("u", "undo the event under the cursor", secAct)).Short().Call(p.undo),
		whole(p).In(secMore),
		alone(p, pane.Key("enter", "open the import under the cursor by itself").In(secMore)),
		key("b", "import another bank of the applicant", secMore).Also("add next").Short().Call(p.anotherBank),
		key(ApplicantKey, "import another applicant", secMore).Also("add person next").Then(p.anotherApplicant),
		key("f", "add a statement file", secMore).Then(end{p}.addFile),
		key("K", "keep the case until another day", secAct).Then(end{p}.moveExpiry),
		end{p}.erasable(key("E", "erase the case but for the headers of its events", secAct)).Then(end{p}.erase),
		pane.Key("v", "see all of the case").In(secMore).Unless(p.state() == nil).Because("this import stands alone").Then(func() { p.about = about{open: true} }),
		key("D", "fetch the provider's own data, to compare", secMore).Call(p.provider.fetch),
		p.provider.fetched(key("d", "compare the provider's data with the imports", secMore)).Call(p.provider.compare),
		pane.Key("up k", "event up").As("↑/k").On(move), pane.Key("down j", "event down").As("↓/j").On(move),
		pane.Key("pgup ctrl+b", "page up").On(move), pane.Key("pgdown ctrl+f", "page down").On(move),
		pane.Key("[", "scroll the details up").Then(func() { p.scroll-- }), pane.Key("]", "scroll the details down").Then(func() { p.scroll++ }),
		pane.Key("home g", "newest event").On(move), pane.Key("end G", "oldest event").On(move),
		pane.Key("esc", "back").Call(p.env.Sends(pane.Back{})),
	}
}

// whole opens all imports of the case as one.
func whole(p *Pane) pane.Action {
	a, s := pane.Key("o", "open the case as one").Short(), p.state()
	switch {
	case s == nil:
		return a.Unless(true).Because("this import stands alone")
	case p.data.View != nil:
		return a.Unless(true).Because("the case is open as one")
	case len(s.Imports)+len(s.Files) < 2:
		return a.Unless(true).Because("the case has this import only")
	}
	return a.Call(p.env.Sends(pane.OpenSaved{ID: s.ID, Who: s.Label}))
}

// alone opens the import that the event under the cursor brought.
func alone(p *Pane, a pane.Action) pane.Action {
	id := ""
	if e := p.event(); e != nil {
		switch act := e.Act.(type) {
		case casefile.Import:
			id = act.Import
		case casefile.File:
			id = act.Import
		}
	}
	switch {
	case id == "":
		return a.Unless(true).Because("this event brought no import")
	case p.data.View == nil && id == p.data.ID:
		return a.Unless(true).Because("this import is open")
	}
	return a.Call(p.env.Sends(pane.OpenSaved{ID: id}))
}

// why says why nothing can be done in the case; off is false where something can.
func (p *Pane) why() (off bool, why string) {
	switch s := p.state(); {
	case p.data.ID == "" && p.data.Case == "":
		return true, "a file that lies elsewhere belongs to no case: \"aisdesk case add CASE --file FILE\" brings it into one"
	case p.data.Ledger == nil || !p.data.Ledger.Annotated():
		return true, "the rows have no categories yet: wait until they do"
	case p.work.Running():
		return true, "the act before is being written"
	case s != nil && s.ReadOnly != "":
		return true, s.ReadOnly
	}
	return false, ""
}

// undoable is an action that needs an event.
func undoable(p *Pane, a pane.Action) pane.Action {
	if p.event() == nil {
		return a.Unless(true).Because("there is no event yet")
	}
	return a
}

func (p *Pane) undo() tea.Cmd {
	seq := p.event().Seq
	p.ask("undo event "+strconv.FormatInt(seq, 10)+", because: ", "the reason, for the file", "undo it",
		p.says("say why: the reason stays in the case", func(s string) casefile.Act { return casefile.Undo{Seq: seq, Reason: s} }))
	return nil
}
