package intake

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/text"
)

// remember persists the command the moment it is known: a program that dies now can ask for the result.
func (r *run) remember(session aisclient.Session, commandID string) {
	p := archive.Pending{CommandID: text.Clean(commandID), OwnerExternalID: text.Clean(r.out.OwnerExternalID),
		Target: text.Clean(session.Target), OfficialName: session.OfficialName,
		Environment: text.Clean(r.desk.Environment), Since: text.Clean(r.req.Since.String()), Started: r.desk.now()}
	kept, err := r.desk.Archive.SavePending(p)
	if err != nil {
		r.warn("This import cannot be resumed if the program ends now: " + err.Error())
		kept = p
	}
	r.pending = kept
}

// forget ends the offer to resume.
func (r *run) forget() {
	if r.pending.ID == "" {
		return
	}
	if err := r.desk.Archive.DropPending(r.pending.ID); err != nil {
		r.warn("The offer to resume this import cannot be removed: " + err.Error())
	}
	r.pending.ID = ""
}

// save keeps the reply before anything looks into it. A cancel does not stop it: it takes moments.
func (r *run) save(ctx context.Context, look aisclient.PollEvent) {
	if err := r.checkOwner(look.Reply); err != nil {
		r.forget()
		r.end(ctx, err)
		return
	}
	r.move(Saving)
	if err := r.write(ctx, string(look.Reply.Command.State), look.Reply.Raw); err != nil {
		r.end(ctx, fmt.Errorf("the reply arrived and could not be saved: %w. The provider keeps it for 24 hours: mend the cause, then resume this import", err))
		return
	}
	r.forget()
	if look.Err != nil {
		r.end(ctx, look.Err)
		return
	}
	r.keepAccess()
	r.end(ctx, r.read(ctx, look.Reply.Raw))
}

// keepAccess keeps the token that the customer granted, and says what became of it: a grant is not lost in
// silence. It is said briefly, since it may have one line for a few seconds.
func (r *run) keepAccess() {
	if r.out.Access.Empty() || r.desk.KeepAccess == nil {
		return
	}
	if err := r.desk.KeepAccess(r.out.ImportID, r.out.Access); err != nil {
		r.warn("Token for further imports not kept: " + err.Error())
		return
	}
	r.warn("Token for further imports kept, encrypted, with the import.")
}

// write keeps bytes as they came.
func (r *run) write(ctx context.Context, state string, raw []byte) error {
	e, err := r.desk.Archive.Save(context.WithoutCancel(ctx), archive.Draft{
		Environment: text.Clean(r.desk.Environment), Target: r.out.Target, OfficialName: r.pending.OfficialName,
		OwnerExternalID: r.pending.OwnerExternalID, CommandID: r.pending.CommandID, State: text.Clean(state), Since: r.pending.Since,
	}, raw)
	if err == nil {
		r.out.ImportID = e.ID
	}
	return err
}

// read decodes what was saved and writes what it holds to the manifest. A reply that cannot be decoded stays
// saved.
func (r *run) read(ctx context.Context, raw []byte) error {
	id := r.out.ImportID
	saved, err := r.desk.Archive.Raw(id)
	if errors.Is(err, archive.ErrLocked) { // sealing needs no key, reading does: these are the same bytes
		saved, err = io.NopCloser(bytes.NewReader(raw)), nil
	}
	if err != nil {
		return fmt.Errorf("the reply was saved as %s and cannot be read back: %w", id, err)
	}
	defer saved.Close()
	imp, err := aisclient.DecodeRows(ctx, saved, aisclient.DecodeOptions{MaxBytes: int64(len(raw)) + 1}, passOver)
	if err != nil {
		return fmt.Errorf("the reply was saved as %s and cannot be read: %w. Keep it for the provider's support", id, err)
	}
	if n := cutShort(imp); n > 0 {
		r.warn(fmt.Sprintf("The provider cut the history of %d accounts or cards short, because the bank was slow.", n))
	}
	if err := r.desk.Archive.Annotate(id, counts(imp)); err != nil {
		r.warn("The counts of the saved import cannot be noted: " + err.Error())
	}
	return nil
}

func passOver(*aisclient.Import, aisclient.Source, *aisclient.Transaction) error { return nil }

func counts(imp *aisclient.Import) archive.Counts {
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
	for _, w := range imp.Warnings {
		c.Warnings += w.Count
	}
	return c
}

// cutShort counts the accounts and cards whose history is not whole.
func cutShort(imp *aisclient.Import) int {
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
