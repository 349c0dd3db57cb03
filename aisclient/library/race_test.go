//go:build unix

package library

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"
)

// Variables that tell a child process where the archive and the cases lie.
const (
	childArchive = "AISDESK_TEST_LIBRARY"
	childCases   = "AISDESK_TEST_CASES"
)

// Whatever four programs save, count, delete and add to cases, and whenever they are killed, the index that any of them
// left answers as a look at everything does.
func TestTheIndexAnswersAsALookAtEverything(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 3
	}
	dir, cases := t.TempDir(), folderCases(t.TempDir())
	s := open(t, dir)
	seen := 0
	for round := range rounds {
		var children []*exec.Cmd
		for range 4 {
			c := exec.Command(os.Args[0], "-test.run=^TestChildOfTheIndex$")
			c.Env = append(os.Environ(), childArchive+"="+dir, childCases+"="+string(cases))
			must(t, c.Start())
			children = append(children, c)
		}
		// This program reads and writes the index meanwhile. On a busy machine the others take longer to begin.
		end, limit := time.Now().Add(time.Duration(100+rand.IntN(300))*time.Millisecond), time.Now().Add(time.Minute)
		for n := 0; time.Now().Before(end) || n < 2*(round+1) && n < 5 && time.Now().Before(limit); {
			n = load(t, s, cases).Len()
		}
		for _, c := range children {
			must(t, c.Process.Kill())
			_ = c.Wait()
		}
		got, want := load(t, s, cases), scan(t, s, cases)
		if !slices.Equal(lines(got), lines(want)) {
			t.Fatalf("round %d: the index says\n%s", round, difference(lines(got), lines(want)))
		}
		for _, line := range []string{"owner:a", "tag:vip", "note:3", "-decision:approve", "bank:konto saved:2d", ""} {
			if g, w := find(t, got, line, ByCustomer), find(t, want, line, ByCustomer); !slices.Equal(g, w) {
				t.Errorf("round %d: %q finds %q by the index and %q without", round, line, g, w)
			}
		}
		seen = want.Len()
	}
	if seen < 5 {
		t.Errorf("only %d imports were saved: nothing was tried", seen)
	}
}

// difference are the lines that only one of two indexes has.
func difference(got, want []string) string {
	var b strings.Builder
	for _, l := range got {
		if !slices.Contains(want, l) {
			b.WriteString("only the index: " + l + "\n")
		}
	}
	for _, l := range want {
		if !slices.Contains(got, l) {
			b.WriteString("only a look at everything: " + l + "\n")
		}
	}
	return b.String()
}

// TestChildOfTheIndex is a program that the test above starts and kills.
func TestChildOfTheIndex(t *testing.T) {
	dir, cases := os.Getenv(childArchive), folderCases(os.Getenv(childCases))
	if dir == "" {
		return // only a child process has something to do
	}
	s := open(t, dir)
	var own []string
	for i := 0; ; i++ {
		id := customer{owner: fmt.Sprintf("Owner %c%d", 'a'+rune(rand.IntN(6)), i), bank: "KontoBank", rows: i, iban: fmt.Sprint(rand.Int64())}.save(t, s)
		own = append(own, id)
		switch rand.IntN(5) {
		case 0:
			load(t, s, cases)
		case 1:
			must(t, s.Delete(own[0]))
			own = own[1:]
		case 2, 3:
			f := CaseFacts{ID: "case-" + id[len(id)-3:], Imports: []string{own[rand.IntN(len(own))]}, Notes: []string{fmt.Sprint("note ", i%5)}}
			if i%2 == 0 {
				f.Tags, f.Decision = []string{"vip"}, "approve"
			}
			must(t, cases.put(f, fmt.Sprintf("%013d", time.Now().UnixMicro())))
		}
	}
}
