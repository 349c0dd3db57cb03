package compare_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/compare"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// saved are imports by their ids.
type saved map[string]*aisclient.Import

func (s saved) Open(_ context.Context, id string) (app.Reply, error) {
	imp, ok := s[id]
	if !ok {
		return app.Reply{}, errors.New("import " + id + " is damaged")
	}
	return app.Reply{Dataset: app.Dataset{ID: id, Name: id, Environment: "sandbox"}, Load: func(context.Context, func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
		l, err := ledger.FromImport(imp)
		return l, imp, err
	}}, nil
}

var row = modeltest.Row

// konto is an import with one account.
func konto(balance string, rows ...aisclient.Transaction) *aisclient.Import {
	b := modeltest.Amount(balance)
	return &aisclient.Import{Envelope: aisclient.Envelope{ResponseTimestamp: sample.Now}, Targets: []aisclient.Target{{Name: text.Clean("KontoBank"),
		Accounts: []aisclient.Account{{Name: text.Clean("Konto"), IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Balance: &b, Transactions: rows}}}}}
}

// owned is an import whose first account has an owner.
func owned(imp *aisclient.Import, owner string) *aisclient.Import {
	imp.Targets[0].Accounts[0].Owners = []aisclient.Owner{{Name: text.Clean(owner)}}
	return imp
}

func env() *pane.Env {
	return &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
}

func shown(t *testing.T, p pane.Pane, f func(r *robot.Robot)) {
	t.Helper()
	p.SetSize(130, 40)
	r := robot.New(t, p)
	r.Send(pane.Focus{})
	f(r)
}

func TestTwoImportsBesideEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := saved{"one": konto("100", row("2026-03-20", "-5", "Lidl", "x"), row("2026-03-10", "-7", "Jan", "czynsz"), row("2026-03-01", "1000", "ACME", "wages")),
			"two": konto("90", row("2026-03-20", "-5", "Lidl", "poprawka"), row("2026-03-12", "-9", "Orlen", "paliwo"), row("2026-03-01", "1000", "ACME", "wages"))}
		e := env()
		shown(t, compare.Imports(e, s, "one", "two"), func(r *robot.Robot) {
			r.Sees("1 new, 1 missing, 1 changed", "balance: 100.00, now 90.00", "+  2026-03-12", "paliwo", "-  2026-03-10", "czynsz", "title: x, now poprawka", "both cover 2026-03-01 to 2026-03-20", "B-A         0", "-2.00")
			r.Press("x").Sees("balance: 90.00, now 100.00", "-  2026-03-12", "+  2026-03-10", "+2.00")
			e.Masked = true
			r.Send(pane.SettingsChanged{}).SeesNot("paliwo", "czynsz", "100.00", "Jan")
			r.Press("down", "down", "enter") // A, B, the row that only B has, which after x is A
			if m, ok := r.Sent[len(r.Sent)-1].(pane.OpenSaved); !ok || m.ID != "one" {
				t.Errorf("enter sent %+v", r.Sent[len(r.Sent)-1])
			}
			r.Press("esc")
			if _, ok := r.Sent[len(r.Sent)-1].(pane.Back); !ok {
				t.Errorf("esc sent %T", r.Sent[len(r.Sent)-1])
			}
		})
		other := konto("1", row("2026-03-20", "-5", "Lidl", "x"))
		other.Targets[0].Accounts[0].IBAN = text.Clean("PL27114020040000300201355387")
		s["anna"], s["jan"] = owned(konto("1", row("2026-03-20", "-5", "Lidl", "x")), "Anna Łącka"), owned(other, "Jan Nowak")
		shown(t, compare.Imports(env(), s, "anna", "jan"), func(r *robot.Robot) {
			r.Sees("A   Anna Łącka, KontoBank", "B   Jan Nowak, KontoBank", "2026-03-20 to 2026-11-22, 1 row", "A and B are of different people", "in A only", "in B only").SeesNot("0 new", "Nothing differs")
		})
		shown(t, compare.Imports(env(), s, "anna", "anna"), func(r *robot.Robot) { r.Sees("Nothing differs.").SeesNot("different people") })
		shown(t, compare.Imports(env(), s, "one", "one"), func(r *robot.Robot) { r.Sees("Nothing differs.") })
		shown(t, compare.Imports(env(), s, "one", "three"), func(r *robot.Robot) { r.Sees("import three is damaged") })
	})
}

// of are imports of different environments, by their ids.
type of map[string]string

func (s of) Open(ctx context.Context, id string) (app.Reply, error) {
	r, err := saved{id: konto("1", row("2026-03-20", "-5", "Lidl", "x"))}.Open(ctx, id)
	r.Dataset.Environment = s[id]
	return r, err
}

// The badge is that of what is compared, not of the program: of both sides where they differ, live first.
func TestTheBadgeIsThatOfWhatIsCompared(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := of{"a": "sandbox", "b": "sandbox", "live": "live", "file": ""}
		for _, c := range []struct{ a, b, badge string }{{"a", "b", "sandbox"}, {"a", "live", "live / sandbox"}, {"live", "a", "live / sandbox"}, {"a", "file", "sandbox / file"}} {
			p := compare.Imports(env(), s, c.a, c.b)
			if p.Badge() != "" {
				t.Error("it has a badge before anything is read: ", p.Badge())
			}
			shown(t, p, func(*robot.Robot) {})
			if p.Badge() != c.badge {
				t.Errorf("%s and %s: %q", c.a, c.b, p.Badge())
			}
		}
		l, err := ledger.FromImport(konto("1", row("2026-03-20", "-5", "Lidl", "x")))
		if err != nil {
			t.Fatal(err)
		}
		if b := compare.Periods(env(), app.Dataset{Ledger: l}).Badge(); b != "file" {
			t.Errorf("two periods of a file: %q", b)
		}
	})
}

// The two sides are named by whose they are, and where no owner is in both it is said.
func TestTheSidesOfAComparisonNameTheirOwners(t *testing.T) {
	of := func(name string) *aisclient.Import {
		imp := konto("100", row("2026-03-20", "-5", "Lidl", "x"))
		imp.Targets[0].Accounts[0].Owners = []aisclient.Owner{{Name: text.Clean(name)}}
		return imp
	}
	synctest.Test(t, func(t *testing.T) {
		s := saved{"one": of("Anna Wiśniewska"), "two": of("WISNIEWSKA ANNA"), "three": of("Jan Nowak")}
		const differ = "of different people"
		shown(t, compare.Imports(env(), s, "one", "two"), func(r *robot.Robot) { r.Sees("Anna Wiśniewska, KontoBank", "1 row").SeesNot(differ) })
		shown(t, compare.Imports(env(), s, "one", "three"), func(r *robot.Robot) { r.Sees("Anna Wiśniewska, KontoBank", "Jan Nowak, KontoBank", differ) })
		shown(t, compare.Imports(env(), saved{"one": of(""), "two": of("Jan Nowak")}, "one", "two"), func(r *robot.Robot) { r.Sees("Jan Nowak").SeesNot(differ) })
		e := env()
		e.Masked = true
		shown(t, compare.Imports(e, s, "one", "three"), func(r *robot.Robot) { r.Sees(differ).SeesNot("Anna", "Nowak") })
	})
}

func TestTwoPeriodsOfAnImport(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var rows []aisclient.Transaction
		last := aisclient.DateIn(sample.Now).MonthStart()
		for i := range 12 {
			d := last.AddMonths(-i)
			rows = append(rows, row((d+4).String(), "4000", "ACME Sp. z o.o.", "Wynagrodzenie za prace"))
			if i >= 3 {
				rows = append(rows, row((d+9).String(), "-300", "Stary Bank", "Rata kredytu"))
			} else {
				rows = append(rows, row((d+9).String(), "-450", "Nowy Lender", "Rata pozyczki"))
			}
		}
		l, err := ledger.FromImport(konto("100", rows...))
		if err != nil {
			t.Fatal(err)
		}
		shown(t, compare.Periods(env(), app.Dataset{Name: "x", Ledger: l}), func(r *robot.Robot) {
			r.Sees("Regular payments", "begun", "Nowy Lender", "450.00", "ended", "Stary Bank", "300.00", "Sums of booked rows").SeesNot("ACME")
			r.Press("enter")
			if m, ok := r.Sent[len(r.Sent)-1].(pane.OpenRows); !ok || m.What != "Nowy Lender" || len(m.Rows) != 3 {
				t.Errorf("enter sent %+v", r.Sent[len(r.Sent)-1])
			}
			r.Press("P").Type("2026-02").Press("enter").Sees("type two periods with a blank between them")
			r.Type(" x").Press("enter").Sees("write a day as").Press("esc").Sees("Nowy Lender")
			r.Press("P").Type("2026-02 q4").Press("enter").Sees("2026-02 with 2026 Q4", "ended", "Stary Bank")
			r.Press("p", "p", "p", "p").Sees("2026-06-01 to 2026-08-31 with 2026-09-01 to 2026-11-30")
			r.Press("[").Sees("A   2026-03-01 to 2026-05-31  covered by the data", "No regular payment begins, ends or changes").SeesNot("Nowy Lender")
			r.Press("]").Sees("Nowy Lender").Press("p").Sees("2025-12-01 to 2026-05-31 with 2026-06-01 to 2026-11-30", "begun     out  Nowy Lender")
			r.Press("p", "p", "p").Sees("2026-06-01 to 2026-08-31 with 2026-09-01 to 2026-11-30")
			r.Press("{", "{", "{").Sees("2026-03-01 to 2026-05-31 with 2026-09-01 to 2026-11-30", "begun     out  Nowy Lender")
			r.Press("[").Sees("2025-12-01 to 2026-02-28 with 2026-06-01 to 2026-08-31").SeesNot("Nowy Lender")
			r.Press("]", "}", "}", "}").Sees("2026-06-01 to 2026-08-31 with 2026-09-01 to 2026-11-30")
			// The rows begin on 2025-12-05: of earlier days nothing is concluded, and the screen says so.
			r.Press("p", "p").Sees("A   2024-12-01 to 2025-11-30  not covered by the data", "B   2025-12-01 to 2026-11-30  353 of 365 days covered, 2025-12-05 to 2026-11-22", "Nothing can be said of regular payments: the data does not cover period A.").SeesNot("No regular payment", "begun")
		})
	})
}

// Where an import is too short for two quarters, its last two months are compared, until somebody chooses.
func TestAShortImportComparesMonths(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var rows []aisclient.Transaction
		last := aisclient.DateIn(sample.Now).MonthStart()
		for i := range 3 {
			rows = append(rows, row((last.AddMonths(-i)+4).String(), "4000", "ACME Sp. z o.o.", "Wynagrodzenie za prace"), row((last.AddMonths(-i)+9).String(), "-450", "Nowy Lender", "Rata pozyczki"))
		}
		l, err := ledger.FromImport(konto("100", rows...))
		if err != nil {
			t.Fatal(err)
		}
		shown(t, compare.Periods(env(), app.Dataset{Name: "x", Ledger: l}), func(r *robot.Robot) {
			r.Sees("A   2026-10-01 to 2026-10-31  covered by the data", "B   2026-11-01 to 2026-11-30")
			r.Press("p").Sees("2026-06-01 to 2026-08-31 with 2026-09-01 to 2026-11-30", "not covered by the data")
		})
	})
}
