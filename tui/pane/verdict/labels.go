package verdict

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/identity"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// labels name the kinds of claims.
var labels = map[verify.Kind]string{
	verify.KindName: "Name", verify.KindIBAN: "Account", verify.KindIncome: "Monthly income", verify.KindBalance: "Balance at least",
	verify.KindActiveSince: "Active since", verify.KindMaxAge: "Maximum data age", verify.KindWithout: "No sign of", verify.KindNeverBelow: "Never below zero",
	verify.KindPESEL: "PESEL", verify.KindBirthDate: "Born on", verify.KindAddress: "Address", verify.KindEmployer: "Employer", verify.KindObligations: "Pays at most",
}

// labelWidth is the room of the labels.
const labelWidth = 16

// placeholders stand in an empty field that is being edited.
var placeholders = map[verify.Kind]string{
	verify.KindName: "a person or a company", verify.KindIBAN: "an IBAN, or a number", verify.KindIncome: "such as 4000 PLN", verify.KindBalance: "such as 500 EUR",
	verify.KindActiveSince: "YYYY-MM-DD", verify.KindMaxAge: "such as 7 days",
	verify.KindPESEL: "11 digits", verify.KindBirthDate: "YYYY-MM-DD", verify.KindAddress: "street, number, postcode", verify.KindEmployer: "a company",
	verify.KindObligations: "such as 1500 PLN",
}

// abouts say what a claim is compared with.
var abouts = map[verify.Kind]string{
	verify.KindName: "An account belongs to this person or company. Case, accents, titles and the order of the names do not matter; a adds another name.",
	verify.KindIBAN: "This account is the customer's. Spaces do not matter, and Polish numbers need no PL; a adds another account.",
	verify.KindIncome: "The monthly income from payers that go on paying is at least this amount. Own transfers, loans, refunds and money that " +
		"goes back do not count. 4000PLN/6 asks for the mean of six months, 4000PLN salary for some kinds; a adds another currency.",
	verify.KindBalance:     "The accounts in this currency together hold at least this amount now. Cards do not count; a adds another currency.",
	verify.KindActiveSince: "An account existed on this day.",
	verify.KindMaxAge:      "The data is at most this many days old.",
	verify.KindWithout:     "No row shows signs of this, by the provider's labels or the texts of the banks. Arrows choose, space claims.",
	verify.KindNeverBelow:  "No account was below zero at the end of a day; every day's balance must be known.",
	verify.KindPESEL:       "The bank names the customer with this PESEL.",
	verify.KindBirthDate:   "The bank names the customer with this date of birth, or a PESEL that holds it.",
	verify.KindAddress:     "The bank names the customer with this postcode, street and number.",
	verify.KindEmployer:    "This company pays the regular salary; a adds another.",
	verify.KindObligations: "Instalments, rent, maintenance and the like are at most this much a month; a adds another currency.",
}

// typed is a claim as it stands in its field.
func typed(c verify.Claim) string {
	if c.Kind() == verify.KindIBAN {
		return identity.Grouped(c.Text())
	}
	return c.Text()
}

// value is a claim as it stands among the others, masked where it says who or how much.
func (p *drawing) value(c verify.Claim) string {
	w := format.From(p.env)
	switch c := c.(type) {
	case verify.OwnerName:
		return w.Private(text.Clean(c.Name))
	case verify.HasIBAN:
		return w.IBAN(text.Clean(c.IBAN))
	case verify.MonthlyIncome:
		said := w.MoneyIn(c.Least, c.Currency)
		if c.Months > 0 {
			said += ", " + english.Plural(c.Months, "month", "months")
		}
		if c.Kinds != "" {
			said += ", " + c.Kinds
		}
		return said
	case verify.BalanceAtLeast:
		return w.MoneyIn(c.Least, c.Currency)
	case verify.ObligationsAtMost:
		return w.MoneyIn(c.Most, c.Currency)
	case verify.Employer:
		return w.Private(text.Clean(c.Name))
	case verify.PESEL, verify.BornOn, verify.LivesAt:
		return w.Private(text.Clean(c.Text()))
	case verify.DataAge:
		return english.Plural(c.Days, "day", "days")
	}
	return c.Text()
}

// sentence is what a check is about; masked, only of what kind it is.
func (p *drawing) sentence(c *verify.Check) string {
	switch c.Kind {
	case verify.KindName, verify.KindIBAN, verify.KindIncome, verify.KindBalance, verify.KindPESEL, verify.KindBirthDate, verify.KindAddress,
		verify.KindEmployer, verify.KindObligations:
		if p.env.Masked {
			return labels[c.Kind] + " (masked)"
		}
	}
	return format.From(p.env).Sentence(c.Claim)
}

// reason is what the data says about a check.
func (p *drawing) reason(c *verify.Check) string {
	switch {
	case !p.env.Masked, len(c.Gates) == 0 && c.Kind == verify.KindMaxAge:
		return format.From(p.env).Sentence(c.Reason)
	}
	return "the reason is masked"
}

// outcomeOf is the sign, the word and the colour of a check's outcome.
func outcomeOf(t *theme.Theme, c *verify.Check) (sign, said string, role theme.Role) {
	switch {
	case c.Outcome == verify.Refuted:
		return t.Glyphs().No, "refuted", theme.Bad
	case c.Outcome == verify.Confirmed:
		return t.Glyphs().Yes, "confirmed", theme.Good
	}
	return "?", "inconclusive", theme.Warn
}

// headline is the verdict as a sign, a word and a sentence, with what it is without the acts of people where these change it.
func (p *drawing) headline() (sign, said, why string, role theme.Role) {
	sign, said, why, role = HeadlineOf(p.env.Theme, p.found.report)
	if r := p.found.without; r != nil {
		if _, without, _, _ := HeadlineOf(p.env.Theme, r); without != said {
			why += "; without the acts " + without
		}
	}
	return sign, said, why, role
}

// HeadlineOf is a verdict as a sign, a word and a sentence.
func HeadlineOf(t *theme.Theme, r *verify.Report) (sign, said, why string, role theme.Role) {
	pass, fail, open := 0, 0, 0
	for _, c := range r.Checks {
		switch {
		case c.Outcome == verify.Refuted:
			fail++
		case c.Outcome == verify.Confirmed:
			pass++
		default:
			open++
		}
	}
	switch {
	case len(r.Checks) == 0:
		return t.Glyphs().Bullet, "NO CLAIMS", "nothing to compare yet", theme.Dim
	case r.Verdict == verify.Confirmed:
		return t.Glyphs().Yes, "CONFIRMED", "the data agrees with " + every(pass), theme.Good
	case r.Verdict == verify.Refuted:
		why = "the data contradicts " + english.Plural(fail, "claim", "claims")
		if open > 0 {
			why += "; " + english.Plural(open, "other", "others") + " could not be decided"
		}
		return t.Glyphs().No, "REFUTED", why, theme.Bad
	}
	return "?", "INCONCLUSIVE", strconv.Itoa(open) + " of " + english.Plural(len(r.Checks), "claim", "claims") + " could not be decided", theme.Warn
}

func every(n int) string {
	switch n {
	case 1:
		return "the claim"
	case 2:
		return "both claims"
	}
	return "all " + english.Plural(n, "claim", "claims")
}

// dataEffect says what is wrong with the data and how many claims it held back; nothing where it did neither.
func (p *drawing) dataEffect() string {
	r := p.found.report
	why := text.Clean(r.Partial()).String()
	if p.env.Masked && why != "" {
		why = "The data is not complete."
	}
	held, gates := heldBack(r.Checks)
	switch {
	case held > 0:
		return strings.TrimSpace(why + " The data held back " + english.Plural(held, "claim", "claims") + " (" + strings.Join(gates, ", ") + ").")
	case why != "" && len(r.Checks) > 0:
		return why + " No claim here depends on that."
	case why != "":
		return why + " Claims that depend on that will be inconclusive."
	}
	return ""
}

// heldBack counts the checks whose outcome a gate changed, and names these gates in their order.
func heldBack(checks []verify.Check) (n int, gates []string) {
	acted := map[quality.Gate]bool{}
	for i := range checks {
		held := false
		for _, g := range checks[i].Gates {
			if g.Held() {
				held, acted[g.Gate] = true, true
			}
		}
		if held {
			n++
		}
	}
	for _, g := range slices.Sorted(maps.Keys(acted)) {
		gates = append(gates, g.String())
	}
	return n, gates
}

// rowsBehind is the message that shows the rows behind an item; false where there are none.
func (p *Pane) rowsBehind(i item) (pane.OpenRows, bool) {
	switch {
	case i.part == onFinding && i.n < len(p.findings()):
		return findings.Open(&p.findings()[i.n], Tab)
	case i.part != onCheck && i.part != onNotCounted || i.n >= len(p.checks()):
		return pane.OpenRows{}, false
	}
	c := &p.checks()[i.n]
	if i.part == onNotCounted {
		n := &c.NotCounted[i.k]
		return pane.OpenRows{Rows: n.Rows, What: "not counted: " + n.Reason, From: Tab}, len(n.Rows) > 0
	}
	m := pane.OpenRows{Filter: c.Filter, What: strings.ToLower(labels[c.Kind]), Period: c.Period(), From: Tab}
	if strings.HasPrefix(m.Filter, "row:") {
		m.Filter, m.Rows = "", c.Rows
	}
	if c.Kind == verify.KindWithout {
		m.What = "claim: " + strings.TrimSuffix(strings.TrimPrefix(c.Claim, "There is "), ".")
	}
	return m, m.Filter != "" || len(m.Rows) > 0 || !m.Period.IsAll()
}
