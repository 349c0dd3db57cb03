package overview

import (
	"strconv"

	"aisdesk/aisclient/insight"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// mostFindings is how many findings the overview shows; analytics has all of them.
const mostFindings = 12

func (p *Pane) findingNote() string {
	if n := len(p.found.all); n > mostFindings {
		return strconv.Itoa(mostFindings) + " of " + strconv.Itoa(n) + ", all in analytics"
	}
	return ""
}

// findings are what stands out most; Enter opens the rows behind one. What Attention says already is left out.
func (p *Pane) findings(lw int) []page.Line {
	var out []page.Line
	shown := 0
	for i := range p.found.all {
		f := &p.found.all[i]
		if f.Topic == insight.Partial || shown == mostFindings {
			continue
		}
		shown++
		var item any
		if m, ok := findings.Open(f, Tab); ok {
			item = m
		}
		out = append(out, findings.Whole(p.env, f, item, lw)...)
	}
	if out == nil {
		said := "nothing stands out"
		switch {
		case !p.data.Ledger.Complete():
			said = "shown once the whole reply is read"
		case !p.found.known:
			said = "counting"
		case p.found.err != nil:
			said = findings.NotFound(p.found.err)
		}
		for _, line := range cell.Wrap(said, lw) {
			out = append(out, page.Text(p.env.Theme.Paint(theme.Dim, line)))
		}
	}
	return out
}
