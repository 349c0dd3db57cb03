// Package app is what a front end may ask of the program: begin and resume a verification, list, open and delete
// saved imports, read and save claims, ask a service, make a report. The commands and the terminal program use it;
// none of them reaches around it. What stands above it comes in through Options: the link page and the sandbox.
package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"slices"
	"sync"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/app/remote"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/casefile"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/portfolio"
	"aisdesk/aisclient/text"
)

// Options are what an App is built with besides its Config.
type Options struct {
	// LinkPage opens the page with the provider's sign-in widget.
	LinkPage func(LinkPageOptions) (LinkPage, error)
	// StartSandbox starts the sandbox of an environment that has no other; it is called at most once.
	StartSandbox func() (provider.Sandbox, error)
	// Poll is the pace of polling; the zero value is the provider's.
	Poll aisclient.WaitOptions
	// Log takes what is worth knowing later; nil discards it.
	Log *slog.Logger
	// Version is named as the writer of what is saved.
	Version string
	// Input is what the name - of a reply stands for; nil is nothing.
	Input io.Reader
	// Passphrase asks for the archive's passphrase where one is needed; nil refuses.
	Passphrase func(prompt string) (string, error)
	// Getenv reads the environment, for the credentials of a team's store; nil is os.Getenv.
	Getenv func(string) string
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// App works in one environment of the provider with one archive. What it needs is opened when it is first asked for;
// Close ends it all. Its methods may be called from any goroutine.
type App struct {
	Config Config
	// Reports makes reports.
	Reports Reports
	// Cases are the cases of the archive.
	Cases Cases
	// Keys changes who can open the archive.
	Keys Keys
	// Demo is the sandbox that the program runs itself.
	Demo Demo
	// Library finds saved imports.
	Library *Library
	// Portfolio asks one question of all saved imports.
	Portfolio *portfolio.Portfolio
	// Remote is the store of a team that shares the archive.
	Remote *remote.Remote
	// Owners is what the provider holds.
	Owners   Owners
	opts     Options
	provider provider.Provider
	archive  lazyArchive
	pending  memoryPending
	settings settingsStore
	fresh    freshLedger
	lexicon  lexiconStore
	saving   sync.Mutex // held while claims are saved
	asking   askingPages
}

// New makes an App; nothing is opened or started yet.
func New(c Config, o Options) *App {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	clock := o.Now // nil stays nil for the archive: it doubts the machine's own clock alone
	if o.Now == nil {
		o.Now = time.Now
	}
	a := &App{Config: c, opts: o, settings: settingsStore{c.StateDir}}
	a.Reports, a.Owners = Reports{a}, Owners{a}
	a.Remote = remote.New(remote.Deps{Address: c.Archive, CacheBytes: c.CacheBytes, Archive: a.archive.get, Dir: c.DataDir, StateDir: c.StateDir, Log: o.Log, Now: o.Now, Getenv: o.Getenv, Started: c.Judgement, Judged: a.lexicon.useTeam,
		Author: func(ctx context.Context) (casefile.Author, error) { return cases.Author(ctx, a.Cases.Cases) }, Reload: func(ids []string) { cases.Reload(a.Cases.Cases, ids) }})
	a.Cases = newCases(a)
	a.provider.Config = func() provider.Config { return a.Config.provider(o.StartSandbox) }
	a.archive.open = func() (*archive.Store, error) {
		return archive.Open(a.Config.DataDir, archive.Options{Program: o.Version, PinDir: a.Config.StateDir, Retention: retention(a.Config, a.settings),
			RequireEncryption: a.Config.Encrypt != "", Now: clock, Deleted: a.Remote.Deleted, Fetch: a.Remote.Fetcher()})
	}
	a.lexicon.use(c.Lexicon)
	a.lexicon.useTeam(c.Judgement)
	a.Keys, a.Demo = Keys{a}, Demo{a}
	a.Library = newLibrary(a, a.Cases)
	a.Portfolio = portfolio.New(portfolioSource{a})
	return a
}

// At is the App of the same archive and another store. Close it before this one is used again. An address that s3.Open does not
// take is refused with its error.
func (a *App) At(address string) (*App, error) {
	u, err := url.Parse(address)
	if err == nil {
		_, err = s3.Open(u, a.opts.Getenv)
	}
	if err != nil {
		return nil, fmt.Errorf("%.80s: %w", address, err)
	}
	c := a.Config
	c.Archive = address
	return New(c, a.opts), nil
}

// newRunner makes what runs verifications over a connection.
func newRunner(a *App) (*intake.Runner, *provider.Connection, error) {
	store, err := a.archive.get()
	if err != nil {
		return nil, nil, err
	}
	c, err := a.provider.Connect()
	if err != nil {
		return nil, nil, err
	}
	save := func(importID string, token aisclient.Secret) error {
		err := saveAccessToken(store, importID, token)
		if err != nil {
			a.opts.Log.Warn("the access token was not saved", "import", importID, "err", err)
		}
		return err
	}
	return &intake.Runner{Client: c.Client, Archive: intakeArchive(store, a.Config, &a.pending), Environment: a.Config.Environment, OwnSandbox: a.Config.OwnSandbox(), Wait: a.opts.Poll, Now: a.opts.Now,
		SaveAccess: save, SignOut: func(ctx context.Context, s aisclient.Session) error { return signOut(ctx, a, c.Client, s) }, BankName: func(target string) text.Text { return nameOf(a.KnownBanks("all"), target) }}, c, nil
}

// nameOf is a bank's name for people in the catalog as it was fetched last; empty where that does not have the bank.
func nameOf(banks []catalog.Bank, target string) text.Text {
	for _, b := range banks {
		if b.Name == target {
			return b.OfficialName
		}
	}
	return text.Text{}
}

// signOut closes a session at the bank, unless the bank does not offer that in the catalog as it was fetched last. Of a mock session
// whose import came to nothing the bank is not known: it is asked.
func signOut(ctx context.Context, a *App, c *aisclient.Client, s aisclient.Session) error {
	offersNone := func(b catalog.Bank) bool { return b.Name == s.Target && !b.SignOut }
	if slices.ContainsFunc(a.KnownBanks("all"), offersNone) {
		return nil
	}
	_, err := c.SignOut(ctx, s)
	for _, closed := range []string{"CommandNotAvailable", "InvalidSessionId"} { // nothing can be closed, or nothing is open
		if errors.Is(err, aisclient.ExceptionName(closed)) {
			return nil
		}
	}
	return err
}

// Close stops what was started. It takes at most a second or so and leaves no goroutine.
func (a *App) Close() {
	a.asking.end()
	if err := a.provider.Close(); err != nil {
		a.opts.Log.Warn("closing the sandbox", "err", err)
	}
	if err := a.Cases.Close(); err != nil {
		a.opts.Log.Warn("closing the cases", "err", err)
	}
	a.Library.close()
	if err := a.Remote.Close(); err != nil {
		a.opts.Log.Warn("closing the store", "err", err)
	}
	a.archive.close()
	a.lexicon.close()
}

// MayWrite fails as remote.MayWrite does: where the archive is a team's and this machine's person only reads in it.
func MayWrite(a *App) error { return remote.MayWrite(a.Remote) }
