package page

import (
	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Text is a line that is the same at every width.
func Text(s string) Line { return Line{Draw: func(int, theme.Row) string { return s }} }

// Indented puts a line that cannot be chosen where those stand that can.
func Indented(l Line) Line {
	return Line{Draw: func(w int, row theme.Row) string { return "  " + l.Draw(max(w-2, 0), row) }}
}

// Blank is an empty line.
func Blank() Line { return Text("") }

// Piece is a part of a line: a text in a role in so many cells.
type Piece struct {
	Text  string
	Role  theme.Role
	W     int // 0 takes what the others leave
	Align cell.Align
	// Decimals is the room for decimals with cell.Decimal.
	Decimals int
	// Drop leaves the piece out in lines narrower than this.
	Drop int
	// Words cuts the text between words: half a number is another number.
	Words bool
	// Ready marks a text that holds its own sequences, such as a sparkline, and is exactly W cells wide.
	Ready bool
}

// Row makes a line of pieces, two cells apart, with the cursor's sign in front where it is an item.
func Row(t *theme.Theme, item any, pieces ...Piece) Line {
	return Line{Item: item, Draw: func(w int, row theme.Row) string { return drawRow(t, item, pieces, w, row) }}
}

func drawRow(t *theme.Theme, item any, pieces []Piece, w int, row theme.Row) string {
	b := []byte(t.OnRow(row, theme.Accent))
	room := w
	if item != nil {
		sign := " "
		if row == theme.RowCursor {
			sign = t.Glyphs().Cursor
		}
		b = append(append(b, sign...), ' ')
		room -= 2
	}
	fixed, n := 0, 0
	for _, p := range pieces {
		if p.Drop <= w {
			fixed += p.W
			n++
		}
	}
	rest := max(room-fixed-2*(n-1), 0)
	first := true
	for _, p := range pieces {
		if p.Drop > w {
			continue
		}
		if !first {
			b = append(append(b, t.OnRow(row, theme.Plain)...), ' ', ' ')
		}
		first = false
		b = appendPiece(b, t, p, row, rest)
	}
	b = append(b, t.OnRow(row, theme.Plain)...)
	s := cell.Fit(string(append(b, t.Off()...)), w, cell.Left, "")
	return s
}

func appendPiece(b []byte, t *theme.Theme, p Piece, row theme.Row, rest int) []byte {
	w := p.W
	if w == 0 {
		w = rest
	}
	if p.Ready {
		return append(b, p.Text...)
	}
	b = append(b, t.OnRow(row, p.Role)...)
	if p.Align == cell.Decimal {
		return cell.AppendDecimal(b, []byte(p.Text), w, p.Decimals)
	}
	if p.Words {
		p.Text = cell.CutWords(p.Text, w, t.Glyphs().Ellipsis)
	}
	return cell.AppendFit(b, []byte(p.Text), w, p.Align, t.Glyphs().Ellipsis)
}

// MoneyWidth is how many cells a column needs for some amounts, each with so many decimals at most, at least least.
func MoneyWidth(least, decimals int, amounts ...string) int {
	for _, a := range amounts {
		whole, have := a, 0
		if i := cell.DecimalSign(a); i >= 0 {
			whole, have = a[:i], len(a)-1-i
		}
		least = max(least, cell.Width(whole)+1+max(decimals, have))
	}
	return least
}

// Pair is a name with its value.
type Pair struct {
	Name, Value string
	Role        theme.Role
}

// Pairs lays names and values out, in two columns where w has room for that, each value on one line or
// wrapped under itself in a single column.
func Pairs(t *theme.Theme, w, nameWidth int, pairs []Pair) []Line {
	var lines []Line
	for _, p := range pairs {
		if p.Value == "" {
			continue
		}
		for i, part := range cell.Wrap(p.Value, max(w-nameWidth-1, 8)) {
			name := p.Name
			if i > 0 {
				name = ""
			}
			l := Text(t.Paint(theme.Dim, cell.Fit(name, nameWidth, cell.Left, t.Glyphs().Ellipsis)) + " " + t.Paint(p.Role, part))
			l.Part = i > 0
			lines = append(lines, l)
		}
	}
	return lines
}

// Halves puts lines into two columns of w cells each, as long as each other as they can be: the first line of the
// second column goes on with nothing of the first.
func Halves(lines []Line, w int) []string {
	at := (len(lines) + 1) / 2
	for at < len(lines) && lines[at].Part {
		at++
	}
	out := make([]string, 0, at)
	for i := range at {
		l := cell.Fit(lines[i].Draw(w, theme.RowPlain), w, cell.Left, "")
		if at+i < len(lines) {
			l += "  " + lines[at+i].Draw(w, theme.RowPlain)
		}
		out = append(out, l)
	}
	return out
}
