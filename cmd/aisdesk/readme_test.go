package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestReadmeWithoutTheScreen runs the lines of the README's section "Without the screen" as they are written.
func TestReadmeWithoutTheScreen(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(readme), "\n## Without the screen\n")
	section, _, _ = strings.Cut(section, "\n## ")
	var script strings.Builder
	n := 0
	for line := range strings.SplitSeq(section, "\n") {
		if command, ok := strings.CutPrefix(line, "    aisdesk "); ok {
			script.WriteString("exec aisdesk " + command + "\n")
			n++
		}
	}
	if !ok || n < 20 {
		t.Fatalf("the section has %d lines of commands", n)
	}
	script.WriteString("exists salary.csv journal.hledger report.json report.pdf portfolio.json\n" +
		"grep 'salary|regular wage' salary.csv\ngrep '\"outcome\":\"confirmed\"' report.json\n")
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "readme.txtar"), []byte(script.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	bin := t.TempDir()
	if err := os.Symlink(program(t), filepath.Join(bin, "aisdesk")); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{Dir: dir, Setup: func(e *testscript.Env) error {
		e.Setenv("PATH", bin+string(os.PathListSeparator)+e.Getenv("PATH"))
		for _, name := range []string{"HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"} {
			e.Setenv(name, filepath.Join(e.WorkDir, ".home", name))
		}
		return os.MkdirAll(filepath.Join(e.WorkDir, ".home", "HOME"), 0o700)
	}})
}
