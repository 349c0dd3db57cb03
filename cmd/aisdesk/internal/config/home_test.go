package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func testHome(system string, pairs ...string) *home {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return &home{getenv: func(k string) string { return m[k] }, system: func() (string, error) {
		if system == "" {
			return "", errors.New("unknown user")
		}
		return system, nil
	}}
}

// Security statement 30: without HOME the system is asked; the current directory is never taken instead.
// A relative path of the config file begins at its folder, wherever the program was started; one of a flag or a variable where that was.
func TestARelativePathOfTheFileBeginsAtItsFolder(t *testing.T) {
	p := write(t, 0o600, "data_dir = \"rel/archive\"\nclient = \"a-test\"\napi_key_from = \"key\"\n[profile.b]\ndata_dir = \"b\"\n")
	folder := filepath.Dir(p)
	if err := os.WriteFile(filepath.Join(folder, "key"), []byte("of-the-file"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, tc := range []struct {
		flags Flags
		env   []string
		want  string
	}{
		{Flags{"config": p}, nil, filepath.Join(folder, "rel", "archive")},
		{Flags{"config": p, "profile": "b"}, nil, filepath.Join(folder, "b")},
		{Flags{"config": p, "data-dir": "here"}, nil, "here"},
		{Flags{"config": p}, []string{"AISDESK_DATA_DIR", "here"}, "here"},
		{Flags{"config": p, "data-dir": "/abs"}, nil, "/abs"},
	} {
		c, err := Load(tc.flags, env(t, tc.env...))
		if err != nil || c.DataDir != tc.want {
			t.Errorf("%v %q: %v %s, want %s", tc.flags, tc.env, err, c.DataDir, tc.want)
			continue
		}
		if key, err := c.KeyFrom(t.Context()); err != nil || key.Reveal() != "of-the-file" {
			t.Errorf("the key's file: %v", err)
		}
	}
}

func TestWithoutAHomeTheSystemIsAskedOrNothingIsDone(t *testing.T) {
	for name, tc := range map[string]struct {
		h    *home
		want string
	}{
		"HOME":                       {testHome("/of/system", "HOME", "/h"), "/h/.local/share/aisdesk"},
		"no HOME":                    {testHome("/of/system"), "/of/system/.local/share/aisdesk"},
		"a relative HOME":            {testHome("/of/system", "HOME", "."), "/of/system/.local/share/aisdesk"},
		"none at all":                {testHome(""), ""},
		"the system's is relative":   {testHome("here"), ""},
		"none, but a base directory": {testHome("", "XDG_DATA_HOME", "/d"), "/d/aisdesk"},
		"a relative base directory":  {testHome("", "XDG_DATA_HOME", "d"), ""},
	} {
		got, err := tc.h.xdg("XDG_DATA_HOME", ".local", "share")
		if got != tc.want || (err == nil) != (tc.want != "") {
			t.Errorf("%s: %q %v, want %q", name, got, err, tc.want)
		}
		if err != nil && !strings.Contains(err.Error(), "Set HOME") {
			t.Errorf("%s: no way out in %v", name, err)
		}
	}
}

// The real system knows the home directory of whoever runs this test, without HOME.
func TestTheSystemKnowsTheHome(t *testing.T) {
	c, err := Load(nil, func(string) string { return "" })
	if err != nil {
		t.Skipf("this user has no home directory here: %v", err)
	}
	for _, p := range []string{c.DataDir, c.StateDir, c.ConfigFile} {
		if !filepath.IsAbs(p) {
			t.Errorf("%s is below the current directory", p)
		}
	}
}

func TestATildeInASettingIsTheHome(t *testing.T) {
	p := write(t, 0o600, "data_dir = \"~/bank data\"\nbrowser = \"~/bin/open %s\"\n")
	c, err := Load(Flags{"config": p}, env(t, "HOME", "/h"))
	if err != nil || c.DataDir != "/h/bank data" || c.Browser != "/h/bin/open %s" {
		t.Errorf("%+v %v", c, err)
	}
	for in, want := range map[string]string{"~": "/h", "~/x": "/h/x", "/x/~": "/x/~", "x~": "x~", "": ""} {
		if got, err := testHome("", "HOME", "/h").expand(in); err != nil || got != want {
			t.Errorf("%q is %q %v", in, got, err)
		}
	}
	if got, err := ExpandHome("~/pass", func(string) string { return "/h" }); err != nil || got != "/h/pass" {
		t.Errorf("%q %v", got, err)
	}
	home := t.TempDir()
	if err := os.WriteFile(filepath.Join(home, "own.toml"), []byte("port = 4711"), 0o600); err != nil {
		t.Fatal(err)
	}
	if c, err := Load(nil, env(t, "HOME", home, "AISDESK_CONFIG", "~/own.toml")); err != nil || c.Port != 4711 {
		t.Errorf("%+v %v", c, err)
	}
	_, err = Load(nil, env(t, "AISDESK_DATA_DIR", "~bob/x"))
	if err == nil || !strings.Contains(err.Error(), "AISDESK_DATA_DIR") || !strings.Contains(err.Error(), "whole path") {
		t.Errorf("%v", err)
	}
}
