//go:build unix && !aix && !solaris

package hidden

import "golang.org/x/sys/unix"

// Begin has the terminal show nothing of what is typed, and hand it over in lines. It fails where there is no terminal. Whoever
// begins keeps the state from before.
func Begin(fd int) error {
	state, err := unix.IoctlGetTermios(fd, read)
	if err != nil {
		return err
	}
	state.Lflag &^= unix.ECHO
	state.Lflag |= unix.ICANON | unix.ISIG
	state.Iflag |= unix.ICRNL
	return unix.IoctlSetTermios(fd, write, state)
}
