package portfolio

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger/export"
	"aisdesk/aisclient/report"
)

// A row as another program reads it.
type exportedRow struct {
	Import  string   `parquet:"import_id,optional"`
	Row     int64    `parquet:"row,optional"`
	Amount  *int64   `parquet:"amount,optional,decimal(4:18)"`
	Balance *int64   `parquet:"balance,optional,decimal(4:18)"`
	Date    *int32   `parquet:"date,optional,date"`
	Title   *string  `parquet:"title,optional"`
	Labels  []string `parquet:"labels,list"`
}

type exportedImport struct {
	Import  string  `parquet:"import_id,optional"`
	Error   *string `parquet:"error,optional"`
	Rows    *int64  `parquet:"rows,optional"`
	Verdict *string `parquet:"verdict,optional"`
}

func read[T any](t *testing.T, path string) ([]T, *parquet.File) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	out := make([]T, file.NumRows())
	if n, err := parquet.NewGenericReader[T](file).Read(out); n != len(out) {
		t.Fatalf("%d of %d rows: %v", n, len(out), err)
	}
	return out, file
}

// withRows is a source whose imports have two rows.
func withRows(n int) *made {
	m := newMade(n)
	balance := aisclient.Amount(-5_0001)
	m.rows = []report.TableRow{
		{Row: report.Row{Row: 0, Amount: 12_3456, Currency: "PLN", Title: "zażółć", Date: aisclient.DateOf(2026, 11, 28)}, Labels: []string{"SALARY", "x"}, Balance: &balance},
		{Row: report.Row{Row: 1, Amount: 99, Currency: "PLN"}, Unread: true},
	}
	return m
}

func export1(t *testing.T, m *made, o ExportOptions, stop int) (Progress, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ids, err := New(m).IDs(ctx, Selection{After: o.After})
	if err != nil {
		t.Fatal(err)
	}
	return New(m).Export(ctx, ids, Request{}, o, func(at Progress) {
		if at.Done == stop {
			cancel()
		}
	})
}

func TestTablesOfAnExport(t *testing.T) {
	m := withRows(5)
	m.broken["003"] = errors.New("the reply is damaged")
	o := ExportOptions{Dir: filepath.Join(t.TempDir(), "new"), Program: "1.2.3"}
	if done, err := export1(t, m, o, 0); err != nil || done != (Progress{Done: 5, Of: 5, Failed: 1, Last: "004"}) {
		t.Fatal(done, err)
	}
	rows, file := read[exportedRow](t, o.Path("rows"))
	if len(rows) != 8 || rows[0].Import != "000" || rows[7].Import != "004" {
		t.Fatalf("%d rows, the last of %s", len(rows), rows[len(rows)-1].Import)
	}
	r := rows[0]
	day := int32(time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC).Unix() / 86400)
	if *r.Amount != 123456 || *r.Balance != -50001 || *r.Date != day || *r.Title != "zażółć" || strings.Join(r.Labels, " ") != "SALARY x" {
		t.Errorf("%+v", r)
	}
	if r := rows[1]; r.Amount != nil || r.Balance != nil || r.Date != nil || r.Title != nil || len(r.Labels) > 0 || r.Row != 1 {
		t.Errorf("an amount that could not be read, and what is not known, is null: %+v", r)
	}
	for key, want := range map[string]string{"aisdesk.schema": "2", "aisdesk.level": "file", "aisdesk.imports": "5", "aisdesk.last": "004", "aisdesk.complete": "true"} {
		if v, _ := file.Lookup(key); v != want {
			t.Errorf("%s is %q", key, v)
		}
	}
	imports, _ := read[exportedImport](t, o.Path("imports"))
	if len(imports) != 5 {
		t.Errorf("%d imports", len(imports))
	}
	for i, imp := range imports {
		if broken := imp.Error != nil; broken != (i == 3) || broken && *imp.Error != "the reply is damaged" || broken != (imp.Rows == nil) || imp.Verdict != nil {
			t.Errorf("%+v", imp)
		}
	}
	if info, err := os.Stat(o.Path("rows")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
}

// What is there stays, and nothing is read for nothing.
func TestTablesAreNotReplacedUnasked(t *testing.T) {
	o := ExportOptions{Dir: t.TempDir()}
	for _, name := range TableNames() {
		if err := os.WriteFile(o.Path(name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		m := withRows(2)
		m.hold = func(string) { t.Error("it read before it looked") }
		if _, err := export1(t, m, o, 0); !errors.Is(err, export.ErrExists) {
			t.Errorf("%s: %v", name, err)
		}
		if b, err := os.ReadFile(o.Path(name)); err != nil || string(b) != "mine" {
			t.Errorf("%s holds %q %v", name, b, err)
		}
		if err := os.Remove(o.Path(name)); err != nil {
			t.Fatal(err)
		}
	}
	nothingIn(t, o.Dir)
	if _, err := export1(t, withRows(2), o, 0); err != nil {
		t.Fatal(err)
	}
	o.Overwrite = true
	if _, err := export1(t, withRows(3), o, 0); err != nil {
		t.Fatal(err)
	}
	if rows, _ := read[exportedRow](t, o.Path("rows")); len(rows) != 6 {
		t.Errorf("%d rows", len(rows))
	}
}

func nothingIn(t *testing.T, dir string) {
	t.Helper()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left: %v %v", left, err)
	}
}

// A run that is stopped keeps whole tables of its beginning; the run behind it has the rest.
func TestAStoppedExportGoesOn(t *testing.T) {
	o := ExportOptions{Dir: t.TempDir()}
	done, err := export1(t, withRows(6), o, 4)
	if !errors.Is(err, context.Canceled) || done.Done != 4 || done.Last != "003" {
		t.Fatal(done, err)
	}
	first, file := read[exportedRow](t, o.Path("rows"))
	if v, _ := file.Lookup("aisdesk.complete"); v != "false" || len(first) != 8 {
		t.Errorf("complete %q, %d rows", v, len(first))
	}
	rest := o
	rest.After = done.Last
	if rest.Path("rows") != filepath.Join(o.Dir, "rows-after-003.parquet") {
		t.Error(rest.Path("rows"))
	}
	if _, err := export1(t, withRows(6), rest, 0); err != nil {
		t.Fatal(err)
	}
	second, _ := read[exportedRow](t, rest.Path("rows"))
	var ids []string
	for _, r := range append(first, second...) {
		ids = append(ids, r.Import)
	}
	if got := strings.Join(ids, " "); got != "000 000 001 001 002 002 003 003 004 004 005 005" {
		t.Error(got)
	}
	none := ExportOptions{Dir: t.TempDir()}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := New(withRows(3)).Export(ctx, []string{"000"}, Request{}, none, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	nothingIn(t, none.Dir)
}

// An amount that no DECIMAL(18,4) holds ends the run, names its row and leaves nothing.
func TestAnAmountOfTooManyDigitsNamesItsRow(t *testing.T) {
	m := withRows(3)
	m.rows[1].Unread, m.rows[1].Amount = false, 1_000_000_000_000_000_000
	o := ExportOptions{Dir: t.TempDir()}
	_, err := export1(t, m, o, 0)
	if err == nil || !strings.Contains(err.Error(), "import 000, row 1: amount 100000000000000.00 has more than 18 digits") {
		t.Error(err)
	}
	nothingIn(t, o.Dir)
}

func TestAFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := export1(t, withRows(1), ExportOptions{Dir: filepath.Join(file, "tables")}, 0)
	if pe, ok := errors.AsType[*fs.PathError](err); !ok || !strings.HasPrefix(pe.Path, file) {
		t.Error(err)
	}
}
