package certify

import (
	"encoding/base64"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
)

// secrets is about the API key and the signature in what the client writes and asks.
func secrets(r *runner, _ testCase, x *run) []Finding {
	for _, q := range x.requests {
		if _, ok := q.Params["apiKey"]; ok {
			return found(KeyInURL, "it sends the API key as a parameter; send it in the header X-Api-Key")
		}
	}
	for _, s := range []struct{ what, value string }{{"the API key", r.sandbox.Key()}, {"the session's signature", x.signature}} {
		if how := leaked(x.log, s.value); how != "" {
			return found(SecretInLog, "%s stands in its output or log%s", s.what, how)
		}
	}
	return nil
}

// leastSecret is the number of characters of a secret, one after the other, that may not stand in a log. Fewer are how logs
// name a key.
const leastSecret = 12

// leaked says how a secret, or much of it, stands in a log, as the end of a sentence; empty where it does not.
func leaked(log, secret string) string {
	if strings.Contains(log, secret) {
		return ", whole"
	}
	lower, small := strings.ToLower(log), strings.ToLower(secret)
	switch {
	case holds(lower, pieces(small, leastSecret)):
		return ", " + strconv.Itoa(leastSecret) + " characters of it or more"
	case holds(strings.ToLower(percentDecoded(log)), pieces(small, leastSecret)):
		return ", percent-encoded"
	case holds(grouped.Replace(lower), pieces(small, leastSecret)):
		return ", in groups"
	case holds(lower, pieces(hex.EncodeToString([]byte(secret)), 2*leastSecret)):
		return ", as hexadecimal digits"
	case holds(log, base64Pieces(secret)):
		return ", in base64"
	}
	return ""
}

// grouped takes away what stands between groups of characters, as of a key that is printed to be read out.
var grouped = strings.NewReplacer("-", "", " ", "", ":", "")

// pieces are the parts of a text that have n bytes.
func pieces(s string, n int) map[string]bool {
	all := map[string]bool{}
	for i := 0; i+n <= len(s); i++ {
		all[s[i:i+n]] = true
	}
	return all
}

// base64Pieces are the parts of a secret in base64, wherever it begins in the text that is encoded.
func base64Pieces(secret string) map[string]bool {
	all := map[string]bool{}
	for skip := range 3 {
		whole := secret[min(skip, len(secret)):]
		whole = whole[:len(whole)/3*3]
		for _, e := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
			for p := range pieces(e.EncodeToString([]byte(whole)), leastSecret/3*4) {
				all[p] = true
			}
		}
	}
	return all
}

// holds reports whether one of some pieces, which all have one length, stands in a text.
func holds(text string, pieces map[string]bool) bool {
	n := 0
	for p := range pieces {
		n = len(p)
	}
	for i := 0; n > 0 && i+n <= len(text); i++ {
		if pieces[text[i:i+n]] {
			return true
		}
	}
	return false
}

var percent = regexp.MustCompile(`%[0-9A-Fa-f]{2}`)

// percentDecoded is a text with the bytes that are written as %41.
func percentDecoded(s string) string {
	return percent.ReplaceAllStringFunc(s, func(code string) string {
		b, _ := hex.DecodeString(code[1:]) // the pattern has two digits
		return string(b)
	})
}
