//go:build unix

package bank

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe or a device as customers file, or as the reply that it names, may never have anything to read.
func TestCustomersComeFromPlainFiles(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.toml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes by name here:", err)
	}
	for _, path := range []string{pipe, os.DevNull} {
		if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "is a pipe or a device") {
			t.Errorf("%s: %v", path, err)
		}
		s := CustomerSpec{Reply: path}
		if err := s.readReply(""); err == nil || !strings.Contains(err.Error(), "is a pipe or a device") {
			t.Errorf("reply %s: %v", path, err)
		}
	}
}
