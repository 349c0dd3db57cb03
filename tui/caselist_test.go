package tui

import (
	"context"
	"testing"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/tui/pane"
)

// listsCases are two cases.
type listsCases struct{ pane.Cases }

func (listsCases) List(context.Context) ([]cases.Listed, error) {
	made := frozen.Add(-48 * time.Hour)
	jan := &casefile.State{ID: "20260503T093000Z-b", Label: "loan-18", Status: "review", Created: frozen.Add(-24 * time.Hour), Changed: frozen,
		People:  []casefile.Person{{Name: "Jan Kowalski", Role: casefile.Applicant}, {Name: "Ewa Nowak", Role: casefile.CoApplicant}},
		Imports: []casefile.Import{{Import: "20260503T000001Z-k1", Environment: "sandbox"}, {Import: "20260503T000001Z-k9", Environment: "sandbox"}},
		Decision: &casefile.Decided{Decision: casefile.Decision{Outcome: casefile.Approve, Reason: "as agreed"}, Waiting: true,
			Event: casefile.Header{Author: "Anna", Time: frozen}}}
	old := &casefile.State{ID: "20260502T093000Z-a", Status: "open", Created: made, Changed: made, People: []casefile.Person{{Name: "Halina Przykładowa", Role: casefile.Applicant}}}
	return []cases.Listed{{ID: jan.ID, State: jan}, {ID: old.ID, State: old}}, nil
}

func (listsCases) Join(context.Context, string, string, string) error { return nil }
func (listsCases) Signer(context.Context, string) error               { return nil }
func (listsCases) New(context.Context, string, ...casefile.Person) (string, error) {
	return "20260504T093000Z-c", nil
}
func (listsCases) Lay(_ context.Context, d app.Dataset) (app.Dataset, error) {
	return d, nil
}

// Home and the library lead to the cases, whose imports open as one.
func TestCasesAreFoundFromHomeAndFromTheLibrary(t *testing.T) {
	in(t, newFake(), Options{Cases: listsCases{}}, func(t *testing.T, p *desktop) {
		p.Press("c").Wait(time.Second)
		p.Sees("Home › Cases", "loan-18", "Jan Kowalski", "review", "approve, waiting", "Halina Przykładowa", "2 cases, newest first", "Anna, 2026-05-04")
		p.goldens(t, "cases")
		p.Press("down", "enter").Wait(time.Second)
		p.Sees("Cases › New verification").Press("esc").Wait(time.Second)
		p.Press("up", "enter").Wait(time.Second)
		if got := p.world.opened; len(got) != 1 || got[0] != "20260503T093000Z-b" {
			t.Errorf("it opened %v", got)
		}
		p.Press("ctrl+p").Type("cases").Press("enter").Wait(time.Second)
		p.Sees("Cases", "loan-18")
	})
}

// The library puts the imports that are marked into a case, or the one under the cursor, and comes back with its row.
func TestTheLibraryPutsImportsIntoACase(t *testing.T) {
	in(t, newFake(), Options{Cases: listsCases{}}, func(t *testing.T, p *desktop) {
		p.Press("l").Wait(time.Second)
		p.Press("c").Wait(time.Second)
		p.Sees("Saved imports › Cases").Press("esc").Sees("3 imports")
		p.Press(" ", " ", "p").Wait(time.Second)
		p.Sees("Put 2 imports into a case", "Óscar Ejemplo Muestra, KontoBank, 2026-05-03; Halina")
		p.goldens(t, "put")
		p.Press("down", "enter").Wait(time.Second)
		p.Sees("2 imports put into the case of Halina Przykładowa", "Import", "kept until")
	})
}
