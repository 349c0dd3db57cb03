package main

import (
	"os"
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
	if n, err := exec.Command("sh", "-c", "grep -c rowId: "+file).Output(); err != nil || strings.TrimSpace(string(n)) != strconv.Itoa(strings.Count(d.run("tx", id, "--format", "ndjson").out, "\n")) {
		t.Errorf("the journal has %s rows, %v", n, err)
	}
}

// Rows that hledger could not take as they are: without a day, with words that begin as its marks, of two accounts of one name.
func TestOddRowsGoIntoAJournal(t *testing.T) {
	d := newDesk(t)
	row := func(day, amount, title string) string {
		return "<moneyTransaction>" + day + "<currencyAmount>" + amount + "</currencyAmount><title>" + title + "</title></moneyTransaction>"
	}
	account := func(rows ...string) string {
		return "<account><name>Konto</name><currencyBalance>10</currencyBalance><currencyName>PLN</currencyName><moneyTransactions>" + strings.Join(rows, "") + "</moneyTransactions></account>"
	}
	day := "<transactionOn>2026-11-16</transactionOn>"
	file := filepath.Join(t.TempDir(), "odd.xml")
	reply := `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="a-test" responseTimestamp="2026-11-29T10:00:00Z">` +
		`<command id="4" state="successful" name="DefaultImportCommand" target="KontoBank" institution="KontoBank"><result><accounts>` +
		account(row(day, "5", "(huge) =1+1"), row("", "3", "no day"), row("<transactionOn>2026-02-30</transactionOn>", "-2", "bad; day"), row(day, "-1", "* star"), row(day, "2", "! mark")) +
		account(row(day, "7", "other account")) + `</accounts></result></command></reply>`
	if err := os.WriteFile(file, []byte(reply), 0o600); err != nil {
		t.Fatal(err)
	}
	r := d.run("tx", file, "--format", "hledger")
	if r.code != cli.ExitOK {
		t.Fatal(r.code, r.err)
	}
	for _, want := range []string{": no day could be read: assets:bank:Konto  3.00 PLN: no day\n", ": no day could be read: assets:bank:Konto  -2.00 PLN: bad, day\n", "    assets:bank:Konto (2)  7.00 PLN\n"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("no %q in\n%s", want, r.out)
		}
	}
	hledger := testenv.Need(t, testenv.HLedger)
	register := exec.Command(hledger, "-f", "-", "register", "assets", "-O", "csv")
	register.Stdin = strings.NewReader(r.out)
	out, err := register.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{`"(huge) =1+1"`, `"* star"`, `"! mark"`, `"assets:bank:Konto (2)","7.00 PLN"`} {
		if !strings.Contains(string(out), want) {
			t.Errorf("no %s in\n%s", want, out)
		}
	}
}

// A row that is in no sum of the program is in none of hledger, which counts pending transactions: a cancelled row once was one.
func TestAJournalAddsUpAsTheProgramDoes(t *testing.T) {
	d := newDesk(t)
	var rows strings.Builder
	for i, r := range []struct{ status, day, amount string }{
		{"DONE", "2026-11-16", "-10.50"}, {"", "2026-11-17", "100"}, {"BOOKED", "2026-11-17", "-0.25"}, // in sums: 89.25
		{"CANCELLED", "2026-11-16", "1000.01"}, {"REJECTED", "2026-11-16", "-2000"}, {"BOOKED - REVERSED", "2026-11-16", "3000"}, {"PENDING", "2026-11-18", "4000"},
		{"WAITING", "2026-11-18", "-5000"}, {"MYSTERY", "2026-11-18", "6000"}, {"DONE", "2027-01-05", "7000"}, {"DONE", "2026-11-16", "lots"},
	} {
		status := ""
		if r.status != "" {
			status = "<status>" + r.status + "</status>"
		}
		rows.WriteString("<moneyTransaction><bookedOn>" + r.day + "</bookedOn><currencyAmount>" + r.amount + "</currencyAmount>" + status + "<title>row " + strconv.Itoa(i) + "</title></moneyTransaction>")
	}
	file := filepath.Join(t.TempDir(), "status.xml")
	reply := `<?xml version="1.0" encoding="utf-8"?><reply status="200 OK" user="a-test" responseTimestamp="2026-11-29T10:00:00Z">` +
		`<command id="4" state="successful" name="DefaultImportCommand" target="KontoBank" institution="KontoBank"><result><accounts>` +
		`<account><name>Konto</name><currencyBalance>10</currencyBalance><currencyName>PLN</currencyName><moneyTransactions>` + rows.String() + `</moneyTransactions></account>` +
		`</accounts></result></command></reply>`
	if err := os.WriteFile(file, []byte(reply), 0o600); err != nil {
		t.Fatal(err)
	}
	if r := d.run("tx", file, "--group", "currency", "--format", "csv"); !strings.Contains(r.out, "PLN,11,3,") || !strings.Contains(r.out, ",89.25,") {
		t.Errorf("tx: %s", r.out)
	}
	journal := d.run("tx", file, "--format", "hledger").out
	for _, want := range []string{"\n2026-11-16 * row 0\n", "\n; in no sum, void: cancelled or refused\n; 2026-11-16 * row 3\n", "; in no sum, pending: not booked\n", "; in no sum, future: dated in the future\n"} {
		if !strings.Contains(journal, want) {
			t.Errorf("no %q in\n%s", want, journal)
		}
	}
	hledger := testenv.Need(t, testenv.HLedger)
	for _, flags := range [][]string{nil, {"--cleared"}} {
		bal := exec.Command(hledger, append([]string{"-f", "-", "balance", "assets", "-N", "-O", "csv"}, flags...)...)
		bal.Stdin = strings.NewReader(journal)
		if out, err := bal.CombinedOutput(); err != nil || !strings.Contains(string(out), `"89.25 PLN"`) {
			t.Errorf("hledger bal %v: %v\n%s\n%s", flags, err, out, journal)
		}
	}
}
