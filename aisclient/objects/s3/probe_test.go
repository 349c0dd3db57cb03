package s3_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient/objects"
	"aisdesk/aisclient/objects/s3/s3test"
)

func TestProbe(t *testing.T) {
	s := s3test.New(t)
	b := open(t, s.Address())
	s.Skew(time.Hour)
	p, err := objects.Probe(t.Context(), b, time.Now)
	if err != nil || len(p.Denied) > 0 || p.Left != "" || (p.Skew+time.Hour).Abs() > 10*time.Minute {
		t.Errorf("%+v, %v", p, err)
	}
	for i := range b.List(t.Context(), "", "") {
		t.Error("left:", i.Name)
	}
}

// Some servers take a second object of the same name, whatever the condition says.
func TestProbeFindsServersWithoutConditions(t *testing.T) {
	s := s3test.New(t)
	s.Add(&s3test.Fault{Kind: s3test.IgnoreCondition, Method: "PUT"})
	if _, err := objects.Probe(t.Context(), open(t, s.Address()), time.Now); !errors.Is(err, objects.ErrNoOrder) {
		t.Error(err)
	}
}

func TestProbeSaysWhatIsDenied(t *testing.T) {
	s := s3test.New(t)
	s.CheckRights()
	for key, want := range map[string][]string{s3test.Keeper: nil, s3test.Analyst: {"delete"}, s3test.Auditor: {"put"}} {
		t.Setenv("AWS_ACCESS_KEY_ID", key)
		p, err := objects.Probe(t.Context(), open(t, s.Address()), time.Now)
		if p.Usable() != nil || p.OneWins == (key == s3test.Auditor) || slices.Contains(p.Allowed, "put") == (key == s3test.Auditor) || !slices.Contains(p.Allowed, "get") {
			t.Errorf("%s: %+v, %v", key, p, p.Usable())
		}
		if err != nil || !slices.Equal(p.Denied, want) || slices.Contains(p.Untried, "order") != (key == s3test.Auditor) || (p.Left != "") != (key == s3test.Analyst) {
			t.Errorf("%s: %+v, %v", key, p, err)
		}
	}
}

// A store in which nothing may be done is no archive: the error names the rights that are missing, and the verbs that are allowed
// are none.
func TestAStoreWithoutRightsIsOfNoUse(t *testing.T) {
	for name, c := range map[string]struct {
		faults []s3test.Fault
		lack   string
		may    []string
	}{
		"nothing": {[]s3test.Fault{{Kind: s3test.Refuse, Status: 403, Code: "AccessDenied"}}, "the rights to get and list are missing", nil},
		"no get":  {[]s3test.Fault{{Kind: s3test.Refuse, Method: "GET", Name: "probe/", Status: 403, Code: "AccessDenied"}}, "the right to get is missing", []string{"delete", "list", "put"}},
	} {
		s := s3test.New(t)
		for i := range c.faults {
			s.Add(&c.faults[i])
		}
		p, err := objects.Probe(t.Context(), open(t, s.Address()), time.Now)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		slices.Sort(p.Allowed)
		if err := p.Usable(); !errors.Is(err, objects.ErrDenied) || !strings.Contains(err.Error(), c.lack) || !slices.Equal(p.Allowed, c.may) {
			t.Errorf("%s: %+v, %v", name, p, err)
		}
	}
}

// What keeps every verb from being answered is said once.
func TestProbeSaysAFailureOnce(t *testing.T) {
	for _, f := range []*s3test.Fault{{Kind: s3test.Refuse, Status: 301, Code: "PermanentRedirect"}, {Kind: s3test.Refuse, Status: 400, Code: "ExpiredToken"}, {Kind: s3test.Refuse, Method: "PUT", Status: 507, Code: "StorageFull"}} {
		s := s3test.New(t)
		s.Add(f)
		_, err := objects.Probe(t.Context(), open(t, s.Address()), time.Now)
		if err == nil || strings.Count(err.Error(), " in s3://") != 1 {
			t.Errorf("%s: %v", f.Code, err)
		}
	}
}
