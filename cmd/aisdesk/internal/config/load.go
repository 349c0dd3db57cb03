package config

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
)

// Flags are the settings given on the command line; nil or absent ones were not given. There is no flag for
// the API key: other users of the machine can read command lines.
type Flags map[string]string

// setting is one name in its three spellings.
type setting struct {
	name string // flag and Source name
	env  string
	get  func(*table) string
}

// keySetting and callbackSecret are the names of the settings that are secrets; keyFromSetting says where a key is kept.
const keySetting, keyFromSetting, callbackSecret = "api-key", "api-key-from", "callback-secret"

var settings = []setting{
	{"env", "AISDESK_ENV", func(f *table) string { return f.Environment }},
	{"client", "AISDESK_CLIENT", func(f *table) string { return f.Client }},
	{keySetting, "AISDESK_API_KEY", func(f *table) string { return f.APIKey }},
	{keyFromSetting, "AISDESK_API_KEY_FROM", func(f *table) string { return f.APIKeyFrom }},
	{"api-url", "AISDESK_API_URL", func(f *table) string { return f.APIURL }},
	{"widget-url", "AISDESK_WIDGET_URL", func(f *table) string { return f.WidgetURL }},
	{"archive", "AISDESK_ARCHIVE", func(f *table) string { return f.Archive }},
	{"cache-mb", "AISDESK_CACHE_MB", func(f *table) string { return intText(f.CacheMB) }},
	{"data-dir", "AISDESK_DATA_DIR", func(f *table) string { return f.DataDir }},
	{"browser", "AISDESK_BROWSER", func(f *table) string { return f.Browser }},
	{"no-open", "AISDESK_NO_OPEN", func(f *table) string { return boolText(f.NoOpen) }},
	{"port", "AISDESK_PORT", func(f *table) string { return intText(f.Port) }},
	{"timeout", "AISDESK_TIMEOUT", func(f *table) string { return f.Timeout }},
	{"retention-days", "AISDESK_RETENTION_DAYS", func(f *table) string { return intText(f.RetentionDays) }},
	{"max-reply-mb", "AISDESK_MAX_REPLY_MB", func(f *table) string { return intText(f.MaxReplyMB) }},
	{"encrypt", "AISDESK_ENCRYPT", func(f *table) string { return f.Encrypt }},
	{"author", "AISDESK_AUTHOR", func(f *table) string { return f.Case.Author }},
	{"four-eyes", "AISDESK_FOUR_EYES", func(f *table) string { return f.Case.FourEyes }},
	{"sign", "AISDESK_SIGN", func(f *table) string { return f.Case.Sign }},
	{"sign-key", "AISDESK_SIGN_KEY", func(f *table) string { return f.Case.SignKey }},
	{"keep-cases", "AISDESK_KEEP_CASES", func(f *table) string { return f.Case.Keep }},
	{"accessible", "AISDESK_ACCESSIBLE", func(f *table) string { return boolText(f.Accessible) }},
	{"announce-every", "AISDESK_ANNOUNCE_EVERY", func(f *table) string { return f.AnnounceEvery }},
	{"motion", "AISDESK_MOTION", func(f *table) string { return f.Motion }},
	{"cursor", "AISDESK_CURSOR", func(f *table) string { return f.Cursor }},
	{"callback", "AISDESK_CALLBACK", func(f *table) string { return f.Callback }},
	{callbackSecret, "AISDESK_CALLBACK_SECRET", func(f *table) string { return f.CallbackSecret }},
	{"page-size", "AISDESK_PAGE_SIZE", func(f *table) string { return intText(f.PageSize) }},
}

// defaultRetention is how long an import is kept unless told otherwise.
const defaultRetention = 30 * 24 * time.Hour

// defaultAnnounceEvery is how often the accessible mode tells of an import that goes on.
const defaultAnnounceEvery = 15 * time.Second

// defaultTimeout is how long a customer may take to sign in unless told otherwise.
const defaultTimeout = 10 * time.Minute

// Load reads the settings. getenv is os.Getenv outside tests. Its error names every mistake: where there are several it is a
// *Several.
func Load(flags Flags, getenv func(string) string) (*Config, error) {
	return load(flags, getenv, purposeAll)
}

// LoadOffline reads the settings for a command that works on this machine alone. What it does not use, such as the key,
// an address or the port, need not be there, and what is wrong with it is a warning. It fails as Load does.
func LoadOffline(flags Flags, getenv func(string) string) (*Config, error) {
	return load(flags, getenv, purposeOffline)
}

// LoadForSetup is LoadOffline before the file of the settings is written: also one that was asked for by name may be missing. It
// fails as Load does.
func LoadForSetup(flags Flags, getenv func(string) string) (*Config, error) {
	return load(flags, getenv, purposeSetup)
}

// LoadHeadless is Load for a command that shows no page: the widget of a sandbox of another program need not be named.
func LoadHeadless(flags Flags, getenv func(string) string) (*Config, error) {
	return load(flags, getenv, purposeHeadless)
}

// purpose is what settings are read for.
type purpose uint8

const (
	purposeAll purpose = iota
	purposeDemo
	purposeHeadless // without a page
	purposeOffline
	purposeSetup // offline, and the file need not be there yet
)

func (p purpose) offline() bool { return p == purposeOffline || p == purposeSetup }

// aside are the settings without which a command can do that works on this machine alone: those of the network, of the link page
// and of the room and time that replies have.
var aside = map[string]bool{"cache-mb": true, "retention-days": true, "client": true, keySetting: true, keyFromSetting: true, "api-url": true, "widget-url": true, "browser": true, "no-open": true, "port": true,
	"timeout": true, "max-reply-mb": true, "callback": true, callbackSecret: true}

// applyOffline is apply that leaves out settings that are wrong and not needed, unless the command line itself has them. Where nobody knows how long imports are to be kept
// they stay until somebody deletes them. What is wrong with the callback is for the one command to say that posts.
func (c *Config) applyOffline(v map[string]string, h *home) error {
	for {
		err := c.apply(v, h)
		e, ok := errors.AsType[*Error](err)
		if !ok || !aside[e.Setting] || v[e.Setting] == "" || strings.HasPrefix(e.Source, "--") || e.Setting == callbackSecret && strings.HasPrefix(c.source("callback"), "--") {
			return err
		}
		if e.Setting == "callback" || e.Setting == callbackSecret {
			c.Callback.Refused, v["callback"] = e, ""
			continue
		}
		c.Warnings = append(c.Warnings, e.Error())
		delete(v, e.Setting)
		if e.Setting == "retention-days" {
			c.Retention, c.RetentionFixed = -1, true
		}
	}
}

// setAside makes warnings of values of a wrong type in the file, where the setting is not needed, as applyOffline does of values that are wrong.
func setAside(c *Config) {
	c.mistakes = slices.DeleteFunc(slices.Clone(c.mistakes), func(err error) bool {
		m, ok := errors.AsType[*misfit](err)
		if !ok {
			return false
		}
		key := m.at
		if parts := strings.SplitN(m.at, ".", 3); len(parts) == 3 && parts[0] == "profile" {
			key = parts[2]
		}
		name := strings.ReplaceAll(key, "_", "-")
		switch {
		case !aside[name] && !strings.HasPrefix(key, "widget."):
			return false
		case name == "callback" || name == callbackSecret:
			c.Callback.Refused = err
		default:
			c.Warnings = append(c.Warnings, err.Error())
		}
		if name == "retention-days" {
			c.Retention, c.RetentionFixed = -1, true
		}
		return true
	})
}

// LoadDemo reads the settings for the demo, which works on the program's own sandbox whatever they say. It fails at the first
// mistake that is not only about an environment.
func LoadDemo(flags Flags, getenv func(string) string) (*Config, error) {
	return load(flags, getenv, purposeDemo)
}

// begin reads the config file and finds the tables of it that count.
func begin(flags Flags, getenv func(string) string, what purpose) (*Config, *tables, *home, error) {
	c := &Config{Config: app.Config{Retention: defaultRetention}, headless: what == purposeHeadless, sources: map[string]string{}, lines: map[string]int{}}
	h := &home{getenv: getenv, system: systemHome}
	c.play = sandboxKey{client: getenv(sandboxClientVariable), key: getenv(sandboxKeyVariable)}
	var err error
	if c.ConfigFile, err = configPath(flags, h); err != nil {
		return nil, nil, nil, err
	}
	f, err := readFile(c.ConfigFile, what != purposeSetup && flags["config"]+getenv("AISDESK_CONFIG") != "")
	if err != nil {
		return nil, nil, nil, err
	}
	c.Policies, c.mistakes = f.policies, f.mistakes
	if what.offline() {
		setAside(c)
	}
	in, err := c.chooseProfile(f, flags["profile"], getenv)
	return c, in, h, err
}

// values are the settings as they were written, each from the nearest place.
func (c *Config) values(in *tables, flags Flags, getenv func(string) string, what purpose) map[string]string {
	v := map[string]string{}
	for _, s := range settings { // the environment is the first
		if secretOfEnvironment(s.name) && (what == purposeDemo || v["env"] == app.Sandbox) {
			continue // it belongs to another environment
		}
		if value, source := in.value(s, flags, getenv); value != "" {
			v[s.name], c.sources[s.name], c.lines[s.name] = value, source, in.line(keyOf(s.name), source)
		}
	}
	if c.otherKey = in.keyOfOthers(v, c.sources); c.otherKey != "" {
		delete(v, keySetting)
		delete(v, keyFromSetting)
	}
	return v
}

// load reads the settings. Where anything is wrong with them all of it is told at once.
func load(flags Flags, getenv func(string) string, what purpose) (*Config, error) {
	c, err := settle(flags, getenv, what)
	if err == nil || what == purposeDemo {
		return c, err
	}
	if _, all := examine(flags, getenv, what); len(all) > 1 {
		return nil, &Several{all}
	}
	return nil, err
}

// settle reads the settings up to the first mistake.
func settle(flags Flags, getenv func(string) string, what purpose) (*Config, error) {
	c, in, h, err := begin(flags, getenv, what)
	if err == nil {
		err = oneOrSeveral(c.mistakes)
	}
	if err != nil {
		return nil, err
	}
	v := c.values(in, flags, getenv, what)
	if err := c.keySource(v, in, h); err != nil && !what.offline() {
		return nil, err
	}
	apply := c.apply
	if what.offline() {
		apply = c.applyOffline
	}
	if err := apply(v, h); err != nil {
		return nil, err
	}
	warnOfValue(c, "motion", v, "on", "off")
	warnOfValue(c, "cursor", v, "shown", "hidden")
	warnOfAccessible(c, v["accessible"])
	if err := c.widget(in.widget(), in); err != nil && what.offline() {
		c.Warnings = append(c.Warnings, err.Error())
	} else if err != nil {
		return nil, err
	}
	if err := c.lexicon(); err != nil {
		return nil, err
	}
	if what == purposeDemo {
		if err := c.demo(); err != nil {
			return nil, err
		}
	}
	if err := c.team(what); err != nil {
		return nil, err
	}
	err = c.check(what)
	if err == nil && !what.offline() && !c.OwnSandbox() {
		warnOfProxy(c, getenv)
	}
	return c, err
}

func (c *Config) apply(v map[string]string, h *home) error {
	c.Environment, c.Client, c.APIKey = v["env"], v["client"], aisclient.NewSecret(v[keySetting])
	c.APIURL, c.WidgetURL = strings.TrimRight(v["api-url"], "/"), v["widget-url"]
	c.Encrypt, c.Accessible, c.Still = v["encrypt"], v["accessible"], v["motion"] == "off"
	c.HideCursor = v["cursor"] == "hidden"
	if err := c.places(v, h); err != nil {
		return err
	}
	if err := c.cases(v, h); err != nil {
		return err
	}
	if err := c.callback(v); err != nil {
		return err
	}
	var err error
	if c.NoOpen, err = c.boolean("no-open", v); err != nil {
		return err
	}
	if c.Port, err = c.number("port", v, 0, 65535); err != nil {
		return err
	}
	if c.Timeout, err = c.duration("timeout", v, defaultTimeout, 10*time.Second, 24*time.Hour); err != nil {
		return err
	}
	days, err := c.number("retention-days", v, 1, 3650)
	if days > 0 {
		c.Retention, c.RetentionFixed = time.Duration(days)*24*time.Hour, true
	}
	if err != nil {
		return err
	}
	mb, err := c.number("max-reply-mb", v, 1, 2048)
	if c.MaxReply = int64(mb) << 20; err != nil {
		return err
	}
	if err := c.cache(v); err != nil {
		return err
	}
	if c.AnnounceEvery, err = c.duration("announce-every", v, defaultAnnounceEvery, time.Second, time.Hour); err != nil {
		return err
	}
	c.PageSize, err = c.number("page-size", v, 1, 1000)
	return err
}

// places settles where files are.
func (c *Config) places(v map[string]string, h *home) (err error) {
	if c.Browser, err = h.expand(v["browser"]); err != nil {
		return c.bad("browser", err.Error(), "")
	}
	if c.DataDir, err = pathOf(c, "data-dir", v["data-dir"], h); err != nil {
		return c.bad("data-dir", err.Error(), "")
	}
	if err := c.archive(v["archive"]); err != nil {
		return err
	}
	if c.StateDir, err = h.xdg("XDG_STATE_HOME", ".local", "state"); err != nil || c.DataDir != "" {
		return err
	}
	if c.DataDir, err = h.xdg("XDG_DATA_HOME", ".local", "share"); err == nil && c.Archive != "" {
		c.DataDir = copyOfTeam(c)
	}
	return err
}

// warnOfValue warns of a value that a setting of looks does not have: it is without effect, and keeps no command from its work.
func warnOfValue(c *Config, name string, v map[string]string, values ...string) {
	if v[name] == "" || slices.Contains(values, v[name]) {
		return
	}
	c.Warnings = append(c.Warnings, wrong(c, name, v[name], "is neither "+strings.Join(values, " nor "), "").Error())
}

// warnOfAccessible warns of a word that says neither that the accessible mode is on nor that it is off. It is on then: who cannot see
// the screen must not be left with it.
func warnOfAccessible(c *Config, word string) {
	switch strings.ToLower(word) {
	case "", "1", "true", "yes", "on", "0", "false", "no", "off":
	default:
		c.Warnings = append(c.Warnings, wrong(c, "accessible", word, "is neither on nor off, and counts as on", "").Error())
	}
}

func (c *Config) boolean(name string, v map[string]string) (bool, error) {
	if v[name] == "" {
		return false, nil
	}
	b, err := strconv.ParseBool(v[name])
	if err != nil {
		return false, wrong(c, name, v[name], "is not true or false", "")
	}
	return b, nil
}

func (c *Config) duration(name string, v map[string]string, usual, low, high time.Duration) (time.Duration, error) {
	if v[name] == "" {
		return usual, nil
	}
	d, err := time.ParseDuration(v[name])
	if err != nil || d < low || d > high {
		return 0, wrong(c, name, v[name], fmt.Sprintf("is not a time from %v to %v, for example 15m", low, high), "")
	}
	return d, nil
}

func (c *Config) number(name string, v map[string]string, low, high int) (int, error) {
	if v[name] == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(v[name])
	if err != nil || n < low || n > high {
		return 0, wrong(c, name, v[name], "is not a number from "+strconv.Itoa(low)+" to "+strconv.Itoa(high), "")
	}
	return n, nil
}

func (c *Config) bad(name, what, next string) *Error {
	return &Error{Setting: name, Source: c.source(name), Line: c.lines[name], What: what, Next: next}
}

// wrong is bad with the value, which is no secret.
func wrong(c *Config, name, value, what, next string) *Error {
	return c.bad(name, fmt.Sprintf("%.60q %s", text.Clean(value).String(), what), next)
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
