package doctorcmd

import (
	"strings"
	"testing"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
)

// The address of one environment with another's client and key is told.
func TestAnAddressOfAnotherEnvironmentIsAFailure(t *testing.T) {
	for _, c := range []struct{ environment, client, address, other string }{
		{app.Test, "acme-test", "https://api.kontomatik.com", "live"}, {app.Live, "acme", "https://test.api.kontomatik.com", "test"},
		{app.Test, "acme-test", "https://test.api.kontomatik.com", ""}, {app.Live, "acme", "https://api.kontomatik.com", ""}, {app.Test, "acme-test", "https://proxy.example", ""},
	} {
		set := &config.Config{}
		set.Environment, set.Client, set.APIURL = c.environment, c.client, c.address
		got := environment(set)
		if want := c.other != ""; (got.Level == levelFailure) != want || want && !strings.Contains(got.What.String(), "is the API's address of "+c.other) {
			t.Errorf("%+v: %+v", c, got)
		}
	}
}
