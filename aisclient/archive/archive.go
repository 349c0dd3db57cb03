// Package archive keeps imports on disk: the provider's reply byte for byte beside a manifest.
//
// A Save that returned without an error survives a killed process and a pulled plug: files are written to a
// temporary directory, synced, renamed and synced again. Several programs may use one archive at once. One
// damaged import is listed as damaged and hides no other. Everything is reachable by its owner only (0700
// and 0600, whatever the umask), every access goes through os.Root, and symbolic links are refused.
//
//	store, err := archive.Open(dir, archive.Options{Program: "1.0"})
//	entry, err := store.Save(ctx, archive.NewImport{Environment: "sandbox", Target: "KontoBank"}, reply)
//	raw, err := store.Raw(entry.ID) // the bytes as they came, checked
//
// With encryption set up (Store.Key) imports, attachments and secrets are sealed with age to one
// recipient; saving needs no unlocking, reading does. The manifest stays readable: it holds no bank data.
package archive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/pin"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/keyring"
)

// Errors of the archive. They are causes: use errors.Is. Those of its key are in package seal.
var (
	// ErrNotFound says that there is no import, attachment, pending command or secret of that name.
	ErrNotFound = disk.ErrNotFound
	// ErrBadID says that an id is not one that the archive gave out.
	ErrBadID = errors.New("not the id of an import")
	// ErrDamaged says that stored bytes are not those that were saved.
	ErrDamaged = disk.ErrDamaged
	// ErrSymlink says that something else than a plain file or directory stands in its place.
	ErrSymlink = disk.ErrSymlink
	// ErrNewer says that a newer version of this program wrote the import: it can be read, not changed.
	ErrNewer = seal.ErrNewer
	// ErrTooLarge says that a reply is over Options.MaxBytes.
	ErrTooLarge = seal.ErrTooLarge
	// ErrDiskFull says that there is no space left. What was there before is unchanged.
	ErrDiskFull = disk.ErrFull
	// ErrNoLocks says that the file system cannot keep two programs from setting up encryption at once.
	ErrNoLocks = errors.New("this file system has neither locks nor hard links; set up encryption where it has, and move the archive here afterwards")
	// ErrBusy says that another program held the lock of an import, or of the archive, for longer than a change takes.
	ErrBusy = disk.ErrBusy
)

// Options configure a Store. The zero value is usable.
type Options struct {
	// Program is the version that manifests name as their writer.
	Program string
	// Retention is how long an import is kept before Purge deletes it; 0 is 30 days, negative keeps it until it is
	// deleted. Store.SetRetention changes it.
	Retention time.Duration
	// MaxBytes is the largest reply that is saved or opened; 0 is 1 GiB.
	MaxBytes int64
	// PinDir is where this machine keeps what it knows of the archive, outside of it: see Doubt. Empty keeps nothing.
	PinDir string
	// RequireEncryption refuses to save while encryption is not set up.
	RequireEncryption bool
	// Keyring is where SetKeyring keeps the identity; nil is the operating system's.
	Keyring keyring.Ring
	// KeyringLimit is how long the keyring may take for an answer; 0 is 3 seconds.
	KeyringLimit time.Duration
	// Deleted is told of an import before it is deleted, with its expiry where that is why; nil asks nobody. Its error keeps the
	// import.
	Deleted func(id string, why Expiry) error
	// Fetch brings the reply of an import that is not kept on this machine, as it came: see Evict. Nil is nowhere to fetch from.
	Fetch func(ctx context.Context, id string) (io.ReadCloser, error)
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Uptime names this start of the machine and says how long it was ago: see DoubtClock. Where it is nil it is the
	// system's, or none where Now is given.
	Uptime func() (boot string, up time.Duration)
}

// Defaults of Options.
const (
	defaultRetention = 30 * 24 * time.Hour
	defaultMaxBytes  = 1 << 30
	keyringLimit     = 3 * time.Second
)

// Store is an open archive. Its methods may be called from any goroutine.
type Store struct {
	dir     string // absolute
	root    *os.Root
	imports *os.Root
	temp    *os.Root // what is being saved or deleted; nil on a medium that can only be read
	options Options
	fs      disk.FS
	// Key is who can open what is sealed.
	Key       *seal.Key
	retention atomic.Int64

	durable      sync.Mutex
	keyIsDurable bool // encryption.json is known to survive a power failure
	pins         *pin.Pins
	plain        atomic.Int64              // see plainAsOf; only where there are no pins
	looked       atomic.Pointer[time.Time] // when the imports were last looked at: see look
	written      sync.Map                  // by id: the sealed manifests that this program wrote, as written
}

// Names inside the archive's directory.
const (
	importsDir  = "imports"
	tempDirName = "tmp"
	pendingDir  = "pending"
	secretsDir  = "secrets"
)

// Open opens the archive in dir, creating it if needed, and removes the unfinished saves of programs that are
// gone, and files that they left beside encryption.json; what else they left is for Tidy. It costs the same whatever the archive holds. It fails with ErrSymlink where something else stands in the place of a directory, with ErrDamaged or ErrNewer if encryption.json
// cannot be used, or with the system's error.
func Open(dir string, o Options) (*Store, error) {
	if o.Retention == 0 {
		o.Retention = defaultRetention
	}
	if o.MaxBytes <= 0 {
		o.MaxBytes = defaultMaxBytes
	}
	if o.KeyringLimit <= 0 {
		o.KeyringLimit = keyringLimit
	}
	if o.Now == nil {
		o.Now = time.Now
		if o.Uptime == nil {
			o.Uptime = uptime
		}
	}
	s := &Store{options: o, fs: disk.OS{}}
	s.Key = seal.New(keyFile{s}, o.Keyring, o.KeyringLimit)
	s.SetRetention(o.Retention)
	if err := s.open(dir); err != nil {
		return nil, errors.Join(fmt.Errorf("archive %s: %w", dir, err), s.Close())
	}
	return s, nil
}

func (s *Store) open(dir string) (err error) {
	if s.dir, err = filepath.Abs(dir); err != nil {
		return err
	}
	s.pins = pin.New(s.options.PinDir, s.dir, s.fs)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if s.root, err = os.OpenRoot(dir); err != nil {
		return err
	}
	if err := makePrivate(s.root); err != nil {
		return fmt.Errorf("it cannot be made private: %w", err)
	}
	for _, name := range disk.ArchiveDirs {
		if err := makePrivateDir(s.root, name); err != nil {
			return err
		}
	}
	if s.imports, err = disk.OpenDir(s.root, importsDir); err != nil {
		return err
	}
	if _, err := s.Key.Recipient(); err != nil {
		return err
	}
	if err := s.openTemp(); err != nil {
		return err
	}
	s.sweepUnfinished()
	s.sweepFiles(s.root, ".") // the settings of the key are written there
	return nil
}

// openTemp opens the directory of what is being saved or deleted. Archives of earlier versions have none, and on a medium
// that can only be read none is made.
func (s *Store) openTemp() (err error) {
	err = makePrivateDir(s.root, tempDirName)
	if errors.Is(err, syscall.EROFS) {
		return nil
	}
	if err == nil {
		s.temp, err = disk.OpenDir(s.root, tempDirName)
	}
	return err
}

// makePrivateDir makes a directory that only its owner can enter, and refuses a symbolic link in its place.
func makePrivateDir(root *os.Root, name string) error {
	if err := root.Mkdir(name, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	sub, err := disk.OpenDir(root, name)
	if err != nil {
		return err
	}
	defer sub.Close()
	return makePrivate(sub)
}

// makePrivate closes a directory to everybody but its owner. On a medium that can only be read it stays as it is:
// nothing will be written there, and reviewers keep imports on such media.
func makePrivate(dir *os.Root) error {
	if err := dir.Chmod(".", 0o700); !errors.Is(err, syscall.EROFS) {
		return err
	}
	return nil
}

// Close releases the archive's directory. It keeps no other state. Its error is that of a directory that the system did not
// close.
func (s *Store) Close() error {
	var errs []error
	for _, r := range []*os.Root{s.temp, s.imports, s.root} {
		if r != nil {
			errs = append(errs, r.Close())
		}
	}
	return errors.Join(errs...)
}
