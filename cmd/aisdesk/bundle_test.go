package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/testenv"
)

// A bundle of a case, with the report signed, is checked without the archive; what is changed is named.
func TestABundleOfACase(t *testing.T) {
	keygen := testenv.Need(t, testenv.SSHKeygen)
	d, dir := newDesk(t), t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	if out, err := exec.Command(keygen, "-q", "-t", "ed25519", "-N", "", "-f", at("id")).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	d.settingsFile("[case]\nauthor = \"Anna\"\nsign_key = \"" + at("id") + "\"\n")
	id := strings.TrimSpace(d.run("case", "new", "Kredyt", "--applicant", "Anna Przykładowa", "--owner", "anna-1").out)
	s := d.imported("--login", "salaried", "--since", "6m", "--owner", "anna-1")
	says(t, d.run("case", "add", id, s.ID), cli.ExitOK)

	says(t, d.run("report", id, "--income", "5000PLN", "--sign"), cli.ExitUsage, "add --output report.json")
	if err := os.WriteFile(at("taken.json.sig"), []byte("of another"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("report", id, "--income", "5000PLN", "--output", at("taken.json"), "--sign"), cli.ExitError, "nothing was written", "taken.json.sig")
	if _, err := os.Stat(at("taken.json")); err == nil {
		t.Error("a report without its signature is left behind")
	}
	says(t, d.run("report", id, "--income", "5000PLN", "--output", at("r.json"), "--sign"), cli.ExitOK)
	says(t, d.run("case", "history", id), cli.ExitOK, "R-")
	says(t, d.run("check", at("r.json")), cli.ExitOK, "is as it was made", "signed by the key SHA256:")
	verify := exec.Command(keygen, "-Y", "check-novalidate", "-n", "aisdesk-report", "-s", at("r.json.sig"))
	report, err := os.ReadFile(at("r.json"))
	if err != nil {
		t.Fatal(err)
	}
	verify.Stdin = bytes.NewReader(report)
	if out, err := verify.CombinedOutput(); err != nil {
		t.Errorf("ssh-keygen: %v %s", err, out)
	}
	if r := d.run("check", at("r.json")); strings.Contains(r.out, "another one") {
		t.Error("the key of the settings is called another one")
	}
	again := exec.Command("sh", "-c", keygen+" -q -t ed25519 -N '' -f other && "+keygen+" -Y sign -f other -n aisdesk-report <r.json >r.json.sig")
	again.Dir = dir
	if out, err := again.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	says(t, d.run("check", at("r.json")), cli.ExitOK, "The key of your settings is another one: SHA256:")
	if err := os.WriteFile(at("r.json.sig"), []byte("nonsense"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("check", at("r.json")), cli.ExitTampered, "r.json.sig")

	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at("key.txt"), []byte(key.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("bundle", id), cli.ExitUsage, "name a recipient")
	says(t, d.run("bundle", id, "--to", key.Recipient().String(), "--output", at("b.age"), "--sign"), cli.ExitOK, at("b.age"))
	says(t, d.run("bundle", id, "--to", key.Recipient().String(), "--output", at("b.age")), cli.ExitError, "--overwrite replaces it")

	far := newDesk(t) // another machine, without the archive
	says(t, far.run("check", at("b.age")), cli.ExitUsage, "--identity")
	says(t, far.run("check", at("b.age"), "--identity", at("key.txt")), cli.ExitOK, "a report, 1 replies", "signed by the key SHA256:")
	b, err := os.ReadFile(at("b.age"))
	if err != nil {
		t.Fatal(err)
	}
	b[len(b)/2] ^= 1
	if err := os.WriteFile(at("b.age"), b, 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, far.run("check", at("b.age"), "--identity", at("key.txt")), cli.ExitTampered, "cannot be read to its end")
}

func TestABundleOfAnImportThatStandsAlone(t *testing.T) {
	d, dir := newDesk(t), t.TempDir()
	s := d.imported()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	keyFile, out := filepath.Join(dir, "key.txt"), filepath.Join(dir, "b.age")
	if err := os.WriteFile(keyFile, []byte(key.String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("bundle", s.ID, "--to", key.Recipient().String(), "--output", out), cli.ExitOK)
	says(t, d.run("check", out, "--identity", keyFile), cli.ExitOK, "a report, 1 replies, 0 events")
}
