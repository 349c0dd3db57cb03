package outline

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// checks are the checks with what each stands on.
func checks(d *report.Document) Section {
	s := Section{Title: "Checks"}
	for i := range d.Checks {
		s.Blocks = append(s.Blocks, check(d, &d.Checks[i])...)
	}
	return s
}

func check(d *report.Document, c *report.Check) []Block {
	rule := fmt.Sprintf("%s, rule set %s", c.Rule, c.Version)
	for _, p := range c.Parameters {
		rule += fmt.Sprintf("; %s: %s", p.Name, p.Value)
	}
	facts := Facts{{"Rule", rule}}
	if c.Window.From != 0 {
		facts = append(facts, Fact{"Days looked at", fmt.Sprintf("%s to %s", c.Window.From, c.Window.To)})
	}
	if f := figure(c); f != "" {
		facts = append(facts, Fact{"Figure", f})
	}
	if w := d.WithoutActs.Check(c); w != nil {
		facts = append(facts, Fact{"Without the acts of people", strings.TrimSpace(w.Outcome + " " + w.Figure())})
	}
	facts = append(facts, Fact{"Nearly", c.NearMiss}, Fact{"Codes", codes(c.Codes)})
	for _, g := range c.Gates {
		said := fmt.Sprintf("%s: %s", g.Gate, g.Effect)
		if !strings.Contains(c.Reason, g.Sentence) {
			said += ". " + g.Sentence
		}
		facts = append(facts, Fact{"Held back", said})
	}
	blocks := []Block{Heading{c.Claim, c.Outcome}, Paragraph(c.Reason), facts}
	if t := evidence("Rows behind it", c.Evidence, c.Count, d.Level); t != nil {
		blocks = append(blocks, t)
	}
	for i := range c.NotCounted {
		n := &c.NotCounted[i]
		blocks = append(blocks, Paragraph(notCounted(n)))
		if t := evidence("", n.Evidence, n.Count, d.Level); t != nil {
			blocks = append(blocks, t)
		}
	}
	if len(c.Ask) > 0 {
		var ask List
		for _, a := range c.Ask {
			ask = append(ask, "Next: "+a)
		}
		blocks = append(blocks, ask)
	}
	return blocks
}

// notCounted is a sum that does not count, or counts as possible alone, in a line.
func notCounted(n *report.NotCounted) string {
	sum := fmt.Sprintf("%s %s", ledger.Cents(n.Sum), n.Currency)
	if reason, ok := strings.CutPrefix(n.Reason, verify.PossibleOnly); ok {
		return fmt.Sprintf("Possible, not proven: %s a month (%s)", sum, reason)
	}
	return fmt.Sprintf("Not counted: %s (%s)", sum, n.Reason)
}

// Rows that are printed: the first of each in short renderings, and at the level for the file.
const (
	fewRows  = 3
	fileRows = 50
)

// evidence is a table of rows, each with the id that it has for ever: its reply's checksum and its place there; nil of none.
func evidence(caption string, rows []report.Row, count int, level report.Level) *Table {
	if len(rows) == 0 {
		return nil
	}
	shown := rows
	if level != report.Full {
		shown = rows[:min(len(rows), fileRows)]
	}
	t := &Table{Caption: caption, Columns: []Column{{"Day", false, 4}, {"Amount", true, 4}, {"Counterparty", false, 8}, {"Title", false, 10}, {"Category", false, 5}, {"Account", false, 5}, {"Row", false, 5}},
		Most: fewRows, More: max(count, len(rows)) - len(shown), Rows: make([][]string, len(shown))}
	for i := range shown {
		r := &shown[i]
		cat := kind(r.Category)
		if r.Was != "" {
			cat += " (was " + kind(r.Was) + ")"
		}
		if r.State != "" {
			cat += " (" + r.State + ")"
		}
		t.Rows[i] = []string{date(r.Date), fmt.Sprintf("%s %s", r.Amount, r.Currency), r.Party, r.Title, cat, r.Account, r.ID}
	}
	return t
}

// repeats reports whether a finding of repayments names only rows that the one of loans names, too: a person reads them
// once.
func repeats(d *report.Document, f *report.Finding) bool {
	if f.Topic != string(insight.Repayments) || len(f.Rows) == 0 {
		return false
	}
	for i := range d.Notable {
		if g := &d.Notable[i]; g.Topic == string(insight.Loans) && !slices.ContainsFunc(f.Rows, func(row int32) bool { return !slices.Contains(g.Rows, row) }) {
			return true
		}
	}
	return false
}

// findings are what is worth a look whatever is claimed.
func findings(d *report.Document) Section {
	s := Section{Title: "Worth a look"}
	t := &Table{Columns: []Column{{"Level", false, 1}, {"What", false, 10}}}
	for i := range d.Notable {
		f := &d.Notable[i]
		if repeats(d, f) {
			continue
		}
		t.Rows = append(t.Rows, []string{f.Level, f.Sentence})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}
