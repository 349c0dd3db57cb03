package localserver

import (
	"fmt"
	"net"
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
)

// overLine serves the page through a line that the test can cut, as a forwarded port is.
func overLine(t *testing.T, d *terminal) (*switchboard, string) {
	t.Helper()
	line := newSwitchboard(t, strings.TrimPrefix(d.base(), "http://"))
	_, port, _ := net.SplitHostPort(line.Addr().String())
	return line, "http://127.0.0.1:" + port + "/#" + d.page.door.file
}

func TestBrowserComesBackAfterACutLine(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	line, url := overLine(t, d)
	tab := b.Open(url)
	d.wait(intake.LinkStarted)
	for range 3 {
		line.hangUp()
		browsertest.Eval[bool](tab, "new Promise(r => setTimeout(() => r(true), 400))")
	}
	clickThrough(tab, w)
	if _, err := d.end(); err != nil || d.count(intake.LinkTabClosed) != d.count(intake.LinkTabBack) {
		t.Errorf("%v; the terminal saw %v", err, d.kinds())
	}
	line.hangUp()
	d.page.Follow(intake.Event{State: intake.Importing, Poll: &intake.Poll{Progress: 30}})
	tab.WaitFor("document.querySelector('#bar').value === 30")
}

func TestBrowserSaysThatTheProgramIsGone(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	line, url := overLine(t, d)
	waiting, late := b.Open(url), b.Open(url)
	waiting.WaitVisible("iframe")
	late.WaitVisible("iframe")
	line.Close()
	line.hangUp()
	browsertest.Eval[bool](late, fmt.Sprintf("(embeddedWith.onSuccess('KontoBankApi', '1', %q, {}), true)", signature))
	late.WaitText("#result", "could not be handed over")
	waiting.WaitText("#result", "connection to the program was lost")
}

// A session that the terminal got another way, by pasting, ends the page's own sign-in; the customer is not told
// that it was cancelled.
func TestBrowserLearnsOfAPastedSession(t *testing.T) {
	b := browsertest.Start(t)
	w := newTestWidget(t)
	d := begin(t, w.options(), intake.Request{OwnerExternalID: "app-1"})
	tab := b.Open(d.trusted())
	tab.WaitVisible("iframe")
	d.stop(nil)
	_, _ = d.end()
	d.page.Follow(intake.Event{State: intake.Importing})
	tab.WaitText("#result", "completed in another tab or window")
}
