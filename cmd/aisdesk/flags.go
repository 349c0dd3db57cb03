package main

import (
	"strings"
	"time"

	"github.com/spf13/pflag"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/cmd/aisdesk/internal/wire"
	"aisdesk/localserver/sandbox"
)

// requestFlags are what a verification asks for.
type requestFlags struct {
	owner, since, country, target, locale, access string
	maxImportDate                                 string
	forceSCA, showFavicons, dynamicHeight         bool
	layout, identity                              string
	autoImport                                    int
	styles                                        map[string]string
	set                                           *pflag.FlagSet
}

func (r *requestFlags) add(f *pflag.FlagSet) {
	r.set = f
	f.StringVar(&r.owner, "owner", "", "your own id of the customer (default: a random one)")
	f.StringVar(&r.since, "since", "90d", "oldest booking date: 90d, 6m, 1y or YYYY-MM-DD")
	f.StringVar(&r.country, "country", "", "country of the bank, lower case, or all")
	f.StringVar(&r.target, "target", "", "catalog name of the bank")
	f.StringVar(&r.locale, "locale", "", "language of the page and the widget: pl, en, cz, es")
	f.StringVar(&r.access, "access-mode", "", "SINGLE, MULTIPLE or MIXED")
	f.StringVar(&r.maxImportDate, "max-import-date", "", "oldest date the import may ever reach (default: follows --since)")
	f.BoolVar(&r.forceSCA, "force-sca", false, "ask for the authentication that a history of over 90 days needs")
	f.IntVar(&r.autoImport, "auto-import", 0, "months that the provider imports by itself; no import is sent from here")
	f.StringVar(&r.identity, "client-identity", "", "registered company name shown in the consents")
	f.StringVar(&r.layout, "layout", "", "layout of the widget; anything makes it full width")
	f.BoolVar(&r.showFavicons, "show-favicons", false, "show the banks' icons in the widget")
	f.BoolVar(&r.dynamicHeight, "dynamic-height", false, "let the widget's height follow its content")
	f.StringToStringVar(&r.styles, "style", nil, "colour or radius of the widget, for example --style btnPrimaryBgColor=#0a5")
}

// request makes the request of the flags; the intake checks its fields.
func (r *requestFlags) request(now time.Time) (intake.Request, error) {
	since, err := intake.ParseSince(r.since, aisclient.DateIn(now))
	if err != nil {
		return intake.Request{}, err
	}
	q := intake.Request{OwnerExternalID: r.owner, Since: since, Widget: intake.WidgetOptions{
		Locale: r.locale, Country: strings.ToLower(r.country), Target: r.target, AccessMode: strings.ToUpper(r.access),
		AutoImport: r.autoImport, Styles: r.styles, ClientIdentity: r.identity, Layout: r.layout,
		ForceSCA: r.given("force-sca", r.forceSCA), ShowFavicons: r.given("show-favicons", r.showFavicons),
		DynamicHeight: r.given("dynamic-height", r.dynamicHeight),
	}}
	if r.maxImportDate != "" {
		q.Widget.MaxImportDate, err = aisclient.ParseDate(r.maxImportDate)
		if err != nil {
			return q, &intake.FieldError{Field: "maxImportDate", Reason: err.Error()}
		}
	}
	return q, nil
}

// given is nil for a flag that was not given: the widget then gets no such option.
func (r *requestFlags) given(name string, v bool) *bool {
	if r.set.Changed(name) {
		return &v
	}
	return nil
}

// sandboxFlags tune the sandbox that the program starts itself.
type sandboxFlags struct {
	scenario  string
	seed      uint64
	speed     float64
	customers string
}

func (s *sandboxFlags) add(f *pflag.FlagSet) {
	f.StringVar(&s.scenario, "scenario", "", "how the sandbox behaves; \"aisdesk sandbox --list-scenarios\" lists them")
	f.Uint64Var(&s.seed, "seed", 1, "seed of the sandbox's customers")
	f.Float64Var(&s.speed, "speed", 1, "how much faster than real the sandbox imports")
	f.StringVar(&s.customers, "customers", "", "file of customers for the sandbox, TOML or JSON")
}

func (s *sandboxFlags) options() sandbox.Options {
	return sandbox.Options{Scenario: s.scenario, Seed: s.seed, Speed: s.speed, CustomersFile: s.customers}
}

// pageFlags say how the link page is opened.
type pageFlags struct {
	noOpen  bool
	port    string
	browser string
}

func (p *pageFlags) add(f *pflag.FlagSet) {
	f.BoolVar(&p.noOpen, "no-open", false, "do not open the browser, only show the address")
	f.StringVar(&p.port, "port", "", "port of the link page on 127.0.0.1, for example for ssh -L (default: a free one)")
	f.StringVar(&p.browser, "browser", "", "command that opens the link page instead of the system's browser")
}

func (p *pageFlags) apply(a *app) {
	if p.noOpen {
		a.flags["no-open"] = "true"
	}
	if p.port != "" {
		a.flags["port"] = p.port
	}
	if p.browser != "" {
		a.flags["browser"] = p.browser
	}
}

// place reads the settings and makes the place they describe.
func (a *app) place(s sandboxFlags) (*wire.Place, error) {
	c, err := a.settings()
	if err != nil {
		return nil, err
	}
	o := wire.Options{Sandbox: s.options(), Version: version(), Passphrase: a.passphrase, Log: logTo(c.StateDir)}
	if pace, err := time.ParseDuration(a.getenv("AISDESK_SANDBOX_PACE")); err == nil && pace > 0 {
		// Only a loopback address is asked faster than every 2 s; the client sees to that.
		o.Poll.MinDelay, o.Poll.MaxDelay = pace, pace
	}
	return wire.New(c, o), nil
}
