package wire

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
)

// maxFile is the largest reply that is opened: a million transactions are about 700 MB.
const maxFile = 2 << 30

// decodeLimits are the decoder's for what lies on this machine already.
var decodeLimits = aisclient.DecodeOptions{MaxBytes: maxFile}

// Reply is a saved import or a file, not read yet.
type Reply struct {
	Opened pane.Opened
	size   int64 // bytes, 0 where it is not known
	// open starts reading from the beginning.
	open func() (io.ReadCloser, error)
}

// Find finds a saved import by its whole id, or else a file by its path, or else an import by what Match takes.
func (p *Place) Find(name string) (*Reply, error) {
	var whole error
	if archive.IsID(name) {
		r, err := p.FindSaved(name)
		if err == nil {
			return r, nil
		}
		whole = err
	}
	r, err := FindFile(name)
	if err == nil { // a file is read where no archive can be, too
		return r, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if whole != nil && !errors.Is(whole, archive.ErrNotFound) {
		return nil, whole
	}
	id, err := p.Match(name)
	if err == nil && whole == nil {
		return p.FindSaved(id)
	}
	if err == nil || errors.Is(err, archive.ErrNotFound) {
		return nil, fmt.Errorf("%s is neither a saved import nor a file. \"aisdesk list\" lists the saved imports", text.Clean(name))
	}
	return nil, err
}

// Match returns the id of the saved import that a person means by a word: see archive.Store.Match. Where no archive
// is, none is made.
func (p *Place) Match(name string) (string, error) {
	if _, err := os.Stat(p.Config.DataDir); errors.Is(err, fs.ErrNotExist) {
		return "", archive.ErrNotFound
	}
	store, err := p.Archive()
	if err != nil {
		return "", err
	}
	return store.Match(name)
}

// FindSaved finds a saved import.
func (p *Place) FindSaved(id string) (*Reply, error) {
	store, err := p.Archive()
	if err != nil {
		return nil, err
	}
	e, err := store.Get(id)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", text.Clean(id), err)
	}
	if e.Damaged != nil {
		return nil, fmt.Errorf("import %s: %w", e.ID, e.Damaged)
	}
	return &Reply{
		Opened: pane.Opened{ID: e.ID, Name: e.ID, Environment: e.Environment.String(),
			OwnerExternalID: e.OwnerExternalID.String(), SavedAt: e.Created},
		size: e.Size,
		open: func() (io.ReadCloser, error) { return store.Raw(e.ID) },
	}, nil
}

// FindFile finds a reply that another system saved.
func FindFile(path string) (*Reply, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s: %w. Check the name and the folder", text.Clean(path), fs.ErrNotExist)
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, fmt.Errorf("%s is a directory. Name a file with a reply of the provider", text.Clean(path))
	case !info.Mode().IsRegular():
		// A pipe without a writer would hold the program up for ever, where no signal reaches it.
		return nil, fmt.Errorf("%s is a pipe or a device. Write the reply to a file first and name that", text.Clean(path))
	case info.Size() == 0:
		return nil, fmt.Errorf("%s is empty. Name a file with a whole reply of the provider", text.Clean(path))
	case info.Size() > maxFile:
		return nil, fmt.Errorf("%s has %d bytes, the most that is opened is %d", text.Clean(path), info.Size(), int64(maxFile))
	}
	return &Reply{
		Opened: pane.Opened{Name: text.Clean(path).String()},
		size:   info.Size(),
		open:   func() (io.ReadCloser, error) { return os.Open(path) },
	}, nil
}

// Load reads the reply into a ledger, checked to its end.
func (r *Reply) Load(ctx context.Context, publish func(*ledger.Ledger)) (_ *ledger.Ledger, _ *aisclient.Import, err error) {
	f, err := r.open()
	if err != nil {
		return nil, nil, r.named(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	l, imp, err := ledger.Load(ctx, bufio.NewReaderSize(f, 1<<20), decodeLimits, publish)
	return l, imp, r.named(err)
}

// Raw reads the reply as it is.
func (r *Reply) Raw(context.Context) (_ []byte, err error) {
	f, err := r.open()
	if err != nil {
		return nil, r.named(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	raw, err := io.ReadAll(io.LimitReader(f, maxFile))
	return raw, r.named(err)
}

// named puts the import's or file's name before an error.
func (r *Reply) named(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", r.Opened.Name, err)
}

// Open implements tui.Backend.
func (b *Backend) Open(_ context.Context, id string) (pane.Reply, error) {
	r, err := b.place.FindSaved(id)
	if err != nil {
		return pane.Reply{}, err
	}
	return r.forPanes(), nil
}

// OpenFile implements tui.Backend.
func (b *Backend) OpenFile(_ context.Context, path string) (pane.Reply, error) {
	r, err := FindFile(path)
	if err != nil {
		return pane.Reply{}, err
	}
	return r.forPanes(), nil
}

func (r *Reply) forPanes() pane.Reply {
	return pane.Reply{Opened: r.Opened, Raw: r.Raw,
		Load: func(ctx context.Context, publish func(*ledger.Ledger)) (*ledger.Ledger, error) {
			l, _, err := r.Load(ctx, publish)
			return l, err
		}}
}

// checkedFirst is the size in bytes up to which a reply is read whole before the screen changes: a moment.
const checkedFirst = 8 << 20

// Check reads a reply of ordinary size to its end, so that what is no reply is refused before the screen
// changes. A large one is checked while it is shown.
func (r *Reply) Check(ctx context.Context) error {
	if r.size > checkedFirst {
		return nil
	}
	_, _, err := r.Load(ctx, nil)
	return err
}
