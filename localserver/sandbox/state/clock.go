package state

import (
	"sync/atomic"
	"time"
)

// Clock is the sandbox's time: the machine's (or the test's) and what the control API added.
type Clock struct {
	now   func() time.Time
	ahead atomic.Int64
}

// NewClock follows another clock, such as time.Now.
func NewClock(now func() time.Time) *Clock { return &Clock{now: now} }

// Ahead is how far it was moved forward.
func (c *Clock) Ahead() time.Duration { return time.Duration(c.ahead.Load()) }

// Now is the sandbox's time.
func (c *Clock) Now() time.Time { return c.now().Add(time.Duration(c.ahead.Load())) }

// Advance moves the clock forward; it never goes back.
func (c *Clock) Advance(d time.Duration) {
	if d > 0 {
		c.ahead.Add(int64(d))
	}
}
