package cli

import (
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The quick way of measuring a text says what the careful one does.
func TestCellsOfATextAreCountedAlike(t *testing.T) {
	for _, s := range []string{"", "plain", "Łukasz Żurek-Núñez", "ﬁ", "日本", "a\u0301", "👩‍👩‍👧", "tab\there", "\x1b[31mred", "soft\u00adhyphen", "§ 4", "ต้น", "ẞ"} {
		if got, want := cellsOf(s), ansi.StringWidth(s); got != want {
			t.Errorf("%q is %d cells, want %d", s, got, want)
		}
	}
}
