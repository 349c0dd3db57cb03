package pin

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/atomicfile"
)

// NoteAttachment notes the digest of an attachment of an import; an empty one says that it is not known any more.
func (p *Pins) NoteAttachment(id, name, digest string) error {
	if p.None() {
		return nil
	}
	return p.appendTo(p.attachedPath(), []byte(id+" "+name+" "+digest+"\n"))
}

// Attachments are the digests of the attachments of an import that were noted, by their names. They must not be changed.
func (p *Pins) Attachments(id string) (map[string]string, error) {
	if p.None() {
		return nil, nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fi, err := os.Stat(p.attachedPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if p.attached == nil || fi.Size() != p.attachedSize || !fi.ModTime().Equal(p.attachedRead) {
		b, err := os.ReadFile(p.attachedPath())
		if err != nil {
			return nil, err
		}
		p.attached, p.attachedSize, p.attachedRead = parseAttached(b), fi.Size(), fi.ModTime()
	}
	return p.attached[id], nil
}

// parseAttached reads lines, of which later ones count. A line that is cut is left out: whoever wrote it was killed.
func parseAttached(b []byte) map[string]map[string]string {
	all := map[string]map[string]string{}
	for line := range strings.Lines(string(b)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), " ")
		if len(f) != 3 || !strings.HasSuffix(line, "\n") {
			continue
		}
		if all[f[0]] == nil {
			all[f[0]] = map[string]string{}
		}
		if all[f[0]][f[1]] = f[2]; f[2] == "" {
			delete(all[f[0]], f[1])
		}
	}
	return all
}

// forgetAttachments takes an import out of the log of attachments.
func (p *Pins) forgetAttachments(id string) error {
	b, err := os.ReadFile(p.attachedPath())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var out []byte
	for line := range bytes.Lines(b) {
		if !bytes.HasPrefix(line, []byte(id+" ")) {
			out = append(out, line...)
		}
	}
	if err != nil || len(out) == len(b) {
		return err
	}
	return atomicfile.WriteFile(p.attachedPath(), atomicfile.Options{FS: disk.Unsynced{FS: p.fs}}, atomicfile.Bytes(out))
}
