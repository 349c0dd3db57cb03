package overview

import (
	"strconv"

	"aisdesk/aisclient"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// dateRange is the first and the last day of something.
type dateRange struct{ first, last aisclient.Date }

// ranges are the days of the accounts' and of the cards' rows.
func ranges(l *ledger.Ledger) [2]dateRange {
	var out [2]dateRange
	for row := range int32(l.Len()) {
		d := l.Date(row)
		if d.Empty() {
			continue
		}
		r := &out[0]
		if l.Source(row).IsCard() {
			r = &out[1]
		}
		if r.first.Empty() || d < r.first {
			r.first = d
		}
		r.last = max(r.last, d)
	}
	return out
}

func (r dateRange) String() string {
	if r.first.Empty() {
		return ""
	}
	return r.first.String() + " to " + r.last.String()
}

// about is where the import came from and what the decoder does not know.
func (p *Pane) about(lw int) []page.Line {
	t, o, l := p.env.Theme, p.data, p.data.Ledger
	pairs := []page.Pair{{Name: "Environment", Value: o.Environment, Role: environmentRole(o.Environment)}, {Name: "Name", Value: p.name()}}
	if imp := l.Import(); imp != nil {
		for i := range imp.Targets {
			pairs = append(pairs, targetPairs(&imp.Targets[i])...)
		}
	}
	pairs = append(pairs, page.Pair{Name: "Period", Value: p.facts.first[0].String(), Role: theme.Strong},
		page.Pair{Name: "Cards", Value: p.facts.first[1].String()},
		page.Pair{Name: "Transactions", Value: strconv.Itoa(l.Len())})
	if !o.SavedAt.IsZero() {
		pairs = append(pairs, page.Pair{Name: "Saved", Value: o.SavedAt.UTC().Format("2006-01-02 15:04") + " UTC, " + format.Age(p.env.Now(), o.SavedAt)})
	}
	for _, said := range o.Expired {
		pairs = append(pairs, page.Pair{Name: "Expired", Value: said, Role: theme.Warn})
	}
	out := page.Pairs(t, lw, 12, append(pairs, p.replyPairs()...))
	return append(out, p.warnings(lw)...)
}

func environmentRole(e string) theme.Role {
	switch e {
	case "live":
		return theme.Bad
	case "sandbox", "test":
		return theme.Warn
	}
	return theme.Plain
}

func targetPairs(tg *aisclient.Target) []page.Pair {
	pairs := []page.Pair{{Name: "Bank", Value: bankName(tg), Role: theme.Strong}}
	if bankName(tg) != tg.Name.String() {
		pairs = append(pairs, page.Pair{Name: "Target", Value: tg.Name.String()})
	}
	pairs = append(pairs, page.Pair{Name: "Institution", Value: tg.Institution.String()})
	if n := len(tg.Deposits); n > 0 {
		pairs = append(pairs, page.Pair{Name: "Deposits", Value: english.Plural(n, "deposit, kept as the bank sent it", "deposits, kept as the bank sent them")})
	}
	return pairs
}

// replyPairs is what stood around the data.
func (p *Pane) replyPairs() []page.Pair {
	imp := p.data.Ledger.Import()
	if imp == nil {
		return nil
	}
	owner := imp.Envelope.OwnerExternalID.String()
	if owner == "" {
		owner = p.data.OwnerExternalID
	}
	pairs := []page.Pair{{Name: "Customer id", Value: owner}}
	if c := imp.Command; c != nil {
		pairs = append(pairs, page.Pair{Name: "Command", Value: text.Clean(c.ID).String()}, page.Pair{Name: "State", Value: text.Clean(string(c.State)).String()})
	}
	if a := imp.Owner; a != nil {
		pairs = append(pairs, page.Pair{Name: "Aggregated", Value: a.ExternalID.String()}, page.Pair{Name: "Origin", Value: a.Origin.String()})
	}
	if ts := imp.Envelope.ResponseTimestamp; !ts.IsZero() {
		pairs = append(pairs, page.Pair{Name: "Answered", Value: ts.UTC().Format("2006-01-02 15:04:05") + " UTC"})
	}
	return append(pairs, page.Pair{Name: "Client", Value: imp.Envelope.User.String()}, page.Pair{Name: "Status", Value: imp.Envelope.Status.String()})
}

// warnings are what the reply held that this program does not know.
func (p *Pane) warnings(lw int) []page.Line {
	imp := p.data.Ledger.Import()
	if imp == nil || len(imp.Warnings) == 0 {
		return nil
	}
	t := p.env.Theme
	out := []page.Line{page.Blank(), page.Text(t.Paint(theme.Warn, t.Glyphs().Warn+" unknown to this program, kept in the saved reply:"))}
	for _, w := range imp.Warnings {
		said := text.Clean(w.What).String() + " " + text.Clean(w.Path).String()
		for _, part := range cell.Wrap(said+", "+english.Plural(w.Count, "time", "times"), max(lw-2, 8)) {
			out = append(out, page.Text("  "+t.Paint(theme.Dim, part)))
		}
	}
	return out
}

// name is the import's id; a file's name can say whose it is, so the mask hides it.
func (p *Pane) name() string {
	name := text.Clean(p.data.Name)
	if p.data.ID == "" {
		return format.From(p.env).Private(name)
	}
	return name.String()
}
