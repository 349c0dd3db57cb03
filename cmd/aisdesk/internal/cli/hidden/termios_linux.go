package hidden

import "golang.org/x/sys/unix"

const read, write = unix.TCGETS, unix.TCSETS
