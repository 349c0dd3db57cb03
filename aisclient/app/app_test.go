package app

import (
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/localserver/sandbox"
)

// testConfig is a configuration with directories of its own.
func testConfig(t *testing.T) Config {
	t.Helper()
	home := t.TempDir()
	return Config{Environment: Sandbox, DataDir: filepath.Join(home, "data"), StateDir: filepath.Join(home, "state"),
		Timeout: 10 * time.Minute, Retention: 30 * day}
}

// newApp is an App with a sandbox of its own and directories of its own.
func newApp(t *testing.T, scenario string) *App {
	t.Helper()
	a := New(testConfig(t), Options{
		StartSandbox: func() (provider.Sandbox, error) { return sandbox.New(sandbox.Options{Scenario: scenario, Speed: 20}) },
		Poll:         aisclient.WaitOptions{MinDelay: 10 * time.Millisecond, MaxDelay: 20 * time.Millisecond}})
	t.Cleanup(a.Close)
	return a
}

// imported saves the import of a test login and returns its id.
func imported(t *testing.T, a *App) string {
	t.Helper()
	out, err := a.Begin(VerificationRequest{Method: SignInMock, Login: "test1"}).Run(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return out.ImportID
}

// What the program's own sandbox has begun can be gone on with while the program lives, and no longer.
func TestAnImportOfTheOwnSandboxCanBeGoneOnWith(t *testing.T) {
	a := newApp(t, "hold-in-progress:1s")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := a.Begin(VerificationRequest{Method: SignInMock, Login: "test1"}).Run(ctx, func(e intake.Event) {
		if e.Poll != nil {
			cancel()
		}
	})
	if _, ok := errors.AsType[*intake.Cancellation](err); !ok {
		t.Fatal(err)
	}
	pending, err := a.Pending(t.Context())
	if err != nil || len(pending) != 1 {
		t.Fatalf("%v %v", err, pending)
	}
	v, err := a.Resume(pending[0])
	if err != nil {
		t.Fatal(err)
	}
	var last intake.Event
	if _, err := v.Run(t.Context(), func(e intake.Event) { last = e }); err != nil || last.Saved == "" {
		t.Errorf("%v %+v", err, last)
	}
	if left, err := a.Pending(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("%v %v", err, left)
	}
	if files, _ := filepath.Glob(filepath.Join(a.Config.DataDir, "pending", "*")); len(files) > 0 {
		t.Errorf("on disk: %v", files)
	}
}

// An import for a case that was stopped and gone on with belongs to the case, as if nobody had stopped it.
func TestAnImportThatIsGoneOnWithJoinsItsCase(t *testing.T) {
	a := newApp(t, "hold-in-progress:1s")
	id, err := a.Cases.New(t.Context(), "Kredyt", casefile.Person{Name: "Maria", Role: casefile.Applicant, OwnerExternalID: "maria-1"})
	must(t, err)
	_, err = a.Cases.New(t.Context(), "Another", casefile.Person{Name: "Ewa", Role: casefile.Applicant, OwnerExternalID: "ewa-1"})
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r := VerificationRequest{Method: SignInMock, Login: "test1", Case: id, Request: intake.Request{OwnerExternalID: "maria-1"}}
	_, err = a.Begin(r).Run(ctx, func(e intake.Event) {
		if e.Poll != nil {
			cancel()
		}
	})
	if _, ok := errors.AsType[*intake.Cancellation](err); !ok {
		t.Fatal(err)
	}
	pending, err := a.Pending(t.Context())
	if must(t, err); len(pending) != 1 {
		t.Fatal(pending)
	}
	v, err := a.Resume(pending[0])
	must(t, err)
	out, err := v.Run(t.Context(), nil)
	must(t, err)
	if of, err := a.Cases.Of(t.Context(), out.ImportID); err != nil || of != id {
		t.Errorf("it belongs to %q, %v", of, err)
	}
}

// The addresses of an own sandbox are its own, whatever else the configuration holds.
func TestTheOwnSandboxIsReachedAtItsOwnAddresses(t *testing.T) {
	a := newApp(t, "")
	a.Config.Client, a.Config.APIKey, a.Config.WidgetURL = "acme", aisclient.NewSecret("sentinel-key"), "https://w.example.com/w.js"
	c, err := a.provider.Connect()
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []string{c.Client.BaseURL(), c.WidgetURL, c.ReturnURL(true)} {
		if u, err := url.Parse(raw); err != nil || u.Hostname() != "127.0.0.1" && u.Hostname() != "localhost" {
			t.Errorf("%s is not on this machine", raw)
		}
	}
	if c.ClientID == "acme" {
		t.Error("the widget gets the client id of another environment")
	}
}

// Two profiles of one environment are two clients of the provider: neither goes on with the imports of the other.
func TestAProfileGoesOnWithItsOwnImportsOnly(t *testing.T) {
	a := newApp(t, "")
	a.Config.Environment = Test
	store, err := a.archive.get()
	must(t, err)
	for _, profile := range []string{"", "bank-a", "bank-b"} {
		a.Config.Profile = profile
		_, err := intakeArchive(store, a.Config, &a.pending).SavePending(Pending{CommandID: text.Clean("of " + profile), Environment: text.Clean(Test)})
		must(t, err)
	}
	for _, profile := range []string{"", "bank-a", "bank-b"} {
		a.Config.Profile = profile
		all, err := a.Pending(t.Context())
		if must(t, err); len(all) != 1 || all[0].CommandID.String() != text.Clean("of "+profile).String() {
			t.Fatalf("profile %q: %+v", profile, all)
		}
		must(t, a.Forget(t.Context(), all[0]))
		if all, err := a.Pending(t.Context()); err != nil || len(all) != 0 {
			t.Errorf("profile %q: %v %v", profile, all, err)
		}
	}
}

func TestADroppedOfferIsGone(t *testing.T) {
	a := newApp(t, "")
	a.pending.save(Pending{ID: "a"})
	all, _ := a.Pending(t.Context())
	if err := a.Forget(t.Context(), all[0]); err != nil {
		t.Error(err)
	}
	if all, err := a.Pending(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v %v", err, all)
	}
	if _, err := a.Resume(Pending{CommandID: text.Clean("4711")}); err == nil || !strings.Contains(err.Error(), "4711") {
		t.Errorf("%v", err)
	}
}

func TestSettingsComeFromTheFileUntilTheyAreChosen(t *testing.T) {
	a := newApp(t, "")
	a.Config.Widget = intake.WidgetOptions{Locale: "cz", Country: "cz", Target: "Ceska", AccessMode: "SINGLE"}
	s := a.Settings()
	if s.Language != "cz" || s.Country != "cz" || s.Target != "Ceska" || s.AccessMode != "SINGLE" || !s.OpenBrowser {
		t.Errorf("%+v", s)
	}
	if e := a.Environment(); e.Widget.Target != "Ceska" || e.AutoImportURL == "" {
		t.Errorf("%+v", e)
	}
	s.Country, s.Target = "pl", ""
	if err := a.SaveSettings(s); err != nil {
		t.Fatal(err)
	}
	if s = a.Settings(); s.Country != "pl" || s.Target != "" || s.Language != "cz" {
		t.Errorf("what was chosen goes before the file: %+v", s)
	}
}

func TestNoOpenIsOfThisRunOnly(t *testing.T) {
	a := newApp(t, "")
	a.Config.NoOpen = true
	s := a.Settings()
	if s.OpenBrowser {
		t.Error("--no-open is without effect")
	}
	if err := a.SaveSettings(s); err != nil {
		t.Fatal(err)
	}
	a.Config.NoOpen = false
	if !a.Settings().OpenBrowser {
		t.Error("--no-open was remembered")
	}
	var got LinkPageOptions
	a.opts.LinkPage = func(o LinkPageOptions) (LinkPage, error) { got = o; return nil, errors.New("no page in this test") }
	for _, tc := range []struct{ request, config, want bool }{{false, false, false}, {true, false, true}, {false, true, true}} {
		a.Config.NoOpen = tc.config
		_, err := a.Begin(VerificationRequest{NoOpen: tc.request}).Run(t.Context(), nil)
		if err == nil || got.NoOpen != tc.want || got.Client == "" || got.WidgetURL == "" {
			t.Errorf("%+v: %+v %v", tc, got, err)
		}
	}
}

func TestTheCatalogIsUsableOffline(t *testing.T) {
	a := newApp(t, "")
	first, err := a.Banks(t.Context(), "PL", false)
	if err != nil || len(first.Banks) == 0 || first.Stale != nil {
		t.Fatalf("%v %d banks", err, len(first.Banks))
	}
	c, _ := a.provider.Connect()
	dead, err := aisclient.New(aisclient.Config{BaseURL: "http://127.0.0.1:1", Key: aisclient.NewSecret("k"), AllowLoopbackHTTP: true})
	if err != nil {
		t.Fatal(err)
	}
	c.Client = dead
	if again, err := a.Banks(t.Context(), "pl", false); err != nil || again.Stale != nil || len(again.Banks) != len(first.Banks) {
		t.Errorf("a list of today needs no provider: %v %v", err, again.Stale)
	}
	a.opts.Now = func() time.Time { return time.Now().Add(48 * time.Hour) }
	if old, err := a.Banks(t.Context(), "pl", false); err != nil || old.Stale == nil || len(old.Banks) != len(first.Banks) {
		t.Errorf("an old one is better than none: %v %v", err, old.Stale)
	}
	if _, err := a.Banks(t.Context(), "es", false); err == nil {
		t.Error("what was never fetched is an error")
	}
	if err := os.WriteFile(filepath.Join(a.Config.StateDir, a.Config.Environment, "catalog-pl.json"), []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Banks(t.Context(), "pl", false); err == nil {
		t.Error("a broken list was shown")
	}
}

func TestATokenOfAnotherEnvironmentStaysThere(t *testing.T) {
	a := newApp(t, "")
	id := imported(t, a)
	a.Config.Environment = Live
	store, _ := a.archive.get()
	if _, err := reuseSource(store, nil, id, a.Config.Environment); err == nil || !strings.Contains(err.Error(), "environment sandbox") {
		t.Errorf("%v", err)
	}
}
