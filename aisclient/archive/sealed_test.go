package archive

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aisdesk/aisclient/archive/seal"
)

// A machine that has found its archive plain, and has saved to it since, gets what another machine sealed before it gets that
// machine's encryption.json, as a synced folder may bring it: neither plain text nor another key comes beside that.
func TestWhatIsSealedComesBeforeItsKey(t *testing.T) {
	for name, pins := range map[string]string{"pinned": t.TempDir(), "not pinned": ""} {
		for what, arrives := range map[string]func(t *testing.T, dir, own string) (replaced bool){
			"an import": func(t *testing.T, dir, _ string) bool {
				elsewhere := t.TempDir()
				e := save(t, sealed(t, elsewhere), sample)
				must(t, os.CopyFS(path(dir, e.ID, ""), os.DirFS(path(elsewhere, e.ID, ""))))
				return false
			},
			"an import beside the empty file that earlier versions left in plain archives": func(t *testing.T, dir, _ string) bool {
				elsewhere := t.TempDir()
				e := save(t, sealed(t, elsewhere), sample)
				must(t, os.Rename(path(elsewhere, e.ID, ""), path(dir, e.ID, "")))
				must(t, os.WriteFile(filepath.Join(dir, "plain"), nil, 0o600))
				return false
			},
			"a secret": func(t *testing.T, dir, _ string) bool {
				must(t, os.WriteFile(filepath.Join(dir, secretsDir, "x"+sealedSuffix), nil, 0o600))
				return false
			},
			"an attachment": func(t *testing.T, dir, own string) bool {
				must(t, os.WriteFile(path(dir, own, "note-x.zst"+sealedSuffix), nil, 0o600))
				return true // a save does not look into imports that it knows
			},
			"an event of a case": func(t *testing.T, dir, _ string) bool {
				putSealed(t, dir, casesDir+"/"+NewID(time.Now())+"/00000001.event")
				return true // a save does not look into cases where it knows the imports
			},
			"a command that waits": func(t *testing.T, dir, _ string) bool {
				putSealed(t, dir, pendingDir+"/"+NewID(time.Now())+".json")
				return true
			},
			"an act that waits for a team's store": func(t *testing.T, dir, _ string) bool {
				putSealed(t, dir, replicaDir+"/outbox/cases/"+NewID(time.Now())+"/00000001.event")
				return true
			},
		} {
			dir, state := t.TempDir(), pins
			if state != "" {
				state = t.TempDir()
			}
			s := pinned(t, dir, state)
			must(t, saving(s)) // the look
			own := save(t, s, sample).ID
			known := arrives(t, dir, own)
			for who, s := range map[string]*Store{"the same": s, "another": pinned(t, dir, state)} {
				if err := saving(s); !known && !errors.Is(err, seal.ErrEncryptionLost) {
					t.Errorf("%s, %s: %s program saves plain text: %v", name, what, who, err)
				}
				if err := s.Key.SetPassphrase(t.Context(), wrong); !errors.Is(err, seal.ErrEncryptionLost) {
					t.Errorf("%s, %s: %s program makes a key: %v", name, what, who, err)
				}
			}
		}
	}
}

// putSealed lays an object into an archive as another machine sealed it.
func putSealed(t *testing.T, dir, name string) {
	t.Helper()
	b, err := sealed(t, t.TempDir()).SealBytes([]byte("an act"))
	must(t, err)
	must(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700))
	must(t, os.WriteFile(filepath.Join(dir, name), b, 0o600))
}

// A save does not look at every import once more because this program saved one.
func TestASaveKnowsThatItsOwnImportsArePlain(t *testing.T) {
	for _, state := range []string{"", t.TempDir()} {
		s := pinned(t, t.TempDir(), state)
		for range 3 {
			must(t, saving(s))
			if since := s.plainAsOf(); since == 0 || since != s.importsStamp() {
				t.Errorf("pins in %q: looked as of %d, changed %d", state, since, s.importsStamp())
			}
		}
	}
}

// Beside 10,000 imports a save looks only into what came or went.
func BenchmarkSaveAfterADeletion(b *testing.B) {
	others := 10_000
	if testing.Short() {
		others = 100
	}
	dir := b.TempDir()
	s := open(b, dir, Options{PinDir: b.TempDir()})
	fillWithLinks(b, dir, s, others)
	save(b, s, sample)
	for b.Loop() {
		b.StopTimer()
		must(b, s.Delete(save(b, s, sample).ID))
		b.StartTimer()
		_, err := s.anySealed()
		must(b, err)
	}
}
