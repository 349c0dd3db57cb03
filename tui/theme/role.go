package theme

// Role says what a piece of text is; the theme says how that looks.
type Role uint8

// Roles. In and Out colour money; a minus sign carries the same meaning without colour.
const (
	Plain  Role = iota
	Dim         // labels, units, secondary text
	Faint       // rules, grid lines, empty bars
	Strong      // the value that the eye should find first
	Title       // the title of a panel or pane
	Accent      // the active thing, links
	In
	Out
	Good
	Warn
	Bad
	Header   // head of a column
	HeaderOn // head of the current or sorted column
	Key      // a key that can be pressed
	Match    // what was found
	Bar      // bars and lines of charts
	BarPast  // the same for the period compared with
	BarIn
	BarOut
	Border
	BorderOn // border of the panel that has the keys
	Field    // a text field that has the keys
	Tab
	TabOn
	BadgeSandbox
	BadgeTest
	BadgeLive
	Heat0 // least
	Heat1
	Heat2
	Heat3
	Heat4 // most
	roles
)

// Row is the state of a row of a table.
type Row uint8

// Row states. RowCell is the cell under the cursor, or a chosen button; RowIdle is the cursor row of a table without the
// keys; RowCaret is the cell of a text field in which the next letter comes to stand;
// RowHere begins what is read where nothing can be chosen, and looks like any other.
const (
	RowPlain Row = iota
	RowHere
	RowMarked
	RowCursor
	RowCell
	RowIdle
	RowCaret
	rows
)

// drawn reports whether a role draws lines and areas, which keep their colour on every row.
func (r Role) drawn() bool { return r >= Bar && r <= BorderOn || r >= Heat0 && r <= Heat4 }
