package cli

import (
	"testing"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
)

// The order of accessible.md 1: what the command line, the variable and the file say stands in the Config in that order;
// then the settings, then ACCESSIBLE; 0, false and no switch off; TERM=dumb switches on where nothing is said.
func TestTheFirstWordAboutTheAccessibleModeDecides(t *testing.T) {
	for _, tc := range []struct {
		config, settings, general, term string
		on                              bool
	}{
		{on: false},
		{config: "true", on: true}, {config: "1", on: true}, {config: "yes", on: true},
		{config: "0", term: "dumb", general: "1", on: false}, {config: "false", settings: "yes", on: false}, {config: "no", general: "1", on: false},
		{settings: "yes", general: "0", on: true}, {settings: "no", general: "1", term: "dumb", on: false},
		{general: "1", on: true}, {general: "0", term: "dumb", on: false}, {general: "false", on: false},
		{term: "dumb", on: true}, {term: "xterm", on: false},
	} {
		c := &config.Config{Accessible: tc.config}
		s := app.Settings{Memory: map[string]string{app.MemoryAccessible: tc.settings}}
		getenv := func(name string) string { return map[string]string{"ACCESSIBLE": tc.general, "TERM": tc.term}[name] }
		if got := AccessibleMode(c, s, getenv); got != tc.on {
			t.Errorf("%+v: %v", tc, got)
		}
	}
}
