//go:build unix

package cli

import (
	"aisdesk/localserver/testenv"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// Whoever owns a passphrase file can read it, whatever its mode says.
func TestAPassphraseFileOfSomebodyElseIsRefused(t *testing.T) {
	name := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(name, []byte("four invented words here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	prog := &Program{Getenv: func(string) string { return "" }, piped: &sync.Map{}}
	if words, err := prog.wordsOf(name); err != nil || words != "four invented words here" {
		t.Fatalf("my own: %q, %v", words, err)
	}
	testenv.Need(t, testenv.Root) // others cannot give a file away
	if err := os.Chown(name, 65534, -1); err != nil {
		t.Fatal(err)
	}
	if words, err := prog.wordsOf(name); err == nil || words != "" || !strings.Contains(err.Error(), "belongs to another user") {
		t.Errorf("of another user: %q, %v", words, err)
	}
}
