package sandbox_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

// updateGolden makes the tests write testdata instead of comparing with it.
var updateGolden = flag.Bool("update", false, "write the golden files instead of comparing with them")

// golden compares a reply with testdata/name, byte for byte.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *updateGolden {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs (go test ./localserver/sandbox -update writes it anew)\n got: %s\nwant: %s", name, got, want)
	}
}

// noon is the time of every test that needs to know it.
var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

// atNoon stops the clock, so that replies are the same on every day; Advance still moves it.
func atNoon(o sandbox.Options) sandbox.Options {
	o.Now = func() time.Time { return noon }
	o.Speed = 1
	o.Key = "0123456789abcdef0123456789abcdef"
	return o
}

func TestRepliesToTheLetter(t *testing.T) {
	w := start(t, atNoon(sandbox.Options{}))
	session := w.post("/v1/mock-session.xml", "login", "test1", "country", "pl", "ownerExternalId", "app-1", "multipleAccess", "true")
	golden(t, "session.xml", session.text)
	s := w.tree(session).at("session")
	setup := w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", "2026-03-01")
	golden(t, "setup.xml", setup.text)
	poll := "/v1/command/" + w.tree(setup).at("command").attr("id") + ".xml"
	golden(t, "poll-setup.xml", w.get(poll).text)
	w.sb.Advance(3 * time.Second)
	golden(t, "poll-in-progress.xml", w.get(poll).text)
	if err := w.sb.SetScenario("import-error:AccessBlocked"); err != nil {
		t.Fatal(err)
	}
	w.sb.Advance(10 * time.Second)
	golden(t, "poll-error.xml", w.get(poll).text)
	w.sb.SetScenario("ok")

	golden(t, "second-import.xml", w.post("/v1/command/default-import.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature"), "since", "2026-03-01").text)
	golden(t, "unknown-session.xml", w.post("/v1/command/default-import.xml", "sessionId", "1", "sessionIdSignature", "00", "since", "2026-03-01").text)
	golden(t, "sign-out.xml", w.post("/v1/command/sign-out.xml", "sessionId", s.attr("id"), "sessionIdSignature", s.attr("signature")).text)
	req := w.request("GET", "/v1/catalog.xml", "", "")
	req.Header.Set("X-Api-Key", "ab34567890yz")
	golden(t, "unauthorized.xml", w.do(req).text)
	golden(t, "catalog-ro.xml", w.get("/v1/catalog.xml?country=ro").text)
}

func TestUploadedDataToTheLetter(t *testing.T) {
	w := start(t, atNoon(sandbox.Options{}))
	w.postJSON("/v1/owner", `{"ownerExternalId":"up-1","owners":[{"name":"Łucja Żak","kind":"OWNER"}],"accounts":[{"name":"Konto & spółka","iban":"PL61109010140000071219812874",
		"currencyName":"PLN","currencyBalance":"12.30","moneyTransactions":[{"transactionOn":"2026-03-01","currencyAmount":"-1.50","currencyBalance":"12.30","title":"a  b","party":"C"}]}]}`)
	golden(t, "data-upload.xml", w.get("/v1/data.xml?ownerExternalId=up-1").text)
	w.sb.SetScenario("indented+references")
	golden(t, "data-upload-indented.xml", w.get("/v1/data.xml?ownerExternalId=up-1").text)
}
