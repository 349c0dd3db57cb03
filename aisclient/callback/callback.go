// Package callback posts what happened to the user's own backend: signed as the Standard Webhooks specification says
// (https://github.com/standard-webhooks/standard-webhooks, 1.0.0), and again after failures under one id, so that the
// receiver takes it once.
package callback

import (
	"bytes"
	"cmp"
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
	// Patience is how long an answer may take, 10 s where it is zero.
	Patience time.Duration
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

// sign is the signature of a message: "v1," and the Base64 of HMAC-SHA-256 over id, seconds since 1970 and body, joined by
// full stops.
func (s *Sender) sign(id string, at time.Time, body []byte) string {
	h := hmac.New(sha256.New, s.key)
	fmt.Fprintf(h, "%s.%d.", id, at.Unix())
	h.Write(body)
	return "v1," + base64.StdEncoding.EncodeToString(h.Sum(nil))
}

// answer is what the receiver said that does not take the message.
type answer struct {
	Status int
}

func (e *answer) Error() string {
	return fmt.Sprintf("it answered %d %s", e.Status, http.StatusText(e.Status))
}

// Post sends a JSON body until it is taken. Every try has the same id, a time and a signature of its own. It gives up after
// Tries, or at once where another try mends nothing: 429 and what begins with 5 are tried again, other answers are
// not, nor is a server with a certificate that is not trusted, and no redirect is followed. The error names the host and no
// query, and says no more than is known: a receiver that did not answer may have the message. Cancelling ctx ends it.
func (s *Sender) Post(ctx context.Context, id string, body []byte) error {
	tries, pause := cmp.Or(s.Tries, 6), cmp.Or(s.Pause, time.Second)
	maybe := false // one of the tries may have arrived
	for try := 1; ; try++ {
		asked, err := s.once(ctx, id, body)
		_, answered := errors.AsType[*answer](err)
		maybe = maybe || !answered && !aisclient.NeverSent(err)
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return s.failure(maybe, answered, ctx.Err())
		case final(err) || try == tries:
			return s.failure(maybe, answered, err)
		}
		wait := max(asked, backoff.Jitter(pause/2, pause))
		if s.Again != nil {
			s.Again(worded(err), wait)
		}
		if !backoff.Sleep(ctx, wait) {
			return s.failure(maybe, answered, ctx.Err())
		}
		pause *= 2
	}
}

// final reports whether another try would end as this one did.
func final(err error) bool {
	a, answered := errors.AsType[*answer](err)
	return answered && a.Status != http.StatusTooManyRequests && a.Status/100 != 5 || aisclient.NotTheServer(err)
}

// failure says what is known of a message that was given up.
func (s *Sender) failure(maybe, answered bool, err error) error {
	switch err = worded(err); {
	case maybe:
		return fmt.Errorf("it is not known whether %s has it: %w", host(s.url), err)
	case answered:
		return fmt.Errorf("%s did not accept it: %w", host(s.url), err)
	}
	return fmt.Errorf("%s was not reached: %w", host(s.url), err)
}

// worded puts an error of the network into plain words.
func worded(err error) error {
	if words := aisclient.NetworkWords(err); words != "" {
		return &inWords{words, err}
	}
	return err
}

// inWords is an error with other words.
type inWords struct {
	words string
	err   error
}

func (e *inWords) Error() string { return e.words }
func (e *inWords) Unwrap() error { return e.err }

// longestWait is the most that a receiver can ask for by Retry-After.
const longestWait = time.Minute

// once posts once. asked is how long the receiver wants to be left alone.
func (s *Sender) once(ctx context.Context, id string, body []byte) (asked time.Duration, err error) {
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(s.Patience, 10*time.Second))
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url, bytes.NewReader(body))
	if err != nil {
		return 0, ErrURL
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
	r.Header.Set("Webhook-Signature", s.sign(id, at, body))
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
	if resp.StatusCode/100 == 2 {
		return 0, nil
	}
	seconds, _ := strconv.Atoi(resp.Header.Get("Retry-After"))
	return min(time.Duration(max(seconds, 0))*time.Second, longestWait), &answer{resp.StatusCode}
}

// host is the address without path and query.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "the receiver"
	}
	return u.Scheme + "://" + u.Host
}
