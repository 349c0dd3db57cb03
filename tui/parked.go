package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/library"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/home"
)

// parked is the workspace that was left last: its filter, sort, marks and undo are an hour's work, and Esc must not
// throw them away. One is kept, because a large import takes much memory.
type parked struct {
	nav       *navigation
	notices   *notices
	screen    screen
	workspace *workspace
	remark    int // the number of the notice that says what one more Esc does
}

// leave asks for a second Esc while its notice stands, then goes one level up and keeps the workspace. One whose rows
// are still being read is not kept: leaving ends the reading, and half an import would come back.
func (p *parked) leave(reading bool) tea.Cmd {
	w := p.nav.workspace()
	whole := !reading && w.data.Ledger != nil && w.data.Ledger.Complete()
	if p.remark != p.notices.now.n || p.notices.now.text == "" {
		said := "esc again leaves this import, which stays as it is; q quits"
		if !whole {
			said = "esc again leaves this import and stops reading it; q quits"
		}
		cmd := p.notices.show(pane.Notice{Text: said})
		p.remark = p.notices.now.n
		return cmd
	}
	p.notices.clear()
	if whole {
		p.keep(w)
	}
	return p.nav.pop()
}

// keep parks the workspace on top, which is popped next.
func (p *parked) keep(w *workspace) {
	p.forget()
	top := &p.nav.screens[len(p.nav.screens)-1]
	p.screen, p.workspace = *top, w
	top.close = nil
	p.offer()
}

// back shows the workspace that was left, as it was but for what others did in its case meanwhile.
func (p *parked) back() tea.Cmd {
	s := p.screen
	if p.workspace == nil {
		return nil
	}
	p.screen, p.workspace = screen{}, nil
	p.offer()
	cmd := p.nav.push(s.kind, s.pane)
	p.nav.onClose(s.close)
	return tea.Batch(cmd, s.pane.Update(pane.Received{}))
}

// is reports whether the workspace that was left shows a saved import. A file from elsewhere may have changed since, so
// opening it again reads it again.
func (p *parked) is(id string) bool {
	return p.workspace != nil && id != "" && p.workspace.data.ID == id
}

// forget lets go of the workspace that was left and ends what its panes still do.
func (p *parked) forget() {
	if p.workspace == nil {
		return
	}
	if p.screen.close != nil {
		p.screen.close()
	}
	p.screen, p.workspace = screen{}, nil
	p.offer()
}

// offer tells the home screen to what it can lead back.
func (p *parked) offer() {
	h, ok := p.nav.screens[0].pane.(*home.Pane)
	switch w := p.workspace; {
	case !ok:
	case w == nil:
		h.OfferBack("", 0)
	case w.data.View != nil: // a case, read as one
		h.OfferBack("the case of "+w.who(), w.data.Ledger.Len())
	case w.data.ID == "":
		h.OfferBack("a file", w.data.Ledger.Len())
	default:
		h.OfferBack(w.who(), w.data.Ledger.Len())
	}
}

// dropDeleted lets go of a workspace whose import is not saved any more: who deletes personal data does not want it on
// a screen.
func (p *parked) dropDeleted(saved *library.Index) {
	if p.workspace == nil || p.workspace.data.ID == "" {
		return
	}
	if _, there := saved.Position(p.workspace.data.ID); !there {
		p.forget()
	}
}

// who is the person whom the import is about, unless names are masked, or else its bank.
func (ws *workspace) who() string {
	if who := ws.person; who != "" && !ws.env.Masked {
		return who
	}
	if src := ws.data.Ledger.Sources(); len(src) > 0 && !src[0].TargetName.Empty() {
		return src[0].TargetName.String()
	}
	return "the import"
}
