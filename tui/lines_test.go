package tui

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/tui/cell"
	"aisdesk/tui/pane"
)

// doubted are texts on whose width terminals disagree, and text that wants to take the terminal over.
var doubted = []string{
	"Prezent 👩🏽 dla mamy", "👍🏽👍🏿👍", "rodzina 👨\u200d👩\u200d👧\u200d👦 razem", "flagi 🇵🇱🇨🇿🇪🇸", "serce ❤\ufe0f i ☎\ufe0f", "ไทย กำลังน้ำ", "தமிழ் கொடு க்ஷி",
	"ｶﾞﾊﾞﾊﾟ ﾃﾞｽ", "हिन्दी क्षत्रिय", "한국어 \u1112\u1161\u11ab", "日本語テキスト", "q\u0303\u0303\u0303q\u0308", "🫨🫩 nowe", "﷽ basmala", "\u0c1c\u0c4d\u0c1e\u200c\u0c3e", "👩\u200d🚀🏴\u200d☠\ufe0f",
	strings.Repeat("👍🏽", 60), strings.Repeat("ｶﾞ", 80), "zwykły",
}

// doubtedReply is a reply with one row for each of the doubted texts.
func doubtedReply() string {
	row := `<moneyTransaction><transactionOn>2026-05-02</transactionOn><bookedOn>2026-05-03</bookedOn><currencyAmount>-1.00</currencyAmount><title>%s</title><party>%s</party><status>DONE</status></moneyTransaction>`
	var rows strings.Builder
	for i, s := range doubted {
		fmt.Fprintf(&rows, row, s, doubted[(i+7)%len(doubted)])
	}
	const begin, end = "<moneyTransactions>", "</moneyTransactions>"
	return sampleReply[:strings.Index(sampleReply, begin)+len(begin)] + rows.String() + sampleReply[strings.Index(sampleReply, end):]
}

// moving are the replies with which rows moved: all doubted texts, and a single skin tone above plain rows.
func moving(t *testing.T) map[string]string {
	t.Helper()
	skin, err := os.ReadFile("../aisclient/testdata/cases/h06-skin.xml")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{"doubted texts": doubtedReply(), "skin tone": string(skin)}
}

// output is what a program wrote so far.
type output struct {
	mu sync.Mutex
	b  strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// drawn shows a reply in the real renderer, presses keys and returns what the program wrote and its last frame.
func drawn(t *testing.T, reply string, w, h int, keys ...string) (wrote, frame string) {
	t.Helper()
	f := newFake()
	f.reply = reply
	out := &output{}
	o := Options{Output: out, Now: func() time.Time { return frozen }, Start: Start{At: AtSaved, Name: f.saved[0].ID},
		Getenv: func(k string) string { return map[string]string{"TERM": "xterm-256color"}[k] }}
	r := newRoot(t.Context(), f, o)
	t.Cleanup(r.close)
	p := tea.NewProgram(r, programOptions(r, Options{Input: eternal{}})...)
	ended := make(chan error, 1)
	go func() { ended <- drawing(r.clipboard.output, r.opts.Getenv, p) }()
	p.Send(tea.WindowSizeMsg{Width: w, Height: h})
	await(t, out, "1 Overview", "Konto")
	for _, k := range keys {
		p.Send(pane.Press(k))
		time.Sleep(60 * time.Millisecond) // a frame of its own
	}
	p.Quit()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	return out.String(), r.View()
}

// eternal is an input on which nobody types.
type eternal struct{}

func (eternal) Read([]byte) (int, error) { select {} }

func await(t *testing.T, out *output, texts ...string) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		missing := false
		for _, s := range texts {
			missing = missing || !strings.Contains(out.String(), s)
		}
		if !missing {
			return
		}
	}
	t.Fatalf("the program never showed %q:\n%q", texts, out.String())
}

// Security statement 27: whatever a terminal takes for the width of a text, no other row moves and what stands behind
// the text keeps its column. A terminal that cannot switch autowrap off is one of them, as long as its measure is one of
// the two that are reserved for.
func TestLinesKeepTheirPlaceInEveryTerminal(t *testing.T) {
	for name, reply := range moving(t) {
		t.Run(name, func(t *testing.T) {
			for _, size := range [][2]int{{80, 24}, {120, 40}} {
				linesKeepTheirPlace(t, reply, size[0], size[1])
			}
		})
	}
}

func linesKeepTheirPlace(t *testing.T, reply string, w, h int) {
	t.Helper()
	wrote, frame := drawn(t, reply, w, h, "3", "down", "down", "up", "up", "end", "up", "up", "down", "home", "down", "enter", "esc", "down")
	should := newEmulator(w, h)
	should.measure = cell.Width
	should.write(strings.ReplaceAll(frame, "\n", "\r\n"))
	if plain := fmt.Sprint(should.cells); !strings.Contains(plain, "─") || !strings.Contains(plain, "z w y k ł y") {
		t.Fatalf("the frame does not show the rows:\n%s", frame)
	}
	for name, terminal := range measures {
		for _, deaf := range []bool{false, true} {
			if deaf && (name == "wide letters" || name == "one cell each") {
				continue
			}
			e := newEmulator(w, h)
			terminal(e)
			e.deaf = deaf
			end := strings.LastIndex(wrote, "\x1b[2K") // the renderer clears its last line when it ends
			e.write(wrote[:end])
			sameElsewhere(t, fmt.Sprintf("%s, deaf %v, %dx%d", name, deaf, w, h), should.cells, e.cells)
			if e.write(wrote[end:]); !e.wraps {
				t.Errorf("%s: autowrap stays off", name)
			}
		}
	}
}

// sameElsewhere compares all cells that show letters whose width nobody doubts.
func sameElsewhere(t *testing.T, name string, want, got [][]string) {
	t.Helper()
	for y := range want {
		for x, s := range want[y] {
			if s == "" || s == " " || cell.Width(s) != 1 || len([]rune(s)) > 1 || doubtful(s) {
				continue
			}
			if got[y][x] != s {
				t.Errorf("%s: row %d column %d shows %q, not %q\n%s\n%s", name, y, x, got[y][x], s, strings.Join(got[y], ""), strings.Join(want[y], ""))
				break
			}
		}
	}
}

func doubtful(s string) bool {
	return s[0] >= 0xe0 && !strings.Contains("│─╭╮╰╯├┤›…•✓▌↓↑", s)
}
