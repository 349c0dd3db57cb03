package control

import (
	"bytes"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"aisdesk/localserver/sandbox/scenario"
)

// handleAPI serves the control API. What is not one of its requests is told in its own style, too.
func (s *Control) handleAPI(mux *http.ServeMux) {
	methods := map[string][]string{}
	for _, e := range endpoints {
		path, _, _ := strings.Cut(e.Path, "?")
		mux.HandleFunc(e.Method+" "+path, s.guarded(knownQuery(e.Path, e.handle(s))))
		methods[path] = append(methods[path], e.Method)
	}
	other := func(w http.ResponseWriter, r *http.Request) {
		allowed := methods[r.URL.Path]
		if allowed == nil {
			refuse(w, http.StatusNotFound, problem{code: "notFound", message: "there is no such request; \"aisdesk sandbox --help-api\" lists them"})
			return
		}
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		refuse(w, http.StatusMethodNotAllowed, problem{code: "methodNotAllowed", message: "the method must be " + strings.Join(allowed, " or ")})
	}
	mux.HandleFunc(root, other)
	mux.HandleFunc(strings.TrimSuffix(root, "/"), other)
}

// knownQuery refuses names in the query of a request that the path of its endpoint does not have.
func knownQuery(path string, next http.HandlerFunc) http.HandlerFunc {
	_, query, _ := strings.Cut(path, "?")
	known, _ := url.ParseQuery(query) // of the table of endpoints
	names := slices.Collect(maps.Keys(known))
	return func(w http.ResponseWriter, r *http.Request) {
		for name := range r.URL.Query() {
			if !slices.Contains(names, name) {
				p := problem{code: "badRequest", message: fmt.Sprintf("there is no parameter %q", name), nearest: scenario.Nearest(name, names)}
				if len(p.nearest) > 0 {
					p.message += ", did you mean " + strings.Join(p.nearest, " or ") + "?"
				}
				refuse(w, http.StatusBadRequest, p)
				return
			}
		}
		next(w, r)
	}
}

// guarded lets no other website in, and asks for the token where there is one: as Bearer, or as the password of Basic with
// any name.
func (s *Control) guarded(next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !ownOrigin(r) {
			refuse(w, http.StatusForbidden, problem{code: "forbidden", message: "the request comes from another site"})
			return
		}
		_, shown, _ := r.BasicAuth()
		if bearer, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
			shown = bearer
		}
		if token := s.token(); token != "" && subtle.ConstantTimeCompare([]byte(shown), []byte(token)) != 1 {
			refuse(w, http.StatusUnauthorized, problem{code: "unauthorized", message: "the control API of a sandbox that other machines reach needs its token: it stands behind the # of the control page's address"})
			return
		}
		next(w, r)
	}
}

func (s *Control) token() string {
	if s.Token == nil {
		return ""
	}
	return s.Token()
}

// problem is an error with the name by which programs know it.
type problem struct {
	code, message string
	nearest       []string // of a name that is not known
}

func (p problem) Error() string { return p.message }

// badInput is a body that cannot be used.
func badInput(message string) error { return problem{code: "badRequest", message: message} }

// unknown is the error of a name of which there is no such thing.
func unknown(kind, name string, all []string) error {
	p := problem{code: "notFound", message: fmt.Sprintf("there is no %s %q", kind, name), nearest: scenario.Nearest(name, all)}
	if len(p.nearest) > 0 {
		p.message += ", did you mean " + strings.Join(p.nearest, " or ") + "?"
	}
	return p
}

// Misdirected answers a request that was addressed to another host than the sandbox.
func Misdirected(w http.ResponseWriter, r *http.Request, host string) {
	message := "this sandbox is not " + host
	if strings.HasPrefix(r.URL.Path, root) {
		refuse(w, http.StatusMisdirectedRequest, problem{code: "misdirected", message: message})
		return
	}
	http.Error(w, message, http.StatusMisdirectedRequest)
}

// failure is an error of the control API as JSON.
type failure struct {
	Error   string   `json:"error"`
	Code    string   `json:"code"`              // badRequest, unknownScenario, notFound, forbidden, ...
	Nearest []string `json:"nearest,omitempty"` // of a name that is not known: what may have been meant
}

func refuse(w http.ResponseWriter, status int, err error) {
	f := failure{Error: err.Error(), Code: "badRequest"}
	if status >= http.StatusInternalServerError {
		f.Code = "internal"
	}
	if p, ok := errors.AsType[problem](err); ok {
		f.Code, f.Nearest = p.code, p.nearest
		if p.code == "notFound" {
			status = http.StatusNotFound
		}
	}
	if u, ok := errors.AsType[*scenario.UnknownError](err); ok {
		f.Code, f.Nearest = "unknownScenario", u.Nearest
	}
	writeControl(w, status, f)
}

// reading answers a GET with JSON.
func reading[T any](f func(*Control, *http.Request) (T, error)) func(*Control) http.HandlerFunc {
	return func(s *Control) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			out, err := f(s, r)
			answer(w, out, err)
		}
	}
}

// answer writes what a request has come to.
func answer(w http.ResponseWriter, out any, err error) {
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	writeControl(w, http.StatusOK, out)
}

// mostBody is the largest body in bytes.
const mostBody = 16 << 10

// changing answers a POST with a JSON body.
func changing[In, Out any](f func(*Control, In) (Out, error)) func(*Control) http.HandlerFunc {
	return func(s *Control) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			var in In
			if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind != "application/json" {
				refuse(w, http.StatusUnsupportedMediaType, problem{code: "unsupportedMediaType", message: "the body must be application/json"})
				return
			}
			if err := readBody(http.MaxBytesReader(w, r.Body, mostBody), &in); err != nil {
				refuse(w, http.StatusBadRequest, err)
				return
			}
			out, err := f(s, in)
			answer(w, out, err)
		}
	}
}

// readBody reads one JSON object with known fields. Its errors speak of JSON, not of Go.
func readBody(r io.Reader, in any) error {
	body, err := io.ReadAll(r)
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err == nil {
		err = d.Decode(in)
	}
	if err == nil {
		if _, more := d.Token(); errors.Is(more, io.EOF) {
			return exactly(body, in)
		}
		return badInput("something stands behind the JSON object")
	}
	if errors.Is(err, io.EOF) {
		return badInput("the body is empty; it must be a JSON object")
	}
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if t.Field == "" {
			return badInput("the body is a JSON " + t.Value + "; it must be an object")
		}
		return badInput(fmt.Sprintf("%s is a JSON %s; it must be a string", t.Field, t.Value))
	}
	if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return badInput("the field " + name + " is not known")
	}
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return badInput(fmt.Sprintf("the body is larger than %d bytes", mostBody))
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return badInput("the body is no JSON: it ends too early")
	}
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return badInput("the body is no JSON: " + wrongAt(body, e.Offset))
	}
	return badInput("the body could not be read whole")
}

// wrongAt says which character of a body is none of JSON there, counting from 1. offset is that of the byte behind it.
func wrongAt(body []byte, offset int64) string {
	start := max(0, int(offset)-1)
	for start > 0 && !utf8.RuneStart(body[start]) {
		start--
	}
	r, _ := utf8.DecodeRune(body[start:])
	return fmt.Sprintf("character %d, %q, cannot stand there", utf8.RuneCount(body[:start])+1, r)
}

// exactly refuses what the decoder takes without a word: a field that stands twice, of which the last would count, and one in other
// letters.
func exactly(body []byte, in any) error {
	var known []string
	for f := range reflect.TypeOf(in).Elem().Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		known = append(known, name)
	}
	d := json.NewDecoder(bytes.NewReader(body))
	_, _ = d.Token() // it was decoded before
	for seen := map[string]bool{}; d.More(); {
		key, _ := d.Token()
		name := fmt.Sprint(key)
		switch {
		case seen[name]:
			return badInput(fmt.Sprintf("the field %q stands twice", name))
		case !slices.Contains(known, name):
			meant := known[slices.IndexFunc(known, func(k string) bool { return strings.EqualFold(k, name) })] // the decoder found it
			return badInput(fmt.Sprintf("the field %q is not known, did you mean %q?", name, meant))
		}
		seen[name] = true
		var value json.RawMessage
		_ = d.Decode(&value)
	}
	return nil
}

// ownOrigin lets programs (no Origin) and the page's own scripts in, and no other website.
func ownOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && !slices.Contains([]string{"same-origin", "none"}, site) {
		return false
	}
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host
}

func writeControl(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cross-Origin-Resource-Policy", "same-origin")
	w.WriteHeader(status)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(true)
	e.Encode(v)
}
