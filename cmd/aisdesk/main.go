// Command aisdesk verifies bank accounts from the terminal: it hosts the provider's sign-in widget on a local
// page, catches the session, runs the default import, keeps the reply, and shows what it says.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	_ "aisdesk/tui/guard" // before Bubble Tea's init asks the terminal for its colours
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr}, os.Getenv)
	stop()
	os.Exit(code)
}
