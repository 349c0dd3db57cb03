package report_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/form"
	"aisdesk/aisclient/report/reporttest"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestS10_1_ShortFormsPrintTheFirstThreeRows(t *testing.T) {
	d := reporttest.Customer().Document(t, report.File)
	for _, f := range []form.Form{form.Text, form.Markdown} {
		s := strings.ReplaceAll(written(t, d, f), `\`, "")
		for _, want := range []string{"2026-03-09", "2026-02-09", "2026-01-09", "and 2 more", "Not counted: 900.00 PLN (loan paid out, which is no income)"} {
			if !strings.Contains(s, want) {
				t.Errorf("%q is not in\n%s", want, s)
			}
		}
		if strings.Contains(s, "2025-12-09") {
			t.Errorf("a fourth row of the bets is printed\n%s", s)
		}
	}
	for _, f := range []form.Form{form.JSON, form.HTML} {
		if s := written(t, d, f); !strings.Contains(s, "2025-12-09") || !strings.Contains(s, "2025-11-09") {
			t.Errorf("%s has not all rows", f)
		}
	}
}

func TestS10_2_TheHeadAndTheSameBytes(t *testing.T) {
	d := reporttest.Customer().Document(t, report.File)
	text := written(t, d, form.Text)
	for _, want := range []string{"Data of: 2026-03-31", "Coverage of Konto Osobiste: 2025-04-01 to 2026-03-31, 364 days", "Rules: ", "lexicon of the test (0)",
		"Person verified: Anna Łącka (owner)", "Turnover in PLN: 183 transactions, 66500.00 in, "} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
	for range 3 {
		again := reporttest.Customer().Document(t, report.File)
		for _, f := range form.Forms() {
			if written(t, again, f) != written(t, d, f) {
				t.Fatalf("%s: other bytes", f)
			}
		}
	}
}

// Whoever changes what a report says looks at it: the forms of one document as they are filed.
func TestFormsAsTheyAreFiled(t *testing.T) {
	w := reporttest.Customer()
	w.Provider = `{"currencies":{"PLN":{"M-0":{"salary":5200.00,"other":300.00,"total":5500.00}}}}`
	w.Input.Case = &report.Case{ID: "C-1", Label: "Łącka, mortgage", Status: "review", People: []report.Person{{Name: "Anna Łącka", Role: "applicant"}}}
	w.Input.Acts = []report.Act{{Seq: 2, Author: "Ola", Kind: "exclude", What: "1 row left out", Reason: "sold a bicycle", Effect: "income 6000.00 instead of 6100.00"}}
	w.Input.Decision = &report.Decision{Outcome: "approve", Author: "Ola", Second: "Jan", Reason: "fits", Head: "ab12"}
	w.Input.Head = "ab12"
	d := w.Document(t, report.File)
	for name, f := range map[string]form.Form{"report.txt": form.Text, "report.md": form.Markdown, "report.html": form.HTML} {
		path, got := filepath.Join("testdata", name), written(t, d, f)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || string(want) != got {
			t.Errorf("%s differs (%v); run with -update and look at it", name, err)
		}
	}
	for _, f := range form.Forms()[:4] {
		s := written(t, d, f)
		for _, want := range []string{"C-1", "sold a bicycle", "6100.00", "approve", "Jan"} {
			if !strings.Contains(s, want) {
				t.Errorf("%s does not say %q", f, want)
			}
		}
	}
}

func TestAReportWithoutClaimsHasNoChecks(t *testing.T) {
	w := reporttest.Customer()
	w.Claims = nil
	d := w.Document(t, report.File)
	if s := written(t, d, form.Text); strings.Contains(s, "\nChecks") || !strings.Contains(s, "Nothing was claimed") {
		t.Errorf("%s", s)
	}
	if s := written(t, d, form.Markdown); strings.Contains(s, "| check |") {
		t.Errorf("%s", s)
	}
}

func TestTheNameOfAFileSaysTheForm(t *testing.T) {
	d := reporttest.Customer().Document(t, report.File)
	dir := t.TempDir()
	for name, f := range map[string]form.Form{"a.txt": form.Text, "b.MD": form.Markdown, "c.json": form.JSON, "d.htm": form.HTML, "e.pdf": form.PDF} {
		path := filepath.Join(dir, name)
		if err := form.WriteFile(path, false, d); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != written(t, d, f) {
			t.Errorf("%s: %v", name, err)
		}
		if err := form.WriteFile(path, false, d); err == nil {
			t.Errorf("%s was written over", name)
		}
		if err := form.WriteFile(path, true, d); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := form.WriteFile(filepath.Join(dir, "a.docx"), false, d); err == nil || !strings.Contains(err.Error(), ".txt, .md, .json, .html or .pdf") {
		t.Error(err)
	}
}

// Casefile statement 12: rows that pair as transfers in more than one way are named in every form; level verdict says how many.
func TestUnclearTransfersAreNamed(t *testing.T) {
	for level, shown := range map[report.Level]bool{report.Full: true, report.File: true, report.Verdict: false} {
		w := reporttest.Customer()
		w.Input.Unclear = []report.UnclearRows{{Out: []int32{0}, In: []int32{1, 2}}}
		d := w.Document(t, level)
		if u := d.UnclearTransfers; len(u) != 1 || u[0].Count != 3 || (len(u[0].Out) == 1 && len(u[0].In) == 2) != shown {
			t.Fatalf("%s: %+v", level, u)
		}
		for _, f := range []form.Form{form.Text, form.Markdown, form.HTML} {
			s := strings.ReplaceAll(written(t, d, f), `\`, "")
			if !strings.Contains(s, "1 group of rows pairs as transfers between the accounts in more than one way: none is taken") {
				t.Errorf("%s, %s does not say it", level, f)
			}
			if strings.Contains(s, "Rows that pair as transfers in more than one way") != shown {
				t.Errorf("%s, %s: rows shown is not %v", level, f, shown)
			}
			for _, r := range append(d.UnclearTransfers[0].Out, d.UnclearTransfers[0].In...) {
				if n := strings.Count(s, r.ID); n == 0 || !strings.Contains(s, r.Amount.String()) {
					t.Errorf("%s, %s does not name row %s", level, f, r.ID)
				}
			}
		}
	}
	if s := written(t, reporttest.Customer().Document(t, report.File), form.JSON); strings.Contains(s, "ambiguousRows") {
		t.Error("a document without any says it: one of before would be another")
	}
}
