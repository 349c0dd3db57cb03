package transactions

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// memory keeps settings for a test.
type memory map[string]string

func (m memory) Recall(k string) string { return m[k] }
func (m memory) Remember(k, v string)   { m[k] = v }

type driven struct {
	*robot.Robot
	p   *Pane
	env *pane.Env
}

// visit puts a robot before the pane with an import on it.
func visit(t *testing.T, imp *aisclient.Import, f func(d driven)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		env := &pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Memory: memory{}}
		p := New(env)
		p.SetSize(120, 36)
		r := robot.New(t, p)
		r.Send(pane.Loaded{Dataset: app.Dataset{ID: "one", Name: "one", Ledger: sample.Ledger(imp)}})
		f(driven{r, p, env})
		p.Close()
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

func (d driven) lines() []string { return strings.Split(ansi.Strip(d.p.View()), "\n") }

func TestFilterFollowsTheTypingAndKeepsTheLastGoodRows(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("zabka amt:<-60").Sees("6 of 61 rows")
		d.Type(" is:out").Sees("6 of 61 rows")
		d.Type(" |").Sees("character 22", "6 of 61 rows")
		if !d.p.Capturing() {
			t.Error("the filter line lost the keys")
		}
		d.Press("enter").Sees("character 22") // what cannot be read is not taken
		for range " |" {
			d.Press("backspace")
		}
		d.Press("enter").Sees("/ zabka amt:<-60 is:out", "6 of 61 rows").SeesNot("character")
		d.Press("u").Sees("61 rows").SeesNot("of 61")
		d.Press("U").Sees("6 of 61 rows")
		d.Press("esc").Sees("press / to filter")
	})
}

func TestEscGivesTheFilterBack(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("rent").Press("enter").Sees("9 of 61")
		d.Press("/").Type(" nowhere").Sees("0 of 61")
		d.Press("esc").Sees("9 of 61")
		if !d.p.Capturing() {
			t.Error("the first esc only clears what was typed")
		}
		d.Press("esc").Sees("9 of 61", "/ rent")
		if d.p.Capturing() {
			t.Error("the second esc closes the line")
		}
	})
}

func TestRowsCanBeChosenWhileAFilterIsTyped(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("sts").Press("down", "down")
		at := d.p.grid.ID()
		if d.p.grid.Pos() != 2 {
			t.Errorf("the cursor is at %d", d.p.grid.Pos())
		}
		d.Press("enter").SeesNot("leave it")
		if d.p.grid.ID() != at {
			t.Error("the cursor left its row when the filter was taken")
		}
	})
}

func TestTypingKeysThatAreActionsElsewhere(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("q?1 [p]").Sees("/ q?1 [p]")
	})
}

func TestTotalsAreOnePerCurrencyAndFollowTheRows(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		got := strings.Fields(strings.Join(d.lines()[34:], " "))
		want := strings.Fields("shown PLN 59 rows in 67050.00 out -65132.46 net 1917.54 min -4500.00 max 7450.00 mean 33.06 shown EUR 2 rows in 500.00 out -87.20 net 412.80 min -87.20 max 500.00 mean 206.40")
		if !slices.Equal(got, want) {
			t.Errorf("totals %q", got)
		}
		d.Press("/").Type("label:travel").Press("enter").Sees("-890.31", "-87.20", "2 of 61")
		d.SeesNot("-977.51") // what the two would be together
		d.Press("/").Type(" cur:EUR").Press("enter").SeesNot("shown   PLN")
	})
}

func TestMarksAreSummedPerCurrency(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("rent").Press("enter").Press("v", "down", "v").Sees("*marked PLN       2 rows", "-4700.00")
		d.Press("esc").Sees("*marked PLN       2 rows") // marks outlive the filter
		d.Press("/").Type("is:marked").Press("enter").Sees("2 of 61")
		d.Press("V").SeesNot("*marked")
	})
}

func TestSortStackOverAnyColumn(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.grid.SetColumn("amount")
		d.Press("s").Sees("Amount↓")
		first := d.p.data.Ledger.Amount(d.p.result.Order[0])
		if first != 7450*aisclient.AmountScale {
			t.Errorf("greatest first, not %v", first)
		}
		d.Press("s").Sees("Amount↑")
		d.p.grid.SetColumn("party")
		d.Press("S").Sees("Amount↑1", "Counterparty↑2")
		d.Press("u", "u", "u").SeesNot("Amount↑")
		for _, c := range d.p.grid.Layout() {
			if d.p.grid.SetColumn(c.Key) {
				d.Press("s", "s", "s")
			}
		}
	})
}

// Who sorts, from whatever row, has the first of the new order under the cursor and in sight; an undo follows the row.
func TestSortShowsTheFirstRow(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.grid.SetColumn("amount")
		d.Press("end", "s")
		if id := d.p.grid.ID(); d.p.grid.Pos() != 0 || d.p.data.Ledger.Amount(id) != 7450*aisclient.AmountScale {
			t.Errorf("sorted by amount the cursor is at %d", d.p.grid.Pos())
		}
		d.Sees("7450.00").Press("down", "down")
		id := d.p.grid.ID()
		if d.Press("u"); d.p.grid.ID() != id {
			t.Error("the undo left the row")
		}
	})
}

// Where some rows are shown the columns follow these, and without the filter they are as before. The menu of columns has a head for
// its widths.
func TestWidthsFollowTheRowsThatAreShown(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(86, 30)
		all := d.p.grid.Layout()
		d.Press("/").Type("acct:" + filter.Quote(d.p.data.Ledger.Sources()[0].Label().String())).Press("enter")
		if now := d.p.grid.Layout(); slices.Equal(all, now) {
			t.Error("the columns are those of all rows")
		}
		d.Press("c").Sees("width").Press("esc", "u")
		if now := d.p.grid.Layout(); !slices.Equal(all, now) {
			t.Errorf("without the filter\n%v\nbefore\n%v", now, all)
		}
	})
}

// The period of an import is kept, and after an undo as before; of another import nothing is known.
func TestThePeriodIsKeptForEachImport(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		opened := func(id string) string {
			other := New(d.env)
			other.Update(pane.Loaded{Dataset: app.Dataset{ID: id, Ledger: sample.Ledger(sample.Customer())}})
			return other.view.period.String()
		}
		this := d.p.data.ID
		d.Press("p")
		if now := d.p.view.period.String(); now == "all" || opened(this) != now || opened("of somebody else") != "all" {
			t.Errorf("%s is shown, opened again %s, another %s", now, opened(this), opened("of somebody else"))
		}
		if d.Press("u"); opened(this) != "all" {
			t.Errorf("after undo %s", opened(this))
		}
		d.Press("P").Type("may 2026").Press("enter").Sees("May 2026").Press("d").Type("3 may").Press("enter").SeesNot("write a day")
	})
}

func TestPinAndExcludeTheCell(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for _, c := range d.p.grid.Layout() {
			if !d.p.grid.SetColumn(c.Key) {
				continue
			}
			d.p.grid.GoTo(0)
			all := d.p.grid.Len()
			d.Press("+")
			with := d.p.grid.Len()
			if d.p.invalid != nil {
				t.Errorf("%s: the pinned cell cannot be read: %v", c.Key, d.p.invalid)
			}
			d.Press("u", "-")
			without := d.p.grid.Len()
			d.Press("u")
			if with == 0 || with+without != all {
				t.Errorf("%s: %d rows with the cell and %d without are not %d", c.Key, with, without, all)
			}
		}
	})
}

// household has two accounts of one name, one of them of two people, and rows without a counterparty.
func household() *aisclient.Import {
	anna, jan := aisclient.Owner{Name: text.Clean("Anna Wzorcowa")}, aisclient.Owner{Name: text.Clean("Jan Wzorcowy")}
	row := func(amount, party string) aisclient.Transaction {
		title := "x"
		if party == "" { // who it is stands in the title
			title = "BAR 12 POD LASEM"
		}
		r := modeltest.Row("2026-03-02", amount, party, title)
		r.Kind = text.Clean("CARD")
		return r
	}
	account := func(iban string, owners []aisclient.Owner, rows ...aisclient.Transaction) aisclient.Account {
		return aisclient.Account{Name: text.Clean("Konto"), IBAN: text.Clean(iban), Currency: "PLN", Owners: owners, Transactions: rows}
	}
	return &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("B"), Accounts: []aisclient.Account{
		account("PL61109010140000071219812874", []aisclient.Owner{anna, jan}, row("-1.00", ""), row("-2.00", "Sklep")),
		account("PL27114020040000300201355387", []aisclient.Owner{anna}, row("-3.00", "")),
	}}}}
}

func TestPinIsExact(t *testing.T) {
	for column, want := range map[string]int{"owner": 2, "account": 2, "party": 2, "kind": 3} {
		visit(t, household(), func(d driven) {
			d.p.grid.GoTo(0)
			if d.p.grid.SetColumn(column); d.p.grid.Len() != 3 {
				t.Fatalf("%d rows, want 3", d.p.grid.Len())
			}
			d.Press("+")
			if got := d.p.grid.Len(); got != want {
				t.Errorf("%s: %q shows %d rows, want %d", column, d.p.view.filter, got, want)
			}
			d.Press("u", "-")
			if got := d.p.grid.Len(); got != 3-want {
				t.Errorf("%s: %q shows %d rows, want %d", column, d.p.view.filter, got, 3-want)
			}
		})
	}
}

func TestPinQuotesHostileCells(t *testing.T) {
	visit(t, sample.Hostile(), func(d driven) {
		for pos := range d.p.grid.Len() {
			for _, key := range []string{"party", "title", "labels", "kind"} {
				d.p.grid.GoTo(pos)
				d.p.grid.SetColumn(key)
				id := d.p.grid.ID()
				d.Press("+")
				if d.p.invalid != nil {
					t.Fatalf("row %d %s: %q cannot be read: %v", id, key, d.p.view.filter, d.p.invalid)
				}
				if !slices.Contains(d.p.result.Order, id) {
					t.Fatalf("row %d %s: %q does not show the row it was made of", id, key, d.p.view.filter)
				}
				d.Press("u")
			}
		}
	})
}

func TestDrillAndBackRestoreExactly(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("is:out").Press("enter", "p", "[", "down", "down", "right", "right")
		before, count := d.Raw(), len(d.p.undo)
		d.Send(pane.OpenRows{Filter: "label:=salary", What: "label salary", From: "analytics"})
		d.Sees("← analytics: label salary", "9 of 61")
		d.Press("/").Type(" 05/2026").Press("enter").Sees("1 of 61")
		d.Press("esc").Sees("9 of 61") // first back to what was opened
		d.Press("esc")
		if m, ok := find[pane.Show](d); !ok || m.Tab != "analytics" {
			t.Errorf("back leads to %v", m)
		}
		if d.Raw() != before || len(d.p.undo) != count {
			t.Errorf("not as it was:\n%s", d.Screen())
		}
	})
}

func TestOpenRowsThatNoFilterCanName(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Send(pane.OpenRows{Rows: []int32{3, 5, 8}, What: "missed", From: "overview", Period: ledger.All()})
		d.Sees("3 of 61", "within 3 chosen rows").Press("esc").Sees("61 rows")
	})
}

func TestPeriods(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("p").Sees("[month]", "2026-11", "8 of 61")
		d.Press("[").Sees("2026-10")
		d.Press("C").Sees("before  PLN")
		d.Press("]", "p").Sees("[quarter]", "2026 Q4")
		d.Press("p").Sees("[year]").Press("p").Sees("[90 days]").Press("p").Sees("[all]")
		d.Press("P").Type("2026-05..2026-06").Press("enter").Sees("[custom]", "2026-05-01 to 2026-06-30")
		d.Press("P").Type("soon").Press("enter").Sees("write a day as")
		d.Press("esc").Sees("[custom]")
	})
}

func TestFindGoesFromRowToRowWithoutHidingOthers(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("f").Type("sts").Press("enter").Sees("61 rows")
		first := d.p.grid.Pos()
		d.Press("n")
		if second := d.p.grid.Pos(); second <= first || !strings.Contains(d.p.data.Ledger.Party(d.p.grid.ID()).String(), "STS") {
			t.Errorf("the next one is at %d after %d", second, first)
		}
		d.Press("N")
		if d.p.grid.Pos() != first {
			t.Errorf("back at %d, not %d", d.p.grid.Pos(), first)
		}
		d.Press("f").Sees("find sts").Type("netflix").Press("enter").SeesNot("stsnetflix")
		if d.p.sought != "netflix" {
			t.Errorf("searched for %q: what was sought before is offered, not begun with", d.p.sought)
		}
		d.Press("f", "ctrl+u").Type("amt:oops").Press("enter").Sees("write the amount")
	})
}

func TestNoRowsSayWhy(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("P").Type("2001-03").Press("enter").Sees("no transactions in Mar 2001")
		d.Press("/").Type("qqq").Press("enter").Sees("no transaction of Mar 2001 matches the filter")
		d.Press("P").Type("all").Press("enter").Sees("no transaction matches the filter: nothing has qqq")
	})
}

func TestFreezeSaysWhatItDid(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for _, said := range []string{"columns up to counterparty stay", "no column is frozen"} {
			d.Press("F")
			if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, said) {
				t.Errorf("said %q, not %q", m.Text, said)
			}
		}
	})
}

func TestJumpToTheNearestDay(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("d", "ctrl+u").Type("2026-07-11").Press("enter")
		if got := d.p.data.Ledger.Date(d.p.grid.ID()).String(); got != "2026-07-10" {
			t.Errorf("at %s", got)
		}
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "nearest") {
			t.Errorf("said %q", m.Text)
		}
	})
}

func TestDetailShowsEveryField(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("salary").Press("enter", "enter")
		d.Sees("Details", "7450.00 PLN", "2026-11-10", "2026-11-09", "Acme Polska", "PL10 1050", "Wynagrodzenie", "Przelew przychodz", "regular wage",
			"2551.00 PLN", "booked", "Konto Osobiste", "PL61 1090 1014 0000 0712", "Anna Wi", "KontoBank S.A.")
		d.Press("enter").SeesNot("Details")
	})
}

func TestCopyCellRowAndMarkedRows(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.grid.SetColumn("amount")
		d.Press("y")
		if m, _ := find[pane.Copy](d); m.Text != "-40.45" {
			t.Errorf("copied %q", m.Text)
		}
		d.Press("Y")
		m, _ := find[pane.Copy](d)
		if cells := strings.Split(m.Text, "\t"); cells[0] != "2026-11-20" || len(cells) != len(d.p.grid.Visible()) {
			t.Errorf("copied %q", m.Text)
		}
		d.Press(" ", " ", "Y")
		if m, _ := find[pane.Copy](d); strings.Count(m.Text, "\n") != 1 || m.What != "2 marked rows" {
			t.Errorf("copied %q, %s", m.Text, m.What)
		}
	})
}

// Many rows are written off the loop; more than a terminal takes are not copied, and the way that works is named.
func TestCopyManyRows(t *testing.T) {
	imp := sample.Large(9000)
	visit(t, imp, func(d driven) {
		d.Wait(time.Second)
		d.Press("M", "Y").Wait(time.Second)
		if m, _ := find[pane.Copy](d); strings.Count(m.Text, "\n") != 8999 || m.What != "9000 marked rows" {
			t.Errorf("copied %d lines, %s", 1+strings.Count(m.Text, "\n"), m.What)
		}
	})
	for i := range 4500 {
		imp.Targets[0].Accounts[0].Transactions[i].Title, imp.Targets[0].Accounts[1].Transactions[i].Title = text.Clean(strings.Repeat("long title ", 700)), text.Clean(strings.Repeat("another one ", 700))
	}
	visit(t, imp, func(d driven) {
		d.Wait(time.Second)
		d.Press("M", "Y").Wait(time.Second)
		if m, ok := find[pane.Copy](d); ok {
			t.Errorf("copied %d bytes", len(m.Text))
		}
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "E exports marked rows") {
			t.Errorf("said %q", m.Text)
		}
	})
}

func TestExportIsExactlyTheView(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rent.csv")
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("rent is:out").Press("enter", "e", "ctrl+u").Type(path).Press("enter").Wait(time.Second)
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(string(got)), "\n")
		if len(lines) != 10 || !strings.HasPrefix(lines[0], "date,party,title,amount,currency") || !strings.HasPrefix(lines[1], "2026-11-05,Marek Nowak,Czynsz najmu,-2350.00,PLN") {
			t.Errorf("exported\n%s", got)
		}
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "exported 9 rows") {
			t.Errorf("said %q", m.Text)
		}
		d.Press("e", "ctrl+u").Type(path).Press("enter").Wait(time.Second)
		m, ok := find[pane.Ask](d)
		if !ok || !m.Danger {
			t.Fatal("a file that exists is only replaced after asking")
		}
		if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		d.Init(m.Yes()).Wait(time.Second)
		if again, _ := os.ReadFile(path); string(again) != string(got) {
			t.Errorf("after asking the file holds\n%s", again)
		}
		d.Press("e", "ctrl+u").Type("x.pdf").Press("enter").Sees("must end in .csv, .json or .ndjson")
	})
}

// The mask is for the screen: copies and files hold what the data is, and both say so.
func TestMaskedDataIsCopiedInFullAndSaysSo(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.env.Masked = true
		d.Send(pane.SettingsChanged{}).Press("y")
		if m, _ := find[pane.Copy](d); m.Text != "Żabka Polska sp. z o.o." || !strings.Contains(m.What, "unmasked") {
			t.Errorf("copied %+v", m)
		}
		d.Press("e").Sees("everything unmasked")
	})
}

func TestColumnsAreRemembered(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("c").Sees("Columns", "[x]  Counterparty")
		d.Press(" ").Sees("[ ]  Counterparty").Press("esc").SeesNot("Counterparty")
		again := New(d.env)
		again.SetSize(120, 36)
		again.Update(pane.Loaded{Dataset: d.p.data})
		if strings.Contains(ansi.Strip(again.View()), "Counterparty") {
			t.Error("the hidden column is back")
		}
	})
}

func TestFrozenColumnsAreRemembered(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("right", "F")
		again := New(d.env)
		again.SetSize(120, 36)
		again.Update(pane.Loaded{Dataset: d.p.data})
		if again.grid.Frozen() != 3 {
			t.Errorf("%d columns are frozen, not 3", again.grid.Frozen())
		}
	})
}

// Who sorts an import by amount finds it so again, and after an undo as before. An import that was not seen yet begins as it
// suits its rows, the newest first.
func TestTheSortIsKeptForEachImport(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		opened := func(id string) string {
			other := New(d.env)
			other.SetSize(120, 30)
			other.Update(pane.Loaded{Dataset: app.Dataset{ID: id, Ledger: sample.Ledger(sample.Customer())}})
			return ledger.FormatSort(other.view.sort)
		}
		this := d.p.data.ID
		before := opened(this)
		d.p.grid.SetColumn(ledger.ColAmount.String())
		if d.Press("s"); opened(this) != "-amount" {
			t.Errorf("opened again it is sorted by %q", opened(this))
		}
		if got := opened("of somebody else"); got != before {
			t.Errorf("an import of somebody else is sorted by %q, not %q", got, before)
		}
		if d.Press("u"); opened(this) != before {
			t.Errorf("after undo it is sorted by %q, not %q", opened(this), before)
		}
	})
}

func TestManySavedViewsScroll(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for i := range 40 {
			d.Press("w").Type(fmt.Sprintf("view-%02d", i)).Press("enter")
		}
		d.Press("o").Sees("view-00").SeesNot("view-39")
		for range 39 {
			d.Press("down")
		}
		d.Sees("> view-39").SeesNot("view-00")
	})
}

func TestSavedViewsComeBack(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("is:in").Press("enter", "p", "p", "w").Type("income").Press("enter")
		d.Press("u", "u", "u").Sees("61 rows")
		d.Press("o").Sees("income").Press("enter").Sees("/ is:in", "[quarter]")
		d.Press("w", "enter").Sees("a view needs a name").Type("income").Press("enter")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "replaced the view income") {
			t.Errorf("said %q", m.Text)
		}
		d.Press("o", "x").Sees("none is left; u undoes it").Press("enter", "x", "u").Sees("> income").SeesNot("none is left")
		d.Press("esc", "o").Sees("> income").Press("x", "o", "o")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "no view is saved") {
			t.Errorf("said %q", m.Text)
		}
	})
}

// With many rows queries run beside the UI loop: whatever order their answers come in, the last question's is
// the one that stands.
func TestLateAnswersAreDropped(t *testing.T) {
	visit(t, sample.Large(20_000), func(d driven) {
		var answers []func()
		for _, f := range []string{"biedronka", "biedronka 1", "biedronka 12"} {
			d.p.view.filter = f
			cmd := d.p.ask()
			answers = append(answers, func() { cmd().(pane.Callback)() })
		}
		for _, a := range slices.Backward(answers) {
			a()
		}
		d.Settle()
		f, _ := filter.Parse("biedronka 12", d.p.today())
		want, _ := d.p.data.Ledger.Run(t.Context(), ledger.Query{Filter: f})
		if d.p.grid.Len() != want.Len() {
			t.Errorf("%d rows, not %d", d.p.grid.Len(), want.Len())
		}
	})
}

func TestMoreRowsOfTheSameImportKeepWhatTheUserDid(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("rent").Press("enter", "down", " ")
		d.Send(pane.Loaded{Dataset: d.p.data}).Sees("/ rent", "9 of 61", "*marked PLN       1 row")
		other := d.p.data
		other.ID = "two"
		d.Send(pane.Loaded{Dataset: other}).Sees("61 rows", "press / to filter").SeesNot("*marked")
	})
}

func TestMouseChoosesACellAndSortsByAHead(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Click(20, 7)
		if c, _ := d.p.grid.Column(); d.p.grid.Pos() != 4 || c.Key != "party" {
			t.Errorf("at row %d, column %s", d.p.grid.Pos(), c.Key)
		}
		d.Click(20, 2)
		d.Sees("Counterparty↑")
		d.Click(500, 500).Click(0, 0)
	})
}

func TestAnEmptyCellDoesNotEmptyTheClipboard(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("exchange").Press("enter")
		d.p.grid.SetColumn("party")
		d.Press("y")
		if m, _ := find[pane.Copy](d); m.Text != "Exchange PLN/EUR" { // what stands in the cell: the title names it
			t.Errorf("copied %q", m.Text)
		}
	})
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("is:card -is:balance").Press("enter")
		if d.p.grid.SetColumn("balance"); d.p.grid.Len() == 0 {
			t.Fatal("no row without a balance")
		}
		d.Press("y")
		if m, ok := find[pane.Copy](d); ok {
			t.Errorf("copied %q", m.Text)
		}
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "nothing was copied") {
			t.Errorf("said %q", m.Text)
		}
	})
}

// A card payment without a counterparty shows its merchant in the counterparty's place, without the numbers of shops; pinned
// it finds every shop of it.
func TestTheMerchantStandsInTheCounterpartysPlace(t *testing.T) {
	visit(t, shops(), func(d driven) {
		d.Size(120, 30)
		d.Sees("ŻABKA WARSZAWA", "BAR POD LASEM").SeesNot("Kind", "Labels", "Balance") // which no row has
		d.p.grid.GoTo(0)
		d.p.grid.SetColumn("party")
		d.Press("+")
		if d.p.view.filter != `party:"ŻABKA"` && d.p.view.filter != "party:ŻABKA" || d.p.grid.Len() != 2 {
			t.Errorf("%q shows %d rows, want 2", d.p.view.filter, d.p.grid.Len())
		}
	})
}

// shops are card payments as banks write them: no counterparty, no balance, no kind, no labels.
func shops() *aisclient.Import {
	row := func(title string) aisclient.Transaction { return modeltest.Row("2026-03-02", "-12.50", "", title) }
	return &aisclient.Import{Targets: []aisclient.Target{{Name: text.Clean("B"), Accounts: []aisclient.Account{{Name: text.Clean("Konto"),
		IBAN: text.Clean("PL61109010140000071219812874"), Currency: "PLN", Transactions: []aisclient.Transaction{
			row("ŻABKA Z0666  WARSZAWA"), row("ŻABKA Z7709  GDAŃSK"), row("BAR 12 POD LASEM")}}}}}}
}

// Who hid the currency for an import in one still sees it where there are several.
func TestAmountsInSeveralCurrenciesSayTheirs(t *testing.T) {
	one := sample.Customer()
	one.Targets[0].Accounts = one.Targets[0].Accounts[:1]
	visit(t, one, func(d driven) {
		d.Press("c", " ", "esc").SeesNot("Cur ")
		d.Send(pane.Loaded{Dataset: app.Dataset{ID: "two", Name: "two", Ledger: sample.Ledger(sample.Customer())}})
		d.Sees("Cur", "EUR")
	})
}

// In a narrow window sums take more lines, never fewer digits; in a wide one they say more.
func TestSumsTakeTheLinesTheyNeed(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(60, 24)
		d.Sees("in  67050.00 out -65132.46", "net   1917.54", "EUR       2 rows")
		d.p.SetSize(200, 40)
		d.Sees("min -4500.00  max 7450.00  mean  33.06  median -150.00  1 not summed")
		d.Press("M").Sees("*marked PLN      59 rows", "*marked EUR       2 rows")
		d.p.SetSize(60, 12)
		d.Sees("shown   PLN", "67050.00", "more totals")
	})
}

// Where not all figures of a sum fit, t brings the others to the front, and back; a filter and a mark are summed so, too.
func TestOtherFiguresOfTheTotals(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(120, 37)
		d.Sees("net", "mean  33.06").SeesNot("median")
		d.p.SetSize(80, 21)
		d.SeesNot("mean").Press("t").Sees("min -4500.00 max  7450.00 mean", "med  -150.00").SeesNot(" net ")
		d.Press(" ").Sees("*marked PLN       1  min").Exact(80, 21)
		d.Press("t").Sees(" net ").SeesNot("median")
	})
}

// One key brings the columns back as they were at first, and another takes that back.
func TestDefaultColumnsCanBeUndone(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.SetSize(80, 21)
		d.Press("c", "home", "up", "up", "up", "up", " ", "J", "+").Sees("[ ]  Booked")
		made := d.Screen()
		d.Press("r").Sees("[x]  Booked").Press("u")
		if d.Screen() != made {
			t.Errorf("u leads to:\n%s", d.Screen())
		}
		d.Press("u", "u", "u").Sees("[x]  Booked").Press("u")
		if n, ok := d.Sent[len(d.Sent)-1].(pane.Notice); !ok || !strings.Contains(n.Text, "nothing to undo") {
			t.Errorf("one u too many says %v", d.Sent[len(d.Sent)-1])
		}
	})
}

// A table without rows offers nothing that needs one, and says why a key has nothing to do.
func TestAnEmptyTableOffersNoRows(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("zzzq").Press("enter").Sees("no transaction matches the filter: nothing has zzzq")
		for _, b := range d.p.Actions() {
			if !b.Off && slices.Contains([]string{"details", "sort by this column", "filter by this cell", "mark this row"}, b.What) {
				t.Errorf("%q is offered", b.What)
			}
		}
		for _, k := range []string{"enter", "+", " ", "y", "d"} {
			d.Sent = nil
			d.Press(k)
			if n, ok := d.Sent[len(d.Sent)-1].(pane.Notice); !ok || n.Text != "no transaction matches the filter: nothing has zzzq" {
				t.Errorf("%q is answered by %v", k, d.Sent)
			}
		}
		d.Press("esc", "enter").Sees("Details")
	})
}

func TestPaletteAndFooterKnowTheSpaceBar(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		for _, b := range d.p.Actions() {
			if len(b.Keys) == 0 || b.KeyText() == "" {
				t.Errorf("%q has no key", b.What)
			}
		}
		d.Press("c")
		if b := d.p.Actions()[0]; b.KeyText() != "space" {
			t.Errorf("the menu shows %q for %s", b.KeyText(), b.What)
		}
	})
}

// Beside the rows where there is room, below them in a narrow window, in their place in a low one: the amount, the
// counterparty and the number of the other side can be read in each, and arrows go from row to row.
func TestDetailsFitTheWindow(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press("/").Type("salary").Press("enter", "enter")
		for _, size := range [][2]int{{80, 21}, {100, 30}, {120, 37}, {60, 12}} {
			d.p.SetSize(size[0], size[1])
			d.Exact(size[0], size[1]).Sees("Details", "7450.00 PLN", "Acme Polska").Press("down").Sees("2 of ").Press("up").Sees("1 of ")
			if rows := strings.Count(d.Screen(), "Acme Polska S"); size[1] > 20 && rows < 4 {
				t.Errorf("%v shows %d rows:\n%s", size, rows, d.Screen())
			}
		}
	})
}
