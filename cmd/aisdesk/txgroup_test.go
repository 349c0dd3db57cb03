package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// printedRow is a transaction as tx prints it.
type printedRow struct {
	BookedOn string           `json:"date"`
	Amount   aisclient.Amount `json:"amount"`
	Labels   []string         `json:"labels"`
}

// printedGroup is a group as tx --group prints it.
type printedGroup struct {
	Level         int
	Month, Label  *string
	Currency      string
	Count         int
	In, Out       aisclient.Amount
	Net, Min, Max aisclient.Amount
}

func TestGroupsArePrintedWithoutTheScreen(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--since", "90d").ID
	var rows []printedRow
	if err := json.Unmarshal([]byte(d.run("tx", id, "--format", "json").out), &rows); err != nil {
		t.Fatal(err)
	}
	type key struct{ month, label string }
	want := map[key]aisclient.Amount{}
	for _, r := range rows {
		month := r.BookedOn[:7]
		want[key{month, ""}] += r.Amount
		if len(r.Labels) == 0 {
			r.Labels = []string{"(none)"}
		}
		for _, l := range r.Labels {
			want[key{month, l}] += r.Amount
		}
	}
	r := d.run("tx", id, "--group", "month,label", "--format", "ndjson")
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if len(lines) != len(want) {
		t.Errorf("%d lines instead of %d: %s", len(lines), len(want), r.err)
	}
	last := ""
	for _, line := range lines {
		var g printedGroup
		if err := json.Unmarshal([]byte(line), &g); err != nil {
			t.Fatal(err)
		}
		k := key{month: *g.Month}
		if g.Level == 2 {
			k.label = *g.Label
		} else if last >= *g.Month || g.Label != nil {
			t.Errorf("%s after %s", line, last)
		} else {
			last = *g.Month
		}
		if g.Net != want[k] || g.In+g.Out != g.Net || g.Currency != "PLN" {
			t.Errorf("%s: the rows come to %v", line, want[k])
		}
	}
	table := d.run("tx", id, "--group", "month,label", "--period", last, "--sort", "-out")
	if table.code != cli.ExitOK || !strings.Contains(table.out, "MONTH") || !strings.Contains(table.out, "MEDIAN") || !strings.Contains(table.out, "PLN  ") {
		t.Errorf("%s%s", table.out, table.err)
	}
	if strings.Count(table.out, last) != 1 {
		t.Errorf("the month does not stand once, over its labels:\n%s", table.out)
	}
}

func TestGroupsGoToAFile(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--since", "90d").ID
	file := filepath.Join(t.TempDir(), "groups.csv")
	if r := d.run("tx", id, "--group", "label", "--sort", "-out", "--filter", "is:out", "--format", "csv", "--output", file); r.code != cli.ExitOK {
		t.Fatal(r.err)
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
	if err != nil || len(records) < 3 || !slices.Equal(records[0], []string{"label", "currency", "count", "booked", "in", "out", "net", "min", "max", "mean", "median", "unread"}) {
		t.Fatalf("%v %q", err, records)
	}
	var outs []aisclient.Amount
	for _, rec := range records[1:] {
		a, err := aisclient.ParseAmount(rec[5])
		if err != nil {
			t.Fatal(err)
		}
		outs = append(outs, a)
	}
	if !slices.IsSorted(outs) { // what went out is negative
		t.Errorf("not the greatest first: %v", outs)
	}
	if r := d.run("tx", id, "--group", "label", "--format", "csv", "--output", file); r.code == cli.ExitOK || !strings.Contains(r.err, "exists") {
		t.Errorf("exit %d: %s", r.code, r.err)
	}
}

func TestWrongGroupsAreWrongUsage(t *testing.T) {
	d := newDesk(t)
	for _, args := range [][]string{
		{"--group", "colour"}, {"--group", "month,month"}, {"--group", "month,label,kind"}, {"--group", ","},
		{"--group", "month", "--sort", "title"}, {"--group", "month", "--columns", "date"}, {"--output", "rows.txt"},
	} {
		if r := d.run(append([]string{"tx", "x.xml"}, args...)...); r.code != cli.ExitUsage || !strings.Contains(r.err, args[len(args)-2]) && !strings.Contains(r.err, args[0]) {
			t.Errorf("%v: exit %d: %s", args, r.code, r.err)
		}
	}
}

// A file that cannot be written is named with the reason and the way out, never the one that stands in for it.
func TestOutputThatCannotBeWritten(t *testing.T) {
	d := newDesk(t)
	dir := t.TempDir()
	reply := filepath.Join(dir, "r.csv") // the name says what is written, not what is read
	if err := os.WriteFile(reply, []byte(goodReply), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "no", "x.csv"): "there is no folder " + filepath.Join(dir, "no") + ": make it first",
		dir:                               "this is a folder",
		reply:                             "exists already: --overwrite replaces it",
		filepath.Join(reply, "x.csv"):     "is a file, not a folder",
		"/dev/full":                       "a link or a device",
	} {
		r := d.run("tx", reply, "--format", "csv", "--output", path)
		if r.code != cli.ExitError || !strings.Contains(r.err, want) || !strings.Contains(r.err, path) || strings.Contains(r.err, ".part") {
			t.Errorf("%s: exit %d: %s", path, r.code, r.err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// Casefile statement 20: groups that acts of people change say what they come to without, also those that are there without alone.
func TestGroupsSayWhatTheyAreWithoutTheActs(t *testing.T) {
	d := newDesk(t)
	id := d.imported("--login", "salaried", "--since", "6m").ID
	type line struct {
		Category                                  string
		Count, Booked                             int
		In                                        json.Number
		BookedWithoutActs                         *int
		InWithoutActs, OutWithoutActs, NetWithout *json.Number
		OutPercent, OutPercentWithoutActs         *json.Number
	}
	groups := func() map[string]line {
		t.Helper()
		out := map[string]line{}
		for _, l := range decoded[[]line](t, d.run("tx", id, "--group", "category", "--json")) {
			out[l.Category] = l
		}
		return out
	}
	before := groups()
	if before["salary"].BookedWithoutActs != nil {
		t.Error("without acts there is nothing to compare with")
	}
	says(t, d.run("case", "relabel", id, "--filter", "cat:salary", "--category", "gambling_win", "--reason", "it is one", "--author", "Anna"), 0)
	after := groups()
	for name, want := range map[string]int{"salary": before["salary"].Booked, "gambling_win": before["gambling_win"].Booked} {
		if got := after[name].BookedWithoutActs; got == nil || *got != want {
			t.Errorf("%s: %+v, %d rows without the acts", name, after[name], want)
		}
	}
	if got := after["salary"]; got.Count != 0 || got.InWithoutActs == nil || *got.InWithoutActs != before["salary"].In {
		t.Errorf("%+v, before %+v", got, before["salary"])
	}
	if after["groceries"].BookedWithoutActs != nil {
		t.Error("a group that no act changes is marked")
	}
	says(t, d.run("case", "exclude", id, "--filter", "cat:rent", "--reason", "not theirs", "--author", "Anna"), 0)
	after = groups()
	said := func(n *json.Number) string {
		if n == nil {
			return ""
		}
		return n.String()
	}
	for name, was := range before {
		want := said(was.OutPercent)
		if want == said(after[name].OutPercent) {
			want = "" // it is what it was
		}
		if got := said(after[name].OutPercentWithoutActs); got != want {
			t.Errorf("%s: %q of all without the acts, want %q", name, got, want)
		}
	}
	if got := after["groceries"]; got.OutPercentWithoutActs == nil || got.BookedWithoutActs != nil {
		t.Errorf("the share of a group that no act is about does not say what it is without: %+v", got)
	}
	says(t, d.run("tx", id, "--group", "category"), 0, "INWITHOUTACTS", "OUTPERCENTWITHOUTACTS")
}
