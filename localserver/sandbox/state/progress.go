package state

import (
	"sync/atomic"
	"time"

	"aisdesk/localserver/sandbox/scenario"
)

// Stage is how far a command is.
type Stage struct {
	State    string
	Progress int
	Final    bool
}

// lookTime is what a look at a command counts for where the clock stands: what the provider asks to wait between two.
const lookTime = 2 * time.Second

// Look counts a request that asks how far a command is.
func (c *Command) Look() { atomic.AddInt64(&c.looks, 1) }

// Stage follows from the time that passed, or from the number of looks where the clock stands: a thousand waiting commands cost
// nothing, and the same requests get the same answers.
func (c *Command) Stage(e *scenario.Behaviour, speed float64, clock *Clock) Stage {
	passed := clock.Now().Sub(c.Started)
	if clock.stands {
		speed = 1 // the stages are those that a client sees that polls as it is asked to
		passed += time.Duration(atomic.LoadInt64(&c.looks)) * lookTime
	}
	setup := time.Duration(float64(setupTime)/speed) + e.Setup
	running := time.Duration(float64(importTime)/speed) + e.Running
	if passed < setup {
		return Stage{State: "setup"}
	}
	share := float64(passed-setup) / float64(running)
	if e.Outcome != "" && share >= 0.6 {
		return Stage{State: e.Outcome, Progress: 20, Final: true}
	}
	if share >= 1 {
		return Stage{State: "successful", Final: true}
	}
	g := Stage{State: "in_progress", Progress: progress(e.Curve, share)}
	if e.StateWord != "" && share >= 0.4 {
		g.State = e.StateWord
	}
	return g
}

// steps are the values that a bank's import jumps between.
var steps = []int{5, 12, 20, 35, 50, 60, 75, 90, LastStep}

// LastStep is the highest progress before an import is done.
const LastStep = 95

func progress(curve string, share float64) int {
	switch curve {
	case "linear":
		return int(share * 100)
	case "stuck":
		return min(99, int(share*400))
	case "backwards":
		return 100 - int(share*100)
	case "zero":
		return 0
	case "over":
		return int(share * 250)
	}
	return steps[min(len(steps)-1, int(share*float64(len(steps))))]
}
