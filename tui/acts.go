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
	if ws.acts == "" {
		return ws.current().View()
	}
	t := ws.env.Theme
	line := t.Paint(theme.Warn, cell.Fit(" "+t.Glyphs().Warn+" "+ws.acts, ws.w, cell.Left, t.Glyphs().Ellipsis))
	return line + "\n" + ws.current().View()
}

// compareActs is the action that shows the data without the acts, and with them again.
func (ws *workspace) compareActs() []pane.Action {
	if ws.full != nil {
		return []pane.Action{pane.Key("Z", "show with the acts again").In(tabSection).Call(ws.env.Sends(pane.WithoutActs{}))}
	}
	none := ws.acts == ""
	return []pane.Action{pane.Key("Z", "show without the acts").In(tabSection).Unless(none).Call(ws.env.Sends(pane.WithoutActs{On: true}))}
}

// takeActs works out what the acts change, and makes room for the line.
func (ws *workspace) takeActs() {
	before := ws.acts != ""
	ws.acts = ws.saysActs()
	if (ws.acts != "") != before {
		ws.SetSize(ws.w, ws.h)
	}
}

func (ws *workspace) saysActs() string {
	with := ws.data
	if ws.full != nil {
		with = *ws.full
	}
	if with.Ledger == nil || !with.Acts.Figures() {
		return ""
	}
	if ws.full != nil {
		return "shown without what people did with rows: Z shows it again"
	}
	return strings.Join(ws.counts(), ", ") + ": " + strings.Join(ws.changes(), ", ") + "; Z shows all without"
}

// counts say how many rows are excluded and relabelled.
func (ws *workspace) counts() (out []string) {
	a := ws.data.Acts
	if n := a.Excluded.Len(); n > 0 {
		out = append(out, english.Plural(n, "row", "rows")+" excluded")
	}
	if n := len(a.Given); n > 0 {
		out = append(out, fmt.Sprint(n)+" relabelled")
	}
	return out
}

// changes are the sums with and without the acts, a currency each.
func (ws *workspace) changes() (out []string) {
	with, err := ws.data.Ledger.Totals(ws.env.Context())
	if err != nil {
		return nil
	}
	without, err := ws.data.Without().Ledger.Totals(ws.env.Context())
	if err != nil {
		return nil
	}
	say := func(a ledger.Totals) string {
		in, gone, _ := format.From(ws.env).Sums(a)
		return "in " + in + " out " + gone
	}
	for i := range without {
		if i < len(with) && (with[i].In != without[i].In || with[i].Out != without[i].Out) {
			out = append(out, fmt.Sprintf("%s %s, without %s", with[i].Currency, say(with[i]), say(without[i])))
		}
	}
	if out == nil {
		out = []string{"the sums stay, categories and checks change"}
	}
	return out
}
