package intake

import (
	"context"
	"io"
	"iter"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/ledger"
	"aisdesk/aisclient/text"
)

// client is what the intake asks of the provider; *aisclient.Client is one.
type client interface {
	DefaultImport(ctx context.Context, s aisclient.Session, since aisclient.Date) (*aisclient.CommandReply, error)
	Wait(ctx context.Context, id string, o aisclient.WaitOptions) iter.Seq[aisclient.PollEvent]
}

// Runner runs verifications, one at a time or many at once.
type Runner struct {
	Client  client
	Archive Archive
	// Environment is the badge of what is saved: sandbox, test or live.
	Environment string
	// OwnSandbox says that the provider is a sandbox which ends with the program: nothing is kept there for longer.
	OwnSandbox bool
	// Wait sets the pace of polling; the zero value is the provider's.
	Wait aisclient.WaitOptions
	// SaveAccess saves the customer's token for further imports beside a saved import, encrypted or not at
	// all; its error is told as a warning. Nil saves none.
	SaveAccess func(importID string, token aisclient.Secret) error
	// SignOut closes a session at the bank, when a verification fails whose session is of no more use; its error is told as a
	// warning and hides nothing. Nil closes none.
	SignOut func(ctx context.Context, s aisclient.Session) error
	// BankName is the name for people of a bank that the catalog knows by another, where the sign-in told none; nil knows none.
	BankName func(target string) text.Text
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Outcome is how a verification ended.
type Outcome struct {
	State State // Done, Failed or Cancelled
	// ImportID is the saved reply's id in the archive; also set for an import that failed, whose reply is
	// kept. Empty when nothing was saved.
	ImportID string
	// CommandID is the provider's id of the import; empty when none was started.
	CommandID       string
	OwnerExternalID string
	Target          text.Text
	OfficialName    text.Text // the bank's name for people
	// Access is the customer's token for further imports; empty unless granted. Keep it encrypted or not at all.
	Access aisclient.Secret
	// AccessLost says that Access could not be kept.
	AccessLost bool
	// OwnerUnconfirmed says that the provider did not repeat the owner's id when it accepted the import.
	OwnerUnconfirmed bool
	// Command is the import's as its last reply says it; nil where no such reply could be read.
	Command *aisclient.Command
	// Ledger holds the rows of the saved reply, which were read as it was checked, also those of an import that failed; nil where
	// it has none.
	Ledger *ledger.Ledger
	// Err is the cause of Failed and Cancelled, the same error that is returned.
	Err error
}

// Verify takes a request to a saved reply: it checks the request, waits for the customer's sign-in at src,
// starts the import, polls it, saves the reply byte for byte, and decodes what was saved. Every step is
// emitted, in order and one at a time; the last event has a final state. Cancelling ctx ends it at any point,
// and the error then says what was and was not saved. The error is that of Outcome.Err: a *FieldError, an error of src or
// of the client, an *OwnerMismatch, a *Cancellation, or what the archive or the decoder says.
func (d *Runner) Verify(ctx context.Context, req Request, src SessionSource, emit func(Event)) (Outcome, error) {
	follower, _ := src.(Follower)
	r := d.begin(emit, follower)
	if c, ok := src.(io.Closer); ok {
		defer c.Close()
	}
	r.verify(ctx, req, src)
	return r.finish()
}

// Resume goes on with an import that was started and not seen to its end: it polls the command and saves its
// reply. When the provider no longer knows the command, the pending entry is deleted. It fails with ErrOtherEnvironment or as
// Verify does.
func (d *Runner) Resume(ctx context.Context, p Pending, emit func(Event)) (Outcome, error) {
	r := d.begin(emit, nil)
	r.resume(ctx, p)
	return r.finish()
}

func (d *Runner) now() time.Time {
	if d.Now != nil {
		return d.Now()
	}
	return time.Now()
}

func (d *Runner) today() aisclient.Date { return aisclient.DateIn(d.now()) }

// latestSince is the latest first day that the provider takes: east of it the user's day may be one that has not begun
// there. The banks' countries are never behind UTC.
func (d *Runner) latestSince() aisclient.Date { return aisclient.DateIn(d.now().UTC()) }
