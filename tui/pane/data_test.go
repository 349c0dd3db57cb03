package pane_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/tui/pane"
	"aisdesk/tui/pane/accounts"
	"aisdesk/tui/pane/analytics"
	"aisdesk/tui/pane/cards"
	"aisdesk/tui/pane/overview"
	"aisdesk/tui/pane/transactions"
	"aisdesk/tui/pane/verdict"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

var update = flag.Bool("update", false, "write the goldens anew")

// dataPanes are the panes that show an import.
var dataPanes = map[string]func(*pane.Env) pane.Pane{
	"overview":     func(e *pane.Env) pane.Pane { return overview.New(e) },
	"accounts":     func(e *pane.Env) pane.Pane { return accounts.New(e) },
	"transactions": func(e *pane.Env) pane.Pane { return transactions.New(e) },
	"cards":        func(e *pane.Env) pane.Pane { return cards.New(e) },
	"analytics":    func(e *pane.Env) pane.Pane { return analytics.New(e) },
	"verdict":      func(e *pane.Env) pane.Pane { return verdict.New(e) },
}

func env(name theme.Name) *pane.Env {
	return &pane.Env{Theme: theme.Must(name, theme.TrueColour), Now: func() time.Time { return sample.Now },
		Memory: memory{"export/folder": "/home/anna/exports", "verdict/report-folder": "/home/anna/exports"}}
}

func opened(imp *aisclient.Import) app.Dataset {
	return app.Dataset{
		ID: "20261122-110000-abcdef", Name: "20261122-110000-abcdef", Environment: "sandbox", OwnerExternalID: "applicant-17",
		SavedAt: sample.Now.Add(-time.Hour), Ledger: sample.Ledger(imp),
	}
}

// drain runs a command and everything that follows from it, timers left out.
func drain(p pane.Pane, cmd tea.Cmd) {
	for cmds := []tea.Cmd{cmd}; len(cmds) > 0; {
		c := cmds[0]
		cmds = cmds[1:]
		if c == nil {
			continue
		}
		switch m := c().(type) {
		case nil:
		case tea.BatchMsg:
			cmds = append(cmds, m...)
		case pane.Callback:
			cmds = append(cmds, m())
		default:
			cmds = append(cmds, p.Update(m))
		}
	}
}

// show makes a pane with an import on it.
func show(e *pane.Env, name string, imp *aisclient.Import, w, h int) pane.Pane {
	p := dataPanes[name](e)
	p.SetSize(w, h)
	drain(p, p.Update(pane.Focus{}))
	drain(p, p.Update(pane.Loaded{Dataset: opened(imp)}))
	return p
}

// claimed are the keys that claim something of every kind, true and false.
var claimed = func() []string {
	var keys []string
	for _, said := range []string{"wisniewska Anna", "PL61 1090 1014 0000 0712 1981 2874", "7000 PLN", "20000 PLN", "2025-01-01", "7"} {
		keys = append(append(append(keys, "enter"), strings.Split(said, "")...), "enter")
	}
	return append(keys, " ", "right", "right", "right", " ", "down", " ", "down")
}()

// variants are the states of a pane that goldens and properties look at: the keys that lead there.
var variants = map[string][][]string{
	"overview":     {nil, {"end"}},
	"accounts":     {nil, {"down", "down"}},
	"transactions": {nil, {"enter"}, {"c"}, {"/", "a", "m", "t", ":", "x"}, {"p", "C", " ", " "}, {"e"}},
	"cards":        {nil, {"right", "right"}},
	"analytics": {nil, {"b"}, {"b", "b"}, {"b", "b", "b"}, {"b", "b", "b", "b"}, {"b", "b", "b", "b", "b"}, {"p", "p", "r"}, {"i"},
		{"p", "p", "t", "down", "enter", "z", "down", " ", "down"}, {"R", "down", "down"}, {"t", "end", "up", "enter", "e"}, {"I", "down"}, {"A"},
		{"B"}},
	"verdict": {nil, claimed, append(slices.Clone(claimed), "end"), {"down", "enter", "n", "o", "p", "e", "enter"}, append(slices.Clone(claimed), "w")},
}

func TestEveryPaneHasVariants(t *testing.T) {
	for name := range dataPanes {
		if len(variants[name]) == 0 {
			t.Errorf("no state of %s is looked at", name)
		}
	}
}

func press(p pane.Pane, keys []string) {
	for _, k := range keys {
		drain(p, pane.Handle(p, pane.Press(k)))
	}
}

func TestGoldens(t *testing.T) {
	for name := range dataPanes {
		for _, size := range [][2]int{{80, 21}, {120, 37}, {200, 47}} { // terminals of 80x24, 120x40, 200x50
			for i, keys := range variants[name] {
				p := show(env(theme.Dark), name, sample.Customer(), size[0], size[1])
				press(p, keys)
				got := ansi.Strip(p.View()) + "\n"
				file := filepath.Join("testdata", fmt.Sprintf("%s-%d-%dx%d.golden", name, i, size[0], size[1]))
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
					continue
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				if got != string(want) {
					t.Errorf("%s differs (go test ./tui/pane -run Goldens -update writes it anew): %s", file, difference(string(want), got))
				}
			}
		}
	}
}

// difference is the first line in which two frames differ.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return fmt.Sprintf("line %d\nwas %q\nis  %q", i+1, a[i], b[min(i, len(b)-1)])
		}
	}
	return "more lines"
}

// sequences are what a theme may put between texts.
var sequences = regexp.MustCompile(`\x1b\[[0-9;]*m`)

// check finds what must not reach a terminal and lines that are not as wide as asked for.
func check(t *testing.T, what, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) != h {
		t.Fatalf("%s: %d lines, not %d", what, len(lines), h)
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != w {
			t.Fatalf("%s: line %d is %d wide, not %d: %q", what, i, n, w, ansi.Strip(l))
		}
		for _, r := range sequences.ReplaceAllString(l, "") {
			if r < 0x20 || r >= 0x7f && r < 0xa0 || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) {
				t.Fatalf("%s: line %d holds %U: %q", what, i, r, l)
			}
		}
	}
}

func TestEveryPaneIsExactAndCleanAtEverySize(t *testing.T) {
	imports := map[string]*aisclient.Import{"customer": sample.Customer(), "hostile": sample.Hostile(), "empty": {}}
	for name := range dataPanes {
		for from, imp := range imports {
			for _, th := range theme.Names() {
				e := env(th)
				for i, keys := range variants[name] {
					p := show(e, name, imp, 100, 30)
					press(p, keys)
					for w := 20; w <= 200; w += 17 {
						for h := 5; h <= 60; h += 11 {
							p.SetSize(w, h)
							check(t, fmt.Sprintf("%s %s %s variant %d %dx%d", name, from, th, i, w, h), p.View(), w, h)
						}
					}
				}
			}
		}
	}
}

func TestEveryWidthOfEveryPane(t *testing.T) {
	for name := range dataPanes {
		p := show(env(theme.Dark), name, sample.Hostile(), 80, 20)
		for w := 20; w <= 200; w++ {
			h := 5 + w%56
			p.SetSize(w, h)
			check(t, fmt.Sprintf("%s %dx%d", name, w, h), p.View(), w, h)
		}
	}
}

func TestMaskHidesPersonalDataEverywhere(t *testing.T) {
	secrets := []string{"Wiśniewska", "Nowak", "Żabka", "85042012348", "1090 1014", "PL61109", "2310.55", "7450.00", "-2350.00", "Polna", "4532", "anna@", "ABC123456"}
	for name := range dataPanes {
		for i, keys := range variants[name] {
			e := env(theme.Dark)
			e.Masked = true
			p := show(e, name, sample.Customer(), 160, 60)
			press(p, keys)
			view := ansi.Strip(p.View())
			for _, s := range secrets {
				if strings.Contains(view, s) {
					t.Errorf("%s variant %d shows %q under the mask:\n%s", name, i, s, view)
				}
			}
		}
	}
}

// Names come back through filters and trails that were made of cells and bars.
func TestMaskHidesWhatFiltersWereMadeOf(t *testing.T) {
	e := env(theme.Dark)
	tx := show(e, "transactions", sample.Customer(), 160, 40)
	press(tx, []string{"+"})
	drain(tx, tx.Update(pane.OpenRows{Filter: `party:="Marek Nowak"`, What: "counterparty Marek Nowak", From: "analytics"}))
	an := show(e, "analytics", sample.Customer(), 160, 40)
	press(an, []string{"r", "down", "i"})
	e.Masked = true
	for _, p := range []pane.Pane{tx, an} {
		drain(p, p.Update(pane.SettingsChanged{}))
		if view := ansi.Strip(p.View()); strings.Contains(view, "Nowak") || strings.Contains(view, "Żabka") || strings.Contains(view, "Anna") {
			t.Errorf("a name shows under the mask:\n%s", view)
		}
	}
}

func TestEveryKeyOfTheHelpIsTakenWithoutHarm(t *testing.T) {
	for name := range dataPanes {
		for _, imp := range []*aisclient.Import{sample.Customer(), {}} {
			p := show(env(theme.Dark), name, imp, 120, 36)
			if len(p.Actions()) == 0 {
				t.Errorf("%s has no actions", name)
			}
			for _, b := range p.Actions() {
				for _, k := range b.Keys {
					drain(p, pane.Handle(p, pane.Press(k)))
					check(t, name+" after "+k, p.View(), 120, 36)
					press(p, []string{"esc", "esc"})
				}
			}
		}
	}
}

// A pane that never got an import must still draw: tabs are there before the reply is read.
func TestPanesBeforeAnImport(t *testing.T) {
	for name, make := range dataPanes {
		p := make(env(theme.Dark))
		p.SetSize(80, 20)
		check(t, name, p.View(), 80, 20)
		press(p, []string{"down", "enter", "g", "r", "s", "p", "esc"})
		check(t, name, p.View(), 80, 20)
	}
}

func BenchmarkPane(b *testing.B) {
	for _, n := range []int{100_000, 1_000_000} {
		imp := sample.Large(n)
		b.Run(fmt.Sprintf("one key, Update + View of the transactions pane, 200x57/rows=%d", n), func(b *testing.B) {
			p := show(env(theme.Dark), "transactions", imp, 200, 57)
			b.ReportAllocs()
			for b.Loop() {
				pane.Handle(p, pane.Press("down"))
				_ = p.View()
			}
		})
	}
}
