package outline

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/ledger/compare"
	"aisdesk/aisclient/report"
)

// aggregated is the provider's aggregated data beside the imports, where somebody fetched it.
func aggregated(d *report.Document) Section {
	s := Section{Title: "The provider's aggregated data beside the imports"}
	for i := range d.Aggregated {
		a := &d.Aggregated[i]
		s.Blocks = append(s.Blocks, Facts{{"Person", or(a.Name, a.Owner)}, {"Customer id", a.Owner}, {"Fetched", moment(a.Fetched)},
			{"SHA-256 of the reply", a.SHA256}, {"Differences", a.Sentence()}})
		t := &Table{Caption: "What differs", Columns: []Column{{"Account", false, 5}, {"Where", false, 3}, {"Day", false, 3}, {"Amount", true, 3}, {"What", false, 8}}, Most: 20}
		for k := range a.Accounts {
			t.Rows = append(t.Rows, differences(&a.Accounts[k])...)
		}
		if len(t.Rows) > 0 {
			s.Blocks = append(s.Blocks, t)
		}
	}
	if len(s.Blocks) > 0 {
		s.Blocks = append(s.Blocks, Paragraph("Nothing of the aggregated data is in a figure, check or total of this report."))
	}
	return s
}

// differences are the lines of one account that differs.
func differences(a *report.AggregatedAccount) [][]string {
	name := a.Label.String()
	if !a.Number.Empty() && !a.Number.Equal(a.Label) {
		name += " " + a.Number.String()
	}
	var out [][]string
	if a.On != "both" {
		return [][]string{{name, where(a.On), "", "", fmt.Sprintf("the account, with %d rows", a.Outside+a.New+a.Missing)}}
	}
	for _, c := range a.Changes {
		out = append(out, []string{name, where("both"), "", "", change(c)})
	}
	for i := range a.Rows {
		r := &a.Rows[i]
		what := strings.TrimSpace(r.Party.String() + " " + r.Title.String())
		for _, c := range r.Changes {
			what = strings.TrimSpace(what + " " + change(c))
		}
		out = append(out, []string{name, where(r.On), date(r.Date), fmt.Sprintf("%s %s", r.Amount, r.Currency), what})
	}
	if more := a.New + a.Missing + a.Changed - len(a.Rows); more > 0 {
		out = append(out, []string{name, "", "", "", fmt.Sprintf("%d more rows differ", more)})
	}
	if a.Outside > 0 {
		out = append(out, []string{name, "", "", "", fmt.Sprintf("%d rows of days that only one side covers", a.Outside)})
	}
	return out
}

func where(on string) string {
	return map[string]string{"provider": "provider only", "imports": "imports only", "both": "differs"}[on]
}

// change is a fact that differs, with both values where the level shows them.
func change(c compare.Change) string {
	if c.A.Empty() && c.B.Empty() {
		return c.What
	}
	return fmt.Sprintf("%s: %q in the imports, %q at the provider", c.What, c.A, c.B)
}
