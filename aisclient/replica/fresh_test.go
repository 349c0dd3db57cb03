package replica_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/casefile"
)

// A machine that comes new to a store in which something is damaged says what, has everything else, and has that, too, once the store
// has it whole again.
func TestAFreshMachineOnADamagedStore(t *testing.T) {
	w := newDesks(t, quickDir(t))
	w.anna.must(w.anna.act(w.c, casefile.Note{Text: "seen"}))
	other := newCase()
	w.anna.must(w.anna.act(other, casefile.Label{Label: "Somebody else"}))
	w.anna.must(w.bob.archive.Delete(w.alone))
	w.anna.save("the last")
	for range 2 {
		w.bob.sync()
		w.anna.sync()
	}
	want := w.anna.all()
	for _, name := range slices.Sorted(maps.Keys(w.objects)) {
		if strings.HasPrefix(name, "team/") {
			continue // without it there is no team to read the rest
		}
		for _, at := range []int{25, 120, len(w.objects[name].bytes) - 1} {
			whole := w.objects[name]
			if at >= len(whole.bytes) {
				continue
			}
			t.Run(strings.ReplaceAll(name, "/", " "), func(t *testing.T) {
				bad := whole
				bad.bytes = slices.Clone(bad.bytes)
				bad.bytes[at] ^= 1
				bad.at = time.Now()
				w.objects[name] = bad
				defer func() { w.objects[name] = whole }()
				dir := quickDir(t)
				copyDir(t, copyKey(t, w.anna), dir)
				d := machineOn(t, w.failing, "Anna", dir, 0)
				rep, err := d.Join(t.Context(), nil)
				said := strings.Join(rep.Problems, "\n")
				check, cerr := casefile.Check(t.Context(), d.folder, w.c, d.Seal(), nil)
				known := said != "" || cerr != nil || len(check.Problems) > 0
				if err != nil || !known && !strings.HasPrefix(name, "deleted/") && !strings.HasPrefix(name, "case-of/") {
					t.Errorf("byte %d: %v, %q, %+v", at, err, said, check)
				}
				if strings.Contains(said, "sealed to") && !strings.Contains(said, "unless somebody changed it") {
					t.Errorf("byte %d is told as sealed to others: %q", at, said)
				}
				got := d.all()
				for what, is := range want {
					if got[what] != is && of(what) != of(name) {
						t.Errorf("byte %d: without it %s is missing: %q", at, what, said)
					}
				}
				w.objects[name] = object{whole.bytes, time.Now()}
				for range 2 {
					rep, err = d.Sync(t.Context())
				}
				if err != nil || len(rep.Problems) > 0 {
					t.Errorf("byte %d, whole again: %v, %q", at, err, rep.Problems)
				}
				same(t, "whole again", d.all(), want)
			})
		}
	}
}

// of is the case or the import of an object, or of what a machine has.
func of(name string) string {
	for _, prefix := range []string{"cases/", "imports/"} {
		name = strings.TrimPrefix(name, prefix)
	}
	if note, is := strings.CutPrefix(name, "case-of/"); is {
		return "note of " + note
	}
	name, _, _ = strings.Cut(name, " ")
	name, _, _ = strings.Cut(name, "/")
	return name
}
