package aisclient

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"aisdesk/aisclient/internal/backoff"
	"aisdesk/aisclient/internal/httpbody"
	"aisdesk/aisclient/internal/xmlscan"
)

// Answer is what every reply keeps of the exchange: the bytes as they came, and what stood around them.
type Answer struct {
	// Raw is the body byte for byte, after decompression.
	Raw []byte `json:"-"` // it can hold a signature
	// HTTPStatus is the status code.
	HTTPStatus int
	// Header are the response's headers.
	Header http.Header `json:"-"`
	// Envelope is the reply element; zero for the JSON endpoints.
	Envelope Envelope

	head      *Head   // of an XML answer; nil where nothing was read
	imp       *Import // that was read with the head; nil where nobody asked for rows
	importErr error   // why it is nil
}

// tree reads the whole of a small XML answer.
func (a *Answer) tree() (*xmlscan.Element, error) {
	return decodeTree(context.Background(), bytes.NewReader(a.Raw), DecodeOptions{})
}

// call describes one request before it is tried.
type call struct {
	op     string // the method's name in errors, for people
	method string
	path   string
	query  url.Values
	body   []byte
	kind   string // content type of the body
	header http.Header
	// once forbids that the transport sends the body a second time by itself.
	once bool
	gzip bool // the body is gzipped
	// most is the largest JSON answer that the call can have; 0 is 1 MiB.
	most int64
	// rows begins to take the rows of a reply's import, which are then read in the same pass as its head; may be nil.
	rows func() RowFunc
	// done says that any 2xx is a success whatever stands in its body: nobody documents that body.
	done bool
}

// limit is the largest answer that the call can have, beside Config.MaxReply: only imports are large.
func (k call) limit() int64 {
	if strings.HasSuffix(k.path, ".xml") {
		return math.MaxInt64
	}
	return cmp.Or(k.most, int64(maxJSONBytes))
}

const (
	typeForm = "application/x-www-form-urlencoded"
	typeJSON = "application/json"
)

func get(op, path string, query url.Values) call {
	return call{op: op, method: http.MethodGet, path: path, query: query}
}

func postForm(op, path string, form url.Values) call {
	return call{op: op, method: http.MethodPost, path: path, body: []byte(form.Encode()), kind: typeForm}
}

func postJSON(op, path string, v any) (call, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return call{}, invalid(op, "the request cannot be written as JSON: "+err.Error())
	}
	return call{op: op, method: http.MethodPost, path: path, body: b, kind: typeJSON}, nil
}

// request builds the HTTP request. The key is attached in send, after the address was compared.
func (n *connection) request(ctx context.Context, k call) (*http.Request, error) {
	u := n.base.JoinPath(k.path)
	u.RawQuery = k.query.Encode()
	var body io.Reader
	if k.body != nil {
		body = bytes.NewReader(k.body)
	}
	req, err := http.NewRequestWithContext(ctx, k.method, u.String(), body)
	if err != nil {
		return nil, err
	}
	if k.once {
		req.GetBody = nil
	}
	for name, values := range k.header {
		req.Header[name] = values
	}
	if k.kind != "" {
		req.Header.Set("Content-Type", k.kind)
	}
	if k.gzip {
		req.Header.Set("Content-Encoding", "gzip")
	}
	req.Header.Set("Accept-Encoding", "gzip")
	req.Header.Set("User-Agent", n.cfg.UserAgent)
	if n.sameOrigin(req.URL) {
		req.Header.Set("X-Api-Key", n.cfg.Key.Reveal())
	}
	return req, nil
}

// do runs a call with its retries inside the total deadline, and asks the other spelling of a path once.
func (n *connection) do(ctx context.Context, k call) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, n.cfg.TotalTimeout)
	defer cancel()
	a, err := n.retry(ctx, k)
	if alias, ok := pathAliases[k.path]; ok && unknownPath(err) {
		k.path = alias
		return n.retry(ctx, k)
	}
	return a, err
}

// once runs one HTTP call inside the call's deadline, tells the hook, and turns every failure into an *Error.
func (n *connection) once(ctx context.Context, k call) (*Answer, error) {
	ctx, cancel := context.WithTimeout(ctx, n.cfg.CallTimeout)
	defer cancel()
	started := time.Now()
	req, err := n.request(ctx, k)
	if err != nil {
		return nil, invalid(k.op, "the request cannot be made")
	}
	a, err := n.send(req, k.limit())
	if err != nil {
		err = n.transportError(k, a, err)
	} else {
		err = n.refusal(k, a)
	}
	n.tell(k, req, a, started, err)
	if err != nil {
		return nil, err
	}
	return a, nil
}

// send performs the call and reads the whole body. With an error the Answer holds what did arrive, or is nil.
func (n *connection) send(req *http.Request, limit int64) (*Answer, error) {
	res, err := n.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	a := &Answer{HTTPStatus: res.StatusCode, Header: res.Header}
	if res.StatusCode >= 300 {
		// What is refused needs few words: the first of them say more than "too large".
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(res.Body, maxJSONBytes), res.Body}
		res.ContentLength = -1
	}
	a.Raw, err = httpbody.Read(res, min(n.cfg.MaxReply, limit))
	return a, err
}

// looksHTML recognises a web page: by its type, or by its first element.
func looksHTML(a *Answer) bool {
	head := bytes.ToLower(bytes.TrimLeft(a.Raw[:min(len(a.Raw), 512)], "\ufeff \t\r\n"))
	if bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html")) {
		return true
	}
	return strings.HasPrefix(strings.ToLower(a.Header.Get("Content-Type")), "text/html") && !bytes.Contains(head, []byte("<reply"))
}

// retry runs a call, and a GET again while its error says that this can help and the deadline allows it.
func (n *connection) retry(ctx context.Context, k call) (*Answer, error) {
	tries := 1
	if k.method == http.MethodGet {
		tries += n.cfg.Retries
	}
	for try := 1; ; try++ {
		a, err := n.once(ctx, k)
		if err == nil || try >= tries || !Retryable(err) {
			return a, err
		}
		wait := backoff.Jitter(retryBase<<(try-1), min(retryCeiling, retryBase<<try))
		if e, ok := errors.AsType[*Error](err); ok {
			wait = max(wait, e.RetryAfter)
		}
		if end, ok := ctx.Deadline(); ok && time.Until(end) <= wait {
			return nil, err // the answer that came says more than "deadline exceeded"
		}
		if !backoff.Sleep(ctx, wait) {
			return nil, err
		}
	}
}
