package tui

import (
	"context"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/tui/pane"
)

// Backend is everything the program asks of the world outside the terminal. *app.App is one; tests have a fake. Every method that can take longer than a frame is called off the UI loop.
type Backend interface {
	// Environment describes the environment in force.
	Environment() app.Environment

	// Begin prepares a verification; nothing happens before its Run.
	Begin(r app.VerificationRequest) app.Verification
	// Pending lists imports that a program left behind while they went on at the provider.
	Pending(ctx context.Context) ([]app.Pending, error)
	// Resume prepares to go on polling a pending import; nothing happens before its Run.
	Resume(p app.Pending) (app.Verification, error)
	// Forget drops a pending import without asking the provider.
	Forget(ctx context.Context, p app.Pending) error

	// List returns the saved imports, newest first, damaged ones included.
	List(ctx context.Context) ([]app.SavedImport, error)
	// Open finds a saved import, OpenFile a reply file of another system; both are only read when the reply's
	// Load is called. The error names the import or the file.
	Open(ctx context.Context, id string) (app.Reply, error)
	OpenFile(ctx context.Context, path string) (app.Reply, error)
	// Delete removes a saved import, and the provider's copy too if everywhere is true.
	Delete(ctx context.Context, id string, everywhere bool) error
	// Purge removes expired imports and returns how many.
	Purge(ctx context.Context) (int, error)

	// Banks returns the catalog; country is lower case, or "all". With fresh it asks the provider first.
	Banks(ctx context.Context, country string, fresh bool) (app.BankCatalog, error)

	// Services are the provider's Analytical Services.
	pane.Services

	// Claims are saved beside the import that they are about.
	pane.Claims

	// Reports are written down by it.
	pane.Reports

	// Lexicon is the user's own.
	pane.Lexicon

	// Exchanges are the HTTP calls that this run of the program made, oldest first and redacted.
	Exchanges() []aisclient.Exchange

	// Settings returns what is remembered; SaveSettings saves it.
	Settings() app.Settings
	SaveSettings(app.Settings) error
}
