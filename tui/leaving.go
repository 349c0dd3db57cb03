package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

// kept is the desk that was left last: its filter, sort, marks and undo are an hour's work, and Esc must not throw
// them away. One is kept, because a large import takes much memory.
type kept struct {
	screen screen
	desk   *desk
	said   int // the number of the remark that says what one more Esc does
}

// leaveDesk asks for a second Esc while its remark stands, then goes one level up and keeps the desk. One whose rows
// are still being read is not kept: leaving ends the reading, and half an import would come back.
func (r *root) leaveDesk() tea.Cmd {
	d := r.desk()
	whole := r.reading == nil && d.opened.Ledger != nil && d.opened.Ledger.Complete()
	if r.kept.said != r.notice.n || r.notice.text == "" {
		said := "esc again leaves this import, which stays as it is; q quits"
		if !whole {
			said = "esc again leaves this import and stops reading it; q quits"
		}
		cmd := r.inform(pane.Notice{Text: said})
		r.kept.said = r.notice.n
		return cmd
	}
	r.notice.text = ""
	if !whole {
		return r.pop()
	}
	r.forgetDesk()
	top := len(r.screens) - 1
	r.kept.screen, r.kept.desk = r.screens[top], d
	r.screens[top].close = nil
	r.offerDesk()
	return r.pop()
}

// backToDesk shows the desk that was left, exactly as it was.
func (r *root) backToDesk() tea.Cmd {
	s := r.kept.screen
	if r.kept.desk == nil {
		return nil
	}
	r.kept.screen, r.kept.desk = screen{}, nil
	r.offerDesk()
	cmd := r.push(s.kind, s.pane)
	r.screens[len(r.screens)-1].close = s.close
	return cmd
}

// keptIs reports whether the desk that was left shows a saved import. A file from elsewhere may have changed since, so
// opening it again reads it again.
func (r *root) keptIs(id string) bool {
	return r.kept.desk != nil && id != "" && r.kept.desk.opened.ID == id
}

// forgetDesk lets go of the desk that was left and ends what its panes still do.
func (r *root) forgetDesk() {
	if r.kept.desk == nil {
		return
	}
	if r.kept.screen.close != nil {
		r.kept.screen.close()
	}
	r.kept.screen, r.kept.desk = screen{}, nil
	r.offerDesk()
}

// offerDesk tells the home screen to what it can lead back.
func (r *root) offerDesk() {
	m := pane.Left{}
	if d := r.kept.desk; d != nil {
		m = pane.Left{Name: "a file", Rows: d.opened.Ledger.Len()}
		if d.opened.ID != "" {
			m.Name = d.bank()
		}
	}
	r.screens[0].pane.Update(m)
}

// bank is the name of the bank that the import is from.
func (d *desk) bank() string {
	if src := d.opened.Ledger.Sources(); len(src) > 0 && !src[0].TargetName.Empty() {
		return src[0].TargetName.String()
	}
	return "the import"
}

// stillSaved brings which imports are saved after some were deleted.
type stillSaved struct{ saved []pane.Saved }

// afterDeleting looks whether the import of the desk that was left is still saved.
func (r *root) afterDeleting() tea.Cmd {
	if r.kept.desk == nil || r.kept.desk.opened.ID == "" {
		return nil
	}
	return r.spawn(func() tea.Msg {
		saved, err := r.backend.List(r.ctx)
		if err != nil {
			return nil
		}
		return stillSaved{saved}
	})
}

// dropDeleted lets go of a desk whose import was deleted: who deletes personal data does not want it on a screen.
func (r *root) dropDeleted(m stillSaved) {
	for _, s := range m.saved {
		if r.keptIs(s.ID) {
			return
		}
	}
	if r.kept.desk != nil && r.kept.desk.opened.ID != "" {
		r.forgetDesk()
	}
}

// desks are those that are there, shown or left.
func (r *root) desks() (ds []*desk) {
	if d := r.desk(); d != nil {
		ds = append(ds, d)
	}
	if r.kept.desk != nil {
		ds = append(ds, r.kept.desk)
	}
	return ds
}
