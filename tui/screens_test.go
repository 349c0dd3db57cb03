package tui

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

func TestHomeLeadsEverywhere(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("n").Sees("Customer id").Press("esc").Sees("Recent imports")
		p.Press("l").Sees("kept until").Press("esc")
		p.Press("s").Sees("Privacy mask").Press("esc")
		p.Press("?").Sees("Keys: Home").Press("esc")
		p.Press("o").Sees("command.xml").Type("/tmp/q?1.xml").Sees("/tmp/q?1.xml") // q and ? type
		p.Press("enter")
		p.Wait(time.Second)
		p.Size(120, 60).Sees("FILE", "1 Overview", "/tmp/q?1.xml").Size(80, 24)
		p.Press("esc", "esc").Sees("Recent imports")
		p.Press("q")
		if !p.Quit() {
			t.Error("q did not quit though nothing would be lost")
		}
	})
}

func TestHomeSaysWhatIsMissing(t *testing.T) {
	f := newFake()
	f.env = app.Environment{Name: "live", API: "api.example"}
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Sees("LIVE", "real customers", "not set")
	})
	f.env = app.Environment{Name: "sandbox"}
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Sees("SANDBOX", "the sandbox's own").SeesNot("not set")
	})
}

func TestHomeAndHeaderNameTheProfile(t *testing.T) {
	f := newFake()
	f.env = app.Environment{Name: "live", Profile: "bank-b", API: "api.example"}
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Sees("LIVE  bank-b", "profile    bank-b")
		p.Press("l").Sees("LIVE  bank-b")
	})
}

func TestForm(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("n")
		p.goldens(t, "form")
		p.Type("anna@example.com").Sees("looks like an e-mail").Press("ctrl+u").Type("a b").Sees("no spaces").Press("ctrl+u")
		p.Type("PL61109010140000071219812874").Sees("looks like a personal or account number").Press("ctrl+u").Type("case-7")
		p.Press("down", "down").Sees("Which banks the sign-in shows", "yesterday")
		p.Press("right").Sees("Poland")
		p.Press("down", "enter").Sees("Choose a bank", "3 of 5", "PKO Bank Polski")
		p.goldens(t, "form-banks")
		p.Type("psd2 konto").Sees("1 of 5").Press("enter").Sees("KontoBankApi")
		p.Press("right").Sees("6 months", "one more authentication")
		p.Press("right", "right", "down").Type("2030-01-01").Sees("in the future").Press("ctrl+u").Type("2026-13-01").Sees("YYYY-MM-DD")
		p.Press("ctrl+s").Sees("YYYY-MM-DD") // begins nothing while a field is wrong
		p.Press("ctrl+u").Type("2026-01-01").Press("ctrl+s")
		p.Wait(time.Second)
		p.Sees("Sign-in")
		plan := p.world.plans[0]
		if plan.Request.OwnerExternalID != "case-7" || plan.Request.Since.String() != "2026-01-01" ||
			plan.Request.Widget.Target != "KontoBankApi" || plan.Request.Widget.Country != "pl" {
			t.Errorf("the plan is %+v", plan)
		}
		if s := p.world.settings; s.Country != "pl" || s.Target != "KontoBankApi" || s.Period != "2026-01-01" {
			t.Errorf("the form does not remember: %+v", s)
		}
	})
}

func TestFormRemembersAndWorksOffline(t *testing.T) {
	f := newFake()
	f.settings.Country, f.settings.Period, f.settings.Target = "es", "1y", "KontoBankApi_es"
	f.banks.Stale = errors.New("no network")
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Press("n").Sees("Spain", "[1 year]", "KontoBankApi_es")
		p.Press("down", "down").Sees("the provider did not")
		f.banks, f.banksErr = catalog.Catalog{}, errors.New("no network and no kept list")
		p.Press("ctrl+r").Sees("no kept list")
	})
}

func TestFormWithoutABrowser(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("n", "down", "left").Sees("Test login", "test1")
		p.Press("down", "ctrl+u", "ctrl+s").Sees("A test login is needed").Type("test2").Press("ctrl+s")
		p.Wait(time.Second)
		p.Sees("Import")
		if plan := p.world.plans[0]; plan.Method != app.SignInMock || plan.Login != "test2" {
			t.Errorf("the plan is %+v", plan)
		}
	})
}

func TestTheLibraryFindsSortsAndMarksPeople(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtLibrary}}, func(t *testing.T, p *desktop) {
		p.Press("/").Type("oscar").Sees("1 of 3", "Óscar Ejemplo").SeesNot("damaged:")
		p.Press("esc").Press("/").Type("iban:2874 -owner:oscar").Sees("1 of 3", "Halina")
		p.Press("esc").Press("/").Type("mood:x").Sees("no field", "3 imports") // what is shown stays
		p.Press("esc").Press("s").Sees("by customer", "customer↑")
		screen := p.Screen()
		if strings.Index(screen, "Halina") > strings.Index(screen, "Óscar") {
			t.Errorf("not sorted by customer:\n%s", screen)
		}
		p.Press("home", " ", " ").Sees("2 marked").Press("d")
		p.Sees("Delete 2 imports?", "Halina Przykładowa, KontoBank", "Óscar Ejemplo Muestra, KontoBank").Press("n")
		p.Press("t").Sees("2 imports stand alone: a tag begins a case for each of them")
		p.Type("vip").Press("enter").Wait(5 * time.Second)
		p.Press("t").Type("-vip").Press("enter").Wait(5 * time.Second)
		if got := strings.Join(p.world.tagged, "; "); got != "[20260503T000001Z-k1 20260502T000002Z-k2]vipfalse; [20260503T000001Z-k1 20260502T000002Z-k2]viptrue" {
			t.Errorf("tagged %s", got)
		}
		p.Press("*").Sees("3 marked").Press("*").SeesNot("marked,")
		p.Press("home", " ", " ", "d", "y").Sees("deleted 2 imports").Wait(5 * time.Second)
		p.Sees("1 import")
		if len(p.world.deleted) != 2 {
			t.Errorf("deleted %q", p.world.deleted)
		}
		p.Press("ctrl+o", "r").SeesNot("Halina", "Óscar")
	})
}

// What was saved last is chosen with the arrows, past the end of the menu or to the right of it.
func TestRecentImportsAreChosenWithTheArrows(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("right", "down").Sees("> Halina").Press("enter").Wait(time.Second)
		p.Sees("1 Overview")
		if got := p.world.opened; len(got) != 1 || got[0] != "20260502T000002Z-k2" {
			t.Errorf("opened %q", got)
		}
	})
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("end", "down").Sees("> Óscar").Press("up").Sees("> q").Press("tab", "down", "down", "enter").Sees("a damaged import cannot be opened")
	})
}

func TestRedirectShowsLinkAndCode(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtVerify, Request: app.VerificationRequest{Method: app.SignInRedirect}}}, func(t *testing.T, p *desktop) {
		long := "https://signin.example/redirect/" + strings.Repeat("abcdef0123", 9)
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkReady, URL: long}))
		var joined strings.Builder
		for _, l := range lines(p.Screen()) {
			joined.WriteString(strings.TrimRight(l, " "))
		}
		if !strings.Contains(joined.String(), long) {
			t.Errorf("the link is cut:\n%s", p.Screen())
		}
		p.Size(120, 50).Sees("QR code", "▀")
		p.Press("p").Sees("Paste a session").SeesNot("QR code").Press("esc").Sees("QR code", "▀") // what is typed is never under the code
		p.Press("v").Sees("link made", "• sign in")
	})
}

// HARDENING 3: a code of an address that no phone can reach is of no use, and says so.
func TestNoCodeForAnAddressOfThisMachine(t *testing.T) {
	for _, address := range []string{linkURL, "http://localhost:8080/redirection/x", "http://[::1]:1/"} {
		in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
			p.emit(linking(intake.LinkEvent{Kind: intake.LinkReady, URL: address}))
			p.Size(120, 50).SeesNot("QR code")
			p.Press("v").Sees("No QR code: the address leads to this machine", "with a link to send").SeesNot("█", "▀")
		})
	}
	begun := Options{Start: Start{At: AtVerify, Request: app.VerificationRequest{Method: app.SignInRedirect}}}
	in(t, newFake(), begun, func(t *testing.T, p *desktop) {
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkReady, URL: "http://localhost:8080/redirection/x"}))
		p.Size(120, 50).Sees("No QR code", "A link of the provider's own").SeesNot("begin a verification")
	})
}

func TestLibrary(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtLibrary}}, func(t *testing.T, p *desktop) {
		p.Sees("3 imports, 1 expired", "damaged:", " 1234 ")
		p.goldens(t, "library")
		p.Press("end").Sees("cannot be opened").Press("enter").SeesNot("Opening")
		p.Press("/").Type("test q1").Sees("no saved import matches").Press("esc").Sees("3 imports")
		p.Press("/").Type("test").Press("enter").Sees("1 of 3")
		p.Press("d").Sees("Delete this import?", "Halina Przykładowa, KontoBank", "cannot be restored").Press("y").Sees("deleted the import of Halina Przykładowa, KontoBank")
		if len(p.world.deleted) != 1 {
			t.Errorf("deleted %v", p.world.deleted)
		}
		p.Wait(5 * time.Second) // the notice goes
		p.Press("esc").Sees("2 imports").Press("x").Sees("Delete expired imports?").Press("y")
		p.Wait(10 * time.Second)
		p.Sees("1 import").SeesNot("damaged")
		p.Press("enter")
		p.Wait(time.Second)
		p.Sees("1 Overview").Press("esc", "esc").Sees("Saved imports")
	})
}

func TestOpenFailureNamesTheFile(t *testing.T) {
	f := newFake()
	f.openErr = errors.New("x.xml: is a directory, not a reply")
	in(t, f, Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Sees("Failed", "X.xml: is a directory", "Nothing was changed.")
	})
	f = newFake()
	f.reply = strings.Replace(sampleReply, "</currencyAmount>", "</currencyamount>", 1)
	in(t, f, Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Sees("Failed", "currencyAmount", "line 2").Press("i").Sees("whole reply", "<reply status=").Press("esc").Sees("Failed")
	})
}

// First rows show while the rest is read; a reply that turns out broken takes them away again.
func TestProvisionalRows(t *testing.T) {
	f := newFake()
	f.parts, f.loadErr = 3, errors.New("x.xml: the file ends in the middle")
	in(t, f, Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(400 * time.Millisecond)
		p.Sees("1 Overview")
		p.Wait(2 * time.Second)
		p.Sees("Failed", "ends in the middle").SeesNot("1 Overview")
	})
	f = newFake()
	f.parts = 100
	in(t, f, Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(400 * time.Millisecond)
		p.Sees("1 Overview").Press("esc", "esc").Sees("Recent imports")
		p.Wait(40 * time.Second)
		p.Sees("Recent imports") // what comes late opens nothing
	})
}

func TestInspector(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("6").Sees("Calls", "whole reply", "unknown to the decoder", "/v1/catalog.xml")
		p.Sees(`<reply status="200 OK"`)
		p.goldens(t, "inspector")
		p.Press("enter", "/").Type("żabka").Press("enter").Sees("<party>Żabka</party>")
		p.Press("esc", "esc", "down").Sees("unknown element")
		p.Press("down").Sees("GET /v1/catalog.xml?country=all", "200 OK  87 ms", `<target name="KontoBank"/>`)
		p.Press("ctrl+o").Sees("privacy mask hides", "masked").SeesNot("<target").Press("ctrl+o").Sees("<target")
		p.Press("y").Sees("copied the entry")
	})
}

func TestSettingsAreInForceAndKept(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("s")
		p.goldens(t, "settings")
		before := p.Raw()
		p.Press("right").Sees("light")
		if p.Raw() == before || p.world.settings.Theme != "light" {
			t.Errorf("the theme is %q", p.world.settings.Theme)
		}
		p.Press("down", "right").Sees("masked", "Privacy mask")
		if !p.world.settings.Masked {
			t.Error("the mask is not kept")
		}
		p.Press("esc").SeesNot("Halina")
	})
}

func TestPaletteFindsAndDoes(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press(":").Sees("Actions", "find")
		p.goldens(t, "palette")
		p.Type("saved").Press("enter").Sees("kept until")
		p.Press("ctrl+p").Type("nothing like it").Sees("no action matches").Press("esc", "esc").SeesNot("Actions")
		p.Press("ctrl+p").Type("next theme").Press("enter").Sees("theme light")
	})
}

// A remark answers one key: it stands until the next one, and never over another screen.
func TestARemarkGoesWithTheNextKey(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: "20260503T000001Z-k1"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("3", "u").Sees("nothing to undo").Press("down").SeesNot("nothing to undo").Sees("row 2")
		p.Press("ctrl+t").Sees("theme light").Press("1").SeesNot("theme light")
	})
}

// A list beside the rows has left and right for itself: they must not change the tab under it.
func TestSidewaysKeysStayInAList(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtSaved, Name: "20260503T000001Z-k1"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("3", "w").Type("mine").Press("enter", "o").Sees("Saved views").Press("left").SeesNot("Saved views").Sees("press / to filter")
		p.Press("o", "right").SeesNot("Saved views").Sees("press / to filter")
		p.Press("5", "R").Sees("Group by").Press("left").SeesNot("Group by").Sees("[ranking]")
		p.Press("t", "down", "right").SeesNot("Then by").Sees("[ranking]", "then by")
	})
}

// Every key that the help shows does something or is dimmed; and help is made for the screen on top.
func TestHelpIsMadeFromTheKeys(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("l", "?").Sees("Keys: Saved imports", "delete here and at the provider", "Program")
		p.goldens(t, "help")
		p.Press("end").Sees("^l", "draw the screen again")
	})
}

// Keys that were pressed fast arrive in one message; none may be lost, and text fields get them whole.
func TestFastKeys(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Burst("jjk").Press("enter").Sees("kept until") // two down, one up
		p.Press("esc")
		p.Burst("n").Burst("case-77").Sees("case-77")
		p.Press("ctrl+u", "esc")
		p.Burst("l/konto").Sees("/ konto") // the filter opens inside the burst and takes the rest
	})
}

func TestTooSmallSaysSo(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Size(59, 24).Exact(59, 24).Sees("too small", "59x24", "60x15")
		p.Press("n").Size(80, 24).Sees("Recent imports") // keys do nothing unseen
		p.Size(60, 15).Exact(60, 15).Sees("New verification")
		p.Size(10, 3).Exact(10, 3)
	})
}

// Every screen, every size, every theme: exactly the window, and only the theme's escape sequences.
func TestFramesAreExact(t *testing.T) {
	for _, name := range theme.Names() {
		f := newFake()
		f.settings.Theme = string(name)
		f.pending = []app.Pending{{CommandID: text.Clean("1"), Started: frozen}}
		in(t, f, Options{}, func(t *testing.T, p *desktop) {
			everySize := func() {
				for w := 20; w <= 200; w += 9 {
					for h := 5; h <= 60; h += 5 {
						p.Size(w, h).Exact(w, h)
					}
				}
				p.Size(80, 24)
			}
			everySize()
			for _, k := range []string{"o", "esc", "n", "esc", "l", "s", "?", "esc", "ctrl+p"} {
				p.Press(k)
				everySize()
			}
			p.Press("esc", "esc", "esc", "q")
		})
	}
}

// The same for the screens of a verification and every tab of the workspace.
func TestFramesOfAVerificationAreExact(t *testing.T) {
	in(t, newFake(), demo(), func(t *testing.T, p *desktop) {
		everySize := func() {
			t.Helper()
			for w := 20; w <= 200; w += 12 {
				for h := 5; h <= 60; h += 6 {
					p.Size(w, h).Exact(w, h)
				}
			}
			p.Size(80, 24)
		}
		everySize()
		p.emit(ready(), linking(intake.LinkEvent{Kind: intake.LinkWidgetError, Cause: text.Clean("InvalidCredentials")}))
		everySize()
		for _, k := range []string{"v", "p", "esc", "i", "enter", "esc", "esc", "esc"} {
			p.Press(k)
			everySize()
		}
		p.Press("n")
		p.emit(signedIn(), poll(1, 50))
		everySize()
		err := errors.New(strings.Repeat("a long cause ", 40))
		p.emit(intake.Event{State: intake.Failed, Err: err})
		p.world.last.end <- err
		p.Wait(time.Second)
		everySize()
		p.Send(pane.OpenFile{Path: "x.xml"})
		p.Wait(time.Second)
		for i := range p.root.nav.workspace().panes {
			p.Press(fmt.Sprint(i + 1))
			everySize()
		}
	})
}

func TestNoColorKeepsTheCursorVisible(t *testing.T) {
	o := Options{Getenv: func(k string) string { return map[string]string{"TERM": "dumb"}[k] }}
	in(t, newFake(), o, func(t *testing.T, p *desktop) {
		if raw := placing.ReplaceAllString(p.Raw(), ""); raw != ansi.Strip(raw) {
			t.Error("a terminal without colours got some")
		}
		p.Sees("> n  New verification").Press("down").Sees("> l  Saved imports")
	})
}

// A screen on which nothing happens sends nothing: no spinner, no blinking, no timer.
func TestStillScreensAreStill(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		for _, k := range []string{"n", "esc", "l", "esc", "s", "esc"} {
			p.Press(k)
			p.Wait(5 * time.Second)
			n := len(p.Sent)
			p.Wait(30 * time.Second)
			if len(p.Sent) != n {
				t.Errorf("after %s: %d messages in 30 s of nothing, the last %T", k, len(p.Sent)-n, p.Sent[len(p.Sent)-1])
			}
		}
	})
}

func TestOpenFileReadsPathsAsAShellDoes(t *testing.T) {
	o := Options{Getenv: func(k string) string { return map[string]string{"TERM": "xterm", "HOME": "/home/me"}[k] }}
	in(t, newFake(), o, func(t *testing.T, p *desktop) {
		p.Press("o").Type(" ~/data.xml ").Press("enter")
		p.Wait(time.Second)
		if got := p.world.opened[0]; got != "/home/me/data.xml" {
			t.Errorf("opened %q", got)
		}
	})
}

// Tab, shift+tab, digits and arrows change the tab; the tab in front is named at every width.
func TestTabs(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		d := p.root.nav.workspace()
		for i, tb := range d.panes {
			p.Press(fmt.Sprint(i + 1))
			for w := 60; w <= 120; w += 4 {
				if head := lines(p.Size(w, 24).Screen())[0]; !strings.Contains(head, fmt.Sprintf("%d %s", i+1, tb.pane.Title())) {
					t.Errorf("at %d columns the head is %q", w, head)
				}
			}
		}
		p.Press("tab")
		if d.at != 0 {
			t.Errorf("tab after the last tab is %d", d.at)
		}
		p.Press("shift+tab", "shift+tab", "tab", "1", "right")
		if d.at != 1 {
			t.Errorf("the arrows lead to %d", d.at)
		}
	})
}

// Whom an import is about stands whole in the header of a wide window, whichever tab is in front.
func TestTheHeaderNamesThePersonWhole(t *testing.T) {
	opened(t, func(t *testing.T, p *desktop) {
		for i := range p.root.nav.workspace().panes {
			p.Press(fmt.Sprint(i + 1))
			for w := 108; w <= 120; w += 3 {
				if head := lines(p.Size(w, 40).Screen())[0]; !strings.Contains(head, "Halina Przykładowa") {
					t.Errorf("at %d columns the head is %q", w, head)
				}
			}
		}
	})
}

// The ASCII theme draws with ASCII; only letters of the data may be others.
func TestASCIIThemeDrawsWithASCII(t *testing.T) {
	f := newFake()
	f.settings.Theme = string(theme.ASCII)
	check := func(p *desktop, where string) {
		t.Helper()
		for _, r := range p.Screen() {
			if r > unicode.MaxASCII && !unicode.IsLetter(r) {
				t.Fatalf("%s: %q on the screen:\n%s", where, r, p.Screen())
			}
		}
	}
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		for _, k := range []string{"", "?", "esc", "n", "down", "down", "down", "esc", "l", ":", "esc", "d", "esc", "esc", "s", "esc"} {
			if k != "" {
				p.Press(k)
			}
			check(p, "after "+k)
		}
		p.Send(pane.OpenFile{Path: "x.xml"})
		p.Wait(time.Second)
		for i := range p.root.nav.workspace().panes {
			p.Press(fmt.Sprint(i+1), "?")
			check(p, fmt.Sprintf("tab %d", i+1))
			p.Press("esc")
		}
	})
	in(t, f, demo(), func(t *testing.T, p *desktop) {
		p.emit(ready(), linking(intake.LinkEvent{Kind: intake.LinkTabClosed}))
		check(p, "link")
		p.Press("v").Size(120, 60)
		check(p, "code")
		p.emit(signedIn(), poll(1, 50))
		check(p, "importing")
	})
}

// The palette offers every tab by its name.
func TestPaletteGoesToTabs(t *testing.T) {
	in(t, newFake(), Options{Start: Start{At: AtFile, Name: "x.xml"}}, func(t *testing.T, p *desktop) {
		p.Wait(time.Second)
		p.Press("ctrl+p").Type("go to insp").Press("enter").Sees("whole reply")
	})
}

// What an action is called comes before the section that it stands in.
func TestPaletteFindsByNameFirst(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("3", "ctrl+p").Type("copy")
		lines := strings.Split(p.Screen(), "\n")
		i := slices.IndexFunc(lines, func(l string) bool { return strings.Contains(l, "> copy") })
		if i < 0 || !slices.ContainsFunc(lines[i:], func(l string) bool { return strings.Contains(l, "> copy this cell") }) {
			t.Errorf("the first is not the action of that name:\n%s", p.Screen())
		}
		p.Press("esc", "esc").Press("ctrl+p").Type("mark this row").Press("enter").Sees("*marked")
	})
}

// The help leads to everything else: it stands in the footer at every width.
func TestHelpIsAlwaysInTheFooter(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		for _, tab := range []string{"1", "2", "3", "4", "5", "6", "7"} {
			for w := 60; w <= 200; w += 10 {
				p.Press(tab).Size(w, 24).Exact(w, 24).Sees("? help")
			}
		}
	})
}

// A file may be called after the customer: its name is hidden with the rest.
func TestMaskHidesTheNameOfAFile(t *testing.T) {
	f := newFake()
	f.settings.Masked = true
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		p.Send(pane.OpenFile{Path: "halina-przykladowa.xml"}).Wait(time.Second)
		p.Size(160, 40)
		for _, tab := range []string{"1", "2", "3", "4", "5", "6", "7"} {
			p.Press(tab).SeesNot("halina")
		}
		p.Press("1", "ctrl+o").Sees("halina")
	})
}

// Esc and the next key in one read look like Alt with that key: neither may be lost.
func TestEscAndTheNextKeyTogether(t *testing.T) {
	in(t, newFake(), Options{}, func(t *testing.T, p *desktop) {
		p.Press("l").Sees("kept until").Press("alt+s").Sees("Settings").SeesNot("kept until")
		p.Press("esc").Send(pane.OpenFile{Path: "x.xml"}).Wait(time.Second)
		p.Press("3", "/").Type("zz").Sees("/ zz")
		p.Send(tea.KeyMsg{Type: tea.KeyEsc, Alt: true}).Sees("press / to filter").SeesNot("cancel")
		p.Press("/").Type("zz").Press("esc").Sees("cancel").Press("alt+4").SeesNot("leave it").Sees("4 Cards").Press("3")
		p.Press("/").Type("one two").Press("alt+b", "x").Sees("/ one xtwo").Press("esc", "esc")
		p.Press("?").Sees("Keys: ").Press("alt+5").SeesNot("Keys: ").Sees("[ranking]")
	})
}
