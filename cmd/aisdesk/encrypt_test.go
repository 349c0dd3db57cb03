package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// withPassphrase is the same home directory for another program, whose passphrase comes from a file of its own.
func (d *desk) withPassphrase(words string) *desk {
	d.t.Helper()
	file := filepath.Join(d.t.TempDir(), "passphrase")
	if err := os.WriteFile(file, []byte(words+"\n"), 0o600); err != nil {
		d.t.Fatal(err)
	}
	other := &desk{t: d.t, env: map[string]string{"AISDESK_PASSPHRASE_FILE": file}}
	for k, v := range d.env {
		if k != "AISDESK_PASSPHRASE_FILE" {
			other.env[k] = v
		}
	}
	return other
}

// seal encrypts the archive and returns the home directory for a program that knows the words.
func (d *desk) seal(words string) *desk {
	d.t.Helper()
	open := d.withPassphrase(words)
	if r := open.run("encrypt", "passphrase"); r.code != cli.ExitOK {
		d.t.Fatal(r.err)
	}
	return open
}

// Of two "encrypt passphrase --older" at once one wins, the other is told what to do, and every import still opens.
func TestTwoEncryptCommandsAtOnce(t *testing.T) {
	d := newDesk(t)
	ids := []string{d.imported().ID, d.imported().ID, d.imported().ID}
	desks := []*desk{d.withPassphrase("first four invented words"), d.withPassphrase("second four invented words")}
	results := make([]result, len(desks))
	var wg sync.WaitGroup
	for i, one := range desks {
		wg.Go(func() { results[i] = one.run("encrypt", "passphrase", "--older") })
	}
	wg.Wait()
	winner := 0
	if results[0].code != cli.ExitOK {
		winner = 1
	}
	won, lost := results[winner], results[1-winner]
	if won.code != cli.ExitOK || !strings.Contains(won.out, "3 older imports encrypted.") {
		t.Fatalf("the first: exit %d %s%s", won.code, won.out, won.err)
	}
	// A loser that began after the other had finished its set-up is asked for the passphrase in use instead.
	if lost.code != cli.ExitError || lost.out != "" ||
		!strings.Contains(lost.err, "Nothing is encrypted with yours") && !strings.Contains(lost.err, "the passphrase is wrong") {
		t.Errorf("the second: exit %d %s%s", lost.code, lost.out, lost.err)
	}
	for _, id := range ids {
		if r := desks[winner].run("show", id); r.code != cli.ExitOK || !strings.Contains(r.out, "Maria Sochacka") {
			t.Errorf("import %s with the passphrase in use: exit %d %s", id, r.code, r.err)
		}
	}
	if r := desks[winner].run("encrypt", "passphrase", "--older"); r.code != cli.ExitOK || !strings.Contains(r.out, "0 older imports encrypted.") {
		t.Errorf("once more with the passphrase in use: exit %d %s%s", r.code, r.out, r.err)
	}
}

// A weak passphrase is refused and a strong one offered; a file with it must be its user's alone.
func TestWeakAndReadablePassphrasesAreRefused(t *testing.T) {
	d := newDesk(t)
	if r := d.withPassphrase("abcabcabcabcabc").run("encrypt", "passphrase"); r.code == cli.ExitOK || !strings.Contains(r.err, "take this one") {
		t.Errorf("a weak one: %d %s", r.code, r.err)
	}
	open := d.withPassphrase("first four invented words")
	if err := os.Chmod(open.env["AISDESK_PASSPHRASE_FILE"], 0o640); err != nil {
		t.Fatal(err)
	}
	if r := open.run("encrypt", "passphrase"); r.code == cli.ExitOK || !strings.Contains(r.err, "chmod 600") {
		t.Errorf("a file that the group can read: %d %s", r.code, r.err)
	}
	if r := d.run("purge", "--dry-run"); r.code != cli.ExitOK || !strings.Contains(r.out, "0 expired imports would be deleted.") {
		t.Errorf("purge --dry-run: %d %s%s", r.code, r.out, r.err)
	}
}

// A passphrase through a pipe, such as the shell's <(...), can be read only once, however often it is needed.
func TestAPassphraseComesThroughAPipe(t *testing.T) {
	d := newDesk(t)
	s := d.imported()
	for _, args := range [][]string{{"encrypt", "passphrase", "--older"}, {"show", s.ID}, {"list", "--find", "sochacka"}} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.WriteString("four invented words here\n"); err != nil {
			t.Fatal(err)
		}
		w.Close()
		d.env["AISDESK_PASSPHRASE_FILE"] = fmt.Sprintf("/dev/fd/%d", r.Fd())
		if got := d.run(args...); got.code != cli.ExitOK {
			t.Errorf("%v: exit %d %s%s", args, got.code, got.out, got.err)
		}
		r.Close()
	}
}

// What is said of a saved import does not depend on whether it is sealed: whose it is, which period was asked for, the ids of
// its rows, and so the coverage that a verdict rests on.
func TestASealedImportIsShownAndJudgedAsBefore(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--owner", "app-7", "--since", "200d", "--login", "gaps")
	asked := [][]string{{"show", s.ID, "--json"}, {"tx", s.ID, "--json"}, {"report", s.ID, "--income", "5000PLN", "--json"}}
	day := regexp.MustCompile(`"(made|id)":"[^"]*"`) // of a report: the day it was made, and an id that covers it
	said := func(d *desk) (all []string) {
		for _, args := range asked {
			r := d.run(args...)
			if r.code != cli.ExitOK && r.code != cli.ExitRefuted && r.code != cli.ExitInconclusive {
				t.Fatalf("%v: exit %d %s", args, r.code, r.err)
			}
			all = append(all, day.ReplaceAllString(r.out, ""))
		}
		return all
	}
	plain := said(d)
	if !strings.Contains(plain[0], `"ownerExternalId":"app-7"`) || strings.Contains(plain[1], `"rowId":"1"`) {
		t.Fatalf("%s\n%s", plain[0], plain[1])
	}
	open := d.seal("four invented words here")
	if r := open.run("encrypt", "passphrase", "--older"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	for i, sealed := range said(open) {
		if sealed != plain[i] {
			t.Errorf("%v: plain\n%.1500s\nsealed\n%.1500s", asked[i], plain[i], sealed)
		}
	}
	if r := d.run("show", s.ID); r.code == cli.ExitOK {
		t.Error("it was not sealed")
	}
}
