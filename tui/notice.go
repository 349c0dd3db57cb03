package tui

import (
	"fmt"
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

// place tells one screen or tab from another.
func (r *root) place() string { return fmt.Sprint(len(r.screens), r.top().Title()) }

// outlive takes the notice away that stood before a key: a remark goes with the next key, all but what went
// wrong goes with the screen that it was about.
func (r *root) outlive(n int, place string) {
	if r.notice.n != n {
		return
	}
	if r.notice.level == pane.Info || r.notice.level != pane.Bad && r.place() != place {
		r.notice.text = ""
	}
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
