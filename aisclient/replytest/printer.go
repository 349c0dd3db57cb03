package replytest

import (
	"bufio"
	"strconv"
	"strings"
	"unicode/utf8"
)

// printer writes elements, indented by two spaces or compact.
type printer struct {
	w     *bufio.Writer
	o     Options
	stack []string
}

func (p *printer) line(s string) {
	if !p.o.Compact {
		for range p.stack {
			_, _ = p.w.WriteString("  ")
		}
	}
	_, _ = p.w.WriteString(s)
	if !p.o.Compact {
		_ = p.w.WriteByte('\n')
	}
}

// open writes a start tag; tag may hold attributes.
func (p *printer) open(tag string) {
	p.line("<" + tag + ">")
	name, _, _ := strings.Cut(tag, " ")
	p.stack = append(p.stack, name)
}

func (p *printer) close() {
	top := len(p.stack) - 1
	name := p.stack[top]
	p.stack = p.stack[:top]
	p.line("</" + name + ">")
}

func (p *printer) leaf(name, content string) {
	p.line("<" + name + ">" + p.escape(content) + "</" + name + ">")
}

func (p *printer) escape(s string) string {
	s = escaper.Replace(s)
	if !p.o.References {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r < utf8.RuneSelf {
			b.WriteRune(r)
			continue
		}
		b.WriteString("&#x" + strings.ToUpper(strconv.FormatInt(int64(r), 16)) + ";")
	}
	return b.String()
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
