//go:build unix && !aix && !solaris

package crash

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"aisdesk/cmd/aisdesk/internal/crash/early"
	"aisdesk/tui/terminal"
)

// variable tells the second process what it is for. It is not the user's.
const variable = "AISDESK_WATCHES"

// leave is the last byte of a program that ended well.
const leave = 0

// most is how much of the runtime's words is read, in bytes.
const most = 1 << 20

// reset makes a terminal usable: the main screen, a cursor, no mouse reports, no bracketed paste, no colours.
const reset = "\x1b[?1049l\x1b[?25h\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[m\r\n"

// assignment is what the second process is told.
type assignment struct {
	Terminal unix.Termios // as it was before the screen
	Dir      string       // where reports go
}

// Watch is a second process that waits while the program draws on the terminal.
type Watch struct {
	second *exec.Cmd
	before int // a copy of standard error as it was
}

// Begin starts a watch. From then on standard error goes to it. End ends it; a program that ends otherwise has its
// terminal restored and a report written to dir. The error says why there is no watch, which is no reason not to work.
func Begin(terminal *os.File, dir string) (*Watch, error) {
	state, err := unix.IoctlGetTermios(int(terminal.Fd()), readTermios)
	if err != nil {
		return nil, err
	}
	said, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer said.Close()
	defer write.Close()
	c, err := second(assignment{*state, dir}, said, terminal)
	if err != nil {
		return nil, err
	}
	before, err := unix.Dup(unix.Stderr)
	if err == nil {
		unix.CloseOnExec(before)
		err = unix.Dup2(int(write.Fd()), unix.Stderr)
	}
	if err != nil {
		_, _ = write.Write([]byte{leave})
		return nil, err
	}
	w := &Watch{second: c, before: before}
	early.EndBy(func(s os.Signal) { w.die(unix.SignalName(s.(syscall.Signal))+": "+s.String(), true, early.Cancelled) })
	return w, nil
}

// End is deferred: it ends the watch, or the program where it panics.
func (w *Watch) End() {
	if w == nil {
		return
	}
	if r := recover(); r != nil {
		w.die(fmt.Sprint("panic: ", r), false, 2)
	}
	EndQuietly()
	w.dismiss()
}

// die hands the stacks of this goroutine, or of all, to the second process, waits until the terminal is restored, and
// ends the program. (What the runtime ends by itself cannot wait, and has the code 2.)
func (w *Watch) die(why string, all bool, code int) {
	stacks := make([]byte, most)
	stacks = stacks[:runtime.Stack(stacks, all)]
	fmt.Fprintf(os.Stderr, "%s\n\n%s\n", why, stacks)
	_ = unix.Dup2(w.before, unix.Stderr) // closes the pipe
	_ = w.second.Wait()
	os.Exit(code)
}

// second starts the second process.
func second(a assignment, said, terminal *os.File) (*exec.Cmd, error) {
	told, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), variable+"="+string(told))
	c.Stdin, c.Stdout = said, terminal
	return c, c.Start()
}

// dismiss takes leave of the second process and gives standard error back.
func (w *Watch) dismiss() {
	_, _ = unix.Write(unix.Stderr, []byte{leave})
	_ = unix.Dup2(w.before, unix.Stderr)
	_ = unix.Close(w.before)
	ended := make(chan struct{})
	go func() { _ = w.second.Wait(); close(ended) }()
	select {
	case <-ended:
	case <-time.After(2 * time.Second):
		_ = w.second.Process.Kill()
	}
}

// Watching reports whether this process is a second one, after it has done its work.
func Watching() bool {
	told := os.Getenv(variable)
	if told == "" {
		return false
	}
	var a assignment
	if json.Unmarshal([]byte(told), &a) != nil {
		return true
	}
	// What is meant for the program must not end its watch, and the shell may have the terminal by then.
	signal.Ignore(append(early.Dumped, syscall.SIGINT, syscall.SIGTERM, syscall.SIGTTOU, syscall.SIGTSTP)...)
	said, _ := io.ReadAll(io.LimitReader(os.Stdin, most))
	_, _ = io.Copy(io.Discard, os.Stdin)
	if n := len(said); n > 0 && said[n-1] == leave {
		return true
	}
	a.restore(string(said))
	return true
}

// restore makes the terminal usable first, and then writes the report.
func (a *assignment) restore(said string) {
	_ = unix.IoctlSetTermios(unix.Stdout, writeTermios, &a.Terminal)
	_, _ = os.Stdout.WriteString(terminal.Restore(os.Getenv) + reset)
	report := report(said)
	if report == "" {
		fmt.Println("aisdesk was ended from outside. What was saved stays.")
		return
	}
	path := filepath.Join(a.Dir, "crash-"+time.Now().UTC().Format("20060102T150405Z")+".txt")
	if err := os.MkdirAll(a.Dir, 0o700); err == nil {
		err = os.WriteFile(path, []byte(report), 0o600)
		if err == nil {
			fmt.Println("aisdesk crashed. What was saved stays. " + path + " says where; it holds no data of a customer.")
			return
		}
	}
	fmt.Println("aisdesk crashed. What was saved stays. Where, without any data of a customer:\n" + report)
}
