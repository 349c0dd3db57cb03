package config

import (
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/app"
	"aisdesk/localserver/sandbox"
)

const liveFile = "client = \"acme\"\napi_key = \"sentinel-key\"\napi_url = \"https://api.example.com\"\nwidget_url = \"https://w.example.com/w.js\"\n"

// asked notes the variables that are read.
func asked(getenv func(string) string, names *[]string) func(string) string {
	return func(k string) string {
		*names = append(*names, k)
		return getenv(k)
	}
}

// Security statement 24: in the sandbox no address beyond this machine is used and no key is even read, wherever
// they are configured.
func TestTheSandboxTakesNothingOfAnotherEnvironment(t *testing.T) {
	remote := []string{"AISDESK_API_URL", "https://api.example.com", "AISDESK_WIDGET_URL", "https://w.example.com/w.js",
		"AISDESK_CLIENT", "acme", "AISDESK_API_KEY", "sentinel-key"}
	file := func(text string) Flags { return Flags{"config": write(t, 0o600, text)} }
	chosen := func(f Flags) Flags { f["env"] = app.Sandbox; return f }
	for name, tc := range map[string]struct {
		load  func(Flags, func(string) string) (*Config, error)
		flags Flags
		env   []string
	}{
		"a file, env by flag":          {Load, chosen(file(liveFile)), nil},
		"a file, env by variable":      {Load, file(liveFile), []string{"AISDESK_ENV", "sandbox"}},
		"a file, env in it":            {Load, file("environment = \"sandbox\"\n" + liveFile), nil},
		"variables, env by flag":       {Load, Flags{"env": app.Sandbox}, remote},
		"variables, env by variable":   {Load, nil, append([]string{"AISDESK_ENV", "sandbox"}, remote...)},
		"a file, the demo":             {LoadDemo, file(liveFile), nil},
		"a file for live, the demo":    {LoadDemo, file("environment = \"live\"\n" + liveFile), nil},
		"variables, the demo":          {LoadDemo, nil, remote},
		"variables for live, the demo": {LoadDemo, nil, append([]string{"AISDESK_ENV", "live"}, remote...)},
	} {
		t.Run(name, func(t *testing.T) {
			var read []string
			c, err := tc.load(tc.flags, asked(env(t, tc.env...), &read))
			if err != nil {
				t.Fatal(err)
			}
			if c.Environment != app.Sandbox || !c.OwnSandbox() || c.APIURL != "" || c.WidgetURL != "" || c.Client != "" || !c.APIKey.Empty() {
				t.Errorf("%s %q %q %q, a key: %v", c.Environment, c.APIURL, c.WidgetURL, c.Client, !c.APIKey.Empty())
			}
			if slices.Contains(read, "AISDESK_API_KEY") {
				t.Error("AISDESK_API_KEY was read")
			}
			said := strings.Join(c.Warnings, "\n")
			for _, setting := range []string{"api-url", "widget-url"} {
				if !strings.Contains(said, setting+" (from "+c.source(setting)+") is not used: the ") {
					t.Errorf("nothing says that %s is not used: %q", setting, said)
				}
			}
			if len(c.Warnings) != 2 || strings.Contains(said, "sentinel") {
				t.Errorf("%q", c.Warnings)
			}
		})
	}
}

// Without a client id the sandbox is what fits; the key that lies about is dropped.
func TestAKeyWithoutAClientIsNotTheSandboxs(t *testing.T) {
	c, err := Load(nil, env(t, "AISDESK_API_KEY", "sentinel-key", "AISDESK_API_URL", "https://api.example.com"))
	if err != nil || !c.OwnSandbox() || !c.APIKey.Empty() || len(c.Warnings) != 1 {
		t.Errorf("%+v %v", c, err)
	}
}

func TestAFlagThatTheSandboxCannotFollowIsRefused(t *testing.T) {
	for _, tc := range []struct {
		load  func(Flags, func(string) string) (*Config, error)
		flags Flags
		want  string
	}{
		{Load, Flags{"env": app.Sandbox, "api-url": "https://api.example.com"}, "api-url (from --api-url)"},
		{Load, Flags{"env": app.Sandbox, "widget-url": "https://w.example.com"}, "widget-url (from --widget-url)"},
		{Load, Flags{"api-url": "https://api.example.com"}, "api-url (from --api-url)"},
		{LoadDemo, Flags{"api-url": "https://api.example.com"}, "api-url (from --api-url)"},
		{LoadDemo, Flags{"api-url": "http://127.0.0.1:1"}, "api-url (from --api-url)"},
		{LoadDemo, Flags{"widget-url": "http://localhost:1"}, "widget-url (from --widget-url)"},
		{LoadDemo, Flags{"env": app.Live}, "env (from --env)"},
	} {
		if c, err := tc.load(tc.flags, env(t)); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%v: %v %v", tc.flags, c, err)
		}
	}
	if c, err := LoadDemo(Flags{"env": app.Sandbox}, env(t)); err != nil || !c.OwnSandbox() {
		t.Errorf("demo --env sandbox: %v", err)
	}
}

// The sandbox of another program on this machine needs its two addresses and no key of anybody.
func TestASandboxOnThisMachineIsUsedWithItsOwnKey(t *testing.T) {
	for _, url := range []string{"http://127.0.0.1:8081", "http://[::1]:8081", "http://LOCALHOST:8081", "https://127.0.0.1:8081"} {
		var read []string
		c, err := Load(nil, asked(env(t, "AISDESK_ENV", "sandbox", "AISDESK_API_URL", url, "AISDESK_WIDGET_URL", "http://localhost:8082",
			"AISDESK_CLIENT", "acme", "AISDESK_API_KEY", "sentinel-key"), &read))
		if err != nil || c.OwnSandbox() || c.APIURL != url || c.WidgetURL != "http://localhost:8082/assets/signin-widget.js" {
			t.Fatalf("%+v %v", c, err)
		}
		if c.Client != sandbox.DefaultClient || c.APIKey.Reveal() != sandbox.DefaultKey || slices.Contains(read, "AISDESK_API_KEY") {
			t.Errorf("client %q, or a key of the settings", c.Client)
		}
	}
	for name, tc := range map[string]struct {
		flags       Flags
		client, key string
	}{
		"the address beside them": {nil, "mine", "k1"}, "another sandbox": {Flags{"api-url": "http://127.0.0.1:9"}, sandbox.DefaultClient, sandbox.DefaultKey},
	} {
		c, err := Load(tc.flags, env(t, append(playVariables, "AISDESK_ENV", "sandbox")...))
		if err != nil || c.Client != tc.client || c.APIKey.Reveal() != tc.key {
			t.Errorf("%s: %q %v", name, c.Client, err)
		}
	}
	alone := env(t, "AISDESK_ENV", "sandbox", "AISDESK_API_URL", "http://127.0.0.1:8081", sandboxKeyVariable, "k1")
	if c, err := LoadHeadless(nil, alone); err != nil || c.WidgetURL != "" || c.OwnSandbox() || c.APIKey.Reveal() != "k1" {
		t.Errorf("without a page: %+v %v", c, err)
	}
	for widget, want := range map[string]string{"": "needs the URL of its widget", "https://w.example.com": "needs the URL of its widget"} {
		_, err := Load(nil, env(t, "AISDESK_ENV", "sandbox", "AISDESK_API_URL", "http://127.0.0.1:8081", "AISDESK_WIDGET_URL", widget))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("widget %q: %v", widget, err)
		}
	}
}

// playVariables are those of a sandbox that has a client and key of its own.
var playVariables = []string{"AISDESK_API_URL", "http://127.0.0.1:8081", "AISDESK_WIDGET_URL", "http://localhost:8082", "AISDESK_CLIENT", "mine", "AISDESK_API_KEY", "k1",
	"AISDESK_SANDBOX_CLIENT", "mine", "AISDESK_SANDBOX_KEY", "k1"}

// The key of a sandbox goes to no provider, whatever a shell still holds.
func TestTheKeyOfASandboxGoesNowhereElse(t *testing.T) {
	for _, environment := range []string{app.Test, app.Live} {
		c, err := Load(Flags{"env": environment, "client": "acme", "api-url": "https://api.example.com"}, env(t, playVariables...))
		if err == nil || !strings.Contains(err.Error(), "is the key of a sandbox on this machine") || strings.Contains(err.Error(), "k1") {
			t.Errorf("%s: %+v %v", environment, c, err)
		}
	}
	if c, err := Load(Flags{"env": app.Sandbox}, env(t, "AISDESK_SANDBOX_KEY", "k1", "AISDESK_API_URL", "https://api.example.com")); err != nil || !c.OwnSandbox() || !c.APIKey.Empty() {
		t.Errorf("%+v %v", c, err)
	}
}

// What a resolver or a parser could make this machine, or another, is not this machine.
func TestLookalikesOfThisMachineAreNotUsed(t *testing.T) {
	for _, host := range []string{"10.0.0.1", "127.0.0.1.evil.com", "localhost.evil.com", "evil.localhost", "localhost.", "2130706433", "127.1", "0.0.0.0", "[::]"} {
		c, err := Load(Flags{"env": app.Sandbox}, env(t, "AISDESK_API_URL", "http://"+host+":8081"))
		if err != nil || !c.OwnSandbox() || len(c.Warnings) != 1 {
			t.Errorf("%s: %+v %v", host, c, err)
		}
	}
}

// Neither the source of a key nor a team's archive reaches the sandbox: the demo keeps what it makes on this machine.
func TestTheSandboxAsksForNoKeyAndTheDemoSharesNothing(t *testing.T) {
	shared := []string{"AISDESK_CLIENT", "acme", "AISDESK_API_KEY_FROM", "keyring", "AISDESK_ARCHIVE", "s3://team?region=eu-central-1"}
	for name, load := range map[string]func(Flags, func(string) string) (*Config, error){"the sandbox": Load, "the demo": LoadDemo} {
		c, err := load(nil, env(t, append(shared, "AISDESK_ENV", app.Sandbox)...))
		if err != nil {
			t.Fatal(err)
		}
		if c.KeyFrom != nil || !c.APIKey.Empty() {
			t.Errorf("%s asks the keyring for a key", name)
		}
		if demo := name == "the demo"; (c.Archive == "") != demo {
			t.Errorf("%s has the archive %q", name, c.Archive)
		}
	}
}

// A mistake that nothing takes out of the way of the others is told once.
func TestAMistakeAboutTheSandboxIsToldOnce(t *testing.T) {
	api := []string{"AISDESK_API_URL", "http://127.0.0.1:9"}
	for want, variables := range map[string][]string{
		"needs the URL of its widget": api,
		sandboxKeyVariable:            append(api, "AISDESK_WIDGET_URL", "http://127.0.0.1:8", sandboxKeyVariable, "two words"),
	} {
		_, problems := Examine(nil, env(t, variables...))
		if len(problems) != 1 || !strings.Contains(problems[0].Error(), want) {
			t.Errorf("%d times: %v", len(problems), problems)
		}
		if _, err := Load(nil, env(t, variables...)); err == nil || strings.Count(err.Error(), want) != 1 {
			t.Errorf("%v", err)
		}
	}
}
