package certify

import (
	"net/http"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

// Polls at 5 percent of the pause are told, however slow the others are; slow ones alone are not.
func TestBurstsOfPollsAreTold(t *testing.T) {
	r := &runner{Options: Options{Speed: 1}}
	for name, c := range map[string]struct {
		gaps []float64 // in shares of the pause
		told bool
	}{
		"slow": {[]float64{1, 1.4, 1, 3}, false}, "two among slow ones": {[]float64{2, 0.05, 2, 2, 0.05, 3}, true}, "one": {[]float64{2, 2, 0.05, 2}, true},
		"a ticker on a busy machine": {[]float64{1.2, 0.7, 1, 1.1}, false},
	} {
		x, at := &run{}, time.Now()
		for _, g := range append([]float64{0}, c.gaps...) {
			at = at.Add(time.Duration(g * float64(r.pause())))
			x.requests = append(x.requests, sandbox.Request{Method: http.MethodGet, Path: "/v1/command/7.xml", At: at})
		}
		if got := pace(r, testCase{}, x); (len(got) > 0) != c.told {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// One of the older commands after the default import is a second import, unless the first was refused.
func TestAnOlderCommandIsASecondImport(t *testing.T) {
	part := sandbox.Request{Method: http.MethodPost, Path: "/v1/command/import-accounts.xml", Status: 202}
	for status, want := range map[int]bool{502: true, 202: true, 401: false} {
		x := &run{requests: []sandbox.Request{{Method: http.MethodPost, Path: importPath, Status: status, Params: map[string]string{"since": ""}}, part}}
		got := imports(nil, testCase{}, x)
		if (len(got) == 1 && got[0].Code == ImportSentTwice) != want {
			t.Errorf("%d: %v", status, got)
		}
	}
}
