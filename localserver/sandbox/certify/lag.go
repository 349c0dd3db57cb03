package certify

import (
	"context"
	"slices"
	"time"
)

// lagLook is how often is looked how late this machine wakes a program.
const lagLook = 20 * time.Millisecond

// mostLag is the part of the pause by which programs may be woken late before gaps between polls say nothing: a client that waits
// too short then looks like one that waits long enough.
const mostLag = (1 - usualGap) / 2

// watchLag measures how late sleepers are woken until what it returns is called, which is the lag that nine of ten stay below.
func watchLag() (lag func() time.Duration) {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan []time.Duration)
	go func() {
		var late []time.Duration
		for len(late) == 0 || ctx.Err() == nil {
			before := time.Now()
			time.Sleep(lagLook)
			late = append(late, time.Since(before)-lagLook)
		}
		done <- late
	}()
	return func() time.Duration {
		stop()
		late := <-done
		slices.Sort(late)
		return late[len(late)*9/10]
	}
}

// measured reports whether the gaps between polls could be measured: there were some, and the machine was not too busy.
func (r *runner) measured(lag time.Duration) bool {
	return r.paced && lag < time.Duration(mostLag*float64(r.pause()))
}
