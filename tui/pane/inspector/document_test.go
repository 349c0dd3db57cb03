package inspector

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"aisdesk/aisclient"
)

func TestXMLIsLaidOut(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"nesting", "<a><b x='1'>t</b><c/></a>", []string{"<a>", "  <b x='1'>t</b>", "  <c/>", "</a>"}},
		{"empty element", "<a><b></b></a>", []string{"<a>", "  <b></b>", "</a>"}},
		{"broken text is folded", "<a>one\n  two</a>", []string{"<a>one two</a>"}},
		{"comment and CDATA", "<a><!-- <b> --><![CDATA[<x>]]></a>", []string{"<a>", "  <!-- <b> -->", "  <![CDATA[<x>]]>", "</a>"}},
		{"cut in a tag", "<a><b", []string{"<a>", "  <b"}},
		{"cut in a text", "<a>te", []string{"<a>te"}},
		{"more ends than starts", "</a></b>x", []string{"</a>", "</b>", "x"}},
		{"HTML of a portal", "<!DOCTYPE html><html><p>Hi<br></html>", []string{"<!DOCTYPE html>", "<html>", "  <p>Hi", "    <br></html>"}},
	} {
		if got := xmlLines(t.Context(), []byte(c.in)); !slices.Equal(trimmed(got), trimmed(c.want)) {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
	}
}

// trimmed leaves the indentation of broken documents open.
func trimmed(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimSpace(l)
	}
	return out
}

func TestBodiesByTheirForm(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", "(empty)"}, {"  \n", "(empty)"}, {`{"a":[1]}`, "{|  \"a\": [|    1|  ]|}"}, {`{"a":`, `{"a":`},
		{"sessionId=1&since=2026-01-01", "sessionId=1&|since=2026-01-01"}, {"just text\nof two lines", "just text|of two lines"},
	} {
		if got := strings.Join(bodyLines(t.Context(), []byte(c.in)), "|"); got != c.want {
			t.Errorf("%q: %q, not %q", c.in, got, c.want)
		}
	}
}

// A hostile or huge body is laid out in bounded time and room, and can be left.
func TestHugeBodies(t *testing.T) {
	deep := strings.Repeat("<a>", 200_000)
	d := newDocument(bodyLines(t.Context(), []byte(deep)))
	if len(d.lines) < 100_000 || d.widest > 200 {
		t.Errorf("%d lines, the widest %d", len(d.lines), d.widest)
	}
	many := "<r>" + strings.Repeat("<x/>", 500_000) + "</r>"
	if d := newDocument(bodyLines(t.Context(), []byte(many))); len(d.lines) > maxLines+2 {
		t.Errorf("%d lines", len(d.lines))
	}
	left, cancel := context.WithCancel(t.Context())
	cancel()
	if got := xmlLines(left, []byte(many)); len(got) > 5000 {
		t.Errorf("a cancelled layout went on to %d lines", len(got))
	}
}

func TestCallSaysWhatHappened(t *testing.T) {
	x := &aisclient.Exchange{Method: "POST", Host: "api.example", Path: "/v1/command/default-import.xml", Duration: 2 * time.Second,
		RequestBody: []byte("sessionId=1&sessionIdSignature=[redacted]"), Err: "connection refused"}
	got := strings.Join(callDocument(t.Context(), x).lines, "\n")
	for _, want := range []string{"POST /v1/command/default-import.xml", "Host: api.example", "[redacted]", "no answer after 2.0 s: connection refused"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	x = &aisclient.Exchange{Method: "GET", Path: "/x", Query: "a=b", Status: 200, ResponseBody: []byte("<a/>"), ResponseSize: 5_000_000, Truncated: true}
	got = strings.Join(callDocument(t.Context(), x).lines, "\n")
	for _, want := range []string{"GET /x?a=b", "200 OK", "<a/>", "(the first 4 B of 5.0 MB)"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}
