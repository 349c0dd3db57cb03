package sandbox

import (
	"net/http"
	"net/url"
	"strings"
)

// handleRedirection serves the page behind a redirection link: it embeds the sandbox's own widget, and sends the
// customer back when the widget is done. Integrators without a page of their own can send him to thanks.
func (s *Sandbox) handleRedirection(mux *http.ServeMux) {
	show := page("redirection.html", "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; frame-src 'self'; connect-src 'self'; img-src 'self' data:")
	mux.HandleFunc("GET /redirection/thanks", page("thanks.html", "style-src 'self'"))
	mux.HandleFunc("GET /redirection/{id}", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := s.state.redirection(r.PathValue("id")); !ok {
			http.NotFound(w, r)
			return
		}
		show(w, r)
	})
	mux.HandleFunc("GET /redirection/{id}/config", func(w http.ResponseWriter, r *http.Request) { s.redirectionConfig(w, r) })
	mux.HandleFunc("POST /redirection/{id}/done", func(w http.ResponseWriter, r *http.Request) {
		changing(func(in redirectionEnd) (any, error) { return s.endRedirection(r.PathValue("id"), in) })(w, r)
	})
}

// redirectionConfig is what the page hands to embedKontomatik.
func (s *Sandbox) redirectionConfig(w http.ResponseWriter, r *http.Request) {
	re, ok := s.state.redirection(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	o := map[string]any{"client": s.Client(), "status": re.status(s.clock.Now())}
	for k, v := range map[string]string{"ownerExternalId": re.owner, "country": re.country, "locale": re.locale} {
		if v != "" {
			o[k] = v
		}
	}
	p := map[string]any{"forceSca": re.psd2.ForceSCA}
	if re.psd2.AccessMode != "" {
		p["accessMode"] = re.psd2.AccessMode
	}
	if re.psd2.MaxImportDate != "" {
		p["maxImportDate"] = re.psd2.MaxImportDate
	}
	o["psd2"] = p
	writeControl(w, http.StatusOK, o)
}

// redirectionEnd is how the page says that the customer is done: with a session, or without one and why.
type redirectionEnd struct{ SessionID, SessionIDSignature, Exception string }

// endRedirection records the end and tells the page where to go.
func (s *Sandbox) endRedirection(id string, in redirectionEnd) (any, error) {
	re, ok := s.state.redirection(id)
	if !ok {
		return nil, badInput("there is no such redirection")
	}
	if re.status(s.clock.Now()) == redirectionExpired {
		return nil, badInput("the link has expired")
	}
	if in.SessionID != "" {
		session, r := s.state.find(in.SessionID, in.SessionIDSignature, s.clock.Now())
		if r != nil {
			return nil, badInput(r.message)
		}
		s.state.settle(id, session, "")
	} else {
		if in.Exception == "" {
			in.Exception = redirectionLeft
		}
		s.state.settle(id, nil, in.Exception)
	}
	u, err := url.Parse(re.target)
	if err != nil {
		return nil, err
	}
	q := u.Query()
	q.Set("redirectionId", id)
	u.RawQuery = q.Encode()
	return map[string]string{"location": u.String()}, nil
}

// wayBack leads from the bank to the redirection page that the attempt began on. Its fragment names the attempt, so that
// the page can ask how it ended.
func (a authority) wayBack(at *attempt) string {
	u, err := url.Parse(at.request.EmbeddedURL)
	if err != nil || u.Scheme+"://"+u.Host != a.WidgetOrigin() {
		return ""
	}
	id, ok := strings.CutPrefix(strings.TrimSuffix(u.Path, "/"), "/redirection/")
	if !ok || a.state.redirections[id] == nil { // the lock is held
		return ""
	}
	return "/redirection/" + id + "#" + at.id
}
