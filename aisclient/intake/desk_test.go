package intake

import (
	"context"
	"errors"
	"io"
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

// shelf is an Archive in memory that can fail.
type shelf struct {
	saved    map[string][]byte
	drafts   map[string]archive.Draft
	counts   map[string]archive.Counts
	pending  map[string]archive.Pending
	order    []string // what happened, in order
	saveErr  error
	rawErr   error
	pendErr  error
	annotErr error
}

func newShelf() *shelf {
	return &shelf{saved: map[string][]byte{}, drafts: map[string]archive.Draft{}, counts: map[string]archive.Counts{}, pending: map[string]archive.Pending{}}
}

func (s *shelf) Save(ctx context.Context, d archive.Draft, raw []byte) (archive.Entry, error) {
	s.order = append(s.order, "save")
	if err := errors.Join(ctx.Err(), s.saveErr); err != nil {
		return archive.Entry{}, err
	}
	s.saved["import-1"], s.drafts["import-1"] = raw, d
	return archive.Entry{Manifest: archive.Manifest{ID: "import-1", Draft: d}}, nil
}

func (s *shelf) Raw(id string) (io.ReadCloser, error) {
	s.order = append(s.order, "raw")
	if s.rawErr != nil {
		return nil, s.rawErr
	}
	return io.NopCloser(strings.NewReader(string(s.saved[id]))), nil
}

func (s *shelf) Annotate(id string, c archive.Counts) error {
	s.order = append(s.order, "annotate")
	s.counts[id] = c
	return s.annotErr
}

func (s *shelf) SavePending(p archive.Pending) (archive.Pending, error) {
	s.order = append(s.order, "pending")
	if s.pendErr != nil {
		return archive.Pending{}, s.pendErr
	}
	p.ID = "pending-1"
	s.pending[p.ID] = p
	return p, nil
}

func (s *shelf) DropPending(id string) error {
	s.order = append(s.order, "drop")
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

// table is one desk with everything on it.
type table struct {
	desk     *Desk
	provider *provider
	shelf    *shelf
	source   *signIn
	events   []Event
}

func newTable() *table {
	tb := &table{
		provider: &provider{owner: "app-1", looks: []aisclient.PollEvent{look("setup", 0), look("in_progress", 40), final("successful", importXML)}},
		shelf:    newShelf(),
		source:   &signIn{session: testSession(), events: []LinkEvent{{Kind: LinkStarted}, {Kind: LinkSuccess}}},
	}
	tb.desk = &Desk{Client: tb.provider, Archive: tb.shelf, Environment: "sandbox", Now: func() time.Time { return testNow }}
	return tb
}

func (tb *table) emit(ev Event) { tb.events = append(tb.events, ev) }

func (tb *table) verify(t *testing.T, ctx context.Context, req Request) (Outcome, error) {
	t.Helper()
	out, err := tb.desk.Verify(ctx, req, tb.source, tb.emit)
	tb.check(t, out, err)
	return out, err
}

// check holds what is true of every verification, however it ends.
func (tb *table) check(t *testing.T, out Outcome, err error) {
	t.Helper()
	if len(tb.events) == 0 {
		t.Fatal("no event")
	}
	last := tb.events[len(tb.events)-1]
	if last.State != out.State || !out.State.Final() || last.Saved != out.ImportID || last.Err != out.Err || out.Err != err {
		t.Errorf("outcome %+v, error %v, last event %+v", out, err, last)
	}
	state := Idle
	for i, ev := range tb.events {
		if ev.State != state && !state.CanBecome(ev.State) {
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
	if out.ImportID != "" && tb.shelf.saved[out.ImportID] == nil {
		t.Error("the outcome names an import that was not saved")
	}
	if out.ImportID == "" && len(tb.shelf.saved) > 0 {
		t.Error("something was saved that the outcome does not name")
	}
}

func (tb *table) states() string {
	var names []string
	for _, ev := range tb.events {
		if len(names) == 0 || names[len(names)-1] != ev.State.String() {
			names = append(names, ev.State.String())
		}
	}
	return strings.Join(names, ", ")
}

func (tb *table) warnings() string {
	var b strings.Builder
	for _, ev := range tb.events {
		b.WriteString(ev.Warning.String() + "\n")
	}
	return b.String()
}

var plainRequest = Request{OwnerExternalID: "app-1"}

func TestVerificationFromSignInToSavedImport(t *testing.T) {
	tb := newTable()
	out, err := tb.verify(t, t.Context(), plainRequest)
	if err != nil {
		t.Fatal(err)
	}
	if got := tb.states(); got != "linking, signed in, importing, saving, done" {
		t.Errorf("states: %s", got)
	}
	if string(tb.shelf.saved["import-1"]) != importXML {
		t.Error("the reply was not saved byte for byte")
	}
	if got := strings.Join(tb.shelf.order, " "); got != "pending save drop raw annotate" {
		t.Errorf("order: %s", got)
	}
	d := tb.shelf.drafts["import-1"]
	if d.Environment.String() != "sandbox" || d.Target.String() != "KontoBank" || d.OwnerExternalID.String() != "app-1" ||
		d.CommandID.String() != commandID || d.State.String() != "successful" || d.Since.String() != "2026-04-01" {
		t.Errorf("%+v", d)
	}
	if c := tb.shelf.counts["import-1"]; c.Transactions != 30 || c.Accounts != 3 || c.Owners == 0 {
		t.Errorf("%+v", c)
	}
	if out.ImportID != "import-1" || out.CommandID != commandID || out.OwnerExternalID != "app-1" || out.Target.String() != "KontoBank" {
		t.Errorf("%+v", out)
	}
	if tb.provider.since[0].String() != "2026-04-01" || !tb.provider.waits[0].DelayFirst {
		t.Errorf("since %v, wait %+v", tb.provider.since, tb.provider.waits)
	}
	if tb.source.closed != 1 {
		t.Errorf("the source was closed %d times", tb.source.closed)
	}
}

func TestEventsTellThePolls(t *testing.T) {
	tb := newTable()
	odd := look("pondering", 7)
	odd.Warning = text.Clean("unknown state")
	tb.provider.looks = []aisclient.PollEvent{{Err: errors.New("down"), Delay: time.Second}, odd, final("successful", importXML)}
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	var polls []Poll
	for _, ev := range tb.events {
		if ev.Poll != nil {
			polls = append(polls, *ev.Poll)
		}
	}
	if len(polls) != 3 || polls[0].Transient == nil || polls[0].Delay != time.Second || polls[1].State != "pondering" ||
		polls[1].Progress != 7 || polls[2].State != "successful" || polls[1].CommandID != commandID || polls[2].Attempt != 3 {
		t.Errorf("%+v", polls)
	}
	if !strings.Contains(tb.warnings(), "unknown state") {
		t.Error("the warning is lost")
	}
}

func TestLinkEventsArePassedOn(t *testing.T) {
	tb := newTable()
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	var kinds []LinkKind
	for _, ev := range tb.events {
		if ev.Link != nil {
			kinds = append(kinds, ev.Link.Kind)
			if ev.State != Linking || ev.Link.At.IsZero() {
				t.Errorf("%+v", ev)
			}
		}
	}
	if len(kinds) != 2 || kinds[0] != LinkStarted || kinds[1] != LinkSuccess {
		t.Errorf("%v", kinds)
	}
}

func TestFollowerIsToldEverythingAfterTheSignIn(t *testing.T) {
	tb := newTable()
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	f := tb.source.followed
	if len(f) == 0 || f[0].State != SignedIn || f[len(f)-1].State != Done {
		t.Errorf("%+v", f)
	}
	tb = newTable()
	tb.source.err = errors.New("the customer left")
	_, _ = tb.verify(t, t.Context(), plainRequest)
	if f := tb.source.followed; len(f) != 1 || f[0].State != Failed || tb.source.closed != 1 {
		t.Errorf("%+v, closed %d", f, tb.source.closed)
	}
}

func TestOwnerIsRandomUnlessGiven(t *testing.T) {
	seen := map[string]bool{}
	for range 20 {
		tb := newTable()
		tb.provider.owner = ""
		out, err := tb.verify(t, t.Context(), Request{})
		if err != nil {
			t.Fatal(err)
		}
		if len(out.OwnerExternalID) < 26 || seen[out.OwnerExternalID] || tb.source.asked[0].OwnerExternalID != out.OwnerExternalID {
			t.Errorf("owner %q", out.OwnerExternalID)
		}
		seen[out.OwnerExternalID] = true
		if !strings.Contains(tb.warnings(), "did not repeat the owner") {
			t.Error("no warning that the owner is not confirmed")
		}
	}
}

func TestBadRequestNeverReachesTheSource(t *testing.T) {
	tb := newTable()
	_, err := tb.verify(t, t.Context(), Request{Widget: WidgetOptions{Country: "Poland"}})
	f, ok := errors.AsType[*FieldError](err)
	if !ok || f.Field != "country" || len(tb.source.asked) != 0 || tb.states() != "failed" {
		t.Errorf("%v, %s", err, tb.states())
	}
}

func TestASessionOfAnotherShapeIsRefused(t *testing.T) {
	tb := newTable()
	tb.source.session.ID = "12; drop"
	_, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.ErrInvalidSession) || len(tb.provider.imports) != 0 {
		t.Errorf("%v, %d imports", err, len(tb.provider.imports))
	}
}

// Statement 15: an owner mismatch saves nothing.
func TestOwnerMismatchSavesNothing(t *testing.T) {
	tb := newTable()
	tb.provider.owner = "somebody-else"
	_, err := tb.verify(t, t.Context(), plainRequest)
	m, ok := errors.AsType[*OwnerMismatch](err)
	if !ok || m.Want.String() != "app-1" || m.Got.String() != "somebody-else" {
		t.Fatalf("%v", err)
	}
	if len(tb.shelf.order) != 0 || len(tb.provider.waited) != 0 {
		t.Errorf("%v, %v", tb.shelf.order, tb.provider.waited)
	}
	for _, want := range []string{"nothing was saved", "app-1", "somebody-else"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}

	tb = newTable()
	tb.provider.looks[2].Reply.Envelope.OwnerExternalID = text.Clean("somebody-else")
	if _, err := tb.verify(t, t.Context(), plainRequest); !errors.As(err, &m) || len(tb.shelf.saved) != 0 || len(tb.shelf.pending) != 0 {
		t.Errorf("in the final reply: %v, %v", err, tb.shelf.order)
	}
}

func TestAutoImportSendsNoImport(t *testing.T) {
	tb := newTable()
	out, err := tb.verify(t, t.Context(), Request{OwnerExternalID: "app-1", Widget: WidgetOptions{AutoImport: 6}})
	if err != nil || out.State != Done || out.ImportID != "" || len(tb.provider.imports) != 0 {
		t.Errorf("%v %+v", err, out)
	}
	if got := tb.states(); got != "linking, signed in, done" {
		t.Errorf("states: %s", got)
	}
	if w := tb.warnings(); !strings.Contains(w, "no import of its own") || !strings.Contains(w, "insight.kontomatik.com") {
		t.Errorf("%s", w)
	}
}

func TestRefusedImportFails(t *testing.T) {
	tb := newTable()
	tb.provider.importE = &aisclient.Error{Kind: aisclient.KindSession, Name: "InvalidSessionId"}
	_, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindSession) || tb.states() != "linking, signed in, failed" || len(tb.provider.imports) != 1 {
		t.Errorf("%v, %s", err, tb.states())
	}
}

func TestFailedImportKeepsItsReply(t *testing.T) {
	for _, state := range []aisclient.CommandState{"error", "fatal", "cancelled"} {
		tb := newTable()
		tb.provider.looks = []aisclient.PollEvent{final(state, "<reply>why</reply>")}
		out, err := tb.verify(t, t.Context(), plainRequest)
		if !errors.Is(err, aisclient.ExceptionName("AccessBlocked")) || out.State != Failed || out.ImportID != "import-1" {
			t.Errorf("%s: %v %+v", state, err, out)
		}
		if string(tb.shelf.saved["import-1"]) != "<reply>why</reply>" || tb.shelf.drafts["import-1"].State.String() != string(state) || len(tb.shelf.pending) != 0 {
			t.Errorf("%s: %+v", state, tb.shelf)
		}
		if got := tb.states(); got != "linking, signed in, importing, saving, failed" {
			t.Errorf("%s: %s", state, got)
		}
	}
}

func TestAnswerThatNeverBecameWholeIsKept(t *testing.T) {
	tb := newTable()
	cut := importXML[:len(importXML)/2]
	tb.provider.looks = []aisclient.PollEvent{look("in_progress", 0), {Err: &aisclient.Error{Kind: aisclient.KindDecode}, Raw: []byte(cut), Final: true}}
	out, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.KindDecode) || out.ImportID == "" || string(tb.shelf.saved[out.ImportID]) != cut ||
		tb.shelf.drafts[out.ImportID].State.String() != StateUnreadable || len(tb.shelf.pending) != 1 {
		t.Errorf("%v %+v %+v", err, out, tb.shelf.drafts)
	}
}

func TestFullDiskKeepsTheOfferToResume(t *testing.T) {
	tb := newTable()
	tb.shelf.saveErr = archive.ErrDiskFull
	out, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, archive.ErrDiskFull) || out.ImportID != "" || len(tb.shelf.pending) != 1 || !strings.Contains(err.Error(), "resume") {
		t.Errorf("%v %+v", err, out)
	}
	tb.shelf.saveErr = nil
	tb.events = nil
	again, err := tb.desk.Resume(t.Context(), tb.shelf.pending["pending-1"], tb.emit)
	tb.check(t, again, err)
	if err != nil || again.ImportID == "" || len(tb.shelf.pending) != 0 || len(tb.provider.imports) != 1 {
		t.Errorf("resumed: %v %+v", err, again)
	}
}

func TestUnreadableImportStaysSaved(t *testing.T) {
	bad := strings.Replace(importXML, "<currencyAmount>", "<currencyAmount>12,", 1)
	tb := newTable()
	tb.provider.looks = []aisclient.PollEvent{final("successful", bad)}
	out, err := tb.verify(t, t.Context(), plainRequest)
	d, ok := errors.AsType[*aisclient.DecodeError](err)
	if !ok || !strings.Contains(d.Path, "currencyAmount") || out.State != Failed || out.ImportID != "import-1" || string(tb.shelf.saved["import-1"]) != bad {
		t.Errorf("%v %+v", err, out)
	}
	if !strings.Contains(err.Error(), "saved as import-1") {
		t.Errorf("%v", err)
	}
}

func TestLockedArchiveStillCounts(t *testing.T) {
	tb := newTable()
	tb.shelf.rawErr = archive.ErrLocked
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil || tb.shelf.counts["import-1"].Transactions != 30 {
		t.Errorf("%v %+v", err, tb.shelf.counts)
	}
}

func TestArchiveThatCannotBeReadBackIsAFailure(t *testing.T) {
	tb := newTable()
	tb.shelf.rawErr = archive.ErrDamaged
	if out, err := tb.verify(t, t.Context(), plainRequest); !errors.Is(err, archive.ErrDamaged) || out.ImportID == "" {
		t.Errorf("%v %+v", err, out)
	}
}

func TestSideTroublesOnlyWarn(t *testing.T) {
	tb := newTable()
	tb.shelf.pendErr, tb.shelf.annotErr = errors.New("no room for the offer"), errors.New("no room for the counts")
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil {
		t.Fatal(err)
	}
	if w := tb.warnings(); !strings.Contains(w, "no room for the offer") || !strings.Contains(w, "no room for the counts") {
		t.Errorf("%s", w)
	}
}

func TestHistoryCutShortIsSaid(t *testing.T) {
	cut := strings.Replace(importXML, "<account>", `<account partialDueToTimeout="true">`, 1)
	tb := newTable()
	tb.provider.looks = []aisclient.PollEvent{final("successful", cut)}
	if _, err := tb.verify(t, t.Context(), plainRequest); err != nil || !strings.Contains(tb.warnings(), "cut the history of 1 ") {
		t.Errorf("%v\n%s", err, tb.warnings())
	}
}

func TestAccessTokenIsHandedOut(t *testing.T) {
	tb := newTable()
	tb.source.session.MultipleAccessID = aisclient.NewSecret("token-1")
	out, err := tb.verify(t, t.Context(), plainRequest)
	if err != nil || out.Access.Reveal() != "token-1" {
		t.Errorf("%v %v", err, out.Access.Empty())
	}
}

// The last look may come with the deadline: a reply that is not final is never saved as one.
func TestDeadlineNeverSavesAReplyThatIsNotFinal(t *testing.T) {
	tb := newTable()
	last := look("in_progress", 90)
	last.Final, last.Err = true, aisclient.ErrWaitTimeout
	tb.provider.looks = []aisclient.PollEvent{last}
	out, err := tb.verify(t, t.Context(), plainRequest)
	if !errors.Is(err, aisclient.ErrWaitTimeout) || out.ImportID != "" || len(tb.shelf.pending) != 1 {
		t.Errorf("%v %+v", err, out)
	}
}
