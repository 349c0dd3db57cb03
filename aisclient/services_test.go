package aisclient

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
)

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

// A contract's own model may have any structure.
func TestScoresOfOwnModels(t *testing.T) {
	c, _ := serve(t, xmlAnswer(200, `<reply status="200 OK"><models>
<model id="own"><scores><score><value>high</value></score><scorePercentile/><scoreTier>B</scoreTier><risk><low><value>0.1</value></low><high>0.9</high></risk></scores><note>new</note></model>
<model id="plain"><scores><score>0.25</score></scores></model><model id="odd"><scores><score><value>NaN</value></score></scores></model></models></reply>`))
	r, err := c.Scores(t.Context(), "app-1")
	if err != nil || len(r.Models) != 3 {
		t.Fatalf("%v %+v", err, r)
	}
	own := r.Models[0]
	if own.Score != "" || own.Percentile != "" || own.Tier.String() != "B" || len(own.Others) != 4 {
		t.Errorf("%+v", own)
	}
	for name, want := range map[string]string{"score": "high", "risk/low": "0.1", "risk/high": "0.9", "note": "new"} {
		if got := own.Others[name].String(); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	if r.Models[1].Score != "0.25" || r.Models[2].Score != "" || r.Models[2].Others["score"].String() != "NaN" {
		t.Errorf("%+v", r.Models[1:])
	}
}
