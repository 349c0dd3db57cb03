package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSyntaxErrorsSayWhere(t *testing.T) {
	for _, c := range []struct {
		line     string
		pos, len int
		says     string
	}{
		{"-", 0, 1, "excludes"},
		{"ok -", 3, 1, "excludes"},
		{"żółw label:", 11, 1, "needs a value"},
		{"a|", 1, 1, "both sides"},
		{"|a", 0, 1, "both sides"},
		{"a||b", 1, 1, "both sides"},
		{`"open`, 0, 5, "not closed"},
		{`party:"open phrase`, 6, 12, "not closed"},
		{`"a"b`, 0, 4, "closing mark"},
		{`""`, 0, 2, "empty"},
		{"/open", 0, 5, "not closed"},
		{"//", 0, 2, "empty"},
		{"/(/", 0, 3, "missing closing )"},
		{"/a/x", 0, 4, "closing mark"},
		{"foo:bar", 0, 4, "no field"},
		{"amt:", 4, 1, "needs a value"},
		{"amt:abc", 4, 3, "digits"},
		{"amt:12,50", 4, 5, "digits"},
		{"amt:>", 5, 1, "digits"},
		{"amt:=>5", 4, 2, "comparison"},
		{"amt:..", 4, 2, "at least one end"},
		{"amt:50..10", 4, 6, "backwards"},
		{"amt:1..x", 7, 1, "digits"},
		{"amt:99999999999999999999", 4, 20, "digits"},
		{"x amt:1.00001", 6, 7, "digits"},
		{"date:2026-13", 5, 7, "2026-03"},
		{"date:2026-02-30", 5, 10, "2026-03"},
		{"date:2026-q5", 5, 7, "2026-03"},
		{"date:2026-w54", 5, 8, "2026-03"},
		{"date:last0d", 5, 6, "2026-03"},
		{"date:lastweek", 5, 8, "2026-03"},
		{"date:2026-03..2026-01", 5, 16, "backwards"},
		{"is:nice", 3, 4, "in, out"},
		{"day:someday", 4, 7, "mon"},
		{"row:-1", 4, 2, "number"},
		{"label:=", 6, 1, "without one"},
		{"a|-b", 2, 1, "whole term"},
	} {
		_, err := ParseFilter(c.line, today)
		var se *SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("%s: %v", c.line, err)
			continue
		}
		if se.Pos != c.pos || se.Len != c.len || !strings.Contains(se.Msg, c.says) {
			t.Errorf("%s: at %d length %d: %s", c.line, se.Pos, se.Len, se.Msg)
		}
	}
}

func TestLinesPrintBackAsTyped(t *testing.T) {
	for line, canonical := range map[string]string{
		"":                              "",
		"  zabka   -kino ":              "zabka -kino",
		"LABEL:Loan|rent":               "label:Loan|label:rent",
		`"two words"|x`:                 `"two words"|x`,
		`"one"`:                         "one",
		`"with \"quotes\" and \\"`:      `"with \"quotes\" and \\"`,
		`"-minus" "a:b" "a|b" "/x"`:     `"-minus" "a:b" "a|b" "/x"`,
		"12:30":                         `"12:30"`,
		"amt:>100":                      "amt:>=100.0001",
		"amount:100":                    "amt:100.00",
		"amt:-50..-10|>1000":            "amt:-50.00..-10.00|amt:>=1000.0001",
		"amt:<-922337203685477.5807":    "amt:>922337203685477.5807",
		"date:<0001-01-01 row:<0":       "date:>9999-12-31 row:>2147483647",
		"date:2026-03":                  "date:2026-03-01..2026-03-31",
		"date:last90d":                  "date:2026-01-01..2026-03-31",
		"date:2026-w01":                 "date:2025-12-29..2026-01-04",
		"date:2026-q1|2025":             "date:2026-01-01..2026-03-31|date:2025-01-01..2025-12-31",
		"date:>2026-03":                 "date:>=2026-04-01",
		"date:..2025":                   "date:<=2025-12-31",
		"is:labeled day:Monday":         "is:labelled day:mon",
		`/a\/b c\d/|-`:                  "",
		`party:=""`:                     `party:=""`,
		`party:="Żabka Polska"|=x`:      `party:="Żabka Polska"|party:=x`,
		"row:1..5|9 src:0":              "row:1..5|row:9 src:0",
		"title:/^a b$/ -is:card|is:out": "title:/^a b$/ -is:card|is:out",
	} {
		f, err := ParseFilter(line, today)
		if strings.HasSuffix(line, "|-") {
			if err == nil {
				t.Errorf("%s was taken", line)
			}
			continue
		}
		if err != nil || f.String() != line || f.Canonical() != canonical {
			t.Errorf("%q: prints %q, canonical %q (%v), want %q", line, f.String(), f.Canonical(), err, canonical)
		}
		if _, err := ParseFilter(f.Canonical(), today); err != nil {
			t.Errorf("%q: %q cannot be read back: %v", line, f.Canonical(), err)
		}
	}
}

func TestRelativeDates(t *testing.T) {
	for word, want := range map[string]string{
		"today": "2026-03-31", "yesterday": "2026-03-30", "thismonth": "2026-03-01..2026-03-31", "lastmonth": "2026-02-01..2026-02-28",
		"thisyear": "2026-01-01..2026-12-31", "lastyear": "2025-01-01..2025-12-31", "last1d": "2026-03-31", "last2w": "2026-03-18..2026-03-31",
		"last6m": "2025-10-01..2026-03-31", "LAST1Y": "2025-04-01..2026-03-31", "last90d..": "", "2026-01..lastmonth": "2026-01-01..2026-02-28",
	} {
		f, err := ParseFilter("date:"+word, today)
		if err != nil {
			t.Errorf("%s: %v", word, err)
			continue
		}
		if got := f.Canonical(); want != "" && got != "date:"+want {
			t.Errorf("%s is %s, want %s", word, got, want)
		}
	}
}

func TestQuoteMakesAnyTextAValue(t *testing.T) {
	l := smallLedger(t)
	for _, s := range append(slices.Clone(hostile), "a b", `\`, `"`, "|", "=x", "-x", "/x/", "label:x", "ż") {
		f, err := ParseFilter("party:="+Quote(s)+" "+Quote(s+"x"), today)
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		if a := f.terms[0].alts[0].(*textAtom); a.raw != s || !a.exact {
			t.Errorf("%q came back as %q", s, a.raw)
		}
		run(t, l, f.String())
	}
}

func TestJoin(t *testing.T) {
	if got := Join("", " a ", "", "b|c"); got != "a b|c" {
		t.Error(got)
	}
}

// FuzzParseFilter: whatever parses prints back as it was; its canonical form parses to a filter for the same
// rows; whatever does not parse names a place inside the line. Fast and naive evaluation agree.
func FuzzParseFilter(f *testing.F) {
	for _, w := range words {
		f.Add(w)
	}
	for _, s := range []string{`a|"b c"|/d/ -label:=x|y amt:-1..2|>=3 date:2026-w53..`, "x\xff", "ﬃ İ ǅ", "date:9999-12-31..", "amt:>922337203685477.5807", "-/\\//", "iban:\"pl 61\"", "/(?i)A\\x41[^b]/", "\u0301"} {
		f.Add(s)
	}
	l, err := FromImport(randomImport(200, 21))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, line string) {
		filter, err := ParseFilter(line, today)
		if err != nil {
			var se *SyntaxError
			if !errors.As(err, &se) || se.Pos < 0 || se.Len < 1 || se.Pos > utf8.RuneCountInString(line) || se.Msg == "" {
				t.Fatalf("%q: %#v", line, err)
			}
			return
		}
		if filter.String() != line {
			t.Fatalf("%q prints as %q", line, filter.String())
		}
		canonical := filter.Canonical()
		again, err := ParseFilter(canonical, today)
		if err != nil || again.Canonical() != canonical {
			t.Fatalf("%q: canonical %q parses to %q (%v)", line, canonical, again.Canonical(), err)
		}
		got, err := l.Run(context.Background(), Query{Filter: filter})
		if err != nil {
			t.Fatal(err)
		}
		twin, err := l.Run(context.Background(), Query{Filter: again})
		if err != nil || !slices.Equal(got.Order, twin.Order) {
			t.Fatalf("%q and %q differ", line, canonical)
		}
		if !filter.asksForMarks() && !slices.Equal(got.Order, naive(l, filter, All())) {
			t.Fatalf("%q: %d rows, naive %d", line, len(got.Order), len(naive(l, filter, All())))
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Zażółć gęślą jaźń ŁÓDŹ", "STRASSE straße ẞ", "Ærøskøbing Œuvre", "ΣΊΣΥΦΟΣ ς", "ﬁ ǅ K Å", "e\u0301\u0302", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if Fold(folded) != folded {
			t.Fatalf("%q folds to %q and then to %q", s, folded, Fold(folded))
		}
		if half := len(s) / 2; utf8.ValidString(s) && utf8.ValidString(s[:half]) && Fold(s[:half])+Fold(s[half:]) != folded {
			t.Fatalf("%q does not fold part by part", s)
		}
		if utf8.ValidString(s) && (Fold(strings.ToLower(s)) != folded && !strings.ContainsAny(s, "ẞİ")) {
			t.Fatalf("%q: case makes a difference", s)
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Zażółć gęślą jaźń": "zazolc gesla jazn", "ŁÓDŹ": "lodz", "Straße STRASSE": "strasse strasse", "Příliš žluťoučký kůň": "prilis zlutoucky kun",
		"Señor Ñandú": "senor nandu", "Æsop Øre Œuvre": "aesop ore oeuvre", "ĐORĐE Þór": "dorde thor", "e\u0301": "e", "": "", "Σίσυφος": "σισυφοσ",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}
