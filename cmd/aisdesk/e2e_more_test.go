package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/localserver/browsertest"
)

// foreign runs the sandbox as a program of its own and returns the settings that point at it.
func foreign(t testing.TB, args ...string) (env []string, about map[string]string) {
	t.Helper()
	c := exec.Command(program(t), append([]string{"sandbox", "--json"}, args...)...)
	out, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		if err := c.Wait(); err != nil {
			t.Errorf("the sandbox does not end well on SIGTERM: %v", err)
		}
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	var fields map[string]any
	if err == nil {
		err = json.Unmarshal(line, &fields)
	}
	if err != nil {
		t.Fatalf("sandbox --json: %v %s", err, line)
	}
	about = map[string]string{}
	for name, value := range fields {
		about[name], _ = value.(string)
	}
	return []string{"AISDESK_ENV=sandbox", "AISDESK_API_URL=" + about["api"], "AISDESK_WIDGET_URL=" + about["widget"],
		"AISDESK_CLIENT=acme", "AISDESK_API_KEY=of-another-environment", "AISDESK_SANDBOX_PACE=200ms"}, about
}

// homeOf are the variables of a home directory.
func homeOf(dir string) []string {
	return []string{"HOME=" + dir, "XDG_DATA_HOME=" + dir + "/data", "XDG_STATE_HOME=" + dir + "/state", "XDG_CONFIG_HOME=" + dir + "/config"}
}

// TestE2EResumeAfterKill kills the program with SIGKILL in the middle of an import; the next one goes on with it.
func TestE2EResumeAfterKill(t *testing.T) {
	env, _ := foreign(t, "--scenario", "hold-in-progress:15s")
	term := openTerminal(t, 100, 30, env, "sh", "-c", "while [ ! -e $HOME/go ]; do sleep 0.1; done; exec "+program(t))
	killed := exec.Command(program(t), "import", "--login", "test1")
	killed.Env = append(append(os.Environ(), env...), homeOf(term.dir)...)
	progress, err := killed.StderrPipe()
	if err == nil {
		err = killed.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(progress); lines.Scan(); {
		if strings.Contains(lines.Text(), "in_progress") {
			break
		}
	}
	_ = killed.Process.Kill()
	_ = killed.Wait()
	if err := os.WriteFile(filepath.Join(term.dir, "go"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	term.wait("Unfinished import", "Resume the import")
	term.keys("u").wait("1 Overview", "Maria Sochacka")
	savedImport(t, term)
	term.keys("q").wait("EXIT=0")
}

// TestE2EQuitWhileTheCustomerSignsIn asks before it ends, closes the page and leaves nothing.
func TestE2EQuitWhileTheCustomerSignsIn(t *testing.T) {
	term := openTerminal(t, 80, 24, nil, program(t), "demo", "--no-open")
	url := term.url()
	term.keys("q").wait("Quit while a verification is running?", "Nothing is saved yet")
	term.keys("n").gone("Quit while")
	term.keys("q").wait("Quit while")
	term.keys("y").wait("EXIT=0")
	if r, err := http.Get(strings.Split(url, "#")[0]); err == nil {
		r.Body.Close()
		t.Error("the link page is still served")
	}
	nothingLeft(t, term)
}

// TestE2ESignalRestoresTheTerminal ends the program from outside.
func TestE2ESignalRestoresTheTerminal(t *testing.T) {
	term := openTerminal(t, 80, 24, nil, program(t), "demo", "--no-open")
	term.url()
	term.signal("-TERM")
	began := time.Now()
	s := term.wait("EXIT=130")
	if !strings.Contains(s, "what was saved stays") || strings.Contains(s, "pairing code") {
		t.Errorf("after the signal:\n%s", s)
	}
	t.Logf("ended after %v", time.Since(began))
	nothingLeft(t, term)
}

// Security statement 36: whatever ends the program while it asks for a passphrase, what is typed next is shown.
func TestE2EAPassphrasePromptCanBeLeft(t *testing.T) {
	words := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(words, []byte("four invented words here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"-INT", "-TERM", "-HUP", "-QUIT"} {
		script := "AISDESK_PASSPHRASE_FILE=" + words + " $0 encrypt passphrase >/dev/null 2>&1; $0 encrypt change; code=$?; stty -a; exit $code"
		term := openTerminal(t, 100, 40, nil, "sh", "-c", script, program(t))
		term.wait("Passphrase in use:")
		term.signal(name)
		if s := term.wait("EXIT=130"); !strings.Contains(s, " echo ") || strings.Contains(s, "goroutine") {
			t.Errorf("%s leaves\n%s", name, s)
		}
	}
}

// Security statement 36: while the key is worked out of a passphrase, before there is a screen, signals end the program, and the
// terminal is as it was.
func TestE2EASignalBeforeTheScreen(t *testing.T) {
	words := filepath.Join(t.TempDir(), "words")
	if err := os.WriteFile(words, []byte("four invented words here\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"-TERM", "-QUIT", "-ABRT", "-SEGV"} {
		script := "AISDESK_PASSPHRASE_FILE=" + words + " $0 encrypt passphrase >/dev/null 2>&1; $0 import --login test1 --speed 50 >/dev/null 2>&1; $0 open latest; code=$?; stty -a; exit $code"
		term := openTerminal(t, 100, 40, []string{"AISDESK_SANDBOX_PACE=20ms"}, "sh", "-c", script, program(t))
		term.wait("Passphrase of the archive:")
		term.typing("four invented words here").keys("Enter")
		time.Sleep(100 * time.Millisecond)
		term.signal(name)
		if s := term.wait("EXIT=130"); !strings.Contains(s, " echo ") || strings.Contains(s, "goroutine") {
			t.Errorf("%s leaves\n%s", name, s)
		}
	}
}

// Security statement 36: a program that is told to print its stacks, or that is killed, leaves a usable terminal, and the
// report holds no data.
func TestE2EAbortRestoresTheTerminal(t *testing.T) {
	for name, says := range map[string]string{"-QUIT": "aisdesk crashed", "-KILL": "aisdesk was ended from outside"} {
		term := openTerminal(t, 80, 24, nil, program(t), "demo", "--no-open")
		link := term.url()
		for _, id := range term.processes() {
			if environ, err := os.ReadFile("/proc/" + id + "/environ"); err == nil && !strings.Contains(string(environ), "AISDESK_WATCHES=") {
				if err := exec.Command("kill", name, id).Run(); err != nil {
					t.Error(err)
				}
			}
		}
		s := term.wait(says)
		if strings.Contains(s, "pairing code") || strings.Contains(s, "goroutine") || strings.TrimSpace(term.tmux("display-message", "-p", "#{alternate_on} #{cursor_flag} #{wrap_flag} #{mouse_any_flag}")) != "0 1 1 0" {
			t.Errorf("%s leaves\n%s", name, s)
		}
		reports, _ := filepath.Glob(filepath.Join(term.dir, "state", "aisdesk", "crash-*.txt"))
		if (len(reports) == 1) != (name == "-QUIT") {
			t.Errorf("%s: reports %v", name, reports)
		}
		for _, r := range reports {
			b, _ := os.ReadFile(r)
			if _, token, _ := strings.Cut(link, "#"); strings.Contains(string(b), token) || !strings.Contains(string(b), "SIGQUIT: quit") {
				t.Errorf("report\n%s", b)
			}
		}
		nothingLeft(t, term)
	}
}

// TestE2EVerifyAgainstAnotherProcess is the main job against a sandbox that another process serves, with a bank
// that fails the import.
func TestE2EVerifyAgainstAnotherProcess(t *testing.T) {
	browser := browsertest.Start(t)
	env, about := foreign(t, "--scenario", "import-error", "--speed", "5")
	term := openTerminal(t, 120, 40, env, program(t), "verify", "--no-open")
	signIn(browser, term, "KontoBank", "test1", func(*browsertest.Tab) {})
	s := term.wait("ServiceTemporarilyUnavailable", "status.kontomatik.com")
	if strings.Contains(s, about["apiKey"]) {
		t.Error("the key is on the screen")
	}
	term.keys("q").wait("EXIT=0")
}

// TestE2EOpenFileOffline opens a reply that another system saved.
func TestE2EOpenFileOffline(t *testing.T) {
	file := filepath.Join(t.TempDir(), "reply.xml")
	if err := os.WriteFile(file, []byte(goodReply), 0o600); err != nil {
		t.Fatal(err)
	}
	term := openTerminal(t, 80, 24, nil, program(t), "open", file)
	term.wait("Overview", "KontoBank")
	term.keys("3").wait("-1.50")
	term.keys("q").wait("EXIT=0")
	if _, err := os.Stat(filepath.Join(term.dir, "data", "aisdesk", "imports")); err == nil {
		if kept, _ := filepath.Glob(filepath.Join(term.dir, "data", "aisdesk", "imports", "2*")); len(kept) > 0 {
			t.Errorf("opening a file saved %v", kept)
		}
	}
}
