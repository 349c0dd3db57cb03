package terminal

import "testing"

// OSC 9;4 goes only to terminals that say they know it, and never through tmux or screen.
func TestProgressIsSentOnlyWhereItIsKnown(t *testing.T) {
	for _, tc := range []struct {
		env  map[string]string
		want bool
	}{
		{map[string]string{}, false}, {map[string]string{"TERM": "xterm-256color"}, false},
		{map[string]string{"TERM_PROGRAM": "WezTerm"}, true}, {map[string]string{"TERM_PROGRAM": "ghostty"}, true}, {map[string]string{"TERM_PROGRAM": "vscode"}, false},
		{map[string]string{"WT_SESSION": "x"}, true}, {map[string]string{"ConEmuANSI": "ON"}, true}, {map[string]string{"ConEmuANSI": "OFF"}, false},
		{map[string]string{"PTYXIS_VERSION": "48.1"}, true}, {map[string]string{"PTYXIS_VERSION": "47.9"}, false}, {map[string]string{"PTYXIS_VERSION": "x"}, false},
		{map[string]string{"TERM_FEATURES": "T3LrMSc7UUw9Ts3BFGsSyHNoSxFP"}, true}, {map[string]string{"TERM_FEATURES": "T3LrMSc7"}, false},
		{map[string]string{"TERM_FEATURES": "Pb"}, false},
		{map[string]string{"WT_SESSION": "x", "TMUX": "/tmp/x"}, false}, {map[string]string{"WT_SESSION": "x", "STY": "1"}, false}, {map[string]string{"WT_SESSION": "x", "TERM": "tmux-256color"}, false},
	} {
		if got := progressKnown(func(name string) string { return tc.env[name] }); got != tc.want {
			t.Errorf("%v: %v", tc.env, got)
		}
	}
}
