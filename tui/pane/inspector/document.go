package inspector

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"aisdesk/aisclient"
	"aisdesk/aisclient/text"
	"aisdesk/tui/cell"
	"aisdesk/tui/field"
)

// document is a text ready to be scrolled: cleaned lines.
type document struct {
	lines  []string
	widest int
}

// Caps of what is laid out for reading. What is beyond them is in the saved reply.
const (
	maxBody  = 16 << 20
	maxLines = 400_000
)

// callDocument lays out one exchange: what was sent, what came back.
func callDocument(ctx context.Context, x *aisclient.Exchange) document {
	target := x.Path
	if x.Query != "" {
		target += "?" + x.Query
	}
	l := []string{x.Method + " " + target, "Host: " + x.Host}
	l = append(l, headerLines(x.RequestHeader)...)
	if len(x.RequestBody) > 0 {
		l = append(append(l, ""), bodyLines(ctx, x.RequestBody)...)
	}
	l = append(l, "", answerLine(x))
	l = append(l, headerLines(x.ResponseHeader)...)
	if x.Status != 0 {
		l = append(append(l, ""), bodyLines(ctx, x.ResponseBody)...)
	}
	if x.Truncated {
		l = append(l, "", fmt.Sprintf("(the first %s of %s)", field.Size(int64(len(x.ResponseBody))), field.Size(x.ResponseSize)))
	}
	return newDocument(l)
}

func answerLine(x *aisclient.Exchange) string {
	if x.Status == 0 {
		return "no answer after " + field.Millis(x.Duration) + ": " + x.Err
	}
	s := fmt.Sprintf("%d %s  %s, %s", x.Status, http.StatusText(x.Status), field.Millis(x.Duration), field.Size(x.ResponseSize))
	if x.Err != "" {
		s += "  " + x.Err
	}
	return s
}

func headerLines(h http.Header) []string {
	var out []string
	for _, k := range slices.Sorted(maps.Keys(h)) {
		for _, v := range h[k] {
			out = append(out, k+": "+v)
		}
	}
	return out
}

// newDocument cleans every line: a body is text from outside.
func newDocument(lines []string) document {
	d := document{lines: lines}
	for i, l := range lines {
		d.lines[i] = text.Clean(l).String()
		d.widest = max(d.widest, cell.Width(d.lines[i]))
	}
	return d
}

// bodyLines lays a body out by its own form; what is neither XML nor JSON nor a form stays as it is.
func bodyLines(ctx context.Context, b []byte) []string {
	cut := len(b) > maxBody
	if cut {
		b = b[:maxBody]
	}
	var out []string
	switch trimmed := bytes.TrimSpace(b); {
	case len(trimmed) == 0:
		return []string{"(empty)"}
	case trimmed[0] == '<':
		out = xmlLines(ctx, trimmed)
	case trimmed[0] == '{' || trimmed[0] == '[':
		out = jsonLines(trimmed)
	case isForm(trimmed):
		out = strings.Split(strings.ReplaceAll(string(trimmed), "&", "&\n"), "\n")
	default:
		out = strings.Split(string(b), "\n")
	}
	if len(out) > maxLines {
		out, cut = out[:maxLines], true
	}
	if cut {
		out = append(out, "(the rest is in the saved reply)")
	}
	return out
}

func isForm(b []byte) bool {
	return !bytes.ContainsAny(b, "\n ") && bytes.IndexByte(b, '=') > 0 && bytes.IndexByte(b, '&') > 0
}

func jsonLines(b []byte) []string {
	var buf bytes.Buffer
	if json.Indent(&buf, b, "", "  ") != nil {
		return strings.Split(string(b), "\n")
	}
	return strings.Split(buf.String(), "\n")
}
