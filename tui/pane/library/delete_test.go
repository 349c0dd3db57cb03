package library

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/theme"
)

// holds is an archive that holds some imports and notes what is deleted.
type holds struct {
	Archive
	all     []library.Entry
	deleted []string
}

func (h *holds) Imports(context.Context) (*library.Index, error) { return library.Of(h.all), nil }
func (h *holds) Reusable(string) bool                            { return false }
func (h *holds) Delete(_ context.Context, id string, _ bool) error {
	h.deleted = append(h.deleted, id)
	return nil
}

// Before an import is deleted it is said whose it is and which case loses it, and afterwards whose it was. What a decision was made
// on is asked for twice.
func TestWhatIsDeletedIsNamed(t *testing.T) {
	for _, c := range []struct {
		decision string
		asked    int
		want     []string
	}{
		{"", 1, []string{"Anna Przykładowa, Baltica Bank", "It belongs to the case loan-17 20261129T190000Z-aaaa."}},
		{"approve", 2, []string{"Anna Przykładowa, Baltica Bank", "the case loan-17 20261129T190000Z-aaaa, decided: approve.", "cannot be checked again without it"}},
	} {
		synctest.Test(t, func(t *testing.T) {
			e := library.Entry{Read: true, Case: &library.CaseFacts{ID: "20261129T190000Z-aaaa", Label: "loan-17", Decision: c.decision}}
			e.ID, e.Owners, e.OfficialName = "20261129T185948Z-k6zk32jv7vyab", []text.Text{text.Clean("Anna Przykładowa")}, text.Clean("Baltica Bank")
			of := &holds{all: []library.Entry{e}}
			p := New(t.Context(), &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now}, of)
			p.SetSize(100, 30)
			d := robot.New(t, p)
			d.Send(pane.Focus{}).Press("d")
			for n := range c.asked {
				ask, ok := d.Sent[len(d.Sent)-1].(pane.Ask)
				if said := strings.Join(ask.Lines, "\n"); !ok || n == 0 && !contains(said, c.want) {
					t.Fatalf("question %d does not name what goes: %v", n+1, d.Sent)
				}
				if len(of.deleted) > 0 {
					t.Fatalf("deleted after %d answers of %d", n, c.asked)
				}
				d.Send(pane.Callback(ask.Yes))
			}
			if !slices.Equal(of.deleted, []string{e.ID}) {
				t.Errorf("deleted %q", of.deleted)
			}
			if !slices.ContainsFunc(d.Sent, func(m tea.Msg) bool {
				n, ok := m.(pane.Notice)
				return ok && n.Text == "deleted the import of Anna Przykładowa, Baltica Bank"
			}) {
				t.Errorf("the end does not name the person: %v", d.Sent)
			}
		})
	}
}

// With the mask on, what is asked before a deletion hides who it is about, also where the label of the case tells.
func TestWhatIsDeletedIsMasked(t *testing.T) {
	e := library.Entry{Read: true, Case: &library.CaseFacts{ID: "20261129T190000Z-aaaa", Label: "Przykładowa, flat"}}
	e.ID, e.Owners = "20261129T185948Z-k6zk32jv7vyab", []text.Text{text.Clean("Anna Przykładowa")}
	synctest.Test(t, func(t *testing.T) {
		p := New(t.Context(), &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Masked: true}, &holds{all: []library.Entry{e}})
		p.SetSize(100, 30)
		d := robot.New(t, p)
		d.Send(pane.Focus{}).Press("d")
		ask, ok := d.Sent[len(d.Sent)-1].(pane.Ask)
		if said := strings.Join(ask.Lines, "\n"); !ok || strings.Contains(said, "Przykładowa") || !strings.Contains(said, "It belongs to the case") {
			t.Errorf("asked %v %q", ok, said)
		}
	})
}

func contains(s string, all []string) bool {
	return !slices.ContainsFunc(all, func(want string) bool { return !strings.Contains(s, want) })
}
