package portfolio

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"aisdesk/aisclient"
	"aisdesk/aisclient/portfolio/parquet"
	"aisdesk/aisclient/report"
)

// tablesSchema is the version of the tables: it changes when a column changes its meaning or goes. It stands in the
// metadata of each file.
const tablesSchema = 2

// TableNames are the tables of an export, in the order in which their files get their names.
func TableNames() []string { return []string{"rows", "streams", "verdicts", "imports"} }

// columns of the tables. Amounts are of the currency beside them; days and times are null where nothing says. What is without the
// acts of people, who leave rows out of sums and relabel them, is null where no act changes a figure of the import. A row that several
// imports of a case have is in the table once for each of them: case_id with case_row, its number in "aisdesk tx CASE", is the row.
var columns = map[string][]parquet.Column{
	"imports": {{Name: "import_id", Kind: parquet.Unique}, {Name: "error", Kind: parquet.Text}, {Name: "case_id", Kind: parquet.Text}, {Name: "environment", Kind: parquet.Text},
		{Name: "bank", Kind: parquet.Text}, {Name: "owner_external_id", Kind: parquet.Unique}, {Name: "sha256", Kind: parquet.Unique}, {Name: "size", Kind: parquet.Int},
		{Name: "saved_at", Kind: parquet.Time}, {Name: "answered_at", Kind: parquet.Time}, {Name: "expires_at", Kind: parquet.Time}, {Name: "since", Kind: parquet.Day},
		{Name: "data_as_of", Kind: parquet.Day}, {Name: "made", Kind: parquet.Day}, {Name: "owner_unconfirmed", Kind: parquet.Bool}, {Name: "owners", Kind: parquet.List},
		{Name: "accounts", Kind: parquet.Int}, {Name: "rows", Kind: parquet.Int}, {Name: "verdict", Kind: parquet.Text}, {Name: "checks", Kind: parquet.Int},
		{Name: "decision", Kind: parquet.Text}, {Name: "rules", Kind: parquet.Text}, {Name: "lexicon", Kind: parquet.Text}, {Name: "lexicon_hash", Kind: parquet.Text},
		{Name: "policy", Kind: parquet.Text}, {Name: "gates", Kind: parquet.List}, {Name: "acts", Kind: parquet.Bool}, {Name: "verdict_without_acts", Kind: parquet.Text}},
	"rows": {{Name: "import_id", Kind: parquet.Text}, {Name: "row", Kind: parquet.Int}, {Name: "row_id", Kind: parquet.Unique}, {Name: "date", Kind: parquet.Day},
		{Name: "transaction_on", Kind: parquet.Day}, {Name: "amount", Kind: parquet.Decimal}, {Name: "currency", Kind: parquet.Text}, {Name: "balance", Kind: parquet.Decimal},
		{Name: "account", Kind: parquet.Text}, {Name: "bank", Kind: parquet.Text}, {Name: "party", Kind: parquet.Text}, {Name: "title", Kind: parquet.Unique},
		{Name: "kind", Kind: parquet.Text}, {Name: "labels", Kind: parquet.List}, {Name: "state", Kind: parquet.Text}, {Name: "category", Kind: parquet.Text},
		{Name: "why", Kind: parquet.Text}, {Name: "confidence", Kind: parquet.Text}, {Name: "was", Kind: parquet.Text}, {Name: "case_id", Kind: parquet.Text}, {Name: "case_row", Kind: parquet.Int}},
	"streams": {{Name: "import_id", Kind: parquet.Text}, {Name: "kind", Kind: parquet.Text}, {Name: "party", Kind: parquet.Text}, {Name: "category", Kind: parquet.Text},
		{Name: "frequency", Kind: parquet.Text}, {Name: "currency", Kind: parquet.Text}, {Name: "level", Kind: parquet.Decimal}, {Name: "monthly", Kind: parquet.Decimal},
		{Name: "proven", Kind: parquet.Decimal}, {Name: "possible", Kind: parquet.Decimal}, {Name: "first", Kind: parquet.Day}, {Name: "last", Kind: parquet.Day},
		{Name: "next", Kind: parquet.Day}, {Name: "status", Kind: parquet.Text}, {Name: "stability", Kind: parquet.Int}, {Name: "payments", Kind: parquet.Int},
		{Name: "why", Kind: parquet.List}, {Name: "proven_without_acts", Kind: parquet.Decimal}, {Name: "possible_without_acts", Kind: parquet.Decimal}},
	"verdicts": {{Name: "import_id", Kind: parquet.Text}, {Name: "case_id", Kind: parquet.Text}, {Name: "made", Kind: parquet.Day}, {Name: "data_as_of", Kind: parquet.Day}, {Name: "verdict", Kind: parquet.Text},
		{Name: "kind", Kind: parquet.Text}, {Name: "claim", Kind: parquet.Text}, {Name: "outcome", Kind: parquet.Text}, {Name: "codes", Kind: parquet.List},
		{Name: "reason", Kind: parquet.Unique}, {Name: "currency", Kind: parquet.Text}, {Name: "proven", Kind: parquet.Decimal}, {Name: "possible", Kind: parquet.Decimal},
		{Name: "from", Kind: parquet.Day}, {Name: "to", Kind: parquet.Day}, {Name: "rows", Kind: parquet.Int}, {Name: "gates", Kind: parquet.List},
		{Name: "rules", Kind: parquet.Text}, {Name: "policy", Kind: parquet.Text}, {Name: "outcome_without_acts", Kind: parquet.Text},
		{Name: "proven_without_acts", Kind: parquet.Decimal}, {Name: "possible_without_acts", Kind: parquet.Decimal}},
}

// tables are the files of an export that is being written.
type tables struct{ imports, rows, streams, verdicts *parquet.Writer }

// newTables begins the tables, each in a writer of its name.
func newTables(to map[string]io.Writer) (*tables, error) {
	t := &tables{}
	for name, w := range map[string]**parquet.Writer{"imports": &t.imports, "rows": &t.rows, "streams": &t.streams, "verdicts": &t.verdicts} {
		var err error
		if *w, err = parquet.New(to[name], columns[name]); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// close ends all tables with facts about them.
func (t *tables) close(program string, level report.Level, done Progress) error {
	facts := [][2]string{{"aisdesk.schema", strconv.Itoa(tablesSchema)}, {"aisdesk.level", string(level)}, {"aisdesk.imports", strconv.Itoa(done.Done)},
		{"aisdesk.last", done.Last}, {"aisdesk.complete", strconv.FormatBool(done.Done == done.Of)}}
	for _, w := range []*parquet.Writer{t.rows, t.streams, t.verdicts, t.imports} {
		if err := w.Close("aisdesk version "+program, facts); err != nil {
			return err
		}
	}
	return nil
}

// add writes an import into all tables. An error names it.
func (t *tables) add(id string, d *report.Document, rows []report.TableRow) error {
	if err := t.addImport(id, d); err != nil {
		return fmt.Errorf("import %s: %w", id, err)
	}
	for i := range rows {
		if err := t.addRow(id, d, &rows[i]); err != nil {
			return fmt.Errorf("import %s, row %d: %w", id, rows[i].Row.Row, err)
		}
	}
	if err := t.addStreams(id, d); err != nil {
		return fmt.Errorf("import %s, %w", id, err)
	}
	for i := range d.Checks {
		if err := t.addCheck(id, d, &d.Checks[i]); err != nil {
			return fmt.Errorf("import %s, check %s: %w", id, d.Checks[i].Kind, err)
		}
	}
	return nil
}

// addFailure writes down an import that cannot be read.
func (t *tables) addFailure(id, why string) error {
	w := t.imports
	w.Text(id)
	w.Text(why)
	for _, c := range columns["imports"][2:] {
		if c.Kind == parquet.List {
			w.List(nil)
		} else {
			w.Null()
		}
	}
	return w.End()
}

func (t *tables) addImport(id string, d *report.Document) error {
	w := t.imports
	var i report.Import
	if len(d.Imports) > 0 {
		i = d.Imports[0]
	}
	w.Text(id)
	w.Text("")
	w.Text(caseOf(d))
	for _, s := range []string{d.Environment, i.Bank, i.Owner, i.SHA256} {
		w.Text(s)
	}
	w.Int(i.Size)
	w.Time(i.Saved)
	w.Time(i.Answered)
	w.Time(i.Expires)
	w.Day(i.Since)
	w.Day(d.AsOf)
	w.Day(d.Made)
	w.Bool(i.OwnerUnconfirmed)
	w.List(d.Owners)
	w.Int(int64(len(d.Accounts)))
	w.Int(int64(d.Rows))
	w.Text(d.Verdict)
	w.Int(int64(len(d.Checks)))
	if d.Decision != nil && !d.Decision.Waiting {
		w.Text(d.Decision.Outcome)
	} else {
		w.Null()
	}
	for _, s := range []string{d.Rules, d.Lexicon.Version, d.Lexicon.Hash, d.Policy} {
		w.Text(s)
	}
	var gates []string
	for _, g := range d.Gates {
		if !slices.Contains(gates, g.Gate) {
			gates = append(gates, g.Gate)
		}
	}
	w.List(gates)
	w.Bool(d.WithoutActs != nil)
	if d.WithoutActs != nil {
		w.Text(d.WithoutActs.Verdict)
	} else {
		w.Null()
	}
	return w.End()
}

// caseOf is the case that an import belongs to; empty, which is no value, if it stands alone.
func caseOf(d *report.Document) string {
	if d.Case == nil {
		return ""
	}
	return d.Case.ID
}

func (t *tables) addRow(id string, d *report.Document, r *report.TableRow) error {
	w := t.rows
	w.Text(id)
	w.Int(int64(r.Row.Row))
	w.Text(r.ID)
	w.Day(r.Date)
	w.Day(r.On)
	if r.Unread {
		w.Null()
	} else {
		w.Amount(&r.Amount)
	}
	w.Text(string(r.Currency))
	w.Amount(r.Balance)
	for _, s := range []string{r.Account, r.Bank, r.Party, r.Title, r.Kind} {
		w.Text(s)
	}
	w.List(r.Labels)
	for _, s := range []string{r.State, r.Category, r.Why, r.Confidence, r.Was, caseOf(d)} {
		w.Text(s)
	}
	if r.InCase == nil {
		w.Null()
	} else {
		w.Int(int64(*r.InCase))
	}
	return w.End()
}

// addStreams writes the streams of income, and the obligations, with those that are there without the acts of people alone.
func (t *tables) addStreams(id string, d *report.Document) error {
	acts := d.WithoutActs != nil
	for i := range d.Income {
		inc := &d.Income[i]
		for k := range inc.Streams {
			if err := t.addStream(id, inc.Currency, &inc.Streams[k], acts); err != nil {
				return fmt.Errorf("income from %q: %w", inc.Streams[k].Payer, err)
			}
		}
		if acts && i < len(d.WithoutActs.Income) {
			if err := t.addGone(id, "income", inc.Currency, d.WithoutActs.Income[i].Streams); err != nil {
				return err
			}
		}
	}
	for i := range d.Obligations {
		o := &d.Obligations[i]
		for k := range o.Items {
			if err := t.addObligation(id, o.Currency, &o.Items[k], acts); err != nil {
				return fmt.Errorf("obligation to %q: %w", o.Items[k].Payee, err)
			}
		}
		if acts && i < len(d.WithoutActs.Obligations) {
			if err := t.addGone(id, "obligation", o.Currency, d.WithoutActs.Obligations[i].Items); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tables) addStream(id string, c aisclient.Currency, s *report.Stream, acts bool) error {
	w := t.streams
	for _, text := range []string{id, "income", s.Payer, s.Category, s.Frequency, string(c)} {
		w.Text(text)
	}
	for _, a := range []aisclient.Amount{s.Level, s.Monthly, s.Proven, s.Possible} {
		w.Amount(&a)
	}
	w.Day(s.First)
	w.Day(s.Last)
	w.Day(s.Next)
	w.Text(s.Status)
	w.Int(int64(s.Stability))
	w.Int(int64(s.Count))
	w.List(s.Why)
	t.endStream(acts, report.Monthly{Proven: s.Proven, Possible: s.Possible}, s.WithoutActs)
	return w.End()
}

// endStream writes what a stream is a month without the acts of people, which is what it is with them where these do not change it.
func (t *tables) endStream(acts bool, is report.Monthly, without *report.Monthly) {
	if without != nil {
		is = *without
	}
	if acts {
		t.streams.Amount(&is.Proven)
		t.streams.Amount(&is.Possible)
		return
	}
	t.streams.Null()
	t.streams.Null()
}

func (t *tables) addObligation(id string, c aisclient.Currency, o *report.Obligation, acts bool) error {
	w := t.streams
	for _, text := range []string{id, "obligation", o.Payee, o.Category, o.Frequency, string(c)} {
		w.Text(text)
	}
	w.Null()
	w.Null()
	w.Amount(&o.Proven)
	w.Amount(&o.Possible)
	w.Day(o.First)
	w.Day(o.Last)
	w.Null()
	w.Null()
	w.Null()
	w.Int(int64(o.Count))
	w.List(nil)
	t.endStream(acts, report.Monthly{Proven: o.Proven, Possible: o.Possible}, o.WithoutActs)
	return w.End()
}

// addGone writes streams that are there without the acts of people alone: with them nothing is proven or possible.
func (t *tables) addGone(id, kind string, c aisclient.Currency, gone []report.GoneStream) error {
	w := t.streams
	for i := range gone {
		for _, text := range []string{id, kind, gone[i].Payer, gone[i].Category, "", string(c)} {
			w.Text(text)
		}
		none := aisclient.Amount(0)
		for _, a := range []*aisclient.Amount{nil, nil, &none, &none} {
			w.Amount(a)
		}
		for range 5 { // first, last, next, status, stability
			w.Null()
		}
		w.Int(0)
		w.List(nil)
		t.endStream(true, gone[i].Monthly, nil)
		if err := w.End(); err != nil {
			return fmt.Errorf("%s of %q: %w", kind, gone[i].Payer, err)
		}
	}
	return nil
}

func (t *tables) addCheck(id string, d *report.Document, c *report.Check) error {
	w := t.verdicts
	w.Text(id)
	w.Text(caseOf(d))
	w.Day(d.Made)
	w.Day(d.AsOf)
	for _, s := range []string{d.Verdict, c.Kind, c.Claim, c.Outcome} {
		w.Text(s)
	}
	w.List(c.Codes)
	w.Text(c.Reason)
	w.Text(string(c.Currency))
	w.Amount(c.Proven)
	w.Amount(c.Possible)
	w.Day(c.Window.From)
	w.Day(c.Window.To)
	w.Int(int64(c.Count))
	var gates []string
	for _, g := range c.Gates {
		gates = append(gates, g.Gate)
	}
	w.List(gates)
	w.Text(d.Rules)
	w.Text(d.Policy)
	if d.WithoutActs == nil {
		for range 3 {
			w.Null()
		}
		return w.End()
	}
	without := report.WithoutCheck{Outcome: c.Outcome, Proven: c.Proven, Possible: c.Possible}
	if changed := d.WithoutActs.Check(c); changed != nil {
		without = *changed
	}
	w.Text(without.Outcome)
	w.Amount(without.Proven)
	w.Amount(without.Possible)
	return w.End()
}
