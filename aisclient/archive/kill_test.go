//go:build unix

package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/text"
)

const killEnv = "AISDESK_TEST_KILL_DIR"

// A program that is killed at any moment loses no import that it was told is saved, and leaves nothing that
// the next one does not sweep.
func TestKilledProgramsLoseNothing(t *testing.T) {
	rounds := 25
	if testing.Short() {
		rounds = 5
	}
	dir := t.TempDir()
	acked := map[string]string{}
	for round := range rounds {
		for line := range strings.Lines(runAndKill(t, dir, round == 0)) {
			if id, sum, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " "); ok && strings.HasSuffix(line, "\n") {
				acked[id] = sum
			}
		}
	}
	s := open(t, dir, Options{})
	list, err := s.List()
	must(t, err)
	for _, e := range list {
		if e.Damaged != nil {
			t.Errorf("import %s is damaged: %v", e.ID, e.Damaged)
		}
	}
	for id, sum := range acked {
		r, err := s.Raw(id)
		if err != nil {
			t.Errorf("import %s was acknowledged: %v", id, err)
			continue
		}
		h := sha256.New()
		if _, err := io.Copy(h, r); err != nil || hex.EncodeToString(h.Sum(nil)) != sum {
			t.Errorf("import %s was acknowledged and is another now: %v", id, err)
		}
		_ = r.Close()
	}
	if len(acked) == 0 {
		t.Error("no save was acknowledged")
	}
	// Unfinished imports are swept at once, temporary files inside imports by Tidy once they are old.
	later := open(t, dir, Options{Now: func() time.Time { return time.Now().Add(time.Hour) }})
	must(t, later.Tidy(context.Background()))
	list, err = later.List()
	must(t, err)
	nothingLeft(t, dir, len(list))
	t.Logf("%d saves acknowledged, %d imports, %d rounds", len(acked), len(list), rounds)
}

// runAndKill starts a program that saves in a loop and returns what it acknowledged before it was killed: something, with
// patient.
func runAndKill(t *testing.T, dir string, patient bool) string {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledProgram$")
	cmd.Env = append(os.Environ(), killEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	r := bufio.NewReader(out)
	if _, err := r.ReadString('\n'); err != nil { // it has begun
		t.Fatal(err)
	}
	first := ""
	if patient {
		first, _ = r.ReadString('\n')
	}
	time.Sleep(time.Duration(rand.IntN(100_000)) * time.Microsecond)
	must(t, cmd.Process.Kill())
	rest, _ := io.ReadAll(r)
	_ = cmd.Wait()
	return first + string(rest)
}

// TestKilledProgram is the program that runAndKill starts.
func TestKilledProgram(t *testing.T) {
	dir := os.Getenv(killEnv)
	if dir == "" {
		return // only the child process has something to do
	}
	s := open(t, dir, Options{})
	fmt.Println("begun")
	for i := 0; ; i++ {
		raw := make([]byte, rand.IntN(200_000))
		for j := range raw {
			raw[j] = byte(rand.Uint32())
		}
		e, err := s.Save(context.Background(), NewImport{Target: text.Clean("KontoBank")}, raw)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Printf("%s %x\n", e.ID, sha256.Sum256(raw))
		if err := s.SetCounts(e.ID, Counts{Transactions: i}); err != nil {
			t.Fatal(err)
		}
	}
}
