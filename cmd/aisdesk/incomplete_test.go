package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// caseFile is a small reply with an oddity that banks have.
func caseFile(name string) string {
	return filepath.Join("..", "..", "aisclient", "testdata", "cases", name+".xml")
}

// lines are the lines of an output that hold a word.
func lines(out, word string) (found []string) {
	for line := range strings.SplitSeq(out, "\n") {
		if strings.Contains(line, word) {
			found = append(found, line)
		}
	}
	return found
}

// Case d01: every command names the cell that could not be read, and none shows it as a figure.
func TestEveryCommandSaysWhatWasNotRead(t *testing.T) {
	d := newDesk(t)
	file := caseFile("d01-btc8")
	for _, args := range [][]string{{"show", file}, {"tx", file}, {"tx", file, "--group", "month"}} {
		r := d.run(args...)
		if r.code != 0 || len(lines(r.out, "not read: amount \"0.00014884\"")) != 2 || !strings.Contains(r.out, "account[2]/currencyBalance") {
			t.Errorf("%v: exit %d\n%s%s", args, r.code, r.out, r.err)
		}
		if !strings.Contains(r.out, "BTC  in no sum: 1 transaction whose amount could not be read") || !strings.Contains(r.out, "PLN  1 transaction  in 0.00  out -20.00  net -20.00") {
			t.Errorf("%v: the sums\n%s", args, r.out)
		}
	}
	row := lines(d.run("tx", file).out, "Kupno BTC")
	if len(row) != 1 || !strings.Contains(row[0], "? 0.00014884") || strings.Contains(row[0], " 0.00 ") {
		t.Errorf("the row: %q", row)
	}
	for _, format := range []string{"csv", "json", "ndjson"} {
		r := d.run("tx", file, "--format", format)
		if strings.Count(r.err, "warning: not read: amount") != 2 || strings.Contains(r.out, "not read") || !strings.Contains(r.out, "0.00014884") {
			t.Errorf("tx --format %s: %s%s", format, r.out, r.err)
		}
	}
	var rows []struct {
		Amount *float64
		Unread []struct{ Field, Raw string }
	}
	if err := json.Unmarshal([]byte(d.run("tx", file, "--format", "json").out), &rows); err != nil || rows[0].Amount == nil || len(rows[0].Unread) != 0 ||
		rows[1].Amount != nil || len(rows[1].Unread) != 1 || rows[1].Unread[0].Field != "currencyAmount" || rows[1].Unread[0].Raw != "0.00014884" {
		t.Errorf("%+v %v", rows, err)
	}
	for format, want := range map[string]string{"json": `"currency":"BTC","count":1,"booked":0,`, "csv": "2026-"} {
		r := d.run("tx", file, "--group", "month", "--filter", "Kupno", "--format", format)
		if !strings.Contains(r.out, want) || !strings.Contains(r.out, map[string]string{"json": `"unread":1`, "csv": ",1\n"}[format]) {
			t.Errorf("tx --group --format %s: %s", format, r.out)
		}
	}
	if r := d.run("report", file); !strings.Contains(r.out, `In Bitcoin 2 fields could not be read, first currencyBalance "0.00014884"`) {
		t.Errorf("report:\n%s", r.out)
	}
	for _, of := range [][]string{{file, file}, {file, "--period", "2026-02", "--with", "2026-03"}} {
		for format, out := range map[string]func(result) string{"table": func(r result) string { return r.out }, "json": func(r result) string { return strings.ReplaceAll(r.out, `\"`, `"`) },
			"csv": func(r result) string { return r.err }} {
			if r := d.run(append([]string{"diff", "--format", format}, of...)...); r.code != 0 || !strings.Contains(out(r), `not read: amount "0.00014884"`) || r.err != "" && !strings.HasPrefix(r.err, "warning: ") {
				t.Errorf("diff %v as %s: exit %d\n%s%s", of, format, r.code, r.out, r.err)
			}
		}
	}
	if r := d.run("show", file); !strings.Contains(r.out, "Bitcoin  balance not read (0.00014884) BTC") {
		t.Errorf("show:\n%s", r.out)
	}
}

// Case h03: what is not booked is in no sum, and said to be.
func TestWhatIsNotBookedIsSaid(t *testing.T) {
	d := newDesk(t)
	file := caseFile("h03-pending")
	for _, command := range []string{"show", "tx"} {
		if r := d.run(command, file); !strings.Contains(r.out, "PLN  in no sum: 1 transaction, pending, in 0.00  out -1000.00") || !strings.Contains(r.out, "out -17.00") {
			t.Errorf("%s:\n%s", command, r.out)
		}
	}
	if r := d.run("tx", file); !strings.Contains(r.out, "STATUS") || len(lines(r.out, "PENDING")) != 1 {
		t.Errorf("no status:\n%s", r.out)
	}
	if r := d.run("tx", caseFile("d02-zeros")); strings.Contains(r.out, "STATUS") || strings.Contains(r.out, "UNREAD") || strings.Contains(r.out, "in no sum") {
		t.Errorf("columns that nobody needs:\n%s", r.out)
	}
	var shown struct {
		Uncounted []struct {
			Currency, State string
			Count           int
			Out             float64
		}
	}
	if err := json.Unmarshal([]byte(d.run("show", file, "--json").out), &shown); err != nil || len(shown.Uncounted) != 1 ||
		shown.Uncounted[0].State != "pending" || shown.Uncounted[0].Out != -1000 {
		t.Errorf("%+v %v", shown, err)
	}
	if r := d.run("tx", file, "--group", "month", "--format", "csv"); !strings.Contains(r.err, "in no sum") {
		t.Errorf("groups in a file: %s", r.err)
	}
}

// An amount that is none no longer costs an import: it is saved, counted and listed for what it is.
func TestAnImportWithAnUnreadableCellIsSavedAndListedAsSuch(t *testing.T) {
	d := newDesk(t)
	r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--scenario", "malformed:bad-amount")
	if r.code != cli.ExitOK || len(lines(r.out, "not read: amount")) != 1 || !strings.Contains(r.out, "in no sum: 1 transaction whose amount") || !strings.Contains(r.err, "1 place could not be read") {
		t.Fatalf("exit %d %s%s", r.code, r.out, r.err)
	}
	if list := d.run("list"); !strings.Contains(list.out, "successful, partly read") {
		t.Errorf("list:\n%s", list.out)
	}
	if all := d.run("list", "--json").out; !strings.Contains(all, `"completeness":"partly read"`) {
		t.Errorf("list --json: %s", all)
	}
}

// A reply that nobody could read, and one whose history was cut, are not listed like one that is whole.
func TestListTellsWhatIsNotWhole(t *testing.T) {
	d := newDesk(t)
	store, err := archive.Open(d.env["XDG_DATA_HOME"]+"/aisdesk", archive.Options{Retention: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	save := func(target, state string, counts *archive.Counts) {
		e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean("test"), Target: text.Clean(target), State: text.Clean(state)}, []byte(goodReply))
		if err == nil && counts != nil {
			err = store.SetCounts(e.ID, *counts)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	save("Unread", "successful", nil)
	save("Cut", "successful", &archive.Counts{Accounts: 1, Partial: 1})
	save("Whole", "successful", &archive.Counts{Accounts: 1})
	save("Failed", "fatal", nil)
	store.Close()
	list := d.run("list")
	for target, want := range map[string]string{"Unread": "not read", "Cut": "successful, partial", "Whole": "successful", "Failed": "fatal"} {
		line := lines(list.out, " "+target+" ")
		if len(line) != 1 || !regexp.MustCompile(target+` .* `+want+`  `).MatchString(line[0]) {
			t.Errorf("%s is listed as %q, want %s", target, line, want)
		}
	}
}

// What an import prints does not depend on whether it was sealed as it was saved, and on nobody being there to unlock it.
func TestAnImportPrintsTheSameSealedOrNot(t *testing.T) {
	d := newDesk(t)
	own := regexp.MustCompile(`"(id|ownerExternalId|commandId)":"[^"]*",?`)
	imported := func() string {
		r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--json")
		if r.code != cli.ExitOK {
			t.Fatalf("exit %d %s", r.code, r.err)
		}
		return own.ReplaceAllString(r.out, "")
	}
	plain := imported()
	d.seal("four invented words here")
	if sealed := imported(); sealed != plain || !strings.Contains(plain, "Maria Sochacka") {
		t.Errorf("plain:\n%s\nsealed:\n%s", plain, sealed)
	}
	if r := d.run("show", "latest"); r.code == cli.ExitOK {
		t.Error("it was not sealed")
	}
}

// So does one that failed, with and without data, and one whose reply is none or is about another command, which is never
// called successful.
func TestAFailedImportPrintsTheSameSealedOrNot(t *testing.T) {
	own := regexp.MustCompile(`"(id|ownerExternalId|commandId)":"[^"]*",?|saved as [^ ]*`)
	head := regexp.MustCompile(`(<command id=")(\d+)(" )`)
	const exception = `<exception name="IOProblem"><message>the bank hung up</message></exception>`
	for name, c := range map[string]struct {
		change func(reply string) string
		state  string
		says   string
	}{
		"an error, no data": {func(s string) string {
			s = strings.Replace(s, `state="successful"`, `state="error"`, 1)
			from, _, _ := strings.Cut(s, "<result")
			_, to, _ := strings.Cut(s, "</result>")
			return from + exception + to
		}, "error", `"exception":{"name":"IOProblem","message":"the bank hung up"}`},
		"an error and data": {func(s string) string {
			return strings.Replace(strings.Replace(s, `state="successful"`, `state="error"`, 1), "<result", exception+"<result", 1)
		}, "error", `"Maria Sochacka"`},
		"not whole":       {func(s string) string { return s[:len(s)-40] }, "unreadable", `"state":"unreadable"`},
		"another command": {func(s string) string { return head.ReplaceAllString(s, "${1}77$3") }, "unreadable", `"state":"unreadable"`},
	} {
		d := newDesk(t).between(c.change)
		imported := func() string {
			r := d.run("import", "--login", "test1", "--json")
			if r.code != cli.ExitImport {
				t.Fatalf("%s: exit %d %s%s", name, r.code, r.out, r.err)
			}
			return own.ReplaceAllString(r.out, "")
		}
		plain := imported()
		d.seal("four invented words here")
		if sealed := imported(); sealed != plain {
			t.Errorf("%s, plain:\n%s\nsealed:\n%s", name, plain, sealed)
		}
		if !strings.Contains(plain, `"state":"`+c.state+`"`) || !strings.Contains(plain, c.says) || strings.Contains(plain, "successful") {
			t.Errorf("%s: %s", name, plain)
		}
	}
}

// A history that the provider cut short is said beside the figures of it, in every form.
func TestTransactionsOfAHistoryThatWasCutShortSaySo(t *testing.T) {
	d := newDesk(t)
	raw, err := os.ReadFile(caseFile("d02-zeros"))
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "cut.xml")
	if err := os.WriteFile(cut, []byte(strings.Replace(string(raw), "<account>", `<account partialDueToTimeout="true">`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"tx"}, {"tx", "--group", "month"}, {"tx", "--format", "json"}, {"tx", "--format", "csv"}} {
		for file, want := range map[string]bool{cut: true, caseFile("d02-zeros"): false} {
			r := d.run(append([]string{args[0], file}, args[1:]...)...)
			if said := strings.Contains(r.out+r.err, "cut a history short"); r.code != 0 || said != want || strings.Contains(r.out, "cut a") && len(args) > 2 && args[1] == "--format" {
				t.Errorf("%v of %s: %d\n%s%s", args, file, r.code, r.out, r.err)
			}
		}
	}
}

// An import that failed says so, and why, beside everything that is printed of what it holds.
func TestAFailedImportThatHoldsDataSaysSo(t *testing.T) {
	d := newDesk(t)
	raw, err := os.ReadFile(caseFile("d02-zeros"))
	if err != nil {
		t.Fatal(err)
	}
	unread := filepath.Join(t.TempDir(), "unread.xml")
	if err := os.WriteFile(unread, []byte(strings.Replace(string(raw), "<currencyAmount>", "<currencyAmount>x", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("show", unread, "--format", "csv"), 0, "warning: not read: ")
	failed := filepath.Join(t.TempDir(), "failed.xml")
	b := strings.Replace(strings.Replace(string(raw), `state="successful"`, `state="error"`, 1), "<result", "<exception name=\"IOProblem\"><message>the bank hung up</message></exception><result", 1)
	if err := os.WriteFile(failed, []byte(b), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"show"}, {"tx"}, {"tx", "--group", "month"}, {"tx", "--format", "csv"}} {
		for file, want := range map[string]bool{failed: true, caseFile("d02-zeros"): false} {
			r := d.run(append([]string{args[0], file}, args[1:]...)...)
			if said := strings.Contains(r.out+r.err, "did not succeed (error, IOProblem: the bank hung up)"); r.code != 0 || said != want {
				t.Errorf("%v of %s: %d\n%s%s", args, file, r.code, r.out, r.err)
			}
		}
	}
}
