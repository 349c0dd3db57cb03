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
	for said, want := range map[string]string{
		"reply, line 1 (byte 9), reply/command/result/accounts/account[1]/Jan_Kowalski: <Jan_Kowalski> is closed by </JanX>": "reply, line 1 (byte 9), reply/command/result/accounts/account[1]/xxxxx: <xxxxx> is closed by </xxxxx>",
		"reply/command/result: the attribute Kowalska stands twice":                                                          "reply/command/result: the attribute xxxxx stands twice",
		"reply/owner/Żaneta.Nowak/a: the document ends too early":                                                            "reply/xxxxx/xxxxx/xxxxx: the document ends too early",
		"the reply has no end": "the reply has no end",
		"<iban> stands twice":  "<iban> stands twice",
	} {
		want = strings.Replace(want, "reply/xxxxx/xxxxx/xxxxx", "reply/owner/xxxxx/xxxxx", 1)
		if got := masked().MaskQuoted(said); got != want {
			t.Errorf("%q is %q, not %q", said, got, want)
		}
	}
	if got := masked().MaskQuoted(`no field "nowak"; write "-" in quotes`); got != `no field "xxxxx"; write "-" in quotes` {
		t.Error(got)
	}
}
