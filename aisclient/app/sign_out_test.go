package app

import (
	"strings"
	"testing"

	"aisdesk/aisclient/intake"
)

// After an import that failed the session is closed at a bank that offers it by the catalog, and only there.
func TestSessionsAreClosedWhereTheCatalogOffersIt(t *testing.T) {
	for target, want := range map[string]int{"Wisla": 1, "KontoBank": 0} {
		a := newApp(t, "import-error")
		if _, err := a.Banks(t.Context(), "all", true); err != nil {
			t.Fatal(err)
		}
		_, err := a.Begin(VerificationRequest{Method: SignInMock, Login: "test1", Request: intake.Request{Widget: intake.WidgetOptions{Target: target}}}).Run(t.Context(), nil)
		asked := 0
		for _, e := range a.Exchanges() {
			if strings.HasSuffix(e.Path, "/command/sign-out.xml") {
				asked++
			}
		}
		if err == nil || asked != want {
			t.Errorf("%s: %v, asked to close %d sessions, want %d", target, err, asked, want)
		}
	}
}
