// Command aisdesk verifies bank accounts from the terminal: it hosts the provider's sign-in widget on a local
// page, catches the session, runs the default import, keeps the reply, and shows what it says.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	_ "aisdesk/tui/guard" // before Bubble Tea's init asks the terminal for its colours
)

// garbage is how much garbage in percent of what is in use may lie about before it is collected. A ledger is few large
// columns without pointers, which cost the collector next to nothing: a third of Go's usual 100 saves a third of the memory.
const garbage = 35

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.Getenv)
	stop()
	os.Exit(code)
}
