package pdf

import (
	"fmt"

	"aisdesk/aisclient/report/outline"
)

const (
	pad      = 1.0 // beside a cell's text
	captionT = 4.4 // a caption over a table
)

// table draws a table; its head comes again on every page.
func (p *page) table(t *outline.Table) {
	if len(t.Rows) == 0 {
		return
	}
	h := tableSize * lineFactor
	if t.Caption != "" {
		p.font("B", 8, ink)
		p.Text(left, p.GetY()+3, p.text(t.Caption))
		p.SetY(p.GetY() + captionT)
	}
	w := p.widths(t)
	p.head(t, w)
	for i, r := range t.Rows {
		p.row(t, w, i, r)
	}
	if t.More > 0 {
		p.font("", tableSize, soft)
		p.room(h)
		p.Text(left, p.GetY()+h, fmt.Sprintf("and %d more, in the JSON", t.More))
		p.SetY(p.GetY() + h + 1)
	}
	p.SetY(p.GetY() + 2.2)
}

// sampled is how many rows tell how wide the columns have to be.
const sampled = 200

// widths gives each column what its longest cell needs, and shares out what is missing by the columns' weights.
func (p *page) widths(t *outline.Table) []float64 {
	need := make([]float64, len(t.Columns))
	for i, c := range t.Columns {
		p.font("B", tableSize, ink)
		need[i] = p.longestWord(p.text(c.Title))
	}
	p.font("", tableSize, ink)
	for _, r := range t.Rows[:min(len(t.Rows), sampled)] {
		if len(r) == 1 {
			continue
		}
		for i, cell := range r {
			need[i] = max(need[i], p.GetStringWidth(p.text(cell)))
		}
	}
	sum, weights := 0.0, 0
	for i := range need {
		need[i] += 2*pad + 0.2
		sum += need[i]
		weights += t.Columns[i].Width
	}
	if sum <= width {
		for i := range need {
			need[i] += (width - sum) * float64(t.Columns[i].Width) / float64(weights)
		}
		return need
	}
	return squeeze(need, t.Columns)
}

// longestWord is the width of the longest word of a title, which may break between words.
func (p *page) longestWord(s string) float64 {
	most, word := 0.0, ""
	for _, r := range s + " " {
		if r != ' ' {
			word += string(r)
			continue
		}
		most, word = max(most, p.GetStringWidth(word)), ""
	}
	return most
}

// squeeze takes what is too much from the columns that have more than their share.
func squeeze(need []float64, cols []outline.Column) []float64 {
	weights := 0
	for _, c := range cols {
		weights += c.Width
	}
	out := make([]float64, len(need))
	rest, fixed := width, make([]bool, len(need))
	for again := true; again; {
		again = false
		for i := range need {
			if share := rest * float64(cols[i].Width) / float64(max(weights, 1)); !fixed[i] && need[i] <= share {
				out[i], fixed[i], again = need[i], true, true
				rest, weights = rest-need[i], weights-cols[i].Width
			}
		}
	}
	for i := range need {
		if !fixed[i] {
			out[i] = rest * float64(cols[i].Width) / float64(weights)
		}
	}
	return out
}

// headCells are the lines of a table's head, and how many the longest has.
func headCells(p *page, t *outline.Table, w []float64) (cells [][]string, lines int) {
	p.font("B", tableSize, soft)
	cells = make([][]string, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = p.wrap(p.text(c.Title), w[i]-2*pad)
		lines = max(lines, len(cells[i]))
	}
	return cells, lines
}

func (p *page) head(t *outline.Table, w []float64) {
	h := tableSize * lineFactor
	cells, lines := headCells(p, t, w)
	y := p.GetY()
	p.SetFillColor(wash[0], wash[1], wash[2])
	if p.o.Badge == "" {
		p.Rect(left, y, width, float64(lines)*h+1, "F")
	}
	p.cells(t, w, cells, y+0.5)
	p.SetY(y + float64(lines)*h + 1)
	p.line(p.GetY(), rule, 0.25)
}

// cells writes the lines of cells.
func (p *page) cells(t *outline.Table, w []float64, cells [][]string, y float64) {
	h := tableSize * lineFactor
	x := left
	for i, lines := range cells {
		for k, l := range lines {
			if l == "" {
				continue
			}
			at := x + pad
			if t.Columns[i].Right {
				at = x + w[i] - pad - p.GetStringWidth(l)
			}
			p.Text(at, y+float64(k)*h+h*0.76, l)
		}
		x += w[i]
	}
}

// rowCells are the lines of a row, how many the longest has, and how it is written; one of a single cell is a note over all columns.
func rowCells(p *page, t *outline.Table, w []float64, i int, r []string) (cells [][]string, lines int, note bool, style string, c colour) {
	c = ink
	note = len(r) == 1 && len(t.Columns) > 1
	switch {
	case t.Marked[i]:
		style = "B"
	case note:
		c = soft
	}
	p.font(style, tableSize, c)
	lines = 1
	cells = make([][]string, len(r))
	for k, cell := range r {
		room := w[k] - 2*pad
		if note {
			room = width - 6
		}
		cells[k] = p.wrap(p.text(cell), room)
		lines = max(lines, len(cells[k]))
	}
	return cells, lines, note, style, c
}

// row writes a row.
func (p *page) row(t *outline.Table, w []float64, i int, r []string) {
	h := tableSize * lineFactor
	cells, lines, note, style, c := rowCells(p, t, w, i, r)
	for full := int((pageH-bottom-top)/h) - 6; lines > full; lines -= full { // more than a page with its head has room for
		begin := make([][]string, len(cells))
		for k, c := range cells {
			n := min(len(c), full)
			begin[k], cells[k] = c[:n], c[n:]
		}
		part(p, t, w, begin, full, note, style, c)
	}
	part(p, t, w, cells, lines, note, style, c)
	p.line(p.GetY(), rule, 0.1)
}

// part writes lines of a row, on a new page where this one has no room for them.
func part(p *page, t *outline.Table, w []float64, cells [][]string, lines int, note bool, style string, c colour) {
	h := tableSize * lineFactor
	if p.GetY()+float64(lines)*h+1 > pageH-bottom {
		p.AddPage()
		p.SetXY(left, top)
		p.head(t, w)
		p.font(style, tableSize, c)
	}
	y := p.GetY()
	if note {
		for k, l := range cells[0] {
			p.Text(left+4, y+0.5+float64(k)*h+h*0.76, l)
		}
	} else {
		p.cells(t, w, cells, y+0.5)
	}
	p.SetY(y + float64(lines)*h + 1)
}
