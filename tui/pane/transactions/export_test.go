package transactions

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// cells are what the view shows, as the ledger has it: rows in their order, the columns of an export in theirs.
func (d driven) cells(ids []int32) [][]string {
	var out [][]string
	for _, id := range ids {
		var row []string
		for _, c := range d.columns() {
			col, err := ledger.ParseColumn(c)
			if err != nil {
				continue
			}
			row = append(row, d.p.data.Ledger.Text(id, col).String())
		}
		out = append(out, row)
	}
	return out
}

func (d driven) columns() []string {
	var out []string
	for _, c := range d.p.grid.Visible() {
		out = append(out, c.Key)
	}
	for _, c := range []string{"currency", "status"} { // what the view tells of an amount by signs
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// ids are the rows of the view.
func (d driven) ids() []int32 { return slices.Clone(d.p.result.Order) }

// read reads an export of any form back as texts, the names of its columns first.
func read(t *testing.T, path string, columns []string) [][]string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasSuffix(path, ".csv") {
		all, err := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
		if err != nil || !slices.Equal(all[0], columns) {
			t.Fatalf("%v, head %v, not %v", err, all[0], columns)
		}
		for _, row := range all[1:] {
			for i, c := range row {
				row[i] = strings.TrimPrefix(c, "'") // the guard against formulas
			}
		}
		return all[1:]
	}
	var objects []json.RawMessage
	if strings.HasSuffix(path, ".ndjson") {
		for l := range strings.Lines(string(raw)) {
			objects = append(objects, json.RawMessage(l))
		}
	} else if err := json.Unmarshal(raw, &objects); err != nil {
		t.Fatal(err)
	}
	var out [][]string
	for _, o := range objects {
		out = append(out, object(t, o, columns))
	}
	return out
}

// object is a JSON row as texts; its keys must be the columns in their order.
func object(t *testing.T, o json.RawMessage, columns []string) []string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(string(o)))
	dec.UseNumber()
	var row []string
	_, _ = dec.Token()
	for _, want := range columns {
		if key, err := dec.Token(); err != nil || key != want {
			t.Fatalf("%s: %v %v, not %s", o, key, err, want)
		}
		var v any
		if err := dec.Decode(&v); err != nil {
			t.Fatal(err)
		}
		switch v := v.(type) {
		case nil:
			row = append(row, "")
		case []any:
			var words []string
			for _, w := range v {
				words = append(words, w.(string))
			}
			row = append(row, strings.Join(words, ", "))
		case json.Number:
			row = append(row, v.String())
		default:
			row = append(row, v.(string))
		}
	}
	if dec.More() {
		if key, _ := dec.Token(); key != json.Delim('}') {
			t.Fatalf("%s has more than the view", o)
		}
	}
	return row
}

// An export is the view: its rows in its order, its columns in theirs, in every form; or its marked rows.
func TestExportsInEveryFormAreTheView(t *testing.T) {
	for _, form := range []string{"csv", "json", "ndjson"} {
		visit(t, sample.Customer(), func(d driven) {
			d.p.grid.SetColumn("date")
			d.Press("c", "J", "J", "down", " ", "esc") // the date two to the right, the column after it hidden
			d.p.grid.SetColumn("amount")
			d.Press("/").Type("is:out -label:rent").Press("enter", "s", "p", "p")
			path := filepath.Join(t.TempDir(), "a."+form)
			d.Press("e", "ctrl+u").Type(path).Press("enter").Wait(time.Second)
			if got, want := read(t, path, d.columns()), d.cells(d.ids()); !equal(got, want) || len(want) == 0 || len(want) == 61 {
				t.Errorf("%s holds\n%q\nnot\n%q", form, got, want)
			}
			d.Press("G", " ", "home", " ", "S") // sorted anew after marking
			path = filepath.Join(t.TempDir(), "b."+form)
			d.Press("E").Sees("export 2 marked rows to").Press("ctrl+u").Type(path).Press("enter").Wait(time.Second)
			var marked []int32
			for _, id := range d.ids() {
				if d.p.grid.Marked(id) {
					marked = append(marked, id)
				}
			}
			if got, want := read(t, path, d.columns()), d.cells(marked); !equal(got, want) || len(got) != 2 {
				t.Errorf("%s holds\n%q\nnot\n%q", form, got, want)
			}
			if m, _ := find[pane.Notice](d); m.Text != "exported 2 rows to "+path {
				t.Errorf("said %q", m.Text)
			}
		})
	}
}

func equal(a, b [][]string) bool {
	return slices.EqualFunc(a, b, func(x, y []string) bool { return slices.Equal(x, y) })
}

// Rows that are marked but not in the view go with the marked ones, as in their totals; none gets lost unsaid.
func TestMarkedRowsThatAreNotShownAreExportedToo(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press(" ", " ", "/").Type("rent is:out").Press("enter", " ")
		path := filepath.Join(t.TempDir(), "m.csv")
		d.Press("E").Sees("3 marked rows").Press("ctrl+u").Type(path).Press("enter").Wait(time.Second)
		if got := read(t, path, d.columns()); len(got) != 3 || !slices.Contains(got[0], "Marek Nowak") {
			t.Errorf("%q", got)
		}
		d.Press("V", "E")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "no row is marked") {
			t.Errorf("said %q", m.Text)
		}
	})
}

// A key that finds nothing to take away says so, as the export of the marked rows does.
func TestTakingNoMarksAwaySaysSo(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.Press(" ", "V").SeesNot("*marked")
		if m, said := find[pane.Notice](d); said {
			t.Errorf("said %q although there was a mark", m.Text)
		}
		d.Press("V")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "no row is marked") {
			t.Errorf("said %q", m.Text)
		}
	})
}

func TestExportedTextIsNoFormula(t *testing.T) {
	imp := sample.Customer()
	for i, s := range []string{"=1+1", "+48 600", "-cmd", "@x", "\t=1", "＝1"} {
		imp.Targets[0].Accounts[0].Transactions[i].Title = text.Clean(s)
	}
	visit(t, imp, func(d driven) {
		path := filepath.Join(t.TempDir(), "f.csv")
		d.Press("e", "ctrl+u").Type(path).Press("enter").Wait(time.Second)
		raw, _ := os.ReadFile(path)
		all, _ := csv.NewReader(strings.NewReader(string(raw))).ReadAll()
		title := slices.Index(all[0], "title")
		for _, row := range all[1:] {
			if s := strings.TrimSpace(row[title]); s != "" && strings.ContainsAny(s[:1], "=+-@") {
				t.Errorf("%q can be a formula", s)
			}
		}
	})
}

// A file that cannot be written is said with the reason and the way out, and its name comes back to be corrected.
func TestExportThatCannotBeWrittenComesBack(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		dir := t.TempDir()
		os.WriteFile(filepath.Join(dir, "file"), nil, 0o600)
		os.Mkdir(filepath.Join(dir, "folder.csv"), 0o700)
		for path, said := range map[string]string{
			filepath.Join(dir, "no", "x.csv"):   "there is no folder " + filepath.Join(dir, "no"),
			filepath.Join(dir, "file", "x.csv"): "is a file, not a folder",
			filepath.Join(dir, "folder.csv"):    "this is a folder",
		} {
			d.Press("e", "ctrl+u").Type(path).Press("enter").Wait(time.Second)
			d.Sees(said, "export to ").SeesNot(".part")
			if got := d.p.prompt.line.Value(); got != path {
				t.Errorf("came back with %q", got)
			}
			d.Press("esc")
		}
		d.Press("e", "ctrl+u", "enter").Sees("the name must end in")
	})
}

func TestExportIntoTheHomeDirectory(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.env.Home = t.TempDir()
		d.Press("e", "ctrl+u").Type("~/x.json").Press("enter").Wait(time.Second)
		if _, err := os.Stat(filepath.Join(d.env.Home, "x.json")); err != nil {
			t.Error(err)
		}
		if m, _ := find[pane.Notice](d); !strings.HasSuffix(m.Text, filepath.Join(d.env.Home, "x.json")) {
			t.Errorf("said %q", m.Text)
		}
	})
}

// The next file is proposed in the folder of the last one that was written.
func TestTheFolderOfAnExportIsKept(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.env.Home = t.TempDir()
		os.Mkdir(filepath.Join(d.env.Home, "reports"), 0o700)
		d.Press("e").Sees("export to one-transactions.csv").Press("ctrl+u").Type("~/none/x.csv").Press("enter").Wait(time.Second).Press("esc")
		d.Press("e").Sees("export to one-transactions.csv").Press("ctrl+u").Type("~/reports/x.csv").Press("enter").Wait(time.Second)
		d.Press("e").Sees("export to ~/reports/one-transactions.csv")
	})
}

// While an export is written its share is on the screen; Esc ends it and leaves no file.
func TestExportShowsItsProgressAndCanBeCancelled(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		dir := t.TempDir()
		d.Press("e", "ctrl+u").Type(filepath.Join(dir, "x.csv"))
		cmd := pane.Handle(d.p, pane.Press("enter")) // begun, and not yet written
		if s := d.p.Status(); !strings.Contains(s, "exporting") || !strings.Contains(s, "esc cancels") {
			t.Errorf("status %q", s)
		}
		if d.p.Unfinished() == "" {
			t.Error("nothing would be lost")
		}
		d.Press("e")
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "is being written") {
			t.Errorf("a second export: %q", m.Text)
		}
		d.Press("esc")
		d.Init(cmd).Wait(time.Second)
		if m, _ := find[pane.Notice](d); !strings.Contains(m.Text, "cancelled; no file was written") {
			t.Errorf("said %q", m.Text)
		}
		if left, _ := os.ReadDir(dir); len(left) != 0 || d.p.Unfinished() != "" {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestMarkedRowsAreCopiedInTheOrderOfTheView(t *testing.T) {
	visit(t, sample.Customer(), func(d driven) {
		d.p.grid.SetColumn("amount")
		d.Press(" ", " ", " ", "s", "Y")
		m, _ := find[pane.Copy](d)
		var amounts []aisclient.Amount
		for l := range strings.Lines(m.Text) {
			a, err := aisclient.ParseAmount(strings.Split(l, "\t")[3])
			if err != nil {
				t.Fatal(err)
			}
			amounts = append(amounts, a)
		}
		slices.Reverse(amounts)
		if len(amounts) != 3 || !slices.IsSorted(amounts) {
			t.Errorf("copied %v", amounts)
		}
	})
}
