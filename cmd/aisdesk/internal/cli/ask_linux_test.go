package cli

import (
	"context"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Ctrl+D at a hidden question is the end of what is typed: no passphrase was given. Behind words it is their end.
func TestTheEndOfAHiddenQuestion(t *testing.T) {
	for typed, want := range map[string]string{"\x04": "", "four words\n": "four words", "four words\x04\x04": "four words", "fuor\x7f\x7f\x7four words\r": "four words"} {
		keys, terminal := pseudoTerminal(t)
		said := &prompted{keys: keys, typed: typed}
		prog := &Program{Streams: Streams{In: terminal, Err: said}, Context: context.Background(), Getenv: func(string) string { return "" }, piped: &sync.Map{}}
		got, err := prog.passphrase("Passphrase: ")
		if got != want || (want == "") != (err != nil) || err != nil && err.Error() != "no passphrase was given" {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}

// An interrupt at a hidden question is said in plain words.
func TestAnInterruptedQuestion(t *testing.T) {
	_, terminal := pseudoTerminal(t)
	ctx, stop := context.WithCancel(context.Background())
	said := &strings.Builder{}
	prog := &Program{Streams: Streams{In: terminal, Err: said}, Context: ctx, Getenv: func(string) string { return "" }, piped: &sync.Map{}}
	stop()
	_, err := prog.passphrase("Passphrase: ")
	if code := Report(said, err, false); code != ExitCancelled || !strings.HasSuffix(said.String(), "aisdesk: cancelled\n") {
		t.Errorf("code %d, %q", code, said)
	}
}

// prompted types once the question stands there: what hides has begun by then.
type prompted struct {
	keys  *os.File
	typed string
	once  sync.Once
}

func (p *prompted) Write(b []byte) (int, error) {
	p.once.Do(func() { _, _ = p.keys.WriteString(p.typed) })
	return len(b), nil
}

// pseudoTerminal is a terminal and what types on it.
func pseudoTerminal(t *testing.T) (keys, terminal *os.File) {
	t.Helper()
	keys, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { keys.Close() })
	n, err := unix.IoctlGetInt(int(keys.Fd()), unix.TIOCGPTN)
	if err == nil {
		err = unix.IoctlSetPointerInt(int(keys.Fd()), unix.TIOCSPTLCK, 0)
	}
	if err == nil {
		terminal, err = os.OpenFile(fmt.Sprint("/dev/pts/", n), os.O_RDWR|unix.O_NOCTTY, 0)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { terminal.Close() })
	time.AfterFunc(time.Minute, func() { keys.Close() }) // a question that goes on for ever
	return keys, terminal
}
