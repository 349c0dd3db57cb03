package testenv

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A machine without any of the tools says so of each; one that has them all says nothing of them.
func TestWhatIsMissingIsSaid(t *testing.T) {
	t.Setenv("AISDESK_MEASURE", "")
	t.Setenv("PATH", t.TempDir())
	said := strings.Join(Skipped(), "\n")
	for _, want := range []string{"in a browser: no Chromium", "in a terminal: no tmux", "without a network", "AISDESK_MEASURE=100000"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q is not in\n%s", want, said)
		}
	}
	dir := t.TempDir()
	for _, name := range []string{"chromium", "tmux", "xterm", "xvfb-run", "unshare", "pdftotext", "ssh-keygen", "curl", "hledger", "sshd"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\nexit 0\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+":/bin:/usr/bin")
	t.Setenv("AISDESK_MEASURE", "1000")
	t.Setenv("AISDESK_TRACE", "key")
	t.Setenv("AISDESK_PORTFOLIO", "10")
	if said := Skipped(); len(said) != 0 {
		t.Errorf("with everything: %q", said)
	}
}

// skips are the calls that leave a test out.
var skips = regexp.MustCompile(`\bt\.(Skip|Skipf|SkipNow)\(`)

// elsewhere are skips that no tool would mend: they depend on the system or the build, or come of themselves.
var elsewhere = []string{"/proc", "pkg/browser looks", "a shell to write", "race detector", "peak memory", "a process for each", "measures only when asked", "only when asked: AISDESK_TRACE",
	"no symbolic links", "keeps a directory that is open", "no pipes by name", "no names of open streams", "no pseudo-terminal", "as root needs /run/sshd", "modes mean nothing on", "xdg-mime is", "AISDESK_PORTFOLIO says", "makes many rows", "port was taken", "no home directory", "address besides loopback", "no labelled rows", "localserver/sandbox/"}

// TestEverySkipIsSaid finds tests that are left out without the list of this package: go test would not say so.
func TestEverySkipIsSaid(t *testing.T) {
	found := 0
	err := filepath.WalkDir("../..", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, "_test.go") || strings.HasSuffix(p, "testenv_test.go") {
			return err
		}
		src, err := os.ReadFile(p)
		for n, line := range strings.Split(string(src), "\n") {
			if !skips.MatchString(line) {
				continue
			}
			found++
			known := false
			for _, e := range elsewhere {
				known = known || strings.Contains(filepath.ToSlash(p)+line, e)
			}
			if !known {
				t.Errorf("%s:%d skips a test that testenv.Skipped does not list:%s", p, n+1, line)
			}
		}
		return err
	})
	if err != nil || found < 5 {
		t.Errorf("%d skips found, %v", found, err)
	}
}
