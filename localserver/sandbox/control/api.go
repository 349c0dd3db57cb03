package control

import (
	"embed"
	"encoding/json"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strconv"
	"time"

	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

//go:embed pages
var pages embed.FS

// Handler serves the second origin: the widget and the bank, the page behind redirection links, and the control
// page with its API.
func (s *Control) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", widget.New(widget.Options{Authority: backend{s}, KnowsHost: s.KnowsHost, TestLogin: s.testLogin}))
	s.handleControl(mux)
	s.handleRedirection(mux)
	return mux
}

// testLogin is the hint that the frame shows.
func (s *Control) testLogin(country string) (login, password string) {
	for _, r := range s.Bank.World(state.Today(s.Clock.Now())).Customers() {
		if r.Country == country {
			return r.Login, r.Password
		}
	}
	return "", ""
}

func (s *Control) handleControl(mux *http.ServeMux) {
	mux.Handle("GET /control", http.RedirectHandler("/control/", http.StatusSeeOther))
	mux.HandleFunc("GET /control/{$}", page("control.html", "script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"))
	for _, name := range []string{"control.css", "control.js", "redirection.css", "redirection.js"} {
		mux.HandleFunc("GET /control/"+name, asset(name))
	}
	mux.HandleFunc("GET /control/api/status", reading(func(*http.Request) any { return s.status() }))
	mux.HandleFunc("GET /control/api/scenarios", reading(func(*http.Request) any { return scenario.List() }))
	mux.HandleFunc("GET /control/api/sessions", reading(func(*http.Request) any { return s.Sessions() }))
	mux.HandleFunc("GET /control/api/customers", reading(func(*http.Request) any { return s.customers() }))
	mux.HandleFunc("GET /control/api/requests", reading(func(r *http.Request) any {
		after, _ := strconv.ParseUint(r.URL.Query().Get("after"), 10, 64)
		return s.Requests(after)
	}))
	mux.HandleFunc("GET /control/api/signing-key", func(w http.ResponseWriter, r *http.Request) {
		key, err := s.API.SigningKey()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/x-pem-file")
		io.WriteString(w, key)
	})
	mux.HandleFunc("POST /control/api/scenario", changing(s.changeScenario))
	mux.HandleFunc("POST /control/api/clock", changing(s.changeClock))
	mux.HandleFunc("POST /control/api/expire", changing(s.changeExpire))
	mux.HandleFunc("POST /control/api/reset", changing(func(struct{}) (any, error) { return map[string]bool{"reset": true}, s.Reset() }))
}

// status is what the control page shows at its head.
func (s *Control) status() any {
	global, logins, sessions := s.Overrides.Snapshot()
	return map[string]any{
		"api": s.APIURL(), "widget": s.WidgetURL(), "client": s.Client, "apiKey": s.Key, "seed": s.Seed, "speed": s.Speed,
		"now": s.Clock.Now().UTC(), "ahead": s.Clock.Ahead().String(),
		"scenario": global, "logins": logins, "sessions": sessions, "warnings": s.Warnings(),
	}
}

// CustomerInfo is somebody who can sign in.
type CustomerInfo struct {
	Login    string `json:"login"`
	Password string `json:"password"`
	Code     string `json:"code,omitempty"` // one-time code, if the bank asks for one
	Country  string `json:"country"`
	About    string `json:"about"`
}

func (s *Control) customers() []CustomerInfo {
	out := []CustomerInfo{}
	for _, r := range s.Bank.World(state.Today(s.Clock.Now())).Customers() {
		out = append(out, CustomerInfo{r.Login, r.Password, r.Code, r.Country, r.About})
	}
	return out
}

type scenarioChange struct{ Scenario, Login, Session string }

func (s *Control) changeScenario(in scenarioChange) (any, error) {
	switch {
	case in.Session != "":
		return in, s.SetSessionScenario(in.Session, in.Scenario)
	case in.Login != "":
		return in, s.SetLoginScenario(in.Login, in.Scenario)
	}
	return in, s.SetScenario(in.Scenario)
}

func (s *Control) changeClock(in struct{ Advance string }) (any, error) {
	d, err := time.ParseDuration(in.Advance)
	if err != nil || d < 0 {
		return nil, badInput("advance is no duration like 15m or 24h")
	}
	s.Advance(d)
	return map[string]any{"now": s.Clock.Now().UTC()}, nil
}

func (s *Control) changeExpire(in struct{ ID string }) (any, error) {
	if !s.Expire(in.ID) {
		return nil, badInput("nothing has the id " + strconv.Quote(in.ID))
	}
	return map[string]string{"expired": in.ID}, nil
}

type badInput string

func (b badInput) Error() string { return string(b) }

// reading answers a GET with JSON.
func reading(f func(*http.Request) any) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { writeControl(w, http.StatusOK, f(r)) }
}

// changing answers a POST with a JSON body that came from the page itself or from no browser at all.
func changing[T any](f func(T) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var in T
		if !ownOrigin(r) {
			writeControl(w, http.StatusForbidden, map[string]string{"error": "the request comes from another site"})
			return
		}
		if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
			writeControl(w, http.StatusUnsupportedMediaType, map[string]string{"error": "the body must be application/json"})
			return
		}
		d := json.NewDecoder(http.MaxBytesReader(w, r.Body, 16<<10))
		d.DisallowUnknownFields()
		if err := d.Decode(&in); err != nil {
			writeControl(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
			return
		}
		out, err := f(in)
		if err != nil {
			writeControl(w, http.StatusBadRequest, map[string]string{"error": err.Error()})
			return
		}
		writeControl(w, http.StatusOK, out)
	}
}

// ownOrigin lets programs (no Origin) and the page's own scripts in, and no other website.
func ownOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host
}

func writeControl(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(true)
	e.Encode(v)
}

// page serves an embedded document with a policy of its own; it can be framed by nobody.
func page(name, policy string) http.HandlerFunc {
	body := embedded(name)
	return func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Content-Security-Policy", "default-src 'none'; "+policy+"; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Write(body)
	}
}

func asset(name string) http.HandlerFunc {
	body := embedded(name)
	kind := "text/css; charset=utf-8"
	if path.Ext(name) == ".js" {
		kind = "text/javascript; charset=utf-8"
	}
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
		w.Write(body)
	}
}

func embedded(name string) []byte {
	body, err := fs.ReadFile(pages, "pages/"+name)
	if err != nil { // the files are part of the binary
		panic(err)
	}
	return body
}
