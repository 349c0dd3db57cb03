package export

import (
	"context"
	"io"
	"path/filepath"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

func TestFileNames(t *testing.T) {
	big, env := app.Dataset{Name: "/tmp/replies/big.xml"}, &pane.Env{}
	if got := FileName(env, big, "transactions"); got != "big-transactions.csv" {
		t.Error(got)
	}
	if got := FileName(&pane.Env{Masked: true}, big, "transactions"); got != "transactions.csv" { // a name can be a customer's
		t.Error(got)
	}
	if got := FileName(env, app.Dataset{ID: "2026-a", Name: "x"}, "month-label"); got != "2026-a-month-label.csv" {
		t.Error(got)
	}
	for name, ok := range map[string]bool{"a.csv": true, "a.JSON": true, "a.ndjson": true, "a": false, "a.pdf": false, "": false} {
		if _, err := Format(name); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// ends is the answer of the command of a batch that is no timer: here the first.
func ends(cmd tea.Cmd) tea.Cmd { return cmd().(tea.BatchMsg)[0]().(pane.Callback)() }

// said is the notice that a command leads to.
func said(t *testing.T, cmd tea.Cmd) pane.Notice {
	t.Helper()
	if cmd == nil {
		t.Fatal("nothing was said")
	}
	return cmd().(pane.Notice)
}

func TestAnExportEndsWithANotice(t *testing.T) {
	work := func(context.Context, File) error { return nil }
	var one, other Export
	first := one.Start("/r/a.csv", "1 row", work)
	other.Start("b.csv", "2 rows", work)
	if got := said(t, ends(first)); one.Busy() || !other.Busy() || got.Text != "exported 1 row to /r/a.csv" {
		t.Errorf("said %q, busy %v and %v", got.Text, one.Busy(), other.Busy())
	}
}

// A name that cannot be used goes back to who asked for it; where nobody takes it, a notice says why.
func TestARefusedNameIsAskedForAgain(t *testing.T) {
	work := func(_ context.Context, f File) error {
		return export.WriteFile(f.Path, f.Overwrite, func(io.Writer) error { return nil })
	}
	path := filepath.Join(t.TempDir(), "none", "a.csv")
	var e Export
	if got := said(t, ends(e.Start(path, "1 row", work))); got.Level != pane.Bad {
		t.Errorf("said %+v", got)
	}
	var name, why string
	e.Refused = func(path, reason string) bool { name, why = path, reason; return true }
	if cmd := ends(e.Start(path, "1 row", work)); cmd != nil || name != path || why == "" || e.Busy() {
		t.Errorf("%q was refused for %q", name, why)
	}
}

func TestCancelledExportSaysThatNothingIsLeft(t *testing.T) {
	var e Export
	e.Cancel() // without a job
	cmd := e.Start("a.csv", "1 row", func(ctx context.Context, _ File) error { <-ctx.Done(); return ctx.Err() })
	e.Cancel()
	if said(t, ends(cmd)).Level != pane.Warn {
		t.Error("not said")
	}
}

// A file that is asked for says its whole place before it is written, a wrong name says why whole, and no word is lost.
func TestWhereAFileGoesIsSaidBefore(t *testing.T) {
	home := t.TempDir()
	env := &pane.Env{Theme: theme.Must(theme.ASCII, theme.Plaintext), Home: home}
	join := func(lines []string) string {
		var out string
		for _, l := range lines {
			if cell.Width(l) > 40 {
				t.Errorf("%q is wider than 40 cells", l)
			}
			out += strings.TrimPrefix(strings.TrimPrefix(l, "   "), " > ")
		}
		return out
	}
	if got, want := strings.ReplaceAll(join(Under(env, "~/out/a.csv", "", 40)), " ", ""), "writes"+home+"/out/a.csv"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	const why = "there is no folder /srv/of/somebody/else/that/is/long: make it first"
	if got := strings.Join(strings.Fields(join(Under(env, "a.csv", why, 40))), ""); !strings.HasSuffix(got, strings.ReplaceAll(why, " ", "")) {
		t.Errorf("%q", got)
	}
	env.Masked = true
	if got := strings.Join(Under(env, "a.csv", "", 80), " "); !strings.Contains(got, "everything unmasked") || !strings.Contains(got, "a.csv") {
		t.Errorf("%q", got)
	}
}
