package cases

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/casefile"
)

// heads are the highest events that this machine has seen of the cases of an archive, with their hashes: who cuts the end
// off a chain, or writes it anew, is found by them. They lie outside of the archive.
type heads struct{ archive, stateDir string }

// noted is what the file of a case says.
type noted struct {
	casefile.Head
	// Erased says that the case was erased by then: a copy from before must not bring it back, even where the event is lost.
	Erased bool `json:"erased,omitempty"`
}

func (h heads) dir() string {
	dir, err := filepath.Abs(h.archive)
	if err != nil {
		dir = h.archive
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(h.stateDir, "heads", hex.EncodeToString(sum[:8]))
}

func (h heads) file(id string) string { return filepath.Join(h.dir(), id+".json") }

// ids are the cases of which something was seen.
func (h heads) ids() (ids []string) {
	entries, _ := os.ReadDir(h.dir()) // none was seen where there is no directory
	for _, e := range entries {
		if id := strings.TrimSuffix(e.Name(), ".json"); archive.IsID(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// seen is the head that was noted; false without one.
func (h heads) seen(id string) (last casefile.Head, ok bool) {
	n, _ := h.read(id)
	return n.Head, n.Seq > 0
}

// read is what was noted of a case; zero where nothing was. The error says why that cannot be known.
func (h heads) read(id string) (n noted, err error) {
	if h.stateDir == "" {
		return noted{}, nil
	}
	b, err := os.ReadFile(h.file(id))
	if errors.Is(err, fs.ErrNotExist) {
		return noted{}, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &n)
	}
	if err != nil {
		return noted{}, fmt.Errorf("what this machine noted of the case cannot be read (%w): whether events were cut off cannot be known. "+
			"\"aisdesk encrypt trust --case %s --reason TEXT\" accepts the case as it is", err, id)
	}
	return n, nil
}

// note remembers the last event of a case where it is higher than the one before and its chain contains that. What cannot be
// written is not remembered: it is a second look at the chain, not a part of it.
func (h heads) note(id string, s *casefile.State, last casefile.Head) {
	was, err := h.read(id)
	if h.stateDir == "" || err != nil || last.Seq <= was.Seq || !s.Contains(was.Head) {
		return
	}
	_ = h.put(id, noted{last, s.Erased})
}

// put notes an event whatever was noted before.
func (h heads) put(id string, n noted) error {
	path := h.file(id)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	b, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return atomicfile.WriteFile(path, atomicfile.Options{}, atomicfile.Bytes(b))
}

// CopyHeads notes of the cases of a copy of the archive what this machine has seen of them in the archive itself; began says that
// whatever was noted there before is of an archive that is gone. It fails where that cannot be noted.
func CopyHeads(c *Cases, dir string, began bool) error {
	to := heads{dir, c.heads.stateDir}
	if to.stateDir == "" {
		return nil
	}
	if began {
		if err := os.RemoveAll(to.dir()); err != nil {
			return err
		}
	}
	for _, id := range c.heads.ids() {
		n, err := c.heads.read(id)
		was, unread := to.read(id)
		if err != nil || unread != nil || n.Seq <= was.Seq {
			continue // check names what cannot be read
		}
		if err := to.put(id, n); err != nil {
			return err
		}
	}
	return nil
}
