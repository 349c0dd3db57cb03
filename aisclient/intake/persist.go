package intake

import (
	"cmp"
	"context"
	"fmt"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// savePending persists the command the moment it is known: a program that dies now can ask for the result.
func (r *run) savePending(session aisclient.Session, commandID string, ownerUnconfirmed bool) {
	p := archive.Pending{CommandID: text.Clean(commandID), OwnerExternalID: text.Clean(r.out.OwnerExternalID),
		Target: text.Clean(session.Target), OfficialName: session.OfficialName,
		Environment: text.Clean(r.runner.Environment), Since: text.Clean(r.req.Since.String()), Started: r.runner.now(), OwnerUnconfirmed: ownerUnconfirmed}
	saved, err := r.runner.Archive.SavePending(p)
	if err != nil {
		r.warn("This import cannot be resumed if the program ends now: " + err.Error())
		saved = p
	}
	r.pending = saved
}

// deletePending ends the offer to resume.
func (r *run) deletePending() {
	if r.pending.ID == "" {
		return
	}
	if err := r.runner.Archive.DeletePending(r.pending.ID); err != nil {
		r.warn("The offer to resume this import cannot be removed: " + err.Error())
	}
	r.pending.ID = ""
}

// persist saves the reply before anything looks into it. A cancel does not stop it: it takes moments.
func (r *run) persist(ctx context.Context, look aisclient.PollEvent) {
	if err := r.checkOwner(look.Reply); err != nil {
		r.deletePending()
		r.end(ctx, err)
		return
	}
	if r.pending.OfficialName.Empty() && r.runner.BankName != nil { // a session may tell no bank at all
		r.pending.OfficialName = r.runner.BankName(r.out.Target.String())
		r.out.OfficialName = r.pending.OfficialName
	}
	r.transition(Saving)
	if err := r.saveReply(ctx, string(look.Reply.Command.State), look.Reply.Raw); err != nil {
		r.end(ctx, fmt.Errorf("the reply arrived and could not be saved: %w. %s", err, r.wayOn()))
		return
	}
	r.deletePending()
	r.out.Command, r.out.OwnerUnconfirmed = &look.Reply.Command, r.pending.OwnerUnconfirmed
	r.saveAccess()
	if look.Err != nil {
		if imp := look.Reply.Import; imp != nil { // it failed, and holds something
			if r.rows != nil { // a client that takes rows
				r.out.Ledger = r.complete(imp)
			}
			r.setCounts(CountsOf(imp))
		}
		r.end(ctx, look.Err)
		return
	}
	r.end(ctx, r.takeRows(ctx, look.Reply))
}

// wayOn is what can be done about a reply that is not saved. Without a pending command there is nothing to resume.
func (r *run) wayOn() string {
	if r.pending.ID == "" {
		return "It cannot be resumed, since that could not be noted either: mend the cause, then let the customer sign in again"
	}
	if r.runner.OwnSandbox {
		return "The sandbox keeps it until this program ends: mend the cause, then resume this import from here, or import again"
	}
	return "The provider keeps it for 24 hours: mend the cause, then resume this import"
}

// saveAccess saves the token that the customer granted, and says what became of it: a grant is not lost in
// silence. It is said briefly, since it may have one line for a few seconds.
func (r *run) saveAccess() {
	if r.out.Access.Empty() || r.runner.SaveAccess == nil {
		return
	}
	if err := r.runner.SaveAccess(r.out.ImportID, r.out.Access); err != nil {
		ev := r.event()
		ev.Warning, ev.Loss = text.Clean("Token for further imports not kept: "+err.Error()), true
		r.out.AccessLost = true
		r.events.send(ev)
		return
	}
	r.warn("Token for further imports kept, encrypted, with the import.")
}

// saveReply saves bytes as they came.
func (r *run) saveReply(ctx context.Context, state string, raw []byte) error {
	e, err := r.runner.Archive.Save(context.WithoutCancel(ctx), archive.NewImport{
		Environment: text.Clean(r.runner.Environment), Target: r.out.Target, OfficialName: r.pending.OfficialName,
		OwnerExternalID: r.pending.OwnerExternalID, CommandID: r.pending.CommandID, State: text.Clean(state), Since: r.pending.Since,
		OwnerUnconfirmed: r.pending.OwnerUnconfirmed,
	}, raw)
	if err == nil {
		r.out.ImportID = e.ID
	}
	return err
}

// takeRows completes the ledger of the reply, whose rows were taken as it was checked, and writes what it holds to the
// manifest. A reply that cannot be read stays saved.
func (r *run) takeRows(ctx context.Context, reply *aisclient.CommandReply) error {
	id := r.out.ImportID
	if reply.Import == nil && reply.ImportErr == nil { // a client that does not take rows
		reply.Import, reply.ImportErr = reply.DecodeRows(ctx, r.beginRows())
	}
	if reply.ImportErr != nil {
		return fmt.Errorf("the reply was saved as %s and cannot be read: %w. Keep it for the provider's support", id, reply.ImportErr)
	}
	imp := reply.Import
	r.out.Ledger = r.complete(imp)
	n := CountsOf(imp)
	r.arrived(Arrived{Accounts: n.Accounts, Cards: n.CreditCards, Rows: n.Transactions})
	if n.Partial > 0 {
		r.warn(fmt.Sprintf("The provider cut the history of %s short, because the bank was slow.", english.Plural(n.Partial, "account or card", "accounts or cards")))
	}
	if n.Exception != "" {
		r.warn(fmt.Sprintf("The import met an error (%s): what is here is not complete.", n.Exception))
	}
	if n.Unread > 0 {
		r.warn(fmt.Sprintf("Of the reply %s could not be read: it is kept as it came, and in no figure.", english.Plural(n.Unread, "place", "places")))
	}
	r.setCounts(n)
	return nil
}

func (r *run) setCounts(n archive.Counts) {
	if err := r.runner.Archive.SetCounts(r.out.ImportID, n); err != nil {
		r.warn("The counts of the saved import cannot be saved: " + err.Error())
	}
}

// CountsOf are the numbers of what a reply holds, as a list of saved imports shows them.
func CountsOf(imp *aisclient.Import) archive.Counts {
	var c archive.Counts
	for _, t := range imp.Targets {
		c.Owners += len(t.Owners)
		c.Accounts += len(t.Accounts)
		c.CreditCards += len(t.CreditCards)
		for _, a := range t.Accounts {
			c.Transactions += a.Count
		}
		for _, card := range t.CreditCards {
			c.Transactions += card.Count
		}
	}
	c.Partial = countPartial(imp)
	if imp.Command != nil && imp.Command.Exception != nil {
		c.Exception = cmp.Or(text.Clean(imp.Command.Exception.Name).String(), "of no name")
	}
	for _, w := range imp.Warnings {
		c.Warnings += w.Count
		if w.Unread() {
			c.Unread += w.Count
		}
	}
	return c
}

// countPartial counts the accounts and cards whose history is not whole.
func countPartial(imp *aisclient.Import) int {
	n := 0
	for _, t := range imp.Targets {
		for _, a := range t.Accounts {
			if a.PartialDueToTimeout {
				n++
			}
		}
		for _, c := range t.CreditCards {
			if c.PartialDueToTimeout {
				n++
			}
		}
	}
	return n
}
