package library

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

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
	title, agree, keep := "Delete this import?", "delete it", "keep it"
	if len(all) > 1 {
		title, agree, keep = fmt.Sprintf("Delete %d imports?", len(all)), "delete them", "keep them"
	}
	var lines []string
	for i := range all[:min(len(all), named)] {
		lines = append(lines, p.look().titleOf(&all[i])+", "+bankOf(&all[i])+", saved "+all[i].Created.In(p.env.Now().Location()).Format("2006-01-02 15:04")+".")
	}
	if more := len(all) - named; more > 0 {
		lines = append(lines, "And "+english.Plural(more, "more.", "more."))
	}
	if len(all) == 1 {
		lines = append(lines, field.Plain(all[0].ID))
	}
	lines = append(lines, "What is deleted cannot be restored on this machine.")
	if everywhere {
		lines = append(lines, "The provider is asked to delete its copy of these customers' data too.")
	}
	ids := make([]string, len(all))
	for i := range all {
		ids[i] = all[i].ID
	}
	return p.env.Send(pane.Ask{Title: title, Lines: lines, Agree: agree, Decline: keep, Danger: true,
		Yes: func() tea.Cmd { return remove(p, ids, everywhere) }})
}

// remove deletes imports one after the other, and goes on where one cannot be deleted.
func remove(p *Pane, ids []string, everywhere bool) tea.Cmd {
	drop := func(ctx context.Context) (string, error) {
		var errs []error
		for _, id := range ids {
			errs = append(errs, p.archive.Delete(ctx, id, everywhere))
		}
		if len(ids) == 1 {
			return "deleted " + ids[0], errors.Join(errs...)
		}
		return "deleted " + english.Plural(len(ids), "import", "imports"), errors.Join(errs...)
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
