package tui

import (
	"fmt"
	"net/url"
	"os"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/number"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/compare"
	"aisdesk/tui/terminal"
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

// compositor owns the frame: header, screen, status line, footer, and the overlays on them.
type compositor struct {
	backend Backend
	env     *pane.Env
	nav     *navigation
	dialogs *dialogs
	notices *notices
	program []pane.Action // the program's own

	w, h   int
	store  string // how this machine and a team's store stand; empty where nobody shares the archive
	frame  string // the last frame; empty after any message that may change it
	drawn  string // the last frame that was made
	focus  focus
	linked bool // the terminal knows links
}

// small reports whether the window is below the smallest one. Before the first size nothing is.
func (c *compositor) small() bool { return c.w > 0 && (c.w < minWidth || c.h < minHeight) }

// resize takes the window's size.
func (c *compositor) resize(w, h int) {
	c.w, c.h = w, h
	if c.small() {
		w = 0
	}
	c.nav.resize(w, h-chrome)
}

// workspace is the workspace that is shown, nil where another screen is.
func (c *compositor) workspace() *workspace {
	if c.nav.at(atWorkspace) {
		return c.nav.workspace()
	}
	return nil
}

// view returns the last frame, or makes it.
func (c *compositor) view() string {
	if c.frame == "" && c.w > 0 && c.h > 0 {
		lines := c.compose()
		cell.Links(lines, terminal.Scrub, c.target)
		lines = cell.Lines(lines, c.w, c.h)
		if !c.env.Theme.Glyphs().Unicode { // the space inside amounts has kept them whole where lines were wrapped
			for i := range lines {
				lines[i] = strings.ReplaceAll(lines[i], number.NoBreak, " ")
			}
		}
		x, y := c.focus.cell(lines)
		for i := range lines {
			lines[i] = c.env.Theme.Fill(cell.Anchor(lines[i], c.w))
		}
		c.frame = strings.Join(lines, "\n")
		c.focus.cursor.Place(x, y, c.frame == c.drawn)
		c.drawn = c.frame
	}
	return c.frame
}

// compose makes the frame's lines; the caller cuts them to the exact size in one last step.
func (c *compositor) compose() []string {
	c.focus.within = region{w: c.w, h: c.h}
	if c.small() {
		return c.tooSmall()
	}
	lines := make([]string, 0, c.h)
	lines = append(lines, c.header())
	for l := range strings.SplitSeq(c.nav.top().View(), "\n") {
		if len(lines) <= c.h-chrome {
			lines = append(lines, l)
		}
	}
	for len(lines) <= c.h-chrome {
		lines = append(lines, "")
	}
	status := c.status()
	lines = append(lines[:max(2+c.h-chrome-len(status), 1)], status...)
	lines = append(lines, c.footer())
	c.focus.within = region{y: 1, w: c.w, h: c.h - chrome}
	for _, o := range c.dialogs.open {
		lines = c.lay(lines, o)
	}
	return lines
}

// tooSmall says so in a window where no pane fits, and how to get on.
func (c *compositor) tooSmall() []string {
	said := []string{
		"This window is too small.",
		fmt.Sprintf("It has %dx%d cells;", c.w, c.h),
		fmt.Sprintf("%dx%d are needed.", minWidth, minHeight),
		"Make it larger, or q to quit.",
	}
	if c.capturing() {
		said[len(said)-1] = "Make it larger; what you type is kept."
	}
	lines := make([]string, max((c.h-len(said))/2, 0), c.h+len(said))
	for _, s := range said {
		lines = append(lines, cell.Fit(s, c.w, cell.Center, ""))
	}
	return lines
}

// badgeRoles colour the environment's badge; what is not known is loud.
var badgeRoles = map[string]theme.Role{"sandbox": theme.BadgeSandbox, "test": theme.BadgeTest, "live": theme.BadgeLive}

// badge is the environment as a coloured word.
func (c *compositor) badge(env string) string {
	if env == "" {
		return ""
	}
	name, _, _ := strings.Cut(env, " ") // "sandbox + file" of a case with a statement file, "sandbox / live" of two imports
	role, ok := badgeRoles[name]
	if !ok {
		role = theme.BadgeTest
	}
	return c.env.Theme.Paint(role, " "+strings.ToUpper(text.Clean(env).String())+" ")
}

// profileWidth is how many cells the header has for the profile's name.
const profileWidth = 20

// header is the badge, then tabs where there are some or the way to this screen.
func (c *compositor) header() string {
	t := c.env.Theme
	env := c.backend.Environment().Name
	w := c.workspace()
	if w != nil {
		env = w.data.Badge()
	}
	if p, ok := c.nav.top().(*compare.Pane); ok { // what it shows may be of another environment than the program's
		env = p.Badge()
	}
	left := c.badge(env) + " "
	if p := c.backend.Environment().Profile; p != "" && w == nil {
		left += t.Paint(theme.Dim, cell.Fit(text.Clean(p).String(), min(cell.Width(p), profileWidth), cell.Left, t.Glyphs().Ellipsis)) + " "
	}
	room := c.w - cell.Width(left)
	if w != nil {
		return left + w.tabs(t, room)
	}
	return left + cell.Fit(c.trail(t), room, cell.Left, t.Glyphs().Ellipsis)
}

// trail is the way from home to this screen.
func (c *compositor) trail(t *theme.Theme) string {
	parts := make([]string, len(c.nav.screens))
	for i, s := range c.nav.screens {
		role := theme.Dim
		if i == len(c.nav.screens)-1 {
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

// status is the notice while there is one, whole, over the last lines of the screen where it is long; else what the pane
// says of itself.
func (c *compositor) status() []string {
	t := c.env.Theme
	left, right := []string{" " + c.nav.top().Status()}, ""
	if c.env.Masked {
		right = t.Paint(theme.Warn, "masked") + " "
	}
	if c.store != "" {
		right = t.Paint(theme.Dim, c.store) + " " + right
	}
	room := c.w - cell.Width(right)
	n := c.notices.now
	if n.text != "" {
		left = n.lines(t, room)
	}
	if q := c.dialogs.aside(); q != nil {
		asked := " " + t.Paint(theme.Strong, q.ask.Title) + t.Paint(theme.Dim, " Any other key goes on.")
		if n.text == "" {
			left = left[:0]
		}
		left = append(left, asked)
	}
	last := len(left) - 1
	left[last] = cell.Fit(left[last], room, cell.Left, t.Glyphs().Ellipsis) + right
	return left
}

// footer shows the keys that are of most use now, as many as fit whole.
func (c *compositor) footer() string { return " " + c.footerLine(c.hints()) }

// hints are the actions that the footer has room for in any window.
func (c *compositor) hints() []pane.Action {
	var shown []pane.Action
	if o := c.dialogs.top(); o != nil {
		shown = o.actions()
		if c.dialogs.aside() == nil {
			return shown
		}
	}
	for _, b := range c.actions() {
		if b.Footer && !b.Off {
			shown = append(shown, b)
		}
	}
	return shown
}

// footerLine writes actions one after the other, as many as fit whole. The help keeps its place: it leads to
// all the others.
func (c *compositor) footerLine(shown []pane.Action) string {
	t := c.env.Theme
	pieces := make([]string, len(shown))
	kept := 0
	leads := func(b pane.Action) bool { return strings.HasPrefix(b.What, helpWhat) }
	for i, b := range shown {
		pieces[i] = t.Paint(theme.Key, b.KeyTextIn(t.Glyphs().Unicode)) + " " + t.Paint(theme.Dim, b.What)
		if leads(b) {
			kept = cell.Width(pieces[i]) + 2
		}
	}
	var line strings.Builder
	used := 1
	for i, b := range shown {
		if leads(b) {
			kept = 0
		}
		n := cell.Width(pieces[i])
		if used+n+kept > c.w {
			continue
		}
		line.WriteString(cell.Mark(areaHint, i, pieces[i]) + "  ")
		used += n + 2
	}
	return line.String()
}

// lay puts an overlay's box over the middle of the frame.
func (c *compositor) lay(lines []string, o overlay) []string {
	box := o.box(c.env.Theme, c.w, c.h)
	if len(box) == 0 {
		return lines
	}
	w := cell.Width(box[0])
	x, y := c.corner(box)
	c.focus.within = region{x + 1, y + 1, w - 2, len(box) - 2} // within its border: sequences of what it covers remain beside it
	for i, b := range box {
		if y+i >= len(lines) {
			break
		}
		under := cell.Fit(lines[y+i], c.w, cell.Left, "")
		lines[y+i] = cell.Fit(cell.Truncate(under, x, ""), x, cell.Left, "") + c.env.Theme.Off() + b + cell.TruncateLeft(under, x+w)
	}
	return lines
}

// capturing reports whether a text field has the keys.
func (c *compositor) capturing() bool {
	if n := len(c.dialogs.open); n > 0 {
		return c.dialogs.open[n-1].capturing()
	}
	return c.nav.top().Capturing()
}

// corner is where the box of an overlay begins.
func (c *compositor) corner(box []string) (x, y int) {
	if len(box) == 0 {
		return 0, 0
	}
	return max((c.w-cell.Width(box[0]))/2, 0), max((c.h-len(box))/2, 0)
}

// actions are those of the screen on top and of the program that work now, whatever overlay is open. While something is
// typed the keys of the program type; only help and palette still open, by keys that type nothing.
func (c *compositor) actions() []pane.Action {
	top := c.nav.top()
	if !top.Capturing() {
		return append(top.Actions(), c.program...)
	}
	own := top.Actions()
	actions := slices.Clone(own)
	for _, a := range c.program {
		switch {
		case a.What == helpWhat:
			a.Keys = []string{typingHelpKey}
			if slices.ContainsFunc(own, func(b pane.Action) bool { return slices.Contains(b.Keys, typingHelpKey) }) {
				continue // the field has a help of its own
			}
		case a.Keys[0] == paletteKey:
			a.Keys = a.Keys[:1]
		default:
			continue
		}
		actions = append(actions, a)
	}
	return append(actions, always...)
}

// quit does what the program's key says.
func (c *compositor) quit(key string) tea.Cmd {
	for _, a := range c.program {
		if a.Keys[0] == key {
			return a.Do(key)
		}
	}
	return nil
}

// target is where a link on the screen leads: a page, or a file of this machine by its path from the root on. It is empty
// where the terminal knows no links, and of what is neither.
func (c *compositor) target(address string) string {
	if !c.linked {
		return ""
	}
	if strings.HasPrefix(address, "/") {
		host, _ := os.Hostname() // a terminal elsewhere must not open its own file of that name
		return (&url.URL{Scheme: "file", Host: host, Path: address}).String()
	}
	for _, r := range address {
		if r <= ' ' || r > '~' {
			return ""
		}
	}
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}
