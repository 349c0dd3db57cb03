package tui

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
	"aisdesk/tui/pane/form"
	"aisdesk/tui/pane/home"
	"aisdesk/tui/pane/inspector"
	"aisdesk/tui/pane/library"
	"aisdesk/tui/pane/settings"
	"aisdesk/tui/theme"
)

// request handles what panes ask for, and reports whether msg was such a request.
func (r *root) request(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case pane.Notice:
		return r.inform(m), true
	case pane.Copy:
		return r.copy(m), true
	case pane.Ask:
		r.ask(m)
		return nil, true
	case pane.Back:
		if r.at(atDesk) {
			return r.leaveDesk(), true
		}
		return r.pop(), true
	case pane.Return:
		return r.backToDesk(), true
	case pane.Deleted:
		return r.afterDeleting(), true
	case pane.Quit:
		return r.quit(), true
	case pane.OpenSaved, pane.OpenFile:
		return r.open(m), true
	case pane.SettingsChanged:
		return r.change(m.Settings), true
	case pane.KeepClaims:
		return r.keepClaims(m), true
	}
	if cmd, mine := r.verification(msg); mine {
		return cmd, true
	}
	return r.travel(msg)
}

// verification handles what concerns the verification in progress or a new one.
func (r *root) verification(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case pane.Begin:
		return r.begin(m.Plan), true
	case pane.Resume:
		return r.resume(m.Pending), true
	case pane.Forget:
		return r.forget(m.Pending), true
	case pane.Retry:
		return r.retry(), true
	case pane.WantCancel:
		r.wantCancel()
		return nil, true
	case pane.OpenAgain:
		return r.openAgain(), true
	case pane.PasteSession:
		return r.pasteSession(m.Line), true
	}
	return nil, false
}

// travel goes to a screen.
func (r *root) travel(msg tea.Msg) (tea.Cmd, bool) {
	switch m := msg.(type) {
	case pane.NewVerification:
		return r.showForm(), true
	case pane.ShowLibrary:
		return r.showLibrary(), true
	case pane.ShowSettings:
		return r.push(atSettings, settings.New(r.env, r.set)), true
	case pane.ShowInspector:
		return r.showInspector(), true
	case pane.ShowHelp:
		return r.openHelp(), true
	case pane.GoHome:
		return r.home(), true
	case pane.Show:
		return r.showTab(m.Tab), true
	case pane.OpenRows:
		return r.showRows(m), true
	}
	return nil, false
}

func (r *root) newHome() screen {
	return screen{pane: home.New(r.ctx, r.env, r.backend, r.opts.Version), kind: atHome}
}

func (r *root) showForm() tea.Cmd {
	p := form.New(r.ctx, r.env, r.backend, r.set)
	if r.at(atOutcome) {
		return r.replace(atForm, p)
	}
	return r.push(atForm, p)
}

// showInspector shows the calls, and first a reply that could not be opened: its bytes can still be read.
func (r *root) showInspector() tea.Cmd {
	p := inspector.New(r.ctx, r.env, r.backend.Exchanges)
	if r.unread.Raw != nil {
		p.SetReply(r.unread)
	}
	return r.push(atInspector, p)
}

func (r *root) showLibrary() tea.Cmd { return r.push(atLibrary, library.New(r.ctx, r.env, r.backend)) }

// retry begins again with the request of the verification that ended.
func (r *root) retry() tea.Cmd {
	if r.flow == nil || !r.flow.ended {
		return nil
	}
	return r.begin(r.flow.asked)
}

func (r *root) forget(p pane.Pending) tea.Cmd {
	return tea.Sequence(r.spawn(func() tea.Msg {
		if err := r.backend.Forget(r.ctx, p); err != nil {
			return pane.Notice{Level: pane.Bad, Text: err.Error()}
		}
		return pane.Notice{Level: pane.Good, Text: "the unfinished import is no longer offered"}
	}), pane.Send(refocus{}))
}

// refocus lets the pane on top read again what it shows.
type refocus struct{}

func (r *root) wantCancel() {
	if r.flow == nil || r.flow.ended {
		return
	}
	r.ask(pane.Ask{Title: "Cancel this verification?", Lines: r.flow.losses(), Agree: "cancel it", Decline: "keep going",
		Danger: true, Yes: r.cancelFlow})
}

// cancelFlow ends the verification: the user has agreed.
func (r *root) cancelFlow() tea.Cmd {
	if r.flow != nil {
		r.flow.cancelled = true
		r.flow.cancel()
	}
	return nil
}

func (r *root) openAgain() tea.Cmd {
	f := r.flow
	if f == nil || f.v == nil || f.ended {
		return nil
	}
	return tea.Batch(r.inform(pane.Notice{Text: "the browser is asked to open the page"}), r.spawn(func() tea.Msg {
		if err := f.v.OpenAgain(f.ctx); err != nil {
			return pane.Notice{Level: pane.Warn, Text: err.Error()}
		}
		return nil
	}))
}

func (r *root) pasteSession(line string) tea.Cmd {
	f := r.flow
	if f == nil || f.v == nil || f.ended {
		return nil
	}
	return r.spawn(func() tea.Msg { return pane.PasteDone{Err: f.v.Paste(line)} })
}

// copy puts a text on the clipboard through the terminal, which may be on another machine.
func (r *root) copy(m pane.Copy) tea.Cmd {
	what := m.What
	if what == "" {
		what = "it"
	}
	return tea.Batch(r.inform(pane.Notice{Level: pane.Good, Text: "copied " + what + longFor(m.Text) + r.passedOn()}), r.spawn(func() tea.Msg {
		if err := r.clipboard(m.Text); err != nil {
			return pane.Notice{Level: pane.Bad, Text: fmt.Sprintf("%s could not be copied: %v", what, err)}
		}
		return nil
	}))
}

// change puts settings in force and keeps them.
func (r *root) change(s pane.Settings) tea.Cmd {
	mouse := s.Mouse != r.set.Mouse
	s.Memory = r.set.Memory // panes write it, not the settings
	if s.Masked && !r.set.Masked {
		r.notice = notice{n: r.notice.n} // it may name somebody
	}
	r.set = s
	r.env.Masked, r.env.Theme = s.Masked, r.themeOf(s.Theme)
	r.unsaved = true
	cmds := []tea.Cmd{r.tell(pane.EnvChanged{}), r.tell(pane.SettingsChanged{Settings: s.Clone()})}
	if mouse {
		cmds = append(cmds, r.listen(s.Mouse))
	}
	return tea.Batch(cmds...)
}

func (r *root) toggleMask() tea.Cmd {
	s := r.set
	s.Masked = !s.Masked
	return r.change(s)
}

// toggleMouse takes the mouse from the terminal or gives it back.
func (r *root) toggleMouse() tea.Cmd {
	s, said := r.set, "mouse on: click and turn the wheel; the terminal selects text with shift held"
	if s.Mouse = !s.Mouse; !s.Mouse {
		said = "mouse off: the terminal selects text again"
	}
	return tea.Batch(r.change(s), r.inform(pane.Notice{Text: said}))
}

func (r *root) nextTheme() tea.Cmd {
	names := theme.Names()
	i := slices.Index(names, r.env.Theme.Name())
	s := r.set
	s.Theme = string(names[(i+1)%len(names)])
	return tea.Batch(r.change(s), r.inform(pane.Notice{Text: "theme " + s.Theme}))
}

// save keeps the settings as they are now.
func (r *root) save() tea.Cmd {
	s := r.set.Clone()
	return r.keep(&r.saves, "settings", func() tea.Msg {
		if err := r.backend.SaveSettings(s); err != nil {
			return pane.Notice{Level: pane.Bad, Text: fmt.Sprintf("the settings could not be kept: %v", err)}
		}
		return nil
	})
}
