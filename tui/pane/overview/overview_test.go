package overview

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/insight/stream"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
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
		r.Sees("Anna Wiśniewska", "owner", "85042012348", "ID_CARD ABC123456", "1985-04-20", "+48 *** *** 321", "anna@example.test", "ul. Polna 12",
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

// What is of nobody in the case is warned of, and is neither the balance nor in a total.
func TestAStrangersAccountIsWarnedOf(t *testing.T) {
	l := sample.Ledger(sample.Customer())
	visit(t, l.WithStrangers([]int{0}), func(r *robot.Robot, _ *pane.Env) {
		r.Sees("stranger's Konto Osobiste is of nobody in the case", "> stranger's Konto Osobi", "of an account that is of nobody in the case: shown").SeesNot("67050.00", "Balance of stranger's")
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

// The owner stands before the co-owner, wherever the bank puts them, and what the claims come to stands beside them.
func TestTheSummarySaysWhoAndTheVerdict(t *testing.T) {
	imp := sample.Customer()
	tg := &imp.Targets[0]
	tg.Owners = append([]aisclient.Owner{{Name: text.Clean("Zenon Drugi"), Kind: "CO_OWNER"}}, tg.Owners...)
	visit(t, sample.Ledger(imp), func(r *robot.Robot, env *pane.Env) {
		r.Sees("Anna Wiśniewska, Zenon Drugi (co-owner)", "3 faults may hold claims back", "7450.00 PLN a month proven", "Proven income by month, 2026, PLN", "Balance of Konto Osobiste")
		owners := r.Screen()[strings.Index(r.Screen(), "Owners"):]
		if strings.Index(owners, "Anna") > strings.Index(owners, "Zenon") {
			t.Errorf("the co-owner stands first:\n%s", owners)
		}
		env.Masked = true
		r.Send(pane.SettingsChanged{}).SeesNot("Anna", "Zenon", "7450")
	})
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
	p.SetSize(120, 37)
	said := Verdict{Sign: "x", Said: "REFUTED", Why: "the data contradicts 1 claim"}
	p.Verdict = func() Verdict { return said }
	p.Update(pane.Loaded{Dataset: app.Dataset{Ledger: sample.Ledger(sample.Customer())}})
	if v := ansi.Strip(p.View()); !strings.Contains(v, "x REFUTED") {
		t.Errorf("no verdict:\n%s", v)
	}
	said.Said = "CONFIRMED"
	if v := ansi.Strip(p.View()); !strings.Contains(v, "x CONFIRMED") {
		t.Errorf("the verdict does not follow:\n%s", v)
	}
}

// The balance names its account where there are several, and says how many others there are.
func TestTheBalanceNamesItsAccount(t *testing.T) {
	visit(t, sample.Ledger(sample.Customer()), func(r *robot.Robot, _ *pane.Env) {
		r.Sees("Konto Osobiste and 2 more")
	})
	imp := sample.Customer()
	imp.Targets[0].Accounts = imp.Targets[0].Accounts[:1]
	visit(t, sample.Ledger(imp), func(r *robot.Robot, _ *pane.Env) { r.SeesNot("Konto Osobiste and") })
}

// Risks come by their weight, each with its label at every width, and a large screen has three columns.
func TestRisksKeepTheirLabels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
		p.SetSize(80, 60)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}})
		for _, w := range []int{80, 104, 120, 170, 200} {
			p.SetSize(w, 60)
			view := r.Screen()
			below, betting := strings.Index(view, "!  days below zero"), strings.Index(view, "•  gambling")
			if below < 0 || betting < below {
				t.Fatalf("at %d: below zero at %d, gambling at %d\n%s", w, below, betting, view)
			}
		}
		if top := strings.Split(r.Screen(), "\n")[0]; strings.Count(top, "╭") != 3 {
			t.Errorf("at 200 there are not three columns: %s", top)
		}
	})
}

// Of a business the chart shows what its payers pay, and says how much of that is income and why.
func TestTheChartOfABusinessSaysWhatCounts(t *testing.T) {
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
	p.SetSize(120, 60)
	p.Update(pane.Loaded{Dataset: app.Dataset{Ledger: sample.Ledger(sample.Customer())}})
	month := []stream.MonthSum{{Start: aisclient.DateOf(2026, 1, 1), Sum: 661000000}}
	p.found.income = []income{{currency: "PLN", proven: 234533100, months: month, business: true}}
	said := func() string {
		s := trend{p.state}.charts()[0]
		all := s.Title
		for _, l := range s.Lines(100) {
			all += " " + strings.TrimSpace(ansi.Strip(l.Draw(100, theme.RowPlain)))
		}
		return all
	}
	if got := said(); !strings.Contains(got, "Paid in by the proven payers by month") || !strings.Contains(got, "23453.31 PLN a month of it counts") || !strings.Contains(got, "after tax") {
		t.Errorf("%s", got)
	}
	p.found.income[0].business = false
	if got := said(); !strings.HasPrefix(got, "Proven income by month") || strings.Contains(got, "counts") {
		t.Errorf("%s", got)
	}
}

// A name is not cut while columns beside it are wider than what stands in them.
func TestNamesOfAccountsAreWhole(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
		p.SetSize(120, 37)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}})
		r.Sees("Konto oszczędnościowe ")
	})
}
