package sandbox_test

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"aisdesk/localserver/sandbox"
)

// wire talks to a sandbox as a stranger would: net/http, forms and text, nothing of this module.
type wire struct {
	t  *testing.T
	sb *sandbox.Sandbox
}

func start(t *testing.T, with ...sandbox.Options) *wire {
	return &wire{t, sandbox.Start(t, with...)}
}

// sent is a reply with the body read.
type sent struct {
	*http.Response
	text string
	err  error // of reading the body
}

func (w *wire) do(req *http.Request) sent {
	w.t.Helper()
	if _, ok := req.Header["X-Api-Key"]; !ok {
		req.Header.Set("X-Api-Key", w.sb.Key())
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		w.t.Fatalf("%s %s: %v", req.Method, req.URL.Path, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return sent{res, string(body), err}
}

func (w *wire) request(method, path, contentType, body string) *http.Request {
	w.t.Helper()
	req, err := http.NewRequest(method, w.sb.APIURL()+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	return req
}

func (w *wire) get(path string) sent { return w.do(w.request("GET", path, "", "")) }

// post sends a form given as name, value, name, value...
func (w *wire) post(path string, pairs ...string) sent {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return w.do(w.request("POST", path, "application/x-www-form-urlencoded", form.Encode()))
}

func (w *wire) postJSON(path, body string) sent {
	return w.do(w.request("POST", path, "application/json", body))
}

// node is any XML element.
type node struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Children []node     `xml:",any"`
	Text     string     `xml:",chardata"`
}

func (w *wire) tree(s sent) node {
	w.t.Helper()
	if s.err != nil {
		w.t.Fatal(s.err)
	}
	var n node
	if err := xml.Unmarshal([]byte(s.text), &n); err != nil {
		w.t.Fatalf("reply is not XML: %v\n%.500s", err, s.text)
	}
	return n
}

// at walks down to a descendant by names; the zero node if there is none.
func (n node) at(path ...string) node {
	for _, name := range path {
		var next node
		for _, c := range n.Children {
			if c.XMLName.Local == name {
				next = c
				break
			}
		}
		n = next
	}
	return n
}

func (n node) all(name string) []node {
	var out []node
	for _, c := range n.Children {
		if c.XMLName.Local == name {
			out = append(out, c)
		}
	}
	return out
}

func (n node) attr(name string) string {
	for _, a := range n.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n node) exists() bool { return n.XMLName.Local != "" }

// names lists the names of the children in order.
func (n node) names() string {
	var out []string
	for _, c := range n.Children {
		out = append(out, c.XMLName.Local)
	}
	return strings.Join(out, " ")
}

// signIn takes a mock session and returns its id and signature.
func (w *wire) signIn(login, owner string, more ...string) (id, signature string) {
	w.t.Helper()
	res := w.post("/v1/mock-session.xml", append([]string{"login", login, "country", "pl", "ownerExternalId", owner}, more...)...)
	s := w.tree(res).at("session")
	if res.StatusCode != 200 || s.attr("id") == "" {
		w.t.Fatalf("mock session: %s", res.text)
	}
	return s.attr("id"), s.attr("signature")
}

// since is a date that many days ago.
func since(days int) string { return time.Now().UTC().AddDate(0, 0, -days).Format(time.DateOnly) }

// begin starts an import and returns the command's id.
func (w *wire) begin(login, owner string, days int, more ...string) string {
	w.t.Helper()
	return w.beginSince(login, owner, since(days), more...)
}

// beginSince starts an import from a day on, for a sandbox whose clock stands.
func (w *wire) beginSince(login, owner, day string, more ...string) string {
	w.t.Helper()
	id, sig := w.signIn(login, owner, more...)
	res := w.post("/v1/command/default-import.xml", "sessionId", id, "sessionIdSignature", sig, "since", day)
	if res.StatusCode != 202 {
		w.t.Fatalf("default import: %s", res.text)
	}
	return w.tree(res).at("command").attr("id")
}

// finish advances the clock past the import and takes the final reply.
func (w *wire) finish(command string) sent {
	w.t.Helper()
	w.sb.Advance(time.Minute)
	return w.get("/v1/command/" + command + ".xml")
}
