package outline

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// unknownFact stands for what nobody knows.
const unknownFact = "not known"

// front is the first page: what the whole report comes to.
func front(d *report.Document) Section {
	s := Section{Title: "Summary"}
	s.Blocks = append(s.Blocks, who(d))
	if len(d.Checks) > 0 {
		s.Blocks = append(s.Blocks, outcomes(d))
	}
	s.Blocks = append(s.Blocks, figures(d))
	return s
}

// unnamed is whom a report is about that names nobody.
func unnamed(d *report.Document) string {
	if len(d.Accounts) == 0 && len(d.Missing) > 0 {
		return unknownFact + ": the data could not be read"
	}
	if d.Case != nil && len(d.Case.People) > 0 {
		return "nobody: what is here proves nothing of an applicant"
	}
	return "whoever owns the accounts"
}

// persons are whom the report is about, each with what the bank calls them.
func persons(d *report.Document) []string {
	out := slices.Clone(d.Person)
	for i, role := range d.PersonRoles {
		if said := role.Words(); said != "" && i < len(out) {
			out[i] += " (" + said + ")"
		}
	}
	return out
}

// who says whom the report is about and what it rests on.
func who(d *report.Document) Facts {
	f := Facts{
		{"Policy", d.Policy},
		{"Environment", environment(d)},
		{"Case", caseLine(d.Case)},
		{"Covers", covers(d)},
		{"Person verified", or(strings.Join(persons(d), ", "), unnamed(d))},
		{"Account owners", or(strings.Join(d.Owners, ", "), unknownFact)},
		{"Banks", or(strings.Join(d.Banks, ", "), unknownFact)},
	}
	if c := d.Case; c != nil {
		if c.Newer != "" {
			f = append(f, Fact{"Warning", c.Newer + ". What it says is in no figure"})
		}
		if c.WithoutAccount != "" {
			f = append(f, Fact{"Warning", "no account belongs to the applicant, " + c.WithoutAccount})
		}
		for _, x := range c.Foreign {
			f = append(f, Fact{"Warning", "no account of " + x.Import + " belongs to a person of the case: the bank names " + english.List(x.Owners)})
		}
	}
	for _, x := range d.Failed {
		f = append(f, Fact{"Bank that failed", failedLine(&x)})
	}
	for _, m := range d.Missing {
		f = append(f, Fact{"Import in no figure", m.Import + ": " + m.Why})
	}
	for i := range d.Accounts {
		if a := &d.Accounts[i]; a.Theirs {
			f = append(f, Fact{"Account", accountLine(a)})
		}
	}
	return append(f, Fact{"Data of", or(date(d.AsOf), unknownFact)}, Fact{"Period asked for", asked(d)}, Fact{"Period received", received(d)})
}

// failedLine is a bank of which the import failed.
func failedLine(x *report.FailedImport) string {
	return fmt.Sprintf("%s of %s on %s: %s", or(x.Bank, "a bank"), x.Owner, moment(x.At), x.Cause)
}

func environment(d *report.Document) string {
	badge, beside, _ := strings.Cut(string(d.Badge), " + ")
	said := d.Environment
	if said == report.NoImport {
		return "no data: the case has no import"
	}
	switch report.Badge(badge) {
	case report.SandboxBadge:
		said = "sandbox, with invented data of no real person"
	case report.TestBadge:
		said = "test system of the provider, no live data"
	case report.FileBadge:
		if beside = badge; d.Environment != "live" {
			return fileLine
		}
	}
	if beside != "" {
		said += "; beside it " + fileLine
	}
	return said
}

// fileLine says what a statement file proves.
const fileLine = "a file from elsewhere: nothing says where it is from"

func caseLine(c *report.Case) string {
	if c == nil {
		return ""
	}
	line := c.ID
	if c.Label != "" {
		line += ", " + c.Label
	}
	if c.Status != "" {
		line += ", " + c.Status
	}
	for _, p := range c.People {
		line += "; " + strings.TrimSpace(p.Role+" "+p.Name)
	}
	return line
}

// covers says that a report is on one import of several of its case; empty where it is on all that there is.
func covers(d *report.Document) string {
	switch {
	case d.Case == nil || d.Case.OneOf == 0:
		return ""
	case d.OfCase:
		return fmt.Sprintf("1 of the %d imports of the case; the verdict is that on all of them", d.Case.OneOf)
	}
	return fmt.Sprintf("1 of the %d imports of the case: the verdict on the case can be another, \"aisdesk report %s\" writes it", d.Case.OneOf, d.Case.ID)
}

// accountLine is an account in a line: label, number, currency, balance.
func accountLine(a *report.Account) string {
	parts := []string{a.Label}
	if a.Number != "" && a.Number != a.Label {
		parts = append(parts, a.Number)
	}
	if a.Bank != "" {
		parts = append(parts, a.Bank)
	}
	if a.Balance != nil {
		parts = append(parts, fmt.Sprintf("%s %s", a.Balance, a.Currency))
	}
	return strings.Join(parts, ", ")
}

func asked(d *report.Document) string {
	for _, a := range d.Accounts {
		if a.Asked != 0 {
			return "from " + a.Asked.String()
		}
	}
	return unknownFact
}

// received is the days that the person's data speaks of: those of all accounts together.
func received(d *report.Document) string {
	var from, to aisclient.Date
	gaps := 0
	for i := range d.Accounts {
		a := &d.Accounts[i]
		if !a.Theirs || a.Received.From == 0 {
			continue
		}
		if from == 0 || a.Received.From < from {
			from = a.Received.From
		}
		to = max(to, a.Received.To)
		gaps += len(a.Gaps)
	}
	switch {
	case from == 0 && len(d.Accounts) > 0:
		return "no days of an account of the person's own"
	case from == 0:
		return "no days"
	}
	line := fmt.Sprintf("%s to %s", from, to)
	if gaps > 0 {
		line += ", with " + english.Plural(gaps, "gap", "gaps")
	}
	return line
}

// outcomes are the claims with their figures.
func outcomes(d *report.Document) Outcomes {
	var out Outcomes
	for i := range d.Checks {
		c := &d.Checks[i]
		out = append(out, Outcome{c.Claim, c.Outcome, figure(c)})
		if w := d.WithoutActs.Check(c); w != nil {
			out = append(out, Outcome{"The same without the acts of people", w.Outcome, w.Figure()})
		}
	}
	return out
}

// figure is a check's figure in a few words: an interval, a number of rows, or nothing.
func figure(c *report.Check) string {
	switch {
	case c.Proven != nil:
		return (&report.WithoutCheck{Currency: c.Currency, Proven: c.Proven, Possible: c.Possible}).Figure()
	case c.Kind == string(verify.KindNeverBelow): // it stands on days, and the reason counts them
		return ""
	case c.Count > 0:
		return english.Plural(c.Count, "row", "rows")
	}
	return ""
}

// beside are figures of a document, each that acts changed with what it is without them.
func beside(d *report.Document, of func(*report.Document) Facts) Facts {
	f := of(d)
	if d.WithoutActs == nil {
		return f
	}
	for i, x := range of(d.WithoutActs.Document()) {
		if i < len(f) && f[i].Name == x.Name && f[i].Value != x.Value {
			f[i].Value = or(f[i].Value, unknownFact) + " (without the acts of people: " + or(x.Value, unknownFact) + ")"
		}
	}
	return f
}

// figures are income, obligations, quality and decision, each in a line.
func figures(d *report.Document) Facts {
	f := beside(d, func(d *report.Document) (f Facts) {
		for _, x := range d.Monthly() {
			f = append(f, Fact(x))
		}
		return f
	})
	if d.WithoutActs != nil {
		f = append(f, Fact{"Without the acts of people", "verdict " + d.WithoutActs.Verdict})
	}
	return append(f, Fact{"Quality of the data", qualityLine(d)}, Fact{"Decision", decisionLine(d)})
}

func qualityLine(d *report.Document) string {
	if len(d.Gates) == 0 {
		return "nothing found that holds an outcome back"
	}
	var kinds []string
	for _, g := range d.Gates {
		if !slices.Contains(kinds, g.Gate) {
			kinds = append(kinds, g.Gate)
		}
	}
	return english.Plural(len(d.Gates), "fault", "faults") + ": " + english.List(kinds)
}

// verdictThen is the program's verdict when a person decided, with the outcome of each claim.
func verdictThen(d *report.Decision) string {
	line := d.Verdict
	for _, c := range d.Checks {
		line += "; " + strings.TrimSuffix(c.Claim, ".") + ": " + c.Outcome
	}
	return line
}

// fourEyes says which decisions needed a second person.
func fourEyes(rule string) string {
	return map[string]string{"": unknownFact, "none": "none: one person decides", "approve": "approve: an approval needs a second person", "all": "all: every decision needs a second person"}[rule]
}

// signedBy is a name with the fingerprint of the key that signed: two people can have one name, and one person two.
func signedBy(name, key string) string {
	name = or(name, unknownFact)
	if key == "" {
		return name
	}
	return name + " (key " + key + ")"
}

// decisionLine is the decision, with the verdict then where it was another one than the report's.
func decisionLine(doc *report.Document) string {
	d := doc.Decision
	if d == nil {
		return "none recorded"
	}
	line := d.Outcome + " by " + signedBy(d.Author, d.Key)
	if !d.At.IsZero() {
		line += " on " + moment(d.At)
	}
	if d.Second != "" {
		line += ", seconded by " + signedBy(d.Second, d.SecondKey)
		if !d.SecondAt.IsZero() {
			line += " on " + moment(d.SecondAt)
		}
	}
	if d.Reason != "" {
		line += ": " + d.Reason
	}
	if d.Waiting {
		line += ". It WAITS for a second person and does not count yet"
	}
	if ofAll := doc.Case == nil || doc.Case.OneOf == 0 || doc.OfCase; ofAll && d.Verdict != "" && d.Verdict != doc.Verdict {
		line += ". THE VERDICT THEN WAS ANOTHER ONE: " + d.Verdict
	}
	if d.Stale {
		line += ". STALE: imports, rows or claims changed after it"
	}
	if !d.Signed {
		line += " (names are claimed, not signed)"
	}
	return line
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// date is a day, empty for none.
func date(d aisclient.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}

// moment is a time as reports write it, empty for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02 15:04:05 UTC")
}
