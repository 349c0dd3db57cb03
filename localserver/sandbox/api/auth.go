package api

import (
	"cmp"
	"crypto/subtle"
	"fmt"
	"net"
	"net/http"
	"strings"

	"aisdesk/localserver/sandbox/scenario"
)

// authenticate wants the key in its header. The key as a parameter was the way of 2018 and is refused.
func (c *call) authenticate() *scenario.Refusal {
	key := c.r.Header.Get("X-Api-Key")
	if key == "" {
		key = c.params.Get("apiKey")
	} else if subtle.ConstantTimeCompare([]byte(key), []byte(c.Key)) == 1 {
		return nil
	}
	return c.unauthorized(key)
}

// unauthorized is the odd 401: a comment that fits a wrong key and an unlisted address alike.
func (c *call) unauthorized(key string) *scenario.Refusal {
	host, _, _ := net.SplitHostPort(c.r.RemoteAddr)
	key = cmp.Or(maskKey(key), "(none)")
	return &scenario.Refusal{Status: http.StatusUnauthorized, Comment: fmt.Sprintf(
		"We don't know who you are. Check that the API key %s is valid, and that your IP address %s is enabled in Insight.", key, maskIP(host))}
}

// maskKey shows the first and the last two characters.
func maskKey(key string) string {
	if len(key) <= 4 {
		return strings.Repeat("*", len(key))
	}
	return key[:2] + strings.Repeat("*", len(key)-4) + key[len(key)-2:]
}

// maskIP hides the middle of an address: its first two digits and its last two stay.
func maskIP(ip string) string { return maskKey(strings.NewReplacer(".", "", ":", "").Replace(ip)) }
