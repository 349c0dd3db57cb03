package intake

import (
	"context"
	"errors"
	"iter"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/replytest"
	"aisdesk/aisclient/text"
)

const commandID = "455000001"

var testNow = time.Date(2026, time.June, 30, 12, 0, 0, 0, time.UTC)

func testSession() aisclient.Session {
	return aisclient.Session{Target: "KontoBank", ID: "455164974", Signature: aisclient.NewSecret(strings.Repeat("ab", 32))}
}

// signIn is a source whose customer signs in at once, or fails.
type signIn struct {
	session aisclient.Session
	err     error
	hang    bool
	asked   []Request
	events  []LinkEvent

	mu       sync.Mutex
	followed []Event
	closed   int
}

func (s *signIn) Session(ctx context.Context, req Request, emit func(LinkEvent)) (aisclient.Session, error) {
	s.asked = append(s.asked, req)
	for _, l := range s.events {
		emit(l)
	}
	if s.hang {
		<-ctx.Done()
		return aisclient.Session{}, errors.New("the page was closed")
	}
	return s.session, s.err
}

func (s *signIn) Follow(ev Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.followed = append(s.followed, ev)
}

func (s *signIn) Close() error { s.closed++; return nil }

// provider is a Client that plays a script.
type provider struct {
	owner   string // what the 202 repeats; "same" repeats the request's
	importE error
	looks   []aisclient.PollEvent
	before  func(n int) // called before look n
	hang    bool        // polls forever until the context ends
	imports []aisclient.Session
	since   []aisclient.Date
	waits   []aisclient.WaitOptions
	waited  []string
}

func (p *provider) DefaultImport(ctx context.Context, s aisclient.Session, since aisclient.Date) (*aisclient.CommandReply, error) {
	p.imports, p.since = append(p.imports, s), append(p.since, since)
	if p.importE != nil {
		return nil, p.importE
	}
	r := &aisclient.CommandReply{Command: aisclient.Command{ID: commandID, State: aisclient.StateSetup}}
	r.Envelope.OwnerExternalID = text.Clean(p.owner)
	return r, nil
}

func (p *provider) Wait(ctx context.Context, id string, o aisclient.WaitOptions) iter.Seq[aisclient.PollEvent] {
	p.waited, p.waits = append(p.waited, id), append(p.waits, o)
	return func(yield func(aisclient.PollEvent) bool) {
		for i, look := range p.looks {
			if p.before != nil {
				p.before(i)
			}
			if ctx.Err() != nil {
				yield(aisclient.PollEvent{Err: context.Cause(ctx), Final: true})
				return
			}
			look.Attempt = i + 1
			if !yield(look) || look.Final {
				return
			}
		}
		if p.hang {
			<-ctx.Done()
			yield(aisclient.PollEvent{Err: context.Cause(ctx), Final: true})
		}
	}
}

// fakeArchive is an Archive in memory that can fail.
type fakeArchive struct {
	saved     map[string][]byte
	imports   map[string]archive.NewImport
	counts    map[string]archive.Counts
	pending   map[string]archive.Pending
	order     []string // what happened, in order
	saveErr   error
	checkErr  []error // of the looks before anything is saved, in order
	pendErr   error
	countsErr error
}

func newFakeArchive() *fakeArchive {
	return &fakeArchive{saved: map[string][]byte{}, imports: map[string]archive.NewImport{}, counts: map[string]archive.Counts{}, pending: map[string]archive.Pending{}}
}

func (s *fakeArchive) CheckSave() error {
	if len(s.checkErr) == 0 {
		return nil
	}
	err := s.checkErr[0]
	s.checkErr = s.checkErr[1:]
	return err
}

func (s *fakeArchive) Save(ctx context.Context, d archive.NewImport, raw []byte) (archive.Entry, error) {
	s.order = append(s.order, "save")
	if err := errors.Join(ctx.Err(), s.saveErr); err != nil {
		return archive.Entry{}, err
	}
	s.saved["import-1"], s.imports["import-1"] = raw, d
	return archive.Entry{Manifest: archive.Manifest{ID: "import-1", NewImport: d}}, nil
}

func (s *fakeArchive) SetCounts(id string, c archive.Counts) error {
	s.order = append(s.order, "counts")
	s.counts[id] = c
	return s.countsErr
}

func (s *fakeArchive) SavePending(p archive.Pending) (archive.Pending, error) {
	s.order = append(s.order, "pending")
	if s.pendErr != nil {
		return archive.Pending{}, s.pendErr
	}
	p.ID = "pending-1"
	s.pending[p.ID] = p
	return p, nil
}

func (s *fakeArchive) DeletePending(id string) error {
	s.order = append(s.order, "delete")
	delete(s.pending, id)
	return nil
}

// looks of a command
func look(state aisclient.CommandState, progress float64) aisclient.PollEvent {
	r := &aisclient.CommandReply{Command: aisclient.Command{ID: commandID, State: state, Progress: progress}}
	return aisclient.PollEvent{Reply: r, Delay: 3 * time.Second}
}

func final(state aisclient.CommandState, raw string) aisclient.PollEvent {
	ev := look(state, 0)
	ev.Reply.Raw, ev.Reply.Command.Target = []byte(raw), text.Clean("KontoBank")
	if state != aisclient.StateSuccessful {
		ev.Reply.Command.Exception = &aisclient.Exception{Name: "AccessBlocked", Message: text.Clean("Blocked.")}
	}
	ev.Err, ev.Final, ev.Delay = ev.Reply.Failure(), true, 0
	return ev
}

var importXML = string(replytest.XML(replytest.Options{Rows: 30}))

// fixture is a runner with everything that it needs.
type fixture struct {
	runner   *Runner
	provider *provider
	archive  *fakeArchive
	source   *signIn
	events   []Event
}

func newFixture() *fixture {
	fx := &fixture{
		provider: &provider{owner: "app-1", looks: []aisclient.PollEvent{look("setup", 0), look("in_progress", 40), final("successful", importXML)}},
		archive:  newFakeArchive(),
		source:   &signIn{session: testSession(), events: []LinkEvent{{Kind: LinkStarted}, {Kind: LinkSuccess}}},
	}
	fx.runner = &Runner{Client: fx.provider, Archive: fx.archive, Environment: "sandbox", Now: func() time.Time { return testNow }}
	return fx
}

func (fx *fixture) emit(ev Event) { fx.events = append(fx.events, ev) }

func (fx *fixture) verify(t *testing.T, ctx context.Context, req Request) (Outcome, error) {
	t.Helper()
	out, err := fx.runner.Verify(ctx, req, fx.source, fx.emit)
	fx.check(t, out, err)
	return out, err
}

// check holds what is true of every verification, however it ends.
func (fx *fixture) check(t *testing.T, out Outcome, err error) {
	t.Helper()
	if len(fx.events) == 0 {
		t.Fatal("no event")
	}
	last := fx.events[len(fx.events)-1]
	if last.State != out.State || !out.State.Final() || last.Saved != out.ImportID || last.Err != out.Err || out.Err != err {
		t.Errorf("outcome %+v, error %v, last event %+v", out, err, last)
	}
	state := Idle
	for i, ev := range fx.events {
		if ev.State != state && !state.canBecome(ev.State) {
			t.Errorf("event %d goes from %v to %v", i, state, ev.State)
		}
		if state.Final() {
			t.Errorf("event %d after the end: %+v", i, ev)
		}
		state = ev.State
		if ev.OwnerExternalID != out.OwnerExternalID || ev.At.IsZero() {
			t.Errorf("event %d: %+v", i, ev)
		}
	}
	if (out.State == Done) != (err == nil) {
		t.Errorf("%v with error %v", out.State, err)
	}
	if out.ImportID != "" && fx.archive.saved[out.ImportID] == nil {
		t.Error("the outcome names an import that was not saved")
	}
	if out.ImportID == "" && len(fx.archive.saved) > 0 {
		t.Error("something was saved that the outcome does not name")
	}
}

func (fx *fixture) states() string {
	var names []string
	for _, ev := range fx.events {
		if len(names) == 0 || names[len(names)-1] != ev.State.String() {
			names = append(names, ev.State.String())
		}
	}
	return strings.Join(names, ", ")
}

func (fx *fixture) warnings() string {
	var b strings.Builder
	for _, ev := range fx.events {
		b.WriteString(ev.Warning.String() + "\n")
	}
	return b.String()
}

var plainRequest = Request{OwnerExternalID: "app-1"}
