package comparecmd

import (
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// diff is what the command prints of two imports.
type diff struct {
	A        side     `json:"a"`
	B        side     `json:"b"`
	Same     bool     `json:"same"`     // nothing differs
	Warnings []string `json:"warnings"` // why they are hardly to be compared: different people, or environments, or one has expired
	// Changes are differing owners of the logins.
	Changes  []compare.Change `json:"changes"`
	Accounts []account        `json:"accounts"`
	Sums     []sum            `json:"sums"` // of booked rows of the common days
}

// side names one of two imports.
type side struct {
	ID          string    `json:"id,omitempty"`
	Name        string    `json:"name"`
	Person      text.Text `json:"person,omitzero"`
	Banks       text.Text `json:"banks,omitzero"`
	Environment string    `json:"environment,omitempty"`
	Covered     *days     `json:"covered"` // the days that its data speaks of; null where nothing says
	Saved       time.Time `json:"saved,omitzero"`
	Rows        int       `json:"rows"`
	Incomplete  []string  `json:"incomplete,omitempty"` // what could not be read of its reply, or did not come
}

// account is one account or card on both sides.
type account struct {
	Label    text.Text          `json:"label"`
	Number   text.Text          `json:"number,omitzero"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	On       string             `json:"on"` // a, b or both
	Changes  []compare.Change   `json:"changes"`
	// From and To are the days of which both sides speak.
	From     aisclient.Date `json:"from,omitzero"`
	To       aisclient.Date `json:"to,omitzero"`
	New      []diffRow      `json:"new"`
	Missing  []diffRow      `json:"missing"`
	Changed  []changed      `json:"changed"`
	OutsideA int            `json:"outsideA"` // rows of other days
	OutsideB int            `json:"outsideB"`
}

// diffRow is a row of one side.
type diffRow struct {
	ID       string             `json:"rowId"`
	Date     aisclient.Date     `json:"date,omitzero"`
	Amount   *aisclient.Amount  `json:"amount"` // null where it cannot be read
	Currency aisclient.Currency `json:"currency,omitempty"`
	Party    text.Text          `json:"party,omitzero"`
	Title    text.Text          `json:"title,omitzero"`
	Unread   text.Text          `json:"unread,omitzero"` // what cannot be read, as the bank wrote it
}

// changed is a row that both sides have and that differs.
type changed struct {
	A       diffRow          `json:"a"`
	B       diffRow          `json:"b"`
	Changes []compare.Change `json:"changes"`
}

// sum is what rows come to in one currency on either side.
type sum struct {
	Currency aisclient.Currency `json:"currency"`
	sides
	// WithoutActs is the same without the acts of people; nil where they change neither side.
	WithoutActs *sides `json:"withoutActs,omitempty"`
}

// sides are totals of either side.
type sides struct {
	A ledger.Totals `json:"a"`
	B ledger.Totals `json:"b"`
	// Difference is B's net less A's; nil where one of them is too large to add up.
	Difference *aisclient.Amount `json:"difference,omitempty"`
}

func sidesOf(s *ledger.Sides) *sides {
	out := &sides{A: s.A, B: s.B}
	if d, ok := compare.Difference(*s); ok {
		out.Difference = &d
	}
	return out
}

// periodDiff is what the command prints of two periods.
type periodDiff struct {
	A compared `json:"a"`
	B compared `json:"b"`
	// Accounts are those of which the data covers other days than of the rest.
	Accounts []coverage `json:"accounts"`
	// Conclusive says whether the data covers days of both periods: streams that are missing say nothing otherwise.
	Conclusive bool         `json:"conclusive"`
	Streams    []diffStream `json:"streams"`
	Sums       []sum        `json:"sums"`
	// Incomplete says what could not be read of the reply, or did not come.
	Incomplete []string `json:"incomplete,omitempty"`

	silence string
}

// compared is a period with the days of it that the data covers.
type compared struct {
	days
	Covered *days `json:"covered"` // null where the data covers none

	said string
}

// coverage is which days of both periods the data covers for an account; null where it covers none.
type coverage struct {
	Label string `json:"label"`
	A     *days  `json:"a"`
	B     *days  `json:"b"`
}

// days are a run of days, both ends included.
type days struct {
	From aisclient.Date `json:"from"`
	To   aisclient.Date `json:"to"`
}

func daysOf(p ledger.Period) *days {
	if !p.Bounded() {
		return nil
	}
	return &days{p.From, p.To}
}

func (d *days) String() string {
	if d == nil {
		return "nothing"
	}
	return d.From.String() + " to " + d.To.String()
}

func comparedOf(p app.ComparedPeriod) compared {
	return compared{days{p.From, p.To}, daysOf(p.Covered), p.Coverage()}
}

// diffStream is a regular payment that begins, ends or changes.
type diffStream struct {
	Payer     string             `json:"payer"`
	Category  string             `json:"category"`
	Direction string             `json:"direction"` // in or out
	Frequency string             `json:"frequency"`
	Currency  aisclient.Currency `json:"currency"`
	shifted
	// WithoutActs is what becomes of it without the acts of people; nil where they change nothing of that.
	WithoutActs *shifted `json:"withoutActs,omitempty"`
	RowsA       []string `json:"rowsA"`
	RowsB       []string `json:"rowsB"`
}

// shifted is what becomes of a payment from one period to the other.
type shifted struct {
	Shift string           `json:"shift"` // begun, ended, changed, or same
	A     aisclient.Amount `json:"a"`     // a month
	B     aisclient.Amount `json:"b"`
	Last  *aisclient.Date  `json:"last,omitempty"` // of one that ended

	became string // the shift in a word: which way it changed
	rhythm string // how often it comes, and when it came last
}

func shiftedOf(s *stream.Shifted) shifted {
	out := shifted{Shift: s.Shift.String(), A: s.A, B: s.B, became: s.Became(), rhythm: s.Rhythm()}
	if s.Last != 0 {
		out.Last = &s.Last
	}
	return out
}

func diffOf(a, b app.Dataset, d *compare.Diff) diff {
	out := diff{A: sideOf(a), B: sideOf(b), Same: d.Empty(), Warnings: append([]string{}, app.Mismatch(a, b)...),
		Changes: append([]compare.Change{}, d.Changes...), Accounts: []account{}, Sums: sumsOf(d.Sums)}
	for i := range d.Accounts {
		out.Accounts = append(out.Accounts, accountOf(a.Ledger, b.Ledger, &d.Accounts[i]))
	}
	return out
}

func sideOf(d app.Dataset) side {
	return side{ID: d.ID, Name: d.Name, Person: text.Join(library.Owners(d.Ledger), ", "), Banks: d.Banks(), Environment: d.Environment, Covered: daysOf(d.Days(time.Now())),
		Saved: d.SavedAt, Rows: d.Ledger.Len(), Incomplete: cli.Incomplete(d.Ledger.Import())}
}

func accountOf(a, b *ledger.Ledger, x *compare.Account) account {
	out := account{Label: x.Label, Number: x.Number, Currency: x.Currency, On: "both", Changes: append([]compare.Change{}, x.Changes...),
		From: x.Common.From, To: x.Common.To, New: rowsOf(b, x.New), Missing: rowsOf(a, x.Missing), Changed: []changed{},
		OutsideA: len(x.OutsideA), OutsideB: len(x.OutsideB)}
	switch {
	case len(x.A) == 0:
		out.On = "b"
	case len(x.B) == 0:
		out.On = "a"
	}
	for _, r := range x.Changed {
		out.Changed = append(out.Changed, changed{rowOf(a, r.A), rowOf(b, r.B), r.Changes})
	}
	return out
}

func rowsOf(l *ledger.Ledger, rows []int32) []diffRow {
	out := make([]diffRow, len(rows))
	for i, row := range rows {
		out[i] = rowOf(l, row)
	}
	return out
}

func rowOf(l *ledger.Ledger, row int32) diffRow {
	out := diffRow{ID: l.RowID(row), Date: l.Date(row), Currency: l.Currency(row), Party: l.Party(row), Title: l.Title(row)}
	if len(l.Unread(row)) > 0 {
		out.Unread = l.Text(row, ledger.ColUnread)
	}
	if a := l.Amount(row); !l.AmountUnread(row) {
		out.Amount = &a
	}
	return out
}

func sumsOf(sums []compare.Sum) []sum {
	out := []sum{}
	for i := range sums {
		x := sum{Currency: sums[i].Currency, sides: *sidesOf(&sums[i].Sides)}
		if w := sums[i].Without; w != nil {
			x.WithoutActs = sidesOf(w)
		}
		out = append(out, x)
	}
	return out
}

func periodDiffOf(c *app.PeriodComparison, l *ledger.Ledger) periodDiff {
	out := periodDiff{A: comparedOf(c.A), B: comparedOf(c.B), Accounts: []coverage{}, Conclusive: c.A.Covered.Bounded() && c.B.Covered.Bounded(),
		Streams: []diffStream{}, Sums: sumsOf(c.Sums), silence: c.Silence(), Incomplete: cli.Incomplete(l.Import())}
	for _, x := range c.Accounts {
		out.Accounts = append(out.Accounts, coverage{x.Label, daysOf(x.A), daysOf(x.B)})
	}
	for _, s := range c.Streams {
		x := diffStream{Payer: s.Who, Category: s.Category.String(), Direction: "out", Frequency: s.Series.HowOften(), Currency: s.Currency,
			shifted: shiftedOf(&s.Shifted), RowsA: []string{}, RowsB: []string{}}
		if s.Without != nil {
			without := shiftedOf(s.Without)
			x.WithoutActs = &without
		}
		if s.In {
			x.Direction = "in"
		}
		for _, row := range s.RowsA {
			x.RowsA = append(x.RowsA, l.RowID(row))
		}
		for _, row := range s.RowsB {
			x.RowsB = append(x.RowsB, l.RowID(row))
		}
		out.Streams = append(out.Streams, x)
	}
	return out
}
