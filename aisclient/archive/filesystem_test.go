package archive

import (
	"bytes"
	"context"
	"errors"
	"os"
	"sync"
	"syscall"
	"testing"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/text"
)

// fullDisk fails from its n-th operation on.
type fullDisk struct {
	left int
	err  error
}

func (d *fullDisk) full() error {
	if d.left--; d.left < 0 {
		return &os.PathError{Op: "write", Path: "x", Err: d.err}
	}
	return nil
}

func (d *fullDisk) Write(f *os.File, b []byte) (int, error) {
	if err := d.full(); err != nil {
		n, _ := f.Write(b[:len(b)/2]) // a full disk takes a part
		return n, err
	}
	return f.Write(b)
}

func (d *fullDisk) Sync(f *os.File) error {
	if err := d.full(); err != nil {
		return err
	}
	return f.Sync()
}

func (d *fullDisk) Rename(root *os.Root, from, to string) error {
	if err := d.full(); err != nil {
		return err
	}
	return root.Rename(from, to)
}

func (d *fullDisk) Link(root *os.Root, from, to string) error {
	if err := d.full(); err != nil {
		return err
	}
	return root.Link(from, to)
}

func (d *fullDisk) Lock(f *os.File) (bool, error) { return disk.OS{}.Lock(f) }

// Whatever step meets the full disk, the old state stays and the error has a name.
func TestAFullDiskLeavesTheOldState(t *testing.T) {
	for _, cause := range []error{syscall.ENOSPC, syscall.EDQUOT} {
		dir := t.TempDir()
		s := open(t, dir, Options{})
		old := save(t, s, sample)
		pending, err := s.SavePending(Pending{CommandID: text.Clean("1")})
		must(t, err)
		for what, do := range map[string]func() error{
			"Save":          func() error { _, err := s.Save(context.Background(), NewImport{}, sample); return err },
			"SetCounts":     func() error { return s.SetCounts(old.ID, Counts{Accounts: 9}) },
			"PutAttachment": func() error { return s.PutAttachment(old.ID, "scores", []byte("new")) },
			"SavePending":   func() error { p := pending; p.CommandID = text.Clean("2"); _, err := s.SavePending(p); return err },
		} {
			for n := 0; ; n++ {
				s.fs = &fullDisk{left: n, err: cause}
				err := do()
				s.fs = disk.OS{}
				if err == nil {
					if n < 3 {
						t.Errorf("%s takes only %d steps", what, n)
					}
					break
				}
				if !errors.Is(err, ErrDiskFull) || !errors.Is(err, cause) {
					t.Errorf("%s, step %d: %v", what, n, err)
				}
				if what == "Save" {
					nothingLeft(t, dir, 1)
				}
			}
			list, err := s.List()
			must(t, err)
			for _, e := range list {
				if e.ID != old.ID {
					must(t, s.Delete(e.ID))
				}
			}
		}
	}
}

func TestAFullDiskKeepsOldBytes(t *testing.T) {
	s := open(t, t.TempDir(), Options{})
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "scores", []byte("old")))
	s.fs = &fullDisk{err: syscall.ENOSPC}
	if err := s.PutAttachment(e.ID, "scores", []byte("new")); !errors.Is(err, ErrDiskFull) {
		t.Error(err)
	}
	if err := s.SetCounts(e.ID, Counts{Accounts: 9}); !errors.Is(err, ErrDiskFull) {
		t.Error(err)
	}
	s.fs = disk.OS{}
	if b, err := s.Attachment(e.ID, "scores"); err != nil || string(b) != "old" {
		t.Errorf("the attachment is %q, %v", b, err)
	}
	if got, err := s.Get(e.ID); err != nil || got.Counts != nil || got.Damaged != nil {
		t.Errorf("%+v, %v", got, err)
	}
	if raw, err := readAll(s, e.ID); err != nil || !bytes.Equal(raw, sample) {
		t.Error(err)
	}
}

// A full disk under the notes of this machine is no change of the archive: nobody is asked to trust it, and where the archive
// itself has space things are saved.
func TestAFullDiskIsNoChangeOfTheArchive(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	save(t, s, sample)
	must(t, s.Doubt(context.Background()))
	save(t, open(t, dir, Options{}), sample) // another program: there is something to look at
	s.pins = pin.New(state, s.dir, &fullDisk{err: syscall.ENOSPC})
	must(t, s.Doubt(context.Background()))
	save(t, s, sample)
	if err := s.Key.SetPassphrase(context.Background(), right); !errors.Is(err, ErrDiskFull) {
		t.Errorf("encryption is set up without a note of its key: %v", err)
	}
}

func TestSaveStopsWithItsContext(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Save(ctx, NewImport{}, sample); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	nothingLeft(t, dir, 0)
}

// Two programs that save, list, delete and sweep at once do not harm each other.
func TestTwoProgramsAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 10 {
				s, err := Open(dir, Options{}) // sweeps
				if err != nil {
					t.Error(err)
					return
				}
				e, err := s.Save(context.Background(), NewImport{}, sample)
				if err != nil {
					t.Error(err)
					return
				}
				gone, err := s.Save(context.Background(), NewImport{}, sample)
				if err == nil {
					err = errors.Join(s.SetCounts(e.ID, Counts{Accounts: 1}), s.Delete(gone.ID))
				}
				if raw, rerr := readAll(s, e.ID); err != nil || rerr != nil || !bytes.Equal(raw, sample) {
					t.Error(err, rerr)
				}
				_, _ = s.List()
				_ = s.Close()
			}
		})
	}
	wg.Wait()
	nothingLeft(t, dir, 40)
}
