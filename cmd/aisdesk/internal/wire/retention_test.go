package wire

import (
	"context"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/tui/pane"
)

// place makes a place with a home of its own.
func place(t *testing.T, env map[string]string) *Place {
	t.Helper()
	home := t.TempDir()
	c, err := config.Load(nil, func(k string) string {
		if k == "HOME" {
			return home
		}
		return env[k]
	})
	if err != nil {
		t.Fatal(err)
	}
	p := New(c, Options{})
	t.Cleanup(p.Close)
	return p
}

// kept saves an import and returns how long it is kept; 0 is for ever.
func kept(t *testing.T, p *Place) time.Duration {
	t.Helper()
	store, err := p.Archive()
	if err != nil {
		t.Fatal(err)
	}
	e, err := store.Save(context.Background(), archive.NewImport{}, []byte("<reply/>"))
	if err != nil {
		t.Fatal(err)
	}
	if e.Expires.IsZero() {
		return 0
	}
	return e.Expires.Sub(e.Created)
}

func TestImportsAreKeptAsLongAsTheSettingsSay(t *testing.T) {
	p := place(t, nil)
	if got := kept(t, p); got != config.DefaultRetention {
		t.Errorf("by default %v", got)
	}
	b := p.Backend()
	for days, want := range map[int]time.Duration{7: 7 * day, 0: 0, 365: 365 * day} {
		s := b.Settings()
		s.RetentionDays = days
		if err := b.SaveSettings(s); err != nil {
			t.Fatal(err)
		}
		if got := kept(t, p); got != want {
			t.Errorf("%d days on the settings screen: kept for %v", days, got)
		}
	}
}

func TestTheConfigurationGoesBeforeTheSettingsScreen(t *testing.T) {
	p := place(t, map[string]string{"AISDESK_RETENTION_DAYS": "3"})
	b := p.Backend()
	if err := b.SaveSettings(pane.Settings{RetentionDays: 90}); err != nil {
		t.Fatal(err)
	}
	if got := kept(t, p); got != 3*day {
		t.Errorf("kept for %v", got)
	}
}
