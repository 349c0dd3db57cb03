package portfolio

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/report"
	"aisdesk/aisclient/verify"
)

// made is a source of reports that are made up: import n has the id and the program's version "n".
type made struct {
	ids    []string
	broken map[string]error
	rows   []report.TableRow
	judge  func(id string, by Judgement) *verify.Report
	hold   func(id string) // called before each report
	at     atomic.Int32
	most   atomic.Int32 // at once
}

func newMade(n int) *made {
	m := &made{broken: map[string]error{}}
	for i := range n {
		m.ids = append(m.ids, fmt.Sprintf("%03d", n-1-i)) // falling
	}
	return m
}

func (m *made) IDs(context.Context, bool) ([]string, error) { return append([]string{}, m.ids...), nil }

func (m *made) Report(ctx context.Context, id string, q Request) (*report.Document, error) {
	now := m.at.Add(1)
	defer m.at.Add(-1)
	for most := m.most.Load(); now > most && !m.most.CompareAndSwap(most, now); most = m.most.Load() {
	}
	if m.hold != nil {
		m.hold(id)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := m.broken[id]; err != nil {
		return nil, err
	}
	return &report.Document{Schema: 1, ID: id, Level: q.Level}, nil
}

func (m *made) Tables(ctx context.Context, id string, q Request) (*report.Document, []report.TableRow, error) {
	d, err := m.Report(ctx, id, q)
	if err != nil {
		return nil, nil, err
	}
	return d, m.rows, nil
}

func (m *made) Judge(ctx context.Context, id string, _ Request, by ...Judgement) (out Answer, err error) {
	if err := m.broken[id]; err != nil {
		return out, err
	}
	for _, j := range by {
		if r := m.judge(id, j); r != nil {
			out.Reports = append(out.Reports, r)
		}
	}
	return out, ctx.Err()
}

func lines(t *testing.T, p *Portfolio, after string) string {
	t.Helper()
	ids, err := p.IDs(t.Context(), Selection{After: after})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if done, err := p.Reports(t.Context(), &b, ids, Request{}, nil); err != nil || done.Done != len(ids) {
		t.Fatal(done, err)
	}
	return b.String()
}

// The imports that are read faster wait for those before them.
func TestReportsComeInTheOrderOfIDs(t *testing.T) {
	m := newMade(40)
	m.hold = func(id string) {
		if id[2]%3 == 0 {
			time.Sleep(time.Millisecond)
		}
	}
	m.broken["007"] = errors.New("the reply is \x1b[31mcut\nshort")
	all := strings.SplitAfter(lines(t, New(m), ""), "\n")
	if len(all) != 41 || all[40] != "" {
		t.Fatalf("%d lines", len(all))
	}
	for i, l := range all[:40] {
		want := fmt.Sprintf(`"id":"%03d"`, i)
		if !strings.Contains(l, want) || strings.Contains(l, `"error"`) != (i == 7) {
			t.Errorf("line %d: %s", i, l)
		}
	}
	if strings.ContainsAny(all[7], "\x1b") {
		t.Errorf("%q", all[7])
	}
	if n := int(m.most.Load()); n < 2 && runtime.NumCPU() > 1 || n > runtime.NumCPU() {
		t.Errorf("%d reports at once on %d processors", n, runtime.NumCPU())
	}
}

// Whoever stops and goes on behind the last line has what an unbroken run writes, wherever it stopped.
func TestAStoppedRunGoesOnBehindItsLastLine(t *testing.T) {
	m := newMade(25)
	m.broken["011"] = errors.New("damaged")
	p := New(m)
	whole := lines(t, p, "")
	for stop := 1; stop <= 25; stop++ {
		ctx, cancel := context.WithCancel(t.Context())
		ids, err := p.IDs(ctx, Selection{})
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		done, err := p.Reports(ctx, &b, ids, Request{}, func(at Progress) {
			if at.Done == stop {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, context.Canceled) || done.Done != stop || done.Of != 25 || done.Last != fmt.Sprintf("%03d", stop-1) {
			t.Fatalf("%+v %v", done, err)
		}
		if n := m.at.Load(); n != 0 {
			t.Errorf("%d reports are still being made", n)
		}
		if got := b.String() + lines(t, p, done.Last); got != whole {
			t.Errorf("stopped after %d:\n%s", stop, got)
		}
	}
}

// full takes some bytes and then no more.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}

func TestReportsEndWhereNothingCanBeWritten(t *testing.T) {
	m := newMade(30)
	ids, _ := New(m).IDs(t.Context(), Selection{})
	done, err := New(m).Reports(t.Context(), &full{3000}, ids, Request{}, nil)
	if err == nil || !strings.Contains(err.Error(), "disk full") || done.Done == 0 || done.Done == 30 {
		t.Errorf("%+v %v", done, err)
	}
	if n := m.at.Load(); n != 0 {
		t.Errorf("%d reports are still being made", n)
	}
}

func TestWhatCountsAsBehindAnID(t *testing.T) {
	p := New(newMade(5))
	for after, want := range map[string]int{"": 5, "000": 4, "003": 1, "004": 0, "0": 5} {
		if ids, err := p.IDs(t.Context(), Selection{After: after}); err != nil || len(ids) != want {
			t.Errorf("after %q: %v %v", after, ids, err)
		}
	}
	for _, after := range []string{"2", "0000", "005", "-", "00\x1b"} { // before, between and behind the ids
		if ids, err := p.IDs(t.Context(), Selection{After: after}); !errors.Is(err, ErrAfter) || len(ids) > 0 {
			t.Errorf("after %q: %v %v", after, ids, err)
		}
	}
}

// An import that its bank ended with an error holds no data and is no damage.
func TestAnImportThatEndedInErrorIsNoDamage(t *testing.T) {
	m := newMade(4)
	m.broken["001"] = fmt.Errorf("reading: %w: the command ended in state error", aisclient.ErrNoImport)
	m.broken["002"] = errors.New("the checksum differs")
	var out bytes.Buffer
	done, err := New(m).Reports(t.Context(), &out, []string{"000", "001", "002", "003"}, Request{}, nil)
	if err != nil || done.Done != 4 || done.Failed != 1 || done.NoImport != 1 {
		t.Errorf("%+v %v", done, err)
	}
	if n := strings.Count(out.String(), `"noImport":true`); n != 1 || !strings.Contains(out.String(), "ended in state error\",\"noImport\":true}") {
		t.Errorf("%s", out.String())
	}
}
