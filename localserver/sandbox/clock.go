package sandbox

import (
	"sync/atomic"
	"time"
)

// clock is the sandbox's time: the machine's (or the test's) and what the control API added.
type clock struct {
	now   func() time.Time
	ahead atomic.Int64
}

// Now is the sandbox's time.
func (c *clock) Now() time.Time { return c.now().Add(time.Duration(c.ahead.Load())) }

// Advance moves the clock forward; it never goes back.
func (c *clock) Advance(d time.Duration) {
	if d > 0 {
		c.ahead.Add(int64(d))
	}
}
