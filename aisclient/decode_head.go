package aisclient

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"aisdesk/aisclient/internal/xmlread"
	"aisdesk/aisclient/internal/xmlscan"
	"aisdesk/aisclient/text"
)

// Head is what stands around the data of any XML reply: the envelope, and the command, the exception or the
// comment if the reply has one.
type Head struct {
	Envelope Envelope
	// Command is the command element; nil in replies to other questions.
	Command *Command
	// Exception is the exception of a refused request, not that of a failed command, which is in Command.
	Exception *Exception
	// Comment is the text of a 401, the only reply that has one.
	Comment text.Text
	// Payload names the first child of reply: command, owner, models, targets, session, exception, comment.
	// It is empty for an empty reply.
	Payload string
	// HasResult reports whether the command has a result element.
	HasResult bool
	Warnings  []Warning
}

// DecodeHead reads the head of any XML reply. The whole document is checked: a reply cut in half is an
// error even where its head is complete. Every error is a *DecodeError.
func DecodeHead(raw []byte) (*Head, error) {
	return DecodeHeadFrom(context.Background(), bytes.NewReader(raw), DecodeOptions{MaxBytes: int64(len(raw)) + 1})
}

// DecodeHeadFrom is DecodeHead for a stream, in constant memory. Its errors are those of DecodeHead, with r's or ctx's as the
// cause.
func DecodeHeadFrom(ctx context.Context, r io.Reader, o DecodeOptions) (*Head, error) {
	d := newDecoder(ctx, r, o.limits())
	h := &Head{}
	err := d.reply(h, func() error { return d.Skip() }, nil)
	h.Warnings = warningsOf(d.Reader)
	return h, replyError(err)
}

// reply consumes a whole document. onResult consumes command/result; other consumes payloads that are
// neither command, exception nor comment, or is nil to pass over them.
func (d *decoder) reply(h *Head, onResult func() error, other func(name string) error) error {
	if err := openReply(d.Scanner); err != nil {
		return err
	}
	d.envelope(&h.Envelope)
	for {
		ok, err := d.Child()
		if err != nil {
			return err
		}
		if !ok {
			return d.End()
		}
		name := string(d.Local())
		if h.Payload == "" {
			h.Payload = text.Clean(name).String()
		}
		switch {
		case name == "command":
			err = d.command(h, onResult)
		case name == "exception":
			h.Exception = &Exception{}
			err = d.exception(h.Exception)
		case name == "comment":
			err = d.Text(&h.Comment)
		case other != nil:
			err = other(name)
		default:
			err = d.Skip()
		}
		if err != nil {
			return err
		}
	}
}

// envelope reads the attributes of reply.
func (d *decoder) envelope(e *Envelope) {
	d.Known("status", "user", "ownerExternalId", "responseTimestamp")
	e.Status = d.TextAttr("status")
	e.User = d.TextAttr("user")
	owner, _ := d.Attr("ownerExternalId")
	e.OwnerExternalID = text.CleanBytes(owner) // one with blanks around it is another
	e.ResponseTimestamp = d.TimeAttr("responseTimestamp")
}

// command reads the command element.
func (d *decoder) command(h *Head, onResult func() error) error {
	if h.Command != nil {
		return d.Fail("the reply holds more than one command")
	}
	d.Known("id", "state", "name", "target", "institution")
	c := &Command{
		ID:          d.TextAttr("id").String(),
		State:       CommandState(d.TextAttr("state").String()),
		Name:        d.TextAttr("name"),
		Target:      d.TextAttr("target"),
		Institution: d.TextAttr("institution"),
	}
	h.Command = c
	return d.Children(func(name string) error {
		switch name {
		case "progress":
			return d.progress(c)
		case "exception":
			c.Exception = &Exception{}
			return d.exception(c.Exception)
		case "result":
			d.Known(partialAttr)
			h.HasResult = true
			return onResult()
		}
		return d.Unknown()
	})
}

// progress reads progress/value, or a number right in progress. It decides nothing, so what is no number
// is only counted.
func (d *decoder) progress(c *Command) error {
	d.Known()
	read := func(b []byte) {
		if b = xmlscan.Trim(b); len(b) == 0 {
			return
		}
		v, err := strconv.ParseFloat(string(b), 64)
		if err != nil || v != v || v < -1e9 || v > 1e9 {
			d.Warn("not a number", "")
			return
		}
		c.Progress = v
	}
	own, err := d.Leaf(func() error {
		if string(d.Local()) != "value" {
			return d.Unknown()
		}
		b, err := d.Field()
		read(b)
		return err
	})
	read(own)
	return err
}

// exception reads @name, message and friendlyMessage.
func (d *decoder) exception(e *Exception) error {
	d.Known("name")
	e.Name = d.TextAttr("name").String()
	return d.Children(func(name string) error {
		switch name {
		case "message":
			return d.Text(&e.Message)
		case "friendlyMessage":
			return d.Text(&e.FriendlyMessage)
		case "name": // a docs sample has it as an element
			var t text.Text
			err := d.Text(&t)
			e.Name = t.String()
			return err
		}
		return d.Unknown()
	})
}

// Code returns the number at the start of the status, or 0.
func (e Envelope) Code() int {
	digits, _, _ := strings.Cut(e.Status.String(), " ")
	n, err := strconv.Atoi(digits)
	if err != nil || n < 100 || n > 599 {
		return 0
	}
	return n
}

// decoder turns elements into the model.
type decoder struct{ *xmlread.Reader }

func newDecoder(ctx context.Context, r io.Reader, limits xmlscan.Limits) *decoder {
	return &decoder{xmlread.New(xmlscan.New(ctx, r, limits))}
}

// warningsOf are the reader's warnings as the model has them.
func warningsOf(r *xmlread.Reader) []Warning {
	var list []Warning
	for _, w := range r.Warnings() {
		list = append(list, Warning(w))
	}
	return list
}

// amountField reads an amount that may be missing: an empty element is none. What is no amount goes to unread.
func (d *decoder) amountField(to **Amount, unread *[]UnreadCell) error {
	return d.cell("amount", unread, func(b []byte) error {
		*to = nil
		if len(b) == 0 {
			return nil
		}
		a, err := ParseAmount(b)
		if err == nil {
			*to = &a
		}
		return err
	})
}

// dateField reads a date that may be missing: an empty element is none. What is no date goes to unread.
func (d *decoder) dateField(to *Date, unread *[]UnreadCell) error {
	return d.cell("date", unread, func(b []byte) (err error) {
		*to = 0
		if len(b) > 0 {
			*to, err = parseXSDate(b)
		}
		return err
	})
}

// cell reads the open element by parse. A text that parse refuses is kept in unread.
func (d *decoder) cell(what string, unread *[]UnreadCell, parse func([]byte) error) error {
	refused, err := d.Cell(what, parse)
	if refused != nil {
		*unread = append(*unread, UnreadCell{refused.Name, refused.Text})
	}
	return err
}

// differ judges an element that stood with first, and now with second. Nobody knows which of two values is the right one: where
// they differ it is named as unread and stands in unread, once.
func (d *importDecoder) differ(field, kind string, unread *[]UnreadCell, first, second string) {
	switch {
	case isUnread(*unread, field):
		d.Warn("element stands more than once", "/"+field)
		return
	case first == "" || first == second:
		d.Warn("element stands more than once", "/"+field)
		return
	}
	both := fmt.Sprintf("%.60s and %.60s", first, cmp.Or(second, "nothing"))
	d.WarnUnread(string(d.AppendPath(nil, false))+"/"+field, kind, ": it stands twice, as "+both)
	*unread = append(*unread, UnreadCell{Field: field, Raw: text.Clean(both)})
}

// astray names a field whose value stands where none belongs as unread. What was read of it means nothing.
func (d *importDecoder) astray(field, kind string, unread *[]UnreadCell) {
	if raw, ok := d.Astray(); ok && !isUnread(*unread, field) {
		d.WarnUnread(string(d.AppendPath(nil, false))+"/"+field, kind, fmt.Sprintf(": it is no plain text: %.60s", raw))
		*unread = append(*unread, UnreadCell{Field: field, Raw: raw})
	}
}

// misspelt reads an element whose name is that of a field but for capitals, as unread: whether it is meant nobody knows.
func (d *importDecoder) misspelt(field, kind string, unread *[]UnreadCell) error {
	name := string(d.Local())
	d.Warn("unknown element", "")
	raw, err := d.firstText()
	if err == nil && !isUnread(*unread, field) {
		d.WarnUnread(string(d.AppendPath(nil, false))+"/"+name, kind, fmt.Sprintf(": it is written %.40s: %.60s", name, raw))
		*unread = append(*unread, UnreadCell{Field: field, Raw: raw})
	}
	return err
}

func isUnread(unread []UnreadCell, field string) bool {
	return slices.ContainsFunc(unread, func(c UnreadCell) bool { return c.Field == field })
}

// fields are what an owner, account or card has of one value each.
type fields interface {
	// valueOf is the value of an element as text, empty where there is none; ok is false of an element that may stand often.
	valueOf(name string) (value string, ok bool)
	clear(name string)
}

// once calls each for every child of the open element. Where an element stands again with another value, or its value where
// none belongs, it has none.
func (d *importDecoder) once(f fields, kind string, unread *[]UnreadCell, each func(name string) error) error {
	var seen []string
	err := d.Children(func(name string) error {
		before, single := f.valueOf(name)
		if !single {
			if field := spelt(f, name); field != "" {
				return d.misspelt(field, kind, unread)
			}
		}
		if err := each(name); err != nil || !single {
			return err
		}
		d.astray(name, kind, unread)
		if !slices.Contains(seen, name) {
			seen = append(seen, name)
			return nil
		}
		after, _ := f.valueOf(name)
		d.differ(name, kind, unread, before, after)
		return nil
	})
	for _, c := range *unread {
		f.clear(c.Field)
	}
	return err
}

// spelt is the field of that name but for capitals, or empty.
func spelt(f fields, name string) string {
	at := slices.IndexFunc(singleFields, func(s string) bool { return s != name && strings.EqualFold(s, name) })
	if at < 0 {
		return ""
	}
	if _, ok := f.valueOf(singleFields[at]); !ok {
		return ""
	}
	return singleFields[at]
}

// singleFields are the fields of owners, accounts and cards that have one value.
var singleFields = []string{"name", "kind", "address", "polishPesel", "polishNip", "polishRegon", "phone", "email", "citizenship", "nationality",
	"personalDocumentType", "personalDocumentNumber", "birthDate", "birthPlace", "friendlyName", "iban", "owner", "cardId", "number",
	"currencyBalance", "currencyFundsAvailable", "currencyName", "activeSinceAtLeast", "limit", "dueDate"}
