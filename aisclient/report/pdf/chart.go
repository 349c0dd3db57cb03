package pdf

import (
	"aisdesk/aisclient"
	"aisdesk/aisclient/report/outline"
)

// The place of a chart inside its box, in millimetres.
const (
	chartH     = 52.0
	axisW      = 18.0
	labelH     = 6.0
	legendH    = 5.0
	captionH   = 5.0
	chartSize  = 6.5
	valueSize  = 6.0
	barPart    = 0.68
	chartSpace = 4.0
	chartRoom  = captionH + chartH + labelH + legendH + chartSpace
)

// frame is where a chart is drawn.
type frame struct {
	x, y, w, h float64
	ticks      []aisclient.Amount
}

// at is the height of an amount.
func (f *frame) at(a aisclient.Amount) float64 { return f.y + (1-outline.Place(a, f.ticks))*f.h }

// axis draws a chart's caption and lines.
func (p *page) axis(caption string, ticks []aisclient.Amount) frame {
	p.room(chartRoom)
	p.font("B", bodySize, ink)
	p.Text(left, p.GetY()+3.4, p.text(caption))
	f := frame{left + axisW, p.GetY() + captionH + 2, width - axisW, chartH - 2, ticks}
	p.font("", chartSize, soft)
	for _, t := range ticks {
		c := rule
		if t == 0 {
			c = soft
		}
		p.SetDrawColor(c[0], c[1], c[2])
		p.SetLineWidth(0.15)
		p.Line(f.x, f.at(t), f.x+f.w, f.at(t))
		label := outline.Whole(t)
		p.Text(f.x-1.5-p.GetStringWidth(label), f.at(t)+0.8, label)
	}
	return f
}

func (p *page) bars(b *outline.Bars) {
	low, high := b.Reach()
	f := p.axis(b.Caption, outline.Ticks(low, high))
	step := f.w / float64(len(b.Labels))
	for i, label := range b.Labels {
		x := f.x + step*float64(i)
		var base aisclient.Amount
		for k, s := range b.Series {
			topOf, err := base.Add(s.Values[i])
			if err != nil || s.Values[i] == 0 {
				continue
			}
			p.bar(k, x+step*(1-barPart)/2, f.at(max(base, topOf)), step*barPart, f.at(min(base, topOf))-f.at(max(base, topOf)))
			base = topOf
		}
		if base != 0 {
			p.font("", valueSize, ink)
			p.middle(x+step/2, f.at(base)-0.8, outline.Whole(base))
		}
		if b.Open && i == len(b.Labels)-1 {
			label += " *"
		}
		p.font("", chartSize, soft)
		p.middle(x+step/2, f.y+f.h+3.6, label)
	}
	p.SetY(f.y + f.h + labelH)
	x := left + axisW
	for k, s := range b.Series {
		p.bar(k, x, p.GetY(), 2.6, 2.6)
		p.font("", chartSize, soft)
		p.Text(x+3.6, p.GetY()+2.2, p.text(s.Name))
		x += p.GetStringWidth(s.Name) + 9
	}
	if b.Open {
		p.Text(x, p.GetY()+2.2, "* the month was not over")
	}
	p.SetY(p.GetY() + legendH + chartSpace)
}

// bar draws one bar: full for what is proven, with an outline for what is possible.
func (p *page) bar(k int, x, y, w, h float64) {
	p.SetDrawColor(blue[0], blue[1], blue[2])
	p.SetLineWidth(0.2)
	if k == 0 {
		p.SetFillColor(blue[0], blue[1], blue[2])
		p.Rect(x, y, w, h, "F")
		return
	}
	p.SetDashPattern([]float64{0.8, 0.6}, 0)
	p.Rect(x, y, w, h, "D")
	p.SetDashPattern(nil, 0)
}

func (p *page) middle(x, y float64, s string) { p.Text(x-p.GetStringWidth(s)/2, y, s) }

// dashes tell lines apart besides their colours.
var dashes = [][]float64{nil, {2, 1}, {0.6, 0.6}, {3, 1, 0.6, 1}, {0.4, 1}}

func (p *page) lines(l *outline.Lines) {
	low, high, first, last := l.Reach()
	f := p.axis(l.Caption, outline.Ticks(low, high))
	x := func(d aisclient.Date) float64 { return f.x + f.w*float64(d-first)/float64(max(last-first, 1)) }
	p.font("", chartSize, soft)
	for _, m := range outline.Months(first, last) {
		p.SetDrawColor(rule[0], rule[1], rule[2])
		p.SetLineWidth(0.15)
		p.Line(x(m), f.y, x(m), f.y+f.h)
		p.middle(x(m), f.y+f.h+3.6, m.String()[:7])
	}
	for k, line := range l.Lines {
		p.stroke(k)
		for i, pt := range line.Points { // a balance stays until the next one: steps
			if i == 0 {
				p.MoveTo(x(pt.Day), f.at(pt.Balance))
				continue
			}
			p.LineTo(x(pt.Day), f.at(line.Points[i-1].Balance))
			p.LineTo(x(pt.Day), f.at(pt.Balance))
		}
		p.DrawPath("D")
	}
	p.SetDashPattern(nil, 0)
	p.SetY(f.y + f.h + labelH)
	at := left + axisW
	for k, line := range l.Lines {
		p.stroke(k)
		p.Line(at, p.GetY()+1.4, at+6, p.GetY()+1.4)
		p.SetDashPattern(nil, 0)
		p.font("", chartSize, soft)
		name := p.text(line.Name)
		p.Text(at+7.5, p.GetY()+2.2, name)
		at += p.GetStringWidth(name) + 14
	}
	p.SetY(p.GetY() + legendH + chartSpace)
}

// stroke chooses the colour and the dashes of a line.
func (p *page) stroke(k int) {
	c := series[k%len(series)]
	p.SetDrawColor(c[0], c[1], c[2])
	p.SetLineWidth(0.45)
	p.SetDashPattern(dashes[k%len(dashes)], 0)
}
