// Package har writes recorded HTTP exchanges in forms that other tools read: a shell command with curl, and the HTTP Archive
// that browsers and proxies open. Exchanges hold no secrets; curl takes them from variables.
package har

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"aisdesk/aisclient"
)

// redacted is what stands in an exchange where a secret was.
const redacted = "[redacted]"

// variables are those that curl takes secrets from, by the field or header in which they stand.
var variables = map[string]string{"x-api-key": "AISDESK_API_KEY", "apikey": "AISDESK_API_KEY", "sessionidsignature": "SESSION_ID_SIGNATURE",
	"signature": "SESSION_ID_SIGNATURE", "multipleaccessid": "MULTIPLE_ACCESS_ID"}

func variable(field string) string {
	if v, ok := variables[strings.ToLower(field)]; ok {
		return "${" + v + "}"
	}
	return "${SECRET}"
}

// Curl is the request of an exchange as a command for a shell. Secrets are variables, for example "$AISDESK_API_KEY".
func Curl(x aisclient.Exchange) string {
	parts := []string{"curl"}
	if x.Method != http.MethodGet {
		parts = append(parts, "-X "+x.Method)
	}
	for _, name := range headerNames(x.RequestHeader) {
		for _, v := range x.RequestHeader[name] {
			parts = append(parts, "-H "+quoted(name+": "+v, variable(name)))
		}
	}
	if len(x.RequestBody) > 0 {
		parts = append(parts, "--data-raw "+quotedForm(string(x.RequestBody)))
	}
	return strings.Join(append(parts, quotedForm(address(x))), " \\\n  ")
}

// headerNames are the headers that matter, in order: curl makes the others itself.
func headerNames(h http.Header) []string {
	var names []string
	for name := range h {
		switch http.CanonicalHeaderKey(name) {
		case "Content-Length", "Accept-Encoding", "User-Agent", "Host":
		default:
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// quoted is a word for a shell in which nothing happens but that a secret's variable is put in.
func quoted(s, secret string) string {
	word := "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	return strings.ReplaceAll(word, redacted, `'"`+secret+`"'`)
}

// quotedForm is quoted with the variable that each field of a form, query or JSON names.
func quotedForm(s string) string {
	word := "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	for {
		at := strings.Index(word, redacted)
		if at < 0 {
			return word
		}
		before := strings.TrimRight(word[:at], `=":'> `)
		field := before[strings.LastIndexAny(before, `&?"<'{, `)+1:]
		word = word[:at] + `'"` + variable(field) + `"'` + word[at+len(redacted):]
	}
}

// address is the URL of a request. Plain http is spoken to this machine only.
func address(x aisclient.Exchange) string {
	u := url.URL{Scheme: "https", Host: x.Host, Path: x.Path}
	if h := u.Hostname(); h == "localhost" || strings.HasPrefix(h, "127.") || h == "::1" {
		u.Scheme = "http"
	}
	s := u.String()
	if x.Query != "" {
		s += "?" + x.Query
	}
	return s
}

// Archive writes exchanges as an HTTP Archive of version 1.2. creator is the program's version. The error is that of
// encoding/json.
func Archive(all []aisclient.Exchange, creator string) ([]byte, error) {
	entries := []entry{}
	for _, x := range all {
		entries = append(entries, entryOf(x))
	}
	var doc struct {
		Log log `json:"log"`
	}
	doc.Log = log{Version: "1.2", Creator: tool{"aisdesk", creator}, Entries: entries}
	b, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the exchanges: %w", err)
	}
	return append(b, '\n'), nil
}

type log struct {
	Version string  `json:"version"`
	Creator tool    `json:"creator"`
	Entries []entry `json:"entries"`
}

type tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

type entry struct {
	Started  time.Time `json:"startedDateTime"`
	Time     float64   `json:"time"` // milliseconds
	Request  request   `json:"request"`
	Response response  `json:"response"`
	Cache    struct{}  `json:"cache"`
	Timings  timings   `json:"timings"`
	Comment  string    `json:"comment,omitempty"`
}

type timings struct {
	Send    float64 `json:"send"`
	Wait    float64 `json:"wait"`
	Receive float64 `json:"receive"`
}

type pair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type request struct {
	Method      string   `json:"method"`
	URL         string   `json:"url"`
	HTTPVersion string   `json:"httpVersion"`
	Cookies     []pair   `json:"cookies"`
	Headers     []pair   `json:"headers"`
	QueryString []pair   `json:"queryString"`
	PostData    *content `json:"postData,omitempty"`
	HeadersSize int      `json:"headersSize"`
	BodySize    int      `json:"bodySize"`
}

type response struct {
	Status      int     `json:"status"`
	StatusText  string  `json:"statusText"`
	HTTPVersion string  `json:"httpVersion"`
	Cookies     []pair  `json:"cookies"`
	Headers     []pair  `json:"headers"`
	Content     content `json:"content"`
	RedirectURL string  `json:"redirectURL"`
	HeadersSize int     `json:"headersSize"`
	BodySize    int64   `json:"bodySize"`
}

type content struct {
	Size     int64  `json:"size,omitempty"`
	MimeType string `json:"mimeType"`
	Text     string `json:"text"`
	Comment  string `json:"comment,omitempty"`
}

func entryOf(x aisclient.Exchange) entry {
	ms := float64(x.Duration.Microseconds()) / 1000
	e := entry{Started: x.Started, Time: ms, Timings: timings{Wait: ms}, Comment: x.Op}
	if x.Err != "" {
		e.Comment += ": " + x.Err
	}
	e.Request = request{Method: x.Method, URL: address(x), HTTPVersion: "HTTP/1.1", Cookies: []pair{}, Headers: pairs(x.RequestHeader), QueryString: query(x.Query),
		HeadersSize: -1, BodySize: len(x.RequestBody)}
	if len(x.RequestBody) > 0 {
		e.Request.PostData = &content{MimeType: x.RequestHeader.Get("Content-Type"), Text: readable(x.RequestBody)}
	}
	e.Response = response{Status: x.Status, StatusText: http.StatusText(x.Status), HTTPVersion: "HTTP/1.1", Cookies: []pair{}, Headers: pairs(x.ResponseHeader), HeadersSize: -1,
		BodySize: x.ResponseSize, Content: content{Size: x.ResponseSize, MimeType: x.ResponseHeader.Get("Content-Type"), Text: readable(x.ResponseBody)}}
	if x.Truncated {
		e.Response.Content.Comment = "only the beginning was kept"
	}
	return e
}

func readable(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	return strings.ToValidUTF8(string(b), "\ufffd")
}

func pairs(h http.Header) []pair {
	out := []pair{}
	for name, values := range h {
		for _, v := range values {
			out = append(out, pair{name, v})
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return strings.Compare(a.Name+"\x00"+a.Value, b.Name+"\x00"+b.Value) })
	return out
}

func query(s string) []pair {
	out := []pair{}
	for part := range strings.SplitSeq(s, "&") {
		if part == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		for _, v := range []*string{&name, &value} {
			if plain, err := url.QueryUnescape(*v); err == nil {
				*v = plain
			}
		}
		out = append(out, pair{name, value})
	}
	return out
}
