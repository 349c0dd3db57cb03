package casework

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/verify"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// ofCase is the verdict on all imports of the case while one of them is open: it is what a decision keeps.
type ofCase struct {
	front  bool          // the pane is seen: before that nothing is read
	at     casefile.Head // the last event of the case that was, or is being, judged
	task   pane.Task[*verify.Report]
	report *verify.Report
	err    error
}

// judge reads the imports of the case and checks its claims on them, once for each state of the case.
func (o *ofCase) judge(p *Pane) tea.Cmd {
	if p.data.OneOf() == 0 || !o.front || o.at == head(p.state()) || p.env.Cases == nil {
		return nil
	}
	o.at, o.report, o.err = head(p.state()), nil, nil
	data, of := p.data, p.env.Cases
	work := func(ctx context.Context) (*verify.Report, error) { return of.Verdict(ctx, data, policy.Policy{}) }
	return o.task.Start(p.env.Context(), work, func(r *verify.Report, err error) tea.Cmd {
		o.report, o.err = r, err
		return nil
	})
}

// said is the verdict on the case in words; empty where nobody checks claims.
func (o *ofCase) said(p *Pane) string {
	words := func(sign, said, why string, _ theme.Role) string { return sign + " " + said + "  " + why }
	switch {
	case p.data.OneOf() == 0 && p.Verdict != nil:
		return words(p.Verdict())
	case p.data.OneOf() == 0 || p.Says == nil:
		return ""
	case o.err != nil:
		return p.env.Theme.Glyphs().Warn + " NOT CHECKED  " + field.Plain(o.err.Error())
	case o.report == nil:
		return p.env.Theme.Glyphs().Dot + " CHECKING  all imports of the case"
	}
	return words(p.Says(o.report)) + ", on all imports of the case"
}
