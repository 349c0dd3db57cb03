package portfolio

import (
	"fmt"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// group is a line that leads to its imports.
type group struct {
	what string
	ids  []string
}

// draw lays the page out.
func (p *Pane) draw() {
	if p.w > 0 {
		p.page.Set(p.env.Theme, p.w, p.h, p.sections())
	}
}

func (p *Pane) sections() []page.Section {
	switch {
	case p.err != nil:
		return []page.Section{p.said(theme.Bad, "the saved imports cannot be read: "+text.Clean(p.err.Error()).String())}
	case p.matters == nil:
		return []page.Section{p.said(theme.Dim, "reading the saved imports")}
	case len(p.matters) == 0:
		return []page.Section{p.said(theme.Dim, "Nothing is saved yet. A verification or an import saves the first reply.")}
	}
	months := portfolio.Tallies(p.matters, p.verdicts, portfolio.ByMonth)
	slices.SortFunc(months, func(a, b portfolio.Tally) int { return strings.Compare(b.Name, a.Name) })
	banks, saved := p.groups("By bank", "at ", portfolio.Tallies(p.matters, p.verdicts, portfolio.ByBank)), p.groups("By month of saving", "saved in ", months)
	if slices.ContainsFunc(p.matters, func(m portfolio.Matter) bool { return m.Case }) {
		banks.Note, saved.Note = "a case at each of its banks", "a case by its newest import"
	}
	return []page.Section{p.outcomes(), banks, saved}
}

func (p *Pane) said(role theme.Role, s string) page.Section {
	return page.Section{Title: "Verdicts", Lines: func(int) []page.Line {
		return []page.Line{page.Row(p.env.Theme, nil, page.Piece{Text: s, Role: role, Words: true})}
	}}
}

// roles are how outcomes are painted; their words say the same.
var roles = map[portfolio.Verdict]theme.Role{portfolio.Verdict(verify.Confirmed): theme.Good, portfolio.Verdict(verify.Refuted): theme.Bad,
	portfolio.Verdict(verify.Inconclusive): theme.Warn, portfolio.NoClaims: theme.Dim, portfolio.NotRead: theme.Bad}

// outcomes counts imports and cases by what their claims come to.
func (p *Pane) outcomes() page.Section {
	all := portfolio.Tallies(p.matters, p.verdicts, portfolio.ByOutcome)
	note := fmt.Sprintf("%d of %d", len(p.verdicts), len(p.matters))
	return page.Section{Title: "By outcome", Note: note, Lines: func(int) []page.Line {
		var lines []page.Line
		for _, v := range portfolio.VerdictNames() {
			i := slices.IndexFunc(all, func(t portfolio.Tally) bool { return t.Name == string(v) })
			if i < 0 {
				continue
			}
			n := len(all[i].Matters)
			lines = append(lines, page.Row(p.env.Theme, group{string(v), all[i].Imports()}, page.Piece{Text: string(v), Role: roles[v]}, number(n),
				page.Piece{Text: share(n, len(p.verdicts)), W: 7, Align: cell.Right, Role: theme.Dim}))
		}
		return lines
	}}
}

func number(n int) page.Piece { return page.Piece{Text: fmt.Sprint(n), W: 7, Align: cell.Right} }

// share is a part of all in percent with one decimal.
func share(n, of int) string {
	permille := (n*1000 + of/2) / max(of, 1)
	return fmt.Sprintf("%d.%d %%", permille/10, permille%10)
}

// beside is from which width on the second of two columns has room for the counts of every verdict.
const beside = 170

// named is a group's name for people: a month by its name.
func named(name string) string {
	if day, err := aisclient.ParseDate(name + "-01"); err == nil && len(name) == len("2026-01") {
		return format.MonthAndYear(day)
	}
	return text.Clean(name).String()
}

// groups are lines with the counts of each verdict.
func (p *Pane) groups(title, what string, all []portfolio.Tally) page.Section {
	return page.Section{Title: title, Aside: p.w >= beside, Lines: func(int) []page.Line {
		head := []page.Piece{{Text: "", Role: theme.Header}, {Text: "all", Role: theme.Header, W: 6, Align: cell.Right}}
		for _, c := range counted {
			head = append(head, page.Piece{Text: c.head, Role: theme.Header, W: c.w, Drop: c.drop, Align: cell.Right})
		}
		lines := []page.Line{page.Row(p.env.Theme, nil, head...)}
		for _, t := range all {
			pieces := []page.Piece{{Text: named(t.Name)}, {Text: fmt.Sprint(len(t.Matters)), W: 6, Align: cell.Right}}
			for _, c := range counted {
				pieces = append(pieces, page.Piece{Text: fmt.Sprint(t.Counts[c.verdict]), W: c.w, Drop: c.drop, Align: cell.Right, Role: roles[c.verdict]})
			}
			lines = append(lines, page.Row(p.env.Theme, group{what + named(t.Name), t.Imports()}, pieces...))
		}
		return lines
	}}
}

// counted are the columns of a group; what is of the fewest imports is left out where a line is too narrow.
var counted = []struct {
	verdict portfolio.Verdict
	head    string
	w, drop int
}{{portfolio.Verdict(verify.Confirmed), "confirmed", 9, 0}, {portfolio.Verdict(verify.Refuted), "refuted", 7, 0},
	{portfolio.Verdict(verify.Inconclusive), "inconclusive", 12, 0}, {portfolio.NoClaims, "no claims", 9, 72}, {portfolio.NotRead, "not read", 8, 84}}
