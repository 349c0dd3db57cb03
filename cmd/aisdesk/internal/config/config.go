// Package config finds out how the program was told to run: flags before environment variables before the
// config file before what fits without being told.
package config

import (
	"fmt"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

// Environments of the provider, and the program's own.
const (
	Sandbox = "sandbox" // the provider offline, started by the program itself unless an API URL is given
	Test    = "test"
	Live    = "live"
)

// Hosts of the provider. The widget has one host; the environment follows the client id.
const (
	testAPI   = "https://test.api.kontomatik.com"
	liveAPI   = "https://api.kontomatik.com"
	widgetURL = "https://signin.kontomatik.com/assets/signin-widget.js"
)

// Config is the outcome: every field is set and checked.
type Config struct {
	Environment string
	// Client is the client id of the widget, APIKey the key of the API. The environment sandbox takes neither from
	// the settings: they are empty in the program's own sandbox, and those of every sandbox in one that was given.
	Client string
	APIKey aisclient.Secret
	// APIURL is the base URL of the API and WidgetURL the URL of the widget's script; empty in the program's
	// own sandbox.
	APIURL    string
	WidgetURL string
	// DataDir holds the archive, StateDir the log, ConfigFile is the path that was or would be read.
	DataDir    string
	StateDir   string
	ConfigFile string
	// Browser is the command that opens a page; empty lets the system choose.
	Browser string
	NoOpen  bool
	Port    int
	// Timeout is how long the customer may take to sign in.
	Timeout time.Duration
	// Retention is how long a saved import is kept.
	Retention time.Duration
	// MaxReply is the largest reply in bytes that is taken from the network; 0 is the client's own limit, 64 MiB.
	MaxReply int64
	// Encrypt seals saved imports: "", "passphrase" or "keyring".
	Encrypt string
	// Widget are the options of the sign-in widget that the config file sets; flags and the form go before them.
	Widget intake.WidgetOptions
	// Warnings say, a sentence each, which settings are not used and why. Commands that connect print them.
	Warnings []string
	// sources says where each setting came from.
	sources map[string]string
}

// OwnSandbox reports whether the program starts the sandbox itself.
func (c *Config) OwnSandbox() bool { return c.Environment == Sandbox && c.APIURL == "" }

// Source says where a setting came from, for error messages and the settings screen: "--env",
// "AISDESK_ENV", a file, or "default".
func (c *Config) Source(setting string) string {
	if s, ok := c.sources[setting]; ok {
		return s
	}
	return "default"
}

// Error is a setting that cannot be used. It names the setting, where it was made and the way out.
type Error struct {
	Setting string
	Source  string
	What    string
	Next    string
}

func (e *Error) Error() string {
	s := fmt.Sprintf("%s (from %s): %s", e.Setting, e.Source, e.What)
	if e.Next != "" {
		s += ". " + e.Next
	}
	return s
}
