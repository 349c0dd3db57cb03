package aisclient

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// A deletion, a revocation and a sign-out are done with any 2xx: nobody documents what stands in the answer.
func TestAny2xxEndsWhatHasNoDocumentedAnswer(t *testing.T) {
	const refused = `<reply status="200 OK"><exception name="InvalidMultipleAccessId"><message>m</message></exception></reply>`
	for _, tt := range []struct {
		status int
		body   string
		ok     bool
	}{
		{200, `<reply status="200 OK"/>`, true}, {200, ``, true}, {204, ``, true}, {202, `OK`, true}, {200, `{"deleted":true}`, true}, {200, `<done/>`, true},
		{200, refused, false}, {200, `<html>Sign in to the hotel network</html>`, false}, {302, ``, false}, {404, ``, false}, {500, ``, false},
	} {
		c, api := serve(t, answer(tt.status, "", tt.body))
		_, deleted := c.DeleteData(t.Context(), "app-1")
		_, revoked := c.RevokeAccess(t.Context(), NewSecret(testToken))
		_, out := c.SignOut(t.Context(), testSession())
		if (deleted == nil) != tt.ok || (revoked == nil) != tt.ok || (out == nil) != tt.ok || api.count() != 3 {
			t.Errorf("%d %q: %v / %v / %v after %d requests", tt.status, tt.body, deleted, revoked, out, api.count())
		}
	}
}

// What web frameworks answer to an unknown path names no exception, so the other spelling is asked.
func TestA404OfAFrameworkIsNoException(t *testing.T) {
	for _, body := range []string{
		`{"timestamp":"2026-01-02T03:04:05Z","status":404,"error":"Not Found","path":"/v1/owner-summary"}`,
		`{"type":"about:blank","title":"Not Found","status":404}`, `{"code":"404","message":"no route"}`, `404 page not found`, `<html>404</html>`,
	} {
		c, api := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/owners-summary" {
				_, _ = io.WriteString(w, `{"content":{"PLN":{}}}`)
				return
			}
			w.WriteHeader(404)
			_, _ = io.WriteString(w, body)
		})
		r, err := c.OwnerSummary(t.Context(), SummaryRequest{OwnerExternalID: "a", Start: testSince, End: testSince, Categories: []Category{AllTransactions}})
		if err != nil || len(r.Parts) != 1 || api.count() != 2 {
			t.Errorf("%s: %v after %d requests", body, err, api.count())
		}
		if _, err := c.Profiles(t.Context(), "a"); failure(t, err).Name != "" {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestSpellingsOfOneNameAreOne(t *testing.T) {
	for _, pair := range [][2]string{{"IO", "IOException"}, {"ConcurrentSessionsLimitExceed", "ConcurrentSessionsLimitExceeded"}, {"InvalidSince", "InvalidSinceException"}} {
		for i := range pair {
			c, _ := serve(t, xmlAnswer(400, exceptionXML(400, pair[i], "m")))
			_, err := c.Command(t.Context(), "1")
			if !errors.Is(err, ExceptionName(pair[0])) || !errors.Is(err, ExceptionName(pair[1])) || failure(t, err).Name != pair[i] {
				t.Errorf("%s: %v", pair[i], err)
			}
		}
		one, next := Advice(pair[0])
		if two, other := Advice(pair[1]); one != two || next != other || next == "" {
			t.Errorf("%v: %s %q, %s %q", pair, one, next, two, other)
		}
	}
}

func TestPartialDueToTimeoutWhereverItStands(t *testing.T) {
	const whole = `<reply><command id="1" state="successful"><result><accounts><account><moneyTransactions></moneyTransactions></account><account/></accounts><creditCards><creditCard/></creditCards></result></command></reply>`
	for at, want := range map[string]string{
		"<account>": "true false false", "<moneyTransactions>": "true false false", "<account/>": "false true false", "<creditCard/>": "false false true",
		"<accounts>": "true true false", "<creditCards>": "false false true", "<result>": "true true true", "<command ": "false false false",
	} {
		with := strings.TrimRight(at, "/> ") + ` partialDueToTimeout="true"` + at[len(strings.TrimRight(at, "/> ")):]
		imp := decode(t, strings.Replace(whole, at, with, 1))
		a, card := imp.Targets[0].Accounts, imp.Targets[0].CreditCards[0]
		if got := strings.Join(flags(a[0].PartialDueToTimeout, a[1].PartialDueToTimeout, card.PartialDueToTimeout), " "); got != want {
			t.Errorf("%s: %s", at, got)
		}
		if known := at != "<command "; known != (len(imp.Warnings) == 0) {
			t.Errorf("%s: warnings %v", at, imp.Warnings)
		}
	}
	imp := decode(t, `<reply><owner externalId="a"><target partialDueToTimeout="true"><accounts><account/></accounts></target><target><accounts><account/></accounts></target></owner></reply>`)
	if !imp.Targets[0].Accounts[0].PartialDueToTimeout || imp.Targets[1].Accounts[0].PartialDueToTimeout {
		t.Errorf("%+v", imp.Targets)
	}
}

func flags(list ...bool) (out []string) {
	for _, b := range list {
		out = append(out, map[bool]string{true: "true", false: "false"}[b])
	}
	return out
}

// A program may have put anything in the place of net/http's default transport.
func TestTheProgramsDefaultTransportIsNotUsed(t *testing.T) {
	was := http.DefaultTransport
	http.DefaultTransport = refuseAll{}
	defer func() { http.DefaultTransport = was }()
	c, api := serve(t, xmlAnswer(200, commandXML("in_progress", "")))
	if _, err := c.Command(t.Context(), "455000001"); err != nil || api.count() != 1 {
		t.Errorf("%v after %d requests", err, api.count())
	}
}

type refuseAll struct{}

func (refuseAll) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("instrumented")
}
