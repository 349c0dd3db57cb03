package analytics

import (
	"fmt"
	"testing"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// The size up to which a query is answered within Update must stay well under a frame.
func BenchmarkQuestion(b *testing.B) {
	for _, n := range []int{inline, 100_000} {
		l := sample.Ledger(sample.Large(n))
		b.Run(fmt.Sprintf("rows=%d", n), func(b *testing.B) {
			for b.Loop() {
				p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
				p.SetSize(120, 36)
				p.Update(pane.Focus{})
				if cmd := p.Update(pane.Loaded{Dataset: app.Dataset{ID: "x", Ledger: l}}); cmd != nil {
					if back, ok := cmd().(pane.Callback); ok {
						back()
					}
				}
				_ = p.View()
			}
		})
	}
}

func BenchmarkChartsOnly(b *testing.B) {
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
	p.SetSize(200, 57)
	p.Update(pane.Focus{})
	p.Update(pane.Loaded{Dataset: app.Dataset{ID: "x", Ledger: sample.Ledger(sample.Customer())}})
	b.ReportAllocs()
	for b.Loop() {
		pane.Handle(p, pane.Press("down"))
		_ = p.View()
	}
}

// BenchmarkOutlineKey is one key with thousands of parties split by months: a move, and a fold of all.
func BenchmarkOutlineKey(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		if n > 100_000 && testing.Short() {
			continue
		}
		l := sample.Ledger(sample.Large(n))
		for _, key := range []string{"down", "z"} {
			b.Run(fmt.Sprintf("%s/rows=%d", key, n), func(b *testing.B) {
				p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
				p.SetSize(120, 36)
				p.Update(pane.Loaded{Dataset: app.Dataset{ID: "x", Ledger: l}})
				p.change(query{source: allSources, by: group.ByCounterparty, then: group.ByMonth, nested: true, side: group.SideOut})().(pane.Callback)()
				if len(p.lines) < 20_000 {
					b.Fatalf("%d lines", len(p.lines))
				}
				b.ReportAllocs()
				for b.Loop() {
					pane.Handle(p, pane.Press(key))
					_ = p.View()
				}
			})
		}
	}
}
