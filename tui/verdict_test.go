package tui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/verify"
	"aisdesk/tui/pane"
)

// verdictOn opens a saved import on the workspace and goes to its verdict.
func verdictOn(t *testing.T, f *fake, do func(t *testing.T, p *desktop)) {
	in(t, f, Options{Start: Start{At: AtSaved, Name: "20260503T000001Z-k1"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Size(120, 40).Press("7").Sees("7 Verdict", "NO CLAIMS")
		do(t, p)
	})
}

func TestVerdictDrillsAndComesBackExactly(t *testing.T) {
	verdictOn(t, newFake(), func(t *testing.T, p *desktop) {
		p.Press("enter").Type("przykladowa halina").Press("enter", "enter").Type("PL61109010140000071219812874").Press("enter")
		p.Sees("✓ CONFIRMED", "It is Konto 0")
		p.Press("pgdown", "down").Sees("> ✓ confirmed")
		before := p.Screen()
		p.Press("enter").Sees("← verdict: account", "Żabka", `acct:="Konto 0"`).Press("s", "esc", "esc")
		if after := p.Screen(); after != before {
			t.Errorf("back is not where it was:\n%s\nbefore:\n%s", after, before)
		}
	})
}

func TestClaimsStayWithTheImport(t *testing.T) {
	f := newFake()
	verdictOn(t, f, func(t *testing.T, p *desktop) {
		p.Press("enter").Type("Halina Przykładowa").Press("enter", "down").Sees("1 claim, saved with the import")
		p.Press("enter").Type("2500 PLN").Press("enter").Sees("2 claims, saved with the import")
		p.Press("esc", "esc")
		p.Send(pane.OpenSaved{ID: "20260502T000002Z-k2"}).Wait(time.Second)
		p.Press("7").Sees("NO CLAIMS", "0 claims").SeesNot("2\u00a0500.00 PLN")
		p.Press("esc", "esc").Send(pane.OpenSaved{ID: "20260503T000001Z-k1"}).Wait(time.Second)
		p.Press("7").Sees("Halina Przykładowa", "2\u00a0500.00 PLN", "2 claims, saved")
		p.Press("esc").Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("7", "enter").Type("Halina Przykładowa").Press("enter").Sees("1 claim, not saved: this is a reply file")
	})
	if got := f.claims["20260503T000001Z-k1"]; len(got) != 2 || len(f.claims) != 1 {
		t.Errorf("kept %v", f.claims)
	}
}

// Of claims that are made fast the newest are saved, and quitting waits for them.
func TestTheNewestClaimsAreSaved(t *testing.T) {
	f := newFake()
	f.saveTime = 300 * time.Millisecond
	verdictOn(t, f, func(t *testing.T, p *desktop) {
		p.Press("home", "down", "down", "down", "down", "down", "down").Sees("[ ]>gambling")
		for _, k := range []string{"space", "right", "space", "right", "space"} {
			p.root.Update(pane.Press(strings.Replace(k, "space", " ", 1)))
		}
		p.root.close()
		if got := f.claims["20260503T000001Z-k1"]; len(got) != 3 || got[2].Text() != "repayments" {
			t.Errorf("saved %v", got)
		}
	})
}

func TestClaimsThatCannotBeSavedSayWhy(t *testing.T) {
	f := newFake()
	verdictOn(t, f, func(t *testing.T, p *desktop) {
		f.claimErr = errors.New("the archive is locked")
		p.Press("down", "down", "down", "down", "down", "enter").Type("7 days").Press("enter").Sees("1 claim, not saved: the archive is locked", "7 days old")
	})
}

func TestAFieldOfTheVerdictHasTheKeys(t *testing.T) {
	verdictOn(t, newFake(), func(t *testing.T, p *desktop) {
		p.Press("enter").Burst("q?17").Sees("q?17", "⏎ save").Press("tab").Sees("> Account", "q?17")
		if p.Quit() {
			t.Error("the q of a name quit the program")
		}
		p.Press("1").Sees("Totals").Press("7").Sees("q?17")
	})
}

func TestReportGoesToAFileAndToTheClipboard(t *testing.T) {
	dir := t.TempDir()
	verdictOn(t, newFake(), func(t *testing.T, p *desktop) {
		p.Press("enter").Type("Halina Przykładowa").Press("enter")
		file := filepath.Join(dir, "report.md")
		p.Press("w").Sees("20260503T000001Z-k1-report.pdf").Press("ctrl+u").Type(file).Press("enter").Sees("exported the report to")
		if b, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(b), "# SANDBOX: Verification of 2026-05-04: confirmed") {
			t.Errorf("%s %v", b, err)
		}
		p.Press("w", "ctrl+u").Type(file).Press("enter").Sees("The file exists").Press("n").SeesNot("The file exists")
		p.Press("y").Sees("copied the report")
	})
}

// While a reply is read what passes is provisional; when it turns out whole the verdict follows by itself.
func TestVerdictFollowsTheReading(t *testing.T) {
	f := newFake()
	f.parts = 3
	f.claims = map[string][]verify.Claim{"20260503T000001Z-k1": {verify.OwnerName{Name: "Halina Przykładowa"}}}
	in(t, f, Options{Start: Start{At: AtSaved, Name: "20260503T000001Z-k1"}}, func(t *testing.T, p *desktop) {
		p.Wait(400 * time.Millisecond)
		p.Size(120, 40).Press("7").Sees("Halina Przykładowa")
		p.Wait(2 * time.Second)
		p.Sees("✓ CONFIRMED")
	})
}

func TestMouseOnTheVerdict(t *testing.T) {
	w := newFake()
	w.settings.Mouse = true
	verdictOn(t, w, func(t *testing.T, p *desktop) {
		p.ClickOn("Monthly income").Sees("> Monthly income").ClickOn("Monthly income").Sees("such as 4000 PLN").Type("1 PLN").Press("enter")
		p.ClickOn("bailiff").Sees("[x]>bailiff").ClickOn("There is no sign of a bailiff").Sees("> ? inconclusive There is no sign")
		p.ClickOn("[ ] claimed").Sees("[x] claimed")
	})
}
