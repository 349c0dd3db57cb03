package sandbox

import (
	"encoding/json"
	"net/url"
	"time"

	"aisdesk/localserver/sandbox/bank"
	"aisdesk/localserver/sandbox/widget"
)

// redirection is a sign-in that happens on the provider's own page instead of in a widget.
type redirection struct {
	id        string
	target    string // redirectUri
	owner     string
	country   string
	locale    string
	psd2      widget.PSD2
	created   time.Time
	session   *session // after success
	exception string   // after a failure
}

// startRedirection hands out a link for the customer.
func startRedirection(c *call) answer {
	var in struct {
		RedirectURI, OwnerExternalID, Country, Locale string
		PSD2                                          struct {
			AccessMode, MaxImportDate string
			ForceSCA                  bool
		}
	}
	if len(c.body) == 0 || json.Unmarshal(c.body, &in) != nil {
		return answer{refusal: refuse("InvalidParameter", "Body is not a JSON object.")}
	}
	u, err := url.Parse(in.RedirectURI)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" {
		return answer{refusal: refuse("InvalidParameter", "redirectUri is not an absolute web address.")}
	}
	if r := checkOwner(in.OwnerExternalID); r != nil {
		return answer{refusal: r}
	}
	if d := in.PSD2.MaxImportDate; d != "" {
		if _, err := bank.ParseDay(d); err != nil {
			return answer{refusal: refuse("InvalidParameter", "maxImportDate is not a date of the form YYYY-MM-DD.")}
		}
	}
	if !knownMode(in.PSD2.AccessMode) {
		return answer{refusal: refuse("InvalidParameter", "accessMode is none of SINGLE, MULTIPLE and MIXED.")}
	}
	r := c.state.redirect(redirection{target: in.RedirectURI, owner: in.OwnerExternalID, country: in.Country, locale: in.Locale, created: c.now,
		psd2: widget.PSD2{AccessMode: in.PSD2.AccessMode, MaxImportDate: in.PSD2.MaxImportDate, ForceSCA: in.PSD2.ForceSCA}})
	return answer{json: map[string]string{"redirectionId": r.id, "redirectionLink": c.link("/redirection/"+r.id, nil)}}
}

func (st *state) redirect(r redirection) redirection {
	st.mu.Lock()
	defer st.mu.Unlock()
	r.id = digest(st.seed, "redirection "+st.number(), 32)
	st.redirections[r.id] = &r
	return r
}

// redirection finds one as it is now.
func (st *state) redirection(id string) (redirection, bool) {
	st.mu.Lock()
	defer st.mu.Unlock()
	r := st.redirections[id]
	if r == nil {
		return redirection{}, false
	}
	return *r, true
}

// settle records how the sign-in ended. The first success stays.
func (st *state) settle(id string, s *session, exception string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if r := st.redirections[id]; r != nil && r.session == nil {
		r.session, r.exception = s, exception
	}
}

func (r redirection) status(now time.Time) string {
	switch {
	case r.session != nil:
		return redirectionSuccess
	case r.exception != "":
		return redirectionFailed
	case now.Sub(r.created) > redirectionLife:
		return redirectionExpired
	}
	return redirectionPending
}

// redirectionStatus tells how far the customer is; it may be asked at any time.
func redirectionStatus(c *call) answer {
	r, ok := c.state.redirection(c.params.Get("redirectionId"))
	if !ok {
		return answer{refusal: refuse("InvalidRedirectionId", "Redirection does not exist.")}
	}
	params := map[string]string{}
	if s := r.session; s != nil {
		params = map[string]string{"sessionId": s.id, "sessionIdSignature": s.signature, "target": s.target.Name, "officialName": s.target.OfficialName}
		if s.accessID != "" {
			params["multipleAccessId"] = s.accessID
		}
	} else if r.exception != "" {
		params["exception"] = r.exception
	}
	return answer{json: map[string]any{"status": r.status(c.now), "params": params}}
}
