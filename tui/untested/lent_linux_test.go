package untested

import (
	"os"
	"strconv"

	"golang.org/x/sys/unix"
)

// lent is an output of another process with the place in the file that this process writes at, or nil where the system
// does not allow it.
func lent(pid int, fd string) *os.File {
	n, err := strconv.Atoi(fd)
	if err != nil {
		return nil
	}
	process, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		return nil
	}
	defer unix.Close(process)
	own, err := unix.PidfdGetfd(process, n, 0)
	if err != nil {
		return nil
	}
	return os.NewFile(uintptr(own), "go test's output")
}
