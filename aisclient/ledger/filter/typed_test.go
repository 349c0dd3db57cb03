package filter

import (
	"strings"
	"testing"

	"aisdesk/aisclient"
)

// typedLines are what people type, who come from spreadsheets, mail, search engines and other tools, with what each means as
// the program writes it, or with what the answer says. The day is Saturday, 28 November 2026.
var typedLines = []struct{ line, means, says string }{
	// Plain words.
	{"zabka", "zabka", ""}, {"żabka", "żabka", ""}, {"Zabka Warszawa", "Zabka Warszawa", ""}, {`"czynsz najmu"`, `"czynsz najmu"`, ""},
	{"zabka -visa", "zabka -visa", ""}, {"zabka|biedronka", "zabka|biedronka", ""}, {"/fakt[uy]r/", "/fakt[uy]r/", ""},
	// Other tools' operators.
	{"zabka OR biedronka", "zabka|biedronka", ""}, {"zabka || biedronka", "zabka|biedronka", ""}, {"zabka OR lidl OR biedronka", "zabka|lidl|biedronka", ""},
	{"NOT zabka", "-zabka", ""}, {"!zabka", "-zabka", ""}, {"zabka NOT visa", "zabka -visa", ""}, {"zabka AND visa", "zabka visa", ""},
	{"zabka && visa", "zabka visa", ""}, {"!cat:rent", "-cat:rent", ""}, {"rent or flat", "rent or flat", ""},
	{"-a OR b", "", "OR cannot join what is excluded"}, {"zabka OR", "", "OR needs a word on both sides"},
	// Wildcards.
	{"zab*", "zab", ""}, {"*steam*", "steam", ""}, {"pay*steam", "/pay.*steam/", ""}, {"****1119", `"****1119"`, ""},
	// Comparisons without the colon, with blanks, with other signs.
	{"amt>100", "amt:>=100.0001", ""}, {"amt > 100", "amt:>=100.0001", ""}, {"amount>=100", "amt:>=100.00", ""}, {"amt<-50", "amt:<=-50.0001", ""},
	{"abs:>1000", "abs:>=1000.0001", ""}, {"amt: >100", "amt:>=100.0001", ""}, {"amt=100", "amt:100.00", ""}, {"cur!=PLN", "-cur:PLN", ""},
	{"cat=rent", "cat:rent", ""}, {"date>=2026-03-01", "date:>=2026-03-01", ""},
	// Amounts.
	{"amt:12,50", "amt:12.50", ""}, {"amt:>1.000,50", "amt:>=1000.5001", ""}, {"amt:>1,000.50", "amt:>=1000.5001", ""}, {"amt:1'000'000", "amt:1000000.00", ""},
	{"amt:-50..-10", "amt:-50.00..-10.00", ""}, {"amt:1,000", "", "can be read in two ways: write 1000 or 1.00"}, {"abs:1.000", "", "1.000 can be read in two ways: write 1000 or 1.00"},
	{"abs:>4.500", "", "write 4500 or 4.50"}, {"amt:1.000..2.000", "", "write 1000 or 1.00"}, {"amt:4.1250", "amt:4.1250", ""}, {"amt:5'000.00", "amt:5000.00", ""},
	{"amt:1.234.567,89", "amt:1234567.89", ""}, {"amt:12\u00a0345.67", "amt:12345.67", ""}, {"amt:0.125", "amt:0.1250", ""}, {"amt:>100PLN", "", "amt:>100 cur:PLN"},
	{"abs:>1 000,50", "abs:>=1000.5001", ""}, {"amt:12 715,05", "amt:12715.05", ""}, {"abs:1 000..2 000 zabka", "abs:1000.00..2000.00 zabka", ""},
	{"amt:>1\u00a0234\u00a0567,50", "amt:>=1234567.5001", ""}, {"amt:>50 2026", "amt:>=50.0001 2026", ""}, {"amt:>1000 200", "amt:>=1000.0001 200", ""},
	{"amt:100-200", "", "write a range with two points: amt:100..200"}, {"(lidl biedronka)", "", "brackets do not join terms"}, {"(PL)", "(PL)", ""},
	{"amt:lots", "", "write the amount in digits"},
	// Days.
	{"date:2026-03", "date:2026-03-01..2026-03-31", ""}, {"date:28.11.2026", "date:2026-11-28", ""}, {"date:3.2026", "date:2026-03-01..2026-03-31", ""},
	{"date:2026/03/15", "date:2026-03-15", ""}, {"date:2026q1", "date:2026-01-01..2026-03-31", ""}, {"date:90d", "date:2026-08-31..2026-11-28", ""},
	{"date:last month", "date:2026-10-01..2026-10-31", ""}, {"date:nov 2026", "date:2026-11-01..2026-11-30", ""}, {"date:Nov2026 lidl", "date:2026-11-01..2026-11-30 lidl", ""}, {"date:december", "date:2025-12-01..2025-12-31", ""},
	{"date:3 oct", "date:2026-10-03", ""}, {"date:3.10", "date:2026-10-03", ""}, {"date:3.12", "date:2025-12-03", ""}, {"date:1st May 2026", "date:2026-05-01", ""},
	{"date:Oct 3 2025", "date:2025-10-03", ""}, {"date:oct 2026..nov 2026", "date:2026-10-01..2026-11-30", ""}, {"since:oct 2026", "date:>=2026-10-01", ""},
	{"date:last 90 days", "date:2026-08-31..2026-11-28", ""}, {"date:31 feb", "", "write a day as"}, {"date:nov 100", "date:2026-11-01..2026-11-30 100", ""},
	{"date:lastweek", "date:2026-11-16..2026-11-22", ""}, {"date:this quarter", "date:2026-10-01..2026-12-31", ""},
	{"since:2026-09-01", "date:>=2026-09-01", ""}, {"before:2026-03", "date:<=2026-02-28", ""}, {"from:2026-01 to:2026-02", "date:>=2026-01-01 date:<=2026-02-28", ""},
	{"month:2026-03", "date:2026-03-01..2026-03-31", ""}, {"date:yesterday", "date:2026-11-27", ""}, {"date:soon", "", "write a day as 2026-03-15"},
	// Fields by other names, lists, properties.
	{"counterparty:acme", "party:acme", ""}, {"category:rent,loan_in", "cat:rent|cat:loan_in", ""}, {"label:salary,pension", "label:salary|label:pension", ""},
	{"cur:PLN,EUR", "cur:PLN|cur:EUR", ""}, {"title:a,b", `title:"a,b"`, ""}, {"is:incoming", "is:in", ""}, {"is:debit", "is:out", ""}, {"is:odd", "", "is: takes in, out"},
	{"partty:acme", "", "did you mean party: instead?"}, {"day:monday", "day:mon", ""}, {"party: acme", "party:acme", ""}, {"amt:", "", "amt: needs a value"},
}

func TestLinesThatPeopleType(t *testing.T) {
	today := aisclient.DateOf(2026, 11, 28)
	if len(typedLines) < 60 {
		t.Fatalf("only %d lines", len(typedLines))
	}
	for _, tc := range typedLines {
		f, err := Parse(tc.line, today)
		switch {
		case tc.says != "":
			if err == nil || !strings.Contains(err.Error(), tc.says) {
				t.Errorf("%q: %v says not %q (it means %q)", tc.line, err, tc.says, written(f))
			}
		case err != nil:
			t.Errorf("%q: %v", tc.line, err)
		case written(f) != tc.means:
			t.Errorf("%q means %q, want %q", tc.line, written(f), tc.means)
		default:
			if again, err := Parse(written(f), today); err != nil || written(again) != tc.means {
				t.Errorf("%q is written %q and reads back as %q, %v", tc.line, tc.means, written(again), err)
			}
		}
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"zabka", "zabka", 0}, {"zakba", "zabka", 1}, {"zabkaa", "zabka", 1}, {"żabka", "zabka", 1}, {"abc", "xyz", 3}, {"", "ab", 2}} {
		if got := Distance(c.a, c.b); got != c.want {
			t.Errorf("%q and %q: %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
