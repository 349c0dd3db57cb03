package line

import (
	"fmt"
	"slices"
	"strconv"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/english"
)

// preference is one setting: its values, how it is read and changed.
type preference struct {
	name   string
	values []option
	get    func(*app.Settings) string
	put    func(*app.Settings, string)
}

var yesNo = []option{{"", "no"}, {"yes", "yes"}}

func word(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

var preferences = []preference{
	{"Accessible mode at the next start", []option{{"", "as the command line says"}, {"yes", "yes"}, {"no", "no"}},
		func(s *app.Settings) string { return s.Memory[app.MemoryAccessible] },
		func(s *app.Settings, v string) { remember(s, app.MemoryAccessible, v) }},
	{"Open the browser", yesNo, func(s *app.Settings) string { return word(s.OpenBrowser) }, func(s *app.Settings, v string) { s.OpenBrowser = v != "" }},
	{"Language of the customer's page", []option{{"en", "English"}, {"pl", "polski"}, {"cz", "čeština"}, {"es", "español"}},
		func(s *app.Settings) string { return s.Language }, func(s *app.Settings, v string) { s.Language = v }},
	{"Keep imports", []option{{"7", "7 days"}, {"30", "30 days"}, {"90", "90 days"}, {"365", "1 year"}, {"0", "until deleted"}},
		func(s *app.Settings) string { return strconv.Itoa(s.RetentionDays) },
		func(s *app.Settings, v string) { s.RetentionDays, _ = strconv.Atoi(v) }},
}

func remember(s *app.Settings, key, value string) {
	if s.Memory == nil {
		s.Memory = map[string]string{}
	}
	s.Memory[key] = value
}

// settings lists the settings; open changes one.
func settings(s *session) error {
	s.goTo(&place{name: "settings", hint: "open 1 changes the first one. Theme, numbers, privacy mask and mouse are the screen's alone: lines say amounts plainly and hide nothing",
		head: func() string { return "Settings, " + english.Plural(len(preferences), "setting", "settings") },
		list: &list{one: "setting", many: "settings", n: len(preferences),
			item: func(i int) string {
				set := s.app.Settings()
				return preferences[i].name + ", " + preferences[i].values[preferences[i].at(&set)].name
			},
			open: func(i int) error { return changeSetting(s, i) }}})
	return nil
}

// at is the index of the value in force; one that is not offered counts as the first.
func (p *preference) at(set *app.Settings) int {
	return max(slices.IndexFunc(p.values, func(o option) bool { return o.value == p.get(set) }), 0)
}

func changeSetting(s *session, i int) error {
	p := &preferences[i]
	set := s.app.Settings().Clone()
	o, err := s.choose(p.name+"?", p.values, p.at(&set))
	if err != nil {
		return err
	}
	p.put(&set, o.value)
	if err := s.app.SaveSettings(set); err != nil {
		return fmt.Errorf("the setting was not saved: %w", err)
	}
	s.out.say("Saved: %s, %s", p.name, o.name)
	return nil
}
