package s3_test

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/objectstest"
	"aisdesk/aisclient/objects/s3"
	"aisdesk/aisclient/objects/s3/s3test"
)

func open(t *testing.T, address *url.URL) *s3.Bucket {
	t.Helper()
	b, err := s3.Open(address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBucketIsAStore(t *testing.T) {
	objectstest.Run(t, func(t *testing.T) func() objects.Store {
		s := s3test.New(t)
		return func() objects.Store { return open(t, s.Address()) }
	})
}

func TestPrefixIsAStore(t *testing.T) {
	objectstest.Run(t, func(t *testing.T) func() objects.Store {
		s := s3test.New(t)
		address := s.Address()
		address.Path = "/some/where"
		if err := open(t, s.Address()).Create(t.Context(), "some/whereelse", nil); err != nil {
			t.Fatal(err)
		}
		return func() objects.Store { return open(t, address) }
	})
}

func TestBucketIsAStoreOnABadDay(t *testing.T) {
	objectstest.Run(t, func(t *testing.T) func() objects.Store {
		s := s3test.New(t)
		s.BadDay(7, 0.02)
		return func() objects.Store { return open(t, s.Address()) }
	})
}

// The three traps of a create under a condition.
func TestLostAnswers(t *testing.T) {
	write := func(kind s3test.Kind, status int, code string, times int) *s3test.Fault {
		return &s3test.Fault{Kind: kind, Method: "PUT", Status: status, Code: code, Times: times}
	}
	for name, fault := range map[string]*s3test.Fault{
		"no answer, and it was written":  write(s3test.DropAfter, 0, "", 1),
		"no answer, and nothing written": write(s3test.DropBefore, 0, "", 1),
		"500, and it was written":        write(s3test.FailAfter, 500, "InternalError", 1),
		"429 twice":                      write(s3test.Refuse, 429, "TooManyRequests", 2),
		"503 twice":                      write(s3test.Refuse, 503, "SlowDown", 2),
		"another writes at the moment":   write(s3test.Refuse, 409, "ConditionalRequestConflict", 2),
	} {
		t.Run(name, func(t *testing.T) {
			s := s3test.New(t)
			s.Add(fault)
			b := open(t, s.Address())
			if err := b.Create(t.Context(), "a", []byte("mine")); err != nil {
				t.Error(err)
			}
			if err := b.Create(t.Context(), "a", []byte("mine")); !errors.Is(err, objects.ErrExists) {
				t.Error("the second time:", err)
			}
		})
	}
}

// Who lost keeps losing, also after an answer that was lost.
func TestOtherWonBehindALostAnswer(t *testing.T) {
	s := s3test.New(t)
	b := open(t, s.Address())
	if err := b.Create(t.Context(), "a", []byte("other")); err != nil {
		t.Fatal(err)
	}
	s.Add(&s3test.Fault{Kind: s3test.DropBefore, Method: "PUT", Times: 1})
	if err := b.Create(t.Context(), "a", []byte("mine")); !errors.Is(err, objects.ErrExists) {
		t.Error(err)
	}
	if got, err := b.Get(t.Context(), "a"); string(got) != "other" || err != nil {
		t.Error(string(got), err)
	}
}

func TestCutBodiesAreReadAgain(t *testing.T) {
	s := s3test.New(t)
	b := open(t, s.Address())
	whole := strings.Repeat("whole ", 10_000)
	if err := b.Create(t.Context(), "a", []byte(whole)); err != nil {
		t.Fatal(err)
	}
	s.Add(&s3test.Fault{Kind: s3test.Cut, Method: "GET", Times: 2})
	if got, err := b.Get(t.Context(), "a"); string(got) != whole || err != nil {
		t.Error(len(got), err)
	}
	s.Add(&s3test.Fault{Kind: s3test.Cut, Method: "GET"})
	if got, err := b.Get(t.Context(), "a"); !errors.Is(err, objects.ErrUnreachable) {
		t.Error(len(got), err)
	}
}

func TestTimeIsTheServers(t *testing.T) {
	s := s3test.New(t)
	s.Skew(-3 * time.Hour)
	got, err := open(t, s.Address()).Time(t.Context())
	if d := time.Until(got) + 3*time.Hour; err != nil || d.Abs() > 10*time.Minute {
		t.Error(got, err)
	}
}

func TestFailuresHaveCauses(t *testing.T) {
	refused := func(status int, code string) *s3test.Fault {
		return &s3test.Fault{Kind: s3test.Refuse, Status: status, Code: code}
	}
	for _, c := range []struct {
		fault *s3test.Fault
		want  error
		words string
	}{
		{refused(403, "AccessDenied"), objects.ErrDenied, "the right to put is missing"},
		{refused(403, "ExpiredToken"), objects.ErrCredentials, "Renew them"},
		{refused(400, "ExpiredToken"), objects.ErrCredentials, "Renew them"},
		{refused(403, "InvalidAccessKeyId"), objects.ErrCredentials, "Renew them"},
		{refused(403, "RequestTimeTooSkewed"), objects.ErrClock, "Set it"},
		{refused(404, "NoSuchBucket"), objects.ErrNoBucket, "name and region"},
		{refused(301, "PermanentRedirect"), objects.ErrNoBucket, "name and region"},
		{refused(400, "AuthorizationHeaderMalformed"), objects.ErrNoBucket, "name and region"},
		{refused(400, "InvalidRequest"), nil, "refuses it (400 InvalidRequest): invented. Look at the setting archive"},
		{refused(507, "XMinioStorageFull"), objects.ErrFull, "Make room"},
		{refused(503, "SlowDown"), objects.ErrUnreachable, "sent once it can be"},
		{&s3test.Fault{Kind: s3test.DropBefore}, objects.ErrUnreachable, "sent once it can be"},
	} {
		t.Run(fmt.Sprint(c.fault.Status, c.fault.Code), func(t *testing.T) {
			s := s3test.New(t)
			s.Add(c.fault)
			err := open(t, s.Address()).Create(t.Context(), "a", nil)
			if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(fmt.Sprint(err), c.words) {
				t.Errorf("%v\nwant %v and %q", err, c.want, c.words)
			}
		})
	}
}

// Where no answer comes the sentence says why in words, and names what to look at; nothing of it is the network library's.
func TestSilenceHasASentence(t *testing.T) {
	s := s3test.New(t)
	for name, c := range map[string]struct {
		endpoint string
		fault    *s3test.Fault
		want     string
	}{
		"nobody listens":   {"http://127.0.0.1:1", nil, "nothing listens at 127.0.0.1:1. Look whether the server runs"},
		"no such name":     {"http://nowhere.invalid:9000", nil, "Look at the network"},
		"no https":         {"https" + strings.TrimPrefix(s.URL, "http"), nil, "does not speak https. Look at the endpoint"},
		"another server":   {s.URL, &s3test.Fault{Kind: s3test.Refuse, Status: 200, Code: "Welcome"}, "is not what a server of buckets answers. Look at the network"},
		"cut":              {s.URL, &s3test.Fault{Kind: s3test.DropBefore}, "the connection with 127.0.0.1:"},
		"it is overloaded": {s.URL, &s3test.Fault{Kind: s3test.Refuse, Status: 503, Code: "SlowDown"}, "the store cannot do it now: "},
	} {
		t.Run(name, func(t *testing.T) {
			if c.fault != nil {
				s.Add(c.fault)
				defer s.Heal()
			}
			b := open(t, s3test.AddressOf(c.endpoint))
			_, err := b.Get(t.Context(), "a")
			said := fmt.Sprint(err)
			if !errors.Is(err, objects.ErrUnreachable) || !strings.Contains(said, c.want) {
				t.Error(said)
			}
			for _, raw := range []string{"dial tcp", "lookup", "Get \"", "EOF", "connect:"} {
				if strings.Contains(said, raw) {
					t.Errorf("it says %q: %s", raw, said)
				}
			}
		})
	}
}

func TestNoCredentials(t *testing.T) {
	s := s3test.New(t)
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"} {
		t.Setenv(name, "")
	}
	t.Setenv("HOME", t.TempDir())
	t.Setenv("AWS_CONTAINER_CREDENTIALS_FULL_URI", s.URL+"/none") // no cloud is asked who this machine is
	if err := open(t, s.Address()).Create(t.Context(), "a", nil); !errors.Is(err, objects.ErrCredentials) {
		t.Error(err)
	}
}

// What the three kinds of users may do is the bucket's to say: the error names what is missing.
func TestRights(t *testing.T) {
	s := s3test.New(t)
	if err := open(t, s.Address()).Create(t.Context(), "there", nil); err != nil {
		t.Fatal(err)
	}
	s.CheckRights()
	for key, allowed := range map[string]string{s3test.Analyst: "get list put", s3test.Keeper: "get list put delete", s3test.Auditor: "get list"} {
		t.Setenv("AWS_ACCESS_KEY_ID", key)
		b := open(t, s.Address())
		_, got := b.Get(t.Context(), "there")
		var listed error
		for _, err := range b.List(t.Context(), "", "") {
			listed = err
		}
		for verb, err := range map[string]error{"get": got, "list": listed, "put": b.Create(t.Context(), key, nil), "delete": b.Delete(t.Context(), key)} {
			if strings.Contains(allowed, verb) != (err == nil) {
				t.Errorf("%s %s: %v", key, verb, err)
			}
			if err != nil && (!errors.Is(err, objects.ErrDenied) || !strings.Contains(err.Error(), "the right to "+verb)) {
				t.Errorf("%s %s: %v", key, verb, err)
			}
		}
	}
}

func TestAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"s3://bucket?regio=x":                       "regio",
		"s3://key:secret@bucket?region=x":           "credentials",
		"s3://bucket?endpoint=http://k:s@localhost": "credentials",
		"s3://bucket?endpoint=ftp://localhost":      "endpoint",
		"s3://":                                     "s3://BUCKET",
		"s3://b":                                    "no name of a bucket",
		"gs://bucket":                               "s3://BUCKET",
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s3.Open(u, nil); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret@") {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// Fifty who write the same names at once, on a bad day: each name has one winner.
func TestFiftyWriters(t *testing.T) {
	const writers, names = 50, 20
	s := s3test.New(t)
	s.BadDay(3, 0.02)
	var mu sync.Mutex
	won := map[string][]string{}
	var all sync.WaitGroup
	for w := range writers {
		b := open(t, s.Address())
		all.Go(func() {
			for n := range names {
				name, mine := fmt.Sprintf("race/%03d", n), fmt.Sprint("writer ", w)
				err := b.Create(t.Context(), name, []byte(mine))
				if err != nil && !errors.Is(err, objects.ErrExists) {
					t.Error(err)
				}
				if err == nil {
					mu.Lock()
					won[name] = append(won[name], mine)
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	b := open(t, s.Address())
	for n := range names {
		name := fmt.Sprintf("race/%03d", n)
		if got, err := b.Get(t.Context(), name); len(won[name]) != 1 || err != nil || string(got) != won[name][0] {
			t.Errorf("%s: won by %v, holds %q, %v", name, won[name], got, err)
		}
	}
}
