package number

import (
	"testing"

	"aisdesk/aisclient"
)

// Languages separate thousands and decimals in their own way, as Unicode's tables say; files are not written by it.
func TestNumbersByLanguage(t *testing.T) {
	for locale, want := range map[string][2]string{
		"":            {"1\u00a0234.50", "-1\u00a0234\u00a0567.05"},
		"C.UTF-8":     {"1\u00a0234.50", "-1\u00a0234\u00a0567.05"},
		"POSIX":       {"1\u00a0234.50", "-1\u00a0234\u00a0567.05"},
		"en_US.UTF-8": {"1,234.50", "-1,234,567.05"},
		"en_GB":       {"1,234.50", "-1,234,567.05"},
		"pl_PL.UTF-8": {"1\u00a0234,50", "-1\u00a0234\u00a0567,05"},
		"es_ES.UTF-8": {"1.234,50", "-1.234.567,05"},
		"cs_CZ.UTF-8": {"1\u00a0234,50", "-1\u00a0234\u00a0567,05"},
		"de_DE@euro":  {"1.234,50", "-1.234.567,05"},
		"fr_FR.UTF-8": {"1\u00a0234,50", "-1\u00a0234\u00a0567,05"},
		"no such":     {"1\u00a0234.50", "-1\u00a0234\u00a0567.05"},
	} {
		n := FormOf("auto", func(name string) string { return map[string]string{"LANG": locale}[name] })
		for i, a := range []aisclient.Amount{12_345_000, -12_345_670_500} {
			if got := string(n.Append(nil, a)); got != want[i] {
				t.Errorf("%s: %q, want %q", locale, got, want[i])
			}
		}
	}
}

// LC_ALL rules over LC_NUMERIC, that over LANG; a chosen form asks none of them.
func TestNumbersByTheirVariables(t *testing.T) {
	env := map[string]string{"LANG": "en_US", "LC_NUMERIC": "de_DE", "LC_ALL": "cs_CZ"}
	getenv := func(name string) string { return env[name] }
	for _, want := range []string{"1\u00a0234,50", "1.234,50", "1,234.50"} {
		if got := string(FormOf("", getenv).Append(nil, 12_345_000)); got != want {
			t.Errorf("%q, want %q with %v", got, want, env)
		}
		if _, ok := env["LC_ALL"]; ok {
			delete(env, "LC_ALL")
		} else {
			delete(env, "LC_NUMERIC")
		}
	}
	for form, want := range map[string]string{"plain": "1234567.89", "comma": "1,234,567.89", "space": "1\u00a0234\u00a0567,89", "point": "1.234.567,89"} {
		if got := string(FormOf(form, getenv).Append(nil, 12_345_678_900)); got != want {
			t.Errorf("%s: %q", form, got)
		}
	}
}

// The amounts of a sentence are written as those of tables; dates, ids and shares stay.
func TestAmountsInSentences(t *testing.T) {
	n := FormOf("comma", nil)
	const said = "In 12 months 107602.59 PLN came in and -1045.04 EUR went out on 2026-10-31, 6.2 % of 1234.5678 PLN, row 123456, 99.00 PLN, between 5594.21 and 7024.88 PLN."
	const want = "In 12 months 107,602.59 PLN came in and -1,045.04 EUR went out on 2026-10-31, 6.2 % of 1,234.5678 PLN, row 123456, 99.00 PLN, between 5,594.21 and 7,024.88 PLN."
	if got := n.InText(said); got != want {
		t.Errorf("%q", got)
	}
}

// The room that is made for separators is what they take.
func TestSeparatorsTakeTheRoomThatIsMade(t *testing.T) {
	for _, form := range []string{"plain", "comma", "space", "point"} {
		n := FormOf(form, nil)
		a, digits := aisclient.Amount(aisclient.AmountScale), 1
		for ; digits < 14; a, digits = a*10, digits+1 {
			plain, got := len([]rune(a.String())), len([]rune(string(n.Append(nil, a))))
			if got-plain != n.Extra(digits) {
				t.Errorf("%s: %s takes %d cells more, not %d", form, n.Append(nil, a), got-plain, n.Extra(digits))
			}
		}
	}
}

func TestCountsHaveSeparatorsAndNoDecimals(t *testing.T) {
	for n, want := range map[Form]string{{}: "1000100", {Group: ","}: "1,000,100", {Group: ".", Point: ','}: "1.000.100", {Group: NoBreak}: "1\u00a0000\u00a0100"} {
		if got := n.Count(1_000_100) + n.Count(7); got != want+"7" {
			t.Errorf("%+v: %q", n, got)
		}
	}
}
