package replica_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects/s3/s3test"
)

const (
	killDir   = "AISDESK_TEST_KILL_DIR"
	killCases = "AISDESK_TEST_KILL_CASES"
	killStore = "AISDESK_TEST_KILL_STORE"
	killName  = "AISDESK_TEST_KILL_NAME"
	// killCount is how many kills there are; 200 is the whole test.
	killCount = "AISDESK_TEST_KILLS"
)

// acknowledged is what programs said that they had done.
type acknowledged struct {
	mu      sync.Mutex
	imports map[string]string // SHA-256 of the reply by id
	notes   map[string]string // case by text
}

func (a *acknowledged) read(lines *bufio.Scanner) {
	for lines.Scan() {
		w := strings.Fields(lines.Text())
		if len(w) != 3 {
			continue
		}
		a.mu.Lock()
		switch w[0] {
		case "saved":
			a.imports[w[1]] = w[2]
		case "noted":
			a.notes[w[2]] = w[1]
		}
		a.mu.Unlock()
	}
}

// enough reports whether something was tried.
func (a *acknowledged) enough() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.imports) >= 4 && len(a.notes) >= 4
}

// Four machines work in one bucket, whose answers get lost, and their programs are killed at any moment: what they said was
// done is done once, and nothing else is to be seen.
func TestProgramsAreKilledAtWork(t *testing.T) {
	kills := 12
	if n, err := strconv.Atoi(os.Getenv(killCount)); err == nil {
		kills = n
	}
	server, machines := newTeam(t, "Anna", "Bob", "Cyril", "Dora")
	cases := []string{newCase(), newCase(), newCase()}
	for _, c := range cases {
		machines[0].must(machines[0].act(c, casefile.Label{Label: "Case"}))
	}
	server.BadDay(11, 0.02)
	ack := &acknowledged{imports: map[string]string{}, notes: map[string]string{}}
	rng := rand.New(rand.NewPCG(5, 5))
	running := make([]*program, len(machines))
	for i, d := range machines {
		running[i] = start(t, server, d, cases, ack)
	}
	for n := range kills {
		time.Sleep(time.Duration(rng.IntN(400)) * time.Millisecond)
		i := rng.IntN(len(running))
		running[i].kill()
		running[i] = start(t, server, machines[i], cases, ack)
		if n%20 == 19 {
			t.Logf("%d kills, %d imports, %d notes", n+1, len(ack.imports), len(ack.notes))
		}
	}
	for end := time.Now().Add(3 * time.Minute); !ack.enough() && time.Now().Before(end); { // a busy machine gets less done between kills
		time.Sleep(50 * time.Millisecond)
	}
	for i := range running {
		running[i].kill()
	}
	server.Heal()
	finish(t, server, machines, cases, ack)
}

// finish lets all machines send what waits, and looks at the bucket from a machine that has nothing but a key.
func finish(t *testing.T, server *s3test.Server, machines []*machine, cases []string, ack *acknowledged) {
	t.Helper()
	for _, d := range machines {
		d.sync()
	}
	list, err := machines[1].archive.List() // killed while it made room, or while a reply came back
	machines[1].must(err)
	for _, e := range list {
		if got := machines[1].reply(e.ID); e.Damaged != nil || strings.HasPrefix(got, "error") {
			t.Errorf("on the machine: %v, %.200s", e.Damaged, got)
		}
	}
	reader := newMachine(t, server, "Anna", copyKey(t, machines[0]))
	_, err = reader.Join(t.Context(), nil)
	reader.must(err)
	for id, want := range ack.imports {
		sum := sha256.Sum256([]byte(reader.reply(id)))
		if hex.EncodeToString(sum[:]) != want {
			t.Errorf("import %s was acknowledged and is %.100q", id, reader.reply(id))
		}
	}
	list, err = reader.archive.List()
	reader.must(err)
	for _, e := range list {
		if e.Damaged != nil || strings.HasPrefix(reader.reply(e.ID), "error") {
			t.Errorf("half an import: %v, %v", e.Damaged, reader.reply(e.ID))
		}
	}
	found := map[string]int{}
	for _, c := range cases {
		checked, err := casefile.Check(t.Context(), reader.folder, c, reader.Seal(), nil)
		if err != nil || len(checked.Problems) > 0 {
			t.Errorf("case %s: %v, %+v", c, err, checked.Problems)
		}
		for _, n := range reader.state(c).Notes {
			found[n.Text]++
		}
	}
	for text := range ack.notes {
		if found[text] != 1 {
			t.Errorf("the note %s was acknowledged and is there %d times", text, found[text])
		}
	}
	for text, n := range found {
		if n > 1 {
			t.Errorf("the note %s is there %d times", text, n)
		}
	}
	if !ack.enough() {
		t.Errorf("only %d imports and %d notes: nothing was tried", len(ack.imports), len(ack.notes))
	}
	t.Logf("%d imports, %d notes acknowledged; %d imports, %d notes there", len(ack.imports), len(ack.notes), len(list), len(found))
}

// copyKey is a directory of another machine with the same key.
func copyKey(t *testing.T, d *machine) string {
	t.Helper()
	dir := t.TempDir()
	key, err := os.ReadFile(d.dir + "/data/encryption.json")
	d.must(err)
	d.must(os.MkdirAll(dir+"/data", 0o700))
	d.must(os.WriteFile(dir+"/data/encryption.json", key, 0o600))
	return dir
}

type program struct {
	cmd  *exec.Cmd
	done chan struct{}
}

func start(t *testing.T, server *s3test.Server, d *machine, cases []string, ack *acknowledged) *program {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestProgramAtWork$")
	cmd.Env = append(os.Environ(), killDir+"="+d.dir, killCases+"="+strings.Join(cases, ","), killStore+"="+server.URL, killName+"="+d.name)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	p := &program{cmd, make(chan struct{})}
	go func() {
		defer close(p.done)
		ack.read(bufio.NewScanner(out))
	}()
	return p
}

func (p *program) kill() {
	_ = p.cmd.Process.Kill()
	<-p.done // all that it said was read
	_ = p.cmd.Wait()
}

// TestProgramAtWork is the program that TestProgramsAreKilledAtWork starts.
func TestProgramAtWork(t *testing.T) {
	dir := os.Getenv(killDir)
	if dir == "" {
		return // only the child process has something to do
	}
	endpoint, err := url.Parse(os.Getenv(killStore))
	if err != nil {
		t.Fatal(err)
	}
	d := openMachine(t, s3test.AddressOf(endpoint.String()), os.Getenv(killName), dir, 4<<10)
	cases := strings.Split(os.Getenv(killCases), ",")
	for n := 0; ; n++ {
		reply := strings.Repeat(fmt.Sprintf("reply %d of %s in %d\n", n, d.name, os.Getpid()), 50)
		id := d.save(reply)
		sum := sha256.Sum256([]byte(reply))
		fmt.Println("saved", id, hex.EncodeToString(sum[:]))
		c, text := cases[n%len(cases)], fmt.Sprintf("%s-%d-%d", d.name, os.Getpid(), n)
		if err := d.act(c, casefile.Note{Text: text}); err == nil {
			fmt.Println("noted", c, text)
		} else if !errors.Is(err, casefile.ErrNotFound) {
			fmt.Fprintln(os.Stderr, "not noted:", err)
		}
		if list, err := d.archive.List(); err == nil && len(list) > 0 {
			d.reply(list[n%len(list)].ID)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		_, _ = d.Sync(ctx) // what did not come through goes the next time
		cancel()
	}
}
