package pdf

import "aisdesk/aisclient/report/outline"

// The heights of headings, in millimetres.
const (
	titleH   = 12.0 // a section's title with its line
	headingH = 3.0  // what stands around the letters of a heading
)

// lead is how much of some blocks, from the first on, must stand together on a page: a heading with what follows it, a table's head
// with its first row, a chart whole. It is at most half of a page, so that what never fits goes on over pages.
func lead(p *page, blocks []outline.Block) float64 {
	h := 0.0
	for _, b := range blocks {
		if first, ok := b.(outline.Heading); ok {
			p.font("B", 10, ink)
			h += headingH + float64(len(p.wrap(p.text(first.Text), width/2)))*10*lineFactor
			continue
		}
		if own := leadOf(p, b); own > 0 {
			h += own
			break
		}
	}
	return min(h, (pageH-top-bottom)/2)
}

// leadOf is lead of one block; 0 where nothing of it is drawn.
func leadOf(p *page, b outline.Block) float64 {
	const line = bodySize * lineFactor
	switch b := b.(type) {
	case outline.Facts:
		for _, f := range b {
			if f.Value != "" {
				return 2 * line
			}
		}
	case outline.Outcomes:
		if len(b) > 0 {
			return outcomeH
		}
	case outline.Paragraph:
		p.font("", bodySize, ink)
		return float64(min(len(p.wrap(p.text(string(b)), width)), 2)) * line
	case outline.List:
		return float64(min(len(b), 2)) * line
	case *outline.Table:
		return leadOfTable(p, b)
	case *outline.Bars, *outline.Lines:
		return chartRoom
	}
	return 0
}

// leadOfTable is the caption, the head and the first row.
func leadOfTable(p *page, t *outline.Table) float64 {
	if len(t.Rows) == 0 {
		return 0
	}
	w := p.widths(t)
	_, head := headCells(p, t, w)
	_, row, _, _, _ := rowCells(p, t, w, 0, t.Rows[0])
	h := float64(head+row)*tableSize*lineFactor + 3
	if t.Caption != "" {
		h += captionT
	}
	return h
}
