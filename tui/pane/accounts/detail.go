package accounts

import (
	"cmp"
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/chart"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// detail is everything that the bank says of an account.
func (p *Pane) detail(src int) page.Section {
	s := &p.data.Ledger.Sources()[src]
	w := format.From(p.env)
	return page.Section{Title: w.Source(s), Note: s.TargetName.String(), Aside: true, Lines: func(lw int) []page.Line {
		out := page.Pairs(p.env.Theme, lw, 14, p.pairs(s))
		out = append(out, p.owners(s, lw)...)
		if pts := p.history(src); len(pts) > 1 && !p.env.Masked {
			out = append(out, page.Blank(), page.Text(p.env.Theme.Paint(theme.Title, "Balance")))
			l := chart.Line{Points: pts, From: pts[0].Day, To: pts[len(pts)-1].Day, W: lw, H: 9, Tick: w.Axis,
				Day: func(d int) string { return aisclient.Date(d).String() }}
			for _, x := range l.Draw(p.env.Theme) {
				out = append(out, page.Text(x))
			}
		}
		return out
	}}
}

func (p *Pane) pairs(s *ledger.SourceInfo) []page.Pair {
	w := format.From(p.env)
	a := p.account(s)
	pairs := []page.Pair{
		{Name: "Balance", Value: withCurrency(w.Maybe(s.Balance), s.Currency), Role: theme.Strong},
		{Name: "Available", Value: withCurrency(w.Maybe(s.Funds), s.Currency), Role: theme.Strong},
		{Name: "Number", Value: w.IBAN(s.IBAN)},
		{Name: "Name", Value: w.Private(s.Name)}, {Name: "Short name", Value: w.Private(s.Friendly)},
		{Name: "Currency", Value: string(s.Currency)},
		{Name: "Active since", Value: s.ActiveSince.String()},
		{Name: "Transactions", Value: strconv.Itoa(s.Rows())},
	}
	if a != nil && a.DirectDebit != nil {
		pairs = append(pairs, page.Pair{Name: "Direct debit", Value: map[bool]string{true: "available", false: "not available"}[*a.DirectDebit]})
	}
	if s.Partial {
		pairs = append(pairs, page.Pair{Name: "History", Value: "incomplete: the bank ran out of time", Role: theme.Warn})
	}
	return pairs
}

// account is the decoded account of a source; nil while the reply is still being read.
func (p *Pane) account(s *ledger.SourceInfo) *aisclient.Account {
	imp := p.data.Ledger.Import()
	if imp == nil || s.Source.Target >= len(imp.Targets) || s.Source.Account < 0 || s.Source.Account >= len(imp.Targets[s.Source.Target].Accounts) {
		return nil
	}
	return &imp.Targets[s.Source.Target].Accounts[s.Source.Account]
}

func withCurrency(amount string, c aisclient.Currency) string {
	if amount == "" {
		return ""
	}
	return amount + " " + string(c)
}

// owners are an account's people with their relation to it.
func (p *Pane) owners(s *ledger.SourceInfo, lw int) []page.Line {
	t, w := p.env.Theme, format.From(p.env)
	a := p.account(s)
	var pairs []page.Pair
	if a == nil || len(a.Owners) == 0 {
		pairs = append(pairs, page.Pair{Name: "Owner", Value: w.Private(s.OwnerNames())})
	} else {
		for _, o := range aisclient.OwnersFirst(a.Owners) {
			kind := cmp.Or(o.Kind.Words(), "owner")
			kind = strings.ToUpper(kind[:1]) + kind[1:]
			pairs = append(pairs, page.Pair{Name: kind, Value: w.Private(o.Name), Role: theme.Strong}, page.Pair{Name: " address", Value: w.Private(o.Address)})
		}
	}
	return page.Pairs(t, lw, 14, pairs)
}
