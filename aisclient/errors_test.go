package aisclient

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"
)

// Every name that is publicly known, with the kind that decides what the desk shows.
var knownNames = map[string]Kind{
	"InvalidSessionId": KindSession, "InvalidSessionIdSignature": KindSession, "SessionExpired": KindSession,
	"NotSignedIn": KindSession, "AlreadySignedIn": KindSession, "DefaultImportAlreadyExecuted": KindSession,
	"CommandNotAvailable": KindProvider, "InvalidCommandId": KindProvider, "InvalidSince": KindProvider,
	"InvalidParameter": KindProvider, "InvalidArgument": KindProvider, "InvalidIban": KindProvider,
	"InvalidTarget": KindProvider, "InvalidOwnerExternalId": KindProvider, "InvalidMultipleAccessId": KindSession,
	"MultipleAccessLimitExceeded": KindQuota, "ConcurrentSessionsLimitExceed": KindQuota,
	"ConcurrentSessionsLimitExceeded": KindQuota, "JobsQuotaExceeded": KindQuota, "NoDataToCalculateScore": KindProvider,
	"ServiceMaintenance": KindMaintenance, "ServiceTemporarilyUnavailable": KindBank, "IO": KindBank, "IOException": KindBank,
	"InvalidCredentials": KindUser, "AccessBlocked": KindUser, "AccessTemporarilyBlocked": KindUser,
	"ManualActionRequired": KindUser, "TargetCredentialsMismatch": KindUser, "UnsupportedLoginMethod": KindUser,
	"UnsupportedLanguage": KindUser, "InsufficientIdentificationLevel": KindUser,
}

func exceptionXML(status int, name, message string) string {
	return fmt.Sprintf(`<reply status="%d %s" user="acme-test"><exception name="%s"><message>%s</message><friendlyMessage>Po polsku.</friendlyMessage></exception></reply>`,
		status, http.StatusText(status), name, message)
}

func TestEveryKnownNameHasAKindAndANextStep(t *testing.T) {
	for name, kind := range knownNames {
		c, _ := serve(t, xmlAnswer(400, exceptionXML(400, name, "What the provider says.")))
		_, err := c.Command(t.Context(), "1")
		e := failure(t, err)
		if e.Kind != kind || e.Name != name {
			t.Errorf("%s: kind %s, name %s", name, e.Kind, e.Name)
		}
		if !errors.Is(err, kind) || !errors.Is(err, ExceptionName(name)) || !errors.Is(err, &Error{Kind: kind, Name: name}) || errors.Is(err, &Error{}) {
			t.Errorf("%s: errors.Is does not find it", name)
		}
		if e.Message.String() != "What the provider says." || e.Friendly.String() != "Po polsku." {
			t.Errorf("%s: %q %q", name, e.Message, e.Friendly)
		}
		for _, want := range []string{name, "What the provider says", "GET ", "/v1/command/1.xml", "HTTP 400", e.Next} {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %q is not in %q", name, want, err)
			}
		}
	}
}

func TestTheSameNameWithTheOldSuffix(t *testing.T) {
	if r := remedyFor("InvalidSessionIdException", 404); r.kind != KindSession {
		t.Errorf("%+v", r)
	}
}

func TestUnknownNamesFallIntoASensibleKind(t *testing.T) {
	for _, tt := range []struct {
		name   string
		status int
		kind   Kind
		retry  bool
	}{
		{"RequestsQuotaReached", 400, KindQuota, true},
		{"HourlyLimitReached", 400, KindQuota, true},
		{"PlannedMaintenance", 500, KindMaintenance, true},
		{"BankUnavailable", 400, KindBank, true},
		{"UpstreamTimeout", 400, KindBank, true},
		{"SessionClosed", 400, KindSession, false},
		{"ConsentRevoked", 400, KindSession, false},
		{"WrongPassword", 400, KindUser, false},
		{"AccountBlocked", 400, KindUser, false},
		{"InvalidShoeSize", 400, KindProvider, false},
		{"SomethingElse", 400, KindProvider, false},
		{"SomethingElse", 500, KindProvider, true},
		{"SomethingElse", 503, KindMaintenance, true},
		{"SomethingElse", 429, KindQuota, true},
		{"SomethingElse", 403, KindAuth, false},
	} {
		c, _ := serve(t, xmlAnswer(tt.status, exceptionXML(tt.status, tt.name, "m")))
		_, err := c.Command(t.Context(), "1")
		if e := failure(t, err); e.Kind != tt.kind || e.Retryable != tt.retry || e.Name != tt.name {
			t.Errorf("%s with %d: kind %s, retryable %v", tt.name, tt.status, e.Kind, e.Retryable)
		}
	}
}

func TestStatusesWithoutAName(t *testing.T) {
	for status, kind := range map[int]Kind{
		400: KindProvider, 403: KindAuth, 404: KindProvider, 407: KindTransport, 408: KindTransport,
		429: KindQuota, 500: KindProvider, 502: KindProvider, 503: KindMaintenance, 504: KindProvider,
	} {
		c, _ := serve(t, answer(status, "text/plain", "whatever"))
		_, err := c.Command(t.Context(), "1")
		if e := failure(t, err); e.Kind != kind || e.HTTPStatus != status {
			t.Errorf("%d: %v", status, err)
		}
	}
}

func TestUnauthorizedIsTranslated(t *testing.T) {
	c, _ := serve(t, xmlAnswer(401, `<reply status="401 Unauthorized" responseTimestamp="2026-01-02T03:04:05Z"><comment>Unauthorized access from IP 10.***.***.1 with key 5e***1e.</comment></reply>`))
	_, err := c.Data(t.Context(), "app-1")
	e := failure(t, err)
	if e.Kind != KindAuth || e.Retryable || !errors.Is(err, KindAuth) {
		t.Errorf("%v", err)
	}
	for _, want := range []string{"key is wrong", "IP address is not enabled", "Insight", "10.***.***.1"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
}

func TestJSONErrorsOfAnyShape(t *testing.T) {
	for _, body := range []string{
		`{"exception":{"name":"InvalidOwnerExternalId","message":"No such owner."}}`,
		`{"name":"InvalidOwnerExternalId","message":"No such owner."}`,
		`{"status":404,"error":{"code":"InvalidOwnerExternalId","detail":"No such owner."}}`,
		`{"errors":[{"name":"InvalidOwnerExternalId","message":"No such owner."}]}`,
		`[{"exception":"InvalidOwnerExternalId","message":"No such owner."}]`,
		exceptionXML(404, "InvalidOwnerExternalId", "No such owner."),
	} {
		c, _ := serve(t, answer(404, "application/json", body))
		_, err := c.Profiles(t.Context(), "app-1")
		e := failure(t, err)
		if e.Name != "InvalidOwnerExternalId" || e.Message.String() != "No such owner." || e.HTTPStatus != 404 || string(e.Raw) != body {
			t.Errorf("%s: %v", body, err)
		}
	}
	for _, body := range []string{`{}`, `[]`, `{"a":{"b":{"c":{"d":{"e":{"name":"deep"}}}}}}`, `{"name":5}`, `{"nam`, ``, `null`} {
		c, _ := serve(t, answer(500, "application/json", body))
		_, err := c.Profiles(t.Context(), "app-1")
		if e := failure(t, err); e.Kind != KindProvider || !e.Retryable || e.Name != "" {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestAnExceptionWithAGoodStatusIsARefusal(t *testing.T) {
	c, _ := serve(t, xmlAnswer(200, exceptionXML(200, "InvalidSessionId", "m")))
	_, err := c.Scores(t.Context(), "app-1")
	if !errors.Is(err, KindSession) {
		t.Errorf("%v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for v, want := range map[string]time.Duration{
		"": 0, "7": 7 * time.Second, " 7 ": 7 * time.Second, "-3": 0, "soon": 0, "1e3": 0,
		"Fri, 02 Jan 2026 03:05:05 GMT": time.Minute, "Fri, 02 Jan 2026 03:00:00 GMT": 0, "99999999999999999999": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {v}}, now); got != want {
			t.Errorf("%q: %v", v, got)
		}
	}
}

func TestFailedCommand(t *testing.T) {
	for _, tt := range []struct {
		state, inside string
		kind          Kind
		retry         bool
	}{
		{"error", `<exception name="AccessBlocked"><message>m</message></exception>`, KindUser, false},
		{"error", `<exception name="SomeBankTrouble"><message>m</message></exception>`, KindBank, true},
		{"error", ``, KindBank, true},
		{"fatal", `<exception name="NullPointer"><message>m</message></exception>`, KindProvider, true},
		{"fatal", ``, KindProvider, true},
		{"cancelled", ``, KindProvider, false},
		{"error", `<exception name="IOException"><message>m</message></exception>`, KindBank, true},
	} {
		c, _ := serve(t, xmlAnswer(200, commandXML(tt.state, tt.inside)))
		r, err := c.Command(t.Context(), "455000001")
		if err != nil {
			t.Fatalf("%s: a failed command is an answer: %v", tt.state, err)
		}
		if e := failure(t, r.Failure()); e.Kind != tt.kind || e.Retryable != tt.retry {
			t.Errorf("%s %s: %+v", tt.state, tt.inside, e)
		}
	}
	for _, state := range []string{"setup", "in_progress", "successful", "pondering"} {
		if err := (&CommandReply{Command: Command{State: CommandState(state)}}).Failure(); err != nil {
			t.Errorf("%s: %v", state, err)
		}
	}
}

func TestEmptyDataIsNoData(t *testing.T) {
	for _, body := range []string{"", strings.Repeat(" ", 100)} {
		c, _ := serve(t, answer(200, "application/xml", body))
		if _, err := c.Data(t.Context(), "app-1"); !errors.Is(err, KindDecode) {
			t.Errorf("%v", err)
		}
		if _, err := c.DeleteData(t.Context(), "app-1"); err != nil {
			t.Errorf("%v", err)
		}
	}
	c, _ := serve(t, answer(200, "application/xml", strings.Repeat(" ", 100)+"<reply"))
	if _, err := c.Data(t.Context(), "app-1"); !errors.Is(err, KindDecode) {
		t.Errorf("a broken reply after white space: %v", err)
	}
}
