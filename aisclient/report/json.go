package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"aisdesk/aisclient/text"
)

// Errors of reading a document.
var (
	ErrNewer   = errors.New("the report was written by a newer version")
	ErrChanged = errors.New("the report was changed after it was made")
	ErrNone    = errors.New("this is no report of aisdesk")
)

// JSON is the document as its canonical bytes: one object on one line, in the order of the fields, with an end of line. The error
// is that of encoding/json.
func (d *Document) JSON() ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(d); err != nil {
		return nil, fmt.Errorf("writing the report: %w", err)
	}
	return text.EscapeJSON(b.Bytes()), nil
}

// Digest is the SHA-256 of JSON in hex, as sha256sum prints it of the file. It fails as JSON does.
func (d *Document) Digest() (string, error) {
	b, err := d.JSON()
	if err != nil {
		return "", err
	}
	return SHA256(b), nil
}

// SHA256 is the checksum of the JSON of a document, as Digest.
func SHA256(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// idBytes is how much of a digest makes an id: enough that no two reports share one.
const idBytes = 10

// identify gives the document the id that its other fields make.
func (d *Document) identify() error {
	id, err := d.made()
	d.ID = id
	return err
}

func (d *Document) made() (string, error) {
	plain := *d
	plain.ID = ""
	b, err := plain.JSON()
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return "R-" + hex.EncodeToString(sum[:idBytes]), nil
}

// headBytes is how far into a report its schema and id stand.
const headBytes = 64

// begins reports whether the first bytes are those of a report, whatever became of the rest.
func begins(b []byte) bool {
	b = b[:min(len(b), headBytes)]
	return bytes.Contains(b, []byte(`"schema":`)) || bytes.Contains(b, []byte(`"id":"R-`))
}

// Parse reads what JSON wrote. The error wraps ErrNewer, ErrChanged (its bytes are not those that its id is made of, not
// canonical, or cut short) or ErrNone.
func Parse(b []byte) (*Document, error) {
	var head struct {
		Schema int     `json:"schema"`
		ID     *string `json:"id"`
	}
	err := json.Unmarshal(b, &head)
	switch {
	case err != nil && begins(b):
		return nil, fmt.Errorf("%w: its JSON cannot be read any more (%w)", ErrChanged, err)
	case err != nil || head.ID == nil || head.Schema < 1:
		return nil, ErrNone
	}
	if head.Schema > documentSchema {
		return nil, fmt.Errorf("%w (schema %d, this one reads %d). Update aisdesk", ErrNewer, head.Schema, documentSchema)
	}
	d := &Document{}
	if err := json.Unmarshal(b, d); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrChanged, err)
	}
	again, err := d.JSON()
	if err != nil {
		return nil, err
	}
	id, err := d.made()
	switch {
	case err != nil:
		return nil, err
	case id != d.ID:
		return nil, fmt.Errorf("%w: its id %.40q is not that of its content", ErrChanged, d.ID)
	case !bytes.Equal(again, b):
		return nil, fmt.Errorf("%w: it is not written as aisdesk writes it, so its checksum differs", ErrChanged)
	}
	return d, nil
}
