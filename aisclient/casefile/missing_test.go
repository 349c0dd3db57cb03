package casefile

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient/objects"
)

// copyOf is a copy of all cases below a directory.
func copyOf(t *testing.T, root string) *objects.Folder {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	must(t, os.CopyFS(to, os.DirFS(root)))
	return folderOf(t, to)
}

// What is missing or damaged here and whole in the copy is named, bodies first.
func TestWhatACopyHasIsNamed(t *testing.T) {
	f, dir, events, bodies := filed(t)
	c := copyOf(t, filepath.Dir(filepath.Dir(dir)))
	must(t, os.Remove(events[5]))
	must(t, os.Remove(bodies[2]))
	must(t, os.WriteFile(events[3], []byte("{}"), 0o600))
	lost, err := Missing(t.Context(), f, c, caseID, plain{})
	want := []Lost{{filepath.Base(bodies[2]), false}, {eventName(4), true}, {eventName(6), false}}
	if err != nil || !slices.Equal(lost, want) {
		t.Errorf("%+v, %v, want %+v", lost, err, want)
	}
	// A body that the copy does not know may be what the damaged event said.
	object, hash, err := newBody(Note{Text: "another"})
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, bodyName(hash)), object, 0o600))
	if _, err := Missing(t.Context(), f, c, caseID, plain{}); !errors.Is(err, ErrDiverged) {
		t.Error(err)
	}
}

// An event here that follows on another one than the copy's last shows that the case went on in two ways, though the one between is gone.
func TestAnEventBehindTheCopysEndIsLookedAt(t *testing.T) {
	root := t.TempDir()
	f := folderOf(t, root)
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan)
	c := copyOf(t, root)
	other := Start(c, caseID, LogOptions{})
	do(t, other, anna, Tag{"there"})
	do(t, l, anna, Tag{"here"}, Tag{"later"})
	must(t, os.Remove(filepath.Join(root, folder, caseID, eventName(2))))
	if lost, err := Missing(t.Context(), f, c, caseID, plain{}); !errors.Is(err, ErrDiverged) || !strings.Contains(err.Error(), "before event 3") {
		t.Errorf("%+v, %v", lost, err)
	}
}

// Aggregated data that has expired in the copy, too, is not to be had.
func TestExpiredDataIsNotMissing(t *testing.T) {
	root := t.TempDir()
	f := folderOf(t, root)
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan)
	_, err := l.AppendAggregated(t.Context(), []byte("<reply/>"), Aggregated{OwnerExternalID: jan.OwnerExternalID, Environment: "sandbox"}, anna)
	must(t, err)
	whole := copyOf(t, root)
	must(t, l.DropAggregated(t.Context(), l.State().Aggregated[0]))
	if lost, err := Missing(t.Context(), f, copyOf(t, root), caseID, plain{}); err != nil || len(lost) != 0 {
		t.Errorf("%+v, %v", lost, err)
	}
	if lost, err := Missing(t.Context(), f, whole, caseID, plain{}); err != nil || len(lost) != 1 || lost[0].Name != dataName(l.State().Aggregated[0].Object) {
		t.Errorf("%+v, %v", lost, err)
	}
}
