package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"aisdesk/aisclient/portfolio"
)

// Run is a walk of a command over many imports: it says on a terminal how far it is, and at the end what could not be read
// and how to go on.
type Run struct {
	w       io.Writer // nil where nobody watches
	remarks io.Writer
	what    string
	started time.Time
	said    time.Time
	width   int
	at      portfolio.Progress
	stopped bool
	wrote   bool
	calm    func() // collects garbage as before
}

// Memory of a run. The program collects garbage early, which suits a screen; a run over thousands of imports would spend
// half its time on that.
const (
	runGarbage = 400       // percent of what is in use
	runMemory  = 200 << 20 // bytes, from which on it is collected as often as it takes
)

// NewRun begins a run over so many of what, which is a plural.
func (prog *Program) NewRun(what string, of int) *Run {
	r := &Run{remarks: prog.Remarks(), what: what, started: time.Now(), at: portfolio.Progress{Of: of}, calm: func() {}}
	if prog.Getenv("GOGC") == "" {
		percent, limit := debug.SetGCPercent(runGarbage), debug.SetMemoryLimit(runMemory)
		r.calm = func() { debug.SetGCPercent(percent); debug.SetMemoryLimit(limit) }
	}
	if Width(r.remarks) > 0 {
		r.w = r.remarks
	}
	return r
}

// every is how often a run says how far it is.
const every = time.Second / 2

// Tell says how far the run is.
func (r *Run) Tell(at portfolio.Progress) {
	r.at = at
	now := time.Now()
	if r.w == nil || now.Sub(r.said) < every {
		return
	}
	r.said = now
	r.print(fmt.Sprintf("%d of %d %s%s", at.Done, at.Of, r.what, r.rest(now)))
}

// rest is how long the run will still take, once that can be told.
func (r *Run) rest(now time.Time) string {
	spent := now.Sub(r.started)
	if spent < 2*time.Second || r.at.Done == 0 {
		return ""
	}
	left := time.Duration(float64(spent) / float64(r.at.Done) * float64(r.at.Of-r.at.Done))
	return fmt.Sprintf(", about %s left; Ctrl+C stops", left.Round(time.Second))
}

// print writes over the line before.
func (r *Run) print(line string) {
	fmt.Fprintf(r.w, "\r%s%s", line, strings.Repeat(" ", max(0, r.width-len(line))))
	r.width = len(line)
}

// Wrote reports whether there is a result: of the whole run, or of its beginning.
func (r *Run) Wrote() bool { return r.wrote }

// Kept takes what a walk returned. One that was stopped is no error as yet, so that what it wrote is kept.
func (r *Run) Kept(at portfolio.Progress, err error) error {
	r.at = at
	if errors.Is(err, context.Canceled) && at.Done > 0 {
		r.stopped, err = true, nil
	}
	r.wrote = err == nil
	return err
}

// Close ends what a run says, and collects garbage as before.
func (r *Run) Close() {
	r.calm()
	if r.w != nil && r.width > 0 {
		r.print("")
		fmt.Fprint(r.w, "\r")
	}
}

// End is the error of a whole run, with the way to go on. It closes the run.
func (r *Run) End(err error) error {
	r.Close()
	if err == nil && r.at.NoImport > 0 {
		fmt.Fprintf(r.remarks, "note: %d of %d %s hold no data: the bank or the provider ended them with an error, which their lines say\n", r.at.NoImport, r.at.Done, r.what)
	}
	switch {
	case err != nil:
		return err
	case r.stopped:
		return &CodeError{Code: ExitCancelled, Err: fmt.Errorf("stopped after %d of %d %s, which are written; --after %s continues after them", r.at.Done, r.at.Of, r.what, r.at.Last)}
	case r.at.Failed > 0:
		return fmt.Errorf("%d of %d %s could not be read; their lines say why", r.at.Failed, r.at.Of, r.what)
	}
	return nil
}
