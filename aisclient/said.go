package aisclient

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"

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
	if json.Unmarshal(body, &root) != nil {
		return Exception{}
	}
	var x Exception
	level := []any{root}
	for depth := 0; depth < 4 && len(level) > 0 && (x.Name == "" || x.Message.Empty()); depth++ {
		var below []any
		for _, v := range level {
			switch v := v.(type) {
			case map[string]any:
				x.Name = cmp.Or(x.Name, member(v, nameMembers))
				x.Message = cmp.Or(x.Message, text.Clean(member(v, messageMembers)))
				x.FriendlyMessage = cmp.Or(x.FriendlyMessage, text.Clean(member(v, []string{friendlyMember})))
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

func member(m map[string]any, names []string) string {
	for _, n := range names {
		if s, ok := m[n].(string); ok && s != "" {
			return s
		}
	}
	return ""
}

func cmpOr[T comparable](a, b T) T {
	var zero T
	if a != zero {
		return a
	}
	return b
}
