package sandbox

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
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

func (s *Sandbox) serveAPI(w http.ResponseWriter, r *http.Request) {
	c := &call{Sandbox: s, ctx: r.Context(), r: r, now: s.clock.Now()}
	if path, ok := strings.CutPrefix("/"+strings.TrimLeft(r.URL.Path, "/"), "/v1/"); ok {
		c.path = "/" + path // a double slash before v1 is tolerated
	}
	rt, allowed := c.find()
	a := c.answer(rt, allowed)
	seq := c.record(a.code()) // before it is sent: whoever has the reply finds the request listed
	if status := c.send(w, a, rt); status != a.code() {
		c.log.correct(seq, status)
	}
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
		if r.comment == "" {
			r = c.effects.words(r.in(c.country()))
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
	if slices.Contains(services, rt.place) {
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

// record lists the request with the status that it is about to get.
func (c *call) record(status int) (seq uint64) {
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
	c.options.Log.Debug("request", "method", q.Method, "path", q.Path, "status", status, "scenario", q.Scenario)
	return c.log.add(q)
}
