//go:build unix && !linux && !aix && !solaris

package hidden

import "golang.org/x/sys/unix"

const read, write = unix.TIOCGETA, unix.TIOCSETA
