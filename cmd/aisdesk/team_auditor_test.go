package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Whoever only reads is refused before anything happens, and their desk receives without an end to it: what it works out of an import
// for itself is no change of theirs.
func TestAnAuditorsDesk(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	anna, dora := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Dora", s3test.Auditor)
	says(t, anna.run("archive", "init"), 0)
	says(t, anna.run("team", "add", "Dora", ageRecipient.FindString(dora.run("archive", "init").err), "--role", "auditor"), 0)
	says(t, dora.run("archive", "init"), 0)
	s.CheckRights()
	of := anna.imported().ID
	says(t, anna.run("case", "note", of, "of the customer"), 0)
	if err := os.Remove(filepath.Join(anna.env["XDG_DATA_HOME"], "aisdesk", "imports", of, "note-library.zst.age")); err != nil {
		t.Fatal(err) // Anna's program was killed before it wrote who the customer is
	}
	says(t, dora.run("list"), 0, of)
	says(t, dora.run("list", "--find", "nobody"), 0)
	if r := dora.run("archive", "sync"); r.code != 0 || strings.Contains(r.out, "Attention") || strings.Contains(r.out, "Waiting") {
		t.Errorf("%+v", r)
	}
	const role = "your role in the team is auditor, who only reads. Anna can do it"
	says(t, dora.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50"), cli.ExitImport, "nothing is imported: "+role)
	r := dora.run("erase", of, "--reason", "asked for", "--yes")
	says(t, r, cli.ExitError, "nothing is erased: "+role)
	if strings.Contains(r.err, "marked") {
		t.Error(r.err)
	}
	s.Down(true)
	says(t, dora.run("case", "note", of, "without the network"), cli.ExitError, role)
	s.Down(false)
	says(t, dora.run("archive", "sync"), 0)
	says(t, anna.run("case", "show", of), 0, "of the customer")
}
