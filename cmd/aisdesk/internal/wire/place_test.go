package wire

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
	"aisdesk/tui/pane"
)

// newPlace is a place with a sandbox of its own and a home directory of its own.
func newPlace(t *testing.T, scenario string) *Place {
	t.Helper()
	home := t.TempDir()
	c, err := config.Load(nil, func(k string) string { return map[string]string{"HOME": home}[k] })
	if err != nil {
		t.Fatal(err)
	}
	p := New(c, Options{Sandbox: sandbox.Options{Scenario: scenario, Speed: 20},
		Poll: aisclient.WaitOptions{MinDelay: 10 * time.Millisecond, MaxDelay: 20 * time.Millisecond}})
	t.Cleanup(p.Close)
	return p
}

// What the program's own sandbox has begun can be gone on with while the program lives, and no longer.
func TestAnImportOfTheOwnSandboxCanBeGoneOnWith(t *testing.T) {
	p := newPlace(t, "hold-in-progress:1s")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err := p.Verification(pane.Plan{Door: pane.DoorMock, Login: "test1"}).Verify(ctx, func(e intake.Event) {
		if e.Poll != nil {
			cancel()
		}
	})
	if _, ok := errors.AsType[*intake.Cancellation](err); !ok {
		t.Fatal(err)
	}
	b := p.Backend()
	pending, err := b.Pending(t.Context())
	if err != nil || len(pending) != 1 {
		t.Fatalf("%v %v", err, pending)
	}
	v, err := b.Resume(pending[0])
	if err != nil {
		t.Fatal(err)
	}
	var last intake.Event
	if err := v.Run(t.Context(), func(e intake.Event) { last = e }); err != nil || last.Saved == "" {
		t.Errorf("%v %+v", err, last)
	}
	if left, err := b.Pending(t.Context()); err != nil || len(left) != 0 {
		t.Errorf("%v %v", err, left)
	}
	if files, _ := filepath.Glob(filepath.Join(p.Config.DataDir, "pending", "*")); len(files) > 0 {
		t.Errorf("on disk: %v", files)
	}
}

func TestADroppedOfferIsGone(t *testing.T) {
	p := newPlace(t, "")
	b := p.Backend()
	p.brief.save(intake.Pending{ID: "a"})
	all, _ := b.Pending(t.Context())
	if err := b.Forget(t.Context(), all[0]); err != nil {
		t.Error(err)
	}
	if all, err := b.Pending(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%v %v", err, all)
	}
	if _, err := b.Resume(pane.Pending{CommandID: "4711"}); err == nil || !strings.Contains(err.Error(), "4711") {
		t.Errorf("%v", err)
	}
}

func TestSettingsComeFromTheFileUntilTheyAreChosen(t *testing.T) {
	p := newPlace(t, "")
	p.Config.Widget = intake.WidgetOptions{Locale: "cz", Country: "cz", Target: "Ceska", AccessMode: "SINGLE"}
	b := p.Backend()
	s := b.Settings()
	if s.Language != "cz" || s.Country != "cz" || s.Target != "Ceska" || s.AccessMode != "SINGLE" || !s.OpenBrowser {
		t.Errorf("%+v", s)
	}
	if e := b.Environment(); e.Widget.Target != "Ceska" || e.AutoImportURL == "" {
		t.Errorf("%+v", e)
	}
	s.Country, s.Target = "pl", ""
	if err := b.SaveSettings(s); err != nil {
		t.Fatal(err)
	}
	if s = b.Settings(); s.Country != "pl" || s.Target != "" || s.Language != "cz" {
		t.Errorf("what was chosen goes before the file: %+v", s)
	}
}

func TestNoOpenIsOfThisRunOnly(t *testing.T) {
	p := newPlace(t, "")
	b := p.Backend()
	p.Config.NoOpen = true
	s := b.Settings()
	if s.OpenBrowser {
		t.Error("--no-open is without effect")
	}
	if err := b.SaveSettings(s); err != nil {
		t.Fatal(err)
	}
	p.Config.NoOpen = false
	if !b.Settings().OpenBrowser {
		t.Error("--no-open was remembered")
	}
	for _, tc := range []struct{ plan, setting, want bool }{{false, false, true}, {true, false, false}, {false, true, false}} {
		p.Config.NoOpen = tc.setting
		if o, err := p.opener(tc.plan); err != nil || (o != nil) != tc.want {
			t.Errorf("%+v: %v %v", tc, o, err)
		}
	}
}

func TestTheCatalogIsUsableOffline(t *testing.T) {
	p := newPlace(t, "")
	b := p.Backend()
	first, err := b.Banks(t.Context(), "PL", false)
	if err != nil || len(first.Banks) == 0 || first.Stale != nil {
		t.Fatalf("%v %d banks", err, len(first.Banks))
	}
	link, _ := p.Connect()
	dead, err := aisclient.New(aisclient.Config{BaseURL: "http://127.0.0.1:1", Key: aisclient.NewSecret("k"), AllowLoopbackHTTP: true})
	if err != nil {
		t.Fatal(err)
	}
	link.Client = dead
	if again, err := b.Banks(t.Context(), "pl", false); err != nil || again.Stale != nil || len(again.Banks) != len(first.Banks) {
		t.Errorf("a list of today needs no provider: %v %v", err, again.Stale)
	}
	b.now = func() time.Time { return time.Now().Add(48 * time.Hour) }
	if old, err := b.Banks(t.Context(), "pl", false); err != nil || old.Stale == nil || len(old.Banks) != len(first.Banks) {
		t.Errorf("an old one is better than none: %v %v", err, old.Stale)
	}
	if _, err := b.Banks(t.Context(), "es", false); err == nil {
		t.Error("what was never fetched is an error")
	}
	if err := os.WriteFile(filepath.Join(b.cacheDir(), catalogFile("pl")), []byte("{broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Banks(t.Context(), "pl", false); err == nil {
		t.Error("a broken list was shown")
	}
}

func TestATokenOfAnotherEnvironmentStaysThere(t *testing.T) {
	p := newPlace(t, "")
	out, err := p.Verification(pane.Plan{Door: pane.DoorMock, Login: "test1"}).Verify(t.Context(), func(intake.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	p.Config.Environment = config.Live
	if _, err := p.access(nil, out.ImportID); err == nil || !strings.Contains(err.Error(), "environment sandbox") {
		t.Errorf("%v", err)
	}
}
