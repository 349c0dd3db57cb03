package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"aisdesk/aisclient/text"
)

// Exit codes.
const (
	exitOK           = 0
	exitError        = 1 // something could not be done: a file that is no reply, a damaged import, a busy port
	exitUsage        = 2 // the command line or a setting is wrong
	exitImport       = 3 // the verification or import failed, at the sign-in, the bank or the provider
	exitRefuted      = 4 // a report whose verdict is refuted
	exitInconclusive = 5 // a report whose verdict is inconclusive
	exitCancelled    = 130
)

// exitCode carries the code with which an error ends the program.
type exitCode struct {
	code int
	err  error
}

func (e *exitCode) Error() string { return e.err.Error() }
func (e *exitCode) Unwrap() error { return e.err }

func usage(err error) error { return &exitCode{code: exitUsage, err: err} }

// report prints what ended the command and returns the exit code.
func report(w io.Writer, err error) int {
	if err == nil {
		return exitOK
	}
	e, ok := errors.AsType[*exitCode](err)
	if !ok {
		e = &exitCode{code: exitError, err: err}
		if errors.Is(err, context.Canceled) {
			e.code = exitCancelled
		}
	}
	for i, line := range errorLines(e.err) {
		if i == 0 {
			line = "aisdesk: " + line
		}
		fmt.Fprintln(w, text.Clean(line))
	}
	return e.code
}
