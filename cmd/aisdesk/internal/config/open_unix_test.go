//go:build unix

package config

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe that nobody writes to is refused wherever the user names a file, and what the shell hands over open is read.
func TestAPipeByNameIsRefused(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes by name here:", err)
	}
	for what, read := range map[string]func() error{
		"a file":       func() error { _, err := OpenFile(pipe); return err },
		"the settings": func() error { _, err := readFile(pipe, true); return err },
		"a key":        func() error { _, err := keyInFile(pipe); return err },
		"a lexicon":    func() error { _, err := ReadLexicon(pipe); return err },
	} {
		if err := read(); err == nil || !strings.Contains(err.Error(), "is a pipe or a device") {
			t.Errorf("%s: %v", what, err)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	_, _ = w.WriteString("handed over")
	_ = w.Close()
	name := fmt.Sprintf("/dev/fd/%d", r.Fd())
	if _, err := os.Stat(name); err != nil {
		t.Skip("no names of open streams here")
	}
	f, err := OpenFile(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if b, err := io.ReadAll(f); err != nil || string(b) != "handed over" {
		t.Errorf("%q, %v", b, err)
	}
}
