package casework

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
)

// providerData is the provider's own data of the case's people.
type providerData struct {
	pane  *Pane
	found differences
	work  pane.Task[[]report.Aggregated] // compares
}

// fetch asks the provider for what it holds of the case's people, and says how it differs from the imports.
func (d *providerData) fetch() tea.Cmd {
	p := d.pane
	cases := p.env.Cases
	return p.do(func(ctx context.Context, id string) (tea.Msg, error) {
		if err := cases.FetchAggregated(ctx, id); err != nil {
			return nil, err
		}
		all, err := cases.Aggregated(ctx, id)
		return differences{id, all}, err
	})
}

// compare compares what was fetched before; it asks nobody.
func (d *providerData) compare() tea.Cmd {
	p := d.pane
	cases, id := p.env.Cases, p.data.Case
	return p.env.Start(d.work.Start(p.env.Context(), func(ctx context.Context) ([]report.Aggregated, error) {
		return cases.Aggregated(ctx, id)
	}, func(all []report.Aggregated, err error) tea.Cmd {
		if err != nil {
			return p.env.Inform(pane.Bad, err.Error())
		}
		d.found = differences{id, all}
		return nil
	}))
}

// differences are what the provider's data says otherwise than the imports of a case.
type differences struct {
	id  string
	all []report.Aggregated
}

// lines say how the provider's data differs, or that it can be compared; nothing where it was never fetched.
func (d *providerData) lines(s *casefile.State, pair func(name, value string)) {
	p := d.pane
	words := format.From(p.env)
	if len(s.Aggregated) == 0 {
		return
	}
	if d.found.id != s.ID {
		pair("Provider", "its own data was fetched: d compares it with the imports")
		return
	}
	for i := range d.found.all {
		a := &d.found.all[i]
		pair("Provider", words.Private(text.Clean(a.Name))+", fetched "+field.Day(a.Fetched, p.env.Now())+": "+field.Plain(a.Sentence()))
	}
	pair("", "\"aisdesk case data "+s.ID+" --saved\" lists the rows; none is in a figure")
}

// fetched is an action that needs the provider's data.
func (d *providerData) fetched(a pane.Action) pane.Action {
	if s := d.pane.state(); s == nil || len(s.Aggregated) == 0 {
		return a.Unless(true).Because("nothing was fetched yet: D asks the provider")
	}
	return a
}
