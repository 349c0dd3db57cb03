package overview

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// Verdict is what the claims of an import come to so far, as a sign, a word and a sentence.
type Verdict struct {
	Sign, Said, Why string
	Role            theme.Role
}

// summary draws the whole import in a few lines.
type summary struct{ *state }

// lines are who, what the claims come to, how good the data is, what asks for a look,
// what comes in and what is there.
func (p *summary) lines(lw int) []page.Line {
	out := slices.Concat(p.personLine(lw), p.verdictLine(lw), p.aloneLine(lw), p.decisionLine(lw))
	if !p.found.known || p.found.err != nil {
		return append(out, p.fact("Data", p.notYet(), theme.Dim, lw)...)
	}
	out = append(out, p.qualityLine(lw)...)
	out = append(out, p.risksLine(lw)...)
	out = append(out, p.incomeLine(lw)...)
	return append(out, p.balanceLine(lw)...)
}

// factWidth is the room for the name of a fact.
const factWidth = 8

// fact is a name with its value, wrapped under itself.
func (p *summary) fact(name, value string, role theme.Role, lw int) []page.Line {
	return page.Pairs(p.env.Theme, lw, factWidth, []page.Pair{{Name: name, Value: value, Role: role}})
}

// notYet says why the figures are not there.
func (p *summary) notYet() string {
	switch {
	case !p.data.Ledger.Complete():
		return "figures follow once the whole reply is read"
	case p.found.err != nil:
		return "the figures are not available"
	}
	return "working the figures out"
}

// personLine names the owners of the accounts before their co-owners.
func (p *summary) personLine(lw int) []page.Line {
	w := format.From(p.env)
	var names []string
	if imp := p.data.Ledger.Import(); imp != nil {
		for i := range imp.Targets {
			if ledger.OfStrangers(p.data.Ledger, i) {
				continue
			}
			if a := p.found.analysis; a != nil && (a.ProvesNothing() || !a.LoginCounts(i)) { // whom only a file names
				continue
			}
			for _, o := range aisclient.OwnersFirst(imp.Targets[i].Owners) {
				said := w.Private(o.Name)
				if kind := o.Kind.Words(); kind != "" && kind != "owner" {
					said += " (" + kind + ")"
				}
				if !slices.Contains(names, said) {
					names = append(names, said)
				}
			}
		}
	}
	if a := p.found.analysis; len(names) == 0 && a != nil && a.ProvesNothing() {
		return p.fact("Person", "nothing here proves who it is", theme.Warn, lw)
	}
	if len(names) == 0 && slices.ContainsFunc(p.data.Ledger.Sources(), func(s ledger.SourceInfo) bool { return s.Stranger }) {
		return p.fact("Person", "no account is of a person of the case", theme.Warn, lw)
	}
	if len(names) == 0 {
		return p.fact("Person", "the bank named no owner", theme.Warn, lw)
	}
	return p.fact("Person", strings.Join(names, ", "), theme.Strong, lw)
}

// verdictLine is what the claims come to so far.
func (p *summary) verdictLine(lw int) []page.Line {
	v := p.verdict()
	if v.Said == "" {
		return nil
	}
	t := p.env.Theme
	head := v.Sign + " " + v.Said
	if cell.Width(head)+2+cell.Width(v.Why) <= lw-factWidth-1 {
		return []page.Line{page.Text(t.Paint(theme.Dim, cell.Fit("Verdict", factWidth, cell.Left, "")) + " " + t.Paint(v.Role, head) + "  " + t.Paint(theme.Plain, v.Why))}
	}
	return append(p.fact("Verdict", head, v.Role, lw), p.fact("", v.Why, theme.Plain, lw)...)
}

// aloneLine says that all on the page is of one import of several of its case; nothing where there is no other.
func (p *summary) aloneLine(lw int) []page.Line {
	n := p.data.OneOf()
	if n == 0 {
		return nil
	}
	return p.fact("Case", fmt.Sprintf("one of the %d imports of the case: in the Case tab o opens the case as one", n), theme.Warn, lw)
}

// decisionLine is what a person decided on the case, and whether it counts and rests on what is there now.
func (p *summary) decisionLine(lw int) []page.Line {
	said, counts := p.data.Acts.Decision()
	if said == "" {
		return nil
	}
	role := theme.Plain
	if !counts {
		role = theme.Warn
	}
	return p.fact("Decided", said, role, lw)
}

func (p *state) verdict() Verdict {
	if p.Verdict == nil {
		return Verdict{}
	}
	return p.Verdict()
}

// qualityLine says whether faults of the data may hold claims back.
func (p *summary) qualityLine(lw int) []page.Line {
	g := p.env.Theme.Glyphs()
	if note := (dataQuality{p.env, p.data.Ledger, p.found}).note(); note != "" {
		return p.fact("Quality", g.Warn+" "+note, theme.Warn, lw)
	}
	if n := len(p.found.faults); n > 0 {
		return p.fact("Quality", g.Bullet+" "+english.Plural(n, "remark", "remarks")+", none holds a claim back", theme.Plain, lw)
	}
	return p.fact("Quality", g.Yes+" nothing to note", theme.Good, lw)
}

// risksLine counts what asks for a look, and names it.
func (p *summary) risksLine(lw int) []page.Line {
	risks := listing{p.state}.risks()
	g := p.env.Theme.Glyphs()
	if len(risks) == 0 {
		return p.fact("Risks", g.Yes+" nothing stands out", theme.Good, lw)
	}
	sign, role := g.Bullet, theme.Accent
	if risks[0].Level == insight.Warn {
		sign, role = g.Warn, theme.Warn
	}
	var names []string
	for _, f := range risks {
		if !slices.Contains(names, string(f.Topic)) {
			names = append(names, string(f.Topic))
		}
	}
	return p.fact("Risks", sign+" "+strings.Join(names, ", "), role, lw)
}

// incomeLine is the income a month in each currency that has one.
func (p *summary) incomeLine(lw int) []page.Line {
	w := format.From(p.env)
	var out []page.Line
	for _, x := range p.found.income {
		said, role := x.words(w)
		if without, changed := p.found.without.of(&x); changed {
			was, _ := without.words(w)
			said += ", without the acts " + was
		} else if x.proven == 0 && x.upper == 0 {
			continue
		}
		name := "Income"
		if len(out) > 0 {
			name = ""
		}
		out = append(out, p.fact(name, said, role, lw)...)
	}
	if out == nil {
		return p.fact("Income", "no payer proves an income", theme.Dim, lw)
	}
	if a := p.found.analysis; a != nil {
		if basis := a.JointBasis(""); basis != "" {
			out = append(out, p.fact("", basis, theme.Dim, lw)...)
		}
	}
	return out
}

// words say what comes in a month.
func (x *income) words(w format.Writer) (string, theme.Role) {
	switch {
	case x.proven == 0 && x.upper == 0:
		return "none proven", theme.Dim
	case x.proven == 0:
		return "up to " + w.MoneyIn(ledger.Cents(x.upper), x.currency) + " a month possible, none proven", theme.Plain
	}
	return w.MoneyIn(ledger.Cents(x.proven), x.currency) + " a month proven", theme.In
}

// balanceLine is the balance of the account that is drawn.
func (p *summary) balanceLine(lw int) []page.Line {
	b := &p.found.balance
	if len(b.points) == 0 {
		return nil
	}
	s := &p.data.Ledger.Sources()[b.source]
	last := aisclient.Amount(b.points[len(b.points)-1].Value)
	said := format.From(p.env).MoneyIn(last, s.Currency)
	if more := p.accounts() - 1; more > 0 { // whose it is, and that it is not all
		said += fmt.Sprintf(", %s and %d more", format.From(p.env).Source(s), more)
	}
	return p.fact("Balance", said, format.Role(last), lw)
}

// accounts is how many accounts there are, without cards.
func (p *summary) accounts() (n int) {
	for i := range p.data.Ledger.Sources() {
		if s := &p.data.Ledger.Sources()[i]; !s.IsCard() && !s.Stranger {
			n++
		}
	}
	return n
}
