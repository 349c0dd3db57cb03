package objects_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/objectstest"
)

func folder(t *testing.T, dir string) *objects.Folder {
	t.Helper()
	f, err := objects.OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestFolderIsAStore(t *testing.T) {
	objectstest.Run(t, func(t *testing.T) func() objects.Store {
		dir := t.TempDir()
		return func() objects.Store { return folder(t, dir) }
	})
}

func TestOnlyWhatIsThereIsReplaced(t *testing.T) {
	f := folder(t, t.TempDir())
	if err := f.Create(t.Context(), "a/b", []byte("x")); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]error{"a/b": nil, "a/c": objects.ErrNotExist, "no/folder": objects.ErrNotExist} {
		if err := f.Replace(t.Context(), name, []byte("y")); !errors.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilesOfAFolderArePrivate(t *testing.T) {
	dir := t.TempDir()
	f := folder(t, dir)
	if err := f.Create(t.Context(), "a/b", []byte("x")); err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS == "windows" {
		return // it has no such modes
	}
	for name, want := range map[string]os.FileMode{"a": os.ModeDir | 0o700, "a/b": 0o600} {
		if info, err := os.Lstat(filepath.Join(dir, name)); err != nil || info.Mode() != want {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
}

func TestSymbolicLinksAreNoObjects(t *testing.T) {
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(outside, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Symlink(outside, filepath.Join(dir, "link")), os.Symlink(t.TempDir(), filepath.Join(dir, "way"))); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	f := folder(t, dir)
	if b, err := f.Get(t.Context(), "link"); !errors.Is(err, objects.ErrNotExist) {
		t.Errorf("%q, %v", b, err)
	}
	if err := f.Create(t.Context(), "way/in", nil); err == nil {
		t.Error("it wrote through a link")
	}
	for i := range f.List(t.Context(), "", "") {
		t.Errorf("listed: %v", i.Name)
	}
}

// What killed programs leave is no object, and goes when it is old.
func TestLeftoversAreNoObjects(t *testing.T) {
	dir := t.TempDir()
	left := filepath.Join(dir, ".aisdesk-ABCDEFGHIJ.part")
	if err := os.WriteFile(left, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := folder(t, dir)
	for i := range f.List(t.Context(), "", "") {
		t.Errorf("listed: %v", i.Name)
	}
	old := time.Now().Add(-time.Hour)
	if err := errors.Join(os.Chtimes(left, old, old), f.Create(t.Context(), "a", nil)); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !errors.Is(err, os.ErrNotExist) {
		t.Error("it is still there:", err)
	}
}

const winnersEnv = "AISDESK_TEST_OBJECTS_DIR"

// Of four programs that create the same names, each name has one winner, and holds what the winner wrote.
func TestOneProgramWins(t *testing.T) {
	const programs, names = 4, 100
	dir := t.TempDir()
	var running []*exec.Cmd
	var outs []io.Reader
	for p := range programs {
		cmd := exec.Command(os.Args[0], "-test.run=^TestProgramThatCreates$")
		cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s", winnersEnv, dir), fmt.Sprintf("%s_NAME=program %d", winnersEnv, p))
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		running, outs = append(running, cmd), append(outs, out)
	}
	winners := map[string][]string{}
	for p, out := range outs {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if name, ok := strings.CutPrefix(lines.Text(), "won "); ok {
				winners[name] = append(winners[name], fmt.Sprint("program ", p))
			}
		}
	}
	for _, cmd := range running {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
	f := folder(t, dir)
	for n := range names {
		name := fmt.Sprintf("deep/er/%03d", n)
		b, err := f.Get(t.Context(), name)
		if err != nil || len(winners[name]) != 1 || string(b) != winners[name][0] {
			t.Errorf("%s: winners %v, it holds %q, %v", name, winners[name], b, err)
		}
	}
	listed := 0
	for i, err := range f.List(t.Context(), "", "") {
		if _, ok := winners[i.Name]; !ok || err != nil {
			t.Error("left:", i.Name, err)
		}
		listed++
	}
	if listed != len(winners) {
		t.Errorf("%d objects are listed, want %d", listed, len(winners))
	}
}

// TestProgramThatCreates is the program that TestOneProgramWins starts.
func TestProgramThatCreates(t *testing.T) {
	dir := os.Getenv(winnersEnv)
	if dir == "" {
		return // only the child process has something to do
	}
	f := folder(t, dir)
	for n := range 100 {
		name := fmt.Sprintf("deep/er/%03d", n)
		err := f.Create(t.Context(), name, []byte(os.Getenv(winnersEnv+"_NAME")))
		switch {
		case err == nil:
			fmt.Println("won", name)
		case !errors.Is(err, objects.ErrExists):
			t.Error(err)
		}
	}
}

// An object stays under what a bucket takes in one request with a condition.
func TestAnObjectStaysUnderFiveMegabytes(t *testing.T) {
	if err := objects.Check("a", 4_999_999); err != nil {
		t.Error(err)
	}
	if err := objects.Check("a", 5_000_000); !errors.Is(err, objects.ErrTooLarge) {
		t.Error(err)
	}
}
