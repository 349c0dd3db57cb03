//go:build unix

package opener

import (
	"os/exec"
	"syscall"
)

// ownSession takes the command off this terminal, so that Ctrl-C here does not end a browser. Ending the
// command ends the whole group it started.
func ownSession(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
