package overview

import (
	"cmp"
	"slices"
	"strconv"

	"aisdesk/aisclient/insight"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// fewestFindings is how many risks, and how many plain findings, the overview shows on a screen of usual height; analytics has all of them.
const fewestFindings = 12

// most is how many are shown: a high screen has room for more.
func (p listing) most() int { return max(fewestFindings, p.h/2) }

// listing draws what stands out.
type listing struct{ *state }

// risks are the findings that ask for a look, the heaviest first. What Attention says already is left out.
func (p listing) risks() []*insight.Finding {
	out := p.pick(func(f *insight.Finding) bool { return f.Level > insight.Info })
	slices.SortStableFunc(out, func(a, b *insight.Finding) int { return cmp.Compare(b.Level, a.Level) })
	return out
}

// pick picks findings.
func (p listing) pick(ok func(*insight.Finding) bool) (out []*insight.Finding) {
	for i := range p.found.all {
		if f := &p.found.all[i]; f.Topic != insight.Partial && ok(f) {
			out = append(out, f)
		}
	}
	return out
}

func (p listing) riskNote() string { return p.noteOf(len(p.risks())) }

func (p listing) findingNote() string { return p.noteOf(len(p.facing())) }

// facing are the findings that are plain facts.
func (p listing) facing() []*insight.Finding {
	return p.pick(func(f *insight.Finding) bool { return f.Level == insight.Info })
}

// noteOf says of how many findings only some are shown.
func (p listing) noteOf(n int) string {
	if n > p.most() {
		return strconv.Itoa(p.most()) + " of " + strconv.Itoa(n) + ", all in analytics"
	}
	return ""
}

// riskLines are the risks; enter opens the rows behind one.
func (p listing) riskLines(lw int) []page.Line {
	if said := p.unknown(); said != "" {
		return p.dim(said, lw)
	}
	return p.lines(p.risks(), lw)
}

// findings are plain facts; enter opens the rows behind one. While nothing is known yet, the risks say so.
func (p listing) findings(lw int) []page.Line {
	if p.unknown() != "" {
		return nil
	}
	return p.lines(p.facing(), lw)
}

func (p listing) lines(of []*insight.Finding, lw int) []page.Line {
	if len(of) == 0 {
		return p.dim("nothing stands out", lw)
	}
	var out []page.Line
	for _, f := range of[:min(len(of), p.most())] {
		var item any
		if m, ok := findings.Open(f, Tab); ok {
			item = m
		}
		out = append(out, findings.Whole(p.env, f, item, lw)...)
	}
	return out
}

// unknown says why no findings are known; empty once they are.
func (p listing) unknown() string {
	switch {
	case !p.data.Ledger.Complete():
		return "shown once the whole reply is read"
	case p.found.err != nil:
		return findings.NotFound(p.found.err)
	case !p.found.known:
		return "counting"
	}
	return ""
}

func (p listing) dim(s string, lw int) []page.Line {
	var out []page.Line
	for _, line := range cell.Wrap(s, lw) {
		out = append(out, page.Text(p.env.Theme.Paint(theme.Dim, line)))
	}
	return out
}
