package config

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gokeyring "github.com/zalando/go-keyring"

	"aisdesk/aisclient/app"
)

const profilesFile = `client = "acme"
api_key = "key-of-acme"
callback = "https://acme.example/hook"
callback_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
data_dir = "/archive/acme"
port = 7000

[widget]
locale = "pl"
country = "pl"

[case]
author = "Anna"

[profile.bank-b]
client = "bank-b-test"
api_key = "key-of-bank-b"
data_dir = "/archive/b"

[profile.bank-b.widget]
locale = "cs"

[profile.bank-b.case]
author = "Bedřich"

[profile.no-key]
client = "no-key-test"
environment = "test"

[profile.other-archive]
data_dir = "/archive/other"

[profile.play]
environment = "sandbox"
api_key = "key-of-nobody"

[profile.hooked]
callback = "https://hooked.example/hook"
`

// A flag goes before a variable, that before the profile, the profile before the top level.
func TestAProfileGoesBetweenVariablesAndTheTopLevel(t *testing.T) {
	p := write(t, 0o600, profilesFile)
	c, err := Load(Flags{"config": p, "profile": "bank-b", "author": "Cyril"}, env(t, "AISDESK_PROFILE", "play", "AISDESK_PORT", "7001"))
	if err != nil {
		t.Fatal(err)
	}
	for what, x := range map[string][2]string{"profile": {c.Profile, "bank-b"}, "client": {c.Client, "bank-b-test"}, "key": {c.APIKey.Reveal(), "key-of-bank-b"},
		"environment": {c.Environment, app.Test}, "archive": {c.DataDir, "/archive/b"}, "author": {c.Case.Author, "Cyril"},
		"locale": {c.Widget.Locale, "cs"}, "country, of the top level": {c.Widget.Country, "pl"}} {
		if x[0] != x[1] {
			t.Errorf("%s is %q, want %q", what, x[0], x[1])
		}
	}
	if c.Port != 7001 || c.source("port") != "AISDESK_PORT" || c.source("author") != "--author" || !strings.HasPrefix(c.source("client"), "[profile.bank-b] in ") {
		t.Errorf("port %d from %s, author from %s, client from %s", c.Port, c.source("port"), c.source("author"), c.source("client"))
	}
	c, err = Load(Flags{"config": p}, env(t, "AISDESK_PROFILE", "bank-b"))
	if err != nil || c.Case.Author != "Bedřich" || c.Port != 7000 {
		t.Errorf("by the variable: %v %+v", err, c)
	}
	c, err = Load(Flags{"config": p}, env(t))
	if err != nil || c.Profile != "" || c.Client != "acme" || c.Case.Author != "Anna" || c.Widget.Locale != "pl" {
		t.Errorf("without a profile: %v %+v", err, c)
	}
	if want := []string{"bank-b", "hooked", "no-key", "other-archive", "play"}; !slices.Equal(c.Profiles, want) || !slices.Equal(Profiles(Flags{"config": p}, env(t)), want) {
		t.Errorf("profiles %q", c.Profiles)
	}
}

// The secrets of the top level serve a profile only where it leaves open what they belong to.
func TestAProfileDoesNotUseTheSecretsOfAnotherClient(t *testing.T) {
	p := write(t, 0o600, profilesFile)
	_, err := Load(Flags{"config": p, "profile": "no-key"}, env(t))
	if err == nil || !strings.Contains(err.Error(), "the profile no-key has none") || strings.Contains(err.Error(), "key-of") {
		t.Errorf("a profile without a key: %v", err)
	}
	_, err = Load(Flags{"config": p, "profile": "hooked"}, env(t))
	if err == nil || !strings.Contains(err.Error(), "no secret to sign it with") {
		t.Errorf("a callback of the profile with the secret of the top level: %v", err)
	}
	c, err := Load(Flags{"config": p, "profile": "other-archive"}, env(t))
	if err != nil || c.APIKey.Reveal() != "key-of-acme" || c.Client != "acme" || c.DataDir != "/archive/other" || c.Callback.Secret.Empty() {
		t.Errorf("another archive of the same client: %v", err)
	}
	c, err = Load(Flags{"config": p, "profile": "play"}, env(t))
	if err != nil || !c.OwnSandbox() || c.HasKey() {
		t.Errorf("a profile of the sandbox has a key: %v", err)
	}
	for name := range map[string]bool{"bank-b": true, "no-key": true, "play": true} {
		if c, err := LoadDemo(Flags{"config": p, "profile": name}, env(t)); err != nil || c.HasKey() || c.Profile != name {
			t.Errorf("the demo with profile %s: %v", name, err)
		}
	}
}

func TestAnUnknownProfileIsNamedWithTheNearest(t *testing.T) {
	p := write(t, 0o600, profilesFile)
	for _, load := range []func(Flags, func(string) string) (*Config, error){Load, LoadOffline, LoadDemo} {
		_, err := load(Flags{"config": p}, env(t, "AISDESK_PROFILE", "bnak-b"))
		for _, part := range []string{"from AISDESK_PROFILE", `no profile "bnak-b", did you mean bank-b?`, "There are: bank-b, hooked, no-key, other-archive, play"} {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%v lacks %q", err, part)
			}
		}
	}
	_, err := Load(Flags{"config": write(t, 0o600, "port = 1\n"), "profile": "x"}, env(t))
	if err == nil || !strings.Contains(err.Error(), "no [profile.NAME]") || !strings.Contains(err.Error(), "setup --profile") {
		t.Errorf("without any: %v", err)
	}
}

// What is wrong in a profile is told whichever is in force.
func TestMistakesInProfilesAreTold(t *testing.T) {
	for text, want := range map[string]string{
		"[profile.a]\nclint = \"x\"\n":                       "did you mean client?",
		"[profile.a]\napi-key = \"x\"\n":                     "It is called api_key",
		"[profile.a.widget]\ncolour = \"x\"\n":               "The settings here are: locale",
		"[profile.a.policy.x]\nincome = \"1PLN\"\n":          "there is no such setting",
		"[profile.a]\nport = \"x\"\n":                        "line 2",
		"[profile.a]\napi_key = \"x\"\napi_key_from = \"y\"": "Keep one of the two",
	} {
		_, err := Load(Flags{"config": write(t, 0o600, text), "profile": "a"}, env(t))
		if err == nil || !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(want)) {
			t.Errorf("%q: %v", text, err)
		}
	}
	_, err := Load(Flags{"config": write(t, 0o644, "[profile.a]\napi_key = \"sentinel\"\n")}, env(t))
	if err == nil || !strings.Contains(err.Error(), "chmod 600") || strings.Contains(err.Error(), "sentinel") {
		t.Errorf("a key in a profile that others can read: %v", err)
	}
}

// The keyring has an entry for each profile, environment and client, and nothing else is taken for the key.
func TestTheKeyComesFromTheKeyringsEntryOfTheProfile(t *testing.T) {
	gokeyring.MockInit()
	for user, key := range map[string]string{"test/acme-test": "of-the-top", "profile b/test/b-test": "of-b", "profile c/live/c": "of-c"} {
		if err := gokeyring.Set(KeyringService, user, key); err != nil {
			t.Fatal(err)
		}
	}
	p := write(t, 0o644, "client = \"acme-test\"\napi_key_from = \"keyring\"\n[profile.b]\nclient = \"b-test\"\napi_key_from = \"keyring\"\n"+
		"[profile.c]\nclient = \"c-test\"\napi_key_from = \"keyring\"\n[profile.d]\ndata_dir = \"/d\"\n")
	for profile, want := range map[string]string{"": "of-the-top", "b": "of-b", "c": "", "d": "of-the-top"} {
		c, err := Load(Flags{"config": p, "profile": profile}, env(t))
		if err != nil || c.Environment != app.Test || !c.APIKey.Empty() {
			t.Fatalf("profile %q: %v", profile, err)
		}
		key, err := c.KeyFrom(t.Context())
		if key.Reveal() != want || (err == nil) != (want != "") || err != nil && !strings.Contains(err.Error(), "no API key of profile c/test/c-test") {
			t.Errorf("profile %q: %q %v", profile, key.Reveal(), err)
		}
	}
	if c, err := Load(Flags{"config": p, "profile": "b"}, env(t, "AISDESK_API_KEY", "of-the-variable")); err != nil || c.APIKey.Reveal() != "of-the-variable" || c.KeyFrom != nil {
		t.Errorf("a variable goes before the keyring: %v", err)
	}
	for _, load := range []func(Flags, func(string) string) (*Config, error){LoadDemo, Load} {
		if c, err := load(Flags{"config": p, "profile": "b", "env": app.Sandbox}, env(t)); err != nil || c.HasKey() {
			t.Errorf("the sandbox would ask the keyring: %v", err)
		}
	}
}

func TestTheKeyComesFromAFileOfItsOwn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "key")
	p := write(t, 0o600, "client = \"acme-test\"\napi_key = \"of-the-settings\"\n")
	for _, tc := range []struct {
		mode       os.FileMode
		text, want string
	}{{0o600, "of-the-file\n", ""}, {0o640, "of-the-file\n", "chmod 600"}, {0o600, "\n", "is empty"}, {0o600, "two words", "has characters that no key has"}} {
		if err := os.WriteFile(file, []byte(tc.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(file, tc.mode); err != nil {
			t.Fatal(err)
		}
		c, err := Load(Flags{"config": p}, env(t, "AISDESK_API_KEY_FROM", file))
		if err != nil || !c.APIKey.Empty() {
			t.Fatalf("the variable does not go before the settings: %v", err)
		}
		key, err := c.KeyFrom(t.Context())
		if tc.want == "" && (err != nil || key.Reveal() != "of-the-file") || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
			t.Errorf("%q %04o: %q %v", tc.text, tc.mode, key.Reveal(), err)
		}
	}
}

// A page of another address would see what the top level's key brings in: the addresses of a profile keep that key out.
func TestAProfileWithAnAddressOfItsOwnTakesNoKeyOfTheTopLevel(t *testing.T) {
	for _, own := range []string{`api_url = "https://api.b.example"`, `widget_url = "https://w.b.example/w.js"`, `environment = "test"`, `client = "acme-test"`} {
		p := write(t, 0o600, "client = \"acme-test\"\napi_key = \"key-of-acme\"\n[profile.b]\n"+own+"\n")
		if c, err := Load(Flags{"config": p, "profile": "b"}, env(t)); err == nil && (c.HasKey() || c.APIKey.Reveal() != "") {
			t.Errorf("%s: the key of the top level is used", own)
		}
	}
	p := write(t, 0o600, "client = \"acme-test\"\napi_key = \"key-of-acme\"\n[profile.b]\nport = 7000\n")
	if c, err := Load(Flags{"config": p, "profile": "b"}, env(t)); err != nil || c.APIKey.Reveal() != "key-of-acme" {
		t.Errorf("a profile of a port alone: %v", err)
	}
}

// A key of the file stands for the client, the environment and the addresses beside which it is set: flags and variables that name
// others take it along nowhere. One that is given as near as they are is theirs.
func TestAKeyOfTheFileGoesToNoOtherClientEnvironmentOrAddress(t *testing.T) {
	gokeyring.MockInit()
	const beside = "client = \"acme-test\"\nenvironment = \"test\"\n"
	keyFile := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(keyFile, []byte("of-a-file"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		file  string
		flags Flags
		env   []string
		word  string // of the refusal; empty where the key is used
	}{
		{beside + "api_key = \"K\"\n", Flags{"api-url": "https://evil.test"}, nil, "--api-url names another address of the API than the https://test.api.kontomatik.com"},
		{beside + "api_key = \"K\"\n", nil, []string{"AISDESK_API_URL", "https://evil.test"}, "AISDESK_API_URL names another"},
		{beside + "api_key = \"K\"\n", Flags{"client": "other-test"}, nil, "--client names another client than the acme-test"},
		{beside + "api_key = \"K\"\n", nil, []string{"AISDESK_CLIENT", "other-test"}, "AISDESK_CLIENT names another client"},
		{beside + "api_key = \"K\"\n", Flags{"env": "live"}, nil, "--env names another environment than the test"},
		{beside + "api_key = \"K\"\n", Flags{"widget-url": "https://evil.test/w.js"}, nil, "--widget-url names another widget"},
		{"client = \"acme-test\"\napi_key = \"K\"\n", Flags{"env": "live"}, nil, "--env names another environment than the test"},
		{"client = \"acme-test\"\napi_key = \"K\"\n", Flags{"client": "other"}, nil, "--client names another client"},
		{beside + "api_key_from = \"" + keyFile + "\"\n", Flags{"client": "other-test"}, nil, "--client names another client"},
		{beside + "api_key_from = \"keyring\"\n", Flags{"api-url": "https://evil.test"}, nil, "--api-url names another"},
		{beside + "[profile.p]\nclient = \"p-test\"\napi_key = \"K\"\n", Flags{"profile": "p", "client": "q-test"}, nil, "--client names another client than the p-test"},
		{beside + "[profile.p]\nclient = \"p-test\"\napi_key = \"K\"\n", Flags{"profile": "p", "api-url": "https://evil.test"}, nil, "--api-url names another"},

		{beside + "api_key = \"K\"\n", Flags{"client": "acme-test", "env": "test", "api-url": "https://test.api.kontomatik.com/"}, nil, ""},
		{beside + "api_key = \"K\"\n", Flags{"widget-url": "https://signin.kontomatik.com"}, nil, ""},
		{beside + "api_key = \"K\"\n", Flags{"client": "other-test", "api-url": "https://evil.test"}, []string{"AISDESK_API_KEY", "theirs"}, ""},
		{beside + "api_key = \"K\"\n", Flags{"client": "other-test"}, []string{"AISDESK_API_KEY_FROM", keyFile}, ""},
		{beside + "api_key_from = \"keyring\"\n", Flags{"client": "other-test"}, nil, ""}, // whose entry it asks for
		{"api_key = \"K\"\n", Flags{"client": "acme-test", "env": "test"}, nil, ""},       // nothing stands beside it
		{"client = \"acme-test\"\napi_key = \"K\"\n", Flags{"env": "test"}, nil, ""},
		{beside + "api_url = \"https://other.example\"\napi_key = \"K\"\n", Flags{"api-url": "https://other.example"}, nil, ""},
	} {
		flags := Flags{"config": write(t, 0o600, tc.file)}
		maps.Copy(flags, tc.flags)
		c, err := Load(flags, env(t, tc.env...))
		if tc.word == "" {
			if err != nil || !c.HasKey() {
				t.Errorf("%q %v %q: %v", tc.file, tc.flags, tc.env, err)
			}
			continue
		}
		e, ok := errors.AsType[*Error](err)
		if !ok || e.Setting != "api-key" || !strings.Contains(err.Error(), tc.word) || !strings.Contains(e.Next, "AISDESK_API_KEY") {
			t.Errorf("%q %v %q: %v", tc.file, tc.flags, tc.env, err)
		}
	}
	p := write(t, 0o600, beside+"api_key = \"K\"\n")
	if c, err := LoadOffline(Flags{"config": p, "env": "live"}, env(t)); err != nil || c.HasKey() || len(c.Warnings) > 0 {
		t.Errorf("what works on this machine alone: %v", err)
	}
}
