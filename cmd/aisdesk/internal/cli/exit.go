package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify/policy"
	"aisdesk/cmd/aisdesk/internal/config"
)

// Exit codes.
const (
	ExitOK           = 0
	ExitError        = 1 // something could not be done: a file that is no reply, a damaged import, a busy port
	ExitUsage        = 2 // the command line or a setting is wrong
	ExitImport       = 3 // the verification or import failed, at the sign-in, the bank or the provider
	ExitRefuted      = 4 // a report whose verdict is refuted
	ExitInconclusive = 5 // a report whose verdict is inconclusive
	ExitTampered     = 6 // a check found something that is not as it was written
	ExitChanged      = 7 // a backtest with --fail-on-change changes an outcome
	ExitCancelled    = 130
)

// ExitCode is a code with what it means.
type ExitCode struct {
	Code  int    `json:"code"`
	About string `json:"about"`
}

// ExitCodes lists the codes.
func ExitCodes() []ExitCode {
	return []ExitCode{{ExitOK, "done"}, {ExitError, "it could not be done"}, {ExitUsage, "the command line or a setting is wrong"}, {ExitImport, "the import failed"},
		{ExitRefuted, "a report refutes a claim, certify has a finding"}, {ExitInconclusive, "a report has claims that the data neither confirms nor refutes"}, {ExitTampered, "a check found something that is not as it was written"}, {ExitChanged, "a backtest with --fail-on-change changes an outcome"}, {ExitCancelled, "cancelled"}}
}

// CodeError carries the code with which an error ends the program.
type CodeError struct {
	Code int
	Err  error
}

func (e *CodeError) Error() string { return e.Err.Error() }
func (e *CodeError) Unwrap() error { return e.Err }

// Usage marks an error as a wrong command line or setting, which an interrupt is not.
func Usage(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &CodeError{Code: ExitUsage, Err: err}
}

// Report prints what ended the command, as one JSON object where JSON was asked for, and returns the exit code.
func Report(w io.Writer, err error, asJSON bool) int {
	if err == nil {
		return ExitOK
	}
	e, ok := errors.AsType[*CodeError](err)
	if !ok {
		e = &CodeError{Code: ExitError, Err: err}
		if errors.Is(err, context.Canceled) {
			e.Code = ExitCancelled
		}
	}
	if asJSON {
		f := FailureOf(e.Err)
		f.ExitCode = e.Code
		_ = WriteJSON(w, FailureReport{f}) // where the error stream is gone nobody reads
		return e.Code
	}
	_, whole := errors.AsType[*Mistakes](e.Err) // each line is a sentence of its own
	for i, line := range errorLines(e.Err) {
		if i == 0 || whole {
			line = "aisdesk: " + line
		}
		fmt.Fprintln(w, text.Clean(line))
	}
	return e.Code
}

// Mistakes is an error with a line for each of several mistakes.
type Mistakes struct{ Err error }

func (e *Mistakes) Error() string { return e.Err.Error() }
func (e *Mistakes) Unwrap() error { return e.Err }

// errorLines are the lines of an error: of a file of claims, of settings or of customers one for each mistake.
func errorLines(err error) []string {
	if e, ok := errors.AsType[*config.Several](err); ok { // one of them may be that of policies
		return strings.Split(said(e), "\n")
	}
	if e, ok := errors.AsType[*policy.Error](err); ok {
		return strings.Split(said(e), "\n")
	}
	if e, ok := errors.AsType[*Mistakes](err); ok {
		return strings.Split(said(e), "\n")
	}
	return []string{said(err)}
}
