package field

import (
	"strings"

	"github.com/charmbracelet/bubbles/progress"
	"github.com/muesli/termenv"

	"aisdesk/tui/theme"
)

// Bar draws how far something is, part being 0 to 1, in w cells. It does not move by itself.
func Bar(t *theme.Theme, w int, part float64) string {
	full, empty := '█', '░'
	if !t.Glyphs().Unicode {
		full, empty = '#', '.'
	}
	m := progress.New(progress.WithWidth(w), progress.WithoutPercentage(), progress.WithFillCharacters(full, empty),
		progress.WithColorProfile(termenv.Ascii)) // the colours are the theme's
	plain := m.ViewAs(min(max(part, 0), 1))
	done := strings.Count(plain, string(full))
	return t.Paint(theme.Bar, strings.Repeat(string(full), done)) + t.Paint(theme.Faint, strings.Repeat(string(empty), max(w-done, 0)))
}
