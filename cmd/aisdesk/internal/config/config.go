// Package config finds out how the program was told to run: flags before environment variables before the
// config file before what fits without being told.
package config

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"aisdesk/aisclient/app"
)

// Hosts of the provider. The widget has one host; the environment follows the client id.
const (
	testAPI   = "https://test.api.kontomatik.com"
	liveAPI   = "https://api.kontomatik.com"
	widgetURL = "https://signin.kontomatik.com/assets/signin-widget.js"
)

// Config is the outcome: every field is set and checked.
type Config struct {
	app.Config
	// ConfigFile is the path that was or would be read.
	ConfigFile string
	// Profiles are the names of the file's profiles, sorted. Profile, of the app's settings, is the one in force.
	Profiles []string
	// Browser is the command that opens a page; empty lets the system choose.
	Browser string
	// Port of the link page on 127.0.0.1; 0 takes a free one.
	Port int
	// Accessible is what was said about the accessible mode: "" nothing, "0", "false", "no" and "off" that it is off, anything
	// else that it is on. AnnounceEvery and PageSize are the mode's; 0 rows a page are as many as it thinks right.
	Accessible    string
	AnnounceEvery time.Duration
	PageSize      int
	// Still says that motion is off: clocks go on every ten seconds only.
	Still bool
	// HideCursor keeps the terminal's cursor hidden while the screen is drawn.
	HideCursor bool
	// Callback is where the summary of a saved import is posted.
	Callback Callback
	// Warnings say, a sentence each, which settings are not used and why. Commands that connect print them.
	Warnings []string
	// play is whom a running sandbox of this machine knows.
	play     sandboxKey
	otherKey string // why the key of the file is none for these settings; empty where it is
	headless bool   // no page is shown: the widget need not be named
	// sources says where each setting came from, lines on which line of the config file it stands.
	sources map[string]string
	lines   map[string]int
	// mistakes are what of the config file could not be read.
	mistakes []error
}

// source says where a setting came from, for error messages and the settings screen: "--env",
// "AISDESK_ENV", a file, or "default".
func (c *Config) source(setting string) string {
	if s, ok := c.sources[setting]; ok {
		return s
	}
	return "default"
}

// Several are mistakes of the config file, each an error of its own.
type Several struct{ All []error }

func (e *Several) Error() string   { return errors.Join(e.All...).Error() }
func (e *Several) Unwrap() []error { return e.All }

// oneOrSeveral is an error of mistakes; nil of none.
func oneOrSeveral(mistakes []error) error {
	switch len(mistakes) {
	case 0:
		return nil
	case 1:
		return mistakes[0]
	}
	return &Several{mistakes}
}

// Error is a setting that cannot be used. It names the setting, where it was made and the way out.
type Error struct {
	Setting string
	Source  string
	Line    int // of the config file; 0 where it was made elsewhere
	What    string
	Next    string
}

func (e *Error) Error() string {
	s := e.Sentence()
	switch {
	case e.Next == "":
	case strings.HasSuffix(s, "?"):
		s += " " + e.Next
	default:
		s += ". " + e.Next
	}
	return s
}

// Sentence is the error without the way out.
func (e *Error) Sentence() string {
	from := e.Source
	if e.Line > 0 {
		from += fmt.Sprintf(", line %d", e.Line)
	}
	return fmt.Sprintf("%s (from %s): %s", e.Setting, from, e.What)
}
