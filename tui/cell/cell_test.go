package cell

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// hostile are texts that measure or cut badly in careless code. They are what the border let through, so
// they hold no control characters.
var hostile = []string{
	"", "a", "Żabka Polska sp. z o.o.", "日本語テキスト", "👨‍👩‍👧‍👦 family", "e\u0301\u0301\u0301\u0301x", "🇵🇱🇨🇿", "ﷺ", "…", "␀␛", "\ufffd", "ｆｕｌｌ",
	"═║╔", "⣿⡇", "→↓", "mixed 日 a ż", strings.Repeat("ź", 300), strings.Repeat("語", 150), "\x1b[0;31mred\x1b[m tail",
}

// A terminal draws a text in the cells of its clusters or in those of its code points. Both must fit.
func TestWidthIsTheWiderOfTwoMeasures(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "Żabka": 5, "日本語": 6, "👍🏽": 4, "👩🏽 x": 6, "👨\u200d👩\u200d👧": 6, "🇵🇱": 2, "❤\ufe0f": 2, "ﾊﾞ": 2, "กำ": 2, "e\u0301": 1, "\x1b[0;31m日\x1b[m": 2,
	} {
		if got := Width(s); got != want {
			t.Errorf("Width(%q) = %d, not %d", s, got, want)
		}
	}
	for _, s := range hostile {
		if got := Width(s); got < ansi.StringWidth(s) || got < ansi.StringWidthWc(s) {
			t.Errorf("Width(%q) = %d, terminals take %d or %d", s, got, ansi.StringWidth(s), ansi.StringWidthWc(s))
		}
	}
}

func TestFitIsExactAndWholeRunes(t *testing.T) {
	for _, s := range hostile {
		for w := range 45 {
			for _, a := range []Align{Left, Right, Center, Decimal} {
				got := string(AppendFit(nil, []byte(s), w, a, "…"))
				if n := Width(got); n != w {
					t.Fatalf("%q in %d cells takes %d: %q", s, w, n, got)
				}
				if !utf8.ValidString(got) {
					t.Fatalf("%q in %d cells is cut inside a rune: %q", s, w, got)
				}
			}
		}
	}
}

func TestFitSaysThatItCut(t *testing.T) {
	if got := Fit("Wynagrodzenie", 6, Left, "…"); got != "Wynag…" {
		t.Errorf("got %q", got)
	}
	if got := Fit("Wynagrodzenie", 6, Left, "~"); got != "Wynag~" {
		t.Errorf("got %q", got)
	}
}

func TestDecimalsStandUnderEachOther(t *testing.T) {
	for _, c := range []struct {
		s    string
		want string
	}{
		{"12.34", "     12.34  "}, {"-1200.5000", "  -1200.5000"}, {"0.1234", "      0.1234"}, {"7", "      7     "},
		{"", "            "}, {"••••", "        ••••"}, {"123456789012.34", "############"},
	} {
		if got := string(AppendDecimal(nil, []byte(c.s), 12, 4)); got != c.want {
			t.Errorf("%q is %q, not %q", c.s, got, c.want)
		}
	}
}

func TestLinesAreExact(t *testing.T) {
	for w := range 30 {
		for h := range 8 {
			lines := Lines(hostile, w, h)
			if len(lines) != h {
				t.Fatalf("%d lines, not %d", len(lines), h)
			}
			for _, l := range lines {
				if Width(l) != w {
					t.Fatalf("%q is not %d wide", l, w)
				}
			}
		}
	}
}

func FuzzWidth(f *testing.F) {
	for _, s := range hostile {
		f.Add(s, 7)
	}
	f.Add("ｽ ﾟﾞ", 20) // marks behind a space are its cluster until a position parts them
	f.Fuzz(func(t *testing.T, s string, w int) {
		if !valid(s) || w < 0 || w > 300 {
			return
		}
		if got := Width(s); got < ansi.StringWidth(s) || got < ansi.StringWidthWc(s) {
			t.Errorf("Width(%q) = %d, terminals take %d or %d", s, got, ansi.StringWidth(s), ansi.StringWidthWc(s))
		}
		fit := string(AppendFit(nil, []byte(s), w, Left, "…"))
		if got := Width(fit); got != w {
			t.Errorf("%q in %d takes %d", s, w, got)
		}
		if got := ansi.StringWidth(Anchor(fit, w)); got != w {
			t.Errorf("%q anchored in %d takes %d by the renderer's measure", s, w, got)
		}
	})
}

func BenchmarkFit(b *testing.B) {
	dst := make([]byte, 0, 64)
	s := []byte("Przelew wychodzący, Żabka Polska")
	b.ReportAllocs()
	for b.Loop() {
		dst = AppendFit(dst[:0], s, 24, Left, "…")
	}
}

func TestTruncateKeepsWholeCharactersAndColours(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		head string
		tail string // what TruncateLeft leaves
	}{
		{"abcdef", 3, "ab…", "def"},
		{"日本語", 3, "日…", " 語"},
		{"x👍🏽y", 3, "x…", "  y"},
		{"\x1b[1mab日\x1b[mc", 3, "\x1b[1mab…\x1b[m", "\x1b[1m \x1b[mc"},
		{"abc", 3, "abc", ""},
		{"abc", 0, "", "abc"},
	} {
		if got := Truncate(c.s, c.w, "…"); got != c.head {
			t.Errorf("the first %d of %q are %q, not %q", c.w, c.s, got, c.head)
		}
		if got := TruncateLeft(c.s, c.w); got != c.tail {
			t.Errorf("after the first %d of %q come %q, not %q", c.w, c.s, got, c.tail)
		}
	}
}

// A line of a frame: colours, a box, letters, a bar of blocks.
func BenchmarkWidth(b *testing.B) {
	s := "\x1b[38;2;90;98;104m│\x1b[0m " + strings.Repeat("\x1b[1;38;2;220;223;228mŻabka Polska\x1b[0m  -1,234.56  \x1b[38;2;97;175;239m████▌\x1b[0m ", 4) + strings.Repeat(" ", 60)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		if Width(s) < 100 {
			b.Fatal(Width(s))
		}
	}
}

func TestCutWordsLeavesWholeWords(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want string
	}{
		{"down to -7,420.10 PLN", 21, "down to -7,420.10 PLN"},
		{"down to -7,420.10 PLN", 20, "down to -7,420.10 …"},
		{"down to -7,420.10 PLN", 16, "down to …"},
		{"Łódź jest duża", 6, "Łódź …"},
		{"donaudampfschiff", 8, "donaud …"},
		{"", 3, ""},
	} {
		if got := CutWords(c.s, c.w, "…"); got != c.want {
			t.Errorf("%q in %d is %q, not %q", c.s, c.w, got, c.want)
		}
	}
}

func TestWrapKeepsAmountsAndDaysWhole(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want []string
	}{
		{"down to -7,420.20 PLN on 2026-04-28", 10, []string{"down to", "-7,420.20", "PLN on", "2026-04-28"}},
		{"donaudampfschiff fährt", 8, []string{"donaudam", "pfschiff", "fährt"}},
		{"日本語", 4, []string{"日本", "語"}},
		{"日本", 1, []string{"日", "本", ""}},
		{"one\ntwo three", 9, []string{"one", "two three"}},
		{"", 5, []string{""}},
		{"a  b", 9, []string{"a  b"}},
	} {
		if got := Wrap(c.s, c.w); !slices.Equal(got, c.want) {
			t.Errorf("%q in %d is %q, not %q", c.s, c.w, got, c.want)
		}
	}
}

func TestPathsBreakAtSlashes(t *testing.T) {
	path := "reply/command/result/accounts/account/moneyTransactions/moneyTransaction/currencyAmount"
	for w := 1; w <= 100; w++ {
		lines := Wrap("place "+path+", line 2", w)
		for i, l := range lines {
			if Width(l) > w {
				t.Fatalf("at %d: %q", w, l)
			}
			if inside := i > 0 && i < len(lines)-1 && w > len("moneyTransactions/"); inside && !strings.HasSuffix(l, "/") && !strings.Contains(l, ",") {
				t.Errorf("at %d the path is broken inside a name: %q", w, l)
			}
		}
		if got := strings.ReplaceAll(strings.Join(lines, ""), " ", ""); got != strings.ReplaceAll("place "+path+", line 2", " ", "") {
			t.Errorf("at %d it reads %q", w, got)
		}
	}
}

// valid reports whether s is one line of valid UTF-8 without control characters: what may stand in a cell.
func valid(s string) bool {
	if !utf8.ValidString(s) {
		return false
	}
	for _, r := range s {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return false
		}
	}
	return true
}
