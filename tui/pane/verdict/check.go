package verdict

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
)

// limit is how long a verdict may take; a million rows take about two seconds.
const limit = time.Minute

// verified is a verdict with the claims and the rows that it is about, and what can check others.
type verified struct {
	claims  []verify.Claim
	ledger  *ledger.Ledger
	checker *verify.Checker
	report  *verify.Report
	// notable are the findings of the report as a person reads them: see insight.Distinct.
	notable []insight.Finding
	// plain checks the rows without the acts of people, and without is its verdict; nil where acts change no figure.
	plain   *verify.Checker
	without *verify.Report
}

// verify works the verdict out off the UI loop; the one before stays until it is there. Without claims it
// waits until the pane is looked at.
func (p *state) verify() tea.Cmd {
	if !p.shown && len(p.claims.List()) == 0 || !p.stale || p.data.Ledger == nil || p.unread() {
		return nil
	}
	p.stale = false
	p.checking = p.data.Ledger.Len()
	name := p.policyOf(p.claims.List())
	v, now, moment, cache := verified{claims: p.claims.List(), ledger: p.data.Ledger}, p.today(), p.env.Now(), p.data.Insights(p.env.Now())
	plain := p.data.InsightsWithout(moment)
	if p.found.ledger == v.ledger && p.found.report != nil && p.found.report.Made == now {
		v.checker, v.plain = p.found.checker, p.found.plain
	}
	return p.check.Start(p.env.Context(), func(ctx context.Context) (_ verified, err error) {
		if v.checker == nil {
			if v.checker, err = verify.NewChecker(ctx, cache, now); err == nil {
				v.checker.At(moment)
			}
		}
		if err == nil {
			v.report, err = v.checker.Check(ctx, v.claims)
		}
		if err == nil {
			v.report.Policy = name
		}
		if err == nil && plain != nil {
			err = v.compare(ctx, plain, now, moment)
		}
		return v, err
	}, p.verified)
}

// policyOf is the name of the policy that was applied, as long as all of its claims are among some.
func (p *state) policyOf(claims []verify.Claim) string {
	for _, x := range p.env.Policies {
		if x.Name == p.policy && !slices.ContainsFunc(x.Claims, func(c verify.Claim) bool { return !slices.Contains(claims, c) }) {
			return x.Name
		}
	}
	return ""
}

// compare reaches the verdict without the acts of people.
func (v *verified) compare(ctx context.Context, plain *insight.Cache, now aisclient.Date, moment time.Time) (err error) {
	if v.plain == nil {
		if v.plain, err = verify.NewChecker(ctx, plain, now); err != nil {
			return err
		}
		v.plain.At(moment)
	}
	v.without, err = v.plain.Check(ctx, v.claims)
	return err
}

// verified puts a verdict on the screen. What is worth a look follows: it takes longer than the claims, and depends on
// none.
func (p *state) verified(m verified, err error) tea.Cmd {
	if p.err = err; err != nil {
		return nil
	}
	p.found = m
	p.found.notable = insight.Distinct(m.report.Notable)
	if m.report.Notable != nil || p.looking == m.checker || reading(m.ledger) {
		return nil
	}
	p.looking = m.checker
	return p.look.Start(ledger.Background(p.env.Context()), m.checker.Notable, func(notable []insight.Finding, err error) tea.Cmd {
		p.looked(m.checker, notable, err)
		return nil
	})
}

// reading reports whether more rows are on their way.
func reading(l *ledger.Ledger) bool { return !l.Complete() && l.Err() == nil }

// looked puts what is worth a look under the verdict.
func (p *state) looked(checker *verify.Checker, notable []insight.Finding, err error) {
	if p.looking == checker {
		p.looking = nil
	}
	switch {
	case checker != p.found.checker || p.found.report == nil:
	case err != nil:
		p.err = err
	case p.found.report.Notable == nil:
		r := *p.found.report
		r.Notable = notable
		p.found.report, p.found.notable = &r, insight.Distinct(notable)
	}
}

// outcome is the check of a claim in the verdict on the screen, nil if it has none yet.
func (p *state) outcome(c verify.Claim) *verify.Check {
	if i := slices.Index(p.found.claims, c); i >= 0 && i < len(p.checks()) {
		return &p.checks()[i]
	}
	return nil
}
