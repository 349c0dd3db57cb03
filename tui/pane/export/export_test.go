package export

import (
	"context"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/pane"
)

func TestFileNames(t *testing.T) {
	big, env := pane.Opened{Name: "/tmp/replies/big.xml"}, &pane.Env{}
	if got := FileName(env, big, "transactions"); got != "big-transactions.csv" {
		t.Error(got)
	}
	if got := FileName(&pane.Env{Masked: true}, big, "transactions"); got != "transactions.csv" { // a name can be a customer's
		t.Error(got)
	}
	if got := FileName(env, pane.Opened{ID: "2026-a", Name: "x"}, "month-label"); got != "2026-a-month-label.csv" {
		t.Error(got)
	}
	for name, ok := range map[string]bool{"a.csv": true, "a.JSON": true, "a.ndjson": true, "a": false, "a.pdf": false, "": false} {
		if _, err := Format(name); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// ends are the messages of the commands of a batch that are not timers: here the first.
func ends(cmd tea.Cmd) tea.Msg { return cmd().(tea.BatchMsg)[0]() }

// Every pane gets every message: an export only follows its own, and what was started before it forgets.
func TestExportsKeepToTheirOwnMessages(t *testing.T) {
	work := func(context.Context, File) error { return nil }
	var one, other Export
	first := ends(one.Start("/r/a.csv", "1 row", work))
	second := ends(other.Start("b.csv", "2 rows", work))
	if cmd, mine := one.Update(second); cmd != nil || !mine || !one.Busy() {
		t.Error("took another's message")
	}
	if cmd, _ := one.Update(first); one.Busy() || cmd == nil || cmd().(pane.Notice).Text != "exported 1 row to /r/a.csv" {
		t.Error("did not end")
	}
	if cmd, _ := one.Update(first); cmd != nil {
		t.Error("ended twice")
	}
	if _, mine := one.Update(tea.KeyMsg{}); mine {
		t.Error("took a key")
	}
}

func TestCancelledExportSaysThatNothingIsLeft(t *testing.T) {
	var e Export
	e.Cancel() // without a job
	cmd := e.Start("a.csv", "1 row", func(ctx context.Context, _ File) error { <-ctx.Done(); return ctx.Err() })
	e.Cancel()
	if end, _ := e.Update(ends(cmd)); end().(pane.Notice).Level != pane.Warn {
		t.Error("not said")
	}
}
