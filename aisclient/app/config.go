package app

import (
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/cases"
	"aisdesk/aisclient/app/provider"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/verify/policy"
)

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
	// MaxReply is the largest reply in bytes that is taken from the network; 0 is the client's own limit, 64 MiB.
	MaxReply int64
	// Encrypt is how saved imports must be encrypted: "passphrase", "keyring", or "" for no demand.
	Encrypt string
	// Lexicon is the user's own lexicon as it lies beside the config file, and LexiconFile its path; empty without one.
	Lexicon     []byte
	LexiconFile string
	// Policies are the named sets of claims of the settings, sorted by name.
	Policies []policy.Policy
	// Widget are the options of the sign-in widget that the config file sets; flags and the form go before them.
	Widget intake.WidgetOptions
	// Case are the settings of cases: who acts, how many decide, whether acts are signed.
	Case cases.Settings
}

// provider is how the environment is reached.
func (c Config) provider(startSandbox func() (provider.Sandbox, error)) provider.Config {
	return provider.Config{Local: c.Environment == Sandbox, OwnSandbox: c.OwnSandbox(), StartSandbox: startSandbox, APIURL: c.APIURL,
		APIKey: c.APIKey, Client: c.Client, WidgetURL: c.WidgetURL, MaxReply: c.MaxReply}
}

// OwnSandbox reports whether the program starts the sandbox itself.
func (c Config) OwnSandbox() bool { return c.Environment == Sandbox && c.APIURL == "" }
