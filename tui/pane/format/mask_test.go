package format

import (
	"strings"
	"testing"

	"aisdesk/tui/pane"
	"aisdesk/tui/theme"
)

func masked() Writer {
	return From(&pane.Env{Theme: theme.Must(theme.ASCII, theme.Plaintext), Masked: true})
}

func TestFilterUnderTheMask(t *testing.T) {
	for line, want := range map[string]string{
		`label:salary date:2026-03 is:in`: `label:salary date:2026-03 is:in`,
		`nowak`:                           `xxxxx`,
		`-nowak label:rent`:               `-xxxxx label:rent`,
		`party:="Jan Nowak" kind:"a b"`:   `party:="xxxxx" kind:"a b"`,
		`label:a|party:nowak|jan`:         `label:a|party:xxxxx|xxxxx`,
		`label:a|nowak`:                   `label:a|nowak`, // the field goes on: a label called nowak
		`amt:>100 abs:-50..-10`:           `amt:>xxxxx abs:xxxxx`,
		`/now.k jr/ is:out`:               `/xxxxx/ is:out`,
		`"Jan Nowak"`:                     `"xxxxx"`,
		`party:="a \" Nowak" cur:PLN`:     `party:="xxxxx" cur:PLN`,
		`party:="a \\" Nowak" cur:PLN`:    `party:="xxxxx" xxxxx cur:PLN`, // the quotation ends before Nowak
		`date:2026- amt:12x day:`:         `date:2026- amt:xxxxx day:`,    // while it is typed
		`kowalski:x`:                      `xxxxx`,
		`"never closed nowak`:             `"xxxxx`,
		``:                                ``,
	} {
		if got := masked().Filter(line); got != want {
			t.Errorf("%s is shown as %s, not %s", line, got, want)
		}
	}
}

// The cursor counts characters: what is typed and what is shown must be equally long, and nothing of it readable.
func FuzzMaskIsAsLongAsTheLine(f *testing.F) {
	for _, s := range []string{`a|"b c" party:x`, `"`, `/`, `-|-`, `x:y`, `party:/a b/`, "\xff", "é|ż"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		if a, b := len([]rune(line)), len([]rune(masked().Mask()(line))); a != b {
			t.Errorf("%q is %d characters, shown as %d", line, a, b)
		}
		if got := masked().Filter("Qq9" + strings.Trim(line, ":")); strings.Contains(got, "Qq9") && !strings.Contains(line, ":") {
			t.Errorf("%q shows a word: %q", line, got)
		}
	})
}

func TestMessagesUnderTheMaskQuoteNothing(t *testing.T) {
	if got := masked().MaskQuoted(`no field "nowak"; write "-" in quotes`); got != `no field "xxxxx"; write "-" in quotes` {
		t.Error(got)
	}
}
