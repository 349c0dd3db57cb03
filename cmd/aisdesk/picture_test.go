package main

import (
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// pictures makes the end-to-end tests draw the README's pictures anew:
//
//	go test ./cmd/aisdesk -run TestE2EDemo -pictures
var pictures = flag.Bool("pictures", false, "draw the README's pictures of the terminal")

// pictureDir is where the README finds them.
const pictureDir = "../../.github/pictures"

// draw keeps the terminal's screen as an SVG picture, if that was asked for.
func (term *terminal) draw(name string) {
	term.t.Helper()
	if !*pictures {
		return
	}
	p := newPicture(term.tmux("capture-pane", "-p", "-e"))
	if err := os.MkdirAll(pictureDir, 0o755); err != nil {
		term.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(pictureDir, name+".svg"), []byte(p.svg()), 0o644); err != nil {
		term.t.Fatal(err)
	}
}

// picture is a screen of styled cells.
type picture struct{ rows [][]glyph }

type glyph struct {
	r     rune
	style pen
}

// pen is what SGR sequences set; empty colours are the terminal's own.
type pen struct {
	fg, bg             string
	bold, dim, reverse bool
	underline          bool
}

const (
	paper = "#15171c"
	ink   = "#d6d9e0"
	cellW = 8.4
	cellH = 17
)

func newPicture(screen string) *picture {
	p := &picture{}
	for line := range strings.Lines(screen) {
		var row []glyph
		var style pen
		line = strings.TrimRight(line, "\n")
		for line != "" {
			if rest, ok := strings.CutPrefix(line, "\x1b["); ok {
				end := strings.IndexFunc(rest, func(r rune) bool { return r >= '@' && r <= '~' })
				if rest[end] == 'm' {
					style.apply(rest[:end])
				}
				line = rest[end+1:]
				continue
			}
			r := []rune(line)[0]
			row = append(row, glyph{r, style})
			line = line[len(string(r)):]
		}
		p.rows = append(p.rows, row)
	}
	return p
}

func (s *pen) apply(params string) {
	n := strings.Split(params, ";")
	for i := 0; i < len(n); i++ {
		switch n[i] {
		case "", "0":
			*s = pen{}
		case "1":
			s.bold = true
		case "2":
			s.dim = true
		case "4":
			s.underline = true
		case "7":
			s.reverse = true
		case "22":
			s.bold, s.dim = false, false
		case "24":
			s.underline = false
		case "27":
			s.reverse = false
		case "39":
			s.fg = ""
		case "49":
			s.bg = ""
		case "38", "48":
			colour, used := extended(n[i+1:])
			if n[i] == "38" {
				s.fg = colour
			} else {
				s.bg = colour
			}
			i += used
		default:
			s.basic(n[i])
		}
	}
}

var basic = []string{"#1c1f26", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d6d9e0",
	"#5c6370", "#ff7b86", "#b5e08c", "#ffd98a", "#7cc7ff", "#dd9cf0", "#7fd5de", "#ffffff"}

func (s *pen) basic(code string) {
	v, _ := strconv.Atoi(code)
	switch {
	case v >= 30 && v <= 37:
		s.fg = basic[v-30]
	case v >= 40 && v <= 47:
		s.bg = basic[v-40]
	case v >= 90 && v <= 97:
		s.fg = basic[v-90+8]
	case v >= 100 && v <= 107:
		s.bg = basic[v-100+8]
	}
}

// extended reads what follows 38 or 48: 5;n or 2;r;g;b.
func extended(n []string) (colour string, used int) {
	if len(n) >= 4 && n[0] == "2" {
		var v [3]int
		for i := range v {
			v[i], _ = strconv.Atoi(n[1+i])
		}
		return fmt.Sprintf("#%02x%02x%02x", v[0], v[1], v[2]), 4
	}
	if len(n) >= 2 && n[0] == "5" {
		v, _ := strconv.Atoi(n[1])
		return indexed(v), 2
	}
	return "", 0
}

// indexed is the 256-colour palette.
func indexed(v int) string {
	switch {
	case v < 16:
		return basic[v]
	case v >= 232:
		g := 8 + (v-232)*10
		return fmt.Sprintf("#%02x%02x%02x", g, g, g)
	}
	v -= 16
	step := func(n int) int {
		if n == 0 {
			return 0
		}
		return 55 + n*40
	}
	return fmt.Sprintf("#%02x%02x%02x", step(v/36), step(v/6%6), step(v%6))
}

// svg draws runs of one style as one text each, placed by cell.
func (p *picture) svg() string {
	width := 0
	for _, row := range p.rows {
		width = max(width, len(row))
	}
	var b strings.Builder
	w, h := float64(width)*cellW+24, len(p.rows)*cellH+24
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%d" viewBox="0 0 %.0f %d" font-family="ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="14">`+"\n", w, h, w, h)
	fmt.Fprintf(&b, `<rect width="100%%" height="100%%" rx="8" fill="%s"/>`+"\n", paper)
	for y, row := range p.rows {
		for x := 0; x < len(row); {
			end := x
			for end < len(row) && row[end].style == row[x].style {
				end++
			}
			drawRun(&b, row[x:end], 12+float64(x)*cellW, 12+y*cellH)
			x = end
		}
	}
	b.WriteString("</svg>\n")
	return b.String()
}

func drawRun(b *strings.Builder, run []glyph, x float64, y int) {
	s := run[0].style
	fg, bg := s.fg, s.bg
	if fg == "" {
		fg = ink
	}
	if s.reverse {
		fg, bg = or(bg, paper), fg
	}
	width := float64(len(run)) * cellW
	if bg != "" {
		fmt.Fprintf(b, `<rect x="%.1f" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", x, y, width, cellH, bg)
	}
	var text strings.Builder
	for _, g := range run {
		text.WriteRune(g.r)
	}
	if strings.TrimSpace(text.String()) == "" {
		return
	}
	more := ""
	if s.bold {
		more += ` font-weight="bold"`
	}
	if s.dim {
		more += ` opacity="0.6"`
	}
	if s.underline {
		more += ` text-decoration="underline"`
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%d" fill="%s" textLength="%.1f" lengthAdjust="spacingAndGlyphs" xml:space="preserve"%s>%s</text>`+"\n",
		x, y+13, fg, width, more, html.EscapeString(text.String()))
}

func or(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func TestPictureKeepsTextAndColours(t *testing.T) {
	svg := newPicture("a\x1b[1;31mred\x1b[0m <b>\n\x1b[48;2;1;2;3m \x1b[49mz\n").svg()
	for _, want := range []string{`fill="#e06c75"`, ">red</text>", "&lt;b&gt;", `fill="#010203"`, `font-weight="bold"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}
