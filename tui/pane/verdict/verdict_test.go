package verdict

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// notes are claims kept beside an import.
type notes struct {
	claims []verify.Claim
	err    error
}

func (n *notes) KeptClaims(context.Context, string) ([]verify.Claim, error) { return n.claims, n.err }
func (n *notes) KeepClaims(context.Context, string, []verify.Claim) error   { return n.err }

// whole is the sample's customer with nothing cut short.
func whole() *aisclient.Import {
	imp := sample.Customer()
	imp.Targets[0].Accounts[1].PartialDueToTimeout = false
	return imp
}

type visited struct {
	*robot.Robot
	*testing.T
	pane *Pane
	env  *pane.Env
}

// visit opens an import on the pane, with the cursor on the first claim.
func visit(t *testing.T, l *ledger.Ledger, kept *notes, f func(v *visited)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		o := pane.Opened{Name: "x.xml", Ledger: l}
		if kept != nil {
			env.Claims = kept
			o = pane.Opened{ID: "one", Name: "one", Ledger: l}
		}
		p := New(env)
		p.SetSize(140, 50)
		v := &visited{robot.New(t, p), t, p, env}
		v.Send(pane.Focus{}).Send(pane.Loaded{Opened: o})
		f(v)
	})
}

// claim types a claim into the row that is so many below the first.
func (v *visited) claim(row int, s string) *visited {
	v.Press("home")
	for range row {
		v.Press("down")
	}
	v.Press("enter", "ctrl+u").Type(s).Press("enter")
	return v
}

// sent is the last message of a type that went to the root.
func sent[T any](v *visited) (last T, n int) {
	for _, m := range v.Sent {
		if m, ok := m.(T); ok {
			last = m
			n++
		}
	}
	return last, n
}

func TestEmptyPaneExplainsItself(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.Sees("NO CLAIMS", "choose a line of the claims", "61 rows of this import", "not claimed", "An account belongs to", "Worth a look")
	})
}

func TestVerdictsInWordsAndSigns(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "wisniewska anna").Sees("✓ CONFIRMED", "agrees with the claim", "✓ pass", "(with 1 other)", "Name             ✓ wisniewska anna")
		v.claim(2, "7450 PLN").Sees("✓ CONFIRMED", "all 2 claims", "7450.00 PLN a month", "2026-08-01 to 2026-10-31, 3 full months")
		v.claim(1, "DE89 3704 0044 0532 0130 00").Sees("✗ REFUTED", "contradicts 1 claim", "✗ fail")
		v.Press("home", "down", "x").Sees("✓ CONFIRMED")
		v.claim(4, "2019-01-01").Sees("? INCONCLUSIVE", "does not settle 1 of 3 claims", "? unknown")
	})
}

func TestPartialDataNeverConfirms(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("? INCONCLUSIVE", "? so far", "! The data is not complete", "cut the history of", "It confirms nothing.").SeesNot("CONFIRMED")
	})
}

// While a reply is read its rows prove nothing; once it is whole they do.
func TestProvisionalRowsNeverConfirm(t *testing.T) {
	raw := `<?xml version="1.0"?><reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><owners><owner><name>Ewa Nowa</name></owner></owners><accounts><account>` +
		`<name>Konto</name><currencyName>PLN</currencyName><moneyTransactions>` +
		strings.Repeat(`<moneyTransaction><bookedOn>2026-01-02</bookedOn><currencyAmount>-5.00</currencyAmount></moneyTransaction>`, 40)
	part, _, err := ledger.Load(t.Context(), strings.NewReader(raw), aisclient.DecodeOptions{}, func(*ledger.Ledger) {})
	if err == nil || part == nil {
		t.Fatal(err)
	}
	visit(t, part, &notes{}, func(v *visited) {
		v.claim(5, "9999")
		v.Sees("provisional", "? INCONCLUSIVE", "so far", "could not be read to its end")
		v.Send(pane.Loaded{Opened: pane.Opened{ID: "one", Name: "one", Ledger: sample.Ledger(whole())}})
		v.Sees("CONFIRMED", "9999 days old").SeesNot("provisional")
	})
}

func TestFieldsSayWhatTheyExpect(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		for row, bad := range map[int][2]string{1: {"none", "Account:"}, 2: {"4000", "Monthly income:"}, 3: {"lots PLN", "Balance at least:"},
			4: {"1.1.2020", "Active since:"}, 5: {"soon", "Data at most:"}} {
			v.claim(row, bad[0]).Sees(bad[1], `"`+bad[0]+`" is not`)
			if !v.pane.Capturing() {
				v.Fatalf("the field with %q closed", bad[0])
			}
			v.Press("esc").SeesNot("is not an")
			if v.pane.Capturing() || len(v.pane.said.claims()) != 0 {
				v.Fatalf("esc did not leave the claim as it was: %v", v.pane.said)
			}
		}
		if _, n := sent[pane.Back](v); n != 0 {
			t.Error("esc in a field left the pane")
		}
		v.Press("esc")
		if _, n := sent[pane.Back](v); n != 1 {
			t.Error("esc did not go back")
		}
	})
}

// In a field every key types that another pane has a use for, and arrows take what was typed.
func TestTypingGoesIntoTheField(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.Press("enter").Type("q?1 ajkxuyw:").Sees("q?1 ajkxuyw:").Press("down").Sees("> Account")
		v.Press("enter").Type("12345678").Press("up").Sees("> Name             ✗ q?1 ajkxuyw:", "1234 5678")
		if got := v.pane.said.claims(); len(got) != 2 || got[0] != (verify.OwnerName{Name: "q?1 ajkxuyw:"}) {
			t.Errorf("%v", got)
		}
		v.Press("enter", "ctrl+u", "enter") // nothing typed is no claim
		if got := v.pane.said.claims(); len(got) != 1 {
			t.Errorf("%v", got)
		}
		v.Press("u").Sees("q?1 ajkxuyw:").Press("u", "u").SeesNot("1234 5678", "q?1")
	})
}

func TestSeveralOfAKindAndBoxes(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Press("home", "a").Type("Jan Wiśniewski").Press("enter").Sees("and            ✓ Jan Wiśniewski")
		v.claim(3, "7000 PLN").Press("up", "a").Type("1 EUR").Press("enter").Sees("7000.00 PLN", "1.00 EUR")
		v.Press("home", "down", "down", "down", "down", "down", "down", "down", "down").Sees("> No sign of")
		v.Press(" ").Sees("[x] gambling ✗").Press("right", "right", "right", "enter").Sees("[x] bailiff ✓", "[x] gambling")
		v.Press("left", "left", "left", "x").Sees("[ ] gambling").Press("down", " ").Sees("[x] claimed")
		want := []verify.Kind{"name", "name", "income", "income", "without", "never-below-zero"}
		for i, c := range v.pane.said.claims() {
			if c.Kind() != want[i] {
				t.Errorf("claim %d is %s", i, c.Kind())
			}
		}
		v.Press(" ").Sees("[ ] claimed").Press("a")
		if m, _ := sent[pane.Notice](v); !strings.Contains(m.Text, "only one claim") {
			t.Errorf("%+v", m)
		}
	})
}

func TestEnterOpensTheRowsBehind(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(2, "7000 PLN").claim(5, "7 days")
		v.Press("home", "pgdown", "enter")
		if m, _ := sent[pane.OpenRows](v); m.From != Tab || len(m.Rows) != 3 || m.Period.String() != "2026-08-01 to 2026-10-31" || m.Filter != "" || m.What != "monthly income" {
			t.Errorf("%+v", m)
		}
		v.Press("down", "enter")
		if m, _ := sent[pane.Notice](v); !strings.Contains(m.Text, "no rows behind") {
			t.Errorf("%+v", m)
		}
		v.Press("end", "enter")
		if m, n := sent[pane.OpenRows](v); n != 2 || m.Filter == "" && m.Rows == nil || !m.Period.IsAll() {
			t.Errorf("a finding opens %+v", m)
		}
	})
}

// Claims go with the import: every change is kept, and what is kept is there when the pane is first seen.
func TestClaimsAreKeptAndComeBack(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska")
		m, n := sent[pane.KeepClaims](v)
		if n != 1 || m.ImportID != "one" || len(m.Claims) != 1 {
			t.Errorf("%d, %+v", n, m)
		}
		v.Send(pane.ClaimsKept{ImportID: "one"})
		if s := v.pane.Status(); s != "1 claim, kept with the import" {
			t.Error(s)
		}
		v.Send(pane.ClaimsKept{ImportID: "one", Err: errors.New("the disk is full")})
		if s := v.pane.Status(); s != "1 claim, not kept: the disk is full" {
			t.Error(s)
		}
		v.Press("home", "enter", "enter") // unchanged
		if _, n := sent[pane.KeepClaims](v); n != 1 {
			t.Error("kept what had not changed")
		}
	})
	visit(t, sample.Ledger(whole()), &notes{claims: []verify.Claim{verify.OwnerName{Name: "Ewa Obca"}}}, func(v *visited) {
		v.Sees("Ewa Obca", "✗ REFUTED")
		if _, n := sent[pane.KeepClaims](v); n != 0 {
			t.Error("kept what had not changed")
		}
	})
	visit(t, sample.Ledger(whole()), &notes{err: verify.ErrKept}, func(v *visited) {
		v.claim(0, "Anna").Sees("REFUTED")
		if s := v.pane.Status(); s != "1 claim, not kept: the kept claims cannot be read" {
			t.Error(s)
		}
		if _, n := sent[pane.KeepClaims](v); n != 0 {
			t.Error("what cannot be read was written over")
		}
	})
}

func TestAFileKeepsNothingAndSaysSo(t *testing.T) {
	visit(t, sample.Ledger(whole()), nil, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		if s := v.pane.Status(); !strings.Contains(s, "1 claim, not kept: this is a reply file") {
			t.Error(s)
		}
		if _, n := sent[pane.KeepClaims](v); n != 0 {
			t.Error("a file has no place for claims")
		}
	})
}

// A pane that nobody looks at works nothing out and reads nothing.
func TestAHiddenPaneCostsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: time.Now, Claims: &notes{}})
		p.SetSize(80, 20)
		if cmd := p.Update(pane.Loaded{Opened: pane.Opened{ID: "one", Name: "one", Ledger: sample.Ledger(whole())}}); cmd != nil {
			t.Errorf("it did: %T", cmd())
		}
	})
}

// The verdict of older claims is dropped; until the new one is there the old one stays, and says what it is.
func TestOnlyTheNewestVerdictShows(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Sees("CONFIRMED")
		first := v.pane.set(sheetOf([]verify.Claim{verify.OwnerName{Name: "Ewa Obca"}}))
		v.Sees("CONFIRMED", "checking")
		if v.pane.ready() == "" {
			t.Error("a report could be saved that is not that of the claims")
		}
		late := v.pane.gen
		v.pane.set(sheetOf([]verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}))
		v.Send(verified{gen: late, report: &verify.Report{Verdict: verify.Refuted, Checks: []verify.Check{{Outcome: verify.Fail}}}})
		v.SeesNot("REFUTED")
		_ = first
	})
}

// What is worth a look takes longer than the claims: the verdict does not wait for it, a report does.
func TestTheVerdictDoesNotWaitForTheFindings(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		claims := []verify.Claim{verify.OwnerName{Name: "Anna Wiśniewska"}}
		desk, err := verify.NewChecker(t.Context(), v.pane.opened.Ledger, v.pane.today())
		if err != nil {
			t.Fatal(err)
		}
		r, err := desk.Check(t.Context(), claims)
		if err != nil || r.Notable != nil {
			t.Fatal(r, err)
		}
		m := verified{gen: v.pane.gen, claims: claims, ledger: v.pane.opened.Ledger, desk: desk, report: r}
		look := v.pane.verified(m)
		v.Sees("✓ CONFIRMED", "looking through the rows")
		if v.pane.ready() == "" {
			t.Error("a report was ready without its findings")
		}
		v.Init(look).Sees("gambling").SeesNot("looking through the rows")
		v.Init(v.pane.verified(m)).Sees("gambling") // a verdict that was begun before the findings were there
		if why := v.pane.ready(); why != "" {
			t.Error(why)
		}
	})
}

func TestReportIsSavedAsTheCommandPrintsIt(t *testing.T) {
	dir := t.TempDir()
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska")
		for _, name := range []string{"r.txt", "r.md", "r.json"} {
			v.Press("w").Sees("save the report as", "one-report.txt").Press("ctrl+u").Type(filepath.Join(dir, name)).Press("enter")
			got, err := os.ReadFile(filepath.Join(dir, name))
			var want strings.Builder
			form, _ := verify.FormOf(name)
			if e := v.pane.found.report.Write(&want, form); err != nil || e != nil || string(got) != want.String() || len(got) == 0 {
				t.Errorf("%s: %v %v %s", name, err, e, got)
			}
		}
		v.Press("e", "ctrl+u").Type("r.pdf").Press("enter").Sees("must end in .txt, .md or .json").Press("esc").SeesNot("save the report as")
		v.Press("e", "ctrl+u").Type(filepath.Join(dir, "no", "r.txt")).Press("enter").Sees("save the report as", "there is no folder").Press("esc")
		file := filepath.Join(dir, "mine.txt")
		if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		v.Press("w", "ctrl+u").Type(file).Press("enter")
		m, n := sent[pane.Ask](v)
		if b, _ := os.ReadFile(file); n != 1 || string(b) != "mine" {
			t.Fatalf("asked %d times, the file holds %q", n, b)
		}
		v.Send(m.Yes)
		if b, _ := os.ReadFile(file); !strings.Contains(string(b), "Verdict: confirmed") {
			t.Errorf("%q", b)
		}
		v.Press("y")
		if m, _ := sent[pane.Copy](v); m.Text != v.pane.found.report.Text() {
			t.Errorf("copied %q", m.Text)
		}
	})
}

func TestMaskHidesClaimsAlsoWhileTheyAreTyped(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").claim(1, "PL61109010140000071219812874").claim(2, "7000 PLN")
		v.env.Masked = true
		v.Send(pane.EnvChanged{}).SeesNot("Anna", "PL61", "7000", "7450", "Wiśniewsk").Sees("CONFIRMED", "(masked)")
		v.Press("home", "enter").SeesNot("Anna").Type("Ewa").SeesNot("Ewa").Press("esc")
		v.Press("down", "down", "enter").Type("secret").Press("enter").Sees("is not an amount").SeesNot("secret", "7000").Press("esc", "up", "up")
		v.Press("w").Sees("it will hold everything in full").Press("esc", "y")
		if m, n := sent[pane.Copy](v); n != 1 || m.What != "the report in full, not masked" || !strings.Contains(m.Text, "Anna") {
			t.Errorf("copied %+v", m)
		}
		v.Press("down", "down", "down", "down", "down", "down", " ").Sees("[x] gambling") // says nothing of a person
	})
}

func TestMouseChoosesAndClaims(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.click(pane.AreaRow, 1)
		v.Sees("> Account")
		v.click(pane.AreaRow, 1)
		if !v.pane.Capturing() {
			t.Error("a second click does not edit")
		}
		v.Press("esc")
		v.click(areaSign, 3)
		v.Sees("[x] bailiff ✓")
	})
}

// click clicks on what is marked as the nth of a kind.
func (v *visited) click(kind, n int) {
	m := pane.Mouse{}
	m.On.Kind, m.On.Item = kind, n
	cmd, _ := v.pane.Mouse(m)
	v.Init(cmd)
}
