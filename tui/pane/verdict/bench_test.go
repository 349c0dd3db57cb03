package verdict

import (
	"reflect"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// BenchmarkKey is a move through the verdict on 100,000 rows, of which a fifth pay loans back, once what is worth a look is known.
func BenchmarkKey(b *testing.B) {
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
	p.SetSize(120, 36)
	imp := sample.Large(100_000)
	for _, a := range imp.Targets[0].Accounts {
		for i := range a.Transactions {
			if tx := &a.Transactions[i]; i%5 == 0 {
				tx.Amount, tx.Title, tx.Party = -7_000_000, text.Clean("Rata kredytu umowa 5"), text.Clean("Bank Kredytowy S.A.")
			}
		}
	}
	run(p.Update(pane.Loaded{Dataset: app.Dataset{Name: "x.xml", Ledger: sample.Ledger(imp)}}))
	run(p.Update(pane.Focus{}))
	if len(p.findings()) == 0 {
		b.Fatal("nothing is worth a look")
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		pane.Handle(p, pane.Press([]string{"down", "up"}[i%2]))
		_ = p.View()
	}
}

// run runs a command with all that it batches and that follows.
func run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch m := cmd().(type) {
	case nil:
	case pane.Callback:
		run(m())
	default:
		if all := reflect.ValueOf(m); all.Kind() == reflect.Slice {
			for i := range all.Len() {
				run(all.Index(i).Interface().(tea.Cmd))
			}
		}
	}
}
