package config

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
)

// Flags are the settings given on the command line; nil or absent ones were not given. There is no flag for
// the API key: other users of the machine can read command lines.
type Flags map[string]string

// setting is one name in its three spellings.
type setting struct {
	name string // flag and Source name
	env  string
	get  func(*file) string
}

var settings = []setting{
	{"env", "AISDESK_ENV", func(f *file) string { return f.Environment }},
	{"client", "AISDESK_CLIENT", func(f *file) string { return f.Client }},
	{"api-key", "AISDESK_API_KEY", func(f *file) string { return f.APIKey }},
	{"api-url", "AISDESK_API_URL", func(f *file) string { return f.APIURL }},
	{"widget-url", "AISDESK_WIDGET_URL", func(f *file) string { return f.WidgetURL }},
	{"data-dir", "AISDESK_DATA_DIR", func(f *file) string { return f.DataDir }},
	{"browser", "AISDESK_BROWSER", func(f *file) string { return f.Browser }},
	{"no-open", "AISDESK_NO_OPEN", func(f *file) string { return boolText(f.NoOpen) }},
	{"port", "AISDESK_PORT", func(f *file) string { return intText(f.Port) }},
	{"timeout", "AISDESK_TIMEOUT", func(f *file) string { return f.Timeout }},
	{"retention-days", "AISDESK_RETENTION_DAYS", func(f *file) string { return intText(f.RetentionDays) }},
	{"max-reply-mb", "AISDESK_MAX_REPLY_MB", func(f *file) string { return intText(f.MaxReplyMB) }},
	{"encrypt", "AISDESK_ENCRYPT", func(f *file) string { return f.Encrypt }},
}

// DefaultRetention is how long an import is kept unless told otherwise.
const DefaultRetention = 30 * 24 * time.Hour

// DefaultTimeout is how long a customer may take to sign in unless told otherwise.
const DefaultTimeout = 10 * time.Minute

// Load reads the settings. getenv is os.Getenv outside tests.
func Load(flags Flags, getenv func(string) string) (*Config, error) {
	c := &Config{sources: map[string]string{}, Retention: DefaultRetention}
	c.ConfigFile = configPath(flags, getenv)
	f, err := readFile(c.ConfigFile, flags["config"] != "" || getenv("AISDESK_CONFIG") != "")
	if err != nil {
		return nil, err
	}
	v := map[string]string{}
	for _, s := range settings {
		switch {
		case flags[s.name] != "" && s.name != "api-key":
			v[s.name], c.sources[s.name] = flags[s.name], "--"+s.name
		case getenv(s.env) != "":
			v[s.name], c.sources[s.name] = strings.TrimSpace(getenv(s.env)), s.env
		case s.get(f) != "":
			v[s.name], c.sources[s.name] = s.get(f), c.ConfigFile
		}
	}
	if err := c.apply(v, getenv); err != nil {
		return nil, err
	}
	if err := c.widget(f); err != nil {
		return nil, err
	}
	return c, c.check()
}

func (c *Config) apply(v map[string]string, getenv func(string) string) error {
	c.Environment, c.Client, c.APIKey = v["env"], v["client"], aisclient.NewSecret(v["api-key"])
	c.APIURL, c.WidgetURL = strings.TrimRight(v["api-url"], "/"), v["widget-url"]
	c.Browser, c.Encrypt = v["browser"], v["encrypt"]
	c.DataDir = v["data-dir"]
	if c.DataDir == "" {
		c.DataDir = filepath.Join(xdg(getenv, "XDG_DATA_HOME", ".local", "share"), "aisdesk")
	}
	c.StateDir = filepath.Join(xdg(getenv, "XDG_STATE_HOME", ".local", "state"), "aisdesk")
	var err error
	if c.NoOpen, err = c.boolean("no-open", v); err != nil {
		return err
	}
	if c.Port, err = c.number("port", v, 0, 65535); err != nil {
		return err
	}
	if c.Timeout, err = c.duration("timeout", v, DefaultTimeout, 10*time.Second, 24*time.Hour); err != nil {
		return err
	}
	days, err := c.number("retention-days", v, 1, 3650)
	if days > 0 {
		c.Retention = time.Duration(days) * 24 * time.Hour
	}
	if err != nil {
		return err
	}
	mb, err := c.number("max-reply-mb", v, 1, 2048)
	c.MaxReply = int64(mb) << 20
	return err
}

func (c *Config) boolean(name string, v map[string]string) (bool, error) {
	if v[name] == "" {
		return false, nil
	}
	b, err := strconv.ParseBool(v[name])
	if err != nil {
		return false, c.bad(name, "is not true or false", "")
	}
	return b, nil
}

func (c *Config) duration(name string, v map[string]string, usual, low, high time.Duration) (time.Duration, error) {
	if v[name] == "" {
		return usual, nil
	}
	d, err := time.ParseDuration(v[name])
	if err != nil || d < low || d > high {
		return 0, c.bad(name, fmt.Sprintf("is not a time from %v to %v, for example 15m", low, high), "")
	}
	return d, nil
}

func (c *Config) number(name string, v map[string]string, low, high int) (int, error) {
	if v[name] == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v[name])
	if err != nil || n < low || n > high {
		return 0, c.bad(name, "is not a number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high), "")
	}
	return n, nil
}

func (c *Config) bad(name, what, next string) *Error {
	return &Error{Setting: name, Source: c.Source(name), What: what, Next: next}
}

func configPath(flags Flags, getenv func(string) string) string {
	if p := flags["config"]; p != "" {
		return p
	}
	if p := getenv("AISDESK_CONFIG"); p != "" {
		return p
	}
	return filepath.Join(xdg(getenv, "XDG_CONFIG_HOME", ".config"), "aisdesk", "config.toml")
}

// xdg returns the base directory that the variable names, or its default below the home directory. A
// relative path in the variable is ignored, as the XDG specification asks.
func xdg(getenv func(string) string, variable string, below ...string) string {
	if p := getenv(variable); filepath.IsAbs(p) {
		return p
	}
	home := getenv("HOME")
	if home == "" {
		home, _ = os.UserHomeDir()
	}
	return filepath.Join(append([]string{home}, below...)...)
}

func boolText(b *bool) string {
	if b == nil {
		return ""
	}
	return strconv.FormatBool(*b)
}

func intText(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
