package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/aisclient/objects"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// One case that cannot be read is named, and the others are checked all the same. What a killed program left before a case's
// first event is no finding.
func TestCheckAllGoesOn(t *testing.T) {
	d := newDesk(t)
	cases := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "cases")
	for _, label := range []string{"first", "second"} {
		says(t, d.run("case", "new", label), 0)
	}
	begun := filepath.Join(cases, "20260101T000000Z-abcdefabcdef2")
	if err := os.Mkdir(begun, 0o700); err != nil {
		t.Fatal(err)
	}
	body := filepath.Join(begun, strings.Repeat("a", 64)+".body")
	if err := os.WriteFile(body, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", "--all"), 0, "2 checked, 0 not")
	events, err := filepath.Glob(filepath.Join(cases, "*", "00000001.event"))
	if err != nil || len(events) != 2 {
		t.Fatalf("%v %v", events, err)
	}
	unreadable := filepath.Base(filepath.Dir(events[0]))
	if err := os.Truncate(events[0], objects.MaxBytes); err != nil { // also root cannot read it
		t.Fatal(err)
	}
	says(t, d.run("check", "--all"), cli.ExitError, "BAD  case "+unreadable, "it cannot be read: ", "00000001.event", "ok   case", "2 checked, 1 not", "nobody knows")
	if err := os.Remove(events[1]); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", "--all"), cli.ExitTampered, "it cannot be read: ", "all events are missing")
}

// Whatever lies where the archive keeps its own is named with what to do, also what no chain can see.
func TestCheckNamesForeignFiles(t *testing.T) {
	d := newDesk(t)
	archive := filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk")
	says(t, d.run("case", "new", "first"), 0)
	events, err := filepath.Glob(filepath.Join(archive, "cases", "*", "00000001.event"))
	if err != nil || len(events) != 1 {
		t.Fatalf("%v %v", events, err)
	}
	ofCase := filepath.Dir(events[0])
	for path, folder := range map[string]bool{
		filepath.Join(ofCase, "notes.txt"):             false,
		filepath.Join(ofCase, "A copy (1).event.old"):  false,
		filepath.Join(ofCase, ".hidden"):               false,
		filepath.Join(ofCase, "attachments"):           true,
		filepath.Join(archive, "cases", "copy"):        true,
		filepath.Join(archive, "imports", "reply.xml"): false,
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if folder {
			err = os.Mkdir(path, 0o700)
		} else {
			err = os.WriteFile(path, []byte("x"), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		says(t, d.run("check", "--all"), cli.ExitTampered, filepath.Base(path), "BAD", "nothing reads it. Move it away")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		says(t, d.run("check", "--all"), 0)
	}
}
