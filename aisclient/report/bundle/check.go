package bundle

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"filippo.io/age"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/signature"
)

// Checked is what checking a bundle found.
type Checked struct {
	Report *report.Document // nil where it cannot be read
	Signer *signature.Key   // who signed the report; nil where nobody did
	// Replies and Events are how many there are, Signed how many events have a good signature.
	Replies, Events, Signed int
	Problems                []casefile.Problem
	Notes                   []string
}

// Limits of what is read into memory.
const (
	maxReport = 256 << 20
	maxEvents = 512 << 20
)

// ErrNoBundle says that a file is none, or is sealed to others.
var ErrNoBundle = errors.New("this is no bundle that your keys open")

// Sealed reports whether a file that begins so is sealed by age, as bundles are.
func Sealed(head []byte) bool { return bytes.HasPrefix(head, []byte("age-encryption.org/")) }

// Check reads a bundle to its end and compares everything in it: the report with its id and signature, each reply with the
// checksum that the report names, the chain of events with itself and with the report. The error wraps ErrNoBundle; what is
// not as it was written is a problem.
func Check(ctx context.Context, r io.Reader, identities ...age.Identity) (*Checked, error) {
	plain, err := age.Decrypt(r, identities...)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoBundle, err)
	}
	c := &checking{out: &Checked{Problems: []casefile.Problem{}}, sums: map[string]string{}, objects: memory{}}
	if err := c.read(ctx, tar.NewReader(plain)); err != nil {
		return nil, err
	}
	c.report()
	c.replies()
	return c.out, c.chain(ctx)
}

// checking is what was read of a bundle.
type checking struct {
	out       *Checked
	document  []byte
	signature []byte
	sums      map[string]string // SHA-256 of replies by their ids
	objects   memory
	size      int64 // of the objects
}

func (c *checking) found(format string, args ...any) {
	c.out.Problems = append(c.out.Problems, casefile.Problem{What: fmt.Sprintf(format, args...)})
}

// read takes the files in. What is cut short or changed in the sealed file is a problem, as age finds it.
func (c *checking) read(ctx context.Context, t *tar.Reader) error {
	for ctx.Err() == nil {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = c.file(h.Name, t)
		}
		if err != nil {
			c.found("the bundle cannot be read to its end: %v", err)
			return nil
		}
	}
	return ctx.Err()
}

func (c *checking) file(name string, r io.Reader) (err error) {
	switch id, isReply := strings.CutPrefix(name, repliesFolder); {
	case name == reportName:
		c.document, err = limited(r, maxReport)
	case name == signatureName:
		c.signature, err = limited(r, 1<<20)
	case isReply:
		h := sha256.New()
		if _, err = io.Copy(h, r); err == nil {
			c.sums[strings.TrimSuffix(id, replyEnd)] = hex.EncodeToString(h.Sum(nil))
		}
	case strings.HasPrefix(name, casesFolder):
		var b []byte
		if b, err = limited(r, maxEvents-c.size); err == nil {
			c.size += int64(len(b))
			c.objects[name] = b
		}
	default:
		c.found("the file %.80q does not belong into a bundle", name)
	}
	return err
}

func limited(r io.Reader, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(b)) > most {
		err = errors.New("it is too large")
	}
	return b, err
}

// report checks the report and its signature.
func (c *checking) report() {
	if c.document == nil {
		c.found("the report is missing")
		return
	}
	d, err := report.Parse(c.document)
	if err != nil {
		c.found("the report: %v", err)
		return
	}
	c.out.Report = d
	c.out.Notes = append(c.out.Notes, "Report "+d.ID+" is as it was made.")
	key, note, err := Signature(c.document, c.signature)
	if err != nil {
		c.found("the report: %v", err)
	}
	c.out.Signer, c.out.Notes = key, append(c.out.Notes, note)
}

// Signature checks the signature of a report and says what it proves; the key is nil without one. It fails as signature.Verify
// does.
func Signature(document, armored []byte) (*signature.Key, string, error) {
	if len(armored) == 0 {
		return nil, "It is not signed: who can write the file could have made it.", nil
	}
	key, err := signature.Verify(signature.Report, document, armored)
	if err != nil {
		return nil, "", err
	}
	return &key, "It is signed by the key " + key.Fingerprint + ". Check for yourself whose key that is.", nil
}

// replies compares the replies with the checksums of the report.
func (c *checking) replies() {
	c.out.Replies = len(c.sums)
	if c.out.Report == nil {
		return
	}
	named := map[string]bool{}
	for _, i := range c.out.Report.Imports {
		named[i.ID] = true
		switch sum, ok := c.sums[i.ID]; {
		case !ok:
			c.found("the reply of the import %s is missing", i.ID)
		case i.SHA256 == "":
			c.out.Notes = append(c.out.Notes, "The report names no checksum of the import "+i.ID+".")
		case sum != i.SHA256:
			c.found("the reply of the import %s is not the one that the report rests on", i.ID)
		}
	}
	for id := range c.sums {
		if !named[id] {
			c.found("the reply %.60q is not one that the report rests on", id)
		}
	}
}

// chain checks the events of the case, and that the report's last one is among them.
func (c *checking) chain(ctx context.Context) error {
	d := c.out.Report
	if d == nil || d.Case == nil {
		if len(c.objects) > 0 && d != nil {
			c.found("there are events, and the report names no case")
		}
		return nil
	}
	seq := int64(0)
	if n := len(d.Acts); n > 0 {
		seq = int64(d.Acts[n-1].Seq)
	}
	chain, err := casefile.Check(ctx, c.objects, d.Case.ID, nil, []casefile.Head{{Seq: seq, Hash: d.Head}})
	if errors.Is(err, casefile.ErrNotFound) {
		c.found("the events of the case are missing")
		return nil
	}
	if err != nil {
		return err
	}
	c.out.Events, c.out.Signed = len(chain.Events), chain.Signed
	c.out.Problems = append(c.out.Problems, slices.Concat(chain.Problems, chain.Left)...)
	return nil
}
