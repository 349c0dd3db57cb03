package archive

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/aisclient/archive/disk"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
)

// sentinels are words of an import that no file of a sealed archive may hold.
var sentinels = []string{"SentinelBank", "SentinelOffizial", "sentinel-owner", "sentinel-command", "2025-07-19", "734173417"}

func saveSentinel(t *testing.T, s *Store, environment string) Entry {
	t.Helper()
	e, err := s.Save(context.Background(), NewImport{Environment: text.Clean(environment), Target: text.Clean(sentinels[0]), OfficialName: text.Clean(sentinels[1]),
		OwnerExternalID: text.Clean(sentinels[2]), CommandID: text.Clean(sentinels[3]), Since: text.Clean(sentinels[4]), State: text.Clean("successful")}, sample)
	must(t, err)
	must(t, s.SetCounts(e.ID, Counts{Owners: 1, Accounts: 1, Transactions: 734173417, Partial: 1}))
	must(t, s.PutAttachment(e.ID, "scores", []byte("sentinel-answer")))
	return e
}

// Locked, a sealed archive says of an import date, state and completeness; bank, owner and counts are sealed.
func TestALockedArchiveNamesNobody(t *testing.T) {
	dir := t.TempDir()
	e := saveSentinel(t, sealed(t, dir), "live")
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		for _, word := range append(sentinels, "sentinel-answer", e.SHA256) {
			if bytes.Contains(b, []byte(word)) || strings.Contains(p, word) {
				t.Errorf("%s holds %q", p, word)
			}
		}
		return err
	}))
	s := open(t, dir, Options{})
	got, err := s.Get(e.ID)
	must(t, err)
	if got.Damaged != nil || !got.Locked || got.Completeness() != "partial" || got.State.String() != "successful" || !got.Created.Equal(e.Created) || !got.Expires.Equal(e.Expires) {
		t.Errorf("locked: %+v", got)
	}
	if got.Counts != nil || !got.Target.Empty() || !got.OwnerExternalID.Empty() || got.SHA256 != "" {
		t.Errorf("locked, and it says %+v", got)
	}
	if err := s.SetCounts(e.ID, Counts{}); !errors.Is(err, seal.ErrLocked) {
		t.Errorf("counts of what cannot be read: %v", err)
	}
	must(t, s.Key.Unlock(context.Background(), right))
	got, err = s.Get(e.ID)
	if err != nil || got.Locked || got.Target.String() != sentinels[0] || got.Counts.Transactions != 734173417 || got.SHA256 != e.SHA256 {
		t.Errorf("unlocked: %+v, %v", got, err)
	}
}

// What is exchanged or edited in a sealed archive is found when it is opened, and named.
func TestWhatIsExchangedInASealedArchiveIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		harm func(t *testing.T, a, b string) // the directories of a live import and of one of the sandbox
		want string
	}{
		"the badge is changed": {func(t *testing.T, _, b string) {
			edit(t, filepath.Join(b, manifestFile), func(m []byte) []byte {
				return bytes.Replace(m, []byte(`"sandbox"`), []byte(`"live"`), 1)
			})
		}, "the environment"},
		"the completeness is changed": {func(t *testing.T, _, b string) {
			edit(t, filepath.Join(b, manifestFile), func(m []byte) []byte {
				return bytes.Replace(m, []byte(`"partial"`), []byte(`""`), 1)
			})
		}, "the completeness"},
		"the expiry is changed": {func(t *testing.T, _, b string) {
			edit(t, filepath.Join(b, manifestFile), func(m []byte) []byte {
				return bytes.Replace(m, []byte(`"expires": "2`), []byte(`"expires": "3`), 1)
			})
		}, "the manifest was changed"},
		"the replies are exchanged": {func(t *testing.T, a, b string) {
			swap(t, filepath.Join(a, labelledFile), filepath.Join(b, labelledFile))
			fitOpenManifest(t, a)
			fitOpenManifest(t, b)
		}, "the checksum"},
		"the imports are exchanged": {func(t *testing.T, a, b string) { swap(t, a, b) }, "another import"},
		"the sealed manifests are exchanged": {func(t *testing.T, a, b string) {
			x, y := sealedPart(t, a), sealedPart(t, b)
			setSealedPart(t, a, y)
			setSealedPart(t, b, x)
		}, "the id is"},
		"the sealed manifest is gone": {func(t *testing.T, _, b string) { setSealedPart(t, b, nil) }, "sealed manifest"},
	} {
		dir := t.TempDir()
		s := sealed(t, dir)
		live, sandbox := saveSentinel(t, s, "live"), saveSentinel(t, s, "sandbox")
		c.harm(t, path(dir, live.ID, ""), path(dir, sandbox.ID, ""))
		s = open(t, dir, Options{})
		must(t, s.Key.Unlock(context.Background(), right))
		got, err := s.Get(sandbox.ID)
		if err != nil || !errors.Is(got.Damaged, ErrDamaged) || !strings.Contains(got.Damaged.Error(), c.want) {
			t.Errorf("%s: listed as %v, %v", name, got.Damaged, err)
		}
		if b, err := readAll(s, sandbox.ID); !errors.Is(err, ErrDamaged) || len(b) > 0 {
			t.Errorf("%s: %d bytes, %v", name, len(b), err)
		}
	}
}

// A sealed reply bears its own label: one in the place of another is found even where every checksum was made to fit.
func TestASealedReplySaysWhoseItIs(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	a, b := saveSentinel(t, s, "live"), saveSentinel(t, s, "sandbox")
	swap(t, path(dir, a.ID, labelledFile), path(dir, b.ID, labelledFile))
	to, err := s.recipient()
	must(t, err)
	for _, pair := range [][2]Entry{{a, b}, {b, a}} { // only who has the key can do this
		m := pair[0].Manifest
		m.StoredSHA256, m.StoredSize, m.SHA256, m.Size = pair[1].StoredSHA256, pair[1].StoredSize, pair[1].SHA256, pair[1].Size
		raw, err := s.encodeManifest(&m, to)
		must(t, err)
		must(t, os.WriteFile(path(dir, m.ID, manifestFile), raw, 0o600))
		if _, err := readAll(s, m.ID); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), pair[1].ID) {
			t.Errorf("import %s: %v", m.ID, err)
		}
	}
}

func TestSealedAttachmentsAreOfTheirImport(t *testing.T) {
	dir := t.TempDir()
	s := sealed(t, dir)
	a, b := saveSentinel(t, s, "live"), saveSentinel(t, s, "live")
	must(t, s.PutAttachment(a.ID, "claims", []byte("others")))
	file := func(id, name string) string { f, _ := attachmentFiles(name, true); return path(dir, id, f) }
	swap(t, file(a.ID, "scores"), file(b.ID, "scores"))
	if got, err := s.Attachment(a.ID, "scores"); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), b.ID) || got != nil {
		t.Errorf("of another import: %q, %v", got, err)
	}
	swap(t, file(a.ID, "scores"), file(b.ID, "scores"))
	swap(t, file(a.ID, "claims"), file(a.ID, "scores"))
	if got, err := s.Attachment(a.ID, "claims"); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "scores") || got != nil {
		t.Errorf("another of its own: %q, %v", got, err)
	}
	to, err := s.recipient()
	must(t, err)
	bare, err := seal.PackBytes(to, nil, []byte("forged"))
	must(t, err)
	must(t, os.WriteFile(file(b.ID, "scores"), bare, 0o600))
	if got, err := s.Attachment(b.ID, "scores"); !errors.Is(err, ErrDamaged) || got != nil {
		t.Errorf("without a label: %q, %v", got, err)
	}
}

// sealedAsBefore writes an import as the version before sealed it: an open manifest, no labels.
func sealedAsBefore(t *testing.T, s *Store, dir string) Entry {
	t.Helper()
	e := saveSentinel(t, s, "live")
	to, err := s.recipient()
	must(t, err)
	m := e.Manifest
	m.Schema, m.File, m.Counts = schemaPlain, sealedFile, &Counts{Transactions: 734173417, Partial: 1}
	packed, err := seal.PackBytes(to, nil, sample)
	must(t, err)
	sum := digest{hash: newHash()}
	_, _ = sum.Write(packed)
	m.StoredSHA256, m.StoredSize = sum.sum(), sum.size
	must(t, os.WriteFile(path(dir, e.ID, sealedFile), packed, 0o600))
	must(t, os.WriteFile(path(dir, e.ID, manifestFile), encodeJSON(&m), 0o600))
	must(t, os.Remove(path(dir, e.ID, labelledFile)))
	answer, err := seal.PackBytes(to, nil, []byte("old answer"))
	must(t, err)
	file, _ := attachmentFiles("scores", true)
	must(t, os.WriteFile(path(dir, e.ID, file), answer, 0o600))
	return e
}

// Imports that an earlier version sealed open as before, say nothing while locked, and are sealed anew on request.
func TestImportsThatWereSealedBeforeStayLegitimate(t *testing.T) {
	dir := t.TempDir()
	e := sealedAsBefore(t, sealed(t, dir), dir)
	s := open(t, dir, Options{})
	got, err := s.Get(e.ID)
	if err != nil || got.Damaged != nil || !got.Locked || !got.Target.Empty() || got.Counts != nil || got.Completeness() != "partial" {
		t.Errorf("locked: %+v, %v", got, err)
	}
	if n, err := s.EncryptExisting(context.Background()); n != 0 || err != nil {
		t.Errorf("sealing anew what cannot be read: %d, %v", n, err)
	}
	must(t, s.Key.Unlock(context.Background(), right))
	for _, when := range []string{"as it was", "sealed anew"} {
		if got, err := readAll(s, e.ID); err != nil || !bytes.Equal(got, sample) {
			t.Errorf("%s: %v", when, err)
		}
		if b, err := s.Attachment(e.ID, "scores"); err != nil || string(b) != "old answer" {
			t.Errorf("%s: %q, %v", when, b, err)
		}
		if got, err := s.Get(e.ID); err != nil || got.Damaged != nil || got.Target.String() != sentinels[0] || got.Counts.Transactions != 734173417 {
			t.Errorf("%s: %+v, %v", when, got, err)
		}
		if n, err := s.EncryptExisting(context.Background()); err != nil || n != map[string]int{"as it was": 1}[when] {
			t.Errorf("%s: %d sealed, %v", when, n, err)
		}
	}
	for _, word := range sentinels {
		if where := holds(t, dir, []byte(word)); where != "" {
			t.Errorf("%s holds %q", where, word)
		}
	}
}

func swap(t *testing.T, a, b string) {
	t.Helper()
	must(t, errors.Join(os.Rename(a, a+".swap"), os.Rename(b, a), os.Rename(a+".swap", b)))
}

// fitOpenManifest makes what the manifest says in the open fit the file that lies there.
func fitOpenManifest(t *testing.T, dir string) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, labelledFile))
	must(t, err)
	sum := digest{hash: newHash()}
	_, _ = sum.Write(b)
	editOpen(t, dir, func(o map[string]any) { o["storedSha256"], o["storedSize"] = sum.sum(), sum.size })
}

func editOpen(t *testing.T, dir string, change func(map[string]any)) {
	t.Helper()
	edit(t, filepath.Join(dir, manifestFile), func(b []byte) []byte {
		var o map[string]any
		must(t, json.Unmarshal(b, &o))
		change(o)
		b, err := json.Marshal(o)
		must(t, err)
		return b
	})
}

func sealedPart(t *testing.T, dir string) (v any) {
	t.Helper()
	editOpen(t, dir, func(o map[string]any) { v = o["sealed"] })
	return v
}

func setSealedPart(t *testing.T, dir string, v any) {
	t.Helper()
	editOpen(t, dir, func(o map[string]any) { o["sealed"] = v })
}

// A plain import that was laid into a sealed archive is named: in the list, when it is opened, and before anything is saved.
func TestAPlainImportLaidIntoASealedArchiveIsNamed(t *testing.T) {
	dir, state, elsewhere := t.TempDir(), t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	before := save(t, s, sample)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	save(t, s, sample)
	forged := save(t, open(t, elsewhere, Options{}), sample)
	must(t, os.CopyFS(path(dir, forged.ID, ""), os.DirFS(path(elsewhere, forged.ID, ""))))

	s = open(t, dir, Options{PinDir: state})
	if e, err := s.Get(forged.ID); err != nil || !errors.Is(e.Damaged, ErrForeignPlain) {
		t.Errorf("listed as %v, %v", e.Damaged, err)
	}
	if b, err := readAll(s, forged.ID); !errors.Is(err, ErrForeignPlain) || len(b) > 0 {
		t.Errorf("opened: %d bytes, %v", len(b), err)
	}
	if err := saving(s); !errors.Is(err, ErrForeignPlain) || !strings.Contains(err.Error(), forged.ID) {
		t.Errorf("saving: %v", err)
	}
	if err := s.Doubt(context.Background()); !errors.Is(err, ErrForeignPlain) {
		t.Errorf("doubt: %v", err)
	}
	if got, err := readAll(s, before.ID); err != nil || !bytes.Equal(got, sample) {
		t.Errorf("from before sealing: %v", err)
	}
	must(t, s.Trust())
	must(t, saving(s))
	if got, err := readAll(s, forged.ID); err != nil || !bytes.Equal(got, sample) {
		t.Errorf("accepted: %v", err)
	}
}

// A sealed import that was put back to plain text, with whatever in it, is named, too.
func TestASealedImportThatBecomesPlainIsNamed(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	e := save(t, s, sample)
	plain := t.TempDir()
	must(t, os.CopyFS(plain, os.DirFS(path(dir, e.ID, ""))))
	must(t, s.Key.SetPassphrase(context.Background(), right))
	if n, err := s.EncryptExisting(context.Background()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	must(t, os.RemoveAll(path(dir, e.ID, "")))
	must(t, os.CopyFS(path(dir, e.ID, ""), os.DirFS(plain)))
	if got, err := open(t, dir, Options{PinDir: state}).Get(e.ID); err != nil || !errors.Is(got.Damaged, ErrForeignPlain) {
		t.Errorf("%v, %v", got.Damaged, err)
	}
}

// What was put in the place of an import, or written into its manifest, is named before anything more is saved, without unlocking,
// by a program that saves for the first time since and by one that saves next; accepted, it hinders nobody.
func TestWhatStandsInTheirPlaceIsNamedBeforeASave(t *testing.T) {
	into := func(t *testing.T, dir, to, from string) {
		must(t, os.RemoveAll(path(dir, to, "")))
		must(t, os.CopyFS(path(dir, to, ""), os.DirFS(from)))
	}
	manifest := func(t *testing.T, dir, id, old, new string) {
		name := path(dir, id, manifestFile)
		b, err := os.ReadFile(name)
		must(t, err)
		if !bytes.Contains(b, []byte(old)) {
			t.Fatalf("the manifest does not have %s:\n%s", old, b)
		}
		must(t, os.WriteFile(name, bytes.Replace(b, []byte(old), []byte(new), 1), 0o600))
	}
	for name, c := range map[string]struct {
		sealed bool
		change func(t *testing.T, dir, id, other, plain string)
		want   error
	}{
		"plain in the place of sealed": {true, func(t *testing.T, dir, id, _, plain string) { into(t, dir, id, plain) }, ErrForeignPlain},
		"written over in place": {true, func(t *testing.T, dir, id, _, plain string) {
			for _, file := range []string{manifestFile, replyFile} {
				b, err := os.ReadFile(filepath.Join(plain, file))
				must(t, err)
				must(t, os.WriteFile(path(dir, id, file), b, 0o600))
			}
		}, ErrForeignPlain},
		"another sealed one": {true, func(t *testing.T, dir, id, other, _ string) { into(t, dir, id, path(dir, other, "")) }, ErrExchanged},
		"moved": {true, func(t *testing.T, dir, id, other, _ string) {
			away := filepath.Join(t.TempDir(), "away")
			must(t, os.Rename(path(dir, id, ""), away))
			must(t, os.Rename(path(dir, other, ""), path(dir, id, "")))
			must(t, os.Rename(away, path(dir, other, "")))
		}, ErrExchanged},
		"an edited owner":  {false, func(t *testing.T, dir, id, _, _ string) { manifest(t, dir, id, "sentinel-owner", "sentinel-thief") }, ErrForged},
		"edited counts":    {false, func(t *testing.T, dir, id, _, _ string) { manifest(t, dir, id, "734173417", "734173418") }, ErrForged},
		"an edited expiry": {false, func(t *testing.T, dir, id, _, _ string) { manifest(t, dir, id, `"expires": "20`, `"expires": "21`) }, ErrForged},
	} {
		t.Run(name, func(t *testing.T) {
			dir, state, plain := t.TempDir(), t.TempDir(), t.TempDir()
			s := open(t, dir, Options{PinDir: state})
			e, other := saveSentinel(t, s, "test"), saveSentinel(t, s, "test")
			must(t, os.CopyFS(plain, os.DirFS(path(dir, e.ID, ""))))
			if c.sealed {
				must(t, s.Key.SetPassphrase(context.Background(), right))
				if n, err := s.EncryptExisting(context.Background()); n != 2 || err != nil {
					t.Fatal(n, err)
				}
			}
			must(t, saving(s))
			must(t, saving(open(t, dir, Options{PinDir: state})))
			c.change(t, dir, e.ID, other.ID, plain)
			for range 2 {
				s = open(t, dir, Options{PinDir: state})
				if err := saving(s); !errors.Is(err, c.want) || !strings.Contains(err.Error(), "aisdesk encrypt trust") {
					t.Errorf("saving: %v", err)
				}
			}
			if err := s.Doubt(context.Background()); !errors.Is(err, c.want) {
				t.Errorf("doubt: %v", err)
			}
			must(t, s.Trust())
			must(t, saving(s))
			must(t, saving(open(t, dir, Options{PinDir: state})))
		})
	}
}

// What the library takes for unchanged was not written into either.
func TestAnEditedManifestHasAnotherStamp(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := saveSentinel(t, s, "test")
	before, err := s.Stamps(context.Background())
	must(t, err)
	name := path(dir, e.ID, manifestFile)
	b, err := os.ReadFile(name)
	must(t, err)
	fi, err := os.Stat(name)
	must(t, err)
	for s.Clock().UnixNano() <= before[0].Modified { // file systems' clocks are coarse
		time.Sleep(time.Millisecond)
	}
	must(t, os.WriteFile(name, bytes.Replace(b, []byte("sentinel-owner"), []byte("sentinel-thief"), 1), 0o600))
	must(t, os.Chtimes(name, fi.ModTime(), fi.ModTime()))
	after, err := s.Stamps(context.Background())
	must(t, err)
	if _, told := disk.Changed(fi); told && after[0].Modified <= before[0].Modified {
		t.Errorf("the stamp stays %d", after[0].Modified)
	}
}

// What this machine saved is pinned outside of the archive: another import under its id is named, plain or sealed.
func TestAnImportThatThisMachineDidNotSaveIsNamed(t *testing.T) {
	for _, kind := range []string{"plain", "sealed"} {
		dir, state := t.TempDir(), t.TempDir()
		s := open(t, dir, Options{PinDir: state})
		if kind == "sealed" {
			must(t, s.Key.SetPassphrase(context.Background(), right))
		}
		e := saveSentinel(t, s, "sandbox")
		must(t, s.SetCounts(e.ID, Counts{Transactions: 1})) // what changes ordinarily is no forgery
		m := e.Manifest
		m.Environment = text.Clean("live")
		to, err := s.recipient()
		must(t, err)
		if kind == "sealed" { // whoever can write can seal to the archive's recipient
			packed, err := seal.PackBytes(to, m.label(), sample)
			must(t, err)
			sum := digest{hash: newHash()}
			_, _ = sum.Write(packed)
			m.StoredSHA256, m.StoredSize = sum.sum(), sum.size
			must(t, os.WriteFile(path(dir, e.ID, labelledFile), packed, 0o600))
		}
		b, err := s.encodeManifest(&m, to)
		must(t, err)
		must(t, os.WriteFile(path(dir, e.ID, manifestFile), b, 0o600))
		s = open(t, dir, Options{PinDir: state})
		if kind == "sealed" {
			must(t, s.Key.Unlock(context.Background(), right))
		}
		if got, err := s.Get(e.ID); err != nil || !errors.Is(got.Damaged, ErrForged) {
			t.Errorf("%s: listed as %v, %v", kind, got.Damaged, err)
		}
		if _, err := readAll(s, e.ID); !errors.Is(err, ErrForged) {
			t.Errorf("%s: opened: %v", kind, err)
		}
		must(t, s.Trust())
		if _, err := readAll(s, e.ID); err != nil {
			t.Errorf("%s, accepted: %v", kind, err)
		}
	}
}

// An older copy of the archive is named whatever this machine saved or deleted last.
func TestAnOlderCopyIsNamed(t *testing.T) {
	for name, after := range map[string]func(t *testing.T, s *Store, old Entry){
		"saved since":                   func(t *testing.T, s *Store, _ Entry) { save(t, s, sample) },
		"saved since, the last deleted": func(t *testing.T, s *Store, _ Entry) { save(t, s, sample); must(t, s.Delete(save(t, s, sample).ID)) },
		"only deleted since":            func(t *testing.T, s *Store, old Entry) { must(t, s.Delete(old.ID)) },
	} {
		dir, state, copied := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "copy")
		s := open(t, dir, Options{PinDir: state})
		must(t, s.Key.SetPassphrase(context.Background(), right))
		old := save(t, s, sample)
		must(t, os.CopyFS(copied, os.DirFS(dir)))
		after(t, s, old)
		must(t, os.RemoveAll(filepath.Join(dir, importsDir)))
		must(t, os.CopyFS(filepath.Join(dir, importsDir), os.DirFS(filepath.Join(copied, importsDir))))
		s = open(t, dir, Options{PinDir: state})
		if err := saving(s); !errors.Is(err, ErrRolledBack) {
			t.Errorf("%s: saving gives %v", name, err)
		}
		must(t, s.Trust())
		must(t, saving(s))
		must(t, s.Doubt(context.Background()))
	}
}

// One import in the middle that is gone, or back, is named by whoever looks at all of them.
func TestEveryPinnedImportIsLookedFor(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	first := save(t, s, sample)
	for range 80 { // more than a save looks at
		save(t, s, sample)
	}
	must(t, s.Doubt(context.Background()))
	must(t, os.Rename(path(dir, first.ID, ""), filepath.Join(t.TempDir(), "away")))
	if err := s.Doubt(context.Background()); !errors.Is(err, ErrRolledBack) || !strings.Contains(err.Error(), first.ID) {
		t.Errorf("gone: %v", err)
	}
}

// Others who save sealed imports into the archive are no change that somebody has to acknowledge, and a save need not look
// at every import for it.
func TestImportsOfOtherMachinesNeedNoTrust(t *testing.T) {
	dir := t.TempDir()
	ours, theirs := open(t, dir, Options{PinDir: t.TempDir()}), open(t, dir, Options{PinDir: t.TempDir()})
	must(t, ours.Key.SetPassphrase(context.Background(), right))
	for range 3 {
		must(t, saving(ours))
		must(t, saving(theirs))
	}
	must(t, ours.Doubt(context.Background()))
	must(t, saving(ours))
	k, _, err := ours.pins.Key()
	if at := ours.importsChanged(); err != nil || at != 0 && k.Looked != at {
		t.Errorf("the next save looks at every import: looked %d, changed %d, %v", k.Looked, at, err)
	}
	if _, err := open(t, dir, Options{PinDir: t.TempDir()}).SealBytes(nil); err != nil {
		t.Errorf("a third machine: %v", err)
	}
}

// What was begun while nobody was there to unlock is sealed, too, and can be gone on with after unlocking.
func TestPendingCommandsOfASealedArchiveAreSealed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	before, err := s.SavePending(Pending{CommandID: text.Clean("1"), Environment: text.Clean("test")})
	must(t, err)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	s = open(t, dir, Options{})
	p, err := s.SavePending(Pending{CommandID: text.Clean(sentinels[3]), Environment: text.Clean("test"), Target: text.Clean(sentinels[0]), OwnerExternalID: text.Clean(sentinels[2])})
	must(t, err)
	for _, word := range sentinels {
		if where := holds(t, dir, []byte(word)); where != "" {
			t.Errorf("%s holds %q", where, word)
		}
	}
	if list, err := s.ListPending(); !errors.Is(err, seal.ErrLocked) || len(list) != 1 || list[0].ID != before.ID {
		t.Errorf("locked: %+v, %v", list, err)
	}
	must(t, s.Key.Unlock(context.Background(), right))
	list, err := s.ListPending()
	if err != nil || len(list) != 2 || !slices.ContainsFunc(list, func(l Pending) bool { return l.ID == p.ID && l.Target.String() == sentinels[0] }) {
		t.Errorf("unlocked: %+v, %v", list, err)
	}
	must(t, s.DeletePending(p.ID))
}

// A deleted import that is restored from a copy is no older copy, and what is deleted leaves nothing that names it.
func TestWhatIsDeletedAndRestoredNeedsNoTrust(t *testing.T) {
	dir, state, copied := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "copy")
	s := open(t, dir, Options{PinDir: state})
	e := save(t, s, sample)
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	must(t, s.Delete(e.ID))
	if where := holds(t, state, []byte(e.ID)); where != "" {
		t.Errorf("%s names what was deleted", where)
	}
	if n, err := s.Restore(context.Background(), copied, nil); n.Imports != 1 || err != nil {
		t.Fatal(n, err)
	}
	must(t, s.Doubt(context.Background()))
	must(t, saving(open(t, dir, Options{PinDir: state})))
}

// A locked archive deletes nothing because of what its manifests say in the open, which anybody may have written there: what
// this machine noted must say the same. What it cannot prove is deleted once it is unlocked.
func TestALockedPurgeBelievesNoEditedExpiry(t *testing.T) {
	c := newClock()
	dir, state := t.TempDir(), t.TempDir()
	at := func(pins string) *Store {
		return open(t, dir, Options{Now: c.now, PinDir: pins, Retention: 48 * time.Hour})
	}
	s := at(state)
	must(t, s.Key.SetPassphrase(context.Background(), right))
	edited, due, kept := save(t, s, sample), save(t, s, sample), save(t, s, sample)
	must(t, s.SetExpiry(kept.ID, c.at.Add(1000*time.Hour)))
	purged := func(s *Store, want ...string) {
		t.Helper()
		gone, err := s.Purge(context.Background(), c.at, MachineClock)
		slices.Sort(gone)
		slices.Sort(want)
		if err != nil || !slices.Equal(gone, want) {
			t.Errorf("purged %v, want %v: %v", gone, want, err)
		}
	}
	for _, e := range []Entry{edited, kept} {
		edit(t, path(dir, e.ID, manifestFile), func(b []byte) []byte {
			return regexp.MustCompile(`"expires": "[0-9]{4}`).ReplaceAll(b, []byte(`"expires": "2001`))
		})
	}
	purged(at(state))
	purged(at(t.TempDir()))
	c.at = c.at.Add(72 * time.Hour)
	purged(at(t.TempDir())) // it has seen nothing of them: it may be due, or not
	purged(at(state), edited.ID, due.ID)
	if _, err := at(state).Get(kept.ID); err != nil {
		t.Errorf("what was to be kept for longer: %v", err)
	}
}

// A plain manifest can be written by anybody: the day that this machine noted decides when a reply goes, and another is named.
func TestADayOfExpiryThatWasEditedIsNamedAndNotBelieved(t *testing.T) {
	for name, to := range map[string]string{"later": "2099", "earlier": "2001"} {
		t.Run(name, func(t *testing.T) {
			c := newClock()
			dir, state := t.TempDir(), t.TempDir()
			o := Options{Now: c.now, PinDir: state, Retention: 48 * time.Hour}
			s := open(t, dir, o)
			e, moved := save(t, s, sample), save(t, s, sample)
			must(t, s.SetExpiry(moved.ID, c.at.Add(1000*time.Hour)))
			must(t, s.DoubtAll(context.Background()))
			edit(t, path(dir, e.ID, manifestFile), func(b []byte) []byte {
				return regexp.MustCompile(`"expires": "[0-9]{4}`).ReplaceAll(b, []byte(`"expires": "`+to))
			})
			s = open(t, dir, o)
			got, err := s.Get(e.ID)
			must(t, err)
			err = s.CheckExpiry(&got.Manifest)
			if err == nil || !strings.Contains(err.Error(), to+"-03-03") || !strings.Contains(err.Error(), "noted 2026-03-03") || !strings.Contains(err.Error(), "aisdesk encrypt trust") {
				t.Errorf("named as %v", err)
			}
			if other, err := s.Get(moved.ID); err != nil || s.CheckExpiry(&other.Manifest) != nil {
				t.Errorf("what the program moved: %v", err)
			}
			for hours, want := range map[int]int{1: 0, 49: 1} {
				if s.Due(&got.Manifest, c.at.Add(time.Duration(hours)*time.Hour)) != (want == 1) {
					t.Errorf("after %d hours due is not %d", hours, want)
				}
			}
			if s.DoubtAll(context.Background()) == nil {
				t.Error("trust has nothing to accept")
			}
			must(t, s.Trust())
			must(t, s.CheckExpiry(&got.Manifest))
			must(t, s.DoubtAll(context.Background()))
			if late := c.at.Add(49 * time.Hour); s.Due(&got.Manifest, late) != (name == "earlier") {
				t.Error("what was accepted does not decide")
			}
		})
	}
}

// An attachment cannot be exchanged or removed unseen, also where the archive is plain; a copy mends it.
func TestAnAttachmentThatWasExchangedIsNamed(t *testing.T) {
	dir, state, copied := t.TempDir(), t.TempDir(), filepath.Join(t.TempDir(), "copy")
	o := Options{PinDir: state}
	s := open(t, dir, o)
	a, b := save(t, s, sample), save(t, s, sample)
	must(t, s.PutAttachment(a.ID, "consent", []byte("of a")))
	must(t, s.PutAttachment(b.ID, "consent", []byte("of b")))
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	of := func(id string) string { return path(dir, id, "note-consent.zst") }
	other, err := os.ReadFile(of(b.ID))
	must(t, err)
	for name, harm := range map[string]func(){
		"exchanged": func() { must(t, os.WriteFile(of(a.ID), other, 0o600)) },
		"removed":   func() { must(t, os.Remove(of(a.ID))) },
	} {
		s = open(t, dir, o)
		harm()
		if _, err := s.Attachment(a.ID, "consent"); !errors.Is(err, ErrForged) && !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: read as if nothing were: %v", name, err)
		}
		if err := s.DoubtAll(context.Background()); err == nil || !strings.Contains(err.Error(), a.ID) {
			t.Errorf("%s: doubted as %v", name, err)
		}
		if n, err := s.Restore(context.Background(), copied, nil); err != nil || n.Imports != 1 {
			t.Errorf("%s: %+v restored: %v", name, n, err)
		}
		if got, err := s.Attachment(a.ID, "consent"); err != nil || string(got) != "of a" {
			t.Errorf("%s: restored %q, %v", name, got, err)
		}
		must(t, s.DoubtAll(context.Background()))
	}
	must(t, os.WriteFile(of(a.ID), other, 0o600))
	must(t, os.WriteFile(path(copied, a.ID, "note-consent.zst"), other, 0o600))
	if n, err := s.Restore(context.Background(), copied, nil); err != nil || n.Imports != 0 {
		t.Errorf("%+v restored from a copy that holds another: %v", n, err)
	}
	must(t, s.Trust())
	if got, err := s.Attachment(a.ID, "consent"); err != nil || string(got) != "of b" {
		t.Errorf("accepted: %q, %v", got, err)
	}
	must(t, s.Delete(b.ID))
	if where := holds(t, state, []byte(b.ID)); where != "" {
		t.Errorf("%s names what was deleted", where)
	}
}

// What was there before the last write is another attachment than the one that was noted; what lies there from before anything
// was noted is read as it is.
func TestAnOlderAttachmentIsNamed(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	earlier := open(t, dir, Options{}) // it notes nothing
	e := save(t, earlier, sample)
	must(t, earlier.PutAttachment(e.ID, "claims", []byte("from before")))
	s := open(t, dir, Options{PinDir: state})
	if got, err := s.Attachment(e.ID, "claims"); err != nil || string(got) != "from before" {
		t.Errorf("%q, %v", got, err)
	}
	must(t, s.DoubtAll(context.Background()))
	must(t, s.PutAttachment(e.ID, "claims", []byte("5000")))
	older, err := os.ReadFile(path(dir, e.ID, "note-claims.zst"))
	must(t, err)
	must(t, s.PutAttachment(e.ID, "claims", []byte("9000")))
	must(t, s.DoubtAll(context.Background()))
	must(t, os.WriteFile(path(dir, e.ID, "note-claims.zst"), older, 0o600))
	if got, err := s.Attachment(e.ID, "claims"); !errors.Is(err, ErrForged) {
		t.Errorf("older claims are read: %q, %v", got, err)
	}
	must(t, s.PutAttachment(e.ID, "claims", []byte("7000")))
	must(t, s.DoubtAll(context.Background()))
}

// What is attached while the archive is locked is what it was once it is unlocked, and nothing forged.
func TestWhatIsAttachedWhileLockedIsReadOnceUnlocked(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	must(t, s.Key.SetPassphrase(context.Background(), right))
	e := save(t, s, sample)
	s = open(t, dir, Options{PinDir: state})
	must(t, s.PutAttachment(e.ID, "claims", []byte("5000")))
	must(t, s.Key.Unlock(context.Background(), right))
	if got, err := s.Attachment(e.ID, "claims"); err != nil || string(got) != "5000" {
		t.Errorf("%q, %v", got, err)
	}
	must(t, s.DoubtAll(context.Background()))
}

// What somebody laid in plain text in the place of a sealed attachment is not believed while nobody has the key either.
func TestAPlainAttachmentInThePlaceOfASealedOneIsNamed(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	must(t, s.Key.SetPassphrase(context.Background(), right))
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "claims", []byte("4000")))
	planted, err := seal.PackBytes(nil, nil, []byte("9000"))
	must(t, err)
	must(t, os.Remove(path(dir, e.ID, "note-claims.zst.age")))
	must(t, os.WriteFile(path(dir, e.ID, "note-claims.zst"), planted, 0o600))
	for name, s := range map[string]*Store{"unlocked": s, "locked": open(t, dir, Options{PinDir: state})} {
		if b, err := s.Attachment(e.ID, "claims"); !errors.Is(err, ErrForged) {
			t.Errorf("%s: read %q, %v", name, b, err)
		}
	}
}

// A writer that dies before the attachment is written, or after, leaves one that is known.
func TestAnAttachmentWhoseWriterDiedIsKnown(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	e := save(t, s, sample)
	file := path(dir, e.ID, "note-claims.zst")
	must(t, s.PutAttachment(e.ID, "claims", []byte("old")))
	log, err := filepath.Glob(filepath.Join(state, "*.attachments"))
	must(t, err)
	old, err := os.ReadFile(file)
	must(t, err)
	must(t, s.PutAttachment(e.ID, "claims", []byte("new")))
	notes, err := os.ReadFile(log[0])
	must(t, err)
	lines := strings.SplitAfter(strings.TrimSuffix(string(notes), "\n"), "\n")
	must(t, os.WriteFile(log[0], []byte(strings.Join(lines[:len(lines)-1], "")), 0o600)) // the last note never came
	for _, want := range []string{"new", "old"} {
		if want == "old" {
			must(t, os.WriteFile(file, old, 0o600))
		}
		s = open(t, dir, Options{PinDir: state})
		if got, err := s.Attachment(e.ID, "claims"); err != nil || string(got) != want {
			t.Errorf("%q, %v, want %s", got, err, want)
		}
		must(t, s.DoubtAll(context.Background()))
	}
	must(t, s.PutAttachment(e.ID, "claims", []byte("end")))
	must(t, os.WriteFile(file, old, 0o600))
	if _, err := s.Attachment(e.ID, "claims"); !errors.Is(err, ErrForged) {
		t.Errorf("after the next write the one before is read: %v", err)
	}
}

// Who reads while somebody writes sees one of the two, and never something that is not as it was written.
func TestAttachmentsAreReadWhileTheyAreWritten(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	writer, reader := open(t, dir, Options{PinDir: state}), open(t, dir, Options{PinDir: state})
	e := save(t, writer, sample)
	must(t, writer.PutAttachment(e.ID, "claims", []byte("0")))
	done := make(chan error)
	go func() {
		var err error
		for n := 1; n < 100 && err == nil; n++ {
			err = writer.PutAttachment(e.ID, "claims", []byte(strconv.Itoa(n)))
		}
		done <- err
	}()
	for {
		select {
		case err := <-done:
			must(t, err)
			return
		default:
			if _, err := reader.Attachment(e.ID, "claims"); err != nil {
				t.Fatal(errors.Join(err, <-done))
			}
		}
	}
}

// Sealing what is there, and writing an attachment again, change nothing of what is noted.
func TestAnAttachmentIsKnownAfterSealing(t *testing.T) {
	dir, state := t.TempDir(), t.TempDir()
	s := open(t, dir, Options{PinDir: state})
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "consent", []byte("first")))
	must(t, s.PutAttachment(e.ID, "consent", []byte("second")))
	must(t, s.Key.SetPassphrase(context.Background(), right))
	if _, err := s.EncryptExisting(context.Background()); err != nil {
		t.Fatal(err)
	}
	must(t, s.Key.Unlock(context.Background(), right))
	if got, err := s.Attachment(e.ID, "consent"); err != nil || string(got) != "second" {
		t.Errorf("%q, %v", got, err)
	}
	must(t, s.DoubtAll(context.Background()))
}

// A file that no import has is named where it lies.
func TestStrangersAmongImportsAreNamed(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir, Options{})
	e := save(t, s, sample)
	must(t, s.PutAttachment(e.ID, "claims", []byte("1")))
	for _, id := range []string{"", e.ID} {
		if names, err := s.Strangers(id); err != nil || len(names) != 0 {
			t.Errorf("of an archive as it is: %v, %v", names, err)
		}
	}
	for id, name := range map[string]string{"": "invoice.pdf", e.ID: "note-Claims.zst"} {
		must(t, os.WriteFile(filepath.Join(dir, importsDir, id, name), nil, 0o600))
		if names, err := s.Strangers(id); err != nil || !slices.Equal(names, []string{name}) {
			t.Errorf("%v, %v, want %s", names, err, name)
		}
	}
}

// What would keep a reply from being saved is known before anything is asked of the provider.
func TestWhatKeepsARepliesFromBeingSavedIsKnownBefore(t *testing.T) {
	for name, c := range map[string]struct {
		harm func(t *testing.T, s *Store, dir string)
		want error
	}{
		"nothing":   {func(*testing.T, *Store, string) {}, nil},
		"full disk": {func(_ *testing.T, s *Store, _ string) { s.fs = &fullDisk{err: syscall.ENOSPC} }, ErrDiskFull},
		"lost key":  {func(t *testing.T, _ *Store, dir string) { must(t, os.Remove(filepath.Join(dir, seal.File))) }, seal.ErrEncryptionLost},
		"another key": {func(t *testing.T, _ *Store, dir string) {
			must(t, os.Remove(filepath.Join(dir, seal.File)))
			other := sealed(t, t.TempDir())
			must(t, os.Rename(filepath.Join(other.dir, seal.File), filepath.Join(dir, seal.File)))
		}, seal.ErrKeyReplaced},
		"an import gone": {func(t *testing.T, _ *Store, dir string) {
			must(t, os.RemoveAll(filepath.Join(dir, importsDir)))
			must(t, os.Mkdir(filepath.Join(dir, importsDir), 0o700))
		}, ErrRolledBack},
		"read-only": {func(_ *testing.T, s *Store, _ string) { s.temp = nil }, syscall.EROFS},
	} {
		t.Run(name, func(t *testing.T) {
			dir, state := t.TempDir(), t.TempDir()
			s := open(t, dir, Options{PinDir: state})
			must(t, s.Key.SetPassphrase(context.Background(), right))
			save(t, s, sample)
			s = open(t, dir, Options{PinDir: state})
			c.harm(t, s, dir)
			if name != "full disk" && name != "read-only" && name != "nothing" {
				if again, err := Open(dir, Options{PinDir: state}); err == nil {
					s = again
					t.Cleanup(func() { _ = again.Close() })
				}
			}
			if err := s.CheckSave(); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
			if left, _ := os.ReadDir(filepath.Join(dir, tempDirName)); len(left) > 0 {
				t.Errorf("left are %v", left)
			}
		})
	}
}
