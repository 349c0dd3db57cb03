package tui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The palette completes the path of a file, goes into folders, opens the file, and brings a mistaken path back.
func TestThePaletteOpensAFileByItsPath(t *testing.T) {
	home := t.TempDir()
	for _, name := range []string{"replies/anna.xml", "replies/other.txt", ".hidden/x"} {
		if err := os.MkdirAll(filepath.Join(home, filepath.Dir(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(home, name), []byte("<a/>"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := newFake()
	f.reply = sampleReply
	in(t, f, Options{Getenv: func(n string) string { return map[string]string{"HOME": home, "TERM": "xterm"}[n] }}, func(t *testing.T, p *desktop) {
		p.Press("s", ":").Type("open a file").Press("enter").Sees("~/replies/").SeesNot(".hidden")
		p.Press("enter").Sees("~/replies/anna.xml", "~/replies/other.txt")
		p.Type("AN").Sees("anna.xml").SeesNot("other.txt").Press("tab").Sees("~/replies/anna.xml")
		p.Press("enter").Wait(time.Second)
		p.Sees("1 Overview")
		p.Press(":").Type("open a file").Press("enter").Sees("~/replies/anna.xml") // to be mended
		p.Press("backspace").Type("x").Sees("no file here begins like this")
		p.Press("esc", "esc").SeesNot("Actions")
	})
	in(t, newFake(), Options{Getenv: func(n string) string { return map[string]string{"HOME": home, "TERM": "xterm"}[n] }}, func(t *testing.T, p *desktop) {
		p.Press("o").Type("~/rep").Press("tab").Sees("~/replies/").Press("tab").Sees("~/replies/anna.xml", "~/replies/other.txt")
		p.Type("a").Press("tab").Sees("~/replies/anna.xml")
	})
}

// What can be done on another tab is found from everywhere, also from home once an import was left.
func TestThePaletteReachesTheTabsFromEverywhere(t *testing.T) {
	f := newFake()
	f.ledger = customer()
	in(t, f, Options{Start: Start{At: AtSaved, Name: firstSaved}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("3", "w").Type("mine").Press("enter", "7", ":").Type("view mine").Press("enter").Sees("3 Transactions")
		if !strings.Contains(p.Screen(), "Counterparty") {
			t.Errorf("the view did not lead to the rows:\n%s", p.Screen())
		}
		p.Press("esc", "esc").Sees("New verification")
		p.Press(":").Type("go to analytics").Press("enter").Sees("[ranking]")
		p.Press(":").Type("numbers 567,50").Press("enter")
		if p.world.settings.Numbers != "space" {
			t.Errorf("the numbers are %q", p.world.settings.Numbers)
		}
	})
}
