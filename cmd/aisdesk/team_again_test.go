package main

import (
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// What was done already is told as done: a member who is added or removed again, by whoever does not know whether it was.
func TestAddingAndRemovingAgain(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	anna, bob := teamDesk(t, s, "Anna", s3test.Keeper), teamDesk(t, s, "Bob", s3test.Analyst)
	says(t, anna.run("archive", "init", "--name", "Anna Nowa"), 0, "what you do is written under the name Anna, and the team knows you as Anna Nowa")
	says(t, anna.run("team", "list"), 0, "Anna Nowa, an unverified name, began the team")
	own := ageRecipient.FindString(bob.run("archive", "init").err)
	says(t, anna.run("team", "add", "Bob", own, "--role", "keeper"), 0, "Bob is a member", "Bob: keeper, "+own)
	says(t, anna.run("team", "add", "bob", own), 0, "Nothing had to be done: Anna", "added Bob at", "Bob: keeper, "+own)
	says(t, anna.run("team", "add", "Bob", own, "--role", "auditor"), 0, "Bob is a member, now with these keys and this role", "Bob: auditor, ")
	says(t, anna.run("team", "remove", "Bob"), 0, "Bob is no longer a member")
	says(t, anna.run("team", "remove", "bob"), 0, "Nothing had to be done: Anna", "removed Bob at", "Revoke their rights")
	says(t, anna.run("team", "remove", "Cyril"), cli.ExitError, "Cyril is no member")
}

// A store that lets somebody neither read nor list is of no use, and the probe ends so.
func TestAProbeWithoutRights(t *testing.T) {
	s := s3test.New(t)
	d := newDesk(t)
	d.env["AISDESK_ARCHIVE"], d.env["AWS_ACCESS_KEY_ID"], d.env["AWS_SECRET_ACCESS_KEY"] = s.Address().String(), s3test.Keeper, "invented"
	says(t, d.run("archive", "probe", "--json"), 0, `"oneWins":true`, `"allowed":["put","get","list","delete"]`)
	s.Add(&s3test.Fault{Kind: s3test.Refuse, Status: 403, Code: "AccessDenied"})
	says(t, d.run("archive", "probe"), cli.ExitError, "You may: nothing. You may not: put, list, get.", "the rights to get and list are missing", "Whoever keeps the bucket can give the rights")
	says(t, d.run("archive", "probe", "--json"), cli.ExitError, `"oneWins":false`, `"allowed":[]`, `"denied":["put","list","get"]`)
}
