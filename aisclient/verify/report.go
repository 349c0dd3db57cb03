package verify

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
)

// Report is a verification written down.
type Report struct {
	Made    aisclient.Date    `json:"made"`
	AsOf    aisclient.Date    `json:"dataAsOf,omitzero"` // the day the data is from
	Banks   []string          `json:"banks"`
	Owners  []string          `json:"owners"`
	Rows    int               `json:"rows"`
	Totals  []ledger.Totals   `json:"totals"`
	Partial string            `json:"partial,omitempty"` // why the data is not complete
	Checks  []Check           `json:"checks"`
	Verdict Verdict           `json:"verdict"`
	Notable []insight.Finding `json:"notable"` // findings of level note and warn; nil while not looked for
}

// ErrNoData says that there is nothing to verify against.
var ErrNoData = errors.New("there is no import to verify against")

// Run checks claims against a ledger. now is the day of checking; the data's own day is the provider's clock in
// the reply, or the newest row. An error means that nothing was checked.
func Run(ctx context.Context, l *ledger.Ledger, claims []Claim, now aisclient.Date) (*Report, error) {
	k, err := NewChecker(ctx, l, now)
	if err != nil {
		return nil, err
	}
	if _, err := k.Notable(ctx); err != nil {
		return nil, err
	}
	return k.Check(ctx, claims)
}

// newData looks at every row once, for the days.
func newData(l *ledger.Ledger, now aisclient.Date) *data {
	d := &data{l: l, now: now, asOf: insight.DataDay(l, now), partial: partialReason(l)}
	for row := range int32(l.Len()) {
		on := l.Date(row)
		if on == 0 {
			continue
		}
		d.newest = max(d.newest, on)
		if d.oldest == 0 || on < d.oldest {
			d.oldest = on
		}
	}
	return d
}

// partialReason says why rows could be missing, or nothing.
func partialReason(l *ledger.Ledger) string {
	if !l.Complete() {
		if l.Err() != nil {
			return "the reply could not be read to its end (" + l.Err().Error() + ")"
		}
		return "the reply is still being read"
	}
	var cut []string
	for i := range l.Sources() {
		if s := &l.Sources()[i]; s.Partial {
			cut = append(cut, s.Label().String())
		}
	}
	if len(cut) > 0 {
		return "the provider cut the history of " + strings.Join(cut, ", ") + " short"
	}
	return ""
}

func banks(l *ledger.Ledger) []string {
	names := []string{}
	seen := map[string]bool{}
	for i := range l.Sources() {
		if n := l.Sources()[i].TargetName.String(); n != "" && !seen[n] {
			seen[n] = true
			names = append(names, n)
		}
	}
	return names
}

// Text writes the report for a terminal or an e-mail.
func (r *Report) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Verification of %s\n\nVerdict: %s\n", r.Made, r.Verdict)
	r.about(&b, "")
	if len(r.Checks) > 0 {
		b.WriteString("\nChecks\n")
	}
	for _, c := range r.Checks {
		fmt.Fprintf(&b, "  [%s] %s\n        %s\n", mark(c), c.Claim, c.Reason)
	}
	if len(r.Notable) > 0 {
		b.WriteString("\nWorth a look\n")
	}
	for _, f := range r.Notable {
		fmt.Fprintf(&b, "  %-4s  %s\n", f.Level, f.Sentence)
	}
	return b.String()
}

func (r *Report) about(b *strings.Builder, bullet string) {
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s%s: %s\n", bullet, name, value)
		}
	}
	line("Data of", r.AsOf.String())
	line("Banks", strings.Join(r.Banks, ", "))
	line("Owners", strings.Join(r.Owners, ", "))
	for _, t := range r.Totals {
		if t.Overflow {
			line("Rows in "+string(t.Currency), fmt.Sprintf("%d, too large to add up", t.Count))
			continue
		}
		line("Rows in "+string(t.Currency), fmt.Sprintf("%d, in %s, out %s, net %s", t.Count, t.In, t.Out, t.Net))
	}
	if r.Partial != "" {
		line("Not complete", r.Partial)
	}
}

func mark(c Check) string {
	if c.Outcome == Pass && c.Partial {
		return "pass on partial data"
	}
	return string(c.Outcome)
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
	for _, c := range r.Checks {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", escape(c.Claim), mark(c), escape(c.Reason))
	}
	if len(r.Notable) > 0 {
		b.WriteString("\n## Worth a look\n\n")
	}
	for _, f := range r.Notable {
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
