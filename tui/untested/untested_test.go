// Package untested says at the end of go test ./... what was skipped and how to have it. It is the last package in the
// order in which go test prints, and has no tests.
package untested

import (
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/testenv"
)

// TestMain ends before the tests would run, so that go test does not keep its result: a kept one says nothing.
func TestMain(m *testing.M) {
	flag.Parse()
	lines := testenv.Skipped()
	chosen := flag.Lookup("test.run").Value.String() + flag.Lookup("test.bench").Value.String() + flag.Lookup("test.list").Value.String()
	if len(lines) == 0 || chosen != "" {
		os.Exit(m.Run())
	}
	waitForOthers(9 * time.Minute)
	out := terminal()
	fmt.Fprintln(out, "Skipped on this machine, and how to have it:")
	for _, l := range lines {
		fmt.Fprintln(out, "  "+l)
	}
}

// terminal is where the user of go test reads. go test itself throws away what a package prints that passes: without
// -v the lines go past it to its own output. Linux lends that to who may trace go test; else it is opened anew where
// that disturbs nothing: a terminal, a pipe, a file that is appended to. What is left is the user's terminal.
func terminal() io.Writer {
	parent := fmt.Sprintf("/proc/%d", os.Getppid())
	if name, _ := os.ReadFile(parent + "/comm"); !testing.Verbose() && strings.TrimSpace(string(name)) == "go" {
		for _, fd := range []string{"1", "2"} {
			if f := shared(parent, fd); f != nil {
				return f
			}
		}
	}
	if !testing.Verbose() {
		if f, err := os.OpenFile("/dev/tty", os.O_WRONLY, 0); err == nil {
			return f
		}
	}
	return os.Stdout
}

// shared opens an output of another process, if writing to it does not disturb that process.
func shared(process, fd string) *os.File {
	if f := lent(os.Getppid(), fd); f != nil {
		return f
	}
	path := filepath.Join(process, "fd", fd)
	info, err := os.Stat(path)
	if err != nil || info.Mode()&(os.ModeCharDevice|os.ModeNamedPipe) == 0 && !appended(filepath.Join(process, "fdinfo", fd)) {
		return nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	if err != nil {
		return nil
	}
	return f
}

// appended reads whether a file was opened for appending, O_APPEND being 02000 on Linux.
func appended(fdinfo string) bool {
	b, _ := os.ReadFile(fdinfo)
	for line := range strings.Lines(string(b)) {
		if flags, ok := strings.CutPrefix(line, "flags:"); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(flags), 8, 64)
			return err == nil && n&0o2000 != 0
		}
	}
	return false
}

// waitForOthers waits until go test has no other process at work, so that the lines come last. Where the system does
// not show processes it returns at once.
func waitForOthers(limit time.Duration) {
	alone := 0
	for end := time.Now().Add(limit); time.Now().Before(end) && alone < 3; time.Sleep(200 * time.Millisecond) {
		if siblings() > 0 {
			alone = 0
		} else {
			alone++
		}
	}
}

// siblings counts the other children of this process's parent.
func siblings() int {
	n := 0
	all, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, path := range all {
		b, err := os.ReadFile(path)
		_, rest, ok := strings.Cut(string(b), ") ") // behind the name: state, parent
		fields := strings.Fields(rest)
		if err != nil || !ok || len(fields) < 2 || fields[0] == "Z" {
			continue
		}
		if fields[1] == strconv.Itoa(os.Getppid()) && path != fmt.Sprintf("/proc/%d/stat", os.Getpid()) {
			n++
		}
	}
	return n
}
