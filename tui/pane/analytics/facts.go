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

// factLines are one thing that a service said: its name at the left, indented under its head, its value beside it.
// Amounts are written as everywhere on screen: a figure of the answer is one where it has decimals.
func factLines(env *pane.Env, f service.Fact, w int) []string {
	t, words := env.Theme, format.From(env)
	value := words.Sentence(f.Value)
	if a, err := aisclient.ParseAmount(f.Value); err == nil && strings.Contains(f.Value, ".") {
		value = words.Money(a)
	}
	name := strings.Repeat("  ", f.Depth) + f.Name
	if f.Value == "" {
		return []string{t.Paint(theme.Title, cell.Fit(name, w, cell.Left, t.Glyphs().Ellipsis))}
	}
	room := min(factName, w/2)
	var out []string
	for _, part := range cell.Wrap(value, max(w-room-1, 8)) {
		out = append(out, t.Paint(theme.Dim, cell.Fit(name, room, cell.Left, t.Glyphs().Ellipsis))+" "+part)
		name = ""
	}
	return out
}
