//go:build unix

package certify

import (
	"os/exec"
	"syscall"
)

func shellOf() (name, flag string) { return "sh", "-c" }

// inGroup ends a command with all that it started.
func inGroup(c *exec.Cmd) {
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	c.Cancel = func() error { return syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
}

// endGroup ends what a command that has ended left running.
func endGroup(c *exec.Cmd) {
	if c.Process != nil {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) // most leave nothing
	}
}
