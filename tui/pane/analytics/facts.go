package analytics

import (
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// factName is the room for the names of facts.
const factName = 28

// factValue is what a service said, with amounts written as everywhere on screen: a figure of the answer is one where it has
// decimals. figure reports whether it is an amount, with or without its currency.
func factValue(words format.Writer, f service.Fact) (value string, figure bool) {
	number, currency, _ := strings.Cut(f.Value, " ")
	a, err := aisclient.ParseAmount(number)
	if err != nil || !strings.Contains(number, ".") || len(currency) > 3 || strings.ContainsFunc(currency, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return words.Sentence(f.Value), false
	}
	return strings.TrimSpace(words.Money(a) + " " + currency), true
}

// figureWidth is the room for the amounts of an answer: they end below one another.
func figureWidth(env *pane.Env, facts []service.Fact) (widest int) {
	words := format.From(env)
	for _, f := range facts {
		if value, figure := factValue(words, f); figure {
			widest = max(widest, cell.Width(value))
		}
	}
	return widest
}

// factLines are one thing that a service said: its name at the left, indented under its head, its value beside it, an amount at the
// right of the room for figures.
func factLines(env *pane.Env, f service.Fact, w, figures int) []string {
	t, words := env.Theme, format.From(env)
	value, figure := factValue(words, f)
	if figure {
		value = cell.Fit(value, figures, cell.Right, "")
	}
	name := strings.Repeat("  ", f.Depth) + f.Name
	if f.Value == "" {
		return []string{t.Paint(theme.Title, cell.Fit(name, w, cell.Left, t.Glyphs().Ellipsis))}
	}
	room := min(factName, w/2)
	var out []string
	parts := []string{value}
	if !figure || figures > w-room-1 {
		parts = cell.Wrap(strings.TrimSpace(value), max(w-room-1, 8))
	}
	for _, part := range parts {
		out = append(out, t.Paint(theme.Dim, cell.Fit(name, room, cell.Left, t.Glyphs().Ellipsis))+" "+part)
		name = ""
	}
	return out
}
