package cases

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/ledger/merge"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
)

// Aggregates are what the provider holds of the people of cases, beside their imports. It is a part of Cases.
type Aggregates struct{ cases *Cases }

// Fetch asks the provider for what it holds of each person whose bank was imported (data.xml) and keeps the replies
// in the case as they came. Nothing of them goes into a figure. The provider keeps data for 24 hours after an import. It fails as
// Get does, where the case has no import or is of another environment, and where the provider does not answer or the case does
// not take its reply.
func (x Aggregates) Fetch(ctx context.Context, id string) error {
	c := x.cases
	s, err := c.Get(ctx, id)
	if err != nil {
		return err
	}
	owners := imported(s)
	if len(owners) == 0 {
		return fmt.Errorf("case %s has no import yet: the provider holds nothing of its people", id)
	}
	for _, i := range s.Imports {
		if c.deps.Data == nil || i.Environment != c.deps.Environment {
			return fmt.Errorf("the case is of the environment %s and the program works in %s: start it with AISDESK_ENV=%s",
				i.Environment, c.deps.Environment, i.Environment)
		}
	}
	for _, owner := range owners {
		if err := x.fetch(ctx, id, owner); err != nil {
			return err
		}
	}
	return nil
}

// imported are the owner ids of the imports of a case, each once.
func imported(s *casefile.State) []string {
	var owners []string
	for _, i := range s.Imports {
		if i.OwnerExternalID != "" && !slices.Contains(owners, i.OwnerExternalID) {
			owners = append(owners, i.OwnerExternalID)
		}
	}
	return owners
}

func (x Aggregates) fetch(ctx context.Context, id, owner string) error {
	c := x.cases
	raw, err := c.deps.Data(ctx, owner)
	if e, ok := errors.AsType[*aisclient.Error](err); ok && e.Name == "InvalidOwnerExternalId" {
		return fmt.Errorf("the provider holds nothing of %s any more: it keeps an import for 24 hours: %w", text.Clean(owner), err)
	}
	if err != nil {
		return err
	}
	if _, _, err := readAggregated(ctx, raw, owner); err != nil {
		return err
	}
	l, err := c.log(ctx, id)
	if err != nil {
		return err
	}
	by, err := c.people.now(ctx)
	if err != nil {
		return err
	}
	_, err = l.AppendAggregated(ctx, raw, casefile.Aggregated{OwnerExternalID: owner, Fetched: c.deps.Now().UTC(), Environment: c.deps.Environment}, by)
	c.note(ctx, l.State())
	return err
}

// readAggregated reads a reply with aggregated data, which is refused where it is of somebody else.
func readAggregated(ctx context.Context, raw []byte, owner string) (*ledger.Ledger, *aisclient.Import, error) {
	l, imp, err := ledger.Load(ctx, bytes.NewReader(raw), aisclient.DecodeOptions{MaxBytes: int64(len(raw)) + 1}, nil)
	if err != nil {
		return nil, nil, fmt.Errorf("the aggregated data of %s: %w", text.Clean(owner), err)
	}
	if of := imp.Envelope.OwnerExternalID.String(); of != "" && of != owner {
		return nil, nil, fmt.Errorf("the provider was asked for the data of %s and answered with that of %s: it is not kept", text.Clean(owner), text.Clean(of))
	}
	return l, imp, nil
}

// Difference is what the provider's aggregated data says otherwise than the imports of the same person.
type Difference struct {
	casefile.Aggregated
	Name string // of the person
	// Ours are the person's imports read as one, without statement files, Theirs the aggregated data, and Diff how Theirs
	// differs. All are nil where Gone is set.
	Ours, Theirs *ledger.Ledger
	Diff         *compare.Diff
	// Gone says why there is nothing to compare; nil where there is.
	Gone error
}

// Differences compares the aggregated data that was fetched for a case with its imports, a person each. It fails where the case
// or an import of it cannot be read, and with ctx's error.
func (x Aggregates) Differences(ctx context.Context, id string) ([]Difference, error) {
	l, err := x.cases.log(ctx, id)
	if err != nil {
		return nil, err
	}
	var out []Difference
	for _, a := range l.State().Aggregated {
		d, err := x.difference(ctx, l, a)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

func (x Aggregates) difference(ctx context.Context, l *casefile.Log, a casefile.Aggregated) (d Difference, err error) {
	s := l.State()
	d.Aggregated = a
	if p, ok := s.Person(a.OwnerExternalID); ok {
		d.Name = p.Name
	}
	raw, err := l.Data(ctx, a)
	if errors.Is(err, objects.ErrNotExist) {
		d.Gone = errors.New("the data expired")
		return d, nil
	}
	if errors.Is(err, casefile.ErrTampered) {
		d.Gone = err
		return d, nil
	}
	if err != nil {
		return d, err
	}
	if d.Theirs, _, err = readAggregated(ctx, raw, a.OwnerExternalID); err != nil {
		return d, err
	}
	if d.Ours, err = x.ours(ctx, s, a.OwnerExternalID); err != nil {
		d.Gone = err
		return d, ctx.Err()
	}
	d.Diff, err = compare.Of(ctx, compare.Side{Ledger: d.Ours}, compare.Side{Ledger: d.Theirs})
	return d, err
}

// ours are the imports of one person as one ledger. The error says which cannot be read.
func (x Aggregates) ours(ctx context.Context, s *casefile.State, owner string) (*ledger.Ledger, error) {
	c := x.cases
	_, store, err := c.open()
	if err != nil {
		return nil, err
	}
	v := &View{State: s}
	var parts []merge.Part
	for _, i := range s.Imports {
		if i.OwnerExternalID == owner {
			parts = part(ctx, c, v, store, parts, merge.Part{Import: i.Import, Owner: owner, Made: i.Saved})
		}
	}
	for _, m := range v.Missing {
		return nil, m.Why
	}
	m, err := merge.Build(ctx, parts)
	if err != nil {
		return nil, err
	}
	return m.Ledger, nil
}
