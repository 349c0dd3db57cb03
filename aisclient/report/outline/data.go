package outline

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/report"
)

// data is how far the data can be relied on.
func data(d *report.Document) Section {
	s := Section{Title: "The data"}
	t := &Table{Caption: "Accounts and cards", Columns: []Column{{"Account", false, 5}, {"Number", false, 3}, {"Bank", false, 4}, {"Owners", false, 5}, {"Balance", true, 4}, {"Rows", true, 1}, {"Days received", false, 6}, {"Counts", false, 5}}}
	for i := range d.Accounts {
		a := &d.Accounts[i]
		balance := unknownFact
		if a.Balance != nil {
			balance = fmt.Sprintf("%s %s", a.Balance, a.Currency)
		}
		counts := "the person's"
		if !a.Theirs {
			counts = "left out: " + or(a.Why, "not the person's")
		}
		t.Rows = append(t.Rows, []string{a.Label, a.Number, a.Bank, or(strings.Join(a.Owners, ", "), unknownFact), balance, fmt.Sprint(a.Rows), covered(a), counts})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	var f Facts
	f = append(f, beside(d, turnovers)...)
	for _, n := range d.NoSum {
		f = append(f, Fact{"In no sum", fmt.Sprintf("%s %s, %s %s", english.Plural(n.Count, "row", "rows"), n.Reason, n.Sum, n.Currency)})
	}
	for i := range d.Accounts {
		if a := &d.Accounts[i]; a.Theirs {
			f = append(f, Fact{"Coverage of " + a.Label, covered(a)})
		}
	}
	for _, l := range d.LeftOut {
		f = append(f, Fact{"Left out", l.Label + ": " + l.Reason})
	}
	for _, g := range d.Gates {
		f = append(f, Fact{"Data quality", g.Sentence})
	}
	if d.Withheld > 0 {
		f = append(f, Fact{"Titles withheld", english.Plural(d.Withheld, "row", "rows") + " that may serve no judgement: " + specials(d)})
	}
	if n := len(d.UnclearTransfers); n > 0 {
		f = append(f, Fact{"Transfers not taken", english.Plural(n, "group of rows pairs", "groups of rows pair") + " as transfers between the accounts in more than one way: none is taken"})
	}
	s.Blocks = append(s.Blocks, f)
	if t := unclear(d); t != nil {
		s.Blocks = append(s.Blocks, t)
	}
	return s
}

// unclear are the rows that pair as transfers in more than one way; nil where the level shows none.
func unclear(d *report.Document) *Table {
	t := &Table{Caption: "Rows that pair as transfers in more than one way, none taken", Columns: []Column{{"Group", true, 2}, {"Day", false, 4}, {"Amount", true, 4}, {"Counterparty", false, 7}, {"Account", false, 6}, {"Row", false, 5}}}
	for i, u := range d.UnclearTransfers {
		for _, r := range slices.Concat(u.Out, u.In) {
			t.Rows = append(t.Rows, []string{fmt.Sprint(i + 1), date(r.Date), fmt.Sprintf("%s %s", r.Amount, r.Currency), r.Party, r.Account, r.ID})
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if most := fileRows; d.Level != report.Full && len(t.Rows) > most {
		t.Rows, t.More = t.Rows[:most], len(t.Rows)-most
	}
	return t
}

// turnovers are the sums of all rows, one a currency.
func turnovers(d *report.Document) (f Facts) {
	for i := range d.Totals {
		f = append(f, Fact{"Turnover in " + string(d.Totals[i].Currency), report.Turnover(&d.Totals[i])})
	}
	return f
}

// specials are the kinds of data that are kept back, with their numbers and the law.
func specials(d *report.Document) string {
	var kinds []string
	for _, k := range d.Special {
		kinds = append(kinds, fmt.Sprintf("%s (%d)", k.Kind, k.Rows))
	}
	line := english.List(kinds)
	if len(d.Special) > 0 {
		line += ". They count in totals and stand in no check or finding (" + d.Special[0].Reason + ")"
	}
	return line
}

// covered says of which days an account's data speaks.
func covered(a *report.Account) string {
	if a.Received.From == 0 {
		return "no days"
	}
	s := fmt.Sprintf("%s to %s, %s", a.Received.From, a.Received.To, english.Plural(max(a.Received.Days()-1, 1), "day", "days"))
	if a.Short {
		s += ", fewer than 90"
	}
	for _, g := range a.Gaps {
		s += fmt.Sprintf(", gap %s to %s", g.From, g.To)
	}
	return s
}

// acts are what people did, and what they decided.
func acts(d *report.Document) Section {
	s := Section{Title: "What people did"}
	if d.Decision != nil {
		f := Facts{{"Decision", decisionLine(d)}, {"It rests on", d.Decision.Head}, {"Rules then", d.Decision.Rules},
			{"Lexicon then", lexicon(d.Decision.Lexicon, d.Decision.LexiconHash)}, {"Verdict then", verdictThen(d.Decision)},
			{"Four eyes then", fourEyes(d.Decision.FourEyes)}}
		s.Blocks = append(s.Blocks, f)
	}
	t := &Table{Caption: "Acts", Columns: []Column{{"No.", true, 1}, {"When (UTC)", false, 4}, {"Who", false, 3}, {"What", false, 7}, {"Why", false, 6}, {"Effect", false, 5}}}
	for _, a := range d.Acts {
		what, who := a.What, a.Author
		what += undone(&a)
		if a.Signed {
			who += " (signed)"
		}
		if a.Elsewhere > 0 {
			what += fmt.Sprintf(" %s of imports that are not in this report.", english.Plural(a.Elsewhere, "row is", "rows are"))
		}
		t.Rows = append(t.Rows, []string{fmt.Sprint(a.Seq), strings.TrimSuffix(moment(a.At), " UTC"), who, what, a.Reason, a.Effect})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	for i := range d.Acts {
		if t := actRows(&d.Acts[i], d.Level); t != nil {
			s.Blocks = append(s.Blocks, t)
		}
	}
	if w := d.WithoutActs; w != nil {
		said := w.Same()
		if all := w.Differences(d); len(all) > 0 {
			said = "Without the acts: " + strings.Join(all, "; ") + "."
		}
		s.Blocks = append(s.Blocks, Paragraph(said), withoutTable(w))
	}
	if len(s.Blocks) == 0 {
		s.Blocks = append(s.Blocks, Paragraph("No person has changed, noted or decided anything: what stands here is the program's alone."))
	}
	return s
}

// undone says by which act one was undone; empty for one that counts.
func undone(a *report.Act) string {
	switch {
	case a.UndoneBy > 0:
		return fmt.Sprintf(" (undone by act %d)", a.UndoneBy)
	case a.Undone: // older reports do not say by which
		return " (undone)"
	}
	return ""
}

// actRows are the rows that an act is about, with what they were before it and are after it; nil where it is about none.
func actRows(a *report.Act, level report.Level) *Table {
	t := evidence(fmt.Sprintf("Rows of act %d", a.Seq)+undone(a), a.Rows, len(a.Rows), level)
	if t == nil {
		return nil
	}
	t.Most = 0
	t.Columns[4] = Column{"Was, and is", false, 7}
	for i := range t.Rows {
		r := &a.Rows[i]
		switch cat := kind(r.Category); a.Kind {
		case "exclude":
			t.Rows[i][4] = cat + ", now left out"
		case "include":
			t.Rows[i][4] = "left out, now " + cat
		default:
			t.Rows[i][4] = or(kind(r.Was), "nothing known") + ", now " + cat
		}
		t.Rows[i][6] = r.ID
	}
	t.Columns[6] = Column{"Row", false, 4}
	return t
}

// withoutTable are the checks that change without the acts of people.
func withoutTable(w *report.WithoutActs) *Table {
	t := &Table{Caption: "Checks without the acts", Columns: []Column{{"Claim", false, 8}, {"Outcome without", false, 3}, {"Figure without", true, 4}}}
	for _, c := range w.Checks {
		t.Rows = append(t.Rows, []string{c.Claim, c.Outcome, c.Figure()})
	}
	return t
}

// sources are the imports with their checksums, the consent, and the versions.
func sources(d *report.Document) Section {
	s := Section{Title: "Where it comes from"}
	for _, i := range d.Imports {
		s.Blocks = append(s.Blocks, Facts{{"Import", or(i.ID, i.File)}, {"Bank", or(i.Bank, unknownFact)}, {"Command of the provider", or(i.CommandID, unknownFact)},
			{"State of the command", i.State}, {"Customer id", i.Owner}, {"SHA-256 of the reply", or(i.SHA256, unknownFact)}, {"Saved", or(moment(i.Saved), unknownFact)},
			{"Answered by the provider", moment(i.Answered)}, {"Expires", or(moment(i.Expires), unknownFact)}, {"Saved by", i.Program}})
	}
	t := &Table{Caption: "Consent, as far as it is known", Columns: []Column{{"Bank", false, 4}, {"Data fetched", false, 4}, {"Scope", false, 3}, {"Access mode", false, 3}, {"Page language", false, 3}}}
	for _, c := range d.Consents {
		t.Rows = append(t.Rows, []string{or(c.Bank, unknownFact), or(moment(c.At), unknownFact), or(c.Scope, unknownFact), or(c.AccessMode, unknownFact), or(c.Language, unknownFact)})
	}
	if len(t.Rows) > 0 {
		s.Blocks = append(s.Blocks, t)
	}
	f := Facts{{"Rules", d.Rules + "; lexicon " + lexicon(d.Lexicon.Version, d.Lexicon.Hash)}, {"Own lexicon entries", strings.Join(d.Lexicon.User, ", ")}, {"Policy", policyOf(d)},
		{"Program", or(d.Program, unknownFact)}, {"Head of the chain of events", d.Head}}
	s.Blocks = append(s.Blocks, f)
	return s
}

// lexicon is the version of a lexicon with its hash, where that is known.
func lexicon(version, hash string) string {
	if hash == "" {
		return version
	}
	return version + " (" + hash + ")"
}

// policyOf names the policy with what tells it from others of the name.
func policyOf(d *report.Document) string {
	if d.PolicyTeam > 0 {
		return fmt.Sprintf("%s, team's version %d %s", d.Policy, d.PolicyTeam, d.PolicyHash)
	}
	return strings.TrimSpace(d.Policy + " " + d.PolicyHash)
}

// review says how to ask for a person's review, and what is not known.
func review(d *report.Document) Section {
	s := Section{Title: "Asking for a person's review", Blocks: []Block{Paragraph(d.Review)}}
	if len(d.Unknown) > 0 {
		l := List{}
		for _, u := range d.Unknown {
			l = append(l, "Not known: "+u+".")
		}
		s.Blocks = append(s.Blocks, l)
	}
	return s
}
