package control

import (
	"cmp"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"

	"aisdesk/localserver/sandbox/api"
	"aisdesk/localserver/sandbox/scenario"
	"aisdesk/localserver/sandbox/state"
)

// Endpoint documents a request of the control API.
type Endpoint struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Body   string `json:"body,omitempty"` // of a POST
	About  string `json:"about"`
	Answer string `json:"answer,omitempty"` // the fields of the JSON that comes back
}

// endpoint is an Endpoint with what answers it.
type endpoint struct {
	Endpoint
	handle func(*Control) http.HandlerFunc
}

const root = "/control/api/"

// endpoints are the control API. Its JSON is camelCase, its errors are {"error", "code"}, whatever went wrong.
var endpoints = []endpoint{
	{Endpoint{"GET", root + "status", "", "addresses, key, clock, scenarios in force", `{"api", "widget", "client", "apiKey", "seed", "speed", "now", "ahead", "scenario", "logins", "sessions", "warnings"}`}, reading(func(s *Control, _ *http.Request) (any, error) { return s.status(), nil })},
	{Endpoint{"GET", root + "scenarios", "", "what --list-scenarios prints", listOf[scenario.Scenario]()}, reading(func(*Control, *http.Request) (any, error) { return scenario.List(), nil })},
	{Endpoint{"GET", root + "customers", "", "who can sign in", listOf[CustomerInfo]()}, reading(func(s *Control, _ *http.Request) (any, error) { return s.customers(), nil })},
	{Endpoint{"GET", root + "sessions", "", "sessions with their imports, without signatures", listOf[SessionInfo]()}, reading(func(s *Control, _ *http.Request) (any, error) { return s.Sessions(), nil })},
	{Endpoint{"GET", root + "requests?after=N", "", "what the API received after number N, up to the last 5,000; keys and signatures are masked", listOf[api.Request]()}, reading((*Control).requestsAfter)},
	{Endpoint{"GET", root + "signing-key", "", "public key of signed income confirmations, PEM", ""}, signingKey},
	{Endpoint{"POST", root + "scenario", `{"scenario":"slow"}`, `changes the scenario of everybody, with "login" or "session" of one; an empty name removes theirs`, `{"scenario", "login", "session"}`}, changing((*Control).changeScenario)},
	{Endpoint{"POST", root + "clock", `{"advance":"24h"}`, `moves the clock on: sessions age, imports end, retention runs out; {"set":"2026-03-01T12:00:00Z"} moves it to a time, back only while there is no session`, `{"now", "day"}`}, changing((*Control).changeClock)},
	{Endpoint{"POST", root + "expire", `{"id":"455000001"}`, "ends a session, command, owner or multiple access before its time", `{"expired"}`}, changing((*Control).changeExpire)},
	{Endpoint{"POST", root + "reset", `{}`, "forgets everything but the clock and the customers", `{"reset"}`}, changing((*Control).reset)},
}

// listOf names the fields of the values of a list.
func listOf[T any]() string {
	var names []string
	for f := range reflect.TypeFor[T]().Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			names = append(names, strconv.Quote(name))
		}
	}
	return "a list of {" + strings.Join(names, ", ") + "}"
}

// Codes are those of errors, with their status and what they mean.
func Codes() [][3]string {
	return [][3]string{
		{"400", "badRequest", "the body, one of its fields or a parameter cannot be used"}, {"400", "unknownScenario", "there is no such scenario; \"nearest\" lists what may have been meant"},
		{"401", "unauthorized", "a sandbox that other machines reach asks for its token"}, {"403", "forbidden", "the request comes from another website"},
		{"404", "notFound", "there is no such request, login, session or id"}, {"405", "methodNotAllowed", "the request has another method; see Allow"},
		{"415", "unsupportedMediaType", "the body must be application/json"}, {"421", "misdirected", "the request names another host"}, {"500", "internal", "the sandbox failed"},
	}
}

// Endpoints documents the control API.
func Endpoints() []Endpoint {
	all := make([]Endpoint, len(endpoints))
	for i, e := range endpoints {
		all[i] = e.Endpoint
	}
	return all
}

// requestsAfter are the requests after the number of the query, all of them without one.
func (s *Control) requestsAfter(r *http.Request) (any, error) {
	after, err := strconv.ParseUint(cmp.Or(r.URL.Query().Get("after"), "0"), 10, 64)
	if err != nil {
		return nil, badInput("after is not the number of a request")
	}
	return s.requests(after), nil
}

type scenarioChange struct {
	Scenario string `json:"scenario"`
	Login    string `json:"login,omitempty"`
	Session  string `json:"session,omitempty"`
}

func (s *Control) changeScenario(in scenarioChange) (any, error) {
	switch {
	case in.Session != "" && in.Login != "":
		return nil, badInput(`give either "login" or "session"`)
	case in.Session != "":
		return in, s.SetSessionScenario(in.Session, in.Scenario)
	case in.Login != "":
		return in, s.SetLoginScenario(in.Login, in.Scenario)
	}
	return in, s.SetScenario(in.Scenario)
}

type clockChange struct {
	Advance string `json:"advance"`
	Set     string `json:"set"`
}

func (s *Control) changeClock(in clockChange) (any, error) {
	if (in.Advance == "") == (in.Set == "") {
		return nil, badInput(`give either "advance", a duration like 15m or 24h, or "set", a time like 2026-03-01T12:00:00Z`)
	}
	if in.Set != "" {
		t, err := time.Parse(time.RFC3339, in.Set)
		if err != nil {
			return nil, badInput("set is not a time such as 2026-03-01T12:00:00Z")
		}
		if err := s.SetTime(t); err != nil {
			return nil, err
		}
	} else {
		d, err := time.ParseDuration(in.Advance)
		if err != nil || d < 0 {
			return nil, badInput("advance is not a duration such as 15m or 24h")
		}
		if err := s.Advance(d); err != nil {
			return nil, err
		}
	}
	return map[string]any{"now": s.Clock.Now().UTC(), "day": state.Today(s.Clock.Now()).String()}, nil
}

func (s *Control) changeExpire(in struct {
	ID string `json:"id"`
}) (any, error) {
	if !s.Expire(in.ID) {
		return nil, problem{code: "notFound", message: "nothing has the id " + strconv.Quote(in.ID)}
	}
	return map[string]string{"expired": in.ID}, nil
}

func (s *Control) reset(struct{}) (any, error) { return map[string]bool{"reset": true}, s.Reset() }

func signingKey(s *Control) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		key, err := s.API.SigningKey()
		if err != nil {
			refuse(w, http.StatusInternalServerError, err)
			return
		}
		w.Header().Set("Content-Type", "application/x-pem-file")
		w.Write([]byte(key))
	}
}
