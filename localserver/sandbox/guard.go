package sandbox

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"aisdesk/localserver/sandbox/control"
)

// guard refuses requests that were addressed to another name than the sandbox's: a website whose name was rebound to
// this machine must not read the control page or talk to the API. The date of answers is that of the sandbox's clock.
func (s *Sandbox) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.IsAbs() && r.URL.Host != r.Host || !s.knowsHost(r.Host) {
			control.Misdirected(w, r, hostOnly(r.Host))
			return
		}
		if r.URL.Path == "*" || r.URL.Path == "" {
			http.Error(w, "Bad request.", http.StatusBadRequest)
			return
		}
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("Date", s.control.Clock.Now().UTC().Format(http.TimeFormat))
		next.ServeHTTP(w, r)
	})
}

// knowsHost allows loopback addresses and localhost with any port, so that a forwarded port works. A sandbox that
// listens beyond loopback is also known by addresses, by names without a dot (as containers have) and by Options.Hosts.
func (s *Sandbox) knowsHost(hostport string) bool {
	host := hostOnly(hostport)
	if host == "localhost" {
		return true
	}
	ip, err := netip.ParseAddr(host)
	if err == nil && ip.IsLoopback() {
		return true
	}
	if slices.ContainsFunc(s.options.Hosts, func(h string) bool { return strings.EqualFold(h, host) }) {
		return true
	}
	if loopback(s.options.APIAddr) && loopback(s.options.WidgetAddr) {
		return false
	}
	return err == nil || (host != "" && !strings.Contains(host, ".") && strings.Trim(host, "0123456789") != "")
}

func hostOnly(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = strings.Trim(hostport, "[]")
	}
	return strings.ToLower(host)
}
