package pane_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/compare"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// actedOn is a customer with a wage, a rent and groceries of a year: the newest three wages are excluded, and all rents relabelled.
func actedOn(t *testing.T) app.Dataset {
	t.Helper()
	must := func(err error) {
		if err != nil {
			t.Helper()
			t.Fatal(err)
		}
	}
	rows := ""
	for i := range 12 {
		for _, r := range []struct {
			day                  int
			amount, title, party string
		}{{2, "-2100.00", "Czynsz najmu", "Wynajem Przykładowy"}, {8, "-310.00", "Zakupy", "Biedronka"}, {10, "7200.00", "Wynagrodzenie za pracę", "Fabryka S.A."}, {12, "3000.00", "Pensja", "Szkoła Językowa Sp. z o.o."}} {
			rows += fmt.Sprintf("<moneyTransaction><bookedOn>%s</bookedOn><currencyAmount>%s</currencyAmount><title>%s</title><party>%s</party><status>DONE</status></moneyTransaction>",
				aisclient.DateOf(2026, time.Month(11-i), r.day), r.amount, r.title, r.party)
		}
	}
	raw := `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="acme-test" responseTimestamp="2026-11-22T08:00:00Z"><command id="1" state="successful" name="DefaultImportCommand" target="Bank"><result>` +
		`<owners><owner><name>Jan Kowalski</name><kind>OWNER</kind></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyBalance>900.00</currencyBalance>` +
		`<currencyName>PLN</currencyName><owners><owner><name>Jan Kowalski</name><kind>OWNER</kind></owner></owners><moneyTransactions>` + rows + `</moneyTransactions></account></accounts></result></command></reply>`
	dir := t.TempDir()
	store, err := archive.Open(dir, archive.Options{})
	must(err)
	e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(app.Sandbox), OwnerExternalID: text.Clean("jan"), State: text.Clean("successful")}, []byte(raw))
	must(err)
	must(store.Close())
	a := app.New(app.Config{DataDir: dir, StateDir: t.TempDir(), Case: cases.Settings{Author: "Anna"}}, app.Options{Now: func() time.Time { return sample.Now }})
	t.Cleanup(a.Close)
	id, err := a.Cases.ForImport(t.Context(), e.ID)
	must(err)
	d, err := a.Cases.Dataset(t.Context(), id)
	must(err)
	d.SavedAt = sample.Now
	var wages, rents []int32
	for row := range int32(d.Ledger.Len()) {
		switch d.Ledger.Title(row).String() {
		case "Czynsz najmu":
			rents = append(rents, row)
		case "Wynagrodzenie za pracę":
			if d.Ledger.Date(row) > aisclient.DateOf(2026, time.August, 31) {
				wages = append(wages, row)
			}
		}
	}
	for _, act := range []struct {
		rows []int32
		make func([]casefile.Row, []string) casefile.Act
	}{{wages, func(r []casefile.Row, _ []string) casefile.Act { return casefile.Exclude{Rows: r, Reason: "a gift"} }},
		{rents, func(r []casefile.Row, was []string) casefile.Act {
			return casefile.Relabel{Rows: r, Category: "other_out", Was: was, Reason: "no rent"}
		}}} {
		d, err = a.Cases.ActOn(t.Context(), d, act.rows, act.make)
		must(err)
	}
	d, err = d.Annotated(t.Context(), sample.Now)
	must(err)
	return d
}

// saidIncome says that 9000 PLN come in a month.
type saidIncome struct{}

func (saidIncome) SaveClaims(context.Context, string, []verify.Claim) error { return nil }

func (saidIncome) Claims(context.Context, string) ([]verify.Claim, error) {
	return []verify.Claim{verify.MonthlyIncome{Least: 90_000_000, Currency: "PLN"}}, nil
}

// Casefile statement 20: a figure that acts of people change stands with the figure without them, on every screen that has it.
func TestFiguresThatActsChangeStandWithThoseWithout(t *testing.T) {
	d := actedOn(t)
	for _, size := range [][2]int{{80, 40}, {120, 60}} {
		for name, wants := range map[string][]string{
			"verdict":      {"CONFIRMED", "the acts of people: confirmed, 10200.00"},
			"overview":     {"3000.00 PLN a month proven, without", "10200.00 PLN a month", "without the acts: in 122400.00", "48 booked", "* changed by acts"},
			"analytics":    {"Wynajem Przykładowy none", "without the acts 2100.00", "without the acts 10200.00", "without the acts 7790.00"},
			"ranking":      {"%*", "without the acts"},
			"months":       {"S* O* N*", "without the acts", "7790.00 PLN"},
			"transactions": {"excluded: sal", "was rent: oth"},
		} {
			e := env(theme.Dark)
			e.Claims = saidIncome{}
			p := dataPanes[map[bool]string{true: "analytics", false: name}[name == "months" || name == "ranking"]](e)
			p.SetSize(size[0], size[1])
			drain(p, p.Update(pane.Focus{}))
			drain(p, p.Update(pane.Loaded{Dataset: d}))
			if keys := map[string][]string{"analytics": {"A"}, "months": {"b"}}[name]; keys != nil {
				press(p, keys)
			}
			seen := strings.Join(strings.Fields(strings.NewReplacer("│", " ", "Sep*", "S*", "Oct*", "O*", "Nov*", "N*").Replace(ansi.Strip(p.View()))), " ")
			for _, want := range wants {
				if !strings.Contains(seen, want) {
					t.Errorf("%s at %d: %q is missing:\n%s", name, size[0], want, ansi.Strip(p.View()))
				}
			}
		}
	}
}

// So it does where two periods are compared.
func TestPeriodsAreComparedWithAndWithoutTheActs(t *testing.T) {
	d := actedOn(t)
	for _, size := range [][2]int{{80, 40}, {120, 60}} {
		p := compare.Periods(env(theme.Dark), d)
		p.SetSize(size[0], size[1])
		drain(p, p.Update(pane.Focus{}))
		seen := strings.Join(strings.Fields(strings.ReplaceAll(ansi.Strip(p.View()), "│", " ")), " ")
		// A: 3 of 7200 and 3 of 3000 come in, 3 of 2100 and 3 of 310 go out. The three of 7200 of B are excluded.
		for _, want := range []string{"ended in Fabryka S.A.", "without the acts of people: same, 7200.00, now 7200.00",
			"B 9 9000.00 -7230.00 1770.00 PLN", "B-A -3 -21600.00 0.00 -21600.00 PLN", "without the acts of people A 12 30600.00 -7230.00 23370.00 PLN", "B-A 0 0.00 0.00 0.00 PLN"} {
			if !strings.Contains(seen, want) {
				t.Errorf("at %d: %q is missing:\n%s", size[0], want, ansi.Strip(p.View()))
			}
		}
	}
}
