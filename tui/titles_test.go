package tui

import (
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"

	"aisdesk/tui/cell"
	"aisdesk/tui/theme"
)

// Accessible statement 30: the title says the place and what is under way.
func TestTheTitleSaysPlaceAndState(t *testing.T) {
	for _, tc := range []struct{ start, keys, want string }{
		{"", "", "aisdesk - Home"}, {"", "l", "aisdesk - Saved imports"}, {"", "n", "aisdesk - New verification"}, {"saved", "7", "aisdesk - Verdict"},
		{"link", "", "aisdesk - Sign-in, waiting for the sign-in"}, {"importing", "", "aisdesk - Import, importing"}, {"failed", "", "aisdesk - Failed"},
		{"link", "i", "aisdesk - Inspector, waiting for the sign-in"}, {"importing", "esc", "aisdesk - Import, Cancel this verification?, importing"},
	} {
		out := titlesOf(t, tc.start, tc.keys)
		if got := out[len(out)-1]; got != tc.want {
			t.Errorf("%s %s: %q, not %q", tc.start, tc.keys, got, tc.want)
		}
	}
}

// No title says what a bank said, in any state.
func TestNoTitleSaysWhatABankSaid(t *testing.T) {
	said := regexp.MustCompile(`[0-9]{2}|Anna|Wiśniewsk|Konto|KONTO|Acme|PLN|Halina|Przykładow`)
	for _, s := range states {
		for _, title := range titlesOf(t, s.start, s.keys) {
			if said.MatchString(title) || !strings.HasPrefix(title, "aisdesk - ") {
				t.Errorf("%s (%s): %q", s.name, s.keys, title)
			}
		}
	}
}

// titlesOf are the titles that the window has on the way to a state.
func titlesOf(t *testing.T, start, keys string) (titles []string) {
	synctest.Test(t, func(t *testing.T) {
		out := &bytes.Buffer{}
		w := newFake()
		w.saving = make(chan struct{}, 1)
		p := staged(t, w, Options{Output: out, Getenv: terminalOf("TERM=xterm-256color")}, start, keys)
		p.root.close()
		for _, m := range regexp.MustCompile(`\x1b\][02];([^\x07]*)\x07`).FindAllStringSubmatch(out.String(), -1) {
			titles = append(titles, m[1])
		}
	})
	if len(titles) == 0 {
		t.Fatalf("%s (%s): no title", start, keys)
	}
	return titles
}

// The link of the page is one link in terminals that know links, over as many lines as it takes; its text is its target, and
// what the terminal shows is the same as without it. Overlays leave no half of it.
func TestTheLinkOfThePageIsALink(t *testing.T) {
	for term, linked := range map[string]bool{"xterm-256color": true, "tmux-256color": true, "screen-256color": false, "linux": false} {
		synctest.Test(t, func(t *testing.T) {
			w := newFake()
			w.settings.Theme, w.saving = string(theme.Mono), make(chan struct{}, 1)
			p := staged(t, w, Options{Output: io.Discard, Getenv: terminalOf("TERM=" + term)}, "link", "")
			defer p.root.close()
			for _, width := range []int{80, 62} {
				p.Size(width, 24).Exact(width, 24)
				e := newEmulator(width, 24)
				e.write(strings.ReplaceAll(p.Raw(), "\n", "\r\n"))
				if e.link != "" {
					t.Fatalf("%s: a link does not end", term)
				}
				if got := len(e.links) > 0; got != linked {
					t.Errorf("%s, %d cells: links %q", term, width, e.links)
				}
				for _, target := range e.links {
					if target != linkURL {
						t.Errorf("%s: a link to %q, not %q", term, target, linkURL)
					}
				}
				for _, line := range strings.Split(p.Raw(), "\n") {
					if strings.Count(line, "\x1b]8;;\x07") != strings.Count(line, "\x1b]8;;h") {
						t.Errorf("%s: a link goes on behind its line: %q", term, line)
					}
					if cell.Width(line) != width {
						t.Errorf("%s: a line of %d cells", term, cell.Width(line))
					}
				}
			}
			p.Press("?")
			if strings.Contains(p.Raw(), "\x1b]8") && strings.Count(p.Raw(), linkURL) == 0 {
				t.Errorf("%s: half a link: %q", term, p.Raw())
			}
		})
	}
}

// A report's path is a link to the file.
func TestAPathThatWasWrittenIsALink(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	synctest.Test(t, func(t *testing.T) {
		w := newFake()
		w.saving = make(chan struct{}, 1)
		p := staged(t, w, Options{Output: io.Discard, Getenv: terminalOf("TERM=xterm-256color")}, "saved", "7 enter a n n a enter w")
		defer p.root.close()
		p.Size(200, 40).Press("ctrl+u").Type(dir + "/my report.md").Press("enter")
		e := newEmulator(200, 40)
		e.write(strings.ReplaceAll(p.Raw(), "\n", "\r\n"))
		if len(e.links) != 1 || !strings.HasPrefix(e.links[0], "file://") || !strings.HasSuffix(e.links[0], dir+"/my%20report.md") {
			t.Errorf("links %q:\n%s", e.links, p.Screen())
		}
		p.Sees("to " + dir + "/my report.md")
	})
}
