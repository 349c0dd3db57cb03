package tui

import (
	"bufio"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aisdesk/tui/pane"
)

// mostFiles is how many files a key passes on its way from the terminal to the rows that it filters.
const mostFiles = 12

// presses is how many letters are typed: what each of them enters is told by that from what waiting enters now and then.
const presses = 400

// leaves are packages that know nothing of panes: they edit a line, hold columns or write a value, and hand nothing on.
var leaves = []string{"tui/cell", "tui/chart", "tui/field", "tui/grid", "tui/pane/format", "tui/pane/rows", "tui/theme"}

// TestFilesFromAKeyToItsRows counts the files of the program that a letter typed into the filter enters, from the key
// until its rows are in the grid. It compares two coverage profiles, with the key and without:
//
//	AISDESK_TRACE=1 go test ./tui -run TestFilesFromAKeyToItsRows -count 1 -v
//
// The engine and the leaves are logged and not counted; neither is what the test itself needs.
func TestFilesFromAKeyToItsRows(t *testing.T) {
	mode := os.Getenv("AISDESK_TRACE")
	switch mode {
	case "":
		t.Skip("builds the program with coverage only when asked: AISDESK_TRACE=1")
	case "none", "key":
		filterKey(t, mode == "key")
		return
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "tui.test")
	run(t, exec.Command("go", "test", "-c", "-o", program, "-covermode=count", "-coverpkg=aisdesk/tui/...,aisdesk/aisclient/...", "."))
	without, with := profile(t, program, dir, "none"), profile(t, program, dir, "key")
	files := map[string]bool{}
	for block, n := range with {
		if file, _, _ := strings.Cut(block, ":"); n >= without[block]+presses && file != "tui/pane/press.go" {
			files[file] = true
		}
	}
	counted := 0
	for _, f := range slices.Sorted(maps.Keys(files)) {
		if strings.HasPrefix(f, "tui/") && !slices.Contains(leaves, path.Dir(f)) {
			counted++
			t.Log(counted, f)
		} else {
			t.Log("  ", f)
		}
	}
	if counted == 0 || counted > mostFiles {
		t.Errorf("a key enters %d files, not 1 to %d", counted, mostFiles)
	}
}

// filterKey opens the filter of a large import and, with press, types letters.
func filterKey(t *testing.T, press bool) {
	p := newLoop(t, 120, 40, wideLedger(10_000))
	p.press("3", "/", "z")
	p.rest()
	for range presses {
		if press {
			_, cmd := p.r.Update(pane.Press("a"))
			p.r.Update(cmd())
		}
	}
}

// profile runs this test in another process and returns how often each block of code was entered.
func profile(t *testing.T, program, dir, mode string) map[string]int {
	t.Helper()
	file := filepath.Join(dir, mode)
	cmd := exec.Command(program, "-test.run", "^TestFilesFromAKeyToItsRows$", "-test.coverprofile", file)
	cmd.Env = append(os.Environ(), "AISDESK_TRACE="+mode)
	run(t, cmd)
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	out := map[string]int{}
	for s := bufio.NewScanner(f); s.Scan(); {
		if block, count, ok := strings.Cut(strings.TrimPrefix(s.Text(), "aisdesk/"), " "); ok {
			n, _ := strconv.Atoi(count[strings.LastIndex(count, " ")+1:])
			out[block] += n
		}
	}
	return out
}

func run(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
}
