package literals

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestRequiredWords(t *testing.T) {
	for _, c := range []struct {
		expr string
		want []string
	}{
		{"komornik", []string{"komornik"}},
		{`\bkomornik\w*`, []string{"komornik"}},
		{"betclic|betfan|sts", []string{"betclic", "betfan", "sts"}},
		{"rata (kredytu|pozyczki)", []string{"rata kredytu", "rata pozyczki"}},
		{"foo.*barbaz", []string{"barbaz"}},
		{"colou?r", []string{"color", "colour"}},
		{"(abc)+", []string{"abc"}},
		{"a.b", nil},
		{"abc|x*", nil},
		{"(?i)abc", nil},
		{"[a-z]+", nil},
		{"", nil},
	} {
		got := Of(c.expr)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.expr, got, c.want)
		}
	}
}

func TestASieveNeverLosesAMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	pieces := []string{"ab", "abc", "c?", "(ab|cd)", "x*", "y+", ".", `\b`, "(abc|abd|bca)", "^", "$", "[ab]", "(?:ab)?", "dab", "(ca){1,2}", "|"}
	for range 3000 {
		var expr, text strings.Builder
		for range 1 + r.IntN(5) {
			expr.WriteString(pieces[r.IntN(len(pieces))])
		}
		re, err := regexp.Compile(expr.String())
		if err != nil {
			continue
		}
		words := Of(expr.String())
		scanner := NewScanner(words)
		for range 20 {
			text.Reset()
			for range r.IntN(12) {
				text.WriteByte("abcdxy "[r.IntN(7)])
			}
			if s := text.String(); scanner != nil && re.MatchString(s) && scanner.Find(s) < 0 {
				t.Fatalf("%s matches %q, which holds none of %q", expr.String(), s, words)
			}
		}
	}
}
