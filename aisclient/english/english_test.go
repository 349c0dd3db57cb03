package english

import (
	"testing"
	"time"
)

func TestPlural(t *testing.T) {
	for n, want := range map[int]string{0: "0 entries", 1: "1 entry", 2: "2 entries", -1: "-1 entries", 1234: "1234 entries"} {
		if got := Plural(n, "entry", "entries"); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestList(t *testing.T) {
	for _, tc := range []struct {
		parts []string
		want  string
	}{{nil, ""}, {[]string{"a"}, "a"}, {[]string{"a", "b"}, "a and b"}, {[]string{"a", "b", "c"}, "a, b and c"}} {
		if got := List(tc.parts); got != tc.want {
			t.Errorf("%q: %q", tc.parts, got)
		}
	}
}

func TestWords(t *testing.T) {
	for name, want := range map[string]string{"transactionDate": "Transaction date", "amount": "Amount", "łączna": "Łączna", "": ""} {
		if got := Words(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestWithArticle(t *testing.T) {
	for noun, want := range map[string]string{"applicant": "an applicant", "co-applicant": "a co-applicant", "import": "an import", "": "a "} {
		if got := WithArticle(noun); got != want {
			t.Errorf("%q: %q, want %q", noun, got, want)
		}
	}
}

// A name with a third of its letters wrong at most is meant, whatever its case; the first of equals.
func TestNearest(t *testing.T) {
	for name, want := range map[string]string{"incmoe": "income", "INCOME": "income", "ibna": "iban", "żabka": "zabka", "gambling": "", "": ""} {
		if got := Nearest(name, []string{"income", "iban", "zabka"}); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func TestSpan(t *testing.T) {
	for d, want := range map[time.Duration]string{960 * time.Hour: "40 days", 8*time.Minute + 10*time.Second: "8 minutes", 36 * time.Hour: "36 hours", time.Second: "1 second", 90 * time.Second: "90 seconds"} {
		if got := Span(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}
