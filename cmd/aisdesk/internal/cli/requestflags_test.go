package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/config"
)

// parsed reads a command line as a verification's request over the settings of a config file.
func parsed(t *testing.T, settings intake.WidgetOptions, args ...string) (intake.Request, error) {
	t.Helper()
	var r RequestFlags
	f := pflag.NewFlagSet("verify", pflag.ContinueOnError)
	r.Add(f)
	if err := f.Parse(args); err != nil {
		t.Fatal(err)
	}
	return r.Request(time.Date(2026, 6, 30, 12, 0, 0, 0, time.UTC), settings)
}

// loaded reads a config file.
func loaded(t *testing.T, content string) (*config.Config, error) {
	t.Helper()
	p := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return config.Load(config.Flags{"config": p}, func(string) string { return "" })
}

var everyOption = []string{"--locale=en", "--country=PL", "--target=KontoBank", "--access-mode=single", "--max-import-date=2025-12-31",
	"--force-sca=false", "--auto-import=3", "--style=bodyBgColor=#fff", "--style=borderRadius=8", "--client-identity=Acme sp. z o.o.",
	"--show-favicons", "--show-screenshots=false", "--screenshot-zoom-in", "--show-target-missing-option", "--show-target-missing-form",
	"--show-default-target=false", "--show-beta-quality-labels=false", "--layout=wide", "--dynamic-height", "--force-test-credentials"}

const everySetting = `
[widget]
locale = "en"
country = "PL"
target = "KontoBank"
accessMode = "single"
maxImportDate = 2025-12-31
forceSca = false
autoImport = 3
styles = { bodyBgColor = "#fff", borderRadius = 8 }
clientIdentity = "Acme sp. z o.o."
showFavicons = true
showScreenshots = false
screenshotZoomIn = true
showTargetMissingOption = true
showTargetMissingForm = true
showDefaultTarget = false
showBetaQualityLabels = false
layout = "wide"
dynamicHeight = true
forceTestCredentials = true
`

func TestEveryOptionOfTheWidgetByFlagAndByFile(t *testing.T) {
	byFlag, err := parsed(t, intake.WidgetOptions{}, everyOption...)
	if err != nil {
		t.Fatal(err)
	}
	c, err := loaded(t, everySetting)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := json.Marshal(byFlag.Widget)
	b, _ := json.Marshal(c.Widget)
	if string(a) != string(b) {
		t.Errorf("by flag %s\nby file %s", a, b)
	}
	for i, v := 0, reflect.ValueOf(c.Widget); i < v.NumField(); i++ {
		if v.Field(i).IsZero() {
			t.Errorf("%s cannot be set", v.Type().Field(i).Name)
		}
	}
	fromFile, err := parsed(t, c.Widget)
	if got, _ := json.Marshal(fromFile.Widget); err != nil || string(got) != string(b) {
		t.Errorf("without flags the file holds: %v %s", err, got)
	}
}

func TestFlagsGoBeforeTheFile(t *testing.T) {
	c, err := loaded(t, everySetting)
	if err != nil {
		t.Fatal(err)
	}
	q, err := parsed(t, c.Widget, "--country=es", "--show-favicons=false", "--style=borderRadius=0", "--auto-import=0", "--max-import-date=6m", "--layout=")
	w := q.Widget
	if err != nil || w.Country != "es" || w.Target != "" || *w.ShowFavicons || w.AutoImport != 0 || w.Layout != "" ||
		w.Styles["borderRadius"] != "0" || w.Styles["bodyBgColor"] != "#fff" || w.MaxImportDate.String() != "2025-12-30" || w.Locale != "en" {
		t.Errorf("%v %+v", err, w)
	}
	if c.Widget.Styles["borderRadius"] != "8" {
		t.Error("a flag changed the settings")
	}
}

// What is not set is not sent: the widget then does as it does by default.
func TestNothingSetIsNothingSent(t *testing.T) {
	q, err := parsed(t, intake.WidgetOptions{})
	if b, _ := json.Marshal(q.Widget); err != nil || string(b) != "{}" {
		t.Errorf("%v %s", err, b)
	}
	if q.Since.String() != "2026-04-01" {
		t.Errorf("90 days before the 30th of June begin on %s", q.Since)
	}
	if q, err := parsed(t, intake.WidgetOptions{AutoImport: 6}); err != nil || !q.Since.Empty() {
		t.Errorf("an automatic import has its own period, not %s (%v)", q.Since, err)
	}
}

func TestWrongSettingsOfTheWidgetAreNamed(t *testing.T) {
	for _, tc := range []struct{ content, want string }{
		{"[widget]\nlocale = \"polish\"", "widget.locale"},
		{"[widget]\nshowFavicon = true", "widget.showFavicon: there is no such setting"},
		{"[widget]\nshowFavicon = true", "showFavicons"},
		{"[widget]\nmaxImportDate = \"last year\"", "widget.maxImportDate"},
		{"[widget]\nmaxImportDate = 12", "maxImportDate"},
		{"[widget]\nautoImport = 999", "widget.autoImport"},
		{"[widget]\nautoImport = 3\naccessMode = \"MULTIPLE\"", "widget.autoImport"},
		{"[widget.styles]\nbodyBgColor = \"url(https://evil)\"", "widget.styles"},
		{"[widget.styles]\nbodyBgColor = [1]", "bodyBgColor"},
		{"[widget]\nclient = \"a\"", "widget.client: there is no such setting"},
		{"[widgets]\nlocale = \"pl\"", "widgets: there is no such setting"},
		{"[widget]\nforceSca = \"yes\"", "forceSca"},
	} {
		_, err := loaded(t, tc.content)
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "config.toml") {
			t.Errorf("%q: %v", tc.content, err)
		}
	}
}

func TestPresetsAndTheNinetyDays(t *testing.T) {
	for since, want := range map[string]string{"90d": "2026-04-01", "6m": "2025-12-30", "1y": "2025-06-30", "2025-01-31": "2025-01-31"} {
		q, err := parsed(t, intake.WidgetOptions{}, "--since", since)
		if err != nil || q.Since.String() != want {
			t.Errorf("--since %s is %s, want %s (%v)", since, q.Since, want, err)
		}
	}
	for _, args := range [][]string{{"--since", "tomorrow"}, {"--since", "2999-01-01"}, {"--max-import-date", "soon"}} {
		if _, err := parsed(t, intake.WidgetOptions{}, args...); err == nil {
			t.Errorf("%v was taken", args)
		}
	}
}
