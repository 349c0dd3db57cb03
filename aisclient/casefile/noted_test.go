package casefile

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

// noted is a case opened where a head was noted.
func noted(t *testing.T, dir string, was Head) *Log {
	t.Helper()
	l := Start(folderOf(t, dir), caseID, LogOptions{Noted: func() Head { return was }})
	must(t, l.Refresh(t.Context()))
	return l
}

// A chain without an event that was noted takes no act, whatever was written behind the cut, and does again once it is back.
func TestAChainWithoutTheNotedEventTakesNoAct(t *testing.T) {
	f, dir, events, _ := filed(t)
	root := filepath.Dir(filepath.Dir(dir))
	head := reopened(t, f).Head
	running := noted(t, root, head)
	last, err := os.ReadFile(events[5])
	must(t, err)
	must(t, os.Remove(events[5]))
	l := noted(t, root, head)
	for _, a := range []Act{Tag{"late"}, decision(l.State(), Reject, FourEyesApprove)} {
		for _, l := range []*Log{l, running} {
			_, err := l.Append(t.Context(), a, ben)
			if !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "events are missing or were replaced: this machine has noted event 6") ||
				!strings.Contains(err.Error(), "the 5 events") || !strings.Contains(err.Error(), "aisdesk check --case "+caseID) {
				t.Errorf("%s: %v", a.Kind(), err)
			}
		}
	}
	must(t, os.WriteFile(events[5], last, 0o600))
	do(t, l, ben, Tag{"late"})
	must(t, os.Remove(events[5]))
	must(t, os.Remove(filepath.Join(dir, eventName(7))))
	do(t, noted(t, root, Head{}), ben, Note{Text: "another"}, Note{Text: "and more"}) // where nobody noted anything
	if _, err := noted(t, root, head).Append(t.Context(), Tag{"x"}, ben); !errors.Is(err, ErrReadOnly) {
		t.Errorf("replaced: %v", err)
	}
}

// What is no file in the place of the next event ends an act with its name, and check names it.
func TestADirectoryInThePlaceOfAnEvent(t *testing.T) {
	for name, put := range map[string]func(path string) error{
		"directory": func(path string) error { return os.Mkdir(path, 0o700) },
		"link":      func(path string) error { return os.Symlink("nowhere", path) },
	} {
		f, dir, events, _ := filed(t)
		running, err := open(t.Context(), f, caseID, LogOptions{})
		must(t, err)
		next := filepath.Join(dir, eventName(7))
		if err := put(next); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := running.Append(ctx, Tag{"x"}, ben); !errors.Is(err, ErrReadOnly) || !strings.Contains(err.Error(), "event 7: in its place, 00000007.event,") {
			t.Errorf("%s: %v", name, err)
		}
		if found := problems(t, f); len(found) != 1 || !names(found, 7, "no plain file") {
			t.Errorf("%s: %v", name, found)
		}
		must(t, os.Remove(next))
		must(t, os.Remove(events[2]))
		must(t, put(events[2]))
		if found := problems(t, f); !names(found, 3, "no plain file") {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// fullStore is a store in which a name is taken and nothing of it can be read.
type fullStore struct{ objects.Store }

func (s fullStore) Get(ctx context.Context, name string) ([]byte, error) {
	b, err := s.Store.Get(ctx, name)
	if errors.Is(err, objects.ErrNotPlain) {
		err = objects.ErrNotExist
	}
	return b, err
}

// A number that stays taken without an event ends an act, whatever the store says of it.
func TestANumberThatStaysTaken(t *testing.T) {
	f, dir, _, bodies := filed(t)
	must(t, os.Mkdir(filepath.Join(dir, eventName(7)), 0o700))
	l, err := open(t.Context(), fullStore{f}, caseID, LogOptions{})
	must(t, err)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := l.Append(ctx, Tag{"x"}, ben); !errors.Is(err, ErrTampered) || !strings.Contains(err.Error(), "event 7: in its place") {
		t.Error(err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*"+bodySuffix)); err != nil || len(left) != len(bodies) {
		t.Errorf("%d bodies, %v", len(left), err)
	}
}

// The event that breaks a chain is named, also where a noted event behind it is gone by that.
func TestTheEventThatBreaksAChainIsNamed(t *testing.T) {
	f, dir, events, _ := filed(t)
	head := reopened(t, f).Head
	must(t, os.WriteFile(events[3], []byte("{}"), 0o600))
	if s := noted(t, filepath.Dir(filepath.Dir(dir)), head).State(); !strings.Contains(s.ReadOnly, "event 4") || strings.Contains(s.ReadOnly, "this machine has noted") {
		t.Errorf("%q", s.ReadOnly)
	}
}
