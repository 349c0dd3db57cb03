package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/localserver/testenv"
)

// built is the program, built once for all end-to-end tests.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "aisdesk-e2e-*")
	if err != nil {
		return "", err
	}
	buildDir = dir
	bin := filepath.Join(dir, "aisdesk")
	build := exec.Command("go", "build", "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0") // as it is released
	out, err := build.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build: %w\n%s", err, out)
	}
	return bin, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if buildDir != "" {
		_ = os.RemoveAll(buildDir)
	}
	os.Exit(code)
}

// buildDir is where the program was built; empty while nothing asked for it.
var buildDir string

func program(t testing.TB) string {
	t.Helper()
	bin, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return bin
}

// terminal is a program in a tmux window of its own server: what a person would see and type.
type terminal struct {
	t      *testing.T
	socket string
	dir    string // HOME of the program, data and logs below
}

// openTerminal runs a command line in a new terminal of the given size. The exit code is shown as EXIT=n when
// the program has ended.
func openTerminal(t *testing.T, w, h int, env []string, command ...string) *terminal {
	t.Helper()
	testenv.Need(t, testenv.Tmux)
	term := &terminal{t: t, socket: fmt.Sprintf("aisdesk-%d-%d", os.Getpid(), time.Now().UnixNano()), dir: t.TempDir()}
	line := "env -u SSH_CONNECTION -u SSH_TTY -u SSH_CLIENT -u DISPLAY -u WAYLAND_DISPLAY HOME=" + term.dir +
		" XDG_DATA_HOME=" + term.dir + "/data XDG_STATE_HOME=" + term.dir + "/state XDG_CONFIG_HOME=" + term.dir + "/config"
	for _, e := range env {
		line += " " + shellWord(e)
	}
	for _, c := range command {
		line += " " + shellWord(c)
	}
	line += "; echo EXIT=$?; sleep 600"
	term.tmux("-f", "/dev/null", "new-session", "-d", "-x", fmt.Sprint(w), "-y", fmt.Sprint(h), line)
	t.Cleanup(func() { _ = exec.Command("tmux", "-L", term.socket, "kill-server").Run() })
	return term
}

func shellWord(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func (term *terminal) tmux(args ...string) string {
	term.t.Helper()
	out, err := exec.Command("tmux", append([]string{"-L", term.socket}, args...)...).CombinedOutput()
	if err != nil {
		term.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// keys sends keys by their tmux names; text is sent letter by letter by typing.
func (term *terminal) keys(names ...string) *terminal {
	term.t.Helper()
	for _, n := range names {
		term.tmux("send-keys", n)
	}
	return term
}

func (term *terminal) typing(s string) *terminal {
	term.t.Helper()
	term.tmux("send-keys", "-l", s)
	return term
}

func (term *terminal) screen() string { return term.tmux("capture-pane", "-p") }

// wait waits until the screen shows all texts, wherever its lines break, and returns it.
func (term *terminal) wait(texts ...string) string {
	term.t.Helper()
	return term.until(fmt.Sprintf("%q", texts), func(s string) bool {
		whole := unwrapped(s)
		for _, x := range texts {
			if !strings.Contains(s, x) && !strings.Contains(whole, x) {
				return false
			}
		}
		return true
	})
}

// unwrapped is a screen as one line, without the sides of boxes.
func unwrapped(screen string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(screen, "│", " ")), " ")
}

// gone waits until the screen does not show the text any more.
func (term *terminal) gone(text string) string {
	term.t.Helper()
	return term.until("no "+text, func(s string) bool { return !strings.Contains(s, text) })
}

// patience is how long a test waits for what must come: a loaded machine is slow, and waiting costs nothing where it
// comes soon.
const patience = 2 * time.Minute

func (term *terminal) until(what string, ok func(string) bool) string {
	term.t.Helper()
	var s string
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if s = term.screen(); ok(s) {
			return s
		}
	}
	term.t.Fatalf("the screen never showed %s:\n%s", what, s)
	return ""
}
