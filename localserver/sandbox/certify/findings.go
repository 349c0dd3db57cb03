package certify

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"aisdesk/localserver/sandbox"
)

// Code names a kind of mistake.
type Code string

// The mistakes that are found.
const (
	ImportSentTwice        Code = "importSentTwice"
	PartImportSent         Code = "partImportSent"
	ImportNotSent          Code = "importNotSent"
	RefusalRepeated        Code = "refusalRepeated"
	PolledAfterEnd         Code = "polledAfterEnd"
	PolledTooFast          Code = "polledTooFast"
	RetryAfterIgnored      Code = "retryAfterIgnored"
	StateWrong             Code = "stateWrong"
	GaveUp                 Code = "gaveUp"
	ErrorNotTold           Code = "errorNotTold"
	FailureTakenForSuccess Code = "failureTakenForSuccess"
	OwnerNotChecked        Code = "ownerNotChecked"
	OwnerWrong             Code = "ownerWrong"
	SecretInLog            Code = "secretInLog"
	KeyInURL               Code = "keyInURL"
	SessionReused          Code = "sessionReused"
	RowsWrong              Code = "rowsWrong"
	PartialNotTold         Code = "partialNotTold"
	EmptyNotTold           Code = "emptyNotTold"
	PartialWrong           Code = "partialWrong"
	EmptyWrong             Code = "emptyWrong"
	SinceWrong             Code = "sinceWrong"
	ForeignCommand         Code = "foreignCommand"
	ForeignSession         Code = "foreignSession"
	NoResult               Code = "noResult"
	ResultUnfit            Code = "resultUnfit"
	TimedOut               Code = "timedOut"
)

// Finding is one mistake in one case.
type Finding struct {
	Code    Code   `json:"code"`
	Message string `json:"message"` // what happened, and what is right
}

const (
	importPath  = "/v1/command/default-import.xml"
	otherImport = "/v1/default-import.xml" // the same, by its older address
	commandPath = "/v1/command/"
)

// detector looks for one kind of mistake in a run.
type detector func(r *runner, c testCase, x *run) []Finding

var detectors = []detector{result, told, outcome, leftRows, imports, foreign, repeated, polls, pace, retryAfter, secrets}

// findings looks through the runs of a case.
func (r *runner) findings(c testCase, runs []*run) []Finding {
	var all []Finding
	for _, x := range runs {
		for _, d := range detectors {
			all = append(all, d(r, c, x)...)
		}
	}
	return all
}

func found(code Code, format string, args ...any) []Finding {
	return []Finding{{code, fmt.Sprintf(format, args...)}}
}

// result is about the line with which the client ends.
func result(r *runner, _ testCase, x *run) []Finding {
	switch {
	case x.timedOut:
		return found(TimedOut, "it had not ended after %v; end when the command does, or after a deadline of your own", r.Timeout)
	case x.result == nil && x.lines > 1:
		return found(NoResult, "its result stands over %d lines on standard output; print it as one line, the last", x.lines)
	case x.unfit != "":
		return found(ResultUnfit, "of the result on its last line %s", x.unfit)
	case x.result == nil:
		return found(NoResult, "its last line on standard output is no JSON object with a state, such as {\"owner\": \"...\", \"state\": \"successful\", \"rows\": 12, \"message\": \"\"}%s", x.how())
	case x.result.Owner != x.owner:
		return found(OwnerWrong, "it says that the data is of %q, and the session was made for %q", x.result.Owner, x.owner)
	}
	return nil
}

// outcome is about whether the client knows how the import ended.
func outcome(_ *runner, c testCase, x *run) []Finding {
	if x.result == nil {
		return nil
	}
	claims, told := x.result.State == successful, lastState(x)
	switch {
	case c.owner && (claims || polled(x) > 0):
		return found(OwnerNotChecked, "the answer to the import names another ownerExternalId, and it went on")
	case c.fails && claims:
		return found(FailureTakenForSuccess, "it says successful; right is to %s", c.About)
	case c.fails:
		return nil
	case claims && x.state != successful:
		return found(StateWrong, "it says successful while the command is in state %q", x.state)
	case claims && told != "" && told != successful: // the command has ended since
		return found(StateWrong, "it says successful, and the last state that it was told is %q", told)
	case claims && x.rows >= 0 && x.result.Rows != x.rows:
		return found(RowsWrong, "it counts %d rows, and the reply has %d in all accounts and cards", x.result.Rows, x.rows)
	case claims && x.exit != 0 && !x.timedOut:
		return found(StateWrong, "it says successful and ended with %s; a program that starts it takes that for a failure", x.ended)
	case !claims && len(x.others) == 0 && x.partImportFirst() == "": // else these are the cause
		return found(GaveUp, "it says %s; right is to %s", x.result.State, c.About)
	}
	return nil
}

// leftRows is about rows of an import that did not succeed.
func leftRows(_ *runner, _ testCase, x *run) []Finding {
	if x.result == nil || x.result.State == successful || x.result.Rows == 0 {
		return nil
	}
	return found(RowsWrong, "it says %s and counts %d rows; every state but successful means that there is no data: say 0", x.result.State, x.result.Rows)
}

// lastState is the last state of the command that a poll was answered with; empty for none.
func lastState(x *run) (state string) {
	for _, q := range x.requests {
		if isPoll(q) && q.State != "" {
			state = q.State
		}
	}
	return state
}

func polled(x *run) (n int) {
	for _, q := range x.requests {
		if isPoll(q) {
			n++
		}
	}
	return n
}

func isPoll(q sandbox.Request) bool {
	return q.Method == http.MethodGet && strings.HasPrefix(q.Path, commandPath)
}

// foreign is about imports and polls of what the client was not given.
func foreign(_ *runner, _ testCase, x *run) (all []Finding) {
	if x.signedIn != "" {
		all = found(ForeignSession, "it signed in by itself, as session %s: only its user can do that at a real bank; use the session that it was given", x.signedIn)
	}
	for _, q := range x.strays {
		f := found(ForeignCommand, "it polled %s, which is not the command of its import: poll the id of the answer", q.Path)
		if isImport(q) {
			f = found(ForeignSession, "it sent the default import with the session %q, which it was not given, or with another signature", q.Params["sessionId"])
		}
		if !slices.ContainsFunc(all, func(o Finding) bool { return o.Code == f[0].Code }) {
			all = append(all, f...)
		}
	}
	return all
}

// refused reports whether an answer says that asking again cannot help.
func refused(q sandbox.Request) bool {
	return q.Status >= 400 && q.Status < 500 && q.Status != http.StatusTooManyRequests
}

// repeated is about requests that were sent again after a refusal.
func repeated(_ *runner, _ testCase, x *run) []Finding {
	last := map[string]int{}
	for _, q := range x.requests {
		what := q.Method + q.Path
		if isImport(q) {
			what = q.Method + importPath
		}
		if status := last[what]; status != 0 {
			return found(RefusalRepeated, "it sent %s %s again after it was refused with %d", q.Method, q.Path, status)
		}
		if refused(q) {
			last[what] = q.Status
		}
	}
	return nil
}

// polls is about polling on after the end.
func polls(_ *runner, c testCase, x *run) []Finding {
	finals, after := 0, 0
	for _, q := range x.requests {
		switch {
		case !isPoll(q):
		case c.damaged >= 0 && finals > c.damaged:
			after++
		case final(q.State):
			finals++
		}
	}
	if after > 0 {
		return found(PolledAfterEnd, "it polled %d times after the final reply; stop at the first", after)
	}
	return nil
}

func final(state string) bool { return state == successful || state == "error" || state == "fatal" }

// Gaps between polls below these shares of the pause are too short: the median of several gaps, two of the second, or one of the
// third. They leave room for programs that poll by a ticker on a busy machine.
const (
	usualGap  = 0.8
	shortGap  = 0.6
	shortest  = 0.25
	shortGaps = 2
)

// gaps are the times between the polls of a run.
func gaps(x *run) (all []time.Duration) {
	var before *sandbox.Request
	for i := range x.requests {
		if q := &x.requests[i]; isPoll(*q) {
			if before != nil {
				all = append(all, q.At.Sub(before.At))
			}
			before = q
		}
	}
	return all
}

// pace is about how fast was polled.
func pace(r *runner, _ testCase, x *run) []Finding {
	gaps := gaps(x)
	if len(gaps) == 0 {
		return nil
	}
	slices.Sort(gaps)
	below := func(n int, share float64) bool {
		return len(gaps) > n && gaps[n] < time.Duration(share*float64(r.pause()))
	}
	if below(0, shortest) || below(shortGaps-1, shortGap) || len(gaps) > 1 && below(len(gaps)/2, usualGap) {
		return found(PolledTooFast, "it polled again after %v; wait at least %v (AISDESK_POLL_PAUSE)", gaps[0].Round(time.Millisecond), r.pause())
	}
	return nil
}

// askedPause is the Retry-After of the scenario 429, and what of it must be kept at least.
const askedPause, keptPause = time.Second, 800 * time.Millisecond

// retryAfter is about waiting as long as a 429 asks.
func retryAfter(_ *runner, _ testCase, x *run) []Finding {
	var at time.Time
	for _, q := range x.requests {
		if !at.IsZero() && q.At.Sub(at) < keptPause {
			return found(RetryAfterIgnored, "it asked again %v after a 429 with Retry-After: %.0f", q.At.Sub(at).Round(time.Millisecond), askedPause.Seconds())
		}
		at = time.Time{}
		if q.Status == http.StatusTooManyRequests {
			at = q.At
		}
	}
	return nil
}
