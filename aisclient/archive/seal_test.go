package archive

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/replytest"
)

var (
	right = aisclient.NewSecret("correct horse battery staple")
	wrong = aisclient.NewSecret("incorrect horse")
)

// sealed opens an archive with a passphrase set up.
func sealed(t testing.TB, dir string) *Store {
	t.Helper()
	s := open(t, dir, Options{})
	must(t, s.Key.SetPassphrase(context.Background(), right))
	return s
}

// holds reports whether any file below dir holds the bytes, as they are or in plain compression.
func holds(t testing.TB, dir string, b []byte) (where string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(p)
		if bytes.Contains(raw, b) {
			where = p
		}
		if z, zerr := zstd.NewReader(bytes.NewReader(raw)); zerr == nil {
			var out bytes.Buffer
			_, _ = out.ReadFrom(z)
			if bytes.Contains(out.Bytes(), b) {
				where = p
			}
			z.Close()
		}
		return err
	}))
	return where
}

func TestSealedImportsNeedTheKey(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	raw := replytest.XML(replytest.Options{Rows: 2000})
	e := save(t, s, raw)
	must(t, s.PutAttachment(e.ID, "scores", []byte("precious answer")))
	if got, err := readAll(s, e.ID); err != nil || !bytes.Equal(got, raw) {
		t.Fatalf("right after setting up: %v", err)
	}
	for _, secret := range []string{"ALICJA", "precious answer", right.Reveal()} {
		if where := holds(t, dir, []byte(secret)); where != "" {
			t.Errorf("%s holds %q", where, secret)
		}
	}

	s = open(t, dir, Options{})
	if kind, unlocked := s.Encryption(); kind != seal.ByPassphrase || unlocked {
		t.Errorf("after opening: %s, unlocked %v", kind, unlocked)
	}
	locked := save(t, s, raw) // saving needs no key
	if locked.Encryption != EncryptionAge {
		t.Errorf("a locked archive saves with encryption %q", locked.Encryption)
	}
	check := func(when string, want error) {
		t.Helper()
		for _, id := range []string{e.ID, locked.ID} {
			r, err := s.Raw(id)
			if !errors.Is(err, want) || r != nil {
				t.Errorf("%s: Raw gives %v", when, err)
			}
		}
		if b, err := s.Attachment(e.ID, "scores"); !errors.Is(err, want) || b != nil {
			t.Errorf("%s: Attachment gives %q, %v", when, b, err)
		}
	}
	check("locked", seal.ErrLocked)
	for _, bad := range []aisclient.Secret{wrong, {}, aisclient.NewSecret(right.Reveal() + " ")} {
		if err := s.Key.Unlock(context.Background(), bad); !errors.Is(err, seal.ErrPassphrase) {
			t.Errorf("a wrong passphrase: %v", err)
		}
	}
	check("after a wrong passphrase", seal.ErrLocked)
	must(t, s.Key.Unlock(context.Background(), right))
	for _, id := range []string{e.ID, locked.ID} {
		if got, err := readAll(s, id); err != nil || !bytes.Equal(got, raw) {
			t.Errorf("unlocked: %v", err)
		}
	}
	if b, err := s.Attachment(e.ID, "scores"); err != nil || string(b) != "precious answer" {
		t.Errorf("%q, %v", b, err)
	}
	s = open(t, dir, Options{})
	check("opened again", seal.ErrLocked)
}

func TestHarmedSealedImportsGiveNoPartialData(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	e := save(t, s, sample)
	file := path(dir, e.ID, labelledFile)
	good, err := os.ReadFile(file)
	must(t, err)
	try := func(name string, bad []byte) {
		t.Helper()
		must(t, os.WriteFile(file, bad, 0o600))
		// even if the manifest was made to fit
		m := e.Manifest
		m.StoredSize = int64(len(bad))
		sum := digest{hash: newHash()}
		_, _ = sum.Write(bad)
		for _, m.StoredSHA256 = range []string{e.StoredSHA256, sum.sum()} {
			to, err := s.recipient()
			must(t, err)
			manifest, err := s.encodeManifest(&m, to)
			must(t, err)
			must(t, os.WriteFile(path(dir, e.ID, manifestFile), manifest, 0o600))
			if got, err := readAll(s, e.ID); !errors.Is(err, ErrDamaged) || len(got) > 0 {
				t.Errorf("%s: %d bytes, %v", name, len(got), err)
			}
		}
	}
	for i := 0; i < len(good); i += 1 + len(good)/200 {
		bad := bytes.Clone(good)
		bad[i] ^= 1
		try("flipped", bad)
		try("cut", good[:i])
	}
	try("longer", append(bytes.Clone(good), 0))
}

func TestImportsFromBeforeEncryptionStayReadable(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	plain := save(t, s, sample)
	must(t, s.PutAttachment(plain.ID, "scores", []byte("plain")))
	must(t, s.Key.SetPassphrase(context.Background(), right))
	s = open(t, dir, Options{})
	if got, err := readAll(s, plain.ID); err != nil || !bytes.Equal(got, sample) {
		t.Error(err)
	}
	if b, err := s.Attachment(plain.ID, "scores"); err != nil || string(b) != "plain" {
		t.Errorf("%q, %v", b, err)
	}
	must(t, s.PutAttachment(plain.ID, "scores", []byte("sealed")))
	if _, err := s.Attachment(plain.ID, "scores"); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("the new attachment is not sealed: %v", err)
	}
	if names, err := s.Attachments(plain.ID); err != nil || !slices.Equal(names, []string{"scores"}) {
		t.Errorf("%v, %v", names, err)
	}
	if err := s.Key.SetPassphrase(context.Background(), wrong); err == nil {
		t.Error("encryption is set up twice")
	}
}

func TestPlainTextIsNeverAFallback(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	save(t, s, sample)
	settings := filepath.Join(dir, seal.File)
	good, err := os.ReadFile(settings)
	must(t, err)

	must(t, os.Remove(settings))
	lost := open(t, dir, Options{})
	if _, err := lost.Save(context.Background(), NewImport{}, sample); !errors.Is(err, seal.ErrEncryptionLost) {
		t.Errorf("without its settings: %v", err)
	}
	if err := lost.Key.SetPassphrase(context.Background(), wrong); !errors.Is(err, seal.ErrEncryptionLost) {
		t.Errorf("a new key for an archive that has one: %v", err)
	}
	for name, bad := range map[string]string{
		"empty": "", "no JSON": "x", "no recipient": `{"schema":1,"kind":"passphrase"}`, "cut": string(good[:50]),
		"unknown kind": string(bytes.Replace(good, []byte("passphrase"), []byte("tattoo"), 1)),
		"newer":        string(bytes.Replace(good, []byte(`"schema": 1`), []byte(`"schema": 9`), 1)),
	} {
		must(t, os.WriteFile(settings, []byte(bad), 0o600))
		if s, err := Open(dir, Options{}); err == nil {
			_, err = s.Save(context.Background(), NewImport{}, sample)
			t.Errorf("%s settings: opened, saving gives %v", name, err)
		} else if !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Errorf("%s settings: %v", name, err)
		}
	}
	required := open(t, t.TempDir(), Options{RequireEncryption: true})
	if _, err := required.Save(context.Background(), NewImport{}, sample); !errors.Is(err, seal.ErrNotEncrypted) {
		t.Errorf("required and not set up: %v", err)
	}
	must(t, required.Key.SetPassphrase(context.Background(), right))
	save(t, required, sample)
}

func TestEncryptionSetUpElsewhereHoldsHereToo(t *testing.T) {
	dir := t.TempDir()
	a, b := open(t, dir, Options{}), open(t, dir, Options{})
	must(t, a.Key.SetPassphrase(context.Background(), right))
	if e := save(t, b, sample); e.Encryption != EncryptionAge {
		t.Errorf("another program still saves with encryption %q", e.Encryption)
	}
	if err := open(t, dir, Options{}).Key.SetPassphrase(context.Background(), wrong); err == nil {
		t.Error("encryption is set up twice")
	}
}

func TestPassphraseCanBeChanged(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	e := save(t, s, sample)
	if err := s.Key.ChangePassphrase(context.Background(), wrong, wrong); !errors.Is(err, seal.ErrPassphrase) {
		t.Errorf("with the wrong old one: %v", err)
	}
	next := aisclient.NewSecret("another one")
	must(t, s.Key.ChangePassphrase(context.Background(), right, next))
	s = open(t, dir, Options{})
	if err := s.Key.Unlock(context.Background(), right); !errors.Is(err, seal.ErrPassphrase) {
		t.Errorf("the old one: %v", err)
	}
	must(t, s.Key.Unlock(context.Background(), next))
	if _, err := readAll(s, e.ID); err != nil {
		t.Error(err)
	}
	if err := s.Key.SetPassphrase(context.Background(), aisclient.Secret{}); err == nil {
		t.Error("an empty passphrase is taken")
	}
}

// A planted file must not make unlocking cost hours.
// Security statement 36: an interrupt ends the second that a passphrase takes, and changes nothing.
func TestAnInterruptEndsTheWorkWithAPassphrase(t *testing.T) {
	dir := t.TempDir()
	sealed(t, dir)
	s := open(t, dir, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	plain := open(t, t.TempDir(), Options{})
	for name, err := range map[string]error{"Unlock": s.Key.Unlock(ctx, right), "ChangePassphrase": s.Key.ChangePassphrase(ctx, right, wrong), "SetPassphrase": plain.Key.SetPassphrase(ctx, right)} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, open := s.Encryption(); open {
		t.Error("it is unlocked")
	}
	if kind, _ := plain.Encryption(); kind != seal.None {
		t.Error("encryption is set up")
	}
	must(t, s.Key.Unlock(context.Background(), right))
}

func TestWorkFactorIsCapped(t *testing.T) {
	dir := t.TempDir()
	sealed(t, dir)
	edit(t, filepath.Join(dir, seal.File), func(b []byte) []byte {
		var k map[string]any
		must(t, json.Unmarshal(b, &k))
		wrapped, err := base64.StdEncoding.DecodeString(k["wrapped"].(string))
		must(t, err)
		k["wrapped"] = bytes.Replace(wrapped, []byte(" 2\n"), []byte(" 21\n"), 1)
		b, err = json.Marshal(k)
		must(t, err)
		return b
	})
	start := time.Now()
	if err := open(t, dir, Options{}).Key.Unlock(context.Background(), right); !errors.Is(err, ErrDamaged) {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
}
