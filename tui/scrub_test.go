package tui

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/terminal"
)

func TestScrubKeepsColoursAndNothingElse(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain Żółć ░▒ 日本", "plain Żółć ░▒ 日本"},
		{"\x1b[0;1;38;2;1;2;3mred\x1b[m", "\x1b[0;1;38;2;1;2;3mred\x1b[m"},
		{"\x1b]52;c;AAAA\x07", "?]52;c;AAAA?"},
		{"\x1b[2J\x1b[Hgone", "?[2J?[Hgone"}, {"\x1b[2Jsomething", "?[2Jsomething"}, {"\x1b[?25lm", "?[?25lm"}, {"\x1b[1:\x1b[m", "?[1:\x1b[m"},
		{"a\u009b31mb", "a?31mb"}, {"a\u202eb\u2066c\u200fd\u061ce", "a?b?c?d?e"},
		{"a\tb\rc\x7f", "a?b?c?"}, {"cut\x1b[3", "cut?[3"}, {"cut\xe2\x80", "cut??"},
		{"\xe2\x1b[2J", "??[2J"}, {"\xe2\x80\x1b]0;x\a", "???]0;x?"}, {"\xd8\x1b[H", "??[H"}, {"\xc2\x1b[H", "??[H"}, {"\xf0\x9f\x1b[H", "???[H"}, {"\x9b2J", "?2J"},
	} {
		if got := terminal.Scrub(c.in); got != c.want {
			t.Errorf("terminal.Scrub(%q) = %q, not %q", c.in, got, c.want)
		}
	}
}

func FuzzScrub(f *testing.F) {
	f.Add("\x1b[31mx\x1b[m")
	f.Add("\x1b]0;x\a\u202e\u0085")
	f.Fuzz(func(t *testing.T, s string) {
		checkBytes(t, terminal.Scrub(s))
	})
}

var themeMade = regexp.MustCompile("\x1b\\[[0-9;]*m")

// placing is what a frame holds besides: cells are erased and the cursor goes on in its own row.
var placing = regexp.MustCompile("\x1b\\[[0-9]+[GX]")

// checkBytes fails on anything that could do more to a terminal than colour it.
func checkBytes(t *testing.T, s string) {
	t.Helper()
	rest := themeMade.ReplaceAllString(s, "")
	for _, r := range rest {
		if r != '\n' && unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x61c {
			t.Fatalf("%U in %q", r, rest)
		}
	}
}

// hostile is text of an applicant, a bank or a network that wants to take the terminal over.
const hostile = "x\x1b]52;c;ZXZpbA==\x07\x1b[2J\u009b31m\u202egnp.exe\u2066\r\nQ\x00\u200b日本e\u0301\u0301\u0301\u0301\u0301\u0301"

// Hostile text in every field that these screens show reaches the terminal as visible signs only.
func TestHostileTextEverywhere(t *testing.T) {
	f := newFake()
	f.env.API, f.env.Client, f.env.TestLogins = hostile, hostile, []string{hostile}
	f.banks.Banks[0] = bank(hostile, hostile, hostile, true)
	f.saved[0].OfficialName, f.saved[0].OwnerExternalID = text.Clean(hostile), text.Clean(hostile)
	f.saved[1].Damaged = errors.New(hostile)
	f.saved[2].ID = hostile
	f.pending = []app.Pending{{CommandID: text.Clean(hostile), OwnerExternalID: text.Clean(hostile), Started: frozen}}
	f.calls[0].Path, f.calls[0].Host, f.calls[0].Err, f.calls[0].ResponseBody = hostile, hostile, hostile, []byte("<a b='"+hostile+"'>"+hostile+"</a>")
	f.reply = strings.Replace(sampleReply, "Halina Przykładowa", "&#x9b;31m\u202e<![CDATA[\u009b2J]]>", 1)
	in(t, f, Options{}, func(t *testing.T, p *desktop) {
		check := func() {
			for _, s := range sizes {
				p.Size(s[0], s[1]).Exact(s[0], s[1])
				checkBytes(t, placing.ReplaceAllString(p.Raw(), ""))
			}
		}
		for _, k := range []string{"down", "n", "enter", "down", "down", "down", "enter", "esc", "esc", "l", "down", "down", "d", "esc", "/", "esc", "esc", "?", "esc", "s", "esc"} {
			p.Press(k)
			check()
		}
		p.Press("o").Type("x").Send(pane.OpenFile{Path: hostile})
		p.Wait(time.Second)
		for _, k := range []string{"1", "2", "3", "4", "5", "6", "enter", "/", "x", "esc", "esc", "down", "down", "esc"} {
			p.Press(k)
			check()
		}
	})
	in(t, f, demo(), func(t *testing.T, p *desktop) {
		e := linking(intake.LinkEvent{Kind: intake.LinkWidgetError, Cause: text.Clean(hostile), Detail: text.Clean(hostile)})
		e.OwnerExternalID = hostile
		p.emit(linking(intake.LinkEvent{Kind: intake.LinkReady, URL: hostile, Forward: hostile}),
			linking(intake.LinkEvent{Kind: intake.LinkPageOpened, PairingCode: hostile}), e)
		checkBytes(t, placing.ReplaceAllString(p.Raw(), ""))
		p.emit(signedIn(), intake.Event{State: intake.Importing, Poll: &intake.Poll{CommandID: hostile, State: hostile, Transient: errors.New(hostile)}})
		checkBytes(t, placing.ReplaceAllString(p.Raw(), ""))
		p.emit(intake.Event{State: intake.Failed, Err: errors.New(hostile)})
		p.world.last.end <- errors.New(hostile)
		p.Wait(time.Second)
		p.Exact(80, 24)
		checkBytes(t, placing.ReplaceAllString(p.Raw(), ""))
	})
}
