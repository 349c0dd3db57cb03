package analytics

import (
	"strconv"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/service"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/theme"
)

// factValue is what a service said, with amounts written as everywhere on screen: a figure of the answer is one where it has
// decimals. figure reports whether it is an amount, with or without its currency.
func factValue(words format.Writer, f service.Fact) (value string, figure bool) {
	number, currency, _ := strings.Cut(f.Value, " ")
	a, err := aisclient.ParseAmount(number)
	if err != nil || !strings.Contains(number, ".") || len(currency) > 3 || strings.ContainsFunc(currency, func(r rune) bool { return r < 'A' || r > 'Z' }) {
		return words.Sentence(f.Value), false
	}
	return strings.TrimSpace(words.Money(a) + " " + currency), true
}

// answerLines are what a service said: facts and tables.
func answerLines(env *pane.Env, facts []service.Fact, w int) []string {
	parts := service.Parts(facts)
	names, values, figures := 0, 0, 0
	for _, p := range parts {
		if p.Table != nil || p.Value == "" {
			continue
		}
		names = max(names, 2*p.Depth+cell.Width(p.Name))
		value, figure := factValue(format.From(env), p.Fact)
		if values = max(values, cell.Width(value)); figure {
			figures = max(figures, cell.Width(value))
		}
	}
	names = min(names, max(w/2, w-values-1))
	var out []string
	for _, p := range parts {
		if p.Table != nil {
			out = append(out, tableLines(env, p.Table, 2*p.Depth, w)...)
			continue
		}
		out = append(out, factLines(env, p.Fact, w, names, figures)...)
		out = append(out, scale(env, p.Fact, names, w)...)
	}
	return out
}

// factLines are one thing that a service said: its name at the left, indented under its head, in the room of the widest name, its
// value beside it, an amount at the right of the room for figures.
func factLines(env *pane.Env, f service.Fact, w, room, figures int) []string {
	t, words := env.Theme, format.From(env)
	value, figure := factValue(words, f)
	if figure {
		value = cell.Fit(value, figures, cell.Right, "")
	}
	name := strings.Repeat("  ", f.Depth) + f.Name
	if f.Value == "" {
		return []string{t.Paint(theme.Title, cell.Fit(name, w, cell.Left, t.Glyphs().Ellipsis))}
	}
	var out []string
	parts := []string{value}
	if !figure || figures > w-room-1 {
		parts = cell.Wrap(strings.TrimSpace(value), max(w-room-1, 8))
	}
	for _, part := range parts {
		out = append(out, t.Paint(theme.Dim, cell.Fit(name, room, cell.Left, t.Glyphs().Ellipsis))+" "+part)
		name = ""
	}
	return out
}

// scaleWidth is the room for a scale.
const scaleWidth = 40

// scale draws where on its scale a score stands; nothing for another fact.
func scale(env *pane.Env, f service.Fact, indent, w int) []string {
	number, rest, _ := strings.Cut(f.Value, " ")
	score, err := strconv.ParseFloat(number, 64)
	if err != nil || !strings.HasPrefix(rest, "on a scale from 0 to 100") || w < indent+scaleWidth+8 {
		return nil
	}
	t := env.Theme
	at := min(max(int(score*scaleWidth/100), 0), scaleWidth-1)
	line := strings.Repeat(t.Glyphs().H, scaleWidth)
	runes := []rune(line)
	return []string{strings.Repeat(" ", indent+1) + t.Paint(theme.Dim, "0 "+string(runes[:at])) + t.Paint(theme.Strong, "|") + t.Paint(theme.Dim, string(runes[at+1:])+" 100")}
}

// tableGap is the room between columns.
const tableGap = 2

// tableLines draws a table; columns that have no room stand below, beside the rows' names again.
func tableLines(env *pane.Env, table *service.Table, indent, w int) []string {
	t, words := env.Theme, format.From(env)
	head := cell.Width(table.Of)
	for _, r := range table.Rows {
		head = max(head, cell.Width(r.Name))
	}
	head = min(indent+head, w/2)
	cells := func(c int, r service.Row) (string, bool) { return factValue(words, service.Fact{Value: r.Cells[c]}) }
	var out []string
	for from := 0; from < len(table.Columns); {
		var widths []int
		room := w - head
		for c := from; c < len(table.Columns); c++ {
			width := cell.Width(table.Columns[c])
			for _, r := range table.Rows {
				value, _ := cells(c, r)
				width = max(width, cell.Width(value))
			}
			if room -= width + tableGap; room < 0 && c > from {
				break
			}
			widths = append(widths, min(width, max(w-head-tableGap, 1)))
		}
		line := t.Paint(theme.Dim, cell.Fit(strings.Repeat(" ", indent)+table.Of, head, cell.Left, t.Glyphs().Ellipsis))
		for k, width := range widths {
			line += strings.Repeat(" ", tableGap) + t.Paint(theme.Dim, cell.Fit(table.Columns[from+k], width, cell.Right, t.Glyphs().Ellipsis))
		}
		out = append(out, line)
		for _, r := range table.Rows {
			line := cell.Fit(strings.Repeat(" ", indent)+r.Name, head, cell.Left, t.Glyphs().Ellipsis)
			for k, width := range widths {
				value, _ := cells(from+k, r)
				line += strings.Repeat(" ", tableGap) + cell.Fit(value, width, cell.Right, t.Glyphs().Ellipsis)
			}
			out = append(out, line)
		}
		from += len(widths)
	}
	return out
}
