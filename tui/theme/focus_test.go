package theme

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The places of the keys are found in a line, with all that stands before them, in every theme and at every depth that has
// sequences; rows without the keys are none.
func TestFocusFindsWhereTheKeysAre(t *testing.T) {
	each(t, func(t *testing.T, th *Theme) {
		line := th.Paint(Dim, "ab") + th.PaintRow(RowMarked, In, "marked") + th.PaintRow(RowIdle, Plain, "idle") + th.PaintRow(RowCursor, Out, "row") +
			th.PaintRow(RowCell, Plain, "cell") + th.PaintRow(RowCaret, Plain, "_")
		var got []string
		for before, state := range Focus(line) {
			got = append(got, fmt.Sprint(ansi.StringWidth(before), " ", state))
		}
		want := fmt.Sprintf("12 %d, 15 %d, 19 %d", RowCursor, RowCell, RowCaret)
		if th.Depth() == Plaintext {
			want = ""
		}
		if s := strings.Join(got, ", "); s != want {
			t.Errorf("%s at depth %d: %s, not %s", th.Name(), th.Depth(), s, want)
		}
	})
}
