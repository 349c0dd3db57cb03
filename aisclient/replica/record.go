package replica

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/objects"
)

// kind is what a record of an import says.
type kind string

const (
	saved    kind = "import"     // a reply with its manifest
	asIs     kind = "files"      // a damaged import's files
	attached kind = "attachment" // one attachment
	changed  kind = "manifest"   // counts or expiry
)

// record is an object of an import.
type record struct {
	Version  int               `json:"version"`
	Import   string            `json:"import"`
	Kind     kind              `json:"kind"`
	Manifest *archive.Manifest `json:"manifest,omitempty"`
	// Name is the attachment's.
	Name string `json:"name,omitempty"`
	// Parts hold the reply or the attachment, Files those of each file.
	Parts []part            `json:"parts,omitempty"`
	Files map[string][]part `json:"files,omitempty"`
}

// recordVersion is that of the form of records.
const recordVersion = 1

// part is one object of something larger.
type part struct {
	Name   string `json:"name"` // behind imports/ID/
	SHA256 string `json:"sha256"`
	Size   int    `json:"size"`
}

// partSize is the largest part before it is sealed: with the seal it stays below objects.MaxBytes.
const partSize = 4 << 20

func folderOf(id string) string              { return "imports/" + id + "/" }
func recordName(id string, n int64) string   { return folderOf(id) + fmt.Sprintf("%08d", n) }
func partName(id string, name string) string { return folderOf(id) + name }

// splitName takes the name of an object of an import apart. n is 0 for a part.
func splitName(name string) (id string, n int64, ok bool) {
	rest, ok := strings.CutPrefix(name, "imports/")
	id, last, ok2 := strings.Cut(rest, "/")
	if !ok || !ok2 || !archive.IsID(id) {
		return "", 0, false
	}
	if strings.HasPrefix(last, "p-") {
		return id, 0, true
	}
	n, err := strconv.ParseInt(last, 10, 64)
	return id, n, err == nil && n > 0 && recordName(id, n) == name
}

// putParts cuts a stream into sealed objects.
func (r *imports) putParts(ctx context.Context, id string, in io.Reader) ([]part, error) {
	var parts []part
	buf := make([]byte, partSize)
	for {
		n, err := io.ReadFull(in, buf)
		if n > 0 {
			p := part{Name: "p-" + strings.ToLower(rand.Text()), Size: n, SHA256: sumOf(buf[:n])}
			sealed, serr := r.wrap(buf[:n])
			if serr == nil {
				serr = r.Store.Create(ctx, partName(id, p.Name), sealed)
			}
			if serr != nil {
				return parts, serr
			}
			parts = append(parts, p)
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return parts, nil
		}
		if err != nil {
			return parts, err
		}
	}
}

func (r *imports) putBytes(ctx context.Context, id string, b []byte) ([]part, error) {
	return r.putParts(ctx, id, bytes.NewReader(b))
}

// deleteParts removes parts that no record names. What may not be deleted stays, and harms nobody.
func (r *imports) deleteParts(ctx context.Context, id string, parts []part) {
	for _, p := range parts {
		_ = r.Store.Delete(ctx, partName(id, p.Name))
	}
}

func sumOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// partsReader reads parts one after the other, each checked before any of it is handed out.
type partsReader struct {
	ctx   context.Context
	r     *imports
	id    string
	parts []part
	now   bytes.Reader
}

// Read implements io.Reader.
func (p *partsReader) Read(b []byte) (int, error) {
	for p.now.Len() == 0 {
		if len(p.parts) == 0 {
			return 0, io.EOF
		}
		next := p.parts[0]
		data, err := p.r.fetch(p.ctx, partName(p.id, next.Name))
		if err == nil && (len(data) != next.Size || sumOf(data) != next.SHA256) {
			err = archive.ErrDamaged
		}
		if err != nil {
			return 0, lostReply(err)
		}
		p.parts = p.parts[1:]
		p.now.Reset(data)
	}
	return p.now.Read(b)
}

// putRecord creates the record of a number. It fails with objects.ErrExists where another was faster.
func (r *imports) putRecord(ctx context.Context, n int64, rec record) error {
	sealed, err := r.sealRecord(rec)
	if err != nil {
		return err
	}
	return r.Store.Create(ctx, recordName(rec.Import, n), sealed)
}

func (r *imports) sealRecord(rec record) ([]byte, error) {
	rec.Version = recordVersion
	b, err := json.Marshal(rec)
	if err != nil {
		return nil, err
	}
	return r.wrap(b)
}

var errNewer = errors.New("a newer version of the program wrote it. Update the program to read it")

func (r *imports) getRecord(ctx context.Context, id string, n int64) (rec record, err error) {
	b, err := r.fetch(ctx, recordName(id, n))
	if err != nil {
		return rec, err
	}
	if err := json.Unmarshal(b, &rec); err != nil || rec.Import != id {
		return rec, fmt.Errorf("record %d of import %s in the store: %w", n, id, archive.ErrDamaged)
	}
	if rec.Version > recordVersion {
		return rec, fmt.Errorf("record %d of import %s in the store: %w", n, id, errNewer)
	}
	return rec, nil
}

// importsOf groups a list by import: the highest record of each that exists.
func importsOf(all map[string]objects.Info) map[string]int64 {
	last := map[string]int64{}
	for name := range all {
		if id, n, ok := splitName(name); ok && n > 0 {
			last[id] = max(last[id], n)
		}
	}
	for id := range last {
		if _, ok := all[recordName(id, 1)]; !ok {
			delete(last, id)
		}
	}
	return last
}
