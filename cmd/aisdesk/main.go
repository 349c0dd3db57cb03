// Command aisdesk verifies bank accounts from the terminal: it hosts the provider's sign-in widget on a local
// page, receives the session, runs the default import, saves the reply, and shows what it says.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/crash"
	_ "aisdesk/tui/guard" // before Bubble Tea's init asks the terminal for its colours
)

// spare is how many goroutines may run beyond the processors. With one thread a processor a key waits for the
// scheduler's ten milliseconds while a filter and the collector are at work; with two more the system lets the
// thread that woke up go first: the worst of a hundred keys fell from 29 to 12 ms on two processors.
const spare = 2

func main() {
	crash.NoCore()
	if crash.Watching() {
		return
	}
	crash.EndQuietly()
	cli.CollectEarly(os.Getenv)
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + spare)
	}
	getenv, names := takeVariables()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Variables: names}, getenv)
	stop()
	os.Exit(code)
}

// storeKeys are the variables with the credentials of a team's store, as other programs for AWS name them.
var storeKeys = []string{"AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY", "AWS_SESSION_TOKEN"}

// takeVariables takes the program's own variables, and the credentials of a store, out of the environment and returns what reads them, and their names: a
// child process, such as the browser, inherits none of them, and so no secret.
func takeVariables() (getenv func(string) string, names []string) {
	own := map[string]string{}
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		ours := strings.HasPrefix(name, "AISDESK_")
		if ours || slices.Contains(storeKeys, name) {
			own[name] = value
			_ = os.Unsetenv(name) // fails for names that no variable has
		}
		if ours {
			names = append(names, name)
		}
	}
	return func(name string) string {
		if strings.HasPrefix(name, "AISDESK_") || slices.Contains(storeKeys, name) {
			return own[name]
		}
		return os.Getenv(name)
	}, names
}
