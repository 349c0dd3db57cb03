package control

import (
	"net/http"
	"net/url"
	"strings"

	"aisdesk/localserver/sandbox/state"
)

// handleRedirection serves the page behind a redirection link: it embeds the sandbox's own widget, and sends the
// customer back when the widget is done. Integrators without a page of their own can send him to thanks.
func (s *Control) handleRedirection(mux *http.ServeMux) {
	show := page("redirection.html", "script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; frame-src 'self'; connect-src 'self'; img-src 'self' data:")
	mux.HandleFunc("GET /redirection/thanks", page("thanks.html", "style-src 'self'"))
	mux.HandleFunc("GET /redirection/{id}", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := s.State.Redirection(r.PathValue("id")); !ok {
			http.NotFound(w, r)
			return
		}
		show(w, r)
	})
	mux.HandleFunc("GET /redirection/{id}/config", func(w http.ResponseWriter, r *http.Request) { s.redirectionConfig(w, r) })
	mux.HandleFunc("POST /redirection/{id}/done", func(w http.ResponseWriter, r *http.Request) {
		changing(func(s *Control, in redirectionEnd) (any, error) { return s.endRedirection(r.PathValue("id"), in) })(s)(w, r)
	})
}

// redirectionConfig is what the page hands to embedKontomatik.
func (s *Control) redirectionConfig(w http.ResponseWriter, r *http.Request) {
	re, ok := s.State.Redirection(r.PathValue("id"))
	if !ok {
		http.NotFound(w, r)
		return
	}
	o := map[string]any{"client": s.Client, "status": re.Status(s.Clock.Now())}
	for k, v := range map[string]string{"ownerExternalId": re.Owner, "country": re.Country, "locale": re.Locale} {
		if v != "" {
			o[k] = v
		}
	}
	p := map[string]any{"forceSca": re.PSD2.ForceSCA}
	if re.PSD2.AccessMode != "" {
		p["accessMode"] = re.PSD2.AccessMode
	}
	if re.PSD2.MaxImportDate != "" {
		p["maxImportDate"] = re.PSD2.MaxImportDate
	}
	o["psd2"] = p
	writeControl(w, http.StatusOK, o)
}

// redirectionEnd is how the page says that the customer is done: with a session, or without one and why.
type redirectionEnd struct {
	SessionID          string `json:"sessionId"`
	SessionIDSignature string `json:"sessionIdSignature"`
	Exception          string `json:"exception"`
}

// endRedirection records the end and tells the page where to go.
func (s *Control) endRedirection(id string, in redirectionEnd) (any, error) {
	re, ok := s.State.Redirection(id)
	if !ok {
		return nil, badInput("there is no such redirection")
	}
	if re.Status(s.Clock.Now()) == state.RedirectionExpired {
		return nil, badInput("the link has expired")
	}
	if in.SessionID != "" {
		session, r := s.State.FindSession(in.SessionID, in.SessionIDSignature, s.Clock.Now())
		if r != nil {
			return nil, badInput(r.Message)
		}
		s.State.EndRedirection(id, session, "")
	} else {
		if in.Exception == "" {
			in.Exception = state.RedirectionLeft
		}
		s.State.EndRedirection(id, nil, in.Exception)
	}
	u, err := url.Parse(re.Target)
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
func (a backend) wayBack(at *state.Attempt) string {
	u, err := url.Parse(at.Request.EmbeddedURL)
	if err != nil || u.Scheme+"://"+u.Host != a.WidgetOrigin() {
		return ""
	}
	id, ok := strings.CutPrefix(strings.TrimSuffix(u.Path, "/"), "/redirection/")
	if !ok || !a.State.HasRedirection(id) { // the lock is held
		return ""
	}
	return "/redirection/" + id + "#" + at.ID
}
