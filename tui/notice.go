package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// notice is one line in place of the status for a while.
type notice struct {
	level pane.Level
	text  string
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

// noticeGone ends the notice of that number.
type noticeGone struct{ n int }

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

// inform shows a notice and takes it away later.
func (r *root) inform(m pane.Notice) tea.Cmd {
	r.notice = notice{level: m.Level, text: text.Clean(m.Text).String(), n: r.notice.n + 1}
	n, d := r.notice.n, noticeFor
	if m.Level == pane.Bad || m.Level == pane.Warn {
		d = badNoticeFor
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return noticeGone{n} })
}
