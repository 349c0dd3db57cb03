package verdict

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

func TestEnterOpensTheRowsBehind(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(2, "7000 PLN").claim(5, "7 days")
		v.Press("home", "pgdown", "enter")
		if m, _ := sent[pane.OpenRows](v); m.From != Tab || len(m.Rows) != 3 || m.Period.String() != "2026-08-25 to 2026-11-22" || m.Filter != "" || m.What != "monthly income" {
			t.Errorf("%+v", m)
		}
		v.Press("down", "enter")
		if m, _ := sent[pane.Notice](v); !strings.Contains(m.Text, "no rows for this") {
			t.Errorf("%+v", m)
		}
		v.Press("end", "enter")
		if m, n := sent[pane.OpenRows](v); n != 2 || m.Filter == "" && m.Rows == nil || !m.Period.IsAll() {
			t.Errorf("a finding opens %+v", m)
		}
	})
}

func TestReportIsSavedAsTheCommandPrintsIt(t *testing.T) {
	dir := t.TempDir()
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska")
		v.Press("w").Sees("save the report as", "one-report.pdf", "level file").Press("esc")
		for _, name := range []string{"r.txt", "r.md", "r.json", "r.html", "r.pdf"} {
			v.Press("w", "ctrl+u").Type(filepath.Join(dir, name)).Press("enter")
			got, err := os.ReadFile(filepath.Join(dir, name))
			f, _ := form.Of(name)
			d, e := v.pane.writer(report.File)(v.Context())
			if e != nil {
				t.Fatal(e)
			}
			if want, e := form.Render(d, f); err != nil || e != nil || string(got) != string(want) || len(got) == 0 {
				t.Errorf("%s: %v %v %s", name, err, e, got)
			}
		}
		v.Press("e", "ctrl+u").Type("r.docx").Press("enter").Sees("must end in .pdf, .html, .json, .md or .txt").Press("esc").SeesNot("save the report as")
		v.Press("e", "ctrl+u").Type(filepath.Join(dir, "no", "r.txt")).Press("enter").Sees("save the report as", "there is no folder").Press("esc")
		file := filepath.Join(dir, "mine.txt")
		if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		v.Press("w", "ctrl+u").Type(file).Press("enter")
		m, n := sent[pane.Ask](v)
		if b, _ := os.ReadFile(file); n != 1 || string(b) != "mine" {
			t.Fatalf("asked %d times, the file holds %q", n, b)
		}
		v.Init(m.Yes())
		if b, _ := os.ReadFile(file); !strings.Contains(string(b), "Verdict: confirmed") {
			t.Errorf("%q", b)
		}
		v.Press("y")
		if m, _ := sent[pane.Copy](v); !strings.Contains(m.Text, "Verdict: confirmed") || !strings.Contains(m.Text, "[confirmed] An account belongs to Anna Wiśniewska.") {
			t.Errorf("copied %q", m.Text)
		}
	})
}

func TestMaskHidesClaimsAlsoWhileTheyAreTyped(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").claim(1, "PL61109010140000071219812874").claim(2, "7000 PLN")
		v.env.Masked = true
		v.Send(pane.SettingsChanged{}).SeesNot("Anna", "PL61", "7000", "7450", "Wiśniewsk").Sees("CONFIRMED", "(masked)")
		v.Press("home", "enter").SeesNot("Anna").Type("Ewa").SeesNot("Ewa").Press("esc")
		v.Press("down", "down", "enter").Type("secret").Press("enter").Sees("is not an amount").SeesNot("secret", "7000").Press("esc", "up", "up")
		v.Press("w").Sees("the file will contain everything unmasked").Press("esc", "y")
		if m, n := sent[pane.Copy](v); n != 1 || m.What != "the report, unmasked" || !strings.Contains(m.Text, "Anna") {
			t.Errorf("copied %+v", m)
		}
		v.Press("down", "down", "down", "down", "down", "down", " ").Sees("[x]>gambling") // says nothing of a person
	})
}

func TestMouseChoosesAndClaims(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.click(pane.AreaRow, 1)
		v.Sees("> Account")
		v.click(pane.AreaRow, 1)
		if !v.pane.Capturing() {
			t.Error("a second click does not edit")
		}
		v.Press("esc")
		v.click(areaSign, 3)
		v.Sees("[x]>bailiff ?")
	})
}

// click clicks on what is marked as the nth of a kind.
func (v *visited) click(kind, n int) {
	m := pane.Mouse{}
	m.On.Kind, m.On.Item = kind, n
	cmd, _ := v.pane.Mouse(m)
	v.Init(cmd)
}

// Form, level and folder are those of the last time, and tab changes them.
func TestTheDialogRemembersFormLevelAndFolder(t *testing.T) {
	dir := t.TempDir()
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").Press("w").Sees("one-report.pdf", "level file")
		v.Press("tab").Sees("one-report.txt").Press("tab").Sees("one-report.md").Press("shift+tab").Sees("level verdict").Press("shift+tab").Sees("level full")
		v.Press("ctrl+u").Type(filepath.Join(dir, "a.html")).Press("enter")
		if b, err := os.ReadFile(filepath.Join(dir, "a.html")); err != nil || !strings.HasPrefix(string(b), "<!DOCTYPE html>") {
			t.Errorf("%v %.50s", err, b)
		}
		if m := v.memory; m["verdict/report-form"] != "html" || m["verdict/report-level"] != "full" || m["verdict/report-folder"] != dir {
			t.Errorf("remembered %v", m)
		}
		v.pane.SetSize(400, 50)
		v.Press("w").Sees(filepath.Join(dir, "one-report.html"), "level full")
	})
}

// The preview is the report, whole, and scrolls; the level can be changed in it.
func TestThePreviewShowsTheReport(t *testing.T) {
	visit(t, sample.Ledger(whole()), &notes{}, func(v *visited) {
		v.claim(0, "Anna Wiśniewska").claim(2, "7000 PLN").Press("v").Sees("Preview of the report, level file", "Verdict: confirmed", "Person verified: Anna Wiśniewska").SeesNot("Claims")
		v.Press("end").Sees("SHA-256 of its JSON").SeesNot("Verdict: confirmed").Press("home").Sees("Verdict: confirmed")
		v.Press("]").Sees("Income and balance over time").SeesNot("Person verified").Press("[").Sees("Person verified")
		v.Press("l").Sees("level verdict").Press("l").Sees("level full")
		v.Press("w").Sees("save the report as").Press("esc").Sees("Preview of the report").Press("esc").SeesNot("Preview").Sees("Claims")
		v.env.Masked = true
		v.Send(pane.SettingsChanged{}).Press("v").SeesNot("Preview of the report")
	})
}
