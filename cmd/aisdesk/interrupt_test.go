package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// Security statement 36: an interrupt ends a command that waits for what somebody types, nothing is done, and a yes that comes
// after it is none. (The signals and Ctrl+C all cancel the context.)
func TestAnInterruptEndsAQuestion(t *testing.T) {
	d := newDesk(t)
	id := d.imported().ID
	d.run("case", "new", "c1")
	note := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "clock.json")
	b, err := os.ReadFile(note)
	var n map[string]any
	if err == nil {
		err = json.Unmarshal(b, &n)
	}
	if err != nil {
		t.Fatal(err)
	}
	n["wall"] = time.Now().AddDate(0, 0, -40).UTC().Format(time.RFC3339)
	b, _ = json.Marshal(n)
	put(t, note, string(b)) // what is to be asked about
	for _, args := range [][]string{{"delete", id}, {"erase", "c1", "--reason", "a mistake"}, {"purge"}, {"show", "-"}, {"report", id, "--claims", "-"}} {
		ctx, interrupt := context.WithCancel(context.Background())
		keyboard, keys := io.Pipe()
		var out, errs lockedBuffer
		asked := reading{keyboard, make(chan struct{}, 100)}
		done := make(chan int, 1)
		go func() {
			done <- run(ctx, args, cli.Streams{In: asked, Out: &out, Err: &errs}, func(k string) string { return d.env[k] })
		}()
		select {
		case <-asked.began:
		case code := <-done:
			t.Fatalf("%q ended before it asked: exit %d %s", args, code, errs.String())
		}
		interrupt()
		go func() { _, _ = keys.Write([]byte("y\n")) }()
		select {
		case code := <-done:
			if code != cli.ExitCancelled || strings.Contains(out.String(), "eleted") {
				t.Errorf("%q: exit %d %s%s", args, code, out.String(), errs.String())
			}
		case <-time.After(patience):
			t.Errorf("%q goes on after an interrupt", args)
		}
		_ = keys.Close()
	}
	if d.saved() != 1 {
		t.Error("the import is gone")
	}
	says(t, d.run("case", "show", "c1"), cli.ExitOK)
}

// reading tells when it is read.
type reading struct {
	io.Reader
	began chan struct{}
}

func (r reading) Read(p []byte) (int, error) {
	r.began <- struct{}{}
	return r.Reader.Read(p)
}
