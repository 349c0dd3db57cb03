package cli

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/config"
)

// clockPatience is how long a sandbox may take to tell the time.
const clockPatience = 5 * time.Second

// Now is the time from which the days of an import count: in the environment sandbox that of a sandbox that runs already, whose
// clock may stand in the past, and else this machine's. Its control API is asked, which no scenario changes.
func Now(ctx context.Context, c *config.Config) time.Time {
	here := time.Now()
	if c.Environment != app.Sandbox || c.OwnSandbox() {
		return here
	}
	u, err := url.Parse(c.WidgetURL)
	if err != nil {
		return here
	}
	ctx, cancel := context.WithTimeout(ctx, clockPatience)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, u.Scheme+"://"+u.Host+"/control/api/status", nil)
	if err != nil {
		return here
	}
	res, err := (&http.Client{Transport: &http.Transport{Proxy: nil, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if err != nil {
		return here
	}
	defer res.Body.Close()
	var status struct{ Now time.Time }
	if json.NewDecoder(io.LimitReader(res.Body, 1<<20)).Decode(&status) != nil || status.Now.IsZero() || status.Now.After(here) {
		return here
	}
	return status.Now
}
