package app

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/lexicon"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// twoWages is a case of one customer who earns 3000 at each of two banks and claims 6000, beside an import that stands alone.
func twoWages(t *testing.T) (a *App, id string, inCase []string, alone string) {
	t.Helper()
	a = offlineApp(t)
	id, err := a.Cases.New(t.Context(), "Kowalski", janKowalski)
	must(t, err)
	for bank, iban := range map[string]string{"Stolarnia Dab": ibanA, "Cukiernia Krem": ibanB} {
		wage := func(on string) string { return on + "|3000.00|Wynagrodzenie|" + bank + "|" }
		importID := put(t, a, "jan", xmlReply(bank, "Jan Kowalski", iban, "9000.00", append(months(25, wage), months(12, bread)...)...))
		must(t, a.Cases.AddImport(t.Context(), id, importID))
		inCase = append(inCase, importID)
	}
	must(t, a.SaveClaims(t.Context(), id, claims(t, "income 6000PLN")))
	alone = put(t, a, "ewa", xmlReply("BankC", "Ewa Nowak", "PL44124010371111001007654321", "100.00", months(26, wages)...))
	must(t, a.SaveClaims(t.Context(), alone, claims(t, "income 6000PLN")))
	return a, id, inCase, alone
}

// What is claimed in a case is judged on all its imports together, whoever asks: a line about one of them says what the case comes
// to, and an answer over cases names it once.
func TestAPortfolioJudgesTheClaimsOfACaseOnTheCase(t *testing.T) {
	a, id, inCase, alone := twoWages(t)
	ids, err := a.Portfolio.IDs(t.Context(), portfolio.Selection{})
	must(t, err)

	shown := map[string]portfolio.Verdict{}
	must(t, a.Portfolio.Verdicts(t.Context(), ids, portfolio.Judgement{}, func(id string, v portfolio.Verdict) { shown[id] = v }))
	if shown[inCase[0]] != portfolio.Verdict(verify.Confirmed) || shown[inCase[1]] != portfolio.Verdict(verify.Confirmed) || shown[alone] != portfolio.Verdict(verify.Refuted) {
		t.Errorf("%v", shown)
	}

	var lines bytes.Buffer
	_, err = a.Portfolio.Reports(t.Context(), &lines, ids, portfolio.Request{}, nil)
	must(t, err)
	for l := range bytes.Lines(lines.Bytes()) {
		d, err := report.Parse(l)
		must(t, err)
		c, own := d.Checks[0], d.Imports[0].ID == alone
		if len(d.Imports) != 1 || d.OfCase == own || own != (d.Verdict == "refuted") || own != (c.Outcome == "refuted") || own == (c.Proven.String() == "6000.00") || c.Count == 0 {
			t.Errorf("import %s: %s %s %v", d.Imports[0].ID, d.Verdict, c.Outcome, c.Proven)
		}
		if !own && (d.Case.ID != id || len(c.Rows) > 0 || len(c.Evidence) > 0 || d.Income[0].Proven.String() != "3000.00") {
			t.Errorf("%+v", c)
		}
	}

	o := portfolio.ExportOptions{Dir: t.TempDir()}
	_, err = a.Portfolio.Export(t.Context(), ids, portfolio.Request{}, o, nil)
	must(t, err)
	type row struct {
		Import  string  `parquet:"import_id,optional"`
		Case    *string `parquet:"case_id,optional"`
		Verdict string  `parquet:"verdict,optional"`
	}
	for _, table := range []string{"imports", "verdicts"} {
		all := tableOf[row](t, o.Path(table))
		if len(all) != 3 {
			t.Errorf("%s: %+v", table, all)
		}
		for _, r := range all {
			if own := r.Import == alone; own != (r.Verdict == "refuted") || own != (r.Case == nil) || !own && *r.Case != id {
				t.Errorf("%s: %+v", table, r)
			}
		}
	}
}

// Whatever asks about all imports reads a case once, however many imports it has.
func TestAPortfolioReadsACaseOnce(t *testing.T) {
	a, _, inCase, _ := twoWages(t)
	deps, reads := caseDeps(a), sync.Map{}
	load := deps.Load
	deps.Load = func(ctx context.Context, importID string) (*ledger.Ledger, error) {
		n, _ := reads.LoadOrStore(importID, &atomic.Int32{})
		n.(*atomic.Int32).Add(1)
		return load(ctx, importID)
	}
	a.Cases.Cases = cases.New(deps)
	ids, err := a.Portfolio.IDs(t.Context(), portfolio.Selection{})
	must(t, err)
	for walk, run := range map[string]func() error{
		"reports": func() error {
			_, err := a.Portfolio.Reports(t.Context(), io.Discard, ids, portfolio.Request{}, nil)
			return err
		},
		"tables": func() error {
			_, err := a.Portfolio.Export(t.Context(), ids, portfolio.Request{}, portfolio.ExportOptions{Dir: t.TempDir()}, nil)
			return err
		},
		"verdicts": func() error {
			return a.Portfolio.Verdicts(t.Context(), ids, portfolio.Judgement{}, func(string, portfolio.Verdict) {})
		},
	} {
		reads.Clear()
		must(t, run())
		for _, id := range inCase {
			if n, ok := reads.Load(id); !ok || n.(*atomic.Int32).Load() != 1 {
				t.Errorf("%s: the case read import %s %v times", walk, id, n)
			}
		}
	}
}

// An import of a case that cannot be read is told so; its others say what the case comes to without it.
func TestAPortfolioTellsWhichImportOfACaseCannotBeRead(t *testing.T) {
	a, id, inCase, _ := twoWages(t)
	damage(t, a, inCase[1])
	shown := map[string]portfolio.Verdict{}
	must(t, a.Portfolio.Verdicts(t.Context(), append(inCase, id), portfolio.Judgement{}, func(id string, v portfolio.Verdict) { shown[id] = v }))
	if v := shown[inCase[0]]; v == portfolio.NotRead || v == portfolio.NoClaims || shown[inCase[1]] != portfolio.NotRead || shown[id] != portfolio.NotRead {
		t.Errorf("%v", shown)
	}
}

// Acts on rows of one import change what the case comes to: a line about another of its imports says so, too.
func TestALineOfACaseTellsTheVerdictWithoutActs(t *testing.T) {
	a, id, inCase, _ := twoWages(t)
	d := dataset(t, a, id)
	ofOne := slices.DeleteFunc(rowsOf(d.Ledger, "Wynagrodzenie"), func(row int32) bool { return d.Ledger.Party(row).String() != "Stolarnia Dab" })
	_, err := a.Cases.ActOn(t.Context(), d, ofOne, func(rows []casefile.Row, _ []string) casefile.Act {
		return casefile.Exclude{Rows: rows, Reason: "no wage"}
	})
	must(t, err)
	var lines bytes.Buffer
	_, err = a.Portfolio.Reports(t.Context(), &lines, inCase, portfolio.Request{}, nil)
	must(t, err)
	n := 0
	for l := range bytes.Lines(lines.Bytes()) {
		d, err := report.Parse(l)
		must(t, err)
		n++
		w := d.WithoutActs
		if d.Verdict != "refuted" || w == nil || w.Verdict != "confirmed" || len(w.Checks) != 1 || len(w.Totals) != len(d.Totals) {
			t.Errorf("import %s: %s, without the acts %+v", d.Imports[0].ID, d.Verdict, w)
		}
	}
	if n != 2 {
		t.Errorf("%d lines", n)
	}
}

// A lexicon that takes one wage for a gambling win changes what the case was decided on.
func TestABacktestFindsAChangeOfACase(t *testing.T) {
	a, id, inCase, _ := twoWages(t)
	ids, err := a.Portfolio.IDs(t.Context(), portfolio.Selection{Cases: true})
	must(t, err)
	set, problems := lexicon.Load([]byte("off = [\"pl.wynagrodzenie\"]\n[[group]]\ncategory = \"gambling_win\"\nsign = \"in\"\nsource = \"own\"\ndate = \"2026-11-28\"\n" +
		"entries = [ { id = \"my.win\", names = [\"stolarnia dab\"] } ]\n"))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	other := builtinJudgement(a)
	other.Lexicon = set
	b, err := a.Portfolio.Backtest(t.Context(), ids, portfolio.Request{}, builtinJudgement(a), other, nil)
	must(t, err)
	if b.Imports != 1 || b.Cases != 1 || b.Asked() != "1 import and 1 case" || b.Checks != 2 || len(b.Changes) != 1 {
		t.Fatalf("%+v", b)
	}
	if c := b.Changes[0]; c.Case != id || c.Import != "" || c.Before.Outcome != verify.Confirmed || c.After.Outcome == verify.Confirmed {
		t.Errorf("%+v", c)
	} else if d := dataset(t, a, id); len(c.RowsOf) != 6 { // three wages of each import
		t.Errorf("%+v", c)
	} else {
		of := map[string]int{}
		for _, r := range c.RowsOf {
			of[r.Import]++
			if row, ok := d.Acts.Row(casefile.Row{Import: r.Import, Number: r.ImportRow}); !ok || row != r.Row {
				t.Errorf("row %d is row %d of import %s", r.Row, r.ImportRow, r.Import)
			}
		}
		if of[inCase[0]] != 3 || of[inCase[1]] != 3 {
			t.Error(of)
		}
	}
	// An import of it that cannot be read is no reason to believe that nothing changes.
	damage(t, a, inCase[1])
	b, err = a.Portfolio.Backtest(t.Context(), ids, portfolio.Request{}, builtinJudgement(a), other, nil)
	must(t, err)
	if b.Cases != 1 || b.Failed != 1 || len(b.Errors) != 1 || b.Errors[0].ID != id || !strings.Contains(b.Errors[0].Error, inCase[1]) {
		t.Errorf("%+v", b)
	}
}

// damage writes something else in the place of a reply.
func damage(t *testing.T, a *App, importID string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(a.Config.DataDir, "imports", importID, "reply*"))
	must(t, err)
	if len(files) != 1 {
		t.Fatal(files)
	}
	must(t, os.WriteFile(files[0], []byte("broken"), 0o600))
}
