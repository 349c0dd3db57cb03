package widget

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// knowsHost accepts loopback address literals, localhost and the configured names, with any port: so a forwarded
// port works and a rebound name does not.
func (h *Handler) knowsHost(hostport string) bool {
	if h.options.KnowsHost != nil {
		return h.options.KnowsHost(hostport)
	}
	host := hostport
	if name, _, err := net.SplitHostPort(hostport); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if host == "localhost" || slices.Contains(h.options.Hosts, host) {
		return true
	}
	addr, err := netip.ParseAddr(host)
	return err == nil && addr.IsLoopback()
}

// maxBody is far above what any of the widget's own requests needs.
const maxBody = 16 << 10

// call serves one of the widget's own endpoints: a POST of JSON from one of its own pages, answered with JSON.
func call[In any](fn func(In) any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if status, why := foreign(r); status != 0 {
			http.Error(w, why, status)
			return
		}
		var in In
		dec := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxBody))
		if err := dec.Decode(&in); err != nil {
			tooLarge, status := (*http.MaxBytesError)(nil), http.StatusBadRequest
			if errors.As(err, &tooLarge) {
				status = http.StatusRequestEntityTooLarge
			}
			http.Error(w, "The body is no JSON of this endpoint.", status)
			return
		}
		if _, err := dec.Token(); err != io.EOF {
			http.Error(w, "The body goes on after its JSON.", http.StatusBadRequest)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(fn(in))
	}
}

// foreign tells why a request is not one of the widget's own pages', 0 if it is.
func foreign(r *http.Request) (status int, why string) {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return http.StatusForbidden, "Only the widget's own pages may ask this."
	}
	if origin := r.Header.Get("Origin"); origin != "http://"+r.Host && origin != "https://"+r.Host {
		return http.StatusForbidden, "Only the widget's own origin may ask this."
	}
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return http.StatusUnsupportedMediaType, "The body must be application/json."
	}
	return 0, ""
}
