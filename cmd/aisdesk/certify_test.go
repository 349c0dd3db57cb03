package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// The command ends with the code that it documents, and prints what its schema says.
func TestCertifySaysWhatAClientMishandles(t *testing.T) {
	client := filepath.Join(t.TempDir(), "client")
	if out, err := exec.Command("go", "build", "-o", client, "aisdesk/localserver/sandbox/certify/testdata/client").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	d := newDesk(t)
	args := []string{"certify", "--speed", "8", "--case", "bank-refuses,partial", "--start"}
	if r := d.run(append(args, client)...); r.code != cli.ExitOK || strings.Count(r.out, "good ") != 2 || strings.Count(r.err, "  done\n") != 2 {
		t.Errorf("a right client: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run(append(args, client+" error-not-told")...); r.code != cli.ExitRefuted || !strings.Contains(r.out, "mistake  bank-refuses") || !strings.Contains(r.out, "errorNotTold: ") || strings.Contains(r.out, "mistake  partial") {
		t.Errorf("a wrong one: exit %d %s%s", r.code, r.out, r.err)
	}
	r := d.run(append(args, client+" error-succeeds", "--json")...)
	fits(t, "certify", r.out)
	if r.code != cli.ExitRefuted || !strings.Contains(r.err, `"exitCode":4`) {
		t.Errorf("as JSON: exit %d %s", r.code, r.err)
	}
	if r := d.run(append(args, "/nowhere/client")...); r.code != cli.ExitError || r.out != "" {
		t.Errorf("no program: exit %d %s%s", r.code, r.out, r.err)
	}
	for line, want := range map[string]string{"certify": "--start is missing", "certify --start x --parallel 0": "--parallel must be above 0", "certify --start x --timeout -5s": "--timeout must be above 0", "certify --start x --speed Inf": "--speed must be", "certify --start true --case partial --log /nowhere/log": "/nowhere/log", "certify --start x --case nosuch": `no case "nosuch"`, "certify --start x --env live": "no such setting"} {
		if r := d.run(strings.Fields(line)...); r.code != cli.ExitUsage || !strings.Contains(r.err, want) {
			t.Errorf("%s: exit %d %s", line, r.code, r.err)
		}
	}
	fits(t, "certify-cases", d.run("certify", "--list-cases", "--format", "ndjson").out)
}
