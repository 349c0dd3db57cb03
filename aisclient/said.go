package aisclient

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"aisdesk/aisclient/text"
)

// readFailure finds the exception in the body of a refusal, in XML or in JSON; it never fails.
func readFailure(a *Answer) Exception {
	body := bytes.TrimLeft(a.Raw, "\ufeff \t\r\n")
	switch {
	case bytes.HasPrefix(body, []byte("<")):
		h, err := readHead(a.Raw)
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

// head is what stands at the front of any XML reply.
type head struct {
	Envelope  Envelope
	Command   *Command
	Exception *Exception // of the reply, not of the command
	Comment   text.Text  // of a 401
}

var errNoReply = errors.New("the document's root is not a reply")

// readHead reads envelope, command, exception and comment, and checks that the whole document is well formed.
func readHead(raw []byte) (head, error) {
	var doc struct {
		XMLName xml.Name
		Status  string        `xml:"status,attr"`
		User    string        `xml:"user,attr"`
		Owner   string        `xml:"ownerExternalId,attr"`
		At      string        `xml:"responseTimestamp,attr"`
		Comment string        `xml:"comment"`
		Exc     *xmlException `xml:"exception"`
		Command *struct {
			ID          string        `xml:"id,attr"`
			State       string        `xml:"state,attr"`
			Name        string        `xml:"name,attr"`
			Target      string        `xml:"target,attr"`
			Institution string        `xml:"institution,attr"`
			Progress    string        `xml:"progress>value"`
			Exc         *xmlException `xml:"exception"`
		} `xml:"command"`
	}
	d := xml.NewDecoder(bytes.NewReader(raw))
	if err := d.Decode(&doc); err != nil {
		return head{}, err
	}
	if doc.XMLName.Local != "reply" {
		return head{}, errNoReply
	}
	if t, err := d.Token(); err != io.EOF {
		if c, ok := t.(xml.CharData); !ok || len(bytes.TrimSpace(c)) > 0 {
			return head{}, errors.New("something stands after the end of the reply")
		}
	}
	at, _ := time.Parse(time.RFC3339, doc.At)
	h := head{
		Envelope:  Envelope{Status: text.Clean(doc.Status), User: text.Clean(doc.User), OwnerExternalID: text.Clean(doc.Owner), ResponseTimestamp: at},
		Exception: doc.Exc.exception(),
		Comment:   text.Clean(strings.TrimSpace(doc.Comment)),
	}
	if c := doc.Command; c != nil {
		var progress float64
		_ = json.Unmarshal([]byte(strings.TrimSpace(c.Progress)), &progress)
		h.Command = &Command{ID: c.ID, State: CommandState(c.State), Name: text.Clean(c.Name), Target: text.Clean(c.Target),
			Institution: text.Clean(c.Institution), Progress: progress, Exception: c.Exc.exception()}
	}
	return h, nil
}

type xmlException struct {
	Name     string `xml:"name,attr"`
	Message  string `xml:"message"`
	Friendly string `xml:"friendlyMessage"`
}

func (x *xmlException) exception() *Exception {
	if x == nil {
		return nil
	}
	return &Exception{Name: text.Clean(x.Name).String(), Message: text.Clean(strings.TrimSpace(x.Message)), FriendlyMessage: text.Clean(strings.TrimSpace(x.Friendly))}
}
