package aisclient

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
)

// errBeyondLoopback is a connection that would leave this machine.
var errBeyondLoopback = errors.New("refused to connect beyond this machine")

// isLoopback knows loopback by the parsed name only: literals of loopback addresses, and localhost.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}

// dialLoopback connects to this machine and to nothing else. localhost is its two addresses here and not what a
// resolver says: asking one would leave the machine, and its answer could, too.
func dialLoopback(ctx context.Context, network, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if !isLoopback(host) {
		return nil, fmt.Errorf("%w: %s", errBeyondLoopback, host)
	}
	d := net.Dialer{Timeout: dialTimeout, KeepAlive: dialTimeout}
	if net.ParseIP(host) != nil {
		return d.DialContext(ctx, network, addr)
	}
	conn, err := d.DialContext(ctx, network, net.JoinHostPort("127.0.0.1", port))
	if err == nil {
		return conn, nil
	}
	if six, err6 := d.DialContext(ctx, network, net.JoinHostPort("::1", port)); err6 == nil {
		return six, nil
	}
	return nil, err
}
