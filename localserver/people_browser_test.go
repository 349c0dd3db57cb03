package localserver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/sandbox"
)

// sheet is a script that measures the page.
const sheet = `(() => {
  const box = (s) => document.querySelector(s).getBoundingClientRect();
  const wide = [...document.querySelectorAll('body *')].filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.unseen, .skip'));
  return { header: box('.top').height, work: box('#work').top, widget: box('#kontomatik').top, height: innerHeight, scroll: document.documentElement.scrollWidth - innerWidth, wide: wide.map((e) => e.id || e.className || e.tagName) };
})()`

type measures struct {
	Header, Work, Widget, Height, Scroll float64
	Wide                                 []string
}

// atSandbox opens the page with the sandbox's widget in a window of that size.
func atSandbox(t *testing.T, b *browsertest.Browser, sb *sandbox.Sandbox, language string, w, h int64, features ...string) (*terminal, *browsertest.Tab) {
	t.Helper()
	o := sandboxOptions(sb)
	o.Language = language
	d := begin(t, o, intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{Country: "pl"}})
	tab := b.Open("about:blank")
	tab.Size(w, h, w < 500)
	tab.Prefer(features...)
	tab.Go(d.trusted())
	tab.Frame(sb.WidgetOrigin() + "/signin/").WaitVisible("#bank-KontoBankApi")
	return d, tab
}

// On a phone the page's header takes a fifth at most, in every language, and nothing is wider than the screen; nor is it
// where the text is twice as large.
func TestBrowserPageFitsPhonesAndLargeText(t *testing.T) {
	b := browsertest.Start(t)
	sb := sandbox.Start(t)
	for i, l := range []string{"en", "pl", "cs", "es"} {
		dark := []string{"light", "dark"}[i%2]
		d, tab := atSandbox(t, b, sb, l, 360, 640, "prefers-color-scheme", dark)
		m := browsertest.Eval[measures](tab, sheet)
		if m.Header > m.Height/5 || m.Scroll > 0 || len(m.Wide) > 0 {
			t.Errorf("%s on a phone: header %v of %v, %v too wide: %q", l, m.Header, m.Height, m.Scroll, m.Wide)
		}
		if m.Work > m.Height/3 {
			t.Errorf("%s on a small phone: the sign-in begins at %v of %v", l, m.Work, m.Height)
		}
		tab.Size(390, 844, true)
		if m := browsertest.Eval[measures](tab, sheet); m.Work > m.Height/5 {
			t.Errorf("%s on a phone: the sign-in begins at %v of %v, below more than a fifth", l, m.Work, m.Height)
		}
		tab.Size(375, 667, true)
		if m := browsertest.Eval[measures](tab, sheet); m.Work > m.Height/5 {
			t.Errorf("%s on a phone of 375 by 667: the sign-in begins at %v, below more than a fifth", l, m.Work)
		}
		tab.Shot(fmt.Sprintf("phone360-%s-%s", l, dark))
		tab.Size(640, 400, false) // 1280 by 800 at 200 %
		if m := browsertest.Eval[measures](tab, sheet); m.Scroll > 0 || len(m.Wide) > 0 {
			t.Errorf("%s at 200 %%: %v too wide: %q", l, m.Scroll, m.Wide)
		}
		browsertest.Eval[bool](tab, "(document.documentElement.style.fontSize = '200%', true)")
		tab.Size(320, 568, true)
		if m := browsertest.Eval[measures](tab, sheet); m.Scroll > 0 || len(m.Wide) > 0 {
			t.Errorf("%s with text twice as large: %v too wide: %q", l, m.Scroll, m.Wide)
		}
		tab.Shot("phone320-large-" + l)
		tab.Close()
		_ = d.page.Close()
	}
}

// Page and widget speak one language from the first moment on, and switch together.
func TestBrowserPageAndWidgetSpeakOneLanguage(t *testing.T) {
	b := browsertest.Start(t)
	sb := sandbox.Start(t)
	d, tab := atSandbox(t, b, sb, "cs", 1280, 800)
	widget := func() *browsertest.Tab { return tab.Frame(sb.WidgetOrigin() + "/signin/") }
	first := map[string]string{"en": "Choose your bank", "pl": "Wybierz swój bank", "cs": "Vyberte svou banku", "es": "Elija su banco"}
	title := map[string]string{"en": "Confirm your bank account", "pl": "Potwierdź swoje konto", "cs": "Potvrďte svůj bankovní", "es": "Confirme su cuenta"}
	frame := map[string]string{"en": "Bank sign-in", "pl": "Logowanie do banku", "cs": "Přihlášení k bance", "es": "Acceso al banco"}
	speaks := func(l string) {
		t.Helper()
		tab.WaitFor(fmt.Sprintf("document.querySelector('#kontomatik iframe').title === '%s'", frame[l]))
		tab.WaitText("#title", title[l])
		tab.WaitFor(fmt.Sprintf("document.querySelector('#kontomatik iframe').src.includes('locale=%s')", map[string]string{"cs": "cz"}[l]+strings.TrimPrefix(l, "cs")))
		widget().WaitText("body", first[l])
	}
	speaks("cs")
	for _, l := range []string{"pl", "es", "en"} {
		tab.Choose("#language", l)
		speaks(l)
	}
	customer(sb, "Test123").InSandbox(tab)
	if _, err := d.end(); err != nil {
		t.Error(err)
	}
	if n := d.count(intake.LinkViolation) + d.count(intake.LinkPageError) + d.count(intake.LinkRefused); n > 0 {
		t.Errorf("trouble: %v", d.kinds())
	}
}

// While the customer is at the bank another language would begin the sign-in again: it cannot be chosen then.
func TestBrowserKeepsTheLanguageWhileTheCustomerIsAtTheBank(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	frame := tab.Frame(w.origin + "/signin/")
	frame.Click("#bank")
	tab.WaitFor("!document.querySelector('#language').disabled")
	frame.Click("#go")
	tab.WaitFor("document.querySelector('#language').disabled")
	tab.Window(w.origin + "/bank").ClickLast("#ok")
	if _, err := d.end(); err != nil {
		t.Error(err)
	}
	tab.WaitFor("!document.querySelector('#language').disabled")
}

// What assistive technology is told: one main heading, landmarks, names for all that can be used, in the order of the page.
func TestBrowserTellsAssistiveTechnologyWhatThereIs(t *testing.T) {
	b := browsertest.Start(t)
	sb := sandbox.Start(t)
	_, tab := atSandbox(t, b, sb, "en", 1280, 800)
	parts := tab.Parts()
	var said []string
	for _, p := range parts {
		said = append(said, strings.TrimSpace(p.Role+" "+p.Name))
	}
	at := 0
	for _, want := range []string{"RootWebArea Account verification", "link Skip to the sign-in", "banner", "Account verification", "Sandbox – invented data", "combobox Language", "main",
		"region Confirm your bank account", "heading Confirm your bank account", "Choose your bank, sign in, and confirm", "Your code", "list Progress", "listitem", "Sign in at your bank",
		"region Bank sign-in", "Iframe", "Your login and password go only"} {
		i := slices.IndexFunc(said[at:], func(s string) bool { return strings.Contains(s, want) })
		if i < 0 {
			t.Fatalf("%q is not told, or not in its place, of\n%s", want, strings.Join(said, "\n"))
		}
		at += i
	}
	headings := 0
	for _, p := range parts {
		if p.Role == "heading" {
			headings++
		}
		if slices.Contains([]string{"button", "link", "combobox", "textbox", "checkbox", "Iframe", "progressbar", "image"}, p.Role) && p.Name == "" {
			t.Errorf("a %s has no name:\n%s", p.Role, strings.Join(said, "\n"))
		}
	}
	if headings != 1 {
		t.Errorf("%d headings:\n%s", headings, strings.Join(said, "\n"))
	}
	for _, p := range tab.Frame(sb.WidgetOrigin() + "/signin/").Parts() {
		if slices.Contains([]string{"button", "link", "combobox", "textbox", "searchbox", "checkbox", "radio", "image"}, p.Role) && p.Name == "" {
			t.Errorf("in the widget a %s has no name", p.Role)
		}
	}
}

// Nothing moves where the user wants no motion, and with forced colours what has the focus and the current step still show.
func TestBrowserHeedsWhatTheUserPrefers(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open("about:blank")
	moving := `document.getAnimations().filter((a) => a.playState === 'running').length`
	tab.Go(d.trusted())
	tab.Frame(w.origin + "/signin/").WaitVisible("#bank")
	for motion, want := range map[string]bool{"no-preference": true, "reduce": false} {
		tab.Prefer("prefers-reduced-motion", motion)
		browsertest.Eval[bool](tab, "import('/view.js').then(v => (v.show({view: 'loading'}), true))")
		if got := browsertest.Eval[int](tab, moving) > 0; got != want {
			t.Errorf("%s: something moves: %v", motion, got)
		}
	}
	browsertest.Eval[bool](tab, "import('/view.js').then(v => (v.show({view: 'signIn'}), true))")
	tab.Prefer("forced-colors", "active")
	if !browsertest.Eval[bool](tab, `(() => {
  const current = getComputedStyle(document.querySelector('.steps [aria-current]'), '::before'), other = getComputedStyle(document.querySelector('#step3'), '::before');
  document.querySelector('#language').focus({ focusVisible: true });
  const focus = getComputedStyle(document.querySelector('#language'));
  return current.borderColor !== other.borderColor && focus.outlineStyle !== 'none' && parseFloat(focus.outlineWidth) >= 2;
})()`) {
		t.Error("with forced colours the current step or the focus does not show")
	}
	tab.Shot("forced-colours")
}

// After the import of a case the page asks what comes next, in the customer's language, and goes where the answer leads.
func TestBrowserAsksWhatComesNext(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	asked := make(chan string, 9)
	url, fails := "", true
	o := w.options()
	o.Language = "pl"
	o.Next = func(_ context.Context, step intake.NextStep, name string) (string, error) {
		asked <- string(step) + " " + name
		if fails {
			return "", errors.New("busy")
		}
		return url, nil
	}
	saved := func() (*terminal, *browsertest.Tab) {
		d := begin(t, o, intake.Request{OwnerExternalID: "app-1"})
		tab := b.Open("about:blank")
		tab.Size(360, 640, true)
		tab.Go(d.trusted())
		clickThrough(tab, w)
		if _, err := d.end(); err != nil {
			t.Fatal(err)
		}
		d.page.Follow(intake.Event{State: intake.Importing})
		tab.WaitText("#progressText", "będzie jeszcze jedno pytanie")
		if !browsertest.Eval[bool](tab, "document.querySelector('#next').hidden && document.querySelector('#resultClose').hidden") {
			t.Error("before anything is saved it is asked, or the tab may be closed")
		}
		d.page.Follow(intake.Event{State: intake.Done})
		tab.WaitVisible("#next [data-step=bank]")
		tab.WaitText("#next", "Czy dodać jeszcze jedno konto?")
		if !browsertest.Eval[bool](tab, "document.querySelector('#resultClose').hidden") {
			t.Error("while it asks, the tab may be closed")
		}
		return d, tab
	}
	_, tab := saved()
	tab.Shot("next-phone")
	tab.Click("#next [data-step=applicant]")
	tab.Click("#nextPerson button") // without a name
	tab.Type("#nextName", "Maria Wymyślona")
	tab.Click("#nextPerson button")
	tab.WaitText("#nextText", "Nie udało się")
	if got := <-asked; got != "applicant Maria Wymyślona" || len(asked) > 0 {
		t.Errorf("asked for %q and %d more", got, len(asked))
	}
	fails = false
	tab.Click("#nextPerson button")
	tab.WaitText("#nextText", "prześle link")
	tab.WaitFor("document.querySelector('#next').hidden")
	_, finished := saved()
	finished.Click("#next [data-step=finish]")
	finished.WaitText("#resultClose", "Możesz zamknąć")
	url = begin(t, o, intake.Request{OwnerExternalID: "app-1"}).trusted()
	_, leads := saved()
	leads.Click("#next [data-step=bank]")
	leads.WaitFor("location.pathname === '/sign-in' && location.origin === '" + url[:strings.Index(url, "/#")] + "'")
	leads.Frame(w.origin + "/signin/").WaitVisible("#bank")
}
