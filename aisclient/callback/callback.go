// Package callback posts what happened to the user's own backend: signed as the Standard Webhooks specification says
// (https://github.com/standard-webhooks/standard-webhooks, 1.0.0), and again after failures under one id, so that the
// receiver takes it once.
package callback

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"aisdesk/aisclient"
	"aisdesk/aisclient/internal/backoff"
)

// Errors of this package. ErrSecret is a secret that cannot sign, ErrURL an address to which nothing is posted.
var (
	ErrSecret = errors.New("a callback secret is whsec_ and 24 to 64 bytes in Base64")
	ErrURL    = errors.New("a callback goes to https, or to http on this machine, without a user name or a fragment")
)

// Sender posts to one address. The zero values of the optional fields are what a program wants.
type Sender struct {
	url string
	key []byte

	// Transport is http.DefaultTransport where it is nil, and for http one that connects to this machine only.
	Transport http.RoundTripper
	// Tries is how often a message is posted before it is given up: 6 where it is zero, about a minute in all.
	Tries int
	// Pause is the time before the second try, 1 s where it is zero; each further one is twice as long.
	Pause time.Duration
	// Now is the time that is signed.
	Now func() time.Time
	// Again is told before each further try why the last one failed, and how long it waits.
	Again func(why error, wait time.Duration)
}

// New makes a sender. Its errors are ErrSecret and ErrURL.
func New(address string, secret aisclient.Secret) (*Sender, error) {
	if err := CheckURL(address); err != nil {
		return nil, err
	}
	encoded, ok := strings.CutPrefix(secret.Reveal(), "whsec_")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if !ok || err != nil || len(key) < 24 || len(key) > 64 {
		return nil, ErrSecret
	}
	return &Sender{url: address, key: key}, nil
}

// CheckURL says whether something can be posted to an address: nil or ErrURL.
func CheckURL(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !aisclient.IsLoopback(u.Hostname())) {
		return ErrURL
	}
	return nil
}

// Sign is the signature of a message: "v1," and the Base64 of HMAC-SHA-256 over id, seconds since 1970 and body, joined by
// full stops.
func (s *Sender) Sign(id string, at time.Time, body []byte) string {
	h := hmac.New(sha256.New, s.key)
	fmt.Fprintf(h, "%s.%d.", id, at.Unix())
	h.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// refusal is an answer after which nothing is tried again.
type refusal struct {
	Status int
}

func (e *refusal) Error() string {
	return fmt.Sprintf("it answered %d %s", e.Status, http.StatusText(e.Status))
}

// Post sends a JSON body until it is taken. Every try has the same id, a time and a signature of its own. It gives up after
// Tries, or at once where the receiver refuses (a *Refusal): 429 and what begins with 5 are tried again, other answers are
// not, and no redirect is followed. The error names the host and no query. Cancelling ctx ends it.
func (s *Sender) Post(ctx context.Context, id string, body []byte) error {
	tries, pause := max(s.Tries, 1), s.Pause
	if s.Tries == 0 {
		tries = 6
	}
	if pause == 0 {
		pause = time.Second
	}
	for try := 1; ; try++ {
		asked, err := s.once(ctx, id, body)
		switch _, final := errors.AsType[*refusal](err); {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case final || try == tries:
			return fmt.Errorf("%s did not accept the callback: %w", host(s.url), err)
		}
		wait := max(asked, backoff.Jitter(pause/2, pause))
		if s.Again != nil {
			s.Again(err, wait)
		}
		if !backoff.Sleep(ctx, wait) {
			return ctx.Err()
		}
		pause *= 2
	}
}

// longestWait is the most that a receiver can ask for by Retry-After.
const longestWait = time.Minute

// once posts once. asked is how long the receiver wants to be left alone.
func (s *Sender) once(ctx context.Context, id string, body []byte) (asked time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return 0, &refusal{}
	}
	r.GetBody = nil // else net/http itself sends it again, with the old time
	now := time.Now
	if s.Now != nil {
		now = s.Now
	}
	at := now()
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "aisdesk")
	r.Header.Set("Idempotency-Key", id)
	r.Header.Set("Webhook-Id", id)
	r.Header.Set("Webhook-Timestamp", strconv.FormatInt(at.Unix(), 10))
	r.Header.Set("Webhook-Signature", s.Sign(id, at, body))
	transport := s.Transport
	if transport == nil && r.URL.Scheme == "http" { // what a resolver says of localhost could be another machine
		transport = &http.Transport{DialContext: aisclient.DialLoopback, DisableKeepAlives: true}
	}
	client := http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		if e, ok := errors.AsType[*url.Error](err); ok {
			err = e.Err // the address may have a secret in its query
		}
		return 0, err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, 64<<10))
	switch {
	case resp.StatusCode/100 == 2:
		return 0, nil
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode/100 == 5:
		seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
		return min(time.Duration(max(seconds, 0))*time.Second, longestWait), fmt.Errorf("it answered %d %s", resp.StatusCode, http.StatusText(resp.StatusCode))
	}
	return 0, &refusal{resp.StatusCode}
}

// host is the address without path and query.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the receiver"
	}
	return u.Scheme + "://" + u.Host
}
