package replica_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/aisclient/replica"
)

// actsCount is how many acts fifty writers make; 10000 is the whole test.
const actsCount = "AISDESK_TEST_ACTS"

// Fifty people act on a hundred cases in one bucket at once, on a bad day: no act is lost, none is there twice, and of those
// who did what only one can do all others are told who was first.
func TestFiftyWritersActOnTheSameCases(t *testing.T) {
	const writers = 50
	acts := 250
	if n, err := strconv.Atoi(os.Getenv(actsCount)); err == nil {
		acts = n
	}
	server := s3test.New(t)
	server.BadDay(9, 0.01)
	var ids []string
	for range max(acts/100, 10) {
		ids = append(ids, newCase())
	}
	log := func(id string) *casefile.Log {
		b, err := s3.Open(server.Address(), nil)
		if err != nil {
			t.Error(err)
		}
		return casefile.Start(b, id, casefile.LogOptions{})
	}
	var mu sync.Mutex
	noted, tagged, told := map[string]int{}, map[string]int{}, map[string]int{}
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			name := fmt.Sprint("Writer ", w)
			logs := map[string]*casefile.Log{}
			for n := range acts / writers {
				id := ids[(n*writers+w)%len(ids)]
				if logs[id] == nil {
					logs[id] = log(id)
				}
				text := fmt.Sprintf("%s %d", name, n)
				if _, err := logs[id].Append(t.Context(), casefile.Note{Text: text}, casefile.Author{Name: name}); err != nil {
					t.Errorf("%s: %v", text, err)
					continue
				}
				mu.Lock()
				noted[id+text]++
				mu.Unlock()
			}
			// One tag a case: one writer can put it there.
			for _, id := range ids[:min(3, len(ids))] {
				l := log(id)
				_, err := l.Append(t.Context(), casefile.Tag{Tag: "mine"}, casefile.Author{Name: name})
				mu.Lock()
				switch {
				case err == nil:
					tagged[id]++
				case errors.Is(err, casefile.ErrNotAllowed) && strings.Contains(err.Error(), "came first"):
					told[id]++
				default:
					t.Errorf("%s: %v", name, err)
				}
				mu.Unlock()
			}
		})
	}
	all.Wait()
	server.Heal()
	began := time.Now()
	there := 0
	for _, id := range ids {
		l := log(id)
		if err := l.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, n := range l.State().Notes {
			noted[id+n.Text] += 10
			there++
		}
		if checked, err := casefile.Check(t.Context(), mustOpen(t, server), id, plainSeal{}, nil); err != nil || len(checked.Problems) > 0 {
			t.Errorf("%v, %+v", err, checked.Problems)
		}
	}
	for what, n := range noted {
		if n != 11 {
			t.Errorf("%s: acknowledged %d times and there %d times", what, n%10, n/10)
		}
	}
	for _, id := range ids[:min(3, len(ids))] {
		if tagged[id] != 1 || told[id] != writers-1 {
			t.Errorf("case %s: tagged by %d, and %d were told who was first", id, tagged[id], told[id])
		}
	}
	t.Logf("%d acts of %d writers over %d cases are there, read again in %v", there, writers, len(ids), time.Since(began))
}

type plainSeal struct{}

func (plainSeal) SealBytes(b []byte) ([]byte, error) { return b, nil }
func (plainSeal) OpenBytes(b []byte) ([]byte, error) { return b, nil }

func mustOpen(t *testing.T, server *s3test.Server) *s3.Bucket {
	t.Helper()
	b, err := s3.Open(server.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A reseal that is ended anywhere leaves each object open for the old or the new team, and goes on.
func TestResealEndsAnywhere(t *testing.T) {
	server, all := newTeam(t, "Anna", "Bob")
	anna, bob := all[0], all[1]
	var ids []string
	for n := range 5 {
		ids = append(ids, anna.save(fmt.Sprint("reply ", n)))
	}
	c := newCase()
	anna.must(anna.act(c, casefile.Label{Label: "Joan"}))
	anna.sync()
	bob.sync()
	cyril := newMachine(t, server, "Cyril", t.TempDir())
	change := func(k string, who *machine) {
		if k == "add" {
			_, err := anna.team.Change(t.Context(), "add", who.member(), anna.author())
			anna.must(err)
		} else {
			_, err := anna.team.Change(t.Context(), "remove", who.member(), anna.author())
			anna.must(err)
		}
	}
	change("add", cyril)
	change("remove", bob)
	opens := func(d *machine) (n int) {
		for name, b := range bucket(t, server) {
			if strings.HasPrefix(name, "team/") || strings.HasPrefix(name, "case-of/") {
				continue
			}
			if _, err := d.archive.OpenBytes(b); err == nil {
				n++
			}
		}
		return n
	}
	total := opens(anna)
	if opens(bob) != total || opens(cyril) != 0 || total < 10 {
		t.Fatal(opens(bob), opens(cyril), total)
	}
	for ended := 0; ; ended++ {
		ctx, end := context.WithCancel(t.Context())
		_, err := anna.Reseal(ctx, func(n replica.Resealed) {
			if n.Sealed == 2 {
				end()
			}
		})
		end()
		if opens(anna) != total || opens(bob)+opens(cyril) != total {
			t.Fatalf("after %d: Anna %d, Bob %d, Cyril %d of %d", ended, opens(anna), opens(bob), opens(cyril), total)
		}
		if err == nil {
			break
		}
		if ended > total {
			t.Fatal("it does not come to its end:", err)
		}
	}
	if opens(bob) != 0 || opens(cyril) != total {
		t.Errorf("Bob opens %d, Cyril %d of %d", opens(bob), opens(cyril), total)
	}
	_, err := cyril.Join(t.Context(), nil)
	cyril.must(err)
	for i, id := range ids {
		if got := cyril.reply(id); got != fmt.Sprint("reply ", i) {
			t.Error(got)
		}
	}
	if cyril.state(c).Label != "Joan" {
		t.Error(cyril.state(c).Label)
	}
}

// A Reseal that is killed, without a moment to note anything, goes on with what is left, and says how much that was.
func TestAResealThatIsKilledGoesOn(t *testing.T) {
	_, all := newTeam(t, "Anna")
	anna := all[0]
	for n := range 4 {
		anna.save(fmt.Sprint("reply ", n))
	}
	anna.sync()
	killed := make(chan struct{})
	go func() {
		defer close(killed)
		_, _ = anna.Reseal(t.Context(), func(n replica.Resealed) {
			if n.Sealed == 3 {
				runtime.Goexit()
			}
		})
	}()
	<-killed
	n, err := anna.Reseal(t.Context(), nil)
	if anna.must(err); n.Before != 3 || n.Sealed != n.Of-3 || n.Sealed < 5 {
		t.Errorf("%+v", n)
	}
	if n, err = anna.Reseal(t.Context(), nil); err != nil || n.Sealed != 0 || n.Before != n.Of {
		t.Errorf("done again: %+v, %v", n, err)
	}
}
