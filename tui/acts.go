package tui

import (
	"fmt"
	"strings"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// What people did with rows changes figures on every tab: a line above each says so, with the sums without it, and a key
// shows every figure without it.

// View is the pane in front, below the line about acts where they change figures.
func (ws *workspace) View() string {
	if ws.acts == nil {
		return ws.current().View()
	}
	t := ws.env.Theme
	head := " " + t.Glyphs().Warn + " "
	said := ws.acts[len(ws.acts)-1]
	for _, s := range ws.acts { // the longest that has room
		if cell.Width(head+s) <= ws.w {
			said = s
			break
		}
	}
	line := t.Paint(theme.Warn, cell.Fit(head+said, ws.w, cell.Left, t.Glyphs().Ellipsis))
	return line + "\n" + ws.current().View()
}

// compareActs is the action that shows the data without the acts, and with them again.
func (ws *workspace) compareActs() []pane.Action {
	if ws.full != nil {
		return []pane.Action{pane.Key("Z", "show with the acts again").In(tabSection).Call(ws.env.Sends(pane.WithoutActs{}))}
	}
	none := ws.acts == nil
	return []pane.Action{pane.Key("Z", "show without the acts").In(tabSection).Unless(none).Call(ws.env.Sends(pane.WithoutActs{On: true}))}
}

// saysActs is the line in several lengths, the longest first: what is said of less use is left out first.
func (ws *workspace) saysActs() []string {
	if ws.full != nil {
		return []string{"shown without what people did with rows: Z shows it again"}
	}
	both, without := ws.changes()
	return actsLines(strings.Join(ws.counts(), ", "), both, without)
}

// actsLines say how many rows are acted on, with what the sums are with and without that, in several lengths. A window of 80 columns has
// room for the sums of one currency.
func actsLines(counts string, both, without []string) (out []string) {
	if both != nil {
		out = []string{counts + ": " + strings.Join(both, ", ") + "; Z shows all without",
			counts + ": " + strings.Join(without, ", ") + "; Z shows all without", counts + ": " + strings.Join(without, ", "),
			strings.Replace(counts, " rows ", " ", 1) + ": " + strings.ReplaceAll(strings.Join(without, ", "), "without the acts ", "without ")}
	}
	return append(out, counts+"; Z shows all without", counts+"; Z: without")
}

// counts say how many rows are excluded and relabelled.
func (ws *workspace) counts() (out []string) {
	a := ws.data.Acts
	if n := a.Excluded.Len(); n > 0 {
		out = append(out, english.Plural(n, "row", "rows")+" excluded")
	}
	switch n := len(a.Given); {
	case n > 0 && out == nil:
		out = append(out, english.Plural(n, "row", "rows")+" relabelled")
	case n > 0:
		out = append(out, fmt.Sprint(n)+" relabelled")
	}
	return out
}

// changes are the sums with and without the acts, and those without alone, a currency each; nil where they cannot be told.
func (ws *workspace) changes() (both, only []string) {
	all, err := ws.data.TotalsBeside(ws.env.Context(), nil)
	if err != nil {
		return nil, nil
	}
	for _, x := range all {
		if x.Same() {
			continue
		}
		say := func(a ledger.Totals) string {
			if x.A.In == x.B.In && x.A.Out == x.B.Out { // what is left out came to nothing
				return english.Plural(a.Booked, "row", "rows") + " booked"
			}
			in, gone, _ := format.From(ws.env).Sums(a)
			return "in " + in + " out " + gone
		}
		both = append(both, fmt.Sprintf("%s %s, without the acts %s", x.Currency, say(x.A), say(x.B)))
		only = append(only, fmt.Sprintf("without the acts %s %s", x.Currency, say(x.B)))
	}
	if both == nil {
		both, only = []string{"the sums are the same without"}, []string{"same sums without"}
	}
	return both, only
}
