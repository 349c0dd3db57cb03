package inspector

import (
	"fmt"
	"net/http"
	"strings"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// wide puts the document beside the list.
func (p *Pane) wide() bool { return p.w >= 140 }

// listPanel is the size of the list: what it needs, two fifths of the height at most.
func (p *Pane) listPanel() (w, h int) {
	if p.wide() {
		return min(max(64, p.w*2/5), inWords+6), p.h
	}
	return p.w, max(min(p.h*2/5, 14, len(p.items)+4), 5)
}

func (p *Pane) docHeight() int {
	if p.wide() {
		return max(p.h-2, 1)
	}
	_, h := p.listPanel()
	return max(p.h-h-2, 1)
}

// View is the list with the document of the entry under the cursor.
func (p *Pane) View() string {
	w, h := p.listPanel()
	list := p.listView(w, h)
	if p.wide() {
		return cell.Exact(cell.Beside(1, []int{w, p.w - w - 1}, list, p.docView(p.w-w-1, p.h)), p.w, p.h)
	}
	return cell.Exact(append(list, p.docView(p.w, p.h-h)...), p.w, p.h)
}

func (p *Pane) listView(w, h int) []string {
	t := p.env.Theme
	inner := w - 4
	lines := []string{t.Paint(theme.Header, callRow(t, inner, "", "time", "call", "status", "took", "size"))}
	p.list.Resize(len(p.items), h-3)
	from, to := p.list.Window()
	for i := from; i < to; i++ {
		lines = append(lines, cell.Mark(pane.AreaRow, i, p.itemLine(p.items[i], i == p.list.Cursor, inner)))
	}
	if len(p.items) == 0 {
		lines = append(lines, t.Paint(theme.Dim, "no call was made in this run of the program"))
	}
	note := ""
	if to-from < len(p.items) {
		note = fmt.Sprintf("%d to %d of %d", from+1, to, len(p.items))
	}
	return t.Panel(theme.Panel{Title: "Calls", Note: note, Focus: !p.reading, W: w, H: h}, lines)
}

func (p *Pane) itemLine(it item, on bool, w int) string {
	t := p.env.Theme
	state, sign := theme.RowPlain, "  "
	if on {
		state, sign = theme.RowCursor, t.Glyphs().Cursor+" "
		if p.reading {
			state = theme.RowIdle
		}
	}
	if it.call == nil {
		return t.PaintRow(state, theme.Plain, cell.Fit(sign+it.title, w, cell.Left, t.Glyphs().Ellipsis))
	}
	x := it.call
	role := theme.Plain
	if x.Err != "" || x.Status >= 400 || x.Status == 0 {
		role = theme.Bad
	}
	status := "none"
	if x.Status != 0 {
		status = strings.TrimSpace(fmt.Sprint(x.Status, " ", http.StatusText(x.Status)))
	}
	row := callRow(t, w, sign, x.Started.In(p.env.Now().Location()).Format("15:04:05"), x.Method+" "+text.Clean(x.Path).String(),
		status, field.Millis(x.Duration), field.Size(x.ResponseSize))
	return t.PaintRow(state, role, row)
}

// inWords is the width from which on a status is told in words, too.
const inWords = 72

// callRow gives the path what the other columns leave.
func callRow(t *theme.Theme, w int, sign, when, call, status, took, size string) string {
	const fixed = 2 + 8 + 1 + 1 + 1 + 8 + 1 + 9
	e, align := t.Glyphs().Ellipsis, cell.Left
	room := 15
	if w < inWords {
		status, _, _ = strings.Cut(status, " ")
		room, align = 6, cell.Right
	}
	return cell.Fit(sign, 2, cell.Left, "") + cell.Fit(when, 8, cell.Left, e) + " " + cell.Fit(call, max(w-fixed-room, 4), cell.Left, e) + " " +
		cell.Fit(status, room, align, e) + " " + cell.Fit(took, 8, cell.Right, e) + " " + cell.Fit(size, 9, cell.Right, e)
}

func (p *Pane) docView(w, h int) []string {
	t := p.env.Theme
	title, note := "Request and answer", ""
	if len(p.items) > 0 && p.items[p.list.Cursor].call == nil {
		title = "Reply"
	}
	inner, room := w-4, h-2
	p.clamp()
	var lines []string
	if p.finding {
		lines = append(lines, t.Paint(theme.Key, "/ ")+p.find.View(t, inner-2, true))
		room--
	}
	to := min(p.top+room, len(p.doc.lines))
	for i := p.top; i < to; i++ {
		l := p.docLine(t, i, inner)
		if p.reading && i == p.top {
			l = t.Here(l)
		}
		lines = append(lines, l)
	}
	if n := len(p.doc.lines); n > room {
		note = fmt.Sprintf("%d%%", 100*to/n)
	}
	return cell.MarkBlock(pane.AreaText, 0, t.Panel(theme.Panel{Title: title, Note: note, Focus: p.reading, W: w, H: h}, lines))
}

// docLine is one line from the left edge on, with the tags of XML toned down or the match marked.
func (r *reader) docLine(t *theme.Theme, i, w int) string {
	s := r.doc.lines[i]
	if r.left > 0 {
		s = cell.TruncateLeft(s, r.left)
	}
	s = cell.Fit(s, w, cell.Left, t.Glyphs().Ellipsis)
	if q := r.find.Value(); q != "" {
		return markMatches(t, s, q, i == r.found)
	}
	return toneTags(t, s)
}

// markMatches marks every place of q; the line of the current match is marked whole.
func markMatches(t *theme.Theme, s, q string, current bool) string {
	row := theme.RowPlain
	if current {
		row = theme.RowCursor
	}
	var b strings.Builder
	low, q := strings.ToLower(s), strings.ToLower(q)
	if len(low) != len(s) { // a letter whose small form has another length
		low = s
	}
	for at := strings.Index(low, q); at >= 0; at = strings.Index(low, q) {
		b.WriteString(t.PaintRow(row, theme.Plain, s[:at]) + t.PaintRow(row, theme.Match, s[at:at+len(q)]))
		s, low = s[at+len(q):], low[at+len(q):]
	}
	return b.String() + t.PaintRow(row, theme.Plain, s)
}

// toneTags paints what stands between < and > dim, so that the values can be read.
func toneTags(t *theme.Theme, s string) string {
	lt, gt := strings.IndexByte(s, '<'), strings.IndexByte(s, '>')
	if lt < 0 && gt < 0 {
		return s
	}
	var b strings.Builder
	for inside := gt >= 0 && (lt < 0 || gt < lt); s != ""; inside = !inside {
		stop := strings.IndexByte(s, map[bool]byte{true: '>', false: '<'}[inside])
		switch {
		case stop < 0:
			stop = len(s)
		case inside:
			stop++
		}
		if inside {
			b.WriteString(t.Paint(theme.Dim, s[:stop]))
		} else {
			b.WriteString(s[:stop])
		}
		s = s[stop:]
	}
	return b.String()
}
