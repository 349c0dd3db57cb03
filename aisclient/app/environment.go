package app

import (
	"context"
	"path/filepath"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/team"
	"aisdesk/aisclient/verify/policy"
)

// PortalURL is the provider's portal, where imports are seen that the provider makes by itself.
const PortalURL = "https://insight.kontomatik.com"

// Environment says against what the program works.
type Environment struct {
	// Name is sandbox, test or live. It is the badge on every screen.
	Name string
	// Profile is the set of settings in force; empty where it is the plain one.
	Profile string
	// Client is the widget's client id; empty while none is configured.
	Client string
	// API is the host of the API, for example test.api.kontomatik.com.
	API string
	// KeySet reports whether an API key is configured. The key itself never comes here.
	KeySet bool
	// AutoImportURL is where results of the auto import mode are seen: the provider's portal.
	AutoImportURL string
	// Widget are the widget's options of the settings; what the form asks goes before them.
	Widget intake.WidgetOptions
	// LinkLimit is how long the customer may take to sign in; 0 where nothing says.
	LinkLimit time.Duration
	// TestLogins are the published logins of the sandbox, shown beside the link.
	TestLogins []string
}

// Environment describes the environment in force.
func (a *App) Environment() Environment {
	c := a.Config
	e := Environment{Name: c.Environment, Profile: c.Profile, Client: c.Client, API: a.provider.Host(), KeySet: c.HasKey(),
		AutoImportURL: PortalURL, Widget: c.Widget, LinkLimit: c.Timeout}
	if c.Environment == Sandbox {
		e.TestLogins = []string{"test1 / Test123, code Test123"}
	}
	return e
}

// Exchanges are the latest HTTP calls that this run of the program made, oldest first and redacted.
func (a *App) Exchanges() []aisclient.Exchange { return a.provider.Exchanges() }

// KnownBanks is the catalog of a country, or of all, as it was fetched last, without asking the provider.
func (a *App) KnownBanks(country string) []catalog.Bank {
	return a.Config.catalogs(a.opts.Now).Known(country)
}

// Banks returns the catalog of a country, which is lower case or "all": see catalog.Cache.Get. It fails as that does, and where
// no client can be made of the settings.
func (a *App) Banks(ctx context.Context, country string, fresh bool) (catalog.Catalog, error) {
	got, warning, err := a.Config.catalogs(a.opts.Now).Get(ctx, country, fresh, func() (*aisclient.Client, error) {
		c, err := a.provider.Connect()
		if err != nil {
			return nil, err
		}
		return c.Client, nil
	})
	if warning != nil {
		a.opts.Log.Warn("caching the catalog", "err", warning)
	}
	return got, err
}

// catalogs is where the banks' catalogs of the environment are kept.
func (c Config) catalogs(now func() time.Time) catalog.Cache {
	return catalog.Cache{Dir: filepath.Join(c.StateDir, c.Environment), Now: now}
}

// Environments of the provider, and the sandbox.
const (
	Sandbox = "sandbox" // the provider offline; the program starts it itself unless an API URL is given
	Test    = "test"
	Live    = "live"
)

// Config is what an App needs to know before it starts. The command line fills and checks it.
type Config struct {
	// Environment is Sandbox, Test or Live.
	Environment string
	// Client is the client id of the widget, APIKey the key of the API: both empty in the program's own sandbox, which
	// brings its own.
	Client string
	APIKey aisclient.Secret
	// KeyFrom reads the key where it is kept elsewhere, such as in the system's keyring, when the provider is first asked; nil
	// where APIKey is all there is.
	KeyFrom func(context.Context) (aisclient.Secret, error)
	// Profile is the name of the settings' profile in force; empty for none.
	Profile string
	// APIURL is the base URL of the API and WidgetURL the URL of the widget's script; empty in the program's
	// own sandbox.
	APIURL    string
	WidgetURL string
	// DataDir holds the archive, StateDir the settings, the bank catalogs and the log.
	DataDir string
	// Archive is the address of the store that a team shares (s3://...), for which DataDir is this machine's copy; empty where
	// nobody shares the archive.
	Archive  string
	StateDir string
	// NoOpen opens no browser in this run, whatever the settings screen says.
	NoOpen bool
	// Timeout is how long the customer may take to sign in.
	Timeout time.Duration
	// Retention is how long a saved import is kept. RetentionFixed says that a variable or the config file sets
	// it: the settings screen then changes nothing.
	Retention      time.Duration
	RetentionFixed bool
	// CacheBytes is how much room replies take on this machine where the archive is a team's; 0 keeps all.
	CacheBytes int64
	// MaxReply is the largest reply in bytes that is taken from the network; 0 is the client's own limit, 64 MiB.
	MaxReply int64
	// Encrypt is how saved imports must be encrypted: "passphrase", "keyring", or "" for no demand.
	Encrypt string
	// Lexicon is the user's own lexicon as it lies beside the config file, and LexiconFile its path; empty without one.
	Lexicon     []byte
	LexiconFile string
	// Judgement is what the team judges by, as this machine read it last: its lexicon stands in for Lexicon, and its policies are
	// among Policies. It is nil where nothing is shared.
	Judgement *team.InForce
	// Policies are the named sets of claims of the settings, sorted by name.
	Policies []policy.Policy
	// OwnPolicies are those of the settings alone, without the team's.
	OwnPolicies []policy.Policy
	// Widget are the options of the sign-in widget that the config file sets; flags and the form go before them.
	Widget intake.WidgetOptions
	// Case are the settings of cases: who acts, how many decide, whether acts are signed.
	Case cases.Settings
}

// provider is how the environment is reached.
func (c Config) provider(startSandbox func() (provider.Sandbox, error)) provider.Config {
	return provider.Config{Local: c.Environment == Sandbox, OwnSandbox: c.OwnSandbox(), StartSandbox: startSandbox, APIURL: c.APIURL,
		APIKey: c.APIKey, KeyFrom: c.KeyFrom, Client: c.Client, WidgetURL: c.WidgetURL, MaxReply: c.MaxReply}
}

// OwnSandbox reports whether the program starts the sandbox itself.
func (c Config) OwnSandbox() bool { return c.Environment == Sandbox && c.APIURL == "" }

// HasKey reports whether there is an API key, or a place to read it from.
func (c Config) HasKey() bool { return !c.APIKey.Empty() || c.KeyFrom != nil }
