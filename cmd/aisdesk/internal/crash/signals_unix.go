//go:build unix && !aix && !solaris

package crash

import (
	"golang.org/x/sys/unix"

	"aisdesk/cmd/aisdesk/internal/crash/early"
)

// EndQuietly has the signals for which Go's runtime prints stacks and registers end the program at once and without them, with
// the terminal as it is now. A Watch takes their place while it lasts. (Faults of the program itself are no such signals.)
func EndQuietly() {
	found, err := unix.IoctlGetTermios(unix.Stdin, readTermios)
	early.EndAfter(func() {
		// What runs in the background has nothing to restore: the terminal is another program's.
		if group, e := unix.IoctlGetInt(unix.Stdin, unix.TIOCGPGRP); err == nil && e == nil && group == unix.Getpgrp() {
			_ = unix.IoctlSetTermios(unix.Stdin, writeTermios, found)
		}
	})
}
