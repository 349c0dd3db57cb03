package localserver

import (
	"mime"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// tokenHeader carries the sign-in's token. A page of another origin cannot send it without a preflight, which
// nothing here answers.
const tokenHeader = "X-Aisdesk-Token"

// maxBody is the largest callback taken, in bytes.
const maxBody = 16 << 10

// maxRefusedLogged keeps a stranger from filling the log.
const maxRefusedLogged = 200

// access is what a route asks of its caller.
type access int

const (
	static access = iota // anyone on this machine: the files hold nothing of a sign-in
	read                 // the page itself: token, no other origin
	write                // the same, and an Origin and a JSON body
)

type route struct {
	access access
	serve  http.HandlerFunc
}

func (t route) allows(method string) bool {
	switch t.access {
	case static:
		return method == http.MethodGet || method == http.MethodHead
	case read:
		return method == http.MethodGet
	}
	return method == http.MethodPost
}

func (t route) allow() string {
	switch t.access {
	case static:
		return "GET, HEAD"
	case read:
		return "GET"
	}
	return "POST"
}

// refusal is why a request is turned away: the status, a code for the page and words for the log.
type refusal struct {
	status int
	code   string
	why    string
}

// middleware checks a request in a fixed order and hands it on: form and Host, path, method, Sec-Fetch-Site,
// Origin, content type, token, size. A refused request changes nothing.
func (p *Page) middleware(w http.ResponseWriter, r *http.Request) {
	if p.o.Widget != nil && widgetHost(r.Host) {
		p.o.Widget.ServeHTTP(w, r)
		return
	}
	setHeaders(w.Header(), contentPolicy(p.widgetFor(r)))
	if ref := checkHost(r); ref != nil {
		p.refuse(w, r, ref)
		return
	}
	t, ok := p.routes[r.URL.Path]
	if !ok {
		p.refuse(w, r, &refusal{http.StatusNotFound, "path", "there is no such page here"})
		return
	}
	if !t.allows(r.Method) {
		w.Header().Set("Allow", t.allow())
		p.refuse(w, r, &refusal{http.StatusMethodNotAllowed, "method", "method not allowed here"})
		return
	}
	if t.access != static {
		if ref := p.checkCaller(r, t.access); ref != nil {
			p.refuse(w, r, ref)
			return
		}
		trust(r, p.door.trusts(r, p.readers))
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	}
	t.serve(w, r)
}

// widgetHost reports whether a request is for a widget on the page's own port. Nothing else of it has been looked at: the
// two share a port and no more.
func widgetHost(host string) bool {
	name, ok := hostName(host)
	return ok && strings.EqualFold(name, "localhost")
}

// widgetFor is the origin of the widget for a browser that sent r. One on the page's own port is where the browser sees
// that port, which a forwarding may have changed.
func (p *Page) widgetFor(r *http.Request) string {
	if p.o.Widget == nil {
		return p.widget
	}
	port := strconv.Itoa(p.door.port)
	if _, seen, err := net.SplitHostPort(r.Host); err == nil {
		if n, err := strconv.ParseUint(seen, 10, 16); err == nil && n > 0 {
			port = seen
		}
	}
	return "http://localhost:" + port
}

// checkHost stops rebinding: only requests that name this machine by a loopback address or as localhost are
// for this server, whatever a resolver led here. Any port will do, since a forwarded one differs.
func checkHost(r *http.Request) *refusal {
	if !strings.HasPrefix(r.RequestURI, "/") {
		return &refusal{http.StatusBadRequest, "form", "a request through a proxy, or not for a path"}
	}
	name, ok := hostName(r.Host)
	if !ok || !loopbackName(name) {
		return &refusal{http.StatusMisdirectedRequest, "host", "the Host is not this machine"}
	}
	return nil
}

// hostName takes the port off a Host header and reports whether the rest has the form of a host.
func hostName(host string) (string, bool) {
	name, port := host, ""
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		name, port = host[:i], host[i+1:]
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n == 0 {
			return "", false
		}
	}
	if strings.HasPrefix(name, "[") && strings.HasSuffix(name, "]") {
		name = name[1 : len(name)-1]
		return name, strings.Contains(name, ":")
	}
	return name, name != "" && !strings.Contains(name, ":")
}

func (p *Page) checkCaller(r *http.Request, a access) *refusal {
	if site := r.Header.Values("Sec-Fetch-Site"); len(site) > 0 && (len(site) > 1 || site[0] != "same-origin") {
		return &refusal{http.StatusForbidden, "site", "Sec-Fetch-Site is not same-origin"}
	}
	origin := r.Header.Values("Origin")
	if a == write && len(origin) == 0 {
		return &refusal{http.StatusForbidden, "origin", "no Origin"}
	}
	if len(origin) > 1 || (len(origin) == 1 && origin[0] != "http://"+r.Host) {
		return &refusal{http.StatusForbidden, "origin", "the Origin is not this page's"}
	}
	if a == write {
		if ref := checkBody(r); ref != nil {
			return ref
		}
	}
	if _, ok := p.door.shown(r); !ok {
		return &refusal{http.StatusForbidden, "token", "no token, or not this sign-in's"}
	}
	if r.ContentLength > maxBody {
		return &refusal{http.StatusRequestEntityTooLarge, "size", "more than 16 KiB"}
	}
	return nil
}

func checkBody(r *http.Request) *refusal {
	ct := r.Header.Values("Content-Type")
	bad := &refusal{http.StatusUnsupportedMediaType, "type", "the body is not application/json"}
	if len(ct) != 1 || r.Header.Get("Content-Encoding") != "" {
		return bad
	}
	kind, params, err := mime.ParseMediaType(ct[0])
	if err != nil || kind != "application/json" {
		return bad
	}
	for name, v := range params {
		if name != "charset" || !strings.EqualFold(v, "utf-8") {
			return bad
		}
	}
	return nil
}

func (p *Page) refuse(w http.ResponseWriter, r *http.Request, ref *refusal) {
	if p.refused.Add(1) <= maxRefusedLogged {
		p.log.Warn("link page refused a request", "status", ref.status, "why", ref.why, "method", cut(r.Method, 16), "host", cut(r.Host, 80))
	}
	answer(w, ref.status, map[string]string{"error": ref.code, "message": ref.why})
}

func cut(s string, most int) string {
	if len(s) > most {
		return s[:most]
	}
	return s
}
