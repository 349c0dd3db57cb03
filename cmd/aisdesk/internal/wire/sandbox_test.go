package wire

import (
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/app/service"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
)

// hostile are the settings of another environment.
func hostile(t *testing.T) func(string) string {
	set := map[string]string{"HOME": t.TempDir(), "AISDESK_CLIENT": "acme", "AISDESK_API_KEY": "sentinel-key",
		"AISDESK_API_URL": "https://api.example.com", "AISDESK_WIDGET_URL": "https://w.example.com/w.js"}
	return func(k string) string { return set[k] }
}

// Security statement 24 where the addresses and the key are used: every call of the catalog, an import and a service
// goes to this machine, and they work, so that they were really the sandbox's.
func TestTheSandboxConnectsToItselfWhateverIsConfigured(t *testing.T) {
	for name, load := range map[string]func() (*config.Config, error){
		"demo":    func() (*config.Config, error) { return config.LoadDemo(nil, hostile(t)) },
		"sandbox": func() (*config.Config, error) { return config.Load(config.Flags{"env": "sandbox"}, hostile(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			c, err := load()
			if err != nil {
				t.Fatal(err)
			}
			a := App(c, sandbox.Options{Speed: 50}, app.Options{Poll: aisclient.WaitOptions{MinDelay: 10 * time.Millisecond, MaxDelay: 20 * time.Millisecond}})
			t.Cleanup(a.Close)
			if e := a.Environment(); e.KeySet || e.Client != "" {
				t.Errorf("the screen shows a key or client of another environment: %+v", e)
			}
			if banks, err := a.Banks(t.Context(), "pl", true); err != nil || len(banks.Banks) == 0 {
				t.Errorf("catalog: %v", err)
			}
			out, err := a.Begin(app.VerificationRequest{Method: app.SignInMock, Login: "test1"}).Run(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if answer, err := a.Ask(t.Context(), out.ImportID, service.Scores); err != nil || answer.Refusal != "" {
				t.Errorf("services: %v %+v", err, answer)
			}
			calls := a.Exchanges()
			if len(calls) < 4 {
				t.Errorf("only %d calls were noted", len(calls))
			}
			for _, call := range calls {
				if host, _, err := net.SplitHostPort(call.Host); err != nil || host != "127.0.0.1" && host != "localhost" {
					t.Errorf("%s is not on this machine", call.Host)
				}
			}
		})
	}
}

// Even a configuration that went wrong elsewhere reaches no other machine under the sandbox's badge.
func TestAWrongConfigurationIsRefusedWhereItConnects(t *testing.T) {
	c, err := config.Load(config.Flags{"env": "sandbox"}, hostile(t))
	if err != nil {
		t.Fatal(err)
	}
	c.APIURL, c.APIKey, c.Client = "https://api.example.com", aisclient.NewSecret("sentinel-key"), "acme"
	a := App(c, sandbox.Options{}, app.Options{})
	t.Cleanup(a.Close)
	if _, err := a.Banks(t.Context(), "pl", true); err == nil || len(a.Exchanges()) > 0 {
		t.Errorf("the provider was called: %v %+v", err, a.Exchanges())
	}
	c.APIURL, c.WidgetURL = "http://127.0.0.1:1", "https://w.example.com/w.js"
	a = App(c, sandbox.Options{}, app.Options{})
	t.Cleanup(a.Close)
	if _, err = a.Begin(app.VerificationRequest{NoOpen: true}).Run(t.Context(), nil); err == nil {
		t.Error("the page was made")
	}
}

// The sandbox that the program has started can be steered through the App; before that there is none.
func TestTheDemoIsTheProgramsOwnSandbox(t *testing.T) {
	c, err := config.Load(config.Flags{"env": "sandbox"}, hostile(t))
	if err != nil {
		t.Fatal(err)
	}
	a := App(c, sandbox.Options{}, app.Options{})
	defer a.Close()
	if _, ok := a.Demo.State(); ok || a.Demo.SetScenario("slow-polls") == nil {
		t.Error("a sandbox that nobody has started can be steered")
	}
	if _, err := a.Banks(t.Context(), "all", true); err != nil {
		t.Fatal(err)
	}
	s, ok := a.Demo.State()
	if !ok || !strings.HasPrefix(s.ControlURL, "http://localhost:") || !slices.Contains(app.Names(s.Logins), "salaried") || !slices.Contains(app.Names(s.Scenarios), s.Scenario) {
		t.Fatalf("%v %+v", ok, s)
	}
	last := s.Scenarios[len(s.Scenarios)-1]
	if other := last.About; other == "" || s.Logins[0].About == "" {
		t.Errorf("nothing is said about %+v and %+v", last, s.Logins[0])
	}
	other := last.Name
	if err := a.Demo.SetScenario(other); err != nil {
		t.Error(err)
	}
	if s, _ := a.Demo.State(); s.Scenario != other {
		t.Errorf("the sandbox plays %q, not %q", s.Scenario, other)
	}
	if a.Demo.SetScenario("no such scenario") == nil {
		t.Error("a scenario that does not exist was taken")
	}
}
