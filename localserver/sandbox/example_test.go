package sandbox_test

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"aisdesk/localserver/sandbox"
)

// recorder stands for the *testing.T of a foreign test suite, so that this example can run as one.
type recorder struct{ ends []func() }

func (r *recorder) Helper()                           {}
func (r *recorder) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }
func (r *recorder) Cleanup(f func())                  { r.ends = append(r.ends, f) }

// A foreign program's test suite: the program under test is importData, which knows the provider and not the sandbox.
func ExampleStart() {
	t := &recorder{} // in a test: t *testing.T
	defer func() {
		for _, end := range t.ends {
			end()
		}
	}()

	sb := sandbox.Start(t, sandbox.Options{Speed: 1000})
	state, err := importData(sb.APIURL(), sb.Key(), "test1")
	fmt.Println(state, err)

	sb.SetLoginScenario("test1", "import-error:AccessBlocked")
	state, err = importData(sb.APIURL(), sb.Key(), "test1")
	fmt.Println(state, err)

	imports := 0
	for _, r := range sb.Requests(0) {
		if r.Path == "/v1/command/default-import.xml" {
			imports++
		}
	}
	fmt.Println(imports, "imports were sent")
	// Output:
	// successful <nil>
	// error AccessBlocked
	// 2 imports were sent
}

// importData is what an integrator writes against the provider's test API.
func importData(base, key, login string) (state string, err error) {
	var r struct {
		Session struct {
			ID        string `xml:"id,attr"`
			Signature string `xml:"signature,attr"`
		} `xml:"session"`
		Command struct {
			ID        string `xml:"id,attr"`
			State     string `xml:"state,attr"`
			Exception struct {
				Name string `xml:"name,attr"`
			} `xml:"exception"`
		} `xml:"command"`
	}
	call := func(method, path string, form url.Values) error {
		req, err := http.NewRequest(method, base+path, strings.NewReader(form.Encode()))
		if err != nil {
			return err
		}
		req.Header.Set("X-Api-Key", key)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			return err
		}
		defer res.Body.Close()
		return xml.NewDecoder(res.Body).Decode(&r)
	}
	if err := call("POST", "/v1/mock-session.xml", url.Values{"login": {login}, "country": {"pl"}, "ownerExternalId": {"app-1"}}); err != nil {
		return "", err
	}
	since := time.Now().AddDate(0, 0, -90).Format(time.DateOnly)
	if err := call("POST", "/v1/command/default-import.xml", url.Values{"sessionId": {r.Session.ID}, "sessionIdSignature": {r.Session.Signature}, "since": {since}}); err != nil {
		return "", err
	}
	for r.Command.State == "setup" || r.Command.State == "in_progress" {
		time.Sleep(5 * time.Millisecond)
		if err := call("GET", "/v1/command/"+r.Command.ID+".xml", nil); err != nil {
			return "", err
		}
	}
	if r.Command.Exception.Name != "" {
		err = fmt.Errorf("%s", r.Command.Exception.Name)
	}
	return r.Command.State, err
}
