package main

import (
	"encoding/json"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
)

// owners are the names in the JSON of list.
func owners(t *testing.T, r result) [][]string {
	t.Helper()
	var all []struct{ Owners []string }
	if err := json.Unmarshal([]byte(r.out), &all); err != nil {
		t.Fatalf("%v\n%s%s", err, r.out, r.err)
	}
	out := [][]string{}
	for _, i := range all {
		out = append(out, i.Owners)
	}
	return out
}

func TestPeopleAreFoundFromTheCommandLine(t *testing.T) {
	d := newDesk(t)
	first := d.imported("--since", "90d")
	other := d.imported("--login", "salaried", "--since", "90d")
	list := d.run("list", "--sort", "customer")
	if head, rows, _ := strings.Cut(list.out, "\n"); !strings.HasPrefix(head, "CUSTOMER ") || !strings.HasPrefix(rows, "Anna Przykładowa ") {
		t.Errorf("the customer's name does not come first:\n%s", list.out)
	}
	for line, want := range map[string]int{"sochacka": 1, "SOCHACKÁ": 1, "owner:sochack saved:2d": 1, "env:sandbox": 2, "nobody": 0, "expires:<60d -sochacka": 1,
		"PL69 2490 8115": 1, "iban:8112": 1, "iban:2112": 0, "employer:przykladowe": 1} {
		if got := owners(t, d.run("list", "--find", line, "--json")); len(got) != want {
			t.Errorf("%q finds %q, want %d", line, got, want)
		}
	}
	if r := d.run("show", "maria sochacka"); r.code != cli.ExitOK || !strings.Contains(r.out, "Maria Sochacka") {
		t.Errorf("show by name: %d %s", r.code, r.err)
	}
	d.imported("--since", "90d")
	if r := d.run("show", "Sochacka"); r.code == cli.ExitOK || !strings.Contains(r.err, first.ID) || !strings.Contains(r.err, "fits 2 saved imports") || strings.Contains(r.err, other.ID) {
		t.Errorf("a name of two imports: %d %s", r.code, r.err)
	}
	if r := d.runWith("n\n", "delete", "nobody of this name"); r.code == cli.ExitOK || d.saved() != 3 {
		t.Errorf("deleting nobody: %d %s", r.code, r.err)
	}
	for _, args := range [][]string{{"list", "--sort", "mood"}, {"list", "--find", "mood:good"}, {"list", "--find", `"open`}} {
		if r := d.run(args...); r.code != cli.ExitUsage || !strings.Contains(r.err, args[1]) {
			t.Errorf("%q: exit %d, %s", args, r.code, r.err)
		}
	}
}

// A sealed archive names nobody before it is unlocked, and says how to.
func TestFindingPeopleInASealedArchive(t *testing.T) {
	d := newDesk(t)
	d.imported("--since", "90d")
	open := d.seal("four invented words here")
	if r := open.run("encrypt", "passphrase", "--older"); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	locked := d.run("list")
	if strings.Contains(locked.out, "Sochacka") || !strings.Contains(locked.err, "locked") {
		t.Errorf("locked:\n%s%s", locked.out, locked.err)
	}
	if r := d.run("list", "--find", "sochacka"); r.code == cli.ExitOK || !strings.Contains(r.err, "unlocked") {
		t.Errorf("finding people while locked: %d %s", r.code, r.err)
	}
	for _, line := range []string{"saved:2d", "env:sandbox saved:2d"} {
		if r := d.run("list", "--find", line, "--json"); r.code != cli.ExitOK || len(owners(t, r)) != 1 {
			t.Errorf("finding %s while locked: %d %s", line, r.code, r.err)
		}
	}
	if r := open.run("list", "--find", "sochacka"); r.code != cli.ExitOK || !strings.Contains(r.out, "Maria Sochacka") {
		t.Errorf("unlocked: %d %s%s", r.code, r.out, r.err)
	}
}

// A decision that does not count yet, or whose grounds have changed, is not shown as one in force.
func TestTheListSaysWhetherADecisionCounts(t *testing.T) {
	d := newDesk(t)
	d.settingsFile("[case]\nfour_eyes = \"approve\"\n")
	id := d.imported("--login", "salaried", "--since", "6m").ID
	type decision struct {
		Decision       string
		Waiting, Stale bool
	}
	sees := func(table string, want decision, finds, misses string) {
		t.Helper()
		says(t, d.run("list"), 0, "decided: "+table)
		if got := decoded[[]decision](t, d.run("list", "--json")); len(got) != 1 || got[0] != want {
			t.Errorf("%+v, want %+v", got, want)
		}
		for line, n := range map[string]int{finds: 1, misses: 0, "decision:approve": 1, "decision:reject": 0} {
			if got := owners(t, d.run("list", "--find", line, "--json")); len(got) != n {
				t.Errorf("%q finds %d, want %d", line, len(got), n)
			}
		}
	}
	says(t, d.run("case", "decide", id, "approve", "--reason", "enough income", "--author", "Anna"), 0)
	sees("approve, waiting", decision{"approve", true, false}, "decision:waiting", "decision:stale")
	says(t, d.run("case", "decide", id, "approve", "--reason", "I agree", "--author", "Ben"), 0)
	sees("approve ", decision{"approve", false, false}, "decision:approve", "decision:waiting|stale")
	says(t, d.run("case", "exclude", id, "--filter", "cat:salary", "--reason", "a gift", "--author", "Anna"), 0)
	sees("approve, stale", decision{"approve", false, true}, "decision:stale", "decision:waiting")
}
