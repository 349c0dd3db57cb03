package overview

import (
	"fmt"
	"slices"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/insight"
	"aisdesk/aisclient/insight/party"
	"aisdesk/aisclient/insight/quality"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// fault is one thing that is wrong with the data, or worth knowing about it.
type fault struct {
	topic    string
	sentence string
	rows     []int32
	acts     bool // it may hold claims back
}

// dataFaults are all of an import: what acts on claims before what is only to be known.
func dataFaults(a *insight.Analysis) []fault {
	var acting, noted []fault
	for _, h := range a.Quality.Gates {
		f := fault{topic: h.Gate.String(), sentence: h.Sentence, rows: h.Rows, acts: h.Gate != quality.EmptyAccount}
		if f.acts {
			acting = append(acting, f)
		} else {
			noted = append(noted, f)
		}
		if h.Gate == quality.ChainBreak && len(h.Sources) == 1 {
			acting = append(acting, furtherBreaks(&a.Quality.Accounts[h.Sources[0]])...)
		}
	}
	for _, what := range a.Quality.Unread[min(1, len(a.Quality.Unread)):] { // the gate names the first
		acting = append(acting, fault{topic: quality.NotWhole.String(), sentence: "A part of the reply could not be read (" + what + ").", acts: true})
	}
	noted = append(noted, repeated(a)...)
	for i := range a.Quality.Accounts {
		if _, again := a.Parties.Repeats(i); again {
			continue
		}
		noted = append(noted, statuses(&a.Quality.Accounts[i])...)
	}
	return append(acting, noted...)
}

// mostBreaks is how many days whose balances do not follow are listed an account.
const mostBreaks = 5

// furtherBreaks are the days after the first whose balances do not follow.
func furtherBreaks(a *quality.Account) []fault {
	var out []fault
	for i, b := range a.Breaks {
		switch {
		case i == 0:
		case i == mostBreaks:
			more := fault{topic: quality.ChainBreak.String(), sentence: fmt.Sprintf("%s: %s more.", a.Label, english.Plural(len(a.Breaks)-i, "day", "days")), acts: true}
			for _, b := range a.Breaks[i:] {
				more.rows = append(more.rows, b.Rows...)
			}
			return append(out, more)
		default:
			out = append(out, fault{topic: quality.ChainBreak.String(), sentence: fmt.Sprintf("%s: %s by %s %s.", a.Label, b.Day, b.Size, a.Currency), rows: b.Rows, acts: true})
		}
	}
	return out
}

// repeated are accounts and rows that the reply holds twice.
func repeated(a *insight.Analysis) []fault {
	var out []fault
	for i := range a.Quality.Accounts {
		if of, again := a.Parties.Repeats(i); again {
			out = append(out, fault{topic: "account twice", sentence: fmt.Sprintf("%s is the same account as %s: it counts once.", a.Quality.Accounts[i].Label, a.Quality.Accounts[of].Label)})
			continue // all of its rows stand twice
		}
		s := &a.Ledger.Sources()[i]
		var copies []int32
		for row := s.First; row < s.Last; row++ {
			if _, sure := a.Parties.Copy(row); sure == party.CertainCopy {
				copies = append(copies, row)
			}
		}
		if n := len(copies); n > 0 {
			out = append(out, fault{topic: "duplicates", rows: copies,
				sentence: fmt.Sprintf("%s of %s %s twice: the second counts nowhere.", english.Plural(n, "row", "rows"), a.Quality.Accounts[i].Label, verb(n, "stands", "stand"))})
		}
	}
	return out
}

// statuses are rows of an account that are in no sum, or prove nothing.
func statuses(a *quality.Account) []fault {
	var out []fault
	for _, s := range []struct {
		topic, one, many string
		rows             []int32
	}{
		{"pending", "row of %s is pending: in no proven sum.", "rows of %s are pending: in no proven sum.", a.Pending},
		{"void", "row of %s was cancelled or rejected: it counts nowhere.", "rows of %s were cancelled or rejected: they count nowhere.", a.Void},
		{"future", "row of %s is dated in the future: it counts nowhere.", "rows of %s are dated in the future: they count nowhere.", a.Future},
	} {
		if n := len(s.rows); n > 0 {
			out = append(out, fault{topic: s.topic, rows: s.rows, sentence: fmt.Sprintf(fmt.Sprint(n)+" "+verb(n, s.one, s.many), a.Label)})
		}
	}
	return out
}

func verb(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// dataQuality draws the section.
type dataQuality struct {
	env *pane.Env
	of  *ledger.Ledger
	found
}

// lines are how far the data can be relied on: the days that each account covers, and every fault with its rows.
func (p dataQuality) lines(lw int) []page.Line {
	t := p.env.Theme
	a := p.found.analysis
	if a == nil {
		said := "counting"
		switch {
		case !p.of.Complete():
			said = "shown once the whole reply is read"
		case p.found.err != nil:
			said = "not known: " + p.found.err.Error()
		}
		return []page.Line{page.Text(t.Paint(theme.Dim, said))}
	}
	var out []page.Line
	for i := range a.Quality.Accounts {
		if q := &a.Quality.Accounts[i]; q.Rows > 0 || q.Current && !q.Empty {
			out = append(out, p.coverage(q, i))
		}
	}
	n := len(out)
	for i := range p.found.faults {
		out = append(out, p.fault(&p.found.faults[i], lw)...)
	}
	if len(out) == n {
		out = append(out, page.Text("  "+t.Paint(theme.Good, t.Glyphs().Yes)+"  nothing to note"))
	}
	return out
}

// coverage is the line of an account with the days that its data speaks of: they end on the data's day.
func (p dataQuality) coverage(a *quality.Account, source int) page.Line {
	t, s := p.env.Theme, &p.of.Sources()[source]
	days, role, length, sign := "no days", theme.Plain, "", " "
	if a.Covers.From != 0 {
		days, length = "since "+a.Covers.From.String(), english.Plural(max(a.Covers.Days()-1, 1), "day", "days")
	}
	if a.Short {
		role, sign = theme.Warn, t.Glyphs().Warn
	}
	return page.Indented(page.Row(t, nil, page.Piece{Text: sign, Role: role, W: 1}, page.Piece{Text: format.From(p.env).Source(s)},
		page.Piece{Text: days, Role: role, W: 16, Drop: 36}, page.Piece{Text: length, Role: role, W: 9, Align: cell.Right}))
}

// fault draws one on as many lines as its sentence takes; enter opens its rows.
func (p dataQuality) fault(f *fault, lw int) []page.Line {
	t := p.env.Theme
	sign, role := t.Glyphs().Bullet, theme.Accent
	if f.acts {
		sign, role = t.Glyphs().Warn, theme.Warn
	}
	said := format.From(p.env).Sentence(text.Clean(f.sentence).String())
	if p.env.Masked {
		said = f.topic + " (masked)"
	}
	var item any
	if len(f.rows) > 0 {
		item = pane.OpenRows{Rows: f.rows, What: f.topic, From: Tab}
	}
	const indent = 5
	lines := cell.Wrap(said, max(lw-indent, 16))
	out := []page.Line{page.Row(t, item, page.Piece{Text: sign, Role: role, W: 1}, page.Piece{Text: lines[0], Words: true})}
	if item == nil {
		out[0] = page.Indented(out[0])
	}
	for _, more := range lines[1:] {
		l := page.Text(cell.Spaces(indent) + t.Paint(theme.Plain, more))
		l.Part = item != nil
		out = append(out, l)
	}
	return out
}

// note counts what acts on claims.
func (p dataQuality) note() string {
	acting := slices.DeleteFunc(slices.Clone(p.found.faults), func(f fault) bool { return !f.acts })
	if len(acting) == 0 {
		return ""
	}
	return english.Plural(len(acting), "fault", "faults") + " may hold claims back"
}

// found is what the rows mean. It takes longer than the facts and follows them.
type found struct {
	known    bool
	all      []insight.Finding
	analysis *insight.Analysis
	turnover *insight.Turnover
	faults   []fault
	income   []income
	balance  balance
	without  without
	err      error
}
