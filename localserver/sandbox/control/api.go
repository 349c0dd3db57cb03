package control

import (
	"embed"
	"io/fs"
	"net/http"
	"path"
	"time"

	"aisdesk/localserver/sandbox/state"
	"aisdesk/localserver/sandbox/widget"
)

//go:embed pages
var pages embed.FS

// Handler serves the second origin: the widget and the bank, the page behind redirection links, and the control
// page with its API.
func (s *Control) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", s.Widget())
	s.handleControl(mux)
	s.handleRedirection(mux)
	return mux
}

// Widget serves the widget and its bank alone, without a control page.
func (s *Control) Widget() http.Handler {
	return widget.New(widget.Options{Authority: backend{s}, KnowsHost: s.KnowsHost, TestLogin: s.testLogin})
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
	s.handleAPI(mux)
}

// Status is what the control page shows at its head.
type Status struct {
	API      string            `json:"api"`
	Widget   string            `json:"widget"`
	Client   string            `json:"client"`
	APIKey   string            `json:"apiKey"`
	Seed     uint64            `json:"seed"`
	Speed    float64           `json:"speed"`
	Now      time.Time         `json:"now"`      // of the sandbox's clock, in UTC
	Ahead    string            `json:"ahead"`    // how far that is ahead of the machine's, like 24h0m0s
	Scenario string            `json:"scenario"` // of everybody who has none of his own
	Logins   map[string]string `json:"logins"`   // scenarios of single logins
	Sessions map[string]string `json:"sessions"` // scenarios of single sessions, by their ids
	Warnings []string          `json:"warnings"`
}

func (s *Control) status() Status {
	global, logins, sessions := s.Overrides.Snapshot()
	return Status{API: s.APIURL(), Widget: s.WidgetURL(), Client: s.Client, APIKey: s.Key, Seed: s.Seed, Speed: s.Speed,
		Now: s.Clock.Now().UTC(), Ahead: s.Clock.Ahead().String(), Scenario: global, Logins: logins, Sessions: sessions, Warnings: s.Warnings()}
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
