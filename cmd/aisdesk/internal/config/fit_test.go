package config

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// Every mistake of a config file is told at once, with its line, what belongs there and the nearest name, whatever it is.
func TestEveryMistakeOfTheFileIsTold(t *testing.T) {
	p := write(t, 0o600, `client = 5
clientt = "x"
port = "abc"
timeout = "5 parrots"
environment = "prod"
apiKey = "k"

[widget]
locale = "xx"
forceSca = "yes"
styles = { foo = 1 }

[case]
author = ["a"]

[profile.a]
clint = "x"
retention_days = 1.5
widget.country = 7

[policy.loan]
incom = "4000PLN"
`)
	wants := []string{
		`line 1: client: the number 5 stands here, it must be a text in quotes: "..."`,
		"line 2: clientt: there is no such setting, did you mean client?",
		"line 3: port: a text stands here, it must be a whole number, without quotes",
		"timeout (from " + p + ", line 4): \"5 parrots\" is not a time from 10s",
		"env (from " + p + ", line 5): \"prod\" is not an environment. Use sandbox, test or live",
		"line 6: apiKey: there is no such setting. It is called api_key here",
		"widget.locale (from " + p + ", line 9): ",
		"line 10: widget.forceSca: a text stands here, it must be true or false, without quotes",
		"widget.styles (from " + p + ", line 11): ",
		"line 14: case.author: a list stands here",
		"line 17: profile.a.clint: there is no such setting, did you mean client?",
		"line 18: profile.a.retention_days: the number 1.5 stands here",
		"line 19: profile.a.widget.country: the number 7 stands here",
		"policy.loan.incom: there is no such claim",
	}
	_, err := Load(Flags{"config": p}, env(t))
	several, ok := errors.AsType[*Several](err)
	if !ok || len(several.All) != len(wants) {
		t.Fatalf("%d mistakes are wanted: %v", len(wants), err)
	}
	for _, want := range wants {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not said in\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "int64") || strings.Contains(err.Error(), "destination") {
		t.Errorf("types of Go: %v", err)
	}
	if _, err := LoadOffline(Flags{"config": p}, env(t)); !strings.Contains(err.Error(), "line 17") {
		t.Errorf("a command of this machine alone says %v", err)
	}
}

// What a command of this machine alone does not use is a warning also where it has a wrong type. Of the callback its own command tells.
func TestWrongTypesOfSettingsThatAreNotUsed(t *testing.T) {
	p := write(t, 0o600, "port = \"abc\"\nclient = 5\ntimeout = 5\nno_open = 1\napi_url = 3\nretention_days = \"x\"\ncallback = 7\n[profile.other]\nmax_reply_mb = \"y\"\n[profile.other.widget]\nlocale = 5\n[widget]\nlocale = 5\nautoImport = \"x\"\n")
	c, err := LoadOffline(Flags{"config": p}, env(t))
	if err != nil || len(c.Warnings) != 10 || c.Callback.Refused == nil {
		t.Fatalf("%v %+v", err, c)
	}
	if said := strings.Join(c.Warnings, "\n"); !strings.Contains(said, "line 1: port: a text stands here, it must be a whole number") || strings.Contains(said, "callback") {
		t.Errorf("the warnings are %s", said)
	}
	if !c.RetentionFixed || c.Retention >= 0 {
		t.Errorf("imports are kept for %v", c.Retention)
	}
	if _, err := Load(Flags{"config": p}, env(t)); err == nil {
		t.Error("a command that connects takes them")
	}
	p = write(t, 0o600, "data_dir = 5\n")
	if _, err := LoadOffline(Flags{"config": p}, env(t)); err == nil {
		t.Error("a directory that is none is taken")
	}
}

func TestTablesOfTheFileThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"profile = 5\n":             "line 1: profile: the number 5 stands here, it must be a table",
		"policy = 5\n":              "line 1: policy: is no table",
		"[profile]\na = 3\n":        "line 2: profile.a: the number 3 stands here, it must be a table",
		"widget = \"x\"\n":          "line 1: widget: a text stands here, it must be a table",
		"[widget]\nmaxImportDate=1": "line 2: widget.maxImportDate: the number 1 stands here, it must be a date such as",
	} {
		if _, err := Load(Flags{"config": write(t, 0o600, text)}, env(t)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A value of a setting of looks that it does not have keeps no command from its work, and is told.
func TestValuesOfLooksThatDoNotExistAreToldOnce(t *testing.T) {
	env := map[string]string{"HOME": t.TempDir(), "AISDESK_MOTION": "of", "AISDESK_CURSOR": "hiden"}
	for _, load := range []func(Flags, func(string) string) (*Config, error){Load, LoadOffline} {
		env["AISDESK_ENV"] = "sandbox"
		c, err := load(Flags{}, func(n string) string { return env[n] })
		if err != nil {
			t.Fatal(err)
		}
		want := []string{`motion (from AISDESK_MOTION): "of" is neither on nor off`, `cursor (from AISDESK_CURSOR): "hiden" is neither shown nor hidden`}
		if !slices.Equal(c.Warnings, want) {
			t.Errorf("%q, want %q", c.Warnings, want)
		}
	}
}
