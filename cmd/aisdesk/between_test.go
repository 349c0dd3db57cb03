package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/localserver/sandbox"
)

// between puts a server between the desk and a sandbox, which changes the replies of imports that were successful.
func (d *desk) between(change func(reply string) string) *desk {
	d.t.Helper()
	sb := sandbox.Start(d.t, sandbox.Options{Speed: 50})
	api, err := url.Parse(sb.APIURL())
	if err != nil {
		d.t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(api); r.Out.Header.Del("Accept-Encoding") },
		ModifyResponse: func(r *http.Response) error {
			b, err := io.ReadAll(r.Body)
			if bytes.Contains(b, []byte(`state="successful"`)) {
				b = []byte(change(string(b)))
				r.Header.Del("Content-Length")
				r.ContentLength = int64(len(b))
			}
			r.Body = io.NopCloser(bytes.NewReader(b))
			return err
		},
	}
	server := httptest.NewServer(proxy)
	d.t.Cleanup(server.Close)
	return d.against([]string{"AISDESK_ENV=sandbox", "AISDESK_API_URL=" + server.URL, "AISDESK_WIDGET_URL=" + sb.WidgetOrigin() + "/assets/signin-widget.js"})
}

// An error that a reply names beside what it holds is said wherever the import is named.
func TestAnErrorBesideASuccessIsSaidEverywhere(t *testing.T) {
	d := newDesk(t).between(func(reply string) string {
		return strings.Replace(reply, "<result", `<exception name="TargetTimeout"><message>the bank hung up</message></exception><result`, 1)
	})
	const says = "The import met an error (successful, TargetTimeout: the bank hung up): what is here is not complete."
	r := d.run("import", "--login", "test1")
	if r.code != cli.ExitOK || !strings.Contains(r.out, says) || !strings.Contains(r.err, "met an error (TargetTimeout)") {
		t.Errorf("import: exit %d\n%s%s", r.code, r.out, r.err)
	}
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"import", "--login", "test1", "--json"}, `"exception":{"name":"TargetTimeout","message":"the bank hung up"}`},
		{[]string{"list"}, "successful, partial"},
		{[]string{"list", "--json"}, `"completeness":"partial"`},
		{[]string{"show", "latest"}, says},
		{[]string{"tx", "latest"}, says},
		{[]string{"tx", "latest", "--json"}, says},
		{[]string{"report", "latest"}, "The import met an error (TargetTimeout)."},
		{[]string{"report", "latest", "--json"}, "The import met an error (TargetTimeout)."},
	} {
		if r := d.run(c.args...); !strings.Contains(r.out+r.err, c.says) {
			t.Errorf("%v does not say %q:\n%s%s", c.args, c.says, r.out, r.err)
		}
	}
}

// A reply about another command was refused when it came, and confirms nothing afterwards: it may be another customer's.
func TestAReplyAboutAnotherCommandIsNobodysImport(t *testing.T) {
	d := newDesk(t).between(func(reply string) string {
		_, id, _ := strings.Cut(reply, `<command id="`)
		id, _, _ = strings.Cut(id, `"`)
		return strings.Replace(reply, `id="`+id+`"`, `id="77"`, 1)
	})
	if r := d.run("import", "--login", "test1"); r.code != cli.ExitImport || !strings.Contains(r.err, "about another command") || strings.Contains(r.out, "account") {
		t.Errorf("import: exit %d\n%s%s", r.code, r.out, r.err)
	}
	for _, args := range [][]string{{"show"}, {"show", "--json"}, {"tx"}, {"report"}, {"report", "--json"}} {
		args = append([]string{args[0]}, append([]string{"latest"}, args[1:]...)...)
		if r := d.run(args...); r.code == cli.ExitOK || !strings.Contains(r.err, "about another command") || strings.Contains(r.out, "Sochacka") {
			t.Errorf("%v: exit %d\n%s%s", args, r.code, r.out, r.err)
		}
	}
	if r := d.run("list"); !strings.Contains(r.out, "unreadable") || strings.Contains(r.out, "Sochacka") {
		t.Errorf("list:\n%s", r.out)
	}
}
