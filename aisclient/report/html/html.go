// Package html writes a report as one file for a browser and for printing on A4: no script, no request, a policy that
// allows its own style alone. It is the accessible form: headings, table heads and the language are marked. A link holds the JSON.
package html

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/outline"
)

//go:embed style.css
var style string

// policy lets nothing in but the style whose hash it names.
const policy = "default-src 'none'; style-src 'sha256-%s'; img-src data:; base-uri 'none'; form-action 'none'"

// page is a document while it is written.
type page struct {
	strings.Builder
	o *outline.Outline
}

// Render writes the document as a page. The same document gives the same bytes. It fails as outline.Of does.
func Render(d *report.Document) ([]byte, error) {
	o, err := outline.Of(d)
	if err != nil {
		return nil, err
	}
	p := &page{o: o}
	p.head()
	p.banner()
	for i, s := range o.Sections {
		p.section(i, s)
	}
	p.put(`<footer><p>Report %s. SHA-256 of <a download="%s.json"`, o.ID, o.ID)
	p.WriteString(data + base64.StdEncoding.EncodeToString(o.JSON))
	p.put(`">its JSON</a>: <code>%s</code></p></footer></main></body></html>`, o.Digest)
	p.WriteString("\n")
	return []byte(p.String()), nil
}

// data begins the address that holds the report's JSON.
const data = ` href="data:application/json;base64,`

// Data is the JSON that a page holds; false where it holds none, as those of older versions. What cannot be read is nil.
func Data(b []byte) (json []byte, held bool) {
	at := bytes.LastIndex(b, []byte(data))
	if at < 0 {
		return nil, false
	}
	coded, _, _ := bytes.Cut(b[at+len(data):], []byte(`"`))
	json, err := base64.StdEncoding.DecodeString(string(coded))
	if err != nil {
		return nil, true
	}
	return json, true
}

// put writes markup; its arguments are escaped.
func (p *page) put(format string, args ...string) {
	escaped := make([]any, len(args))
	for i, a := range args {
		escaped[i] = html.EscapeString(a)
	}
	fmt.Fprintf(p, format, escaped...)
}

// styled is the style with what stands at the edges of printed pages.
func (p *page) styled() string {
	css := strings.ReplaceAll(style, "{{foot}}", p.o.ID+"  SHA-256 "+p.o.Digest)
	return strings.ReplaceAll(css, "{{badge}}", p.o.Badge)
}

func (p *page) head() {
	css := p.styled()
	sum := sha256.Sum256([]byte(css))
	title := p.o.Title
	if p.o.Badge != "" {
		title = p.o.Badge + ": " + title
	}
	p.WriteString("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
	p.put("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", fmt.Sprintf(policy, base64.StdEncoding.EncodeToString(sum[:])))
	p.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"referrer\" content=\"no-referrer\">\n")
	p.put("<title>%s</title>\n<style>", title)
	p.WriteString(css)
	p.WriteString("</style></head>\n<body>")
	if p.o.Badge != "" {
		class := "mark"
		if len(p.o.Badge) > len(report.SandboxBadge) {
			class = "mark long"
		}
		p.put(`<div class="%s" aria-hidden="true"><span>%s</span></div>`, class, p.o.Badge)
	}
	p.WriteString("<main>\n")
}

// signs stand beside outcomes, so that colour alone tells nothing.
var signs = map[string]string{"confirmed": "✓", "refuted": "✗", "inconclusive": "?"}

func (p *page) banner() {
	p.put(`<header><p class="kind">Account verification report</p><p class="id">%s</p>`, p.o.ID)
	if p.o.Badge != "" {
		p.put(`<p class="badge">%s</p>`, p.o.Badge)
	}
	p.put(`<h1 class="verdict %s"><span class="sign" aria-hidden="true">%s</span>%s</h1>`, outcomeClass(p.o.Verdict), signs[p.o.Verdict], p.o.Title)
	p.put("<p>%s</p></header>\n", p.o.About)
}

// outcomeClass is the class of an outcome; nothing else becomes one.
func outcomeClass(s string) string {
	if _, ok := signs[s]; ok {
		return s
	}
	return "other"
}

func (p *page) section(n int, s outline.Section) {
	class := "part"
	if n == 0 {
		class = "front"
	}
	p.put(`<section class="%s"><h2>%s</h2>`+"\n", class, s.Title)
	for _, b := range s.Blocks {
		p.block(b)
	}
	p.WriteString("</section>\n")
}

func (p *page) block(b outline.Block) {
	switch b := b.(type) {
	case outline.Facts:
		p.facts(b)
	case outline.Outcomes:
		p.outcomes(b)
	case outline.Heading:
		p.put(`<h3><span class="chip %s">%s %s</span> %s</h3>`+"\n", outcomeClass(b.Mark), signs[b.Mark], b.Mark, b.Text)
	case outline.Paragraph:
		p.put("<p>%s</p>\n", string(b))
	case outline.List:
		p.WriteString("<ul>")
		for _, l := range b {
			p.put("<li>%s</li>", l)
		}
		p.WriteString("</ul>\n")
	case *outline.Table:
		p.table(b)
	case *outline.Bars:
		p.bars(b)
	case *outline.Lines:
		p.lines(b)
	}
}

func (p *page) facts(f outline.Facts) {
	p.WriteString("<dl>")
	for _, x := range f {
		if x.Value != "" {
			p.put("<div><dt>%s</dt><dd>%s</dd></div>", x.Name, x.Value)
		}
	}
	p.WriteString("</dl>\n")
}

func (p *page) outcomes(all outline.Outcomes) {
	p.WriteString(`<table class="outcomes"><thead><tr><th scope="col">Outcome</th><th scope="col">Claim</th><th scope="col" class="r">Figure</th></tr></thead><tbody>`)
	for _, c := range all {
		p.put(`<tr><td><span class="chip %s">%s %s</span></td><td>%s</td><td class="r" data-head="Figure">%s</td></tr>`, outcomeClass(c.Outcome), signs[c.Outcome], c.Outcome, c.Claim, c.Figure)
	}
	p.WriteString("</tbody></table>\n")
}

func (p *page) table(t *outline.Table) {
	if len(t.Rows) == 0 {
		return
	}
	if len(t.Rows) <= shortTable {
		p.WriteString(`<table class="short">`)
	} else {
		p.WriteString("<table>")
	}
	if t.Caption != "" {
		p.put("<caption>%s</caption>", t.Caption)
	}
	p.WriteString("<thead><tr>")
	for _, c := range t.Columns {
		p.put(`<th scope="col"`+right(c.Right)+`>%s</th>`, c.Title)
	}
	p.WriteString("</tr></thead><tbody>")
	for i, r := range t.Rows {
		p.row(t, i, r)
	}
	p.WriteString("</tbody></table>\n")
	if t.More > 0 {
		p.put("<p class=\"more\">and %s more, in the JSON</p>\n", fmt.Sprint(t.More))
	}
}

// right is the class of what stands right.
func right(is bool) string {
	if is {
		return ` class="r"`
	}
	return ""
}

// shortTable is up to how many rows a table is not parted by the end of a page.
const shortTable = 8

// shortCell is how long a cell is that is never broken: a day, an amount with its currency.
const shortCell = 13

// classes are those of a cell.
func classes(right, short bool) string {
	switch {
	case right:
		return ` class="r n"`
	case short:
		return ` class="n"`
	}
	return ""
}

// row writes a row; one of a single cell is a note over all columns.
func (p *page) row(t *outline.Table, i int, r []string) {
	if len(r) == 1 && len(t.Columns) > 1 {
		p.put(`<tr class="note"><td colspan="%s">%s</td></tr>`, fmt.Sprint(len(t.Columns)), r[0])
		return
	}
	if t.Marked[i] {
		p.WriteString(`<tr class="sum">`)
	} else {
		p.WriteString("<tr>")
	}
	for k, c := range t.Columns {
		cell := ""
		if k < len(r) {
			cell = r[k]
		}
		if len(cell) <= shortCell || c.Right || slices.ContainsFunc(strings.Fields(cell), long) {
			p.put("<td"+classes(c.Right, len(cell) <= shortCell)+` data-head="%s">%s</td>`, c.Title, cell)
			continue
		}
		p.put(`<td class="w" data-head="%s">`, c.Title)
		p.words(cell)
		p.WriteString("</td>")
	}
	p.WriteString("</tr>")
}

func long(word string) bool { return utf8.RuneCountInString(word) > shortCell }

// words writes a cell that is broken between its words only: a browser would break a day at its hyphens.
func (p *page) words(cell string) {
	for i, w := range strings.Split(cell, " ") {
		if i > 0 {
			p.WriteString(" ")
		}
		if strings.Contains(w, "-") {
			p.put(`<span class="n">%s</span>`, w)
		} else {
			p.put("%s", w)
		}
	}
}
