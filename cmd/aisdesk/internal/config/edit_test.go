package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const edited = `# mine
client = "acme" # of the portal
note = 1

# archives
[case]
author = "Anna"

[profile.b]
client = "b"
`

// What is not changed stays as it is, comments and order too.
func TestSettingsAreChangedLineByLine(t *testing.T) {
	text := strings.Replace(edited, "note = 1\n", "port = 1\n", 1)
	for _, tc := range []struct {
		profile string
		set     []Assignment
		want    string
	}{
		{"", []Assignment{{"client", `new"one`}}, strings.Replace(text, `client = "acme" # of the portal`, `client = "new\"one"`, 1)},
		{"", []Assignment{{"environment", "test"}}, strings.Replace(text, "port = 1\n", "port = 1\nenvironment = \"test\"\n", 1)},
		{"", []Assignment{{"case.author", "Ewa"}}, strings.Replace(text, "Anna", "Ewa", 1)},
		{"", []Assignment{{"case.author", ""}, {"api_key", ""}}, strings.Replace(text, "author = \"Anna\"\n", "", 1)},
		{"", []Assignment{{"widget.locale", "cs"}}, text + "\n[widget]\nlocale = \"cs\"\n"},
		{"b", []Assignment{{"client", "c"}, {"case.author", "Ewa"}}, strings.Replace(text, `client = "b"`, `client = "c"`, 1) + "\n[profile.b.case]\nauthor = \"Ewa\"\n"},
		{"c", []Assignment{{"client", "c"}}, text + "\n[profile.c]\nclient = \"c\"\n"},
	} {
		path := write(t, 0o600, text)
		p, err := PlaceOf(Flags{"config": path, "profile": tc.profile}, env(t))
		if err != nil {
			t.Fatal(err)
		}
		got, err := p.With(tc.set)
		if err != nil || got != tc.want {
			t.Errorf("%q %v: %v\n%s\nwant\n%s", tc.profile, tc.set, err, got, tc.want)
			continue
		}
		if err := p.Write(got); err != nil {
			t.Fatal(err)
		}
		again, err := PlaceOf(Flags{"config": path, "profile": tc.profile}, env(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range tc.set {
			if again.Value(a.Key) != a.Value {
				t.Errorf("%s is %q", a.Key, again.Value(a.Key))
			}
		}
	}
}

// A file whose lines cannot be told apart is left alone.
func TestSettingsThatCannotBeChangedSafelyAreLeftAlone(t *testing.T) {
	for _, text := range []string{"case = { author = \"Anna\" }\n", "[ case ]\nauthor = \"Anna\"\n", "browser = \"\"\"\n[case]\nx\"\"\"\n"} {
		p, err := PlaceOf(Flags{"config": write(t, 0o600, text)}, env(t))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := p.With([]Assignment{{"case.author", "Ewa"}}); err == nil {
			t.Errorf("%q became %q", text, got)
		}
	}
	if _, err := PlaceOf(Flags{"profile": "a b]"}, env(t, "HOME", t.TempDir())); err == nil {
		t.Error("a profile of any name")
	}
}

func TestSettingsBehindALinkAreChangedWhereTheyAre(t *testing.T) {
	path := write(t, 0o600, "port = 1\n")
	link := filepath.Join(t.TempDir(), "config.toml")
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	p, err := PlaceOf(Flags{"config": link}, env(t))
	if err != nil {
		t.Fatal(err)
	}
	text, err := p.With([]Assignment{{"client", "acme"}})
	if err != nil || p.Write(text) != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "port = 1\nclient = \"acme\"\n" {
		t.Errorf("%s %v", b, err)
	}
}
