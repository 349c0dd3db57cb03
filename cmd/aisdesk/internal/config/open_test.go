package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Settings that a link to nothing stands for are there, but cannot be read: to go on without them would save in plain text what they
// say to encrypt.
func TestSettingsThatAreALinkToNothingAreAnError(t *testing.T) {
	dir := t.TempDir()
	file, folder := filepath.Join(dir, "config.toml"), filepath.Join(dir, "folder")
	for _, link := range []string{file, folder} {
		if err := os.Symlink(filepath.Join(dir, "unmounted"), link); err != nil {
			t.Skip("no symbolic links: ", err)
		}
	}
	for path, link := range map[string]string{file: file, filepath.Join(folder, "config.toml"): folder} {
		_, ofFile := readFile(path, false)
		_, ofLexicon := ReadLexicon(path)
		for _, err := range []error{ofFile, ofLexicon} {
			if err == nil || errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), link+" is a link to ") || !strings.Contains(err.Error(), "unmounted") {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	if _, err := readFile(filepath.Join(dir, "none", "config.toml"), false); err != nil {
		t.Errorf("no settings at all: %v", err)
	}
}
