package localserver

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/browsertest"
	"aisdesk/localserver/sandbox"
)

func sandboxOptions(sb *sandbox.Sandbox) Options {
	// A busy machine takes longer to start a widget than a customer should wait without a word.
	return Options{Client: sb.Client(), WidgetURL: sb.WidgetURL(), Environment: "sandbox", Language: "en", StartTimeout: 2 * time.Minute}
}

func customer(sb *sandbox.Sandbox, password string) browsertest.SignIn {
	return browsertest.SignIn{Origin: sb.WidgetOrigin(), Target: "KontoBankApi", Login: "test1", Password: password, Code: "Test123"}
}

// The whole way with the sandbox's own widget and bank, and the content policy as it is shipped.
func TestBrowserSignsInAtTheSandbox(t *testing.T) {
	b := browsertest.Start(t)
	sb := sandbox.Start(t)
	d := begin(t, sandboxOptions(sb), intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{Locale: "en", Country: "pl", AccessMode: intake.AccessMultiple}})
	tab := b.Open("about:blank")
	tab.Size(1280, 800, false)
	tab.Go(d.trusted())
	tab.Frame(sb.WidgetOrigin() + "/signin/").WaitVisible("#bank-KontoBankApi")
	if dir := os.Getenv("AISDESK_SHOTS"); dir != "" {
		tab.Screenshot(filepath.Join(dir, "sandbox-desktop.png"))
		tab.Size(390, 844, true)
		tab.Screenshot(filepath.Join(dir, "sandbox-phone.png"))
		tab.Size(1280, 800, false)
	}
	customer(sb, "Test123").InSandbox(tab)
	s, err := d.end()
	if err != nil || s.Validate() != nil || s.Target != "KontoBankApi" || s.OfficialName.Empty() || s.MultipleAccessID.Empty() {
		t.Errorf("session %+v, %v", s, err)
	}
	tab.WaitText("#result", "The sign-in is done")
	for _, kind := range []intake.LinkKind{intake.LinkPageOpened, intake.LinkInitialized, intake.LinkStarted, intake.LinkTargetSelected, intake.LinkSuccess} {
		if d.count(kind) != 1 {
			t.Errorf("%d times %s in %v", d.count(kind), kind, d.kinds())
		}
	}
	if n := d.count(intake.LinkCredentialEntered); n != 0 {
		t.Errorf("a PSD2 bank asked for a login in the frame %d times", n)
	}
	if n := d.count(intake.LinkViolation) + d.count(intake.LinkPageError) + d.count(intake.LinkRefused); n > 0 {
		t.Errorf("trouble: %v", d.kinds())
	}
}

func TestBrowserWrongPasswordAtTheSandbox(t *testing.T) {
	b := browsertest.Start(t)
	sb := sandbox.Start(t)
	d := begin(t, sandboxOptions(sb), intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{Locale: "en", Country: "pl"}})
	tab := b.Open(d.trusted())
	who := customer(sb, "wrong")
	who.Target = "KontoBank"
	frame := who.UpToLogin(tab)
	if e := d.wait(intake.LinkWidgetError); e.Cause.String() != "InvalidCredentials" {
		t.Errorf("told %+v", e)
	}
	frame.Type("#password", "Test123")
	frame.Click("#login-submit")
	who.AtTheBank(tab)
	if _, err := d.end(); err != nil {
		t.Errorf("after a second try: %v", err)
	}
}
