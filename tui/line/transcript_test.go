package line

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/provider"
	"aisdesk/localserver/sandbox"
)

var update = flag.Bool("update", false, "write the golden transcripts anew")

// frozen is the clock of the transcripts.
var frozen = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// onSandbox is the program on a sandbox of its own that imports fast, with a clock that stands still.
func onSandbox(t *testing.T, scenario string) Backend {
	t.Helper()
	home, began := t.TempDir(), time.Now()
	speed := 20.0
	if scenario == "unknown-state" { // a poll must fall into the time of the state, on a busy machine too
		speed = 2
	}
	c := app.Config{Environment: app.Sandbox, DataDir: filepath.Join(home, "data"), StateDir: filepath.Join(home, "state"), Timeout: 10 * time.Minute, Retention: 30 * 24 * time.Hour,
		Case: cases.Settings{Author: "Anna"}}
	a := app.New(c, app.Options{
		StartSandbox: func() (provider.Sandbox, error) {
			return sandbox.New(sandbox.Options{CustomersFile: filepath.Join("testdata", "two_owners.toml"), Scenario: scenario, Speed: speed, Now: func() time.Time { return frozen.Add(time.Since(began)) }})
		},
		Poll: aisclient.WaitOptions{MinDelay: 5 * time.Millisecond, MaxDelay: 10 * time.Millisecond},
		Now:  func() time.Time { return frozen },
	})
	t.Cleanup(a.Close)
	return Of(a)
}

// typist gives one line at a time, and writes each into the transcript when it is read.
type typist struct {
	lines []string
	out   *transcript
	rest  []byte
}

func (r *typist) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if len(r.lines) == 0 {
			return 0, io.EOF
		}
		r.out.awaitQuestion()
		r.out.typed(r.lines[0])
		r.rest = []byte(r.lines[0] + "\n")
		r.lines = r.lines[1:]
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// transcript is what was written, with what was typed between it, marked by "> ".
type transcript struct {
	mu    sync.Mutex
	wrote sync.Cond
	whole bytes.Buffer
	own   bytes.Buffer // without what was typed
}

func (o *transcript) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.own.Write(p)
	o.wrote.Broadcast()
	return o.whole.Write(p)
}

func (o *transcript) typed(l string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.whole.WriteString("> " + l + "\n")
}

// question is a short line of a question. A long sentence may be cut at a colon too, and more of it follows.
var question = regexp.MustCompile(`(?:^|\n)[^:\n]{1,50}:\n$`)

// awaitQuestion waits until a question stands last: what is typed then has its place in the transcript.
func (o *transcript) awaitQuestion() {
	o.mu.Lock()
	defer o.mu.Unlock()
	for !question.Match(o.own.Bytes()[max(0, o.own.Len()-100):]) {
		o.wrote.Wait()
	}
}

// never is a clock that brings nothing: what depends on the machine's speed is tested on its own.
func never(time.Duration) <-chan time.Time { return nil }

// talk runs the mode with some lines typed and returns the transcript.
func talk(t *testing.T, b Backend, change func(*Options), lines ...string) *transcript {
	t.Helper()
	out := &transcript{}
	out.wrote.L = &out.mu
	o := Options{In: &typist{lines: lines, out: out}, Out: out, Now: func() time.Time { return frozen }, After: never}
	if change != nil {
		change(&o)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*patience)
	defer cancel()
	if err := Run(ctx, b, o); err != nil {
		t.Fatalf("%v\n%s", err, out.whole.String())
	}
	checkText(t, out.own.String())
	return out
}

// variable is what differs from run to run: ids, ports, temporary folders.
var variable = []struct {
	what *regexp.Regexp
	with string
}{
	{regexp.MustCompile(`\d{8}T\d{6}Z-[a-z0-9]+`), "IMPORT-ID"}, {regexp.MustCompile(`KontoBank [a-z0-9]{4} IMPORT-ID`), "KontoBank FOUR IMPORT-ID"}, {regexp.MustCompile(`127\.0\.0\.1:\d+`), "127.0.0.1:PORT"},
	{regexp.MustCompile(`/tmp/\S*/00\d`), "/TMP"}, {regexp.MustCompile(`, \d+ ms\b`), ", SOME ms"}, {regexp.MustCompile(`command \d{4,}`), "command NUMBER"},
	{regexp.MustCompile(`\(byte \d+\)`), "(byte NUMBER)"},
	{regexp.MustCompile(`Row id: \S+\.`), "Row id: ROW-ID."},
	{regexp.MustCompile(`\bread: [^.]*connection reset by peer`), "connection reset by peer"},
}

func steady(s string) string {
	for _, v := range variable {
		s = v.what.ReplaceAllString(s, v.with)
	}
	return s
}

// golden compares a transcript with the one that is kept, and checks that it says everything to who hears it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	got = steady(got)
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (renew it with -update and read the diff):\n%s", path, firstDifference(string(want), got))
	}
	heard(t, got)
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			return fmt.Sprintf("line %d\nkept: %s\n now: %s", i+1, w[i], g[i])
		}
	}
	return fmt.Sprintf("%d lines kept, %d now", len(w), len(g))
}

// checkText holds statements 3, 5 and 7 over everything that was written: printable text and line ends only, never two
// blanks in a row, and a sign at which readers pause at the end of every line but links.
func checkText(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Error("what was written is not UTF-8")
	}
	for i, l := range strings.Split(strings.TrimSuffix(s, "\n"), "\n") {
		for _, r := range l {
			if r < ' ' || r >= 0x7f && r <= 0x9f {
				t.Errorf("line %d holds the control %U: %q", i+1, r, l)
			}
		}
		if strings.Contains(l, "  ") {
			t.Errorf("line %d has two blanks in a row: %q", i+1, l)
		}
		if l == "" {
			t.Errorf("line %d is empty", i+1)
		}
		alone := strings.HasPrefix(l, "http") || strings.HasPrefix(l, "ssh ")
		paused := slices.ContainsFunc([]string{".", ":", "?"}, func(sign string) bool { return strings.HasSuffix(l, sign) })
		if !alone && !paused {
			t.Errorf("line %d ends without a pause: %q", i+1, l)
		}
	}
}

// skipped is what readers leave out.
var skipped = regexp.MustCompile(`[%&|<>+*…-]`)

// heard holds statement 21: with the signs gone that readers skip, a line still says its direction, choice, place and
// outcome. What a sign would have said must stand in words, so amounts below zero read "minus" and movements "in" or
// "out" wherever they stand.
func heard(t *testing.T, transcript string) {
	t.Helper()
	signed := regexp.MustCompile(`(^|[ (])[-+−]\d[\d ]*\.\d\d`)
	for l := range strings.SplitSeq(transcript, "\n") {
		if strings.HasPrefix(l, "> ") {
			continue
		}
		if m := signed.FindString(l); m != "" {
			t.Errorf("%q has its sign only as a sign: %q", l, m)
		}
		if strings.Contains(l, "%") && !strings.HasPrefix(l, "Person: ") { // a name is the bank's own text
			t.Errorf("%q says percent only by its sign", l)
		}
		if bare := strings.Join(strings.Fields(skipped.ReplaceAllString(l, " ")), " "); strings.HasSuffix(l, ".") && bare == "." {
			t.Errorf("%q says nothing to who hears it", l)
		}
	}
}
