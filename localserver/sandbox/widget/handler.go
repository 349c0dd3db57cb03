package widget

import (
	"embed"
	"io/fs"
	"net/http"
	"path"
)

//go:embed assets
var files embed.FS

// Options say what the widget asks and where it may be reached.
type Options struct {
	// Authority decides; required.
	Authority Authority
	// Hosts are host names, besides loopback addresses and localhost, that requests may be addressed to. Ports
	// do not matter. Anything else is refused, so that a rebound name cannot reach the endpoints.
	Hosts []string
	// KnowsHost, if set, decides instead: it gets the Host header of each request.
	KnowsHost func(hostport string) bool
	// TestLogin, if set, names a login and password of the country's bank that the frame shows as a hint.
	TestLogin func(country string) (login, password string)
}

// Handler serves the embed script, the frames and the bank's window. Make it with New.
type Handler struct {
	options Options
	mux     *http.ServeMux
}

// New makes the widget's handler; it is served on an origin of its own.
func New(o Options) *Handler {
	h := &Handler{options: o, mux: http.NewServeMux()}
	assets, _ := fs.Sub(files, "assets")
	h.mux.Handle("GET /assets/{name}", http.StripPrefix("/assets/", withoutPages(http.FileServerFS(assets))))
	h.page("GET /signin/{$}", "frame.html", framePolicy)
	h.page("GET /popup/signin/{$}", "frame.html", framePolicy)
	h.page("GET /bank/{$}", "bank.html", bankPolicy)
	h.mux.HandleFunc("GET /{$}", h.front)
	h.frameEndpoints()
	h.bankEndpoints()
	return h
}

// The frame may be embedded by any page, as the real one; the bank's window by none. Both load nothing from
// elsewhere and run no inline code.
const (
	basePolicy  = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'"
	framePolicy = basePolicy
	bankPolicy  = basePolicy + "; frame-ancestors 'none'"
)

// ServeHTTP refuses foreign hosts, then serves.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Cache-Control", "no-store")
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cross-Origin-Resource-Policy", "cross-origin") // the embed script is loaded by another site
	if !h.knowsHost(r.Host) {
		http.Error(w, "This host name is not served here.", http.StatusMisdirectedRequest)
		return
	}
	h.mux.ServeHTTP(w, r)
}

// withoutPages serves what pages load. A page stands at its own address only, where it has its policy.
func withoutPages(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if path.Ext(r.URL.Path) == ".html" {
			http.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, r)
	})
}

func (h *Handler) page(pattern, name, policy string) {
	body, err := files.ReadFile("assets/" + name)
	if err != nil { // the file is embedded
		panic(err)
	}
	h.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policy)
		w.Write(body)
	})
}

// front tells a person who opened the widget's origin by itself what it is for.
func (h *Handler) front(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Write([]byte("The sandbox's SignIn Widget.\n\nEmbed it: <script src=\"http://" + r.Host + "/assets/signin-widget.js\"></script>\n"))
}
