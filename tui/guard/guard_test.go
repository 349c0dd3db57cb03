package guard_test

import (
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/creack/pty"

	_ "aisdesk/tui" // the whole program, and with it Bubble Tea's init
)

// asked tells the test binary to end as soon as it has started, as a program does that only prints its help.
const asked = "AISDESK_GUARD_TEST"

func TestMain(m *testing.M) {
	if os.Getenv(asked) != "" {
		os.Stdout.WriteString("usage\n")
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// A terminal that answers nothing must not hold the start up: without the guard Bubble Tea's package init
// asks it for its background colour and waits five seconds.
func TestStartDoesNotWaitForASilentTerminal(t *testing.T) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asked+"=1", "TERM=xterm-256color", "COLORTERM=truecolor", "CI=")
	tty, err := pty.Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	defer tty.Close()
	read := make(chan string, 1)
	go func() {
		buf := make([]byte, 256)
		n, _ := tty.Read(buf)
		read <- string(buf[:n])
	}()
	select {
	case got := <-read:
		if got != "usage\r\n" {
			t.Errorf("the first that the terminal got is %q", got)
		}
	case <-time.After(2 * time.Minute): // the question would come first, however slow the machine is
		t.Error("nothing was printed")
	}
	_ = cmd.Wait()
}
