package localserver

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"aisdesk/aisclient"
	"aisdesk/aisclient/intake"
	"aisdesk/aisclient/text"
)

// Caps of strings in a callback, in bytes. Longer words are cut; a longer token is no token.
const (
	maxWords    = 256
	maxDetail   = 1024
	maxToken    = 1024
	maxTabID    = 64
	maxEventKey = 32
)

// object is a JSON object with its values unread. Keys are exact, unlike encoding/json's struct fields.
type object map[string]json.RawMessage

// readObject reads one JSON object and nothing after it; a key that stands twice is refused, since two
// readers could disagree about it.
func readObject(b []byte) (object, error) {
	if !utf8.Valid(b) {
		return nil, errors.New("not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, errors.New("not a JSON object")
	}
	o := object{}
	for d.More() {
		t, err := d.Token()
		key, ok := t.(string)
		if err != nil || !ok {
			return nil, errors.New("not a JSON object")
		}
		var v json.RawMessage
		if err := d.Decode(&v); err != nil {
			return nil, errors.New("not a JSON object")
		}
		if _, twice := o[key]; twice {
			return nil, fmt.Errorf("%q stands twice", cut(key, 40))
		}
		o[key] = v
	}
	if _, err := d.Token(); err != nil {
		return nil, errors.New("not a JSON object")
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("something follows the JSON object")
	}
	return o, nil
}

// str returns a member that must be a string if it is there; null counts as absent.
func (o object) str(key string) (string, error) {
	raw, ok := o[key]
	if !ok || string(raw) == "null" {
		return "", nil
	}
	var s string
	if err := json.Unmarshal(raw, &s); err != nil {
		return "", fmt.Errorf("%s is not a string", key)
	}
	return s, nil
}

// words returns a member for people: cleaned and cut. What is not a string is no words.
func (o object) words(key string, most int) text.Text {
	s, err := o.str(key)
	if err != nil {
		return text.Text{}
	}
	return text.Clean(cutRunes(s, most))
}

func cutRunes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return s[:most]
}

func (o object) object(key string) object {
	raw, ok := o[key]
	if !ok {
		return object{}
	}
	in, err := readObject(raw)
	if err != nil {
		return object{}
	}
	return in
}

// readSession reads the widget's onSuccess as the page posts it. A multiple access token that has no sane form
// is left out and named in note: the session is good without it.
func readSession(body []byte) (s aisclient.Session, note string, err error) {
	o, err := readObject(body)
	if err != nil {
		return s, "", err
	}
	var f [3]string
	for i, key := range []string{"target", "sessionId", "sessionIdSignature"} {
		if f[i], err = o.str(key); err != nil {
			return s, "", err
		}
	}
	options := o.object("options")
	s = aisclient.Session{
		Target: f[0], ID: f[1], Signature: aisclient.NewSecret(f[2]),
		OfficialName: options.words("officialName", maxWords),
	}
	if s.Target == "" {
		return aisclient.Session{}, "", fmt.Errorf("%w: no target", aisclient.ErrInvalidSession)
	}
	if err := s.Validate(); err != nil {
		return aisclient.Session{}, "", err
	}
	token, err := options.str("multipleAccessId")
	if err != nil || !accessToken(token) {
		return s, "the multiple access token has no known form and was left out", nil
	}
	s.MultipleAccessID = aisclient.NewSecret(token)
	return s, "", nil
}

// accessToken reports whether s may be a multiple access token: printable ASCII without spaces, or nothing.
func accessToken(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] <= ' ' || s[i] > '~' {
			return false
		}
	}
	return len(s) <= maxToken
}

// pageEvent is what the page posts to /event.
type pageEvent struct {
	kind string
	tab  string
	link intake.LinkEvent
}

// readEvent reads an event of the page. Unknown members are passed over; words are cleaned and cut.
func readEvent(body []byte) (pageEvent, error) {
	o, err := readObject(body)
	if err != nil {
		return pageEvent{}, err
	}
	kind, err := o.str("kind")
	if err != nil || kind == "" || len(kind) > maxEventKey {
		return pageEvent{}, errors.New("an event without a kind")
	}
	tab, err := o.str("tab")
	if err != nil || len(tab) > maxTabID {
		return pageEvent{}, errors.New("an event of a tab without a valid name")
	}
	d := o.object("data")
	return pageEvent{kind: kind, tab: tab, link: intake.LinkEvent{
		Target: d.words("target", maxWords), OfficialName: d.words("officialName", maxWords),
		Country: d.words("country", maxWords), Cause: d.words("cause", maxWords), Detail: d.words("detail", maxDetail),
	}}, nil
}
