package replica

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/team"
)

// ErrPlain says that nothing can be sealed here.
var ErrPlain = errors.New("what leaves this machine is sealed, and this archive is not encrypted. Run \"aisdesk encrypt keyring --older\" or \"aisdesk encrypt passphrase --older\" first")

// ErrNotJoined says that this machine's archive and the store were never brought together.
var ErrNotJoined = errors.New("this archive was not brought into that store yet. \"aisdesk archive init\" brings it in")

// joining is the file that says into which store the archive was brought.
type joining struct{ Address string }

func joinFile(dir string) string { return filepath.Join(dir, dirName, "joined.json") }

// joined fails with ErrNotJoined. Without it what is only here would seem to have been erased there.
func (r *link) joined() error { return Belongs(r.Dir, r.Address) }

// Belongs fails with ErrNotJoined where the archive in a directory does not belong to the store of an address, which is empty where
// the settings name none. Then nothing of it is written or deleted: what lies in the store to which it belongs would stay.
func Belongs(dir, address string) error {
	to := joinedTo(dir)
	switch {
	case to == address:
		return nil
	case to == "":
		return ErrNotJoined
	}
	return &elsewhereError{to, address}
}

// Sent reports whether an import of the archive in a directory was sent to a store.
func Sent(dir, id string) bool {
	_, err := os.Stat(filepath.Join(dir, dirName, "imports", id+".json"))
	return err == nil
}

// elsewhereError says that an archive belongs to another store than the settings name.
type elsewhereError struct{ to, settings string }

func (e *elsewhereError) Unwrap() error { return ErrNotJoined }

// Error names the ways out.
func (e *elsewhereError) Error() string {
	name, other := "no store", "; \"aisdesk archive move file:///DIR\" then makes one of its own of it"
	if e.settings != "" {
		name, other = e.settings, ", or bring it into that one, too, by \"aisdesk archive init\""
	}
	return fmt.Sprintf("this archive belongs to %s, and the settings name %s. What it holds lies there, too, and stays there: nothing is written, erased or deleted meanwhile. "+
		"Set archive = %q in the settings%s", e.to, name, e.to, other)
}

// Join brings what is in this machine's archive into the store, beside what is there, and then syncs. The team must know this
// machine. Ended or killed anywhere it can be done again. done is told after each object; nil tells nobody. It fails as Sync and
// team.Client.Look do, and where the archive cannot be read or the store does not take it.
func (r *Replica) Join(ctx context.Context, done func(n int)) (Report, error) {
	if done == nil {
		done = func(int) {}
	}
	if r.joined() != nil {
		if err := r.join(ctx, done); err != nil {
			return Report{}, err
		}
	}
	return r.Sync(ctx)
}

// JoinedTo is the address of the store into which the archive was brought; empty for none.
func (r *Replica) JoinedTo() string { return joinedTo(r.Dir) }

func joinedTo(dir string) string {
	var j joining
	if b, err := os.ReadFile(joinFile(dir)); err != nil || json.Unmarshal(b, &j) != nil {
		return ""
	}
	return j.Address
}

// Leave forgets that the archive was brought into the store. It fails where the note of that cannot be removed.
func (r *Replica) Leave() error { return remove(joinFile(r.Dir)) }

func (r *Replica) join(ctx context.Context, done func(n int)) error {
	release, err := r.lock()
	if err != nil {
		return err
	}
	defer release()
	if _, _, err := r.Team.Look(ctx); err != nil {
		return err
	}
	if err := os.RemoveAll(r.path("imports")); err != nil { // it is of another store
		return err
	}
	if err := r.bringBook(ctx); err != nil {
		return err
	}
	n := 0
	for _, bodies := range []bool{true, false} {
		for _, prefix := range []string{"cases/", "case-of/"} {
			for o, err := range r.Folder.List(ctx, prefix, "") {
				if err == nil && strings.HasSuffix(o.Name, ".body") == bodies {
					err = r.bring(ctx, o.Name)
					n++
					done(n)
				}
				if err != nil {
					return err
				}
			}
		}
	}
	return writeJSON(joinFile(r.Dir), joining{r.Address})
}

// bring creates an object of a case in the store, sealed to the team.
func (r *Replica) bring(ctx context.Context, name string) error {
	b, err := r.Folder.Get(ctx, name)
	if err != nil {
		return err
	}
	if strings.HasPrefix(name, "case-of/") { // ids, which names of objects hold, too
		if err := r.Store.Create(ctx, name, b); !errors.Is(err, objects.ErrExists) {
			return err
		}
		theirs, err := r.Store.Get(ctx, name)
		if err != nil || !archive.IsID(string(theirs)) {
			return err // the next sync names it
		}
		return r.exchange(ctx, name, theirs) // the team's counts
	}
	plain, err := r.Team.Open(b)
	if sealed := (*team.SealedError)(nil); errors.As(err, &sealed) {
		if _, got := r.Store.Get(ctx, name); got == nil {
			return nil // it came from there: the sync takes it once it is sealed again
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	sealed, err := r.Team.Seal(plain)
	if err != nil {
		return err
	}
	if err := r.Store.Create(ctx, name, sealed); !errors.Is(err, objects.ErrExists) {
		return err
	}
	there, err := r.fetch(ctx, name)
	if err == nil && !bytes.Equal(there, plain) {
		err = fmt.Errorf("%s is in the store already and says something else: the case went on in both places. Decide which one counts before you bring it in", name)
	}
	return err
}
