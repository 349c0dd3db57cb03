package filter

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
)

var today = aisclient.DateOf(2026, time.March, 31)

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
		{"label:,a", 6, 1, "needs a value before the comma"},
		{"label:a,,b", 8, 1, "needs a value before the comma"},
		{"amt:abc", 4, 3, "digits"},
		{"amt:12;50", 4, 5, "digits"},
		{"amt:>", 5, 1, "digits"},
		{"amt:=>5", 4, 2, "comparison"},
		{"amt:..", 4, 2, "at least one end"},
		{"amt:50..10", 4, 6, "backwards"},
		{"amt:1..x", 7, 1, "digits"},
		{"amt:99999999999999999999", 4, 20, "digits"},
		{"x amt:1.00001", 6, 7, "digits"},
		{"date:2026-13", 5, 7, "2026-03"},
		{"day:2026-09", 4, 7, "the rows of 2026-09 are date:2026-09"},
		{"day:mno", 4, 3, "did you mean mon"},
		{"date:2026-02-30", 5, 10, "2026-03"},
		{"date:2026-q5", 5, 7, "2026-03"},
		{"date:2026-w54", 5, 8, "2026-03"},
		{"date:last0d", 5, 6, "2026-03"},
		{"date:lastfortnight", 5, 13, "2026-03"},
		{"date:2026-03..2026-01", 5, 16, "backwards"},
		{"is:nice", 3, 4, "in, out"},
		{"day:someday", 4, 7, "mon"},
		{"row:-1", 4, 2, "number"},
		{"label:=", 6, 1, "without one"},
		{"a|-b", 2, 1, "whole term"},
	} {
		_, err := Parse(c.line, today)
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
		"date:2026-w53":                 "date:2026-12-28..2027-01-03",
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
		f, err := Parse(line, today)
		if strings.HasSuffix(line, "|-") {
			if err == nil {
				t.Errorf("%s was taken", line)
			}
			continue
		}
		if err != nil || f.String() != line || written(f) != canonical {
			t.Errorf("%q: prints %q, canonical %q (%v), want %q", line, f.String(), written(f), err, canonical)
		}
		if _, err := Parse(written(f), today); err != nil {
			t.Errorf("%q: %q cannot be read back: %v", line, written(f), err)
		}
	}
}

// A range may begin where it ends; one that ends before is refused.
func TestARangeOfOneValue(t *testing.T) {
	for line, good := range map[string]bool{"amt:5.00..5.00": true, "date:2026-03-05..2026-03-05": true, "row:3..3": true, "row:3..2": false, "date:2026-03-05..2026-03-04": false} {
		if _, err := Parse(line, today); (err == nil) != good {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestRelativeDates(t *testing.T) {
	for word, want := range map[string]string{
		"today": "2026-03-31", "yesterday": "2026-03-30", "thismonth": "2026-03-01..2026-03-31", "lastmonth": "2026-02-01..2026-02-28",
		"thisyear": "2026-01-01..2026-12-31", "lastyear": "2025-01-01..2025-12-31", "last1d": "2026-03-31", "last2w": "2026-03-18..2026-03-31",
		"last6m": "2025-10-01..2026-03-31", "LAST1Y": "2025-04-01..2026-03-31", "last90d..": "", "2026-01..lastmonth": "2026-01-01..2026-02-28",
	} {
		f, err := Parse("date:"+word, today)
		if err != nil {
			t.Errorf("%s: %v", word, err)
			continue
		}
		if got := written(f); want != "" && got != "date:"+want {
			t.Errorf("%s is %s, want %s", word, got, want)
		}
	}
}

func TestJoin(t *testing.T) {
	if got := Join("", " a ", "", "b|c"); got != "a b|c" {
		t.Error(got)
	}
}

// shown is a line with its tokens in brackets, each after a letter for its kind.
func shown(line string) string {
	var b strings.Builder
	chars, at := []rune(line), 0
	for _, t := range Tokens(line) {
		b.WriteString(string(chars[at:t.Pos]))
		b.WriteString(string("-|fo'v?"[t.Kind]) + "[" + string(chars[t.Pos:t.Pos+t.Len]) + "]")
		at = t.Pos + t.Len
	}
	return b.String() + string(chars[at:])
}

func TestTokensAreThePiecesOfALine(t *testing.T) {
	for line, want := range map[string]string{
		``:                        ``,
		`żabka  -x`:               `v[żabka]  -[-]v[x]`,
		`label:a|"b c"|=d`:        `f[label:]v[a]|[|]'["]v[b c]'["]|[|]o[=]v[d]`,
		`Amount:>=1.50 abs:-2..3`: `f[Amount:]o[>=]v[1.50] f[abs:]v[-2..3]`,
		`title:/a\/b c/ day:mon`:  `f[title:]'[/]v[a\/b c]'[/] f[day:]v[mon]`,
		`party:="a \\" b is:in`:   `f[party:]o[=]'["]v[a \\]'["] v[b] f[is:]v[in]`,
		`foo:bar x`:               `?[foo:bar] v[x]`,
		`"never closed x`:         `'["]v[never closed x]`,
		`date:2026- y`:            `f[date:]v[2026-] v[y]`,
		`amt: z`:                  `f[amt:] v[z]`,
		`"a"b c`:                  `'["]v[a]'["]?[b] v[c]`,
		`a| b`:                    `v[a]|[|] v[b]`,
	} {
		if got := shown(line); got != want {
			t.Errorf("%s is %s, want %s", line, got, want)
		}
	}
}

// Tokens lie one after the other in the line and hold everything but spaces.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{`a|"b c" party:x`, `"`, `/`, `-|-`, `x:y`, `party:/a b/`, "\xff", "é|ż", "amt:=> x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		chars, at := []rune(line), 0
		for _, k := range Tokens(line) {
			if k.Pos < at || k.Len < 1 || k.Pos+k.Len > len(chars) || strings.TrimSpace(string(chars[at:k.Pos])) != "" {
				t.Fatalf("%q: %+v after %d", line, k, at)
			}
			at = k.Pos + k.Len
		}
		if strings.TrimSpace(string(chars[at:])) != "" {
			t.Fatalf("%q: no token holds the end", line)
		}
	})
}

func TestComplete(t *testing.T) {
	for _, c := range []struct {
		line   string
		cursor int
		pos    int
		typed  string
		field  Field
		fields []Field
		words  []string
	}{
		{"ac", 2, 0, "ac", Any, []Field{Account}, nil},
		{"zabka A", 7, 6, "A", Any, []Field{Account, Amount, Abs}, nil},
		{"is:", 3, 3, "", Is, nil, []string{"in", "out", "card", "account", "labelled", "booked", "pending", "balance", "unread", "marked"}},
		{"is:b", 4, 3, "b", Is, nil, []string{"booked", "balance"}},
		{"day:mon|T", 9, 8, "T", Day, nil, []string{"tue", "thu"}},
		{"-label:sal x", 10, 7, "sal", Label, nil, nil},
		{`party:="Jan N`, 13, 8, "Jan N", Party, nil, nil},
		{"xyz", 3, 0, "xyz", Any, nil, nil},
		{"is:in day:w", 3, 3, "", Is, nil, []string{"in", "out", "card", "account", "labelled", "booked", "pending", "balance", "unread", "marked"}},
	} {
		got := Complete(c.line, c.cursor)
		if got.Pos != c.pos || got.Typed != c.typed || got.Len != len(c.typed) || got.Field != c.field || !slices.Equal(got.Fields, c.fields) || !slices.Equal(got.Words, c.words) {
			t.Errorf("%s at %d: %+v", c.line, c.cursor, got)
		}
	}
	if got := Complete("is:in ", 6); got.Pos != 6 || len(got.Fields) != len(Fields()) {
		t.Errorf("after a space: %+v", got)
	}
}

// Help pages and completion are made of the table: every field says what it is, and its example is a filter.
func TestEveryFieldHasHelpAndAnExample(t *testing.T) {
	for _, f := range Fields() {
		line := f.String() + ":" + f.Example()
		parsed, err := Parse(line, today)
		if err != nil || f.Help() == "" || parsed.Terms[0].Any[0].Field != f {
			t.Errorf("%s: %v, %q", line, err, f.Help())
		}
		for _, w := range f.Words() {
			if _, err := Parse(f.String()+":"+w, today); err != nil {
				t.Error(err)
			}
		}
		if named, ok := FieldNamed(strings.ToUpper(f.String())); !ok || named != f {
			t.Errorf("%s is not found by its name", f)
		}
	}
}

// A word that joins terms is quoted where it is a value, so that a shop that is called OR can be pinned.
func TestQuoteOfWordsThatJoin(t *testing.T) {
	for _, word := range []string{"OR", "AND", "NOT"} {
		f, err := Parse("zabka "+Quote(word), 0)
		if err != nil || len(f.Terms) != 2 {
			t.Errorf("%s: %+v %v", word, f, err)
		}
	}
	if got := Quote("or"); got != "or" {
		t.Error(got)
	}
}

// written writes a filter anew, term by term.
func written(f Filter) string {
	terms := make([]string, len(f.Terms))
	for i, t := range f.Terms {
		terms[i] = t.String()
	}
	return strings.Join(terms, " ")
}
