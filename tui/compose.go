package tui

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"

	tea "github.com/charmbracelet/bubbletea"
)

// The smallest window in which the panes are of use.
const (
	minWidth  = 60
	minHeight = 15
)

// chrome is how many lines the root keeps for itself: header, status line, footer.
const chrome = 3

// small reports whether the window is below the smallest one. Before the first size nothing is.
func (r *root) small() bool { return r.w > 0 && (r.w < minWidth || r.h < minHeight) }

// layout gives every live pane its size.
func (r *root) layout() {
	if r.w == 0 || r.small() {
		return
	}
	for _, s := range r.screens {
		s.pane.SetSize(r.w, r.h-chrome)
	}
}

// View returns the last frame, or makes it. It is called after every message, also those that change
// nothing.
func (r *root) View() string {
	if r.frame == "" && r.w > 0 && r.h > 0 {
		lines := r.compose()
		for i := range lines {
			lines[i] = scrub(cell.Unmark(lines[i]))
		}
		r.frame = cell.Exact(lines, r.w, r.h)
	}
	return r.frame
}

// compose makes the frame's lines; the caller cuts them to the exact size in one last step.
func (r *root) compose() []string {
	if r.small() {
		return r.tooSmall()
	}
	lines := make([]string, 0, r.h)
	lines = append(lines, r.header())
	for l := range strings.SplitSeq(r.top().View(), "\n") {
		if len(lines) <= r.h-chrome {
			lines = append(lines, l)
		}
	}
	for len(lines) <= r.h-chrome {
		lines = append(lines, "")
	}
	lines = append(lines[:1+r.h-chrome], r.status(), r.footer())
	for _, o := range r.overlays {
		lines = r.lay(lines, o)
	}
	return lines
}

// tooSmall says so in a window where no pane fits, and how to get on.
func (r *root) tooSmall() []string {
	said := []string{
		"This window is too small.",
		fmt.Sprintf("It has %dx%d cells;", r.w, r.h),
		fmt.Sprintf("%dx%d are needed.", minWidth, minHeight),
		"Make it larger, or q to quit.",
	}
	if r.capturing() {
		said[len(said)-1] = "Make it larger; typing goes on."
	}
	lines := make([]string, max((r.h-len(said))/2, 0), r.h+len(said))
	for _, s := range said {
		lines = append(lines, cell.Fit(s, r.w, cell.Center, ""))
	}
	return lines
}

// badgeRoles colour the environment's badge; what is not known is loud.
var badgeRoles = map[string]theme.Role{"sandbox": theme.BadgeSandbox, "test": theme.BadgeTest, "live": theme.BadgeLive}

// badge is the environment as a coloured word.
func (r *root) badge(env string) string {
	if env == "" {
		return ""
	}
	role, ok := badgeRoles[env]
	if !ok {
		role = theme.BadgeTest
	}
	return r.env.Theme.Paint(role, " "+strings.ToUpper(text.Clean(env).String())+" ")
}

// header is the badge, then tabs where there are some or the way to this screen.
func (r *root) header() string {
	t := r.env.Theme
	env := r.backend.Environment().Name
	if d := r.desk(); d != nil && r.at(atDesk) {
		env = d.badge()
	}
	left := r.badge(env) + " "
	room := r.w - cell.Width(left)
	if d := r.desk(); d != nil && r.at(atDesk) {
		return left + d.tabs(t, room)
	}
	return left + cell.Fit(r.trail(t), room, cell.Left, t.Glyphs().Ellipsis)
}

// trail is the way from home to this screen.
func (r *root) trail(t *theme.Theme) string {
	parts := make([]string, len(r.screens))
	for i, s := range r.screens {
		role := theme.Dim
		if i == len(r.screens)-1 {
			role = theme.Title
		}
		parts[i] = t.Paint(role, s.pane.Title())
	}
	sep := " › "
	if !t.Glyphs().Unicode {
		sep = " > "
	}
	return strings.Join(parts, t.Paint(theme.Faint, sep))
}

// status is the notice while there is one, else what the pane says of itself.
func (r *root) status() string {
	t := r.env.Theme
	left := " " + r.top().Status()
	if r.notice.text != "" {
		left = " " + t.Paint(noticeRoles[r.notice.level], r.notice.sign(t)+" "+r.notice.text)
	}
	right := ""
	if r.env.Masked {
		right = t.Paint(theme.Warn, "masked") + " "
	}
	room := r.w - cell.Width(right)
	return cell.Fit(left, room, cell.Left, t.Glyphs().Ellipsis) + right
}

// footer shows the keys that are of most use now, as many as fit whole.
func (r *root) footer() string { return " " + r.footerLine(r.hints()) }

// hints are the bindings that the footer has room for in any window.
func (r *root) hints() []pane.Binding {
	var shown []pane.Binding
	if n := len(r.overlays); n > 0 {
		return r.overlays[n-1].keys()
	}
	for _, b := range append(r.top().Keys(), r.globals()...) {
		if b.Footer && !b.Off && !(r.top().Capturing() && b.Section == program) {
			shown = append(shown, b)
		}
	}
	return shown
}

// footerLine writes bindings one after the other, as many as fit whole. The help keeps its place: it leads to
// all the others.
func (r *root) footerLine(shown []pane.Binding) string {
	t := r.env.Theme
	pieces := make([]string, len(shown))
	kept := 0
	for i, b := range shown {
		pieces[i] = t.Paint(theme.Key, b.KeyTextIn(t.Glyphs().Unicode)) + " " + t.Paint(theme.Dim, b.What)
		if b.What == keyHelp.What {
			kept = cell.Width(pieces[i]) + 2
		}
	}
	var line strings.Builder
	used := 1
	for i, b := range shown {
		if b.What == keyHelp.What {
			kept = 0
		}
		n := cell.Width(pieces[i])
		if used+n+kept > r.w {
			continue
		}
		line.WriteString(cell.Mark(areaHint, i, pieces[i]) + "  ")
		used += n + 2
	}
	return line.String()
}

// lay puts an overlay's box over the middle of the frame.
func (r *root) lay(lines []string, o overlay) []string {
	box := o.box(r.env.Theme, r.w, r.h)
	if len(box) == 0 {
		return lines
	}
	w := cell.Width(box[0])
	x, y := r.corner(box)
	for i, b := range box {
		if y+i >= len(lines) {
			break
		}
		under := cell.Fit(lines[y+i], r.w, cell.Left, "")
		lines[y+i] = cell.Fit(ansi.Truncate(under, x, ""), x, cell.Left, "") + r.env.Theme.Off() + b + ansi.TruncateLeft(under, x+w, "")
	}
	return lines
}

// retitle sets the window's title when it changed.
func (r *root) retitle() tea.Cmd {
	if len(r.screens) == 0 {
		return nil
	}
	title := text.Clean("aisdesk - " + r.top().Title()).String()
	if title == r.title {
		return nil
	}
	r.title = title
	return r.spawn(func() tea.Msg {
		_, _ = io.WriteString(r.output, ansi.SetWindowTitle(title)) // a terminal without a title is as good
		return nil
	})
}
