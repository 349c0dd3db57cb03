package config

import (
	"cmp"
	"net/url"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/localserver/sandbox"
)

// notLocal is why an address cannot be the sandbox's.
const notLocal = "the sandbox speaks to this machine only"

// A sandbox with a client id and key of its own hands them over in these variables, beside its address. They are never those
// of a provider, and are taken for the address that stands in AISDESK_API_URL alone.
const sandboxClientVariable, sandboxKeyVariable = "AISDESK_SANDBOX_CLIENT", "AISDESK_SANDBOX_KEY"

// sandboxKey is the client id and key that a sandbox knows; empty are those of every sandbox.
type sandboxKey struct{ client, key string }

// addresses are the two settings that say whom the program speaks to.
func (c *Config) addresses() []address {
	return []address{{"api-url", &c.APIURL}, {"widget-url", &c.WidgetURL}}
}

type address struct {
	name string
	url  *string
}

// demo leaves the program's own sandbox and nothing else, whatever is configured. What the command line itself
// asks for beyond it is refused.
func (c *Config) demo() error {
	if c.Environment != app.Sandbox && strings.HasPrefix(c.source("env"), "--") {
		return c.bad("env", "the demo works in the environment sandbox only", "Use \"aisdesk verify\" for the environment "+c.Environment)
	}
	c.Environment = app.Sandbox
	c.Archive = "" // nothing of a demo goes to others
	for _, a := range c.addresses() {
		if *a.url == "" {
			continue
		}
		if err := c.leaveOut(a, "the demo works on the program's own sandbox only"); err != nil {
			return err
		}
	}
	return nil
}

// sandbox settles what the environment sandbox uses: the program's own sandbox, or one on this machine that was
// given by its addresses. Addresses of another environment are left out. Client id and key are those of every
// sandbox, or those that this one told of, never those of the settings.
func (c *Config) sandbox() error {
	c.Client, c.APIKey, c.KeyFrom = "", aisclient.Secret{}, nil
	for _, a := range c.addresses() {
		if elsewhere(*a.url) {
			if err := c.leaveOut(a, notLocal); err != nil {
				return err
			}
		}
	}
	switch {
	case c.OwnSandbox() && c.WidgetURL != "":
		return c.bad("widget-url", "is given without an API URL",
			"The sandbox brings its own widget; give --api-url too, or leave both out")
	case c.OwnSandbox():
		return nil
	case c.WidgetURL == "" && !c.headless:
		if err := c.safeURL("api-url", c.APIURL); err != nil {
			return err
		}
		return c.bad("widget-url", "a sandbox of another program needs the URL of its widget",
			"Set AISDESK_WIDGET_URL to what \"aisdesk sandbox\" printed")
	}
	if why := WrongKey(c.play.key); why != "" {
		return &Error{Setting: keySetting, Source: sandboxKeyVariable, What: why, Next: "Take it as \"aisdesk sandbox --print-env\" prints it"}
	}
	c.Client, c.APIKey = sandbox.DefaultClient, aisclient.NewSecret(sandbox.DefaultKey)
	if c.source("api-url") == "AISDESK_API_URL" { // another address is another sandbox
		c.Client, c.APIKey = cmp.Or(c.play.client, c.Client), aisclient.NewSecret(cmp.Or(c.play.key, sandbox.DefaultKey))
	}
	return c.safeURLs()
}

// leaveOut drops an address with a warning: it is another environment's. On the command line itself it is a
// contradiction and refused.
func (c *Config) leaveOut(a address, why string) error {
	if strings.HasPrefix(c.source(a.name), "--") {
		return c.bad(a.name, why, "Leave it out, or choose another environment with \"aisdesk verify --env\"")
	}
	c.Warnings = append(c.Warnings, a.name+" (from "+c.source(a.name)+") is not used: "+why)
	*a.url = ""
	return nil
}

// elsewhere reports whether raw names a host that is not this machine.
func elsewhere(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && u.Host != "" && !aisclient.IsLoopback(u.Hostname())
}

// localURL reports whether raw names this machine.
func localURL(raw string) bool {
	u, err := url.Parse(raw)
	return err == nil && aisclient.IsLoopback(u.Hostname())
}
