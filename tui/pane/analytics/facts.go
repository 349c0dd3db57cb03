package analytics

import (
	"strings"

	"aisdesk/aisclient/app/service"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// factName is the room for the names of facts.
const factName = 28

// factLines are one thing that a service said: its name at the left, indented under its head, its value beside it.
func factLines(t *theme.Theme, f service.Fact, w int) []string {
	name := strings.Repeat("  ", f.Depth) + f.Name
	if f.Value == "" {
		return []string{t.Paint(theme.Title, cell.Fit(name, w, cell.Left, t.Glyphs().Ellipsis))}
	}
	room := min(factName, w/2)
	var out []string
	for _, part := range cell.Wrap(f.Value, max(w-room-1, 8)) {
		out = append(out, t.Paint(theme.Dim, cell.Fit(name, room, cell.Left, t.Glyphs().Ellipsis))+" "+part)
		name = ""
	}
	return out
}
