//go:build unix

package crash

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/localserver/testenv"
)

// secret stands for what a bank wrote; it must not survive the program.
const secret = "Halina Przykładowa 6218.44"

// TestMain is the program that breaks down, where the environment says how, and its watch.
func TestMain(m *testing.M) {
	if Watching() {
		return
	}
	if how := os.Getenv("CRASH_TEST"); how != "" {
		breakDown(how)
		return
	}
	os.Exit(m.Run())
}

// unmade is a map that nobody made: writing to it is a fault of the program.
var unmade map[string]int

//go:noinline
func look(amount int64, text string, do func()) { do(); _ = fmt.Sprint(amount, text) }

func breakDown(how string) {
	switch how {
	case "early":
		EndQuietly()
		fmt.Println("it began")
		time.Sleep(time.Minute)
	case "handing over":
		fmt.Println("it began")
		for {
			EndQuietly()
		}
	case "core":
		NoCore()
		look(621844, secret, func() { panic(secret) })
	case "limit":
		NoCore()
		_ = syscall.Exec("/bin/sh", []string{"sh", "-c", "ulimit -S -c"}, os.Environ())
	}
	watched(how)
	fmt.Fprintln(os.Stderr, "standard error is back")
}

func watched(how string) {
	w, err := Begin(os.Stdout, os.Getenv("CRASH_DIR"))
	if err != nil {
		fmt.Println("no watch:", err)
		return
	}
	defer w.End()
	_ = exec.Command("sh", "-c", "stty raw -echo </dev/tty").Run()
	fmt.Print("\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J\x1b[HON ITS SCREEN")
	time.Sleep(300 * time.Millisecond)
	switch how {
	case "panic":
		look(621844, secret, func() { panic(secret) })
	case "elsewhere":
		go look(621844, secret, func() { panic(fmt.Errorf("row %q", secret)) })
		time.Sleep(10 * time.Second)
	case "fault":
		look(621844, secret, func() { unmade[secret] = 1 })
	case "quit", "abrt":
		_ = exec.Command("kill", "-"+how, fmt.Sprint(os.Getpid())).Run()
		time.Sleep(10 * time.Second)
	case "kill":
		_ = exec.Command("kill", "-KILL", fmt.Sprint(os.Getpid())).Run()
	case "well":
		fmt.Print("\x1b[?1049l\x1b[?7h\x1b[?25h")
		_ = exec.Command("sh", "-c", "stty sane </dev/tty").Run()
	}
}

// Security statement 36: however the program ends, the terminal is as it was, and neither it nor the report shows what
// the program worked on.
func TestHoweverItEndsTheTerminalIsRestored(t *testing.T) {
	tmux := testenv.Need(t, testenv.Tmux)
	for how, report := range map[string]string{"panic": "panic: its value is left out", "elsewhere": "panic: its value is left out", "fault": "panic: its value",
		"quit": "SIGQUIT: quit", "abrt": "SIGABRT: aborted", "kill": "", "well": ""} {
		t.Run(how, func(t *testing.T) {
			dir := t.TempDir()
			socket := fmt.Sprintf("aisdesk-crash-%s-%d", how, os.Getpid())
			run := func(args ...string) string {
				out, err := exec.Command(tmux, append([]string{"-L", socket}, args...)...).CombinedOutput()
				if err != nil {
					t.Fatalf("tmux %v: %v\n%s", args, err, out)
				}
				return string(out)
			}
			run("-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30",
				"env CRASH_TEST="+how+" CRASH_DIR="+dir+"/state "+os.Args[0]+" ; sleep 1; echo; echo IT ENDED; stty -a; sleep 600")
			t.Cleanup(func() { _ = exec.Command(tmux, "-L", socket, "kill-server").Run() })
			var screen string
			for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
				if screen = run("capture-pane", "-p"); strings.Contains(screen, "IT ENDED") && strings.Contains(screen, "extproc") {
					break
				}
			}
			modes := run("display-message", "-p", "#{alternate_on} #{cursor_flag} #{wrap_flag}")
			if !strings.Contains(screen, "IT ENDED") || strings.Contains(screen, "ON ITS SCREEN") || strings.TrimSpace(modes) != "0 1 1" {
				t.Errorf("modes %q, screen\n%s", modes, screen)
			}
			for _, sane := range []string{" icanon", " echo ", "\nisig"} {
				if !strings.Contains(screen, sane) {
					t.Errorf("the terminal is not%s:\n%s", sane, screen)
				}
			}
			if back := strings.Contains(screen, "standard error is back"); back != (how == "well") || strings.Contains(screen, "aisdesk crashed") != (report != "") ||
				strings.Contains(screen, "ended from outside") != (how == "kill") {
				t.Errorf("it says\n%s", screen)
			}
			files, _ := filepath.Glob(dir + "/state/crash-*.txt")
			if len(files) != map[bool]int{true: 1}[report != ""] {
				t.Fatalf("%d reports", len(files))
			}
			whole := screen
			for _, f := range files {
				b, _ := os.ReadFile(f)
				i, _ := os.Stat(f)
				if whole += string(b); !strings.Contains(string(b), report) || !strings.Contains(string(b), "crash_test.go:") || i.Mode().Perm() != 0o600 {
					t.Errorf("%v report\n%s", i.Mode(), b)
				}
			}
			for _, s := range []string{"Halina", "6218", "0x", "Przyk"} {
				if strings.Contains(whole, s) {
					t.Errorf("%q is in\n%s", s, whole)
				}
			}
		})
	}
}

func TestAReportKeepsPlacesAndLeavesValuesOut(t *testing.T) {
	said := "panic: Halina owes 12 [recovered]\n\tpanic: again Halina\nHalina(61)\n\t/home/halina.go:3\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x61 pc=0x4a]\n\ngoroutine 7 [select, 2 minutes]:\n" +
		"aisdesk/tui.(*root).Update(0xc000012345, {0x7fe, 0xc0001})\n\t/src/tui/root.go:88 +0x1d\nmain.f[...](...)\n\tmain.go:3\ncreated by aisdesk/tui.start in goroutine 1\n\t/src/run.go:4 +0x99\n" +
		"rax    0x61\nfatal error: all goroutines are asleep - deadlock!\npanic: runtime error: index out of range [5] with length 3\nexit status 2\n"
	want := "panic: its value is left out\n[signal SIGSEGV: segmentation violation code\ngoroutine 7 [select, 2 minutes]:\naisdesk/tui.(*root).Update(…)\n\t/src/tui/root.go:88\n" +
		"main.f[...](…)\n\tmain.go:3\ncreated by aisdesk/tui.start in goroutine 1\n\t/src/run.go:4\nfatal error: all goroutines are asleep - deadlock!\n" +
		"panic: runtime error: index out of range [5] with length 3\n"
	if got := report(said); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
