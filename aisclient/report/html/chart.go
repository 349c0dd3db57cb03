package html

import (
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/report/outline"
)

// The size of a chart in its own units, and the room for its labels.
const (
	chartW, chartH                   = 760, 230
	padLeft, padTop, padRight, padBt = 66, 24, 10, 26
)

// lineClasses tell lines apart, by colour and by dashes.
const lineClasses = 5

// axis opens a chart with its caption, its lines and their amounts.
func (p *page) axis(caption string, ticks []aisclient.Amount) {
	p.put(`<figure><figcaption>%s</figcaption><svg viewBox="0 0 %s %s" role="img" aria-label="%s">`, caption, fmt.Sprint(chartW), fmt.Sprint(chartH), caption)
	for _, t := range ticks {
		y := yOf(t, ticks)
		class := "grid"
		if t == 0 {
			class = "zero"
		}
		fmt.Fprintf(p, `<line class="%s" x1="%d" y1="%s" x2="%d" y2="%s"/>`, class, padLeft, y, chartW-padRight, y)
		fmt.Fprintf(p, `<text class="r" x="%d" y="%s" dy="3.5">%s</text>`, padLeft-6, y, outline.Whole(t))
	}
}

// yOf is the height of an amount.
func yOf(a aisclient.Amount, ticks []aisclient.Amount) string {
	return num(padTop + (1-outline.Place(a, ticks))*(chartH-padTop-padBt))
}

// num writes a coordinate with a tenth, so that the same document gives the same bytes on every machine.
func num(f float64) string { return fmt.Sprintf("%.1f", f) }

func (p *page) bars(b *outline.Bars) {
	low, high := b.Reach()
	ticks := outline.Ticks(low, high)
	p.axis(b.Caption, ticks)
	step := float64(chartW-padLeft-padRight) / float64(len(b.Labels))
	for i, label := range b.Labels {
		x := padLeft + step*float64(i)
		var base aisclient.Amount
		for k, s := range b.Series {
			top, err := base.Add(s.Values[i])
			if err != nil || s.Values[i] == 0 {
				continue
			}
			y0, y1 := outline.Place(min(base, top), ticks), outline.Place(max(base, top), ticks)
			room := float64(chartH - padTop - padBt)
			fmt.Fprintf(p, `<rect class="bar%d" x="%s" y="%s" width="%s" height="%s"/>`, k, num(x+step*0.16), num(padTop+(1-y1)*room), num(step*0.68), num((y1-y0)*room))
			base = top
		}
		if base != 0 {
			fmt.Fprintf(p, `<text class="m val" x="%s" y="%s" dy="-3">%s</text>`, num(x+step/2), yOf(base, ticks), outline.Whole(base))
		}
		if b.Open && i == len(b.Labels)-1 {
			label += " *"
		}
		p.put(`<text class="m`+thin(i, len(b.Labels))+`" x="`+num(x+step/2)+`" y="`+fmt.Sprint(chartH-padBt+16)+`">%s</text>`, label)
	}
	p.WriteString("</svg>")
	p.legend(b)
	p.WriteString("</figure>\n")
}

// thin is the class of a label that a narrow page, which writes labels larger, leaves out: it has room for seven.
func thin(i, n int) string {
	if i%((n+6)/7) != 0 {
		return " thin"
	}
	return ""
}

func (p *page) legend(b *outline.Bars) {
	p.WriteString(`<p class="legend">`)
	for k, s := range b.Series {
		p.put(`<svg viewBox="0 0 12 12" aria-hidden="true"><rect class="bar`+fmt.Sprint(k)+`" x="1" y="1" width="10" height="10"/></svg> %s &#160; `, s.Name)
	}
	if b.Open {
		p.WriteString("* the month was not over")
	}
	p.WriteString("</p>")
}

func (p *page) lines(l *outline.Lines) {
	low, high, first, last := l.Reach()
	ticks := outline.Ticks(low, high)
	p.axis(l.Caption, ticks)
	width := float64(chartW - padLeft - padRight)
	x := func(d aisclient.Date) float64 {
		return padLeft + width*float64(d-first)/float64(max(last-first, 1))
	}
	months := outline.Months(first, last)
	for i, m := range months {
		fmt.Fprintf(p, `<line class="grid" x1="%[1]s" y1="%[2]d" x2="%[1]s" y2="%[3]d"/><text class="m%[6]s" x="%[1]s" y="%[4]d">%[5]s</text>`,
			num(x(m)), padTop, chartH-padBt, chartH-padBt+16, m.String()[:7], thin(i, len(months)))
	}
	for k, line := range l.Lines {
		fmt.Fprintf(p, `<path class="line%d" d="`, k%lineClasses)
		for i, pt := range line.Points { // a balance stays until the next one: steps
			if i == 0 {
				fmt.Fprintf(p, "M%s %s", num(x(pt.Day)), yOf(pt.Balance, ticks))
				continue
			}
			fmt.Fprintf(p, "H%sV%s", num(x(pt.Day)), yOf(pt.Balance, ticks))
		}
		p.WriteString(`"/>`)
	}
	p.WriteString(`</svg><p class="legend">`)
	for k, line := range l.Lines {
		p.put(`<svg viewBox="0 0 24 12" aria-hidden="true"><path class="line`+fmt.Sprint(k%lineClasses)+`" d="M0 6H24"/></svg> %s &#160; `, line.Name)
	}
	p.WriteString("</p></figure>\n")
}
