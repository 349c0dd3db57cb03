package config

import (
	"net"
	"net/url"
	"strings"
)

// check fills in what follows from the rest and refuses what cannot work or is not safe.
func (c *Config) check() error {
	if c.Environment == "" {
		c.Environment = c.guess()
	}
	switch c.Environment {
	case Sandbox, Test, Live:
	default:
		return c.bad("env", "is not an environment", "Use sandbox, test or live")
	}
	switch c.Encrypt {
	case "", "passphrase", "keyring":
	case "none":
		c.Encrypt = ""
	default:
		return c.bad("encrypt", "is not a kind of encryption", "Use none, passphrase or keyring")
	}
	if c.OwnSandbox() {
		if c.WidgetURL != "" {
			return c.bad("widget-url", "is given without an API URL",
				"The sandbox brings its own widget; give --api-url too, or leave both out")
		}
		return nil
	}
	if err := c.credentials(); err != nil {
		return err
	}
	return c.urls()
}

// guess names the environment that fits: plain http can only be a sandbox on this machine, and the
// provider's test client ids end in "-test".
func (c *Config) guess() string {
	switch {
	case strings.HasPrefix(c.APIURL, "http://"), c.Client == "" || c.APIKey.Empty():
		return Sandbox
	case strings.HasSuffix(c.Client, "-test"):
		return Test
	}
	return Live
}

func (c *Config) credentials() error {
	if c.Client == "" {
		return c.bad("client", "the environment "+c.Environment+" needs a client id",
			"Set AISDESK_CLIENT to the client id that the provider's portal shows for this environment")
	}
	if c.APIKey.Empty() {
		return c.bad("api-key", "the environment "+c.Environment+" needs an API key",
			"Set AISDESK_API_KEY, or api_key in "+c.ConfigFile)
	}
	if strings.ContainsFunc(c.APIKey.Reveal(), func(r rune) bool { return r <= ' ' || r > '~' }) {
		return c.bad("api-key", "has characters that no key has", "Copy the key again, without spaces or line ends")
	}
	return nil
}

func (c *Config) urls() error {
	if c.APIURL == "" {
		c.APIURL = testAPI
		if c.Environment == Live {
			c.APIURL = liveAPI
		}
	}
	if c.WidgetURL == "" {
		if c.Environment == Sandbox {
			return c.bad("widget-url", "a sandbox that runs elsewhere needs the URL of its widget",
				"Set AISDESK_WIDGET_URL to what \"aisdesk sandbox\" printed")
		}
		c.WidgetURL = widgetURL
	}
	if err := c.safeURL("api-url", c.APIURL); err != nil {
		return err
	}
	u, err := url.Parse(c.WidgetURL)
	if err == nil && (u.Path == "" || u.Path == "/") {
		u.Path = "/assets/signin-widget.js"
		c.WidgetURL = u.String()
	}
	return c.safeURL("widget-url", c.WidgetURL)
}

// safeURL allows https anywhere, and http only to this machine and only for the sandbox.
func (c *Config) safeURL(name, raw string) error {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return c.bad(name, "is not a URL of the form https://host[:port][/path]", "")
	}
	if u.Scheme == "https" || (u.Scheme == "http" && c.Environment == Sandbox && loopback(u.Hostname())) {
		return nil
	}
	return c.bad(name, "plain http is allowed only for a sandbox on this machine",
		"Use https, or AISDESK_ENV=sandbox with an address on 127.0.0.1")
}

func loopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
