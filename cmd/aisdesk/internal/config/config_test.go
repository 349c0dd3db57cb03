package config

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/app"
)

// env makes a getenv with a home directory of its own, so that no test reads the developer's settings.
func env(t *testing.T, pairs ...string) func(string) string {
	t.Helper()
	m := map[string]string{"HOME": t.TempDir()}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(k string) string { return m[k] }
}

func write(t *testing.T, mode os.FileMode, text string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "config.toml")
	if err := os.WriteFile(p, []byte(text), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(p, mode); err != nil {
		t.Fatal(err)
	}
	return p
}

// A retention that is configured goes before the one of the settings screen.
func TestAConfiguredRetentionIsFixed(t *testing.T) {
	c, err := Load(nil, env(t, "AISDESK_RETENTION_DAYS", "3"))
	if err != nil || c.Retention != 3*24*time.Hour || !c.RetentionFixed {
		t.Errorf("%v %v", err, c)
	}
}

func TestWithoutAnythingTheSandboxIsUsed(t *testing.T) {
	c, err := Load(nil, env(t))
	if err != nil {
		t.Fatal(err)
	}
	if c.Environment != app.Sandbox || !c.OwnSandbox() || c.source("env") != "default" {
		t.Errorf("environment %q, own sandbox %v, from %s", c.Environment, c.OwnSandbox(), c.source("env"))
	}
	if c.Retention != 30*24*time.Hour || c.RetentionFixed {
		t.Errorf("retention %v, fixed %v", c.Retention, c.RetentionFixed)
	}
}

func TestFlagsBeatEnvironmentBeatsFile(t *testing.T) {
	p := write(t, 0o600, "environment = \"live\"\nclient = \"of-file\"\napi_key = \"of-file\"\nport = 1111\nbrowser = \"b\"\n")
	c, err := Load(Flags{"config": p, "env": "test"}, env(t, "AISDESK_CLIENT", "of-env", "AISDESK_API_KEY", "k3y", "AISDESK_ENV", "live", "AISDESK_PORT", "2222"))
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(c.Environment, " ", c.Client, " ", c.APIKey.Reveal(), " ", c.Port, " ", c.Browser)
	if got != "test of-env k3y 2222 b" {
		t.Errorf("got %s", got)
	}
	for name, want := range map[string]string{"env": "--env", "client": "AISDESK_CLIENT", "api-key": "AISDESK_API_KEY", "browser": p} {
		if c.source(name) != want {
			t.Errorf("source of %s is %s, want %s", name, c.source(name), want)
		}
	}
}

func TestTheKeyIsNoFlag(t *testing.T) {
	_, err := Load(Flags{"api-key": "leak", "env": "test", "client": "a-test"}, env(t))
	if e, ok := errors.AsType[*Error](err); !ok || e.Setting != "api-key" {
		t.Fatalf("a key given as a flag was taken: %v", err)
	}
}

func TestEnvironmentFollowsTheClient(t *testing.T) {
	for _, tc := range []struct{ client, key, url, want string }{
		{"acme-test", "k", "", app.Test},
		{"acme", "k", "", app.Live},
		{"acme", "", "", app.Sandbox},
		{"", "k", "", app.Sandbox},
	} {
		c, err := Load(nil, env(t, "AISDESK_CLIENT", tc.client, "AISDESK_API_KEY", tc.key, "AISDESK_API_URL", tc.url))
		if err != nil || c.Environment != tc.want {
			t.Errorf("%+v: %v %v", tc, c, err)
		}
	}
}

func TestURLsOfTheEnvironments(t *testing.T) {
	for name, api := range map[string]string{app.Test: "https://test.api.kontomatik.com", app.Live: "https://api.kontomatik.com"} {
		c, err := Load(Flags{"env": name}, env(t, "AISDESK_CLIENT", "a", "AISDESK_API_KEY", "k"))
		if err != nil || c.APIURL != api || c.WidgetURL != "https://signin.kontomatik.com/assets/signin-widget.js" {
			t.Errorf("%s: %+v %v", name, c, err)
		}
	}
}

func TestPlainHTTPOnlyForASandboxOnThisMachine(t *testing.T) {
	for _, tc := range []struct {
		env, api, widget string
		ok               bool
	}{
		{app.Sandbox, "http://127.0.0.1:8081", "http://localhost:8082/assets/signin-widget.js", true},
		{app.Sandbox, "http://[::1]:8081", "http://localhost:8082", true},
		{"", "http://127.0.0.1:8081", "http://localhost:8082", true},
		{app.Sandbox, "http://10.0.0.1:8081", "http://localhost:8082", false},
		{app.Sandbox, "http://127.0.0.1.evil.com", "http://localhost:8082", false},
		{app.Sandbox, "http://127.0.0.1:8081", "http://evil.com/w.js", false},
		{app.Test, "http://127.0.0.1:8081", "https://localhost:8082", false},
		{app.Live, "https://api.example.com", "http://localhost:1", false},
		{app.Live, "ftp://api.example.com", "", false},
		{app.Live, "https://user:pw@api.example.com", "", false},
		{app.Live, "api.example.com", "", false},
	} {
		_, err := Load(nil, env(t, "AISDESK_ENV", tc.env, "AISDESK_API_URL", tc.api, "AISDESK_WIDGET_URL", tc.widget,
			"AISDESK_CLIENT", "a", "AISDESK_API_KEY", "k"))
		if (err == nil) != tc.ok {
			t.Errorf("%+v: %v", tc, err)
		}
	}
}

func TestAWidgetOriginIsCompletedToItsScript(t *testing.T) {
	c, err := Load(nil, env(t, "AISDESK_ENV", "sandbox", "AISDESK_API_URL", "http://127.0.0.1:1/", "AISDESK_WIDGET_URL", "http://localhost:2",
		"AISDESK_CLIENT", "a", "AISDESK_API_KEY", "k"))
	if err != nil || c.WidgetURL != "http://localhost:2/assets/signin-widget.js" || c.APIURL != "http://127.0.0.1:1" {
		t.Fatalf("%+v %v", c, err)
	}
}

func TestBadSettingsNameThemselvesTheirSourceAndTheWayOut(t *testing.T) {
	for _, tc := range []struct{ name, env, value, want string }{
		{"env", "AISDESK_ENV", "prod", "Use sandbox, test or live"},
		{"port", "AISDESK_PORT", "99999", "0 to 65535"},
		{"timeout", "AISDESK_TIMEOUT", "1s", "10s to 24h"},
		{"no-open", "AISDESK_NO_OPEN", "perhaps", "true or false"},
		{"encrypt", "AISDESK_ENCRYPT", "rot13", "none, passphrase or keyring"},
		{"retention-days", "AISDESK_RETENTION_DAYS", "0", "1 to 3650"},
		{"max-reply-mb", "AISDESK_MAX_REPLY_MB", "9999", "1 to 2048"},
	} {
		_, err := Load(nil, env(t, tc.env, tc.value))
		if err == nil {
			t.Errorf("%s=%s was taken", tc.env, tc.value)
			continue
		}
		for _, part := range []string{tc.name, tc.env, tc.want} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q does not say %q", err, part)
			}
		}
	}
}

func TestConfigFileErrors(t *testing.T) {
	for _, tc := range []struct {
		mode       os.FileMode
		text, want string
	}{
		{0o600, "enviroment = \"test\"", "enviroment"},
		{0o600, "client = \"a\"\nport = [", "line 2"},
		{0o644, "api_key = \"sentinel-key\"", "chmod 600"},
	} {
		p := write(t, tc.mode, tc.text)
		_, err := Load(Flags{"config": p}, env(t))
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), p) {
			t.Errorf("%q: %v", tc.text, err)
		}
		if err != nil && strings.Contains(err.Error(), "sentinel") {
			t.Errorf("the key is in the error: %v", err)
		}
	}
	if _, err := Load(Flags{"config": filepath.Join(t.TempDir(), "none.toml")}, env(t)); err == nil {
		t.Error("a config file that was asked for and is not there was not missed")
	}
}

func TestTheKeyNeverPrints(t *testing.T) {
	c, err := Load(nil, env(t, "AISDESK_CLIENT", "a", "AISDESK_API_KEY", "sentinel-key"))
	if err != nil {
		t.Fatal(err)
	}
	if s := fmt.Sprintf("%v %+v %#v %s", c, c, *c, c.APIKey); strings.Contains(s, "sentinel") {
		t.Errorf("printed: %s", s)
	}
}

func TestDirectoriesFollowXDG(t *testing.T) {
	c, err := Load(nil, env(t, "XDG_DATA_HOME", "/x/data", "XDG_CONFIG_HOME", "relative/is/ignored", "HOME", "/h"))
	if err != nil || c.DataDir != "/x/data/aisdesk" || c.ConfigFile != "/h/.config/aisdesk/config.toml" {
		t.Fatalf("%+v %v", c, err)
	}
}

// Flags, variables and the file write a setting differently: whoever mixes them up is told its name here.
func TestAMisspeltSettingIsTold(t *testing.T) {
	for wrong, want := range map[string]string{`env = "live"`: "It is called environment", `api-url = "x"`: "It is called api_url",
		`apiKey = "x"`: "It is called api_key", `x = 1`: "The settings here are: environment"} {
		path := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(path, []byte(wrong), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(Flags{"config": path}, env(t)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}
