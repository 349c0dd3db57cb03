package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"syscall"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/remote"
	"aisdesk/aisclient/app/replyfile"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// Reply is a saved import, or a reply file from elsewhere, that was found and is not read yet.
type Reply struct {
	// Dataset says which import it is; its ledger is nil.
	Dataset Dataset
	// Size is the number of bytes.
	Size int64
	// Load reads the reply into a ledger. It publishes the beginning of the rows while it goes on reading; publish
	// may be nil. What it returns has been checked to the end. Cancelling ctx ends it. Its errors name the import.
	Load func(ctx context.Context, publish func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error)
	// Raw returns the reply byte for byte.
	Raw func(ctx context.Context) ([]byte, error)
}

// newReply makes a reply of bytes that open yields from their beginning; bank is the bank's name for people where it is known from elsewhere, checksum their
// SHA-256 once they were read. The lexicon is prepared once a screen has the first rows.
func newReply(words *lexiconStore, d Dataset, size int64, bank text.Text, checksum func() string, open func() (io.ReadCloser, error)) Reply {
	d.lexicon, d.checksum, d.size = words.set, checksum, size
	named := func(err error) error {
		if err == nil || strings.Contains(err.Error(), d.Name) {
			return err
		}
		return fmt.Errorf("%s: %w", d.Name, err)
	}
	return Reply{Dataset: d, Size: size,
		Load: func(ctx context.Context, publish func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
			if show := publish; show != nil {
				publish = func(l *ledger.Ledger) { show(l); words.prepare() } // the first rows need the processors for themselves
			}
			l, imp, err := load(ctx, size, bank, open, publish)
			return identified(l, checksum), imp, named(err)
		},
		Raw: func(context.Context) ([]byte, error) {
			raw, err := readAll(open)
			return raw, named(err)
		}}
}

// identified gives the rows of a reply their ids; l may be nil.
func identified(l *ledger.Ledger, checksum func() string) *ledger.Ledger {
	if sum := checksum(); l != nil && sum != "" {
		return l.WithRowIDs(ledger.ReplyIDs(sum))
	}
	return l
}

// shortReply is how many bytes a reply has at most that is read in one goroutine: it takes a few milliseconds.
const shortReply = 1 << 20

func load(ctx context.Context, size int64, bank text.Text, open func() (io.ReadCloser, error), publish func(*ledger.Ledger)) (_ *ledger.Ledger, _ *aisclient.Import, err error) {
	f, err := open()
	if err != nil {
		return nil, nil, err
	}
	if size > shortReply {
		f = replyfile.Ahead(f)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return ledger.Load(ctx, f, aisclient.DecodeOptions{MaxBytes: replyfile.MaxBytes, OfficialName: bank}, publish)
}

func readAll(open func() (io.ReadCloser, error)) (_ []byte, err error) {
	f, err := open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(io.LimitReader(f, replyfile.MaxBytes))
}

// loadedFirst is the size in bytes up to which a reply is read whole before the screen changes: a moment.
const loadedFirst = 8 << 20

// LoadSmall reads a reply of ordinary size to its end, so that what is no reply is refused before the screen changes.
// Load then returns what was read. A large reply is checked while it is shown. It fails as Load does.
func (r *Reply) LoadSmall(ctx context.Context) error {
	if r.Size > loadedFirst {
		return nil
	}
	l, imp, err := r.Load(ctx, nil)
	if err != nil {
		return err
	}
	r.Load = func(context.Context, func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
		return l, imp, nil
	}
	return nil
}

// Find takes - for the reply on the program's input, and finds a saved import by its whole id, or the newest by archive.Newest, or
// else a file by its path, or else an import by what Library.Match takes. It fails as Open, OpenFile and Library.Match do; that there is neither an import nor a file is an error of its own.
func (a *App) Find(ctx context.Context, name string) (Reply, error) {
	if name == "-" {
		return readInput(ctx, a)
	}
	var whole error
	if archive.IsID(name) {
		r, err := a.Open(ctx, name)
		if err == nil {
			return r, nil
		}
		whole = err
	}
	if archive.Newest(name) { // a file of that name is ./latest
		if id, err := a.Library.Match(ctx, name); err == nil {
			return a.Open(ctx, id)
		}
	}
	r, err := a.OpenFile(ctx, name)
	if err == nil { // a file is read where no archive can be, too
		return r, nil
	}
	if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENAMETOOLONG) { // no file has so long a name
		return Reply{}, err
	}
	if whole != nil && !errors.Is(whole, archive.ErrNotFound) {
		return Reply{}, whole
	}
	id, err := a.Library.Match(ctx, name)
	if err == nil && whole == nil {
		return a.Open(ctx, id)
	}
	for _, gone := range []error{whole, err} {
		if expired := (*archive.ExpiredError)(nil); errors.As(gone, &expired) {
			return Reply{}, listHint(gone)
		}
	}
	if err == nil || errors.Is(err, archive.ErrNotFound) {
		return Reply{}, fmt.Errorf("%.180q is neither a saved import nor a file. \"aisdesk list\" lists the saved imports", text.Clean(name).String())
	}
	return Reply{}, err
}

// Open finds a saved import, or a case, by its whole id. It is only read when the reply's Load is called. The error names the
// import and wraps archive.ErrNotFound or archive.ErrDamaged.
func (a *App) Open(ctx context.Context, importID string) (Reply, error) {
	store, err := a.archive.get()
	if err != nil {
		return Reply{}, err
	}
	e, err := store.Get(importID)
	if errors.Is(err, archive.ErrNotFound) {
		if r, other := a.Cases.Reply(ctx, importID); other == nil || !errors.Is(other, casefile.ErrNotFound) {
			return r, other
		}
		return Reply{}, err
	}
	if err != nil {
		return Reply{}, fmt.Errorf("import %s: %w", text.Clean(importID), err)
	}
	if e.Damaged != nil {
		return Reply{}, fmt.Errorf("import %s: %w", e.ID, e.Damaged)
	}
	if err := cases.CheckManifest(ctx, a.Cases.Cases, &e.Manifest); err != nil {
		return Reply{}, fmt.Errorf("import %s: %w", e.ID, err)
	}
	d := Dataset{ID: e.ID, Name: e.ID, Expired: a.Library.past(e.Manifest), Environment: e.Environment.String(), OwnerExternalID: e.OwnerExternalID.String(), SavedAt: e.Created, Since: e.Since.String(), OwnerUnconfirmed: e.OwnerUnconfirmed}
	checksum := func() string { return e.SHA256 }
	bank := e.OfficialName
	if e.Environment.String() == cases.FileEnvironment { // it is the file's name
		bank = text.Text{}
	}
	r := newReply(&a.lexicon, d, e.Size, bank, checksum, func() (io.ReadCloser, error) { return store.Raw(e.ID) })
	read := r.Load
	r.Load = func(ctx context.Context, publish func(*ledger.Ledger)) (*ledger.Ledger, *aisclient.Import, error) {
		if l := a.fresh.take(e.ID); l != nil {
			return identified(l, checksum), l.Import(), nil
		}
		l, imp, err := read(ctx, publish)
		if err == nil && aboutAnother(imp, e.CommandID) {
			return nil, imp, fmt.Errorf("%s: %w: it says command %s, and the import was %s. Import again", e.ID, errOtherCommand, text.Clean(imp.Command.ID), e.CommandID)
		}
		return l, imp, err
	}
	return r, nil
}

// errOtherCommand says of a saved reply what the client said when it came: it may be of another customer.
var errOtherCommand = errors.New("the reply is about another command")

// aboutAnother reports whether a reply names a command that is not the one of its import.
func aboutAnother(imp *aisclient.Import, id text.Text) bool {
	return imp.Command != nil && imp.Command.ID != "" && !id.Empty() && text.Clean(imp.Command.ID).String() != id.String()
}

// OpenFile finds a reply file of another system. It is only read when the reply's Load is called. The error names the
// file and wraps fs.ErrNotExist where there is none.
func (a *App) OpenFile(ctx context.Context, path string) (Reply, error) {
	f, err := replyfile.Find(ctx, path)
	return fromElsewhere(a, f), err
}

// readInput reads the reply on the program's input.
func readInput(ctx context.Context, a *App) (Reply, error) {
	if a.opts.Input == nil {
		return Reply{}, errors.New("there is no input to read a reply from")
	}
	f, err := replyfile.Read(ctx, "standard input", a.opts.Input)
	return fromElsewhere(a, f), err
}

func fromElsewhere(a *App, f replyfile.File) Reply {
	return newReply(&a.lexicon, Dataset{Name: f.Name}, f.Size, text.Text{}, f.Checksum, f.Open)
}

// freshLedger is the ledger of the import that was saved last. Its rows were read as the reply was checked: whoever
// opens that import next gets them, and the reply is not read again.
type freshLedger struct {
	mu     sync.Mutex
	id     string
	ledger *ledger.Ledger
}

// keep holds the rows of an attempt that has ended for whoever opens the import next, and for the library.
func (a *App) keep(out intake.Outcome) {
	a.fresh.keep(out)
	a.Library.remember(out, Dataset{lexicon: a.lexicon.set})
}

// keep holds the ledger of an attempt that has ended, if it has one.
func (f *freshLedger) keep(out intake.Outcome) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.id, f.ledger = out.ImportID, out.Ledger
}

// take gives an import's ledger away, or nil.
func (f *freshLedger) take(id string) *ledger.Ledger {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.id != id {
		return nil
	}
	l := f.ledger
	f.ledger = nil
	return l
}

// past says in a sentence each which of some imports that are there have expired, by the store's time where a team shares the
// archive.
func (l *Library) past(all ...archive.Manifest) (said []string) {
	store, err := l.app.archive.get()
	if err != nil {
		return nil
	}
	now, by := remote.Time(l.app.Remote)
	for i := range all {
		if err := store.Past(&all[i], now, by); err != nil {
			said = append(said, err.Error())
		}
	}
	return said
}
