package aisclient

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Every endpoint in one table: what is sent, and that the raw bytes of the answer are kept.
func TestEveryEndpoint(t *testing.T) {
	const data = `<reply status="200 OK" user="acme-test" ownerExternalId="app-1" responseTimestamp="2026-01-02T03:04:05Z">`
	session := data + `<session id="455164974" signature="` + testSignature + `"/></reply>`
	summary := SummaryRequest{OwnerExternalID: "app-1", Start: DateOf(2026, 1, 1), End: DateOf(2026, 3, 31), Categories: []Category{Label("loan").Not("bank"), BalanceMetric}}
	monthly := summary
	monthly.Monthly = true
	const summaryBody = `{"ownerExternalId":"app-1","start":"2026-01-01","end":"2026-03-31","categories":["label:loan~bank","balance"]}`
	const content = `{"content":{"PL61109010140000071219812874":{"balance":{"current":1.5},"monthly":{"2026-01":{"balance":{}}}}}}`
	token := NewSecret(testToken)
	for _, tt := range []struct {
		name                string
		call                func(c *Client) (Answer, error)
		method, path, query string
		body                string // of the request
		reply               string
	}{
		{"command", func(c *Client) (Answer, error) { return raw(c.Command(t.Context(), "455000001")) },
			"GET", "/v1/command/455000001.xml", "", "", commandXML("in_progress", "")},
		{"data", func(c *Client) (Answer, error) { return raw(c.Data(t.Context(), "app 1&2")) },
			"GET", "/v1/data.xml", "ownerExternalId=app+1%262", "", data + `<owner externalId="app-1"/></reply>`},
		{"delete", func(c *Client) (Answer, error) { return raw(c.DeleteData(t.Context(), "app-1")) },
			"DELETE", "/v1/data.xml", "ownerExternalId=app-1", "", ""},
		{"catalog", func(c *Client) (Answer, error) { return raw(c.Catalog(t.Context(), CatalogRequest{})) },
			"GET", "/v1/catalog.xml", "country=all&favicons=false", "", data + `<targets/></reply>`},
		{"catalog of a country", func(c *Client) (Answer, error) {
			return raw(c.Catalog(t.Context(), CatalogRequest{Country: "pl", AccessMode: "MULTIPLE", Favicons: true}))
		}, "GET", "/v1/catalog.xml", "accessMode=MULTIPLE&country=pl&favicons=true", "", data + `<targets/></reply>`},
		{"scores", func(c *Client) (Answer, error) { return raw(c.Scores(t.Context(), "app-1")) },
			"GET", "/v1/owner-scores.xml", "ownerExternalId=app-1", "", data + `<models/></reply>`},
		{"accounts summary", func(c *Client) (Answer, error) { return raw(c.AccountsSummary(t.Context(), summary)) },
			"POST", "/v1/accounts-summary", "", summaryBody, content},
		{"accounts summary by month", func(c *Client) (Answer, error) { return raw(c.AccountsSummary(t.Context(), monthly)) },
			"POST", "/v1/accounts-summary-with-monthly", "", summaryBody, content},
		{"owner summary", func(c *Client) (Answer, error) { return raw(c.OwnerSummary(t.Context(), summary)) },
			"POST", "/v1/owner-summary", "", summaryBody, content},
		{"owner summary by month", func(c *Client) (Answer, error) { return raw(c.OwnerSummary(t.Context(), monthly)) },
			"POST", "/v1/owner-summary-with-monthly", "", summaryBody, content},
		{"income", func(c *Client) (Answer, error) {
			return raw(c.IncomeConfirmation(t.Context(), IncomeRequest{OwnerExternalID: "app-1"}))
		}, "GET", "/v1/owner-income-confirmation", "ownerExternalId=app-1", "", `{"content":{}}`},
		{"profiles", func(c *Client) (Answer, error) { return raw(c.Profiles(t.Context(), "app-1")) },
			"GET", "/v1/owner-profiles", "ownerExternalId=app-1", "", `[]`},
		{"mock session", func(c *Client) (Answer, error) {
			return raw(c.MockSession(t.Context(), MockSessionRequest{Login: "test1", Country: "pl", OwnerExternalID: "app-1", OwnerEmail: "a@b.example"}))
		}, "POST", "/v1/mock-session.xml", "", "country=pl&login=test1&multipleAccess=false&ownerEmail=a%40b.example&ownerExternalId=app-1", session},
		{"reuse", func(c *Client) (Answer, error) { return raw(c.ReuseAccess(t.Context(), token)) },
			"POST", "/v1/command/reuse-multiple-access.xml", "", "multipleAccessId=" + testToken, session},
		{"revoke", func(c *Client) (Answer, error) { return raw(c.RevokeAccess(t.Context(), token)) },
			"POST", "/v1/command/delete-multiple-access.xml", "", "multipleAccessId=" + testToken, ""},
		{"sign-out", func(c *Client) (Answer, error) { return raw(c.SignOut(t.Context(), testSession())) },
			"POST", "/v1/command/sign-out.xml", "", "sessionId=455164974&sessionIdSignature=" + testSignature, acceptedXML},
		{"redirection", func(c *Client) (Answer, error) {
			return raw(c.StartRedirection(t.Context(), RedirectionRequest{RedirectURI: "https://app.example/back", OwnerExternalID: "app-1", Country: "pl", Locale: "en", PSD2: &PSD2{AccessMode: "SINGLE"}}))
		}, "POST", "/v1/signin/redirection", "", `{"redirectUri":"https://app.example/back","ownerExternalId":"app-1","country":"pl","locale":"en","psd2":{"accessMode":"SINGLE"}}`,
			`{"redirectionId":"r-1","redirectionLink":"https://signin.example/r-1"}`},
		{"redirection status", func(c *Client) (Answer, error) { return raw(c.RedirectionStatus(t.Context(), "r-1")) },
			"GET", "/v1/signin/redirection-status", "redirectionId=r-1", "", `{"status":"WAITING"}`},
		{"upload", func(c *Client) (Answer, error) {
			return raw(c.UploadOwner(t.Context(), UploadRequest{OwnerExternalID: "app-1", Data: json.RawMessage(`{"transactions":[]}`)}))
		}, "POST", "/v1/owner", "", `{"ownerExternalId":"app-1","transactions":[]}`, `{"requestId":"q-1"}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, api := serve(t, answer(200, "", tt.reply))
			a, err := tt.call(c)
			if err != nil {
				t.Fatal(err)
			}
			if string(a.Raw) != tt.reply || a.HTTPStatus != 200 || a.Header == nil {
				t.Errorf("raw %q, status %d", a.Raw, a.HTTPStatus)
			}
			if strings.HasPrefix(tt.reply, data) && a.Envelope.OwnerExternalID.String() != "app-1" {
				t.Errorf("envelope %+v", a.Envelope)
			}
			got := api.last(t)
			if got.method != tt.method || got.path != tt.path || got.query != tt.query || got.body != tt.body {
				t.Errorf("sent %s %s ? %s\n%s", got.method, got.path, got.query, got.body)
			}
			want := map[string]string{"{": "application/json", "": ""}[tt.body[:min(1, len(tt.body))]]
			if tt.body != "" && tt.body[0] != '{' {
				want = "application/x-www-form-urlencoded"
			}
			if got.header.Get("Content-Type") != want || got.header.Get("X-Api-Key") != testKey {
				t.Errorf("headers %v", got.header)
			}
		})
	}
}

// raw takes the Answer out of any reply.
func raw[R any](r R, err error) (Answer, error) {
	if err != nil {
		return Answer{}, err
	}
	switch r := any(r).(type) {
	case *Answer:
		return *r, nil
	case *CommandReply:
		return r.Answer, nil
	case *DataReply:
		return r.Answer, nil
	case *CatalogReply:
		return r.Answer, nil
	case *ScoresReply:
		return r.Answer, nil
	case *SummaryReply:
		return r.Answer, nil
	case *IncomeReply:
		return r.Answer, nil
	case *ProfilesReply:
		return r.Answer, nil
	case *SessionReply:
		return r.Answer, nil
	case *RedirectionReply:
		return r.Answer, nil
	case *RedirectionStatusReply:
		return r.Answer, nil
	case *UploadReply:
		return r.Answer, nil
	}
	return Answer{}, errors.New("an unknown reply")
}

func TestMissingFieldsAreNamedBeforeAnythingIsSent(t *testing.T) {
	c, api := serve(t, nil)
	ctx := t.Context()
	good := SummaryRequest{OwnerExternalID: "app-1", Start: testSince, End: testSince, Categories: []Category{BalanceMetric}}
	change := func(f func(*SummaryRequest)) SummaryRequest { r := good; f(&r); return r }
	for want, err := range map[string]error{
		"data: ownerExternalId":           second(c.Data(ctx, "")),
		"delete: ownerExternalId":         second(c.DeleteData(ctx, "")),
		"scores: ownerExternalId":         second(c.Scores(ctx, "")),
		"profiles: ownerExternalId":       second(c.Profiles(ctx, "")),
		"income: ownerExternalId":         second(c.IncomeConfirmation(ctx, IncomeRequest{})),
		"upload: ownerExternalId":         second(c.UploadOwner(ctx, UploadRequest{})),
		"upload: object":                  second(c.UploadOwner(ctx, UploadRequest{OwnerExternalID: "a", Data: json.RawMessage(`[1]`)})),
		"mock: login":                     second(c.MockSession(ctx, MockSessionRequest{Country: "pl"})),
		"reuse: multipleAccessId":         second(c.ReuseAccess(ctx, Secret{})),
		"revoke: multipleAccessId":        second(c.RevokeAccess(ctx, Secret{})),
		"sign-out: sessionId":             second(c.SignOut(ctx, Session{})),
		"redirection: redirectUri":        second(c.StartRedirection(ctx, RedirectionRequest{RedirectURI: "back"})),
		"status: redirectionId":           second(c.RedirectionStatus(ctx, "")),
		"summary: ownerExternalId":        second(c.OwnerSummary(ctx, change(func(r *SummaryRequest) { r.OwnerExternalID = "" }))),
		"summary: period":                 second(c.OwnerSummary(ctx, change(func(r *SummaryRequest) { r.End = r.Start - 1 }))),
		"summary, no category: category":  second(c.AccountsSummary(ctx, change(func(r *SummaryRequest) { r.Categories = nil }))),
		"summary, bad category: category": second(c.AccountsSummary(ctx, change(func(r *SummaryRequest) { r.Categories = []Category{BalanceMetric.Or("x")} }))),
		"summary, empty: category":        second(c.AccountsSummary(ctx, change(func(r *SummaryRequest) { r.Categories = []Category{{}} }))),
	} {
		_, word, _ := strings.Cut(want, ": ")
		if !errors.Is(err, ErrInvalidRequest) || !strings.Contains(err.Error(), word) {
			t.Errorf("%s: %v", want, err)
		}
	}
	if api.count() != 0 {
		t.Errorf("%d requests were sent", api.count())
	}
}

func TestTheOtherSpellingOfAPath(t *testing.T) {
	c, api := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/v1/command-catalog.xml":
			_, _ = io.WriteString(w, `<reply status="200 OK"><targets><target name="KontoBank"/></targets></reply>`)
		case "/v1/owners-summary":
			_, _ = io.WriteString(w, `{"content":{"PLN":{}}}`)
		default:
			http.NotFound(w, r)
		}
	})
	cat, err := c.Catalog(t.Context(), CatalogRequest{})
	if err != nil || len(cat.Targets) != 1 || api.count() != 2 {
		t.Errorf("%v %+v after %d requests", err, cat, api.count())
	}
	sum, err := c.OwnerSummary(t.Context(), SummaryRequest{OwnerExternalID: "a", Start: testSince, End: testSince, Categories: []Category{AllTransactions}})
	if err != nil || len(sum.Parts) != 1 || sum.Parts[0].Key.String() != "PLN" {
		t.Errorf("%v %+v", err, sum)
	}
	before := api.count()
	if _, err := c.Scores(t.Context(), "a"); err == nil || api.count() != before+1 {
		t.Errorf("%v after %d requests", err, api.count()-before)
	}
}

func TestA404OfTheServiceIsNoOtherSpelling(t *testing.T) {
	c, api := serve(t, xmlAnswer(404, exceptionXML(404, "InvalidTarget", "m")))
	if _, err := c.Catalog(t.Context(), CatalogRequest{}); !errors.Is(err, ExceptionName("InvalidTarget")) || api.count() != 1 {
		t.Errorf("%v after %d requests", err, api.count())
	}
}

func TestGzippedUpload(t *testing.T) {
	c, api := serve(t, jsonAnswer(200, `{"requestId":"q-1"}`))
	r, err := c.UploadOwner(t.Context(), UploadRequest{OwnerExternalID: "app-1", Gzip: true})
	if err != nil || r.RequestID.String() != "q-1" {
		t.Fatalf("%v %+v", err, r)
	}
	got := api.last(t)
	z, err := gzip.NewReader(bytes.NewReader([]byte(got.body)))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(z)
	if string(body) != `{"ownerExternalId":"app-1"}` || got.header.Get("Content-Encoding") != "gzip" || got.header.Get("Content-Type") != "application/json" {
		t.Errorf("%s %v", body, got.header)
	}
}
