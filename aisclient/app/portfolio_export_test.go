package app

import (
	"bytes"
	"fmt"
	"os"
	"testing"

	"github.com/parquet-go/parquet-go"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/text"
	"aisdesk/aisclient/verify"
)

// privateReply is of an invented customer: a salary, a transfer to somebody, a pharmacy, a shop.
const privateReply = `<?xml version="1.0"?><reply status="200 OK" responseTimestamp="2026-11-20T09:00:00Z"><command id="7" state="successful" name="DefaultImportCommand" target="KontoBank"><result>
<owners><owner><name>Anna Zmyślona</name></owner></owners><accounts><account><name>Konto</name><iban>PL61109010140000071219812874</iban><currencyName>PLN</currencyName><currencyBalance>10.00</currencyBalance><moneyTransactions>
<moneyTransaction><bookedOn>2026-11-19</bookedOn><currencyAmount>6200.00</currencyAmount><title>Wynagrodzenie za pracę</title><party>ACME Sp. z o.o.</party><status>DONE</status></moneyTransaction>
<moneyTransaction><bookedOn>2026-11-18</bookedOn><currencyAmount>-50.00</currencyAmount><title>Za bilety, na konto PL27114020040000300201355387</title><party>Ewa Prywatna</party><status>DONE</status></moneyTransaction>
<moneyTransaction><bookedOn>2026-11-17</bookedOn><currencyAmount>-20.00</currencyAmount><title>Zakup kartą</title><party>Apteka Gemini</party><status>DONE</status></moneyTransaction>
<moneyTransaction><bookedOn>2026-11-16</bookedOn><currencyAmount>-30.5</currencyAmount><title>Zakup kartą</title><party>Lidl</party><status>DONE</status></moneyTransaction>
</moneyTransactions></account></accounts></result></command></reply>`

type privateRow struct {
	Party    *string `parquet:"party,optional"`
	Title    *string `parquet:"title,optional"`
	Category *string `parquet:"category,optional"`
	Why      *string `parquet:"why,optional"`
	Amount   int64   `parquet:"amount,optional,decimal(4:18)"`
	Account  *string `parquet:"account,optional"`
	Bank     *string `parquet:"bank,optional"`
}

func tableOf[T any](t *testing.T, path string) []T {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	out := make([]T, file.NumRows())
	if n, err := parquet.NewGenericReader[T](file).Read(out); n != len(out) {
		t.Fatal(n, err)
	}
	return out
}

func str(s *string) string {
	if s == nil {
		return "-"
	}
	return *s
}

// The levels of reports hold for the tables: the customer's people, numbers and titles show as far as they do there, and
// what may serve no judgement at no level.
func TestLevelsOfTables(t *testing.T) {
	a := newPortfolio(t, 0, 0)
	store, err := a.archive.get()
	if err != nil {
		t.Fatal(err)
	}
	e, err := store.Save(t.Context(), archive.NewImport{Environment: text.Clean(Sandbox), State: text.Clean("successful")}, []byte(privateReply))
	if err != nil {
		t.Fatal(err)
	}
	claim, err := verify.Parse(verify.KindIncome, "5000PLN")
	if err != nil {
		t.Fatal(err)
	}
	if err := a.SaveClaims(t.Context(), e.ID, []verify.Claim{claim}); err != nil {
		t.Fatal(err)
	}
	const secret = "-20.0000 (withheld) (withheld) (withheld) -"
	want := map[report.Level][]string{
		report.Full: {"6200.0000 ACME Sp. z o.o. Wynagrodzenie za pracę salary", "-50.0000 Ewa Prywatna Za bilety, na konto PL27114020040000300201355387 person_out", secret,
			"-30.5000 Lidl Zakup kartą groceries"},
		report.File:    {"6200.0000 ACME Sp. z o.o. Wynagrodzenie za pracę salary", "-50.0000 E. P. - person_out", secret, "-30.5000 Lidl - groceries"},
		report.Verdict: nil,
	}
	for level, rows := range want {
		o := portfolio.ExportOptions{Dir: t.TempDir()}
		if done, err := a.Portfolio.Export(t.Context(), []string{e.ID}, portfolio.Request{Level: level}, o, nil); err != nil || done.Failed > 0 {
			t.Fatal(done, err)
		}
		got := tableOf[privateRow](t, o.Path("rows"))
		if len(got) != len(rows) {
			t.Errorf("%s: %d rows", level, len(got))
			continue
		}
		for i, r := range got {
			line := fmt.Sprintf("%d.%04d %s %s %s", r.Amount/10000, max(r.Amount%10000, -(r.Amount%10000)), str(r.Party), str(r.Title), str(r.Category))
			if r.Why == nil {
				line += " -"
			}
			if line != rows[i] {
				t.Errorf("%s, row %d: %s\nwant %s", level, i, line, rows[i])
			}
			if str(r.Bank) != "KontoBank" {
				t.Errorf("bank %s", str(r.Bank))
			}
		}
		checks := tableOf[struct {
			Import  string `parquet:"import_id,optional"`
			Kind    string `parquet:"kind,optional"`
			Outcome string `parquet:"outcome,optional"`
			Verdict string `parquet:"verdict,optional"`
		}](t, o.Path("verdicts"))
		if len(checks) != 1 || checks[0].Import != e.ID || checks[0].Kind != "income" || checks[0].Outcome != "inconclusive" || checks[0].Verdict != "inconclusive" {
			t.Errorf("%s: %+v", level, checks)
		}
	}
}

// BenchmarkExport writes the tables of 100 imports of 500 rows.
func BenchmarkExport(b *testing.B) {
	a := newPortfolio(b, 100, 500)
	ids, err := a.Portfolio.IDs(b.Context(), portfolio.Selection{})
	if err != nil {
		b.Fatal(err)
	}
	o := portfolio.ExportOptions{Dir: b.TempDir(), Overwrite: true}
	b.ReportAllocs()
	for b.Loop() {
		if done, err := a.Portfolio.Export(b.Context(), ids, portfolio.Request{}, o, nil); err != nil || done.Failed > 0 {
			b.Fatal(done, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(ids)), "ns/import")
}
