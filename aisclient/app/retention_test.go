package app

import (
	"context"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
)

// keptFor saves an import and returns how long it is kept; 0 is for ever.
func keptFor(t *testing.T, a *App) time.Duration {
	t.Helper()
	store, err := a.archive.get()
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
	a := newApp(t, "")
	if got := keptFor(t, a); got != 30*day {
		t.Errorf("by default %v", got)
	}
	for days, want := range map[int]time.Duration{7: 7 * day, 0: 0, 365: 365 * day} {
		s := a.Settings()
		s.RetentionDays = days
		if err := a.SaveSettings(s); err != nil {
			t.Fatal(err)
		}
		if got := keptFor(t, a); got != want {
			t.Errorf("%d days on the settings screen: kept for %v", days, got)
		}
	}
}

func TestTheConfigurationGoesBeforeTheSettingsScreen(t *testing.T) {
	a := newApp(t, "")
	a.Config.Retention, a.Config.RetentionFixed = 3*day, true
	if err := a.SaveSettings(Settings{RetentionDays: 90}); err != nil {
		t.Fatal(err)
	}
	if got := keptFor(t, a); got != 3*day {
		t.Errorf("kept for %v", got)
	}
}
