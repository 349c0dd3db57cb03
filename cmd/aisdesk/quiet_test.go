package main

import (
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// What a command says of its way, of what it did and of what may come next is silent with --quiet; "%" is the case.
func TestQuietSilencesRemarks(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run("case", "new", "loan", "--applicant", "Maria Sochacka").out)
	for _, said := range []struct {
		silent, loud string // loud is another line where an act can be done once only
		remark       string
	}{
		{"import --env sandbox --login test1 --speed 50 --since 90d --case %", "", "Another bank: "},
		{"import --env sandbox --login test1 --speed 50 --since 90d", "", "saved as "},
		{"list --find nosuchname", "", "No saved import fits"},
		{"import --env sandbox --resume=list", "", "no unfinished import"},
		{"case data % --saved", "", "Nothing was fetched yet"},
		{"case note % checked", "", "event "},
		{"case add % --guarantor Tester", "", "Tester, guarantor: owner "},
		{"case exclude % --filter label:salary --reason wrong", "case exclude % --filter amt:<-100 --reason wrong", "without the acts"},
		{"case decide % approve --reason fits", "", "approve"},
	} {
		if said.loud == "" {
			said.loud = said.silent
		}
		if r := d.run(strings.Fields(strings.ReplaceAll(said.silent, "%", id) + " --quiet")...); r.code != cli.ExitOK || r.err != "" {
			t.Errorf("%s --quiet: exit %d %s", said.silent, r.code, r.err)
		}
		if r := d.run(strings.Fields(strings.ReplaceAll(said.loud, "%", id))...); r.code != cli.ExitOK || !strings.Contains(r.err, said.remark) {
			t.Errorf("%s: exit %d, %q lacks %q", said.loud, r.code, r.err, said.remark)
		}
	}
}

// Errors are no remarks.
func TestQuietLeavesErrors(t *testing.T) {
	d := newDesk(t)
	for line, want := range map[string]string{"show nosuch": "nosuch", "list --sort nosuch": "--sort", "import --env sandbox --login test1 --scenario access-blocked": "AccessBlocked",
		"certify --start false --case partial": "without a result"} {
		loud, silent := d.run(strings.Fields(line)...), d.run(append(strings.Fields(line), "--quiet")...)
		if silent.code != loud.code || silent.code == cli.ExitOK || !strings.Contains(silent.err, want) || strings.Count(silent.err, "\n") != 1 {
			t.Errorf("%s --quiet: exit %d, without %d: %s", line, silent.code, loud.code, silent.err)
		}
	}
}
