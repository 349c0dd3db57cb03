package intake

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// run is one verification under way.
type run struct {
	runner  *Runner
	events  *eventQueue
	req     Request
	pending Pending
	out     Outcome
	session aisclient.Session // of this sign-in; the zero value before it, and for an import that is resumed
	rows    *ledger.Builder   // of the last look at the command
}

// begin makes a run whose follower, if any, is told everything from the sign-in on.
func (d *Runner) begin(emit func(Event), follower Follower) *run {
	return &run{runner: d, events: newEventQueue(func(ev Event) {
		if emit != nil {
			emit(ev)
		}
		if follower != nil && ev.State >= SignedIn {
			follower.Follow(ev)
		}
	})}
}

// event begins an event of now.
func (r *run) event() Event {
	return Event{At: r.runner.now(), OwnerExternalID: r.out.OwnerExternalID}
}

func (r *run) warn(what string) {
	ev := r.event()
	ev.Warning = text.Clean(what)
	r.events.send(ev)
}

func (r *run) transition(next State) { r.events.transition(next, r.event()) }

// end moves to a final state. A cancelled context makes a failure a cancellation, which says what is kept.
func (r *run) end(ctx context.Context, err error) {
	state := Done
	if err != nil {
		state = Failed
		if r.cancelled(ctx, err) {
			state = Cancelled
			err = &Cancellation{At: r.events.current(), CommandID: r.out.CommandID, ImportID: r.out.ImportID, Sandbox: r.runner.OwnSandbox, Err: err}
		} else {
			r.signOut(ctx)
		}
	}
	r.out.State, r.out.Err = state, err
	ev := r.event()
	ev.Saved, ev.Err = r.out.ImportID, err
	if err != nil && r.pending.ID != "" {
		ev.Pending = r.out.CommandID
	}
	r.events.transition(state, ev)
}

// signOutLimit is how long closing a session may hold up the news that a verification failed.
const signOutLimit = 5 * time.Second

// signOut closes the session of a verification that failed. One whose import can be resumed stays open: the import goes on.
func (r *run) signOut(ctx context.Context) {
	if r.runner.SignOut == nil || r.session.ID == "" || r.pending.ID != "" {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, signOutLimit)
	defer cancel()
	s := r.session
	s.Target = cmp.Or(s.Target, r.out.Target.String()) // a mock session does not name its bank, and a poll does
	if err := r.runner.SignOut(ctx, s); err != nil {
		r.warn("The customer's session could not be closed at the bank, where it ends by itself: " + err.Error())
	}
}

// cancelled tells a cancel from a failure that happened at the same time.
func (r *run) cancelled(ctx context.Context, err error) bool {
	if ctx.Err() == nil {
		return false
	}
	return r.events.current() == Linking || errors.Is(err, ctx.Err()) || errors.Is(err, context.Cause(ctx))
}

func (r *run) finish() (Outcome, error) {
	r.events.flush()
	return r.out, r.out.Err
}

func (r *run) verify(ctx context.Context, req Request, src SessionSource) {
	if o, ok := src.(ownerSource); ok && req.OwnerExternalID == "" {
		req.OwnerExternalID = o.Owner()
	}
	req, warnings, err := req.Complete(r.runner.today())
	r.req, r.out.OwnerExternalID = req, req.OwnerExternalID
	if err != nil {
		r.end(ctx, err)
		return
	}
	if err := r.runner.Archive.CheckSave(); err != nil {
		r.end(ctx, fmt.Errorf("%w. Nobody was asked to sign in", err))
		return
	}
	r.transition(Linking)
	for _, w := range warnings {
		r.warn(w)
	}
	session, err := r.signIn(ctx, src)
	if err != nil {
		r.end(ctx, err)
		return
	}
	r.out.Target, r.out.OfficialName, r.out.Access = text.Clean(session.Target), session.OfficialName, session.MultipleAccessID
	r.session = session
	r.transition(SignedIn)
	if req.Widget.AutoImport > 0 {
		r.warn(fmt.Sprintf("Auto import: the provider imports %d months by itself, and this program sends no import of its own. The result stands in the provider's portal, https://insight.kontomatik.com.", req.Widget.AutoImport))
		r.end(ctx, nil)
		return
	}
	r.start(ctx, session)
}

// signIn waits for a session, whose shape is checked whatever the source checked.
func (r *run) signIn(ctx context.Context, src SessionSource) (aisclient.Session, error) {
	session, err := src.Session(ctx, r.req, r.emitLink)
	if err != nil {
		return session, err
	}
	if err := session.Validate(); err != nil {
		return session, err
	}
	return session, ctx.Err()
}

// emitLink passes on a step of the sign-in.
func (r *run) emitLink(l LinkEvent) {
	ev := r.event()
	if l.At.IsZero() {
		l.At = ev.At
	}
	ev.Link = &l
	r.events.send(ev)
}

// start sends the one import that the session allows, and follows it.
func (r *run) start(ctx context.Context, session aisclient.Session) {
	if err := r.runner.Archive.CheckSave(); err != nil { // the sign-in takes minutes
		r.end(ctx, fmt.Errorf("%w. No import was started", err))
		return
	}
	reply, err := r.runner.Client.DefaultImport(ctx, session, min(r.req.Since, r.runner.latestSince()))
	if err == nil {
		err = r.checkOwner(reply)
	}
	if err != nil {
		r.end(ctx, err)
		return
	}
	r.out.CommandID = reply.Command.ID
	r.transition(Importing)
	unconfirmed := reply.Envelope.OwnerExternalID.Empty()
	r.savePending(session, reply.Command.ID, unconfirmed)
	if unconfirmed {
		r.warn("The provider did not repeat the owner's id, so that nothing confirms whose sign-in this was.")
	}
	r.poll(ctx, true)
}

func (r *run) resume(ctx context.Context, p Pending) {
	r.pending = p
	r.out.OwnerExternalID, r.out.CommandID, r.out.Target, r.out.OfficialName = p.OwnerExternalID.String(), p.CommandID.String(), p.Target, p.OfficialName
	if !p.Environment.Equal(text.Clean(r.runner.Environment)) {
		r.end(ctx, fmt.Errorf("%w: it was started in %q, this is %q", ErrOtherEnvironment, p.Environment, r.runner.Environment))
		return
	}
	r.transition(Importing)
	r.poll(ctx, false)
}

// poll follows the command to its end.
func (r *run) poll(ctx context.Context, fresh bool) {
	o := r.runner.Wait
	o.DelayFirst, o.Rows = fresh, r.beginRows
	for look := range r.runner.Client.Wait(ctx, r.out.CommandID, o) {
		r.emitPoll(look)
		switch {
		case !look.Final:
		case look.Reply != nil && look.Reply.Command.State.Final():
			r.persist(ctx, look)
		default:
			r.endUnfinished(ctx, look)
		}
	}
	if !r.events.current().Final() {
		r.end(ctx, errors.New("polling ended without a result; the import can be resumed"))
	}
}

// emitPoll emits one look at the command. A last look that brought nothing is told by the end that follows.
func (r *run) emitPoll(look aisclient.PollEvent) {
	if look.Final && look.Reply == nil {
		if !look.Warning.Empty() {
			r.warn(look.Warning.String())
		}
		return
	}
	ev := r.event()
	ev.Poll = &Poll{CommandID: r.out.CommandID, Attempt: look.Attempt, Delay: look.Delay}
	ev.Warning = look.Warning
	if look.Reply == nil {
		ev.Poll.Transient = look.Err
	} else {
		c := look.Reply.Command
		ev.Poll.State, ev.Poll.Progress = text.Clean(string(c.State)).String(), c.Progress
		ev.Poll.ServerTime = look.Reply.Envelope.ResponseTimestamp
		if !c.Target.Empty() {
			r.out.Target = c.Target
		}
	}
	r.events.send(ev)
}

// endUnfinished ends a verification whose command could not be followed to its end. What the provider no longer knows
// is not offered again; what did arrive, though it is no whole reply, is kept.
func (r *run) endUnfinished(ctx context.Context, look aisclient.PollEvent) {
	err := look.Err
	switch {
	case errors.Is(err, aisclient.ExceptionName("InvalidCommandId")):
		r.deletePending()
	case errors.Is(err, aisclient.KindDecode) && len(look.Raw) > 0:
		if saveErr := r.saveReply(ctx, StateUnreadable, look.Raw); saveErr != nil {
			err = errors.Join(err, fmt.Errorf("what arrived could not be saved: %w", saveErr))
		} else {
			r.saveAccess()
		}
	}
	r.end(ctx, err)
}

// checkOwner compares the owner that the provider repeats with the one of this verification.
func (r *run) checkOwner(reply *aisclient.CommandReply) error {
	want := text.Clean(r.out.OwnerExternalID)
	if got := reply.Envelope.OwnerExternalID; !got.Empty() && !got.Equal(want) {
		return &OwnerMismatch{Want: want, Got: got}
	}
	return nil
}
