package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// withoutTheScreen are the lines of a page's section "Without the screen".
func withoutTheScreen(t *testing.T, page string) (lines []string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("../..", page))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(b), "\n## Without the screen\n")
	section, _, _ = strings.Cut(section, "\n## ")
	for line := range strings.SplitSeq(section, "\n") {
		if command, ok := strings.CutPrefix(line, "    aisdesk "); ok {
			lines = append(lines, command)
		}
	}
	return lines
}

// HARDENING 15: the README says how to back up and to restore.
func TestReadmeSaysHowToBackUp(t *testing.T) {
	b, err := os.ReadFile("../../README.md")
	if err != nil || !strings.Contains(string(b), "Back up by copying") || !strings.Contains(string(b), "aisdesk restore COPY") {
		t.Errorf("%v: how to back up is not said", err)
	}
}

// TestReadmeWithoutTheScreen runs the lines of the section "Without the screen" of COMMANDS.md as they are written. Those of
// the README are some of them, in their order.
func TestReadmeWithoutTheScreen(t *testing.T) {
	commands, short := withoutTheScreen(t, ".github/COMMANDS.md"), withoutTheScreen(t, "README.md")
	if len(commands) < 20 || len(short) < 8 {
		t.Fatalf("the sections have %d and %d lines of commands", len(commands), len(short))
	}
	var script strings.Builder
	for _, command := range commands {
		script.WriteString("exec aisdesk " + command + "\n")
		if len(short) > 0 && short[0] == command {
			short = short[1:]
		}
	}
	if len(short) > 0 {
		t.Fatalf("the README has a line that is not run: %s", short[0])
	}
	script.WriteString("exists salary.csv journal.hledger report.json report.pdf portfolio.ndjson\n" +
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
