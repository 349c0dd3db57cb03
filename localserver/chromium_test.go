package localserver

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
)

// clickThrough goes through the test widget with clicks, the bank's window included.
func clickThrough(page *browsertest.Tab, w *testWidget) {
	frame := page.Frame(w.origin + "/signin/")
	frame.Click("#bank")
	frame.Type("#login", "test1")
	frame.Click("#go")
	page.Window(w.origin + "/bank").ClickLast("#ok")
}

func TestBrowserSignsInThroughTheBanksWindow(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{Locale: "en", AccessMode: intake.AccessMixed}})
	tab := b.Open(d.trusted())
	if e := d.wait(intake.LinkPageOpened); !strings.Contains(func() string { tab.WaitText("#code", "-"); return tab.Text("#code") }(), e.PairingCode) {
		t.Errorf("the page shows the code %q, the terminal %q", tab.Text("#code"), e.PairingCode)
	}
	clickThrough(tab, w)
	s, err := d.end()
	if err != nil || s.ID != "455164974" || s.Signature.Reveal() != signature || s.MultipleAccessID.Reveal() != "ma-1" {
		t.Fatalf("session %+v, %v", s, err)
	}
	tab.WaitText("#result", "The sign-in is done")
	tab.WaitText("#result", "You can close this tab")
	want := []intake.LinkKind{intake.LinkReady, intake.LinkNotOpened, intake.LinkPageOpened, intake.LinkInitialized, intake.LinkStarted, intake.LinkTargetSelected, intake.LinkCredentialEntered, intake.LinkSuccess}
	if got := d.kinds(); !equalJSON(got, want) {
		t.Errorf("the terminal saw %v", got)
	}
	d.page.Follow(intake.Event{State: intake.Importing, Poll: &intake.Poll{Progress: 60}})
	tab.WaitText("#progressText", "being fetched")
	tab.WaitFor("document.querySelector('#bar').value === 60")
	d.page.Follow(intake.Event{State: intake.Done})
	tab.WaitText("#progressText", "All data has arrived")
	if err := d.page.Close(); err != nil {
		t.Error(err)
	}
	tab.WaitText("#result", "The sign-in is done")
}

// The provider's own host never learns the token, though its script runs in the page.
func TestBrowserKeepsTheTokenOutOfTheAddress(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	d.wait(intake.LinkStarted)
	for _, when := range []string{"after the load", "after a reload"} {
		if got := browsertest.Eval[string](tab, "location.href"); got != d.base()+"/sign-in" {
			t.Errorf("%s the address is %s", when, got)
		}
		if got := browsertest.Eval[string](tab, "document.cookie"); got != "" {
			t.Errorf("%s there is a cookie: %s", when, got)
		}
		if got := browsertest.Eval[int](tab, "history.length"); got > 2 {
			t.Errorf("%s the history holds %d entries", when, got)
		}
		tab.Reload()
		tab.Frame(w.origin + "/signin/").WaitVisible("#bank")
	}
	seen := w.received()
	if strings.Contains(seen, d.page.door.file) || strings.Contains(strings.ToLower(seen), "referer:[http://127") {
		t.Errorf("the widget's host received the token or the page's address as referrer:\n%s", seen)
	}
	if !strings.Contains(seen, "widgetEmbeddedUrl="+url.QueryEscape(d.base()+"/sign-in")+"&") {
		t.Errorf("the widget was not told where it stands:\n%s", seen)
	}
	other := b.Open(d.base() + "/")
	other.WaitText("#result", "Open this page from the terminal")
	clickThrough(tab, w)
	if _, err := d.end(); err != nil {
		t.Error(err)
	}
}

func TestBrowserSecondTabLearnsOfTheFirst(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	first := b.Open(d.trusted())
	first.WaitVisible("iframe")
	second := b.Open(d.trusted())
	second.WaitVisible("iframe")
	if code, answer := d.post("/session", validSession); code != 200 {
		t.Fatal(code, answer)
	}
	first.WaitText("#result", "Finished in another tab")
	second.WaitText("#result", "Finished in another tab")
}

func TestBrowserClosedTabIsNoticedAndForgiven(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	d.wait(intake.LinkStarted)
	tab.Reload()
	tab.Frame(w.origin + "/signin/").WaitVisible("#bank")
	closed := d.count(intake.LinkTabClosed) // none, but where a machine takes longer than the grace to reload
	if back := d.count(intake.LinkTabBack); closed != back {
		t.Errorf("after a reload %d closed tabs and %d that came back are told", closed, back)
	}
	tab.Close()
	d.waitFor(intake.LinkTabClosed, closed+1)
	again := b.Open(d.trusted())
	d.waitFor(intake.LinkTabBack, closed+1)
	clickThrough(again, w)
	if _, err := d.end(); err != nil {
		t.Error(err)
	}
}

func TestBrowserWidgetErrors(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	frame := tab.Frame(w.origin + "/signin/")
	frame.Click("#wrong")
	if e := d.wait(intake.LinkWidgetError); e.Cause.String() != "InvalidCredentials" || e.Detail.String() != "Wrong password." {
		t.Errorf("error: %+v", e)
	}
	frame.WaitVisible("#fatal") // the widget stays and explains
	frame.Click("#fatal")
	_, err := d.end()
	if err == nil || !strings.Contains(err.Error(), "InternalError") {
		t.Errorf("ended with %v", err)
	}
	tab.WaitText("#result", "could not be completed")
}

func TestBrowserSaysWhatToAllow(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	o := w.options()
	o.StartTimeout = 300e6
	d := begin(t, o, intake.Request{OwnerExternalID: "silent"})
	tab := b.Open(d.trusted())
	tab.WaitText("#hint", "pop-up")
	if e := d.wait(intake.LinkPageError); !strings.Contains(e.Detail.String(), "not started") {
		t.Errorf("the terminal was told %q", e.Detail)
	}
}

func TestBrowserSaysThatTheWidgetDidNotLoad(t *testing.T) {
	b := browsertest.Start(t)
	for name, script := range map[string]string{"missing": "/nowhere.js", "another script": "/empty", "nobody there": ""} {
		t.Run(name, func(t *testing.T) {
			w := newTestWidget(t)
			o := w.options()
			o.WidgetURL = w.origin + script
			if script == "" {
				w.Server.Close()
			}
			d := begin(t, o, intake.Request{OwnerExternalID: "app-1"})
			tab := b.Open(d.trusted())
			tab.WaitText("#result", "could not be loaded")
			tab.WaitVisible("#retry")
			if e := d.wait(intake.LinkPageError); !strings.Contains(e.Detail.String(), "sign-in widget") && !strings.Contains(e.Detail.String(), "SyntaxError") {
				t.Errorf("the terminal was told %q", e.Detail)
			}
		})
	}
}

// altered serves the page through a proxy that changes the answers' headers; the page takes its Host.
func altered(t *testing.T, d *terminal, change func(http.Header)) (base string) {
	t.Helper()
	target, _ := url.Parse(d.base())
	proxy := &httputil.ReverseProxy{
		FlushInterval:  -1,
		Rewrite:        func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = r.In.Host },
		ModifyResponse: func(r *http.Response) error { change(r.Header); return nil },
	}
	s := httptest.NewServer(proxy)
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s.URL
}

// With a plain same-origin opener policy the bank's window loses its opener, so the header must stay as it is.
// The proxy also shows that a forwarded port works.
func TestBrowserOpenerPolicyMatters(t *testing.T) {
	w := newTestWidget(t)
	for policy, works := range map[string]bool{"same-origin-allow-popups": true, "same-origin": false} {
		t.Run(policy, func(t *testing.T) {
			b := browsertest.Start(t)
			d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
			base := altered(t, d, func(h http.Header) { h.Set("Cross-Origin-Opener-Policy", policy) })
			tab := b.Open(base + "/#" + d.page.door.file)
			frame := tab.Frame(w.origin + "/signin/")
			frame.Click("#go")
			if !works {
				frame.WaitFor("!window.bankWindow || window.bankWindow.closed")
				return
			}
			tab.Window(w.origin + "/bank").ClickLast("#ok")
			if _, err := d.end(); err != nil {
				t.Error(err)
			}
			if d.count(intake.LinkViolation) > 0 {
				t.Errorf("breaches of the content policy: %v", d.kinds())
			}
		})
	}
}

func TestBrowserDoesNotFrameThePage(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	for _, host := range []string{"localhost", "127.0.0.1"} {
		_, port, _ := strings.Cut(strings.TrimPrefix(w.origin, "http://"), ":")
		tab := b.Open("http://" + host + ":" + port + "/frames?u=" + url.QueryEscape(d.page.URL()))
		tab.WaitVisible("iframe")
		if got := browsertest.Eval[string](tab, "(() => { try { return document.querySelector('iframe').contentDocument?.title ?? 'closed to us' } catch (e) { return e.name } })()"); strings.Contains(got, "erification") {
			t.Errorf("framed by %s the page renders: %s", host, got)
		}
	}
	if d.count(intake.LinkPageOpened) != 0 {
		t.Error("the page ran inside a frame")
	}
}

// TestBrowserShots writes pictures of the page in every language for people to look at, where AISDESK_SHOTS names
// a folder; without it only one language is pictured, and thrown away.
func TestBrowserShots(t *testing.T) {
	dir, all := os.Getenv("AISDESK_SHOTS"), []string{"en", "pl", "cs", "es"}
	if dir == "" {
		dir, all = t.TempDir(), []string{"es"}
	}
	b := browsertest.Start(t)
	w := newTestWidget(t)
	shot := func(lang string, width, height int64, dark bool, name string, act func(*terminal, *browsertest.Tab)) {
		o := w.options()
		o.Language = lang
		d := begin(t, o, intake.Request{OwnerExternalID: "app-1"})
		tab := b.Open("about:blank")
		tab.Size(width, height, width < 500)
		tab.Dark(dark)
		tab.Go(d.trusted())
		tab.WaitVisible("iframe")
		d.wait(intake.LinkStarted)
		if act != nil {
			act(d, tab)
		}
		tab.Screenshot(filepath.Join(dir, name+".png"))
		tab.Close()
		_ = d.page.Close()
	}
	done := func(d *terminal, tab *browsertest.Tab) {
		browsertest.Eval[bool](tab, "(embeddedWith.onSuccess('KontoBankApi', '455164974', '"+signature+"', {officialName: 'KontoBank'}), true)")
		d.wait(intake.LinkSuccess)
		d.page.Follow(intake.Event{State: intake.Importing, Poll: &intake.Poll{Progress: 60}})
		tab.WaitVisible("#bar")
	}
	for _, lang := range all {
		shot(lang, 1280, 800, lang == "cs", "desktop-"+lang, nil)
		shot(lang, 390, 844, lang == "es", "phone-"+lang, nil)
		shot(lang, 390, 844, lang == "pl", "phone-done-"+lang, done)
		shot(lang, 1280, 800, lang == "en", "desktop-done-"+lang, done)
	}
	shot("en", 1280, 800, false, "desktop-error", func(d *terminal, tab *browsertest.Tab) {
		d.event("error", map[string]string{"cause": "InternalError"})
		tab.WaitText("#result", "could not")
	})
	shot("en", 390, 844, false, "phone-hint", func(d *terminal, tab *browsertest.Tab) {
		browsertest.Eval[bool](tab, "import('/view.js').then(v => (v.show({hint: true}), true))")
	})
	shot("pl", 1280, 800, false, "desktop-trouble", func(d *terminal, tab *browsertest.Tab) {
		browsertest.Eval[bool](tab, "import('/view.js').then(v => (v.show({view: 'noWidget'}), true))")
	})
}
