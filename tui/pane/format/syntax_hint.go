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

// SyntaxHint is the line under a filter that cannot be read: it points at the place and says what is wrong there, in at most
// width cells.
func (w Writer) SyntaxHint(t *theme.Theme, e *filter.SyntaxError, width int) string {
	at := filterAt + e.Pos
	mark := strings.Repeat("^", max(min(e.Len, 20), 1))
	said := fmt.Sprintf(" character %d: %s", e.Pos+1, w.MaskQuoted(e.Msg))
	if at+len(mark)+cell.Width(said) <= width {
		return cell.Spaces(at) + t.Paint(theme.Bad, mark+said)
	}
	if at = max(width-len(mark)-cell.Width(said), 1); at >= filterAt+e.Pos {
		return cell.Spaces(at) + t.Paint(theme.Bad, mark+said)
	}
	said = t.Glyphs().Warn + said
	if cell.Width(said) >= width { // without the example the rest is whole more often
		said, _, _ = strings.Cut(said, ", for example")
	}
	return " " + t.Paint(theme.Bad, cell.CutWords(said, width-1, t.Glyphs().Ellipsis))
}
