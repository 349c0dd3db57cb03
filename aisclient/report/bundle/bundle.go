// Package bundle puts a report, the replies that it rests on and the events of its case into one sealed file, which can be
// checked without the archive and without a network.
//
// The file is sealed with age; inside is a tar of
//
//	report.json          the report, as aisdesk report --format json writes it
//	report.json.sig      its SSH signature, where there is one
//	replies/ID.xml       each reply as it came
//	cases/ID/...         the objects of the case's chain of events
//
// so that whoever has the key can also read it with age and tar alone.
package bundle

import (
	"archive/tar"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"filippo.io/age"
	"filippo.io/age/agessh"
)

// Names of the files in a bundle.
const (
	reportName    = "report.json"
	signatureName = reportName + ".sig"
	repliesFolder = "replies/"
	casesFolder   = "cases/"
	replyEnd      = ".xml"
)

// Contents are what a bundle holds.
type Contents struct {
	Report    []byte // the canonical JSON
	Signature []byte // empty without one
	Replies   []Reply
	Events    []Object
	// At is the time of the files in the bundle.
	At time.Time
}

// Reply is one reply as it came.
type Reply struct {
	ID   string
	Size int64
	Open func() (io.ReadCloser, error)
}

// Object is one object of a case's chain: "cases/ID/00000001.event".
type Object struct {
	Name  string
	Bytes []byte
}

// Recipients reads those to whom a bundle is sealed: age1... or a public SSH key, one in a text. A text that is neither, and no
// text at all, are errors.
func Recipients(texts []string) ([]age.Recipient, error) {
	if len(texts) == 0 {
		return nil, errors.New("a bundle is sealed to somebody: name a recipient (age1...)")
	}
	var out []age.Recipient
	for _, s := range texts {
		if strings.HasPrefix(s, "ssh-") {
			r, err := agessh.ParseRecipient(s)
			if err != nil {
				return nil, fmt.Errorf("%.40q is not a public SSH key that seals: %w", s, err)
			}
			out = append(out, r)
			continue
		}
		r, err := age.ParseRecipients(strings.NewReader(s))
		if err != nil {
			return nil, fmt.Errorf("%.40q is not an age recipient, nor a public SSH key: %w", s, err)
		}
		out = append(out, r...)
	}
	return out, nil
}

// Identities reads the keys that open a bundle: an age key file, or a private SSH key without a passphrase. Another file is an
// error of package age or agessh.
func Identities(file []byte) ([]age.Identity, error) {
	if !bytes.Contains(file, []byte(" PRIVATE KEY-----")) {
		return age.ParseIdentities(bytes.NewReader(file))
	}
	key, err := agessh.ParseIdentity(file)
	if err != nil {
		return nil, fmt.Errorf("%w. \"ssh-keygen -p\" takes the passphrase off a copy of a key", err)
	}
	return []age.Identity{key}, nil
}

// Write seals contents to recipients.
func Write(w io.Writer, recipients []age.Recipient, c Contents) error {
	sealed, err := age.Encrypt(w, recipients...)
	if err != nil {
		return fmt.Errorf("sealing the bundle: %w", err)
	}
	t := tar.NewWriter(sealed)
	if err := c.write(t); err != nil {
		return err
	}
	if err := errors.Join(t.Close(), sealed.Close()); err != nil {
		return fmt.Errorf("sealing the bundle: %w", err)
	}
	return nil
}

func (c *Contents) write(t *tar.Writer) error {
	put := func(name string, b []byte) error {
		return c.file(t, name, int64(len(b)), strings.NewReader(string(b)))
	}
	if err := put(reportName, c.Report); err != nil {
		return err
	}
	if len(c.Signature) > 0 {
		if err := put(signatureName, c.Signature); err != nil {
			return err
		}
	}
	for _, o := range c.Events {
		if err := put(o.Name, o.Bytes); err != nil {
			return err
		}
	}
	for _, r := range c.Replies {
		if err := c.reply(t, r); err != nil {
			return fmt.Errorf("reply %s: %w", r.ID, err)
		}
	}
	return nil
}

func (c *Contents) reply(t *tar.Writer, r Reply) (err error) {
	f, err := r.Open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return c.file(t, repliesFolder+r.ID+replyEnd, r.Size, f)
}

func (c *Contents) file(t *tar.Writer, name string, size int64, from io.Reader) error {
	if err := t.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: size, ModTime: c.At, Format: tar.FormatPAX}); err != nil {
		return err
	}
	_, err := io.Copy(t, from)
	return err
}
