package localserver

import (
	"fmt"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/opener"
)

// leaks is everything by which a script of the page could learn an address of the past.
const leaks = `JSON.stringify([location.href, document.referrer, document.baseURI, name, history.state,
  performance.getEntries().map(e => e.name), window.navigation ? navigation.entries().map(e => e.url) : []])`

// Security statement 25: the page proper never had the token in its address, by whichever way it was opened.
func TestBrowserPageProperNeverHadTheToken(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	given := make(chan string, 1)
	o := w.options()
	o.Openers = []opener.Opener{recording{given: given}}
	d := begin(t, o, intake.Request{OwnerExternalID: "app-1"})
	file := <-given
	for _, address := range []string{file, d.page.URL()} {
		tab := b.Open(address)
		tab.Frame(w.origin + "/signin/").WaitVisible("#bank")
		if got := browsertest.Eval[string](tab, "location.href"); got != d.base()+"/sign-in" {
			t.Errorf("opened as %s the page is at %s", address, got)
		}
		for _, when := range []string{"load", "reload"} {
			got := browsertest.Eval[string](tab, leaks)
			if strings.Contains(got, d.page.door.file) || strings.Contains(got, d.page.door.address) || strings.Contains(got, "#") {
				t.Errorf("opened as %s, after the %s, a script can read %s", address, when, got)
			}
			tab.Reload()
			tab.Frame(w.origin + "/signin/").WaitVisible("#bank")
		}
	}
	if seen := w.received(); strings.Contains(seen, d.page.door.file) || strings.Contains(seen, d.page.door.address) {
		t.Errorf("the widget's host received the token:\n%s", seen)
	}
}

// By the address the customer sees a code to tell, the sign-in waits, and typing that code in the terminal ends it well.
func TestBrowserTellsTheCodeAndWaits(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	o := w.options()
	o.Language = "en"
	d := begin(t, o, intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.page.URL())
	tab.WaitText("#codeHelp", "Tell this code")
	if browsertest.Eval[bool](tab, "!document.getElementById('second').hidden") {
		t.Error("the first tab is told of a second one")
	}
	if code, confirm := d.readConfig("stranger", d.page.door.address); !confirm || strings.Contains(tab.Text("#code"), code) {
		t.Errorf("the stranger sees %q, the customer %q", code, tab.Text("#code"))
	}
	tab.WaitText("#second", "opened a second time")
	clickThrough(tab, w)
	d.wait(intake.LinkCodeWanted)
	tab.WaitText("#result", "Tell the code")
	tab.Reload()
	tab.WaitText("#result", "Tell the code")
	if err := d.page.Confirm(tab.Text("#code")); err != nil {
		t.Fatal(err)
	}
	if s, err := d.end(); err != nil || s.ID != "455164974" {
		t.Errorf("the session is %q, %v", s.ID, err)
	}
	tab.WaitText("#result", "The sign-in is done")
	tab.WaitText("#codeHelp", "sees the same code")
	tab.Reload()
	tab.WaitText("#result", "The sign-in is done")
}

// Security statement 33: another frame of the widget's origin says nothing to the page.
func TestBrowserListensToTheWidgetsFrameOnly(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	frame := tab.Frame(w.origin + "/signin/")
	frame.WaitVisible("#bank")
	browsertest.Eval[bool](tab, fmt.Sprintf(`(() => { const f = document.createElement('iframe'); f.id = 'other'; f.src = %q; document.body.append(f); return true; })()`, w.origin+"/empty"))
	other := tab.Frame(w.origin + "/empty")
	evil := fmt.Sprintf(`(parent.postMessage({ kontomatik: { signedIn: { target: 'KontoBankApi', sessionId: '666', sessionIdSignature: %q } } }, '*'), true)`, signature)
	other.WaitFor(evil)
	// The widget's own word comes after it and is heard, so the other was not merely late.
	frame.Click("#bank")
	d.wait(intake.LinkTargetSelected)
	clickThrough(tab, w)
	if s, err := d.end(); err != nil || s.ID != "455164974" {
		t.Errorf("the session is %q, %v", s.ID, err)
	}
}
