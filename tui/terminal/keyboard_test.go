package terminal

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/term"

	"aisdesk/tui/theme"
)

// fed are the keys among pieces of input, read one after the other.
func fed(pieces ...string) (keys, colour string) {
	r := replies{colour: func(s string) { colour = s }}
	for _, p := range pieces {
		keys += string(r.take([]byte(p)))
	}
	return keys + string(r.release()), colour
}

// Replies are no keys wherever they are cut, whatever stands before and behind them; keys come through whole.
func TestRepliesAreNoKeysHoweverTheyAreCut(t *testing.T) {
	for _, colour := range []string{"\x1b]11;rgb:1a1a/1b1b/2626\x1b\\", "\x1b]11;rgb:ff/ff/ff\x07", ""} {
		const attributes = "\x1b[?62;4;22c"
		for _, around := range [][2]string{{"", ""}, {"j", "k"}, {"\x1b[A", "\x1b[B"}, {"ż", "q"}, {"\x1b[<0;3;4M", "\x1b"}} {
			all := around[0] + colour + attributes + around[1]
			for i := range len(all) + 1 {
				for j := i; j <= len(all); j++ {
					keys, got := fed(all[:i], all[i:j], all[j:])
					if want := around[0] + around[1]; keys != want {
						t.Fatalf("%q cut at %d and %d: keys %q, want %q", all, i, j, keys, want)
					}
					if (got != "") != (colour != "") {
						t.Fatalf("%q cut at %d and %d: colour %q", all, i, j, got)
					}
				}
			}
		}
	}
}

// What is no reply is let through, at the latest when it is too long for one.
func TestWhatIsNoReplyIsKeys(t *testing.T) {
	for _, s := range []string{"\x1b", "\x1b[A", "\x1b]0;title\x07", "\x1b[?25h", "\x1b[200~pasted\x1b[201~", "\x1bj", "\x1b[" + strings.Repeat("1;", 200) + "c",
		"\x1b[?" + strings.Repeat("1;", 200) + "c", "\x1b]11;" + strings.Repeat("x", 500)} {
		if keys, _ := fed(s); keys != s {
			t.Errorf("%q became %q", s, keys)
		}
	}
	if keys, _ := fed("\x1b[?1;2c", "\x1b[?1;2c"); keys != "\x1b[?1;2c" {
		t.Errorf("after the answer: %q", keys)
	}
}

func FuzzReplies(f *testing.F) {
	f.Add("j\x1b]11;rgb:1/2/3\x1b\\\x1b[?1ck", 3, 9)
	f.Add("\x1b]11;", 1, 2)
	f.Fuzz(func(t *testing.T, s string, i, j int) {
		i = min(max(i, 0), len(s))
		j = min(max(j, i), len(s))
		whole, c1 := fed(s)
		cut, c2 := fed(s[:i], s[i:j], s[j:])
		if whole != cut || c1 != c2 {
			t.Fatalf("%q: %q %q whole, %q %q cut at %d and %d", s, whole, c1, cut, c2, i, j)
		}
	})
}

// An Esc that is pressed while an answer is awaited comes through, a moment later.
func TestEscIsAKeyWhileAnAnswerIsAwaited(t *testing.T) {
	master, slave, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer master.Close()
	defer slave.Close()
	raw(t, slave)
	k := &keyboard{File: slave, replies: replies{colour: func(string) {}}}
	began := time.Now()
	if _, err := master.WriteString("\x1b"); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 64)
	n, err := k.Read(b)
	if err != nil || string(b[:n]) != "\x1b" || time.Since(began) < escWait {
		t.Errorf("%q %v after %v", b[:n], err, time.Since(began))
	}
}

func TestColoursOfBackgrounds(t *testing.T) {
	for s, want := range map[string]bool{"rgb:ffff/ffff/ffff": true, "rgb:fd/f6/e3": true, "rgb:0/0/0": false, "rgb:1a1a/1b1b/2626": false, "rgba:f/f/f/8": true} {
		g := &Ground{answer: make(chan bool, 1)}
		g.heard(s)
		select {
		case light := <-g.answer:
			if light != want {
				t.Errorf("%s: light %v", s, light)
			}
		default:
			t.Errorf("%s was not read", s)
		}
	}
	for _, s := range []string{"", "rgb:", "rgb:gg/00/00", "rgb:1/2", "#ffffff0"} {
		g := &Ground{answer: make(chan bool, 1)}
		if g.heard(s); len(g.answer) > 0 {
			t.Errorf("%q is no colour", s)
		}
	}
	for v, want := range map[string]theme.Background{"15;0": theme.DarkBackground, "0;15": theme.LightBackground, "0;default;7": theme.LightBackground,
		"": theme.UnknownBackground, "0;8": theme.DarkBackground, "15;default": theme.UnknownBackground} {
		if got := BackgroundBy(func(string) string { return v }); got != want {
			t.Errorf("COLORFGBG=%s: background %v", v, got)
		}
	}
}

func raw(t *testing.T, f *os.File) {
	t.Helper()
	before, err := term.MakeRaw(int(f.Fd()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = term.Restore(int(f.Fd()), before) })
}
