package transactions

import (
	"slices"
	"strings"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/theme"
)

// keyFilters is where the filters of earlier are kept, newest first.
const keyFilters = "transactions/filters"

// mostFilters is how many earlier filters are kept, mostOffers how many completions are offered.
const (
	mostFilters = 20
	mostOffers  = 8
)

// offers are what may stand where the cursor is, in a filter line.
type offers struct {
	whole []string // the line with each of them
	shown []string // each of them
	at    int      // the one that stands in the line; -1 for none
	line  string   // the line with that one
}

// offersFor are the completions of the filter line that is typed: fields and their values out of the grammar, and values
// that occur in the rows. Under the mask values of personal fields are not offered.
func (p *promptBar) offersFor(line string, cursor int) offers {
	c := filter.Complete(line, cursor)
	var all []string
	if c.Typed != "" || c.Field != filter.Any {
		for _, f := range c.Fields {
			all = append(all, f.String()+":")
		}
	}
	words := c.Words
	if l := p.data.Ledger; l != nil && c.Field == filter.Category {
		words = l.OftenFirst(words)
	}
	all = append(all, words...)
	if l := p.data.Ledger; l != nil && c.Field != filter.Any && !(p.env.Masked && c.Field.Personal()) {
		for _, v := range l.ValuesOf(c.Field, c.Typed, mostOffers) {
			if !slices.Contains(all, v) {
				all = append(all, v)
			}
		}
	}
	o := offers{at: -1, shown: all[:min(len(all), mostOffers)]}
	chars := []rune(line)
	for _, s := range o.shown {
		o.whole = append(o.whole, string(chars[:c.Pos])+s+string(chars[c.Pos+c.Len:]))
	}
	return o
}

// complete puts the next completion into the line.
func (p *promptBar) complete(back bool) bool {
	pr := p.prompt
	o := &pr.offers
	if o.at < 0 || pr.line.Value() != o.line {
		*o = p.offersFor(pr.line.Value(), len([]rune(pr.line.Value())))
	}
	n := len(o.whole)
	if n == 0 {
		return false
	}
	if back {
		o.at = (max(o.at, 0) + n - 1) % n
	} else {
		o.at = (o.at + 1) % n
	}
	o.line = o.whole[o.at]
	pr.line.Set(o.line)
	return true
}

// offerLine shows the completions below a filter that is typed; empty for none.
func (p *promptBar) offerLine() string {
	pr := p.prompt
	o := pr.offers
	if o.at < 0 || pr.line.Value() != o.line {
		o = p.offersFor(pr.line.Value(), len([]rune(pr.line.Value())))
	}
	if len(o.shown) == 0 {
		return ""
	}
	t := p.env.Theme
	parts := make([]string, len(o.shown))
	for i, s := range o.shown {
		role := theme.Dim
		if i == o.at {
			role = theme.Accent
		}
		parts[i] = t.Paint(role, s)
	}
	return cell.Fit(" "+t.Paint(theme.Key, "tab")+" "+strings.Join(parts, "  "), p.w, cell.Left, t.Glyphs().Ellipsis)
}

// earlier puts the filter before the one in the line there, and after the last one the first again.
func (p *promptBar) earlier() bool {
	var kept []string
	p.recall(keyFilters, &kept)
	kept = slices.DeleteFunc(kept, func(s string) bool { return s == "" })
	if len(kept) == 0 {
		return false
	}
	i := slices.Index(kept, p.prompt.line.Value())
	p.prompt.line.Set(kept[(i+1)%len(kept)])
	return true
}

// keepFilter keeps a filter that was applied, newest first and each once. Under the mask none is kept: it would say later
// whom it was about.
func (p *promptBar) keepFilter(line string) {
	if line == "" || p.env.Masked {
		return
	}
	var kept []string
	p.recall(keyFilters, &kept)
	kept = append([]string{line}, slices.DeleteFunc(kept, func(s string) bool { return s == line })...)
	p.remember(keyFilters, kept[:min(len(kept), mostFilters)])
}

// filterHelp is the grammar of filters, in the place of the rows.
func (p *promptBar) filterHelp(w, h int) []string {
	t := p.env.Theme
	const labels = 22
	pair := func(left, right string) (out []string) {
		for _, part := range cell.Wrap(right, max(w-4-labels-1, 1)) {
			out, left = append(out, field.Pair(t, left, part, labels, w-4)), ""
		}
		return out
	}
	lines := slices.Concat(
		pair(`zabka warszawa`, "rows with both words, in any order; case and accents do not matter"), pair(`"czynsz najmu"`, "the words as they stand"),
		pair(`-visa, zabka|lidl`, "without visa; one of the two"), pair(`/fakt[uy]r/`, "a regular expression"),
		pair(`amt:>100  abs:50..100`, "amounts; below zero is outgoing, abs is without the sign"), pair(`date:2026-03  date:90d`, "a day, month, quarter, year, or the last days; since: and before: too"), []string{""},
	)
	for _, f := range filter.Fields() {
		lines = append(lines, pair(f.String()+":"+f.Example(), f.Help())...)
	}
	room, note := min(len(lines), max(h-2, 0)), "f1 closes"
	p.prompt.top = max(min(p.prompt.top, len(lines)-room), 0)
	if room < len(lines) {
		note = t.Glyphs().Up + t.Glyphs().Down + " more, " + note
	}
	return t.Panel(theme.Panel{Title: "Filter", Note: note, W: w, H: h}, lines[p.prompt.top:p.prompt.top+room])
}
