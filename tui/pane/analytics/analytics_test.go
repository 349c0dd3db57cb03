package analytics

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/service"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/group"
	"aisdesk/aisclient/ledger/merge"
	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/format"
	"aisdesk/tui/pane/rows"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// provider is an Analytical Services that answers as a test wants.
type provider struct {
	kept  []service.Answer
	asked []service.Service
	read  int // how often the saved answers were read
}

func (p *provider) Answers(string) []service.Answer { p.read++; return p.kept }

func (p *provider) Ask(ctx context.Context, _ string, s service.Service) (service.Answer, error) {
	p.asked = append(p.asked, s)
	a := service.Answer{Service: s, AskedAt: sample.Now, Source: "sandbox 127.0.0.1"}
	switch s {
	case service.Scores:
		time.Sleep(3 * time.Second) // the bubble's clock
		a.Body = json.RawMessage(`{"models":[{"name":"risk\u001b[31m","scores":{"value":0.6123456789012345,"tier":"C"}}]}`)
	case service.Income:
		a.Refusal = "not in your contract"
	default:
		return a, errors.New("the provider did not answer: try again")
	}
	return a, ctx.Err()
}

type driven struct {
	*robot.Robot
	p   *Pane
	env *pane.Env
	svc *provider
}

func visit(t *testing.T, imp *aisclient.Import, f func(d driven)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		svc := &provider{}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Services: svc}
		p := New(env)
		p.SetSize(150, 44)
		r := robot.New(t, p)
		r.Send(pane.Focus{}).Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(imp)}})
		f(driven{r, p, env, svc})
		p.Close()
	})
}

func (d driven) opened(t *testing.T) pane.OpenRows {
	t.Helper()
	for i := len(d.Sent) - 1; i >= 0; i-- {
		if m, ok := d.Sent[i].(pane.OpenRows); ok {
			return m
		}
	}
	t.Fatal("nothing was opened")
	return pane.OpenRows{}
}

// rowsOf runs what a pane asked to be opened, as the transactions pane does.
func (d driven) rowsOf(t *testing.T, m pane.OpenRows) *ledger.Result {
	t.Helper()
	f, err := filter.Parse(m.Filter, d.p.today())
	if err != nil {
		t.Fatalf("%q cannot be read: %v", m.Filter, err)
	}
	r, err := d.p.data.Ledger.Run(t.Context(), ledger.Query{Filter: f, Period: m.Period, Within: m.Rows})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What a bar says and what its rows sum to must be the same number, in every grouping, side and period.
func TestRowsBehindABarSumToTheBar(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for range []string{"all", "month", "quarter", "year"} {
			for range groupings {
				for range flows {
					d.checkLines(t)
					d.Press("f")
				}
				d.Press("r")
			}
			d.Press("p")
		}
	})
}

// checkLines opens the rows of every line of the ranking.
func (d driven) checkLines(t *testing.T) {
	t.Helper()
	k := d.p.results.ranking
	for i, x := range d.p.lines {
		want := k.Of(x.Parent, x.Group)
		if want.Count == 0 {
			continue // of another currency
		}
		d.p.at[viewRanking] = i
		d.Press("enter")
		r := d.rowsOf(t, d.opened(t))
		if len(r.Totals) != 1 {
			t.Fatalf("rows in %d currencies behind one bar", len(r.Totals))
		}
		if got := r.Totals[0]; got.Currency != want.Currency || got.Count != want.Count || k.Side.Of(got) != k.Side.Of(want) {
			t.Fatalf("%s by %v in %v: the bar says %+v, its rows %+v (%s)", k.Side, k.By, d.p.query.period, want, got, d.opened(t).Filter)
		}
	}
}

// choose takes an entry of an open menu by its name.
func (d driven) choose(t *testing.T, name string) {
	t.Helper()
	d.Press("home")
	for range d.p.menu.items {
		if d.p.menu.items[d.p.menu.at].String() == name {
			d.Press("enter")
			return
		}
		d.Press("down")
	}
	t.Fatalf("there is no %s in the menu", name)
}

// Every thing can be chosen by its name, for the bars and for what they are split by, and every line of every
// nesting opens exactly its rows.
func TestEveryNestingOpensItsRows(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("p", "p", "p")
		for _, by := range group.All() {
			d.Press("R")
			d.choose(t, by.String())
			for _, then := range group.All() {
				if then == by {
					continue
				}
				d.Press("t")
				d.choose(t, then.String())
				if k := d.p.results.ranking; !slices.Equal(k.By, []group.By{by, then}) || len(d.p.lines) <= len(k.Groups) {
					t.Fatalf("by %v, then %v: %v, %d lines", by, then, k.By, len(d.p.lines))
				}
				d.checkLines(t)
			}
			d.Press("t")
			d.choose(t, "nothing")
			if k := d.p.results.ranking; len(k.By) != 1 || k.By[0] != by {
				t.Fatalf("by %v, then nothing: %v", by, k.By)
			}
		}
	})
}

func TestBarsAreSplitIntoSubgroups(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("t").Sees("Then by", "nothing", "counterparty", "weekday", "currency")
		d.choose(t, "month")
		d.Sees("Out by label, then by month in PLN", "label, month", "- savings", "    Mar 2026", "- rent", "11.1 %") // a ninth of the rent
		d.Press("down").Sees(">     Mar 2026").Press("enter")
		m := d.opened(t)
		if r := d.rowsOf(t, m); r.Len() != 1 || m.What != "label savings, month Mar 2026" || !strings.Contains(m.Filter, "date:2026-03") {
			t.Errorf("opened %+v with %d rows", m, r.Len())
		}
	})
}

func TestGroupsFold(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press(" ").SeesNot("+ savings")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "t splits each bar") {
			t.Errorf("said %q", m.Text)
		}
		d.Press("t")
		d.choose(t, "month")
		d.Press("down", "down", "left").Sees("> - savings").Press("left").Sees("> + savings", "  - rent")
		d.Press("right").Sees("> - savings").Press("right").Sees(">     Mar 2026")
		d.Press(" ").Sees("> + savings").Press(" ", "z").Sees("> + savings", "  + rent").SeesNot("Mar 2026 ", "- rent")
		d.Press("down", " ").Sees("> - monthly", "+ savings", "    Mar 2026").Press("z").Sees("> + monthly", "+ savings").Press("z").Sees("> - monthly", "- savings")
	})
}

// Folds, cursor and period are as they were after going into a subgroup and back.
func TestBackToAnOutlineRestoresItExactly(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("p", "p", "p", "t")
		d.choose(t, "counterparty")
		d.Press("z", "down", "down", " ", "down")
		before := d.Raw()
		d.Press("i").Sees("label rent, counterparty Marek Nowak", "Out by kind")
		if got := d.rowsOf(t, func() pane.OpenRows { d.Press("enter"); return d.opened(t) }()).Len(); got != 9 {
			t.Errorf("%d rows inside, not 9", got)
		}
		d.Press("R")
		d.choose(t, "month")
		d.Press("p").Press("esc")
		if d.Raw() != before {
			t.Errorf("not as it was:\n%s", d.Screen())
		}
		d.Press("up", "i").Sees("label rent  ", "Out by counterparty in")
	})
}

func TestGroupingByWhatItIsSplitBySwapsTheTwo(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("t")
		d.choose(t, "month")
		d.Press("R").Sees("Group by", "owner", "week")
		d.choose(t, "month")
		d.Sees("Out by month, then by label")
		d.Press("r").Sees("Out by weekday, then by label") // what it is split by is passed over
		d.Press("R", "esc").SeesNot("Group by").Press("t", "esc").Sees("then by label")
	})
}

func TestCurrenciesOfAGroupStandApart(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("R")
		d.choose(t, "currency")
		d.Sees("Out by currency", "-65132.46", "-87.20").SeesNot("-65219.66", "0.1 %")
		d.Press("t")
		d.choose(t, "label")
		d.Sees("- EUR", "travel", "100.0 %", "- PLN")
		d.Press("R")
		d.choose(t, "label") // now split by currency
		d.Sees("Out by label, then by currency", "EUR", "-87.20").SeesNot("-977.51")
	})
}

// The export holds what stands on the screen: its lines in their order, no folded ones.
func TestOutlineIsExportedAsItIsShown(t *testing.T) {
	for _, ext := range []string{"csv", "json", "ndjson"} {
		path := filepath.Join(t.TempDir(), "outline."+ext)
		visit(t, sample.Customer(), func(d driven) {
			d.Press("p", "p", "t")
			d.choose(t, "month")
			d.Press("z", " ", "e").Sees("export to one-label-month.csv").Press("ctrl+u").Type("x.pdf").Press("enter").Sees("must end in .csv")
			d.Press("ctrl+u").Type(path).Press("enter").Wait(time.Second)
			if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "exported "+strconv.Itoa(len(d.p.lines))+" lines") {
				t.Errorf("said %q", m.Text)
			}
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			d.checkExport(t, ext, string(raw))
		})
	}
}

// checkExport compares a file with the lines on the screen.
func (d driven) checkExport(t *testing.T, ext, raw string) {
	t.Helper()
	if ext != "csv" {
		var all []map[string]any
		if ext == "ndjson" {
			raw = "[" + strings.ReplaceAll(strings.TrimSpace(raw), "\n", ",") + "]"
		}
		if err := json.Unmarshal([]byte(raw), &all); err != nil || len(all) != len(d.p.lines) {
			t.Errorf("%d objects, %v", len(all), err)
		}
		return
	}
	lines := strings.Split(strings.TrimSpace(raw), "\n")
	if lines[0] != "level,label,month,currency,count,out,share_percent,before,change_percent" || len(lines)-1 != len(d.p.lines) {
		t.Errorf("%d lines for %d:\n%s", len(lines), len(d.p.lines), raw)
	}
	if lines[1] != "1,savings,,PLN,2,-8700.00,57.7,-13200.00,-34" || lines[2] != "2,savings,2026-10,PLN,1,-4400.00,50.6,," || !strings.HasPrefix(lines[4], "1,monthly,") {
		t.Errorf("wrote\n%s", raw)
	}
}

func TestRegroupAndPeriodShow(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Sees("Out by label in PLN", "savings", "-39600.00", "60.8 %", "rows", "share").SeesNot("change")
		d.Press("r").Sees("Out by counterparty", "Marek Nowak", "-21150.00")
		d.Press("R")
		d.choose(t, "label")
		d.Press("f").Sees("In by label", "salary", "67050.00")
		d.Press("f", "f", "p").Sees("[month]", "2026-11", "against 2026-10", "-4300.00", "-2 %", "change") // October was 4400
		d.Press("C").Sees("2026-11").SeesNot("against", "-2 %").Press("C").Sees("against 2026-10", "-2 %")
		d.Press("[").Sees("2026-10")
	})
}

// A change against a period that the rows reach into only in part says so.
func TestAPeriodThatIsNotCoveredIsSaid(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("p").Sees("against 2026-10, rows to 2026-11-20")
		d.Press("p", "[").Sees("2026 Q3  against 2026 Q2").SeesNot("rows to", "rows only")
		d.Press("[").Sees("2026 Q2  against 2026 Q1, rows only from 2026-03-04")
		d.Press("[").Sees("against 2025 Q4, which has no rows")
		d.Press("C")
		d.Press("p", "p", "p", "C")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "choose a period first") {
			t.Errorf("said %q", m.Text)
		}
	})
}

func TestInsideABarAndBackRestores(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("p", "p", "p", "down", "down")
		before := d.Raw()
		d.Press("i").Sees("label rent", "1 of 1", "Out by counterparty", "Marek Nowak")
		d.Press("i").Sees("counterparty Marek Nowak", "Out by kind", "Zlecenie sta")
		if got := d.rowsOf(t, func() pane.OpenRows { d.Press("enter"); return d.opened(t) }()).Len(); got != 9 {
			t.Errorf("%d rows inside, not 9", got)
		}
		d.Press("esc", "esc")
		if d.Raw() != before {
			t.Errorf("not as it was:\n%s", d.Screen())
		}
	})
}

func TestCurrenciesAreChartsOfTheirOwn(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("$").Sees("in EUR", "travel", "-87.20").SeesNot("-890.31", "-977.51")
		d.Press("$", "a").Sees("Konto Osobiste  57 rows")
		d.Press("a", "a").Sees("Rachunek walutowy", "in EUR")
	})
}

func TestBoardsDrill(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("b", "left", "enter") // the month before the newest
		if m := d.opened(t); d.rowsOf(t, m).Len() == 0 || !strings.Contains(m.Filter, "2026-10") {
			t.Errorf("opened %+v", m)
		}
		d.Press("b", "right", "right", "enter")
		if m := d.opened(t); d.rowsOf(t, m).Len() == 0 || m.What != "Wednesday" {
			t.Errorf("opened %+v", m)
		}
		d.Press("b").Sees("2026-11-20  2310.55 PLN", "since 2026-11-16").Press("left", "left").Sees("2026-11-10  ").Press("enter")
		if m := d.opened(t); d.rowsOf(t, m).Len() != 1 || m.Filter != `acct:="Konto Osobiste" date:2026-11-10` || m.What != "balance on 2026-11-10" {
			t.Errorf("opened %+v", m)
		}
		d.Press("b").Sees("Findings")
		for range d.p.found.all {
			d.Press("enter", "down")
			if m := d.opened(t); m.Filter == "" && len(m.Rows) == 0 {
				t.Errorf("a finding opens everything: %+v", m)
			}
		}
	})
}

func TestFilterLimitsEveryChart(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("-label:savings").Press("enter").SeesNot("-39600.00").Sees("rent", "/ -label:savings")
		d.Press("/").Type(" amt:q").Sees("write the amount")
		d.Press("esc").Sees("/ -label:savings")
		d.Press("esc").Sees("-39600.00")
	})
}

func TestServicesAreAskedOnRequestAndKeptAnswersShow(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("B").Sees("Analytical Services", "Score", "not asked", "enter asks the provider")
		if len(d.svc.asked) != 0 {
			t.Errorf("asked unbidden: %v", d.svc.asked)
		}
		d.Press("enter").Sees("asking").Wait(4 * time.Second)
		d.Sees("just now", "answered 2026-11-22 12:00 UTC", "by sandbox 127.0.0.1", "0.6123456789012345", "risk␛[31m")
		d.Press("down", "enter").Sees("not in your contract")
		d.Press("down", "enter").Sees("failed", "the provider did not answer: try again")
	})
}

func TestEscStopsAQuestion(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("B", "enter").Sees("asking").Press("esc").SeesNot("asking").Sees("Analytical Services", "not asked")
		d.Press("down", "enter").Wait(4 * time.Second)
		d.Sees("not in your contract", "not asked").SeesNot("0.6123456789012345", "failed")
		d.Press("up", "enter").Press("esc", "enter").Sees("asking").Wait(4 * time.Second)
		d.Sees("just now", "0.6123456789012345").SeesNot("failed")
	})
}

// A case has several imports: a service is asked for one of them, and the sentence says so instead of calling the case a file.
func TestNoServiceIsAskedForACase(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		l := sample.Ledger(sample.Customer())
		view := &cases.View{State: &casefile.State{}, Merged: &merge.Merged{Ledger: l, Accounts: make([]merge.Account, len(l.Sources()))}}
		d.Send(pane.Loaded{Dataset: app.Dataset{Name: "C-1", Case: "C-1", View: view, Ledger: l}}).Press("B")
		d.Sees("services answer for one import").SeesNot("enter asks") // nor is a key offered that does nothing
		d.Press("enter").Wait(time.Second)
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "one import") || strings.Contains(m.Text, "file") || len(d.svc.asked) != 0 {
			t.Errorf("said %q, asked %v", m.Text, d.svc.asked)
		}
	})
}

// An answer that is longer than its room says how much of it is below, until the end is on the screen.
func TestALongAnswerSaysThatThereIsMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := json.RawMessage(`{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":9,"j":10,"k":11,"l":12,"m":13,"n":14,"o":15,"p":16,"last":17}`)
		svc := &provider{kept: []service.Answer{{Service: service.Scores, AskedAt: sample.Now, Source: "test", Body: body}}}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Services: svc}
		p := New(env)
		p.SetSize(80, 20)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}})
		r.Send(pane.Focus{}).Press("B").Sees("pgdn 9 more lines", "how likely the owner repays").SeesNot("Last")
		r.Press("pgdown").Sees("Last", " enter asks the provider").SeesNot("more line")
		r.Press("pgup").Sees("pgdn 9 more lines")
	})
}

func TestTheServicesNameStandsOnceBeforeAnError(t *testing.T) {
	for err, want := range map[string]string{
		"owner summary: no way there": "Owner summary: no way there",
		"try again":                   "Owner summary: try again",
	} {
		if got := blamed("Owner summary", err); got != want {
			t.Errorf("%q is said as %q, want %q", err, got, want)
		}
	}
}

func TestKeptAnswersShowWithoutAProvider(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		svc := &provider{kept: []service.Answer{{Service: service.Profiles, AskedAt: sample.Now.Add(-72 * time.Hour), Source: "test", Body: json.RawMessage(`["traveller","pet owner"]`)}}}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Services: svc}
		p := New(env)
		p.SetSize(100, 20)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}})
		if svc.read != 0 {
			t.Error("saved answers were read before anybody looked")
		}
		r.Send(pane.Focus{}).Press("B", "end").Sees("3 days ago", "traveller", "pet owner")
		r.Send(pane.Loaded{Dataset: app.Dataset{Name: "file.xml", Ledger: sample.Ledger(sample.Customer())}})
		r.Press("B", "enter").SeesNot("asking")
		if r.Send(pane.Blur{}).Send(pane.Focus{}); svc.read != 1 {
			t.Errorf("saved answers were read %d times", svc.read)
		}
	})
}

func TestBalancesAreWhatTheBankGave(t *testing.T) {
	l := sample.Ledger(sample.Customer())
	pts := rows.Balances(l, 0, ledger.All())
	for i, p := range pts {
		if i > 0 && p.Day <= pts[i-1].Day {
			t.Fatalf("days run backwards at %d", i)
		}
	}
	if last := pts[len(pts)-1]; aisclient.Date(last.Day).String() != "2026-11-20" || aisclient.Amount(last.Value).String() != "2310.55" {
		t.Errorf("ends with %v", last)
	}
	if pts := rows.Balances(l, 3, ledger.All()); len(pts) != 0 {
		t.Errorf("a card without balances has %d", len(pts))
	}
}

func TestChangeInWords(t *testing.T) {
	for _, c := range []struct {
		now, was aisclient.Amount
		want     string
	}{{0, 0, ""}, {5, 0, "new"}, {0, 5, "gone"}, {-150, -100, "+50 %"}, {-100, -150, "-33 %"}, {100, 100, "0 %"}, {1 << 40, 1, ">999 %"}, {-5, 5, "turned"}} {
		if got := change(c.now, c.was); got != c.want {
			t.Errorf("from %v to %v is %q, not %q", c.was, c.now, got, c.want)
		}
	}
}

func TestTypedPeriod(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("P").Type("2026-13").Press("enter").Sees("period 2026-13", "write a day as")
		if !d.p.Capturing() {
			t.Error("the line closed on what it cannot read")
		}
		d.Press("backspace", "backspace").Type("10..2026-11").Press("enter").Sees("[custom]", "2026-10-01 to 2026-11-30").SeesNot("write a day")
		d.Press("/").Type("rent").Press("enter").Sees("/ rent") // the filter line is the filter's again
		d.Press("P", "esc").Sees("[custom]")
	})
}

// Months without rows keep their place: columns side by side are months one after the other.
func TestMonthsWithoutRowsAreShown(t *testing.T) {
	imp := sample.Customer()
	all := imp.Targets[0].Accounts[0].Transactions
	imp.Targets[0].Accounts[0].Transactions = slices.DeleteFunc(all, func(x aisclient.Transaction) bool {
		return strings.HasPrefix(x.BookedOn.String(), "2026-07") || strings.HasPrefix(x.BookedOn.String(), "2026-08")
	})
	visit(t, imp, func(d driven) {
		var keys []string
		for _, m := range d.p.results.months {
			keys = append(keys, m.Key)
		}
		if want := []string{"2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11"}; !slices.Equal(keys, want) {
			t.Errorf("%v", keys)
		}
		d.Press("b", "home", "down", "down", "down", "down").Sees("Jul 2026  in 0.00  out 0.00").Press("enter")
		if _, ok := find[pane.OpenRows](d); ok {
			t.Error("rows of a month that has none")
		}
	})
}

// Another period keeps the month that was chosen if it is in it, and else shows the newest.
func TestChosenMonthFollowsThePeriod(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("b", "p", "p", "left").Sees("[quarter]", "Oct 2026  in ")
		d.Press("p").Sees("[year]", "Oct 2026  in ")
		d.Press("p", "p").Sees("[all]", "Oct 2026  in ")
		d.Press("home").Sees("Mar 2026  in ").Press("p", "p").Sees("[quarter]", "Nov 2026  in ")
	})
}

func TestServicesInFewWords(t *testing.T) {
	for _, c := range []struct{ refusal, want string }{
		{"too little data for a score: this says nothing about the customer", "too little data"},
		{"the provider does not have this owner's data any more: it keeps data for 24 hours", "no answer, see below"},
		{"not in your contract with the provider", "not in your contract"},
		{"too little data: nothing else", "too little data"},
	} {
		if got := brief(c.refusal); got != c.want {
			t.Errorf("%q is %q, not %q", c.refusal, got, c.want)
		}
	}
	visit(t, sample.Customer(), func(d driven) {
		d.Press("B")
		if b := d.p.Actions()[0]; b.What != "ask the provider" {
			t.Errorf("enter is %q", b.What)
		}
		d.Press("b")
		if b := d.p.Actions()[0]; b.What != "open its rows" {
			t.Errorf("enter is %q", b.What)
		}
	})
}

// find returns the last message of a type that the pane sent.
func find[M any](d driven) (m M, ok bool) {
	for _, s := range slices.Backward(d.Sent) {
		if m, ok = s.(M); ok {
			return m, true
		}
	}
	return m, false
}

// A file that cannot be written is said where its name stands, which can be corrected.
func TestAnExportThatCannotBeWrittenComesBack(t *testing.T) {
	dir := t.TempDir()
	visit(t, sample.Customer(), func(d driven) {
		d.Press("e", "ctrl+u").Type(filepath.Join(dir, "nowhere", "x.csv")).Press("enter").Wait(time.Second)
		d.Sees("export to ", "nowhere/x.csv").Press("esc").SeesNot("export to ")
		d.Press("b", "e")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "the ranking is what can be exported") {
			t.Errorf("said %q", m.Text)
		}
	})
	if all, _ := os.ReadDir(dir); len(all) != 0 {
		t.Errorf("left behind: %v", all)
	}
}

func TestMouseChoosesInTheMenu(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("t")
		if _, done := d.p.Mouse(pane.Mouse{Wheel: 2}); !done || d.p.menu.at != 2 {
			t.Errorf("the wheel went to %d", d.p.menu.at)
		}
		d.p.Mouse(pane.Mouse{On: cell.Area{Kind: areaMenu, Item: 3}})
		d.Sees("then by month")
		d.Press("R")
		d.p.Mouse(pane.Mouse{})
		d.SeesNot("Group by").Sees("Out by label, then by month")
	})
}

func TestThereIsNoPeriodBeforeAll(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("[")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "choose a period first") {
			t.Errorf("said %q", m.Text)
		}
	})
}

// What stands out takes longer than the charts: they do not wait for it, and what is chosen stays.
func TestChartsDoNotWaitForFindings(t *testing.T) {
	l := sample.Ledger(sample.Large(inline + 1))
	p := New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }})
	p.SetSize(150, 44)
	p.Update(pane.Focus{})
	charts := p.Update(pane.Loaded{Dataset: app.Dataset{ID: "one", Ledger: l}})
	findings := charts().(pane.Callback)()
	if screen := ansi.Strip(p.View()); !strings.Contains(screen, "1 of ") || !strings.Contains(screen, "counting") {
		t.Fatalf("the charts do not stand before the findings:\n%s", screen)
	}
	pane.Handle(p, pane.Press("down"))
	if another := pane.Handle(p, pane.Press("f"))().(pane.Callback)(); another != nil {
		t.Error("the findings are counted a second time while they are counted")
	}
	at := p.at[viewRanking]
	findings().(pane.Callback)()
	if screen := ansi.Strip(p.View()); strings.Contains(screen, "counting") || !strings.Contains(screen, "over all rows") || p.at[viewRanking] != at {
		t.Errorf("the findings do not follow, or move the choice from %d to %d:\n%s", at, p.at[viewRanking], screen)
	}
	if again := pane.Handle(p, pane.Press("f"))().(pane.Callback)(); again != nil {
		t.Error("the findings of all rows are counted again for another query")
	}
}

// Findings that could not be looked for are not said to be none, and a query without an answer is not at work for ever.
func TestWhatCouldNotBeCountedIsSaid(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("b", "b", "b", "b").Sees("[findings]")
		p := d.p
		p.heard(found{}, &pane.LimitError{Limit: time.Minute})
		d.Sees("findings are not available: the search took longer than a minute").SeesNot("nothing stands out")
		never := func(ctx context.Context) (results, error) { <-ctx.Done(); return results{}, ctx.Err() }
		d.Init(p.task.Start(context.Background(), never, p.answered)).Wait(2 * time.Minute)
		if m, _ := find[pane.Notice](d); p.task.Running() || m.Level != pane.Bad || !strings.Contains(m.Text, "out of date: counting took longer than a minute") {
			t.Errorf("at work %v, said %+v", p.task.Running(), m)
		}
	})
}

// The customer is paid 7450.00 on the 10th of each month, and nothing else comes in.
func TestTheProvidersIncomeStandsBesideOurs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		body := json.RawMessage(`{"currencies":{"PLN":{"currency":"PLN","M-0":{"salary":7000,"total":7000},"M-1":{"total":7450},"M-2":{"salary":7450,"other":50,"total":7500}}}}`)
		svc := &provider{kept: []service.Answer{{Service: service.Income, AskedAt: sample.Now, Source: "test", Body: body}}}
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Services: svc}
		p := New(env)
		p.SetSize(190, 50)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(sample.Customer())}})
		r.Send(pane.Focus{})
		r.Press("B", "down").Sees("The provider's income beside ours, PLN",
			"In PLN          Provider     Ours  Of it proven  Difference", "November 2026    7000.00  7450.00       7450.00     -450.00",
			"October 2026     7450.00  7450.00       7450.00        0.00", "September 2026   7500.00  7450.00       7450.00       50.00",
			"Why, November 2026  We have 450.00 more. We count in these days: 7450.00 (salary).", "Why, September 2026 The provider has 50.00 more.")
		env.Masked = true
		r.SeesNot("7450")
		env.Masked = false
		r.Press("up").SeesNot("beside ours")
	})
}

// The amounts of an answer end below one another, whatever their length; a service says what it is for also where its line has no room.
func TestFiguresOfAServiceEndBelowOneAnother(t *testing.T) {
	env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }}
	facts := []service.Fact{{Name: "November 2026", Depth: 1}, {Name: "Salary", Value: "8445.15 PLN", Depth: 2}, {Name: "Average per transaction of the last year", Value: "0.00 PLN", Depth: 2}}
	lines := answerLines(env, facts, 60)
	long, short := ansi.Strip(lines[1]), ansi.Strip(lines[2])
	if !strings.Contains(short, facts[2].Name+" ") {
		t.Errorf("a name is cut while there is room: %q", short)
	}
	if !strings.HasSuffix(long, "8445.15 PLN") && !strings.HasSuffix(long, "445.15 PLN") || !strings.HasSuffix(short, " 0.00 PLN") || cell.Width(long) != cell.Width(short) {
		t.Errorf("%q\n%q", long, short)
	}
	if describes(serviceName+leastAbout+9+3, 9) || !describes(serviceName+leastAbout+9+4, 9) {
		t.Error("what a service is for needs 30 cells beside its name and its state")
	}
}

// Amounts beside one another are in one form: the longest that fits all.
func TestAmountsOfARowAreInOneForm(t *testing.T) {
	all := []aisclient.Amount{-4724 * aisclient.AmountScale, -31_000 * aisclient.AmountScale, -789_850 * aisclient.AmountScale / 100}
	for w, want := range map[int]string{10: "-4724.00 -31000.00 -7898.50", 8: "-4724 -31000 -7899", 5: "-4.7k -31k -7.9k", 3: "  "} {
		if got := strings.Join(inOneForm(format.Writer{}, all, w), " "); got != want {
			t.Errorf("in %d cells: %q, want %q", w, got, want)
		}
	}
}
