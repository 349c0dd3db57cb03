package format

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// filterAt is the column in which a filter begins on its line, after " / ".
const filterAt = 3

// SyntaxHint is what stands under a filter that cannot be read: it points at the place and says what is wrong there, whole, in lines
// of at most width cells.
func (w Writer) SyntaxHint(t *theme.Theme, e *filter.SyntaxError, width int) []string {
	at := filterAt + e.Pos
	mark := strings.Repeat("^", max(min(e.Len, 20), 1))
	said := fmt.Sprintf("character %d: %s", e.Pos+1, w.MaskQuoted(e.Msg))
	wide := len(mark) + 1 + cell.Width(said)
	if at+wide > width {
		at = max(width-wide, 1)
	}
	if at >= filterAt+e.Pos {
		return []string{cell.Spaces(at) + t.Paint(theme.Bad, mark+" "+said)}
	}
	return Advice(t, theme.Bad, t.Glyphs().Warn, said, width)
}

// Advice is a sentence under a line that is typed, behind a sign and whole, in lines of at most width cells.
func Advice(t *theme.Theme, role theme.Role, sign, said string, width int) (out []string) {
	for i, l := range cell.Wrap(said, max(width-3, 8)) {
		if i > 0 {
			sign = " "
		}
		out = append(out, " "+t.Paint(role, sign+" "+l))
	}
	return out
}
