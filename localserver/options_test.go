package localserver

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
)

func TestOptionsThatCannotWorkAreRefused(t *testing.T) {
	cases := map[string]struct {
		change func(*Options)
		ok     bool
		origin string
	}{
		"the provider's script":  {func(o *Options) { o.WidgetURL = "https://signin.example/assets/signin-widget.js?v=1" }, true, "https://signin.example"},
		"with a port":            {func(o *Options) { o.WidgetURL = "https://Signin.Example:8443/x.js" }, true, "https://signin.example:8443"},
		"the sandbox":            {func(o *Options) { o.WidgetURL = "http://localhost:4321/assets/signin-widget.js" }, true, "http://localhost:4321"},
		"the sandbox, version 6": {func(o *Options) { o.WidgetURL = "http://[::1]:4321/x.js" }, true, "http://[::1]:4321"},
		"elsewhere in the sandbox": {func(o *Options) {
			o.Environment, o.WidgetURL = "sandbox", "https://signin.example/assets/signin-widget.js"
		}, false, ""},
		"plain http":           {func(o *Options) { o.WidgetURL = "http://signin.example/x.js" }, false, ""},
		"http of a lookalike":  {func(o *Options) { o.WidgetURL = "http://localhost.evil.com/x.js" }, false, ""},
		"a file":               {func(o *Options) { o.WidgetURL = "file:///x.js" }, false, ""},
		"javascript":           {func(o *Options) { o.WidgetURL = "javascript:alert(1)" }, false, ""},
		"nothing":              {func(o *Options) { o.WidgetURL = "" }, false, ""},
		"a path":               {func(o *Options) { o.WidgetURL = "/x.js" }, false, ""},
		"a user name":          {func(o *Options) { o.WidgetURL = "https://a:b@signin.example/x.js" }, false, ""},
		"a policy in the host": {func(o *Options) { o.WidgetURL = "https://a;script-src */x.js" }, false, ""},
		"a wildcard":           {func(o *Options) { o.WidgetURL = "https://*.example/x.js" }, false, ""},
		"no client":            {func(o *Options) { o.Client = "" }, false, ""},
		"a port too high":      {func(o *Options) { o.Port = 65536 }, false, ""},
		"a port too low":       {func(o *Options) { o.Port = -1 }, false, ""},
	}
	for name, c := range cases {
		o := testOptions()
		c.change(&o)
		p, err := New(o)
		if err == nil {
			_ = p.Close()
		}
		if (err == nil) != c.ok || (err != nil && !errors.Is(err, ErrOptions)) {
			t.Errorf("%s: %v", name, err)
		}
		if c.ok && !strings.Contains(contentPolicy(p.widget), "script-src 'self' "+c.origin+";") {
			t.Errorf("%s: the policy is %s", name, contentPolicy(p.widget))
		}
	}
}

func TestEveryWidgetOptionIsSent(t *testing.T) {
	yes, no := true, false
	got := widgetOptions("acme-test", intake.Request{OwnerExternalID: "app-1", Widget: intake.WidgetOptions{
		Locale: "en", Country: "pl", Target: "KontoBankApi", AccessMode: "SINGLE", MaxImportDate: aisclient.DateOf(2025, 12, 31), ForceSCA: &no,
		AutoImport: 3, Styles: map[string]string{"bodyBgColor": "#fff"}, ClientIdentity: "Acme", ShowFavicons: &yes, ShowScreenshots: &no,
		ScreenshotZoomIn: &yes, ShowTargetMissing: &yes, ShowTargetMissingForm: &yes, ShowDefaultTarget: &no, ShowBetaQualityLabels: &no,
		Layout: "wide", DynamicHeight: &yes, ForceTestCredentials: &yes}})
	want := `{"autoImport":3,"client":"acme-test","clientIdentity":"Acme","country":"pl","dynamicHeight":true,"forceTestCredentials":true,` +
		`"layout":"wide","locale":"en","ownerExternalId":"app-1","psd2":{"accessMode":"SINGLE","forceSca":false,"maxImportDate":"2025-12-31"},` +
		`"screenshotZoomIn":true,"showBetaQualityLabels":false,"showDefaultTarget":false,"showFavicons":true,"showScreenshots":false,` +
		`"showTargetMissingForm":true,"showTargetMissingOption":true,"styles":{"bodyBgColor":"#fff"},"target":"KontoBankApi"}`
	if b, _ := json.Marshal(got); string(b) != want {
		t.Errorf("options are\n%s\nwant\n%s", b, want)
	}
	if b, _ := json.Marshal(widgetOptions("c", intake.Request{})); string(b) != `{"client":"c"}` {
		t.Errorf("nothing set: %s", b)
	}
}

func TestLanguageOfThePage(t *testing.T) {
	for _, c := range [][3]string{{"pl", "en", "pl"}, {"", "cz", "cs"}, {"cs", "", "cs"}, {"", "mx", "es"}, {"", "", ""}, {"ru", "pl", "pl"}, {"ES-ES", "", "es"}, {"", "br", ""}} {
		if got := pageLanguage(c[0], c[1]); got != c[2] {
			t.Errorf("language %q, locale %q: %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestForwardCommand(t *testing.T) {
	for _, c := range []struct{ user, host, connection, want string }{
		{"ann", "server", "", "ssh -L 8123:127.0.0.1:8123 ann@server"},
		{"ann", "server", "192.0.2.1 50000 192.0.2.9 22", "ssh -L 8123:127.0.0.1:8123 ann@192.0.2.9"},
		{"ann", "server", "192.0.2.1 50000 2001:db8::9 2222", "ssh -p 2222 -L 8123:127.0.0.1:8123 ann@2001:db8::9"},
		{"", "", "nonsense", "ssh -L 8123:127.0.0.1:8123 HOST"},
		{"ann", "server", "a b $(x) 22", "ssh -L 8123:127.0.0.1:8123 ann@server"},
	} {
		if got := forwardCommand(8123, c.user, c.host, c.connection); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestPairingCodesAreEasyToReadOut(t *testing.T) {
	seen := map[string]bool{}
	for i := range 200 {
		c := pairingCode(strconv.Itoa(i))
		if len(c) != 7 || c[3] != '-' || strings.ContainsAny(c, "0O1I2Z5S8QGJUV") {
			t.Errorf("code %s", c)
		}
		seen[c] = true
	}
	if len(seen) < 150 {
		t.Errorf("only %d of 200 codes differ", len(seen))
	}
}
