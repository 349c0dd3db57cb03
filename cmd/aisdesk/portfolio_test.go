package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/replytest"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
	"aisdesk/cmd/aisdesk/internal/cli"
)

// portfolio fills a desk's archive.
func (d *desk) portfolio(imports, rows int) (ids []string) {
	d.t.Helper()
	dir := d.env["XDG_DATA_HOME"] + "/aisdesk"
	store, err := archive.Open(dir, archive.Options{})
	if err != nil {
		d.t.Fatal(err)
	}
	defer store.Close()
	for n := range imports {
		e, err := store.Save(d.t.Context(), archive.NewImport{Environment: text.Clean("sandbox"), State: text.Clean("successful"), Since: text.Clean("2025-11-20")}, replytest.Year(n, rows))
		if err != nil {
			d.t.Fatal(err)
		}
		ids = append(ids, e.ID)
	}
	slices.Sort(ids)
	return ids
}

func TestAPortfolioIsOneLineAnImport(t *testing.T) {
	d := newDesk(t)
	ids := d.portfolio(7, 60)
	says(t, d.run("report", "--all"), cli.ExitUsage, "add --json")
	says(t, d.run("report", "--all", "--json", "latest"), cli.ExitUsage)
	says(t, d.run("report", "--all", "--output", d.env["HOME"]+"/all.json"), cli.ExitUsage, "write --output NAME.ndjson")
	says(t, d.run("report", "--all", "--json", "--output", d.env["HOME"]+"/asked.json"), 0)
	says(t, d.run("report", "latest", "--after", "x"), cli.ExitUsage, "belong to --all")
	run := func(more ...string) []map[string]any {
		t.Helper()
		r := d.run(append([]string{"report", "--all", "--json", "--income", "5000PLN", "--as-of", "2026-11-28"}, more...)...)
		var lines []map[string]any
		for l := range strings.SplitSeq(strings.TrimSuffix(r.out, "\n"), "\n") {
			var v map[string]any
			if err := json.Unmarshal([]byte(l), &v); err != nil {
				t.Fatalf("%v %.200s %s", err, l, r.err)
			}
			lines = append(lines, v)
		}
		return lines
	}
	of := func(line map[string]any) string {
		return line["imports"].([]any)[0].(map[string]any)["id"].(string)
	}
	lines := run()
	if len(lines) != 7 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, l := range lines {
		if of(l) != ids[i] || l["made"] != "2026-11-28" || l["verdict"] == nil {
			t.Errorf("line %d is of %s, made %v", i, of(l), l["made"])
		}
	}
	first := d.run("report", "--all", "--json", "--income", "5000PLN", "--as-of", "2026-11-28").out
	if d.run("report", "--all", "--json", "--income", "5000PLN", "--as-of", "2026-11-28").out != first {
		t.Error("the bytes do not repeat")
	}
	if rest := run("--after", ids[4]); len(rest) != 2 || of(rest[0]) != ids[5] {
		t.Errorf("%d lines behind the fifth", len(rest))
	}
	out := filepath.Join(d.env["HOME"], "all.ndjson")
	says(t, d.run("report", "--all", "--after", "latest", "--output", out), cli.ExitUsage, "--after", "latest", "no such ID")
	if _, err := os.Stat(out); !os.IsNotExist(err) {
		t.Errorf("a refused run wrote: %v", err)
	}
	files, err := filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", "*", ids[2], "reply*"))
	if err != nil || len(files) == 0 {
		files, _ = filepath.Glob(filepath.Join(d.env["XDG_DATA_HOME"], "aisdesk", ids[2], "reply*"))
	}
	if len(files) != 1 {
		t.Fatalf("no reply of %s: %v", ids[2], files)
	}
	if err := os.WriteFile(files[0], []byte("broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := d.run("report", "--all", "--json", "--as-of", "2026-11-28")
	broken := strings.Split(r.out, "\n")[2]
	if r.code != cli.ExitError || strings.Count(r.out, "\n") != 7 || !strings.Contains(broken, `"error":`) || !strings.Contains(broken, ids[2]) {
		t.Errorf("exit %d, line 3 %s %s", r.code, broken, r.err)
	}
}

// With --cases a case is one line, in place of its imports.
func TestAPortfolioOfCases(t *testing.T) {
	d := newDesk(t)
	id := strings.TrimSpace(d.run("case", "new", "Kredyt", "--applicant", "Anna Przykładowa", "--owner", "anna-1").out)
	inCase := d.imported("--login", "salaried", "--owner", "anna-1")
	says(t, d.run("case", "add", id, inCase.ID), cli.ExitOK)
	alone := d.imported()
	r := d.run("report", "--all", "--json", "--cases")
	if strings.Count(r.out, "\n") != 2 || !strings.Contains(r.out, `"case":{"id":"`+id) || !strings.Contains(r.out, `"imports":[{"id":"`+alone.ID) {
		t.Errorf("%.600s %s", r.out, r.err)
	}
}

// The measure of a portfolio: AISDESK_PORTFOLIO=10000 makes so many imports of 500 rows in the folder of the test.
func TestPortfolioOfMany(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("AISDESK_PORTFOLIO"))
	if n == 0 {
		t.Skip("AISDESK_PORTFOLIO says how many imports")
	}
	d := newDesk(t)
	d.portfolio(n, 500)
	out, start := filepath.Join(t.TempDir(), "all.ndjson"), time.Now()
	says(t, d.run("report", "--all", "--income", "5000PLN", "--without", "gambling,bailiff", "--as-of", "2026-11-28", "--output", out), cli.ExitOK)
	info, err := os.Stat(out)
	if err != nil {
		t.Fatal(err)
	}
	usage := syscall.Rusage{}
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	t.Logf("%d imports in %s, %d MB written, at most %d MB of memory", n, time.Since(start).Round(time.Millisecond), info.Size()>>20, usage.Maxrss>>10)
}

// stopping is an output at which somebody presses Ctrl+C after so many lines.
type stopping struct {
	bytes.Buffer
	after int
	stop  func()
}

func (s *stopping) Write(b []byte) (int, error) {
	if s.after--; s.after == 0 {
		s.stop()
	}
	return s.Buffer.Write(b)
}

// A run that is stopped keeps whole lines, says how to go on, and both parts are what an unbroken run writes.
func TestAStoppedPortfolioSaysHowToGoOn(t *testing.T) {
	d := newDesk(t)
	ids := d.portfolio(9, 20)
	args := []string{"report", "--all", "--json", "--as-of", "2026-11-28"}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, errs := stopping{after: 4, stop: stop}, bytes.Buffer{}
	code := run(ctx, args, cli.Streams{In: strings.NewReader(""), Out: &out, Err: &errs}, func(k string) string { return d.env[k] })
	says(t, result{code, "", errs.String()}, cli.ExitCancelled, "stopped after 4 of 9 imports", "--after "+ids[3])
	whole, rest := d.run(args...), d.run(append(args, "--after", ids[3])...)
	if whole.code != cli.ExitOK || out.String()+rest.out != whole.out || strings.Count(whole.out, "\n") != 9 {
		t.Errorf("%d and %d lines of %d", strings.Count(out.String(), "\n"), strings.Count(rest.out, "\n"), strings.Count(whole.out, "\n"))
	}
}

// The command writes four tables, says which, and does not replace them unasked.
func TestExportOfTables(t *testing.T) {
	d := newDesk(t)
	d.portfolio(3, 20)
	dir := filepath.Join(d.env["HOME"], "tables")
	says(t, d.run("export"), cli.ExitUsage, "--parquet DIR")
	says(t, d.run("export", "--parquet", dir, "--level", "none"), cli.ExitUsage, "full, file or verdict")
	says(t, d.run("export", "--parquet", dir, "--after", "20990101"), cli.ExitUsage, "--after", "20990101", "no such ID")
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("a refused run made its folder: %v", err)
	}
	r := d.run("export", "--parquet", dir)
	says(t, r, cli.ExitOK)
	for _, name := range []string{"imports", "rows", "streams", "verdicts"} {
		path := filepath.Join(dir, name+".parquet")
		if b, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(b, []byte("PAR1")) || !bytes.HasSuffix(b, []byte("PAR1")) {
			t.Errorf("%s: %v", path, err)
		}
		if !strings.Contains(r.out, path+"\n") {
			t.Errorf("it does not name %s:\n%s", path, r.out)
		}
	}
	says(t, d.run("export", "--parquet", dir), cli.ExitError, "--overwrite replaces it")
	says(t, d.run("export", "--parquet", dir, "--overwrite"), cli.ExitOK)
}

// The rules of the program are written to a file; changed, a backtest lists what they change and exits as it was asked to.
func TestBacktestOfRules(t *testing.T) {
	d := newDesk(t)
	s := d.imported("--login", "salaried", "--since", "1y")
	store, err := archive.Open(d.env["XDG_DATA_HOME"]+"/aisdesk", archive.Options{})
	if err != nil {
		t.Fatal(err)
	}
	claims, err := verify.Marshal([]verify.Claim{verify.NoSign{Topic: "gambling"}})
	if err == nil {
		err = store.PutAttachment(s.ID, cases.ClaimsAttachment, claims)
	}
	store.Close()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(d.env["HOME"], "rules.toml")
	says(t, d.run("backtest"), cli.ExitUsage, "a file of rules, or builtin")
	says(t, d.run("backtest", "--write-rules", file), cli.ExitOK)
	says(t, d.run("backtest", "--write-rules", file), cli.ExitError, "--overwrite replaces it")
	says(t, d.run("backtest", file, "--fail-on-change"), cli.ExitOK, "1 check of 1 import; 0 imports without claims", "0 outcomes change")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	strict := strings.NewReplacer("coverage_days = 90", "coverage_days = 700", `name = "2026-11-28"`, `name = "strict"`).Replace(string(b))
	if err := os.WriteFile(file, []byte(strict), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("backtest", file), cli.ExitOK, "1 outcome changes", "confirmed -> inconclusive", s.ID, "after   rules strict", "fewer than 700")
	r := d.run("backtest", file, "--fail-on-change", "--json")
	says(t, r, cli.ExitChanged, "1 outcome changes")
	var v portfolio.Backtest
	if err := json.Unmarshal([]byte(r.out), &v); err != nil || len(v.Changes) != 1 || v.Changes[0].Import != s.ID {
		t.Errorf("%v %s", err, r.out)
	}
	if err := os.WriteFile(file, []byte(strict+"speed = 3\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	says(t, d.run("backtest", file), cli.ExitUsage, `there is no threshold "quality.speed"`)
	says(t, d.run("help", "exit-codes"), cli.ExitOK, "7", "--fail-on-change")
}

// A bank's error is no damage of the archive: a nightly run is not red for it.
func TestAPortfolioWithAnImportThatFailed(t *testing.T) {
	d := newDesk(t)
	d.portfolio(2, 20)
	if r := d.run("import", "--env", "sandbox", "--login", "test1", "--speed", "50", "--scenario", "import-error"); r.code != cli.ExitImport {
		t.Fatalf("exit %d %s", r.code, r.err)
	}
	for _, line := range []string{"report --all --json", "backtest builtin --json", "export --parquet " + t.TempDir()} {
		r := d.run(strings.Fields(line)...)
		if r.code != cli.ExitOK || !strings.Contains(r.out, `"noImport":`) && !strings.Contains(line, "export") {
			t.Errorf("%s: exit %d %s%s", line, r.code, r.out, r.err)
		}
		if !strings.Contains(line, "backtest") && !strings.Contains(r.err, "note: 1 of 3 imports hold no data") {
			t.Errorf("%s: %s", line, r.err)
		}
	}
}
