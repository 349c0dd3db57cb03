package doctorcmd

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"strings"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
)

// variables looks at the program's own variables.
func (prog commands) variables() (all []check) {
	for _, said := range config.UnknownVariables(prog.Variables) {
		all = append(all, warn("settings", said, "correct its name, or unset it"))
	}
	return all
}

// throughProxy looks at the proxy that the environment names; nothing where it names none. c is nil where the settings cannot be read.
func (prog commands) throughProxy(c *config.Config) []check {
	name, host := prog.proxy()
	switch {
	case name == "":
		return prog.otherProxy()
	case host == "":
		return []check{fail("proxy", name+" is no address"+hostOf(prog.Getenv(name)), "set it to http://host:port, or unset it")}
	case c != nil && (prog.Getenv("NO_PROXY") != "" || prog.Getenv("no_proxy") != "") && passesBy(c.APIURL):
		return []check{ok("proxy", "NO_PROXY lets requests to %s pass by the proxy %s (%s)", c.APIURL, host, name)}
	}
	return []check{warn("proxy", "requests go through the proxy "+host+" ("+name+")", "the proxy's IP address is the one to enable in the provider's portal")}
}

// otherProxy warns of a variable that names a proxy for other programs.
func (prog commands) otherProxy() []check {
	for _, name := range []string{"ALL_PROXY", "all_proxy", "SOCKS_PROXY", "socks_proxy"} {
		if prog.Getenv(name) != "" {
			return []check{warn("proxy", name+" is not used: the API is asked without a proxy", "set HTTPS_PROXY to http://host:port or socks5://host:port for requests through one")}
		}
	}
	return nil
}

// passesBy reports whether requests to an address go through no proxy, by the process's own environment as package http reads it.
func passesBy(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	proxy, err := http.ProxyFromEnvironment(&http.Request{URL: u})
	return proxy == nil && err == nil
}

// proxy is the variable that names a proxy, and the host and port that it names; empty where it is no address.
func (prog commands) proxy() (name, host string) {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		if value := prog.Getenv(name); value != "" {
			if u, err := url.Parse(value); err == nil {
				return name, u.Host
			}
			return name, ""
		}
	}
	return "", ""
}

// hostOf is what stands behind the credentials of an address that cannot be read; those are never shown.
func hostOf(value string) string {
	at := strings.LastIndexByte(value, '@')
	if at < 0 && strings.Contains(value, ":") { // what stands before a colon may be a password, too
		return ""
	}
	return ": " + value[at+1:]
}

// settingsFrom names the file of the settings.
func settingsFrom(c *config.Config) string {
	if _, err := os.Stat(c.ConfigFile); err != nil {
		return "there is no " + c.ConfigFile + "; flags and variables are all there is"
	}
	return c.ConfigFile + " is read" + profileOf(c)
}

// environment compares the client id with the environment: test ids end in -test.
func environment(c *config.Config) check {
	isTest := strings.HasSuffix(c.Client, "-test")
	other := config.APIEnvironment(c.APIURL)
	switch {
	case c.OwnSandbox():
		return ok("environment", "sandbox: the program's own, nothing leaves this machine")
	case other != "" && other != c.Environment:
		return fail("environment", "the environment is "+c.Environment+" and "+c.APIURL+" is the API's address of "+other, "remove api_url and AISDESK_API_URL: the environment has its own address")
	case c.Environment == app.Live && isTest:
		return fail("environment", "the environment is live and the client id "+c.Client+" is one of the test environment", "set AISDESK_ENV=test, or AISDESK_CLIENT to the client id of the live environment")
	case c.Environment == app.Test && !isTest:
		return warn("environment", "the environment is test and the client id "+c.Client+" does not end in -test", "check in the provider's portal which environment it belongs to")
	}
	return ok("environment", "%s, client %s, API %s%s", c.Environment, c.Client, c.APIURL, profileOf(c))
}

// profileOf names the profile in force.
func profileOf(c *config.Config) string {
	if c.Profile == "" {
		return ""
	}
	return ", profile " + c.Profile
}

// keptKey looks for a key that is kept in the keyring or in a file of its own; nothing where the settings hold it, or none is
// needed.
func keptKey(ctx context.Context, c *config.Config) []check {
	if c.KeyFrom == nil {
		return nil
	}
	if _, err := c.KeyFrom(ctx); err != nil {
		next := "run: aisdesk setup"
		if c.Profile != "" {
			next += " --profile " + c.Profile
		}
		what, next := whatAndNext(err, next)
		return []check{fail("API key", what, next)}
	}
	return []check{ok("API key", "it is where api_key_from says")}
}
