package main

import (
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// faithful is a text of a bank with all that a machine must get as it is: a line break, repeated blanks, and the joiners of
// emoji, Persian and Hindi.
const faithful = "  b 👩\u200d👧 ❤\ufe0f می\u200cخواهم क्\u200dष\nzwei\tdrei"

// textFields are fields of a reply that hold texts; faithfully puts faithful behind each. The kind of an owner is a word of the
// provider's.
var textFields = regexp.MustCompile(`(<(?:name|friendlyName|address|title|party|kind|label)>[^<]*)(</)`)

func faithfully(reply string) string {
	return strings.ReplaceAll(textFields.ReplaceAllString(reply, "$1"+faithful+"$2"), "OWNER"+faithful, "OWNER")
}

// Every machine format has every text as the bank wrote it, whichever command prints it, and shows no joiner in JSON that a
// terminal would act on; what people read is on one line.
func TestEveryMachineFormatKeepsWhatTheBankWrote(t *testing.T) {
	var replies atomic.Int32
	d := newDesk(t).between(func(reply string) string {
		if replies.Add(1) == 1 {
			return strings.ReplaceAll(reply, "<party>", "<party>new ") // another payee in every row, for diff
		}
		return faithfully(reply)
	})
	before, id := d.imported().ID, d.imported().ID
	report := []string{"report", id, "--level", "full", "--income", "1PLN", "--obligations-at-most", "1PLN", "--never-below-zero"}
	for _, c := range []struct {
		args []string
		want []string // members that hold such a text
	}{
		{[]string{"show", id}, []string{"name", "friendlyName", "address"}},
		{[]string{"tx", id}, []string{"title", "party", "kind", "labels", "owner", "account"}},
		{[]string{"tx", id, "--group", "label"}, []string{"label"}},
		{[]string{"tx", id, "--group", "counterparty,kind"}, []string{"counterparty", "kind"}},
		{[]string{"tx", id, "--group", "account"}, []string{"account"}},
		{[]string{"tx", id, "--group", "owner"}, []string{"owner"}},
		{report, []string{"label", "owners", "account", "title", "party"}},
		{[]string{"diff", before, id}, []string{"label", "b", "title", "person"}},
	} {
		r := d.run(append(slices.Clone(c.args), "--json")...)
		var v any
		if err := json.Unmarshal([]byte(r.out), &v); err != nil {
			t.Errorf("%v: %v\n%s", c.args, err, r.err)
			continue
		}
		checkWhole(t, c.args, membersOf(v, "", map[string][]string{}), c.want)
		if c.args[0] != "tx" && strings.ContainsAny(r.out, "\u200c\u200d\ufe0f") {
			t.Errorf("%v: joiners stand in the JSON as they are", c.args)
		}
		if c.args[0] == "tx" {
			r = d.run(append(slices.Clone(c.args), "--format", "csv")...)
			checkWhole(t, append(c.args, "csv"), cellsOf(t, r.out), c.want)
		}
		if r = d.run(c.args...); strings.ContainsAny(r.out, "\u200c\u200d\ufe0f\t") || strings.Contains(r.out, "\nzwei") {
			t.Errorf("%v: what people read has line breaks or joiners of the bank:\n%s", c.args, r.out)
		}
	}
}

// sentences are members in which a text of the bank stands for people, and what is made of several rows' texts.
var sentences = []string{"reason", "sentence", "ask", "filter", "says", "what", "payer", "payee", "why", "nearMiss", "claim"}

// checkWhole fails where a member holds such a text other than it came, and where a wanted member holds none.
func checkWhole(t *testing.T, args []string, members map[string][]string, want []string) {
	t.Helper()
	for name, all := range members {
		for _, s := range all {
			if strings.Contains(s, "  b 👩") && !strings.Contains(s, faithful) && !slices.Contains(sentences, name) {
				t.Errorf("%v: %s is %q", args, name, s)
			}
		}
	}
	for _, name := range want {
		if !slices.ContainsFunc(members[name], func(s string) bool { return strings.Contains(s, faithful) }) {
			t.Errorf("%v: no %s is as the bank wrote it: %.300q", args, name, members[name])
		}
	}
}

// membersOf collects the strings of a JSON value by the name of their member.
func membersOf(v any, name string, to map[string][]string) map[string][]string {
	switch v := v.(type) {
	case string:
		to[name] = append(to[name], v)
	case []any:
		for _, x := range v {
			membersOf(x, name, to)
		}
	case map[string]any:
		for k, x := range v {
			membersOf(x, k, to)
		}
	}
	return to
}

// cellsOf collects the cells of CSV by the name of their column.
func cellsOf(t *testing.T, file string) map[string][]string {
	t.Helper()
	all, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil || len(all) == 0 {
		t.Fatalf("CSV: %v\n%s", err, file)
	}
	to := map[string][]string{}
	for _, record := range all[1:] {
		for i, cell := range record {
			to[all[0][i]] = append(to[all[0][i]], cell)
		}
	}
	return to
}

// The list of saved imports has the owners' names as the bank wrote them, also when they are read from the index, and finds
// them by what people type.
func TestTheListKeepsNamesAsTheBankWroteThem(t *testing.T) {
	d := newDesk(t).between(faithfully)
	d.run("import", "--login", "test1")
	for range 2 { // worked out, then from the index
		var list []struct {
			Owners []string `json:"owners"`
		}
		r := d.run("list", "--json")
		if err := json.Unmarshal([]byte(r.out), &list); err != nil || len(list) != 1 || len(list[0].Owners) == 0 || !strings.HasSuffix(list[0].Owners[0], faithful) {
			t.Errorf("%v: %q", err, r.out)
		}
	}
	if r := d.run("list", "--find", "owner:\""+text.Clean("क्\u200dष\nzwei").String()+"\""); r.code != cli.ExitOK || !strings.Contains(r.out, "KontoBank") {
		t.Errorf("it is not found by its name: exit %d\n%s%s", r.code, r.out, r.err)
	}
}
