package archive

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	slash "path"
	"path/filepath"
	"slices"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
)

// Restore takes out of a copy of an archive what is missing or damaged here: imports and their attachments, secrets, cases
// and, where none is here, the key. What is here and whole stays as it is; of what is sealed, a locked store can compare
// the replies only. What is plain in the copy is sealed on the way into a sealed archive. It returns how much it
// restored. Killed half-way it leaves nothing less whole than it was; calling it again goes on. It fails with
// ErrKeyReplaced where both are sealed with other keys, with ErrKeyOfCopy, ErrDiskFull, or the cause of ctx; imports that
// are damaged in the copy, too, are passed over. Once all else is restored it fails with casefile.ErrDiverged or ErrTampered
// for the cases that it left as they were.
//
// erased is asked once the key is here. What it returns tells of a file or an import, by its name in the archive such as
// "imports/ID", that it was erased and must not come back. Nil is for making a copy: it takes every file that is not here.
func (s *Store) Restore(ctx context.Context, from string, erased func(context.Context) (func(name string) bool, error)) (n Restored, err error) {
	root, err := openCopy(from)
	if err != nil {
		return n, fmt.Errorf("restoring: %w", err)
	}
	old := &Store{root: root, options: s.options, fs: s.fs}
	old.Key, old.pins = seal.New(keyFile{old}, nil, 0), &pin.Pins{}
	defer old.Close()
	if old.imports, err = disk.OpenDir(root, importsDir); err != nil {
		return n, fmt.Errorf("restoring: %s is no copy of an archive: %w", from, err)
	}
	if err := s.checkKeyOf(old); err != nil {
		return n, err
	}
	_ = s.DoubtClock() // noted before the first import is here: see clockNote
	before, _ := s.Key.Known()
	if err := s.Key.Take(old.Key); err != nil {
		return n, fmt.Errorf("restoring the key: %w", err)
	}
	if after, _ := s.Key.Known(); before == seal.None {
		n.Key = after != seal.None
	}
	gone := func(string) bool { return false }
	if erased != nil {
		if gone, err = erased(ctx); err != nil {
			return n, fmt.Errorf("restoring: what was erased cannot be told: %w", err)
		}
	}
	ids, err := old.ids()
	if err != nil {
		return n, err
	}
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if gone(importPath(id)) {
			continue
		}
		back := s.Deleted(id)
		done, err := s.restoreImport(ctx, old, id)
		switch {
		case notToBeHad(err):
			n.Left = append(n.Left, fmt.Errorf("import %s: %w", id, err))
		case err != nil:
			return n, fmt.Errorf("restoring import %s: %w", id, disk.WrapFull(err))
		}
		if done {
			n.Imports++
		}
		if done && back {
			n.Deleted = append(n.Deleted, id)
		}
	}
	dirs, cases := []string{secretsDir, caseOfDir}, error(nil)
	if erased != nil {
		if n.Cases, cases = s.restoreCases(ctx, old, gone); errors.Is(cases, ErrDiskFull) {
			return n, cases
		}
	} else {
		dirs = append(dirs, casesDir)
	}
	for _, dir := range dirs {
		if err := s.restoreFiles(ctx, old.root, dir, gone, &n); err != nil {
			return n, fmt.Errorf("restoring %s: %w", dir, disk.WrapFull(err))
		}
	}
	return n, cases
}

// CopyTo makes a copy of the archive in another directory, damaged imports included, and returns how many imports it has. What
// is there already and whole stays. This machine then knows of the copy what it knows of the archive: the copy is its own work. What it
// knew of an archive that lay there before and is gone it forgets; began reports that. It fails where either directory cannot be opened,
// read or written, and as Restore does.
func (s *Store) CopyTo(ctx context.Context, dir string) (n int, began bool, err error) {
	to, err := Open(dir, Options{Program: s.options.Program, MaxBytes: s.options.MaxBytes, PinDir: s.options.PinDir, Now: s.options.Now, Uptime: s.options.Uptime})
	if err != nil {
		return 0, false, err
	}
	defer to.Close()
	if began, err = to.isNew(); err != nil {
		return 0, false, err
	}
	if began {
		err = to.pins.Drop()
	}
	if err == nil {
		err = to.fillFrom(ctx, s)
	}
	if err != nil {
		return 0, began, err
	}
	ids, err := s.ids()
	return len(ids), began, errors.Join(err, to.knowAs(s))
}

// isNew reports whether no archive lies in the directory.
func (s *Store) isNew() (bool, error) {
	to, err := s.Key.Look()
	if err != nil || to != "" {
		return false, err
	}
	for _, dir := range []string{importsDir, secretsDir, casesDir} {
		if there, err := fs.ReadDir(s.root.FS(), dir); len(there) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	return true, nil
}

// fillFrom takes everything out of another archive that is not here, whole or not.
func (s *Store) fillFrom(ctx context.Context, from *Store) error {
	n, err := s.Restore(ctx, from.dir, nil)
	for _, left := range n.Left {
		if errors.Is(left, fs.ErrPermission) { // what is damaged here stays here
			err = errors.Join(err, left)
		}
	}
	if err != nil {
		return err
	}
	ids, err := from.ids()
	if err != nil {
		return err
	}
	for _, id := range ids {
		files, err := from.Files(id)
		if err == nil {
			err = s.AdoptFiles(id, files)
		}
		if err != nil && !errors.Is(err, ErrExists) {
			return err
		}
	}
	return nil
}

// openCopy opens the directory of a copy. A pipe in the place of a directory is refused before it is opened: it would be waited for
// for ever.
func openCopy(from string) (*os.Root, error) {
	info, err := os.Stat(from)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is no copy of an archive: it is no folder", from)
	}
	for _, dir := range []string{casesDir, secretsDir, caseOfDir} {
		if info, err := os.Lstat(filepath.Join(from, dir)); err == nil && !info.IsDir() {
			return nil, fmt.Errorf("%s is no copy of an archive: %s: %w", from, dir, ErrSymlink)
		}
	}
	return os.OpenRoot(from)
}

// casesDir holds the cases, which lie in the archive's directory and belong to another package, caseOfDir the notes of which case
// an import belongs to, and replicaDir what goes to a team's store and comes from there.
const (
	casesDir   = "cases"
	caseOfDir  = "case-of"
	replicaDir = "replica"
)

// Restored is how much a Restore brought back.
type Restored struct {
	Imports int
	Cases   int // of which anything was missing or damaged
	Secrets int // such as access tokens
	Key     bool

	Left    []error  // each names what is not here, or damaged, and could not be taken out of the copy, and says why
	Deleted []string // imports that this machine had deleted, and that are back
}

// notToBeHad reports whether an error is of what lies in the copy: all else there may be whole. Where the disk is full, too,
// nothing more can be restored.
func notToBeHad(err error) bool {
	return !errors.Is(disk.WrapFull(err), ErrDiskFull) && (errors.Is(err, ErrDamaged) || errors.Is(err, ErrSymlink) || errors.Is(err, fs.ErrPermission))
}

// Deleted reports whether this machine knows that it deleted an import, and did not restore it since.
func (s *Store) Deleted(id string) bool {
	all, err := s.pins.Imports()
	return err == nil && s.checkBack(all, slices.Values([]string{id})) != nil
}

// restoreFiles copies the files of a directory that are not here and were not erased.
func (s *Store) restoreFiles(ctx context.Context, from *os.Root, directory string, gone func(name string) bool, n *Restored) error {
	return fs.WalkDir(from.FS(), directory, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // the copy has no such directory, or not any more
		}
		if err != nil || ctx.Err() != nil {
			return errors.Join(err, ctx.Err())
		}
		if d.IsDir() {
			return s.root.MkdirAll(name, 0o700)
		}
		if _, err := s.root.Lstat(name); isTempName(d.Name()) || err == nil || gone(name) {
			return nil
		}
		if err = ErrSymlink; d.Type().IsRegular() {
			err = s.restoreFile(from, name, directory == casesDir, false)
		}
		if err == nil && directory == secretsDir {
			n.Secrets++
		}
		if notToBeHad(err) {
			n.Left = append(n.Left, fmt.Errorf("%s: %w", name, err))
			return nil
		}
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist) {
			return nil
		}
		return err
	})
}

// restoreFile copies a file over the one that is damaged here, or to where none is: it fails with fs.ErrExist where there is one.
// What of a case is plain in the copy is sealed on the way into a sealed archive.
func (s *Store) restoreFile(from *os.Root, name string, ofCase, damaged bool) error {
	b, err := from.ReadFile(name)
	if err == nil && ofCase {
		b, err = s.sealObject(b)
	}
	if err == nil {
		err = s.root.MkdirAll(slash.Dir(name), 0o700)
	}
	if err != nil {
		return err
	}
	dir, err := s.root.OpenRoot(slash.Dir(name))
	if err != nil {
		return err
	}
	defer dir.Close()
	atomicfile.Sweep(dir) // what a restore that was killed left
	if damaged {
		return s.replace(dir, slash.Base(name), b)
	}
	return atomicfile.Write(dir, slash.Base(name), atomicfile.Options{NoReplace: true, Durable: true, FS: s.fs}, atomicfile.Bytes(b))
}

// sealObject seals an object of a case that lies in plain text in a copy, if this archive is sealed. One that is no object stays
// as it is. It fails with seal.ErrEncryptionLost where the archive was sealed and its key is gone.
func (s *Store) sealObject(b []byte) ([]byte, error) {
	if len(b) == 0 || b[0] != markPlain || !s.isSealed() {
		return b, nil
	}
	recipient, err := s.recipientToRestore()
	if err == nil && recipient == nil {
		err = seal.ErrEncryptionLost
	}
	if err != nil {
		return nil, err
	}
	packed, err := seal.PackBytes(recipient, nil, b[1:])
	return append([]byte{markSealed}, packed...), err
}

// restoreCases takes what is missing or damaged of each case, and returns of how many. One that is damaged in the copy, or
// that went on here in another way than there, stays as it is, and the error names it.
func (s *Store) restoreCases(ctx context.Context, old *Store, gone func(name string) bool) (n int, err error) {
	here, err := objects.OpenFolder(s.dir)
	if err != nil {
		return 0, err
	}
	defer here.Close()
	copied, err := objects.OpenFolder(old.root.Name())
	if err != nil {
		return 0, err
	}
	defer copied.Close()
	dirs, err := fs.ReadDir(old.root.FS(), casesDir)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	for _, d := range dirs {
		if !IsID(d.Name()) || !d.IsDir() {
			continue
		}
		done, one := s.restoreCase(ctx, old.root, here, copied, d.Name(), gone)
		if done {
			n++
		}
		if one != nil {
			err = errors.Join(err, fmt.Errorf("case %s is not restored and stays as it is: %w", d.Name(), disk.WrapFull(one)))
		}
		if ctx.Err() != nil {
			return n, ctx.Err()
		}
		if errors.Is(err, ErrDiskFull) {
			return n, err
		}
	}
	return n, err
}

func (s *Store) restoreCase(ctx context.Context, from *os.Root, here, copied objects.Store, id string, gone func(name string) bool) (done bool, err error) {
	missing, err := casefile.Missing(ctx, here, copied, id, caseSeal{s})
	if err != nil {
		return false, err
	}
	for _, m := range missing {
		name := casesDir + "/" + id + "/" + m.Name
		if gone(name) {
			continue
		}
		if err := s.restoreFile(from, name, true, m.Damaged); err != nil { // where one came meanwhile, the next time compares it
			return done, err
		}
		done = true
	}
	return done, nil
}

// caseSeal says of what is damaged that a case was tampered with.
type caseSeal struct{ *Store }

func (c caseSeal) OpenBytes(b []byte) ([]byte, error) {
	b, err := c.Store.OpenBytes(b)
	if errors.Is(err, ErrDamaged) {
		err = fmt.Errorf("%w: %w", casefile.ErrTampered, err)
	}
	return b, err
}

// ErrKeyOfCopy says that a copy is sealed and the archive, which holds imports, is not.
var ErrKeyOfCopy = errors.New("the copy is encrypted, and this archive with its imports is not")

// checkKeyOf fails with ErrKeyOfCopy where the key of a copy would become that of an archive that never had it: whoever
// does not know its passphrase could read none of the imports that are saved from then on.
func (s *Store) checkKeyOf(old *Store) error {
	ours, err := s.Key.Look()
	if err != nil || ours != "" {
		return err
	}
	theirs, err := old.Key.Look()
	if err != nil || theirs == "" {
		return err
	}
	if k, _, err := s.pins.Key(); err == nil && slices.Contains(k.Recipients, theirs) {
		return nil // it had this key, and lost it
	}
	if sealed, err := s.findSealed(0); err != nil || sealed {
		return err
	}
	ids, err := s.ids()
	if err != nil || len(ids) == 0 {
		return err
	}
	return fmt.Errorf("%w: nothing was changed. With the key of the copy, what is imported from now on could only be read by those who can open the copy. "+
		"If you want that, move %s aside, restore the copy, and then restore what you moved aside: it is encrypted on the way in", ErrKeyOfCopy, s.dir)
}
