package export

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/ledger/ledgertest"
	"aisdesk/aisclient/text"
)

var (
	today, hostile                = ledgertest.Today, ledgertest.Hostile
	tx, smallImport, randomImport = ledgertest.Row, ledgertest.SmallImport, ledgertest.RandomImport
)

func smallLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	l, err := ledger.FromImport(smallImport())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func run(t testing.TB, l *ledger.Ledger, line string, sort ...ledger.SortKey) *ledger.Result {
	t.Helper()
	f, err := filter.Parse(line, today)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Run(context.Background(), ledger.Query{Filter: f, Sort: sort})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t *testing.T, r *ledger.Result, e Request) string {
	t.Helper()
	var b bytes.Buffer
	if err := e.WriteTo(context.Background(), &b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestExportWritesExactlyTheView(t *testing.T) {
	r := run(t, smallLedger(t), "zabka", ledger.SortKey{Column: ledger.ColDate, Desc: false})
	got := write(t, r, Request{Format: CSV, Columns: []ledger.Column{ledger.ColDate, ledger.ColAmount, ledger.ColBalance, ledger.ColParty, ledger.ColLabels}})
	want := "date,amount,balance,party,labels\n2026-02-07,-35.50,,Zabka,grocery\n2026-03-08,-35.50,,Żabka Polska,grocery\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Spreadsheets with a decimal comma read the excel dialect: the byte order mark tells them the encoding.
func TestExcelCSV(t *testing.T) {
	l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
		Transactions: []aisclient.Transaction{tx("2026-02-07", "-1234.50", "a;b, c", "=1+1", ""), tx("2026-02-08", "0.0125", "x", "", "")}}}}}})
	if err != nil {
		t.Fatal(err)
	}
	got := write(t, run(t, l, ""), Request{Format: ExcelCSV, Columns: []ledger.Column{ledger.ColDate, ledger.ColAmount, ledger.ColTitle, ledger.ColParty}})
	want := "\ufeffdate;amount;title;party\r\n2026-02-07;-1234,50;\"a;b, c\";\"'=1+1\"\r\n2026-02-08;0,0125;x;\r\n"
	if got != want {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
	sheet := Sheet{Columns: []SheetColumn{{Name: "a"}, {Name: "b", Numeric: true}}, Lines: 1,
		Line: func(_ context.Context, _ int, cells []string) error { cells[0], cells[1] = "x;y", "-3.33"; return nil }}
	var b bytes.Buffer
	if err := sheet.WriteTo(context.Background(), &b, ExcelCSV, nil); err != nil || b.String() != "\ufeffa;b\r\n\"x;y\";-3,33\r\n" {
		t.Errorf("sheet %q %v", b.String(), err)
	}
}

func TestJSONFormsHoldTheSameRows(t *testing.T) {
	r := run(t, smallLedger(t), "")
	type row struct {
		Date    string       `json:"date"`
		Amount  json.Number  `json:"amount"`
		Balance *json.Number `json:"balance"`
		Party   *string      `json:"party"`
		Labels  []string     `json:"labels"`
		Status  *string      `json:"status"`
	}
	var all []row
	if err := json.Unmarshal([]byte(write(t, r, Request{Format: JSON})), &all); err != nil {
		t.Fatal(err)
	}
	if len(all) != 8 || all[1].Amount != "5000.00" || *all[1].Balance != "5100.00" || len(all[1].Labels) != 2 || all[5].Party != nil || all[2].Balance != nil {
		t.Errorf("rows %+v", all)
	}
	lines := strings.Split(strings.TrimSpace(write(t, r, Request{Format: NDJSON})), "\n")
	for i, line := range lines {
		var x row
		if err := json.Unmarshal([]byte(line), &x); err != nil || x.Amount != all[i].Amount || x.Date != all[i].Date {
			t.Errorf("line %d: %s (%v)", i, line, err)
		}
	}
	if len(lines) != 8 {
		t.Errorf("%d lines", len(lines))
	}
	if empty := write(t, run(t, smallLedger(t), "nothingatall"), Request{Format: JSON}); empty != "[]\n" {
		t.Errorf("no rows: %q", empty)
	}
}

func TestCSVSurvivesHostileTextAndKeepsNumbers(t *testing.T) {
	imp := &aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN"}}}}}
	acc := &imp.Targets[0].Accounts[0]
	for _, s := range []string{"\ufeff=1+1", "\ufffd=1+1", " \ufeff-1"} { // what a reader does not see stands before a formula
		if !formula(s) {
			t.Errorf("%q is no formula", s)
		}
	}
	for _, s := range hostile {
		acc.Transactions = append(acc.Transactions, tx("2026-01-01", "-5.10", s, s, s, s))
	}
	l, err := ledger.FromImport(imp)
	if err != nil {
		t.Fatal(err)
	}
	got := write(t, run(t, l, ""), Request{Format: CSV, Columns: []ledger.Column{ledger.ColAmount, ledger.ColTitle, ledger.ColParty, ledger.ColKind, ledger.ColLabels}})
	records, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if len(records) != 1+len(hostile) {
		t.Fatalf("%d records of %d rows", len(records), len(hostile))
	}
	for i, rec := range records[1:] {
		if rec[0] != "-5.10" {
			t.Errorf("amount became %q", rec[0])
		}
		for _, cell := range rec[1:] {
			clean := text.Clean(hostile[i]).ForFile()
			if cell != clean && cell != "'"+clean {
				t.Errorf("%q came back as %q", hostile[i], cell)
			}
			first := strings.TrimLeft(cell, " \u00a0\ufeff\ufffd")
			if first != "" && strings.ContainsAny(first[:1], "=+-@\t\r") || strings.HasPrefix(first, "＝") || strings.HasPrefix(first, "−") {
				t.Errorf("%q can be a formula", cell)
			}
		}
	}
}

func TestProgressEndsAtAllRows(t *testing.T) {
	l, _ := ledger.FromImport(randomImport(5000, 1))
	var seen []int
	write(t, run(t, l, ""), Request{Format: NDJSON, Progress: func(done, all int) {
		if all != 5000 {
			t.Errorf("all is %d", all)
		}
		seen = append(seen, done)
	}})
	if len(seen) < 3 || seen[0] != 0 || seen[len(seen)-1] != 5000 {
		t.Errorf("progress %v", seen)
	}
}

func TestExportFileIsCompleteOrNotThere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "rows.csv")
	l, _ := ledger.FromImport(randomImport(9000, 2))
	r := run(t, l, "")
	ctx, cancel := context.WithCancel(context.Background())
	err := File(ctx, path, false, r, Request{Format: CSV, Progress: func(done, _ int) {
		if done > 0 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled export: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if err := File(context.Background(), path, false, r, Request{Format: CSV}); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	if n := bytes.Count(before, []byte("\n")); n != 9001 {
		t.Errorf("%d lines", n)
	}
	if err := File(context.Background(), path, false, r, Request{Format: JSON}); !errors.Is(err, ErrExists) {
		t.Errorf("a second export: %v", err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, before) {
		t.Error("the first export was touched")
	}
	if err := File(context.Background(), path, true, r, Request{Format: JSON}); err != nil {
		t.Errorf("overwrite: %v", err)
	}
	if info, _ := os.Stat(path); info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if left, _ := os.ReadDir(dir); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

func TestExportFileRefusesDirectoriesAndLinks(t *testing.T) {
	dir := t.TempDir()
	r := run(t, smallLedger(t), "")
	if err := File(context.Background(), dir, true, r, Request{Format: CSV}); err == nil {
		t.Error("a directory was taken for a file")
	}
	link := filepath.Join(dir, "link.csv")
	victim := filepath.Join(dir, "victim")
	os.WriteFile(victim, []byte("keep"), 0o600)
	os.Symlink(victim, link)
	if err := File(context.Background(), link, true, r, Request{Format: CSV}); err == nil {
		t.Error("a symbolic link was followed")
	}
	if b, _ := os.ReadFile(victim); string(b) != "keep" {
		t.Error("the link's target was written")
	}
	if err := File(context.Background(), filepath.Join(dir, "no", "dir.csv"), false, r, Request{Format: CSV}); err == nil {
		t.Error("a missing directory gave no error")
	}
	if err := File(context.Background(), filepath.Join(dir, "x"), false, r, Request{Format: "xls"}); err == nil {
		t.Error("an unknown format gave no error")
	}
}

// Whatever is wrong with a file is said in plain words with its path and the way out, and never names the file
// that was written meanwhile.
func TestFileErrorsNameThePathAndTheWayOut(t *testing.T) {
	dir := t.TempDir()
	closed := filepath.Join(dir, "closed")
	os.Mkdir(closed, 0o500)
	os.WriteFile(filepath.Join(dir, "file"), nil, 0o600)
	full := func(io.Writer) error {
		return fmt.Errorf("export: %w", &fs.PathError{Op: "write", Path: filepath.Join(dir, ".aisdesk-ABCDEFGHIJ.part"), Err: syscall.ENOSPC})
	}
	fine := func(io.Writer) error { return nil }
	for _, c := range []struct {
		path  string
		write func(io.Writer) error
		words []string
	}{
		{filepath.Join(dir, "no", "rows.csv"), fine, []string{"there is no folder " + filepath.Join(dir, "no"), "make it first"}},
		{filepath.Join(closed, "rows.csv"), fine, []string{"may not write in " + closed, "folder of your own"}},
		{filepath.Join(dir, "file", "rows.csv"), fine, []string{"is a file, not a folder", "another path"}},
		{dir, fine, []string{"this is a folder", "transactions.csv"}},
		{"/dev/full", fine, []string{"a link or a device", "another name"}},
		{filepath.Join(dir, strings.Repeat("x", 300)), fine, []string{"too long", "shorter"}},
		{filepath.Join(dir, strings.Repeat("x", 250)+".csv"), full, []string{"disk is full under " + dir, "free some space"}},
	} {
		err := WriteFile(c.path, true, c.write)
		if os.Geteuid() == 0 && strings.HasPrefix(c.path, closed) {
			continue // root may write anywhere
		}
		var fe *FileError
		if !errors.As(err, &fe) || fe.Path != c.path || !strings.HasPrefix(err.Error(), c.path+": ") {
			t.Errorf("%.60s: %v", c.path, err)
			continue
		}
		for _, w := range c.words {
			if !strings.Contains(err.Error(), w) {
				t.Errorf("%.60s: %q is not in %q", c.path, w, err)
			}
		}
		if strings.Contains(err.Error(), ".part") {
			t.Errorf("a temporary file is named: %v", err)
		}
	}
	left, _ := os.ReadDir(dir)
	if len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
}

// Any text comes back from each form of export as it is in the ledger, but for the guard against formulas, and
// no text makes a line or a cell more.
func FuzzExports(f *testing.F) {
	for _, s := range []string{"", "plain", "=1+1", "+48", "-5", "@x", "\t=1", "a,b", `a"b`, "a\nb", "\r", " lead", "＝1", "</script>", "\u2028", "ż", "'", "\ufeff=1", "\u200b@x"} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, title, party string) {
		l, err := ledger.FromImport(&aisclient.Import{Targets: []aisclient.Target{{Accounts: []aisclient.Account{{Currency: "PLN",
			Transactions: []aisclient.Transaction{{Title: text.Clean(title), Party: text.Clean(party), Amount: -12_300}}}}}}})
		if err != nil {
			t.Fatal(err)
		}
		title, party = l.Title(0).ForFile(), l.Party(0).ForFile()
		columns := []ledger.Column{ledger.ColAmount, ledger.ColTitle, ledger.ColParty}
		table, err := csv.NewReader(strings.NewReader(exported(t, l, CSV, columns))).ReadAll()
		if err != nil || len(table) != 2 || len(table[1]) != 3 || table[1][0] != "-1.23" {
			t.Fatalf("%q, %q: %q, %v", title, party, table, err)
		}
		for i, s := range []string{title, party} {
			cell := table[1][i+1]
			if bare, read := strings.TrimPrefix(cell, "'"), strings.ReplaceAll(s, "\r\n", "\n"); bare != read && cell != read {
				t.Fatalf("%q came back as %q", s, cell)
			}
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Fatalf("%q is a formula for a spreadsheet", cell)
			}
		}
		lines := exported(t, l, NDJSON, columns)
		if strings.Count(lines, "\n") != 1 {
			t.Fatalf("%q", lines)
		}
		var object struct {
			Amount       json.Number
			Title, Party string
		}
		if err := json.Unmarshal([]byte(lines), &object); err != nil || object.Title != title || object.Party != party || object.Amount != "-1.23" {
			t.Fatalf("%q: %+v, %v", lines, object, err)
		}
	})
}

func exported(t testing.TB, l *ledger.Ledger, f Format, columns []ledger.Column) string {
	t.Helper()
	var b bytes.Buffer
	if err := (Request{Format: f, Columns: columns}).WriteTo(t.Context(), &b, run(t, l, "")); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func BenchmarkExportCSV100k(b *testing.B) {
	l, err := ledger.FromImport(randomImport(100_000, 11))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r, _ := l.Run(context.Background(), ledger.Query{})
		_ = Request{Format: CSV}.WriteTo(context.Background(), discard{}, r)
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
