package caselist

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/theme"
)

const reply = `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="acme-test" responseTimestamp="2026-11-27T08:00:00Z"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>%s</name><kind>OWNER</kind></owner></owners></result></command></reply>`

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// fixture is an archive with imports of people, and the list over it.
type fixture struct {
	t   *testing.T
	a   *app.App
	dir string
}

// withFixture runs a test over an archive, in a bubble of its own.
func withFixture(t *testing.T, f func(t *testing.T, d *fixture)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		a := app.New(app.Config{DataDir: dir, StateDir: t.TempDir(), Case: cases.Settings{Author: "Anna"}}, app.Options{})
		t.Cleanup(a.Close)
		f(t, &fixture{t, a, dir})
	})
}

// save saves an import of a person.
func (d *fixture) save(who, owner, environment string) pane.Import {
	d.t.Helper()
	store, err := archive.Open(d.dir, archive.Options{})
	must(d.t, err)
	e, err := store.Save(d.t.Context(), archive.NewImport{Environment: text.Clean(environment), OwnerExternalID: text.Clean(owner), State: text.Clean("successful")},
		fmt.Appendf(nil, reply, who))
	must(d.t, err)
	must(d.t, store.Close())
	return pane.Import{ID: e.ID, Who: who, Owner: owner, Bank: "KontoBank", Environment: environment, Saved: e.Created}
}

func (d *fixture) env() *pane.Env {
	return &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Cases: d.a.Cases}
}

// show shows the list for imports, or to open cases.
func (d *fixture) show(imports ...pane.Import) *robot.Robot {
	p := NewFor(d.env(), imports)
	p.SetSize(110, 24)
	return robot.New(d.t, p).Init(p.Update(pane.Focus{}))
}

func (d *fixture) holds(id string, want ...pane.Import) {
	d.t.Helper()
	s, err := d.a.Cases.Get(d.t.Context(), id)
	must(d.t, err)
	n := 0
	for _, i := range want {
		if s.Holds(i.ID) {
			n++
		}
	}
	if n != len(want) || len(s.Imports) != len(want) {
		d.t.Errorf("it holds %v, not %v", s.Imports, want)
	}
}

// A case that is chosen takes the imports of its people; of somebody else and of another environment it takes none, and the
// sentence names who and why.
func TestImportsGoIntoTheCaseThatIsChosen(t *testing.T) {
	withFixture(t, func(t *testing.T, d *fixture) {
		one, two := d.save("Jan Kowalski", "jan", "sandbox"), d.save("Jan Kowalski", "jan", "sandbox")
		ewa, test := d.save("Ewa Nowak", "ewa", "sandbox"), d.save("Jan Kowalski", "jan", "test")
		id, err := d.a.Cases.New(t.Context(), "loan-17", casefile.Person{Name: "Jan Kowalski", Role: casefile.Applicant, OwnerExternalID: "jan"})
		must(t, err)
		r := d.show(one, two).Sees("Put 2 imports into a case", "Jan Kowalski, KontoBank", "loan-17", "open")
		r.Press("enter")
		d.holds(id, one, two)
		if !slices.Contains(r.Sent, tea.Msg(pane.Back{})) {
			t.Errorf("it sent %v", r.Sent)
		}
		d.show(ewa).Press("enter").Sees("The import of Ewa Nowak, KontoBank, does not go into loan-17: it is of", "the owner ewa, who is not a person")
		d.show(test).Press("enter").Sees("The import of Jan Kowalski is of the environment test, and loan-17 is of sandbox")
		d.holds(id, one, two)
	})
}

// A label that is typed begins a case with its person. Two people, two environments, no label and a label that is taken begin
// none.
func TestANewCaseIsBegunWithALabel(t *testing.T) {
	withFixture(t, func(t *testing.T, d *fixture) {
		one, ewa, test := d.save("Jan Kowalski", "jan", "sandbox"), d.save("Ewa Nowak", "ewa", "sandbox"), d.save("Jan Kowalski", "jan", "test")
		d.show(one).Press("n", "enter").Sees("A case needs a label").Type("loan-18").Press("enter")
		all, err := d.a.Cases.List(t.Context())
		if err != nil || len(all) != 1 || all[0].State.Label != "loan-18" || len(all[0].State.People) != 1 || all[0].State.People[0].Name != "Jan Kowalski" {
			t.Fatalf("%+v, %v", all, err)
		}
		d.holds(all[0].ID, one)
		d.show(one, ewa).Press("n").Type("loan-19").Press("enter").Sees("The imports are of two people, Jan Kowalski and Ewa Nowak.")
		d.show(one, test).Press("n").Type("loan-19").Press("enter").Sees("The imports are of the environments sandbox and test")
		d.show(ewa).Press("n").Type("loan-18").Press("enter").Sees("The case was not begun", "is the label of the open case")
		if all, err := d.a.Cases.List(t.Context()); err != nil || len(all) != 1 {
			t.Errorf("%d cases, %v", len(all), err)
		}
	})
}

// A case begins without an import, too: its label and its applicant are typed, it has the cursor, and enter begins the verification
// of that person.
func TestACaseIsBegunWithoutAnImport(t *testing.T) {
	withFixture(t, func(t *testing.T, d *fixture) {
		_, err := d.a.Cases.New(t.Context(), "older")
		must(t, err)
		time.Sleep(time.Minute) // ids begin with their second
		r := d.show().Press("n", "enter").Sees("A case needs a label").Type("Kowalski, flat").Press("enter", "enter").Sees("A case needs an applicant").
			Type("Jan Kowalski").Press("enter").Sees("Kowalski, flat", "begins its verification", "owner-")
		r.Press("enter")
		id, err := d.a.Cases.Find(t.Context(), "kowalski")
		must(t, err)
		s, err := d.a.Cases.Get(t.Context(), id)
		must(t, err)
		want := pane.NextImport{Case: id, Owner: s.People[0].OwnerExternalID, Name: "Jan Kowalski"}
		if want.Owner == "" || !slices.Contains(r.Sent, tea.Msg(want)) {
			t.Errorf("enter asks for %v, want %+v", r.Sent, want)
		}
	})
}

// An import of a login with several owners begins a case, or goes into one, once somebody says who of them signed in.
func TestANewCaseAsksWhoSignedIn(t *testing.T) {
	withFixture(t, func(t *testing.T, d *fixture) {
		joint := d.save("Jan Kowalski</name><kind>OWNER</kind></owner><owner><name>Ewa Kowalska", "joint", "sandbox")
		joint.Who = "Jan Kowalski"
		ask := func(r *robot.Robot) pane.Ask {
			for _, m := range slices.Backward(r.Sent) {
				if a, ok := m.(pane.Ask); ok {
					return a
				}
			}
			t.Fatalf("nothing is asked: %v", r.Sent)
			return pane.Ask{}
		}
		r := d.show(joint).Press("n").Type("loan-17").Press("enter")
		a := ask(r)
		if a.Title != "Who signed in?" || a.Agree != "Jan Kowalski" || a.Or != "Ewa Kowalska" {
			t.Fatalf("%+v", a)
		}
		if all, err := d.a.Cases.AllIDs(t.Context()); err != nil || len(all) != 0 {
			t.Fatalf("written before anybody chose: %v, %v", all, err)
		}
		r.Init(a.OrElse())
		all, err := d.a.Cases.List(t.Context())
		if err != nil || len(all) != 1 || all[0].State.People[0].Name != "Ewa Kowalska" || all[0].State.People[0].OwnerExternalID != "joint" {
			t.Fatalf("%+v, %v", all, err)
		}
		d.holds(all[0].ID, joint)

		couple, err := d.a.Cases.New(t.Context(), "couple", casefile.Person{Name: "Jan Kowalski", Role: casefile.Applicant, OwnerExternalID: "jan"},
			casefile.Person{Name: "Ewa Kowalska", Role: casefile.CoApplicant, OwnerExternalID: "ewa"})
		must(t, err)
		his := d.save("Jan Kowalski", "jan", "sandbox")
		theirs := d.save("Jan Kowalski</name><kind>OWNER</kind></owner><owner><name>Ewa Kowalska", "other", "sandbox")
		last := d.save("Jan Kowalski", "jan", "sandbox")
		r = d.show(his, theirs, last).Press("/").Type("couple").Press("enter", "enter")
		r.Init(ask(r).OrElse())
		d.holds(couple, his, theirs, last)
		s, err := d.a.Cases.Get(t.Context(), couple)
		must(t, err)
		if p, ok := s.Person("other"); !ok || p.Name != "Ewa Kowalska" {
			t.Errorf("the import is of %+v", p)
		}
	})
}

// The list says of each case whether its decision counts, opens one that holds something, and says why it opens no other.
func TestTheListSaysWhatItDoesNotOpen(t *testing.T) {
	of := func(l cases.Listed) *Pane {
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now})
		p.SetSize(110, 24)
		p.read, p.all = true, []cases.Listed{l}
		return p
	}
	st := func(f func(*casefile.State)) cases.Listed {
		s := &casefile.State{ID: "20260504T093000Z-a", Label: "loan-17", Status: "open"}
		f(s)
		return cases.Listed{ID: s.ID, State: s}
	}
	for _, c := range []struct {
		l         cases.Listed
		sees, why string
	}{
		{cases.Listed{ID: "20260504T093000Z-a", Err: errors.New("the chain is broken")}, "cannot be read", "the chain is broken"},
		{st(func(s *casefile.State) { s.Erased, s.Status = true, "erased" }), "erased", "the case was erased"},
		{st(func(*casefile.State) {}), "loan-17", "the case has no import yet"},
		{st(func(s *casefile.State) {
			s.Imports = []casefile.Import{{Import: "a"}}
			s.Decision = &casefile.Decided{Decision: casefile.Decision{Outcome: casefile.Approve}, Waiting: true}
		}), "approve, waiting", ""},
	} {
		p := of(c.l)
		synctest.Test(t, func(t *testing.T) { robot.New(t, p).Sees(c.sees) })
		a, _ := pane.Find(p.Actions(), pane.Press("enter"))
		if a.Off != (c.why != "") || !strings.Contains(a.Why, c.why) {
			t.Errorf("%s: off %v, because %q", c.sees, a.Off, a.Why)
		}
	}
}

// The search finds every word anywhere in a case, in any case and without accents; esc takes it away with the cursor on the
// same case, and what finds nothing says so.
func TestCasesAreSearched(t *testing.T) {
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now})
	p.SetSize(110, 24)
	of := func(id, label, who string, tags ...string) cases.Listed {
		return cases.Listed{ID: id, State: &casefile.State{ID: id, Label: label, Status: "open", Tags: tags, People: []casefile.Person{{Name: who}}}}
	}
	p.read, p.all = true, []cases.Listed{of("20260504T093000Z-a", "loan-17", "Łucja Żabińska"), of("20260503T093000Z-b", "loan-18", "Jan Kowalski", "urgent"),
		of("20260502T093000Z-c", "rent-3", "Jan Nowak")}
	synctest.Test(t, func(t *testing.T) {
		r := robot.New(t, p)
		r.Press("/").Type("zabinska LUCJA").Sees("loan-17").SeesNot("loan-18", "rent-3").Press("esc").Sees("loan-17", "loan-18", "rent-3")
		r.Press("/").Type("jan").Sees("loan-18", "rent-3").SeesNot("loan-17").Press("enter", "down")
		if c := p.current(); c == nil || c.State.Label != "rent-3" {
			t.Errorf("the cursor is on %+v", c)
		}
		r.Press("esc").Sees("loan-17")
		if c := p.current(); c == nil || c.State.Label != "rent-3" || slices.Contains(r.Sent, tea.Msg(pane.Back{})) {
			t.Errorf("the cursor is on %+v", c)
		}
		r.Press("/").Type("urgent").Sees("loan-18").SeesNot("rent-3").Type("x").Sees("None of 3 cases has these words").Press("esc", "esc")
		if !slices.Contains(r.Sent, tea.Msg(pane.Back{})) {
			t.Error("esc does not go back")
		}
	})
}

// A case that another began shows once it was received.
func TestCasesOfOthersAreListed(t *testing.T) {
	withFixture(t, func(t *testing.T, d *fixture) {
		r := d.show().SeesNot("loan-18")
		_, err := d.a.Cases.New(t.Context(), "loan-18")
		must(t, err)
		r.SeesNot("loan-18").Send(pane.Received{})
		r.Sees("loan-18")
	})
}
