package api

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"aisdesk/localserver/sandbox/scenario"
)

// Bodies may be so large, packed and unpacked.
const (
	maxForm = 64 << 10
	maxJSON = 32 << 20
)

// read takes parameters from the query and from a form or JSON body, packed or not. The JSON endpoints take a JSON
// object under any content type, since that is what curl -d sends.
func (c *call) read(wantsJSON bool) *scenario.Refusal {
	c.params = url.Values{}
	query, err := url.ParseQuery(c.r.URL.RawQuery)
	if err != nil {
		return scenario.Refuse("InvalidParameter", "Query string is malformed.")
	}
	kind, _, _ := mime.ParseMediaType(c.r.Header.Get("Content-Type"))
	body, bad := c.readBody()
	if bad != nil {
		return bad
	}
	switch {
	case kind == "application/json", wantsJSON && bytes.HasPrefix(bytes.TrimSpace(body), []byte("{")):
		c.body = body
	case kind == "multipart/form-data":
		c.r.Body = io.NopCloser(bytes.NewReader(body))
		if err := c.r.ParseMultipartForm(maxForm); err != nil {
			return scenario.Refuse("InvalidParameter", "Form is malformed.")
		}
		c.params = c.r.MultipartForm.Value
	case kind == "application/x-www-form-urlencoded" || kind == "":
		if c.params, err = url.ParseQuery(string(body)); err != nil {
			return scenario.Refuse("InvalidParameter", "Form is malformed.")
		}
	}
	for k, v := range query {
		c.params[k] = append(c.params[k], v...)
	}
	return nil
}

func (c *call) readBody() ([]byte, *scenario.Refusal) {
	limit := int64(maxForm)
	if strings.Contains(c.r.Header.Get("Content-Type"), "json") {
		limit = maxJSON
	}
	var in io.Reader = io.LimitReader(c.r.Body, limit+1)
	if strings.EqualFold(c.r.Header.Get("Content-Encoding"), "gzip") {
		z, err := gzip.NewReader(in)
		if err != nil {
			return nil, scenario.Refuse("InvalidParameter", "Body is not gzip.")
		}
		in = io.LimitReader(z, limit+1)
	}
	body, err := io.ReadAll(in)
	if err != nil {
		return nil, scenario.Refuse("InvalidParameter", "Body cannot be read.")
	}
	if int64(len(body)) > limit {
		return nil, &scenario.Refusal{Name: "InvalidParameter", Message: "Body is too large.", Status: http.StatusRequestEntityTooLarge}
	}
	return body, nil
}
