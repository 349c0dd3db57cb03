package bundle_test

import (
	"archive/tar"
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"golang.org/x/crypto/ssh"

	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/report/bundle"
	"aisdesk/aisclient/report/reporttest"
	"aisdesk/aisclient/signature"
)

const (
	caseID   = "20260331T090000Z-cccccccccccc2"
	importID = "20260331T090000Z-abcdefghijklm"
)

var reply = []byte("<reply>what the bank said</reply>")

// world is a case with two events, a report that rests on it and on one reply, and a key.
type world struct {
	contents bundle.Contents
	key      *age.X25519Identity
}

func newWorld(t *testing.T) *world {
	t.Helper()
	folder, err := objects.OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	l := casefile.Start(folder, caseID, casefile.LogOptions{})
	for _, a := range []casefile.Act{casefile.Label{Label: "Łącka"}, casefile.Note{Text: "called on Monday"}} {
		if _, err := l.Append(t.Context(), a, casefile.Author{Name: "Ola"}); err != nil {
			t.Fatal(err)
		}
	}
	head := l.State().Head
	sum := sha256.Sum256(reply)
	w := reporttest.Customer()
	w.Input.Case, w.Input.Head = &report.Case{ID: caseID, People: []report.Person{}}, head.Hash
	w.Input.Acts = []report.Act{{Seq: 1, Author: "Ola"}, {Seq: int(head.Seq), Author: "Ola"}}
	w.Input.Imports = []report.Import{{ID: importID, Environment: "sandbox", SHA256: hex.EncodeToString(sum[:]), Size: int64(len(reply))}}
	out := &world{}
	if out.contents.Report, err = w.Document(t, report.File).JSON(); err != nil {
		t.Fatal(err)
	}
	out.contents.Replies = []bundle.Reply{replyOf(importID, reply)}
	for i, err := range folder.List(t.Context(), "cases/", "") {
		if err != nil {
			t.Fatal(err)
		}
		b, err := folder.Get(t.Context(), i.Name)
		if err != nil {
			t.Fatal(err)
		}
		out.contents.Events = append(out.contents.Events, bundle.Object{Name: i.Name, Bytes: b})
	}
	out.contents.At = time.Date(2026, 3, 31, 10, 0, 0, 0, time.UTC)
	if out.key, err = age.GenerateX25519Identity(); err != nil {
		t.Fatal(err)
	}
	return out
}

func replyOf(id string, b []byte) bundle.Reply {
	return bundle.Reply{ID: id, Size: int64(len(b)), Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b)), nil }}
}

func (w *world) sealed(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := bundle.Write(&b, []age.Recipient{w.key.Recipient()}, w.contents); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (w *world) check(t *testing.T, b []byte) *bundle.Checked {
	t.Helper()
	c, err := bundle.Check(t.Context(), bytes.NewReader(b), w.key)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func problems(c *bundle.Checked) string {
	var out []string
	for _, p := range c.Problems {
		out = append(out, p.String())
	}
	return strings.Join(out, "\n")
}

func TestABundleIsCheckedByItself(t *testing.T) {
	w := newWorld(t)
	sealed := w.sealed(t)
	if c := w.check(t, sealed); len(c.Problems) != 0 || c.Replies != 1 || c.Events != 2 || c.Report == nil || c.Signer != nil {
		t.Errorf("%+v %s", c, problems(c))
	}
	if bytes.Contains(sealed, []byte("Łącka")) || !bundle.Sealed(sealed) {
		t.Error("it is not sealed")
	}
	other, _ := age.GenerateX25519Identity()
	if _, err := bundle.Check(t.Context(), bytes.NewReader(sealed), other); !errors.Is(err, bundle.ErrNoBundle) {
		t.Errorf("another key: %v", err)
	}
	// With age and tar alone it can be read.
	plain, err := age.Decrypt(bytes.NewReader(sealed), w.key)
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for r := tar.NewReader(plain); ; {
		h, err := r.Next()
		if err != nil {
			break
		}
		names += h.Name + " "
	}
	if !strings.HasPrefix(names, "report.json cases/"+caseID+"/") || !strings.HasSuffix(names, "replies/"+importID+".xml ") {
		t.Error(names)
	}
}

// Whatever is changed, left out or put in is named.
func TestWhateverIsChangedInABundleIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(c *bundle.Contents)
		says   string
	}{
		"another reply":    {func(c *bundle.Contents) { c.Replies[0] = replyOf(importID, []byte("<reply>other</reply>")) }, "is not the one that the report rests on"},
		"no reply":         {func(c *bundle.Contents) { c.Replies = nil }, "is missing"},
		"one reply more":   {func(c *bundle.Contents) { c.Replies = append(c.Replies, replyOf("else", reply)) }, `"else" is not one`},
		"a changed report": {func(c *bundle.Contents) { c.Report = bytes.Replace(c.Report, []byte("refuted"), []byte("allowed"), 1) }, "changed after it was made"},
		"no report":        {func(c *bundle.Contents) { c.Report = nil }, "this is no report"},
		"no events":        {func(c *bundle.Contents) { c.Events = nil }, "the events of the case are missing"},
		"the end cut off":  {func(c *bundle.Contents) { c.Events = c.Events[:2] }, ""},
		"a changed event": {func(c *bundle.Contents) {
			c.Events[0].Bytes = bytes.Replace(c.Events[0].Bytes, []byte("Ola"), []byte("Eve"), 1)
		}, "event"},
		"another signature": {func(c *bundle.Contents) { c.Signature = []byte("nonsense") }, "does not fit"},
	} {
		w := newWorld(t)
		c.change(&w.contents)
		if got := w.check(t, w.sealed(t)); len(got.Problems) == 0 || !strings.Contains(problems(got), c.says) {
			t.Errorf("%s: %q", name, problems(got))
		}
	}
}

// A flipped or missing byte of the sealed file does not pass.
func TestASealedFileThatIsChangedDoesNotPass(t *testing.T) {
	w := newWorld(t)
	sealed := w.sealed(t)
	for i := 0; i < len(sealed); i += 101 {
		b := bytes.Clone(sealed)
		b[i] ^= 0x10
		if c, err := bundle.Check(t.Context(), bytes.NewReader(b), w.key); err == nil && len(c.Problems) == 0 {
			t.Errorf("a flipped bit at %d passed", i)
		}
	}
	for _, n := range []int{100, len(sealed) / 2, len(sealed) - 1} {
		if c, err := bundle.Check(t.Context(), bytes.NewReader(sealed[:n]), w.key); err == nil && len(c.Problems) == 0 {
			t.Errorf("cut at %d it passed", n)
		}
	}
}

func TestASignedReportNamesItsKey(t *testing.T) {
	w := newWorld(t)
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "id_ed25519")
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := signature.FromFile(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	if w.contents.Signature, err = s.Sign(signature.Report, w.contents.Report); err != nil {
		t.Fatal(err)
	}
	if c := w.check(t, w.sealed(t)); len(c.Problems) != 0 || c.Signer == nil || c.Signer.Fingerprint != s.Key().Fingerprint {
		t.Errorf("%+v %s", c.Signer, problems(c))
	}
	if w.contents.Signature, err = s.Sign(signature.Event, w.contents.Report); err != nil {
		t.Fatal(err)
	}
	if c := w.check(t, w.sealed(t)); len(c.Problems) == 0 {
		t.Error("a signature for something else passed")
	}
}

func TestRecipients(t *testing.T) {
	k, _ := age.GenerateX25519Identity()
	if r, err := bundle.Recipients([]string{k.Recipient().String()}); err != nil || len(r) != 1 {
		t.Error(err)
	}
	for _, bad := range [][]string{nil, {"age1nonsense"}, {""}} {
		if _, err := bundle.Recipients(bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// A bundle is sealed to a public SSH key as ssh-keygen writes it, and the private key opens it.
func TestABundleIsSealedToAnSSHKey(t *testing.T) {
	w := newWorld(t)
	public, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	to, err := bundle.Recipients([]string{strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key))) + " ola@laptop"})
	if err != nil {
		t.Fatal(err)
	}
	var sealed bytes.Buffer
	if err := bundle.Write(&sealed, to, w.contents); err != nil {
		t.Fatal(err)
	}
	open := func(block *pem.Block, err error) ([]age.Identity, error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return bundle.Identities(pem.EncodeToMemory(block))
	}
	keys, err := open(ssh.MarshalPrivateKey(private, ""))
	if err != nil {
		t.Fatal(err)
	}
	if c, err := bundle.Check(t.Context(), bytes.NewReader(sealed.Bytes()), keys...); err != nil || len(c.Problems) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := open(ssh.MarshalPrivateKeyWithPassphrase(private, "", []byte("secret"))); err == nil || !strings.Contains(err.Error(), "passphrase") {
		t.Errorf("a key with a passphrase: %v", err)
	}
	if _, err := bundle.Recipients([]string{"ssh-ed25519 AAAA"}); err == nil || !strings.Contains(err.Error(), "SSH key") {
		t.Errorf("a cut key: %v", err)
	}
}
