package inspector

import (
	"bytes"
	"context"
	"strings"
)

// layout indents XML by its tags. It judges nothing: a broken reply must be readable too. An element that
// holds only text stays on one line.
type layout struct {
	lines []string
	depth int
	open  bool // the last line is a start tag, perhaps with its text
}

func xmlLines(ctx context.Context, b []byte) []string {
	var l layout
	for n := 0; len(b) > 0 && len(l.lines) <= maxLines; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			break
		}
		if b[0] != '<' {
			end := bytes.IndexByte(b, '<')
			if end < 0 {
				end = len(b)
			}
			l.text(strings.Join(strings.Fields(string(b[:end])), " "))
			b = b[end:]
			continue
		}
		var tag string
		tag, b = nextTag(b)
		l.tag(tag)
	}
	return l.lines
}

// maxIndent bounds the indentation of a hostile nesting.
const maxIndent = 40

func (l *layout) add(s string) {
	l.lines = append(l.lines, strings.Repeat("  ", min(max(l.depth, 0), maxIndent))+s)
}

func (l *layout) text(s string) {
	switch {
	case s == "":
	case l.open:
		l.lines[len(l.lines)-1] += s
	default:
		l.add(s)
	}
}

func (l *layout) tag(tag string) {
	switch {
	case strings.HasPrefix(tag, "</"):
		l.depth--
		if l.open {
			l.lines[len(l.lines)-1] += tag
		} else {
			l.add(tag)
		}
		l.open = false
	case strings.HasPrefix(tag, "<?"), strings.HasPrefix(tag, "<!"), strings.HasSuffix(tag, "/>"):
		l.add(tag)
		l.open = false
	default:
		l.add(tag)
		l.depth++
		l.open = true
	}
}

// nextTag cuts the first tag, comment or CDATA section off; an unfinished one is the rest.
func nextTag(b []byte) (string, []byte) {
	end := []byte(">")
	switch {
	case bytes.HasPrefix(b, []byte("<!--")):
		end = []byte("-->")
	case bytes.HasPrefix(b, []byte("<![CDATA[")):
		end = []byte("]]>")
	}
	i := bytes.Index(b, end)
	if i < 0 {
		return string(b), nil
	}
	return string(b[:i+len(end)]), b[i+len(end):]
}
