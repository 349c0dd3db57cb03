package casefile

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
)

// filed is a case of several kinds of events in a directory, and the paths of its files.
func filed(t *testing.T) (f *objects.Folder, dir string, events, bodies []string) {
	t.Helper()
	root := t.TempDir()
	f = folderOf(t, root)
	l := Start(f, caseID, LogOptions{})
	do(t, l, anna, jan, reply(1), Tag{"flat"}, Exclude{[]Row{row(1)}, "a gift"})
	do(t, l, ben, decision(l.State(), Approve, FourEyesApprove), Note{Text: "done"})
	dir = filepath.Join(root, folder, caseID)
	for _, e := range l.State().History {
		events = append(events, filepath.Join(dir, eventName(e.Seq)))
		bodies = append(bodies, filepath.Join(dir, bodyName(e.Body)))
	}
	return f, dir, events, bodies
}

func problems(t *testing.T, f *objects.Folder, known ...Head) []Problem {
	t.Helper()
	c, err := Check(t.Context(), f, caseID, plain{}, known)
	must(t, err)
	return c.Problems
}

func names(all []Problem, seq int64, words string) bool {
	return slices.ContainsFunc(all, func(p Problem) bool { return p.Seq == seq && strings.Contains(p.What, words) })
}

func TestASoundCaseHasNoProblems(t *testing.T) {
	f, _, _, _ := filed(t)
	c, err := Check(t.Context(), f, caseID, plain{}, nil)
	if must(t, err); len(c.Problems) > 0 || len(c.Events) != 6 || c.Head.Seq != 6 || c.EndKnown || c.Signed != 0 {
		t.Errorf("%+v", c)
	}
	if c, err = Check(t.Context(), f, caseID, plain{}, []Head{c.Head}); err != nil || !c.EndKnown || len(c.Problems) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
	before := Head{5, c.Events[4].Hash} // it does not tell whether a seventh event was cut off
	if c, err = Check(t.Context(), f, caseID, plain{}, []Head{before}); err != nil || c.EndKnown || len(c.Problems) > 0 {
		t.Errorf("%+v, %v", c, err)
	}
}

// Any byte of any file of a case, flipped in any of its bits, is found and named.
func TestEveryFlippedByteIsFound(t *testing.T) {
	f, _, events, bodies := filed(t)
	flips := 0
	for i := range events {
		for _, path := range []string{events[i], bodies[i]} {
			sound, err := os.ReadFile(path)
			must(t, err)
			for at := range sound {
				if at > 100 && path == bodies[i] && at%4 != 0 {
					continue // behind the salt all bytes are in one hash
				}
				b := bytes.Clone(sound)
				b[at] ^= 1 << (at % 8)
				must(t, os.WriteFile(path, b, 0o600))
				flips++
				if found := problems(t, f); !slices.ContainsFunc(found, func(p Problem) bool { return p.Seq == int64(i+1) }) {
					t.Fatalf("%s, byte %d: %v", filepath.Base(path), at, found)
				}
			}
			must(t, os.WriteFile(path, sound, 0o600))
		}
	}
	if found := problems(t, f); len(found) > 0 || flips < 2500 {
		t.Errorf("after %d flips: %v", flips, found)
	}
}

func TestEveryRemovedOrMovedFileIsFound(t *testing.T) {
	for i := range 6 {
		f, _, events, bodies := filed(t)
		head := reopened(t, f).Head
		must(t, os.Rename(bodies[i], bodies[i]+".away"))
		if found := problems(t, f); !names(found, int64(i+1), "body is missing") {
			t.Errorf("body %d: %v", i+1, found)
		}
		if s := reopened(t, f); s.ReadOnly == "" {
			t.Errorf("without body %d the case goes on", i+1)
		}
		must(t, os.Rename(bodies[i]+".away", bodies[i]))
		must(t, os.Remove(events[i]))
		found := problems(t, f, head)
		if !names(found, int64(i+1), "is missing") {
			t.Errorf("event %d: %v", i+1, found)
		}
	}
	for i := range 5 {
		f, _, events, _ := filed(t)
		swap(t, events[i], events[i+1])
		if found := problems(t, f); !names(found, int64(i+1), "put in another place") || !names(found, int64(i+2), "put in another place") {
			t.Errorf("%d and %d: %v", i+1, i+2, found)
		}
	}
}

func swap(t *testing.T, a, b string) {
	t.Helper()
	must(t, os.Rename(a, a+"x"))
	must(t, os.Rename(b, a))
	must(t, os.Rename(a+"x", b))
}

// The events of another case, put into the place of this one's, are not taken for its own.
func TestEventsOfAnotherCaseAreNamed(t *testing.T) {
	f, dir, _, _ := filed(t)
	const other = "20261128T100000Z-nopqrstuvwxyz"
	must(t, os.CopyFS(filepath.Join(filepath.Dir(dir), other), os.DirFS(dir)))
	l := Start(f, other, LogOptions{})
	must(t, l.Refresh(t.Context()))
	if s := l.State(); len(s.History) != 0 || !strings.Contains(s.ReadOnly, "it is event 1 of case "+caseID) {
		t.Errorf("%q, %d events", s.ReadOnly, len(s.History))
	}
}

// An event that somebody puts in, and writes the hashes anew as far as the files go, does not fit the next.
func TestAnInsertedEventIsFound(t *testing.T) {
	f, dir, events, _ := filed(t)
	l, err := open(t.Context(), f, caseID, LogOptions{})
	must(t, err)
	head := l.State().Head
	forged := Start(f, caseID, LogOptions{})
	forged.events = slices.Clone(l.events[:2])
	forged.state = fold(caseID, forged.events, Options{})
	w := writing{log: forged, act: Tag{"forged"}, by: ben, time: time.Now().UTC().Truncate(time.Millisecond)}
	for i := len(events) - 1; i >= 2; i-- { // the others move up by one
		must(t, os.Rename(events[i], filepath.Join(dir, eventName(int64(i+2)))))
	}
	must(t, w.prepare(t.Context()))
	_, err = w.try(t.Context())
	must(t, err)
	found := problems(t, f)
	if !names(found, 4, "put in another place") || !names(problems(t, f, head), head.Seq, "another than the one that was noted") {
		t.Errorf("%v", found)
	}
	must(t, os.WriteFile(filepath.Join(dir, "00000099x.event"), nil, 0o600))
	if found := problems(t, f); !names(found, 0, "00000099x.event does not belong") {
		t.Errorf("%v", found)
	}
}

// A case that somebody rewrote as a whole holds in itself: only who noted an event before finds it, or a signature.
func TestACutOffOrRewrittenEndIsFoundByNotedHeads(t *testing.T) {
	f, _, events, _ := filed(t)
	s := reopened(t, f)
	must(t, os.Remove(events[5]))
	if found := problems(t, f); len(found) > 0 {
		t.Errorf("nobody can know: %v", found)
	}
	if found := problems(t, f, Head{3, s.History[2].Hash}, s.Head); !names(found, 6, "cut off after event 5") || len(found) != 1 {
		t.Errorf("%v", found)
	}
	l, err := open(t.Context(), f, caseID, LogOptions{})
	must(t, err)
	do(t, l, ben, Note{Text: "another"})
	if found := problems(t, f, s.Head); !names(found, 6, "another than the one that was noted") {
		t.Errorf("%v", found)
	}
}

func TestBodiesWithoutAnEventAreSweptWhenTheyAreOld(t *testing.T) {
	f, dir, _, bodies := filed(t)
	old := filepath.Join(dir, bodyName(fmt.Sprintf("%064d", 1)))
	must(t, os.WriteFile(old, []byte("x"), 0o600))
	object, hash, err := newBody(Note{Text: "on its way"})
	must(t, err)
	young := filepath.Join(dir, bodyName(hash))
	must(t, os.WriteFile(young, object, 0o600))
	for _, p := range append(bodies, old) {
		long := time.Now().Add(-25 * time.Hour)
		must(t, os.Chtimes(p, long, long))
	}
	n, err := Sweep(t.Context(), f, caseID, plain{})
	if must(t, err); n != 1 || len(problems(t, f)) > 0 {
		t.Errorf("%d swept, %v", n, problems(t, f))
	}
	if _, err := os.Stat(young); err != nil {
		t.Error(err)
	}
}

// A body whose event never came may be that of a program at work; what only bears such a name was put there.
func TestFilesThatNoEventNamesAreFoundOutByWhatTheyHold(t *testing.T) {
	f, dir, _, _ := filed(t)
	object, hash, err := newBody(Note{Text: "on its way"})
	must(t, err)
	packed, err := pack([]byte("<reply/>"))
	must(t, err)
	put := map[string][]byte{bodyName(hash): object, dataName(sum(packed)[:32]): packed}
	foreign := map[string][]byte{bodyName(sum([]byte("x"))): object, bodyName("1"): []byte("x"), dataName(sum(packed)[:8]): packed, "notes.txt": []byte("x")}
	for name, b := range put {
		must(t, os.WriteFile(filepath.Join(dir, name), b, 0o600))
	}
	if c, err := Check(t.Context(), f, caseID, plain{}, nil); err != nil || c.Loose != 2 || len(c.Problems) != 0 {
		t.Fatalf("%v %+v", err, c)
	}
	for name, b := range foreign {
		must(t, os.WriteFile(filepath.Join(dir, name), b, 0o600))
		if found := problems(t, f); len(found) != 1 || !names(found, 0, name+" does not belong to the case") {
			t.Errorf("%s: %v", name, found)
		}
		must(t, os.Remove(filepath.Join(dir, name)))
	}
}

// A case of which bodies are gone takes no act and names the first of them; every one is named by the check.
func TestMissingBodiesAreNamed(t *testing.T) {
	f, _, _, bodies := filed(t)
	must(t, os.Remove(bodies[2]))
	must(t, os.Remove(bodies[5]))
	if s := reopened(t, f); !strings.Contains(s.ReadOnly, "body of event 3 is gone") {
		t.Errorf("%q", s.ReadOnly)
	}
	if found := problems(t, f); len(found) != 2 || !names(found, 3, "its body is missing") || !names(found, 6, "its body is missing") {
		t.Errorf("%v", found)
	}
}
