//go:build unix

package early

import (
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// Cancelled is the exit code of a program that a signal ended.
const Cancelled = 130

// Dumped are the signals for which Go's runtime prints the stacks and registers of a program that does not take them.
var Dumped = []os.Signal{syscall.SIGQUIT, syscall.SIGABRT, syscall.SIGILL, syscall.SIGTRAP, syscall.SIGSYS, syscall.SIGBUS, syscall.SIGFPE, syscall.SIGSEGV}

// end ends the program. A signal is taken at every moment from the first on, and goes to whoever set it last: between one who takes
// signals and the next there would be a moment in which the runtime had them.
var end atomic.Pointer[func(os.Signal)]

func init() {
	EndAfter(func() {}) // nothing to restore: the terminal is as it was before main
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, Dumped...)
	go func() {
		s := <-signals
		(*end.Load())(s)
	}()
}

// EndBy has do end the program by one of the signals, in place of whatever did before.
func EndBy(do func(os.Signal)) { end.Store(&do) }

// EndAfter has one of the signals end the program, once restore is done, in place of whatever did before.
func EndAfter(restore func()) {
	EndBy(func(os.Signal) {
		restore()
		_, _ = os.Stderr.WriteString("\naisdesk was ended from outside. What was saved stays.\n")
		os.Exit(Cancelled)
	})
}
