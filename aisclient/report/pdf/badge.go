package pdf

import (
	"math"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// The badge across the page: its angle, the height of its letters in millimetres, and the units in which they are read.
const (
	badgeAngle  = 52 * math.Pi / 180
	badgeHeight = 34.0
	badgeUnits  = 1000
	badgeLength = 280.0 // millimetres that the page has along the diagonal; longer words are made smaller
)

// across draws the badge over the whole page as outlines: as text it would stand between the lines of whoever copies
// the page. At the page's edge it is text.
func (p *page) across(badge string) {
	f, err := sfnt.Parse(gobold.TTF)
	if err != nil {
		p.SetError(err)
		return
	}
	var buf sfnt.Buffer
	scale := badgeHeight / badgeUnits
	var width float64
	for _, r := range badge {
		g, _ := f.GlyphIndex(&buf, r)
		adv, _ := f.GlyphAdvance(&buf, g, fixed.I(badgeUnits), 0)
		width += float64(adv) / 64 * scale
	}
	if width > badgeLength {
		scale, width = scale*badgeLength/width, badgeLength
	}
	p.SetFillColor(faint[0], faint[1], faint[2])
	x := -width / 2
	for _, r := range badge {
		g, _ := f.GlyphIndex(&buf, r)
		segments, err := f.LoadGlyph(&buf, g, fixed.I(badgeUnits), nil)
		if err != nil {
			p.SetError(err)
			return
		}
		p.outline(segments, x, scale)
		adv, _ := f.GlyphAdvance(&buf, g, fixed.I(badgeUnits), 0)
		x += float64(adv) / 64 * scale
	}
}

// outline fills one letter whose left end is x millimetres along the diagonal through the page's middle.
func (p *page) outline(segments sfnt.Segments, x, scale float64) {
	sin, cos := math.Sincos(badgeAngle)
	at := func(pt fixed.Point26_6) (float64, float64) {
		u, v := x+float64(pt.X)/64*scale, float64(pt.Y)/64*scale+scale*badgeUnits*0.36
		return pageW/2 + u*cos + v*sin, pageH/2 - u*sin + v*cos
	}
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			p.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			p.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			p.CurveTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			p.CurveBezierCubicTo(ax, ay, bx, by, cx, cy)
		}
	}
	p.DrawPath("F")
}
