package main

import (
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Where the store lets nobody read, the cases are shown as they are here, with the reason, as where it gives no answer.
func TestCasesAreShownWhereTheStoreLetsNobodyRead(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	d := teamDesk(t, s, "Anna", s3test.Keeper)
	says(t, d.run("archive", "init"), 0)
	of := d.imported().ID
	says(t, d.run("case", "note", of, "of the customer"), 0)
	for _, f := range []s3test.Fault{{Kind: s3test.Refuse, Method: "GET", Status: 403, Code: "AccessDenied"}, {Kind: s3test.Refuse, Status: 403, Code: "AccessDenied"},
		{Kind: s3test.Refuse, Status: 400, Code: "InvalidRequest"}} {
		s.Add(&f)
		if f.Code == "AccessDenied" {
			says(t, d.run("case", "list"), 0, "the right to get is missing: aisdesk archive sync")
		}
		says(t, d.run("case", "show", of), 0, "of the customer")
		says(t, d.run("case", "tag", of, "made-meanwhile"), 0, "1 waits")
		s.Heal()
		says(t, d.run("archive", "sync"), 0, "1 act that waited")
		says(t, d.run("case", "untag", of, "made-meanwhile"), 0)
	}
	// What the case does not allow is no mistake of the command line.
	says(t, d.run("case", "untag", of, "made-meanwhile"), cli.ExitError, "the case has no tag")
	says(t, d.run("case", "status", of, "nonsense"), cli.ExitUsage, "the status is one of")
}
