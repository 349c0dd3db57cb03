package wire

import (
	"net/url"
	"testing"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/config"
	"aisdesk/localserver/sandbox"
	"aisdesk/tui/pane"
)

// hostile are the settings of another environment.
func hostile(t *testing.T) func(string) string {
	set := map[string]string{"HOME": t.TempDir(), "AISDESK_CLIENT": "acme", "AISDESK_API_KEY": "sentinel-key",
		"AISDESK_API_URL": "https://api.example.com", "AISDESK_WIDGET_URL": "https://w.example.com/w.js"}
	return func(k string) string { return set[k] }
}

// Security statement 24 where the addresses and the key are used: the client's, the widget's, the catalog's, and an
// import and a service that work, so that they were really the sandbox's.
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
			p := New(c, Options{Sandbox: sandbox.Options{Speed: 50}, Poll: aisclient.WaitOptions{MinDelay: 10 * time.Millisecond, MaxDelay: 20 * time.Millisecond}})
			t.Cleanup(p.Close)
			l, err := p.Connect()
			if err != nil {
				t.Fatal(err)
			}
			for _, raw := range []string{l.Client.BaseURL(), l.WidgetURL, p.thanks(l)} {
				if u, err := url.Parse(raw); err != nil || u.Hostname() != "127.0.0.1" && u.Hostname() != "localhost" {
					t.Errorf("%s is not on this machine", raw)
				}
			}
			b := p.Backend()
			if e := b.Environment(); e.KeySet || e.Client != "" {
				t.Errorf("the screen shows a key or client of another environment: %+v", e)
			}
			if banks, err := b.Banks(t.Context(), "pl", true); err != nil || len(banks.Banks) == 0 {
				t.Errorf("catalog: %v", err)
			}
			out, err := p.Verification(pane.Plan{Door: pane.DoorMock, Login: "test1"}).Verify(t.Context(), func(intake.Event) {})
			if err != nil {
				t.Fatal(err)
			}
			if a, err := b.Ask(t.Context(), out.ImportID, pane.Scores); err != nil || a.Refusal != "" {
				t.Errorf("services: %v %+v", err, a)
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
	p := New(c, Options{})
	t.Cleanup(p.Close)
	if _, err := p.Connect(); err == nil {
		t.Error("the client was made")
	}
	c.APIURL, c.WidgetURL = "http://127.0.0.1:1", "https://w.example.com/w.js"
	_, err = p.Verification(pane.Plan{Door: pane.DoorPage, NoOpen: true}).Verify(t.Context(), func(intake.Event) {})
	if err == nil {
		t.Error("the page was made")
	}
}
