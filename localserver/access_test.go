package localserver

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
)

func TestBrowserPageFitsEveryWidthInEveryLanguage(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	tab.WaitVisible("iframe")
	for _, lang := range []string{"en", "pl", "cs", "es"} {
		tab.Choose("#language", lang)
		tab.WaitFor("document.documentElement.lang === '" + lang + "'")
		for _, width := range []int64{320, 390, 700, 819, 820, 1280} {
			tab.Size(width, 800, false)
			if got := browsertest.Eval[string](tab, overflowing); got != "" {
				t.Errorf("%s at %d wide: %s", lang, width, got)
			}
		}
	}
}

// overflowing names what sticks out of the page to the right.
const overflowing = `(() => {
  const wide = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll('body *:not(.skip):not(.unseen)')].filter(e => e.getClientRects().length && e.getBoundingClientRect().right > wide + 0.5);
  return out.map(e => e.tagName + '#' + e.id + '.' + e.className + ' to ' + e.getBoundingClientRect().right).join(', ');
})()`

// What a keyboard and a screen reader need: names for every control, one way in, focus that moves to what is
// new, and regions that speak.
func TestBrowserPageWithoutAMouseOrEyes(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	tab.WaitVisible("iframe")
	focused := func() string {
		return browsertest.Eval[string](tab, "document.activeElement.id || document.activeElement.className")
	}
	tab.Press(kb.Tab)
	if got := focused(); got != "skip" {
		t.Errorf("the first Tab goes to %q", got)
	}
	tab.Press(kb.Tab)
	if got := focused(); got != "language" {
		t.Errorf("the second Tab goes to %q", got)
	}
	for what, js := range map[string]string{
		"the language has a name":    `document.getElementById('language').labels[0].textContent.trim() !== ''`,
		"one main and one h1":        `document.querySelectorAll('main').length === 1 && document.querySelectorAll('h1').length === 1`,
		"the sign-in has a name":     `document.getElementById('work').getAttribute('aria-label') !== ''`,
		"steps are a list":           `document.querySelectorAll('ol.steps[aria-label] > li').length === 3`,
		"one step is current":        `document.querySelectorAll('[aria-current=step]').length === 1`,
		"changes are spoken":         `['resultText', 'hint', 'progressText'].every(id => document.getElementById(id).getAttribute('role') === 'status')`,
		"pictures are hidden":        `[...document.querySelectorAll('svg, .mark, .spin')].every(e => e.getAttribute('aria-hidden') === 'true')`,
		"nothing breaks the tab key": `document.querySelectorAll('[tabindex]:not([tabindex="-1"])').length === 0`,
	} {
		if !browsertest.Eval[bool](tab, js) {
			t.Errorf("not so: %s", what)
		}
	}
	browsertest.Eval[bool](tab, fmt.Sprintf("(embeddedWith.onSuccess('KontoBankApi', '1', %q, {}), true)", signature))
	tab.WaitText("#result", "The sign-in is done")
	if got := focused(); got != "resultTitle" {
		t.Errorf("after the sign-in the focus is on %q", got)
	}
}

func TestBrowserEveryEndIsSaidInPlainWords(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	ends := map[string]struct {
		act  func(*terminal)
		says string
	}{
		"cancelled": {func(d *terminal) { d.stop(nil) }, "Logowanie anulowano"},
		"closed":    {func(d *terminal) { _ = d.page.Close() }, "Logowanie anulowano"},
		"timed out": {func(*terminal) {}, "Czas na logowanie minął"},
		"failed import": {func(d *terminal) {
			d.post("/session", validSession)
			d.page.Follow(intake.Event{State: intake.Failed})
		}, "Nie udało się pobrać danych"},
	}
	for name, c := range ends {
		t.Run(name, func(t *testing.T) {
			o := w.options()
			o.Language = "pl"
			if name == "timed out" {
				o.Timeout = 3e9
			}
			d := begin(t, o, intake.Request{OwnerExternalID: "app-1"})
			tab := b.Open(d.trusted())
			if name != "timed out" { // a slow machine may open the page after the end; it says the same then
				tab.WaitVisible("iframe")
			}
			c.act(d)
			tab.WaitText("#result", c.says)
		})
	}
}

func TestBrowserAutoImportSaysWhoFetches(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{Locale: "es", AutoImport: 3}})
	tab := b.Open(d.trusted())
	tab.WaitVisible("iframe")
	browsertest.Eval[bool](tab, fmt.Sprintf("(embeddedWith.onSuccess('KontoBankApi', '1', %q, {}), true)", signature))
	d.page.Follow(intake.Event{State: intake.Done})
	tab.WaitText("#result", "obtendrá sus datos por sí mismo")
	tab.WaitText("#result", "Puede cerrar esta pestaña")
}

func TestBrowserWithoutScriptsSaysSo(t *testing.T) {
	b := browsertest.Start(t)
	d := begin(t, testOptions(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open("about:blank")
	tab.WithoutScripts()
	tab.Go(d.trusted())
	got := tab.Text("body")
	for _, words := range []string{"needs JavaScript", "wymaga JavaScriptu", "potřebuje JavaScript", "necesita JavaScript"} {
		if !strings.Contains(got, words) {
			t.Errorf("%q is missing in %q", words, got)
		}
	}
	if strings.Contains(got, "Opening the bank") {
		t.Errorf("a page that cannot open the sign-in says it does: %q", got)
	}
}
