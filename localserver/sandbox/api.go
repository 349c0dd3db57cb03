package sandbox

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// call is one request to the API with everything its handler needs.
type call struct {
	*Sandbox
	ctx    context.Context
	r      *http.Request
	path   string     // without the leading /v1
	params url.Values // form and query; the form's values come first
	body   []byte     // JSON bodies
	// bodyOwner is the ownerExternalId of a JSON body.
	bodyOwner string
	id        string    // the {id} of the path
	now       time.Time // the sandbox's time
	session   *session  // whom the request is about, if it says so
	effects   *effects
	scenario  string
}

// route is one endpoint.
type route struct {
	method string
	path   string // below /v1; {id} stands for a number followed by .xml
	place  string // where refusals of scenarios strike
	json   bool
	open   bool // needs no key
	handle func(*call) answer
}

// routes lists every endpoint of provider.md with its aliases.
var routes = []route{
	{"POST", "/mock-session.xml", atMock, false, false, mockSession},
	{"POST", "/command/default-import.xml", atImport, false, false, defaultImport},
	{"POST", "/default-import.xml", atImport, false, false, defaultImport},
	{"GET", "/command/{id}.xml", atPoll, false, false, commandStatus},
	{"POST", "/command/sign-out.xml", atOther, false, false, signOut},
	{"POST", "/command/reuse-multiple-access.xml", atReuse, false, false, reuseAccess},
	{"POST", "/command/delete-multiple-access.xml", atReuse, false, false, deleteAccess},
	{"POST", "/command/import-owners.xml", atOther, false, false, legacyCommand},
	{"POST", "/command/import-accounts.xml", atOther, false, false, legacyCommand},
	{"POST", "/command/import-account-transactions.xml", atOther, false, false, legacyCommand},
	{"POST", "/command/import-credit-cards.xml", atOther, false, false, legacyCommand},
	{"POST", "/command/import-credit-card-transactions.xml", atOther, false, false, legacyCommand},
	{"GET", "/catalog.xml", atOther, false, false, catalog},
	{"GET", "/command-catalog.xml", atOther, false, false, catalog},
	{"GET", "/data.xml", atOwner, false, false, ownerData},
	{"DELETE", "/data.xml", atOwner, false, false, deleteData},
	{"GET", "/owner-scores.xml", atScore, false, false, scores},
	{"POST", "/accounts-summary", atOwner, true, false, summary(true, false)},
	{"POST", "/accounts-summary-with-monthly", atOwner, true, false, summary(true, true)},
	{"POST", "/owner-summary", atOwner, true, false, summary(false, false)},
	{"POST", "/owner-summary-with-monthly", atOwner, true, false, summary(false, true)},
	{"POST", "/owners-summary", atOwner, true, false, summary(false, false)},
	{"POST", "/owners-summary-with-monthly", atOwner, true, false, summary(false, true)},
	{"GET", "/owner-income-confirmation", atOwner, true, false, income},
	{"POST", "/owner-income-confirmation", atOwner, true, false, income},
	{"GET", "/owner-profiles", atOwner, true, false, profiles},
	{"POST", "/owner-profiles", atOwner, true, false, profiles},
	{"POST", "/owner", atOther, true, false, uploadOwner},
	{"POST", "/signin/redirection", atOther, true, false, startRedirection},
	{"GET", "/signin/redirection-status", atOther, true, false, redirectionStatus},
	{"GET", "/health", "", true, true, health},
}

const (
	maxForm = 64 << 10
	maxJSON = 32 << 20
)

func (s *Sandbox) serveAPI(w http.ResponseWriter, r *http.Request) {
	c := &call{Sandbox: s, ctx: r.Context(), r: r, now: s.clock.Now()}
	if path, ok := strings.CutPrefix("/"+strings.TrimLeft(r.URL.Path, "/"), "/v1/"); ok {
		c.path = "/" + path // a double slash before v1 is tolerated
	}
	rt, allowed := c.find()
	a := c.answer(rt, allowed)
	status := c.send(w, a, rt)
	c.record(status)
}

// find chooses the endpoint. If only the method is wrong, allowed names the right ones.
func (c *call) find() (rt *route, allowed []string) {
	for i := range routes {
		if !c.matches(routes[i].path) {
			continue
		}
		if routes[i].method == c.r.Method || (c.r.Method == http.MethodHead && routes[i].method == http.MethodGet) {
			return &routes[i], nil
		}
		allowed = append(allowed, routes[i].method)
	}
	return nil, allowed
}

func (c *call) matches(pattern string) bool {
	head, tail, wild := strings.Cut(pattern, "{id}")
	if !wild {
		return c.path == pattern
	}
	id, ok := strings.CutPrefix(c.path, head)
	if !ok {
		return false
	}
	id, ok = strings.CutSuffix(id, tail)
	if !ok || id == "" || strings.Trim(id, "0123456789") != "" {
		return false
	}
	c.id = id
	return true
}

func (c *call) answer(rt *route, allowed []string) answer {
	bad := c.read(rt != nil && rt.json)
	c.name()
	if rt == nil || !rt.open {
		if r := c.authenticate(); r != nil {
			return answer{refusal: r}
		}
	}
	switch {
	case rt == nil && allowed != nil:
		return answer{refusal: refuse("MethodNotAllowed", "Method "+c.r.Method+" is not allowed."), header: map[string]string{"Allow": strings.Join(allowed, ", ")}}
	case rt == nil:
		return answer{refusal: refuse("NotFound", "There is no such endpoint.")}
	case bad != nil:
		return answer{refusal: bad}
	}
	if r := c.struck(rt); r != nil {
		if country := c.country(); r.comment == "" {
			r = r.in(country)
		}
		return answer{refusal: r}
	}
	return rt.handle(c)
}

// country is where the request's target is, as far as it tells.
func (c *call) country() string {
	if c.session != nil {
		return c.session.target.Country
	}
	return strings.ToLower(c.params.Get("country"))
}

// struck finds the refusal that the scenario has for this endpoint.
func (c *call) struck(rt *route) *refusal {
	if rt.open {
		return nil
	}
	places := []string{atEvery, rt.place}
	if rt.place == atScore {
		places = append(places, atOwner)
	}
	for _, place := range places {
		r := c.effects.refusals[place]
		if r == nil {
			continue
		}
		who := place
		if c.session != nil {
			who += " " + c.session.id
		}
		if !c.rules.strikes(who, c.effects.times[place]) {
			continue
		}
		if r.comment != "" {
			return c.unauthorized(c.r.Header.Get("X-Api-Key"))
		}
		return r
	}
	return nil
}

// authenticate wants the key in its header. The key as a parameter was the way of 2018 and is refused.
func (c *call) authenticate() *refusal {
	key := c.r.Header.Get("X-Api-Key")
	if key == "" {
		key = c.params.Get("apiKey")
	} else if subtle.ConstantTimeCompare([]byte(key), []byte(c.options.Key)) == 1 {
		return nil
	}
	return c.unauthorized(key)
}

// unauthorized is the odd 401: a comment that fits a wrong key and an unlisted address alike.
func (c *call) unauthorized(key string) *refusal {
	host, _, _ := net.SplitHostPort(c.r.RemoteAddr)
	return &refusal{status: http.StatusUnauthorized, comment: fmt.Sprintf(
		"Access denied for IP address %s and API key %s. Check that the key is valid and that the address is enabled in Insight.", maskIP(host), maskKey(key))}
}

// maskKey shows the first and the last two characters.
func maskKey(key string) string {
	if len(key) <= 4 {
		return strings.Repeat("*", len(key))
	}
	return key[:2] + strings.Repeat("*", len(key)-4) + key[len(key)-2:]
}

// maskIP hides the second half of an address.
func maskIP(ip string) string {
	if parts := strings.Split(ip, "."); len(parts) == 4 {
		return parts[0] + "." + parts[1] + ".***.***"
	}
	head, _, _ := strings.Cut(ip, ":")
	return head + ":***"
}

// read takes parameters from the query and from a form or JSON body, packed or not. The JSON endpoints take a JSON
// object under any content type, since that is what curl -d sends.
func (c *call) read(wantsJSON bool) *refusal {
	c.params = url.Values{}
	query, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return refuse("InvalidParameter", "Query string is malformed.")
	}
	kind, _, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	body, bad := c.readBody()
	if bad != nil {
		return bad
	}
	switch {
	case kind == "application/json", wantsJSON && bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")):
		c.body = body
	case kind == "multipart/form-data":
		c.r.Body = io.NopCloser(bytes.NewReader(body))
		if err := c.r.ParseMultipartForm(maxForm); err != nil {
			return refuse("InvalidParameter", "Form is malformed.")
		}
		c.params = c.r.MultipartForm.Value
	case kind == "application/x-www-form-urlencoded" || kind == "":
		if c.params, err = url.ParseQuery(string(body)); err != nil {
			return refuse("InvalidParameter", "Form is malformed.")
		}
	}
	for k, v := range query {
		c.params[k] = append(c.params[k], v...)
	}
	return nil
}

func (c *call) readBody() ([]byte, *refusal) {
	limit := int64(maxForm)
	if strings.Contains(c.r.Header.Get("Content-Type"), "json") {
		limit = maxJSON
	}
	var in io.Reader = io.LimitReader(c.r.Body, limit+1)
	if strings.EqualFold(c.r.Header.Get("Content-Encoding"), "gzip") {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, refuse("InvalidParameter", "Body is not gzip.")
		}
		in = io.LimitReader(z, limit+1)
	}
	body, err := io.ReadAll(in)
	if err != nil {
		return nil, refuse("InvalidParameter", "Body cannot be read.")
	}
	if int64(len(body)) > limit {
		return nil, &refusal{name: "InvalidParameter", message: "Body is too large.", status: http.StatusRequestEntityTooLarge}
	}
	return body, nil
}

// name finds whom the request is about and so which scenario holds.
func (c *call) name() {
	if len(c.body) > 0 && len(c.body) < maxForm {
		var peek struct{ OwnerExternalID string }
		json.Unmarshal(c.body, &peek)
		c.bodyOwner = peek.OwnerExternalID
	}
	c.session = c.state.about(c.params.Get("sessionId"), c.id, c.ownerParam(), c.params.Get("multipleAccessId"))
	var id, login string
	if c.session != nil {
		id, login = c.session.id, c.session.login
	}
	c.scenario, c.effects = c.rules.of(id, login)
}

func (c *call) record(status int) {
	q := Request{At: c.now, Method: c.r.Method, Path: c.r.URL.Path, Params: map[string]string{}, Status: status, Scenario: c.scenario, Agent: c.r.UserAgent()}
	for k, v := range c.params {
		if q.Params[k] = v[0]; k == "sessionIdSignature" || k == "apiKey" {
			q.Params[k] = maskKey(v[0])
		}
	}
	q.Body = string(c.body[:min(len(c.body), 4<<10)])
	if c.session != nil {
		q.Session = c.session.id
	}
	c.log.add(q)
	c.options.Log.Debug("request", "method", q.Method, "path", q.Path, "status", status, "scenario", q.Scenario)
}
