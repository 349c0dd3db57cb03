package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// answer is a reply before it is written. Exactly one of xml, json and refusal makes its content; all nil is a reply
// without children.
type answer struct {
	status  int               // 200 if 0
	owner   string            // ownerExternalId of the envelope; left out if empty
	schema  string            // file name of the schema; error replies have none
	xml     func(*xmlWriter)  // children of reply
	json    any               // content of the JSON endpoints
	header  map[string]string // further headers
	refusal *refusal
	sign    func(http.Header, []byte) // adds a signature of the body to the header
	final   bool                      // carries the result of an import: scenarios cut and slow these
}

// refusal is a request-level error. The shapes differ between the XML and the JSON endpoints; the words are the same.
type refusal struct {
	name, message, friendly string
	status                  int    // statusOf(name) if 0
	comment                 string // instead of an exception: the odd 401
	retryAfter              string
}

func refuse(name, message string) *refusal { return &refusal{name: name, message: message} }

func (r *refusal) code() int {
	if r.status != 0 {
		return r.status
	}
	return statusOf(r.name)
}

func (a answer) code() int {
	switch {
	case a.refusal != nil:
		return a.refusal.code()
	case a.status != 0:
		return a.status
	}
	return http.StatusOK
}

// envelope is what every XML reply says about itself.
type envelope struct {
	user string
	now  time.Time
	bare bool // the status only
}

// writeXML writes the whole document. The attributes come in the order of the provider's replies.
func (a answer) writeXML(x *xmlWriter, e envelope) {
	x.declaration()
	status := fmt.Sprintf("%d %s", a.code(), http.StatusText(a.code()))
	at := []attr{{"status", status}, {"user", e.user}, {"ownerExternalId", a.owner}, {"responseTimestamp", stamp(e.now)}}
	if a.schema != "" {
		at = append([]attr{
			{"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
			{"xsi:noNamespaceSchemaLocation", schemaBase + a.schema},
		}, at...)
	}
	if a.refusal != nil && a.refusal.comment != "" {
		at[1].value = ""
	}
	if e.bare {
		at = []attr{{"status", status}}
	}
	x.open("reply", at...)
	switch {
	case a.refusal != nil:
		a.refusal.writeXML(x)
	case a.xml != nil:
		a.xml(x)
	}
	x.close("reply")
	x.flush()
}

func (r *refusal) writeXML(x *xmlWriter) {
	if r.comment != "" {
		x.leaf("comment", r.comment)
		return
	}
	x.open("exception", attr{"name", r.name})
	x.optional("message", r.message)
	x.optional("friendlyMessage", r.friendly)
	x.close("exception")
}

// writeJSON makes the body of a JSON endpoint. The error's shape is assumed.
func (a answer) writeJSON() ([]byte, error) {
	content := a.json
	if r := a.refusal; r != nil {
		e := map[string]string{"name": r.name, "message": r.message}
		if r.friendly != "" {
			e["friendlyMessage"] = r.friendly
		}
		content = map[string]any{"exception": e}
	}
	if content == nil {
		content = struct{}{}
	}
	return json.Marshal(content)
}

// stamp is a time as envelopes show it: UTC, whole seconds.
func stamp(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// stampMicro is a time as data.xml shows it: with microseconds.
func stampMicro(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }
