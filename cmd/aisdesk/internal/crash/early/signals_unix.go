//go:build unix

package early

import (
	"os"
	"os/signal"
	"syscall"
)

// Cancelled is the exit code of a program that a signal ended.
const Cancelled = 130

// Dumped are the signals for which Go's runtime prints the stacks and registers of a program that does not take them.
var Dumped = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP, syscall.SIGSYS, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV}

// Nothing is restored: the terminal is as it was before main.
func init() { EndAfter(func() {}) }

// EndAfter has one of the signals end the program, once restore is done, in place of whatever took them before.
func EndAfter(restore func()) {
	signals := make(chan os.Signal, 1)
	signal.Reset(Dumped...)
	signal.Notify(signals, Dumped...)
	go func() {
		<-signals
		restore()
		_, _ = os.Stderr.WriteString("\naisdesk was ended from outside. What was saved stays.\n")
		os.Exit(Cancelled)
	}()
}
