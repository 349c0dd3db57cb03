package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// settingsFile writes the config.toml of a desk.
func (d *desk) settingsFile(text string) {
	d.t.Helper()
	dir := filepath.Join(d.env["XDG_CONFIG_HOME"], "aisdesk")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "config.toml"), []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

const loanPolicy = "[policy.cash-loan]\nwithout = [\"gambling\", \"bailiff\"]\nmax-age = 30\n\n[policy.deposit]\nname = \"Anna Przykładowa\"\n"

// A policy is checked as a whole with the applicant's claims, from flags or a loan system's file, and named.
func TestAReportChecksAPolicy(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	d.settingsFile(loanPolicy)
	claims := filepath.Join(t.TempDir(), "applicant.json")
	if err := os.WriteFile(claims, []byte(`{"name": "Anna Przykładowa", "without": "bailiff"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var report struct {
		Policy, Verdict string
		Checks          []struct{ Kind, Claim, Outcome string }
	}
	r := d.run("report", path, "--claims", claims, "--policy", "Cash-Loan", "--income", "100000PLN", "--format", "json")
	if err := json.Unmarshal([]byte(r.out), &report); err != nil || r.code != cli.ExitRefuted {
		t.Fatalf("exit %d %v %s%s", r.code, err, r.out, r.err)
	}
	var kinds []string
	for _, c := range report.Checks {
		kinds = append(kinds, c.Kind)
	}
	if report.Policy != "cash-loan" || report.Verdict != "refuted" || strings.Join(kinds, " ") != "name income max-age without without" {
		t.Errorf("%+v", report)
	}
	if r := d.run("report", path, "--policy", "cash-loan"); r.code != cli.ExitRefuted || !strings.Contains(r.out, "\nPolicy: cash-loan\n") || !strings.Contains(r.out, "[refuted] There is no sign of gambling.") {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.runWith("without = \"gambling\"\n", "report", path, "--claims", "-"); r.code != cli.ExitRefuted || strings.Contains(r.out, "Policy") {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	fits(t, "policies", d.run("report", "--list-policies", "--format", "ndjson").out)
	if r := d.run("report", "--list-policies", "--format", "csv"); r.code != cli.ExitOK || !strings.HasPrefix(r.out, "policy,kind,claim\ncash-loan,max-age,") {
		t.Errorf("as CSV: exit %d %s%s", r.code, r.out, r.err)
	}
	says(t, d.run("report", "--list-policies", "--format", "pdf"), cli.ExitUsage, "--format pdf is for one")
	if r := d.run("report", "--list-policies"); r.code != cli.ExitOK || !strings.HasPrefix(r.out, "cash-loan\n  max-age ") || !strings.Contains(r.out, "deposit\n  name ") {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
}

func TestWrongPoliciesAndClaimsAreWrongUsage(t *testing.T) {
	d, path := newDesk(t), householdReply(t)
	if r := d.run("report", "--list-policies"); r.code != cli.ExitOK || !strings.Contains(r.out, "[policy.NAME]") {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	d.settingsFile(loanPolicy)
	if r := d.run("report", path, "--policy", "cashloan"); r.code != cli.ExitUsage || r.out != "" || !strings.Contains(r.err, `there is no policy "cashloan": did you mean cash-loan?`) {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	r := d.runWith("income = \"lots\"\nwithout = \"luck\"\n", "report", path, "--claims", "-")
	if lines := strings.Split(strings.TrimSpace(r.err), "\n"); r.code != cli.ExitUsage || r.out != "" || len(lines) != 3 || lines[0] != "aisdesk: --claims standard input cannot be read:" ||
		!strings.HasPrefix(lines[1], `  line 1: income: "lots" is not `) || !strings.HasPrefix(lines[2], `  line 2: without: "luck" is not `) {
		t.Errorf("exit %d %s%s", r.code, r.out, r.err)
	}
	if r := d.run("report", path, "--claims", path+"x"); r.code != cli.ExitUsage || !strings.Contains(r.err, path+"x") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	d.settingsFile("[policy.x]\nincom = \"1PLN\"\nmax-age = \"soon\"\n")
	if r := d.run("report", path); r.code != cli.ExitUsage || !strings.Contains(r.err, "\n  line 2: policy.x.incom: ") || !strings.Contains(r.err, "\n  line 3: policy.x.max-age: ") {
		t.Errorf("exit %d %s", r.code, r.err)
	}
	if r := d.run("report", "--list-policies", path); r.code != cli.ExitUsage {
		t.Errorf("exit %d %s", r.code, r.err)
	}
}
