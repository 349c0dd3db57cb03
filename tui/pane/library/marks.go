package library

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
)

// marks are the ids of the imports that are marked.
type marks map[string]bool

// toggle marks an import, or takes its mark away.
func (m marks) toggle(id string) {
	if m[id] {
		delete(m, id)
	} else {
		m[id] = true
	}
}

// all marks the imports at some places of an index; where they are marked it takes all marks away.
func (m marks) all(x *library.Index, places []int32) {
	for _, n := range places {
		if !m[x.ID(int(n))] {
			for _, n := range places {
				m[x.ID(int(n))] = true
			}
			return
		}
	}
	clear(m)
}

// drop takes the marks of imports away that an index does not have.
func (m marks) drop(x *library.Index) {
	for id := range m {
		if _, ok := x.Position(id); !ok {
			delete(m, id)
		}
	}
}

// many says of an action that it does more than the import under the cursor.
func (m marks) many() string {
	if len(m) == 0 {
		return ""
	}
	return fmt.Sprintf(" the %d marked", len(m))
}

// chosen are the imports that an action is about: those that are marked, or the one under the cursor.
func (p *Pane) chosen() []library.Entry {
	var out []library.Entry
	for n := range p.index.Len() {
		if p.marked[p.index.ID(n)] {
			out = append(out, p.index.Entry(n))
		}
	}
	if c, ok := p.current(); ok && len(out) == 0 {
		out = append(out, c)
	}
	return out
}

// named is how many imports a question names one by one.
const named = 5

func (p *Pane) askDelete(everywhere bool) tea.Cmd {
	all := p.chosen()
	ask := pane.Ask{Title: "Delete this import?", Agree: "delete it", Decline: "keep it", Danger: true}
	if len(all) > 1 {
		ask.Title, ask.Agree, ask.Decline = fmt.Sprintf("Delete %d imports?", len(all)), "delete them", "keep them"
	}
	decided := 0
	for i := range all {
		if all[i].Decision() != "" {
			decided++
		}
		if i < named {
			ask.Lines = append(ask.Lines, p.look().whatGoes(&all[i]))
		}
	}
	if more := len(all) - named; more > 0 {
		ask.Lines = append(ask.Lines, "And "+english.Plural(more, "more.", "more."))
	}
	if len(all) == 1 {
		ask.Lines = append(ask.Lines, field.Plain(all[0].ID))
	}
	ask.Lines = append(ask.Lines, "What is deleted cannot be restored on this machine.")
	if everywhere {
		ask.Lines = append(ask.Lines, "The provider is asked to delete its copy of these customers' data too.")
	}
	ask.Yes = func() tea.Cmd { return remove(p, all, everywhere) }
	if decided > 0 { // one key is too little for what a decision rests on
		again := pane.Ask{Title: "Delete what was decided on?", Agree: ask.Agree + " all the same", Decline: ask.Decline, Danger: true, Yes: ask.Yes,
			Lines: []string{english.Plural(decided, "import belongs", "imports belong") + " to a case that is decided. The decision stays; what it was based on is gone."}}
		ask.Yes = func() tea.Cmd { return p.env.Send(again) }
	}
	return p.env.Send(ask)
}

// whatGoes says what is deleted with an import, and which case loses it.
func (k look) whatGoes(e *library.Entry) string {
	rows := ""
	if n := e.Transactions(); n >= 0 {
		rows = ", " + english.Plural(n, "row", "rows")
	}
	label := func(s string) string { return field.Masked(k.theme, k.masked, s) }
	return strings.TrimSpace(k.titleOf(e) + ", " + bankOf(e) + rows + ", saved " + k.when(e, "2006-01-02 15:04") + ". " + e.Belongs(label))
}

// remove deletes imports one after the other, and goes on where one cannot be deleted.
func remove(p *Pane, all []library.Entry, everywhere bool) tea.Cmd {
	done := "deleted " + english.Plural(len(all), "import", "imports")
	if len(all) == 1 {
		done = "deleted the import of " + p.look().titleOf(&all[0]) + ", " + bankOf(&all[0])
	}
	drop := func(ctx context.Context) (string, error) {
		var errs []error
		for i := range all {
			errs = append(errs, p.archive.Delete(ctx, all[i].ID, everywhere))
		}
		return done, errors.Join(errs...)
	}
	return pane.Async(p.ctx, drop, p.after)
}

// after reports a deletion and reads the list again.
func (p *Pane) after(done string, err error) tea.Cmd {
	if err != nil {
		return tea.Batch(p.env.Inform(pane.Bad, err.Error()), p.env.Send(pane.Deleted{}), p.load()) // it may be gone all the same
	}
	return tea.Batch(p.env.Inform(pane.Good, done), p.env.Send(pane.Deleted{}), p.load())
}

func purge(p *Pane) tea.Cmd {
	return pane.Async(p.ctx, p.archive.Purge, func(n int, err error) tea.Cmd {
		return p.after("deleted "+english.Plural(n, "expired import", "expired imports"), err)
	})
}

func (p *Pane) askPurge() tea.Cmd {
	return p.env.Send(pane.Ask{Title: "Delete expired imports?",
		Lines: []string{english.Plural(p.expired(), "import has", "imports have") + " expired. They cannot be restored."},
		Agree: "delete them", Decline: "keep them", Danger: true, Yes: func() tea.Cmd { return purge(p) }})
}

// compare shows how the newer of two marked imports differs from the older one.
func (m marks) compare(env *pane.Env) func() tea.Cmd {
	return func() tea.Cmd {
		ids := slices.Sorted(maps.Keys(m)) // an id begins with its time
		return env.Send(pane.Compare{A: ids[0], B: ids[1]})
	}
}

// put asks into which case the chosen imports go.
func put(p *Pane) tea.Cmd {
	var all []pane.Import
	for _, e := range p.chosen() {
		all = append(all, pane.Import{ID: e.ID, Who: e.Person(), Owner: e.OwnerExternalID.String(), Bank: e.Bank().String(), Environment: e.Environment.String(), Saved: e.Created})
	}
	return p.env.Send(pane.PutIntoCase{Imports: all})
}
