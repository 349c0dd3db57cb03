package app

import (
	"context"
	"path/filepath"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app/catalog"
	"aisdesk/aisclient/intake"
)

// PortalURL is the provider's portal, where imports are seen that the provider makes by itself.
const PortalURL = "https://insight.kontomatik.com"

// Environment says against what the program works.
type Environment struct {
	// Name is sandbox, test or live. It is the badge on every screen.
	Name string
	// Client is the widget's client id; empty while none is configured.
	Client string
	// API is the host of the API, for example test.api.kontomatik.com.
	API string
	// KeySet reports whether an API key is configured. The key itself never comes here.
	KeySet bool
	// AutoImportURL is where results of the auto import mode are seen: the provider's portal.
	AutoImportURL string
	// Widget are the widget's options of the settings; what the form asks goes before them.
	Widget intake.WidgetOptions
	// LinkLimit is how long the customer may take to sign in; 0 where nothing says.
	LinkLimit time.Duration
	// TestLogins are the published logins of the sandbox, shown beside the link.
	TestLogins []string
}

// Environment describes the environment in force.
func (a *App) Environment() Environment {
	c := a.Config
	e := Environment{Name: c.Environment, Client: c.Client, API: a.provider.Host(), KeySet: !c.APIKey.Empty(),
		AutoImportURL: PortalURL, Widget: c.Widget, LinkLimit: c.Timeout}
	if c.Environment == Sandbox {
		e.TestLogins = []string{"test1 / Test123, code Test123"}
	}
	return e
}

// Exchanges are the latest HTTP calls that this run of the program made, oldest first and redacted.
func (a *App) Exchanges() []aisclient.Exchange { return a.provider.Exchanges() }

// KnownBanks is the catalog of a country, or of all, as it was fetched last, without asking the provider.
func (a *App) KnownBanks(country string) []catalog.Bank { return a.catalogs().Known(country) }

// Banks returns the catalog of a country, which is lower case or "all": see catalog.Cache.Get.
func (a *App) Banks(ctx context.Context, country string, fresh bool) (catalog.Catalog, error) {
	got, warning, err := a.catalogs().Get(ctx, country, fresh, func() (*aisclient.Client, error) {
		c, err := a.provider.Connect()
		if err != nil {
			return nil, err
		}
		return c.Client, nil
	})
	if warning != nil {
		a.opts.Log.Warn("caching the catalog", "err", warning)
	}
	return got, err
}

func (a *App) catalogs() catalog.Cache {
	return catalog.Cache{Dir: filepath.Join(a.Config.StateDir, a.Config.Environment), Now: a.opts.Now}
}
