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
	// A word that may name a case tells why no case can be read, not how many imports it fits.
	says(t, d.run("case", "note", "KontoBank", "x"), cli.ExitError, "this archive is not encrypted")
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
