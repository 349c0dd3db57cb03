// Package pdf writes a report as PDF on A4, for the file of a bank. Its bytes repeat: dates and the order of its objects
// are set, and nothing else changes. The fonts are embedded; they have the letters of Polish, Czech, Hungarian, the Baltic
// languages, Romanian, Spanish, Greek and Cyrillic. The report's JSON is attached. It is untagged: the accessible form is the HTML.
package pdf

import (
	"bytes"
	"fmt"
	"slices"

	"codeberg.org/go-pdf/fpdf"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/outline"
)

// The page in millimetres.
const (
	left, right    = 15.0, 15.0
	top, bottom    = 18.0, 18.0
	pageW, pageH   = 210.0, 297.0
	width          = pageW - left - right
	family         = "Go"
	lineFactor     = 0.44 // millimetres of a line for each point of its letters
	smallest       = 6.0  // points
	tableSize      = 7.0
	bodySize       = 9.0
	paragraphSpace = 1.6
)

// colour is red, green, blue.
type colour [3]int

var (
	ink    = colour{27, 36, 45}
	soft   = colour{91, 104, 115}
	rule   = colour{213, 219, 224}
	wash   = colour{244, 246, 248}
	blue   = colour{29, 91, 134}
	good   = colour{28, 107, 60}
	bad    = colour{163, 35, 31}
	open   = colour{138, 90, 0}
	faint  = colour{248, 230, 228} // the badge across the page
	series = []colour{{29, 91, 134}, {176, 86, 26}, {63, 122, 58}, {123, 75, 148}, {75, 85, 96}}
)

// page is a document while it is drawn.
type page struct {
	*fpdf.Fpdf
	o *outline.Outline
	letters
}

// Render writes the document as PDF. The same document gives the same bytes. It fails as outline.Of does, and where package fpdf
// cannot write it.
func Render(d *report.Document) ([]byte, error) {
	o, err := outline.Of(d)
	if err != nil {
		return nil, err
	}
	p := &page{Fpdf: fpdf.New("P", "mm", "A4", ""), o: o}
	if err := p.letters.read(); err != nil {
		return nil, err
	}
	p.set(d)
	p.banner()
	for i, s := range o.Sections {
		if i == 1 {
			p.AddPage()
		}
		p.section(s)
	}
	if absent := p.absent(); absent != "" {
		p.font("", bodySize, ink)
		p.flow(left, width, bodySize, absent)
	}
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		return nil, fmt.Errorf("writing the PDF: %w", err)
	}
	return b.Bytes(), nil
}

// set prepares fonts, dates and what stands on every page.
func (p *page) set(d *report.Document) {
	when := d.Made.Time()
	p.SetCreationDate(when)
	p.SetModificationDate(when)
	p.SetCatalogSort(true)
	p.SetProducer("aisdesk", false)
	title := p.o.Title
	if p.o.Badge != "" {
		title = p.o.Badge + ": " + title
	}
	p.SetTitle(title, true)
	p.SetSubject(p.o.ID+" SHA-256 "+p.o.Digest, true)
	p.SetLang("en")
	p.SetAttachments([]fpdf.Attachment{{Content: p.o.JSON, Filename: p.o.ID + ".json", Description: "The report"}})
	p.AddUTF8FontFromBytes(family, "", goregular.TTF)
	p.AddUTF8FontFromBytes(family, "B", gobold.TTF)
	p.SetMargins(left, top, right)
	p.SetCellMargin(0)
	p.SetAutoPageBreak(false, bottom)
	p.AliasNbPages("{pages}")
	p.SetHeaderFunc(p.header)
	p.SetFooterFunc(p.footer)
	p.AddPage()
}

// header writes the badge across the page and at its edge.
func (p *page) header() {
	if p.o.Badge == "" {
		return
	}
	p.across(p.o.Badge)
	p.font("B", 9, bad)
	p.Text(pageW-right-p.GetStringWidth(p.o.Badge), 11, p.o.Badge)
	p.SetXY(left, top)
}

// footer writes the report's id and checksum and the page's number.
func (p *page) footer() {
	p.font("", smallest, soft)
	p.Text(left, pageH-9, p.o.ID+"   SHA-256 of the JSON "+p.o.Digest)
	p.SetXY(pageW-right-30, pageH-11.5)
	p.CellFormat(30, 4, fmt.Sprintf("page %d of {pages}", p.PageNo()), "", 0, "R", false, 0, "")
}

// font chooses letters and their colour.
func (p *page) font(style string, size float64, c colour) {
	p.SetFont(family, style, size)
	p.SetTextColor(c[0], c[1], c[2])
}

// room begins a page where less than h millimetres are left.
func (p *page) room(h float64) {
	if p.GetY()+h > pageH-bottom {
		p.AddPage()
		p.SetXY(left, top)
	}
}

var outcomeColours = map[string]colour{"confirmed": good, "refuted": bad, "inconclusive": open}

func colourOf(outcome string) colour {
	if c, ok := outcomeColours[outcome]; ok {
		return c
	}
	return soft
}

// banner is the head of the first page.
func (p *page) banner() {
	p.SetXY(left, top)
	p.font("", 8, soft)
	p.CellFormat(width, 4, "ACCOUNT VERIFICATION REPORT", "", 0, "L", false, 0, "")
	p.SetX(left)
	p.CellFormat(width, 4, p.o.ID, "", 1, "R", false, 0, "")
	c := colourOf(p.o.Verdict)
	p.SetFillColor(c[0], c[1], c[2])
	p.Rect(left, p.GetY()+1.5, 1.6, 9, "F")
	p.SetXY(left+3.5, p.GetY()+1)
	p.font("B", 17, c)
	p.MultiCell(width-4, 9.6, p.text(p.o.Title), "", "L", false)
	p.font("", bodySize, soft)
	p.SetX(left)
	p.MultiCell(width, bodySize*lineFactor, p.text(p.o.About), "", "L", false)
	p.line(p.GetY()+1.5, ink, 0.5)
	p.SetY(p.GetY() + 3)
}

// line draws a line over the width.
func (p *page) line(y float64, c colour, w float64) {
	p.SetDrawColor(c[0], c[1], c[2])
	p.SetLineWidth(w)
	p.Line(left, y, pageW-right, y)
}

func (p *page) section(s outline.Section) {
	p.room(titleH + lead(p, s.Blocks))
	p.SetXY(left, p.GetY()+3.5)
	p.font("B", 12, blue)
	p.CellFormat(width, 6, p.text(s.Title), "", 1, "L", false, 0, "")
	p.line(p.GetY()+0.4, rule, 0.2)
	p.SetY(p.GetY() + 2)
	for i, b := range s.Blocks {
		p.room(lead(p, s.Blocks[i:]))
		p.block(b)
	}
}

func (p *page) block(b outline.Block) {
	switch b := b.(type) {
	case outline.Facts:
		p.facts(b)
	case outline.Outcomes:
		p.outcomes(b)
	case outline.Heading:
		p.heading(b)
	case outline.Paragraph:
		p.font("", bodySize, ink)
		p.flow(left, width, bodySize, string(b))
		p.SetY(p.GetY() + paragraphSpace)
	case outline.List:
		for _, l := range b {
			p.font("", bodySize, ink)
			p.room(bodySize * lineFactor)
			p.Text(left+1, p.GetY()+bodySize*lineFactor*0.76, "•")
			p.flow(left+4, width-4, bodySize, l)
		}
		p.SetY(p.GetY() + paragraphSpace)
	case *outline.Table:
		p.table(b)
	case *outline.Bars:
		p.bars(b)
	case *outline.Lines:
		p.lines(b)
	}
}

// flow writes text that goes on over pages.
func (p *page) flow(x, w, size float64, s string) {
	for _, l := range p.wrap(p.text(s), w) {
		p.room(size * lineFactor)
		p.Text(x, p.GetY()+size*lineFactor*0.76, l)
		p.SetY(p.GetY() + size*lineFactor)
	}
}

// nameW is the width of a fact's name.
const nameW = 46.0

func (p *page) facts(f outline.Facts) {
	f = slices.DeleteFunc(slices.Clone(f), func(x outline.Fact) bool { return x.Value == "" })
	const h = bodySize * lineFactor
	for k, x := range f {
		names, values := factCells(p, x)
		need := float64(max(len(names), len(values))) * h
		if k == len(f)-2 { // the last one does not stand alone on a page
			last, value := factCells(p, f[k+1])
			need += float64(max(len(last), len(value)))*h + 0.9
		}
		p.room(min(need, (pageH-top-bottom)/2))
		for i := range max(len(names), len(values)) {
			p.room(h)
			y := p.GetY() + h*0.76
			if i < len(names) {
				p.font("", bodySize, soft)
				p.Text(left, y, names[i])
			}
			if i < len(values) {
				p.font("", bodySize, ink)
				p.Text(left+nameW, y, values[i])
			}
			p.SetY(p.GetY() + h)
		}
		p.line(p.GetY()+0.35, rule, 0.1)
		p.SetY(p.GetY() + 0.9)
	}
	p.SetY(p.GetY() + paragraphSpace)
}

// factCells are the lines of a fact's name and of its value.
func factCells(p *page, x outline.Fact) (name, value []string) {
	p.font("", bodySize, soft)
	name = p.wrap(p.text(x.Name), nameW-2)
	p.font("", bodySize, ink)
	return name, p.wrap(p.text(x.Value), width-nameW)
}

// chip writes an outcome in its box and returns its width.
func (p *page) chip(x, y float64, outcome string) float64 {
	c := colourOf(outcome)
	p.font("B", 7.5, c)
	w := p.GetStringWidth(outcome) + 3
	p.SetDrawColor(c[0], c[1], c[2])
	p.SetLineWidth(0.25)
	p.RoundedRect(x, y, w, 4.1, 1.2, "1234", "D")
	p.Text(x+1.5, y+2.95, outcome)
	return w
}

func (p *page) heading(h outline.Heading) {
	p.SetY(p.GetY() + 2)
	y := p.GetY()
	w := 0.0
	if h.Mark != "" {
		w = p.chip(left, y, p.text(h.Mark)) + 2
	}
	p.font("B", 10, ink)
	p.flow(left+w, width-w, 10, h.Text)
	p.SetY(p.GetY() + 0.8)
}

// outcomeH is the height of a line of an outcome.
const outcomeH = 5.4

func (p *page) outcomes(all outline.Outcomes) {
	const h = outcomeH
	for _, c := range all {
		p.font("", bodySize, ink)
		lines := p.wrap(p.text(c.Claim), width-28-38)
		p.room(float64(len(lines)) * h)
		y := p.GetY()
		p.chip(left, y+0.6, p.text(c.Outcome))
		p.font("", bodySize, ink)
		for i, l := range lines {
			p.Text(left+28, y+3.7+float64(i)*h, l)
		}
		p.font("B", bodySize, ink)
		figure := p.text(c.Figure)
		p.Text(pageW-right-p.GetStringWidth(figure), y+3.7, figure)
		p.SetY(y + float64(len(lines))*h)
		p.line(p.GetY()+0.1, rule, 0.1)
	}
	p.SetY(p.GetY() + 3)
}
