package cell

import (
	"strings"
	"unicode/utf8"
)

// Lines cuts a block into exactly h lines of exactly w cells: the one last step that every pane's View ends
// with. Missing lines are blank, lines too many are dropped from the end.
func Lines(lines []string, w, h int) []string {
	out := make([]string, max(h, 0))
	for i := range out {
		if i < len(lines) {
			out[i] = Fit(lines[i], w, Left, "")
		} else {
			out[i] = Spaces(w)
		}
	}
	return out
}

// Exact is Lines, joined.
func Exact(lines []string, w, h int) string { return strings.Join(Lines(lines, w, h), "\n") }

// Beside puts blocks of lines side by side. Each block's lines must have that block's width; a block that
// is shorter than the longest is continued with spaces of the given widths.
func Beside(gap int, widths []int, blocks ...[]string) []string {
	h := 0
	for _, b := range blocks {
		h = max(h, len(b))
	}
	out := make([]string, h)
	var sb strings.Builder
	for y := range out {
		sb.Reset()
		for i, b := range blocks {
			if i > 0 {
				sb.WriteString(Spaces(gap))
			}
			if y < len(b) {
				sb.WriteString(Fit(b[y], widths[i], Left, ""))
			} else {
				sb.WriteString(Spaces(widths[i]))
			}
		}
		out[y] = sb.String()
	}
	return out
}

// Wrap breaks a text without escape sequences into lines of at most w cells, at spaces where it can; a path that is
// longer than a line, after a slash. It does not break at hyphens, as ansi.Wrap does: one may be the sign of an amount.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	var out []string
	for part := range strings.SplitSeq(s, "\n") {
		out = append(out, wrapLine(part, w)...)
	}
	return out
}

func wrapLine(s string, w int) []string {
	var out []string
	line, begun := "", false
	for word := range strings.SplitSeq(s, " ") {
		switch {
		case !begun:
			line, begun = word, true
		case Width(line)+1+Width(word) <= w:
			line += " " + word
		default:
			out, line = append(out, line), word
		}
		for Width(line) > w {
			head := Truncate(line, w, "")
			if i := strings.LastIndexByte(head, '/'); i > 0 {
				head = line[:i+1]
			}
			if head == "" { // a wide character in a single cell
				_, size := utf8.DecodeRuneInString(line)
				head = line[:size]
			}
			out, line = append(out, head), line[len(head):]
		}
	}
	return append(out, line)
}
