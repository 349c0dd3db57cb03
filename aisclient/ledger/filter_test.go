package ledger

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"aisdesk/aisclient/ledger/filter"
	"aisdesk/aisclient/text"
)

func TestQuoteMakesAnyTextAValue(t *testing.T) {
	l := smallLedger(t)
	for _, s := range append(slices.Clone(hostile), "a b", `\`, `"`, "|", "=x", "-x", "/x/", "label:x", "ż") {
		f, err := filter.Parse("party:="+filter.Quote(s)+" "+filter.Quote(s+"x"), today)
		if err != nil {
			t.Errorf("%q: %v", s, err)
			continue
		}
		if v := f.Terms[0].Any[0].Value; v != (filter.Text{Text: s, Exact: true}) {
			t.Errorf("%q came back as %v", s, v)
		}
		run(t, l, f.String())
	}
}

// FuzzParseFilter: whatever parses prints back as it was; its canonical form parses to a filter for the same
// rows; whatever does not parse names a place inside the line. Fast and naive evaluation agree.
func FuzzParseFilter(f *testing.F) {
	for _, w := range words {
		f.Add(w)
	}
	for _, s := range []string{`a|"b c"|/d/ -label:=x|y amt:-1..2|>=3 date:2026-w53..`, "x\xff", "ﬃ İ ǅ", "date:9999-12-31..", "amt:>922337203685477.5807", "-/\\//", "iban:\"pl 61\"", "a*b\x88", "label:,0", "a*" + strings.Repeat("b", 1001), "/(?i)A\\x41[^b]/", "\u0301"} {
		f.Add(s)
	}
	l, err := FromImport(randomImport(200, 21))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, line string) {
		parsed, err := filter.Parse(line, today)
		if err != nil {
			var se *filter.SyntaxError
			if !errors.As(err, &se) || se.Pos < 0 || se.Len < 1 || se.Pos > utf8.RuneCountInString(line) || se.Msg == "" {
				t.Fatalf("%q: %#v", line, err)
			}
			return
		}
		if parsed.String() != line {
			t.Fatalf("%q prints as %q", line, parsed.String())
		}
		canonical := written(parsed)
		again, err := filter.Parse(canonical, today)
		if err != nil || written(again) != canonical {
			t.Fatalf("%q: canonical %q parses to %q (%v)", line, canonical, written(again), err)
		}
		got, err := l.Run(context.Background(), Query{Filter: parsed})
		if err != nil {
			t.Fatal(err)
		}
		twin, err := l.Run(context.Background(), Query{Filter: again})
		if err != nil || !slices.Equal(got.Order, twin.Order) {
			t.Fatalf("%q and %q differ", line, canonical)
		}
		if !asksForMarks(parsed) && !slices.Equal(got.Order, naive(l, parsed, All())) {
			t.Fatalf("%q: %d rows, naive %d", line, len(got.Order), len(naive(l, parsed, All())))
		}
	})
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Zażółć gęślą jaźń ŁÓDŹ", "STRASSE straße ẞ", "Ærøskøbing Œuvre", "ΣΊΣΥΦΟΣ ς", "ﬁ ǅ K Å", "e\u0301\u0302", "\xff\xfe"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		folded := text.Fold(s)
		if text.Fold(folded) != folded {
			t.Fatalf("%q folds to %q and then to %q", s, folded, text.Fold(folded))
		}
		if half := len(s) / 2; utf8.ValidString(s) && utf8.ValidString(s[:half]) && text.Fold(s[:half])+text.Fold(s[half:]) != folded {
			t.Fatalf("%q does not fold part by part", s)
		}
		if utf8.ValidString(s) && (text.Fold(strings.ToLower(s)) != folded && !strings.ContainsAny(s, "ẞİ")) {
			t.Fatalf("%q: case makes a difference", s)
		}
	})
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"Zażółć gęślą jaźń": "zazolc gesla jazn", "ŁÓDŹ": "lodz", "Straße STRASSE": "strasse strasse", "Příliš žluťoučký kůň": "prilis zlutoucky kun",
		"Señor Ñandú": "senor nandu", "Æsop Øre Œuvre": "aesop ore oeuvre", "ĐORĐE Þór": "dorde thor", "e\u0301": "e", "": "", "Σίσυφος": "σισυφοσ",
	} {
		if got := text.Fold(in); got != want {
			t.Errorf("%q folds to %q, want %q", in, got, want)
		}
	}
}

// written writes a filter anew, term by term.
func written(f filter.Filter) string {
	terms := make([]string, len(f.Terms))
	for i, t := range f.Terms {
		terms[i] = t.String()
	}
	return strings.Join(terms, " ")
}
