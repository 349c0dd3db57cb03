package cases

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"

	"aisdesk/aisclient/atomicfile"
	"aisdesk/aisclient/casefile"
)

// noted is the highest event of a case that this machine has seen, with its hash: who cuts the end off a chain, or writes
// it anew, is found by it. It lies outside of the archive.
func (c *Cases) noted(id string) string {
	dir, err := filepath.Abs(c.deps.Dir)
	if err != nil {
		dir = c.deps.Dir
	}
	sum := sha256.Sum256([]byte(dir))
	return filepath.Join(c.deps.StateDir, "heads", hex.EncodeToString(sum[:8]), id+".json")
}

// seen is the head that was noted; false without one.
func (c *Cases) seen(id string) (h casefile.Head, ok bool) {
	b, err := os.ReadFile(c.noted(id))
	if err != nil || json.Unmarshal(b, &h) != nil {
		return casefile.Head{}, false
	}
	return h, h.Seq > 0
}

// note remembers a head that is higher than the one before. What cannot be written is not remembered: it is a second look
// at the chain, not a part of it.
func (c *Cases) note(id string, h casefile.Head) {
	if was, _ := c.seen(id); c.deps.StateDir == "" || h.Seq <= was.Seq {
		return
	}
	path := c.noted(id)
	if os.MkdirAll(filepath.Dir(path), 0o700) != nil {
		return
	}
	b, err := json.Marshal(h)
	if err == nil {
		_ = atomicfile.WriteFile(path, atomicfile.Options{}, atomicfile.Bytes(b))
	}
}
