package verify

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
)

// Text writes the report for a terminal or an e-mail.
func (r *Report) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Verification of %s\n\nVerdict: %s\n", r.Made, r.Verdict)
	r.about(&b, "")
	if len(r.Checks) > 0 {
		b.WriteString("\nChecks\n")
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		fmt.Fprintf(&b, "  [%s] %s\n        %s\n", c.Outcome, c.Claim, c.Reason)
		for _, l := range c.details() {
			fmt.Fprintf(&b, "        %s\n", l)
		}
	}
	if len(r.Notable) > 0 {
		b.WriteString("\nWorth a look\n")
	}
	for _, f := range insight.Distinct(r.Notable) {
		fmt.Fprintf(&b, "  %-4s  %s\n", f.Level, f.Sentence)
	}
	return b.String()
}

// about is the head of the report: what it rests on.
func (r *Report) about(b *strings.Builder, bullet string) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s%s: %s\n", bullet, name, value)
		}
	}
	line("Policy", r.Policy)
	line("Data of", r.AsOf.String())
	line("Banks", strings.Join(r.Banks, ", "))
	line("Account owners", strings.Join(r.Owners, ", "))
	line("Person verified", strings.Join(r.Person, ", "))
	for _, t := range r.Totals {
		if t.Overflow {
			line("Turnover in "+string(t.Currency), english.Plural(t.Count, "transaction", "transactions")+", too large to add up")
			continue
		}
		line("Turnover in "+string(t.Currency), fmt.Sprintf("%s, %s in, %s out, net %s", english.Plural(t.Booked, "transaction", "transactions"), t.In, t.Out.Abs(), t.Net))
	}
	for _, n := range r.NoSum {
		line("In no sum", noSum(n))
	}
	for i := range r.Quality {
		if a := &r.Quality[i]; a.Theirs {
			line("Coverage of "+a.Label, a.covered())
		}
	}
	for _, l := range r.Left {
		line("Left out", fmt.Sprintf("%s: %s", l.Label, l.Reason))
	}
	for _, h := range r.Gates {
		line("Data quality", h.Sentence)
	}
	if r.Withheld > 0 {
		line("Titles withheld", english.Plural(r.Withheld, "row", "rows")+" on health, donations and benefits, which serve no check")
	}
	line("Rules", fmt.Sprintf("%s; lexicon %s (%s)", r.Rules, r.Lexicon.Version, r.Lexicon.Hash))
	if len(r.Lexicon.User) > 0 {
		line("Own lexicon entries", strings.Join(r.Lexicon.User, ", "))
	}
}

// noSum says which rows are in no sum, and what they come to.
func noSum(n insight.NoSum) string {
	said := english.Plural(len(n.Rows), "row", "rows") + " " + n.Reason
	if n.Sum != 0 {
		said += fmt.Sprintf(", %s %s", n.Sum, n.Currency)
	}
	return said
}

// details are the lines under a check's reason: its first rows, what was not counted, what to ask.
func (c *Check) details() []string {
	lines := rowLines(c.Evidence, len(c.Rows))
	for _, n := range c.NotCounted {
		lines = append(lines, n.line())
		for _, l := range rowLines(n.Evidence, len(n.Rows)) {
			lines = append(lines, "  "+l)
		}
	}
	for _, a := range c.Ask {
		lines = append(lines, "Next: "+a)
	}
	return lines
}

// line is a sum that does not count, or counts as possible alone.
func (n *NotCounted) line() string {
	sum := fmt.Sprintf("%s %s", cents(n.Sum), n.Currency)
	if reason, ok := strings.CutPrefix(n.Reason, PossibleOnly); ok {
		return fmt.Sprintf("Possible, not proven: %s a month (%s)", sum, reason)
	}
	return fmt.Sprintf("Not counted: %s (%s)", sum, n.Reason)
}

// rowLines prints the first rows of so many.
func rowLines(rows []Row, of int) []string {
	var lines []string
	for _, r := range rows {
		lines = append(lines, r.line())
	}
	if more := of - len(rows); more > 0 && len(rows) > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return lines
}

func (r *Row) line() string {
	parts := []string{fmt.Sprintf("%s %s %s", r.Date, r.Amount, r.Currency)}
	for _, p := range []string{r.Party, r.Title} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	s := strings.Join(parts, ", ")
	if r.Category != "" {
		s += " [" + r.Category + "]"
	}
	if r.State != "" {
		s += " (" + r.State + ")"
	}
	return s
}

// Markdown writes the report for a ticket or a wiki. Texts from outside are escaped.
func (r *Report) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# Verification of %s: %s\n\n", r.Made, r.Verdict)
	var about strings.Builder
	r.about(&about, "- ")
	b.WriteString(escapeLines(about.String()))
	if len(r.Checks) > 0 {
		b.WriteString("\n| check | outcome | what the data says |\n|---|---|---|\n")
	}
	for i := range r.Checks {
		c := &r.Checks[i]
		fmt.Fprintf(&b, "| %s | %s | %s |\n", escape(c.Claim), c.Outcome, escape(c.Reason))
	}
	for i := range r.Checks {
		if lines := r.Checks[i].details(); len(lines) > 0 {
			fmt.Fprintf(&b, "\n### %s\n\n", escape(r.Checks[i].Claim))
			for _, l := range lines {
				fmt.Fprintf(&b, "- %s\n", escape(strings.TrimSpace(l)))
			}
		}
	}
	if len(r.Notable) > 0 {
		b.WriteString("\n## Worth a look\n\n")
	}
	for _, f := range insight.Distinct(r.Notable) {
		fmt.Fprintf(&b, "- **%s** %s\n", f.Level, escape(f.Sentence))
	}
	return b.String()
}

var escaper = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "|", `\|`, "#", `\#`, "!", `\!`)

func escape(s string) string { return escaper.Replace(s) }

// escapeLines escapes what follows each line's bullet.
func escapeLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if rest, ok := strings.CutPrefix(l, "- "); ok {
			lines[i] = "- " + escape(rest)
		}
	}
	return strings.Join(lines, "\n")
}
