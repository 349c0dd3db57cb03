//go:build unix

package archive

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
)

// Variables that tell a child process what to do: its part, the archive, the passphrase and the keyring's folder.
const (
	partEnv = "AISDESK_TEST_PART"
	dirEnv  = "AISDESK_TEST_DIR"
	passEnv = "AISDESK_TEST_PASS"
	ringEnv = "AISDESK_TEST_RING"
)

// folderKeyring is a keyring that several processes share.
type folderKeyring string

func (k folderKeyring) file(user string) string { return filepath.Join(string(k), user) }

func (k folderKeyring) Get(_, user string) (string, error) {
	b, err := os.ReadFile(k.file(user))
	return string(b), err
}

func (k folderKeyring) Set(_, user, secret string) error {
	return os.WriteFile(k.file(user), []byte(secret), 0o600)
}

func (k folderKeyring) Delete(_, user string) error {
	return os.Remove(k.file(user))
}

// child is one of several programs that use an archive at once. It waits until it is told to start.
type child struct {
	cmd   *exec.Cmd
	start io.WriteCloser
	out   *bufio.Reader
}

func newChild(t *testing.T, part string, env ...string) *child {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestChildOfARace$")
	cmd.Env = append(append(os.Environ(), partEnv+"="+part), env...)
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	c := &child{cmd, in, bufio.NewReader(out)}
	if line, err := c.out.ReadString('\n'); err != nil || line != "ready\n" {
		t.Fatalf("a child said %q, %v", line, err)
	}
	return c
}

// finish returns what the child printed after it was started.
func (c *child) finish() string {
	b, _ := io.ReadAll(c.out)
	_ = c.cmd.Wait()
	return string(b)
}

// TestChildOfARace is the program that newChild starts.
func TestChildOfARace(t *testing.T) {
	part, dir := os.Getenv(partEnv), os.Getenv(dirEnv)
	if part == "" {
		return // only a child process has something to do
	}
	o := Options{}
	if ring := os.Getenv(ringEnv); ring != "" {
		o.Keyring = folderKeyring(ring)
	}
	s := open(t, dir, o)
	fmt.Println("ready")
	_, _ = bufio.NewReader(os.Stdin).ReadString('\n')
	switch part {
	case "encrypt":
		childEncrypts(s)
	case "save":
		childSaves(s)
	default:
		if err := childChangesKey(s, part); err != nil {
			fmt.Println("failed:", err)
		}
	}
}

// childEncrypts is "encrypt --older".
func childEncrypts(s *Store) {
	var err error
	if pass := os.Getenv(passEnv); pass != "" {
		err = s.Key.SetPassphrase(context.Background(), aisclient.NewSecret(pass))
	} else {
		err = s.Key.SetKeyring(context.Background())
	}
	if err == nil {
		_, err = s.EncryptExisting(context.Background())
	}
	if err != nil {
		fmt.Println("failed:", err)
		return
	}
	fmt.Println("encrypted")
}

func childSaves(s *Store) {
	for end := time.Now().Add(300 * time.Millisecond); time.Now().Before(end); {
		raw := make([]byte, rand.IntN(50_000))
		for i := range raw {
			raw[i] = byte(rand.Uint32())
		}
		e, err := s.Save(context.Background(), NewImport{Target: text.Clean("KontoBank")}, raw)
		if err == nil {
			err = s.PutAttachment(e.ID, "scores", raw)
		}
		if err != nil {
			fmt.Println("failed:", err)
			return
		}
		fmt.Printf("%s %x\n", e.ID, sha256.Sum256(raw))
	}
}

// olderImports saves imports in plain text and returns their checksums by id.
func olderImports(t *testing.T, dir string, n int) map[string]string {
	t.Helper()
	s := open(t, dir, Options{})
	sums := map[string]string{}
	for range n {
		e := save(t, s, sample)
		must(t, s.PutAttachment(e.ID, "scores", sample))
		sums[e.ID] = fmt.Sprintf("%x", sha256.Sum256(sample))
	}
	return sums
}

// saved adds the imports that a child was told are saved.
func saved(t *testing.T, sums map[string]string, out string) {
	t.Helper()
	for line := range strings.Lines(out) {
		id, sum, ok := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case id == "failed:":
			t.Error(line)
		case ok && IsID(id) && strings.HasSuffix(line, "\n"):
			sums[id] = sum
		}
	}
}

// everyImportOpens checks that an unlocked store reads all imports and attachments, and that none is plain.
func everyImportOpens(t *testing.T, s *Store, sums map[string]string) {
	t.Helper()
	lost := 0
	for id, sum := range sums {
		raw, err := readAll(s, id)
		if err == nil && fmt.Sprintf("%x", sha256.Sum256(raw)) != sum {
			err = errors.New("other bytes than were saved")
		}
		attached, attachErr := s.Attachment(id, "scores")
		if attachErr == nil && !bytes.Equal(attached, raw) {
			attachErr = errors.New("another attachment than was saved")
		}
		if err = errors.Join(err, attachErr); err != nil {
			lost++
			t.Errorf("import %s: %v", id, err)
		}
	}
	if lost > 0 {
		t.Errorf("%d of %d imports are lost", lost, len(sums))
	}
	list, err := s.List()
	must(t, err)
	for _, e := range list {
		if e.Damaged != nil || e.Encryption != EncryptionAge {
			t.Errorf("import %s: encryption %q, damaged: %v", e.ID, e.Encryption, e.Damaged)
		}
	}
}

// Two programs set up encryption with different passphrases and seal what is there while two others save. One wins,
// the other is told so, and its passphrase was never in use.
func TestTwoPassphrasesAtOnceLoseNoImport(t *testing.T) {
	for range 6 {
		dir := t.TempDir()
		sums := olderImports(t, dir, 8)
		passes := []string{"first four invented words", "second four invented words"}
		var encrypt, savers []*child
		for i := range 2 {
			encrypt = append(encrypt, newChild(t, "encrypt", dirEnv+"="+dir, passEnv+"="+passes[i]))
			savers = append(savers, newChild(t, "save", dirEnv+"="+dir))
		}
		for i := range 2 {
			_, _ = io.WriteString(savers[i].start, "\n")
		}
		time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
		for i := range 2 {
			_, _ = io.WriteString(encrypt[i].start, "\n")
		}
		winner, won := "", 0
		for i, c := range encrypt {
			switch out := c.finish(); {
			case strings.HasPrefix(out, "encrypted"):
				winner, won = passes[i], won+1
			case !strings.Contains(out, seal.ErrAlreadyEncrypted.Error()):
				t.Errorf("the loser is told %q", out)
			}
		}
		for _, c := range savers {
			saved(t, sums, c.finish())
		}
		if won != 1 {
			t.Errorf("%d programs were told that their passphrase is in use", won)
		}
		s := open(t, dir, Options{})
		must(t, s.Key.Unlock(context.Background(), aisclient.NewSecret(winner)))
		everyImportOpens(t, s, sums)
	}
}

// With the keyring both programs end with the one key that it holds for the archive.
func TestTwoKeyringSetUpsAtOnceLoseNoImport(t *testing.T) {
	for range 6 {
		dir, ring := t.TempDir(), t.TempDir()
		sums := olderImports(t, dir, 8)
		var encrypt []*child
		for range 2 {
			encrypt = append(encrypt, newChild(t, "encrypt", dirEnv+"="+dir, ringEnv+"="+ring))
		}
		saver := newChild(t, "save", dirEnv+"="+dir)
		for _, c := range append(encrypt, saver) {
			_, _ = io.WriteString(c.start, "\n")
		}
		for _, c := range encrypt {
			if out := c.finish(); !strings.HasPrefix(out, "encrypted") {
				t.Errorf("told %q", out)
			}
		}
		saved(t, sums, saver.finish())
		s := open(t, dir, Options{Keyring: folderKeyring(ring)})
		must(t, s.Key.Unlock(context.Background(), aisclient.Secret{}))
		everyImportOpens(t, s, sums)
		if keys, err := os.ReadDir(ring); err != nil || len(keys) != 1 {
			t.Errorf("%d keys in the keyring, %v", len(keys), err)
		}
	}
}

// A set-up that is killed at any moment leaves either no key or the whole one, and the same command goes on.
func TestAKilledSetUpIsFinishedByTheNext(t *testing.T) {
	rounds := 12
	if testing.Short() {
		rounds = 4
	}
	const pass = "first four invented words"
	begun := 0
	for range rounds {
		dir := t.TempDir()
		sums := olderImports(t, dir, 8)
		c := newChild(t, "encrypt", dirEnv+"="+dir, passEnv+"="+pass)
		saver := newChild(t, "save", dirEnv+"="+dir)
		_, _ = io.WriteString(c.start, "\n")
		_, _ = io.WriteString(saver.start, "\n")
		time.Sleep(time.Duration(rand.IntN(15_000)) * time.Microsecond)
		must(t, c.cmd.Process.Signal(syscall.SIGKILL))
		c.finish()
		if _, err := os.Stat(filepath.Join(dir, seal.File)); err == nil {
			begun++
		} else if !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		if out := run(t, newChild(t, "encrypt", dirEnv+"="+dir, passEnv+"="+pass)); !strings.HasPrefix(out, "encrypted") {
			t.Errorf("the second try says %q", out)
		}
		saved(t, sums, saver.finish())
		s := open(t, dir, Options{Now: func() time.Time { return time.Now().Add(time.Hour) }})
		must(t, s.Tidy(context.Background()))
		must(t, s.Key.Unlock(context.Background(), aisclient.NewSecret(pass)))
		everyImportOpens(t, s, sums)
		nothingLeft(t, dir, len(sums))
	}
	t.Logf("%d of %d were killed after the key was written", begun, rounds)
}

func run(t *testing.T, c *child) string {
	t.Helper()
	_, _ = io.WriteString(c.start, "\n")
	return c.finish()
}
