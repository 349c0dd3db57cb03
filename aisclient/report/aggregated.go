package report

import (
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/text"
)

// Compared is the provider's aggregated data of a person beside the person's imports.
type Compared struct {
	Owner, Name string
	Fetched     time.Time
	SHA256      string // of the reply as it came
	// Ours are the imports read as one, Theirs the aggregated data, Diff how Theirs differs; nil where Gone says why.
	Ours, Theirs *ledger.Ledger
	Diff         *compare.Diff
	Gone         string
}

// Aggregated is how the provider's aggregated data of a person differs from the imports. None of it is in a figure.
type Aggregated struct {
	Owner   string    `json:"ownerExternalId"`
	Name    string    `json:"name,omitempty"`
	Fetched time.Time `json:"fetched"`
	SHA256  string    `json:"sha256"`
	// Same says that nothing differs. Gone says why nothing could be compared.
	Same     bool                `json:"same"`
	Gone     string              `json:"gone,omitempty"`
	Accounts []AggregatedAccount `json:"accounts"`
}

// AggregatedAccount is one account or card on either side.
type AggregatedAccount struct {
	Label    text.Text          `json:"label"`
	Number   text.Text          `json:"number,omitzero"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	On       string             `json:"on"` // imports, provider or both
	// Changes are facts of the account that differ: name, owners, balance.
	Changes []compare.Change `json:"changes,omitempty"`
	// New are rows that only the provider has, Missing rows that only the imports have, Changed rows that differ, Outside
	// rows of days of which only one side speaks.
	New     int `json:"new"`
	Missing int `json:"missing"`
	Changed int `json:"changed"`
	Outside int `json:"outside"`
	// Rows are the first of New, Missing and Changed; none at level verdict.
	Rows []AggregatedRow `json:"rows,omitempty"`
}

// AggregatedRow is a row that differs.
type AggregatedRow struct {
	On       string             `json:"on"` // imports, provider, or both where it differs
	Date     aisclient.Date     `json:"date,omitzero"`
	Amount   aisclient.Amount   `json:"amount"`
	Currency aisclient.Currency `json:"currency,omitempty"`
	Party    text.Text          `json:"party,omitzero"` // at level full only, as Title and the values of Changes
	Title    text.Text          `json:"title,omitzero"`
	Changes  []compare.Change   `json:"changes,omitempty"`
}

// maxAggregatedRows is how many rows of an account are listed.
const maxAggregatedRows = 100

// AggregatedOf writes a comparison down at a level.
func AggregatedOf(c Compared, level Level) Aggregated {
	out := Aggregated{Owner: c.Owner, Name: c.Name, Fetched: UTC(c.Fetched), SHA256: c.SHA256, Gone: c.Gone, Accounts: []AggregatedAccount{}}
	if c.Diff == nil {
		return out
	}
	out.Same = c.Diff.Empty()
	for i := range c.Diff.Accounts {
		out.Accounts = append(out.Accounts, c.account(&c.Diff.Accounts[i], level))
	}
	return out
}

func (c *Compared) account(a *compare.Account, level Level) AggregatedAccount {
	m := mask{level: level}
	out := AggregatedAccount{Label: text.Clean(m.cell(a.Label)), Number: text.Clean(whole(a.Number, m.number)), Currency: a.Currency, On: "both", Changes: changesAt(a.Changes, level),
		New: len(a.New), Missing: len(a.Missing), Changed: len(a.Changed), Outside: len(a.OutsideA) + len(a.OutsideB)}
	switch {
	case len(a.A) == 0:
		out.On = "provider"
	case len(a.B) == 0:
		out.On = "imports"
	}
	if level == Verdict {
		return out
	}
	add := func(on string, l *ledger.Ledger, row int32, changes []compare.Change) {
		if len(out.Rows) < maxAggregatedRows {
			out.Rows = append(out.Rows, rowAt(on, l, row, changes, level))
		}
	}
	for _, row := range a.New {
		add("provider", c.Theirs, row, nil)
	}
	for _, row := range a.Missing {
		add("imports", c.Ours, row, nil)
	}
	for _, r := range a.Changed {
		add("both", c.Theirs, r.B, r.Changes)
	}
	return out
}

func rowAt(on string, l *ledger.Ledger, row int32, changes []compare.Change, level Level) AggregatedRow {
	out := AggregatedRow{On: on, Date: l.Date(row), Amount: l.Amount(row), Currency: l.Currency(row), Changes: changesAt(changes, level)}
	if level == Full {
		out.Party, out.Title = l.Party(row), l.Title(row)
	}
	return out
}

// changesAt are changes as a level shows them: what differs, and at level full from what to what.
func changesAt(all []compare.Change, level Level) []compare.Change {
	var out []compare.Change
	for _, c := range all {
		if level != Full {
			c.A, c.B = text.Text{}, text.Text{}
		}
		out = append(out, c)
	}
	return out
}

// Sentence says in short how the provider's data differs.
func (a *Aggregated) Sentence() string {
	switch {
	case a.Gone != "":
		return "not compared: " + a.Gone
	case a.Same:
		return "it says the same as the imports"
	}
	var accounts, facts, fresh, missing, changed, outside int
	for i := range a.Accounts {
		one := &a.Accounts[i]
		if one.On != "both" {
			accounts++
		}
		facts += len(one.Changes)
		fresh, missing, changed, outside = fresh+one.New, missing+one.Missing, changed+one.Changed, outside+one.Outside
	}
	var parts []string
	add := func(n int, one, many, what string) {
		if n > 0 {
			parts = append(parts, fmt.Sprintf("%s %s", english.Plural(n, one, many), what))
		}
	}
	add(accounts, "account", "accounts", "on one side only")
	add(facts, "fact", "facts", "of accounts differ")
	add(fresh, "row", "rows", "only at the provider")
	add(missing, "row", "rows", "only in the imports")
	add(changed, "row", "rows", "changed")
	add(outside, "row", "rows", "of days that only one side covers")
	return strings.Join(parts, ", ")
}
