package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/config"
)

// clockPatience is how long a sandbox may take to tell the time.
const clockPatience = 5 * time.Second

// Now is the time from which the days of an import count: in the environment sandbox that of a sandbox that runs already, whose
// clock may stand in the past, and else this machine's. Its control API is asked, which no scenario changes.
func Now(ctx context.Context, c *config.Config) time.Time {
	here := time.Now()
	if c.Environment != app.Sandbox || c.OwnSandbox() || c.WidgetURL == "" {
		return here
	}
	u, err := url.Parse(c.WidgetURL)
	if err != nil {
		return here
	}
	ctx, cancel := context.WithTimeout(ctx, clockPatience)
	defer cancel()
	var status struct{ Now time.Time }
	err = AskControl(ctx, http.MethodGet, u.Scheme+"://"+u.Host+"/control/api/status", nil, &status)
	if err != nil || status.Now.IsZero() || status.Now.After(here) {
		return here
	}
	return status.Now
}

// ErrNotRunning is the error where a sandbox is asked and none is running.
var ErrNotRunning = errors.New("no sandbox is running. Start \"aisdesk sandbox\", or name its control page with --control")

// AskControl sends a request to the control API of a running sandbox and reads its answer into out. It fails with ErrNotRunning
// where nobody listens, and as wrong usage with what the sandbox refuses.
func AskControl(ctx context.Context, method, address string, body, out any) error {
	var b []byte
	if body != nil {
		b, _ = json.Marshal(body) // maps of strings always marshal
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(b))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	transport := &http.Transport{Proxy: nil, DisableKeepAlives: true}
	if aisclient.IsLoopback(r.URL.Hostname()) { // by its name: it is this machine then, whatever a resolver says
		transport.DialContext = aisclient.DialLoopback
	}
	res, err := (&http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(r)
	if _, refused := errors.AsType[*net.OpError](err); refused {
		return fmt.Errorf("%s: %w", r.URL.Host, ErrNotRunning)
	}
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(res.Body, 64<<20))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		var e struct{ Error string }
		if json.Unmarshal(answer, &e) != nil || e.Error == "" {
			return fmt.Errorf("%s answers %s: this is not a sandbox", r.URL.Redacted(), text.Clean(res.Status))
		}
		return Usage(errors.New(e.Error))
	}
	if err := json.Unmarshal(answer, out); err != nil {
		return fmt.Errorf("%s answers something other than JSON: this is not a sandbox, or one of another version", r.URL.Redacted())
	}
	return nil
}
