//go:build unix && !aix && !solaris

package crash

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/crash/early"
)

// Security statement 36: a program that draws nothing yet prints no stacks either, whatever signal ends it, nor while another part of
// it takes the signals.
func TestSignalsEndItWithoutStacks(t *testing.T) {
	for i, s := range append(early.Dumped, early.Dumped...) {
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), "CRASH_TEST="+[]string{"early", "handing over"}[i/len(early.Dumped)])
		var said bytes.Buffer
		c.Stderr = &said
		out, err := c.StdoutPipe()
		if err == nil {
			err = c.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		_, _ = bufio.NewReader(out).ReadString('\n')
		_ = c.Process.Signal(s)
		_ = c.Wait()
		if code := c.ProcessState.ExitCode(); code != early.Cancelled || !strings.Contains(said.String(), "ended from outside") || strings.Contains(said.String(), "goroutine") {
			t.Errorf("%v: code %d\n%s", s, code, &said)
		}
	}
}
