package portfolio

import (
	"bytes"
	"io"
	"strconv"
	"testing"

	"github.com/parquet-go/parquet-go"

	"aisdesk/aisclient"
	"aisdesk/aisclient/modeltest"
	"aisdesk/aisclient/report"
)

type actedImport struct {
	Acts    *bool   `parquet:"acts,optional"`
	Verdict *string `parquet:"verdict,optional"`
	Without *string `parquet:"verdict_without_acts,optional"`
}

type actedStream struct {
	Party   *string `parquet:"party,optional"`
	Proven  *int64  `parquet:"proven,optional,decimal(4:18)"`
	Without *int64  `parquet:"proven_without_acts,optional,decimal(4:18)"`
}

type actedCheck struct {
	Outcome *string `parquet:"outcome,optional"`
	Without *string `parquet:"outcome_without_acts,optional"`
	Proven  *int64  `parquet:"proven_without_acts,optional,decimal(4:18)"`
}

func rowsIn[T any](t *testing.T, b *bytes.Buffer) []T {
	t.Helper()
	r := parquet.NewGenericReader[T](bytes.NewReader(b.Bytes()))
	out := make([]T, r.NumRows())
	if n, err := r.Read(out); n != len(out) {
		t.Fatalf("%d of %d rows: %v", n, len(out), err)
	}
	return out
}

// Casefile statement 20: tables say whether acts of people change figures, and what they are without; null where none does.
func TestTablesHaveTheFiguresWithoutTheActs(t *testing.T) {
	of := func(s string) *aisclient.Amount { a := modeltest.Amount(s); return &a }
	checks := []report.Check{{Kind: "income", Claim: "c", Outcome: "refuted", Currency: "PLN", Proven: of("100")}, {Kind: "name", Claim: "n", Outcome: "confirmed"}}
	acted := &report.Document{Verdict: "refuted", Checks: checks,
		Income: []report.Income{{Currency: "PLN", Streams: []report.Stream{
			{Payer: "changed", Proven: modeltest.Amount("100"), WithoutActs: &report.Monthly{Proven: modeltest.Amount("150")}}, {Payer: "same", Proven: modeltest.Amount("7")}}}},
		WithoutActs: &report.WithoutActs{Verdict: "confirmed", Checks: []report.WithoutCheck{{Claim: "c", Outcome: "confirmed", Currency: "PLN", Proven: of("150")}},
			Income: []report.WithoutIncome{{Currency: "PLN", Streams: []report.GoneStream{{Payer: "gone", Category: "salary", Monthly: report.Monthly{Proven: modeltest.Amount("9")}}}}}}}
	plain := &report.Document{Verdict: "no claims", Income: []report.Income{{Currency: "PLN", Streams: []report.Stream{{Payer: "plain"}}}}}
	to := map[string]*bytes.Buffer{}
	files := map[string]io.Writer{}
	for _, name := range TableNames() {
		to[name] = &bytes.Buffer{}
		files[name] = to[name]
	}
	tables, err := newTables(files)
	if err != nil {
		t.Fatal(err)
	}
	for i, d := range []*report.Document{acted, plain} {
		if err := tables.add(strconv.Itoa(i), d, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := tables.close("1", report.Full, Progress{}); err != nil {
		t.Fatal(err)
	}
	imports := rowsIn[actedImport](t, to["imports"])
	if a, b := imports[0], imports[1]; !*a.Acts || *a.Without != "confirmed" || *b.Acts || b.Without != nil || *b.Verdict != "no claims" {
		t.Errorf("imports: %+v", imports)
	}
	want := map[string][2]int64{"changed": {1000000, 1500000}, "same": {70000, 70000}, "gone": {0, 90000}}
	for _, s := range rowsIn[actedStream](t, to["streams"]) {
		if w, ok := want[*s.Party]; ok != (s.Without != nil) || ok && (*s.Proven != w[0] || *s.Without != w[1]) {
			t.Errorf("stream %s: %+v", *s.Party, s)
		}
		delete(want, *s.Party)
	}
	if len(want) > 0 {
		t.Errorf("not there: %v", want)
	}
	verdicts := rowsIn[actedCheck](t, to["verdicts"])
	if a, b := verdicts[0], verdicts[1]; *a.Outcome != "refuted" || *a.Without != "confirmed" || *a.Proven != 1500000 || *b.Without != "confirmed" || b.Proven != nil {
		t.Errorf("verdicts: %+v", verdicts)
	}
}
