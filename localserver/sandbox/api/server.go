package api

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// Options is what the API works on. All of it must be set.
type Options struct {
	Client, Key string // the client id that replies name, and the key that requests must have
	Seed        uint64
	Speed       float64 // divides the time that an import takes
	Log         *slog.Logger
	Received    func(Request) // called after every answer; may be nil
	State       *state.State
	Clock       *state.Clock
	Bank        *state.BankClock
	Overrides   *scenario.Overrides
	Link        func(path string) string // makes an absolute URL on the widget's origin
}

// Server answers the API. It is safe for concurrent use.
type Server struct {
	Options
	requests requestLog
	signer   signer
}

// New makes the API's handler.
func New(o Options) *Server { return &Server{Options: o, signer: signer{seed: o.Seed}} }

// Requests lists what was received after a number (0 for all that is kept: the last 5,000), oldest first.
func (s *Server) Requests(after uint64) []Request { return s.requests.after(after) }

// ForgetRequests empties the list of requests.
func (s *Server) ForgetRequests() { s.requests.clear() }

// SigningKey is the public key of signed income confirmations in PEM. It fails where no key can be made.
func (s *Server) SigningKey() (string, error) { return s.signer.public() }

// call is one request to the API with everything its handler needs.
type call struct {
	*Server
	ctx    context.Context
	r      *http.Request
	path   string     // without the leading /v1
	params url.Values // form and query; the form's values come first
	body   []byte     // JSON bodies
	// bodyOwner is the ownerExternalId of a JSON body.
	bodyOwner string
	id        string         // the {id} of the path
	now       time.Time      // the sandbox's time
	session   *state.Session // whom the request is about, if it says so
	behaviour *scenario.Behaviour
	scenario  string
	state     string // of the command, where the answer tells it
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c := &call{Server: s, ctx: r.Context(), r: r, now: s.Clock.Now()}
	if path, ok := strings.CutPrefix("/"+strings.TrimLeft(r.URL.Path, "/"), "/v1/"); ok {
		c.path = "/" + path // a double slash before v1 is tolerated
	}
	rt, allowed := c.find()
	a := c.answer(rt, allowed)
	seq := c.record(a.code()) // before it is sent: whoever has the reply finds the request listed
	status := c.send(w, a, rt)
	if status != a.code() {
		c.requests.correct(seq, status)
	}
	if s.Received != nil {
		s.Received(c.requests.at(seq))
	}
}

func (c *call) answer(rt *route, allowed []string) answer {
	bad := c.read(rt != nil && rt.json)
	c.name()
	a := c.handled(rt, allowed, bad)
	if a.refusal != nil && a.owner == "" {
		a.owner = c.ownerOfSession(a.refusal)
	}
	return a
}

// ownerOfSession is the owner that an error inside a known session repeats. One that says that the session is not known, or
// that its caller is not, repeats nobody.
func (c *call) ownerOfSession(r *scenario.Refusal) string {
	if r.Comment != "" || r.Name == "InvalidSessionId" || r.Name == "InvalidSessionIdSignature" {
		return ""
	}
	s, bad := c.State.FindSession(c.params.Get("sessionId"), c.params.Get("sessionIdSignature"), c.now)
	if bad != nil {
		return ""
	}
	return s.Owner
}

// handled is the answer of the endpoint, or why it is not asked. bad is what is wrong with the request's body.
func (c *call) handled(rt *route, allowed []string, bad *scenario.Refusal) answer {
	if rt == nil || !rt.open {
		if r := c.authenticate(); r != nil {
			return answer{refusal: r}
		}
	}
	switch {
	case rt == nil && allowed != nil:
		return answer{refusal: scenario.Refuse("MethodNotAllowed", "Method "+c.r.Method+" is not allowed."), header: map[string]string{"Allow": strings.Join(allowed, ", ")}}
	case rt == nil:
		return answer{refusal: scenario.Refuse("NotFound", "There is no such endpoint.")}
	case bad != nil:
		return answer{refusal: bad}
	}
	if r := c.struck(rt); r != nil {
		if r.Comment == "" {
			r = c.behaviour.Spoil(r.Translated(c.country()))
		}
		return answer{refusal: r}
	}
	return rt.handle(c)
}

// country is where the request's target is, as far as it tells.
func (c *call) country() string {
	if c.session != nil {
		return c.session.Target.Country
	}
	return strings.ToLower(c.params.Get("country"))
}

// struck finds the refusal that the scenario has for this endpoint.
func (c *call) struck(rt *route) *scenario.Refusal {
	if rt.open {
		return nil
	}
	places := []string{scenario.AtEvery, rt.place}
	if slices.Contains(scenario.Services, rt.place) {
		places = append(places, scenario.AtOwner)
	}
	for _, place := range places {
		r := c.behaviour.Refusals[place]
		if r == nil {
			continue
		}
		who := place
		if c.session != nil {
			who += " " + c.session.ID
		}
		if !c.Overrides.Strikes(who, c.behaviour.Times[place]) {
			continue
		}
		if r.Comment != "" {
			return c.unauthorized(c.r.Header.Get("X-Api-Key"))
		}
		return r
	}
	return nil
}

// name finds whom the request is about and so which scenario holds.
func (c *call) name() {
	if len(c.body) > 0 && len(c.body) < maxForm {
		var peek struct{ OwnerExternalID string }
		json.Unmarshal(c.body, &peek)
		c.bodyOwner = peek.OwnerExternalID
	}
	c.session = c.State.SessionAbout(c.params.Get("sessionId"), c.id, c.ownerParam(), c.params.Get("multipleAccessId"))
	var id, login string
	if c.session != nil {
		id, login = c.session.ID, c.session.Login
	}
	c.scenario, c.behaviour = c.Overrides.For(id, login)
}

// record lists the request with the status that it is about to get.
func (c *call) record(status int) (seq uint64) {
	q := Request{At: c.now, Method: c.r.Method, Path: c.r.URL.Path, Params: map[string]string{}, Status: status, Scenario: c.scenario, State: c.state, Agent: c.r.UserAgent()}
	for k, v := range c.params {
		if q.Params[k] = v[0]; k == "sessionIdSignature" || k == "apiKey" {
			q.Params[k] = maskKey(v[0])
		}
	}
	q.Body = string(c.body[:min(len(c.body), 4<<10)])
	if c.session != nil {
		q.Session = c.session.ID
	}
	c.Log.Debug("request", "method", q.Method, "path", q.Path, "status", status, "scenario", q.Scenario)
	return c.requests.add(q)
}
