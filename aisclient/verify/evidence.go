package verify

import (
	"context"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger/filter"
)

// known is what claims are checked against, worked out once for a ledger. It does not change.
type known struct {
	*insight.Analysis
	now     aisclient.Date // the day of checking, where the user is
	there   aisclient.Date // the same in the accounts' country
	asOf    aisclient.Date // the data's day; zero if nobody knows
	holders []holder
}

// evidence is what is known about one person.
type evidence struct {
	*known
	scope scope
	key   string // of the person, for what is remembered
	// part says that some of the person's accounts are left out, to see what stands without them.
	part  bool
	gates []quality.Hit // that act on the person's accounts
}

func newEvidence(k *known, s scope, key string) *evidence {
	gates := slices.DeleteFunc(slices.Clone(k.Quality.Acting(s.sources)), func(h quality.Hit) bool { return h.Person != "" && !s.is(holder{name: h.Person}) })
	return &evidence{known: k, scope: s, key: key, gates: gates}
}

// flow are the streams of the person's accounts.
func (e *evidence) flow(ctx context.Context) (*stream.Streams, error) {
	sources := e.scope.sources
	if sources == nil {
		sources = []int{} // nil would be those that the analysis chooses
	}
	return e.Streams(ctx, insight.Scope{Name: e.scope.one(), Sources: sources, Unweighed: true})
}

// mine reports whether a row is on one of the person's accounts.
func (e *evidence) mine(row int32) bool { return e.scope.has(e.Ledger.Account(row)) }

// label is what to call an account or card in a sentence.
func (e *evidence) label(source int) string { return e.Ledger.Sources()[source].Label().String() }

// labels joins the names of accounts.
func (e *evidence) labels(sources []int) string {
	var names []string
	for _, i := range sources {
		names = append(names, e.label(i))
	}
	return english.List(names)
}

// printed is how many rows of each kind a report prints.
const printed = 3

// show fills in the first rows of a check and of what it did not count.
func (e *evidence) show(c *Check) {
	c.Evidence = e.printedRows(c.Rows)
	for i := range c.NotCounted {
		n := &c.NotCounted[i]
		n.Evidence = e.printedRows(n.Rows)
		if len(n.Rows) > 0 {
			n.Filter = filter.Rows(n.Rows)
		}
	}
	if len(c.Rows) > 0 { // a check of accounts has none, and a filter of its own
		c.Filter = filter.Rows(c.Rows)
	}
}

func (e *evidence) printedRows(rows []int32) []Row {
	var out []Row
	for _, row := range rows[:min(len(rows), printed)] {
		out = append(out, e.row(row))
	}
	return out
}

// withheld stands for the title of a row whose ground may not serve creditworthiness.
const withheld = "(withheld)"

// row writes a row for a report. Titles of special categories and the ground of a benefit are withheld.
func (e *evidence) row(row int32) Row {
	cat := e.Rows.Of(row)
	r := Row{Row: row, Date: e.Ledger.Date(row), Amount: e.Ledger.Amount(row), Currency: e.Ledger.Currency(row), Party: e.Ledger.Party(row).String(), Title: e.Ledger.Title(row).String(),
		Category: cat.String(), Why: e.Rows.Reason(row)}
	if s := e.Ledger.State(row); s != aisclient.RowBooked {
		r.State = s.String()
	}
	if k := e.Special(row); k != nil {
		r.Title, r.Why = withheld, ""
		if !k.Ground {
			r.Party = withheld
		}
	}
	return r
}

// inOrder sorts rows as the ledger has them and takes repeats out.
func inOrder(rows []int32) []int32 {
	slices.Sort(rows)
	return slices.Compact(rows)
}
