package casefile

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

const (
	killDirEnv  = "AISDESK_TEST_CASE_DIR"
	killNameEnv = "AISDESK_TEST_CASE_NAME"
	killActsEnv = "AISDESK_TEST_CASE_ACTS"
	writers     = 4
)

// Four programs with four writers each add to one case and are killed again and again: no number is left out, none is
// given twice, and every act that was acknowledged is in the chain.
func TestKilledWritersLoseNothing(t *testing.T) {
	acts, kills := 12, 3 // a writer, a program
	if os.Getenv("AISDESK_MEASURE") != "" {
		acts, kills = 200, 12
	}
	dir := t.TempDir()
	f := folderOf(t, dir)
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan, reply(1))
	var mu sync.Mutex
	acked := map[string]int64{}
	var killed atomic.Int32
	var all sync.WaitGroup
	for p := range 4 {
		all.Go(func() {
			for round := 0; ; round++ {
				out, done := runWriter(t, dir, fmt.Sprintf("p%d-%d", p, round), acts, round < kills)
				mu.Lock()
				for line := range strings.Lines(out) {
					var seq int64
					var note string
					if n, _ := fmt.Sscanf(line, "acked %d %s\n", &seq, &note); n == 2 && strings.HasSuffix(line, ";\n") {
						acked[strings.TrimSuffix(note, ";")] = seq
					}
				}
				mu.Unlock()
				if done {
					return
				}
				killed.Add(1)
			}
		})
	}
	all.Wait()
	s := reopened(t, f)
	if s.ReadOnly != "" {
		t.Fatal(s.ReadOnly)
	}
	in := map[string]int64{}
	for i, e := range s.History {
		if e.Seq != int64(i+1) || e.Ignored != "" {
			t.Errorf("event %d stands at %d: %s", e.Seq, i+1, e.Ignored)
		}
		if n, ok := e.Act.(Note); ok {
			if in[n.Text] != 0 {
				t.Errorf("%s is there twice", n.Text)
			}
			in[n.Text] = e.Seq
		}
	}
	for note, seq := range acked {
		if in[note] != seq {
			t.Errorf("%s was acknowledged as event %d and is %d", note, seq, in[note])
		}
	}
	if len(acked) < 4*writers*acts {
		t.Errorf("%d of at least %d acts were acknowledged", len(acked), 4*writers*acts)
	}
	c, err := Check(t.Context(), f, caseID, plain{}, []Head{s.Head})
	if must(t, err); len(c.Problems) > 0 {
		t.Errorf("%v", c.Problems)
	}
	t.Logf("%d events, %d acknowledged, %d kills", len(s.History), len(acked), killed.Load())
}

// runWriter starts a program and returns what it acknowledged; done says that it came to its end.
func runWriter(t *testing.T, dir, name string, acts int, kill bool) (out string, done bool) {
	cmd := exec.Command(os.Args[0], "-test.run=^TestProgramThatActs$")
	cmd.Env = append(os.Environ(), killDirEnv+"="+dir, killNameEnv+"="+name, fmt.Sprint(killActsEnv, "=", acts))
	pipe, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Error(err)
		return "", true
	}
	r := bufio.NewReader(pipe)
	first, _ := r.ReadString('\n')
	if kill {
		time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
		_ = cmd.Process.Kill()
	}
	rest, _ := io.ReadAll(r)
	err = cmd.Wait()
	if err != nil && !kill {
		t.Errorf("%s: %v\n%s", name, err, rest)
	}
	return first + string(rest), err == nil || !kill
}

// TestProgramThatActs is the program that runWriter starts. Its writers each have a log of their own, as programs have.
func TestProgramThatActs(t *testing.T) {
	dir, name := os.Getenv(killDirEnv), os.Getenv(killNameEnv)
	if dir == "" {
		return // only the child process has something to do
	}
	var acts int
	_, _ = fmt.Sscan(os.Getenv(killActsEnv), &acts)
	f := folderOf(t, dir)
	fmt.Println("begun")
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			l, err := open(t.Context(), f, caseID, LogOptions{})
			if err != nil {
				t.Error(err)
				return
			}
			for n := range acts {
				note := fmt.Sprintf("%s-w%d-%d", name, w, n)
				e, err := l.Append(t.Context(), Note{Text: note}, Author{Name: name})
				if err != nil {
					t.Errorf("%s: %v", note, err)
					return
				}
				fmt.Printf("acked %d %s;\n", e.Seq, note)
			}
		})
	}
	all.Wait()
}

// lossy is a store whose answers get lost: the object is created, and the caller hears of an error or that it exists.
type lossy struct {
	objects.Store
	n atomic.Int32
}

var errLost = errors.New("the connection was lost")

func (s *lossy) Create(ctx context.Context, name string, b []byte) error {
	err := s.Store.Create(ctx, name, b)
	if n := s.n.Add(1); err == nil && n%3 == 0 {
		return errLost
	} else if err == nil && n%3 == 1 {
		return fmt.Errorf("%s: %w", name, objects.ErrExists)
	}
	return err
}

// After a lost answer the writer finds its own event and does not write it twice.
func TestALostAnswerIsNoSecondEvent(t *testing.T) {
	f := folderOf(t, t.TempDir())
	l := Start(&lossy{Store: f}, caseID, LogOptions{})
	do(t, l, anna, jan, reply(1))
	for n := range 20 {
		do(t, l, anna, Note{Text: fmt.Sprint(n)})
	}
	if s := reopened(t, f); len(s.Notes) != 20 || s.Head.Seq != 22 {
		t.Errorf("%d notes, head %d", len(s.Notes), s.Head.Seq)
	}
}
