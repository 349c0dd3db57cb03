package tui

import (
	"context"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/replica"
	"aisdesk/tui/pane"
)

// Of is an App as a Backend.
func Of(a *app.App) Backend { return world{a} }

// world is an App with the methods of its parts.
type world struct{ *app.App }

func (w world) Imports(ctx context.Context) (*library.Index, error) { return w.Library.Index(ctx) }
func (w world) ReadImports(ctx context.Context, ids []string, done func(int)) error {
	return w.Library.Read(ctx, ids, done)
}
func (w world) Tag(ctx context.Context, ids []string, tag string, remove bool) (int, error) {
	return w.Library.Tag(ctx, ids, tag, remove)
}
func (w world) Verdicts(ctx context.Context, ids []string, each func(id string, v portfolio.Verdict)) error {
	return w.Portfolio.Verdicts(ctx, ids, portfolio.Judgement{}, each)
}
func (w world) DoubtClock() error       { return w.Library.DoubtClock() }
func (w world) Reusable(id string) bool { return w.Library.Reusable(id) }

func (w world) WatchStore(ctx context.Context, told func(line string, news bool)) {
	if w.Remote.Shared() {
		w.Remote.Watch(ctx, func(s replica.Status, news bool) { told(s.Line(time.Now()), news) })
	}
}

// Backend is everything the program asks of the world outside the terminal. Of makes one; tests have a fake. Every method that can take longer than a frame is called off the UI loop.
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

	// Imports is what is known of the saved imports, newest first, damaged ones included.
	Imports(ctx context.Context) (*library.Index, error)
	// ReadImports reads saved imports whose customers the library does not know yet, and tells after each how many are done.
	ReadImports(ctx context.Context, ids []string, done func(n int)) error
	// DoubtClock fails with an *archive.ClockError where this machine's clock cannot be right.
	DoubtClock() error
	// Verdicts checks the saved claims of imports and tells of each, in the order of the ids.
	Verdicts(ctx context.Context, ids []string, each func(id string, v portfolio.Verdict)) error
	// Reusable reports whether an access token is saved with an import. It takes no time.
	Reusable(id string) bool
	// Open finds a saved import, OpenFile a reply file of another system; both are only read when the reply's
	// Load is called. The error names the import or the file.
	Open(ctx context.Context, id string) (app.Reply, error)
	OpenFile(ctx context.Context, path string) (app.Reply, error)
	// Tag puts a word on the cases of imports, or takes it off, and returns how many were changed.
	Tag(ctx context.Context, ids []string, tag string, remove bool) (int, error)
	// Delete removes a saved import, and the provider's copy too if everywhere is true.
	Delete(ctx context.Context, id string, everywhere bool) error
	// Purge removes expired imports and returns how many.
	Purge(ctx context.Context) (int, error)

	// Banks returns the catalog; country is lower case, or "all". With fresh it asks the provider first.
	Banks(ctx context.Context, country string, fresh bool) (catalog.Catalog, error)

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
