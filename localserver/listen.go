package localserver

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"strconv"
	"syscall"
)

// portError says why the wanted port could not be had.
type portError struct {
	Port int
	Err  error
}

func (e *portError) Error() string {
	switch {
	case errors.Is(e.Err, syscall.EADDRINUSE):
		return fmt.Sprintf("port %d on 127.0.0.1 is taken by another program; give another with --port, or leave --port out for a free one", e.Port)
	case errors.Is(e.Err, fs.ErrPermission):
		return fmt.Sprintf("port %d on 127.0.0.1 needs more rights than this program has; give one above 1023 with --port, or leave --port out", e.Port)
	}
	return fmt.Sprintf("cannot listen on port %d of 127.0.0.1: %v", e.Port, e.Err)
}

func (e *portError) Unwrap() error { return e.Err }

// listen takes a port of the loopback address, never of a wider one. Where the page is also called by name, as localhost
// is, it takes the port of ::1 too: a browser may ask there first, and nobody else must answer.
func listen(port int, byName bool) ([]net.Listener, int, error) {
	for try := 0; ; try++ {
		l, err := listenAt("tcp4", "127.0.0.1", port)
		if err != nil {
			return nil, 0, &portError{port, err}
		}
		got := l.Addr().(*net.TCPAddr).Port
		if !byName {
			return []net.Listener{l}, got, nil
		}
		six, err := listenAt("tcp6", "::1", got)
		switch {
		case err == nil:
			return []net.Listener{l, six}, got, nil
		case !errors.Is(err, syscall.EADDRINUSE): // a machine without IPv6 has nobody there
			return []net.Listener{l}, got, nil
		case port != 0 || try > 8:
			_ = l.Close()
			return nil, 0, &portError{got, err}
		}
		_ = l.Close()
	}
}

func listenAt(network, host string, port int) (net.Listener, error) {
	var lc net.ListenConfig
	return lc.Listen(context.Background(), network, net.JoinHostPort(host, strconv.Itoa(port)))
}

// forwardCommand is the command that brings the page to another machine, run there. It names this machine as
// the shell's own ssh connection does, where there is one (SSH_CONNECTION: client, port, server, port).
func forwardCommand(port int, user, host, sshConnection string) string {
	at, extra := host, ""
	var c, cp, s, sp string
	if n, _ := fmt.Sscan(sshConnection, &c, &cp, &s, &sp); n == 4 && net.ParseIP(s) != nil {
		at = s
		if _, err := strconv.ParseUint(sp, 10, 16); err == nil && sp != "22" {
			extra = "-p " + sp + " "
		}
	}
	if at == "" {
		at = "HOST"
	}
	if user != "" {
		at = user + "@" + at
	}
	return fmt.Sprintf("ssh %s-L %d:127.0.0.1:%d %s", extra, port, port, at)
}
