package wire

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/opener"
)

// --no-open and the settings screen open no browser; --browser is the only one where it is given; else the list of the
// variable BROWSER comes before the desktop's.
func TestOpenersFollowTheSettingsThenTheVariable(t *testing.T) {
	for _, tc := range []struct {
		setting  string
		noOpen   bool
		variable string
		commands int
		desktop  bool
	}{
		{"", false, "", 0, true},
		{"", true, "firefox", 0, false},
		{"true", true, "", 0, false},
		{"true", false, "firefox:chromium", 1, false},
		{"", false, "firefox", 1, true},
		{"", false, "/nowhere/a:firefox -P %s:'", 2, true},
	} {
		all, err := openers(&config.Config{Browser: tc.setting}, tc.noOpen, tc.variable)
		if err != nil {
			t.Errorf("%+v: %v", tc, err)
		}
		commands, desktop := 0, false
		for i, o := range all {
			switch o.(type) {
			case *opener.Command:
				commands++
			case *opener.Browser:
				desktop = i == len(all)-1
			}
		}
		if commands != tc.commands || desktop != tc.desktop {
			t.Errorf("%+v: %d commands, desktop last: %v", tc, commands, desktop)
		}
	}
}
