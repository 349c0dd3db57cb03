//go:build unix

package terminal

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// readable reports whether there is more to read of a file within some time.
func readable(f *os.File, within time.Duration) bool {
	n, err := unix.Poll([]unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}, int(within/time.Millisecond))
	return err == nil && n > 0
}
