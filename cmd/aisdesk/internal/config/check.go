package config

import (
	"net/url"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// check fills in what follows from the rest and refuses what cannot work or is not safe.
func (c *Config) check(what purpose) error {
	if c.Environment == "" {
		c.Environment = fitting(c)
	}
	switch c.Environment {
	case app.Sandbox, app.Test, app.Live:
	default:
		said := "is not an environment"
		if near := english.Nearest(c.Environment, []string{app.Sandbox, app.Test, app.Live}); near != "" {
			said += ", did you mean " + near + "?"
		}
		if err := c.orWarning(what, wrong(c, "env", c.Environment, said, "Use sandbox, test or live")); err != nil {
			return err
		}
		c.Environment = app.Sandbox // where no key is read and nothing goes elsewhere
	}
	if err := localCallback(c); err != nil {
		return err
	}
	switch c.Encrypt {
	case "", "passphrase", "keyring":
	case "none":
		c.Encrypt = ""
	default: // the word stays: encryption is demanded, so that nothing is saved in plain text
		if err := c.orWarning(what, wrong(c, "encrypt", c.Encrypt, "is not a kind of encryption", "Use none, passphrase or keyring")); err != nil {
			return err
		}
	}
	switch {
	case what.offline():
		checkOffline(c)
		return nil
	case c.Environment == app.Sandbox:
		return c.sandbox()
	}
	if err := c.credentials(); err != nil {
		return err
	}
	return c.urls()
}

// orWarning is the error of a setting that does not stop a command which only reads what is on this machine: it warns of it, unless
// it stands on the command line itself.
func (c *Config) orWarning(what purpose, err *Error) error {
	if what != purposeOffline || strings.HasPrefix(err.Source, "--") {
		return err
	}
	c.Warnings = append(c.Warnings, err.Error())
	return nil
}

// checkOffline fills in the addresses all the same: an import that is opened can lead to a new one. The client refuses what
// is not safe.
func checkOffline(c *Config) {
	said, fill := c.Warnings, c.urls
	if c.Environment == app.Sandbox {
		fill = c.sandbox
	}
	err := fill()
	if c.Warnings = said; err != nil {
		c.Warnings = append(c.Warnings, err.Error())
	}
}

// fitting names the environment that fits: plain http can only be a sandbox on this machine, and the
// provider's test client ids end in "-test".
func fitting(c *Config) string {
	if c.Client == "" || !c.HasKey() && c.otherKey == "" {
		return app.Sandbox
	}
	return environmentOf(c.Client, c.APIURL)
}

// environmentOf is the environment of a client with a key.
func environmentOf(client, api string) string {
	switch {
	case strings.HasPrefix(api, "http://") && localURL(api):
		return app.Sandbox
	case strings.HasSuffix(client, "-test"):
		return app.Test
	}
	return app.Live
}

func (c *Config) credentials() error {
	if c.Client == "" {
		return c.bad("client", "the environment "+c.Environment+" needs a client id",
			"Set AISDESK_CLIENT to the client id that the provider's portal shows for this environment")
	}
	if !c.HasKey() {
		what := "the environment " + c.Environment + " needs an API key"
		if c.otherKey != "" {
			return c.bad(keySetting, what+", and that of the settings is not used: "+c.otherKey, "Set AISDESK_API_KEY to the key that belongs there, or leave the other out; "+
				"\"aisdesk setup --profile NAME\" keeps both beside each other")
		}
		if c.Profile != "" {
			what += ", and the profile " + text.Clean(c.Profile).String() + " has none"
		}
		return c.bad(keySetting, what, "Set AISDESK_API_KEY, or api_key in "+c.ConfigFile+"; \"aisdesk setup\" asks for it")
	}
	if c.play.key != "" && c.APIKey.Reveal() == c.play.key {
		return c.bad(keySetting, "is the key of a sandbox on this machine, which goes nowhere else",
			"Unset AISDESK_API_KEY and the other variables of \"aisdesk sandbox --print-env\", or open another shell")
	}
	if why := WrongKey(c.APIKey.Reveal()); why != "" {
		return c.bad(keySetting, why, "Copy the key again, without spaces or line ends")
	}
	return nil
}

func (c *Config) urls() error {
	if c.APIURL == "" {
		c.APIURL = testAPI
		if c.Environment == app.Live {
			c.APIURL = liveAPI
		}
	}
	if c.WidgetURL == "" {
		c.WidgetURL = widgetURL
	}
	return c.safeURLs()
}

// APIEnvironment is the environment whose own address url is; "" where it is another's.
func APIEnvironment(url string) string {
	return map[string]string{testAPI: app.Test, liveAPI: app.Live}[url]
}

// safeURLs checks both addresses and completes the widget's origin to its script.
func (c *Config) safeURLs() error {
	if err := c.safeURL("api-url", c.APIURL); err != nil {
		return err
	}
	if c.WidgetURL == "" && c.headless {
		return nil
	}
	u, err := url.Parse(c.WidgetURL)
	if err == nil && (u.Path == "" || u.Path == "/") {
		u.Path = "/assets/signin-widget.js"
		c.WidgetURL = u.String()
	}
	return c.safeURL("widget-url", c.WidgetURL)
}

// safeURL allows addresses of this machine for the sandbox, https and plain http, and https alone for the others.
func (c *Config) safeURL(name, raw string) error {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" || u.RawQuery != "" || u.Fragment != "" {
		what := "is not a URL of the form https://host[:port][/path]"
		if strings.Contains(raw, "@") || strings.Contains(raw, "?") { // it may hold a password or a key
			return c.bad(name, what, "")
		}
		return wrong(c, name, raw, what, "")
	}
	switch {
	case c.Environment == app.Sandbox && !aisclient.IsLoopback(u.Hostname()):
		return c.bad(name, notLocal, "Use an address on 127.0.0.1, or leave it out for the program's own sandbox")
	case u.Scheme == "https", u.Scheme == "http" && c.Environment == app.Sandbox:
		return nil
	}
	return c.bad(name, "plain http is allowed only for a sandbox on this machine",
		"Use https, or AISDESK_ENV=sandbox with an address on 127.0.0.1")
}
