package replica

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/atomicfile"
)

// state is what is known of an import's place in the store.
type state struct {
	// Record is the last that is here, too.
	Record int64 `json:"record"`
	// Stamp is the import's directory's when it was last the same as the store's; 0 for look again.
	Stamp int64 `json:"stamp"`
	// Sums are those of its attachments then, and Kept the hash of counts and expiry.
	Sums map[string]string `json:"sums,omitempty"`
	Kept string            `json:"kept,omitempty"`
	// Parts are the names of those of its reply, as the first record was read last; nil for not yet.
	Parts []string `json:"parts"`
}

func (r *link) stateFile(id string) string { return r.path("imports", id+".json") }

func (r *link) state(id string) (s state) {
	b, err := os.ReadFile(r.stateFile(id))
	if err != nil || json.Unmarshal(b, &s) != nil {
		return state{}
	}
	return s
}

func (r *link) setState(id string, s state) error { return writeJSON(r.stateFile(id), s) }

// writeJSON writes a small file for good.
func writeJSON(path string, v any) error {
	b, err := json.Marshal(v)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(path, atomicfile.Options{Durable: true}, atomicfile.Bytes(b))
}

// names are the names of the files in a directory that end with a suffix, without it.
func names(dir, suffix string) (out []string) {
	entries, _ := os.ReadDir(dir) // none where there is no directory
	for _, e := range entries {
		if n, ok := strings.CutSuffix(e.Name(), suffix); ok && !strings.HasPrefix(n, ".") {
			out = append(out, n)
		}
	}
	return out
}

// settled reads what an import is now, to be compared later. A stamp as young as now may be that of a change to come.
func (r *link) settled(id string, record int64, stamp int64) (state, error) {
	s := state{Record: record, Stamp: stamp, Parts: r.state(id).Parts}
	if time.Since(time.Unix(0, stamp)) < time.Second {
		s.Stamp = 0
	}
	e, err := r.Archive.Get(id)
	if err != nil {
		return s, err
	}
	s.Kept = kept(&e.Manifest)
	if e.Damaged == nil {
		s.Sums, err = r.Archive.AttachmentSums(id)
	}
	return s, err
}

// kept is the hash of what of a manifest may change.
func kept(m *archive.Manifest) string {
	b, _ := json.Marshal(struct {
		Counts  *archive.Counts
		Expires time.Time
	}{m.Counts, m.Expires.UTC()})
	return sumOf(b)
}

// deletedFile says that an import was deleted here, and not yet in the store.
func (r *link) deletedFile(id string) string { return r.path("deleted", id) }

// Deleted notes that an import is about to be deleted here, and why: the store's is deleted when it can be.
func (r *link) Deleted(id string, why archive.Expiry) error {
	if r.state(id).Record == 0 {
		return nil // it was never sent
	}
	if err := r.joined(); err != nil {
		return err
	}
	return writeJSON(r.deletedFile(id), why)
}

// whyDeleted is why an import was deleted here that is not yet deleted in the store.
func (r deletions) whyDeleted(id string) (why archive.Expiry) {
	b, err := os.ReadFile(r.deletedFile(id))
	if err != nil || json.Unmarshal(b, &why) != nil {
		return archive.Expiry{} // an older program noted it
	}
	return why
}

// undeletedFile says that an import was deleted here, and that the store does not let this person delete it there.
func (r *link) undeletedFile(id string) string { return r.path("undeleted", id) }

// setAside notes that an import stays in the store.
func (r *link) setAside(id string) error {
	if err := os.MkdirAll(r.path("undeleted"), 0o700); err != nil {
		return err
	}
	return atomicfile.WriteFile(r.undeletedFile(id), atomicfile.Options{Durable: true}, atomicfile.Bytes(nil))
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
