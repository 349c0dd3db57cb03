package pdf_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/pdf"
	"aisdesk/aisclient/report/reporttest"
	"aisdesk/localserver/testenv"
)

// words are in the letters that the fonts have: Polish, Czech, Hungarian, Baltic, Romanian, Spanish, Greek, Cyrillic.
var words = []string{"Zażółć gęślą jaźń", "Příliš žluťoučký kůň", "Árvíztűrő tükörfúrógép", "Šešios žąsys, ģērbonis", "Țară și câine", "Señor Peñón ¿qué?", "Ελλάδα μηνιαίος", "Заробітна плата ґанок"}

// withRows is a document with so many evidence rows.
func withRows(t testing.TB, n int) *report.Document {
	d := reporttest.Customer().Document(t, report.Full)
	c := &d.Checks[2]
	c.Evidence = nil
	for i := range n {
		c.Evidence = append(c.Evidence, report.Row{Row: int32(i), Date: reporttest.Today - aisclient.Date(i%300), Amount: aisclient.Amount(i) * 12_345, Currency: "PLN",
			Account: "Konto", Party: fmt.Sprintf("Zakład %d", i), Title: words[i%len(words)], Category: "groceries"})
	}
	c.Count = n
	return d
}

func text(t *testing.T, b []byte) string {
	t.Helper()
	tool := testenv.Need(t, testenv.PDFToText)
	path := filepath.Join(t.TempDir(), "r.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func render(t testing.TB, d *report.Document) []byte {
	t.Helper()
	b, err := pdf.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A cell that is longer than a page goes on on the next ones.
func TestALongCellGoesOn(t *testing.T) {
	d := withRows(t, 1)
	all := make([]string, 580) // a text of a document has 4 KiB at most
	for i := range all {
		all[i] = fmt.Sprintf("row%d", i)
	}
	d.Checks[2].Evidence[0].Party = strings.Join(all, " ")
	said := text(t, render(t, d))
	for _, want := range all {
		if !strings.Contains(said, want) {
			t.Fatalf("%s is not on any page", want)
		}
	}
}

// What is written can be read back: every language, the badge and the checksum on every page, heads on each.
func TestTheTextComesBack(t *testing.T) {
	d := withRows(t, 400)
	digest, err := d.Digest()
	if err != nil {
		t.Fatal(err)
	}
	got := text(t, render(t, d))
	for _, w := range words {
		if !strings.Contains(got, w) {
			t.Errorf("%q does not come back", w)
		}
	}
	pages := strings.Split(strings.TrimSuffix(got, "\f"), "\f")
	if len(pages) < 8 {
		t.Fatalf("%d pages", len(pages))
	}
	heads := 0
	for i, p := range pages {
		if !strings.Contains(p, "SANDBOX") || !strings.Contains(p, digest) || !strings.Contains(p, fmt.Sprintf("page %d of %d", i+1, len(pages))) {
			t.Errorf("page %d has no badge, checksum or number:\n%.300s", i+1, p)
		}
		if strings.Contains(p, "Counterparty") {
			heads++
		}
	}
	if heads < 7 {
		t.Errorf("the heads of the table stand on %d pages only", heads)
	}
	for i := range 400 {
		if !strings.Contains(got, fmt.Sprintf("Zakład %d ", i)) {
			t.Errorf("row %d is missing", i)
		}
	}
}

func TestTheBytesRepeat(t *testing.T) {
	first := render(t, withRows(t, 30))
	for range 3 {
		if !bytes.Equal(first, render(t, withRows(t, 30))) {
			t.Fatal("other bytes")
		}
	}
}

// The first page has what a clerk files it by.
func TestTheFirstPage(t *testing.T) {
	d := reporttest.Customer().Document(t, report.File)
	page, _, _ := strings.Cut(text(t, render(t, d)), "\f")
	digest, _ := d.Digest()
	for _, want := range []string{"refuted", "sandbox", "Anna Łącka", "Konto Bank S.A.", "…2874", "from 2025-04-01", "2025-04-01 to 2026-03-31", "The income is at least 5000.00 PLN a month.",
		"6000.00 PLN", "Obligations a month", "2212.33 PLN", "Quality of the data", "none recorded", d.ID, digest} {
		if !strings.Contains(page, want) {
			t.Errorf("the first page does not say %q:\n%s", want, page)
		}
	}
}

// What the fonts cannot write is a number that can be looked up, and named at the end, never a failure; the peso is written out.
func TestLettersThatTheFontsDoNotHave(t *testing.T) {
	d := withRows(t, 1)
	d.Checks[2].Evidence[0].Title = "工资 ₱ 12 🙂 שכר end"
	got := strings.Join(strings.Fields(text(t, render(t, d))), " ")
	for _, want := range []string{"PHP 12", "U+5DE5", "U+8D44]", "[U+1F642]", "end",
		"in brackets: U+05DB, U+05E8, U+05E9, U+5DE5, U+8D44, U+1F642. The JSON"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	if got := text(t, render(t, withRows(t, 1))); strings.Contains(got, "in brackets") || strings.Contains(got, "U+") {
		t.Error("letters are missing that the fonts have")
	}
	d.Checks[2].Evidence[0].Title = strings.Repeat("W", 5000)
	render(t, d)
}

func BenchmarkRender(b *testing.B) {
	for _, n := range []int{100, 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			d := withRows(b, n)
			for b.Loop() {
				render(b, d)
			}
		})
	}
}
