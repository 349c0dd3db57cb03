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
	Answer string `json:"answer,omitempty"` // the fields of the JSON that comes back, with their types
	// Schema is the name of the answer under $defs of "aisdesk schema control-api"; of a list, that of its elements.
	Schema string `json:"schema,omitempty"`
}

// endpoint is an Endpoint with what answers it.
type endpoint struct {
	Endpoint
	answers reflect.Type // nil where no JSON comes back
	handle  func(*Control) http.HandlerFunc
}

const root = "/control/api/"

// endpoints are the control API. Its JSON is camelCase, its errors are {"error", "code"}, whatever went wrong.
var endpoints = []endpoint{
	get("status", "addresses, key, clock, scenarios in force", func(s *Control, _ *http.Request) (Status, error) { return s.status(), nil }),
	get("scenarios", "what --list-scenarios prints", func(*Control, *http.Request) ([]scenario.Scenario, error) { return scenario.List(), nil }),
	get("customers", "who can sign in", func(s *Control, _ *http.Request) ([]CustomerInfo, error) { return s.customers(), nil }),
	get("sessions", "sessions with their imports, without signatures", func(s *Control, _ *http.Request) ([]SessionInfo, error) { return s.Sessions(), nil }),
	get("requests?after=N", "what the API received after number N, up to the last 5,000; keys and signatures are masked", (*Control).requestsAfter),
	{Endpoint{Method: "GET", Path: root + "signing-key", About: "public key of signed income confirmations, PEM"}, nil, signingKey},
	post("scenario", `{"scenario":"slow"}`, `changes the scenario of everybody, with "login" or "session" of one; an empty name removes theirs`, (*Control).changeScenario),
	post("clock", `{"advance":"24h"}`, `moves the clock on: sessions age, imports end, retention runs out; {"set":"2026-03-01T12:00:00Z"} moves it to a time, back only while there is no session`, (*Control).changeClock),
	post("expire", `{"id":"455000001"}`, "ends a session, command, owner or multiple access before its time", (*Control).changeExpire),
	post("reset", `{}`, "forgets everything but the clock and the customers", (*Control).reset),
}

func get[T any](path, about string, f func(*Control, *http.Request) (T, error)) endpoint {
	return endpointOf[T](Endpoint{Method: "GET", Path: root + path, About: about}, reading(f))
}

func post[In, Out any](path, body, about string, f func(*Control, In) (Out, error)) endpoint {
	return endpointOf[Out](Endpoint{Method: "POST", Path: root + path, Body: body, About: about}, changing(f))
}

func endpointOf[T any](e Endpoint, handle func(*Control) http.HandlerFunc) endpoint {
	of := reflect.TypeFor[T]()
	e.Schema, _, _ = strings.Cut(strings.TrimPrefix(e.Path, root), "?")
	e.Answer = inWords(of)
	if of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	return endpoint{e, of, handle}
}

// Answers are the types of what comes back, by the names of their schemas; of a list, those of its elements.
func Answers() map[string]reflect.Type {
	all := map[string]reflect.Type{"error": reflect.TypeFor[failure]()}
	for _, e := range endpoints {
		if e.answers != nil {
			all[e.Schema] = e.answers
		}
	}
	return all
}

// inWords is a type as JSON: its fields with what they hold, a question mark at those that may be left out.
func inWords(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Slice:
		return "list of " + inWords(t.Elem())
	case reflect.Map:
		return "{NAME: " + inWords(t.Elem()) + "}"
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Struct:
		if t == reflect.TypeFor[time.Time]() {
			return "time"
		}
		return fieldsInWords(t)
	}
	return "number"
}

func fieldsInWords(t reflect.Type) string {
	var fields []string
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := ""
		if strings.Contains(options, "omit") {
			optional = "?"
		}
		fields = append(fields, strconv.Quote(name)+optional+": "+inWords(f.Type))
	}
	return "{" + strings.Join(fields, ", ") + "}"
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
func (s *Control) requestsAfter(r *http.Request) ([]api.Request, error) {
	after, err := strconv.ParseUint(cmp.Or(r.URL.Query().Get("after"), "0"), 10, 64)
	if err != nil {
		return nil, badInput("after is not the number of a request")
	}
	return s.requests(after), nil
}

// ScenarioChange is a scenario that is to be in force, and is then.
type ScenarioChange struct {
	Scenario string `json:"scenario"`
	Login    string `json:"login,omitempty"`   // of one customer alone
	Session  string `json:"session,omitempty"` // of one session alone
}

func (s *Control) changeScenario(in ScenarioChange) (ScenarioChange, error) {
	switch {
	case in.Session != "" && in.Login != "":
		return in, badInput(`give either "login" or "session"`)
	case in == ScenarioChange{}:
		return in, badInput(`the scenario is missing: give "scenario", and with an empty one, which removes theirs, "login" or "session"; "ok" is the ordinary day for everybody`)
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

// ClockTime is what the clock shows.
type ClockTime struct {
	Now time.Time `json:"now"` // in UTC
	Day string    `json:"day"` // at the bank, YYYY-MM-DD
}

func (s *Control) changeClock(in clockChange) (now ClockTime, err error) {
	if (in.Advance == "") == (in.Set == "") {
		return now, badInput(`give either "advance", a duration like 15m or 24h, or "set", a time like 2026-03-01T12:00:00Z`)
	}
	if in.Set != "" {
		t, err := time.Parse(time.RFC3339, in.Set)
		if err != nil {
			return now, badInput("set is not a time such as 2026-03-01T12:00:00Z")
		}
		if err := s.SetTime(t); err != nil {
			return now, err
		}
	} else {
		d, err := time.ParseDuration(in.Advance)
		if err != nil {
			return now, badInput("advance is not a duration such as 15m or 24h")
		}
		if d < 0 {
			return now, badInput(`the clock does not go back by a duration: "set" moves it to a time, back only while there is no session`)
		}
		if err := s.Advance(d); err != nil {
			return now, err
		}
	}
	return ClockTime{s.Clock.Now().UTC(), state.Today(s.Clock.Now()).String()}, nil
}

// Expired is what was ended before its time.
type Expired struct {
	Expired string `json:"expired"` // its id
}

func (s *Control) changeExpire(in struct {
	ID string `json:"id"`
}) (out Expired, err error) {
	if in.ID == "" {
		return out, badInput(`the id is missing: give "id", that of a session, a command, an owner or a multiple access`)
	}
	if !s.Expire(in.ID) {
		return out, problem{code: "notFound", message: "nothing has the id " + strconv.Quote(in.ID)}
	}
	return Expired{in.ID}, nil
}

// Forgotten is what a reset has done.
type Forgotten struct {
	Reset bool `json:"reset"`
}

func (s *Control) reset(struct{}) (Forgotten, error) { return Forgotten{true}, s.Reset() }

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
