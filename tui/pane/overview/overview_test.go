package overview

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/findings"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

func visit(t *testing.T, l *ledger.Ledger, f func(r *robot.Robot, env *pane.Env)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
		p := New(env)
		p.SetSize(130, 60)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Environment: "sandbox", SavedAt: sample.Now.Add(-90 * time.Minute), Ledger: l}})
		f(r, env)
	})
}

func TestSaysWhoWhereWhenAndHowMuch(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, _ *pane.Env) {
		r.Sees("Anna Wiśniewska", "OWNER", "85042012348", "ID_CARD ABC123456", "1985-04-20", "+48 *** *** 321", "anna@example.test", "ul. Polna 12",
			"KontoBank S.A.", "2026-03-04 to 2026-11-20", "sandbox", "applicant-17", "1 h ago", "8812", "successful",
			"67050.00", "-65132.46", "1917.54", "412.80", "1 row not booked: shown, not summed",
			"Konto Osobiste", "-1240.30", "unknown element", "Findings", "betting")
	})
}

func TestPartialDataStandsFirst(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, _ *pane.Env) {
		if i := strings.Index(r.Screen(), "the bank ran out of time"); i < 0 || i > strings.Index(r.Screen(), "Owners") {
			t.Errorf("the warning does not stand first:\n%s", r.Screen())
		}
	})
}

func TestEnterOpensTheRowsOfWhatIsChosen(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, _ *pane.Env) {
		r.Press("down", "down", "enter")
		m, ok := r.Sent[len(r.Sent)-1].(pane.OpenRows)
		if !ok || m.Filter != `acct:="Rachunek walutowy"` || m.From != Tab {
			t.Errorf("sent %+v", r.Sent[len(r.Sent)-1])
		}
		r.Press("end", "enter")
		if m, ok := r.Sent[len(r.Sent)-1].(pane.OpenRows); !ok || m.Filter == "" && m.Rows == nil {
			t.Errorf("a finding opens %+v", r.Sent[len(r.Sent)-1])
		}
	})
}

// A reply that breaks off shows its rows, and says that they are not all of them and why.
func TestBrokenReplyIsProvisional(t *testing.T) {
	raw := `<?xml version="1.0"?><reply status="200 OK"><command id="1" state="successful" name="DefaultImportCommand" target="KontoBank"><result><accounts><account>` +
		`<name>Konto</name><currencyName>PLN</currencyName><moneyTransactions>` +
		strings.Repeat(`<moneyTransaction><bookedOn>2026-01-02</bookedOn><currencyAmount>-5.00</currencyAmount></moneyTransaction>`, 40)
	last, _, err := ledger.Load(t.Context(), strings.NewReader(raw), aisclient.DecodeOptions{}, func(*ledger.Ledger) {})
	if err == nil || last == nil || last.Complete() || last.Err() == nil {
		t.Fatalf("the reply was taken for whole: %v", err)
	}
	visit(t, last, func(r *robot.Robot, _ *pane.Env) {
		r.Sees("! ", "provisional", "PLN", "-200.00")
	})
}

func TestMaskAndThemeChangeTheWholePage(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, env *pane.Env) {
		env.Masked = true
		env.Theme = theme.Must(theme.ASCII, theme.Plaintext)
		r.Send(pane.SettingsChanged{}).SeesNot("Anna", "67050.00", "\x1b[", "╭").Sees("xxxxx")
	})
}

func TestFindingsThatAreNotKnownAreNotNone(t *testing.T) {
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
	p.SetSize(120, 60)
	p.Update(pane.Loaded{Dataset: app.Dataset{Ledger: sample.Ledger(sample.Customer())}})
	p.heard(found{}, &pane.LimitError{Limit: findings.Limit})
	if screen := ansi.Strip(p.View()); !strings.Contains(screen, "findings are not available") || strings.Contains(screen, "nothing stands out") {
		t.Errorf("says:\n%s", screen)
	}
}
