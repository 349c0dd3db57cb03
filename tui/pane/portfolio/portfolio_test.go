package portfolio_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/text"
	"aisdesk/tui/pane"
	screen "aisdesk/tui/pane/portfolio"
	"aisdesk/tui/robot"
	"aisdesk/tui/robot/sample"
	"aisdesk/tui/theme"
)

// fakeArchive has imports whose claims come out in turn; it tells some verdicts and then waits, until it may go on.
type fakeArchive struct {
	entries []library.Entry
	err     error
	first   int // that are told at once; the others once goOn is closed
	goOn    chan struct{}
	asked   [][]string
}

func newArchive(n int) *fakeArchive {
	d := &fakeArchive{first: n, goOn: make(chan struct{})}
	for i := range n {
		e := library.Entry{}
		e.Manifest = archive.Manifest{ID: fmt.Sprintf("2026%02d03T000001Z-k%d", i+1, i), Created: time.Date(2026, time.Month(i+1), 3, 0, 0, 0, 0, time.UTC)}
		e.OfficialName = text.Clean([]string{"Bank A", "Bank B"}[i%2])
		d.entries = append(d.entries, e)
	}
	return d
}

func (d *fakeArchive) Imports(context.Context) (*library.Index, error) {
	return library.Of(d.entries), d.err
}

func (d *fakeArchive) Verdicts(ctx context.Context, ids []string, each func(string, portfolio.Verdict)) error {
	d.asked = append(d.asked, slices.Clone(ids))
	for i, id := range ids {
		if i == d.first {
			select {
			case <-d.goOn:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		each(id, portfolio.VerdictNames()[i%5])
	}
	return nil
}

func shown(t *testing.T, d *fakeArchive, w, h int, f func(r *robot.Robot, p *screen.Pane)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		d.goOn = make(chan struct{})
		p := screen.New(&pane.Env{Theme: theme.Must(theme.Dark, theme.TrueColour), Now: func() time.Time { return sample.Now }, Ctx: ctx}, d)
		defer p.Close()
		p.SetSize(w, h)
		r := robot.New(t, p)
		r.Send(pane.Focus{}).Wait(time.Second)
		f(r, p)
	})
}

func TestGroupsAndTheirImports(t *testing.T) {
	d := newArchive(7)
	shown(t, d, 120, 40, func(r *robot.Robot, p *screen.Pane) {
		r.Sees("7 of 7", "confirmed", "28.6 %", "no claims", "14.3 %", "not read", "Bank A", "Bank B", "Jul 2026", "Jan 2026")
		if p.Status() != "7 imports" {
			t.Error(p.Status())
		}
		r.Press("enter")
		m, ok := r.Sent[len(r.Sent)-1].(pane.ShowImports)
		if !ok || m.What != "confirmed" || len(m.IDs) != 2 {
			t.Errorf("%+v", r.Sent)
		}
		r.Press("end", "enter")
		if m, ok := r.Sent[len(r.Sent)-1].(pane.ShowImports); !ok || m.What != "saved in Jan 2026" || !slices.Equal(m.IDs, []string{"20260103T000001Z-k0"}) {
			t.Errorf("%+v", m)
		}
	})
}

// Wherever there is room for them all verdicts are counted, in one column or in two.
func TestEveryVerdictIsCounted(t *testing.T) {
	for _, w := range []int{100, 104, 120, 169, 170, 200} {
		shown(t, newArchive(5), w, 40, func(r *robot.Robot, _ *screen.Pane) {
			if got := strings.Count(r.Screen(), "no claims  not read"); got != 2 {
				t.Errorf("%d wide: %d of 2 groups count those without claims and those that were not read\n%s", w, got, r.Screen())
			}
		})
	}
}

// A case counts once, whatever it has of imports, and leads to all of them.
func TestACaseCountsOnce(t *testing.T) {
	d := newArchive(4)
	for _, i := range []int{1, 2} {
		d.entries[i].Case = &library.CaseFacts{ID: "20260101T000000Z-case", Imports: []string{d.entries[1].ID, d.entries[2].ID}}
	}
	shown(t, d, 120, 40, func(r *robot.Robot, p *screen.Pane) {
		r.Sees("3 of 3", "33.3 %", "a case at each of its banks")
		if p.Status() != "2 imports and 1 case" {
			t.Error(p.Status())
		}
		if len(d.asked) != 1 || !slices.Contains(d.asked[0], "20260101T000000Z-case") || slices.Contains(d.asked[0], d.entries[1].ID) {
			t.Errorf("asked for %v", d.asked)
		}
		at := slices.Index(d.asked[0], "20260101T000000Z-case")
		for range at {
			r.Press("down")
		}
		r.Press("enter")
		if m, ok := r.Sent[len(r.Sent)-1].(pane.ShowImports); !ok || len(m.IDs) != 2 {
			t.Errorf("%+v", r.Sent)
		}
	})
}

// What was found shows while the rest is checked; stopped, it stays, and going on asks for the rest alone.
func TestStopAndGoOn(t *testing.T) {
	d := newArchive(6)
	d.first = 2
	shown(t, d, 80, 24, func(r *robot.Robot, p *screen.Pane) {
		r.Sees("2 of 6", "confirmed", "refuted").SeesNot("Mar 2026")
		if p.Status() != "checking claims of 6 imports, 2 done" {
			t.Error(p.Status())
		}
		r.Press("r") // not while it runs
		r.Press("c").Wait(time.Second)
		if p.Status() != "stopped, 2 done of 6 imports" {
			t.Error(p.Status())
		}
		r.Sees("2 of 6")
		r.Press("r").Wait(time.Second)
		close(d.goOn)
		r.Wait(time.Second)
		if p.Status() != "6 imports" {
			t.Error(p.Status())
		}
		if len(d.asked) != 2 || len(d.asked[0]) != 6 || !slices.Equal(d.asked[1], d.asked[0][2:]) {
			t.Errorf("asked for %v", d.asked)
		}
	})
}

func TestAnArchiveThatCannotBeRead(t *testing.T) {
	d := newArchive(0)
	shown(t, d, 80, 24, func(r *robot.Robot, _ *screen.Pane) { r.Sees("Nothing is saved yet") })
	d.err = errors.New("the disk is gone")
	shown(t, d, 80, 24, func(r *robot.Robot, _ *screen.Pane) { r.Sees("cannot be read", "the disk is gone") })
}
