package pane_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// amounts are the amounts on a screen, each with what follows it.
var amounts = regexp.MustCompile(`-?\d[\d,]*\.\d+`)

// summed are the amounts that stand behind a word of a sum.
var summed = regexp.MustCompile(`\b(in|out|net|min|max|mean|median|limit)[ ]+(-?[^ ]*)`)

// broken are amounts that lost their end to the sign for what is left out.
var broken = regexp.MustCompile(`\d[.,]\d*…`)

// A number on the screen is whole, or it is not there: half a number is another number. What may stand there
// is what a very wide and high screen shows.
func TestNoPaneCutsANumber(t *testing.T) {
	for name := range dataPanes {
		for from, imp := range map[string]*aisclient.Import{"customer": sample.Customer(), "great": great()} {
			for i, keys := range variants[name] {
				p := show(env(theme.Dark), name, imp, 400, 400)
				press(p, keys)
				whole := map[string]bool{}
				for _, w := range []int{400, 200} {
					p.SetSize(w, 400)
					for _, a := range amounts.FindAllString(ansi.Strip(p.View()), -1) {
						whole[a] = true
					}
				}
				for w := 60; w <= 200; w += 1 + w/40 {
					p.SetSize(w, 57)
					checkNumbers(t, fmt.Sprintf("%s %s variant %d at %d", name, from, i, w), ansi.Strip(p.View()), whole)
				}
			}
		}
	}
}

func checkNumbers(t *testing.T, what, view string, whole map[string]bool) {
	t.Helper()
	for _, l := range strings.Split(view, "\n") {
		if m := broken.FindString(l); m != "" {
			t.Fatalf("%s: %q is cut in %q", what, m, l)
		}
		for _, a := range amounts.FindAllString(l, -1) {
			if end := strings.Index(l, a) + len(a); end < len(l) && strings.ContainsRune("kMGT%", rune(l[end])) {
				continue // a tick of an axis or a share
			}
			if !whole[a] {
				t.Fatalf("%s: %q stands nowhere on a wide screen: %q", what, a, l)
			}
		}
		if !strings.Contains(l, " net ") {
			continue
		}
		for _, m := range summed.FindAllStringSubmatch(l, -1) {
			if strings.ContainsAny(m[2], "0123456789#") && !whole[strings.TrimRight(m[2], ".,;│")] {
				t.Fatalf("%s: %q is no whole amount in %q", what, m[0], l)
			}
		}
	}
}

// great is a customer whose amounts need all the room they can get.
func great() *aisclient.Import {
	imp := sample.Customer()
	for i := range imp.Targets {
		for j := range imp.Targets[i].Accounts {
			a := &imp.Targets[i].Accounts[j]
			for k := range a.Transactions {
				a.Transactions[k].Amount *= 1_000_003
			}
			if a.Balance != nil {
				b := *a.Balance * 1_000_003
				a.Balance = &b
			}
		}
	}
	return imp
}

// What is not a sum of one currency is not on the screen: the amounts of two are never added.
func TestTotalsKeepCurrenciesApart(t *testing.T) {
	for _, name := range []string{"overview", "transactions"} {
		p := show(env(theme.Dark), name, sample.Customer(), 120, 60)
		view := ansi.Strip(p.View())
		for _, want := range []string{"67050.00", "-65132.46", "1917.54", "412.80"} {
			if !strings.Contains(view, want) {
				t.Errorf("%s does not show %s:\n%s", name, want, view)
			}
		}
	}
}

// At every size that is of use the transactions pane shows the totals with all their amounts.
func TestTotalsAreAlwaysWhole(t *testing.T) {
	for w := 60; w <= 200; w += 7 {
		for h := 12; h <= 57; h += 5 {
			p := show(env(theme.Dark), "transactions", sample.Customer(), w, h)
			view := ansi.Strip(p.View())
			for _, want := range []string{"67050.00", "-65132.46", "1917.54"} {
				if !strings.Contains(view, want) {
					t.Fatalf("%dx%d does not show %s:\n%s", w, h, want, view)
				}
			}
		}
	}
}

// The mask hides what was typed to find somebody, too, and what views were saved for.
func TestMaskHidesWhatWasTyped(t *testing.T) {
	e := env(theme.Dark)
	e.Memory = memory{}
	p := show(e, "transactions", sample.Customer(), 160, 40)
	press(p, []string{"/"})
	for _, c := range "nowak" {
		press(p, []string{string(c)})
	}
	press(p, []string{"enter", "w", "v", "enter", "o"})
	if !strings.Contains(ansi.Strip(p.View()), "nowak") {
		t.Fatalf("the view is not listed:\n%s", ansi.Strip(p.View()))
	}
	e.Masked = true
	drain(p, p.Update(pane.SettingsChanged{}))
	if view := ansi.Strip(p.View()); strings.Contains(view, "nowak") {
		t.Errorf("what was typed shows under the mask:\n%s", view)
	}
}

// memory is a pane.Memory that forgets with the test.
type memory map[string]string

func (m memory) Recall(key string) string   { return m[key] }
func (m memory) Remember(key, value string) { m[key] = value }
