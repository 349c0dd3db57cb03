package html_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"aisdesk/aisclient"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/html"
	"aisdesk/aisclient/report/reporttest"
	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/testenv"
)

// hostile is what a bank or a person may write to break out of a page, or to fetch something.
const hostile = `<script>document.title='owned'</script><img src="https://evil.example/x.png" onerror="document.title='owned'"><style>@import "https://evil.example/s.css"</style>` +
	`<link rel=stylesheet href=//evil.example><form action=https://evil.example><input name=a autofocus onfocus="document.title='owned'"></form>" onmouseover="x" '><svg/onload=alert(1)>{{.}}`

// longReport is a report with every kind of hostile text and so many evidence rows.
func longReport(t *testing.T, rows int) []byte {
	t.Helper()
	w := reporttest.Customer()
	w.Account("Konto "+hostile, "PL27114020040000300201355387", "5.00", modeltest.Row("2026-03-12", "-40.00", hostile, hostile, "gambling"))
	w.Input.Acts = []report.Act{{Seq: 1, Author: hostile, Kind: "note", What: hostile, Reason: hostile, Effect: strings.Repeat("w", 400)}}
	w.Input.Case = &report.Case{ID: "c1", Label: hostile, People: []report.Person{{Name: hostile}}}
	w.Input.Review = hostile
	d := w.Document(t, report.Full)
	c := &d.Checks[2]
	c.Reason = strings.Repeat("w", 120)
	for i := range rows {
		c.Evidence = append(c.Evidence, report.Row{Row: int32(i), Date: reporttest.Today - aisclient.Date(i%300), Amount: aisclient.Amount(i) * 12_345_678, Currency: "PLN",
			Account: "Konto " + strings.Repeat("Z", 40), Party: fmt.Sprintf("Firma%04d", i), Title: "Faktura " + strings.Repeat("12345678", 8), Category: "groceries"})
	}
	b, err := html.Render(d)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// seen is what the browser did and complained of.
type seen struct {
	mu       sync.Mutex
	requests []string
	entries  []string
}

func (s *seen) event(ev any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		s.requests = append(s.requests, ev.Request.URL)
	case *log.EventEntryAdded:
		s.entries = append(s.entries, ev.Entry.Text)
	}
}

// In Chromium the page is itself and nothing else: no request, no violation of its policy, no script, the style in force.
// Printed on A4 the heads of a table stand on each of its pages, and so do badge, checksum and number.
func TestThePageInChromium(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, longReport(t, 300), 0o600); err != nil {
		t.Fatal(err)
	}
	tab := browsertest.Start(t).Open("about:blank")
	ctx, s := tab.Context(), &seen{}
	if err := chromedp.Listen(ctx, s.event); err != nil {
		t.Fatal(err)
	}
	call(t, ctx, network.Enable, network.EnableParams{})
	call(t, ctx, log.Enable, cdp.Empty{})
	tab.Go("file://" + path)
	tab.WaitVisible("footer")
	if got := browsertest.Eval[string](tab, "document.title"); !strings.HasPrefix(got, "SANDBOX: Verification of 2026-03-31") {
		t.Errorf("the title is %q", got)
	}
	if got := browsertest.Eval[int](tab, "document.querySelectorAll('script, img, link, form, input, iframe, object').length"); got != 0 {
		t.Errorf("%d elements got in", got)
	}
	if got := browsertest.Eval[string](tab, "getComputedStyle(document.querySelector('h2')).color"); got != "rgb(29, 91, 134)" {
		t.Errorf("the style is not in force: %s", got)
	}
	if got := browsertest.Eval[string](tab, "document.documentElement.lang + ' ' + document.querySelectorAll('h1').length + ' ' + (document.querySelectorAll('th:not([scope])').length)"); got != "en 1 0" {
		t.Errorf("language, headings, table heads: %s", got)
	}
	if wide := browsertest.Eval[int](tab, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
		t.Errorf("the page is %d pixels wider than the window", wide)
	}
	s.mu.Lock()
	if len(s.requests) != 1 || len(s.entries) != 0 {
		t.Errorf("requests %q, complaints %q", s.requests, s.entries)
	}
	s.mu.Unlock()
	reflows(t, tab)
	printed := call(t, ctx, page.PrintToPDF, page.PrintToPDFParams{PrintBackground: new(true), PreferCSSPageSize: new(true)})
	pages := text(t, printed.Data)
	heads := 0
	for i, p := range pages {
		if !strings.Contains(p, "SANDBOX") || !strings.Contains(p, "SHA-256") || !strings.Contains(p, fmt.Sprintf("%d / %d", i+1, len(pages))) {
			t.Errorf("page %d of %d has no badge, checksum or number", i+1, len(pages))
		}
		if strings.Contains(p, "Counterparty") {
			heads++
		}
	}
	if len(pages) < 10 || heads < 6 {
		t.Errorf("%d pages, the heads of the table on %d", len(pages), heads)
	}
	all := strings.Join(pages, "")
	for i := range 300 {
		if !strings.Contains(all, fmt.Sprintf("Firma%04d", i)) {
			t.Errorf("row %d is cut", i)
		}
	}
	keep(t, printed.Data, path)
}

// reflows holds the page to the width of a phone, of a window enlarged to 400 %, and of A4, with words of any length; tables
// stay tables to assistive technology.
func reflows(t *testing.T, tab *browsertest.Tab) {
	t.Helper()
	outside := `[...document.querySelectorAll('main, main :not(thead, thead *)')].filter(e => { const b = e.getBoundingClientRect(); return b.right > innerWidth + 1 || b.left < -1 })` +
		`.map(e => e.tagName + ' ' + e.textContent.slice(0, 40)).slice(0, 3).join('; ')`
	for _, to := range []struct {
		width int64
		media string
	}{{320, "screen"}, {375, "screen"}, {780, "screen"}, {688, "print"}} {
		call(t, tab.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: to.media})
		tab.Size(to.width, 900, false)
		if out := browsertest.Eval[string](tab, outside); out != "" {
			t.Errorf("%s, %d pixels wide: outside the window stands %s", to.media, to.width, out)
		}
		if narrow := browsertest.Eval[int](tab, "Math.min(...[...document.querySelectorAll('dd')].map(e => e.clientWidth))"); narrow < 230 {
			t.Errorf("%s, %d pixels wide: a value has %d pixels", to.media, to.width, narrow)
		}
		tab.Shot(fmt.Sprintf("report-%s-%d", to.media, to.width))
	}
	tab.Size(375, 900, false)
	call(t, tab.Context(), emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{})
	roles := map[string]int{}
	for _, p := range tab.Parts() {
		roles[p.Role]++
	}
	if roles["table"] == 0 || roles["columnheader"] == 0 || roles["cell"]+roles["gridcell"] < 300 {
		t.Errorf("the narrow page has the parts %v", roles)
	}
}

// keep copies what was made for somebody to look at.
func keep(t *testing.T, printed []byte, path string) {
	dir := os.Getenv("AISDESK_PICTURES")
	if dir == "" {
		return
	}
	b, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "report.html"), b, 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "report-printed.pdf"), printed, 0o600)
	}
	if err != nil {
		t.Error(err)
	}
}

func call[P, R any](t *testing.T, ctx context.Context, c cdp.Command[P, R], p P) R {
	t.Helper()
	r, err := chromedp.Call(ctx, c, p)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func text(t *testing.T, pdf []byte) []string {
	t.Helper()
	tool := testenv.Need(t, testenv.PDFToText)
	path := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-layout", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
}
