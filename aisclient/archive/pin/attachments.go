package pin

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"strings"

	"aisdesk/aisclient/atomicfile"
)

// NoteAttachment notes the digest of an attachment of an import that was written, or that is about to be: until the one is
// noted, what was noted before holds beside it, so that no writer that is killed leaves an attachment that is not known. Of one
// that is not known yet nothing is noted before it is written. An empty digest says that it is not known any more. It fails where
// the log cannot be read or written.
func (p *Pins) NoteAttachment(id, name, digest string, written bool) error {
	known, err := p.Attachments(id)
	if err != nil || p.None() || (digest == "" || !written) && known[name] == nil {
		return err
	}
	line := id + " " + name + " " + digest
	if digest != "" && !written {
		line += next
	}
	return p.appendTo(p.attachedPath(), []byte(line+"\n"), !written)
}

// next ends the line of an attachment that is about to be written. Earlier versions skip such lines.
const next = " next"

// Attachments are the digests that the attachments of an import may have, by their names: one, and a second where the writer
// was killed or is at work. They must not be changed. It fails where the log cannot be read.
func (p *Pins) Attachments(id string) (map[string][]string, error) {
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
	if p.attachedLog == nil || fi.Size() != p.attachedSize || !fi.ModTime().Equal(p.attachedRead) {
		b, err := os.ReadFile(p.attachedPath())
		if err != nil {
			return nil, err
		}
		p.attachedLog, p.attachedSize, p.attachedRead = b, fi.Size(), fi.ModTime()
		p.attached, p.looked = nil, 0
	}
	if p.looked++; p.looked <= looksUnread {
		return parseAttached(linesOf(p.attachedLog, id))[id], nil
	}
	if p.attached == nil {
		p.attached = parseAttached(p.attachedLog)
	}
	return p.attached[id], nil
}

// looksUnread is after how many looks into the log it is read whole: saving one import does not read what is noted of all.
const looksUnread = 16

// linesOf are the lines of an import.
func linesOf(log []byte, id string) (out []byte) {
	start := []byte(id + " ")
	for at := 0; ; {
		i := bytes.Index(log[at:], start)
		if i < 0 {
			return out
		}
		at += i
		end := len(log)
		if n := bytes.IndexByte(log[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		if at == 0 || log[at-1] == '\n' {
			out = append(out, log[at:end]...)
		}
		at = end
	}
}

// parseAttached reads lines, of which later ones count. A line that is cut is left out: whoever wrote it was killed.
func parseAttached(b []byte) map[string]map[string][]string {
	all := map[string]map[string][]string{}
	for line := range strings.Lines(string(b)) {
		line, whole := strings.CutSuffix(line, "\n")
		line, more := strings.CutSuffix(line, next)
		f := strings.Split(line, " ")
		if len(f) != 3 || !whole {
			continue
		}
		of := all[f[0]]
		if of == nil {
			of = map[string][]string{}
			all[f[0]] = of
		}
		switch {
		case more:
			of[f[1]] = append(of[f[1]], f[2])
		case f[2] == "":
			delete(of, f[1])
		default:
			of[f[1]] = []string{f[2]}
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
	return p.write(p.attachedPath(), atomicfile.Bytes(out))
}
