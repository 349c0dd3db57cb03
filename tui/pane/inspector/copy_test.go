package inspector

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

// pressed is what an action of the list leads to.
func pressed(t *testing.T, p *Pane, key string) tea.Msg {
	t.Helper()
	for _, a := range p.Actions() {
		if !a.Off && slices.Contains(a.Keys, key) {
			return a.Do(key)()
		}
	}
	t.Fatalf("there is no action for %s", key)
	return nil
}

// What the clipboard cannot take is offered as a file, of all calls, of one, and of an entry; one short call is copied still.
func TestWhatIsTooLargeForTheClipboardIsOfferedAsAFile(t *testing.T) {
	calls := []aisclient.Exchange{
		{Seq: 1, Method: "POST", Host: "api.example", Path: "/v1/command/default-import.xml", Status: 202, ResponseBody: []byte("<reply/>")},
		{Seq: 2, Method: "GET", Host: "api.example", Path: "/v1/command/7.xml", Status: 200, ResponseBody: []byte("<reply>" + strings.Repeat("<moneyTransaction/>", 10_000) + "</reply>")},
	}
	dir := t.TempDir()
	t.Chdir(dir)
	p := New(t.Context(), &pane.Env{Theme: theme.Must(theme.ASCII, theme.Plaintext), Version: "1"}, func() []aisclient.Exchange { return calls })
	p.SetSize(100, 30)
	p.refresh()
	for key, c := range map[string]struct {
		file    string
		entries int
	}{"h": {"call.har", 1}, "H": {"calls.har", 2}} {
		q, is := pressed(t, p, key).(pane.Ask)
		if !is || !strings.Contains(strings.Join(q.Lines, "\n"), filepath.Join(dir, c.file)) {
			t.Fatalf("%s: %+v", key, q)
		}
		q.Yes()().(tea.BatchMsg)[0]().(pane.Callback)()
		var doc struct {
			Log struct{ Entries []json.RawMessage }
		}
		b, err := os.ReadFile(filepath.Join(dir, c.file))
		if err != nil || json.Unmarshal(b, &doc) != nil || len(doc.Log.Entries) != c.entries {
			t.Errorf("%s: %d entries, %v", key, len(doc.Log.Entries), err)
		}
	}
	p.list.Cursor = 0
	if c, is := pressed(t, p, "h").(pane.Copy); !is || !strings.Contains(c.Text, "default-import.xml") {
		t.Errorf("the short call: %+v", c)
	}
}

// On an entry that is no call the keys for calls say why nothing is copied.
func TestNoCallSaysWhyNothingIsCopied(t *testing.T) {
	p := New(t.Context(), &pane.Env{Theme: theme.Must(theme.ASCII, theme.Plaintext), Version: "1"}, func() []aisclient.Exchange { return nil })
	p.SetSize(100, 30)
	p.items = []item{p.warningItem()}
	for key, want := range map[string]string{"C": "is no call", "h": "is no call", "H": "no call was recorded"} {
		a, found := pane.Find(p.Actions(), tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(key)})
		if !found || !a.Off || !strings.Contains(a.Why, want) {
			t.Errorf("%s: %v %+v", key, found, a)
		}
	}
}
