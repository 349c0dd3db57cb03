package localserver

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"aisdesk/aisclient/intake"
	"aisdesk/localserver/opener"
)

// Times of a sign-in where the options leave them open.
const (
	defaultTimeout      = 10 * time.Minute
	defaultStartTimeout = 15 * time.Second
)

// Options say what the link page is for. Client and WidgetURL are required.
type Options struct {
	Port      int    // on 127.0.0.1; 0 takes a free one
	Client    string // the client id that the provider gave to the integrator
	WidgetURL string // the widget's script: https, or http on a loopback host; loopback alone in the environment sandbox
	// Widget serves a widget on the page's own port, under the name localhost: for a browser that is another site than
	// the page's 127.0.0.1, and one forwarded port is enough for both. Of WidgetURL only the path counts then. Nil
	// leaves the widget where WidgetURL says.
	Widget      http.Handler
	Environment string // sandbox, test or live; a badge on the page unless it is live
	// Openers open the page in a browser: each is tried until one does. Without any none is opened.
	Openers []opener.Opener
	// Timeout ends a sign-in in which nobody signs in; 0 is defaultTimeout.
	Timeout time.Duration
	// StartTimeout is how long the page waits for onStarted before it says what a browser has to allow; 0 is
	// defaultStartTimeout.
	StartTimeout time.Duration
	// Language of the page: en, pl, cs or es. Empty follows the widget's locale, and without one the browser.
	Language   string
	widgetPath string
	// Next takes what the customer wants after the import: another bank, another applicant, or to finish. The page asks
	// once the import is saved; nil asks nothing.
	Next intake.AskNext
	// Log takes what is worth knowing later; nil logs nothing. It never sees the token or a signature.
	Log *slog.Logger
}

// ErrOptions wraps every reason why options are refused.
var ErrOptions = errors.New("the link page cannot be set up")

// widgetOrigin checks the options and returns the origin of the widget's script, which is all that the
// content policy of the page lets in besides the page itself.
func (o *Options) widgetOrigin() (string, error) {
	if o.Client == "" {
		return "", fmt.Errorf("%w: no client id: set AISDESK_CLIENT to the one from the provider's portal", ErrOptions)
	}
	if o.Port < 0 || o.Port > 65535 {
		return "", fmt.Errorf("%w: %d is not a port (0 to 65535)", ErrOptions, o.Port)
	}
	u, err := url.Parse(o.WidgetURL)
	if err != nil || u.Host == "" || u.User != nil {
		return "", fmt.Errorf("%w: the widget's script needs a full URL without a user name", ErrOptions)
	}
	if !policyHost(u.Host) {
		return "", fmt.Errorf("%w: the widget's host has other characters than a host name", ErrOptions)
	}
	if u.Scheme != "https" && (u.Scheme != "http" || !loopbackName(u.Hostname())) {
		return "", fmt.Errorf("%w: the widget's script must come over https (http only from this machine)", ErrOptions)
	}
	if o.Environment == "sandbox" && !loopbackName(u.Hostname()) {
		return "", fmt.Errorf("%w: the sandbox's widget must come from this machine", ErrOptions)
	}
	o.widgetPath = u.Path
	return u.Scheme + "://" + strings.ToLower(u.Host), nil
}

// policyHost reports whether host can stand in a content policy without changing its meaning.
func policyHost(host string) bool {
	return strings.IndexFunc(host, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune(".-:[]", r)
	}) < 0
}

// loopbackName reports whether name, without a port, is this machine and nothing else: localhost or a
// loopback address written in full. What a resolver would turn into one (127.1, 2130706433, a name) is not.
func loopbackName(name string) bool {
	if strings.EqualFold(name, "localhost") {
		return true
	}
	a, err := netip.ParseAddr(name)
	return err == nil && a.IsLoopback() && a.Zone() == "" && !a.Is4In6()
}

func (o *Options) defaults() {
	if o.Timeout <= 0 {
		o.Timeout = defaultTimeout
	}
	if o.StartTimeout <= 0 {
		o.StartTimeout = defaultStartTimeout
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
}
