package verdict

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// notes are claims saved beside an import, and every list that was saved.
type notes struct {
	claims  []verify.Claim
	err     error // of reading
	saveErr error
	saves   [][]verify.Claim
}

func (n *notes) Claims(context.Context, string) ([]verify.Claim, error) { return n.claims, n.err }
func (n *notes) SaveClaims(_ context.Context, id string, claims []verify.Claim) error {
	if id != "one" {
		return errors.New("saved beside another import: " + id)
	}
	n.saves = append(n.saves, claims)
	return n.saveErr
}

// whole is the sample's customer with nothing cut short.
func whole() *aisclient.Import {
	imp := sample.Customer()
	imp.Targets[0].Accounts[1].PartialDueToTimeout = false
	return imp
}

type visited struct {
	*robot.Robot
	*testing.T
	pane   *Pane
	env    *pane.Env
	memory memory
}

// memory keeps what is remembered.
type memory map[string]string

func (m memory) Recall(key string) string   { return m[key] }
func (m memory) Remember(key, value string) { m[key] = value }

// reports writes down as the program does, of an import that nothing else is known of.
type reports struct{}

func (reports) WriteReport(ctx context.Context, d app.Dataset, v *verify.Report, claims []verify.Claim, q app.ReportRequest) (*report.Document, error) {
	a, err := d.Insights(sample.Now).Analysis(ctx)
	if err != nil {
		return nil, err
	}
	doc, err := report.New(ctx, report.Input{Verdict: v, Analysis: a, Claims: claims, Level: q.Level, Environment: "sandbox"})
	if err == nil && q.To != nil {
		err = q.To(doc)
	}
	return doc, err
}

// visit opens an import on the pane, with the cursor on the first claim.
func visit(t *testing.T, l *ledger.Ledger, kept *notes, f func(v *visited)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Reports: reports{}, Memory: memory{}}
		o := app.Dataset{Name: "x.xml", Ledger: l}
		if kept != nil {
			env.Claims = kept
			o = app.Dataset{ID: "one", Name: "one", Ledger: l}
		}
		p := New(env)
		p.SetSize(140, 50)
		v := &visited{robot.New(t, p), t, p, env, env.Memory.(memory)}
		v.Send(pane.Focus{}).Send(pane.Loaded{Dataset: o})
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
		v.claim(0, "wisniewska anna").Sees("✓ CONFIRMED", "agrees with the claim", "✓ confirmed", "(with 1 other)", "Name             ✓ wisniewska anna")
		v.claim(2, "7450 PLN").Sees("✓ CONFIRMED", "agrees with both claims", "7450.00 PLN a month")
		v.claim(1, "DE89 3704 0044 0532 0130 00").Sees("✗ REFUTED", "contradicts 1 claim", "✗ refuted")
		v.Press("home", "down", "x").Sees("✓ CONFIRMED")
		v.claim(4, "2019-01-01").Sees("? INCONCLUSIVE", "1 of 3 claims could not be decided", "? inconclusive")
	})
}

func TestPartialDataNeverConfirms(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), &notes{}, func(v *visited) {
		v.pane.SetSize(200, 50)
		v.Sees("cut the history of", "that depend on that will be inconclusive.")
		v.claim(3, "1 PLN").Sees("? INCONCLUSIVE", "? inconclusive", "cut the history of", "The data held back 1 claim (not whole).",
			"not whole: confirmed became inconclusive", "Import the data again.").SeesNot("CONFIRMED")
		v.Press("home", "down", "down", "down", "x") // nothing depends on whole histories now
		v.claim(0, "Anna Wiśniewska").Sees("✓ CONFIRMED", "No claim here depends on that.").SeesNot("held back")
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
		v.Sees("provisional", "? INCONCLUSIVE", "could not be read to its end")
		v.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(whole())}})
		v.Sees("CONFIRMED", "9999 days old").SeesNot("provisional")
	})
}

func TestFieldsSayWhatTheyExpect(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		for row, bad := range map[int][2]string{1: {"none", "Account:"}, 2: {"4000 XX", "Monthly income:"}, 3: {"lots PLN", "Balance at least:"},
			4: {"1.1.2020", "Active since:"}, 5: {"soon", "Maximum data age:"}} {
			v.claim(row, bad[0]).Sees(bad[1], `"`+bad[0]+`" is not`)
			if !v.pane.Capturing() {
				v.Fatalf("the field with %q closed", bad[0])
			}
			v.Press("esc").SeesNot("is not an")
			if v.pane.Capturing() || len(v.pane.claims.List()) != 0 {
				v.Fatalf("esc did not leave the claim as it was: %v", v.pane.claims)
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

// In a field every key types that another pane has a use for but ?, which is help everywhere, and arrows take what was typed.
func TestTypingGoesIntoTheField(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.Press("enter").Type("q1 ajkxuyw:").Sees("q1 ajkxuyw:").Press("down").Sees("> Account")
		v.Press("enter").Type("12345678").Press("up").Sees("> Name             ✗ q1 ajkxuyw:", "1234 5678")
		if got := v.pane.claims.List(); len(got) != 2 || got[0] != (verify.OwnerName{Name: "q1 ajkxuyw:"}) {
			t.Errorf("%v", got)
		}
		v.Press("enter", "ctrl+u", "enter") // nothing typed is no claim
		if got := v.pane.claims.List(); len(got) != 1 {
			t.Errorf("%v", got)
		}
		v.Press("u").Sees("q1 ajkxuyw:").Press("u", "u").SeesNot("1234 5678", "q?1")
	})
}

func TestSeveralOfAKindAndBoxes(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Press("home", "a").Type("Jan Wiśniewski").Press("enter").Sees("and            ✓ Jan Wiśniewski")
		v.claim(3, "7000 PLN").Press("up", "a").Type("1 EUR").Press("enter").Sees("7000.00 PLN", "1.00 EUR")
		v.Press("home", "down", "down", "down", "down", "down", "down", "down", "down").Sees("> No sign of")
		v.Press(" ").Sees("[x]>gambling ✗").Press("right", "right", "right", "enter").Sees("[x]>bailiff ?", "[x] gambling")
		v.Press("left", "left", "left", "x").Sees("[ ]>gambling").Press("down", " ").Sees("[x] claimed")
		want := []verify.Kind{"name", "name", "income", "income", "without", "never-below-zero"}
		for i, c := range v.pane.claims.List() {
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

// Under the mask the age of the data may be told, but not the reason of a check that a fault of the data acted on: it
// says which account is not complete.
func TestMaskHidesTheReasonsOfChecksOnPartialData(t *testing.T) {
	claims := []verify.Claim{verify.DataAge{Days: 7}, verify.OwnerName{Name: "Anna Wiśniewska"}}
	visit(t, sample.Ledger(whole()), &notes{claims: claims}, func(v *visited) {
		v.pane.SetSize(200, 60)
		age, owner := &v.pane.checks()[1], &v.pane.checks()[0]
		if age.Kind != verify.KindMaxAge {
			age, owner = owner, age
		}
		head := func(c *verify.Check) string { return strings.Join(strings.Fields(c.Reason)[:5], " ") }
		v.Sees(head(age), head(owner))
		v.env.Masked = true
		v.Send(pane.SettingsChanged{}).Sees(head(age)).SeesNot(head(owner))
		age.Gates = []verify.GateEffect{{Effect: "noted", Sentence: "The account ends too early."}}
		v.Send(pane.SettingsChanged{}).SeesNot(head(age))
	})
}

// In a small window the reason of the claim that has the cursor is in sight, whichever claim that is.
func TestTheReasonOfTheChosenClaimIsInSight(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").claim(1, "PL61109010140000071219812874").claim(2, "70000 PLN").claim(4, "2025-01-01")
		v.pane.SetSize(80, 21)
		v.Press("home", "down", "down").Sees("> Monthly income", "The income is at least 70000.00 PLN")
		v.Press("down", "down").Sees("> Active since", "since 2025-01-01")
		v.Press("up", "up").Sees("> Monthly income", "The income is at least 70000.00 PLN")
	})
}

// In a small window the verdict begins with a line that says what the lines under it are about, wherever the cursor is, and
// all of a reason that is longer than the window comes by.
func TestTheVerdictBeginsWithWhatItIsAbout(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").claim(2, "7000 PLN").claim(3, "100 PLN").claim(4, "2025-01-01")
		v.pane.SetSize(80, 14)
		v.Press("home", "pgdown")
		seen, last := "", len(v.pane.items())-1
		for turn := 0; v.pane.at < last; turn++ {
			_, verdict, _ := strings.Cut(v.Screen(), "─ Verdict")
			lines := strings.Split(verdict, "\n")[2:] // without the border and the word
			if first := strings.TrimLeft(lines[0], "│> "); !strings.ContainsAny(string([]rune(first)[:1]), "✓✗?!•") {
				t.Fatalf("on %+v it begins with %q", v.pane.chosen(), lines[0])
			}
			if seen += strings.Join(lines, "\n"); turn > 200 {
				t.Fatal("the end is not reached")
			}
			v.Press("down")
		}
		for _, e := range v.pane.checks()[1].Evidence {
			if !strings.Contains(seen, e.Date.String()) {
				t.Errorf("the row of %s was never in sight:\n%s", e.Date, seen)
			}
		}
	})
}

// Left and right go through the claims as up and down do: from a box with nothing beside it they do not leave the pane.
func TestSidewaysStaysAmongTheClaims(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.Sees("> Name").Press("right").Sees("> Account").Press("left").Sees("> Name")
	})
}
