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
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/provider"
	"aisdesk/localserver/sandbox"
	"aisdesk/tui/pane"
)

// way is one that the data takes through the program, again and again.
type way struct {
	name  string
	times int // how often it is taken: what each time enters is told by that from what waiting enters now and then
	most  int // how many files it may enter: what it enters today, and never more
	// rooms are the packages that hand the data on: their files are counted. The others hold columns, decode, judge, save or draw,
	// and are logged.
	rooms []string
	walk  func(t *testing.T, times int, whole bool) // to its end, or only to where it begins
}

var ways = []way{
	{"key", 400, 12, []string{"tui", "tui/background", "tui/pane", "tui/pane/transactions"}, filterKey},
	{"reply", 40, 15, []string{"aisclient/app", "tui", "tui/background", "tui/pane", "tui/pane/opening", "tui/pane/transactions"}, openReply},
	{"claim", 40, 12, []string{"aisclient/app", "tui", "tui/background", "tui/pane", "tui/pane/verdict"}, claimName},
}

// TestFilesOfTheWays counts the files of the program that each way enters: a letter typed into the filter until its rows are in the
// grid, a saved reply until its rows are on the screen, a claim from its form until its verdict is there and it is on disk. It compares
// two coverage profiles, with the way and only to where it begins:
//
//	AISDESK_TRACE=1 go test ./tui -run TestFilesOfTheWays -count 1 -v
//
// What the test itself needs is not counted.
func TestFilesOfTheWays(t *testing.T) {
	mode := os.Getenv("AISDESK_TRACE")
	if mode == "" {
		t.Skip("builds the program with coverage only when asked: AISDESK_TRACE=1")
	}
	for _, w := range ways {
		switch mode {
		case w.name:
			w.walk(t, w.times, true)
			return
		case "no " + w.name:
			w.walk(t, w.times, false)
			return
		}
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "tui.test")
	run(t, exec.Command("go", "test", "-c", "-o", program, "-covermode=count", "-coverpkg=aisdesk/tui/...,aisdesk/aisclient/...", "."))
	for _, w := range ways {
		t.Run(w.name, func(t *testing.T) { w.count(t, program, dir) })
	}
}

func (w way) count(t *testing.T, program, dir string) {
	without, with := profile(t, program, dir, "no "+w.name), profile(t, program, dir, w.name)
	files := map[string]bool{}
	for block, n := range with {
		if file, _, _ := strings.Cut(block, ":"); n >= without[block]+w.times && file != "tui/pane/press.go" {
			files[file] = true
		}
	}
	counted := 0
	for _, f := range slices.Sorted(maps.Keys(files)) {
		if slices.Contains(w.rooms, path.Dir(f)) {
			counted++
			t.Log(counted, f)
		} else {
			t.Log("  ", f)
		}
	}
	if counted == 0 || counted > w.most {
		t.Errorf("this way enters %d files, not 1 to %d", counted, w.most)
	}
}

// filterKey opens the filter of a large import and types letters.
func filterKey(t *testing.T, times int, whole bool) {
	p := newLoop(t, 120, 40, wideLedger(10_000))
	p.press("3", "/", "z")
	p.rest()
	for range times {
		if whole {
			_, cmd := p.r.Update(pane.Press("a"))
			p.r.Update(cmd())
		}
	}
}

// savedLoop is the program over a real archive with one import, whose rows are on the screen.
func savedLoop(t *testing.T) (p *loop, id string) {
	a := app.New(app.Config{Environment: app.Sandbox, DataDir: t.TempDir(), StateDir: t.TempDir(), Retention: 24 * time.Hour},
		app.Options{StartSandbox: func() (provider.Sandbox, error) { return sandbox.New(sandbox.Options{Speed: 20}) }})
	t.Cleanup(a.Close)
	out, err := a.Begin(app.VerificationRequest{Method: app.SignInMock, Login: "test1"}).Run(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	p = newLoopOver(t, Of(a), 120, 40)
	p.blind = true
	p.take(pane.OpenSaved{ID: out.ImportID})
	p.settle()
	if p.r.nav.workspace() == nil {
		t.Fatal("the import is not open")
	}
	return p, out.ImportID
}

// openReply opens a saved import, or one that is not there.
func openReply(t *testing.T, times int, whole bool) {
	p, id := savedLoop(t)
	if !whole {
		id = "20260101T000000Z-aaaaaaaaaaaaa"
	}
	for range times {
		p.take(pane.OpenSaved{ID: id})
		p.settle()
	}
}

// claimName types a name into its form, another each time, and saves it or leaves the form.
func claimName(t *testing.T, times int, whole bool) {
	p, _ := savedLoop(t)
	p.press("7")
	end := "esc"
	if whole {
		end = "enter"
	}
	for n := range times {
		for _, key := range []string{"home", "enter", "ctrl+u", "H", "a", "l", string(rune('a' + n%26)), end} {
			p.take(pane.Press(key))
		}
		p.settle()
	}
}

// profile runs this test in another process and returns how often each block of code was entered.
func profile(t *testing.T, program, dir, mode string) map[string]int {
	t.Helper()
	file := filepath.Join(dir, mode)
	cmd := exec.Command(program, "-test.run", "^TestFilesOfTheWays$", "-test.coverprofile", file)
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
