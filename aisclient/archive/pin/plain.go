package pin

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"aisdesk/aisclient/atomicfile"
)

func (p *Pins) plainPath() string { return filepath.Join(p.dir, p.name+".plain") }

// Plain are the digests of the objects of cases that lay in plain text in the archive when it was sealed, or were accepted
// since: no others may. known is false where nobody has looked yet. It fails where the file cannot be read.
func (p *Pins) Plain() (digests map[string]bool, known bool, err error) {
	b, err := os.ReadFile(p.plainPath())
	if p.None() || errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	digests = map[string]bool{}
	for line := range strings.Lines(string(b)) {
		digests[strings.TrimSuffix(line, "\n")] = true
	}
	return digests, true, nil
}

// SetPlain replaces the digests. It fails where the file cannot be written.
func (p *Pins) SetPlain(digests map[string]bool) error {
	if p.None() {
		return nil
	}
	if err := os.MkdirAll(p.dir, 0o700); err != nil {
		return err
	}
	var b strings.Builder
	for _, d := range slices.Sorted(maps.Keys(digests)) {
		b.WriteString(d + "\n")
	}
	return p.write(p.plainPath(), atomicfile.Bytes([]byte(b.String())))
}
