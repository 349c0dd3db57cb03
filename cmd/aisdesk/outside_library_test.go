package main

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
)

// TestMeasureLibrary measures the whole program over an archive of so many imports: how long until list has ended, and
// until the first byte of an import that is named by its id, or by its beginning.
func TestMeasureLibrary(t *testing.T) {
	for _, n := range measured(t) {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			dir := t.TempDir()
			ids := manyImports(t, dir, n)
			bin := program(t)
			took(t, "list, without an index", timed(t, bin, dir, "list"))
			took(t, "list, as the index is young", timed(t, bin, dir, "list"))
			var list, find, id, prefix []time.Duration
			for i := range 10 {
				at := ids[i*len(ids)/10]
				list = append(list, timed(t, bin, dir, "list"))
				find = append(find, timed(t, bin, dir, "list", "--find", "kowal saved:90d", "--sort", "customer"))
				id = append(id, timed(t, bin, dir, "show", at))
				prefix = append(prefix, timed(t, bin, dir, "show", at[17:25]))
			}
			took(t, "list", list...)
			took(t, "list --find", find...)
			took(t, "show, whole", id...)
			took(t, "show by a part of the id, whole", prefix...)
			took(t, "--version, to compare", timed(t, bin, dir, "--version"))
		})
	}
}

// timed runs the program to its end.
func timed(t *testing.T, bin, dir string, args ...string) time.Duration {
	t.Helper()
	c := exec.Command(bin, args...)
	c.Env = append(os.Environ(), "AISDESK_DATA_DIR="+dir, "HOME="+dir, "XDG_STATE_HOME="+dir, "XDG_CONFIG_HOME="+dir)
	from := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%q: %v\n%.500s", args, err, out)
	}
	if d := time.Since(from); os.Getenv("AISDESK_MEASURE_CPU") == "" {
		return d
	}
	return c.ProcessState.UserTime() + c.ProcessState.SystemTime() // on a machine with other work
}

// manyImports fills an archive with imports of invented people and returns their ids. On a disk it takes as long as the
// disk takes to sync: TMPDIR=/dev/shm is faster.
func manyImports(t *testing.T, dir string, n int) (ids []string) {
	t.Helper()
	at := time.Now().Add(-time.Duration(n) * time.Minute)
	s, err := archive.Open(dir, archive.Options{Now: func() time.Time { return at }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	names := []string{"Anna Kowal", "Łukasz Żurek", "Jiří Dvořák", "Begoña Núñez", "Kinga Wróblewska"}
	for i := range n {
		at = at.Add(time.Minute)
		e, err := s.Save(t.Context(), archive.NewImport{Environment: text.Clean("test"), Target: text.Clean("KontoBank"), State: text.Clean("successful"),
			OwnerExternalID: text.Clean(fmt.Sprint("applicant-", i))}, []byte(goodReply))
		if err == nil {
			err = s.SetCounts(e.ID, archive.Counts{Owners: 1, Accounts: 1, Transactions: i})
		}
		if err == nil {
			err = library.Save(s, e.ID, library.Facts{Owners: []text.Text{text.Clean(names[i%len(names)])}, IBANs: []string{fmt.Sprintf("PL%026d", i)}})
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	return ids
}
