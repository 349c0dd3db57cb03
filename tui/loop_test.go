package tui

import (
	"context"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	"aisdesk/tui/robot/sample"
)

// "Nothing over 20 ms runs on the UI loop": every key of the workspace, one after the other, with the longest Update and
// View that it and its answers cost, and how long the answers were away.
//
//	AISDESK_MEASURE=1000000 go test ./tui -run TestMeasureLoop -count 1 -v
//
// It reports, it never fails for being slow: machines differ.

// wideLedger is n rows: two accounts in two currencies, and a card that has a third of them.
func wideLedger(n int) *ledger.Ledger {
	imp := sample.Large(n)
	t := &imp.Targets[0]
	card := aisclient.CreditCard{Name: text.Clean("Visa"), Number: text.Clean("4111 **** 1111"), Currency: "PLN"}
	half := len(t.Accounts[0].Transactions) / 3
	card.Transactions = slices.Clone(t.Accounts[0].Transactions[half:])
	t.Accounts[0].Transactions = t.Accounts[0].Transactions[:half]
	for i := range t.Accounts {
		balance := aisclient.Amount(0)
		for j := range t.Accounts[i].Transactions {
			x := &t.Accounts[i].Transactions[j]
			balance += x.Amount
			x.Balance, x.HasBalance = balance, true
		}
	}
	t.CreditCards = append(t.CreditCards, card)
	return sample.Ledger(imp)
}

// loop is the program's loop by hand: commands run beside it, and every Update and View is timed.
type loop struct {
	r      *root
	inbox  chan tea.Msg
	update time.Duration // the longest since begin
	view   time.Duration
	began  time.Time
	last   time.Time // when the last message came
	away   atomic.Int32
	blind  bool // nothing is drawn
}

// newLoopOver is the program over a backend, with nothing open.
func newLoopOver(t testing.TB, b Backend, w, h int) *loop {
	r := newRoot(context.Background(), b, Options{Output: io.Discard, Now: func() time.Time { return frozen },
		Getenv: func(k string) string { return map[string]string{"TERM": "xterm-256color", "COLORTERM": "truecolor"}[k] }})
	t.Cleanup(r.close)
	p := &loop{r: r, inbox: make(chan tea.Msg, 1000)}
	p.run(r.Init())
	p.take(tea.WindowSizeMsg{Width: w, Height: h})
	return p
}

func newLoop(t testing.TB, w, h int, l *ledger.Ledger) *loop {
	p := newLoopOver(t, newFake(), w, h)
	r := p.r
	reply, _ := newFake().Open(context.Background(), "x")
	r.loader.reading = &reading{reply: reply, cancel: func() {}}
	p.begin()
	from := time.Now()
	cmd := r.loader.show(l)
	p.update = time.Since(from)
	p.run(cmd)
	p.settle()
	return p
}

func (p *loop) begin() { p.update, p.view, p.began, p.last = 0, 0, time.Now(), time.Now() }

// take gives one message to the program and draws.
func (p *loop) take(msg tea.Msg) {
	from := time.Now()
	_, cmd := p.r.Update(msg)
	p.update = max(p.update, time.Since(from))
	p.run(cmd)
	if from = time.Now(); !p.blind {
		_ = p.r.View()
	}
	p.view = max(p.view, time.Since(from))
	p.last = time.Now()
}

// run runs a command and what it batches.
func (p *loop) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	p.away.Add(1)
	go func() {
		defer p.away.Add(-1)
		msg := cmd()
		if v := reflect.ValueOf(msg); v.IsValid() && v.Type().ConvertibleTo(reflect.TypeFor[[]tea.Cmd]()) {
			for _, c := range v.Convert(reflect.TypeFor[[]tea.Cmd]()).Interface().([]tea.Cmd) {
				p.run(c)
			}
			return
		}
		if msg != nil {
			p.inbox <- msg
		}
	}()
}

// settle takes messages until none comes and nothing is at work any more.
func (p *loop) settle() {
	for {
		select {
		case msg := <-p.inbox:
			p.take(msg)
		case <-time.After(60 * time.Millisecond):
			if !strings.Contains(p.r.nav.top().Status(), "working") && len(p.inbox) == 0 {
				return
			}
		}
	}
}

// rest waits until no command is away any more, or only clocks are.
func (p *loop) rest() {
	for from := time.Now(); p.away.Load() > 0 && time.Since(from) < 10*time.Second; {
		p.settle()
	}
}

// press presses a key and waits for everything that follows.
func (p *loop) press(keys ...string) {
	p.begin()
	for _, k := range keys {
		p.take(pane.Press(k))
	}
	p.settle()
}

func (p *loop) line(what string) string {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	mark := ""
	if p.update+p.view > 20*time.Millisecond {
		mark = "  <- over 20 ms"
	}
	return fmt.Sprintf("%-52s update %7.2f  view %6.2f  away %7.0f ms%s", what, ms(p.update), ms(p.view), ms(p.last.Sub(p.began)), mark)
}

// tabKeys are the keys of each tab with what they do; several keys are pressed one after the other.
var tabKeys = []struct{ what, keys string }{
	{"overview", "1"}, {"overview: down, end", "down end"},
	{"accounts", "2"}, {"accounts: next", "down"}, {"accounts: its rows", "enter"}, {"accounts: back", "esc"},
	{"cards", "4"}, {"cards: row down", "down"}, {"cards: last row", "end"}, {"cards: its rows", "enter"}, {"cards: back", "esc"},
	{"analytics, the first time", "5"}, {"analytics: down", "down"}, {"analytics: regroup", "r"}, {"analytics: by counterparty", "r"}, {"analytics: by the next", "r"},
	{"analytics: back to the first grouping", "G G G"}, {"analytics: next board", "b"}, {"analytics: weekdays", "b"}, {"analytics: balance", "b"}, {"analytics: findings", "b"},
	{"analytics: services", "b"}, {"analytics: ranking", "b"}, {"analytics: side of the money", "f"}, {"analytics: period", "p"}, {"analytics: period before", "["},
	{"analytics: all again", "] p p p p p"}, {"analytics: next account", "a"}, {"analytics: look inside", "i"}, {"analytics: out again", "esc"},
	{"analytics: rows behind a bar", "enter"}, {"analytics: back", "esc"}, {"analytics: filter", "/"}, {"analytics: a letter", "z"}, {"analytics: leave it", "esc"},
	{"inspector", "6"}, {"inspector: down", "down"},
	{"transactions", "3"}, {"row down", "down"}, {"last row", "end"}, {"first row", "home"},
	{"filter", "/"}, {"filter: first letter", "z"}, {"filter: second letter", "a"}, {"filter: third letter", "b"}, {"filter: take one back", "backspace"}, {"filter: apply", "enter"},
	{"undo", "u"}, {"redo", "U"}, {"undo", "u"},
	{"sort by counterparty", "s"}, {"sort by counterparty, falling", "s"}, {"not sorted", "s"}, {"sort by title, the first time", "right s"}, {"last row", "end"}, {"first row", "home"},
	{"sort by title, falling", "s"}, {"sort stack: amount", "right S"}, {"undo", "u"},
	{"period", "p"}, {"period before", "["}, {"compare", "C"}, {"no period", "u u u"},
	{"details", "enter"}, {"details: row down", "down"}, {"details: close", "enter"},
	{"columns", "c"}, {"columns: hide one", "down space"}, {"columns: show it", "space"}, {"columns: close", "esc"},
	{"save a view", "w V 1 enter"}, {"saved views", "o"}, {"saved views: take it", "enter"},
	{"find: a rare word", "f 9 9 9 9 9 7 enter"}, {"find next", "n"}, {"find previous", "N"}, {"find: nothing", "f q q q x enter"}, {"find next: nothing", "n"},
	{"jump to a day", "d ctrl+u 2 0 2 4 - 0 1 - 1 5 enter"},
	{"mark all", "M"}, {"row down with all marked", "down"}, {"filter with all marked", "/ z"}, {"filter: leave it", "esc esc"}, {"sort with all marked", "s"}, {"copy all marked rows", "Y"},
	{"take all marks away", "V"}, {"mark a row", "space"}, {"a range: begin", "v"}, {"a range: to the end", "end"}, {"a range: mark it", "v"}, {"take all marks away", "V"},
	{"filter by this cell", "+"}, {"filter without this cell", "-"}, {"undo", "u u"},
	{"mask", "ctrl+p m a s k enter"}, {"mask: row down", "down"}, {"mask: filter", "/ z"}, {"mask: leave it", "esc esc"}, {"unmask", "ctrl+p m a s k enter"},
	{"palette", "ctrl+p"}, {"palette: close", "esc"}, {"help", "?"}, {"help: close", "esc"}, {"freeze", "F"},
}

func TestMeasureLoop(t *testing.T) {
	var sizes []int
	for s := range strings.SplitSeq(os.Getenv("AISDESK_MEASURE"), ",") {
		if n, err := strconv.Atoi(s); err == nil {
			sizes = append(sizes, n)
		}
	}
	if sizes == nil {
		t.Skip("measures only when asked: AISDESK_MEASURE=1000000")
	}
	for _, n := range sizes {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			p := newLoop(t, 200, 60, wideLedger(n))
			t.Log(p.line("the last rows arrive"))
			for _, d := range tabKeys {
				p.press(strings.Fields(d.keys)...)
				t.Log(p.line(d.what))
			}
		})
	}
}
