package main

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"aisdesk/localserver/sandbox"
)

// controlled is what a request of the control API is answered, and with which status.
func controlled(t *testing.T, method, address, body string) (status int, answer string) {
	t.Helper()
	q, err := http.NewRequest(method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/json")
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r.StatusCode, string(b)
}

// Each answer of a running sandbox fits the schema that "aisdesk schema control-api" has for it; a list, for each of its elements.
func TestAnswersOfTheControlAPIFitTheirSchemas(t *testing.T) {
	sb := sandbox.Start(t, sandbox.Options{})
	form := url.Values{"login": {"test1"}, "country": {"pl"}, "ownerExternalId": {"app-1"}}
	q, _ := http.NewRequest("POST", sb.APIURL()+"/v1/mock-session.xml", strings.NewReader(form.Encode()))
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("X-Api-Key", sb.Key())
	r, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, _ := io.ReadAll(r.Body)
	id := regexp.MustCompile(`<session[^>]* id="(\d+)"`).FindStringSubmatch(string(b))
	if id == nil {
		t.Fatalf("no session: %s", b)
	}
	check := func(schema, method, path, body string, want int) {
		t.Helper()
		status, answer := controlled(t, method, sb.WidgetOrigin()+path, body)
		if status != want {
			t.Errorf("%s %s %s: %d %s", method, path, body, status, answer)
		}
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(answer))
		if err != nil {
			t.Fatalf("%s: %v\n%s", path, err, answer)
		}
		list, ok := v.([]any)
		if !ok {
			list = []any{v}
		}
		s := strictSchema(t, "control-api#/$defs/"+schema)
		for _, one := range list {
			if err := s.Validate(one); err != nil {
				t.Errorf("%s: %v\n%v", path, err, one)
			}
		}
		if len(list) == 0 {
			t.Errorf("%s: nothing came", path)
		}
	}
	posts := map[string][]string{"scenario": {`{"scenario":"slow"}`, `{"scenario":"slow","login":"test1"}`, `{"scenario":"unicode","session":"` + id[1] + `"}`, `{"scenario":"","login":"test1"}`},
		"clock": {`{"advance":"1h"}`}, "expire": {`{"id":"` + id[1] + `"}`}, "reset": {`{}`}}
	answered := map[string]bool{"error": true}
	for _, e := range sandbox.Endpoints() {
		path, _, _ := strings.Cut(e.Path, "?")
		switch {
		case e.Method == "POST":
			for _, body := range posts[e.Schema] {
				check(e.Schema, "POST", path, body, 200)
			}
			check("status", "GET", "/control/api/status", "", 200)
		case e.Schema != "":
			check(e.Schema, "GET", path, "", 200)
		}
		answered[e.Schema] = true
	}
	for name := range sandbox.Answers() {
		if !answered[name] {
			t.Errorf("no request answers %s", name)
		}
	}
	for path, body := range map[string]string{"scenario": `{"scenario":"slwo"}`, "clock": `{}`, "expire": `{"id":"1"}`, "nosuch": `{}`} {
		want := http.StatusBadRequest
		if path == "expire" || path == "nosuch" {
			want = http.StatusNotFound
		}
		check("error", "POST", "/control/api/"+path, body, want)
	}
	for _, body := range []string{`{}`, `{"scenario":""}`} {
		if status, answer := controlled(t, "POST", sb.WidgetOrigin()+"/control/api/scenario", body); status != 400 || !strings.Contains(answer, `"badRequest"`) || !strings.Contains(answer, `\"login\" or \"session\"`) {
			t.Errorf("%s: %d %s", body, status, answer)
		}
	}
}
