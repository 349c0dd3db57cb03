package sandbox_test

import (
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"slices"
	"strconv"
	"strings"
	"testing"

	"aisdesk/localserver/sandbox"
)

// analysed is a sandbox in which the owner "o" has half a year of data.
func analysed(t *testing.T, with ...sandbox.Options) *wire {
	w := start(t, with...)
	w.finish(w.begin("test1", "o", 180))
	return w
}

func (w *wire) object(s sent) map[string]any {
	w.t.Helper()
	out := map[string]any{}
	if err := json.Unmarshal([]byte(s.text), &out); err != nil {
		w.t.Fatalf("%d %s", s.StatusCode, s.text)
	}
	if !strings.HasPrefix(s.Header.Get("Content-Type"), "application/json") {
		w.t.Errorf("content type %s", s.Header.Get("Content-Type"))
	}
	return out
}

func TestScores(t *testing.T) {
	w := analysed(t)
	res := w.get("/v1/owner-scores.xml?ownerExternalId=o")
	r := w.tree(res)
	model := r.at("models", "model")
	if r.attr("ownerExternalId") != "o" || model.attr("id") == "" || model.attr("retrainedAt") == "" || model.at("scores").names() != "score scorePercentile scoreTier" {
		t.Fatalf("%s", res.text)
	}
	for _, name := range []string{"score", "scorePercentile"} {
		if v, err := strconv.ParseFloat(model.at("scores", name, "value").Text, 64); err != nil || v < 0 || v > 1 {
			t.Errorf("%s: %v %v", name, v, err)
		}
	}
	if tier := model.at("scores", "scoreTier", "value").Text; len(tier) != 1 || tier < "A" || tier > "F" {
		t.Errorf("tier %q", tier)
	}
	w.expect(w.get("/v1/owner-scores.xml?ownerExternalId=nobody"), 404, "InvalidOwnerExternalId")
	w.expect(w.get("/v1/owner-scores.xml"), 400, "InvalidParameter")
	w.postJSON("/v1/owner", `{"ownerExternalId":"thin"}`)
	w.expect(w.get("/v1/owner-scores.xml?ownerExternalId=thin"), 400, "NoDataToCalculateScore")
	w.sb.SetScenario("NoDataToCalculateScore")
	w.expect(w.get("/v1/owner-scores.xml?ownerExternalId=o"), 400, "NoDataToCalculateScore")
	w.sb.SetScenario("InvalidOwnerExternalId")
	w.expect(w.get("/v1/owner-scores.xml?ownerExternalId=o"), 404, "InvalidOwnerExternalId")
}

// servicePaths are the Analytical Services by the names that scenarios give them.
var servicePaths = map[string]string{"scores": "GET /v1/owner-scores.xml", "income": "GET /v1/owner-income-confirmation", "profiles": "GET /v1/owner-profiles",
	"accounts-summary": "POST /v1/accounts-summary-with-monthly", "owner-summary": "POST /v1/owner-summary"}

// service asks one for the owner "o".
func (w *wire) service(name string) sent {
	method, path, _ := strings.Cut(servicePaths[name], " ")
	if method == "POST" {
		return w.postJSON(path, `{"ownerExternalId":"o","start":"`+since(100)+`","end":"`+since(0)+`","categories":["balance"]}`)
	}
	return w.get(path + "?ownerExternalId=o")
}

func TestServicesOutsideTheContract(t *testing.T) {
	w := analysed(t)
	for scenario, outside := range map[string]string{"not-in-contract": "scores income profiles accounts-summary owner-summary",
		"not-in-contract:scores": "scores", "not-in-contract:income,owner-summary": "income owner-summary", "ok": ""} {
		if err := w.sb.SetScenario(scenario); err != nil {
			t.Fatal(err)
		}
		for name := range servicePaths {
			want := 200
			if slices.Contains(strings.Fields(outside), name) {
				want = 403
			}
			if res := w.service(name); res.StatusCode != want || strings.Contains(res.text, "not in your contract") != (want == 403) {
				t.Errorf("%s: %s: %d %s", scenario, name, res.StatusCode, res.text)
			}
		}
		if res := w.get("/v1/data.xml?ownerExternalId=o"); res.StatusCode != 200 {
			t.Errorf("%s: the data themselves are no service: %d", scenario, res.StatusCode)
		}
	}
}

func TestSummaries(t *testing.T) {
	w := analysed(t)
	body := `{"ownerExternalId":"o","start":"` + since(100) + `","end":"` + since(0) + `","categories":["allTransactions","balance","activeSinceAtLeast","label:salary","label:gambling|bailiff","label:repayment~bank"]}`
	for path, c := range map[string]struct{ perAccount, monthly bool }{
		"accounts-summary": {true, false}, "accounts-summary-with-monthly": {true, true}, "owner-summary": {false, false}, "owners-summary": {false, false},
		"owner-summary-with-monthly": {false, true}, "owners-summary-with-monthly": {false, true},
	} {
		res := w.postJSON("/v1/"+path, body)
		content, _ := w.object(res)["content"].(map[string]any)
		if res.StatusCode != 200 || len(content) == 0 {
			t.Fatalf("%s: %d %s", path, res.StatusCode, res.text)
		}
		for key, v := range content {
			part := v.(map[string]any)
			if (len(key) > 10) != c.perAccount {
				t.Errorf("%s: key %s", path, key)
			}
			for _, name := range []string{"allTransactions", "balance", "activeSinceAtLeast", "label:salary", "label:gambling|bailiff", "label:repayment~bank"} {
				if part[name] == nil {
					t.Errorf("%s: no %s", path, name)
				}
			}
			if months, _ := part["monthly"].(map[string]any); (len(months) >= 3) != c.monthly {
				t.Errorf("%s: %d months", path, len(months))
			}
		}
	}
	for _, bad := range []string{``, `[]`, `{"ownerExternalId":"o"}`, `{"ownerExternalId":"o","start":"2026-01-01","end":"x"}`, `{"ownerExternalId":"o","start":"2026-02-01","end":"2026-01-01"}`,
		`{"ownerExternalId":"o","start":"2026-01-01","end":"2026-02-01","categories":["salary"]}`} {
		res := w.postJSON("/v1/accounts-summary", bad)
		if e, _ := w.object(res)["exception"].(map[string]any); res.StatusCode != 400 || e["name"] != "InvalidParameter" {
			t.Errorf("%s: %d %s", bad, res.StatusCode, res.text)
		}
	}
	res := w.postJSON("/v1/owner-summary", strings.Replace(body, `"o"`, `"nobody"`, 1))
	if e, _ := w.object(res)["exception"].(map[string]any); res.StatusCode != 404 || e["name"] != "InvalidOwnerExternalId" {
		t.Errorf("%d %s", res.StatusCode, res.text)
	}
}

func TestIncomeConfirmationCanBeSigned(t *testing.T) {
	w := analysed(t)
	req := w.request("GET", "/v1/owner-income-confirmation?ownerExternalId=o", "", "")
	req.Header.Set("Accept-Signature", "SHA256withRSA")
	res := w.do(req)
	if w.object(res); !strings.Contains(res.text, `"M-0"`) || !strings.Contains(res.text, `"M-2"`) {
		t.Errorf("%s", res.text)
	}
	_, key, _ := w.control("GET", "/control/api/signing-key", "")
	block, _ := pem.Decode([]byte(key))
	if block == nil {
		t.Fatalf("key: %s", key)
	}
	public, err := x509.ParsePKIXPublicKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	sig, _ := base64.StdEncoding.DecodeString(res.Header.Get("Signature"))
	sum := sha256.Sum256([]byte(res.text))
	if err := rsa.VerifyPKCS1v15(public.(*rsa.PublicKey), crypto.SHA256, sum[:], sig); err != nil {
		t.Error(err)
	}
	plain := w.get("/v1/owner-income-confirmation?ownerExternalId=o")
	if plain.StatusCode != 200 || plain.Header.Get("Signature") != "" {
		t.Errorf("unsigned: %d %q", plain.StatusCode, plain.Header.Get("Signature"))
	}
	req = w.request("GET", "/v1/owner-income-confirmation?ownerExternalId=o", "", "")
	req.Header.Set("Accept-Signature", "MD5")
	if res := w.do(req); res.StatusCode != 400 {
		t.Errorf("MD5: %d", res.StatusCode)
	}
}

func TestProfiles(t *testing.T) {
	w := analysed(t)
	for _, res := range []sent{w.get("/v1/owner-profiles?ownerExternalId=o"), w.postJSON("/v1/owner-profiles", `{"ownerExternalId":"o"}`)} {
		if list, ok := w.object(res)["profiles"].([]any); res.StatusCode != 200 || !ok || len(list) == 0 {
			t.Errorf("%d %s", res.StatusCode, res.text)
		}
	}
	if res := w.get("/v1/owner-profiles?ownerExternalId=none"); res.StatusCode != 404 {
		t.Errorf("%d", res.StatusCode)
	}
}
