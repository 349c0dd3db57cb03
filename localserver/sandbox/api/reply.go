package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"aisdesk/localserver/sandbox/scenario"
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
	refusal *scenario.Refusal
	sign    func(http.Header, []byte) // adds a signature of the body to the header
	final   bool                      // carries the result of an import: scenarios cut and slow these
}

func (a answer) code() int {
	switch {
	case a.refusal != nil:
		return a.refusal.HTTPStatus()
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
	if a.refusal != nil && a.refusal.Comment != "" {
		at[1].value = ""
	}
	if e.bare {
		at = []attr{{"status", status}}
	}
	x.open("reply", at...)
	switch {
	case a.refusal != nil:
		writeRefusal(x, a.refusal)
	case a.xml != nil:
		a.xml(x)
	}
	x.close("reply")
	x.flush()
}

func writeRefusal(x *xmlWriter, r *scenario.Refusal) {
	if r.Comment != "" {
		x.leaf("comment", r.Comment)
		return
	}
	x.open("exception", attr{"name", r.Name})
	x.optional("message", r.Message)
	x.optional("friendlyMessage", r.Friendly)
	x.close("exception")
}

// writeJSON makes the body of a JSON endpoint. The error's shape is assumed.
func (a answer) writeJSON() ([]byte, error) {
	content := a.json
	if r := a.refusal; r != nil {
		e := map[string]string{"name": r.Name, "message": r.Message}
		if r.Friendly != "" {
			e["friendlyMessage"] = r.Friendly
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
