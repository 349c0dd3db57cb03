package localserver

import (
	"context"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
)

// maxConns is how many connections are held at once. A browser takes about six a tab.
const maxConns = 64

// conns limits connections without ever locking a customer out: over the limit the oldest connection that has
// not shown the token is cut, so idle or slow strangers make room for the next caller.
type conns struct {
	mu   sync.Mutex
	seq  uint64
	live map[net.Conn]*connInfo
}

type connInfo struct {
	seq   uint64
	trust atomic.Int32 // what its requests showed: nothing, a token, one of whom the page trusts
	fresh bool         // nothing was read from it yet
}

type connKey struct{}

func newConns() *conns { return &conns{live: map[net.Conn]*connInfo{}} }

// add is the server's ConnContext: it runs in the accept loop, before anything is read.
func (c *conns) add(ctx context.Context, conn net.Conn) context.Context {
	c.mu.Lock()
	c.seq++
	info := &connInfo{seq: c.seq, fresh: true}
	c.live[conn] = info
	var victim net.Conn
	if len(c.live) > maxConns {
		victim = c.oldest(conn)
		delete(c.live, victim)
	}
	c.mu.Unlock()
	if victim != nil {
		_ = victim.Close()
	}
	return context.WithValue(ctx, connKey{}, info)
}

// oldest picks whom to cut: who is trusted least, and of those the longest connected.
func (c *conns) oldest(but net.Conn) net.Conn {
	var pick net.Conn
	var best *connInfo
	for conn, info := range c.live {
		if conn == but {
			continue
		}
		if best == nil || info.trust.Load() < best.trust.Load() ||
			info.trust.Load() == best.trust.Load() && info.seq < best.seq {
			pick, best = conn, info
		}
	}
	return pick
}

// state is the server's ConnState.
func (c *conns) state(conn net.Conn, s http.ConnState) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch s {
	case http.StateClosed, http.StateHijacked:
		delete(c.live, conn)
	case http.StateActive:
		if info := c.live[conn]; info != nil {
			info.fresh = false
		}
	}
}

// cutFresh closes connections that never sent a byte; a browser opens some ahead of need, and a graceful
// shutdown would wait for them.
func (c *conns) cutFresh() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for conn, info := range c.live {
		if info.fresh {
			_ = conn.Close()
		}
	}
}

// trust notes that a request showed a token, and whether the page trusts who sent it.
func trust(r *http.Request, fully bool) {
	if info, ok := r.Context().Value(connKey{}).(*connInfo); ok {
		info.trust.Store(1 + int32(rank(fully)))
	}
}

func rank(trusted bool) int {
	if trusted {
		return 1
	}
	return 0
}
