// Package certify checks how a client of the service behaves when things go wrong. It runs the client's own program against the
// sandbox once for each of its cases, and reports from the requests and from the program's last line what it mishandled.
//
// The program finds in its environment where to ask and a session that is signed in already:
//
//	AISDESK_API_URL, AISDESK_API_KEY, AISDESK_CLIENT, AISDESK_WIDGET_URL   the sandbox
//	AISDESK_TARGET, AISDESK_SESSION_ID, AISDESK_SESSION_ID_SIGNATURE      the session, as onSuccess gives it
//	AISDESK_OWNER                                                         the ownerExternalId that the session was made for
//	AISDESK_SINCE                                                         the oldest day of the import, YYYY-MM-DD
//	AISDESK_POLL_PAUSE                                                    seconds to wait between two polls, at least: 2
//	AISDESK_WORK_DIR                                                      a folder that its runs of one case share
//
// It imports, and ends with one line of JSON on its standard output:
//
//	{"owner": "...", "state": "successful", "rows": 123, "message": "what it tells its user"}
//
// A message tells what happened by the provider's words, the exception's name or words of its own; what is said of a blocked
// customer, or of a session that is somebody else's, fits no other failure, whatever "error" says. Where it is in a language other than those of the
// provider, "error" names the exception, "partial": true a message that says that a history is incomplete, and "empty": true one
// that says that there is no account. Either is wrong of a reply that is whole, or that has accounts.
//
// Every state but "successful" means that there is no data. Its standard error counts as its log, as do the files that
// [Options.Logs] names: twelve characters of a secret, one after the other, may not stand there in plain text, with other characters than letters
// and digits between, in other forms of letters or in a coding of bytes, nor in one within another. What is encrypted, hashed or in another order is not found. Polls whose gaps
// have a median below 80 percent of the pause are too fast. testdata/examples holds right programs in Go, TypeScript and Python.
package certify

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"time"

	"aisdesk/localserver/sandbox"
)

// Options say what is checked.
type Options struct {
	// Command starts the client, as the system's shell understands it.
	Command string
	// Cases are the names of the cases to run; all if empty.
	Cases []string
	// Logs are files that the client writes its log into besides its standard error.
	Logs []string
	// Speed divides all times: a client that keeps to AISDESK_POLL_PAUSE is checked so much faster. 1 if 0.
	Speed float64
	// Timeout is how long one run may take; a minute if 0.
	Timeout time.Duration
	// Parallel is how many cases run at once; by the number of processors if 0.
	Parallel int
	// Done is called after each case, in the order in which they end; may be nil.
	Done func(CaseReport)
}

// Report is what the cases showed, in their order.
type Report struct {
	Cases    []CaseReport `json:"cases"`
	Findings int          `json:"findings"` // of all cases together
	// PollingMeasured says that how fast the client polls could be measured. On a machine that is too busy for the pause, and where
	// no case had enough polls, no finding about it says nothing.
	PollingMeasured bool `json:"pollingMeasured"`
}

// CaseReport is what one case showed.
type CaseReport struct {
	Case     string    `json:"case"`
	Scenario string    `json:"scenario"`
	About    string    `json:"about"`
	Results  []Result  `json:"results"` // one a run
	Findings []Finding `json:"findings"`
	Seconds  float64   `json:"seconds"`
}

// Result is the line with which a client ends.
type Result struct {
	Owner   string `json:"owner"`
	State   string `json:"state"`
	Rows    int    `json:"rows"`
	Message string `json:"message"`           // what its user is told
	Error   string `json:"error,omitempty"`   // the exception that the message speaks of
	Partial bool   `json:"partial,omitempty"` // the message says that a history is incomplete
	Empty   bool   `json:"empty,omitempty"`   // the message says that there is no account
}

// successful is the only state with data.
const successful = "successful"

// ErrCommand says that the client cannot be started at all.
var ErrCommand = errors.New("the command ends without a result in every case: does it start?")

// Run runs a client through the cases. The error is that of the sandbox, of a case that there is not, of the context, of a log
// that cannot be read, or wraps ErrCommand; what the client does wrong is in the report.
func Run(ctx context.Context, o Options) (*Report, error) {
	chosen, err := choose(o.Cases)
	if err != nil {
		return nil, err
	}
	if o.Speed == 0 {
		o.Speed = 1
	}
	if o.Timeout == 0 {
		o.Timeout = time.Minute
	}
	if o.Parallel <= 0 {
		o.Parallel = max(4, 2*runtime.NumCPU())
	}
	r := &runner{Options: o, answered: map[uint64]sandbox.Request{}, claimed: map[uint64]bool{}}
	file, remove, err := customersFile()
	if err != nil {
		return nil, err
	}
	defer remove()
	sb, err := sandbox.New(sandbox.Options{Speed: o.Speed, Key: key(), CustomersFile: file, Received: r.keep})
	if err != nil {
		return nil, err
	}
	defer sb.Close(context.WithoutCancel(ctx))
	r.sandbox = sb
	lag := watchLag()
	report := r.all(ctx, chosen)
	report.PollingMeasured = r.measured(lag())
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, name := range o.Logs { // the client may have made them, so not before
		if _, err := os.ReadFile(name); err != nil {
			return nil, fmt.Errorf("the client's log was not looked through: %w", err)
		}
	}
	return report, report.check()
}

// all runs the cases, some at a time.
func (r *runner) all(ctx context.Context, chosen []testCase) *Report {
	report := &Report{Cases: make([]CaseReport, len(chosen))}
	places := make(chan struct{}, r.Parallel)
	var wg sync.WaitGroup
	for i, c := range chosen {
		wg.Go(func() {
			places <- struct{}{}
			defer func() { <-places }()
			report.Cases[i] = r.one(ctx, c)
			if r.Done != nil {
				r.mu.Lock()
				defer r.mu.Unlock()
				r.Done(report.Cases[i])
			}
		})
	}
	wg.Wait()
	sayTheSame(chosen, report.Cases)
	sayItAlways(chosen, report.Cases)
	for _, c := range report.Cases {
		report.Findings += len(c.Findings)
	}
	return report
}

// check tells a client that never started from one with mistakes.
func (r *Report) check() error {
	for _, c := range r.Cases {
		for _, f := range c.Findings {
			if f.Code != NoResult {
				return nil
			}
		}
		if len(c.Findings) == 0 {
			return nil
		}
	}
	if len(r.Cases) == 0 {
		return fmt.Errorf("there is no case to run")
	}
	return fmt.Errorf("%w In the case %s %s", ErrCommand, r.Cases[0].Case, r.Cases[0].Findings[0].Message)
}
