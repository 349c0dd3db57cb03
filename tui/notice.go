package tui

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// notice is one line in place of the status for a while.
type notice struct {
	level pane.Level
	text  string
	path  string // of a file that the text ends with
	n     int
}

// noticeFor is how long a notice stands; what went wrong or wants to be heeded stands longer.
const (
	noticeFor    = 4 * time.Second
	badNoticeFor = 10 * time.Second
)

var noticeRoles = map[pane.Level]theme.Role{
	pane.Info: theme.Accent, pane.Good: theme.Good, pane.Warn: theme.Warn, pane.Bad: theme.Bad,
}

// notices owns the notice that is shown.
type notices struct{ now notice }

func (n notice) sign(t *theme.Theme) string {
	switch n.level {
	case pane.Good:
		return t.Glyphs().Yes
	case pane.Warn:
		return t.Glyphs().Warn
	case pane.Bad:
		return t.Glyphs().No
	}
	return t.Glyphs().Bullet
}

// lines are the notice in lines of w cells, a path at its end as a link.
func (n notice) lines(t *theme.Theme, w int) []string {
	pieces := cell.Wrap(n.text, max(w-3, 8))
	if before, ok := strings.CutSuffix(n.text, n.path); ok && n.path != "" {
		if len(pieces) == 1 {
			pieces[0] = before + cell.Link(n.path)[0]
		} else {
			pieces = append(cell.Wrap(strings.TrimRight(before, " "), max(w-3, 8)), cell.Link(cell.Wrap(n.path, max(w-3, 8))...)...)
		}
	}
	sign := n.sign(t)
	for i := range pieces {
		pieces[i] = cell.Fit(" "+t.Paint(noticeRoles[n.level], sign+" "+pieces[i]), w, cell.Left, t.Glyphs().Ellipsis)
		sign = " "
	}
	return pieces
}

// show shows a notice and takes it away later.
func (s *notices) show(m pane.Notice) tea.Cmd {
	s.now = notice{level: m.Level, text: text.Clean(m.Text).String(), n: s.now.n + 1}
	if text.Clean(m.Path).String() == m.Path { // else it is not what is written
		s.now.path = m.Path
	}
	n, d := s.now.n, noticeFor
	if m.Level == pane.Bad || m.Level == pane.Warn {
		d = badNoticeFor
	}
	return pane.After(d, func() tea.Cmd {
		if s.now.n == n {
			s.clear()
		}
		return nil
	})
}

// clear takes the notice away.
func (s *notices) clear() { s.now.text = "" }

// outlive takes the notice n away that stood before a key: a remark goes with the next key, all but what went wrong
// goes with the screen that it was about.
func (s *notices) outlive(n int, moved bool) {
	if s.now.n != n {
		return
	}
	if s.now.level == pane.Info || s.now.level != pane.Bad && moved {
		s.clear()
	}
}
