package page_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/tui/pane/page"
	"aisdesk/tui/theme"
)

// TestAnotherChoiceDrawsNoSectionAnew walks pages of one, two and three columns: after every key exactly the chosen line has
// the cursor's sign, and no section was asked for its lines again.
func TestAnotherChoiceDrawsNoSectionAnew(t *testing.T) {
	th := theme.Must(theme.Mono, theme.TrueColour)
	for _, w := range []int{80, 120, 200} {
		var p page.Page
		asked := 0
		p.Set(th, w, 60, sections(th, &asked))
		before := asked
		for _, k := range strings.Fields("down down down up down down down down down down G up g down") {
			p.Key(k)
			var on []string
			for _, l := range strings.Split(ansi.Strip(p.View()), "\n") {
				if strings.Contains(l, th.Glyphs().Cursor) {
					on = append(on, l)
				}
			}
			if len(on) != 1 || !strings.Contains(on[0], th.Glyphs().Cursor+" "+p.Item().(string)) {
				t.Errorf("%d wide, after %s: %q is chosen, the cursor stands in %q", w, k, p.Item(), on)
			}
		}
		if asked != before {
			t.Errorf("%d wide: sections were asked %d times again", w, asked-before)
		}
	}
}

// sections are six of three items each, for every column.
func sections(th *theme.Theme, asked *int) []page.Section {
	var out []page.Section
	for i := range 6 {
		s := page.Section{Title: fmt.Sprint("Section ", i), Aside: i%3 == 1, Far: i%3 == 2}
		s.Lines = func(int) (lines []page.Line) {
			*asked++
			for j := range 3 {
				name := fmt.Sprintf("item-%d-%d", i, j)
				lines = append(lines, page.Row(th, name, page.Piece{Text: name}), page.Text("between"))
			}
			return lines
		}
		out = append(out, s)
	}
	return out
}
