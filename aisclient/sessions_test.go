package aisclient

import (
	"errors"
	"testing"
)

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

func TestRedirectionStatusInFormsThatItMayTake(t *testing.T) {
	for body, want := range map[string]RedirectionState{
		`{"status":"SUCCESS","params":{"sessionId":455164974,"sessionIdSignature":"ab"}}`:          RedirectionSuccess,
		`{"status":" success ","params":{"sessionId":"455164974","sessionIdSignature":"ab"}}`:      RedirectionSuccess,
		`{"status":"SOMETHING_ODD","params":{"exception":"AccessBlocked"}}`:                        RedirectionFailed,
		`{"status":"ERROR","params":{"exception":{"name":"AccessBlocked","message":"m"}}}`:         RedirectionFailed,
		`{"status":"IN_PROGRESS","params":{"exception":null,"sessionId":null,"target":[1]}}`:       RedirectionPending,
		`{"status":"WAITING","params":null}`:                                                       RedirectionPending,
		`{"status":"Expired","params":{"exception":""},"somethingNew":{"a":[{"b":"c"},1.5,true]}}`: RedirectionExpired,
	} {
		c, _ := serve(t, jsonAnswer(200, body))
		r, err := c.RedirectionStatus(t.Context(), "r-1")
		if err != nil || r.State != want {
			t.Errorf("%s: %v %+v", body, err, r)
			continue
		}
		if want == RedirectionSuccess && r.Session.ID != "455164974" {
			t.Errorf("%s: %+v", body, r.Session)
		}
		if want == RedirectionFailed && !errors.Is(r.Failure(), ExceptionName("AccessBlocked")) {
			t.Errorf("%s: %v", body, r.Failure())
		}
	}
	c, _ := serve(t, jsonAnswer(200, `{"redirectionId":12345678901234567890,"redirectionLink":"https://signin.example/x"}`))
	r, err := c.StartRedirection(t.Context(), RedirectionRequest{RedirectURI: "https://app.example/"})
	if err != nil || r.ID != "12345678901234567890" {
		t.Errorf("%v %+v", err, r)
	}
}
