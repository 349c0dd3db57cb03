package app

import (
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
)

// After an import that failed the session is closed at a bank that offers it by the catalog, or that nobody has named.
func TestSessionsAreClosedWhereTheCatalogOffersIt(t *testing.T) {
	for _, c := range []struct {
		target, scenario string
		want             int
	}{{"Wisla", "import-error", 1}, {"KontoBank", "import-error", 0}, {"", "import-error", 0}, {"", "wrong-owner", 1}} {
		a := newApp(t, c.scenario)
		if _, err := a.Banks(t.Context(), "all", true); err != nil {
			t.Fatal(err)
		}
		_, err := a.Begin(VerificationRequest{Method: SignInMock, Login: "test1", Request: intake.Request{Widget: intake.WidgetOptions{Target: c.target}}}).Run(t.Context(), nil)
		asked := 0
		for _, e := range a.Exchanges() {
			if strings.HasSuffix(e.Path, "/command/sign-out.xml") {
				asked++
			}
		}
		if err == nil || asked != c.want {
			t.Errorf("%+v: %v, asked to close %d sessions", c, err, asked)
		}
	}
}
