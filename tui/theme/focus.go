package theme

import (
	"iter"
	"strings"
)

// focusSigns are how many zeros the reset has in sequences of each row state. To a terminal one zero is as good as four; what
// composes a frame finds by them where the keys are, wherever a piece of it came to stand.
var focusSigns = [rows]string{RowPlain: "0", RowMarked: "0", RowIdle: "0", RowCursor: "00", RowCell: "000", RowCaret: "0000", RowHere: "00000"}

// Focus yields the places of a line that show where the keys are, with what stands in front of each: a chosen row
// (RowCursor), a chosen cell or button (RowCell), a text position (RowCaret), what is read (RowHere).
func Focus(line string) iter.Seq2[string, Row] {
	const begin = "\x1b[00"
	return func(yield func(string, Row) bool) {
		for at := 0; ; {
			i := strings.Index(line[at:], begin)
			if i < 0 {
				return
			}
			at += i
			zeros := len(line[at+2:]) - len(strings.TrimLeft(line[at+2:], "0"))
			for state := range rows {
				if len(focusSigns[state]) == zeros && !yield(line[:at], state) {
					return
				}
			}
			at += 2 + zeros
		}
	}
}

// Here marks the beginning of a line as what is read where nothing can be chosen. It looks as before, also on a background of
// the theme's own.
func (t *Theme) Here(line string) string { return t.OnRow(RowHere, Plain) + line }
