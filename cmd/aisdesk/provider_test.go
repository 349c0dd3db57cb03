package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

func TestTheCatalogListsBanks(t *testing.T) {
	d := newDesk(t)
	r := d.run("catalog", "--env", "sandbox", "--country", "pl", "--format", "ndjson")
	fits(t, "catalog", r.out)
	if r.code != cli.ExitOK || !strings.Contains(r.out, `"target":"KontoBank"`) || strings.Contains(r.out, `"country":"cz"`) {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	for line := range strings.Lines(r.out) {
		var b struct {
			PSD2            bool
			FreeHistoryDays int
			AccessModes     []string
		}
		if err := json.Unmarshal([]byte(line), &b); err != nil || b.PSD2 != (b.FreeHistoryDays == 90) || len(b.AccessModes) == 0 {
			t.Errorf("%s %v", line, err)
		}
	}
	if r := d.run("catalog", "--env", "sandbox"); r.code != cli.ExitOK || !strings.HasPrefix(r.out, "TARGET") {
		t.Errorf("as a table: exit %d %s", r.code, r.out)
	}
}

// What the provider holds is fetched as it came, and what the customer granted is ended once.
func TestDataAndRevoke(t *testing.T) {
	env, about := foreign(t, "--speed", "20")
	d := newDesk(t).against(env).sealed()
	s := summary(t, d.run("import", "--login", "test1", "--access-mode", "MULTIPLE", "--owner", "app-7", "--json"))
	r := d.run("data", "app-7", "--json")
	fits(t, "data", r.out)
	if r.code != cli.ExitOK || !strings.Contains(r.out, `"accounts":1`) || !strings.Contains(r.out, `"transactions":`) {
		t.Errorf("data: exit %d %s%s", r.code, r.out, r.err)
	}
	file := filepath.Join(t.TempDir(), "app-7.xml")
	if r := d.run("data", "app-7", "--output", file); r.code != cli.ExitOK {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if b, _ := os.ReadFile(file); !strings.Contains(string(b), `ownerExternalId="app-7"`) {
		t.Errorf("%.200s", b)
	}
	if r := d.run("show", file); r.code != cli.ExitOK || !strings.Contains(r.out, "Maria Sochacka") {
		t.Errorf("show of the data: exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run("data", "nobody"); r.code != cli.ExitError || !strings.Contains(r.err, "InvalidOwnerExternalId") {
		t.Errorf("nobody: exit %d %s", r.code, r.err)
	}
	again := summary(t, d.run("import", "--reuse", s.ID, "--json"))
	other := summary(t, d.run("import", "--login", "test1", "--access-mode", "MULTIPLE", "--json"))
	if r := d.run("revoke", s.ID); r.code != cli.ExitOK || !strings.Contains(r.out, "has ended") {
		t.Errorf("revoke: exit %d %s", r.code, r.err)
	}
	for _, id := range []string{s.ID, again.ID} { // an import that reused the access has its token, too
		if r := d.run("revoke", id); r.code != cli.ExitOK || !strings.Contains(r.out, "had ended before") {
			t.Errorf("again: exit %d %s%s", r.code, r.out, r.err)
		}
		if r := d.run("import", "--reuse", id); r.code != cli.ExitImport || !strings.Contains(r.err, "has ended") {
			t.Errorf("the token still works: exit %d %s", r.code, r.err)
		}
	}
	// The provider forgets an access after 180 days. The wish is fulfilled, and its token is of no use.
	if r := d.run("sandbox", "clock", "+4400h", "--control", about["control"]); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	for range 2 {
		r := d.run("revoke", other.ID, "--json")
		fits(t, "revoke", r.out)
		if r.code != cli.ExitOK || !strings.Contains(r.out, `"revoked":false`) || !strings.Contains(r.out, `"ownerExternalId":"`+other.OwnerExternalID+`","target":"`+other.Target.String()+`"`) {
			t.Errorf("unknown to the provider: exit %d %s%s", r.code, r.out, r.err)
		}
	}
	if d.run("import", "--login", "test1", "--access-mode", "SINGLE"); d.run("revoke", "latest").code != cli.ExitError {
		t.Error("an access that was never granted ended")
	}
}
