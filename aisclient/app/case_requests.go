package app

import (
	"context"
	"fmt"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
)

// FetchAggregated asks the provider for what it holds of the people of a case, and keeps it there. Nothing of it goes into a
// figure. It fails as cases.Aggregates.Fetch does.
func (c Cases) FetchAggregated(ctx context.Context, id string) error {
	return c.Aggregates.Fetch(ctx, id)
}

// Aggregated says how the aggregated data that was fetched for a case differs from its imports, one a person, with
// everything that is known of the rows. It fails as cases.Aggregates.Differences does.
func (c Cases) Aggregated(ctx context.Context, id string) ([]report.Aggregated, error) {
	all, err := c.compared(ctx, id)
	out := []report.Aggregated{}
	for _, one := range all {
		out = append(out, report.AggregatedOf(one, report.Full))
	}
	return out, err
}

// compared is the aggregated data of a case beside its imports, for a report.
func (c Cases) compared(ctx context.Context, id string) ([]report.Compared, error) {
	all, err := c.Aggregates.Differences(ctx, id)
	var out []report.Compared
	for i := range all {
		out = append(out, beside(&all[i]))
	}
	return out, err
}

func beside(d *cases.Difference) report.Compared {
	out := report.Compared{Owner: d.OwnerExternalID, Name: d.Name, Fetched: d.Fetched, SHA256: d.SHA256, Ours: d.Ours, Theirs: d.Theirs, Diff: d.Diff}
	if d.Gone != nil {
		out.Gone = d.Gone.Error()
	}
	return out
}

// Erase removes everything of a case but the headers of its events, and its lines from the library's index. It fails as Get and
// Retention.Erase do, where the archive cannot be opened, and where this machine's person only reads in the team's.
func (c Cases) Erase(ctx context.Context, id, reason string) error {
	if err := MayWrite(c.a); err != nil {
		return fmt.Errorf("nothing is erased: %w", err)
	}
	s, err := c.Get(ctx, id)
	if err != nil {
		return err
	}
	store, err := c.a.archive.get()
	if err != nil {
		return err
	}
	for _, i := range s.Imports {
		if err := deleteAccessToken(store, i.Import); err != nil {
			c.a.opts.Log.Warn("the access token was not deleted", "import", i.Import, "err", err)
		}
	}
	if err := c.Retention.Erase(ctx, id, reason); err != nil {
		return err
	}
	_, err = c.a.Library.Index(ctx) // it is written anew where something has changed
	return err
}

// endErasures removes what is still there of cases that are erased: what a stopped Erase left, or a copy brought back. Cases
// that cannot be read stay: check names those.
func (c Cases) endErasures(ctx context.Context) error {
	ids, err := c.IDs(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if s, err := c.Get(ctx, id); err != nil || !s.Erased {
			continue
		}
		if err := c.Erase(ctx, id, ""); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// join brings a saved import into its case. One that the case refuses stands alone, and it is said why. One whose accounts are of
// nobody in the case is told, too: whoever signed in is another person than was asked.
func (c Cases) join(ctx context.Context, id, importID string, emit func(intake.Event)) {
	ctx = context.WithoutCancel(ctx)
	warn := func(said string) {
		if emit != nil {
			emit(intake.Event{State: intake.Done, Saved: importID, Warning: text.Clean(said)})
		}
	}
	if err := c.Join(ctx, id, importID, ""); err != nil {
		c.a.opts.Log.Warn("the import did not join its case", "case", id, "import", importID, "err", err)
		warn("The import stands alone: " + err.Error())
		return
	}
	if f, err := c.Foreign(ctx, id, importID); err == nil && f != nil && len(f.Owners) > 0 {
		warn("No account of this import belongs to a person of the case: the bank names " + english.List(f.Owners) + ". What is theirs is in no sum")
	}
}

// joinOwners brings an import that was gone on with into the case of its owner, whose id was made for one person of one case.
// Where no case, or more than one, has that person it stands alone.
func (c Cases) joinOwners(ctx context.Context, owner, importID string, emit func(intake.Event)) {
	all, err := c.List(context.WithoutCancel(ctx))
	if err != nil || owner == "" {
		c.a.opts.Log.Warn("the case of an import was not looked for", "import", importID, "err", err)
		return
	}
	var of []string
	for _, l := range all {
		if l.State == nil || l.State.Erased {
			continue
		}
		if _, ok := l.State.Person(owner); ok {
			of = append(of, l.ID)
		}
	}
	if len(of) == 1 {
		c.join(ctx, of[0], importID, emit)
	}
}
