package text

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// hostile is what a bank, a browser or a file may send; want is what is shown for it.
var hostile = map[string]struct{ in, want string }{
	"plain ASCII":             {"Konto 0", "Konto 0"},
	"Polish":                  {"ZAPŁATA KARTĄ w Łodzi, ćma", "ZAPŁATA KARTĄ w Łodzi, ćma"},
	"Greek, Cyrillic, CJK":    {"Ωμέγα Щука 口座", "Ωμέγα Щука 口座"},
	"emoji":                   {"pay 🙂", "pay 🙂"},
	"double spaces are kept":  {"a  b", "a  b"},
	"newline":                 {"ul. Nowa 1\n00-001", "ul. Nowa 1 00-001"},
	"tab and CR":              {"a\tb\rc", "a b c"},
	"line separators":         {"a\u2028b\u2029c\u0085d", "a b c d"},
	"no-break spaces":         {"1\u00a0000\u202f000\u2007x", "1 000 000 x"},
	"colour":                  {"\x1b[31mred", "␛[31mred"},
	"clear screen":            {"\x1b[2J\x1b[H", "␛[2J␛[H"},
	"window title":            {"\x1b]0;owned\x07", "␛]0;owned␇"},
	"clipboard":               {"\x1b]52;c;ZXZpbA==\x1b\\", "␛]52;c;ZXZpbA==␛\\"},
	"link":                    {"\x1b]8;;http://evil.example\x1b\\x", "␛]8;;http://evil.example␛\\x"},
	"NUL, bell, backspace":    {"a\x00\x07\x08b", "a␀␇␈b"},
	"DEL":                     {"a\x7fb", "a␡b"},
	"C1 as UTF-8":             {"a\u009b31mb", "a�31mb"},
	"C1 as a byte":            {"a\x9b31mb", "a�31mb"},
	"right to left override":  {"gro.\u202Eelpmaxe", "gro.�elpmaxe"},
	"isolates":                {"\u2066a\u2069", "�a�"},
	"marks of direction":      {"\u200ea\u200f\u061cb", "�a��b"},
	"zero width":              {"a\u200bb\u200cc\u200dd\ufeffe\u2060f", "a�b�c�d�e�f"},
	"soft hyphen":             {"a\u00adb", "a�b"},
	"fillers":                 {"a\u3164b\u115fc\uffa0d", "a�b�c�d"},
	"variation selector":      {"a\ufe0fb", "a�b"},
	"tags":                    {"a\U000e0041b", "a�b"},
	"private use":             {"a\ue000b", "a�b"},
	"unassigned":              {"a\u0378b", "a�b"},
	"noncharacter":            {"a\uffffb", "a�b"},
	"invalid UTF-8":           {"a\xffb\xc5", "a�b�"},
	"surrogate in UTF-8":      {"a\xed\xa0\x80b", "a���b"},
	"combining accent":        {"e\u0301", "e\u0301"},
	"zalgo":                   {"e" + strings.Repeat("\u0301", 50) + "f", "e" + strings.Repeat("\u0301", 4) + "f"},
	"a mark without a base":   {"\u0301\u0301a", "�\u0301a"},
	"a formula stays as text": {"=1+1", "=1+1"},
	"nothing":                 {"", ""},
}

func TestHostileTextIsShownHarmlessly(t *testing.T) {
	for name, c := range hostile {
		if got := Clean(c.in).String(); got != c.want {
			t.Errorf("%s: Clean(%q) = %q, want %q", name, c.in, got, c.want)
		}
		if got := CleanBytes([]byte("Łódź " + c.in)).String(); name != "a mark without a base" && got != "Łódź "+c.want {
			t.Errorf("%s behind other text: %q", name, got)
		}
	}
}

// No single character may get through that moves the cursor, hides or reorders.
func TestNoCharacterGetsThroughThatIsNotSeen(t *testing.T) {
	for r := rune(0); r <= utf8.MaxRune; r++ {
		checkHarmless(t, "a"+string(r)+"b")
	}
}

func checkHarmless(t *testing.T, s string) {
	t.Helper()
	out := Clean(s).String()
	if !utf8.ValidString(out) || len(out) > MaxLength {
		t.Fatalf("Clean(%q) is no UTF-8 or too long", s)
	}
	marks := maxMarks
	for _, r := range out {
		switch {
		case r < 0x20, r >= 0x7f && r < 0xa0, unicode.Is(unicode.Cf, r), r == 0x2028, r == 0x2029, unicode.Is(unicode.Co, r):
			t.Fatalf("Clean(%q) lets %U through", s, r)
		case unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Variation_Selector, r):
			t.Fatalf("Clean(%q) lets %U through", s, r)
		case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
			if marks++; marks > maxMarks {
				t.Fatalf("Clean(%q) has too many marks, or one without a base", s)
			}
		default:
			marks = 0
		}
	}
	if again := Clean(out).String(); again != out {
		t.Fatalf("cleaning twice differs: %q, %q", out, again)
	}
}

func TestLongTextIsCutAtACharacter(t *testing.T) {
	for _, c := range []string{"x", "ł", "口", "\x1b", "e\u0301"} {
		out := Clean(strings.Repeat(c, 3*MaxLength)).String()
		if len(out) > MaxLength || !utf8.ValidString(out) || !strings.HasSuffix(out, "…") {
			t.Errorf("%q: %d bytes, ends in %q", c, len(out), out[len(out)-4:])
		}
	}
	whole := strings.Repeat("x", MaxLength)
	if Clean(whole).String() != whole {
		t.Error("a text of the greatest length is cut")
	}
}

func TestTextInJSON(t *testing.T) {
	b, err := json.Marshal(map[string]Text{"a": Clean("Ł\"\x1b")})
	if err != nil || string(b) != `{"a":"Ł\"␛"}` {
		t.Errorf("%s, %v", b, err)
	}
	var v struct {
		A Text `json:"a"`
		B Text `json:"b,omitzero"`
	}
	if err := json.Unmarshal([]byte(`{"a":"\u001b[31m\u202e"}`), &v); err != nil || v.A.String() != "␛[31m�" {
		t.Errorf("a file's text is not cleaned: %q, %v", v.A, err)
	}
	if b, _ := json.Marshal(v); strings.Contains(string(b), `"b"`) || !v.B.Empty() || v.A.Empty() {
		t.Errorf("an empty text is written: %s", b)
	}
}

// JSON holds what the bank wrote but for what hides or turns letters, and a text that was read from it is written the same
// again: manifests are compared by their bytes.
func TestJSONKeepsTheTextWhole(t *testing.T) {
	b, err := json.Marshal(Clean("a  b\n👩\u200d👧 \u202ec"))
	if want := `"a  b\n👩\u200d👧 �c"`; err != nil || string(b) != want {
		t.Errorf("%s, %v, want %s", b, err, want)
	}
	for name, c := range hostile {
		first, _ := json.Marshal(Clean(c.in))
		var read Text
		if err := json.Unmarshal(first, &read); err != nil {
			t.Fatal(err)
		}
		if again, _ := json.Marshal(read); string(again) != string(first) {
			t.Errorf("%s: %s is written again as %s", name, first, again)
		}
		// what an earlier version wrote was cleaned
		old, _ := json.Marshal(Clean(c.in).String())
		if again, _ := json.Marshal(Clean(Clean(c.in).String())); string(again) != string(old) {
			t.Errorf("%s: %s of an earlier version is written again as %s", name, old, again)
		}
	}
}

func TestJoinedTextsAreWholeAndClean(t *testing.T) {
	for _, all := range [][]Text{nil, {Clean("a\nb")}, {Clean("a\nb"), Clean("c\u200d")}, {Clean("a"), Clean("b")}} {
		var shown, whole []string
		for _, one := range all {
			shown, whole = append(shown, one.String()), append(whole, one.Raw())
		}
		if got := Join(all, ", "); got.String() != strings.Join(shown, ", ") || got.Raw() != strings.Join(whole, ", ") {
			t.Errorf("%q, raw %q", got, got.Raw())
		}
	}
}

func TestTextsCompare(t *testing.T) {
	if !Clean("a\x1b").Equal(Clean("a␛")) || Clean("a").Equal(Clean("b")) || !Clean("").Equal(Text{}) {
		t.Error("texts do not compare by what is shown")
	}
}

func TestRawIsWhatWasCleaned(t *testing.T) {
	for name, c := range hostile {
		got := Clean(c.in)
		if got.Raw() != c.in {
			t.Errorf("%s: Raw is %q, want %q", name, got.Raw(), c.in)
		}
		if got.Altered() != (c.in != c.want) {
			t.Errorf("%s: Altered is %v", name, got.Altered())
		}
	}
	long := strings.Repeat("a", MaxLength) + "b"
	if Clean(long).Raw() != long {
		t.Error("a text that was cut has lost its end")
	}
	if b, _ := json.Marshal(Clean("a\u202eb")); strings.Contains(string(b), "\u202e") {
		t.Errorf("JSON holds the raw text: %q", b)
	}
}

func TestFirst(t *testing.T) {
	if got := First(Text{}, Clean("a"), Clean("b")); got.String() != "a" || !First().Empty() || !First(Text{}).Empty() {
		t.Errorf("First is %q", got)
	}
}

// The plain path must not let through what the other would change.
func TestPlainTextIsWhatCleaningLeavesAlone(t *testing.T) {
	for r := rune(0); r <= 0xffff; r++ {
		if s := "a" + string(r) + "b"; plain(s) && scrub(s) != s {
			t.Fatalf("%U takes the plain path and should not", r)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, c := range hostile {
		f.Add(c.in)
	}
	f.Fuzz(func(t *testing.T, s string) { checkHarmless(t, s) })
}

func BenchmarkCleanPlain(b *testing.B) {
	for b.Loop() {
		Clean("Płatność kartą 123456 nr karty 4xxx XXXX XXXX 1004")
	}
}
