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
	"time"
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

func TestCatalogInEveryDetail(t *testing.T) {
	c, _ := serve(t, xmlAnswer(200, `<reply status="200 OK"><targets>
<target country="pl" name="KontoBankApi" institution="KontoBank" officialName="Konto Bank" officialUrl="https://bank.example" loginName="Identyfikator" beta="true" psd2="true" colour="blue">
 <supportedAccountTypes><supportedAccountType name="Individual"/><supportedAccountType name="Corporate"/></supportedAccountTypes>
 <commands><command name="DefaultImportCommand"/><command name="Sign Out Command"/></commands>
 <credentialsMetadata><credentialMetadata kind="STATIC_LOGIN"><name>Login</name><supported>true</supported><asterisked>false</asterisked></credentialMetadata>
  <credentialMetadata kind="CHOICE" name="Which" supported="false" asterisked="true"><description>Choose</description><choice><option> A </option><option>B</option></choice></credentialMetadata></credentialsMetadata>
</target>
<target country="cz" name="Bare"/></targets></reply>`))
	r, err := c.Catalog(t.Context(), CatalogRequest{})
	if err != nil || len(r.Targets) != 2 {
		t.Fatalf("%v %+v", err, r)
	}
	b := r.Targets[0]
	if b.Country.String() != "pl" || b.Name.String() != "KontoBankApi" || b.Institution.String() != "KontoBank" || b.OfficialName.String() != "Konto Bank" ||
		b.OfficialURL.String() != "https://bank.example" || b.LoginName.String() != "Identyfikator" || !b.Beta || !b.PSD2 || len(b.AccountTypes) != 2 {
		t.Errorf("%+v", b)
	}
	if !b.Supports("DefaultImportCommand") || !b.Supports("SignOutCommand") || b.Supports("ImportAccountsCommand") {
		t.Errorf("%v", b.Commands)
	}
	if k := b.Credentials[0]; k.Kind.String() != "STATIC_LOGIN" || k.Name.String() != "Login" || !k.Supported || k.Asterisked {
		t.Errorf("%+v", k)
	}
	if k := b.Credentials[1]; k.Name.String() != "Which" || k.Supported || !k.Asterisked || len(k.Options) != 2 || k.Options[0].String() != "A" {
		t.Errorf("%+v", k)
	}
	if b := r.Targets[1]; b.Beta || b.PSD2 || b.Commands != nil {
		t.Errorf("%+v", b)
	}
}

func TestScores(t *testing.T) {
	c, _ := serve(t, xmlAnswer(200, `<reply status="200 OK"><models><model id="common-2099-01-01" retrainedAt="2099-01-02T03:04:05Z"><scores>
<score><value>0.6123456789012345678</value></score><scorePercentile><value>0.7</value></scorePercentile><scoreTier><value>C</value></scoreTier><gamblingIndex><value>low</value></gamblingIndex></scores></model><model id="own"/></models></reply>`))
	r, err := c.Scores(t.Context(), "app-1")
	if err != nil || len(r.Models) != 2 {
		t.Fatalf("%v %+v", err, r)
	}
	m := r.Models[0]
	f, ok := m.Score.Float()
	if m.ID.String() != "common-2099-01-01" || m.Score != "0.6123456789012345678" || !ok || f < 0.61 || f > 0.62 || m.Percentile != "0.7" || m.Tier.String() != "C" ||
		m.Others["gamblingIndex"].String() != "low" || m.RetrainedAt.Year() != 2099 {
		t.Errorf("%+v", m)
	}
	for _, body := range []string{`<reply/>`, ``, `<reply><models>`} {
		c, _ := serve(t, xmlAnswer(200, body))
		if _, err := c.Scores(t.Context(), "app-1"); !errors.Is(err, KindDecode) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestSummaryKeepsOrderAndJSON(t *testing.T) {
	c, _ := serve(t, jsonAnswer(200, `{"meta":1,"content":{"PLN":{"label:loan":{"sum":12.3400,"n":9007199254740993},"monthly":{"2026-02":{"label:loan":{"sum":1}},"2026-01":{"label:loan":null}}},"EUR":{}}}`))
	r, err := c.OwnerSummary(t.Context(), SummaryRequest{OwnerExternalID: "a", Start: testSince, End: testSince, Categories: []Category{Label("loan")}, Monthly: true})
	if err != nil || len(r.Parts) != 2 || r.Parts[0].Key.String() != "PLN" || r.Parts[1].Key.String() != "EUR" {
		t.Fatalf("%v %+v", err, r)
	}
	p := r.Parts[0]
	if len(p.Values) != 1 || p.Values[0].Name.String() != "label:loan" || string(p.Values[0].JSON) != `{"sum":12.3400,"n":9007199254740993}` {
		t.Errorf("%+v", p.Values)
	}
	if len(p.Months) != 2 || p.Months[0].Month.String() != "2026-02" || string(p.Months[0].Values[0].JSON) != `{"sum":1}` {
		t.Errorf("%+v", p.Months)
	}
	for _, body := range []string{``, `[`, `"x"`, `{"content":5}`, `{"content":{"PLN":[1,2}`, `{"content":{"PLN":7}}`} {
		c, _ := serve(t, jsonAnswer(200, body))
		_, err := c.OwnerSummary(t.Context(), SummaryRequest{OwnerExternalID: "a", Start: testSince, End: testSince, Categories: []Category{Label("loan")}})
		if !errors.Is(err, KindDecode) {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestCategories(t *testing.T) {
	for want, c := range map[string]Category{
		"label:salary": Label("salary"), "label:500+": Label("500+"), "label:bailiff|debt collection": Label("bailiff").Or("debt collection"),
		"label:repayment&late payment": Label("repayment").And("late payment"), "label:loan~bank": Label("loan").Not("bank"),
		"label:a|b|c": Label("a").Or("b").Or("c"), "allTransactions": AllTransactions, "balance": BalanceMetric, "activeSinceAtLeast": ActiveSinceAtLeast,
	} {
		if c.Err() != nil || c.String() != want {
			t.Errorf("%s: %q %v", want, c, c.Err())
		}
		back, err := ParseCategory(want)
		if err != nil || back.String() != want {
			t.Errorf("%s read back: %q %v", want, back, err)
		}
	}
	for name, c := range map[string]Category{
		"empty": Label(""), "an operator in a name": Label("a|b"), "a colon": Label("a:b"), "spaces at the end": Label("a "), "a second empty": Label("a").Or(""),
		"a metric combined": AllTransactions.And("loan"), "zero": {}, "an error stays": Label("").Or("b"), "a quote": Label(`"`), "a line end": Label("a\nb"),
	} {
		if c.Err() == nil {
			t.Errorf("%s: %q is accepted", name, c)
		}
	}
	for _, s := range []string{"", "label:", "label:|", "label:a|", "label:a||b", "label:a& b", "Balance", "loan", "label:a:b"} {
		if c, err := ParseCategory(s); err == nil {
			t.Errorf("%q is accepted as %q", s, c)
		}
	}
	if AllTransactions.String() != "allTransactions" || AllTransactions.Err() != nil {
		t.Error("combining changed the metric itself")
	}
}

func FuzzParseCategory(f *testing.F) {
	for _, s := range []string{"label:a|b", "balance", "label:a&b~c", "label:", "|"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := ParseCategory(s); err == nil && c.String() != s {
			t.Errorf("%q is read as %q", s, c)
		}
	})
}

func TestIncomeConfirmation(t *testing.T) {
	body := `{"content":{"PLN":{"salary":{"M-0":1.00}},"overview":[]}}`
	c, api := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Signature", "MEUCIQ==")
		_, _ = io.WriteString(w, body)
	})
	r, err := c.IncomeConfirmation(t.Context(), IncomeRequest{OwnerExternalID: "app-1", Signed: true})
	if err != nil || r.Header.Get("Signature") != "MEUCIQ==" || len(r.Parts) != 2 || r.Parts[0].Name.String() != "PLN" || string(r.Raw) != body {
		t.Errorf("%v %+v", err, r)
	}
	if got := api.last(t).header.Get("Accept-Signature"); got != "SHA256withRSA" {
		t.Errorf("Accept-Signature %q", got)
	}
	_, _ = c.IncomeConfirmation(t.Context(), IncomeRequest{OwnerExternalID: "app-1"})
	if got := api.last(t).header.Get("Accept-Signature"); got != "" {
		t.Errorf("unasked Accept-Signature %q", got)
	}
	for body, ok := range map[string]bool{`{"PLN":{}}`: true, `[]`: true, `{}`: true, ``: false, `{"a"`: false, `nonsense`: false} {
		c, _ := serve(t, jsonAnswer(200, body))
		if _, err := c.IncomeConfirmation(t.Context(), IncomeRequest{OwnerExternalID: "a"}); (err == nil) != ok {
			t.Errorf("%q: %v", body, err)
		}
	}
}

func TestProfiles(t *testing.T) {
	for body, want := range map[string]string{
		`[]`: "", `["a","b"]`: "a b", `{"profiles":["a"]}`: "a", `{"content":["a"]}`: "a", `{"content":{"profiles":["x\u001b"]}}`: "x␛", `{"profiles":[]}`: "",
	} {
		c, _ := serve(t, jsonAnswer(200, body))
		r, err := c.Profiles(t.Context(), "app-1")
		if err != nil {
			t.Errorf("%s: %v", body, err)
			continue
		}
		var words []string
		for _, p := range r.Profiles {
			words = append(words, p.String())
		}
		if got := strings.Join(words, " "); got != want {
			t.Errorf("%s: %q", body, got)
		}
	}
	for _, body := range []string{`{}`, `{"other":["a"]}`, `5`, ``} {
		c, _ := serve(t, jsonAnswer(200, body))
		if _, err := c.Profiles(t.Context(), "app-1"); !errors.Is(err, KindDecode) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestSessionsOfBothShapes(t *testing.T) {
	for _, body := range []string{
		`<reply><session id="1" signature="ab"><multipleAccessId>tok</multipleAccessId></session></reply>`,
		`<reply><session id="1" signature="ab"/><multipleAccessId> tok </multipleAccessId></reply>`,
	} {
		c, _ := serve(t, xmlAnswer(200, body))
		r, err := c.MockSession(t.Context(), MockSessionRequest{Login: "test1", Country: "pl"})
		if err != nil || r.Session.ID != "1" || r.Session.Signature.Reveal() != "ab" || r.Session.MultipleAccessID.Reveal() != "tok" {
			t.Errorf("%s: %v", body, err)
		}
	}
	for _, body := range []string{`<reply/>`, `<reply><session id="1"/></reply>`, `<reply><session id="x" signature="ab"/></reply>`, `<reply><session id="1" signature="zz"/></reply>`} {
		c, _ := serve(t, xmlAnswer(200, body))
		if _, err := c.MockSession(t.Context(), MockSessionRequest{Login: "test1", Country: "pl"}); !errors.Is(err, KindDecode) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestRedirectionStatusWords(t *testing.T) {
	const params = `,"params":{"sessionId":"1","sessionIdSignature":"ab","multipleAccessId":"tok","target":"KontoBank","officialName":"Konto Bank"}}`
	for word, want := range map[string]RedirectionState{
		"SUCCESS": RedirectionSuccess, "success": RedirectionSuccess, "Successful": RedirectionSuccess, "EXPIRED": RedirectionExpired, "expired": RedirectionExpired,
		"ERROR": RedirectionFailed, "Failed": RedirectionFailed, "INITIALIZED": RedirectionPending, "in_progress": RedirectionPending, "whatever": RedirectionPending,
	} {
		c, _ := serve(t, jsonAnswer(200, `{"status":"`+word+`"`+params))
		r, err := c.RedirectionStatus(t.Context(), "r-1")
		if err != nil || r.State != want || r.Word.String() != word {
			t.Errorf("%s: %v %+v", word, err, r)
			continue
		}
		if want == RedirectionSuccess && (r.Session.ID != "1" || r.Session.Target != "KontoBank" || r.Session.MultipleAccessID.Reveal() != "tok" || r.Session.OfficialName.String() != "Konto Bank") {
			t.Errorf("%s: %+v", word, r.Session)
		}
		if bad := r.Failure(); (bad != nil) != (want == RedirectionExpired || want == RedirectionFailed) {
			t.Errorf("%s: %v", word, bad)
		}
	}
	c, _ := serve(t, jsonAnswer(200, `{"status":"ERROR","params":{"exception":"AccessBlocked"}}`))
	r, err := c.RedirectionStatus(t.Context(), "r-1")
	if err != nil || !errors.Is(r.Failure(), KindUser) || !errors.Is(r.Failure(), ExceptionName("AccessBlocked")) {
		t.Errorf("%v %v", err, r.Failure())
	}
	for _, body := range []string{`{}`, `[]`, `{"status":"SUCCESS"}`, `{"status":"SUCCESS","params":{"sessionId":"../1","sessionIdSignature":"ab"}}`} {
		c, _ := serve(t, jsonAnswer(200, body))
		if _, err := c.RedirectionStatus(t.Context(), "r-1"); !errors.Is(err, KindDecode) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

func TestRedirectionLinkMustBeHTTPS(t *testing.T) {
	for link, ok := range map[string]bool{
		"https://signin.example/x": true, "http://localhost:1/x": true, "http://signin.example/x": false, "javascript:alert(1)": false, "": false, "file:///etc/passwd": false,
	} {
		c, _ := serve(t, jsonAnswer(200, `{"redirectionId":"r-1","redirectionLink":"`+link+`"}`))
		_, err := c.StartRedirection(t.Context(), RedirectionRequest{RedirectURI: "https://app.example/"})
		if (err == nil) != ok {
			t.Errorf("%s: %v", link, err)
		}
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

// Statement 14, seen from the client: a hostile reply of any kind is an error soon.
func TestHostileRepliesAreRefusedSoon(t *testing.T) {
	for name, body := range map[string]string{
		"two roots":      `<reply status="200 OK"><command id="1" state="successful" name="N"/></reply><reply/>`,
		"a DOCTYPE":      `<!DOCTYPE reply [<!ENTITY a "b">]><reply status="200 OK"><command id="1" state="successful" name="N"/></reply>`,
		"deep nesting":   `<reply>` + strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000) + `</reply>`,
		"empty elements": `<reply>` + strings.Repeat("<a/>", 5<<20) + `</reply>`,
		"another root":   `<html5><command id="1" state="successful"/></html5>`,
		"nothing":        ``,
		"half":           `<reply status="200 OK"><command id="1" state="succ`,
	} {
		c, _ := serve(t, xmlAnswer(200, body))
		start := time.Now()
		_, err := c.Command(t.Context(), "1")
		if !errors.Is(err, KindDecode) {
			t.Errorf("%s: %v", name, err)
		}
		if d := time.Since(start); d > 20*time.Second { // the statement's 2 s with room for a loaded machine
			t.Errorf("%s took %v", name, d)
		}
	}
}
