package s3test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
)

// Kind is what goes wrong with a request.
type Kind int

// Kinds of faults.
const (
	DropBefore      Kind = iota // the connection ends and nothing was done
	DropAfter                   // it was done, and the connection ends without an answer
	Cut                         // half of the answer's body arrives
	Refuse                      // an answer of Status with Code, and nothing was done
	FailAfter                   // an answer of Status with Code, though it was done
	IgnoreCondition             // the server does not know If-None-Match
	Hang                        // nothing is done, and the connection stays open without an answer
	ListLate                    // lists lack what was written since the fault began
)

// Fault is one thing that goes wrong.
type Fault struct {
	Kind Kind
	// Method and Name say with which requests: Name is a part of the object's name. Empty ones fit all.
	Method, Name string
	// Times is how often; 0 is always.
	Times int
	// Status and Code are those of the answer.
	Status int
	Code   string

	written map[string]bool // of ListLate: what lists lack
}

func (f *Fault) fits(r *http.Request) bool {
	if f.Kind == ListLate {
		if r.Method == http.MethodPut {
			f.written[strings.TrimPrefix(r.URL.Path, "/"+Bucket+"/")] = true
		}
		return r.URL.Query().Has("list-type")
	}
	return (f.Method == "" || f.Method == r.Method) && strings.Contains(r.URL.Path, f.Name)
}

// listed is an object in the answer that lists objects.
var listed = regexp.MustCompile(`(?s)<Contents>.*?<Key>([^<]*)</Key>.*?</Contents>`)

func (f *Fault) serve(inner http.Handler, w http.ResponseWriter, r *http.Request) {
	switch f.Kind {
	case Refuse:
		refuse(w, f.Status, f.Code)
		return
	case IgnoreCondition:
		r.Header.Del("If-None-Match")
		inner.ServeHTTP(w, r)
		return
	case DropBefore:
		panic(http.ErrAbortHandler)
	case Hang:
		_, _ = io.Copy(io.Discard, r.Body) // only then the end of the connection is seen
		<-r.Context().Done()
		return
	}
	done := httptest.NewRecorder()
	inner.ServeHTTP(done, r)
	switch f.Kind {
	case ListLate:
		_, _ = w.Write(listed.ReplaceAllFunc(done.Body.Bytes(), func(b []byte) []byte {
			if f.written[string(listed.FindSubmatch(b)[1])] {
				return nil
			}
			return b
		}))
	case FailAfter:
		refuse(w, f.Status, f.Code)
	case Cut:
		for k, v := range done.Header() {
			w.Header()[k] = v
		}
		w.Header().Set("Content-Length", strconv.Itoa(done.Body.Len()))
		w.WriteHeader(done.Code)
		_, _ = w.Write(done.Body.Bytes()[:done.Body.Len()/2])
		if done.Body.Len() > 0 {
			panic(http.ErrAbortHandler)
		}
	case DropAfter:
		panic(http.ErrAbortHandler)
	}
}

func refuse(w http.ResponseWriter, status int, code string) {
	var b bytes.Buffer
	fmt.Fprintf(&b, `<?xml version="1.0" encoding="UTF-8"?><Error><Code>%s</Code><Message>invented</Message></Error>`, code)
	w.Header().Set("Content-Type", "application/xml")
	w.Header().Set("Content-Length", strconv.Itoa(b.Len()))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}

// random are faults of a bad day.
type random struct {
	rng  *rand.Rand
	rate float64
}

// BadDay has a part of all requests go wrong in a way that passes: answers lost before and after the write, cut bodies, 409,
// 500, 503.
func (s *Server) BadDay(seed uint64, rate float64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.random = &random{rand.New(rand.NewPCG(seed, 1)), rate}
}

func (r *random) next(req *http.Request) *Fault {
	if r == nil || r.rng.Float64() >= r.rate {
		return nil
	}
	all := []*Fault{{Kind: DropBefore}, {Kind: DropAfter}, {Kind: Cut}, {Kind: Refuse, Status: 503, Code: "SlowDown"},
		{Kind: Refuse, Status: 500, Code: "InternalError"}, {Kind: FailAfter, Status: 500, Code: "InternalError"}}
	if req.Method == http.MethodPut {
		all = append(all, &Fault{Kind: Refuse, Status: 409, Code: "ConditionalRequestConflict"})
	}
	return all[r.rng.IntN(len(all))]
}
