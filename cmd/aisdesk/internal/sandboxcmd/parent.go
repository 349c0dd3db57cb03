package sandboxcmd

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// parentLook is how often is looked whether a parent still runs.
const parentLook = 200 * time.Millisecond

// endWith calls stop when the process pid has ended; -1 is the one that started this program, 0 none.
func endWith(ctx context.Context, pid int, stop func()) error {
	if pid == 0 {
		return nil
	}
	first := os.Getppid()
	if pid < 0 {
		pid = first
	}
	if !runs(pid) {
		return fmt.Errorf("--with-parent: there is no process %d", pid)
	}
	go func() {
		t := time.NewTicker(parentLook)
		defer t.Stop()
		for runs(pid) && (pid != first || os.Getppid() == first) { // an orphan has another parent
			select {
			case <-ctx.Done():
				return
			case <-t.C:
			}
		}
		stop()
	}()
	return nil
}

// runs reports whether there is a process. Where a system cannot be asked by a signal, finding it is all there is.
func runs(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	defer p.Release()
	err = p.Signal(syscall.Signal(0))
	return !errors.Is(err, os.ErrProcessDone) && !errors.Is(err, syscall.ESRCH)
}
