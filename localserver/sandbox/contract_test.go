package sandbox_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

func (w *wire) expect(res sent, status int, name string) {
	w.t.Helper()
	r := w.tree(res)
	if res.StatusCode != status || r.at("exception").attr("name") != name || !strings.HasPrefix(r.attr("status"), http.StatusText(status)) && !strings.HasSuffix(r.attr("status"), http.StatusText(status)) {
		w.t.Errorf("expected %d %s: %s", status, name, res.text)
	}
	if r.attr("noNamespaceSchemaLocation") != "" {
		w.t.Errorf("an error reply names a schema: %s", res.text)
	}
}

func TestOnlyTheHeaderKeyOpensTheAPI(t *testing.T) {
	w := start(t)
	for _, path := range []string{"/v1/catalog.xml", "/v1/data.xml?ownerExternalId=a", "/v1/command/1.xml", "/v1/nowhere", "/v1/owner-profiles?ownerExternalId=a", "/v1/catalog.xml?apiKey=" + w.sb.Key()} {
		for _, key := range []string{"", "wrong-key-0123", strings.ToUpper(w.sb.Key())} {
			req := w.request("GET", path, "", "")
			req.Header["X-Api-Key"] = []string{key}
			res := w.do(req)
			r := w.tree(res)
			if res.StatusCode != 401 || r.attr("status") != "401 Unauthorized" || r.attr("responseTimestamp") == "" || r.names() != "comment" || r.attr("user") != "" || r.attr("ownerExternalId") != "" {
				t.Errorf("%s with %q: %d %s", path, key, res.StatusCode, res.text)
			}
			if strings.Contains(res.text, w.sb.Key()) {
				t.Errorf("the key is in the reply: %s", res.text)
			}
		}
	}
	req := w.request("GET", "/v1/health", "", "")
	req.Header["X-Api-Key"] = []string{""}
	if res := w.do(req); res.StatusCode != 200 {
		t.Errorf("health: %d", res.StatusCode)
	}
}

func TestUnknownPathsAndMethods(t *testing.T) {
	w := start(t)
	w.expect(w.get("/v1/nothing.xml"), 404, "NotFound")
	w.expect(w.get("/catalog.xml"), 404, "NotFound")
	w.expect(w.get("/v1/command/12a.xml"), 404, "NotFound")
	res := w.get("/v1/command/default-import.xml")
	w.expect(res, 405, "MethodNotAllowed")
	if res.Header.Get("Allow") != "POST" {
		t.Errorf("Allow: %q", res.Header.Get("Allow"))
	}
	if res := w.get("//v1/catalog.xml"); res.StatusCode != 200 {
		t.Errorf("double slash: %d %s", res.StatusCode, res.text)
	}
}

// Every way to hand over parameters that clients of the last ten years used.
func TestParametersOfEveryKind(t *testing.T) {
	w := start(t)
	send := map[string]func(path string, v url.Values) sent{
		"form": func(path string, v url.Values) sent {
			return w.do(w.request("POST", path, "application/x-www-form-urlencoded", v.Encode()))
		},
		"query": func(path string, v url.Values) sent { return w.do(w.request("POST", path+"?"+v.Encode(), "", "")) },
		"charset": func(path string, v url.Values) sent {
			return w.do(w.request("POST", "/"+path, "application/x-www-form-urlencoded; charset=UTF-8", v.Encode()))
		},
		"multipart": func(path string, v url.Values) sent {
			var b bytes.Buffer
			m := multipart.NewWriter(&b)
			for k := range v {
				m.WriteField(k, v.Get(k))
			}
			m.Close()
			return w.do(w.request("POST", path, m.FormDataContentType(), b.String()))
		},
		"mixed": func(path string, v url.Values) sent {
			q := url.Values{}
			for k := range v {
				if strings.Contains(k, "sessionIdS") || k == "country" {
					q.Set(k, v.Get(k))
					v.Del(k)
				}
			}
			return w.do(w.request("POST", path+"?"+q.Encode(), "application/x-www-form-urlencoded", v.Encode()))
		},
	}
	for name, post := range send {
		for _, importPath := range []string{"/v1/command/default-import.xml", "/v1/default-import.xml"} {
			s := w.tree(post("/v1/mock-session.xml", url.Values{"login": {"test1"}, "country": {"pl"}, "ownerExternalId": {"app ąę&"}, "multipleAccess": {"false"}})).at("session")
			res := post(importPath, url.Values{"sessionId": {s.attr("id")}, "sessionIdSignature": {s.attr("signature")}, "since": {since(30)}})
			r := w.tree(res)
			if res.StatusCode != 202 || r.attr("ownerExternalId") != "app ąę&" {
				t.Errorf("%s: %d %s", name, res.StatusCode, res.text)
			}
			// A client of 2016 repeats the session on every poll.
			poll := "/v1/command/" + r.at("command").attr("id") + ".xml?sessionId=" + s.attr("id") + "&sessionIdSignature=" + s.attr("signature")
			if res := w.get(poll); res.StatusCode != 200 {
				t.Errorf("%s: poll with session: %d %s", name, res.StatusCode, res.text)
			}
		}
	}
}

func TestMockSessionRefusals(t *testing.T) {
	w := start(t)
	for _, c := range []struct {
		form, name string
		status     int
	}{
		{"country=pl", "InvalidParameter", 400}, {"login=test1", "InvalidParameter", 400}, {"login=test1&country=pl&multipleAccess=yes", "InvalidParameter", 400},
		{"login=test1&country=xx", "InvalidTarget", 400}, {"login=nobody&country=pl", "InvalidCredentials", 400}, {"login=test1&country=pl&ownerExternalId=a%00b", "InvalidOwnerExternalId", 400},
		{"login=%zz", "InvalidParameter", 400}, {"login=test1&country=pl&scenario=nonsense", "InvalidParameter", 400},
		{"login=test1&country=pl&ownerExternalId=" + strings.Repeat("x", 70_000), "InvalidParameter", 413},
	} {
		w.expect(w.do(w.request("POST", "/v1/mock-session.xml", "application/x-www-form-urlencoded", c.form)), c.status, c.name)
	}
	if all := w.sb.Sessions(); len(all) != 0 {
		t.Errorf("what was refused left %d sessions", len(all))
	}
	for _, q := range w.sb.Requests(0) {
		if q.Session != "" {
			t.Errorf("the log names session %s, which there is not", q.Session)
		}
	}
}

func TestEveryCountryHasAMockBank(t *testing.T) {
	w := start(t)
	for _, country := range strings.Fields("pl cz es pt lt lv ee ro ph PL") {
		for _, multiple := range []string{"true", "false"} {
			res := w.post("/v1/mock-session.xml", "login", "test", "country", country, "multipleAccess", multiple)
			if id := w.tree(res).at("session", "multipleAccessId"); res.StatusCode != 200 || id.exists() != (multiple == "true") {
				t.Errorf("%s %s: %s", country, multiple, res.text)
			}
		}
	}
}

func TestDefaultImportRefusals(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "app-1")
	other, _ := w.signIn("test1", "app-2")
	tomorrow := time.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly)
	for _, c := range []struct {
		id, sig, since, name string
		status               int
	}{
		{"", sig, since(1), "InvalidParameter", 400}, {id, "", since(1), "InvalidParameter", 400}, {"999", sig, since(1), "InvalidSessionId", 404},
		{other, sig, since(1), "InvalidSessionIdSignature", 400}, {id, strings.ToUpper(sig), since(1), "InvalidSessionIdSignature", 400},
		{id, sig, "", "InvalidSince", 400}, {id, sig, "01.02.2026", "InvalidSince", 400}, {id, sig, "2026-02-30", "InvalidSince", 400}, {id, sig, tomorrow, "InvalidSince", 400},
		{id, sig, "2026-1-1", "InvalidSince", 400},
	} {
		w.expect(w.post("/v1/command/default-import.xml", "sessionId", c.id, "sessionIdSignature", c.sig, "since", c.since), c.status, c.name)
	}
	if res := w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(0)); res.StatusCode != 202 {
		t.Errorf("refusals must not use up the session: %s", res.text)
	}
}

func TestOneImportPerSessionUnderContention(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "app-1")
	var mu sync.Mutex
	got := map[int]int{}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() {
			res, err := http.DefaultTransport.RoundTrip(w.importRequest(id, sig))
			if err != nil {
				t.Error(err)
				return
			}
			res.Body.Close()
			mu.Lock()
			got[res.StatusCode]++
			mu.Unlock()
		})
	}
	all.Wait()
	if got[202] != 1 || got[400] != 49 {
		t.Errorf("statuses: %v", got)
	}
}

func (w *wire) importRequest(id, sig string) *http.Request {
	req := w.request("POST", "/v1/command/default-import.xml", "application/x-www-form-urlencoded", url.Values{"sessionId": {id}, "sessionIdSignature": {sig}, "since": {since(30)}}.Encode())
	req.Header.Set("X-Api-Key", w.sb.Key())
	return req
}

func TestStatesFollowEachOther(t *testing.T) {
	w := start(t, atNoon(sandbox.Options{}))
	s := w.tree(w.post("/v1/mock-session.xml", "login", "test1", "country", "pl", "ownerExternalId", "o")).at("session")
	res := w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", "2026-01-01")
	path := "/v1/command/" + w.tree(res).at("command").attr("id") + ".xml"
	var states []string
	for range 20 {
		c := w.tree(w.get(path)).at("command")
		if n := len(states); n == 0 || states[n-1] != c.attr("state") {
			states = append(states, c.attr("state"))
		}
		w.sb.Advance(500 * time.Millisecond)
	}
	if got := strings.Join(states, " "); got != "setup in_progress successful" {
		t.Errorf("states: %s", got)
	}
	r := w.tree(w.get(path))
	c := r.at("command")
	if r.attr("ownerExternalId") != "" || c.at("progress", "value").Text != "0" || c.attr("target") != "KontoBank" || c.attr("institution") != "KontoBank" {
		t.Errorf("final reply: %v %v", r.Attrs, c.Attrs)
	}
	if got := c.names(); got != "progress result" {
		t.Errorf("children: %s", got)
	}
	if c.at("result", "target").exists() || c.at("result", "deposits").exists() {
		t.Error("the import's result has what only data.xml has")
	}
	w.sb.Advance(25 * time.Hour)
	w.expect(w.get(path), 404, "InvalidCommandId")
	w.expect(w.get("/v1/data.xml?ownerExternalId=o"), 404, "InvalidOwnerExternalId")
}

func TestSessionLivesFifteenMinutes(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	w.sb.Advance(16 * time.Minute)
	res := w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(1))
	w.expect(res, 404, "InvalidSessionId")
	if m := w.tree(res).at("exception", "message").Text; m != "Session expired." {
		t.Errorf("message %q", m)
	}
}

func TestTransactionsStartAtSinceAndBalancesAddUp(t *testing.T) {
	w := start(t)
	for _, days := range []int{10, 90, 180} {
		c := w.tree(w.finish(w.begin("test1", "o", days))).at("command", "result")
		all := 0
		for _, a := range c.at("accounts").Children {
			rows := a.at("moneyTransactions").Children
			all += len(rows)
			for i, row := range rows {
				if on := row.at("transactionOn").Text; on < since(days) {
					t.Fatalf("transaction on %s, asked since %s", on, since(days))
				}
				if i > 0 && rows[i-1].at("transactionOn").Text < row.at("transactionOn").Text {
					t.Fatal("the newest do not come first")
				}
			}
		}
		if all < 2 {
			t.Errorf("%d transactions since %d days", all, days)
		}
	}
}

func TestAggregatedDataOverSeveralBanks(t *testing.T) {
	w := start(t)
	first := w.begin("test1", "app 1", 30)
	w.expect(w.get("/v1/data.xml?ownerExternalId=app+1"), 404, "InvalidOwnerExternalId") // not finished yet
	imported := w.tree(w.finish(first)).at("command", "result")
	s := w.tree(w.post("/v1/mock-session.xml", "login", "test1", "country", "cz", "ownerExternalId", "app 1")).at("session")
	if s.attr("id") != "" {
		w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", since(30))
	}
	w.finish(w.begin("test1", "app 1", 30)) // again the same bank: replaces, does not add

	res := w.get("/v1/data.xml?ownerExternalId=app+1")
	r := w.tree(res)
	targets := r.at("owner").all("target")
	if r.attr("ownerExternalId") != "app 1" || r.at("owner").attr("externalId") != "app 1" || r.at("owner").attr("origin") != "scraper" || len(targets) != 2 {
		t.Fatalf("%d targets: %.600s", len(targets), res.text)
	}
	if _, err := time.Parse("2006-01-02T15:04:05.000000Z", r.at("owner").attr("createdAt")); err != nil {
		t.Error(err)
	}
	if got := targets[0].names(); got != "owners accounts creditCards deposits" {
		t.Errorf("target: %s", got)
	}
	polish := slices.IndexFunc(targets, func(n node) bool { return n.attr("name") == "KontoBank" })
	a, b := imported.at("accounts", "account", "moneyTransactions").Children, targets[max(0, polish)].at("accounts", "account", "moneyTransactions").Children
	if len(a) == 0 || len(a) != len(b) {
		t.Errorf("%d transactions imported, %d aggregated", len(a), len(b))
	}

	if res := w.do(w.request("DELETE", "/v1/data.xml?ownerExternalId=app+1", "", "")); res.StatusCode != 200 {
		t.Errorf("delete: %s", res.text)
	}
	w.expect(w.get("/v1/data.xml?ownerExternalId=app+1"), 404, "InvalidOwnerExternalId")
	w.expect(w.do(w.request("DELETE", "/v1/data.xml?ownerExternalId=app+1", "", "")), 404, "InvalidOwnerExternalId")
	w.expect(w.get("/v1/data.xml"), 400, "InvalidParameter")
}

func TestRepeatedAccessFourTimesADay(t *testing.T) {
	w := start(t, atNoon(sandbox.Options{}))
	access := w.tree(w.post("/v1/mock-session.xml", "login", "test1", "country", "pl", "ownerExternalId", "o", "multipleAccess", "true")).at("session", "multipleAccessId").Text
	reuse := func() sent { return w.post("/v1/command/reuse-multiple-access.xml", "multipleAccessId", access) }
	for range 4 {
		s := w.tree(reuse()).at("session")
		res := w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", "2026-03-01")
		if res.StatusCode != 202 || w.tree(res).attr("ownerExternalId") != "o" {
			t.Fatalf("import: %s", res.text)
		}
	}
	w.expect(reuse(), 429, "MultipleAccessLimitExceeded")
	w.sb.Advance(13 * time.Hour)
	if res := reuse(); res.StatusCode != 200 {
		t.Errorf("next day: %s", res.text)
	}
	w.sb.Advance(181 * 24 * time.Hour)
	w.expect(reuse(), 404, "InvalidMultipleAccessId")

	access = w.tree(w.post("/v1/mock-session.xml", "login", "test1", "country", "pl", "multipleAccess", "true")).at("session", "multipleAccessId").Text
	if res := w.post("/v1/command/delete-multiple-access.xml", "multipleAccessId", access); res.StatusCode != 200 {
		t.Errorf("revoke: %s", res.text)
	}
	w.expect(reuse(), 404, "InvalidMultipleAccessId")
	w.expect(w.post("/v1/command/delete-multiple-access.xml", "multipleAccessId", access), 404, "InvalidMultipleAccessId")
	w.expect(w.post("/v1/command/reuse-multiple-access.xml"), 400, "InvalidParameter")
}

func TestCatalog(t *testing.T) {
	w := start(t)
	all := w.tree(w.get("/v1/catalog.xml")).at("targets").Children
	names, institutions := map[string]bool{}, map[string]int{}
	countries := map[string]bool{}
	for _, target := range all {
		names[target.attr("name")], countries[target.attr("country")] = true, true
		institutions[target.attr("institution")+target.attr("country")]++
		if got := target.names(); got != "supportedAccountTypes commands credentialsMetadata" {
			t.Errorf("%s: %s", target.attr("name"), got)
		}
		for _, flag := range []string{"beta", "psd2"} {
			if v := target.attr(flag); v != "" && v != "true" {
				t.Errorf("%s: %s=%q", target.attr("name"), flag, v)
			}
		}
	}
	for _, name := range strings.Fields("KontoBank KontoBankApi KontoBank_cz KontoBankApi_cz KontoBank_es KontoBankApi_pt KontoBank_lt KontoBankApi_lv KontoBank_ee KontoBankApi_ro KontoBank_ph") {
		if !names[name] {
			t.Errorf("no %s", name)
		}
	}
	if names["KontoBank_ro"] || names["KontoBankApi_ph"] || len(names) != len(all) || institutions["Wislapl"] != 2 {
		t.Errorf("targets: %v", names)
	}
	count := func(query string) int {
		return len(w.tree(w.get("/v1/command-catalog.xml?" + query)).at("targets").Children)
	}
	if pl, lots := count("country=pl&favicons=false"), count("country=all"); pl == 0 || lots != len(all) || pl >= lots {
		t.Errorf("pl %d, all %d", pl, lots)
	}
	if single, multiple := count("accessMode=SINGLE"), count("accessMode=MULTIPLE"); single != len(all) || multiple == 0 || multiple >= single {
		t.Errorf("single %d, multiple %d", single, multiple)
	}
	w.expect(w.get("/v1/catalog.xml?accessMode=BOTH"), 400, "InvalidParameter")
}

// What the provider's catalog of 2023 shows of its mock bank and of PSD2 banks.
func TestCatalogOfMockAndPSD2Banks(t *testing.T) {
	w := start(t)
	res := w.get("/v1/catalog.xml?country=all")
	psd2, typed := 0, 0
	for _, x := range w.tree(res).at("targets").Children {
		name, country := x.attr("name"), x.attr("country")
		option := x.at("credentialsMetadata", "credentialMetadata")
		switch {
		case x.attr("psd2") != "true":
			if option.attr("kind") == "API_SETUP" || option.at("name").Text == "" {
				t.Errorf("%s asks in the frame and names nothing: %+v", name, option)
			}
		case x.attr("loginName") == "":
			psd2++
			if option.attr("kind") != "API_SETUP" || option.at("name").Text != "" || len(x.at("credentialsMetadata").Children) != 1 {
				t.Errorf("%s asks on its own page: %+v", name, option)
			}
		default:
			psd2, typed = psd2+1, typed+1
		}
		if !strings.HasPrefix(name, "KontoBank") {
			continue
		}
		suffix := "_" + country
		if country == "pl" {
			suffix = ""
		}
		types := x.at("supportedAccountTypes").Children
		if x.attr("institution") != "KontoBank"+suffix || x.attr("beta") != "true" || len(types) != 1 || types[0].attr("name") != "Individual" {
			t.Errorf("%s: %v", name, x)
		}
		cards := 0
		for _, c := range x.at("commands").Children {
			if strings.Contains(c.attr("name"), "CreditCard") {
				cards++
			}
		}
		if want := map[string]int{"pl": 2, "cz": 2, "es": 2}[country]; cards != want {
			t.Errorf("%s has %d commands for cards, want %d", name, cards, want)
		}
	}
	if typed == 0 || typed*10 > psd2 {
		t.Errorf("%d of %d PSD2 banks want a login in the frame", typed, psd2)
	}
}

// Each reply names its schema at the provider's address, and errors name none.
func TestSchemaAddresses(t *testing.T) {
	w := start(t)
	id := w.begin("test1", "o", 30)
	w.finish(id)
	for path, name := range map[string]string{"/v1/command/" + id + ".xml": "default_import", "/v1/catalog.xml": "get_command_catalog", "/v1/data.xml?ownerExternalId=o": "get_data",
		"/v1/owner-scores.xml?ownerExternalId=o": "get_owner_scores", "/v1/command/1.xml": ""} {
		text := w.get(path).text
		want := `xsi:noNamespaceSchemaLocation="https://developer.kontomatik.com/schema/v1/` + name + `.xsd"`
		if name == "" && strings.Contains(text, "noNamespaceSchemaLocation") || name != "" && !strings.Contains(text, want) {
			t.Errorf("%s: %.300s", path, text)
		}
	}
	session, sig := w.signIn("test1", "o")
	if text := w.post("/v1/command/default-import.xml", "sessionId", session, "sessionIdSignature", sig, "since", since(9)).text; !strings.Contains(text, "/schema/v1/command_setup.xsd\"") {
		t.Errorf("%.300s", text)
	}
}

// The error replies inside a known session repeat its owner; those to somebody who did not show that it is his do not.
func TestErrorsOfKnownSessionsCarryTheOwner(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "owner-7")
	post := func(sig, since string) sent {
		return w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since)
	}
	owner := func(res sent) string { return w.tree(res).attr("ownerExternalId") }
	for _, c := range []struct {
		name, exception, owner string
		res                    sent
	}{
		{"a wrong date", "InvalidSince", "owner-7", post(sig, "soon")},
		{"a wrong signature", "InvalidSessionIdSignature", "", post(strings.Repeat("0", 64), since(9))},
		{"a command that the bank has not", "CommandNotAvailable", "owner-7", w.post("/v1/command/sign-out.xml", "sessionId", id, "sessionIdSignature", sig)},
		{"an unknown session", "InvalidSessionId", "", w.post("/v1/command/sign-out.xml", "sessionId", "1", "sessionIdSignature", sig)},
	} {
		if got := owner(c.res); got != c.owner || w.tree(c.res).at("exception").attr("name") != c.exception {
			t.Errorf("%s: owner %q in %s", c.name, got, c.res.text)
		}
	}
	w.sb.SetScenario("jobs-quota-exceeded")
	if res := post(sig, since(9)); owner(res) != "owner-7" || res.StatusCode != 429 {
		t.Errorf("a quota: %s", res.text)
	}
	w.sb.SetScenario("unauthorized")
	if res := post(sig, since(9)); owner(res) != "" || res.StatusCode != 401 {
		t.Errorf("a 401: %s", res.text)
	}
	w.sb.SetScenario("ok")
	post(sig, since(9))
	if res := post(sig, since(9)); owner(res) != "owner-7" || w.tree(res).at("exception").attr("name") != "DefaultImportAlreadyExecuted" {
		t.Errorf("a second import: %s", res.text)
	}
	w.sb.Advance(16 * time.Minute)
	other, sig := w.signIn("test1", "owner-8")
	w.sb.Advance(16 * time.Minute)
	if res := w.post("/v1/command/default-import.xml", "sessionId", other, "sessionIdSignature", sig, "since", since(9)); owner(res) != "" || res.StatusCode != 404 {
		t.Errorf("an expired session: %s", res.text)
	}
}

func TestSignOutIsNotAvailable(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	res := w.post("/v1/command/sign-out.xml", "sessionId", id, "sessionIdSignature", sig)
	w.expect(res, 400, "CommandNotAvailable")
	if r := w.tree(res); r.attr("ownerExternalId") != "o" || r.at("exception", "message").Text != "Command SignOutCommand is not available for target KontoBank." {
		t.Errorf("%s", res.text)
	}
}

func TestOwnerUploadPackedAndPlain(t *testing.T) {
	w := start(t)
	body := `{"ownerExternalId":"u","accounts":[{"iban":"PL61109010140000071219812874","currencyName":"PLN","moneyTransactions":[{"transactionOn":"2026-01-02","currencyAmount":"5.00"}]}]}`
	var z bytes.Buffer
	g := gzip.NewWriter(&z)
	g.Write([]byte(body))
	g.Close()
	req := w.request("POST", "/v1/owner", "application/json", z.String())
	req.Header.Set("Content-Encoding", "gzip")
	for _, res := range []sent{w.postJSON("/v1/owner", body), w.do(req)} {
		var out struct{ RequestID string }
		if err := json.Unmarshal([]byte(res.text), &out); err != nil || res.StatusCode != 200 || out.RequestID == "" {
			t.Errorf("%d %s", res.StatusCode, res.text)
		}
	}
	if r := w.tree(w.get("/v1/data.xml?ownerExternalId=u")); r.at("owner").attr("origin") != "upload" || len(r.at("owner").all("target")) != 2 {
		t.Errorf("data: %v", r)
	}
	w.postJSON("/v1/owner", `{"ownerExternalId":"n","accounts":[{"currencyName":"PLN","currencyBalance":"","moneyTransactions":[{"transactionOn":"2026-01-02","currencyAmount":-5.5,"currencyBalance":0.10,"title":"Lidl  Kraków"}]}]}`)
	if row := w.tree(w.get("/v1/data.xml?ownerExternalId=n")).at("owner", "target", "accounts", "account", "moneyTransactions", "moneyTransaction"); row.at("currencyAmount").Text != "-5.50" || row.at("currencyBalance").Text != "0.10" || row.at("labels", "label").Text != "grocery" {
		t.Errorf("amounts as numbers, labelled: %+v", row)
	}
	for _, bad := range []string{"", "[]", "{", `{"ownerExternalId":""}`, `{"ownerExternalId":"u","accounts":[{"currencyBalance":true}]}`, `{"ownerExternalId":"u","accounts":[{"currencyBalance":"1,0"}]}`, `{"ownerExternalId":"u","accounts":[{"moneyTransactions":[{"transactionOn":"x"}]}]}`} {
		res := w.postJSON("/v1/owner", bad)
		var out struct{ Exception struct{ Name string } }
		if err := json.Unmarshal([]byte(res.text), &out); err != nil || res.StatusCode != 400 || out.Exception.Name != "InvalidParameter" {
			t.Errorf("%s: %d %s", bad, res.StatusCode, res.text)
		}
	}
}

func TestRequestsAreRecordedWithoutSecrets(t *testing.T) {
	w := start(t)
	id, sig := w.signIn("test1", "o")
	w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", since(1))
	all := w.sb.Requests(0)
	if len(all) != 2 || all[1].Path != "/v1/command/default-import.xml" || all[1].Status != 202 || all[1].Session != id || all[1].Params["since"] != since(1) {
		t.Fatalf("%+v", all)
	}
	raw, _ := json.Marshal(all)
	if bytes.Contains(raw, []byte(sig)) || bytes.Contains(raw, []byte(w.sb.Key())) {
		t.Error("a secret is in the list")
	}
	if later := w.sb.Requests(all[0].Seq); len(later) != 1 {
		t.Errorf("%d after the first", len(later))
	}
}

func TestSameSeedSameWire(t *testing.T) {
	run := func(seed uint64) string {
		w := start(t, atNoon(sandbox.Options{Seed: seed}))
		s := w.tree(w.post("/v1/mock-session.xml", "login", "test1", "country", "pl", "ownerExternalId", "o")).at("session")
		id := w.tree(w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", "2026-01-01")).at("command").attr("id")
		return w.finish(id).text
	}
	a, b, c := run(1), run(1), run(2)
	if a != b {
		t.Error("the same seed gives two replies")
	}
	if a == c {
		t.Error("another seed gives the same reply")
	}
}
