package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"aisdesk/aisclient/english"
	"aisdesk/aisclient/text"
)

// tables are the settings of the file that count: those of the profile in force before those of the top level.
type tables struct {
	profile string // its name; empty where none is in force
	own     table
	top     table
	file    string
	lines   lines
}

// chooseProfile finds the profile that the flag or AISDESK_PROFILE names. Without a name the top level alone counts.
func (c *Config) chooseProfile(f *file, flag string, getenv func(string) string) (*tables, error) {
	c.Profiles = slices.Sorted(maps.Keys(f.Profiles))
	in := &tables{top: f.table, file: c.ConfigFile, lines: f.lines, profile: flag}
	switch {
	case flag != "":
		c.sources["profile"] = "--profile"
	case getenv("AISDESK_PROFILE") != "":
		in.profile, c.sources["profile"] = strings.TrimSpace(getenv("AISDESK_PROFILE")), "AISDESK_PROFILE"
	default:
		return in, nil
	}
	var known bool
	if in.own, known = f.Profiles[in.profile]; !known {
		what, next := unknownProfile(in.profile, c.Profiles)
		return nil, c.bad("profile", what, next)
	}
	c.Profile = in.profile
	return in, nil
}

// unknownProfile says that there is no such profile, and which there are.
func unknownProfile(name string, all []string) (what, next string) {
	what = fmt.Sprintf("there is no profile %q", text.Clean(name))
	if len(all) == 0 {
		return what + ": no [profile.NAME] is in the settings", "\"aisdesk setup --profile NAME\" makes one"
	}
	if near := english.Nearest(name, all); near != "" {
		what += ", did you mean " + text.Clean(near).String() + "?"
	}
	return what, "There are: " + text.Clean(strings.Join(all, ", ")).String()
}

// value is what holds for a setting, and where it was said: the flag, the variable, the profile, the top level.
func (in *tables) value(s setting, flags Flags, getenv func(string) string) (value, source string) {
	if flags[s.name] != "" && !secret(s.name) {
		return flags[s.name], "--" + s.name
	}
	if v := strings.TrimSpace(getenv(s.env)); v != "" {
		return v, s.env
	}
	if v := s.get(&in.own); v != "" {
		return v, in.place()
	}
	if v := s.get(&in.top); v != "" && !in.keepsOut(s.name) {
		return v, in.file
	}
	return "", ""
}

// line is the line of the file on which a setting stands that came from there; 0 for one from elsewhere.
func (in *tables) line(key, source string) int {
	switch source {
	case in.file:
		return in.lines[key]
	case in.place():
		return in.lines["profile."+in.profile+"."+key]
	}
	return 0
}

// place names the profile in its file.
func (in *tables) place() string {
	return "[profile." + text.Clean(in.profile).String() + "] in " + in.file
}

// secret reports whether a setting is one that no command line may hold.
func secret(name string) bool {
	return name == keySetting || name == keyFromSetting || name == callbackSecret
}

// secretOfEnvironment reports whether a setting is, or leads to, the key of an environment.
func secretOfEnvironment(name string) bool { return name == keySetting || name == keyFromSetting }

// keepsOut reports whether a secret of the top level is none of the profile's: a key belongs to its client, environment and
// addresses, the secret of a callback to its address. Who names one of these names the secret, too.
func (in *tables) keepsOut(name string) bool {
	p := &in.own
	switch name {
	case keySetting, keyFromSetting:
		return p.Environment+p.Client+p.APIURL+p.WidgetURL+p.APIKey+p.APIKeyFrom != ""
	case callbackSecret:
		return p.Callback != ""
	}
	return false
}

// widget are the widget's options of both.
func (in *tables) widget() widgetTable { return in.own.Widget.over(in.top.Widget) }

// Profiles lists the profiles of the config file, whichever is in force; none where the file cannot be read.
func Profiles(flags Flags, getenv func(string) string) []string {
	path, err := configPath(flags, &home{getenv: getenv, system: systemHome})
	if err != nil {
		return nil
	}
	f, err := readFile(path, false)
	if err != nil || f.err() != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(f.Profiles))
}
