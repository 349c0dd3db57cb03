package main

import (
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/testenv"
)

// A journal is read by hledger itself, which comes to the same sums.
func TestAnHledgerJournalIsReadByHledger(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--login", "multi").ID
	file := filepath.Join(t.TempDir(), "rows.journal")
	if r := d.run("tx", id, "--output", file); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	if r := d.run("tx", id, "--format", "hledger", "--filter", "cat:groceries"); r.code != cli.ExitOK || !strings.Contains(r.out, "    expenses:groceries  ") || !strings.Contains(r.out, "    assets:bank:") || !strings.Contains(r.out, "; rowId: ") {
		t.Errorf("exit %d %.500s%s", r.code, r.out, r.err)
	}
	if r := d.run("tx", id, "--format", "hledger", "--group", "month"); r.code != cli.ExitUsage {
		t.Errorf("groups: exit %d", r.code)
	}
	hledger := testenv.Need(t, testenv.HLedger)
	if out, err := exec.Command(hledger, "-f", file, "check").CombinedOutput(); err != nil {
		t.Fatalf("hledger check: %v\n%s", err, out)
	}
	sums := d.run("tx", id, "--group", "currency", "--format", "csv").out
	compared := 0
	for line := range strings.Lines(sums) {
		cells := strings.Split(strings.TrimSpace(line), ",")
		if len(cells) < 6 || cells[0] == "currency" {
			continue
		}
		compared++
		cur, count, net := cells[0], cells[1], cells[5]
		out, err := exec.Command(hledger, "-f", file, "balance", "assets", "liabilities", "cur:"+cur, "-N", "--depth", "0", "-O", "csv").CombinedOutput()
		if err != nil || !strings.Contains(string(out), "\""+net+" "+cur+"\"") {
			t.Errorf("%s: want %s of %s rows\n%s%v", cur, net, count, out, err)
		}
	}
	if compared == 0 {
		t.Errorf("no sums: %s", sums)
	}
	if n, err := exec.Command("sh", "-c", hledger+" -f "+file+" print | grep -c rowId:").Output(); err != nil || strings.TrimSpace(string(n)) != strconv.Itoa(strings.Count(d.run("tx", id, "--format", "ndjson").out, "\n")) {
		t.Errorf("hledger prints %s rows, %v", n, err)
	}
}
