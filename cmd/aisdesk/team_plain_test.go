package main

import (
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// Casefile statement 39: an import that was saved in plain text before there is a team does not leave the machine so. Until then
// every command says that nothing is sent, and why; then it is sent sealed, and what lies here in plain text is named.
func TestPlainImportsBeforeATeam(t *testing.T) {
	keyring.MockInit()
	s := s3test.New(t)
	d := newDesk(t)
	d.env["AISDESK_ARCHIVE"], d.env["AISDESK_AUTHOR"] = s.Address().String(), "Anna"
	d.env["AWS_ACCESS_KEY_ID"], d.env["AWS_SECRET_ACCESS_KEY"] = s3test.Keeper, "invented"
	id := d.imported().ID
	const plain = "nothing is sent, since this machine's archive is not encrypted: aisdesk archive init, 1 waits"
	says(t, d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50"), 0, strings.Replace(plain, "1 waits", "2 wait", 1))
	says(t, d.run("list"), 0, strings.Replace(plain, "1 waits", "2 wait", 1))
	for _, args := range [][]string{{"archive", "init"}, {"archive", "sync"}, {"archive", "move", s.Address().String()}} {
		says(t, d.run(args...), cli.ExitError, "what leaves this machine is sealed, and this archive is not encrypted", "--older")
	}
	says(t, d.run("encrypt", "keyring"), 0)
	says(t, d.run("list"), 0, "nothing is sent, since this archive was not brought into it yet: aisdesk archive init, 2 wait")
	says(t, d.run("archive", "init", "--role", "keeper"), 0, "The team begins, with Anna as its first member", "Member Anna: keeper, age1", "without an SSH key, so that what they do is only claimed",
		"2 imports lie on this machine in plain text", "What was sent is sealed", "--older")
	b, err := s3.Open(s.Address(), nil)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for o, err := range b.List(t.Context(), "", "") {
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := b.Get(t.Context(), o.Name); err != nil || strings.Contains(o.Name, "/") && !strings.HasPrefix(o.Name, "case-of/") && !strings.Contains(string(raw[:min(len(raw), 100)]), "age-encryption.org") {
			t.Errorf("%s is not sealed: %.60q, %v", o.Name, raw, err)
		}
		n++
	}
	if n < 3 {
		t.Errorf("only %d objects were looked at", n)
	}
	says(t, d.run("check", id), 0, "Import "+id+" lies on this machine in plain text", "aisdesk encrypt keyring --older")
	says(t, d.run("encrypt", "keyring", "--older"), 0)
	if r := d.run("check", id); r.code != 0 || strings.Contains(r.out, "plain text") {
		t.Errorf("%+v", r)
	}
	if r := d.run("archive", "init"); r.code != 0 || strings.Contains(r.out, "plain text") {
		t.Errorf("%+v", r)
	}
}

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
