package certify

import (
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"aisdesk/localserver/sandbox"
)

// secrets is about the API key and the signature in what the client writes and asks.
func secrets(r *runner, _ testCase, x *run) []Finding {
	for _, q := range slices.Concat(x.requests, x.keyed) {
		if r.namesKey(q) {
			return found(KeyInURL, "it sends the API key in the address or as a parameter (%s %s); send it in the header X-Api-Key: access logs hold addresses", q.Method,
				strings.ReplaceAll(q.Path, r.sandbox.Key(), "KEY"))
		}
	}
	for _, s := range []struct{ what, value string }{{"the API key", r.sandbox.Key()}, {"the session's signature", x.signature}} {
		if how := leaked(x.log, s.value); how != "" {
			return found(SecretInLog, "%s stands in its output or log%s", s.what, how)
		}
	}
	return nil
}

// namesKey reports whether a request has the API key elsewhere than in its header.
func (r *runner) namesKey(q sandbox.Request) bool {
	if _, ok := q.Params["apiKey"]; ok || strings.Contains(q.Path, r.sandbox.Key()) {
		return true
	}
	for _, v := range q.Params {
		if strings.Contains(v, r.sandbox.Key()) {
			return true
		}
	}
	return false
}

// leastSecret is the number of characters of a secret, one after the other, that may not stand in a log. Fewer are how logs
// name a key.
const leastSecret = 12

// How deep codings within codings are looked into, and how many bytes are decoded in all.
const (
	mostCodings = 3 // one more is decoded
	mostDecoded = 24 << 20
)

// leaked says how a secret, or much of it, stands in a log, as the end of a sentence; empty where it does not.
func leaked(log, secret string) string {
	if strings.Contains(log, secret) {
		return ", whole"
	}
	k := soughtOf(secret)
	level := []view{{log, ""}}
	for decoded := 0; len(level) > 0; {
		var next []view
		for _, v := range level {
			if k.in(v.text) {
				return v.how()
			}
			if holds(strings.ToLower(lettersAndDigits(v.text)), k.lower, leastSecret) {
				return v.ways + ", with other characters between"
			}
			for _, c := range codings {
				if decoded > mostDecoded || strings.Count(v.ways, ",") > mostCodings {
					break
				}
				for _, text := range c.decode(v.text) {
					ways := v.ways + ", " + c.name
					for _, more := range []view{{text, ways}, {deflated(text), ways + ", compressed"}} {
						decoded += len(more.text)
						if k.in(more.text) {
							return more.how()
						}
						if more.text = worthReading(more.text); more.text != "" {
							next = append(next, more)
						}
					}
				}
			}
		}
		level = next
	}
	if k.inParts(log) {
		return ", in parts"
	}
	return ""
}

// view is a log, or what was decoded of it.
type view struct{ text, ways string }

func (v view) how() string {
	if v.ways == "" {
		return ", 12 characters of it or more"
	}
	return v.ways
}

// sought is a secret in the forms in which it is looked for.
type sought struct {
	lower string
	raw   string // the bytes that it writes as hexadecimal digits; empty for none
}

func soughtOf(secret string) sought {
	raw, err := hex.DecodeString(secret)
	if err != nil {
		raw = nil
	}
	return sought{strings.ToLower(secret), string(raw)}
}

// in reports whether a text holds leastSecret characters of the secret in a row, in capitals or not, or the bytes of as many.
func (k sought) in(text string) bool {
	return holds(strings.ToLower(text), k.lower, leastSecret) || k.raw != "" && holds(text, k.raw, leastSecret/2)
}

// inParts reports whether words of a text that have at least four characters of the secret go on where the one before ended, whatever
// words stand between them, for leastSecret characters in all.
func (k sought) inParts(text string) bool {
	const least = 4
	end, total := -1, 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		at := -1
		if len(word) >= least {
			at = strings.Index(k.lower, word)
		}
		switch {
		case at < 0:
			continue
		case end >= 0 && strings.HasPrefix(k.lower[end:], word):
			end, total = end+len(word), total+len(word)
		default:
			end, total = at+len(word), len(word)
		}
		if total >= leastSecret {
			return true
		}
	}
	return false
}

// holds reports whether n bytes of a secret, one after the other, stand in a text.
func holds(text, secret string, n int) bool {
	part := (n + 1) / 2 // n bytes hold one of the parts of this length whole
	for i := 0; i+part <= len(secret); i += part {
		for from := 0; ; {
			at := strings.Index(text[from:], secret[i:i+part])
			if at < 0 {
				break
			}
			at += from
			first, last := 0, part
			for first < i && first < at && text[at-first-1] == secret[i-first-1] {
				first++
			}
			for i+last < len(secret) && at+last < len(text) && text[at+last] == secret[i+last] {
				last++
			}
			if first+last >= n {
				return true
			}
			from = at + 1
		}
	}
	return false
}
