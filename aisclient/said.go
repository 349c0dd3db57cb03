package aisclient

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"aisdesk/aisclient/text"
)

// readFailure finds the exception in the body of a refusal, in XML or in JSON; it never fails.
func readFailure(a *Answer) Exception {
	body := bytes.TrimLeft(a.Raw, "\ufeff \t\r\n")
	switch {
	case bytes.HasPrefix(body, []byte("<")):
		h, err := DecodeHead(a.Raw)
		if err != nil {
			return Exception{}
		}
		a.Envelope = h.Envelope
		if h.Exception == nil {
			return Exception{Message: h.Comment}
		}
		return *h.Exception
	case bytes.HasPrefix(body, []byte("{")), bytes.HasPrefix(body, []byte("[")):
		return jsonFailure(body)
	}
	return Exception{}
}

// jsonFailure looks for a name and a message breadth first: the shape of these errors is not documented.
func jsonFailure(body []byte) Exception {
	var root any
	if len(body) > maxFailureBytes || json.Unmarshal(body, &root) != nil {
		return Exception{}
	}
	var x Exception
	level := []any{root}
	for depth := 0; depth < 4 && len(level) > 0 && (x.Name == "" || x.Message.Empty()); depth++ {
		var below []any
		for _, v := range level {
			switch v := v.(type) {
			case map[string]any:
				x.Name = cmp.Or(x.Name, exceptionName(v))
				x.Message = text.First(x.Message, text.Clean(member(v, messageMembers)))
				x.FriendlyMessage = text.First(x.FriendlyMessage, text.Clean(member(v, []string{friendlyMember})))
				for _, key := range slices.Sorted(maps.Keys(v)) {
					below = append(below, v[key])
				}
			case []any:
				below = append(below, v...)
			}
		}
		level = below
	}
	return x
}

// maxFailureBytes is the longest JSON of a refusal that is looked through.
const maxFailureBytes = 256 << 10

// exceptionName finds a name of an exception. What a web framework writes in the same place, "Not Found" or
// "404", is none.
func exceptionName(m map[string]any) string {
	for _, n := range nameMembers {
		if s, ok := m[n].(string); ok && isWord(s) {
			return s
		}
	}
	return ""
}

// isWord reports whether s looks like a name of an exception: a letter, then letters, digits, _ . $ -
func isWord(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789_.$-", r)) {
			return false
		}
	}
	return s != "" && len(s) <= 100
}

func member(m map[string]any, names []string) string {
	for _, n := range names {
		if s, ok := m[n].(string); ok && s != "" {
			return s
		}
	}
	return ""
}
