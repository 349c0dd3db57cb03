package config

import "net/url"

// warnOfProxy warns of a proxy that package http passes over because its address cannot be read: who named one counts on it. Its value
// may hold a password and is not said.
func warnOfProxy(c *Config, getenv func(string) string) {
	for _, name := range []string{"HTTPS_PROXY", "https_proxy"} {
		value := getenv(name)
		if value == "" {
			continue
		}
		_, whole := url.Parse(value)
		_, host := url.Parse("http://" + value)
		if whole != nil && host != nil && !localURL(c.APIURL) {
			c.Warnings = append(c.Warnings, name+" is no address and not used: the API is asked without a proxy. Set it to http://host:port, or unset it")
		}
		return
	}
}
