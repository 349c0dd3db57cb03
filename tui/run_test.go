package tui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/teatest"

	"aisdesk/aisclient/intake"
	"aisdesk/tui/pane"
)

func plainTerminal(k string) string { return map[string]string{"TERM": "dumb"}[k] }

// started is a root in a real program, as Run makes it, on a screen that a test can read.
func started(t *testing.T, f *fake, o Options) *teatest.TestModel {
	t.Helper()
	o.Now, o.Getenv, o.Output = func() time.Time { return frozen }, plainTerminal, io.Discard
	r := newRoot(t.Context(), f, o)
	t.Cleanup(r.close)
	return teatest.NewTestModel(t, r, teatest.WithInitialTermSize(80, 24))
}

// patience is how long a test waits for what must come; a loaded machine is slow.
const patience = 2 * time.Minute

func waitFor(t *testing.T, tm *teatest.TestModel, what string) {
	t.Helper()
	teatest.WaitFor(t, tm.Output(), func(b []byte) bool { return bytes.Contains(b, []byte(what)) },
		teatest.WithDuration(patience), teatest.WithCheckInterval(20*time.Millisecond))
}

func TestSmokeHomeAndQuit(t *testing.T) {
	tm := started(t, newFake(), Options{})
	waitFor(t, tm, "New verification")
	tm.Send(pane.Press("l"))
	waitFor(t, tm, "kept until")
	tm.Send(pane.Press("q"))
	tm.WaitFinished(t, teatest.WithFinalTimeout(patience))
}

func TestSmokeVerification(t *testing.T) {
	f := newFake()
	f.reply = sampleReply
	tm := started(t, f, demo())
	for tries := 0; f.verification() == nil && tries < 12_000; tries++ {
		time.Sleep(10 * time.Millisecond)
	}
	f.last.events <- ready()
	waitFor(t, tm, linkURL)
	f.last.events <- poll(1, 50)
	waitFor(t, tm, "it is in progress")
	f.last.events <- intake.Event{At: frozen, State: intake.Done, Saved: "20260504T093000Z-new"}
	f.last.end <- nil
	waitFor(t, tm, "1 Overview")
	tm.Send(tea.KeyMsg{Type: tea.KeyCtrlC})
	tm.WaitFinished(t, teatest.WithFinalTimeout(patience))
}

func (f *fake) verification() *fakeVerification {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.last
}

// Run takes the whole screen and gives it back, also when its context ends.
func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	var screen bytes.Buffer
	in, keys := io.Pipe()
	defer keys.Close()
	f := newFake()
	done := make(chan error, 1)
	go func() {
		done <- Run(ctx, f, Options{Start: Start{At: AtVerify}, Input: in, Output: &screen, Getenv: plainTerminal})
	}()
	for tries := 0; f.verification() == nil && tries < 12_000; tries++ {
		time.Sleep(10 * time.Millisecond)
	}
	cancel()
	select {
	case err := <-done:
		if !errors.Is(err, context.Canceled) {
			t.Errorf("Run returned %v", err)
		}
	case <-time.After(patience):
		t.Fatal("Run did not return")
	}
	if got := screen.String(); !bytes.Contains([]byte(got), []byte("\x1b[?1049h")) || !bytes.Contains([]byte(got), []byte("\x1b[?1049l")) {
		t.Error("the alternate screen was not entered and left")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.running != 0 {
		t.Error("a verification outlived Run")
	}
}
