package aisclient

import (
	"bytes"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"aisdesk/aisclient/text"
)

// Exchange is one HTTP call as the inspector may show it: the key, signatures, tokens and the values of the
// query's secrets are replaced before anyone sees it.
type Exchange struct {
	// Seq counts the calls of a Client from 1.
	Seq      uint64
	Started  time.Time
	Duration time.Duration
	Op       string // what was tried, in words
	Method   string
	Host     string
	Path     string
	Query    string // encoded, secrets redacted
	// Status is 0 where no answer arrived.
	Status         int
	RequestHeader  http.Header
	ResponseHeader http.Header
	RequestBody    []byte
	// ResponseBody is a copy of at most 1 MiB; ResponseSize is the whole size in bytes.
	ResponseBody []byte
	ResponseSize int64
	Truncated    bool
	// Err is the failure in words, empty for a success.
	Err string
}

// secretNames are the fields whose value nobody may see, in forms, queries, JSON and XML.
const secretNames = `sessionIdSignature|signature|multipleAccessId|apiKey|x-api-key`

var (
	secretAttr   = regexp.MustCompile(`(?i)(\b(?:` + secretNames + `)\s*=\s*["'])[^"'<>]*`)
	secretMember = regexp.MustCompile(`(?i)("(?:` + secretNames + `)"\s*:\s*")(?:[^"\\]|\\.)*`)
	secretElem   = regexp.MustCompile(`(?i)(<(?:[\w.-]+:)?(?:` + secretNames + `)(?:\s[^>]*)?>)[^<]*`)
	secretField  = regexp.MustCompile(`(?i)^(?:` + secretNames + `)$`)
	secretHeader = regexp.MustCompile(`(?i)^(?:x-api-key|authorization|proxy-authorization|cookie|set-cookie)$`)
)

// tell hands one call to the hook.
func (n *connection) tell(k call, req *http.Request, a *Answer, started time.Time, err error) {
	if n.cfg.OnExchange == nil {
		return
	}
	x := Exchange{
		Seq: n.seq.Add(1), Started: started, Duration: time.Since(started), Op: k.op,
		Method: req.Method, Host: req.URL.Host, Path: req.URL.Path, Query: n.hide(redactForm(req.URL.RawQuery)),
		RequestHeader: n.hideHeader(req.Header), RequestBody: n.hideBody(k.body, k.kind, k.gzip),
	}
	if err != nil {
		x.Err = n.hide(text.Clean(err.Error()).String())
	}
	if a != nil {
		x.Status, x.ResponseHeader = a.HTTPStatus, n.hideHeader(a.Header)
		x.ResponseSize = int64(len(a.Raw))
		x.Truncated = len(a.Raw) > maxHookBody
		x.ResponseBody = n.hideBody(a.Raw[:min(len(a.Raw), maxHookBody)], "", false)
	}
	n.cfg.OnExchange(x)
}

// hide replaces every secret that this client has handled, wherever it stands.
func (n *connection) hide(s string) string {
	s = hideOne(s, n.cfg.Key)
	for _, secret := range n.secrets.all() {
		s = hideOne(s, secret)
	}
	return s
}

// shortestSecret keeps a secret of a letter or two from turning every text into noise.
const shortestSecret = 8

func hideOne(s string, secret Secret) string {
	v := secret.Reveal()
	if len(v) < shortestSecret {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, v, redacted), url.QueryEscape(v), redacted)
}

func (n *connection) hideHeader(h http.Header) http.Header {
	out := make(http.Header, len(h))
	for name, values := range h {
		shown := text.Clean(name).String()
		for _, v := range values {
			if secretHeader.MatchString(name) {
				v = redacted
			}
			out[shown] = append(out[shown], text.Clean(n.hide(v)).String())
		}
	}
	return out
}

// hideBody returns a redacted copy of a form, JSON or XML body. A gzipped body is only named.
func (n *connection) hideBody(b []byte, kind string, zipped bool) []byte {
	switch {
	case len(b) == 0:
		return nil
	case zipped:
		return []byte("(gzip)")
	case kind == typeForm:
		return []byte(n.hide(redactForm(string(b))))
	}
	if !secretWord(b) {
		return []byte(n.hide(string(b)))
	}
	b = secretAttr.ReplaceAll(b, []byte("${1}"+redacted))
	b = secretMember.ReplaceAll(b, []byte("${1}"+redacted))
	b = secretElem.ReplaceAll(b, []byte("${1}"+redacted))
	return []byte(n.hide(string(b)))
}

// secretWord reports whether a secret's name can stand in b: looking first keeps a large import off the slow
// patterns.
func secretWord(b []byte) bool {
	low := bytes.ToLower(b)
	for name := range strings.SplitSeq(strings.ToLower(secretNames), "|") {
		if bytes.Contains(low, []byte(name)) {
			return true
		}
	}
	return false
}

// redactForm replaces the secrets of an encoded form or query and keeps its order.
func redactForm(s string) string {
	if s == "" {
		return ""
	}
	parts := strings.Split(s, "&")
	for i, p := range parts {
		name, _, _ := strings.Cut(p, "=")
		if n, err := url.QueryUnescape(name); err != nil || secretField.MatchString(n) {
			parts[i] = name + "=" + redacted
		}
	}
	return strings.Join(parts, "&")
}

// handled keeps the last secrets that passed through a client, so that what the provider sends back can be
// redacted wherever it stands.
type handled struct {
	mu   sync.Mutex
	list []Secret
}

// handledSecrets is how many are kept; a verification has two.
const handledSecrets = 32

func (h *handled) add(secrets ...Secret) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, s := range secrets {
		if !s.Empty() && !slices.Contains(h.list, s) {
			h.list = append(h.list, s)
		}
	}
	h.list = h.list[max(0, len(h.list)-handledSecrets):]
}

func (h *handled) all() []Secret {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.list)
}
