package sandbox_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// ask posts to one of the widget's own endpoints as its pages do.
func (w *wire) ask(path string, in map[string]any) map[string]any {
	w.t.Helper()
	body, _ := json.Marshal(in)
	status, raw, _ := w.control("POST", path, string(body), "Content-Type", "application/json", "Origin", w.sb.WidgetOrigin())
	out := map[string]any{}
	if err := json.Unmarshal([]byte(raw), &out); err != nil {
		w.t.Fatalf("%s: %d %s", path, status, raw)
	}
	return out
}

func refusalOf(reply map[string]any) string {
	r, _ := reply["refusal"].(map[string]any)
	name, _ := r["name"].(string)
	return name
}

// attempt opens a sign-in with the options of an embedding page.
func (w *wire) attempt(options map[string]any) string {
	w.t.Helper()
	options["client"] = w.sb.Client()
	reply := w.ask("/signin/api/begin", options)
	id, _ := reply["attempt"].(string)
	if id == "" {
		w.t.Fatalf("begin: %v", reply)
	}
	return id
}

func (w *wire) login(attempt, target, login, password string) map[string]any {
	return w.ask("/signin/api/login", map[string]any{"attempt": attempt, "target": target, "login": login, "password": password})
}

func (w *wire) choose(attempt, target string) map[string]any {
	return w.ask("/signin/api/choose", map[string]any{"attempt": attempt, "target": target})
}

func (w *wire) bankLogin(window, login, password string) map[string]any {
	return w.ask("/bank/api/login", map[string]any{"window": window, "login": login, "password": password})
}

// enter signs in where the bank asks for it, and returns the bank's window.
func (w *wire) enter(attempt, target, login string) (window string) {
	w.t.Helper()
	window, _ = w.choose(attempt, target)["window"].(string)
	if window == "" {
		window, _ = w.login(attempt, target, login, "Test123")["window"].(string)
		return window
	}
	if r := w.bankLogin(window, login, "Test123"); refusalOf(r) != "" {
		w.t.Fatalf("login on the bank's page: %v", r)
	}
	return window
}

// A PSD2 bank asks for nothing in the frame: its own page does, forgives a wrong password, and tells the frame what ends the
// sign-in. The session begins with the choice of the bank and is the one that is signed in at the end.
func TestPSD2BanksAskOnTheirOwnPage(t *testing.T) {
	w := start(t)
	id := w.attempt(map[string]any{"country": "pl", "ownerExternalId": "o"})
	status := func() map[string]any { return w.ask("/signin/api/status", map[string]any{"attempt": id}) }
	if r := w.login(id, "KontoBankApi", "test1", "Test123"); refusalOf(r) != "UnsupportedLoginMethod" {
		t.Errorf("a login in the frame: %v", r)
	}
	chosen := w.choose(id, "KontoBankApi")
	session, _ := chosen["sessionId"].(string)
	window, _ := chosen["window"].(string)
	at := map[string]any{"window": window}
	if len(session) != 9 || window == "" {
		t.Fatalf("the choice: %v", chosen)
	}
	if shown := w.ask("/bank/api/window", at); shown["loginNeeded"] != true || shown["customer"] != "" || shown["testLogin"] != "test" {
		t.Errorf("the page before the login: %v", shown)
	}
	for path, in := range map[string]map[string]any{"code": {"window": window, "code": "Test123"}, "accounts": at, "confirm": {"window": window, "chosen": []string{"x"}}} {
		if r := w.ask("/bank/api/"+path, in); refusalOf(r) != "NotSignedIn" {
			t.Errorf("%s before the login: %v", path, r)
		}
	}
	if r := w.bankLogin(window, "test1", "wrong"); refusalOf(r) != "InvalidCredentials" || len(status()) != 0 {
		t.Errorf("a wrong password: %v, the frame is told %v", r, status())
	}
	w.bankLogin(window, "test1", "Test123")
	if shown := w.ask("/bank/api/window", at); shown["loginNeeded"] != false || shown["customer"] != "Maria Sochacka" || shown["codeNeeded"] != true {
		t.Errorf("the page after the login: %v", shown)
	}
	w.ask("/bank/api/code", map[string]any{"window": window, "code": "Test123"})
	account := w.ask("/bank/api/accounts", at)["accounts"].([]any)[0].(map[string]any)["id"]
	w.ask("/bank/api/confirm", map[string]any{"window": window, "chosen": []any{account}})
	if in, _ := status()["signedIn"].(map[string]any); in["sessionId"] != session {
		t.Errorf("session %s was begun, %v signed in", session, in)
	}
	if again := w.choose(id, "KontoBankApi")["sessionId"]; again == session {
		t.Error("a session is begun a second time")
	}
}

// What the scenario refuses on the bank's page ends its window and reaches the frame.
func TestARefusalOnTheBanksPageReachesTheFrame(t *testing.T) {
	w := start(t)
	id := w.attempt(map[string]any{"country": "pl"})
	window, _ := w.choose(id, "KontoBankApi")["window"].(string)
	r, _ := w.bankLogin(window, "access-blocked", "Test123")["refusal"].(map[string]any)
	if r["name"] != "AccessBlocked" || r["retry"] != false {
		t.Errorf("on the page: %v", r)
	}
	told, _ := w.ask("/signin/api/status", map[string]any{"attempt": id})["refusal"].(map[string]any)
	if told["name"] != "AccessBlocked" || told["retry"] != true {
		t.Errorf("in the frame: %v", told)
	}
	if r := w.bankLogin(window, "test1", "Test123"); refusalOf(r) != "SessionExpired" {
		t.Errorf("the window is open still: %v", r)
	}
	if r := w.choose(id, "Nowhere"); refusalOf(r) != "InvalidTarget" {
		t.Errorf("a bank that is none: %v", r)
	}
}

func TestWidgetOriginServesScriptFrameAndControl(t *testing.T) {
	w := start(t)
	for path, kind := range map[string]string{"/assets/signin-widget.js": "text/javascript", "/signin/": "text/html", "/popup/signin/": "text/html", "/control/": "text/html"} {
		status, _, h := w.control("GET", path, "")
		if status != 200 || !strings.HasPrefix(h.Get("Content-Type"), kind) {
			t.Errorf("%s: %d %s", path, status, h.Get("Content-Type"))
		}
	}
}

// TestEveryWidgetError shows each name that the bank can refuse a sign-in with, and that the frame goes on.
func TestEveryWidgetError(t *testing.T) {
	w := start(t)
	for _, name := range strings.Fields(`InvalidCredentials AccessBlocked AccessTemporarilyBlocked ManualActionRequired TargetCredentialsMismatch UnsupportedLoginMethod UnsupportedLanguage
		InsufficientIdentificationLevel AlreadySignedIn InvalidTarget ServiceMaintenance`) {
		id := w.attempt(map[string]any{"country": "pl"})
		w.sb.SetLoginScenario("test1", name)
		reply := w.login(id, "KontoBank", "test1", "Test123")
		if refusalOf(reply) != name {
			t.Errorf("%s: %v", name, reply)
		}
		w.sb.SetLoginScenario("test1", "")
		if reply := w.login(id, "KontoBank", "test1", "Test123"); reply["window"] == "" || refusalOf(reply) != "" {
			t.Errorf("%s: the frame did not go on: %v", name, reply)
		}
	}
	id := w.attempt(map[string]any{})
	for _, c := range []struct{ target, login, password, name string }{
		{"KontoBank", "test1", "wrong", "InvalidCredentials"}, {"KontoBank", "nobody", "Test123", "InvalidCredentials"}, {"Nowhere", "test1", "Test123", "InvalidTarget"}, {"KontoBank", "", "", "InvalidCredentials"},
		{"KontoBank", "access-blocked", "Test123", "AccessBlocked"}, {"KontoBank", "test1+wrong-password", "Test123", "InvalidCredentials"},
	} {
		if reply := w.login(id, c.target, c.login, c.password); refusalOf(reply) != c.name {
			t.Errorf("%+v: %v", c, reply)
		}
	}
}

func TestBeginChecksItsOptions(t *testing.T) {
	w := start(t)
	for _, o := range []map[string]any{
		{"client": "acme-test"}, {"client": ""}, {"client": "sandbox-test", "ownerExternalId": "a\x00b"}, {"client": "sandbox-test", "psd2": map[string]any{"accessMode": "BOTH"}},
		{"client": "sandbox-test", "psd2": map[string]any{"maxImportDate": "yesterday"}},
	} {
		if reply := w.ask("/signin/api/begin", o); refusalOf(reply) == "" {
			t.Errorf("%v: %v", o, reply)
		}
	}
}

// TestRedirection goes from the link to the status without a browser.
func TestRedirection(t *testing.T) {
	w := start(t)
	start := func(body string) (id, link string) {
		var out struct{ RedirectionID, RedirectionLink string }
		res := w.postJSON("/v1/signin/redirection", body)
		if json.Unmarshal([]byte(res.text), &out); res.StatusCode != 200 || out.RedirectionID == "" || !strings.HasPrefix(out.RedirectionLink, w.sb.WidgetOrigin()+"/redirection/") {
			t.Fatalf("%d %s", res.StatusCode, res.text)
		}
		return out.RedirectionID, strings.TrimPrefix(out.RedirectionLink, w.sb.WidgetOrigin())
	}
	type answer struct {
		Status string
		Params map[string]string
	}
	status := func(id string) (a answer) {
		json.Unmarshal([]byte(w.get("/v1/signin/redirection-status?redirectionId="+id).text), &a)
		return a
	}
	const body = `{"redirectUri":"https://shop.example/back?order=7","ownerExternalId":"o","country":"pl","locale":"en","psd2":{"accessMode":"MULTIPLE"}}`

	id, link := start(body)
	if got := status(id); got.Status != "IN_PROGRESS" || len(got.Params) != 0 {
		t.Errorf("at first: %+v", got)
	}
	if code, page, _ := w.control("GET", link, ""); code != 200 || !strings.Contains(page, "/assets/signin-widget.js") {
		t.Errorf("page: %d", code)
	}
	_, config, _ := w.control("GET", link+"/config", "")
	if !strings.Contains(config, `"accessMode":"MULTIPLE"`) || !strings.Contains(config, `"ownerExternalId":"o"`) {
		t.Errorf("config: %s", config)
	}
	session, signature := w.signIn("test1", "o", "multipleAccess", "true")
	end := func(link, sig string) (int, string) {
		code, raw, _ := w.control("POST", link+"/done", `{"sessionId":"`+session+`","sessionIdSignature":"`+sig+`"}`, "Content-Type", "application/json")
		return code, raw
	}
	if code, _ := end(link, "00"); code != 400 || status(id).Status != "IN_PROGRESS" {
		t.Errorf("a forged session: %d", code)
	}
	code, raw := end(link, signature)
	var to struct{ Location string }
	json.Unmarshal([]byte(raw), &to)
	if u, err := url.Parse(to.Location); code != 200 || err != nil || u.Host != "shop.example" || u.Query().Get("order") != "7" || u.Query().Get("redirectionId") != id {
		t.Errorf("location: %d %s", code, raw)
	}
	got := status(id)
	if got.Status != "SUCCESS" || got.Params["sessionId"] != session || got.Params["sessionIdSignature"] != signature || got.Params["target"] != "KontoBankApi" || got.Params["officialName"] != "KontoBank" || got.Params["multipleAccessId"] == "" {
		t.Errorf("after success: %+v", got)
	}

	id, link = start(body)
	w.control("POST", link+"/done", `{"exception":"AccessBlocked"}`, "Content-Type", "application/json")
	if got := status(id); got.Status != "ERROR" || got.Params["exception"] != "AccessBlocked" {
		t.Errorf("after an error: %+v", got)
	}
	id, _ = start(body)
	w.sb.Advance(31 * time.Minute)
	if got := status(id); got.Status != "EXPIRED" {
		t.Errorf("late: %+v", got)
	}
	for _, bad := range []string{`{}`, `{"redirectUri":"javascript:alert(1)"}`, `{"redirectUri":"/back"}`, `{"redirectUri":"https://a.example","psd2":{"accessMode":"BOTH"}}`, `{"redirectUri":"https://a.example","psd2":{"maxImportDate":"x"}}`, `[]`, ``} {
		if res := w.postJSON("/v1/signin/redirection", bad); res.StatusCode != 400 || !strings.Contains(res.text, "InvalidParameter") {
			t.Errorf("%s: %d %s", bad, res.StatusCode, res.text)
		}
	}
	if res := w.get("/v1/signin/redirection-status?redirectionId=none"); res.StatusCode != http.StatusNotFound {
		t.Errorf("unknown: %d %s", res.StatusCode, res.text)
	}
	if code, _, _ := w.control("GET", "/redirection/none", ""); code != 404 {
		t.Errorf("unknown page: %d", code)
	}
}

// signInByWidget goes through the bank's window and returns the frame's signedIn message.
func (w *wire) signInByWidget(options map[string]any, target, login string, choose func(ids []string) []string) map[string]any {
	w.t.Helper()
	id := w.attempt(options)
	window := w.enter(id, target, login)
	at := map[string]any{"window": window}
	shown := w.ask("/bank/api/window", at)
	if shown["codeNeeded"] == true {
		if r := w.ask("/bank/api/code", map[string]any{"window": window, "code": "Test123"}); refusalOf(r) != "" {
			w.t.Fatalf("code: %v", r)
		}
	}
	var ids []string
	list, _ := w.ask("/bank/api/accounts", at)["accounts"].([]any)
	for _, a := range list {
		ids = append(ids, a.(map[string]any)["id"].(string))
	}
	if r := w.ask("/bank/api/confirm", map[string]any{"window": window, "chosen": choose(ids)}); refusalOf(r) != "" {
		w.t.Fatalf("confirm: %v", r)
	}
	signedIn, _ := w.ask("/signin/api/status", map[string]any{"attempt": id})["signedIn"].(map[string]any)
	if signedIn == nil {
		w.t.Fatal("not signed in")
	}
	return signedIn
}

func everything(ids []string) []string { return ids }

// imported runs the import of a signedIn message since a date and returns the command of the final reply.
func (w *wire) imported(signedIn map[string]any, since string) node {
	w.t.Helper()
	res := w.post("/v1/command/default-import.xml", "sessionId", signedIn["sessionId"].(string), "sessionIdSignature", signedIn["sessionIdSignature"].(string), "since", since)
	if res.StatusCode != 202 {
		w.t.Fatal(res.text)
	}
	return w.tree(w.finish(w.tree(res).at("command").attr("id"))).at("command")
}

func TestSignInThroughTheBanksWindow(t *testing.T) {
	w := start(t)
	id := w.attempt(map[string]any{"country": "pl", "ownerExternalId": "app-9"})
	status := func() map[string]any { return w.ask("/signin/api/status", map[string]any{"attempt": id}) }
	window, _ := w.login(id, "KontoBank", "test1", "Test123")["window"].(string)
	at := map[string]any{"window": window}
	if s := status(); len(s) != 0 {
		t.Errorf("status while the window is open: %v", s)
	}
	if r := w.ask("/bank/api/accounts", at); refusalOf(r) != "NotSignedIn" {
		t.Errorf("accounts before the code: %v", r)
	}
	if r := w.ask("/bank/api/confirm", map[string]any{"window": window, "chosen": []string{"x"}}); refusalOf(r) != "NotSignedIn" {
		t.Errorf("confirm before the code: %v", r)
	}
	if r := w.ask("/bank/api/code", map[string]any{"window": window, "code": "000000"}); refusalOf(r) != "InvalidCredentials" {
		t.Errorf("wrong code: %v", r)
	}
	w.ask("/bank/api/code", map[string]any{"window": window, "code": "Test123"})
	for _, chosen := range [][]string{nil, {}, {"nothing"}} {
		if r := w.ask("/bank/api/confirm", map[string]any{"window": window, "chosen": chosen}); refusalOf(r) == "" {
			t.Errorf("choice %v was accepted", chosen)
		}
	}
	list := w.ask("/bank/api/accounts", at)["accounts"].([]any)
	first := list[0].(map[string]any)
	w.ask("/bank/api/confirm", map[string]any{"window": window, "chosen": []string{first["id"].(string)}})
	signedIn := status()["signedIn"].(map[string]any)
	if signedIn["target"] != "KontoBank" || len(signedIn["sessionIdSignature"].(string)) != 64 || signedIn["options"].(map[string]any)["officialName"] != "KontoBank" {
		t.Errorf("signed in: %v", signedIn)
	}
	if r := w.ask("/bank/api/window", at); refusalOf(r) == "" {
		t.Error("the window can be used again")
	}
	accounts := w.imported(signedIn, since(10)).at("result", "accounts").Children
	if len(accounts) != 1 || accounts[0].at("iban").Text != first["iban"] {
		t.Errorf("%d accounts imported, one was chosen", len(accounts))
	}
}

func TestCancelAndTooManyCodes(t *testing.T) {
	w := start(t)
	id := w.attempt(map[string]any{})
	status := func() map[string]any { return w.ask("/signin/api/status", map[string]any{"attempt": id}) }
	open := func() string { s, _ := w.login(id, "KontoBank", "test1", "Test123")["window"].(string); return s }
	w.ask("/bank/api/cancel", map[string]any{"window": open()})
	if status()["cancelled"] != true {
		t.Errorf("after cancel: %v", status())
	}
	window := open()
	if len(status()) != 0 {
		t.Errorf("after a new login: %v", status())
	}
	var names []string
	for range 4 {
		names = append(names, refusalOf(w.ask("/bank/api/code", map[string]any{"window": window, "code": "x"})))
	}
	if got := strings.Join(names, " "); got != "InvalidCredentials InvalidCredentials AccessTemporarilyBlocked SessionExpired" {
		t.Errorf("codes: %s", got)
	}
	if refusalOf(status()) != "AccessTemporarilyBlocked" {
		t.Errorf("status: %v", status())
	}
	w.sb.SetScenario("refused-in-window")
	window = open()
	w.ask("/bank/api/code", map[string]any{"window": window, "code": "Test123"})
	list := w.ask("/bank/api/accounts", map[string]any{"window": window})["accounts"].([]any)
	r := w.ask("/bank/api/confirm", map[string]any{"window": window, "chosen": []string{list[0].(map[string]any)["id"].(string)}})
	if refusalOf(r) != "ManualActionRequired" || refusalOf(status()) != "ManualActionRequired" {
		t.Errorf("refused in the window: %v, %v", r, status())
	}
}

func TestAccessModes(t *testing.T) {
	w := start(t)
	for _, c := range []struct {
		mode, target string
		granted      bool
	}{{"SINGLE", "KontoBankApi", false}, {"MIXED", "KontoBankApi", true}, {"MIXED", "KontoBank", false}, {"MULTIPLE", "KontoBankApi", true}, {"", "KontoBankApi", false}} {
		signedIn := w.signInByWidget(map[string]any{"psd2": map[string]any{"accessMode": c.mode}, "ownerExternalId": "o"}, c.target, "test1", everything)
		access, _ := signedIn["options"].(map[string]any)["multipleAccessId"].(string)
		if (access != "") != c.granted {
			t.Errorf("%+v: %q", c, access)
		}
		if access != "" {
			if res := w.post("/v1/command/reuse-multiple-access.xml", "multipleAccessId", access); w.tree(res).at("session").attr("id") == "" {
				t.Errorf("%+v: reuse: %s", c, res.text)
			}
		}
	}
	id := w.attempt(map[string]any{"psd2": map[string]any{"accessMode": "MULTIPLE"}})
	if r := w.login(id, "KontoBank", "test1", "Test123"); refusalOf(r) != "InvalidTarget" {
		t.Errorf("MULTIPLE at a bank that has it not: %v", r)
	}
	if r := w.choose(id, "KontoBank"); refusalOf(r) != "InvalidTarget" {
		t.Errorf("MULTIPLE chosen at a bank that has it not: %v", r)
	}
}

// TestHowFarAnImportReaches holds the rules of since, maxImportDate and forceSca.
func TestHowFarAnImportReaches(t *testing.T) {
	w := start(t)
	for _, c := range []struct {
		target, max string
		sca         bool
		oldest      int // days
	}{
		{"KontoBankApi", "", false, 90}, {"KontoBankApi", since(300), false, 90}, {"KontoBankApi", since(300), true, 180}, {"KontoBankApi", "", true, 90},
		{"KontoBankApi", since(30), true, 30}, {"KontoBank", "", false, 180}, {"KontoBank", since(40), false, 40},
	} {
		w.imported(w.signInByWidget(map[string]any{"psd2": map[string]any{"maxImportDate": c.max, "forceSca": c.sca}}, c.target, "test1", everything), since(180))
		all := w.sb.Sessions()
		// The bank's day is this machine's where that is still the day before.
		here := time.Now().AddDate(0, 0, -c.oldest).Format(time.DateOnly)
		if got := all[len(all)-1].Since; got != since(c.oldest) && got != since(c.oldest-1) && got != min(here, since(c.oldest)) {
			t.Errorf("%+v: since %s", c, got)
		}
	}
}
