//go:build unix

package config

import (
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"
)

// Security statement 30: settings that others can change are refused, as ssh refuses its own, key or no key in them.
func TestSettingsThatOthersCanChangeAreRefused(t *testing.T) {
	for mode, ok := range map[os.FileMode]bool{0o600: true, 0o644: true, 0o640: true, 0o444: true, 0o664: false, 0o646: false, 0o620: false, 0o602: false, 0o666: false} {
		p := write(t, mode, "browser = \"b\"\n")
		c, err := Load(Flags{"config": p}, env(t))
		if (err == nil) != ok {
			t.Errorf("%04o: %v", mode, err)
		}
		if err == nil && c.Browser != "b" {
			t.Errorf("%04o was not read", mode)
		}
		if err != nil && (!strings.Contains(err.Error(), "chmod go-w") || !strings.Contains(err.Error(), p)) {
			t.Errorf("%04o: no way out in %v", mode, err)
		}
	}
}

// of is a file that belongs to somebody.
type of struct {
	fs.FileInfo
	uid uint32
}

func (o of) Sys() any { return &syscall.Stat_t{Uid: o.uid} }

func TestSettingsOfSomebodyElseAreRefused(t *testing.T) {
	info, err := os.Stat(write(t, 0o600, ""))
	if err != nil {
		t.Fatal(err)
	}
	me := uint32(os.Geteuid())
	for uid, ok := range map[uint32]bool{0: true, me: true, me + 4711: false} {
		if err := Trusted("config file", "c.toml", of{info, uid}); (err == nil) != ok {
			t.Errorf("of user %d, who reads is %d: %v", uid, me, err)
		}
	}
	if err := Trusted("config file", "c.toml", info); err != nil {
		t.Errorf("my own: %v", err)
	}
}

// What is no ordinary file is never told to be changed in its mode: that of a device or a folder is everybody's.
func TestNoAdviceChangesTheModeOfFoldersAndDevices(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o777); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{dir: "is a folder, not a file: name the file itself", os.DevNull: "is no ordinary file"} {
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := Trusted("API key", path, info); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "chmod") {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAKeyInQuotationMarksIsNamed(t *testing.T) {
	for key, want := range map[string]string{"'0123'": "stands in quotation marks: leave them out", `"0123"`: "stands in quotation marks: leave them out", "01'23": "", "'": "", "ab cd": "has characters that no key has"} {
		if got := WrongKey(key); got != want {
			t.Errorf("%s: %q", key, got)
		}
	}
}
