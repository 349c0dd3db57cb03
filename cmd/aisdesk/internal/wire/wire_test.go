package wire

import (
	"testing"

	"aisdesk/cmd/aisdesk/internal/config"
)

// --no-open and the settings screen open no browser, --browser another one than the system's.
func TestOpenerFollowsTheSettings(t *testing.T) {
	for _, tc := range []struct {
		browser string
		noOpen  bool
		want    bool
	}{{"", false, true}, {"", true, false}, {"true", true, false}, {"true", false, true}} {
		o, err := opener(&config.Config{Browser: tc.browser}, tc.noOpen)
		if err != nil || (o != nil) != tc.want {
			t.Errorf("%+v: %v %v", tc, o, err)
		}
	}
}
