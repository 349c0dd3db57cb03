package cases

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/text"
)

// Checked is what checking a case, or an import that stands alone, found.
type Checked struct {
	Case   string `json:"case,omitempty"`
	Import string `json:"import,omitempty"`
	// Archive says that this is what was found of the archive as a whole.
	Archive bool `json:"archive,omitempty"`
	// Bundle is the file of a bundle that was checked.
	Bundle string `json:"bundle,omitempty"`
	// Events is the number of events, Signed of those with a good signature, Replies of replies that were read again.
	Events  int `json:"events"`
	Signed  int `json:"signed"`
	Replies int `json:"replies"`
	// Head is the last event.
	Head casefile.Head `json:"head,omitzero"`
	// Problems are everything that is not as it was written; empty where all is.
	Problems []casefile.Problem `json:"problems"`
	// Unread says why it could not be read to its end: Problems, or Notes where only a reply could not be fetched, name it, and
	// what else is wrong is not known.
	Unread error `json:"-"`
	// Notes say what cannot be known, and what is gone as it should be.
	Notes []string `json:"notes,omitempty"`
}

func (r *Checked) found(format string, args ...any) {
	r.Problems = append(r.Problems, casefile.Problem{What: fmt.Sprintf(format, args...)})
}

func (r *Checked) say(format string, args ...any) {
	r.Notes = append(r.Notes, fmt.Sprintf(format, args...))
}

// Unread is the result of checking what could not be read. Its error is that of Check where no other can be checked
// either: the archive is locked, or ctx has ended.
func Unread(ctx context.Context, r Checked, err error) (*Checked, error) {
	if ctx.Err() != nil || errors.Is(err, seal.ErrLocked) {
		return nil, err
	}
	r.Unread = err
	r.found("it cannot be read: %v", err)
	return &r, nil
}

// Check reads a case again: the chain, the bodies, the signatures, and the replies of its imports. more are heads that were
// noted elsewhere, in reports: they do not tell that a case of another archive was ever here. The error wraps
// casefile.ErrNotFound where this machine has seen nothing of the case.
func (c *Cases) Check(ctx context.Context, id string, more ...casefile.Head) (*Checked, error) {
	objs, store, err := c.open()
	if err != nil {
		return nil, err
	}
	known := more
	noted, unread := c.heads.read(id)
	if noted.Seq > 0 {
		known = append(known, noted.Head)
	}
	sealing, err := c.deps.seal(store)
	if err != nil {
		return nil, err
	}
	chain, err := casefile.Check(ctx, objs, id, sealing, known)
	if errors.Is(err, casefile.ErrNotFound) && noted.Seq > 0 {
		return &Checked{Case: id, Problems: []casefile.Problem{{What: "all events are missing: this machine has seen some"}}}, nil
	}
	if err != nil {
		return nil, err
	}
	r := &Checked{Case: id, Events: events(chain), Signed: chain.Signed, Head: chain.Head, Problems: chain.Problems}
	if r.Problems == nil {
		r.Problems = []casefile.Problem{}
	}
	if unread != nil {
		r.found("%v", unread)
	}
	r.lacking(id, c.deps.Lacks)
	if chain.Erased {
		if err := leftovers(ctx, c, objs, store, r, chain); err != nil {
			return nil, err
		}
	}
	if chain.Erased && len(r.Problems) == 0 && r.Unread == nil {
		r.say("Erased, chain whole: only the headers of the events are left.")
	}
	for _, seq := range chain.Newer {
		r.say("Event %d was written by a newer version of the program. What it says is not read here, and is in no figure: update the program.", seq)
	}
	for _, seq := range chain.Expired {
		r.say("The aggregated data of event %d is not here any more: it expired.", seq)
	}
	switch {
	case chain.Loose > 0 && len(chain.Problems) > 0:
		r.say("%s of no event that can be read, perhaps of one of those above: nothing removes them as long as that is so.", english.Plural(chain.Loose, "file is", "files are"))
	case chain.Loose > 0:
		r.say("%s of no event: who wrote them was killed, is still writing, or put them there. Nothing reads them, and \"aisdesk purge\" removes them a day later.",
			english.Plural(chain.Loose, "file is", "files are"))
	}
	if err := r.foreignOfCase(filepath.Join(c.deps.Dir, folderOfCases, id)); err != nil {
		return nil, err
	}
	if !chain.EndKnown && unread == nil {
		seen := "none"
		if noted.Seq > 0 {
			seen = fmt.Sprintf("those up to number %d before", noted.Seq)
		}
		r.say("Whether events after number %d were cut off cannot be known here: this machine has seen %s.", chain.Head.Seq, seen)
	}
	if r.Signed < r.Events {
		r.say("%d of %d events are not signed: who may write everything could have written them anew.", r.Events-r.Signed, r.Events)
	}
	if chain.Erased {
		return r, nil
	}
	return r, checkReplies(ctx, c, store, r, chain)
}

// lacking names the events that the team's store has lost: who comes later cannot read the case.
func (r *Checked) lacking(id string, lacks func() []string) {
	if lacks == nil {
		return
	}
	for _, name := range lacks() {
		for seq := int64(1); seq <= r.Head.Seq; seq++ {
			if name == casefile.EventObject(id, seq) {
				r.Problems = append(r.Problems, casefile.Problem{Seq: seq, What: "it is here, and is gone from the team's store. \"aisdesk archive sync\" sends it again, or says why it cannot"})
			}
		}
	}
}

// foreignOfCase names what lies in the folder of a case and can be no object of it: the chain does not see it.
func (r *Checked) foreignOfCase(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		event := strings.HasSuffix(e.Name(), ".event") // named as an event that cannot lie there
		if plain := e.Type().IsRegular() && objects.Check(e.Name(), 0) == nil; !plain && !event && !atomicfile.IsTemp(e.Name()) {
			r.found("%q in the folder of the case does not belong to it: nothing reads it. Move it away", e.Name())
		}
	}
	return err
}

// events is how many events there are; one that is missing or cannot be read is none.
func events(chain *casefile.Checked) (n int) {
	for i := range chain.Events {
		if chain.Events[i].Hash != "" {
			n++
		}
	}
	return n
}

// checkReplies reads the replies that events name, and compares their checksums.
func checkReplies(ctx context.Context, c *Cases, store *archive.Store, r *Checked, chain *casefile.Checked) error {
	wanted, undone := map[string]string{}, map[int64]bool{}
	for _, e := range chain.Events {
		switch a := e.Act.(type) {
		case casefile.Undo:
			undone[a.Seq] = true
		case casefile.Import:
			wanted[a.Import] = a.SHA256
		case casefile.File:
			wanted[a.Import] = a.SHA256
		case casefile.Decision:
			for id, sum := range a.Replies {
				if was, ok := wanted[id]; ok && was != sum {
					r.Problems = append(r.Problems, casefile.Problem{Seq: e.Seq, What: "the decision names another reply of import " + id})
				}
			}
		}
	}
	for _, e := range chain.Events { // in order
		var noted casefile.Import
		switch a := e.Act.(type) {
		case casefile.Import:
			noted = a
		case casefile.File:
			noted = ofFile(a)
		}
		if noted.Import == "" || wanted[noted.Import] == "" {
			continue
		}
		if noted.SHA256 = wanted[noted.Import]; undone[e.Seq] {
			noted.Expires = time.Time{} // the case needs it no more
		}
		if err := reply(ctx, store, r, noted, c.away); err != nil {
			return err
		}
		delete(wanted, noted.Import)
	}
	return nil
}

// reply reads one reply to its end, and compares its import with what was noted of it.
func reply(ctx context.Context, store *archive.Store, r *Checked, noted casefile.Import, away func(casefile.Import, error) error) error {
	id := noted.Import
	sum, err := digest(ctx, store, id)
	switch {
	case errors.Is(err, archive.ErrNotFound):
		switch why := away(noted, err); {
		case errors.Is(why, errNotReceived):
			r.Unread = why
			r.say("The reply of import %s was not checked: %v.", id, why)
		case errors.Is(why, errTaken):
			r.found("import %s: %v", id, why)
		default:
			r.say("Import %s: %v.", id, why)
		}
	case errors.Is(err, seal.ErrLocked), ctx.Err() != nil:
		return err
	case errors.Is(err, archive.ErrEvicted) && errors.Is(err, objects.ErrUnreachable):
		r.Unread = err
		r.say("The reply of import %s was not checked: %v.", id, unnamed(id, err))
	case err != nil:
		r.found("the reply of import %s: %v", id, unnamed(id, err))
	case sum != noted.SHA256:
		r.found("the reply of import %s is another than the one that the case names", id)
	default:
		r.Replies++
		return errors.Join(ofManifest(ctx, store, r, noted), beside(ctx, store, r, id))
	}
	return nil
}

// ofManifest compares a manifest with what its case noted of it, and with what its reply says.
func ofManifest(ctx context.Context, store *archive.Store, r *Checked, noted casefile.Import) error {
	e, err := store.Get(noted.Import)
	if err != nil || e.Damaged != nil {
		return nil // the reply was read just now: who looks again finds it
	}
	err = checkJoined(noted, &e.Manifest)
	if err == nil {
		err = saysOfItself(ctx, store, &e.Manifest)
	}
	if err != nil && ctx.Err() == nil {
		r.found("import %s: %v", noted.Import, err)
	}
	return ctx.Err()
}

// beside reads what was saved beside a reply again: what the consent was, answers of services, claims. A report quotes it. And
// it compares the manifest with what was noted of it.
func beside(ctx context.Context, store *archive.Store, r *Checked, id string) error {
	if e, err := store.Get(id); err == nil && e.Damaged == nil {
		if kind, _ := store.Encryption(); kind != seal.None && e.Encryption == archive.EncryptionNone {
			r.say("Import %s lies on this machine in plain text, from before the archive was encrypted. \"aisdesk encrypt %s --older\" encrypts it; what is sent to a team is sealed in any case.", id, kind)
		}
		for _, err := range []error{store.CheckExpiry(&e.Manifest), e.Miscounted, store.CheckForm(id)} {
			if err != nil {
				r.found("import %s: %v", id, err)
			}
		}
	}
	names, err := store.Attachments(id)
	if err != nil {
		return err
	}
	strangers, err := store.Strangers(id)
	if err != nil {
		return err
	}
	for _, name := range strangers {
		r.found("%q in the folder of import %s does not belong to it: nothing reads it. Move it away", name, id)
	}
	noted, err := store.PinnedAttachments(id)
	for _, name := range slices.Compact(slices.Sorted(slices.Values(append(names, noted...)))) {
		switch _, err := store.Attachment(id, name); {
		case err == nil, errors.Is(err, archive.ErrNotFound) && !slices.Contains(noted, name):
		case errors.Is(err, seal.ErrLocked), ctx.Err() != nil:
			return err
		case errors.Is(err, archive.ErrNotFound):
			r.found("attachment %q of import %s is missing: restore it from a copy of the archive with \"aisdesk restore\"", name, id)
		default:
			r.found("what was saved beside a reply: %v", err)
		}
	}
	return err
}

func digest(ctx context.Context, store *archive.Store, id string) (_ string, err error) {
	raw, err := store.Raw(id)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	h := sha256.New()
	buf := make([]byte, 1<<16)
	for ctx.Err() == nil {
		n, err := raw.Read(buf)
		h.Write(buf[:n])
		if err == io.EOF {
			return hex.EncodeToString(h.Sum(nil)), nil
		}
		if err != nil {
			return "", err
		}
	}
	return "", ctx.Err()
}

// CheckImport reads an import that stands alone again. It fails where there is no such import and where it cannot be looked at;
// what is wrong with it is a problem and no error.
func (c *Cases) CheckImport(ctx context.Context, id string) (*Checked, error) {
	_, store, err := c.open()
	if err != nil {
		return nil, err
	}
	e, err := store.Get(id)
	if err != nil {
		return nil, fmt.Errorf("import %s: %w", text.Clean(id), err)
	}
	r := &Checked{Import: id, Problems: []casefile.Problem{}}
	if e.Damaged != nil {
		r.found("%v", e.Damaged)
		return r, nil
	}
	if !store.Knows(id) {
		r.say("Whether its environment, customer id, days and times are those with which it was saved cannot be known here: this machine did not save it, and it belongs to no case.")
	}
	return r, reply(ctx, store, r, importOf(&e.Manifest), c.away)
}
