package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/background"
	"aisdesk/tui/pane"
)

const linkURL = "http://127.0.0.1:43121/#ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// emit lets the verification in progress say something and time go on so that it is seen.
func (p *desktop) emit(events ...intake.Event) *desktop {
	for _, e := range events {
		if e.At.IsZero() {
			e.At = clock()
		}
		p.world.last.events <- e
		p.Wait(200 * time.Millisecond)
	}
	return p
}

func linking(l intake.LinkEvent) intake.Event {
	return intake.Event{State: intake.Linking, OwnerExternalID: "owner-ab12cd", Link: &l}
}

func ready() intake.Event {
	return linking(intake.LinkEvent{Kind: intake.LinkReady, URL: linkURL, Forward: "ssh -L 43121:127.0.0.1:43121 HOST"})
}

func signedIn() intake.Event {
	e := linking(intake.LinkEvent{Kind: intake.LinkSuccess, Target: text.Clean("KontoBankApi"), OfficialName: text.Clean("KontoBank")})
	e.State = intake.SignedIn
	return e
}

func poll(n int, progress float64) intake.Event {
	return intake.Event{State: intake.Importing, Poll: &intake.Poll{CommandID: "455000001", Attempt: n, State: "in_progress",
		Progress: progress, Delay: 3 * time.Second, ServerTime: frozen}}
}

func demo() Options { return Options{Start: Start{At: AtVerify}} }

func TestVerificationFromLinkToPanes(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready())
		p.Sees(linkURL, "pairing code known once the page is open", "ssh -L 43121:127.0.0.1:43121 HOST", "test1 / Test123", "SANDBOX")
		p.emit(
			linking(intake.LinkEvent{Kind: intake.LinkOpening}), linking(intake.LinkEvent{Kind: intake.LinkPageOpened, PairingCode: "KQF-347"}),
			linking(intake.LinkEvent{Kind: intake.LinkInitialized}), linking(intake.LinkEvent{Kind: intake.LinkStarted}),
			linking(intake.LinkEvent{Kind: intake.LinkTargetSelected, OfficialName: text.Clean("KontoBank")}),
			linking(intake.LinkEvent{Kind: intake.LinkCredentialEntered}), linking(intake.LinkEvent{Kind: intake.LinkCredentialEntered}))
		p.Sees("KQF-347  the page shows the same code", "✓ page opened", "✓ bank chosen  KontoBank", "✓ credentials entered  x2", "• sign in")
		p.goldens(t, "link")
		p.emit(signedIn(), poll(1, 0), poll(2, 40))
		p.Sees("Import from KontoBank", "command 455000001", " 40 %", "it is in progress", "✓ import accepted")
		p.goldens(t, "importing")
		p.Size(80, 24).Sees("Nothing has to be done", "They are counted as the bank")
		p.emit(intake.Event{State: intake.Importing, Arrived: &intake.Arrived{Accounts: 2, Cards: 1, Rows: 3100}})
		for _, s := range sizes {
			p.Size(s[0], s[1]).Sees("3100", "accounts     2", "cards        1", "Provisional")
		}
		p.Size(120, 40).Sees("What comes next", "keeps the result for 24 hours", "customer id  owner-ab12cd")
		p.emit(intake.Event{State: intake.Saving}, intake.Event{State: intake.Done, Saved: "20260504T093000Z-new"})
		p.world.last.end <- nil
		p.Wait(time.Second)
		p.Sees("1 Overview", "Halina Przykładowa", "SANDBOX")
		if len(p.world.opened) != 1 || p.world.opened[0] != "20260504T093000Z-new" {
			t.Errorf("opened %v", p.world.opened)
		}
		p.Press("esc", "esc").Sees("New verification") // nothing of the way there is left
	})
}

// In a small window, too, it is said what failed, what happens now and what comes next, each to its end.
func TestASmallWindowSaysWhatFailedAndWhatComesNext(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		e := poll(2, 0)
		e.Poll.Transient = errors.New("poll the command at api.example: dial tcp 192.0.2.7:443: connect: connection refused (end)")
		p.emit(ready(), signedIn(), poll(1, 0), e)
		p.Size(80, 24).Sees("The last question failed", "refused (end)", "the customer may close the page.", "Esc cancels, after asking.", "2 times, 1 failed")
		f := p.world
		f.calls = append(f.calls, aisclient.Exchange{Started: clock(), Op: "poll the command", Status: 503, Duration: 40 * time.Millisecond})
		p.Send(pane.Callback(func() tea.Cmd { return nil })).Size(200, 50).Sees("poll the command", "503", "refused (end)")
	})
}

// The message that brings the last events may overtake, or be overtaken by, the one that says that the verification has
// ended: what was saved opens all the same.
func TestEndOvertakesTheLastEvents(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready(), signedIn(), poll(1, 60))
		v, f := p.root.flow, p.root.flow.flow
		f.events = background.NewQueue[intake.Event](nil) // nobody but this test waits for its events
		f.events.Push(intake.Event{State: intake.Saving})
		f.events.Push(intake.Event{State: intake.Done, Saved: "20260504T093000Z-new"})
		onItsWay := v.listen(f)()
		p.Send(pane.Callback(func() tea.Cmd { return v.finish(nil) }))
		p.Send(onItsWay)
		p.Sees("1 Overview").SeesNot("Failed")
		p.world.last.end <- nil
	})
}

// The link must be whole on a line of its own, also where nothing else would fit beside it.
func TestLinkStandsOnALineOfItsOwn(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready())
		for w := 60; w <= 200; w += 7 {
			p.Size(w, 24)
			found := false
			for _, l := range lines(p.Screen()) {
				found = found || trim(l) == linkURL
			}
			if !found {
				t.Fatalf("at %d columns:\n%s", w, p.Screen())
			}
		}
	})
}

func TestLinkKeys(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready())
		p.Press("c").Sees("copied the link")
		if !strings.Contains(p.clip.String(), "\x1b]52;c;aHR0c") { // http in base64
			t.Errorf("the terminal got %q", p.clip.String())
		}
		p.Press("o")
		if p.world.last.again != 1 {
			t.Error("o did not open the page again")
		}
		p.world.last.pasteErr = errors.New("not a session of the sign-in widget")
		p.Press("p").Sees("Paste a session").Type("KontoBankApi 123q ff")
		p.SeesNot("123q") // a session is as good as a password
		p.Press("enter").Sees("not a session of the sign-in")
		p.world.last.pasteErr = nil
		p.Press("esc").Type("KontoBankApi 123 ff").Press("enter").SeesNot("Paste a session")
		if got := p.world.last.pasted; len(got) != 2 || got[1] != "KontoBankApi 123 ff" {
			t.Errorf("pasted %q", got)
		}
	})
}

// A page that was opened by its address has a code that only the page shows: it is typed here, before the sign-in with
// k, or when a sign-in waits for it. A second reader is told.
func TestCodeOfACustomersPage(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready(), linking(intake.LinkEvent{Kind: intake.LinkPageOpened, ByAddress: true}))
		p.Sees("pairing code type the one that the customer's page shows: k")
		p.Press("k").Sees("Code of the customer's page").Press("esc").SeesNot("Code of the customer's page")
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkSecondReader, ByAddress: true}))
		p.Sees("The page was opened a", "somebody else")
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkCodeWanted, OfficialName: text.Clean("KontoBank")}))
		p.world.last.codeErr = errors.New("no page shows that code")
		p.Sees("Code of the customer's page").Type("kqf-q47").Press("enter").Sees("no page shows that code")
		p.world.last.codeErr = nil
		p.Type("kqf347").Press("enter").SeesNot("Code of the customer's page")
		if got := p.world.last.codes; len(got) != 2 || got[1] != "kqf347" {
			t.Errorf("codes %q", got)
		}
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkCodeConfirmed, PairingCode: "KQF-347"}))
		p.Sees("KQF-347  the page shows the same code").SeesNot("the page's code")
	})
}

// Who presses the k that the line names as the entry opens by itself has not begun the code with it.
func TestTheKeyOfTheCodesEntryIsNoPartOfTheCode(t *testing.T) {
	for typed, want := range map[string]string{"kaaa-111": "aaa-111", "kkqf347": "kqf347", "kqf347": "kqf347", "kqf-347": "kqf-347"} {
		in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
			p.emit(ready(), linking(intake.LinkEvent{Kind: intake.LinkPageOpened, ByAddress: true}), linking(intake.LinkEvent{Kind: intake.LinkCodeWanted}))
			p.Type(typed).Press("enter").SeesNot("Code of the customer's page")
			if got := p.world.last.codes; len(got) != 1 || got[0] != want {
				t.Errorf("%s: codes %q, want %s", typed, got, want)
			}
		})
	}
}

// A page that is closed shows no code. The page that is opened in its place has another, which can be typed, whether or not the
// first one's was.
func TestCodeOfAPageThatIsOpenedAgain(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		const typing, same = "pairing code type the one that the customer's page shows: k", "the page shows the same code"
		p.emit(ready(), linking(intake.LinkEvent{Kind: intake.LinkPageOpened, ByAddress: true}),
			linking(intake.LinkEvent{Kind: intake.LinkCodeConfirmed, PairingCode: "KQF-347"}))
		p.Sees("KQF-347  " + same)
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkCodeShown}), linking(intake.LinkEvent{Kind: intake.LinkTabClosed}))
		p.SeesNot("KQF-347", same).Sees(typing)
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkSecondReader, ByAddress: true}))
		p.Sees(typing).Press("k").Sees("Code of the customer's page").Press("esc")
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkCodeShown, PairingCode: "KQF-347"}))
		p.Sees("KQF-347  " + same)
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkCodeWanted}))
		p.Press("esc").SeesNot(same).Sees(typing).Press("k").Sees("Code of the customer's page")
	})
}

// Whatever the page says beside the steps is told in words with a next step, and the verification goes on.
func TestWhatHappensOnThePage(t *testing.T) {
	for _, c := range []struct {
		name  string
		event intake.LinkEvent
		sees  []string
	}{
		{"no browser", intake.LinkEvent{Kind: intake.LinkOpenFailed, Detail: text.Clean("there is no desktop")},
			[]string{"The browser was not opened", "c copies it", "! browser did not open"}},
		{"closed tab", intake.LinkEvent{Kind: intake.LinkTabClosed}, []string{"tab was closed", "Open the page again"}},
		{"wrong password", intake.LinkEvent{Kind: intake.LinkWidgetError, Cause: text.Clean("InvalidCredentials")},
			[]string{"InvalidCredentials", "sign in"}},
		{"blocked", intake.LinkEvent{Kind: intake.LinkWidgetError, Cause: text.Clean("AccessBlocked")}, []string{"AccessBlocked", "call the bank"}},
		{"unsupported", intake.LinkEvent{Kind: intake.LinkUnsupportedTarget, Target: text.Clean("Obscure")}, []string{"Obscure", "another bank"}},
		{"no widget", intake.LinkEvent{Kind: intake.LinkPageError, Detail: text.Clean("the script did not load")}, []string{"the script did", "Reload"}},
		{"violation", intake.LinkEvent{Kind: intake.LinkViolation, Detail: text.Clean("script-src")}, []string{"blocked something"}},
		{"refused", intake.LinkEvent{Kind: intake.LinkRefused, Detail: text.Clean("wrong host")}, []string{"refused: wrong"}},
	} {
		in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
			p.emit(ready(), linking(c.event))
			p.Size(120, 40).Sees(c.sees...).Sees(linkURL)
		})
	}
}

func TestCancelAsksAndSaysWhatIsKept(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready())
		p.Press("esc").Sees("Cancel this verification?", "Nothing is saved yet", "keep going")
		p.goldens(t, "cancel")
		p.Press("n").SeesNot("Cancel this verification?").Sees(linkURL)
		p.Press("esc", "enter").Sees(linkURL) // the safe answer has the cursor
		p.Press("esc", "y")
		p.Wait(time.Second)
		p.Sees("Cancelled before the sign-in", "Nothing was saved", "begin again")
		if p.world.running != 0 {
			t.Error("the verification still runs")
		}
		p.Press("esc").Sees("New verification", "Recent imports")
	})
}

// A failure at every stage is a screen with cause, the provider's name for it, and the next step.
func TestEveryFailureIsAScreen(t *testing.T) {
	apiError := func(kind aisclient.Kind, name, next string) error {
		return &aisclient.Error{Kind: kind, Op: "import", Method: "POST", Host: "api.example", Path: "/v1/command/default-import.xml",
			HTTPStatus: 400, Name: name, Message: text.Clean("Session expired."), Friendly: text.Clean("Sesja wygasła."), Next: next}
	}
	for _, c := range []struct {
		name string
		err  error
		sees []string
	}{
		{"session", apiError(aisclient.KindSession, "InvalidSessionId", "Ask the customer to sign in again."),
			[]string{"can no longer be used", "InvalidSessionId", "Sesja wygasła.", "sign in again", "HTTP 400", "begin again"}},
		{"key", apiError(aisclient.KindAuth, "", "Check the key and the IP address."), []string{"refuses access", "Check the key"}},
		{"bank", apiError(aisclient.KindBank, "IO", "Try later."), []string{"The bank did not deliver", "Try later."}},
		{"transport", apiError(aisclient.KindTransport, "", "Check the network."), []string{"cannot be reached", "Check the network."}},
		{"owner", &intake.OwnerMismatch{Want: text.Clean("owner-ab12cd"), Got: text.Clean("owner-evil")}, []string{"owner-evil", "Do not trust this sign-in"}},
		{"link", intake.ErrLinkTimeout, []string{"begin again"}},
		{"plain", errors.New("no space left on device"), []string{"No space left on device"}},
	} {
		in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
			p.emit(ready(), intake.Event{State: intake.Failed, Err: c.err})
			p.world.last.end <- c.err
			p.Wait(time.Second)
			p.Sees("Failed", "Nothing was saved.").Sees(c.sees...)
			if c.name == "session" {
				p.goldens(t, "failed")
			}
			p.Press("i").Sees("Calls", "/v1/catalog.xml").Press("esc").Sees("Failed")
			p.Press("r")
			p.Wait(time.Second)
			if len(p.world.plans) != 2 {
				t.Errorf("%s: r began %d verifications", c.name, len(p.world.plans))
			}
			p.Press("q").Sees("Quit while a verification is running?").Press("y")
			if !p.Quit() {
				t.Error("the program did not end")
			}
		})
	}
}

// Where the provider goes on with the import, or keeps its result, the screen offers to go on with it.
func TestAFailureInBetweenOffersToGoOn(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		lost := &aisclient.Error{Kind: aisclient.KindTransport, Op: "command status", Err: errors.New("connection reset"), Next: "It can be resumed."}
		p.emit(ready(), signedIn(), poll(1, 40), intake.Event{State: intake.Failed, Err: lost, Pending: "455000001"})
		p.world.last.end <- lost
		p.Wait(time.Second)
		p.Sees("Failed", "It can be resumed.", "resume the import")
		p.Press("u").Sees("Import").SeesNot("Failed")
	})
}

// A reply that was saved and cannot be decoded is not lost: the screen says where it is.
func TestFailureAfterSavingNamesTheReply(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		bad := &aisclient.DecodeError{Path: "reply/command/result/accounts/account[2]/currencyBalance", Line: 7, Offset: 99, What: "bad amount"}
		p.emit(ready(), signedIn(), poll(1, 0), intake.Event{State: intake.Saving, Saved: "20260504T093000Z-new"},
			intake.Event{State: intake.Failed, Err: bad})
		p.world.last.end <- bad
		p.Wait(time.Second)
		p.Sees("Failed", "saved as 20260504T093000Z-new", "account[2]", "open the saved reply").SeesNot("Nothing was saved")
		p.world.openErr = errors.New("the reply holds no import")
		p.Press("o").Wait(time.Second)
		p.Sees("holds no import").Press("esc").Sees("account[2]", "begin again") // back to what failed first, with its ways on
		p.world.openErr = nil
		p.Press("o").Wait(time.Second)
		p.Sees("1 Overview").Press("esc", "esc").Sees("New verification").SeesNot("begin again")
	})
}

func TestBeginThatFailsIsAScreen(t *testing.T) {
	f := newFake()
	f.beginErr = errors.New("port 8123 is taken by another program; choose another with --port")
	in(t, f, demo(), func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Sees("Failed", "Port 8123 is taken", "begin again")
	})
}

func TestResumeFromHome(t *testing.T) {
	f := newFake()
	f.pending = []app.Pending{{CommandID: text.Clean("455000009"), OwnerExternalID: text.Clean("owner-old"), Target: text.Clean("KontoBank"), Environment: text.Clean("sandbox"),
		Started: frozen.Add(-20 * time.Minute)}}
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Sees("Resume the import", "455000009", "20 m 00 s ago")
		p.goldens(t, "home-pending")
		p.Press("u").Sees("Import from KontoBank", "owner-old")
		p.emit(poll(3, 80)).Sees(" 80 %")
		p.Press("esc").Sees("goes on at the provider").Press("y")
		p.Wait(time.Second)
		p.Sees("Cancelled")
		p.Press("h", "x").Sees("Discard the unfinished import?").Press("y").SeesNot("Resume the import")
	})
}

func TestAutoImportSaysWhereTheResultIs(t *testing.T) {
	f := newFake()
	f.env.AutoImportURL = "https://insight.kontomatik.com"
	in(t, f, demo(), func(t *testing.T, p *desktop) {
		p.emit(ready(), signedIn(), intake.Event{State: intake.Done})
		p.world.last.end <- nil
		p.Wait(time.Second)
		p.Sees("The provider imports by itself", "insight.kontomatik.com").SeesNot("Nothing was saved")
	})
}

// Progress that pours in must not cost a frame each: it comes in batches, about ten a second.
func TestProgressIsCoalesced(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready(), signedIn())
		before := len(p.Sent)
		for i := range 50 {
			p.world.last.events <- poll(i, float64(i))
			time.Sleep(10 * time.Millisecond)
		}
		p.Wait(200 * time.Millisecond)
		if n := len(p.Sent) - before; n > 12 {
			t.Errorf("500 ms of progress made %d messages", n)
		}
		p.Sees("49 %")
	})
}

func TestQuitAtAnyPointEndsTheVerification(t *testing.T) {
	for _, steps := range [][]intake.Event{nil, {ready()}, {ready(), signedIn()}, {ready(), signedIn(), poll(1, 10)}} {
		f := newFake()
		in(t, f, demo(), func(t *testing.T, p *desktop) {
			p.Wait(100 * time.Millisecond)
			p.emit(steps...)
			p.Press("ctrl+c")
			if !p.Quit() {
				t.Error("ctrl+c did not quit")
			}
			p.root.close()
			if f.running != 0 {
				t.Error("the verification outlived the program")
			}
		})
	}
}

// A session can be pasted without opening the field first; a paste on any other screen does nothing.
func TestPasteGoesToTheLinkOnly(t *testing.T) {
	paste := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("q KontoBankApi 123 ff\n"), Paste: true}
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(paste).Sees("Recent imports")
		if p.Quit() {
			t.Error("the q of a paste quit the program")
		}
	})
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		p.emit(ready())
		p.Send(paste)
		if got := p.world.last.pasted; len(got) != 1 || got[0] != "q KontoBankApi 123 ff\n" {
			t.Errorf("pasted %q", got)
		}
		p.SeesNot("123 ff")
	})
}
