package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"aisdesk/aisclient/app"
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

// keyOfOthers says for what a key of the file stands, where a flag or a variable names another client, environment or address than
// it is set beside, and which did; empty where the key is theirs. A key in the keyring is found by its client and environment.
func (in *tables) keyOfOthers(v, sources map[string]string) string {
	name := keySetting
	if v[keyFromSetting] != "" && sources[name] != "AISDESK_API_KEY" {
		name = keyFromSetting
	}
	if from := sources[name]; v[name] == "" || from != in.file && from != in.place() {
		return "" // it is given as near as they are, or nearer
	}
	beside := in.beside()
	now := map[string]string{"env": v["env"], "client": v["client"], "api-url": v["api-url"], "widget-url": v["widget-url"]}
	if now["env"] == "" {
		now["env"] = environmentOf(now["client"], now["api-url"])
	}
	withAddresses(now)
	var others []string
	for _, s := range []string{"client", "env", "api-url", "widget-url"} {
		byKeyring := name == keyFromSetting && v[name] == FromKeyring && (s == "client" || s == "env")
		if beside[s] == "" || beside[s] == now[s] || byKeyring || sources[s] == in.file || sources[s] == in.place() || sources[s] == "" {
			continue
		}
		others = append(others, fmt.Sprintf("%s names another %s than the %.60s beside which it is set", sources[s], keyWords[s], text.Clean(beside[s])))
	}
	return strings.Join(others, ", and ")
}

// keyWords are for people what a key belongs to.
var keyWords = map[string]string{"env": "environment", "client": "client", "api-url": "address of the API", "widget-url": "widget"}

// beside are the client, the environment and the addresses of the file, whatever flags and variables say; what nothing tells is empty.
func (in *tables) beside() map[string]string {
	b := map[string]string{}
	for _, s := range settings {
		if keyWords[s.name] != "" {
			b[s.name], _ = in.value(s, nil, func(string) string { return "" })
		}
	}
	if b["env"] == "" && b["client"] != "" {
		b["env"] = environmentOf(b["client"], b["api-url"])
	}
	withAddresses(b)
	return b
}

// withAddresses writes the addresses as they are asked, and fills in those of an environment.
func withAddresses(b map[string]string) {
	b["api-url"] = strings.TrimRight(b["api-url"], "/")
	if b["api-url"] == "" {
		b["api-url"] = map[string]string{app.Test: testAPI, app.Live: liveAPI}[b["env"]]
	}
	if b["widget-url"] == "" || strings.HasPrefix(widgetURL, strings.TrimRight(b["widget-url"], "/")+"/assets/") {
		b["widget-url"] = widgetURL
	}
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
