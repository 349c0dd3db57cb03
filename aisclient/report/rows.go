package report

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight/categorize"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/ledger"
)

// TableRow is a row of the data for a table of many imports, as a level shows it.
type TableRow struct {
	Row                       // Evidence's fields; Why names stage and entry without the words
	On         aisclient.Date // of the transaction, where the bank tells it from the booking
	Bank, Kind string
	Labels     []string
	Confidence string // low, medium, high
	Unread     bool   // the amount could not be read: it is nothing
	Balance    *aisclient.Amount
	InCase     *int32 // the row's number in its case, where it stands once; nil without a case, and where its case does not count it
}

// Rows writes down all rows of a verification, as New writes those that are evidence: at level file a title shows where the
// row is evidence only, at level verdict there are no rows. Of rows of special categories the title is withheld, and but
// for the ground of a benefit also whom they are with and what they are. The error is the context's.
func Rows(ctx context.Context, in Input) ([]TableRow, error) {
	if in.Level == Verdict {
		return nil, nil
	}
	t := &table{builder: builder{Input: in, a: in.Analysis, mask: newMask(in.Level, in.Analysis, in.Verdict)}, l: in.Analysis.Ledger,
		parties: map[partyKey]string{}, kinds: map[int32]string{}, labels: map[int32][]string{}}
	for i := range in.Verdict.Checks {
		t.addEvidence(in.Verdict.Checks[i].Rows)
		for _, n := range in.Verdict.Checks[i].NotCounted {
			t.addEvidence(n.Rows)
		}
	}
	for i := range t.l.Sources() {
		t.accounts = append(t.accounts, t.label(i))
	}
	out := make([]TableRow, t.l.Len())
	for row := range int32(len(out)) {
		if row%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		out[row] = t.row(row)
	}
	return out, nil
}

// table writes rows. What many rows share is written once.
type table struct {
	builder
	l        *ledger.Ledger
	evidence ledger.RowSet
	accounts []string // by source
	parties  map[partyKey]string
	kinds    map[int32]string
	labels   map[int32][]string
}

type partyKey struct {
	name int32
	of   party.ID
}

func (t *table) addEvidence(rows []int32) {
	for _, row := range rows {
		t.evidence.Add(row)
	}
}

func (t *table) row(row int32) TableRow {
	l, source, rows := t.l, t.l.Account(row), t.a.Rows
	out := TableRow{Row: Row{Row: row, ID: l.RowID(row), Date: l.Date(row), Amount: l.Amount(row), Currency: l.Currency(row), Account: t.accounts[source],
		Party: t.party(row), Category: rows.Of(row).String(), Why: categorize.StageName(rows.Stage(row)), State: l.State(row).String()},
		On: l.TransactionOn(row), Bank: l.Source(row).TargetName.ForFile(), Kind: t.kind(row), Labels: t.labelsOf(row),
		Confidence: rows.Confidence(row).String(), Unread: l.AmountUnread(row)}
	if entry := rows.Entry(row); entry != "" {
		out.Why += ": " + entry
	}
	if rows.Stage(row) == categorize.Person {
		out.Was = l.Text(row, ledger.ColWas).String()
	}
	if t.Level == Full || t.evidence.Has(row) {
		out.Title = t.mask.cell(l.Title(row))
	}
	if b, ok := l.Balance(row); ok {
		out.Balance = &b
	}
	if k := t.a.Special(row); k != nil {
		out.Title, out.Why = withheld, ""
		if !k.Ground {
			out.Party, out.Category, out.Was, out.Kind, out.Confidence, out.Labels = withheld, withheld, "", "", "", nil
		}
	}
	return out
}

func (t *table) party(row int32) string {
	key := partyKey{t.l.PartyID(row), t.a.Parties.Of(row)}
	s, ok := t.parties[key]
	if !ok {
		s = t.mask.party(row)
		t.parties[key] = s
	}
	return s
}

func (t *table) kind(row int32) string {
	id := t.l.KindID(row)
	s, ok := t.kinds[id]
	if !ok {
		s = t.mask.cell(t.l.Kind(row))
		t.kinds[id] = s
	}
	return s
}

func (t *table) labelsOf(row int32) []string {
	id := t.l.LabelSetID(row)
	all, ok := t.labels[id]
	if !ok {
		for _, l := range t.l.LabelSet(id) {
			all = append(all, l.ForFile())
		}
		t.labels[id] = all
	}
	return all
}
