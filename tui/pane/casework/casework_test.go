package casework

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/theme"
)

const reply = `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="acme-test" responseTimestamp="2026-11-27T08:00:00Z"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>Jan Kowalski</name><kind>OWNER</kind></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyBalance>100.00</currencyBalance><currencyName>PLN</currencyName><moneyTransactions><moneyTransaction><transactionOn>2026-11-10</transactionOn><bookedOn>2026-11-10</bookedOn><currencyAmount>50.00</currencyAmount><title>Zwrot</title><status>DONE</status></moneyTransaction></moneyTransactions></account></accounts></result></command></reply>`

// withFixture runs a test over a pane, in a bubble of its own.
func withFixture(t *testing.T, f func(d *fixture)) { withFixtureOf(t, reply, f) }

// withFixtureOf is withFixture over a saved import of another reply.
func withFixtureOf(t *testing.T, reply string, f func(d *fixture)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) { f(newFixture(t, reply)) })
}

// fixture is the pane over a saved import and a real archive.
type fixture struct {
	*robot.Robot
	t    *testing.T
	a    *app.App
	d    app.Dataset
	pane *Pane
}

func newFixture(t *testing.T, reply string) *fixture {
	t.Helper()
	dir := t.TempDir()
	store, err := archive.Open(dir, archive.Options{})
	must(t, err)
	e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean("sandbox"), OwnerExternalID: text.Clean("jan"), State: text.Clean("successful")},
		[]byte(reply))
	must(t, err)
	must(t, store.Close())
	a := app.New(app.Config{DataDir: dir, StateDir: t.TempDir(), Case: cases.Settings{Author: "Anna"}}, app.Options{})
	t.Cleanup(a.Close)
	r, err := a.Open(t.Context(), e.ID)
	must(t, err)
	data := r.Dataset
	data.Ledger, _, err = r.Load(t.Context(), nil)
	must(t, err)
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Cases: a.Cases})
	p.SetSize(110, 30)
	d := &fixture{robot.New(t, p), t, a, data, p}
	d.show(data)
	return d
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// show brings a dataset as the program does, with its categories.
func (d *fixture) show(data app.Dataset) {
	d.t.Helper()
	annotated, err := data.Annotated(d.t.Context(), time.Now())
	must(d.t, err)
	d.d = annotated
	d.Send(pane.Loaded{Dataset: annotated})
}

// acted shows what the pane asked the root to show.
func (d *fixture) acted() *fixture {
	d.t.Helper()
	m, ok := last[pane.Acted](d)
	if !ok {
		d.t.Fatalf("nothing was written: %v", d.Sent)
	}
	d.show(m.Dataset)
	return d
}

func last[M any](d *fixture) (m M, ok bool) {
	for _, s := range slices.Backward(d.Sent) {
		if m, ok = s.(M); ok {
			return m, true
		}
	}
	return m, false
}

// An import that stands alone gets a case with the first act; every act is in the history, and can be undone.
func TestACaseIsWorkedOnFromItsPane(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Sees("This import stands alone")
		d.Press("n", "enter").Sees("the note is empty").Press("esc").SeesNot("the note is empty")
		d.Press("n").Type("asked for the lease").Press("enter")
		d.acted().Sees("Anna 2000-01-01 00:00: asked for the lease", "applicant", "History", "3 events")
		d.Press("t").Type("two words").Press("enter")
		if n, _ := last[pane.Notice](d); n.Level != pane.Bad {
			t.Errorf("%+v", n)
		}
		d.Press("t").Type("flat").Press("enter")
		d.acted().Sees("flat")
		d.Press("s").Type("review").Press("enter")
		d.acted().Sees("review")
		d.Press("A", "enter").Sees("say why").Type("it is enough").Press("enter")
		d.acted().Sees("approve by Anna ", "it is enough").SeesNot("STALE")
		d.Press("u").Sees("undo event 6").Type("too early").Press("enter") // the cursor is on the newest
		d.acted().SeesNot("approve by Anna ").Sees("(undone by 7)", "Event 6 is undone: Decision: approve.")
		s := d.d.Acts.State
		if s.Head.Seq != 7 || s.Decision != nil || s.Status != "review" || s.Tags[0] != "flat" {
			t.Errorf("%+v", s)
		}
	})
}

// Who decided and wrote, and when, is seen however long the reason and the notes are; what is cut says where the rest is, and the
// event under the cursor tells all of it.
func TestLongReasonsAreCutWithASign(t *testing.T) {
	withFixture(t, func(d *fixture) {
		long := strings.TrimSpace(strings.Repeat("a reason that goes on and on ", 50))
		d.Press("n").Type("asked for the lease " + long).Press("enter")
		d.acted().Press("A").Type(long + " THE END").Press("enter")
		d.acted()
		for _, size := range [][2]int{{120, 36}, {80, 30}} {
			d.pane.SetSize(size[0], size[1])
			d.pane.scroll = 0
			d.Sees("approve by Anna 20", "(more in event 4)", "Anna 2000-01-01 00:00: asked for the lease", "lines 1 to ", "[ ] scroll").SeesNot("THE END")
			for range 60 {
				d.Press("]")
			}
			d.Sees("THE END", "approve by Anna 20")
		}
		d.pane.SetSize(80, 14)
		d.Sees("lines more: v shows them", "approve by Anna 20", "A, F or X decide anew").SeesNot("Anna 2000-01-01 00:00: asked for the lease")
		d.pane.SetSize(80, 8)
		d.Press("v").Sees("Case", "lines 1 to 6 of 8", "approve by Anna 20").SeesNot("History", "A, F or X decide anew")
		d.Press("end").Sees("Anna 2000-01-01 00:00: asked for the lease", "A, F or X decide anew")
		d.Press("up", "home").Sees("lines 1 to 6 of 8")
		d.pane.SetSize(80, 14)
		d.Press("esc").Sees("History", "lines more: v shows them")
		d.Press("v", "v").Sees("History")
	})
}

// Before the first act the pane lists what can be done; later it says what the claims come to, and opens the import that
// an event brought.
func TestACaseLeadsToItsImports(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Sees("nothing was done yet", "n  write a note", "X  reject").SeesNot("undo the event")
		d.Press("n").Type("first").Press("enter")
		d.acted().SeesNot("nothing was done yet")
		d.pane.Verdict = func() (sign, said, why string, role theme.Role) {
			return "✗", "REFUTED", "the data contradicts 1 claim", theme.Bad
		}
		d.show(d.d)
		d.Sees("REFUTED  the data contradicts 1 claim")
		d.Press("end", "enter")
		if m, ok := last[pane.OpenSaved](d); ok {
			t.Errorf("a person is opened as an import: %+v", m)
		}
		d.Press("up", "enter")
		if n, _ := last[pane.Notice](d); n.Text != "this import is open" {
			t.Errorf("%+v", n)
		}
		for i, e := range d.d.Acts.State.History {
			if brought, ok := e.Act.(casefile.Import); ok {
				brought.Import = "another"
				d.d.Acts.State.History[i].Act = brought
			}
		}
		d.Press("end", "up", "enter")
		if m, _ := last[pane.OpenSaved](d); m.ID != "another" {
			t.Errorf("%+v", m)
		}
	})
}

// What others write shows once it was received; who decides on what was there before is told whose decision came first.
func TestWhatOthersWriteIsShown(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Sees("This import stands alone")
		id, err := d.a.Cases.ForImport(t.Context(), d.d.ID)
		must(t, err)
		act := func(a casefile.Act) {
			_, err := d.a.Cases.Act(t.Context(), id, a)
			must(t, err)
		}
		act(casefile.Note{Text: "of a colleague"})
		d.Send(pane.Received{})
		d.acted().Sees("of a colleague")
		sent := len(d.Sent)
		d.Send(pane.Received{})
		if slices.ContainsFunc(d.Sent[sent:], func(m tea.Msg) bool { _, acted := m.(pane.Acted); return acted }) {
			t.Errorf("nothing is new, and it sent %v", d.Sent[sent:])
		}
		d.Press("A").Type("it is enough")
		act(casefile.Note{Text: "later"})
		d.Send(pane.Received{})
		d.Press("enter")
		d.acted().Sees("approve by Anna ", "it is enough", "later")
	})
	withFixture(t, func(d *fixture) {
		id, err := d.a.Cases.ForImport(t.Context(), d.d.ID)
		must(t, err)
		laid, err := d.a.Cases.Lay(t.Context(), d.d)
		must(t, err)
		_, err = d.a.Cases.Decide(t.Context(), laid.Acts.State, casefile.Reject, "it bounces", nil)
		must(t, err)
		d.Sees("This import stands alone").Press("A").Type("it is enough").Press("enter")
		if n, _ := last[pane.Notice](d); !strings.Contains(n.Text, "Anna decided to reject meanwhile. Look at it, then decide") {
			t.Errorf("%+v", n)
		}
		if s, err := d.a.Cases.Get(t.Context(), id); err != nil || s.Decision.Outcome != casefile.Reject {
			t.Errorf("%+v, %v", s.Decision, err)
		}
	})
}

// Who decides on an import that stood alone, and got a case with acts meanwhile, is refused, sees them, and need not type the
// reason again.
func TestNobodyDecidesOnActsThatWereNotShown(t *testing.T) {
	withFixture(t, func(d *fixture) {
		id, err := d.a.Cases.ForImport(t.Context(), d.d.ID)
		must(t, err)
		_, err = d.a.Cases.Act(t.Context(), id, casefile.Exclude{Rows: []casefile.Row{{Import: d.d.ID}}, Reason: "a refund"})
		must(t, err)
		d.Sees("This import stands alone").Press("A").Type("it is enough").Press("enter")
		if n, _ := last[pane.Notice](d); !strings.Contains(n.Text, "the import got a case meanwhile, and Anna wrote in it (event 3: 1 row is left out") {
			t.Errorf("%+v", n)
		}
		d.Send(pane.Received{Quiet: true})
		d.acted().Sees("3 events").Press("A").Sees("it is enough").Press("enter")
		d.acted().Sees("approve by Anna ", "it is enough")
	})
}

// Coming to the case reads it anew.
func TestTheCaseIsReadAnewWhenItIsShown(t *testing.T) {
	withFixture(t, func(d *fixture) {
		id, err := d.a.Cases.ForImport(t.Context(), d.d.ID)
		must(t, err)
		_, err = d.a.Cases.Act(t.Context(), id, casefile.Note{Text: "do not approve"})
		must(t, err)
		d.Sees("This import stands alone").Send(pane.Focus{})
		d.acted().Sees("do not approve")
	})
}

// The next import of the case is asked for with its person: another bank of the same, or another applicant.
func TestTheNextImportIsAskedFor(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Press("b")
		next, ok := last[pane.NextImport](d)
		if !ok || next.Owner != "jan" || next.Case == "" {
			t.Fatalf("%+v", next)
		}
		d.acted()
		d.Press("B").Type("Maria Kowalska").Press("enter")
		other, _ := last[pane.NextImport](d)
		if other.Case != next.Case || other.Owner == "jan" || other.Owner == "" || other.Name != "Maria Kowalska" {
			t.Errorf("%+v", other)
		}
		d.acted().Sees("Maria Kowalska, co-applicant")
	})
}

// A case of several imports is opened as one from its pane; one of a single import has nothing more to open.
func TestACaseIsOpenedAsOne(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Press("n").Type("first").Press("enter")
		d.acted().Press("o")
		if m, ok := last[pane.OpenSaved](d); ok {
			t.Errorf("one import is opened as a case: %+v", m)
		}
		s := d.d.Acts.State
		s.Imports = append(s.Imports, s.Imports[0])
		d.Press("o")
		if m, ok := last[pane.OpenSaved](d); !ok || m.ID != s.ID {
			t.Errorf("opened %+v, %v", m, ok)
		}
	})
}

// Names and notes are private.
func TestTheMaskHidesWhatPeopleWrote(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Press("n").Type("asked for the lease").Press("enter")
		d.acted()
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Cases: d.a.Cases, Masked: true})
		p.SetSize(110, 30)
		masked := robot.New(d.t, p)
		masked.Send(pane.Loaded{Dataset: d.d})
		masked.SeesNot("lease", d.d.Acts.State.People[0].Name).Sees("History")
	})
}

func TestAFileFromElsewhereHasNoCase(t *testing.T) {
	withFixture(t, func(d *fixture) {
		data := d.d
		data.ID, data.Name = "", "reply.xml"
		d.show(data)
		d.Sees("belongs to no case").Press("n").SeesNot("note: ")
	})
}

// fetched is an archive whose provider answers with data of the case's people.
type fetched struct {
	app.Cases
	all []report.Aggregated
}

func (f fetched) FetchAggregated(ctx context.Context, id string) error {
	_, err := f.Act(ctx, id, casefile.Aggregated{Object: "0123", ObjectSHA256: "ab", SHA256: "0123456789abcdef", OwnerExternalID: "jan", Environment: "sandbox"})
	return err
}

func (f fetched) Aggregated(context.Context, string) ([]report.Aggregated, error) { return f.all, nil }

// The provider's own data is fetched by a key, and what differs is said beside the case.
func TestTheProvidersDataIsCompared(t *testing.T) {
	withFixture(t, func(d *fixture) {
		d.Press("d")
		if n, _ := last[pane.Notice](d); !strings.Contains(n.Text, "D asks the provider") {
			d.t.Errorf("%+v", n)
		}
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Cases: fetched{d.a.Cases,
			[]report.Aggregated{{Owner: "jan", Name: "Jan Kowalski", Accounts: []report.AggregatedAccount{{On: "both", New: 2}, {On: "provider"}}}}}})
		p.SetSize(110, 40)
		d.Robot = robot.New(d.t, p)
		d.show(d.d)
		d.Press("D")
		d.acted().Sees("Jan Kowalski, fetched", "1 account on one side only, 2 rows only at the provider", "none is in a figure")
		p.Update(pane.Loaded{Dataset: d.d})
		d.Press("d").Sees("2 rows only at the provider")
	})
}

// A statement file comes in by a key, the day is moved, and the case is erased after a typed word.
func TestACaseIsKeptAndErasedFromItsPane(t *testing.T) {
	withFixture(t, func(d *fixture) {
		file := filepath.Join(d.t.TempDir(), "statement.xml")
		must(d.t, os.WriteFile(file, []byte(strings.Replace(reply, "100.00", "90.00", 1)), 0o600))
		d.Press("f").Type(file).Press("enter")
		d.acted().Sees("1 and 1 statement file, which confirms nothing alone")
		if said, _ := last[pane.Notice](d); said.Level != pane.Good {
			d.t.Errorf("the applicant's own file: %+v", said)
		}
		must(d.t, os.WriteFile(file, []byte(strings.NewReplacer("Jan Kowalski", "Zofia Obca", "PL61109010140000071219812874", "PL27114020040000300201355387").Replace(reply)), 0o600))
		d.Press("f").Type(file).Press("enter")
		d.acted().Sees("1 and 2 statement files")
		if said, _ := last[pane.Notice](d); said.Level != pane.Warn || !strings.Contains(said.Text, "the bank names Zofia Obca") {
			d.t.Errorf("a stranger's file: %+v", said)
		}
		d.Press("K").Type("soon").Press("enter").Sees("begin with a day").Press("esc")
		d.Press("K").Type("2031-12-31 the loan").Press("enter")
		d.acted().Sees("may be deleted from 2031-12-31 on")
		d.Press("E").Type("yes").Press("enter").Sees("type ERASE, then why").Press("esc")
		id := d.d.Case
		d.Press("E").Type("ERASE asked for").Press("enter")
		if s, err := d.a.Cases.Get(d.t.Context(), id); err != nil || !s.Erased || len(s.Imports) != 0 {
			d.t.Errorf("%+v %v", s, err)
		}
		if _, ok := last[pane.Back](d); !ok {
			d.t.Error("the screen of the erased case stays")
		}
	})
}

// The first act on an import of a login with several owners asks who signed in: the case is about that person.
func TestTheFirstActAsksWhoSignedIn(t *testing.T) {
	several := strings.Replace(reply, "<owners>", "<owners><owner><name>Ewa Kowalska</name><kind>OWNER</kind></owner><owner><name>Ola Kowalska</name><kind>OWNER</kind></owner>", 1)
	withFixtureOf(t, several, func(d *fixture) {
		d.Press("n").Type("called").Press("enter")
		ask, ok := last[pane.Ask](d)
		if !ok || ask.Agree != "Ewa Kowalska" || ask.Or != "another" || !strings.Contains(strings.Join(ask.Lines, " "), "Ewa Kowalska, Ola Kowalska and Jan Kowalski") {
			t.Fatalf("it sent %+v", d.Sent)
		}
		if all, err := d.a.Cases.AllIDs(t.Context()); err != nil || len(all) != 0 {
			t.Fatalf("written before anybody chose: %v, %v", all, err)
		}
		d.Init(ask.OrElse())
		ask, _ = last[pane.Ask](d)
		if ask.Agree != "Ola Kowalska" || ask.Or != "Jan Kowalski" {
			t.Fatalf("it sent %+v", ask)
		}
		d.Init(ask.OrElse())
		all, err := d.a.Cases.List(t.Context())
		if err != nil || len(all) != 1 || all[0].State.People[0].Name != "Jan Kowalski" || len(all[0].State.Notes) != 1 {
			t.Errorf("%+v, %v", all, err)
		}
	})
}

// The first act on an import whose person has an open case asks where the import belongs, and writes nothing before.
func TestTheFirstActAsksForTheOpenCaseOfItsPerson(t *testing.T) {
	withFixture(t, func(d *fixture) {
		id, err := d.a.Cases.New(t.Context(), "loan-17", casefile.Person{Name: "Jan Kowalski", Role: casefile.Applicant, OwnerExternalID: "another"})
		must(t, err)
		d.Press("n").Type("called").Press("enter")
		ask, ok := d.Sent[len(d.Sent)-1].(pane.Ask)
		if !ok || !strings.Contains(strings.Join(ask.Lines, " "), "Jan Kowalski has an open case already: loan-17, begun 2000-01-01, open.") {
			t.Fatalf("it sent %T %+v", d.Sent[len(d.Sent)-1], ask)
		}
		if c, err := d.a.Cases.Of(t.Context(), d.d.ID); c != "" || err != nil {
			t.Fatalf("it was put into %q, %v", c, err)
		}
		d.Init(ask.Yes())
		s, err := d.a.Cases.Get(t.Context(), id)
		must(t, err)
		if !s.Holds(d.d.ID) || len(s.Notes) != 1 {
			t.Errorf("imports %v, notes %v", s.Imports, s.Notes)
		}
	})
}

// The verdict that stands in the pane is the case's, also while one of its imports is open, and a decision keeps it.
func TestTheVerdictIsThatOfAllImports(t *testing.T) {
	withFixture(t, func(d *fixture) {
		file := filepath.Join(t.TempDir(), "statement.xml")
		must(t, os.WriteFile(file, []byte(strings.ReplaceAll(reply, "PL61109010140000071219812874", "PL27114020040000300201355387")), 0o600))
		d.Press("f").Type(file).Press("enter")
		d.pane.Verdict = func() (sign, said, why string, role theme.Role) { return "✗", "OF THE IMPORT", "", theme.Bad }
		d.pane.Says = func(r *verify.Report) (sign, said, why string, role theme.Role) {
			return "✓", "OF THE CASE", strconv.Itoa(r.Rows) + " rows", theme.Good
		}
		d.Send(pane.Focus{})
		d.acted().Sees("✓ OF THE CASE  2 rows, on all imports of the case").SeesNot("OF THE IMPORT")
		d.Press("X").Type("too little").Press("enter")
		d.acted()
		var kept struct{ Rows int }
		if err := json.Unmarshal(d.d.Acts.State.Decision.Verdict, &kept); err != nil || kept.Rows != 2 {
			t.Errorf("%+v, %v", kept, err)
		}
	})
}
