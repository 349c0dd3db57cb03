// Package s3test is a bucket in the process of a test, with the faults of networks and of servers.
package s3test

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
)

// Bucket is the name of the bucket.
const Bucket = "team"

// Keys of the three kinds of users that a bucket's policy tells apart.
const (
	Analyst = "analyst" // get, list, put
	Keeper  = "keeper"  // delete too
	Auditor = "auditor" // get, list
)

// Server is the bucket's server.
type Server struct {
	*httptest.Server
	inner http.Handler

	mu     sync.Mutex
	faults []*Fault
	random *random
	skew   time.Duration
	rights bool
	down   bool
	counts map[string]int
}

// New starts a server with an empty bucket, and gives the test an analyst's credentials in the environment: a keeper's where
// rights are not looked at.
func New(t *testing.T) *Server {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", Keeper)
	t.Setenv("AWS_SECRET_ACCESS_KEY", "invented-secret-of-a-test")
	t.Setenv("AWS_SESSION_TOKEN", "")
	t.Setenv("AWS_PROFILE", "")
	backend := s3mem.New()
	if err := backend.CreateBucket(Bucket); err != nil {
		t.Fatal(err)
	}
	s := &Server{inner: gofakes3.New(backend, gofakes3.WithTimeSkewLimit(0)).Server(), counts: map[string]int{}}
	s.Server = httptest.NewUnstartedServer(http.HandlerFunc(s.serve))
	s.Config.ErrorLog = log.New(io.Discard, "", 0) // dropped answers
	s.Start()
	t.Cleanup(s.Close)
	return s
}

// Address is that of the bucket.
func (s *Server) Address() *url.URL { return AddressOf(s.URL) }

// AddressOf is the bucket's address at a server of this package, for another process.
func AddressOf(endpoint string) *url.URL {
	q := url.Values{"endpoint": {endpoint}, "region": {"eu-central-1"}, "use_path_style": {"true"}}
	return &url.URL{Scheme: "s3", Host: Bucket, RawQuery: q.Encode()}
}

// Add has the next requests that a fault fits go wrong.
func (s *Server) Add(faults ...*Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range faults {
		f.written = map[string]bool{}
	}
	s.faults = append(s.faults, faults...)
}

// Heal ends all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.random, s.skew, s.down = nil, nil, 0, false
}

// Down has no request be answered.
func (s *Server) Down(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

// Skew moves the server's clock.
func (s *Server) Skew(by time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.skew = by
}

// CheckRights refuses what the key of a request may not do.
func (s *Server) CheckRights() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rights = true
}

// Count is the number of requests of a method so far.
func (s *Server) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

func (s *Server) serve(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.counts[r.Method]++
	f, skew, allowed := s.next(r), s.skew, !s.rights || may(r)
	s.mu.Unlock()
	if skew != 0 {
		w.Header().Set("Date", time.Now().Add(skew).UTC().Format(http.TimeFormat))
	}
	if !allowed {
		refuse(w, http.StatusForbidden, "AccessDenied")
		return
	}
	if f == nil {
		s.inner.ServeHTTP(w, r)
		return
	}
	f.serve(s.inner, w, r)
}

// next is the fault of a request; nil for none.
func (s *Server) next(r *http.Request) *Fault {
	if s.down {
		return &Fault{Kind: DropBefore}
	}
	for i, f := range s.faults {
		if f.fits(r) {
			if f.Times--; f.Times == 0 {
				s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
			}
			return f
		}
	}
	return s.random.next(r)
}

// may reports whether the policy of the bucket lets the key of a request do it.
func may(r *http.Request) bool {
	_, after, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	key, _, _ := strings.Cut(after, "/")
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		return key == Analyst || key == Keeper || key == Auditor
	case http.MethodPut, http.MethodPost:
		return key == Analyst || key == Keeper
	}
	return key == Keeper
}
